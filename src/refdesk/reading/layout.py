"""The lie of a page of plain text: lines, paragraphs, and what is no text at all.

In: a document's text. Out: its paragraphs, and a *flat* copy of the same length in which line ends are blanks
and running heads and page numbers are blanked out, so that a sentence can be searched over line and page ends.
Places in the flat copy are places in the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from refdesk.reading.furniture import find_furniture
from refdesk.reading.headings import is_any_heading
from refdesk.reading.lines import LINE_ENDS, Line, Paragraph, printed_lines

_AS_BLANKS = str.maketrans(dict.fromkeys(LINE_ENDS, " "))
_LINE_OPEN = re.compile(
    r"(?:\bfrom|\bat|[,:;&(-]|(?:^|\s)(?:and|in|the|of|vol\.|no\.|pp\.|und|et|de|y|von|der))\s{0,20}$", re.IGNORECASE
)
_ADDRESS = re.compile(r"\s{0,40}(?:<?https?://|doi:|www\.)", re.IGNORECASE)
_LINE_CLOSED = re.compile(r"[.!?:”\"’)\]>\d][*_]{0,2}\s{0,20}$")
_SHORT_LINE = 45


@dataclass(frozen=True)
class Layout:
    """The layout of `text`."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every printed line, in order; blank ones leave their trace in the lines around them."""
        return printed_lines(self.text)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Runs of printed lines, a heading by itself; running heads and page numbers are no part of any."""
        return tuple(_paragraphs(self.lines, self.furniture))

    @cached_property
    def furniture(self) -> frozenset[int]:
        """Starts of the lines that are running heads, page numbers, letter-spaced names of a journal, or buttons."""
        return find_furniture(self.lines)

    @cached_property
    def clean(self) -> str:
        """The text with furniture as blanks and line ends kept; the same length."""
        pieces: list[str] = []
        at = 0
        for line in self.lines:
            if line.start in self.furniture:
                pieces += self.text[at : line.start], " " * len(line.text)
                at = line.end
        return "".join([*pieces, self.text[at:]])

    @cached_property
    def flat(self) -> str:
        """The text with line ends and furniture as blanks; the same length."""
        return self.clean.translate(_AS_BLANKS)


def breaks_off(line: str) -> bool:
    """Whether the line ends where no entry or note can: at a comma, "from", "vol." and the like."""
    return bool(_LINE_OPEN.search(line[-40:]))


def is_address(line: str) -> bool:
    """Whether the line begins with an address, which belongs to what stands before it."""
    return bool(_ADDRESS.match(line))


def _paragraphs(lines: Iterable[Line], furniture: frozenset[int]) -> Iterator[Paragraph]:
    run: list[Line] = []
    after_heading = False
    for line in lines:
        heads = line.start not in furniture and _heads(line, run)
        if run and (line.gap_above or line.start in furniture or heads or after_heading):
            yield Paragraph(tuple(run))
            run = []
        if line.start not in furniture:
            run.append(line)
        after_heading = heads
    if run:
        yield Paragraph(tuple(run))


def _heads(line: Line, above: list[Line]) -> bool:
    """Whether the line is a heading of a list or of notes, and not the end of a wrapped sentence."""
    if not is_any_heading(line.text):
        return False
    begins = not above or line.gap_above
    return begins or (not line.text.lstrip()[0].islower() and _may_be_closed(above[-1].text))


def _may_be_closed(line: str) -> bool:
    return bool(_LINE_CLOSED.search(line[-30:])) or len(line.strip()) < _SHORT_LINE
