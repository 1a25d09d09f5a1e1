"""In which order does a style want its entries or cites? cs:sort → the order of contexts.

CSL 1.0.2, "Sorting". Keys are compared one after the other; what lacks a key stands last in both directions. Texts that
all keys find equal are told apart by accents and case, and then keep the order they came in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from refdesk.csl.collation import collation_key, tie_key
from refdesk.csl.conditions import value_in_cite
from refdesk.csl.context import Context, Element
from refdesk.csl.dates import sort_text
from refdesk.csl.markup import parse
from refdesk.csl.names import NamesElement
from refdesk.csl.numbers import NUMBER_VARIABLES, is_numeric
from refdesk.csl.styles import NAMESPACE
from refdesk.csl.tree import Child, strings, text_of
from refdesk.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES

_PREFIX = f"{{{NAMESPACE}}}"
_OF_THE_CITE = frozenset(["locator", "citation-number", "first-reference-note-number", "year-suffix"])
_DIGITS = re.compile("[0-9]+")
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

    def texts(self, contexts: Sequence[Context]) -> list[str]:
        """The text of the key for each context.

        The name options are one mapping for all contexts of an area, which names are quick to recognise.
        """
        inherited = contexts[0].name_options if contexts else {}
        options = {**inherited, **self.options} if self.options else inherited
        return [self.printing(_fresh(context, options)) for context in contexts]


def _fresh(context: Context, options: Mapping[str, str]) -> Context:
    """A context that no other key has printed into."""
    return replace(context, name_options=options, suppressed=set(), printed_names=[], called=0, filled=0, sorting=True)


@dataclass(frozen=True, slots=True)
class Sort:
    """A compiled cs:sort."""

    keys: tuple[Key, ...]
    counts_down: bool = False
    """Whether a key sorts by falling citation number: the first entry then has the highest number."""

    @classmethod
    def of(cls, xml: etree._Element, macro: Macro) -> "Sort":
        """Compile cs:sort; `macro` gives the compiled elements of a macro."""
        keys = list(xml.iterchildren(f"{_PREFIX}key"))
        falling = (key for key in keys if key.get("sort") == "descending")
        return cls(tuple(_key(key, macro) for key in keys), any(_is_citation_number(key, macro) for key in falling))

    def order(self, contexts: Sequence[Context]) -> list[int]:
        """The places of the contexts in the order that the style asks for."""
        places = list(range(len(contexts)))
        if len(places) < 2:
            return places
        printed = [(key, key.texts(contexts)) for key in self.keys]
        language = contexts[0].locale.language
        weighed = [(key, [collation_key(text, language) for text in texts]) for key, texts in printed]
        _break_ties(places, printed, [weights for _, weights in weighed])
        for key, weights in reversed(weighed):
            _sort_by(places, weights, descending=key.descending)
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
    """What a macro prints, without markup and quotation marks."""

    def printed(context: Context) -> str:
        children = [element.render(context) for element in elements]
        return "".join(map(text_of, children))

    return printed


def _of_names(variable: str) -> Printing:
    """The names of a variable as long as the area has them, the family names first."""
    names = etree.Element(f"{_PREFIX}names", variable=variable)
    etree.SubElement(names, f"{_PREFIX}name", {"form": "long", "name-as-sort-order": "all"})
    element = NamesElement(names, _no_substitutes, None)
    return lambda context: text_of(element.render(context))


def _no_substitutes(*_: object) -> list[Element]:
    return []


def _of_date(variable: str) -> Printing:
    return lambda context: sort_text(context.item.date(variable), _DATE_PARTS)


def _of_text(variable: str) -> Printing:
    """The text of a variable without its markup; of a number variable that holds numbers, these without letters."""

    def printed(context: Context) -> str:
        if variable in _OF_THE_CITE:
            return value_in_cite(context, variable)
        text = context.item.text(variable)
        if variable in NUMBER_VARIABLES and is_numeric(text):
            return " ".join(_DIGITS.findall(text)) or text
        return "".join(strings(_parsed(text, context))) if "<" in text else text

    return printed


def _parsed(text: str, context: Context) -> Sequence[Child]:
    return parse(text, context.locale)
