"""How are ranges of pages written? "321-28" → "321–328", as `page-range-format` asks.

CSL 1.0.2, "Page Ranges", "Range Delimiters", appendix V. Only a range between two numbers of one kind gets the
delimiter of the language: "110-N6" may be the number of one page, and so may "A-1".
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from refdesk.csl.numbers import HYPHENS, ROMAN, Piece, glue, read_pieces, unescaped
from refdesk.csl.remembering import remember

if TYPE_CHECKING:
    from refdesk.csl.locales import Locale

_NUMBER = re.compile(r"([^\W_]*?)([0-9]{1,18})")
_PARTED = re.compile(r"[0-9]{1,9}(?:[/.][0-9]{1,9}){1,4}")
_LETTERED = re.compile(r"[0-9]{1,18}[^\W\d_]{0,4}")
Shortener = Callable[[str, str], str]


@remember(8_192)
def format_pages(text: str, range_format: str = "", delimiter: str = "–", locale: "Locale | None" = None) -> str:
    """A text with its ranges written in a format: "", "expanded", "minimal", "minimal-two", "chicago(-15, -16)".

    Blanks around hyphens go away, a comma gets one after it, an ampersand one on each side. What is neither number nor
    range stays as it is; a hyphen or comma after a backslash stays. A "p." at the beginning goes, since a cs:label says
    it; labels further on are written as the locale has them.
    """
    if text.isalnum():
        return text
    pieces = read_pieces(text, conjunction_of(locale))
    shorten = _SHORTENERS.get(range_format, _as_it_is)
    written = ""
    for place, piece in enumerate(pieces):
        if place and is_range(pieces, place):
            written += delimiter + _end(pieces[place - 1].text, piece.text, shorten)
            continue
        if place:
            written += glue(pieces[place - 1], piece)
        if piece.label and (place or piece.label != "page"):
            written += written_label(pieces, place, locale) + " "
        written += piece.text
    return unescaped(written)


def conjunction_of(locale: "Locale | None") -> str:
    """The word that joins two numbers."""
    return (locale.term("and") if locale else None) or "and"


def written_label(pieces: Sequence[Piece], place: int, locale: "Locale | None") -> str:
    """The label before a piece, in the plural where more numbers follow before the next label."""
    piece = pieces[place]
    plural = place + 1 < len(pieces) and not pieces[place + 1].label and pieces[place + 1].is_number
    term = locale.term(piece.label, "short", plural=plural) if locale else None
    return term or piece.abbreviation


def is_range(pieces: Sequence[Piece], place: int) -> bool:
    """Whether the piece at `place` ends a range that the piece before it begins; "1-2-3" is none."""
    piece, before = pieces[place], pieces[place - 1]
    if piece.mark not in HYPHENS or before.mark in HYPHENS or piece.label:
        return False
    if place + 1 < len(pieces) and pieces[place + 1].mark in HYPHENS:
        return False
    begin, end = _NUMBER.fullmatch(before.text), _NUMBER.fullmatch(piece.text)
    if begin and end:
        return begin[1] == end[1]
    if end and not end[1] and _PARTED.fullmatch(before.text):
        return True
    return all(_LETTERED.fullmatch(each) or ROMAN.fullmatch(each) for each in (before.text, piece.text))


def _end(begin: str, end: str, shorten: Shortener) -> str:
    """The end of a range as it is written after its beginning; what shortens ranges leaves a letter before both out."""
    first, last = _NUMBER.fullmatch(begin), _NUMBER.fullmatch(end)
    if first is None or last is None:
        return end
    whole = first[2][: max(0, len(first[2]) - len(last[2]))] + last[2]
    if shorten is _as_it_is or int(whole) < int(first[2]):
        return end
    return first[1] + whole if shorten is _expanded else shorten(first[2], whole)


def _as_it_is(_: str, end: str) -> str:
    return end


def _expanded(_: str, end: str) -> str:
    return end


def _minimal(begin: str, end: str, least: int = 1) -> str:
    """The end without the digits that it shares with the beginning, but with `least` digits."""
    if len(begin) != len(end):
        return end
    same = next((place for place, digit in enumerate(begin) if digit != end[place]), len(begin))
    return end[min(same, max(0, len(end) - least)) :]


def _minimal_two(begin: str, end: str) -> str:
    return _minimal(begin, end, 2)


def _chicago(begin: str, end: str) -> str:
    """The Chicago Manual of Style, 16th edition, section 9.60: how much changes depends on where the range begins."""
    number = int(begin)
    if number < 100 or number % 100 == 0:
        return end
    return _minimal(begin, end, 1 if number % 100 < 10 else 2)


def _chicago_15(begin: str, end: str) -> str:
    """The 15th edition: where three of four digits would change, all are written."""
    short = _chicago(begin, end)
    return end if len(end) == 4 and len(short) == 3 else short


_SHORTENERS: dict[str, Shortener] = {
    "expanded": _expanded,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago,
}
