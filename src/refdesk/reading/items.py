"""Reference lists: their entries, one string each.

In: a Layout. Out: the items of every list of references, with the ends of pages in them mended. A list is a heading
and items that look like references; it ends at the first thing that is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from refdesk.reading.headings import leads_away, markdown_level
from refdesk.reading.layout import Layout, Line, Paragraph, breaks_off, is_address
from refdesk.reading.sections import Section, find_sections

_BULLET = re.compile(r"\s*(?P<mark>[-•*–▪◦·‣]\s+|\[\d{1,4}\]\s*|\(\d{1,4}\)\s+|\d{1,4}[.)]\s+)(?=\S)")
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,4})[\].)]")
_YEAR = r"(?:1[4-9]|20)\d\d[a-z]?"
_CAPITAL = r"[^\W\d_a-z][\w'’&./-]*"
_SMALL = (
    r"(?:of|the|for|and|in|on|at|to|an?|de|la|le|du|des|del|della|der|den|di|da|van|von|zu|ten|ter|al|el|bin|ibn|"
    r"und|et|e|y|&)"
)
_NAMES = rf"(?:{_SMALL}\s|al-|d['’]){{0,3}}{_CAPITAL}(?:,?\s{{1,3}}(?:{_CAPITAL}|{_SMALL}|\d+(?!\d))){{0,11}}"
_OPENINGS = (
    r"[\"“«„*_]",  # “62pc Cut in War Losses.” DAWN, April 27, 2018
    r"(?:[—–]{2,}|—|_{3,}|-{3,})",  # ———. Understanding Institutional Diversity. 2005
    rf"{_NAMES},\s(?=[^\W\d_a-z]|[“\"*_(])",  # Jacobs, Jane. The Death … · C. E. Shannon, “A mathematical …”
    rf"{_NAMES}\.\s",  # World Bank. World Development Report. 1990
    rf"{_NAMES}\.?\s\((?:{_YEAR}|n\.\s?d\.|[Ee]ds?\.)",  # World Bank (1990) World Development Report
    rf"[^(]{{2,200}}\.\s\((?:{_YEAR}|n\.\s?d\.)",  # The cobweb of records. (2015, January 19). The New Yorker
)
_ITEM_START = re.compile(rf"\s*(?:{'|'.join(_OPENINGS)})")
_DATED = re.compile(rf"\b{_YEAR}\b|\bn\.\s?d\.|https?://|\bdoi\b|\bin press\b|\bforthcoming\b", re.IGNORECASE)
_LOWER_START = re.compile(r"\s*(?:[a-zß-öø-ÿ&(]|\d+(?:\(|[-–]))")
_CLOSED = re.compile(r"(?:[.>]|https?://\S+|10\.\d{4,9}/\S+)\s*$")
_MOST_STRAY_CHARACTERS = 120
_RISE = 2
"""An item's number is one more than that before it, or two where one was lost."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a reference list: its place, its printed string with page ends mended, its number if it has one."""

    start: int
    end: int
    raw: str
    label: str | None = None


def find_items(layout: Layout) -> tuple[Item, ...]:
    """The entries of the document's reference lists in order of place, or none where it has no list."""
    return tuple(item for section in find_sections(layout, "references") for item in _items(section))


def _items(section: Section) -> list[Item]:
    """The items of one list; a section less than half of whose items look like references is no list."""
    marked = bool(_BULLET.match(section.paragraphs[0].first))
    groups = list(_marked_groups(section) if marked else _unmarked_groups(section))
    items = [_item(group, numbered=marked) for group in groups]
    telling = sum(_looks_like_reference(item.raw) for item in items)
    return items if telling * 2 >= len(items) else []


def _item(lines: Sequence[Line], *, numbered: bool) -> Item:
    first, last = lines[0], lines[-1]
    raw = "\n".join(line.text.strip() for line in lines)
    label = _NUMBER.match(raw) if numbered else None
    start = first.start + len(first.text) - len(first.text.lstrip())
    return Item(start, last.start + len(last.text.rstrip()), raw, label[1] if label else None)


def _looks_like_reference(text: str) -> bool:
    """Whether the text begins like an entry (a name, a quoted title, a dash) and holds a year or address."""
    return bool(_begins_like_reference(text) and _DATED.search(text))


