"""What was decided of a document's cites when it was read before.

In: the records of then and the records of now, not yet resolved. Out: for each record of now the one of then, found
again by its words where places have moved, so that what a person confirmed or deleted stays so.
"""

from collections.abc import Callable, Iterable, Sequence

from refdesk.model.library import CitationRecord

Words = tuple[str | None, ...]


def find_again(before: Sequence[CitationRecord], now: Sequence[CitationRecord]) -> list[CitationRecord | None]:
    """The earlier record of each cite: the same mark in the same words, else a cite of the same author and year.

    No earlier record is used twice.
    """
    found: list[CitationRecord | None] = [None] * len(now)
    left = list(before)
    for words in (_mark, source):
        rest = [at for at, record in enumerate(found) if record is None]
        matched = _matched(left, [now[at] for at in rest], words)
        for at, record in zip(rest, matched, strict=True):
            found[at] = record
        used = {id(record) for record in matched}
        left = [record for record in left if id(record) not in used]
    return found


def source(record: CitationRecord) -> Words | None:
    """What names the source of a cite: how it is named, the author as printed, and the date; None without an author."""
    if record.author is None:
        return None
    date = record.date or record.year
    return ("attributed" if record.kind == "attributed" else None, record.author, date, None if date else record.note)


def _mark(record: CitationRecord) -> Words:
    return record.kind, record.text, record.note, record.author, record.year, record.locator


def _matched(
    before: Iterable[CitationRecord], now: Sequence[CitationRecord], words: Callable[[CitationRecord], Words | None]
) -> list[CitationRecord | None]:
    """The earlier record of each, among those with equal words."""
    groups: dict[Words, tuple[list[CitationRecord], list[int]]] = {}
    for record in before:
        if key := words(record):
            groups.setdefault(key, ([], []))[0].append(record)
    for at, record in enumerate(now):
        if (key := words(record)) in groups:
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
