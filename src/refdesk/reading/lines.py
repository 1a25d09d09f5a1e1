"""The printed lines of a text, and paragraphs of them.

In: a text. Out: its lines that are not blank, with their places, the blank lines around them and their pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

LINE_ENDS = "\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"
"""Everything that `str.splitlines` takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its end, its place, and whether a blank line or the text's edge is above and below.

    `page` counts the form feeds before it.
    """

    start: int
    end: int
    text: str
    gap_above: bool = True
    gap_below: bool = True
    page: int = 0

    @property
    def stands_alone(self) -> bool:
        """Whether no printed line touches it."""
        return self.gap_above and self.gap_below

    @property
    def indent(self) -> int:
        """How many blanks stand before its first word."""
        return len(self.text) - len(self.text.lstrip())


@dataclass(frozen=True)
class Paragraph:
    """Lines with no blank one and no running head between them."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """Where its first line begins."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].end

    @property
    def first(self) -> str:
        """Its first line."""
        return self.lines[0].text

    @cached_property
    def text(self) -> str:
        """Its lines with blanks between."""
        return " ".join(line.text for line in self.lines)


def printed_lines(text: str) -> tuple[Line, ...]:
    """Every printed line, in order; blank ones leave their trace in the lines around them."""
    return tuple(_with_gaps(list(_printed(text))))


def _printed(text: str) -> Iterator[tuple[Line, int]]:
    """The printed lines, each with its number among all lines."""
    at, page = 0, 0
    for number, raw in enumerate(text.splitlines(keepends=True)):
        if not raw.isspace():
            printed = raw.rstrip(LINE_ENDS)
            yield Line(at, at + len(printed), printed, page=page), number
        at += len(raw)
        page += raw.count("\f")


def _with_gaps(numbered: Sequence[tuple[Line, int]]) -> Iterator[Line]:
    numbers = [-2, *(number for _, number in numbered)]
    gaps = [after - before > 1 for before, after in pairwise(numbers)] + [True]
    for (line, _), above, below in zip(numbered, gaps, gaps[1:], strict=False):
        yield Line(line.start, line.end, line.text, above, below, line.page)
