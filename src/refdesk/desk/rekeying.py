"""Call entries by other citekeys, everywhere a library speaks of them.

In: a Library and the new names. Out: the Library with those names in its entries, citations and documents.
"""

from collections.abc import Mapping
from dataclasses import replace

from refdesk.model.library import CitationRecord, DocumentRecord, Entry, Library


def with_current_keys(library: Library) -> Library:
    """The library with every old citekey replaced by the one its entry has now.

    Who renames an entry in an editor leaves the old key in `ids`, and the records still speak of it.
    """
    aliases = {alias for entry in library.entries for alias in entry.aliases}
    names = {alias: library.by_key[alias].citekey for alias in aliases}
    return _rekeyed(library, names) if names else library


def renamed(library: Library, old: str, new: str) -> Library:
    """The library with `old` called `new` everywhere, and `old` kept as an alias.

    Of two entries with the key `old` the first is renamed, which the records speak of.
    """
    entry = library.by_key[old]
    aliases = (*(alias for alias in entry.aliases if alias != new), old)
    called = replace(entry, citekey=new, aliases=aliases)
    entries = tuple(called if known is entry else known for known in library.entries)
    return _rekeyed(replace(library, entries=entries), {old: new})


def _rekeyed(library: Library, names: Mapping[str, str]) -> Library:
    """The library with all that refers to a key of `names` referring to its new name; the entries keep their own.

    What is ordered by keys is put in order again, as an ingest would.
    """
    citations = (_citation(record, names) for record in library.citations)
    documents = (_document(record, names) for record in library.documents)
    return replace(
        library,
        entries=tuple(_entry(entry, names) for entry in library.entries),
        citations=tuple(sorted(citations, key=lambda record: (record.document, record.start, record.end))),
        documents=tuple(sorted(documents, key=lambda record: record.citekey)),
    )


def _entry(entry: Entry, names: Mapping[str, str]) -> Entry:
    if not names.keys() & set(entry.cited_by):
        return entry
    return replace(entry, cited_by=tuple(sorted(set(_all(entry.cited_by, names)))))


def _citation(record: CitationRecord, names: Mapping[str, str]) -> CitationRecord:
    work = names.get(record.work, record.work) if record.work else None
    document = names.get(record.document, record.document)
    return replace(record, document=document, work=work, candidates=_all(record.candidates, names))


def _document(record: DocumentRecord, names: Mapping[str, str]) -> DocumentRecord:
    references = tuple(
        replace(reference, work=names.get(reference.work, reference.work)) for reference in record.references
    )
    return replace(record, citekey=names.get(record.citekey, record.citekey), references=references)


def _all(citekeys: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(citekey, citekey) for citekey in citekeys)
