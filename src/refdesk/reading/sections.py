"""Sections of notes and of references, found by their headings.

In: a Layout and the kind of section. Out: every section with such a heading. Where it ends is for the reader of its
items to say: a heading is a line of its own, but "Sources" may stand alone in the middle of an essay, too.
"""

from dataclasses import dataclass

from refdesk.reading.headings import HeadingKind, heading_level, is_heading
from refdesk.reading.layout import Layout
from refdesk.reading.lines import Paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs after a heading, up to the next heading of its kind. `level` is that of a Markdown heading."""

    heading: str
    heading_start: int
    paragraphs: tuple[Paragraph, ...]
    level: int | None = None


def find_sections(layout: Layout, kind: HeadingKind) -> tuple[Section, ...]:
    """Every section whose heading is of this kind and has something after it, in order of place."""
    paragraphs = layout.paragraphs
    headed = [at for at, paragraph in enumerate(paragraphs) if is_heading(paragraph.first, kind)]
    ends = [*headed[1:], len(paragraphs)]
    sections = (_section(paragraphs[start:end]) for start, end in zip(headed, ends, strict=False))
    return tuple(section for section in sections if section.paragraphs)


def _section(paragraphs: tuple[Paragraph, ...]) -> Section:
    """The section that the first of these paragraphs is the heading of."""
    heading = paragraphs[0].lines[0]
    return Section(heading.text, heading.start, paragraphs[1:], heading_level(heading.text))
