"""Change the text of an entry as a whole, as a person does in an editor.

In: a BibFile, one of its entries, and the text that is to stand there. Out: the BibFile with that text; every byte
outside the entry is the same, and every other entry is read as before. Raises RefdeskError where it would not be.
"""

import re

from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.model.errors import RefdeskError

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def under_key(text: str, citekey: str) -> tuple[str, str]:
    """The text of an entry under another key, and the key that it had. Raises RefdeskError for what is no entry."""
    told = _read_entry(text)
    start, end = told.anatomy.key_start, told.anatomy.key_end
    return told.raw[:start] + citekey + told.raw[end:], told.key


def with_text(bibfile: BibFile, entry: BibEntry, text: str) -> BibFile:
    """The file with `text`, one entry of the same key, in the place of `entry`."""
    told = _read_entry(text)
    if told.raw.splitlines() == entry.raw.splitlines():
        return bibfile
    whole = bibfile.to_bytes().decode("utf-8", "surrogateescape")
    start = _start(whole, entry)
    written = bibfile.inscribed(told.raw)
    changed = whole[:start] + written + whole[start + len(entry.raw) :]
    after = BibFile.parse(changed.encode("utf-8", "surrogateescape"))
    _refuse_reading_otherwise(bibfile, after, entry, _LINE_END.sub(bibfile.newline, told.raw))
    return after


def _read_entry(text: str) -> BibEntry:
    """The one entry that the text holds. Raises RefdeskError where it holds anything else."""
    if control := _CONTROL.search(text):
        raise RefdeskError(f"the text holds the control character {control[0]!r}", remedy="leave it out")
    read = BibFile.parse(text.encode("utf-8", "replace"))
    if len(read.entries) != 1 or read.entries[0].raw.strip() != text.strip().removeprefix("\ufeff"):
        raise RefdeskError(
            "the text does not read as one entry", remedy="write one @type{key, field = {value}} with balanced braces"
        )
    return read.entries[0]


def _start(whole: str, entry: BibEntry) -> int:
    """Where the entry begins in the text of the whole file."""
    lines = _LINE_END.finditer(whole)
    at = 0
    for _ in range(entry.line - 1):
        at = next(lines).end()
    at = whole.index("@", at)
    while not whole.startswith(entry.block.raw, at):  # another entry on the same line
        at = whole.index("@", at + 1)
    return at


def _refuse_reading_otherwise(before: BibFile, after: BibFile, entry: BibEntry, text: str) -> None:
    """Raise RefdeskError where the rest of the file would be read in another way."""
    raws = [text if known.line == entry.line and known.raw == entry.raw else known.raw for known in before.entries]
    if [known.raw for known in after.entries] != raws or after.macros != before.macros:
        raise RefdeskError(
            "the text would change how the rest of the file is read", remedy="leave heads of entries out of values"
        )
