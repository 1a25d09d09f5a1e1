"""Join what documents cite into one library.

In: a Library and the Extractions of documents under their citekeys. Out: the Library with one entry for each
work and a record for each cite. What people have written (entries, their fields, confirmed decisions, an entry
deleted by hand) is kept; running it again changes nothing; the order of documents does not matter.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.document import Extraction
from refdesk.model.library import (
    ATTRIBUTED,
    SOURCE,
    STUB,
    CitationRecord,
    DocumentRecord,
    Entry,
    Library,
    ReferenceRecord,
    Status,
)
from refdesk.model.resolution import Ambiguous, Resolution, Resolved, Unmatched
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.parsing.cites import families
from refdesk.resolving.citekeys import assign_citekeys
from refdesk.resolving.fitting import fold, labels, resolve
from refdesk.resolving.merging import group_works, merge_works
from refdesk.resolving.stubs import stub_of

OWN_REFERENCE = "described in the same document"
ONLY_FIT = "the only work of the library with this author and year"
NO_FIT = "no described work has this author and year"
SEVERAL_FIT = "several works have this author and year"
NAMED_ONLY = "named in running text only"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it comes in: the citekey it goes by, its path as it is to be kept, and what was found in it."""

    citekey: str
    path: str
    extraction: Extraction


def join(library: Library, documents: Sequence[ReadDocument], *, annotated: Collection[str] = ()) -> Library:
    """The library with these documents read (again); entries named in `annotated` are never dropped as empty stubs."""
    joining = _Joining(library, documents)
    joining.add_sources()
    joining.add_references()
    joining.add_citations()
    return _tidied(joining.result(), annotated)


