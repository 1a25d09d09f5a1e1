"""Which work of the library each cite means.

In: the library, the entries with all described works in place, and documents. Out: the entries with stubs for what no
work fits, and a record for each cite: those of the new documents, and those of the others where they are still open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from refdesk.model.citation import Cite
from refdesk.model.library import ATTRIBUTED, STUB, CitationRecord, Entry, Library
from refdesk.model.settings import DEFAULT_PATTERN
from refdesk.resolving.citekeys import assign_citekeys
from refdesk.resolving.decisions import Described, Sentences, Words, described_now, described_then, find_again, source
from refdesk.resolving.fitting import Shelf, labels, resolve
from refdesk.resolving.placing import Placed, ReadDocument, taken_keys
from refdesk.resolving.records import (
    AS_DECIDED,
    NAMED_ONLY,
    ONLY_FIT,
    citation_record,
    cite_of,
    is_own,
    resolved,
    resolved_within,
    stubbed,
)
from refdesk.resolving.stubs import stub_of

BY_KEY = "its key is a citekey of the library"

_OF_BODIES = frozenset({"report", "body", "statement", "dataset"})
"""Informal attributions in which a body may be called by its acronym the second time."""


@dataclass(frozen=True, slots=True)
class _OpenCite:
    """A cite that no work fits, its record, and the record it had when its document was read before."""

    record: CitationRecord
    cite: Cite
    before: CitationRecord | None

    @property
    def is_attributed(self) -> bool:
        """Whether running text names the source without a citation."""
        return self.cite.attributed is not None


@dataclass(frozen=True, slots=True)
class _Desk:
    """What cites are resolved against: the library as it was, what the references became, all described works.

    `pattern` is that of new citekeys.
    """

    library: Library
    placed: Placed
    shelf: Shelf
    pattern: str

    def current(self, citekey: str | None) -> str | None:
        """The citekey an entry goes by now; None where there is no such entry any more."""
        if citekey is None or citekey in self.placed.entries:
            return citekey
        entry = self.library.entry(citekey)
        return entry.citekey if entry else None


def cite_works(
    library: Library, placed: Placed, documents: Sequence[ReadDocument], pattern: str = DEFAULT_PATTERN
) -> tuple[dict[str, Entry], list[CitationRecord]]:
    """The entries with stubs, by citekey, and the records of all cites, those of one document in order of place.

    A cite that several works fit is ambiguous and cites none of them. A stub that a person deleted is not made again.
    """
    described = {key: entry.work for key, entry in placed.entries.items() if not entry.is_stub}
    desk = _Desk(library, placed, Shelf(described), pattern)
    cites = list(_all_cites(desk, {document.citekey: document for document in documents}))
    open_cites = [cite for cite in cites if isinstance(cite, _OpenCite)]
    entries, keys = _with_stubs(desk, _by_source(open_cites))
    stubs = iter([stubbed(cite.record, keys[cite], attributed=cite.is_attributed) for cite in open_cites])
    return entries, [next(stubs) if isinstance(cite, _OpenCite) else cite for cite in cites]


def _all_cites(desk: _Desk, documents: Mapping[str, ReadDocument]) -> Iterator[CitationRecord | _OpenCite]:
    """Every cite of every document: its record where it is settled, or what is known of it where no work fits."""
    before: dict[str, list[CitationRecord]] = {}
    for record in desk.library.citations:
        before.setdefault(record.document, []).append(record)
    for citekey in sorted(before.keys() | documents):
        records = before.get(citekey, [])
        if citekey in documents:
            yield from _read(desk, documents[citekey], records)
        else:
            yield from (
                _settled_again(desk, record) or _OpenCite(record, cite_of(record), record) for record in records
            )


def _read(
    desk: _Desk, document: ReadDocument, before: Sequence[CitationRecord]
) -> Iterator[CitationRecord | _OpenCite]:
    """The cites of a new document, or of one that is read again."""
    cites = [(citation, cite) for citation in document.extraction.citations for cite in citation.cites]
    now = [citation_record(document.citekey, citation, cite) for citation, cite in cites]
    known_by = _with_words(document, now) if any(record.words for record in before) else now
    again = find_again(before, known_by, _described(desk, document))
    kept = [_kept(record, earlier) for record, earlier in zip(known_by, again, strict=True)]
    decided = _decided([*before, *filter(None, kept)])
    for record, decision, (_, cite), earlier in zip(now, kept, cites, again, strict=True):
        settled = decision or _settled(desk, record, cite)
        if settled is None or settled.status == "ambiguous" or settled.reason == ONLY_FIT:
            settled = _as_decided(desk, record, decided, settled) or settled
        yield settled or _OpenCite(record, cite, earlier)


def _decided(records: Iterable[CitationRecord]) -> dict[Words, set[str | None]]:
    """What a person decided of each source that the document names; where no such cite is left, what followed it."""
    confirmed: dict[Words, set[str | None]] = {}
    followed: dict[Words, set[str | None]] = {}
    for record in records:
        words = source(record)
        if words and (record.status == "confirmed" or record.reason == AS_DECIDED):
            found = confirmed if record.status == "confirmed" else followed
            found.setdefault(words, set()).add(record.work)
    return followed | confirmed


def _as_decided(
    desk: _Desk, record: CitationRecord, decided: Mapping[Words, set[str | None]], found: CitationRecord | None
) -> CitationRecord | None:
    """The record of a new cite of a source of which a person decided elsewhere in the document, always the same.

    None where nobody did, or where it was `found` to mean that work anyway.
    """
    works = decided.get(source(record) or (), set())
    work = desk.current(next(iter(works))) if len(works) == 1 else None
    if work is None or (found and found.work == work):
        return None
    return replace(record, work=work, candidates=(), status="resolved", reason=AS_DECIDED, review=False)


def _with_words(document: ReadDocument, records: Sequence[CitationRecord]) -> list[CitationRecord]:
    """The records, each with the hash of its sentence."""
    sentences = Sentences(document.extraction.document.text)
    return [replace(record, words=sentences.words(record.start, record.end) or None) for record in records]


def _described(desk: _Desk, document: ReadDocument) -> tuple[Described, Described] | None:
    """What each note of the document described when it was read before, and what it describes now."""
    record = desk.library.document(document.citekey)
    if record is None:
        return None
    references = document.extraction.references
    ids = [reference.id for reference in references]
    earlier = ((each, desk.placed.again.get((document.citekey, each))) for each in ids)
    again = {each: record for each, record in earlier if record}
    return described_then(record.references), described_now(references, again)


def _kept(record: CitationRecord, earlier: CitationRecord | None) -> CitationRecord | None:
    """The record of a cite that a person decided, at its place of now; None where nobody did."""
    if earlier is None or earlier.status != "confirmed":
        return None
    words = record.words if earlier.words else None
    return replace(
        record,
        work=earlier.work,
        candidates=earlier.candidates,
        status="confirmed",
        reason=earlier.reason,
        review=earlier.review,
        words=words,
    )


def _settled(desk: _Desk, record: CitationRecord, cite: Cite) -> CitationRecord | None:
    """The record of a cite that some work fits, or None where no work does."""
    keys = {desk.placed.keys.get((record.document, reference)) for reference in cite.references}
    if own := tuple(sorted(key for key in keys if key and key in desk.placed.entries)):
        return resolved_within(record, own, cite.at_odds)
    if work := desk.current(cite.key):
        return replace(record, work=work, candidates=(), status="resolved", reason=BY_KEY, review=False)
    if cite.attributed or cite.author is None:
        return None
    return resolved(record, resolve(cite, desk.shelf, apart_from=record.document))


def _settled_again(desk: _Desk, record: CitationRecord) -> CitationRecord | None:
    """The record of a document that is not read now: the library may know more works, or lack one.

    None where no work fits that did.
    """
    if record.status == "confirmed":
        return record
    named = (record.work,) if record.work else record.candidates
    keys = tuple(sorted(key for key in map(desk.current, named) if key))
    if is_own(record) and keys:
        return resolved_within(record, keys)
    work = keys[0] if record.work and keys else None
    if record.reason == AS_DECIDED and work:
        return replace(record, work=work)
    if not _can_be_asked(record):
        gone = record.work is not None and work is None
        return stubbed(record, None, attributed=record.kind == "attributed") if gone else replace(record, work=work)
    found = resolved(record, resolve(_cite_again(desk, record, work), desk.shelf, apart_from=record.document))
    stays = found is None and (record.status == "unmatched" or (record.work is not None and work is None))
    return stubbed(record, work, attributed=False) if stays else found


def _can_be_asked(record: CitationRecord) -> bool:
    """Whether the record keeps enough of the cite to ask again: no mention's kind is kept, nor, by older records, the
    title of a short note.
    """
    told = record.year is not None or record.date is not None or record.title is not None
    return record.author is not None and record.reason != NAMED_ONLY and (told or record.status == "unmatched")


def _cite_again(desk: _Desk, record: CitationRecord, work: str | None) -> Cite:
    """The cite of a record, with the title that its stub has from a short note ("Nye, *Soft Power*, 5")."""
    stub = desk.placed.entries[work].work if work and record.kind == "short-note" else None
    return cite_of(record, stub.title if stub else None)


def _by_source(cites: Iterable[_OpenCite]) -> list[list[_OpenCite]]:
    """Cites of one document that name one source: the same label and date, or a body and its acronym."""
    groups: list[list[_OpenCite]] = []
    places: dict[tuple[object, ...], int] = {}
    for cite in cites:
        names = _names(cite)
        at = next((places[name] for name in names if name in places), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(cite)
        for name in names:
            places.setdefault(name, at)
    return groups


def _names(open_cite: _OpenCite) -> list[tuple[object, ...]]:
    cite = open_cite.cite
    said = (open_cite.record.document, cite.attributed, cite.date or cite.year, cite.title, cite.event)
    names: list[tuple[object, ...]] = [(*said, cite.author)]
    if cite.attributed in _OF_BODIES:
        names += [(*said, "called", label) for name in stub_of(cite).creators[:1] for label in sorted(labels(name))]
    return names


def _with_stubs(
    desk: _Desk, groups: Sequence[Sequence[_OpenCite]]
) -> tuple[dict[str, Entry], dict[_OpenCite, str | None]]:
    """The entries with a stub for each group that had none before, and the citekey of each open cite."""
    entries, keys = dict(desk.placed.entries), dict[_OpenCite, str | None]()
    new: dict[str, Sequence[_OpenCite]] = {}
    for number, group in enumerate(groups):
        was_there, citekey = _stub_before(desk, group)
        if was_there:
            keys.update(dict.fromkeys(group, citekey))
        else:
            new[str(number)] = group
    works = {name: stub_of(group[0].cite) for name, group in new.items()}
    for name, citekey in assign_citekeys(works, taken_keys(desk.library, entries), desk.pattern).items():
        keywords = (STUB, ATTRIBUTED) if new[name][0].is_attributed else (STUB,)
        entries[citekey] = Entry(citekey=citekey, work=works[name], keywords=keywords)
        keys.update(dict.fromkeys(new[name], citekey))
    return entries, keys


def _stub_before(desk: _Desk, group: Sequence[_OpenCite]) -> tuple[bool, str | None]:
    """Whether the source of these cites had an entry of its own before, and which; None where a person deleted it.

    A cite that names nothing (its work was described in the document, and its entry deleted) gets no stub.
    """
    if group[0].cite.author is None and group[0].cite.title is None:
        return True, None
    for record in (cite.before for cite in group if cite.before):
        current = desk.current(record.work)
        if record.status == "unmatched" or (record.work and current is None):
            return True, current
    return False, None
