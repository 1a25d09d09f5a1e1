"""Brackets in running text that may be citations.

In: a Layout and the spans that are no running text (notes, the reference list). Out: every bracket that could
cite, with the words before it; whether it does cite is for parsing and resolving to say.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from refdesk.reading.layout import Layout

_WORDS_BEFORE = 160
"""Characters before a bracket in which the name of a narrative citation is looked for: an organisation's long name fits."""

_ROUND = re.compile(r"\(([^()]{1,400})\)")
_NUMERIC = re.compile(r"\[(\d{1,4}(?:\s*[-–—,;]\s*\d{1,4})*)(?:,\s*(pp?\.\s*[\d–-]+))?\]")
_DATED = re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|\bforthcoming\b|\bin press\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket: its place with the brackets, what is inside, the flat text before it, and what it could be."""

    start: int
    end: int
    inside: str
    before: str
    kind: Literal["dated", "undated", "numeric"]


def find_brackets(layout: Layout, excluded: Iterable[tuple[int, int]]) -> tuple[Bracket, ...]:
    """Every round bracket of up to 400 characters and every numeric square one, outside the excluded spans."""
    spans = sorted(excluded)
    found = [*_round(layout.flat), *_square(layout.flat)]
    return tuple(sorted((b for b in found if not _inside(b.start, spans)), key=lambda bracket: bracket.start))


def _round(flat: str) -> Iterator[Bracket]:
    for match in _ROUND.finditer(flat):
        kind: Literal["dated", "undated"] = "dated" if _DATED.search(match[1]) else "undated"
        yield Bracket(
            match.start(), match.end(), match[1], flat[max(0, match.start() - _WORDS_BEFORE) : match.start()], kind
        )


def _square(flat: str) -> Iterator[Bracket]:
    for match in _NUMERIC.finditer(flat):
        if flat[match.end() : match.end() + 1] not in {"(", ":"}:  # a Markdown link or definition
            yield Bracket(
                match.start(),
                match.end(),
                match.group()[1:-1],
                flat[max(0, match.start() - _WORDS_BEFORE) : match.start()],
                "numeric",
            )


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def numbers_in(inside: str) -> tuple[str, ...]:
    """The numbers that "2–4, 7" means, as strings; a range of more than 100 is taken as its ends."""
    numbers: list[int] = []
    for part in re.split(r"\s*[,;]\s*", re.sub(r",\s*pp?\..*", "", inside)):
        ends = [int(end) for end in re.split(r"\s*[-–—]\s*", part) if end.isdigit()]
        whole = len(ends) == 2 and 0 < ends[1] - ends[0] <= 100
        numbers += range(ends[0], ends[1] + 1) if whole else ends
    return tuple(str(number) for number in dict.fromkeys(numbers))
