"""Reference lists and sections of notes, found by their headings.

In: a Layout. Out: the section and, for a list, its items: strings of one reference each, with the pages' ends in
them mended. A list ends at the first thing that is no item.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from refdesk.reading.layout import Layout, Line, Paragraph

_HEADINGS = {
    "references": (
        r"references?(?:\s+(?:list|cited))?|reference\s+list|list\s+of\s+references|bibliography|(?:select(?:ed)?|annotated)\s+bibliography|"
        r"works?\s+(?:cited|consulted)|literature(?:\s+cited)?|cited\s+(?:works|literature)|sources(?:\s+cited)?|"
        r"literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|bibliographie|bibliografie|références(?:\s+bibliographiques)?|"
        r"referencias(?:\s+bibliográficas)?|bibliografía|bibliografia|referências(?:\s+bibliográficas)?|riferimenti(?:\s+bibliografici)?|literatuur"
    ),
    "notes": r"notes(?:\s+and\s+references)?|end\s?notes|foot\s?notes|anmerkungen|fußnoten|endnoten|notas|note",
}
_HEADING = {
    kind: re.compile(
        rf"\s*(?:#+\s*)?(?:[*_]{{1,3}})?(?:(?:\d+|[IVX]+)[.)]?\s+)?(?:{words})\s*:?\s*(?:[*_]{{1,3}})?\s*",
        re.IGNORECASE,
    )
    for kind, words in _HEADINGS.items()
}
_ANY_HEADING = re.compile(r"\s*#+\s+\S|\s*\*\*[^*]+\*\*\s*$")
_BULLET = re.compile(r"\s*(?P<mark>[-•*–▪◦]\s+|\[\d{1,4}\]\s*|\(\d{1,4}\)\s+|\d{1,4}[.)]\s+)(?=\S)")
_NUMBER = re.compile(r"[\[(]?(\d{1,4})[\].)]")
_CONTINUES = re.compile(r"\s*(?:<?https?://|doi:|www\.|[a-z&(]|\d+(?:\(|[-–]))")
_ITEM_START = re.compile(r"\s*(?:[^\W\d_][\w'’.-]*(?:\s[\w'’.-]+){0,3},\s|[\"“]|—|_{2,}|-{3}|[^\W\d_][^.]{2,80}\.\s)")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|https?://|\bin press\b|\bforthcoming\b")
_OPEN_END = re.compile(r"(?:\bfrom|\bat|[,:;&(-]|\b(?:and|in|the|of|vol\.|no\.|pp\.))\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs after a heading."""

    heading_start: int
    start: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a reference list: its place, its printed string with page ends mended, its number if it has one."""

    start: int
    end: int
    raw: str
    label: str | None = None


def find_section(layout: Layout, kind: Literal["references", "notes"]) -> Section | None:
    """The last section with such a heading that has paragraphs after it; a heading is a line of its own."""
    heading = _HEADING[kind]
    for at in range(len(layout.paragraphs) - 1, -1, -1):
        paragraph = layout.paragraphs[at]
        if not heading.fullmatch(paragraph.lines[0].text):
            continue
        after = tuple(layout.paragraphs[at + 1 :])
        if len(paragraph.lines) > 1:
            rest = paragraph.lines[1:]
            after = (Paragraph(rest[0].start, rest[-1].end, rest), *after)
        if after:
            return Section(paragraph.start, after[0].start, after)
    return None


def find_items(layout: Layout) -> tuple[Item, ...]:
    """The entries of the document's reference list, or none where it has no list."""
    section = find_section(layout, "references")
    if section is None:
        return ()
    marked = bool(_BULLET.match(section.paragraphs[0].lines[0].text))
    groups = _marked_groups(section) if marked else _unmarked_groups(section)
    return tuple(_item(group) for group in groups)


def _marked_groups(section: Section) -> Iterator[list[Line]]:
    """Items that begin with a bullet or a number; the list ends where a paragraph is neither an item nor goes on with one."""
    group: list[Line] = []
    for paragraph in section.paragraphs:
        goes_on = bool(group) and (_CONTINUES.match(paragraph.lines[0].text) or _OPEN_END.search(group[-1].text))
        if not _BULLET.match(paragraph.lines[0].text) and not goes_on:
            break
        for line in paragraph.lines:
            if _BULLET.match(line.text) and group and not _is_wrapped_number(line, group):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


def _is_wrapped_number(line: Line, group: list[Line]) -> bool:
    """Whether "2010. " at the start of a line is a year or page that the line break left there, not an item's number."""
    number, first = _NUMBER.match(line.text.strip()), _NUMBER.match(group[0].text.strip())
    if number is None:
        return bool(first)
    return first is None or not 0 < int(number[1]) - int(first[1]) <= 2


def _unmarked_groups(section: Section) -> Iterator[list[Line]]:
    """Items that are paragraphs, or hanging lines, or lines that begin like a reference."""
    group: list[Line] = []
    for paragraph in section.paragraphs:
        starts = _item_starts(paragraph)
        text = " ".join(line.text for line in paragraph.lines)
        goes_on = bool(group) and (_CONTINUES.match(paragraph.lines[0].text) or _OPEN_END.search(group[-1].text))
        if goes_on:
            group += paragraph.lines[: min(starts - {0}, default=len(paragraph.lines))]
            starts -= {0}
        elif _ANY_HEADING.match(paragraph.lines[0].text) or not (_ITEM_START.match(text) and _YEAR.search(text)):
            break
        for at in sorted(starts):
            if group:
                yield group
            following = min((other for other in starts if other > at), default=len(paragraph.lines))
            group = list(paragraph.lines[at:following])
    if group:
        yield group


def _item_starts(paragraph: Paragraph) -> set[int]:
    """Indices of the lines of a paragraph that begin an item."""
    lines = paragraph.lines
    indents = [len(line.text) - len(line.text.lstrip()) for line in lines]
    if len(set(indents)) > 1:
        return {0} | {
            at for at, indent in enumerate(indents) if indent == min(indents) and _ITEM_START.match(lines[at].text)
        }
    return {0} | {
        at
        for at in range(1, len(lines))
        if _ITEM_START.match(lines[at].text)
        and re.search(r"[.>)/\w]$", lines[at - 1].text.rstrip())
        and re.search(r"(?:\.|>|https?://\S+)$", lines[at - 1].text.rstrip())
        and _YEAR.search(" ".join(line.text for line in lines[at : at + 3]))
    }


def _item(group: list[Line]) -> Item:
    raw = "\n".join(line.text.strip() for line in group)
    label = _NUMBER.match(raw)
    return Item(
        group[0].start + len(group[0].text) - len(group[0].text.lstrip()),
        group[-1].end,
        raw,
        label[1] if label else None,
    )
