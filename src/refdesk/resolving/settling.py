"""What becomes of a library when a person settles a doubt?

In: a Library, one Doubt about it and the decision. Out: the Library with the decision in its records, so that every
later reading keeps it; `citedby` follows, and a stub goes that nothing cites any more and nobody has touched.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from refdesk.model.errors import RefdeskError
from refdesk.model.library import ATTRIBUTED, STUB, CitationRecord, Entry, Library, ReferenceRecord
from refdesk.model.settings import DEFAULT_PATTERN
from refdesk.model.work import Work
from refdesk.resolving.citekeys import assign_citekeys
from refdesk.resolving.decisions import source
from refdesk.resolving.joining import short_notes, tidied
from refdesk.resolving.placing import taken_keys
from refdesk.resolving.records import (
    ACCEPTED,
    AS_DECIDED,
    NO_CITATION,
    NONE_OF_THESE,
    OWN_WORK,
    PICKED,
    cite_of,
    is_own,
)
from refdesk.resolving.reviewing import Doubt, Verb
from refdesk.resolving.stubs import stub_of


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says: accept what stands, `pick` the work `citekey`, make a `new` one, or reject."""

    verb: Verb
    citekey: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the desk knows beside its library.

    `words` gives the hash of the sentence around a mark, None where the document cannot be read; `described` is the
    work that the reference in doubt describes; entries in `annotated` are never dropped as empty stubs; new entries
    get citekeys by `pattern`.
    """

    words: Callable[[CitationRecord], str | None] = lambda _: None
    described: Work | None = None
    annotated: Collection[str] = ()
    pattern: str = DEFAULT_PATTERN


NOTHING_MORE = Known()


def settle(library: Library, doubt: Doubt, decision: Decision, known: Known = NOTHING_MORE) -> Library:
    """The library with the doubt settled. Raises RefdeskError where the thing in doubt cannot be decided so."""
    if decision.verb not in doubt.verbs:
        raise RefdeskError(
            f"{doubt.id} cannot be settled by {decision.verb}", remedy=f"it takes {' or '.join(doubt.verbs)}"
        )
    settled = _reference_settled if doubt.reference else _cites_settled
    return _tidy(library, settled(library, doubt, decision, known), known)


def _tidy(before: Library, after: Library, known: Known) -> Library:
    return tidied(after, known.annotated, short_notes(before))


# -- cites -------------------------------------------------------------------------------------------------------------


def _cites_settled(library: Library, doubt: Doubt, decision: Decision, known: Known) -> Library:
    library, work, reason = _meant(library, doubt, decision, known)
    places = frozenset(doubt.places)
    records = (_confirmed(record, work, reason, known) if record in places else record for record in library.citations)
    return replace(library, citations=tuple(records))


def _confirmed(record: CitationRecord, work: str | None, reason: str, known: Known) -> CitationRecord:
    words = known.words(record)
    kept = record.words if words is None else words or None
    return replace(record, work=work, candidates=(), status="confirmed", reason=reason, review=False, words=kept)


def _meant(library: Library, doubt: Doubt, decision: Decision, known: Known) -> tuple[Library, str | None, str]:
    """The library with a new stub where one is made, the work that the cites mean, and the reason to be kept."""
    if decision.verb == "reject":
        return library, None, NO_CITATION
    if decision.verb == "pick":
        return library, _entry(library, decision.citekey or "").citekey, PICKED
    standing = library.entry(doubt.work or "")
    if standing and (decision.verb == "accept" or standing.is_stub):
        reason = OWN_WORK if standing.is_stub else ACCEPTED
        return _kept_as_work(library, standing), standing.citekey, reason
    entry = _new_entry(library, stub_of(cite_of(doubt.places[0])), known, (STUB,))
    return replace(library, entries=(*library.entries, entry)), entry.citekey, NONE_OF_THESE


def _kept_as_work(library: Library, kept: Entry) -> Library:
    """The library in which the entry counts as cited, and is exported, though it was named in running text only."""
    keywords = tuple(word for word in kept.keywords if word != ATTRIBUTED)
    return _with_entry(library, replace(kept, keywords=keywords))


def _with_entry(library: Library, changed: Entry) -> Library:
    at = next(at for at, entry in enumerate(library.entries) if entry.citekey == changed.citekey)
    return replace(library, entries=(*library.entries[:at], changed, *library.entries[at + 1 :]))


def _entry(library: Library, citekey: str) -> Entry:
    entry = library.entry(citekey)
    if entry is None:
        raise RefdeskError(f"no entry {citekey!r}", remedy="refdesk list shows all citekeys")
    return entry


def _new_entry(library: Library, work: Work, known: Known, keywords: tuple[str, ...] = ()) -> Entry:
    taken = taken_keys(library, {entry.citekey: entry for entry in library.entries})
    citekey = assign_citekeys({"new": work}, taken, known.pattern)["new"]
    return Entry(citekey=citekey, work=work, keywords=keywords)


# -- references --------------------------------------------------------------------------------------------------------


def _reference_settled(library: Library, doubt: Doubt, decision: Decision, known: Known) -> Library:
    match decision.verb:
        case "accept":
            return _with_reference(library, doubt, doubt.work or "", ACCEPTED)
        case "pick":
            return _with_reference(library, doubt, _entry(library, decision.citekey or "").citekey, PICKED)
        case _:
            if known.described is None:
                raise RefdeskError(
                    "the description cannot be read again, so no work can be made of it",
                    where=doubt.document or "",
                    remedy="put the document back, or ingest it again",
                )
            entry = _new_entry(library, known.described, known)
            return _with_reference(replace(library, entries=(*library.entries, entry)), doubt, entry.citekey, OWN_WORK)


def _with_reference(library: Library, doubt: Doubt, work: str, reason: str) -> Library:
    """The library in which the reference is `work`, and the cites that meant its old work by it mean the new one."""
    old = doubt.work
    documents = tuple(
        replace(
            document,
            references=tuple(
                replace(each, work=work, status="confirmed", reason=reason) if each == doubt.reference else each
                for each in document.references
            ),
        )
        if document.citekey == doubt.document
        else document
        for document in library.documents
    )
    changed = replace(library, documents=documents)
    if old == work or _is_described_elsewhere(changed, doubt, old):
        return changed
    return replace(changed, citations=tuple(_led(record, doubt, work) for record in library.citations))


def _is_described_elsewhere(library: Library, doubt: Doubt, work: str | None) -> bool:
    """Whether another description in the same document is of the work that the reference was taken for."""
    document = library.document(doubt.document or "")
    return any(reference.work == work for reference in (document.references if document else ()))


def _led(record: CitationRecord, doubt: Doubt, work: str) -> CitationRecord:
    follows = record.document == doubt.document and record.work == doubt.work and is_own(record)
    return replace(record, work=work) if follows else record


# -- decisions taken back ----------------------------------------------------------------------------------------------


def forget(library: Library, decision: Doubt) -> Library:
    """The library in which what was decided is open again: the next joining resolves the cites anew.

    Cites that follow it are open with it. A reference stays the work that it is; only that a person said so is
    forgotten.
    """
    if decision.reference:
        return _forgotten_reference(library, decision)
    places = {*decision.places, *_followers(library, decision.places)}
    stub = library.entry(decision.work or "")
    library = _attributed_again(library, decision, stub) if stub and stub.is_stub else library
    records = (_open(record, stub) if record in places else record for record in library.citations)
    return replace(library, citations=tuple(records))


def _followers(library: Library, places: Collection[CitationRecord]) -> Iterator[CitationRecord]:
    """The cites that mean what they do because these were decided so."""
    led = {(record.document, source(record)) for record in places if source(record)}
    return (each for each in library.citations if each.reason == AS_DECIDED and (each.document, source(each)) in led)


def _open(record: CitationRecord, entry: Entry | None) -> CitationRecord:
    """The record before it is resolved; a stub stays where it is, so that it keeps its citekey."""
    if entry and entry.is_stub:
        return replace(record, status="unmatched", reason="", words=None)
    return replace(record, work=None, status="resolved", reason="", words=None)


def _attributed_again(library: Library, decision: Doubt, stub: Entry) -> Library:
    """The library in which a stub that running text names alone is no more than that again."""
    others = set(library.citations_of(stub.citekey)) - set(decision.places)
    if decision.about != "mention" or others or ATTRIBUTED in stub.keywords:
        return library
    return _with_entry(library, replace(stub, keywords=(*stub.keywords, ATTRIBUTED)))


def _forgotten_reference(library: Library, decision: Doubt) -> Library:
    forgotten: ReferenceRecord | None = decision.reference
    documents = (
        replace(
            document,
            references=tuple(
                replace(each, status="read", reason="") if each == forgotten else each for each in document.references
            ),
        )
        if document.citekey == decision.document
        else document
        for document in library.documents
    )
    return replace(library, documents=tuple(documents))
