"""How are the works of a .bib file read and written as a whole? Bytes ↔ entries.

In: a BibTeX or BibLaTeX file. Out: an entry for each of its entries, with what it inherits; broken blocks, sets and
stores of fields are left out with their lines, and fields that a Work has no place for go to the note. Back: a
BibLaTeX file in refdesk's own fields. A library file that is only to be edited never goes this way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from refdesk.formats.bibfile import BibFile, refuse_bad_key, refuse_bad_value
from refdesk.formats.biblatex import entries_of, entry_of, fields_of, fields_read, foreign_addendum
from refdesk.formats.biblatex_types import SYNONYMS
from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.formats.facts import Facts, tidy
from refdesk.formats.inheritance import inherited
from refdesk.formats.latex_text import text_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry

_LINE_END = re.compile(r"\r\n|\n|\r")
_NO_ITEMS = {"string", "preamble", "comment"}
_NOT_WORKS = {
    "set": "is a set of other entries and no work itself",
    "xdata": "is @xdata, a store of fields for other entries",
}
# These say how programs are to treat the entry, and nothing about the work.
_MACHINE_FIELDS = """
    crossref xref xdata related relatedtype relatedstring relatedoptions entryset entrysetcount options presort
    sortkey sortname sorttitle sortyear sortshorthand indexsorttitle label key gender langidopts execute hyphenation
    timestamp creationdate modificationdate owner date-added date-modified bdsk-url-1 bdsk-url-2 bdsk-file-1
    bdsk-file-2 __markedentry
"""
_MACHINERY = frozenset(_MACHINE_FIELDS.split())


def read_bib(data: bytes, where: str = "") -> Imported:
    """Every entry of the file. Raises RefdeskError for UTF-16."""
    bibfile = BibFile.parse(data, where)
    read = {entry.line: entry for entry in entries_of(bibfile)[0]}
    leftovers = leftovers_of(bibfile)
    entries, left_out = [], list(_broken_blocks(bibfile))
    for block in bibfile.entries:
        if block.type in _NOT_WORKS:
            left_out.append((block.line, _NOT_WORKS[block.type]))
        else:
            entries.append(with_leftovers(read.get(block.line) or entry_of(block), leftovers[block.line]))
    told = (LeftOut(f"line {line}", reason) for line, reason in sorted(left_out))
    return Imported(tuple(replace(entry, line=None) for entry in entries), tuple(told))


def _broken_blocks(bibfile: BibFile) -> Iterator[tuple[int, str]]:
    """Line and fault of each entry that is not closed, or that a % takes out."""
    line = 1
    for block in bibfile.blocks:
        if block.type not in _NO_ITEMS:
            if block.kind == "broken":
                yield line, f"@{block.type} is opened here and never closed"
            elif block.kind == "commented":
                yield line, f"biber skips this @{block.type}, for a % stands before it"
        line += len(_LINE_END.findall(block.raw))


def leftovers_of(bibfile: BibFile) -> dict[int, dict[str, str]]:
    """By its line, each entry's fields that its Entry does not tell, in LaTeX; what it inherits counts as its own."""
    inheritance = inherited(bibfile)
    return {
        block.line: _leftovers(block.type, inheritance.values(place, block))
        for place, block in enumerate(bibfile.entries)
    }


def _leftovers(entry_type: str, values: Mapping[str, str]) -> dict[str, str]:
    """The fields that are not read, but for what only steers programs and what another name for the same says too."""
    read = fields_read(entry_type, values)
    unread = {name: value for name, value in values.items() if name not in read and name not in _MACHINERY}
    if "addendum" in unread:
        unread["addendum"] = foreign_addendum(unread["addendum"])
    return {name: value for name, value in unread.items() if value.strip() and not _is_said_again(name, value, values)}


def _is_said_again(name: str, value: str, values: Mapping[str, str]) -> bool:
    others = {other for names in SYNONYMS.values() if name in names for other in names} - {name}
    return any(text_of(values[other]) == text_of(value) for other in others if other in values)


def with_leftovers(entry: Entry, leftovers: Mapping[str, str]) -> Entry:
    """The entry with these fields in its note."""
    facts = Facts()
    for name, value in leftovers.items():
        facts.beside(name, text_of(value))
    beside = facts.entry("", entry.work.type).work.note
    notes = [note for note in (entry.work.note, beside) if note]
    return replace(entry, work=replace(entry.work, note="\n\n".join(notes) or None))


# -- to a file ---------------------------------------------------------------------------------------------------------


def write_biblatex(entries: Iterable[Entry]) -> str:
    """The entries as a BibLaTeX file, a blank line between them."""
    entries = tuple(entries)
    keys = bib_keys(entry.citekey for entry in entries)
    return "\n".join(_block(key, entry) for key, entry in zip(keys, entries, strict=True))


def _block(key: str, entry: Entry) -> str:
    kind, fields = fields_of(entry)
    return BibFile.parse(b"").add(kind, key, sound_fields(fields)).to_bytes().decode()


def sound_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields without those that would break a .bib file: a path with one brace, say."""
    return {name: value for name, value in fields.items() if _is_sound(name, value)}


def _is_sound(name: str, value: str) -> bool:
    try:
        refuse_bad_value(name, value)
    except RefdeskError:
        return False
    return True


def bib_keys(keys: Iterable[str]) -> list[str]:
    """A key for each that BibTeX can bear, unlike all others in any case; a good key stays what it is."""
    taken: set[str] = set()
    chosen = []
    for number, key in enumerate(keys, 1):
        base = next(name for name in (key, _mended_key(key), f"entry{number}") if _is_good_key(name))
        free = next(name for suffix in _suffixes() if (name := f"{base}{suffix}").casefold() not in taken)
        taken.add(free.casefold())
        chosen.append(free)
    return chosen


def _mended_key(key: str) -> str:
    """The key without the signs that no key may hold, and not like a path."""
    allowed = re.sub(r"[^\w:.-]", "", tidy(key))
    return re.sub(r"\.{2,}", "", allowed).lstrip(".:-")[:150]


def _suffixes() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in range(2, 1_000_000_000))


def _is_good_key(key: str) -> bool:
    try:
        refuse_bad_key(key)
    except RefdeskError:
        return False
    return True
