"""Marks for what plain text cannot carry, while a reference is being put together.

In: nothing. Out: single characters that stand for "italics begin", "a quotation ends" and so on. They are Unicode
noncharacters (U+FDD0 to U+FDEF: "intended for process-internal use"), so no document can mean them; `items` takes
them out of all data, and `output` turns them into markup. Text between marks is never escaped before `output`.
"""

ITALIC = ("\ufdd0", "\ufdd1")
BOLD = ("\ufdd2", "\ufdd3")
SUPERSCRIPT = ("\ufdd4", "\ufdd5")
SUBSCRIPT = ("\ufdd6", "\ufdd7")
SMALL_CAPS = ("\ufdd8", "\ufdd9")
UNDERLINE = ("\ufdda", "\ufddb")
URL = ("\ufde0", "\ufde1")
DOI = ("\ufde2", "\ufde3")
QUOTE = ("\ufde4", "\ufde5")
CREATORS = ("\ufde6", "\ufde7")

FORMATS = {ITALIC: "i", BOLD: "b", SUPERSCRIPT: "sup", SUBSCRIPT: "sub", SMALL_CAPS: "sc", UNDERLINE: "u"}

ANY = "\ufdd0-\ufdef"
"""All marks, as the inside of a character class of a regular expression."""

_REMOVAL = dict.fromkeys(range(0xFDD0, 0xFDF0))


def enclose(pair: tuple[str, str], text: str) -> str:
    """The text between the two marks of `pair`."""
    return f"{pair[0]}{text}{pair[1]}"


def without_marks(text: str) -> str:
    """The text alone."""
    return text.translate(_REMOVAL)
