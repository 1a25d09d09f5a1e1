"""What does a file or a pasted text hold that could go into the library? Bytes → items, each with its place.

In: bytes, the name of their format or None, and what to call them. Out: a Source. BibTeX items keep their own text, so
that it can be pasted as it stands; items of all other formats come as Entries. What cannot be read is left out with
its place and a reason. Raises RefdeskError for bytes of no known format.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.biblatex import entries_of, entry_of
from refdesk.formats.exchange import READABLE, LeftOut, read_works, sniff
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.problem import Problem

BIBTEX = frozenset({"bibtex", "biblatex"})
NOT_WORKS = frozenset({"set", "xdata"})
"""Entry types that are no works of their own: they lend their fields, or gather others (biblatex manual 2.1.1)."""

_PLACE = re.compile(r"Line (\d+): ")
_ALREADY_TOLD = frozenset({"broken-block", "commented-entry", "duplicate-key", "no-key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One item of a source.

    `entry.citekey` is the source's own key, or empty; `block` the item's own BibTeX text, if it has one; `wanted` a
    citekey to give it where it has none; `doubts` are sentences on what a person should look at.
    """

    entry: Entry
    place: str = ""
    block: BibEntry | None = None
    wanted: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_work(self) -> bool:
        """Whether this is a work, and no @set or @xdata."""
        return self.block is None or self.block.type not in NOT_WORKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one file or text holds. `macros` are its @strings; `notes` tell what in it is no entry and stays there."""

    name: str
    format: str
    items: tuple[Incoming, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)


def read_source(data: bytes, format: str | None, name: str) -> Source:  # noqa: A002 - as on the command line
    """The items of `data`; without a format it is found out. Raises RefdeskError where that cannot be done."""
    known = format or sniff(data, name)
    if known is None:
        raise RefdeskError(
            "is in no format that refdesk knows", where=name, remedy=f"name it with --format: {', '.join(READABLE)}"
        )
    if known in BIBTEX:
        return _read_bibtex(data, known, name)
    imported = read_works(data, known, name)
    items = tuple(Incoming(entry=entry, place=_place_of(entry)) for entry in imported.entries)
    return Source(name=name, format=known, items=items, left_out=imported.left_out)


def _place_of(entry: Entry) -> str:
    """What to call an item of a format without lines: its line where the reader gives one, else its id or title."""
    if entry.line is not None:
        return f"line {entry.line}"
    return entry.citekey or (entry.work.title or entry.work.doi or entry.work.url or "")[:80]


def _read_bibtex(data: bytes, format_name: str, name: str) -> Source:
    bibfile = BibFile.parse(data, where=name)
    entries, problems = entries_of(bibfile)
    doubts = _by_line([*(p for p in bibfile.problems if p.code not in _ALREADY_TOLD), *problems])
    read = {entry.line: entry for entry in entries}
    items = tuple(_incoming(block, read, doubts) for block in bibfile.entries)
    return Source(
        name=name,
        format=format_name,
        items=items,
        left_out=tuple(_left_out(bibfile.problems)),
        notes=tuple(_notes(bibfile)),
        macros=bibfile.macros,
    )


def _incoming(block: BibEntry, read: Mapping[int | None, Entry], doubts: Mapping[int, list[str]]) -> Incoming:
    entry = read.get(block.line) or entry_of(block)
    return Incoming(entry=entry, place=f"line {block.line}", block=block, doubts=tuple(doubts.get(block.line, ())))


def _by_line(problems: Iterable[Problem]) -> dict[int, list[str]]:
    """What is odd about the entries of a file, by the line that each begins on."""
    found: dict[int, list[str]] = {}
    for problem in problems:
        if place := _PLACE.match(problem.message):
            found.setdefault(int(place[1]), []).append(problem.message[place.end() :])
    return found


def _left_out(problems: Iterable[Problem]) -> Iterator[LeftOut]:
    """The blocks that are opened and never closed, and those behind a %."""
    for problem in problems:
        place = _PLACE.match(problem.message)
        if problem.code in {"broken-block", "commented-entry"} and place:
            yield LeftOut(f"line {place[1]}", problem.message[place.end() :].rstrip("."))


def _notes(bibfile: BibFile) -> Iterator[str]:
    """What of the file is no entry, and so not taken."""
    counts: Counter[str] = Counter(block.kind for block in bibfile.blocks if block.kind != "text" or block.raw.strip())
    kinds = (("preamble", "@preamble", "@preambles"), ("comment", "@comment", "@comments"))
    told = [_counted(counts[kind], one, many) for kind, one, many in kinds if counts[kind]]
    if counts["text"]:
        told.append("the free text between entries")
    if told:
        yield f"not taken, for it is no entry: {', '.join(told)}"


def _counted(number: int, noun: str, plural: str) -> str:
    return f"{number} {noun if number == 1 else plural}"
