"""Notes: their texts, wherever they stand, and their marks in the running text.

In: a Layout. Out: Notes, each with the place of its text and of its mark, and the marks that have no text. A note is
believed only where its number follows the numbers before it, and a mark only before its text, so that "km²" and a
line that begins with "1998" are neither. Numbers may begin anew with each chapter.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout, Line, Paragraph, breaks_off, is_address
from refdesk.reading.sections import find_sections
from refdesk.reading.spans import Spans

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_RAISED_TEXT = re.compile(rf"\s*(?P<label>[{_RAISED}]{{1,4}})\s*(?=\S)")
_RAISED_MARK = re.compile(rf"(?:(?<=[^\s{_RAISED}])|(?<=[{_RAISED}]\s))(?P<label>[{_RAISED}]{{1,4}})(?![{_RAISED}])")
_EXPONENT = re.compile(
    # km² · μm³ | x², R², m² | = mc² | 5 ft² | 10³, 2⁸ | 10⁻³
    r"(?:=\s?\w{1,3}|\b[kcdmnμµ]m|(?<![\w’'])[^\W\d_I]|\d\s?(?:mi|ft|in|yd|sq)|(?<![\w/.,–-])(?:10|[2-9])|[⁺⁻⁽])$"
)
_DEFINITION = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]{1,60})\]:\s*")
_CARET_MARK = re.compile(r"\[\^(?P<label>[^\]\s]{1,60})\](?!:)")
_INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
_LISTED_TEXT = re.compile(r"\s*\[?(?P<label>\d{1,4})(?:[\].)]|(?=\s+(?:[^\W\d_a-z]|[“\"‘*_<])))\s+(?=\S)")
_PLAIN_MARK = re.compile(r"(?<=[.,;:!?\"”’'\])])(?P<plain>\d{1,3})(?=\s|$)|\[(?P<bracketed>\d{1,3})\]")
_MOST_HEADING_WORDS = 8
_FEW_LINES = 12
_MOST_LOST = 3
"""So many numbers may be missing between two notes, where a scan lost their texts."""

_FEWEST_LOOSE = 3
"""A document without note texts must have the marks 1, 2 and 3 before they are called marks: "x²" alone is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A note's text, or a mark, and its number or name."""

    label: str
    start: int
    end: int


def find_notes(layout: Layout) -> tuple[Note, ...]:
    """Every note of the document, in order of its text: superscripts, `[^x]`, or a numbered list under "Notes".

    A note with several marks (`[^x]` twice) is there once for each.
    """
    return _caret_notes(layout) or _raised_notes(layout) or _listed_notes(layout)


def find_loose_marks(layout: Layout, notes: Sequence[Note]) -> tuple[tuple[int, int], ...]:
    """The marks in the running text that have no note: `[^x]` without a definition, superscripts without a text."""
    known = {note.label for note in notes}
    texts = Spans((note.start, note.end) for note in notes)
    in_carets = bool(notes) and layout.text.startswith("[^", notes[0].start)
    marks = _caret_marks(layout.flat) if in_carets else raised_marks(layout.flat)
    loose = [mark for mark in marks if mark.label not in known and not texts.hold(mark.start)]
    if not notes:
        loose = list(_rising(loose))
    return tuple((mark.start, mark.end) for mark in loose) if notes or len(loose) >= _FEWEST_LOOSE else ()


def raised_marks(flat: str) -> Iterator[Place]:
    """Every superscript number after a word or another mark that is no exponent or unit, its label in plain digits."""
    for match in _RAISED_MARK.finditer(flat):
        if not _EXPONENT.search(flat[max(0, match.start() - 6) : match.start()]):
            yield Place(match["label"].translate(_DIGITS), match.start(), match.end())


def _caret_notes(layout: Layout) -> tuple[Note, ...]:
    texts = list(_texts(layout.paragraphs, _DEFINITION, lambda _, paragraph: bool(_INDENTED.match(paragraph.first))))
    marks: dict[str, list[tuple[int, int] | None]] = {}
    for mark in _outside(texts, _caret_marks(layout.flat)):
        marks.setdefault(mark.label, []).append((mark.start, mark.end))
    return tuple(
        Note(label=text.label, start=text.start, end=text.end, mark=mark)
        for text in texts
        for mark in marks.get(text.label, [None])
    )


