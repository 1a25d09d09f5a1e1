"""What does cs:label print? The term for what a number counts, in the number of what it counts.

CSL 1.0.2, "Label". The label of a cs:names is the business of `names`.
"""

from lxml import etree

from refdesk.csl.conditions import value_in_cite
from refdesk.csl.context import Context
from refdesk.csl.formatting import Formatting
from refdesk.csl.markup import parse
from refdesk.csl.number_elements import number_of_work
from refdesk.csl.numbers import NUMBER_VARIABLES, is_plural
from refdesk.csl.page_ranges import conjunction_of
from refdesk.csl.styles import PREFIX
from refdesk.csl.tree import Child
from refdesk.csl.vocabulary import CITE_VARIABLES

_PAGES = frozenset(["page", "page-first"])
# The terms by which a locator or variable may be called, the first that the locale has.
_TERMS = {
    "article": ("article-locator", "article"),
    "title": ("title-locator", "title"),
    "sub verbo": ("sub-verbo",),
    "page-first": ("page",),
    "part-number": ("part-number", "part"),
    "printing-number": ("printing-number", "printing"),
    "supplement-number": ("supplement-number", "supplement"),
    "first-reference-note-number": ("first-reference-note-number", "note"),
}


class LabelElement:
    """cs:label, outside of cs:names.

    Some 150 published styles label one variable with the term of another ("300 p." is a number-of-pages under the label
    of page, "2 vol." a number-of-volumes): `lent_to` are the number variables beside a label whose own is not there.
    """

    __slots__ = ("form", "formatting", "lent_to", "plural", "variable")

    def __init__(self, xml: etree._Element) -> None:
        self.formatting = Formatting.of(xml)
        self.variable = xml.get("variable", "")
        self.form = xml.get("form", "long")
        self.plural = xml.get("plural", "contextual")
        self.lent_to = _neighbours(xml, self.variable)

    def render(self, context: Context) -> Child | None:
        """The term, where the variable holds anything. A label is no variable that a group counts."""
        value = _value(context, self.variable)
        if not value and not any(_value(context, neighbour) for neighbour in self.lent_to):
            return None
        name = (context.cite.label or "page") if self.variable == "locator" else self.variable
        term = self._term(context, name, self._is_plural(context, value))
        # Terms may hold raised letters ("nᵒ") and apostrophes ("pagina's"), which are markup.
        return self.formatting.wrap(parse(term, context.locale), context, kind="label") if term else None

    def _is_plural(self, context: Context, value: str) -> bool:
        if self.plural == "contextual":
            if self.variable == "number":
                value = number_of_work(context, value)
            return is_plural(self.variable, value, conjunction_of(context.locale))
        return self.plural == "always"

    def _term(self, context: Context, name: str, plural: bool) -> str:
        for term in _TERMS.get(name, (name,)):
            text = context.locale.term(term, self.form, plural=plural)
            if text is not None:
                return text
        return ""


def _value(context: Context, variable: str) -> str:
    """What a variable holds, uncounted; nothing where a substitute has printed it."""
    if variable in CITE_VARIABLES:
        return value_in_cite(context, variable)
    return "" if variable in context.suppressed else context.item.text(variable)


def _neighbours(xml: etree._Element, variable: str) -> tuple[str, ...]:
    """The number variables printed beside a label, but for cs:layout; none where its own is among them."""
    parent = xml.getparent()
    if parent is None or parent.tag == f"{PREFIX}layout":
        return ()
    printed = {text.get("variable", "") for text in parent.iter(f"{PREFIX}text", f"{PREFIX}number")}
    lent_to = _PAGES if variable == "locator" else NUMBER_VARIABLES
    return () if variable in printed else tuple(sorted(printed & lent_to))
