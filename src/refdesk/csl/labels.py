"""What does cs:label print? The term for what a number counts, in the number of what it counts.

CSL 1.0.2, "Label". The label of a cs:names is the business of `names`.
"""

from lxml import etree

from refdesk.csl.conditions import value_in_cite
from refdesk.csl.context import Context
from refdesk.csl.formatting import Formatting
from refdesk.csl.markup import parse
from refdesk.csl.numbers import is_plural
from refdesk.csl.page_ranges import conjunction_of
from refdesk.csl.tree import Child

_OF_THE_CITE = frozenset(["locator", "citation-number", "first-reference-note-number", "year-suffix"])
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
    """cs:label, outside of cs:names."""

    __slots__ = ("form", "formatting", "plural", "variable")

    def __init__(self, xml: etree._Element) -> None:
        self.formatting = Formatting.of(xml)
        self.variable = xml.get("variable", "")
        self.form = xml.get("form", "long")
        self.plural = xml.get("plural", "contextual")

    def render(self, context: Context) -> Child | None:
        """The term, where the variable holds anything. A label is no variable that a group counts."""
        variable = self.variable
        if variable in _OF_THE_CITE:
            value = value_in_cite(context, variable)
        else:
            value = "" if variable in context.suppressed else context.item.text(variable)
        if not value:
            return None
        name = (context.cite.label or "page") if variable == "locator" else variable
        term = self._term(context, name, self._is_plural(context, value))
        if not term:
            return None
        # Terms may hold raised letters ("nᵒ"), which are markup.
        children: list[Child] = [term] if term.isascii() else parse(term, context.locale)
        return self.formatting.wrap(children, context, kind="label")

    def _is_plural(self, context: Context, value: str) -> bool:
        if self.plural == "contextual":
            return is_plural(self.variable, value, conjunction_of(context.locale))
        return self.plural == "always"

    def _term(self, context: Context, name: str, plural: bool) -> str:
        for term in _TERMS.get(name, (name,)):
            text = context.locale.term(term, self.form, plural=plural)
            if text is not None:
                return text
        return ""
