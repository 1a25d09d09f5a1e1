"""A numbered list of references that no heading announces.

In: a Layout. Out: the last list of the document whose numbers rise from 1 on, if the marks of the text prove that it is
one of references and not of notes: they name half of it, and some number comes again or beside another ("[2, 5]").
"""

import re
from collections.abc import Iterator, Sequence

from refdesk.reading.layout import Layout
from refdesk.reading.lines import Paragraph
from refdesk.reading.listmarks import read_mark
from refdesk.reading.sections import Section, find_sections

_KINDS = frozenset({"square", "dot"})
_MARK = re.compile(r"\\?\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})(?:,[^\[\]]{1,60})?\\?\]")
_NUMBER = re.compile(r"\d+")
_FEWEST = 3


def numbered_section(layout: Layout) -> Section | None:
    """The list with all paragraphs after it, or None where there is none, or nothing proves it."""
    if find_sections(layout, "notes"):
        return None
    begin = _last_first(layout.paragraphs)
    if begin is None:
        return None
    paragraphs, start = _from(layout.paragraphs, begin)
    count = _count(paragraphs)
    marks = [_NUMBER.findall(match[1]) for match in _MARK.finditer(layout.flat, 0, start)]
    return Section("", start, paragraphs) if count >= _FEWEST and _proves(marks, count) else None


def _last_first(paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    """The paragraph and the line in it where the last list begins with 1."""
    for at in range(len(paragraphs) - 1, -1, -1):
        lines = paragraphs[at].lines
        for number in range(len(lines) - 1, -1, -1):
            mark = read_mark(lines[number].text)
            if mark and mark.kind in _KINDS and mark.number == 1:
                return at, number
    return None


def _from(paragraphs: Sequence[Paragraph], begin: tuple[int, int]) -> tuple[tuple[Paragraph, ...], int]:
    """The paragraphs from a line on, and where it begins."""
    at, number = begin
    first = Paragraph(paragraphs[at].lines[number:])
    return (first, *paragraphs[at + 1 :]), first.start


def _count(paragraphs: Sequence[Paragraph]) -> int:
    """How far the numbers of the list rise one by one."""
    last = 0
    for label in _labels(paragraphs):
        last += label == last + 1
    return last


def _labels(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    kind = None
    for paragraph in paragraphs:
        for line in paragraph.lines:
            mark = read_mark(line.text)
            if mark and mark.number is not None and mark.kind == (kind or mark.kind):
                kind = mark.kind
                yield mark.number


def _proves(marks: Sequence[Sequence[str]], count: int) -> bool:
    """Whether marks in the text name half of the numbers, some of them again or together."""
    named = [int(number) for mark in marks for number in mark]
    within = {number for number in named if 0 < number <= count}
    return len(within) * 2 >= count and (len(named) > len(set(named)) or any(len(mark) > 1 for mark in marks))
