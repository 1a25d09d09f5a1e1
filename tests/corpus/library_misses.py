"""Where a library built from all five documents and the ledger disagree.

In: a Library. Out: its misses: works lost, split or joined, entries for nothing, fields, oddities, who cites whom,
and each cite with the entry that it means.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath

from refdesk.model.library import ATTRIBUTED, CitationRecord, Entry, Library
from refdesk.model.work import Work
from tests.corpus.comparing import compare, fold, fold_url, name_label
from tests.corpus.facts import CITES, DOCUMENTS, WORKS, CiteFact, WorkFact
from tests.corpus.misses import Miss, marks_of, problem_misses

Found = dict[str, tuple[Entry, ...]]
"""Ids of the ledger's works, and the entries that are the work."""


def library_misses(library: Library) -> tuple[Miss, ...]:
    """Every disagreement between the library and the ledger."""
    entries = tuple(entry for entry in library.entries if not entry.is_source)
    found = {work.work: tuple(entry for entry in entries if is_same(work, entry)) for work in WORKS.values()}
    return (
        *_unity_misses(found, entries),
        *_entry_misses(found, library),
        *_record_misses(found, library),
        *_source_misses(library),
    )


def is_same(work: WorkFact, entry: Entry) -> bool:
    """Whether the entry is the work, by an address, the DOI or the title; a stub by its label and year."""
    if work.full:
        return _shares_identity(work, entry.work) and not entry.is_stub
    return (entry.is_stub or ATTRIBUTED in entry.keywords) and _shares_label(work, entry.work)


def _shares_identity(work: WorkFact, other: Work) -> bool:
    addresses = {fold_url(url) for url in work.csl["urls"]} & {fold_url(url) for url in other.urls}
    same_doi = other.doi is not None and other.doi.casefold() == work.csl.get("DOI", "").casefold()
    return bool(addresses) or same_doi or fold(other.title or "") == fold(work.csl["title"])


def _shares_label(work: WorkFact, other: Work) -> bool:
    if work.csl.get("issued", {}).get("date-parts", [[None]])[0][0] != other.year:
        return False
    names = [name_label(name) for name in (*work.csl.get("author", ()), *work.also.get("author", ()))]
    stated = [*names, work.csl.get("title"), work.csl.get("container-title")]
    found = [text for name in other.authors for text in (name.label, name.display)]
    return bool(_folded(stated) & _folded([*found, other.title, other.container]))


def _folded(labels: Iterable[str | None]) -> set[str]:
    return {fold(label) for label in labels if label}


def _unity_misses(found: Found, entries: tuple[Entry, ...]) -> Iterator[Miss]:
    """One work is one entry, and every entry is a work."""
    for work, matches in found.items():
        if len(matches) != 1:
            keys = ", ".join(entry.citekey for entry in matches)
            yield Miss("work", f"library {work} {'split' if matches else 'lost'}", f"entries: {keys or 'none'}")
    for entry in entries:
        works = sorted(work for work, matches in found.items() if entry in matches)
        if len(works) != 1:
            which = "joined" if works else "false"
            name = " ".join(works) or entry.citekey
            yield Miss("work", f"library {name} {which}", f"{entry.citekey}: {works or entry.work}")


def _entry_misses(found: Found, library: Library) -> Iterator[Miss]:
    keys = document_keys(library)
    for work in WORKS.values():
        for entry in found[work.work][:1]:
            name = f"library {work.work}"
            for field, expected, got in compare(work.csl, work.also, entry.work):
                yield Miss("field", f"{name} {field}", f"{entry.citekey}: expected {expected!r}, got {got!r}")
            yield from problem_misses(name, work, (problem.code for problem in library.problems_of(entry.citekey)))
            yield from _cited_by_misses(name, work, entry, keys)


def _cited_by_misses(name: str, work: WorkFact, entry: Entry, keys: dict[str, str]) -> Iterator[Miss]:
    """A document cites a work by a citation; that its list alone names it may count."""
    citing = {keys.get(fact.document, fact.document) for fact in CITES if fact.work == work.work}
    listing = {keys.get(place.document, place.document) for place in work.found_in}
    if not citing <= set(entry.cited_by) <= citing | listing:
        yield Miss("work", f"{name} cited by", f"{sorted(citing)}, not {entry.cited_by}")


def document_keys(library: Library) -> dict[str, str]:
    """The citekey of each of the five documents, by the name of its file."""
    return {PurePath(record.path).stem: record.citekey for record in library.documents}


def _record_misses(found: Found, library: Library) -> Iterator[Miss]:
    keys = document_keys(library)
    for document in DOCUMENTS:
        records = [record for record in library.citations if record.document == keys.get(document)]
        left = [list(group) for _, group in groupby(records, key=lambda record: (record.start, record.end))]
        for mark in marks_of(document):
            here = next((group for group in left if _meets(mark[0], group[0])), [])
            if here:
                left.remove(here)
            if here or not mark[0].anaphora:
                yield from _mark_misses(mark, here, found)
        for group in left:
            yield Miss("record", f"library {document} {group[0].start} false", f"{group[0].text!r} is no citation")


def _meets(fact: CiteFact, record: CitationRecord) -> bool:
    return record.start < fact.end and fact.start < record.end


def _mark_misses(mark: tuple[CiteFact, ...], records: list[CitationRecord], found: Found) -> Iterator[Miss]:
    name = f"library {mark[0].document} {mark[0].start}"
    if len(records) != len(mark):
        yield Miss("record", f"{name} cites", f"{mark[0].text!r} holds {len(mark)} cites, not {len(records)}")
    for fact, record in zip(mark, records, strict=False):
        meant = {entry.citekey for entry in found[fact.work]}
        if record.work not in meant:
            detail = f"{fact.text!r} means {fact.work} ({', '.join(sorted(meant))}), not {record.work}"
            yield Miss("record", f"{name} {fact.work} work", detail)
        if WORKS[fact.work].full and record.status not in {"resolved", "confirmed"}:
            yield Miss("record", f"{name} {fact.work} status", f"{fact.text!r} is {record.status}")


def _source_misses(library: Library) -> Iterator[Miss]:
    """Each document is an entry too, with what it says of itself and no more."""
    keys = document_keys(library)
    for document, fact in DOCUMENTS.items():
        entry = library.entry(keys.get(document, ""))
        if entry is None or not entry.is_source:
            yield Miss("self", f"library {document} lost", "the document has no entry of its own")
            continue
        for field, expected, got in compare({**fact.csl, "urls": []}, fact.also, entry.work):
            yield Miss("self", f"library {document} {field}", f"{entry.citekey}: expected {expected!r}, got {got!r}")
    sources = sum(entry.is_source for entry in library.entries)
    if sources != len(DOCUMENTS):
        yield Miss("self", "library sources", f"{len(DOCUMENTS)} documents, {sources} entries for them")