@dataclass(slots=True)
class _Joining:
    """The work in progress: entries by citekey, and what each reference of the new documents became."""

    library: Library
    documents: Sequence[ReadDocument]
    entries: dict[str, Entry] = field(default_factory=dict)
    references: dict[tuple[str, str], str] = field(default_factory=dict)
    records: list[CitationRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        for entry in self.library.entries:
            self.entries.setdefault(entry.citekey, entry)

    def add_sources(self) -> None:
        """An entry for each document that has none."""
        for document in self.documents:
            if document.citekey not in self.library.by_key:
                work = document.extraction.work
                self.entries[document.citekey] = Entry(
                    citekey=document.citekey, work=work, keywords=(SOURCE,), files=(document.path,)
                )

    def add_references(self) -> None:
        """An entry for each work that the documents describe; one that the library has is only filled up."""
        incoming: dict[str, tuple[str, Reference]] = {}
        for document in self.documents:
            known = _known_references(self.library, document.citekey)
            for reference in document.extraction.references:
                before = known.get(fingerprint(reference.raw))
                if before is None:
                    incoming[f"{document.citekey} {reference.id}"] = (document.citekey, reference)
                else:
                    self.references[document.citekey, reference.id] = self._current_key(before)
        self._place(incoming)

    def _current_key(self, citekey: str) -> str:
        entry = self.library.entry(citekey)
        return entry.citekey if entry else citekey

    def _place(self, incoming: Mapping[str, tuple[str, Reference]]) -> None:
        """Group the new references with each other and with the entries that are no stubs."""
        described = [(f"={key}", entry.work) for key, entry in self.entries.items() if not entry.is_stub]
        groups = group_works([*described, *((name, reference.work) for name, (_, reference) in incoming.items())])
        new: dict[str, list[str]] = {}
        for group in groups:
            names = [name for name in group if not name.startswith("=")]
            owner = next((name[1:] for name in group if name.startswith("=")), None)
            if owner and names:
                self._assign(names, incoming, owner)
                self._fill(owner, [incoming[name][1].work for name in names])
            elif names:
                new[names[0]] = names
        works = {first: merge_works(incoming[name][1].work for name in names) for first, names in new.items()}
        for first, citekey in assign_citekeys(works, self._taken()).items():
            self.entries[citekey] = Entry(citekey=citekey, work=works[first])
            self._assign(new[first], incoming, citekey)

    def _taken(self) -> set[str]:
        return {
            *self.entries,
            *self.library.by_key,
            *(record.work for d in self.library.documents for record in d.references),
        }

    def _assign(self, names: Iterable[str], incoming: Mapping[str, tuple[str, Reference]], citekey: str) -> None:
        for name in names:
            document, reference = incoming[name]
            self.references[document, reference.id] = citekey

    def _fill(self, citekey: str, works: Iterable[Work]) -> None:
        """Give an entry the fields it lacks, and the addresses; what it has stays as it is."""
        entry = self.entries[citekey]
        self.entries[citekey] = replace(entry, work=filled(entry.work, merge_works(works)))

    def add_citations(self) -> None:
        """A record for each cite: the new documents' in full, the others' where they are still open."""
        fresh = {document.citekey for document in self.documents}
        described = {key: entry.work for key, entry in self.entries.items() if not entry.is_stub}
        kept = [record for record in self.library.citations if record.document not in fresh]
        self.records = [self._again(record, described) for record in kept]
        for document in self.documents:
            before = [record for record in self.library.citations if record.document == document.citekey]
            self._cite(document, _Decisions(before), described)

    def _again(self, record: CitationRecord, described: Mapping[str, Work]) -> CitationRecord:
        """Resolve a cite of another document once more, now that the library knows more works."""
        if record.status == "confirmed" or record.reason in {OWN_REFERENCE, NAMED_ONLY} or record.author is None:
            return record
        found = resolve(_cite_of(record), _without(described, record.document))
        return record if isinstance(found, Unmatched) and record.status == "unmatched" else _resolved(record, found)

    def _cite(self, document: ReadDocument, decisions: "_Decisions", described: Mapping[str, Work]) -> None:
        elsewhere = _without(described, document.citekey)
        open_cites: list[tuple[CitationRecord, Cite]] = []
        for citation in document.extraction.citations:
            for cite in citation.cites:
                record = _record(document.citekey, citation, cite)
                if confirmed := decisions.confirmed(record):
                    self.records.append(_moved(confirmed, record))
                    continue
                settled = self._settled(record, cite, document.citekey, elsewhere)
                if settled is None:
                    open_cites.append((record, cite))
                else:
                    self.records.append(settled)
        self._make_stubs(open_cites, decisions)

    def _settled(
        self, record: CitationRecord, cite: Cite, document: str, elsewhere: Mapping[str, Work]
    ) -> CitationRecord | None:
        """The record of a cite that some work fits, or None where no work does."""
        own = tuple(
            sorted({self.references[document, key] for key in cite.references if (document, key) in self.references})
        )
        if own:
            found: Resolution = Resolved(own[0]) if len(own) == 1 else Ambiguous(own)
            return replace(_resolved(record, found), reason=OWN_REFERENCE if len(own) == 1 else SEVERAL_FIT)
        if cite.attributed or cite.author is None:
            return None
        found = resolve(cite, elsewhere)
        return None if isinstance(found, Unmatched) else _resolved(record, found)

    def _make_stubs(self, open_cites: Sequence[tuple[CitationRecord, Cite]], decisions: "_Decisions") -> None:
        """One stub for all cites of a document with the same label and date; one deleted by hand is not made again."""
        groups: list[list[tuple[CitationRecord, Cite]]] = []
        for pair in open_cites:
            group = next((group for group in groups if _same_source(group[0][1], pair[1])), None)
            groups.append([pair]) if group is None else group.append(pair)
        new: dict[str, Work] = {}
        keys: dict[int, str | None] = {}
        for number, group in enumerate(groups):
            before = next((key for record, _ in group if (key := decisions.stub(record))), None)
            if before is None:
                new[str(number)] = stub_of(group[0][1])
            else:
                keys[number] = self._current_key(before) if self.library.entry(before) else None
        for number_text, citekey in assign_citekeys(new, self._taken()).items():
            keys[int(number_text)] = citekey
            attributed = groups[int(number_text)][0][1].attributed is not None
            keywords = (STUB, ATTRIBUTED) if attributed else (STUB,)
            self.entries[citekey] = Entry(citekey=citekey, work=new[number_text], keywords=keywords)
        for number, group in enumerate(groups):
            self.records += [_stubbed(record, cite, keys[number]) for record, cite in group]

    def result(self) -> Library:
        """The library as it now is, entries in file order and new ones after them by citekey."""
        before = [entry.citekey for entry in self.library.entries]
        new = sorted(
            (key for key in self.entries if key not in set(before)),
            key=lambda key: (not self.entries[key].is_source, key),
        )
        duplicates = iter(self.library.entries)
        old = [
            self.entries[entry.citekey] if entry is self.library.by_key.get(entry.citekey) else entry
            for entry in duplicates
        ]
        return replace(
            self.library,
            entries=(*old, *(self.entries[key] for key in new)),
            citations=tuple(sorted(self.records, key=lambda r: (r.document, r.start, r.end))),
            documents=self._document_records(),
        )

    def _document_records(self) -> tuple[DocumentRecord, ...]:
        fresh = {document.citekey: self._document_record(document) for document in self.documents}
        records = {record.citekey: record for record in self.library.documents} | fresh
        return tuple(records[key] for key in sorted(records))

    def _document_record(self, document: ReadDocument) -> DocumentRecord:
        extraction = document.extraction
        return DocumentRecord(
            citekey=document.citekey,
            path=document.path,
            sha256=extraction.document.sha256,
            format=extraction.document.format,
            conventions=extraction.conventions,
            references=tuple(
                _reference_record(r, self.references[document.citekey, r.id]) for r in extraction.references
            ),
            problems=extraction.problems,
        )


class _Decisions:
    """What was decided of a document's cites before, found again by their words where places have moved."""

    def __init__(self, records: Iterable[CitationRecord]) -> None:
        self._confirmed: dict[tuple[object, ...], list[CitationRecord]] = {}
        self._stubs: dict[tuple[object, ...], str] = {}
        for record in records:
            if record.status == "confirmed":
                self._confirmed.setdefault(_words(record), []).append(record)
            elif record.status == "unmatched" and record.work:
                self._stubs.setdefault(_label(record), record.work)

    def confirmed(self, record: CitationRecord) -> CitationRecord | None:
        """The confirmed decision for this cite: the one nearest in place among those with the same words."""
        same = self._confirmed.get(_words(record), [])
        nearest = min(same, key=lambda other: abs(other.start - record.start), default=None)
        if nearest is not None:
            same.remove(nearest)
        return nearest

    def stub(self, record: CitationRecord) -> str | None:
        """The stub that a cite with this label and date had."""
        return self._stubs.get(_label(record))


def _words(record: CitationRecord) -> tuple[object, ...]:
    return record.kind, record.text, record.note, record.author, record.year, record.locator


def _label(record: CitationRecord) -> tuple[object, ...]:
    return record.kind == "attributed", record.author, record.date or record.year


def _same_source(one: Cite, other: Cite) -> bool:
    """Whether two open cites of a document name one source: the same label and date, or a body and its acronym."""
    if (one.attributed, one.date or one.year, one.title, one.event) != (
        other.attributed,
        other.date or other.year,
        other.title,
        other.event,
    ):
        return False
    if one.author == other.author:
        return True
    names = stub_of(one).creators, stub_of(other).creators
    return one.attributed in {"report", "body"} and bool(
        names[0] and names[1] and labels(names[0][0]) & labels(names[1][0])
    )


def _record(document: str, citation: Citation, cite: Cite) -> CitationRecord:
    return CitationRecord(
        document=document,
        start=citation.start,
        end=citation.end,
        text=citation.text,
        kind=citation.kind,
        note=citation.note,
        author=cite.author,
        year=cite.year,
        date=cite.date,
        locator=cite.locator,
        label=cite.label,
        prefix=cite.prefix,
        suffix=cite.suffix,
        quoted_in=cite.quoted_in,
        confidence=citation.confidence,
    )


def _moved(decided: CitationRecord, record: CitationRecord) -> CitationRecord:
    return replace(decided, start=record.start, end=record.end)


def _resolved(record: CitationRecord, found: Resolution) -> CitationRecord:
    match found:
        case Resolved(key):
            return replace(record, work=key, candidates=(), status="resolved", reason=ONLY_FIT, review=False)
        case Ambiguous(keys):
            return replace(record, work=None, candidates=keys, status="ambiguous", reason=SEVERAL_FIT, review=True)
    return replace(record, work=None, candidates=(), status="unmatched", reason=NO_FIT)


def _stubbed(record: CitationRecord, cite: Cite, citekey: str | None) -> CitationRecord:
    attributed = cite.attributed is not None
    status: Status = "unmatched"
    return replace(record, work=citekey, status=status, reason=NAMED_ONLY if attributed else NO_FIT, review=attributed)


def _cite_of(record: CitationRecord) -> Cite:
    author = record.author or ""
    et_al = bool(re.search(r"\bet\.? al\b|\band others\b", author))
    return Cite(author=author, families=families(author), et_al=et_al, year=record.year, date=record.date)


def _without(works: Mapping[str, Work], citekey: str) -> dict[str, Work]:
    return {key: work for key, work in works.items() if key != citekey}


def _reference_record(reference: Reference, citekey: str) -> ReferenceRecord:
    return ReferenceRecord(
        start=reference.start,
        end=reference.end,
        where=reference.where,
        note=reference.note,
        work=citekey,
        fingerprint=fingerprint(reference.raw),
        confidence=reference.confidence,
        problems=reference.problems,
    )


def fingerprint(raw: str) -> str:
    """A hash of the letters and digits of a printed reference, so that it is known again where its layout changed."""
    return hashlib.sha256(fold(raw).encode()).hexdigest()[:16]


def _known_references(library: Library, citekey: str) -> dict[str, str]:
    record = library.document(citekey)
    return {reference.fingerprint: reference.work for reference in record.references} if record else {}


def filled(work: Work, other: Work) -> Work:
    """`work` with the fields it lacks and the addresses of `other`; a printed title only comes with its title."""
    skip = {"type", "urls", *(["printed_title"] if work.title else [])}
    missing = {
        f.name: value
        for f in fields(Work)
        if f.name not in skip and not getattr(work, f.name) and (value := getattr(other, f.name))
    }
    pages = {same_page_form(url) for url in work.urls}
    urls = (*work.urls, *(url for url in other.urls if same_page_form(url) not in pages))
    return replace(work, urls=urls, **missing)


def _tidied(library: Library, annotated: Collection[str]) -> Library:
    """`citedby` brought up to date, and stubs dropped that nothing cites any more and nobody has touched."""
    citing: dict[str, set[str]] = {}
    for record in library.citations:
        if record.work:
            citing.setdefault(record.work, set()).add(record.document)
    for document in library.documents:
        for reference in document.references:
            citing.setdefault(reference.work, set()).add(document.citekey)
    known = {document.citekey for document in library.documents}
    entries = [
        replace(entry, cited_by=tuple(sorted(citing.get(entry.citekey, set()) | (set(entry.cited_by) - known))))
        for entry in library.entries
    ]
    return replace(
        library, entries=tuple(e for e in entries if e.cited_by or not _is_untouched(e) or e.citekey in annotated)
    )


def _is_untouched(entry: Entry) -> bool:
    """Whether an entry is a stub as refdesk made it: a name or title and a date."""
    bare = replace(
        entry.work, authors=(), title=None, issued=None, type="document", genre=None, event=None, container=None
    )
    return entry.is_stub and set(entry.keywords) <= {STUB, ATTRIBUTED} and not entry.aliases and bare == Work()
