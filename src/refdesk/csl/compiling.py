"""What does a style say? Its XML → a `Style` whose elements print.

In: the root of a style that `styles.parse_style` has read. Out: a `Style`, compiled once and used for any number of
items. What CSL 1.0.2 does not know (an element, an option, a version, a macro that is not there) is told in
`Style.warnings` and passed over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from refdesk.csl.conditions import Condition, condition_of
from refdesk.csl.context import Element
from refdesk.csl.date_elements import DateElement
from refdesk.csl.formatting import Formatting
from refdesk.csl.labels import LabelElement
from refdesk.csl.names import NamesElement
from refdesk.csl.number_elements import NumberElement
from refdesk.csl.sorting import Sort
from refdesk.csl.structure import Choose, Group, Layout, MacroCall
from refdesk.csl.styles import PREFIX
from refdesk.csl.text_elements import TermText, ValueText, VariableText
from refdesk.csl.vocabulary import unknown_attributes

# CSL 1.0.2, "Inheritable Name Options": the attribute on cs:style, cs:citation or cs:bibliography → on cs:name.
_NAME_OPTIONS = {
    "and": "and",
    "delimiter-precedes-et-al": "delimiter-precedes-et-al",
    "delimiter-precedes-last": "delimiter-precedes-last",
    "et-al-min": "et-al-min",
    "et-al-use-first": "et-al-use-first",
    "et-al-use-last": "et-al-use-last",
    "et-al-subsequent-min": "et-al-subsequent-min",
    "et-al-subsequent-use-first": "et-al-subsequent-use-first",
    "initialize": "initialize",
    "initialize-with": "initialize-with",
    "name-as-sort-order": "name-as-sort-order",
    "sort-separator": "sort-separator",
    "name-form": "form",
    "name-delimiter": "delimiter",
    "names-delimiter": "names-delimiter",
}
_STYLE_OPTIONS = ("initialize-with-hyphen", "page-range-format", "demote-non-dropping-particle")
_KNOWN_VERSIONS = frozenset(["1.0", "1.0.1", "1.0.2"])


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """cs:citation or cs:bibliography: layout, sort order, options (its own attributes over those of cs:style)."""

    layout: Layout
    sort: Sort | None
    options: Mapping[str, str]
    name_options: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A compiled style. `class_` is "in-text" or "note"; `locales` are its own cs:locale elements."""

    class_: str
    default_locale: str
    citation: Area
    bibliography: Area | None
    locales: tuple[etree._Element, ...]
    warnings: tuple[str, ...]


def compile_style(root: etree._Element) -> Style:
    """Compile the root of an independent style."""
    compiler = Compiler(root)
    citation = _child(root, "citation")
    bibliography = _child(root, "bibliography")
    compiled = compiler.area(citation) if citation is not None else _EMPTY_AREA
    printed = compiler.area(bibliography) if bibliography is not None else None
    compiler.warnings += unknown_attributes(root)
    version = root.get("version", "1.0")
    if version not in _KNOWN_VERSIONS:
        compiler.warn(f"the style is of CSL {version[:20]}, it is read as 1.0.2")
    return Style(
        root.get("class", "in-text"),
        root.get("default-locale", ""),
        compiled,
        printed,
        tuple(root.iterchildren(f"{PREFIX}locale")),
        tuple(dict.fromkeys(compiler.warnings)),
    )


_EMPTY_AREA = Area(Layout((), Formatting()), None, {}, {})


