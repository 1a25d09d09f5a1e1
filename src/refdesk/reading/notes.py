"""Notes: their texts, wherever they stand, and their marks in the running text.

In: a Layout. Out: Notes, each with the place of its text and of its mark, and the marks that have no text. A note is
believed only where its number follows the numbers before it, and a mark only before its text, so that "km²" and a
line that begins with "1998" are neither. Numbers may begin anew with each chapter or page.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from refdesk.model.citation import Note
from refdesk.reading.footnotes import foot_notes
from refdesk.reading.headings import is_heading, leads_away
from refdesk.reading.items import find_items
from refdesk.reading.layout import Layout, breaks_off, is_address
from refdesk.reading.lines import Line, Paragraph
from refdesk.reading.listmarks import read_mark
from refdesk.reading.notemarks import PLAIN_DIGITS, RAISED, Place, caret_marks, numbered_marks, raised_marks
from refdesk.reading.notetexts import (
    best_paired,
    is_short_heading,
    is_unclosed,
    label_reader,
    marked,
    note_texts,
    outside,
    paired,
    rising,
    with_torn,
)
from refdesk.reading.roman import roman_notes, roman_words
from refdesk.reading.sections import Section, find_sections
from refdesk.reading.spans import Spans

__all__ = ["Place", "find_loose_marks", "find_notes", "raised_marks"]

_RAISED_TEXT = re.compile(rf"\s{{0,80}}(?P<label>[{RAISED}]{{1,4}})\s{{0,20}}(?=\S)")
_DEFINITION = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]{1,60})\]:\s*")
_INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
_INLINE = re.compile(r"\^\[(?P<words>[^\[\]]{3,2000}(?:\[[^\[\]]{1,200}\][^\[\]]{0,1000}){0,9})\]")
_LATEX = re.compile(r"\\(?:foot|end)note\{(?P<words>[^{}]{3,2000}(?:\{[^{}]{0,400}\}[^{}]{0,1000}){0,9})\}")
_FEWEST_LOOSE = 3
"""A document without note texts must have the marks 1, 2 and 3 before they are called marks: "x²" alone is none."""


def find_notes(layout: Layout) -> tuple[Note, ...]:
    """Every note of the document, in order of its text.

    They are `[^x]` and `^[in line]` of Markdown, or endnotes i, ii, iii …, or else those of these with most marks in
    the running text: texts after superscripts, a numbered list under "Notes", numbered texts at the feet of pages. A
    note with several marks (`[^x]` twice) is there once for each.
    """
    in_markup = (*_caret_notes(layout), *_inline_notes(layout))
    if in_markup:
        return tuple(sorted(in_markup, key=lambda note: note.start))
    items = Spans((item.start, item.end) for item in find_items(layout))
    if counted := roman_notes(layout, items):
        return counted
    announced = max(_raised_notes(layout, items), _listed_notes(layout), key=marked)
    return announced if marked(announced) else foot_notes(layout, items) or announced


def find_loose_marks(layout: Layout, notes: Sequence[Note]) -> tuple[tuple[int, int], ...]:
    """The marks in the running text that have no note: `[^x]` without a definition, superscripts without a text."""
    known = {note.label for note in notes}
    texts = Spans((note.start, note.end) for note in notes)
    in_carets = bool(notes) and layout.text.startswith("[^", notes[0].start)
    marks = caret_marks(layout.flat) if in_carets else raised_marks(layout.flat)
    loose = [mark for mark in marks if mark.label not in known and not texts.hold(mark.start)]
    if not notes:
        loose = list(rising(loose))
    return tuple((mark.start, mark.end) for mark in loose) if notes or len(loose) >= _FEWEST_LOOSE else ()


def words_start(text: str, note: Note) -> int:
    """Where the words of a note begin, after its number or name."""
    line = text[note.start : min(note.end, note.start + 400)]
    if definition := _DEFINITION.match(line):
        return note.start + definition.end()
    if roman := roman_words(line, note.label):
        return note.start + roman
    mark = read_mark(line.splitlines()[0]) if line.strip() else None
    if mark is None or mark.label != note.label:
        return note.start
    return note.start + len(line) - len(line[mark.end :].lstrip())


def _caret_notes(layout: Layout) -> tuple[Note, ...]:
    texts = list(note_texts(layout.paragraphs, _caret_label, lambda _, p: bool(_INDENTED.match(p.first))))
    marks: dict[str, list[tuple[int, int] | None]] = {}
    for mark in outside(texts, caret_marks(layout.flat)):
        marks.setdefault(mark.label, []).append((mark.start, mark.end))
    return tuple(
        Note(label=text.label, start=text.start, end=text.end, mark=mark)
        for text in texts
        for mark in marks.get(text.label, [None])
    )


def _caret_label(line: str) -> str | None:
    match = _DEFINITION.match(line)
    return match["label"] if match else None


def _inline_notes(layout: Layout) -> Iterator[Note]:
    """Notes that stand in the running text, numbered as they come: `^[words]` of Pandoc, LaTeX's command."""
    found = sorted(chain(_INLINE.finditer(layout.flat), _LATEX.finditer(layout.flat)), key=lambda match: match.start())
    for number, match in enumerate(found, 1):
        start, end = match.span("words")
        yield Note(label=str(number), start=start, end=end, mark=(match.start(), start))