def _begins_like_reference(text: str) -> bool:
    bullet = _BULLET.match(text)
    return bool(_ITEM_START.match(text, bullet.end() if bullet else 0))


def _with_next(section: Section) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    return zip(section.paragraphs, [*section.paragraphs[1:], None], strict=True)


def _ends_list(paragraph: Paragraph, following: Paragraph | None, section: Section) -> bool:
    """Whether a paragraph that is no item closes the list: a heading that leads away, or text before no item."""
    level = markdown_level(paragraph.first)
    away = leads_away(paragraph.first) or (level and section.level and level <= section.level)
    return bool(away) or following is None or not _looks_like_reference(following.text)


def _is_stray(paragraph: Paragraph) -> bool:
    """Whether the paragraph is a running head or a subheading ("Primary sources") that may stand between two items."""
    return len(paragraph.lines) == 1 and len(paragraph.first) < _MOST_STRAY_CHARACTERS


def _goes_on(group: Sequence[Line], first: str) -> bool:
    """Whether a paragraph goes on with the item before it, which the end of a page cut in two.

    A name may begin with a small letter ("de Certeau, Michel"): after a finished item that is a new one.
    """
    if not group:
        return False
    if is_address(first) or breaks_off(group[-1].text):
        return True
    new = _ITEM_START.match(first) and _CLOSED.search(group[-1].text[-200:])
    return bool(_LOWER_START.match(first)) and not new


def _marked_groups(section: Section) -> Iterator[list[Line]]:
    """Items that begin with a bullet or a number."""
    group: list[Line] = []
    for paragraph, following in _with_next(section):
        if not _belongs(group, paragraph.first):
            interrupts = _is_stray(paragraph) and following is not None and _follows(group, following.first)
            if _ends_list(paragraph, following, section) or not interrupts:
                break
            continue
        for line in paragraph.lines:
            if group and _follows(group, line.text):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


def _belongs(group: Sequence[Line], first: str) -> bool:
    """Whether a paragraph of a marked list is its next item, or goes on with the one before.

    "2010. " at its beginning may be a year that the end of a page left there: then the item before it is not finished.
    """
    if not _BULLET.match(first):
        return _goes_on(group, first)
    return not group or _follows(group, first) or not _CLOSED.search(group[-1].text[-200:])


def _follows(group: Sequence[Line], first: str) -> bool:
    """Whether a line begins the item after `group`: with a mark of the same kind, and the next number if it has one."""
    number, before = _NUMBER.match(first), _NUMBER.match(group[0].text)
    if number and before:
        return 0 < int(number[1]) - int(before[1]) <= _RISE
    return number is None and before is None and bool(_BULLET.match(first))


def _unmarked_groups(section: Section) -> Iterator[list[Line]]:
    """Items that are paragraphs, or hanging lines, or lines that begin like a reference."""
    group: list[Line] = []
    for paragraph, following in _with_next(section):
        goes_on = _goes_on(group, paragraph.first)
        if not goes_on and not _looks_like_reference(paragraph.text):
            undated = _begins_like_reference(paragraph.text) and _CLOSED.search(paragraph.lines[-1].text[-200:])
            if _ends_list(paragraph, following, section) or not (undated or _is_stray(paragraph)):
                break
            if not undated:
                continue
        for at, lines in enumerate(_cut(paragraph)):
            if group and (at or not goes_on):
                yield group
                group = []
            group.extend(lines)
    if group:
        yield group


def _cut(paragraph: Paragraph) -> list[tuple[Line, ...]]:
    """The lines of a paragraph, cut where an item begins."""
    lines = paragraph.lines
    starts = [0, *_later_starts(lines), len(lines)]
    return [lines[start:end] for start, end in pairwise(starts)]


def _later_starts(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines after the first that begin an item: those indented like the first, where some are."""
    indents = [len(line.text) - len(line.text.lstrip()) for line in lines]
    if len(set(indents)) > 1:
        return [at for at in range(1, len(lines)) if indents[at] == indents[0] and _ITEM_START.match(lines[at].text)]
    return [at for at in range(1, len(lines)) if _begins_item(lines, at)]


def _begins_item(lines: Sequence[Line], at: int) -> bool:
    closed = _CLOSED.search(lines[at - 1].text[-200:])
    started = closed and _ITEM_START.match(lines[at].text)
    return bool(started and _DATED.search(" ".join(line.text for line in lines[at : at + 3])))
