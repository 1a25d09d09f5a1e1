"""Change entries by hand, and take changes back.

In: a desk, a citekey and what to change. Out: the desk's files; only the fields named are touched in the library file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from refdesk.desk.annotating import annotation_path
from refdesk.desk.place import Desk
from refdesk.desk.querying import entry_named
from refdesk.desk.writing import write_library
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.formats.latex_text import latex_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, DocumentRecord, Entry, Library
from refdesk.store.files import read_bytes
from refdesk.store.journal import Step, history, undo
from refdesk.store.library_files import Transaction, read_library, transaction

VERBATIM = frozenset(
    {
        "url",
        "doi",
        "file",
        "alturl",
        "eprint",
        "citedby",
        "keywords",
        "ids",
        "date",
        "urldate",
        "origdate",
        "eventdate",
        "isbn",
        "issn",
        "crossref",
        "xdata",
    }
)
"""Fields whose values are no LaTeX text (biblatex manual 2.2.1: verbatim, URI, date, key and keyword list fields)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do to an entry: fields to set, fields to remove, and the citekey it is to have."""

    assigned: Mapping[str, str] = field(default_factory=dict)
    removed: Sequence[str] = ()
    new_key: str | None = None


def edit(desk: Desk, citekey: str, changes: Changes, *, dry_run: bool = False) -> list[str]:
    """Set and remove fields of an entry, then rename it, as one step; return a sentence for each thing changed.

    A value without backslashes and braces is plain text and is written as LaTeX; one with them is written as it stands.
    Raises RefdeskError for an unknown entry or field, a bad value, or a key that is taken.
    """
    with transaction(desk.root, f"edit {citekey}") as changing:
        library = read_library(desk.library_file, desk.citations_file, desk.documents_file)
        entry = entry_named(library, citekey)
        bibfile = BibFile.parse(changing.read(desk.library_file) or b"", where=str(desk.library_file))
        bibfile, done = _with_fields(bibfile, entry, changes)
        if dry_run:
            return [*done, *([f"{entry.citekey} renamed to {changes.new_key}"] if changes.new_key else [])]
        changing.write(desk.library_file, bibfile.proved_bytes())
        if changes.new_key:
            edited = replace(library, entries=entries_of(bibfile)[0])
            _rename(changing, desk, edited, entry.citekey, changes.new_key)
            done.append(f"{entry.citekey} renamed to {changes.new_key}")
    return done


def _with_fields(bibfile: BibFile, entry: Entry, changes: Changes) -> tuple[BibFile, list[str]]:
    """The file with the entry's fields set and removed, and what was done."""
    done: list[str] = []
    present = bibfile.entry(entry.citekey, entry.line).fields
    for name, value in changes.assigned.items():
        bibfile = bibfile.set(entry.citekey, name, written(name, value), line=entry.line)
        done.append(f"{entry.citekey}: {name} = {value}")
    for name in changes.removed:
        if name not in present:
            raise RefdeskError(f"{entry.citekey} has no field {name!r}", remedy=f"it has {', '.join(present)}")
        bibfile = bibfile.unset(entry.citekey, name, line=entry.line)
        done.append(f"{entry.citekey}: {name} removed")
    return bibfile, done


def written(name: str, value: str) -> str:
    """The value as the library file holds it."""
    verbatim = name.casefold() in VERBATIM or re.search(r"[\\{}]", value)
    return value if verbatim else latex_of(value)


def _rename(changing: Transaction, desk: Desk, library: Library, old: str, new: str) -> None:
    """Give an entry a new citekey, in the library, the record files and its annotation."""
    if library.entry(new) is not None:
        raise RefdeskError(f"the citekey {new!r} is taken", remedy="choose another")
    write_library(changing, desk, library, renamed(library, old, new))
    note = annotation_path(desk, old)
    if note.is_file():
        changing.write(annotation_path(desk, new), read_bytes(note))
        changing.remove(note)


def renamed(library: Library, old: str, new: str) -> Library:
    """The library with `old` called `new` everywhere, and `old` kept as an alias."""

    def name(citekey: str) -> str:
        return new if citekey == old else citekey

    entries = tuple(
        replace(
            entry,
            citekey=name(entry.citekey),
            aliases=(*entry.aliases, old) if entry.citekey == old else entry.aliases,
            cited_by=tuple(map(name, entry.cited_by)),
        )
        for entry in library.entries
    )

    def record(cite: CitationRecord) -> CitationRecord:
        work = name(cite.work) if cite.work else None
        return replace(cite, document=name(cite.document), work=work, candidates=tuple(map(name, cite.candidates)))

    def document(read: DocumentRecord) -> DocumentRecord:
        references = tuple(replace(reference, work=name(reference.work)) for reference in read.references)
        return replace(read, citekey=name(read.citekey), references=references)

    return replace(
        library,
        entries=entries,
        citations=tuple(map(record, library.citations)),
        documents=tuple(map(document, library.documents)),
    )


def undo_last(desk: Desk) -> Step:
    """Take back the last change; what it touched must not have changed since. Raises RefdeskError otherwise."""
    return undo(desk.root)


def changes_made(desk: Desk) -> tuple[Step, ...]:
    """The changes that can be told of, the newest last."""
    return history(desk.root)
