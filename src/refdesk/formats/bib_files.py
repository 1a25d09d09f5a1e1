"""How are the works of a .bib file read and written as a whole? Bytes ↔ entries.

In: a BibTeX or BibLaTeX file. Out: an entry for each of its entries, with what it inherits; broken blocks, sets and
stores of fields are left out with their lines, and fields that a Work has no place for go to the note. Back: a
BibLaTeX file in refdesk's own fields. A library file that is only to be edited never goes this way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from refdesk.formats.bibfile import BibEntry, BibFile, refuse_bad_key, refuse_bad_value
from refdesk.formats.biblatex import entries_of, entry_of, fields_of
from refdesk.formats.biblatex_types import COMPANIONS, SYNONYMS
from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.formats.facts import NAME_FIELDS, TEXT_FIELDS, Facts, tidy
from refdesk.formats.latex_text import text_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry

_LINE_END = re.compile(r"\r\n|\n|\r")
_NO_ITEMS = {"string", "preamble", "comment"}
_NOT_WORKS = {
    "set": "is a set of other entries and no work itself",
    "xdata": "is @xdata, a store of fields for other entries",
}
_OTHER_NAMES = {other: name for name, others in SYNONYMS.items() for other in others}
_PARTS = {part: whole for whole, parts in COMPANIONS.items() for part in parts}
# An entry has few fields that Work lacks; where it has ever so many, none is looked for in the others.
_MOST_LEFTOVERS = 100
# These say how programs are to treat the entry, and nothing about the work.
_MACHINE_FIELDS = """
    crossref xref xdata related relatedtype relatedstring relatedoptions entryset entrysetcount options presort
    sortkey sortname sorttitle sortyear sortshorthand indexsorttitle label key gender langidopts execute hyphenation
    timestamp creationdate modificationdate owner date-added date-modified bdsk-url-1 bdsk-url-2 bdsk-file-1
    bdsk-file-2 __markedentry groups
"""
_MACHINERY = frozenset(_MACHINE_FIELDS.split())


def read_bib(data: bytes, where: str = "") -> Imported:
    """Every entry of the file. Raises RefdeskError for UTF-16."""
    bibfile = BibFile.parse(data, where)
    read = {entry.line: entry for entry in entries_of(bibfile)[0]}
    entries, left_out = [], list(_broken_blocks(bibfile))
    for block in bibfile.entries:
        if block.type in _NOT_WORKS:
            left_out.append((block.line, _NOT_WORKS[block.type]))
        else:
            entries.append(_with_leftovers(read.get(block.line) or entry_of(block), block))
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


def _with_leftovers(entry: Entry, block: BibEntry) -> Entry:
    """The entry with those fields in its note that nothing of it says."""
    placed = set(fields_of(entry)[1])
    facts = Facts()
    unplaced = {name: text_of(value) for name, value in block.values.items() if not _is_placed(name, placed)}
    said = " ".join(_texts(entry)) if len(unplaced) <= _MOST_LEFTOVERS else ""
    for name, text in unplaced.items():
        if text and text not in said:
            facts.beside(name, text)
    beside = facts.entry("", entry.work.type).work.note
    notes = [note for note in (entry.work.note, beside) if note]
    return replace(entry, work=replace(entry.work, note="\n\n".join(notes) or None))


def _is_placed(name: str, placed: set[str]) -> bool:
    """Whether the field, another name for it, or the whole that it is a part of, is written of the entry."""
    wholes = {name, _PARTS.get(name, name), _OTHER_NAMES.get(name, name)}
    others = {other for other, names in SYNONYMS.items() if name in names}
    return name in _MACHINERY or bool((wholes | others) & placed)


def _texts(entry: Entry) -> Iterator[str]:
    """All that the entry says, for finding a field's text in it."""
    work = entry.work
    yield from (value for name in TEXT_FIELDS if (value := getattr(work, name)))
    yield from (name.display for field in NAME_FIELDS for name in getattr(work, field))
    yield from (*work.urls, *entry.keywords, *entry.files, *entry.aliases, *entry.cited_by)
    yield from (date.edtf for date in (work.issued, work.accessed) if date)


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
        base = (
            key if _is_good_key(key) else re.sub(r"[^\w:.-]|[.]{2,}|^[.:-]+", "", tidy(key))[:150] or f"entry{number}"
        )
        free = next(name for suffix in _suffixes() if (name := f"{base}{suffix}").casefold() not in taken)
        taken.add(free.casefold())
        chosen.append(free)
    return chosen


def _suffixes() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in range(2, 1_000_000_000))


def _is_good_key(key: str) -> bool:
    try:
        refuse_bad_key(key)
    except RefdeskError:
        return False
    return True
