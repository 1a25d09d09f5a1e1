"""What is in doubt in a library, and what would settle it.

In: a Library, and the groups of its entries that may be one work. Out: Doubts, those first whose settling settles most;
and what a person has decided already. Nothing is decided here. The order of entries and records does not matter.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from refdesk.model.library import CitationRecord, DocumentRecord, Library, ReferenceRecord
from refdesk.resolving.decisions import source
from refdesk.resolving.duplicates import Group
from refdesk.resolving.nearby import Candidate, Nearby
from refdesk.resolving.records import (
    AS_DECIDED,
    NAMED_ONLY,
    NO_FIT,
    ONLY_FIT,
    OWN_AT_ODDS,
    OWN_WORK,
    SEVERAL_FIT,
    TWO_WORKS,
)

About = Literal["cite", "mention", "reference", "duplicates"]
Verb = Literal["accept", "pick", "new", "reject"]

_DOUBTS = {ONLY_FIT: 0.15, AS_DECIDED: 0.2, NAMED_ONLY: 0.5, **dict.fromkeys(OWN_AT_ODDS.values(), 0.35)}
"""How doubtful a work is that was found on this ground; other grounds leave no doubt."""

_JOINED = 0.4
_MISREAD = 0.5
"""How doubtful a reference is that was joined by likeness, and one of which a field was read with little confidence."""

_LITTLE = 0.5
"""A confidence below which a person should look, whatever the ground."""

_VERBS: dict[About, tuple[Verb, ...]] = {
    "cite": ("accept", "pick", "new", "reject"),
    "mention": ("accept", "pick", "reject"),
    "reference": ("accept", "pick", "new"),
    "duplicates": ("accept", "reject"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing that a person may settle.

    `places` are the cites that it is about, all of one source in one document; `reference` the description. `work` is
    what stands now, `candidates` what else may be meant. `doubt` is 0 (sure) to 1, `touched` how many cites,
    descriptions or entries its settling settles. Of a thing that was decided already, `reason` is the decision.
    """

    id: str
    about: About
    reason: str
    document: str | None = None
    places: tuple[CitationRecord, ...] = ()
    reference: ReferenceRecord | None = None
    work: str | None = None
    candidates: tuple[Candidate, ...] = ()
    doubt: float = 0.0
    touched: int = 0

    @property
    def gain(self) -> float:
        """How much settling it settles."""
        return round(self.touched * self.doubt, 2)

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be decided of it: `accept` needs something that stands, `new` a name to call the new work by."""
        named = self.reference is not None or any(place.author or place.title for place in self.places)
        lacking = {"accept"} if self.about != "duplicates" and self.work is None else set()
        return tuple(verb for verb in _VERBS[self.about] if verb not in lacking and (verb != "new" or named))


def doubts(library: Library, duplicates: Sequence[Group] = (), only: str | None = None) -> tuple[Doubt, ...]:
    """All that is in doubt, by gain, the most first; or what goes by the id `only`, without a look at the others."""
    nearby = Nearby(library)
    found = [
        *_doubtful_cites(library, nearby, only),
        *(doubt for document in library.documents for doubt in _doubtful_references(library, document)),
        *(_duplicates(library, group) for group in duplicates),
    ]
    wanted = (doubt for doubt in found if only in {None, doubt.id})
    return tuple(sorted(wanted, key=lambda doubt: (-doubt.gain, doubt.id)))


def decided(library: Library) -> tuple[Doubt, ...]:
    """What a person has decided, in order of document and place; ids are those that the doubts had."""
    cites = (
        Doubt(
            id=identity,
            about=_about(records[0]),
            reason=records[0].reason,
            document=records[0].document,
            places=records,
            work=records[0].work,
        )
        for identity, records in _sources(record for record in library.citations if record.status == "confirmed")
    )
    references = (
        Doubt(
            id=identity,
            about="reference",
            reason=record.reason,
            document=document.citekey,
            reference=record,
            work=record.work,
        )
        for document in library.documents
        for identity, record in _references(document)
        if record.is_confirmed
    )
    return (*cites, *references)


def two_works(keys: Sequence[str]) -> Doubt:
    """The decision that the entries with these keys are not one work."""
    candidates = tuple(Candidate(key, "", 0.0) for key in keys)
    return Doubt(id=_identity("d", *sorted(keys)), about="duplicates", reason=TWO_WORKS, candidates=candidates)


def _identity(kind: str, *words: object) -> str:
    """A short name that stays as long as the words do; its first letter says what it names."""
    told = "\0".join(map(repr, words))
    return kind + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:7]


# -- cites -------------------------------------------------------------------------------------------------------------


def _sources(records: Iterable[CitationRecord]) -> Iterator[tuple[str, tuple[CitationRecord, ...]]]:
    """The records by what they name: one source in one document, which means one work or could mean the same ones."""
    named: dict[tuple[object, ...], dict[tuple[object, ...], list[CitationRecord]]] = {}
    for record in records:
        meant = record.work, record.candidates
        named.setdefault(_named(record), {}).setdefault(meant, []).append(record)
    for words, meanings in named.items():
        for number, alike in enumerate(meanings.values()):
            yield _identity("c", *words, *([number] if number else [])), tuple(alike)


def _named(record: CitationRecord) -> tuple[object, ...]:
    words = source(record)
    return record.document, *(words or (record.kind, record.note, record.text))


def _about(record: CitationRecord) -> About:
    return "mention" if record.kind == "attributed" else "cite"


def _doubtful_cites(library: Library, nearby: Nearby, only: str | None) -> Iterator[Doubt]:
    for identity, records in _sources(record for record in library.citations if _is_open(record, nearby)):
        if only not in {None, identity}:
            continue
        first = records[0]
        candidates, doubt = _weighed(first, nearby)
        if doubt:
            yield Doubt(
                id=identity,
                about=_about(first),
                reason=_reason(first, candidates),
                document=first.document,
                places=records,
                work=first.work if library.entry(first.work or "") else None,
                candidates=candidates,
                doubt=doubt,
                touched=len(records),
            )


def _is_open(record: CitationRecord, nearby: Nearby) -> bool:
    """Whether it is for a person: not decided yet, or called a work of its own before one came that fits."""
    return record.status != "confirmed" or (record.reason == OWN_WORK and bool(nearby.fitting(record)))


def _weighed(record: CitationRecord, nearby: Nearby) -> tuple[tuple[Candidate, ...], float]:
    """What else a cite may mean, and how doubtful it is."""
    if record.status == "ambiguous":
        candidates = nearby.described(record, record.candidates)
        return candidates, round(1 - 1 / max(2, len(record.candidates)), 2)
    if record.status == "confirmed":
        return nearby.fitting(record), _LITTLE
    if record.status == "unmatched" and record.kind != "attributed":
        candidates = nearby.near(record)
        return candidates, max((candidate.likeness for candidate in candidates), default=0.0)
    unsure = 1 - record.confidence if record.confidence < _LITTLE else 0.0
    return nearby.near(record), round(max(_DOUBTS.get(record.reason, 0.0), unsure), 2)


def _reason(record: CitationRecord, candidates: Sequence[Candidate]) -> str:
    if record.reason in {NO_FIT, ""} and candidates:
        return f"{NO_FIT}, but {'one comes' if len(candidates) == 1 else 'some come'} near"
    if record.status == "confirmed":
        return "you called it a work of its own; now a work has come that fits"
    return record.reason or SEVERAL_FIT


# -- references --------------------------------------------------------------------------------------------------------


def _references(document: DocumentRecord) -> Iterator[tuple[str, ReferenceRecord]]:
    """The descriptions of a document under their names; of two in the same words the second has another."""
    seen: dict[str, int] = {}
    for record in document.references:
        number = seen[record.fingerprint] = seen.get(record.fingerprint, -1) + 1
        yield _identity("r", document.citekey, record.fingerprint, *([number] if number else [])), record


def _doubtful_references(library: Library, document: DocumentRecord) -> Iterator[Doubt]:
    for identity, record in _references(document):
        doubt = _doubt_of(record)
        if doubt and not record.is_confirmed and library.entry(record.work):
            citing = [cite for cite in library.citations_of(record.work) if cite.document == document.citekey]
            yield Doubt(
                id=identity,
                about="reference",
                reason=_reason_of(record),
                document=document.citekey,
                reference=record,
                work=record.work,
                doubt=doubt,
                touched=1 + len(citing),
            )


def _doubt_of(record: ReferenceRecord) -> float:
    joined = _JOINED if record.reason else 0.0
    misread = _MISREAD if record.doubtful else 0.0
    unsure = 1 - record.confidence if record.confidence < _LITTLE else 0.0
    return round(max(joined, misread, unsure), 2)


def _reason_of(record: ReferenceRecord) -> str:
    told = [f"{record.doubtful} read with little confidence"] if record.doubtful else []
    if record.confidence < _LITTLE and not told:
        told = ["read with little confidence"]
    return "; ".join([record.reason, *told] if record.reason else told)


# -- duplicates --------------------------------------------------------------------------------------------------------


def _duplicates(library: Library, group: Group) -> Doubt:
    touched = len(group.keys) + sum(len(library.citations_of(key)) for key in group.keys)
    return Doubt(
        id=_identity("d", *sorted(group.keys)),
        about="duplicates",
        reason=f"may be one work: {'; '.join(group.reasons)}",
        candidates=tuple(Candidate(key, "", group.score) for key in group.keys),
        doubt=group.score,
        touched=touched,
    )
