"""The texts of notes among the lines of a page, and how they are paired with their marks.

In: paragraphs, and what begins a note's text. Out: the texts as Places, those whose numbers rise, and the Notes they
make with the marks of the running text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from refdesk.model.citation import Note
from refdesk.reading.likeness import is_closed
from refdesk.reading.lines import Line, Paragraph
from refdesk.reading.listmarks import read_mark
from refdesk.reading.notemarks import Place
from refdesk.reading.spans import Spans

ReadLabel = Callable[[str], str | None]
"""From a line to the number or name of the note whose text begins there, or None."""

GoesOn = Callable[[Sequence[Line], Paragraph], bool]
"""Whether a paragraph goes on with the note whose lines are given."""

_MOST_HEADING_WORDS = 8
_MOST_HEADING_LINES = 3
_FEW_LINES = 12
_SENTENCE_OPEN = re.compile(r"[^\W\d_][,–—-]?\s{0,20}$")
_BLANK_LINE = re.compile(r"\n[ \t]{0,80}\r?\n")
MOST_LOST = 3
"""So many numbers may be missing between two notes, where a scan lost their texts."""


@dataclass(slots=True)
class _Grouping:
    """The note that is being read, if any, and the line of running text above it."""

    read_label: ReadLabel
    lines: list[Line]
    above: str = ""

    def resumes(self, line: Line) -> bool:
        """Whether the sentence that the notes interrupted goes on: the note is finished, and small letters follow."""
        small = line.text.lstrip()[:1].islower()
        return small and is_closed(self.lines[-1].text) and bool(_SENTENCE_OPEN.search(self.above[-30:]))


def note_texts(paragraphs: Iterable[Paragraph], read_label: ReadLabel, goes_on: GoesOn) -> Iterator[Place]:
    """Every text that begins with a label, up to the next label or the end of what goes on with it."""
    reading = _Grouping(read_label, [])
    for paragraph in paragraphs:
        if reading.lines and not goes_on(reading.lines, paragraph):
            yield from _finished(reading)
        for line in paragraph.lines:
            labelled = read_label(line.text) is not None
            if labelled or (reading.lines and reading.resumes(line)):
                yield from _finished(reading)
            if labelled or reading.lines:
                reading.lines.append(line)
            else:
                reading.above = line.text
    yield from _finished(reading)


def _finished(reading: _Grouping) -> Iterator[Place]:
    if reading.lines:
        first, last = reading.lines[0], reading.lines[-1]
        label = reading.read_label(first.text) or ""
        yield Place(label, first.end - len(first.text.lstrip()), last.start + len(last.text.rstrip()))
        reading.lines = []


def numbered_label(line: str) -> str | None:
    """The number that a line begins with, in any form: `1.`, `[1]`, `(1)`, `¹`, `<sup>1</sup>`, `1 Capital`."""
    mark = read_mark(line)
    return mark.label if mark and mark.number is not None and line[mark.end :].strip() else None


def label_reader(kind: str) -> ReadLabel:
    """A reader of the numbers of one form alone."""

    def read(line: str) -> str | None:
        mark = read_mark(line)
        return mark.label if mark and mark.kind == kind and mark.number is not None else None

    return read


def is_short_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a few words without a full stop, as the name of the next chapter is."""
    lines = [line.text.rstrip() for line in paragraph.lines]
    return len(lines) <= _MOST_HEADING_LINES and all(
        len(line.split()) <= _MOST_HEADING_WORDS and line[-1] not in '.,;>/”")↩' for line in lines
    )


def is_unclosed(note: Sequence[Line]) -> bool:
    """Whether a bracket, a quotation or italics are open at the end of a note, which then goes on over the page."""
    text = " ".join(line.text for line in note[-_FEW_LINES:])
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count("*") % 2 == 1


def rising(found: Iterable[Place]) -> Iterator[Place]:
    """Those whose numbers rise one by one, or by a small gap where a note was lost; a new chapter may begin at 1."""
    places, last = list(found), 0
    for at, place in enumerate(places):
        number = int(place.label)
        following = int(places[at + 1].label) if at + 1 < len(places) else None
        begins_run = number == 1 and following in {None, 1, 2}
        begins_late = last == 0 and following == number + 1
        if last < number <= last + MOST_LOST or begins_run or begins_late:
            yield place
            last = number


def with_torn(found: Sequence[Place], kept: Sequence[Place], text: str) -> list[Place]:
    """The kept texts, each with those right below it that were none: a note may go on with "97. He says so"."""
    starts = {place.start for place in kept}
    whole: list[Place] = []
    for place in found:
        if place.start in starts:
            whole.append(place)
        elif (
            whole
            and text[whole[-1].end : place.start].isspace()
            and not _BLANK_LINE.search(text, whole[-1].end, place.start)
        ):
            whole[-1] = Place(whole[-1].label, whole[-1].start, place.end)
    return whole


def outside(texts: Sequence[Place], marks: Iterable[Place]) -> list[Place]:
    """The marks that stand in none of the texts."""
    within = Spans((text.start, text.end) for text in texts)
    return [mark for mark in marks if not within.hold(mark.start)]


def paired(texts: Sequence[Place], marks: Iterable[Place]) -> Iterator[Note]:
    """Notes with their marks: for each the first of its number after that of the note before, and before its text."""
    starts: dict[str, list[Place]] = {}
    for mark in marks:
        starts.setdefault(mark.label, []).append(mark)
    at = 0
    for text in texts:
        same = starts.get(text.label, [])
        nearest = bisect_left(same, at, key=lambda mark: mark.start)
        found = same[nearest] if nearest < len(same) and same[nearest].start < text.start else None
        at = found.end if found else at
        yield Note(label=text.label, start=text.start, end=text.end, mark=(found.start, found.end) if found else None)


def best_paired(texts: Sequence[Place], forms: Iterable[Iterable[Place]]) -> tuple[Note, ...]:
    """The notes with the marks of that form which fits most of them; of two that fit as many, the first."""
    candidates = [tuple(paired(texts, outside(texts, marks))) for marks in forms]
    return max(candidates, key=marked, default=())


def marked(notes: Iterable[Note]) -> int:
    """How many of the notes have a mark in the running text."""
    return sum(note.mark is not None for note in notes)
