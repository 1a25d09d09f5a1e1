"""Plain text and Markdown files.

In: the bytes of a file. Out: a Document whose text is the file itself, byte order mark apart.
A file that is no text is refused; an encoding that had to be guessed is a problem.
"""

import codecs
import hashlib

from refdesk.model.document import Document
from refdesk.model.errors import RefdeskError
from refdesk.model.problem import Problem

MOST_BYTES = 20_000_000
"""Larger than any book of plain text (a novel of 500,000 words is 3 MB)."""

MOST_LINES = 1_000_000
"""More than any text of that size has; a file of line ends alone would fill the memory with lines."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_BEYOND_ASCII = bytes(range(128, 256))
_STRAYS = {byte: chr(0xDC00 + byte) for byte in _BEYOND_ASCII}
"""Bytes that are no UTF-8, as Python's `surrogateescape` keeps them."""

_FROM_WINDOWS = str.maketrans({sign: bytes([byte]).decode("cp1252", "replace") for byte, sign in _STRAYS.items()})
_WIDE = 0.4
"""How many of a text's signs are Latin letters, blanks and stops at the least; in UTF-16 one of their bytes is NUL."""


def read_text(data: bytes, path: str) -> Document:
    """Read the bytes of the text file `path`.

    Raises RefdeskError for an empty, too large or binary file, and for one that breaks the encoding it is marked with.
    """
    if len(data) > MOST_BYTES:
        raise RefdeskError(
            f"is larger than {MOST_BYTES // 1_000_000} MB", where=path, remedy="split it, or keep only its text"
        )
    text, problems = _decode(data, path)
    if not text.strip():
        raise RefdeskError("is empty", where=path, remedy="name a file with text in it")
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:  # a line may end in both
        raise RefdeskError(f"has more than {MOST_LINES:,} lines", where=path, remedy="split it, or drop blank lines")
    return Document(text=text, path=path, sha256=hashlib.sha256(data).hexdigest(), format="txt", problems=problems)


def _decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path), ()
    if wide := _wide_encoding(data):
        message = f"the file has no byte order mark; it was read as {wide.upper()}"
        return _strictly(data, wide, path), (Problem("encoding-guessed", message, 0, 0),)
    if _looks_binary(data):
        raise RefdeskError("is no text file", where=path, remedy="refdesk reads .txt and .md; save it as plain text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _guessed(data, data.count(b"\n", 0, error.start) + 1)


def _guessed(data: bytes, line: int) -> tuple[str, tuple[Problem, ...]]:
    """Text that is not all UTF-8: a few stray bytes as Windows-1252, or the whole where little else is UTF-8."""
    text = data.decode("utf-8", errors="surrogateescape")
    strays = sum(map(text.count, _STRAYS.values()))
    accents = len(text) - len(data.translate(None, _BEYOND_ASCII)) - strays
    if strays < accents:
        message = f"line {line} is not UTF-8; what is not was read as Windows-1252, so some accents may be wrong"
        return text.translate(_FROM_WINDOWS), (Problem("encoding-guessed", message, 0, 0),)
    message = f"line {line} is not UTF-8; the file was read as Windows-1252, so accents may be wrong"
    return data.decode("cp1252", errors="replace"), (Problem("encoding-guessed", message, 0, 0),)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is NUL where letters are Latin, and no other byte is."""
    even, odd = data[:65536:2], data[1:65536:2]
    for nul, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if len(data) % 2 == 0 and nul.count(0) > _WIDE * len(nul) and b"\0" not in other:
            return encoding
    return None


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefdeskError(
            f"is marked as {encoding} but breaks it at byte {error.start}", where=path, remedy="save it as UTF-8"
        ) from None


def _looks_binary(data: bytes) -> bool:
    """Whether the bytes hold NUL or many control characters, as no text does."""
    head = data[:65536]
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return b"\0" in data or controls > len(head) // 100