def _raised_label(line: str) -> str | None:
    match = _RAISED_TEXT.match(line)
    return match["label"].translate(PLAIN_DIGITS) if match else None


def _raised_notes(layout: Layout, items: Spans) -> tuple[Note, ...]:
    """Notes that begin with a superscript: at the feet of pages, or after the text, but not in a reference list."""
    sections = find_sections(layout, "notes")
    endnotes = sections[-1].heading_start if sections else len(layout.text)

    def goes_on(note: Sequence[Line], paragraph: Paragraph) -> bool:
        # At the foot of a page the running text comes next, often in mid-sentence; after a heading only notes do.
        wide = note[0].start > endnotes and not is_short_heading(paragraph) and not leads_away(paragraph.first)
        turns_page = bool(layout.text[note[-1].end : paragraph.start].strip()) and is_unclosed(note)
        return wide or breaks_off(note[-1].text) or is_address(paragraph.first) or turns_page

    found = [text for text in note_texts(layout.paragraphs, _raised_label, goes_on) if not items.hold(text.end - 1)]
    texts = with_torn(found, list(rising(found)), layout.text)
    if not texts:
        return ()
    return tuple(paired(texts, outside(texts, raised_marks(layout.flat))))


def _listed_notes(layout: Layout) -> tuple[Note, ...]:
    """`1. …` under headings "Notes", proved by marks of one form in the text for half of them."""
    found = [text for section in find_sections(layout, "notes") for text in _listed_texts(section)]
    texts = with_torn(found, list(rising(found)), layout.text)
    notes = best_paired(texts, numbered_marks(layout.flat)) if texts else ()
    return notes if marked(notes) * 2 >= len(notes) else ()


def _listed_texts(section: Section) -> Iterator[Place]:
    """The numbered texts of a section, in the form that the first has."""
    firsts = (read_mark(line.text) for paragraph in section.paragraphs for line in paragraph.lines)
    kind = next((mark.kind for mark in firsts if mark and mark.number is not None), None)
    if kind is None:
        return iter(())
    read = label_reader(kind)
    paragraphs = list(_until_closed(section.paragraphs, kind))
    return note_texts(paragraphs, read, lambda _, paragraph: not is_short_heading(paragraph))


def _until_closed(paragraphs: Sequence[Paragraph], kind: str) -> Iterator[Paragraph]:
    """The paragraphs before the next chapter or list: a short heading that no numbered note follows ends the notes."""
    read = label_reader(kind)
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        labelled = read(paragraph.first) is not None
        followed = following is not None and read(following.first) is not None
        if not labelled and (is_heading(paragraph.first, "references") or leads_away(paragraph.first)):
            return
        if not labelled and is_short_heading(paragraph) and not followed:
            return
        yield paragraph
