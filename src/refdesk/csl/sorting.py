"""In which order does a style want its entries or cites? cs:sort → the order of contexts.

CSL 1.0.2, "Sorting". Keys are compared one after the other; what lacks a key stands last in both directions. Texts that
all keys find equal are told apart by accents and case, and then keep the order they came in. A title is looked up
without the article that it begins with, as bibliographies of all guides have it; CSL says nothing of that.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from refdesk.csl.collation import collation_key, tie_key
from refdesk.csl.conditions import value_in_cite
from refdesk.csl.context import Context, Element
from refdesk.csl.date_elements import DateElement
from refdesk.csl.dates import sort_text
from refdesk.csl.markup import parse
from refdesk.csl.names import NamesElement
from refdesk.csl.numbers import NUMBER_VARIABLES, is_numeric
from refdesk.csl.structure import Choose, Group, MacroCall
from refdesk.csl.styles import PREFIX
from refdesk.csl.tree import Child, Node, strings, text_of
from refdesk.csl.vocabulary import CITE_VARIABLES, DATE_VARIABLES, NAME_VARIABLES

_DIGITS = re.compile("[0-9]+")
_TITLES = frozenset(["title", "container-title"])
# By the first two letters of a language's tag.
_ARTICLES = {
    "de": ("der", "die", "das", "ein", "eine"),
    "en": ("the", "a", "an"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "fr": ("le", "la", "les", "un", "une"),
}
_DATE_PARTS = ("year", "month", "day")
# The attribute of cs:key → those of cs:name that it overrides. It comes by its own name too: it even overrides what
# a cs:name says itself.
_OVERRIDES = {
    "names-min": ("names-min", "et-al-min", "et-al-subsequent-min"),
    "names-use-first": ("names-use-first", "et-al-use-first", "et-al-subsequent-use-first"),
    "names-use-last": ("names-use-last", "et-al-use-last"),
}
Printing = Callable[[Context], str]
Macro = Callable[[str], Sequence[Element]]


@dataclass(frozen=True, slots=True)
class Key:
    """One cs:key: how it is printed for an item, in which direction it sorts, and what it overrides."""

    printing: Printing
    descending: bool
    options: Mapping[str, str]

    def name_options(self, inherited: Mapping[str, str]) -> Mapping[str, str]:
        """The options of names in the key: those of the area, and over them its own."""
        return {**inherited, **self.options} if self.options else inherited


@dataclass(frozen=True, slots=True)
class Sort:
    """A compiled cs:sort."""

    keys: tuple[Key, ...]
    counts_down: bool = False
    """Whether a key sorts by falling citation number: the first entry then has the highest number."""

    @classmethod
    def of(cls, xml: etree._Element, macro: Macro) -> "Sort":
        """Compile cs:sort; `macro` gives the compiled elements of a macro."""
        keys = list(xml.iterchildren(f"{PREFIX}key"))
        falling = (key for key in keys if key.get("sort") == "descending")
        return cls(tuple(_key(key, macro) for key in keys), any(_is_citation_number(key, macro) for key in falling))

    def order(self, contexts: Iterable[Context], names: Sequence[str] = ()) -> list[int]:
        """The places of the contexts, all of one area, in the order that the style asks for.

        Each context is asked for when the one before it is done with, so that there need be but one at a time.
        `names` are those that the cites print, where they are grouped by them: what the first key finds equal stands
        by these, so "Doe" before "Doe et al.", however the further keys would have it.
        """
        count, language = 0, ""
        columns: list[list[str]] = [[] for _ in self.keys]
        options: list[Mapping[str, str]] = []
        for context in contexts:
            if not count:  # one mapping for all contexts, which names are quick to recognise
                options = [key.name_options(context.name_options) for key in self.keys]
                language = context.locale.language
            count += 1
            for key, own, column in zip(self.keys, options, columns, strict=True):
                column.append(key.printing(context.for_key(own)))
        return self._sorted(count, columns, language, names)

    def _sorted(self, count: int, columns: Sequence[list[str]], language: str, names: Sequence[str]) -> list[int]:
        """The places from 0 to `count` by the texts of the keys, a column each."""
        places = list(range(count))
        weighed = [[collation_key(text, language) for text in texts] for texts in columns]
        _break_ties(places, list(zip(self.keys, columns, strict=True)), weighed)
        for number in reversed(range(len(self.keys))):
            if names and not number:
                _sort_by(places, [collation_key(text, language) for text in names], descending=False)
            _sort_by(places, weighed[number], descending=self.keys[number].descending)
        return places


def _sort_by(places: list[int], weights: Sequence[str], *, descending: bool) -> None:
    """Sort by one key, keeping the order of what it finds equal; empty weights go last."""
    if descending:
        places.sort(key=weights.__getitem__, reverse=True)
    else:
        places.sort(key=lambda place: (weights[place] == "", weights[place]))


def _break_ties(places: list[int], printed: Sequence[tuple[Key, list[str]]], weights: Sequence[Sequence[str]]) -> None:
    """Put texts that are equal but for accents and case in an order that does not depend on the one they came in."""
    seen: set[tuple[str, ...]] = set()
    rows = [tuple(column[place] for column in weights) for place in places]
    for row in rows:
        if row in seen:
            break
        seen.add(row)
    else:
        return
    for key, texts in reversed(printed):
        ties = [tie_key(text) for text in texts]
        places.sort(key=ties.__getitem__, reverse=key.descending)


def _is_citation_number(xml: etree._Element, macro: Macro) -> bool:
    """Whether a cs:key sorts by citation number, itself or by a macro that prints nothing else."""
    if "macro" not in xml.attrib:
        return xml.get("variable") == "citation-number"
    elements = macro(xml.get("macro", ""))
    return len(elements) == 1 and getattr(elements[0], "variable", "") == "citation-number"


def without_article(title: str, language: str) -> str:
    """A title as it is looked up: without the article it begins with, as APA, Chicago, MLA and Harvard all want."""
    first, blank, rest = title.partition(" ")
    return rest if blank and first.lower() in _ARTICLES.get(language, ()) else title


def _key(xml: etree._Element, macro: Macro) -> Key:
    variable = xml.get("variable", "")
    overrides = {
        ours: xml.get(name, "") for name, all_ours in _OVERRIDES.items() if name in xml.attrib for ours in all_ours
    }
    descending = xml.get("sort") == "descending"
    if "macro" in xml.attrib:
        return Key(_of_macro(macro(xml.get("macro", ""))), descending, overrides)
    if variable in NAME_VARIABLES:
        return Key(_of_names(variable), descending, overrides)
    if variable in DATE_VARIABLES:
        return Key(_of_date(variable), descending, {})
    return Key(_of_text(variable), descending, {})


def _of_macro(elements: Sequence[Element]) -> Printing:
    """What a macro prints, without markup and quotation marks.

    Words in the place of a date ("n.d.", "in press") are none: what has no date stands last in both directions.
    """
    dated = any(map(_holds_date, elements))

    def printed(context: Context) -> str:
        children = [element.render(context) for element in elements]
        if dated and not any(map(_holds_value, children)):
            return ""
        text = "".join(map(text_of, children))
        return _looked_up(text, context) if _begins_with_title(children) else text

    return printed


def _begins_with_title(children: Sequence[Child | None]) -> bool:
    """Whether the first part that is printed is a title."""
    first = next((child for child in children if child), "")
    return isinstance(first, Node) and (first.kind in _TITLES or _begins_with_title(first.children))


def _looked_up(title: str, context: Context) -> str:
    """A title as a reader looks for it, where the guides are heeded; else as it is."""
    if not context.guided:
        return title
    return without_article(title, (context.item.text("language") or context.locale.language)[:2].lower())


def _holds_date(element: Element) -> bool:
    """Whether an element is a cs:date or holds one."""
    if isinstance(element, DateElement):
        return True
    if isinstance(element, Choose):
        return any(_holds_date(each) for _, branch in element.branches for each in branch)
    return isinstance(element, Group | MacroCall) and any(map(_holds_date, element.elements))


def _holds_value(child: Child | None) -> bool:
    """Whether something of the item is printed, not terms and values of the style alone."""
    if isinstance(child, Node):
        return child.kind not in {"term", "value"} and any(map(_holds_value, child.children))
    return bool(child)


def _of_names(variable: str) -> Printing:
    """The names of a variable as long as the area has them, the family names first."""
    names = etree.Element(f"{PREFIX}names", variable=variable)
    etree.SubElement(names, f"{PREFIX}name", {"form": "long", "name-as-sort-order": "all"})
    element = NamesElement(names, _no_substitutes, None)
    return lambda context: text_of(element.render(context))


def _no_substitutes(*_: object) -> list[Element]:
    return []


def _of_date(variable: str) -> Printing:
    return lambda context: sort_text(context.item.date(variable), _DATE_PARTS)


def _of_text(variable: str) -> Printing:
    """The text of a variable without its markup; of a number variable that holds numbers, these without letters."""

    def printed(context: Context) -> str:
        if variable in CITE_VARIABLES:
            return value_in_cite(context, variable)
        text = context.item.text(variable)
        if variable in NUMBER_VARIABLES and is_numeric(text):
            return " ".join(_DIGITS.findall(text)) or text
        text = "".join(strings(_parsed(text, context))) if "<" in text else text
        return _looked_up(text, context) if variable in _TITLES else text

    return printed


def _parsed(text: str, context: Context) -> Sequence[Child]:
    return parse(text, context.locale)
