"""How is text from a library shown without harm? Any string → printable text of a known width.

In: titles, keys, BibTeX, sentences of documents, as wild as files can be. Out: text without a control character,
never longer than asked for, that a terminal shows and does not obey.
"""

import unicodedata

from rich.cells import cell_len, set_cell_size

LONGEST_LINE = 400
LONGEST_PAGE = 20_000
# Persian and the Indian scripts need these two to join letters rightly; they move no cursor.
_JOINERS = frozenset("\u200c\u200d")
_SOFT_HYPHEN = "\u00ad"


def one_line(text: str, limit: int = LONGEST_LINE) -> str:
    """The text on one line: runs of white space are one blank, and what follows `limit` characters is left out."""
    cut = text[: 2 * limit]
    flat = " ".join(cut.split())
    return _harmless(flat if len(flat) <= limit and len(cut) == len(text) else flat[:limit] + "…")


def page(text: str, limit: int = LONGEST_PAGE) -> str:
    """The text with its lines, tabs as blanks; what follows `limit` characters is left out, which is said."""
    shown = _harmless(text[:limit].replace("\r\n", "\n").expandtabs(4))
    return shown if len(text) <= limit else f"{shown}\n… ({len(text) - limit:,} more characters are not shown)"


def in_columns(text: str, width: int) -> str:
    """The text in exactly `width` columns of the terminal, with an ellipsis where it is longer."""
    if width <= 0:
        return ""
    # A line longer in characters than four times the columns can only hold marks that take none.
    cut = text[: 4 * width + 4]
    if cell_len(cut) > width or len(cut) < len(text):
        return set_cell_size(set_cell_size(cut, width - 1) + "…", width)
    return set_cell_size(cut, width)


def _harmless(text: str) -> str:
    """Control characters as escapes, so that they show and do nothing; every kind of blank as a blank."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else _shown(char) for char in text)


def _shown(char: str) -> str:
    if char in _JOINERS:
        return char
    if char == _SOFT_HYPHEN:
        return ""
    if unicodedata.category(char) == "Zs":
        return " "
    return f"\\x{ord(char):02x}"
