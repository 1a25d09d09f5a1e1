"""What does cs:text print of a variable, a term or a value of its own?

CSL 1.0.2, "Text"; links after its appendix VI.
"""

from lxml import etree

from refdesk.csl.conditions import value_in_cite
from refdesk.csl.context import Context
from refdesk.csl.formatting import Formatting
from refdesk.csl.markup import parse
from refdesk.csl.number_elements import number_of_work, range_format
from refdesk.csl.page_ranges import format_pages
from refdesk.csl.tree import Child, Node
from refdesk.csl.vocabulary import CITE_VARIABLES

# The address that an identifier leads to, and how a style may write its beginning in a prefix.
_RESOLVERS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
_OF_THE_CITE = CITE_VARIABLES - {"locator"}
_NUMBERS = frozenset(
    """chapter-number collection-number edition issue locator number number-of-pages number-of-volumes page page-first
    part-number printing-number supplement-number volume""".split()  # noqa: SIM905 - a list of words reads better so
)


class VariableText:
    """cs:text with a variable."""

    __slots__ = ("formatting", "short", "variable")

    def __init__(self, xml: etree._Element) -> None:
        self.formatting = Formatting.of(xml)
        self.variable = xml.get("variable", "")
        self.short = f"{self.variable}-short" if xml.get("form") == "short" else ""

    def render(self, context: Context) -> Child | None:
        """The text of the variable, with its markup read."""
        variable = self.variable
        if variable in _OF_THE_CITE:
            return self._of_cite(context)
        if variable in _RESOLVERS:
            return self._link(context)
        if variable == "citation-label":
            return self._label(context)
        text = context.locator() if variable == "locator" else self._text(context)
        if not text:
            return None
        if variable in _NUMBERS and not text.isalnum():
            if variable == "number":
                text = number_of_work(context, text)
            text = format_pages(text, range_format(context, variable), _range_delimiter(context), context.locale)
        return self.formatting.wrap(parse(text, context.locale), context, kind=variable)

    def _text(self, context: Context) -> str:
        if self.short and self.variable not in context.suppressed and (short := context.item.text(self.short)):
            context.called += 1
            context.filled += 1
            return short
        return context.text(self.variable)

    def _of_cite(self, context: Context) -> Child | None:
        value = value_in_cite(context, self.variable)
        if not value:
            context.called += self.variable != "year-suffix"  # a letter that is not needed empties no group
            return None
        context.called += 1
        context.filled += 1
        if self.variable == "year-suffix":
            context.year_suffix_printed = True
        return self.formatting.wrap([value], context, kind=self.variable)

    def _label(self, context: Context) -> Child | None:
        """The label, with the letter that tells it from another's unless the style prints that elsewhere."""
        context.called += 1
        label = context.item.text("citation-label")
        if not label:
            return None
        context.filled += 1
        children: list[Child] = [label]
        suffix = context.distinction.year_suffix
        if suffix and not context.year_suffix_printed and context.options.get("year-suffix-explicit") != "true":
            context.year_suffix_printed = True
            children.append(Node([suffix], kind="year-suffix"))
        return self.formatting.wrap(children, context, kind="citation-label")

    def _link(self, context: Context) -> Child | None:
        """An identifier, with the beginning of its address where the style writes it as a prefix."""
        text = context.text(self.variable)
        if not text:
            return None
        node = self.formatting.wrap([text], context, kind=self.variable)
        if node is None:
            return None
        resolver = _RESOLVERS[self.variable]
        address = text if text.lower().startswith(("http://", "https://")) else f"{resolver}{text}"
        if not resolver or "://" not in node.prefix[-60:]:
            node.children = [Node([text], link=address, nocase=True)]
            return node
        before, beginning = _parted(node.prefix)
        dressed = Node([text], node.format, quotes=node.quotes)
        shown = Node([beginning, dressed], link=address, nocase=True)
        return Node([shown], prefix=before, suffix=node.suffix, display=node.display, kind=node.kind)


def _parted(prefix: str) -> tuple[str, str]:
    """What a prefix says before the address that it ends with, and that address."""
    blank = prefix.rfind(" ") + 1
    return prefix[:blank], prefix[blank:]


def _range_delimiter(context: Context) -> str:
    return context.locale.term("page-range-delimiter") or "–"


class TermText:
    """cs:text with a term of the locale."""

    __slots__ = ("form", "formatting", "plural", "term")

    def __init__(self, xml: etree._Element) -> None:
        self.formatting = Formatting.of(xml)
        self.term = xml.get("term", "")
        self.form = xml.get("form", "long")
        self.plural = xml.get("plural") == "true"

    def render(self, context: Context) -> Child | None:
        """The term, its raised letters raised ("nᵒ"); nothing where the locale has none.

        The `data` of its node is whether the style sets its case.
        """
        text = context.locale.term(self.term, self.form, plural=self.plural)
        if not text:
            return None
        plain = text.isascii() and "'" not in text
        children: list[Child] = [text] if plain else parse(text, context.locale)
        node = self.formatting.wrap(children, context, kind="term")
        if node is not None:
            node.data = self.formatting.text_case != ""
        return node


class ValueText:
    """cs:text with a value of its own."""

    __slots__ = ("formatting", "value")

    def __init__(self, xml: etree._Element) -> None:
        self.formatting = Formatting.of(xml)
        self.value = xml.get("value", "")

    def render(self, context: Context) -> Child | None:
        """The value as the style has it."""
        return self.formatting.wrap(parse(self.value, context.locale), context, kind="value") if self.value else None
