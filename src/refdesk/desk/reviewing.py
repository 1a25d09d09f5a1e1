"""What waits for a person's word, and what becomes of the desk when it is said?

In: a desk. Out: what is in doubt, with the sentences it stands in; or the desk's files with a decision in them, as one
step that `undo` takes back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from refdesk.desk.annotating import annotated_keys
from refdesk.desk.deduping import groups_in, in_order_of_worth, keep_apart
from refdesk.desk.merge_planning import Wishes, plan
from refdesk.desk.merging import merge, merge_in
from refdesk.desk.place import Desk
from refdesk.desk.querying import document_named, entry_named, load_library, read_recorded, refuse_missing
from refdesk.desk.rekeying import with_current_keys
from refdesk.desk.settings import settings_file, settings_of
from refdesk.desk.undoing import changes_made
from refdesk.desk.writing import library_in, write_library
from refdesk.model.document import Document
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.library import CitationRecord, Library, ReferenceRecord
from refdesk.model.settings import DISTINCT
from refdesk.model.work import Work
from refdesk.resolving.decisions import Sentences
from refdesk.resolving.extraction import extract_document
from refdesk.resolving.joining import ReadDocument, join
from refdesk.resolving.places import Lines
from refdesk.resolving.records import fingerprint
from refdesk.resolving.reviewing import Doubt, decided, doubts, two_works
from refdesk.resolving.settling import Decision, Known, forget, settle
from refdesk.store.library_files import Transaction, transaction
from refdesk.store.settings import put_setting, read_settings


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands around a mark, or a description as it is printed (`mark`); `problem` says why it cannot be shown.

    `note` is what the note says, where the mark is that of a note.
    """

    before: str = ""
    mark: str = ""
    after: str = ""
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided: the thing that was in doubt, and a sentence for each change."""

    doubt: Doubt
    told: tuple[str, ...]


# -- what is in doubt --------------------------------------------------------------------------------------------------


def open_doubts(
    desk: Desk, library: Library, document: str | None = None, work: str | None = None
) -> tuple[Doubt, ...]:
    """What is in doubt, by gain; of one document or one work where asked. Raises RefdeskError for an unknown name."""
    in_document = document_named(library, document).citekey if document else None
    about_work = entry_named(library, work).citekey if work else None
    groups = () if in_document else groups_in(library, desk)
    return tuple(
        doubt
        for doubt in doubts(library, groups)
        if in_document in {None, doubt.document} and (about_work is None or _concerns(doubt, about_work))
    )


def _concerns(doubt: Doubt, work: str) -> bool:
    return work == doubt.work or any(candidate.citekey == work for candidate in doubt.candidates)


def doubt_named(desk: Desk, library: Library, identity: str) -> Doubt:
    """The thing in doubt, or decided already, with this id. Raises RefdeskError (exit code 3) where there is none."""
    groups = groups_in(library, desk) if identity.startswith("d") else ()
    found = [*doubts(library, groups, identity), *(each for each in all_decided(desk, library) if each.id == identity)]
    if not found:
        raise unknown("thing in doubt", identity, "refdesk review lists all")
    return found[0]


def all_decided(
    desk: Desk, library: Library, document: str | None = None, work: str | None = None
) -> tuple[Doubt, ...]:
    """What was decided of cites and descriptions, then the entries called two works; of one document or one work.

    Raises RefdeskError for an unknown name.
    """
    in_document = document_named(library, document).citekey if document else None
    about_work = entry_named(library, work).citekey if work else None
    pairs = dict.fromkeys(tuple(sorted(pair)) for pair in _apart(library, settings_of(desk).distinct))
    return tuple(
        each
        for each in (*decided(library), *map(two_works, pairs))
        if in_document in {None, each.document} and (about_work is None or _concerns(each, about_work))
    )


def _apart(library: Library, pairs: Iterable[Sequence[str]]) -> list[frozenset[str]]:
    """The pairs under the citekeys of today."""
    return [frozenset(_key_of_today(library, key) for key in pair) for pair in pairs]


def _key_of_today(library: Library, key: str) -> str:
    entry = library.entry(key)
    return entry.citekey if entry else key


def still_open(library: Library, doubt: Doubt) -> Doubt | None:
    """The thing in doubt as it is in the library of now; None where it is settled. Two entries stay as they were."""
    if doubt.about == "duplicates":
        return doubt
    return next(iter(doubts(library, only=doubt.id)), None)


class Texts:
    """The documents of a desk, each read once, to show the places that are in doubt."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk, self._library = desk, library
        self._documents: dict[str, Document | str] = {}
        self._sentences: dict[str, Sentences] = {}

    def document(self, citekey: str) -> Document | str:
        """The document as it was ingested, or a sentence that says why it cannot be read."""
        if citekey not in self._documents:
            self._documents[citekey] = self._read(citekey)
        return self._documents[citekey]

    def _read(self, citekey: str) -> Document | str:
        record = self._library.document(citekey)
        if record is None:
            return "the document is not recorded in documents.jsonl; ingest it again"
        try:
            return read_recorded(self._desk, record)
        except RefdeskError as error:
            return str(error)

    def _around(self, citekey: str, text: str) -> Sentences:
        if citekey not in self._sentences:
            self._sentences[citekey] = Sentences(text)
        return self._sentences[citekey]

    def sentence(self, doubt: Doubt) -> Sentence | None:
        """The sentence around the first mark, or the description as printed; None where neither is in doubt."""
        if doubt.document is None:
            return None
        document = self.document(doubt.document)
        if isinstance(document, str):
            return Sentence(problem=document)
        if doubt.reference:
            return Sentence(mark=" ".join(document.text[doubt.reference.start : doubt.reference.end].split()))
        place = doubt.places[0]
        around = self._around(doubt.document, document.text)
        return Sentence(*around.around(place.start, place.end), note=around.note(place.start, place.end) or "")

    def words(self, record: CitationRecord) -> str | None:
        """The hash of the sentence around a mark; None where the document cannot be read."""
        document = self.document(record.document)
        if isinstance(document, str):
            return None
        return self._around(record.document, document.text).words(record.start, record.end)

    def described(self, doubt: Doubt) -> Work | None:
        """The work that a reference in doubt describes, read anew; None where the document cannot be read."""
        document = self.document(doubt.document) if doubt.document and doubt.reference else ""
        if isinstance(document, str) or doubt.reference is None:
            return None
        references = extract_document(document).references
        return next((each.work for each in references if _is_same(each.raw, each.start, doubt.reference)), None)