class Compiler:
    """Compiles the elements of one style; each macro once."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.warnings: list[str] = []
        self.macros = {macro.get("name", ""): macro for macro in root.iterchildren(f"{PREFIX}macro")}
        self._compiled: dict[str, tuple[Element, ...]] = {}

    def warn(self, warning: str) -> None:
        """Keep a warning."""
        self.warnings.append(warning)

    def area(self, xml: etree._Element) -> Area:
        """Compile cs:citation or cs:bibliography."""
        layout = _child(xml, "layout")
        sort = _child(xml, "sort")
        options = {name: self.root.get(name, "") for name in _STYLE_OPTIONS if name in self.root.attrib}
        options.update((str(name), str(value)) for name, value in xml.attrib.items())
        reached = list(self._reached(xml, set()))
        if any(each.get("variable") == "year-suffix" for each in reached):
            options["year-suffix-explicit"] = "true"
        options["disambiguate-conditions"] = str(sum("disambiguate" in each.attrib for each in reached))
        return Area(
            self.layout(layout) if layout is not None else _EMPTY_AREA.layout,
            Sort.of(sort, self.macro) if sort is not None else None,
            options,
            {**_name_options(self.root), **_name_options(xml)},
        )

    def _reached(self, xml: etree._Element, seen: set[str]) -> Iterator[etree._Element]:
        """The elements of an area and of the macros it calls, each once."""
        for element in xml.iter(etree.Element):
            yield element
            macro = element.get("macro")
            if macro in self.macros and macro not in seen:
                seen.add(macro)
                yield from self._reached(self.macros[macro], seen)

    def layout(self, xml: etree._Element) -> Layout:
        """Compile cs:layout."""
        return Layout(tuple(self.children(xml)), Formatting.of(xml), xml.get("delimiter", ""))

    def macro(self, name: str) -> Sequence[Element]:
        """The compiled elements of a macro; none, with a warning, where the style has no such macro."""
        if name not in self._compiled:
            xml = self.macros.get(name)
            if xml is None:
                self.warn(f"the style calls a macro {name[:60]!r} that it does not have")
            self._compiled[name] = tuple(self.children(xml)) if xml is not None else ()
        return self._compiled[name]

    def children(self, xml: etree._Element, enclosing: NamesElement | None = None) -> list[Element]:
        """Compile the child elements of `xml`; `enclosing` is the cs:names in whose cs:substitute they stand."""
        compiled = (self.element(child, enclosing) for child in xml.iterchildren(etree.Element))
        return [element for element in compiled if element is not None]

    def element(self, xml: etree._Element, enclosing: NamesElement | None = None) -> Element | None:
        """Compile one rendering element; None, with a warning, for what is none."""
        namespace, brace, tag = str(xml.tag).rpartition("}")
        match tag if namespace + brace == PREFIX else "":
            case "text":
                return self._text(xml)
            case "group":
                return Group(xml, tuple(self.children(xml, enclosing)))
            case "choose":
                return self._choose(xml, enclosing)
            case "names":
                return NamesElement(xml, self._substitutes, enclosing)
            case "date" | "number" | "label":
                return _SIMPLE[tag](xml)
            case _:
                self.warn(f"an element {tag[:60]!r} where CSL 1.0.2 has none")
                return None

    def _substitutes(self, xml: etree._Element, names: NamesElement) -> list[Element]:
        return self.children(xml, names)

    def _text(self, xml: etree._Element) -> Element | None:
        if "macro" in xml.attrib:
            return MacroCall(xml, self.macro(xml.get("macro", "")))
        for attribute, element in _TEXTS.items():
            if attribute in xml.attrib:
                return element(xml)
        self.warn("a cs:text that names nothing to print")
        return None

    def _choose(self, xml: etree._Element, enclosing: NamesElement | None) -> Choose:
        branches: list[tuple[Condition | None, tuple[Element, ...]]] = []
        for branch in xml.iterchildren(f"{PREFIX}if", f"{PREFIX}else-if", f"{PREFIX}else"):
            condition = None if branch.tag == f"{PREFIX}else" else condition_of(branch)
            branches.append((condition, tuple(self.children(branch, enclosing))))
        return Choose(tuple(branches))


_TEXTS: dict[str, Callable[[etree._Element], Element]] = {
    "variable": VariableText,
    "term": TermText,
    "value": ValueText,
}
_SIMPLE: dict[str, Callable[[etree._Element], Element]] = {
    "date": DateElement,
    "number": NumberElement,
    "label": LabelElement,
}


def _name_options(xml: etree._Element) -> dict[str, str]:
    return {ours: xml.get(name, "") for name, ours in _NAME_OPTIONS.items() if name in xml.attrib}


def _child(xml: etree._Element, tag: str) -> etree._Element | None:
    return xml.find(f"{PREFIX}{tag}")
