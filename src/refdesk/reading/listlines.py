"""The lines of a reference list, grouped into entries.

In: a Section of references. Out: its runs, which subheadings part ("Primary sources"), each a sequence of groups of
lines. Entries are known by bullets, rising numbers and labels, or else by how they begin and how the one before ended.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from refdesk.reading.headings import heading_level, is_annotated, is_group_heading, is_history, leads_away
from refdesk.reading.layout import breaks_off, is_address
from refdesk.reading.likeness import (
    begins_like_reference,
    begins_small,
    is_closed,
    is_dated,
    is_inverted,
    is_sentence,
    is_undated_reference,
    looks_like_reference,
    may_end,
    opens_item,
    opens_with_date,
    reads_as_prose,
)
from refdesk.reading.lines import Line, Paragraph
from refdesk.reading.listmarks import ListMark, read_mark
from refdesk.reading.sections import Section
from refdesk.reading.wrapped import heads_of

_MOST_STRAY_CHARACTERS = 120
_RISE = 2
"""An item's number is one more than that before it, or two where one was lost."""

_MOST_BEFORE = 2
"""Before its first entry a list may have a line or two that say what it holds."""

_AHEAD = 3
"""A comment on an entry has so many paragraphs at most."""

_FEWEST_COMMENTS = 2
"""From two comments between entries on, a list is one with comments; one alone is the text after it."""

_FEWEST_ENTRIES = 2
_LONGEST_CLOSING = 80
_LONGEST_LINKS = 1_000
_MOST_WORDS_BESIDE = 4
_MARKDOWN_LINK = re.compile(r"\[[^\[\]]{1,80}\]\([^()\s]{1,200}\)")
_LINES_TO_DATE = 3
_LINES_OF_ENTRY = 5
"""What begins with a family name may have its date in so many lines, anything else sooner."""

_TORN = frozenset({"bullet", "square", "dot", "name", "round"})


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one entry, and the mark that the first begins with, if its list has marks."""

    lines: tuple[Line, ...]
    mark: ListMark | None = None


def split_runs(section: Section) -> Iterator[list[Group]]:
    """The groups of each run of a list, up to the first that has none."""
    annotated = is_annotated(section.heading)
    for run in _runs(_until_closed(section)):
        body = _from_first_entry(run)
        if not body:
            return
        mark = read_mark(body[0].first)
        commented = annotated or _has_comments(body)
        groups = list(_marked(body, commented=commented) if mark else _unmarked(body, commented=commented))
        yield groups
        if groups and groups[-1].lines[-1] is not body[-1].lines[-1] and not commented:
            return


def is_closing(paragraph: Paragraph, level: int | None) -> bool:
    """Whether a paragraph begins what is no part of the list: an appendix, or a heading as high as the list's."""
    own = heading_level(paragraph.first)
    above = own is not None and level is not None and own <= level
    return (
        above
        or is_history(paragraph.first)
        or _is_of_links(paragraph)
        or is_table(paragraph)
        or (leads_away(paragraph.first) and not looks_like_reference(paragraph.text))
    )


def is_table(paragraph: Paragraph) -> bool:
    """Whether every line is a row of a Markdown table."""
    return all(line.text.lstrip().startswith("|") for line in paragraph.lines)


def _is_of_links(paragraph: Paragraph) -> bool:
    """Whether the paragraph is two links or more and hardly a word else: "*Share this: [Mail](…) · [Print](…)*"."""
    words, links = _MARKDOWN_LINK.subn(" ", paragraph.text[:_LONGEST_LINKS])
    return links > 1 and sum(word[:1].isalpha() for word in words.split()) <= _MOST_WORDS_BESIDE


def _until_closed(section: Section) -> list[Paragraph]:
    """The paragraphs before the one that closes the list; a heading may close it among lines, too."""
    kept: list[Paragraph] = []
    for paragraph in section.paragraphs:
        torn = bool(kept) and breaks_off(kept[-1].lines[-1].text)
        if not torn and is_closing(paragraph, section.level):
            break
        at = next((at for at in range(1, len(paragraph.lines)) if _closes(paragraph.lines, at)), None)
        kept.append(paragraph if at is None else Paragraph(paragraph.lines[:at]))
        if at is not None:
            break
    return kept


def _closes(lines: Sequence[Line], at: int) -> bool:
    """Whether a line within a paragraph is a heading that leads away, as "Figure 1. Results" after the last entry."""
    line = lines[at].text
    goes_on = at + 1 < len(lines) and begins_small(lines[at + 1].text)  # "Figures of speech in the" above "novel"
    short = len(line) <= _LONGEST_CLOSING and ((not is_dated(line) and leads_away(line)) or is_history(line))
    return (
        (short and not goes_on)
        and is_closed(lines[at - 1].text)
        and lines[at].indent <= lines[0].indent
        and not _is_hanging(lines, at)
    )