def _is_same(raw: str, start: int, record: ReferenceRecord) -> bool:
    return start == record.start and fingerprint(raw) == record.fingerprint


def places_of(texts: Texts, doubt: Doubt) -> tuple[tuple[int, int], ...]:
    """Line and column, from 1, of each place in doubt; empty where the document cannot be read."""
    document = texts.document(doubt.document) if doubt.document else ""
    if isinstance(document, str):
        return ()
    starts = [doubt.reference.start] if doubt.reference else [place.start for place in doubt.places]
    lines = Lines(document.text)
    return tuple(map(lines.place, starts))


# -- what is decided ---------------------------------------------------------------------------------------------------


def decide(desk: Desk, identity: str, decision: Decision, *, dry_run: bool = False) -> Settled:
    """Settle what has this id, as one step. Raises RefdeskError where there is none, or it cannot be decided so."""
    refuse_missing(desk)
    if identity.startswith("d"):
        return _duplicates_settled(desk, doubt_named(desk, load_library(desk), identity), decision, dry_run=dry_run)
    title = f"review {identity}: {decision.verb}{f' {decision.citekey}' if decision.citekey else ''}"
    with transaction(desk.root, title, dry_run=dry_run) as changing:
        return _decide(changing, desk, identity, decision)


def _decide(changing: Transaction, desk: Desk, identity: str, decision: Decision) -> Settled:
    before = _library(changing, desk)
    current = with_current_keys(before)
    doubt = doubt_named(desk, current, identity)
    if decision.verb == "pick":
        decision = replace(decision, citekey=entry_named(current, decision.citekey or "").citekey)
    if doubt.reference and decision.verb == "pick" and _is_lonely(current, doubt):
        return _merged(changing, desk, doubt, decision)
    texts = Texts(desk, current)
    known = Known(
        words=texts.words,
        described=texts.described(doubt) if decision.verb == "new" else None,
        annotated=annotated_keys(desk),
        pattern=settings_of(desk).citekey_pattern,
    )
    after = settle(current, doubt, decision, known)
    write_library(changing, desk, before, after)
    return Settled(doubt, _told(current, after, doubt))


