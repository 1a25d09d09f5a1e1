"""Brackets and raised numbers in running text that may be citations.

In: a Layout and the spans that are no running text (notes, the reference list). Out: everything that could
cite, with the words before it; whether it does cite is for parsing and resolving to say.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from refdesk.reading.layout import Layout
from refdesk.reading.notes import raised_marks
from refdesk.reading.spans import Spans

BracketKind = Literal["dated", "undated", "numeric"]

_WORDS_BEFORE = 160
"""Characters before a bracket in which the name of a narrative citation is looked for: a long body's name fits."""

_ROUND = re.compile(r"\(([^()]{1,400})\)")
_SQUARE = re.compile(r"\[(?!\^)([^\[\]]{1,400})\](?!\(|:\s*<?https?:)")
"""A square bracket that is no Markdown link, definition or note."""

_DATED = re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|\bforthcoming\b|\bin press\b", re.IGNORECASE)
_NUMBERS = r"\d{1,4}(?:\s*[-–—,;]\s*\d{1,4})*"
_NUMERIC = re.compile(rf"(?P<numbers>{_NUMBERS})(?:\s*[,:]\s*(?P<locator>[^\d\s][^;]{{0,60}}))?")
_RANGE = re.compile(r"\[(\d{1,4})\]\s?[-–—]\s?\[(\d{1,4})\]")
_MOST_IN_RANGE = 100


@dataclass(frozen=True, slots=True)
class Bracket:
    """A mark: its place with its brackets, what is inside, the flat text before it, and what it could be."""

    start: int
    end: int
    inside: str
    before: str
    kind: BracketKind


def find_brackets(layout: Layout, excluded: Iterable[tuple[int, int]]) -> tuple[Bracket, ...]:
    """Every bracket of up to 400 characters outside the excluded spans, in order of place.

    Of square brackets only those with a number ("[3, p. 9]", "[1–3]", "[6]–[9]" as one) or a date are taken.
    """
    spans, flat = Spans(excluded), layout.flat
    found = [*_round(flat), *_square(flat)]
    return tuple(sorted((b for b in found if not spans.hold(b.start)), key=lambda bracket: bracket.start))


def find_raised(layout: Layout, excluded: Iterable[tuple[int, int]]) -> tuple[Bracket, ...]:
    """Every raised number of the running text, as a numeric mark: with a numbered list they mean its items."""
    spans = Spans(excluded)
    marks = (mark for mark in raised_marks(layout.flat) if not spans.hold(mark.start))
    return tuple(_bracket(layout.flat, mark.start, mark.end, mark.label, "numeric") for mark in marks)


def numbers_in(inside: str) -> tuple[str, ...]:
    """The numbers that "2–4, 7, p. 9" means, as strings; a range of more than 100 is taken as its ends."""
    match = _NUMERIC.fullmatch(inside)
    numbers: list[int] = []
    for part in re.split(r"\s*[,;]\s*", match["numbers"] if match else ""):
        ends = [int(end) for end in re.split(r"\s*[-–—]\s*", part) if end.isdigit()]
        whole = len(ends) == 2 and 0 < ends[1] - ends[0] <= _MOST_IN_RANGE
        numbers += range(ends[0], ends[1] + 1) if whole else ends
    return tuple(str(number) for number in dict.fromkeys(numbers))


def locator_in(inside: str) -> str | None:
    """What stands after the numbers of "8, p. 1066", as printed."""
    match = _NUMERIC.fullmatch(inside)
    return match["locator"] if match else None


def _round(flat: str) -> Iterator[Bracket]:
    for match in _ROUND.finditer(flat):
        yield _bracket(flat, *match.span(), match[1], "dated" if _DATED.search(match[1]) else "undated")


def _square(flat: str) -> Iterator[Bracket]:
    ranges = {match.start(): match for match in _RANGE.finditer(flat)}
    joined = Spans((match.start() + 1, match.end()) for match in ranges.values())
    for match in _SQUARE.finditer(flat):
        if whole := ranges.get(match.start()):
            yield _bracket(flat, *whole.span(), f"{whole[1]}–{whole[2]}", "numeric")
        elif _NUMERIC.fullmatch(match[1]) and not joined.hold(match.start()):
            yield _bracket(flat, *match.span(), match[1], "numeric")
        elif _DATED.search(match[1]):
            yield _bracket(flat, *match.span(), match[1], "dated")


def _bracket(flat: str, start: int, end: int, inside: str, kind: BracketKind) -> Bracket:
    return Bracket(start, end, inside, flat[max(0, start - _WORDS_BEFORE) : start], kind)
