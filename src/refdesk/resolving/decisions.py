"""What was decided of a document's cites when it was read before.

In: the records of then and the records of now, not yet resolved. Out: for each record of now the one of then, found
again by its words where places have moved, so that what a person confirmed or deleted stays so.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from refdesk.model.citation import Reference
from refdesk.model.library import CitationRecord, Library, ReferenceRecord
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_notes
from refdesk.reading.sentences import paragraph_around, sentence_around
from refdesk.resolving.fitting import fold
from refdesk.resolving.records import fingerprint

Words = tuple[object, ...]
Key = Callable[[CitationRecord], Words | None]
Described = Mapping[str, tuple[str, ...]]
"""The printed number of each note → fingerprints of the works that it describes in full."""


def find_again(
    before: Sequence[CitationRecord],
    now: Sequence[CitationRecord],
    described: tuple[Described, Described] | None = None,
) -> list[CitationRecord | None]:
    """The earlier record of each cite; none is used twice.

    A note that describes works is known by these, whatever its number (`described`: the notes of then and of now). A
    decision that keeps its sentence is known by that; the others by the same mark in the same words, a short note by
    its own words, else by author and year. A decision whose sentence has gone is given to none where its source is
    cited more often now than then: nobody can tell which of the cites it was.
    """
    notes_before, notes_now = described or ({}, {})
    found: list[CitationRecord | None] = [None] * len(now)
    left = list(before)
    for (then, is_sure), (today, _) in zip(_ways(notes_before), _ways(notes_now), strict=True):
        rest = [at for at, record in enumerate(found) if record is None]
        open_now = [now[at] for at in rest]
        matched = _matched(left if is_sure else _tellable(left, open_now), open_now, then, today)
        for at, record in zip(rest, matched, strict=True):
            found[at] = record
        used = {id(record) for record in matched}
        left = [record for record in left if id(record) not in used]
    return found


def _ways(notes: Described) -> tuple[tuple[Key, bool], ...]:
    """What a cite is known by, the surest first, and whether that is the sentence around it or what its note says."""

    def described(record: CitationRecord) -> tuple[str, ...]:
        return notes.get(record.note, ()) if record.note else ()

    def same_note(record: CitationRecord) -> Words | None:
        works = described(record)
        return (record.kind, works, record.author, record.year) if works else None

    def numbered_note(record: CitationRecord) -> Words | None:
        words = same_note(record)
        return (*words, record.note) if words else None

    def mark(record: CitationRecord) -> Words:
        # A number alone tells nothing of a note: it may be another note's now, which describes another work.
        works = described(record) if record.author is None else ()
        return (*_printed(record), record.note, works)

    def sentence(record: CitationRecord) -> Words | None:
        works = described(record) if record.author is None else ()
        return (record.words, record.kind, record.author, record.year, works) if record.words else None

    sure = _mark_in_sentence, numbered_note, same_note, sentence, _name_in_sentence
    likely = mark, _note_alone, source
    return (*((way, True) for way in sure), *((way, False) for way in likely), (_year_in_sentence, True))


def _tellable(before: Sequence[CitationRecord], now: Sequence[CitationRecord]) -> list[CitationRecord]:
    """The earlier records without decisions whose sentence has gone and whose source is cited more often now."""
    then, today = (Counter(map(_alike, records)) for records in (before, now))
    return [
        record
        for record in before
        if not (record.words and record.status == "confirmed" and today[_alike(record)] > then[_alike(record)])
    ]


def _alike(record: CitationRecord) -> Words:
    """Which cites could be taken for each other: those of one source, notes in the same words."""
    dated = record.date or record.year or record.title
    return (source(record) if dated else _note_alone(record)) or (*_printed(record), record.note)


def source(record: CitationRecord) -> Words | None:
    """What names the source of a cite: how it is named, the author as printed, and the date; None without an author."""
    if record.author is None:
        return None
    date = record.date or record.year
    kind = "attributed" if record.kind == "attributed" else None
    return kind, record.author, date, None if date else record.title or record.note


def _printed(record: CitationRecord) -> Words:
    return record.kind, record.text, record.author, record.year, record.locator


def _note_alone(record: CitationRecord) -> Words | None:
    """What a short note says, whatever its number and its sentence."""
    if record.note is None or record.author is None:
        return None
    around = record.label, record.prefix, record.suffix
    return record.kind, record.author, record.date or record.year, record.title, record.locator, *around


def _mark_in_sentence(record: CitationRecord) -> Words | None:
    return (record.words, *_printed(record)) if record.words and record.author else None


def _name_in_sentence(record: CitationRecord) -> Words | None:
    return (record.words, record.kind, record.author) if record.words and record.author else None


def _year_in_sentence(record: CitationRecord) -> Words | None:
    return (record.words, record.kind, record.year) if record.words and record.year else None


def _matched(
    before: Iterable[CitationRecord], now: Sequence[CitationRecord], key_then: Key, key_now: Key
) -> list[CitationRecord | None]:
    """The earlier record of each, among those with equal words."""
    groups: dict[Words, tuple[list[CitationRecord], list[int]]] = {}
    for record in before:
        if key := key_then(record):
            groups.setdefault(key, ([], []))[0].append(record)
    for at, record in enumerate(now):
        if (key := key_now(record)) in groups:
            groups[key][1].append(at)
    found: list[CitationRecord | None] = [None] * len(now)
    for earlier, places in groups.values():
        for at, record in _pairs(earlier, places, now):
            found[at] = record
    return found


def _pairs(
    earlier: Sequence[CitationRecord], places: Sequence[int], now: Sequence[CitationRecord]
) -> list[tuple[int, CitationRecord]]:
    """Each with each in order where their numbers are equal; else confirmed ones with the nearest, then the others."""
    confirmed = [record for record in earlier if record.status == "confirmed"] if len(earlier) != len(places) else []
    free, pairs = list(places), list[tuple[int, CitationRecord]]()
    for record in confirmed:
        if free:
            nearest = min(free, key=lambda at: abs(now[at].start - record.start))
            free.remove(nearest)
            pairs.append((nearest, record))
    others = [record for record in earlier if record.status != "confirmed"] if confirmed else earlier
    return pairs + list(zip(free, others, strict=False))


# -- decisions that find no place --------------------------------------------------------------------------------------


def lost_decisions(before: Library, now: Library) -> tuple[str, ...]:
    """A sentence for each decision of `before` that no cite and no description of `now` bears any more."""
    then, today = (_by_decision(library.citations) for library in (before, now))
    lost = [record for decision, records in then.items() for record in _unborne(records, today.get(decision, []))]
    cites = map(_told, sorted(lost, key=lambda record: (record.document, record.start)))
    return (*cites, *map(_told_of_description, (_described_so(before) - _described_so(now)).elements()))


def _described_so(library: Library) -> Counter[tuple[str, str, str]]:
    """How often a person decided so of the descriptions of a document: its citekey, the decision, the work."""
    read = ((document.citekey, each) for document in library.documents for each in document.references)
    return Counter((citekey, each.reason, each.work) for citekey, each in read if each.is_confirmed)


def _told_of_description(decision: tuple[str, str, str]) -> str:
    document, reason, work = decision
    return f"{document}: what was decided of a description ({reason}: {work}) finds no place"


def _by_decision(records: Iterable[CitationRecord]) -> dict[Words, list[CitationRecord]]:
    decided: dict[Words, list[CitationRecord]] = {}
    for record in records:
        if record.status == "confirmed":
            decided.setdefault((record.document, record.work, record.reason), []).append(record)
    return decided


def _unborne(before: Sequence[CitationRecord], now: Sequence[CitationRecord]) -> Sequence[CitationRecord]:
    """As many of the earlier records as there are fewer now, first those that are nowhere in these words."""
    sentences, alike = {record.words for record in now}, set(map(_alike, now))
    likely = sorted(
        before, key=lambda record: (_alike(record) in alike, bool(record.words) and record.words in sentences)
    )
    return likely[: max(0, len(before) - len(now))]


def _told(record: CitationRecord) -> str:
    named = f"note {record.note}, {record.author}" if record.note and record.author else " ".join(record.text.split())
    work = f": {record.work}" if record.work else ""
    return f"{record.document}: what was decided of {named} ({record.reason}{work}) finds no place"


# -- by what a cite is known -------------------------------------------------------------------------------------------


def described_then(references: Iterable[ReferenceRecord]) -> dict[str, tuple[str, ...]]:
    """What each note described when its document was read before."""
    return _by_note((reference.note, reference.fingerprint) for reference in references if reference.where == "note")


def described_now(references: Iterable[Reference], again: Mapping[str, ReferenceRecord]) -> dict[str, tuple[str, ...]]:
    """What each note describes now; a reference that was found `again` (by its id) counts as what it was."""
    prints = ((each, again.get(each.id)) for each in references if each.where == "note")
    return _by_note((each.note, was.fingerprint if was else fingerprint(each.raw)) for each, was in prints)


def _by_note(pairs: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    notes: dict[str, tuple[str, ...]] = {}
    for note, described in pairs:
        if note is not None:
            notes[note] = (*notes.get(note, ()), described)
    return notes


class Sentences:
    """The running text of a document, to be asked for the sentence around a mark."""

    def __init__(self, text: str) -> None:
        layout = Layout(text)
        flat = list(layout.flat)
        self._notes = find_notes(layout)
        for note in self._notes:
            flat[note.start : note.end] = " " * (note.end - note.start)
        self._text, self._flat = text, "".join(flat)

    def around(self, start: int, end: int) -> tuple[str, str, str]:
        """What stands before the mark in its sentence, the mark, and what stands behind it, with single blanks."""
        sentence = sentence_around(self._flat, start, end)
        paragraph = paragraph_around(self._text, start, end)
        first, last = max(sentence[0], paragraph[0]), min(sentence[1], paragraph[1])
        pieces = self._flat[first:start], self._text[start:end], self._flat[end:last]
        before, mark, after = (" ".join(f"|{piece}|".split())[1:-1] for piece in pieces)
        return before.lstrip(), mark, after.rstrip()

    def note(self, start: int, end: int) -> str | None:
        """What the note with this mark says, with single blanks; None where it is no mark of a note."""
        marked = (note for note in self._notes if note.mark and start <= note.mark[0] and note.mark[1] <= end)
        return next((" ".join(self._text[note.start : note.end].split()) for note in marked), None)

    def words(self, start: int, end: int) -> str:
        """A hash of the sentence without its mark, by which the place is known again; empty where no word stands."""
        before, _, after = self.around(start, end)
        said = fold(f"{before} {after}")
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16] if said else ""
