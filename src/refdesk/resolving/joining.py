"""Join what documents cite into one library.

In: a Library and the Extractions of documents under their citekeys. Out: the Library with one entry for each
work and a record for each cite. What people have written (entries, their fields, confirmed decisions, an entry
deleted by hand) is kept; running it again changes nothing; the order of documents does not matter.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from refdesk.model.citation import Reference
from refdesk.model.library import ATTRIBUTED, SOURCE, STUB, DocumentRecord, Entry, Library, ReferenceRecord
from refdesk.model.settings import DEFAULT_PATTERN
from refdesk.model.work import Work
from refdesk.resolving.citing import cite_works
from refdesk.resolving.placing import Placed, ReadDocument, filled, place_references
from refdesk.resolving.records import reference_record

__all__ = ["ReadDocument", "join"]


def join(
    library: Library,
    documents: Sequence[ReadDocument],
    *,
    annotated: Collection[str] = (),
    pattern: str = DEFAULT_PATTERN,
) -> Library:
    """The library with these documents read (again); entries named in `annotated` are never dropped as empty stubs.

    New entries get citekeys by `pattern`; those of old ones stay. Raises RefdeskError for a bad pattern.
    """
    placed = place_references(library, _with_sources(library, documents), documents, pattern)
    entries, records = cite_works(library, placed, documents, pattern)
    joined = replace(
        library,
        entries=_in_file_order(library, entries),
        citations=tuple(sorted(records, key=lambda record: (record.document, record.start, record.end))),
        documents=_document_records(library, documents, placed),
    )
    return tidied(joined, annotated, short_notes(library))


def _with_sources(library: Library, documents: Sequence[ReadDocument]) -> dict[str, Entry]:
    """The entries by citekey, with one for each document that is read for the first time.

    A document that goes by the citekey of a cited work is that work, which becomes a source.
    """
    entries: dict[str, Entry] = {}
    for entry in library.entries:
        entries.setdefault(entry.citekey, entry)
    known = {record.citekey for record in library.documents}
    for document in documents:
        key, work = document.citekey, document.extraction.work
        if key not in library.by_key and key not in known:
            entries[key] = Entry(citekey=key, work=work, keywords=(SOURCE,), files=(document.path,))
        elif key in entries and key not in known and not entries[key].is_source:
            entries[key] = _as_source(entries[key], document)
    return entries


def _as_source(entry: Entry, document: ReadDocument) -> Entry:
    """The entry of a cited work that the desk has now read itself."""
    return replace(
        entry,
        work=filled(entry.work, document.extraction.work),
        keywords=(*entry.keywords, SOURCE),
        files=tuple(dict.fromkeys((*entry.files, document.path))),
    )


def _in_file_order(library: Library, entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """Old entries as they stand in the file, a second of the same key untouched; then new sources, then new works."""
    old = {entry.citekey for entry in library.entries}
    new = sorted(entries.keys() - old, key=lambda key: (not entries[key].is_source, key))
    first = {id(library.by_key[key]) for key in old}
    kept = (entries[entry.citekey] if id(entry) in first else entry for entry in library.entries)
    return (*kept, *(entries[key] for key in new))


def _document_records(
    library: Library, documents: Sequence[ReadDocument], placed: Placed
) -> tuple[DocumentRecord, ...]:
    records = {record.citekey: record for record in library.documents}
    records |= {document.citekey: _document_record(document, placed) for document in documents}
    return tuple(records[key] for key in sorted(records))


def _document_record(document: ReadDocument, placed: Placed) -> DocumentRecord:
    extraction = document.extraction
    return DocumentRecord(
        citekey=document.citekey,
        path=document.path,
        sha256=extraction.document.sha256,
        format=extraction.document.format,
        conventions=extraction.conventions,
        references=tuple(_reference_record(placed, document.citekey, reference) for reference in extraction.references),
        problems=extraction.problems,
    )


def _reference_record(placed: Placed, citekey: str, reference: Reference) -> ReferenceRecord:
    at = citekey, reference.id
    return reference_record(reference, placed.keys[at], placed.again.get(at), placed.reasons.get(at, ""))


def short_notes(library: Library) -> frozenset[str]:
    """Works that short notes name: their stubs have an author and a title, as the note has."""
    return frozenset(record.work for record in library.citations if record.kind == "short-note" and record.work)


def tidied(library: Library, annotated: Collection[str], titled: Collection[str]) -> Library:
    """`citedby` brought up to date, and stubs dropped that nothing cites any more and nobody has touched."""
    citing = library.citing
    known = {document.citekey for document in library.documents}
    entries = (
        replace(entry, cited_by=tuple(sorted(citing.get(entry.citekey, set()) | (set(entry.cited_by) - known))))
        for entry in library.entries
    )
    kept = (
        entry
        for entry in entries
        if entry.cited_by or entry.citekey in annotated or not _is_untouched(entry, titled=entry.citekey in titled)
    )
    return replace(library, entries=tuple(kept))


def _is_untouched(entry: Entry, *, titled: bool) -> bool:
    """Whether an entry is a stub as refdesk made it: a name or title and a date, and given names only if so printed."""
    if not entry.is_stub or entry.aliases or not set(entry.keywords) <= {STUB, ATTRIBUTED}:
        return False
    work = replace(entry.work, authors=(), title=None, issued=None, type="document")
    if ATTRIBUTED in entry.keywords:
        return replace(work, genre=None, event=None, container=None) == Work()
    named = any(name.given for name in entry.work.authors)
    return work == Work() and not named and (titled or not (entry.work.authors and entry.work.title))
