# mypy: disable-error-code="misc"
"""Drive citeproc-py: a prepared style and records → text with marks.

Nothing else of refdesk knows citeproc-py's classes; a processor of our own would take the place of this module,
of `elements` and of `records`. (mypy: citeproc-py has no types, so that its base class here is `Any`.)
"""

from collections.abc import Mapping, Sequence
from typing import Any

from citeproc.frontend import CitationStylesStyle
from citeproc.source import VariableError
from lxml import etree

from refdesk.csl import marks
from refdesk.csl.elements import ELEMENT_CLASSES, Formatter
from refdesk.csl.records import Record, clean, smart
from refdesk.csl.styles import AMBIGUOUS, NAMESPACE

FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
    VariableError,
)
"""What citeproc-py may raise over an item or a style: it has no error of its own."""


class Cite:
    """One source inside a citation, as citeproc-py asks for it."""

    def __init__(self, record: Record, number: int, cite: Mapping[str, Any]) -> None:
        self.reference = record
        self.key = record.key
        self._number = number
        self.prefix = smart(clean(cite.get("prefix")))
        self.suffix = smart(clean(cite.get("suffix")))
        self._locator = clean(cite.get("locator"))
        self._label = clean(cite.get("label")) or "page"
        self.citation = Citation([self])

    def __contains__(self, variable: str) -> bool:
        return variable == "locator" and self.has_locator

    @property
    def number(self) -> int:
        """The number of the work in the bibliography."""
        self.reference.count()
        return self._number

    @property
    def has_locator(self) -> bool:
        """Whether the cite names a page or part."""
        return bool(self._locator)

    @property
    def locator(self) -> "Locator":
        """The page or part; raises citeproc-py's VariableError where there is none."""
        if not self._locator:
            self.reference.asked += 1
            raise VariableError
        self.reference.count()
        return Locator(self._label, self._locator)

    def get_field(self, variable: str) -> Any:
        """A variable for sorting, or None."""
        return self.reference.get(variable)


class Citation:
    """What stands in one bracket or note; citeproc-py asks it for its `cites` to know an "ibid"."""

    def __init__(self, cites: Sequence[Cite]) -> None:
        self.cites = list(cites)
        for cite in self.cites:
            cite.citation = self


class Locator:
    """A page or part and the kind of it. Two of the same text are equal, which "ibid" asks for."""

    def __init__(self, label: str, identifier: str) -> None:
        self.label = label
        self.identifier = identifier

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Locator) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.label, self.identifier))


class _Style(CitationStylesStyle):
    """A style whose elements are ours; `source` is XML that `prepare_style` made."""

    def __init__(self, source: bytes) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        lookup.get_namespace(NAMESPACE).update(ELEMENT_CLASSES)
        parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
        parser.set_element_class_lookup(lookup)
        root: Any = etree.fromstring(source, parser)
        self.root = root
        self.root.formatter = Formatter
        self.root.set_locale_list(_known_locale(self.root.get("default-locale")), validate=False)
        self.root.locales = [self._of_our_elements(locale, parser) for locale in self.root.locales]

    def _of_our_elements(self, locale: Any, parser: etree.XMLParser) -> Any:
        """A locale from citeproc-py's files, read once more with our elements; those in the style have them."""
        if locale.getparent() is not None:
            return locale
        ours: Any = etree.fromstring(etree.tostring(locale), parser)
        ours.style = self.root
        return ours


def _known_locale(name: str | None) -> str:
    from citeproc import LANGUAGE_NAMES

    return name if name and name in LANGUAGE_NAMES else "en-US"


def _begin_note(text: str, prefix: str) -> str:
    """The note with a capital where it begins with a word of the editor's ("see") or of the style ("ibid.").

    A name keeps its small letter: bell hooks, danah boyd.
    """
    return text[:1].upper() + text[1:] if prefix or text.startswith("ibid") else text


class Engine:
    """A style at work. One at a time: citeproc-py keeps the state of an entry on the style's own elements."""

    def __init__(self, prepared_style: bytes) -> None:
        self._style: Any = _Style(prepared_style)
        # lxml forgets attributes of elements that nobody holds; citeproc-py and `elements` keep their state in such.
        self._held = [
            *self._style.root.iter(),
            *(each for locale in self._style.root.locales for each in locale.iter()),
        ]
        self._citation = self._style.root.citation
        self._bibliography = self._style.root.bibliography

    @property
    def has_bibliography(self) -> bool:
        """Whether the style prints bibliographies at all."""
        return self._bibliography is not None

    @property
    def adds_year_suffix(self) -> bool:
        """Whether works of the same author and year become 2001a and 2001b."""
        return bool(self._citation.get("disambiguate-add-year-suffix") == "true")

    @property
    def adds_names(self) -> bool:
        """Whether more names are shown where "et al." is ambiguous."""
        return bool(self._citation.get("disambiguate-add-names") == "true")

    @property
    def asks_for_ambiguity(self) -> bool:
        """Whether the style prints something more for works that it cannot tell apart."""
        return f'variable="{AMBIGUOUS}' in str(etree.tostring(self._style.root, encoding="unicode"))

    @property
    def author_substitute(self) -> str:
        """What stands for the authors of the entry above ("———"), or nothing."""
        return "" if self._bibliography is None else self._bibliography.get("subsequent-author-substitute", "")

    def term(self, name: str) -> str:
        """A term of the style's language, such as a quotation mark."""
        return str(self._citation.get_single_term(name))

    @property
    def punctuation_in_quotes(self) -> bool:
        """Whether "." and "," stand before a closing quotation mark, as in American English."""
        return str(self._citation.get_locale_option("punctuation-in-quote")).lower() == "true"

    def sorted(self, cites: Sequence[Cite]) -> list[Cite]:
        """The cites in the order of the bibliography. Raises one of FAULTS where citeproc-py fails."""
        if self._bibliography is None or not cites:
            return list(cites)
        return list(self._bibliography.sort(list(cites)))

    def entry(self, cite: Cite) -> str:
        """The entry of the bibliography, or nothing where the style leaves it out. Raises one of FAULTS."""
        return self._print(self._bibliography.layout, cite)

    def citation(self, cites: Sequence[Cite], earlier: list[Cite]) -> str:
        """One citation; `earlier` are all cites before it, and grow. Raises one of FAULTS."""
        layout = self._citation.layout
        self._citation.cites = earlier
        printed = []
        for cite in self._in_order(Citation(cites).cites):
            text = self._rendered(layout, cite)
            printed.append(" ".join(part for part in (cite.prefix, text, cite.suffix) if part))
            earlier.append(cite)
        if printed and self._style.root.get("class") == "note":
            printed[0] = _begin_note(printed[0], cites[0].prefix)
        return str(layout.format(layout.wrap(layout.join(printed))))

    def _in_order(self, cites: Sequence[Cite]) -> list[Cite]:
        order = self._citation.sort
        return list(cites) if order is None else list(order.sort(list(cites), self._citation.layout))

    def _print(self, layout: Any, cite: Cite) -> str:
        text = self._rendered(layout, cite)
        return str(layout.format(layout.wrap(text))) if marks.without_marks(text).strip() else ""

    def _rendered(self, layout: Any, cite: Cite) -> str:
        cite.reference.show_all()
        layout.repressed = {}
        try:
            return str(layout.render_children(cite) or "")
        except VariableError:
            return ""
