"""Notes: their texts, wherever they stand, and their marks in the running text.

In: a Layout. Out: Notes, each with the place of its text and of its mark. A note is believed only where its
number follows the numbers before it, so that "km²" and "19¹" are no marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout, Paragraph
from refdesk.reading.sections import Section, find_section

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TEXT_START = re.compile(r"\s*(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*(?=\S)")
_MARK = re.compile(r"(?<=\S)(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_UNIT = re.compile(r"(?:^|[\d\s])(?:[kcdm]?m|mi|ft|in|yd|sq|x|y|r|R|CO|χ|s)$")
_DEFINITION = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]{1,60})\]:\s*")
_CARET_MARK = re.compile(r"\[\^(?P<label>[^\]\s]{1,60})\](?!:)")
_LISTED = re.compile(r"\s*(?:\[(?P<bracketed>\d{1,4})\]|(?P<plain>\d{1,4})[.)])\s+(?=\S)")
_PLAIN_MARK = re.compile(r"(?<=[.,;:!?\"”’'\])])(?P<label>\d{1,3})(?=\s|$)|\[(?P<bracketed>\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class _Found:
    label: str
    start: int
    end: int


def find_notes(layout: Layout) -> tuple[Note, ...]:
    """Every note of the document, in order of its text: superscripts, `[^x]`, or a numbered list under "Notes"."""
    return _caret_notes(layout) or _superscript_notes(layout) or _listed_notes(layout)


def _superscript_notes(layout: Layout) -> tuple[Note, ...]:
    texts = list(_rising(_superscript_texts(layout)))
    first_words = {text.start for text in texts}
    marks = [
        _Found(match["label"].translate(_SUPERSCRIPTS), match.start(), match.end())
        for match in _MARK.finditer(layout.flat)
        if not _UNIT.search(layout.flat[max(0, match.start() - 4) : match.start()]) and match.start() not in first_words
    ]
    inside = [mark for mark in marks if not any(text.start <= mark.start < text.end for text in texts)]
    return tuple(_paired(texts, inside))


def _superscript_texts(layout: Layout) -> Iterator[_Found]:
    """Paragraphs, or lines of one, that begin with a superscript number."""
    for paragraph in layout.paragraphs:
        starts = [line for line in paragraph.lines if _TEXT_START.match(line.text)]
        if not starts:
            continue
        ends = [line.start - 1 for line in starts[1:]] + [paragraph.end]
        for line, end in zip(starts, ends, strict=True):
            match = _TEXT_START.match(line.text)
            assert match  # noqa: S101 - it matched above
            yield _Found(match["label"].translate(_SUPERSCRIPTS), line.start + match.start("label"), end)


def _rising(found: Iterator[_Found]) -> Iterator[_Found]:
    """Those whose numbers rise one by one, or by a small gap where a note was lost."""
    last = 0
    for item in found:
        number = int(item.label)
        if last < number <= last + 3:
            yield item
            last = number


def _paired(texts: list[_Found], marks: list[_Found]) -> Iterator[Note]:
    """Notes with their marks: for each the first mark of its number after the mark of the note before it."""
    at = 0
    for text in texts:
        mark = next((mark for mark in marks if mark.label == text.label and mark.start >= at), None)
        at = mark.end if mark else at
        yield Note(label=text.label, start=text.start, end=text.end, mark=(mark.start, mark.end) if mark else None)


def _caret_notes(layout: Layout) -> tuple[Note, ...]:
    texts = list(_caret_texts(layout))
    marks: dict[str, tuple[int, int]] = {}
    for match in _CARET_MARK.finditer(layout.flat):
        marks.setdefault(match["label"], (match.start(), match.end()))
    return tuple(Note(label=t.label, start=t.start, end=t.end, mark=marks.get(t.label)) for t in texts)


def _caret_texts(layout: Layout) -> Iterator[_Found]:
    for paragraph in layout.paragraphs:
        starts = [(line, match) for line in paragraph.lines if (match := _DEFINITION.match(line.text))]
        ends = [line.start - 1 for line, _ in starts[1:]] + [paragraph.end]
        for (line, match), end in zip(starts, ends, strict=False):
            yield _Found(match["label"], line.start + match.end(), end)


def _listed_notes(layout: Layout) -> tuple[Note, ...]:
    """`1. …` under a heading "Notes", proved by superscript or plain digits in the text before it."""
    section = find_section(layout, "notes")
    if section is None:
        return ()
    texts = list(_rising(_listed_texts(section)))
    before = layout.flat[: section.heading_start]
    found = [*_MARK.finditer(before), *_PLAIN_MARK.finditer(before)]
    marks = sorted(
        (
            _Found((match["label"] or match["bracketed"]).translate(_SUPERSCRIPTS), match.start(), match.end())
            if match.re is _PLAIN_MARK
            else _Found(match["label"].translate(_SUPERSCRIPTS), match.start(), match.end())
            for match in found
        ),
        key=lambda mark: mark.start,
    )
    paired = list(_paired(texts, marks))
    return tuple(paired) if sum(note.mark is not None for note in paired) * 2 >= len(paired) else ()


def _listed_texts(section: Section) -> Iterator[_Found]:
    for paragraph in section.paragraphs:
        starts = [(line, match) for line in paragraph.lines if (match := _LISTED.match(line.text))]
        ends = [line.start - 1 for line, _ in starts[1:]] + [_with_continuation(paragraph)]
        for (line, match), end in zip(starts, ends, strict=False):
            yield _Found(match["bracketed"] or match["plain"], line.start + match.end(), end)


def _with_continuation(paragraph: Paragraph) -> int:
    return paragraph.end
