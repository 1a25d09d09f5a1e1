"""What does cs:number print? The numbers of a variable, in digits, as ordinals or in Roman numerals.

CSL 1.0.2, "Number". A text that holds anything but numbers is printed as it is.
"""

from lxml import etree

from refdesk.csl.conditions import value_in_cite
from refdesk.csl.context import Context
from refdesk.csl.formatting import Formatting
from refdesk.csl.locales import Locale
from refdesk.csl.markup import parse
from refdesk.csl.numbers import Piece, glue, read_pieces, roman, unescaped, with_thousands
from refdesk.csl.page_ranges import conjunction_of, format_pages, is_range, written_label
from refdesk.csl.tree import Child
from refdesk.csl.vocabulary import CITE_VARIABLES

_PAGES = frozenset(["page", "page-first", "locator"])
_LAW = frozenset(["legal_case", "legislation"])


class NumberElement:
    """cs:number."""

    __slots__ = ("form", "formatting", "variable")

    def __init__(self, xml: etree._Element) -> None:
        self.formatting = Formatting.of(xml)
        self.variable = xml.get("variable", "")
        self.form = xml.get("form", "numeric")

    def render(self, context: Context) -> Child | None:
        """The numbers of the variable; a sort key has them in digits."""
        variable = self.variable
        text = _value(context, variable)
        if not text:
            return None
        form = "numeric" if context.sorting else self.form
        if variable == "number":
            text = number_of_work(context, text)
        printed = print_numbers(text, form, context.locale, variable, range_format(context, variable))
        if form == "roman" and self.formatting.text_case == "uppercase":
            printed = printed.upper()  # whatever the capital of "i" is in the language
        if printed.isascii() and printed.isalnum():
            return self.formatting.wrap([printed], context, kind=variable)
        return self.formatting.wrap(parse(printed, context.locale), context, kind=variable)


def number_of_work(context: Context, text: str) -> str:
    """The number of a work as one: those of courts and laws have no ranges ("88-352"), one with thousands no lists."""
    return with_thousands(text.replace("-", "\\-") if context.item.type in _LAW else text)


def range_format(context: Context, variable: str) -> str:
    """The format that the style asks for in ranges of pages, empty for other variables."""
    if variable not in _PAGES or (variable == "locator" and context.cite.label not in {"page", ""}):
        return ""
    return context.options.get("page-range-format", "")


def _value(context: Context, variable: str) -> str:
    """The text of a number variable, counted."""
    if variable not in CITE_VARIABLES:
        return context.text(variable)
    if variable == "locator":
        return context.locator()
    value = value_in_cite(context, variable)
    context.called += 1
    context.filled += bool(value)
    return value


def print_numbers(text: str, form: str, locale: Locale, variable: str = "", pages: str = "") -> str:
    """A text with its numbers in a form; as it is where something in it is no number.

    Numbers with letters before or after them stay as they are ("2E"). `variable` lends ordinals the gender of its term.
    """
    delimiter = locale.term("page-range-delimiter") or "–"
    if form == "numeric" or (pieces := read_pieces(text, conjunction_of(locale))) is None:
        return format_pages(text, pages, delimiter, locale)
    if not all(piece.is_number for piece in pieces):
        return format_pages(text, pages, delimiter, locale)
    gender = locale.gender_of(variable)
    written = ""
    for place, piece in enumerate(pieces):
        if place:
            written += delimiter if is_range(pieces, place) else glue(pieces[place - 1], piece)
        if piece.label:
            written += written_label(pieces, place, locale) + " "
        labelled = labelled_before(pieces, place)
        written += piece.text if labelled else _formed(piece.text, form, locale, gender)
    return unescaped(written)


def labelled_before(pieces: tuple[Piece, ...], place: int) -> bool:
    """Whether a piece is counted by a label inside the text, not by the variable ("3" in "7, p. 3")."""
    return any(piece.label for piece in pieces[1 : place + 1])


def _formed(text: str, form: str, locale: Locale, gender: str) -> str:
    """One number in a form; with a zero before it, or beyond what anyone counts, it is a name rather than a number."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9) or (text[0] == "0" and text != "0"):
        return text
    number = int(text)
    match form:
        case "ordinal":
            return f"{number}{locale.ordinal_suffix(number, gender)}"
        case "long-ordinal":
            return locale.long_ordinal(number, gender)
        case "roman":
            return roman(number)
        case _:
            return text