def _raised_notes(layout: Layout) -> tuple[Note, ...]:
    """Notes that begin with a superscript: at the feet of pages, or after the text."""
    sections = find_sections(layout, "notes")
    endnotes = sections[-1].heading_start if sections else len(layout.text)

    def goes_on(note: Sequence[Line], paragraph: Paragraph) -> bool:
        # At the foot of a page the running text comes next, often in mid-sentence; after a heading only notes do.
        wide = note[0].start > endnotes and not _is_heading(paragraph)
        turns_page = bool(layout.text[note[-1].end : paragraph.start].strip()) and _is_unclosed(note)
        return wide or breaks_off(note[-1].text) or is_address(paragraph.first) or turns_page

    texts = list(_rising(_texts(layout.paragraphs, _RAISED_TEXT, goes_on)))
    return tuple(_paired(texts, _outside(texts, raised_marks(layout.flat))))


def _listed_notes(layout: Layout) -> tuple[Note, ...]:
    """`1. …` under headings "Notes", proved by superscript or plain digits in the text for half of them."""
    paragraphs = [paragraph for section in find_sections(layout, "notes") for paragraph in section.paragraphs]
    texts = list(_rising(_texts(paragraphs, _LISTED_TEXT, lambda _, paragraph: not _is_heading(paragraph))))
    marks = _outside(texts, (*raised_marks(layout.flat), *_plain_marks(layout.flat)))
    notes = tuple(_paired(texts, sorted(marks, key=lambda mark: mark.start)))
    return notes if sum(note.mark is not None for note in notes) * 2 >= len(notes) else ()


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a few words without a full stop, as the name of the next chapter is."""
    text = paragraph.first.rstrip()
    return len(paragraph.lines) == 1 and len(text.split()) <= _MOST_HEADING_WORDS and text[-1] not in '.,;>/”"'


def _is_unclosed(note: Sequence[Line]) -> bool:
    """Whether a bracket, a quotation or italics are open at the end of a note, which then goes on over the page."""
    text = " ".join(line.text for line in note[-_FEW_LINES:])
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count("*") % 2 == 1


def _caret_marks(flat: str) -> Iterator[Place]:
    return (Place(match["label"], match.start(), match.end()) for match in _CARET_MARK.finditer(flat))


def _plain_marks(flat: str) -> Iterator[Place]:
    """Digits right after a full stop or quotation mark, or in square brackets, as extracted text has them."""
    for match in _PLAIN_MARK.finditer(flat):
        yield Place(match["plain"] or match["bracketed"], match.start(), match.end())


def _texts(
    paragraphs: Iterable[Paragraph], start: re.Pattern[str], goes_on: Callable[[Sequence[Line], Paragraph], bool]
) -> Iterator[Place]:
    """Every text that begins with a label, up to the next label or the end of what goes on with it."""
    group: list[Line] = []
    for paragraph in paragraphs:
        if group and not goes_on(group, paragraph):
            yield _place(group, start)
            group = []
        for line in paragraph.lines:
            labelled = start.match(line.text)
            if labelled and group:
                yield _place(group, start)
            if labelled:
                group = [line]
            elif group:
                group.append(line)
    if group:
        yield _place(group, start)


def _place(lines: Sequence[Line], start: re.Pattern[str]) -> Place:
    first = lines[0]
    label = start.match(first.text)
    printed = label["label"] if label else ""
    return Place(printed.translate(_DIGITS), first.end - len(first.text.lstrip()), lines[-1].end)


def _rising(found: Iterable[Place]) -> Iterator[Place]:
    """Those whose numbers rise one by one, or by a small gap where a note was lost; a new chapter may begin at 1."""
    places, last = list(found), 0
    for at, place in enumerate(places):
        number = int(place.label)
        following = int(places[at + 1].label) if at + 1 < len(places) else None
        begins_run = number == 1 and following in {None, 2}
        begins_late = last == 0 and following == number + 1
        if last < number <= last + _MOST_LOST or begins_run or begins_late:
            yield place
            last = number


def _outside(texts: Sequence[Place], marks: Iterable[Place]) -> list[Place]:
    within = Spans((text.start, text.end) for text in texts)
    return [mark for mark in marks if not within.hold(mark.start)]


def _paired(texts: Sequence[Place], marks: Iterable[Place]) -> Iterator[Note]:
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
