"""Reference lists: their entries, one string each.

In: a Layout. Out: the items of every list of references, with the ends of pages in them mended. A list is a heading
and items that look like references; it ends at the first thing that is none. A list without a heading is believed at
the end of a text alone, and only where nothing else can be meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from refdesk.reading.layout import Layout
from refdesk.reading.likeness import is_dated, is_inverted, looks_like_reference, surely_reference
from refdesk.reading.lines import Paragraph
from refdesk.reading.listlines import Group, is_closing, split_runs
from refdesk.reading.listmarks import read_mark
from refdesk.reading.notelike import is_note_list
from refdesk.reading.numbered import numbered_section
from refdesk.reading.sections import Section, find_sections

_TAGS_AT_END = re.compile(r"(?:</(?:li|p|div|span|ol|ul)>){1,4}$", re.IGNORECASE)
_COMMENT = re.compile(
    r"(?:I|We|The\sauthors?|This\s(?:work|research|study)|Materials\sand|Data\sare|See\sthe|Supporting|Supported|Funded|Thanks)\s"
)
_FEWEST_BARE = 3
"""So many entries make a list that no heading announces."""

_MOST_AFTER = 12
_LONGEST_AFTER = 300
"""After a list without heading a few short lines may stand, such as those of a web page, but no text."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its place without its mark, its printed lines, and the number or label it is listed under."""

    start: int
    end: int
    raw: str
    label: str | None = None


def find_items(layout: Layout) -> tuple[Item, ...]:
    """The entries of the document's reference lists in order of place, or none where it has no list.

    Numbered notes under a heading such as "References" ("3. Ibid., 45") are left to the reader of notes.
    """
    listed = [item for section in find_sections(layout, "references") for item in section_items(section)]
    return tuple(listed or _numbered_list(layout) or _bare_list(layout))


def section_items(section: Section) -> list[Item]:
    """The items of one list; a section less than half of whose items look like references is no list."""
    items: list[Item] = []
    for run in split_runs(section):
        found = [item for group in run if (item := _item(group)) and not _is_comment(item)]
        if not found:
            break
        items += found
    telling = sum(looks_like_reference(item.raw) for item in items)
    is_notes = is_note_list([item.raw for item in items if item.label])
    return items if telling * 2 >= len(items) and not is_notes else []


def _is_comment(item: Item) -> bool:
    """Whether a numbered entry is a note on the text, as Science prints them among the references: "I thank …"."""
    return item.label is not None and bool(_COMMENT.match(item.raw)) and not is_dated(item.raw)


def _item(group: Group) -> Item | None:
    """The entry that a group of lines prints, or None where nothing stands after its mark."""
    first, *others = group.lines
    after_mark = first.text[group.mark.end if group.mark else 0 :]
    raw = _TAGS_AT_END.sub("", "\n".join([after_mark.strip(), *(line.text.strip() for line in others)]).strip())
    begun = first if after_mark.strip() else others[0] if others else None
    if begun is None:
        return None
    words = after_mark if begun is first else begun.text
    last = group.lines[-1]
    label = group.mark.label if group.mark else None
    end = last.start + len(_TAGS_AT_END.sub("", last.text.rstrip()))
    return Item(begun.end - len(words.lstrip()), end, raw, label) if raw else None


def _numbered_list(layout: Layout) -> list[Item]:
    """A numbered list that no heading announces and the marks of the text prove."""
    section = numbered_section(layout)
    return section_items(section) if section else []


def _bare_list(layout: Layout) -> list[Item]:
    """A list that no heading announces: the last run of three or more sure references, with no text after it."""
    paragraphs = layout.paragraphs
    notes = next((section.heading_start for section in find_sections(layout, "notes")), len(layout.text))
    sure = [paragraph.start < notes and _is_entry(paragraph) for paragraph in paragraphs]
    if not any(sure):
        return []
    last = len(sure) - 1 - sure[::-1].index(True)
    if not _is_end([*takewhile(lambda p: not is_closing(p, None), paragraphs[last + 1 :])]):
        return []
    first = _first_of_run(paragraphs, sure, last)
    items = section_items(Section("", paragraphs[first].start, paragraphs[first : last + 1]))
    return items if sum(surely_reference(item.raw) for item in items) >= max(_FEWEST_BARE, 0.8 * len(items)) else []


def _is_entry(paragraph: Paragraph) -> bool:
    """Whether the paragraph may stand in a list without heading: surely a reference, and no note that has a number."""
    mark = read_mark(paragraph.first)
    if mark and mark.number is not None and not is_inverted(paragraph.text[mark.end :]):
        return False
    return surely_reference(paragraph.text) and not paragraph.first.lstrip().startswith("[^")


def _is_end(paragraphs: Sequence[Paragraph]) -> bool:
    short = all(len(paragraph.text) <= _LONGEST_AFTER for paragraph in paragraphs)
    return len(paragraphs) <= _MOST_AFTER and short


def _first_of_run(paragraphs: Sequence[Paragraph], sure: Sequence[bool], last: int) -> int:
    """Where the run begins that ends at `last`: one short line or torn entry may stand between two sure ones."""
    first = last
    for at in range(last - 1, -1, -1):
        if sure[at]:
            first = at
        elif first - at > 1 or len(paragraphs[at].text) > _LONGEST_AFTER:
            break
    return first
