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
    if _looks_binary(data):
        raise RefdeskError("is no text file", where=path, remedy="refdesk reads .txt and .md; save it as plain text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"line {line} is not UTF-8; the file was read as Windows-1252, so accents may be wrong"
        return data.decode("cp1252", errors="replace"), (Problem("encoding-guessed", message, 0, 0),)


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
