"""What does a value of JSON say? Anything → a text that a document can hold, or a yes.

Nothing here raises: a value of a kind that makes no sense is an empty text, or a no.
"""

import re
from typing import Any

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters but for line breaks and tabs, halves of surrogate pairs, and what Unicode calls no character.

Unicode's own signs for lines and paragraphs are among them: to readers of reStructuredText and Typst they begin a new
line, where a text could pass for markup. So are the signs that turn the direction of all text after them: one that a
field leaves open would mirror the rest of the page. Marks of direction between two letters (U+200E, U+200F) stay.
"""
_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+ *")
_NO = frozenset(["", "0", "false", "no"])


def text_of_value(value: Any) -> str:
    """A string or number as text that a document can hold; anything else is empty."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    elif isinstance(value, int):
        value = str(value) if value.bit_length() <= 1_000 else ""
    elif not isinstance(value, str):
        return ""
    return clean(value)


def clean(text: str) -> str:
    """The text without control characters and surrogates; line breaks are blanks."""
    if text.isprintable():
        return text.strip()
    return UNPRINTABLE.sub("", _BLANKS.sub(" ", text)).strip()


def means_yes(value: Any) -> bool:
    """Whether a flag is set; reference managers write true, 1 and "true"."""
    if isinstance(value, str):
        return value.strip().lower() not in _NO
    return isinstance(value, int | float) and bool(value)
