"""The lie of a page of plain text: lines, paragraphs, and what is no text at all.

In: a document's text. Out: its paragraphs, and a *flat* copy of the same length in which line ends are blanks
and running heads and page numbers are blanked out, so that a sentence can be searched over line and page ends.
Places in the flat copy are places in the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from refdesk.reading.headings import is_any_heading

_LINE_ENDS = "\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"
"""Everything that `str.splitlines` takes for the end of a line."""

_AS_BLANKS = str.maketrans(dict.fromkeys(_LINE_ENDS, " "))
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]?\s*\d{1,4}\s*[-–—]?|[Pp]age\s+\d+(?:\s+of\s+\d+)?|\d+\s*\|\s*P\s*a\s*g\s*e\b.*|\d+\s+of\s+\d+)\s*"
)
_NUMBERED_HEAD = re.compile(r"\s*(?:\S.*\S(?:\s{2,}|\t)\s*\d{1,4}|\d{1,4}(?:\s{2,}|\t)\s*\S.*\S)\s*")
_PAGE = re.compile(r"\b(?!(?:1[4-9]|20)\d\d\b)\d+")
"""A number that changes from page to page; entries of a list may differ by their year alone."""

_LISTED = re.compile(r"\s*(?:#|\[|\(?\d+[.)\]])")
_SENTENCE_OPEN = re.compile(r"[^.!?:;”\"’»>\s]\s*$")
_SENTENCE_GOES_ON = re.compile(r"\s*[\w(“\"]")
_LINE_OPEN = re.compile(r"(?:\bfrom|\bat|[,:;&(-]|\b(?:and|in|the|of|vol\.|no\.|pp\.))\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?:<?https?://|doi:|www\.)", re.IGNORECASE)

_MOST_HEAD_WORDS = 12
_LONGEST_HEAD = 120
_MANY = 3
"""A short line that stands alone this often is a running head; twice may be a title and its repetition."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its end, its place, and whether a blank line or the text's edge is above and below."""

    start: int
    end: int
    text: str
    gap_above: bool = True
    gap_below: bool = True

    @property
    def stands_alone(self) -> bool:
        """Whether no printed line touches it."""
        return self.gap_above and self.gap_below


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


@dataclass(frozen=True)
class Layout:
    """The layout of `text`."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every printed line, in order; blank ones leave their trace in the lines around them."""
        return tuple(_with_gaps(list(_printed(self.text))))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Runs of printed lines; running heads and page numbers are no part of any."""
        return tuple(_paragraphs(self.lines, self.furniture))

    @cached_property
    def furniture(self) -> frozenset[int]:
        """Starts of the lines that are running heads, page numbers or letter-spaced names of a journal."""
        surely = {line.start for line in self.lines if is_page_number(line.text) or is_letter_spaced(line.text)}
        others = (*_beside_spaced(self.lines), *_interrupting(self.lines, surely), *_recurring(self.lines))
        return frozenset(surely.union(others))

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


def is_page_number(text: str) -> bool:
    """Whether the line holds a page number and nothing else."""
    return len(text) < _LONGEST_HEAD and bool(_PAGE_NUMBER.fullmatch(text))


def is_letter_spaced(text: str) -> bool:
    """Whether most of the line's letters stand alone ("G l o b a l  R e v i e w")."""
    words = text[:400].split()
    return len(words) >= 6 and sum(len(word) == 1 for word in words) >= 0.7 * len(words)


def unspaced(text: str) -> str:
    """A letter-spaced line as words: single blanks join, wider ones part."""
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", text.strip()))


def breaks_off(line: str) -> bool:
    """Whether the line ends where no entry or note can: at a comma, "from", "vol." and the like."""
    return bool(_LINE_OPEN.search(line[-40:]))


def is_address(line: str) -> bool:
    """Whether the line begins with an address, which belongs to what stands before it."""
    return bool(_ADDRESS.match(line))


def _printed(text: str) -> Iterator[tuple[Line, int]]:
    """The printed lines, each with its number among all lines."""
    at = 0
    for number, raw in enumerate(text.splitlines(keepends=True)):
        if not raw.isspace():
            printed = raw.rstrip(_LINE_ENDS)
            yield Line(at, at + len(printed), printed), number
        at += len(raw)


def _with_gaps(numbered: Sequence[tuple[Line, int]]) -> Iterator[Line]:
    numbers = [-2, *(number for _, number in numbered)]
    gaps = [after - before > 1 for before, after in pairwise(numbers)] + [True]
    for (line, _), above, below in zip(numbered, gaps, gaps[1:], strict=False):
        yield Line(line.start, line.end, line.text, above, below)


def _beside_spaced(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines alone next to a letter-spaced line: the other half of the running head."""
    for one, other in pairwise(lines):
        for line, near in ((one, other), (other, one)):
            if is_letter_spaced(near.text) and line.stands_alone and _is_head(line.text):
                yield line.start


def _interrupting(lines: Sequence[Line], surely: set[int]) -> Iterator[int]:
    """A head with its page number ("Newsrooms and Their Archives   3") that stands alone within a sentence."""
    running = [line for line in lines if line.start not in surely]
    for before, line, after in zip(running, running[1:], running[2:], strict=False):
        shaped = line.stands_alone and _is_head(line.text) and _NUMBERED_HEAD.fullmatch(line.text)
        if shaped and _SENTENCE_OPEN.search(before.text[-40:]) and _SENTENCE_GOES_ON.match(after.text):
            yield line.start


def _recurring(lines: Iterable[Line]) -> Iterator[int]:
    """Short lines that stand alone three times or more, page numbers aside; headings and numbers of lists are none."""
    alone = [line for line in lines if line.stands_alone and _is_head(line.text) and not _may_recur(line.text)]
    counts = Counter(_masked(line.text) for line in alone)
    return (line.start for line in alone if counts[_masked(line.text)] >= _MANY)


def _may_recur(text: str) -> bool:
    """Whether the line is of a kind that a text may well repeat: a heading over each chapter's notes, an address."""
    return bool(_LISTED.match(text)) or "://" in text or is_any_heading(text)


def _is_head(text: str) -> bool:
    return len(text) < _LONGEST_HEAD and len(text.split()) <= _MOST_HEAD_WORDS and text.rstrip()[-1] not in ".,;:"


def _masked(text: str) -> str:
    return _PAGE.sub("#", " ".join(text.split()))


def _paragraphs(lines: Iterable[Line], furniture: frozenset[int]) -> Iterator[Paragraph]:
    run: list[Line] = []
    for line in lines:
        if run and (line.gap_above or line.start in furniture):
            yield Paragraph(tuple(run))
            run = []
        if line.start not in furniture:
            run.append(line)
    if run:
        yield Paragraph(tuple(run))