def _is_hanging(lines: Sequence[Line], at: int) -> bool:
    return lines[at].indent > min(line.indent for line in lines[max(0, at - 4) : at])


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs between subheadings; a heading without anything below begins no run."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if _is_subheading(paragraph):
            if run:
                yield run
            run = []
        else:
            run.append(paragraph)
    if run:
        yield run


def _is_subheading(paragraph: Paragraph) -> bool:
    single = len(paragraph.lines) == 1
    return single and (heading_level(paragraph.first) is not None or is_group_heading(paragraph.first))


def _from_first_entry(run: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The run from its first entry on, which may stand after a line or two that say what the list holds."""
    for at, paragraph in enumerate(run[: _MOST_BEFORE + 1]):
        marked = read_mark(paragraph.first)
        if _is_block(paragraph) or _hangs_below(run[at:]) or (marked and marked.kind in _TORN):
            return run[at:]
        if is_undated_reference(paragraph.text) and _is_before_entry(run, at):
            return run[at:]
        if is_sentence(paragraph.text) and not paragraph.text.rstrip().endswith((":", ".")):
            break
    return run if run and begins_like_reference(run[0].text) else []


def _is_before_entry(run: Sequence[Paragraph], at: int) -> bool:
    return is_closed(run[at].lines[-1].text) and at + 1 < len(run) and looks_like_reference(run[at + 1].text)


def _is_block(paragraph: Paragraph) -> bool:
    """Whether the paragraph is an entry or begins with one; of several lines two that are entries are enough."""
    if looks_like_reference(paragraph.text):
        return True
    return sum(looks_like_reference(line.text) for line in paragraph.lines) >= _FEWEST_ENTRIES


def _has_comments(run: Sequence[Paragraph]) -> bool:
    """Whether sentences stand between entries again and again, as in an annotated bibliography."""
    shapes = [looks_like_reference(paragraph.text) for paragraph in run]
    comments = (
        not shape and before and is_sentence(run[at].text) and any(shapes[at + 1 : at + 1 + _AHEAD])
        for at, (before, shape) in enumerate(pairwise(shapes), 1)
    )
    return sum(comments) >= _FEWEST_COMMENTS


def _is_stray(paragraph: Paragraph) -> bool:
    """Whether the paragraph is a running head or a subheading that may stand between two items."""
    short = len(paragraph.lines) == 1 and len(paragraph.first) < _MOST_STRAY_CHARACTERS
    return short and not reads_as_prose(paragraph.first)


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph that begins with `line` goes on with the item before it, which the end of a page cut in two.

    A name may begin with a small letter ("de Certeau, Michel"): after a finished item that is a new one. In a list
    of bare addresses each is an item.
    """
    if not group:
        return False
    if is_address(line.text):
        return not is_address(group[0].text)
    if breaks_off(group[-1].text):
        return True
    closed = is_closed(group[-1].text)
    if closed and len(group) > 1 and line.page > group[-1].page and _hangs(group, line):
        return True  # the page ended after a full stop within the item
    new = opens_item(line.text) and closed
    return (begins_small(line.text) and not new) or (not closed and _is_torn(group, line))


def _is_torn(group: Sequence[Line], line: Line) -> bool:
    """Whether a page ended within an unfinished item: the next hangs as its lines do, or begins as no item does."""
    return _hangs(group, line) or (
        line.page > group[-1].page and not opens_item(line.text) and not may_end(group[-1].text)
    )


def _hangs(group: Sequence[Line], line: Line) -> bool:
    """Whether the line is indented as the later lines of the item are, deeper than its first."""
    return line.indent > group[0].indent and (len(group) == 1 or line.indent == group[-1].indent)


def _marked(run: Sequence[Paragraph], *, commented: bool) -> Iterator[Group]:
    """Items that begin with a bullet, a number or a label."""
    mark = read_mark(run[0].first)
    lines: list[Line] = []
    for at, paragraph in enumerate(run):
        if mark is None or not (at == 0 or _belongs(mark, lines, paragraph.lines[0])):
            if mark and _comes_later(mark, run[at : at + 1 + _AHEAD], commented=commented):
                continue
            break
        for line in paragraph.lines:
            following = _next_mark(mark, lines[-1], line) if lines else None
            if following:
                yield Group(tuple(lines), mark)
                mark, lines = following, []
            lines.append(line)
    if lines:
        yield Group(tuple(lines), mark)


def _comes_later(mark: ListMark, run: Sequence[Paragraph], *, commented: bool) -> bool:
    """Whether the next item stands after one stray line, or after a comment where the list has some or has numbers."""
    later = next((at for at, paragraph in enumerate(run[1:], 1) if _following(mark, paragraph.first)), None)
    if later is None:
        return False
    numbered = mark.label is not None and looks_like_reference(run[later].text)
    return commented or numbered or (later == 1 and _is_stray(run[0]) and read_mark(run[0].first) is None)


def _belongs(mark: ListMark, lines: Sequence[Line], first: Line) -> bool:
    """Whether a paragraph of a marked list is its next item, or goes on with the one before.

    "2010. " at its beginning may be a year that the end of a page left there: then the item before it is not finished.
    """
    if read_mark(first.text) is None:
        return _goes_on(lines, first)
    return _next_mark(mark, lines[-1], first) is not None or not is_closed(lines[-1].text)


def _next_mark(mark: ListMark, last: Line, line: Line) -> ListMark | None:
    """The mark of the next item, where the line begins with one; a number may by mistake be printed twice."""
    ended = is_closed(last.text) and not breaks_off(last.text)
    return _following(mark, line.text) or (_repeated(mark, line.text) if ended else None)


def _repeated(mark: ListMark, line: str) -> ListMark | None:
    """The mark of an entry that has the number of the entry before it, if the line begins with such a one."""
    new = read_mark(line)
    again = new is not None and (new.kind, new.label) == (mark.kind, mark.label) and new.number is not None
    return new if again and looks_like_reference(line) else None


def _following(mark: ListMark, line: str) -> ListMark | None:
    """The mark of the item after that of `mark`, if the line begins with it: of its kind, and the next number."""
    new = read_mark(line)
    if new is None or new.kind != mark.kind:
        return None
    if new.number is None or mark.number is None:
        return new if new.label is None or new.number is None else None
    return new if 0 < new.number - mark.number <= _RISE else None


def _unmarked(run: Sequence[Paragraph], *, commented: bool) -> Iterator[Group]:
    """Items that are paragraphs, or hanging lines, or lines that begin like a reference."""
    lines: list[Line] = []
    for at, paragraph in enumerate(run):
        goes_on = _goes_on(lines, paragraph.lines[0])
        if not goes_on and not _is_block(paragraph):
            fate = _fate(run[at : at + 1 + _AHEAD], commented=commented)
            if fate == "end":
                break
            if fate == "skip":
                continue
        for number, cut in enumerate(_cut(paragraph, goes_on=goes_on)):
            if lines and (number or not goes_on):
                yield Group(tuple(lines))
                lines = []
            lines.extend(cut)
    if lines:
        yield Group(tuple(lines))


def _fate(run: Sequence[Paragraph], *, commented: bool) -> str:
    """What becomes of a paragraph that is no item by its looks: kept as an undated item, skipped, or the end."""
    paragraph, later = run[0], [looks_like_reference(following.text) for following in run[1:]]
    if commented and is_sentence(paragraph.text) and any(later):
        return "skip"
    if _hangs_below(run):
        return "keep"
    if not any(later[:1]):
        return "end"
    if begins_like_reference(paragraph.text) and is_closed(paragraph.lines[-1].text):
        return "keep"
    return "skip" if _is_stray(paragraph) else "end"


def _hangs_below(run: Sequence[Paragraph]) -> bool:
    """Whether an entry goes on below a blank line, indented: every line of a typed list may stand apart."""
    last, following = run[0].lines[-1], run[1].lines[0] if len(run) > 1 else None
    torn = begins_like_reference(run[0].text) and not is_closed(last.text)
    return torn and following is not None and following.indent > run[0].lines[0].indent


def _cut(paragraph: Paragraph, *, goes_on: bool) -> list[tuple[Line, ...]]:
    """The lines of a paragraph, cut where an item begins; its first may be the rest of an item of the page before."""
    lines = paragraph.lines
    indents = [line.indent for line in lines]
    starts = [0, *_later_starts(lines, min(indents) if goes_on else indents[0]), len(lines)]
    return [lines[start:end] for start, end in pairwise(starts)]


def _later_starts(lines: Sequence[Line], indent: int) -> list[int]:
    """Indices of the lines after the first that begin an item: those indented as items are, where others are not."""
    if len({line.indent for line in lines}) > 1:
        return [at for at in range(1, len(lines)) if lines[at].indent == indent and opens_item(lines[at].text)]
    starts = [0, *(at for at in range(1, len(lines)) if _begins_item(lines, at))]
    return heads_of([line.text for line in lines], starts)[1:]


def _begins_item(lines: Sequence[Line], at: int) -> bool:
    """Whether an item begins at a line that is indented like all others."""
    line, before = lines[at].text, lines[at - 1].text
    if is_address(line):
        return is_address(before) and is_closed(before)
    if not opens_item(f"{line} " if line.endswith("]") else line):  # INEI [Instituto …] above "(2018). Perú"
        return False
    if opens_with_date(line):
        return not breaks_off(before)
    if before.rfind("(") > before.rfind(")"):  # "(H." above "Iswolsky, Trans.)"
        return False
    if is_closed(before):
        ahead = _LINES_OF_ENTRY if is_inverted(line) else _LINES_TO_DATE
        return is_dated(" ".join(line.text for line in lines[at : at + ahead]))
    return may_end(before) and is_dated(before) and is_dated(line)
