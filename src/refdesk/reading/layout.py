"""The lie of a page of plain text: lines, paragraphs, and what is no text at all.

In: a document's text. Out: its paragraphs, and a *flat* copy of the same length in which line ends are blanks
and running heads and page numbers are blanked out, so that a sentence can be searched over line and page ends.
Places in the flat copy are places in the text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]?\s*\d{1,4}\s*[-–—]?|[Pp]age\s+\d+(?:\s+of\s+\d+)?|\d+\s*\|\s*P\s*a\s*g\s*e\b.*|\d+\s+of\s+\d+)\s*"
)
_MOST_HEAD_WORDS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, and where it stands."""

    start: int
    end: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines with no blank one between them."""

    start: int
    end: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """The layout of `text`."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in order."""
        found, at = [], 0
        for raw in self.text.splitlines(keepends=True):
            found.append(
                Line(
                    at,
                    at + len(raw.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")),
                    raw.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"),
                )
            )
            at += len(raw)
        return tuple(found)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Runs of printed lines; running heads and page numbers are no part of any."""
        return tuple(_paragraphs(self.lines, self.furniture))

    @cached_property
    def furniture(self) -> frozenset[int]:
        """Starts of the lines that are running heads, page numbers or letter-spaced names of a journal."""
        surely = {line.start for line in self.lines if is_page_number(line.text) or is_letter_spaced(line.text)}
        return frozenset(surely | set(_beside(self.lines, surely)) | set(_recurring(self.lines)))

    @cached_property
    def flat(self) -> str:
        """The text with line ends and furniture as blanks; the same length."""
        pieces, at = [], 0
        for line in self.lines:
            pieces.append(" " * (line.start - at))
            pieces.append(" " * len(line.text) if line.start in self.furniture else line.text)
            at = line.end
        pieces.append(" " * (len(self.text) - at))
        return "".join(pieces)


def is_page_number(text: str) -> bool:
    """Whether the line holds a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(text[:200])) and len(text) < 200


def is_letter_spaced(text: str) -> bool:
    """Whether most of the line's letters stand alone ("G l o b a l  R e v i e w")."""
    words = text[:400].split()
    return len(words) >= 6 and sum(len(word) == 1 for word in words) >= 0.7 * len(words)


def unspaced(text: str) -> str:
    """A letter-spaced line as words: single blanks join, wider ones part."""
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", text.strip()))


def _beside(lines: tuple[Line, ...], surely: set[int]) -> Iterator[int]:
    """Short lines alone between blanks next to a page number or a letter-spaced line: the other half of the running head."""
    printed = [line for line in lines if not line.is_blank]
    for before, line, after in zip([None, *printed[:-1]], printed, [*printed[1:], None], strict=True):
        neighbours = [near for near in (before, after) if near and near.start in surely and is_letter_spaced(near.text)]
        if neighbours and line.start not in surely and _is_head(line.text) and _stands_alone(line, lines):
            yield line.start


def _stands_alone(line: Line, lines: tuple[Line, ...]) -> bool:
    at = lines.index(line)
    return (at == 0 or lines[at - 1].is_blank) and (at + 1 == len(lines) or lines[at + 1].is_blank)


def _is_head(text: str) -> bool:
    words = text.split()
    return len(words) <= _MOST_HEAD_WORDS and not re.search(r"[.,;:]\s*$", text)


def _recurring(lines: tuple[Line, ...]) -> Iterator[int]:
    """Short lines that stand alone three times or more, digits aside."""
    alone = [
        line
        for before, line, after in zip((None, *lines[:-1]), lines, (*lines[1:], None), strict=True)
        if not line.is_blank
        and len(line.text) < 120
        and _is_head(line.text)
        and (before is None or before.is_blank)
        and (after is None or after.is_blank)
        and not line.text.lstrip().startswith("#")
    ]
    counts = Counter(_masked(line.text) for line in alone)
    return (line.start for line in alone if counts[_masked(line.text)] >= 3)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _paragraphs(lines: tuple[Line, ...], furniture: frozenset[int]) -> Iterator[Paragraph]:
    run: list[Line] = []
    for line in lines:
        if line.is_blank or line.start in furniture:
            if run:
                yield Paragraph(run[0].start, run[-1].end, tuple(run))
            run = []
        else:
            run.append(line)
    if run:
        yield Paragraph(run[0].start, run[-1].end, tuple(run))
