"""Notes at the feet of pages, or after a text, that no heading announces and no superscript marks.

In: a Layout and the spans of its reference list. Out: the notes. A line that begins with a number may be anything; it
is a note where its number follows that of the note before and the running text above it holds the mark.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout, breaks_off, is_address
from refdesk.reading.likeness import begins_small
from refdesk.reading.lines import Line, Paragraph
from refdesk.reading.listmarks import read_mark
from refdesk.reading.notelike import is_worded_as_note
from refdesk.reading.notemarks import Place, numbered_marks
from refdesk.reading.notetexts import (
    MOST_LOST,
    ReadLabel,
    best_paired,
    is_unclosed,
    label_reader,
    marked,
    note_texts,
    with_torn,
)
from refdesk.reading.spans import Spans

_KINDS = ("sup", "caret", "footnote", "square", "bare", "tight", "round", "dot")
_FEWEST = 2
_LONGEST_HEADING = 200
_MOST_HEADING_WORDS = 8
_MOST_LINES_OF_REST = 3
_NO_HEADING = re.compile(r"[,;(“\"*_<]|\d{4}|\.\s{0,9}$")


def foot_notes(layout: Layout, listed: Spans) -> tuple[Note, ...]:
    """The notes whose texts begin with numbers of one form, each below its mark; none where fewer than two are."""
    marks = (read_mark(line.text) for paragraph in layout.paragraphs for line in paragraph.lines)
    counts = Counter(mark.kind for mark in marks if mark)
    kinds = [kind for kind in _KINDS if counts[kind] >= _FEWEST]
    texts = [found for kind in kinds if len(found := _texts(layout, kind, listed)) >= _FEWEST]
    forms = list(numbered_marks(layout.flat)) if texts else []
    best = max((_proved(layout, found, form) for found in texts for form in forms), key=marked, default=())
    return best if marked(best) >= _FEWEST else ()


def _texts(layout: Layout, kind: str, listed: Spans) -> list[Place]:
    """What begins with numbers of one form, below any running text; entries of a list are none."""
    read = label_reader(kind)

    def reads(line: str) -> str | None:
        return read(line) if not _is_numbered_heading(line) else None

    def goes_on(note: Sequence[Line], paragraph: Paragraph) -> bool:
        if paragraph.lines[0].page > note[-1].page and not _is_rest(paragraph, reads):
            return False
        turns_page = bool(layout.text[note[-1].end : paragraph.start].strip()) and is_unclosed(note)
        return breaks_off(note[-1].text) or is_address(paragraph.first) or turns_page

    return [text for text in note_texts(layout.paragraphs, reads, goes_on) if not listed.hold(text.end - 1)]


def _is_rest(paragraph: Paragraph, read: ReadLabel) -> bool:
    """Whether a page begins with the rest of a note: as a rule that stands at its foot, below running text."""
    short = len(paragraph.lines) <= _MOST_LINES_OF_REST and begins_small(paragraph.first)
    return short or any(read(line.text) for line in paragraph.lines)


def _proved(layout: Layout, texts: Sequence[Place], form: Sequence[Place]) -> tuple[Note, ...]:
    """The texts that marks of one form prove, as notes."""
    kept = with_torn(texts, list(_below_their_marks(texts, form)), layout.text)
    notes = best_paired([_bare(layout.text, text) for text in kept], [form]) if kept else ()
    return tuple(note for note in notes if note.mark)


def _is_numbered_heading(line: str) -> bool:
    """Whether a line such as "2. Methods" is a section's heading: few words and no punctuation, pointing nowhere."""
    mark = read_mark(line) if len(line) <= _LONGEST_HEADING else None
    if mark is None:
        return False
    words = line[mark.end :].strip()
    return len(words.split()) <= _MOST_HEADING_WORDS and not _NO_HEADING.search(words) and not is_worded_as_note(words)


def _below_their_marks(texts: Iterable[Place], marks: Iterable[Place]) -> Iterator[Place]:
    """The texts whose numbers rise and whose marks stand above them, after the mark of the text before."""
    starts: dict[str, list[Place]] = {}
    for mark in marks:
        starts.setdefault(mark.label, []).append(mark)
    last, at = 0, 0
    for text in texts:
        number, same = int(text.label), starts.get(text.label, [])
        nearest = bisect_left(same, at, key=lambda mark: mark.start)
        above = nearest < len(same) and same[nearest].end <= text.start
        if above and (last < number <= last + MOST_LOST or number == 1):
            yield text
            last, at = number, same[nearest].end


def _bare(text: str, place: Place) -> Place:
    """The place without the bracket that closes "[Footnote 1: …]"."""
    in_bracket = text.startswith(("[F", "[f", "[N", "[n", "[E", "[e"), place.start) and text.endswith("]", 0, place.end)
    return Place(place.label, place.start, place.end - 1) if in_bracket else place