def _library(changing: Transaction, desk: Desk) -> Library:
    return changing.library(desk.library_file, desk.citations_file, desk.documents_file)


def _is_lonely(library: Library, doubt: Doubt) -> bool:
    """Whether nothing but the reference in doubt tells of its entry, which would be left over without it."""
    entry = library.entry(doubt.work or "")
    described = [ref for read in library.documents for ref in read.references if ref.work == doubt.work]
    return bool(entry and not entry.is_source) and described == [doubt.reference]


def _merged(changing: Transaction, desk: Desk, doubt: Doubt, decision: Decision) -> Settled:
    """The entry of the reference merged into the one that it is, and the reference confirmed to be that."""
    keys = (decision.citekey or "", doubt.work or "")
    if keys[0] != keys[1]:
        bibfile = library_in(changing, desk)
        merge_in(changing, desk, [plan([bibfile.entry(key) for key in keys], Wishes())])
    before = _library(changing, desk)
    current = with_current_keys(before)
    led = replace(doubt, work=keys[0], reference=replace(doubt.reference or _NEVER, work=keys[0]))
    after = settle(current, led, decision, Known(annotated=annotated_keys(desk)))
    write_library(changing, desk, before, after)
    merged = (f"{keys[1]} merged into {keys[0]}",) if keys[0] != keys[1] else ()
    return Settled(doubt, (*merged, *_told(current, after, led)))


_NEVER = ReferenceRecord(start=0, end=0, where="list", work="", fingerprint="")


def _duplicates_settled(desk: Desk, doubt: Doubt, decision: Decision, *, dry_run: bool) -> Settled:
    keys = tuple(candidate.citekey for candidate in doubt.candidates)
    if decision.verb == "reject":
        pairs = keep_apart(desk, keys, dry_run=dry_run)
        return Settled(doubt, tuple(f"{one} and {other} are two works" for one, other in pairs))
    if decision.verb != "accept":
        raise RefdeskError(
            f"{doubt.id} cannot be settled by {decision.verb}", remedy=f"it takes {' or '.join(doubt.verbs)}"
        )
    merged = merge(desk, in_order_of_worth(load_library(desk), keys), dry_run=dry_run)
    return Settled(doubt, merged.told)


def reset(desk: Desk, identity: str, *, dry_run: bool = False) -> Settled:
    """Forget what was decided of this, and resolve it again, from the document where that can be read."""
    refuse_missing(desk)
    with transaction(desk.root, f"review {identity}: reset", dry_run=dry_run) as changing:
        return _reset(changing, desk, identity)


def _reset(changing: Transaction, desk: Desk, identity: str) -> Settled:
    before = _library(changing, desk)
    current = with_current_keys(before)
    decision = next((each for each in all_decided(desk, current) if each.id == identity), None)
    if decision is None:
        raise unknown("decision", identity, "refdesk review --decided lists them")
    if decision.about == "duplicates":
        return _in_doubt_again(changing, desk, current, decision)
    opened = forget(current, decision)
    documents = _read_again(desk, opened, [decision.document or ""])
    after = join(opened, documents, annotated=annotated_keys(desk), pattern=settings_of(desk).citekey_pattern)
    _refuse_unsettled(after, decision)
    write_library(changing, desk, before, after)
    return Settled(decision, (f"{identity} is open again", *_told(current, after, decision)))


def _in_doubt_again(changing: Transaction, desk: Desk, library: Library, decision: Doubt) -> Settled:
    """Take the two entries out of the settings, so that they may be one work again."""
    path, keys = settings_file(desk), [candidate.citekey for candidate in decision.candidates]
    data = changing.read(path) or b""
    pairs = read_settings(data, str(path)).values.get(DISTINCT, [])
    today = _apart(library, pairs)
    kept = [pair for pair, named in zip(pairs, today, strict=True) if named != frozenset(keys)]
    changing.write(path, put_setting(data, DISTINCT, kept, str(path)))
    return Settled(decision, (f"{' and '.join(keys)} may be one work again",))


def _refuse_unsettled(library: Library, decision: Doubt) -> None:
    """Raise RefdeskError where a cite needs its document to be resolved again, which cannot be read."""
    records = (each for each in library.citations if each.document == decision.document)
    if any(record.status == "resolved" and record.work is None for record in records):
        document = library.document(decision.document or "")
        path = document.path if document else ""
        raise RefdeskError(
            f"{decision.id} cannot be open again: its document was changed or moved since it was read",
            where=path,
            remedy=f"refdesk ingest {path}, then --reset",
        )


def _read_again(desk: Desk, library: Library, citekeys: Iterable[str]) -> Sequence[ReadDocument]:
    """Those of the documents that can be read, read again."""
    texts = Texts(desk, library)
    pairs = ((library.document(citekey), texts.document(citekey)) for citekey in citekeys)
    return [
        ReadDocument(record.citekey, record.path, extract_document(text))
        for record, text in pairs
        if record and not isinstance(text, str)
    ]


def step_of(desk: Desk, doubt: Doubt, since: int) -> int | None:
    """The number of the step after `since` that settled the doubt; None where there was nothing to change."""
    names = {doubt.id} if doubt.about != "duplicates" else {candidate.citekey for candidate in doubt.candidates}
    steps = (made.step for made in changes_made(desk) if made.step.number > since)
    return next((step.number for step in steps if names <= set(step.title.replace(":", " ").split())), None)


# -- what is told ------------------------------------------------------------------------------------------------------


def _told(before: Library, after: Library, doubt: Doubt) -> tuple[str, ...]:
    """What has changed, in sentences."""
    old, new = {entry.citekey for entry in before.entries}, {entry.citekey for entry in after.entries}
    return (
        *_told_of_places(before, after, doubt),
        *(f"{key} is a new entry" for key in sorted(new - old)),
        *(f"{key} is no entry any more: nothing cites it" for key in sorted(old - new)),
    )


def _told_of_places(before: Library, after: Library, doubt: Doubt) -> Iterable[str]:
    known = set(before.citations)
    changed = [record for record in after.citations if record not in known]
    for (document, text, work), records in _grouped(changed).items():
        times = f" ({len(records)} times)" if len(records) > 1 else ""
        status = records[0].status
        yield f"{document}: {text}{times} {f'means {work}' if work else _WORKLESS[status]} ({status})"
    if doubt.reference:
        then = {reference for read in before.documents for reference in read.references}
        now = ((read.citekey, reference) for read in after.documents for reference in read.references)
        yield from (f"{key}: the description is {each.work} ({each.status})" for key, each in now if each not in then)


_WORKLESS = {
    "confirmed": "is no citation",
    "ambiguous": "may mean several works",
    "unmatched": "means no entry",
    "resolved": "means no entry",
}


def _grouped(
    records: Iterable[CitationRecord],
) -> dict[tuple[str, str, str | None], list[CitationRecord]]:
    groups: dict[tuple[str, str, str | None], list[CitationRecord]] = {}
    for record in records:
        groups.setdefault((record.document, record.text, record.work), []).append(record)
    return groups
