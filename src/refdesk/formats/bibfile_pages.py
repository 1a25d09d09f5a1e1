"""How are the blocks of a large file kept so that a thousand edits cost a thousand small steps? In pages.

In: the bytes of a file and where they are cut. Out: Pages, an immutable row of pages of some hundred blocks. A page
as read is a span of the file and has its blocks made when they are asked for; an edit copies one page and the row,
never the file. `KeyIndex` tells on which pages a key stands, and follows the edits in the same way.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from refdesk.formats.bibfile_blocks import ENTRY, KINDS, TEXT, Block, Cuts, block_at
from refdesk.formats.bibfile_fields import key_of

_BLOCKS_OF_A_PAGE = 128
# So many changed keys are kept beside the index before they are written into a copy of it.
_MOST_CHANGED_KEYS = 1_000
_LINE_END = re.compile(rb"\r\n|\n|\r")
_ANY_NUMBER = 1 << 60
_SURROGATE = re.compile("[\udc80-\udcff]")
# An entry's head with a key of plain signs: then this is its key, whatever follows.
_PLAIN_KEY = re.compile(rb"@[A-Za-z]+[{(]\s*([^\s@{}(),=\"#%'\\~\x80-\xff]+)\s*,")


class Place(NamedTuple):
    """A block's place: the number of its page, and its number on the page."""

    page: int
    at: int


class SharedLine(int):
    """The line of an entry that is not the first one on it, in all else a number.

    An entry is known by its line. Two of one line must not be taken for each other, hence `rank`, the number of
    entries before this one on the line: it makes the line equal to no other entry's, and to no plain number.
    """

    rank: int

    def __new__(cls, line: int, rank: int) -> Self:
        """The line with this number, behind `rank` other entries."""
        shared = super().__new__(cls, line)
        shared.rank = rank
        return shared

    def __getnewargs__(self) -> tuple[int, int]:  # type: ignore[override]  # int has one argument, this has two
        """What a copy is made of."""
        return int(self), self.rank

    def __eq__(self, other: object) -> bool:
        """Whether this is the line of the same entry."""
        return isinstance(other, SharedLine) and (int(self), self.rank) == (int(other), other.rank)

    def __ne__(self, other: object) -> bool:
        """Whether this is another entry's line."""
        return not self == other

    def __hash__(self) -> int:
        """Differs for the entries of one line."""
        return hash((int(self), self.rank))


class Page:
    """Blocks in order. `keys` has the key of each entry, and None for the other blocks."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the page."""
        return self._blocks

    def block(self, at: int) -> Block:
        """The block number `at` of the page."""
        return self.blocks[at]

    @cached_property
    def keys(self) -> tuple[str | None, ...]:
        """The key of each block that is an entry, else None."""
        return tuple(entry_key(block) if block.kind == "entry" else None for block in self.blocks)

    def read_keys(self) -> Iterator[str]:
        """The keys of the entries in order."""
        return (key for key in self.keys if key is not None)

    def data(self) -> bytes:
        """The bytes of the page."""
        return "".join(block.raw for block in self.blocks).encode("utf-8", "surrogateescape")

    @cached_property
    def all_line_ends(self) -> int:
        """The line ends on the page."""
        return sum(self.line_ends)

    @cached_property
    def line_ends(self) -> tuple[int, ...]:
        """The line ends in each block."""
        return tuple(count_line_ends(block.raw.encode("utf-8", "surrogateescape")) for block in self.blocks)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of bytes of each block."""
        return tuple(len(block.raw.encode("utf-8", "surrogateescape")) for block in self.blocks)

    @property
    def size(self) -> int:
        """The number of bytes of the page."""
        return sum(self.sizes)

    def kinds(self) -> bytes:
        """The kind of each block, as its number in KINDS."""
        return bytes(KINDS.index(block.kind) for block in self.blocks)

    def with_blocks(self, start: int, stop: int, *blocks: Block) -> "Page":
        """A page that has `blocks` in the place of its blocks from `start` to `stop`."""
        page = Page((*self.blocks[:start], *blocks, *self.blocks[stop:]))
        keys = (entry_key(block) if block.kind == "entry" else None for block in blocks)
        page.__dict__["keys"] = (*self.keys[:start], *keys, *self.keys[stop:])
        return page


class ReadPage(Page):
    """A page as it stands in the file `source`."""

    def __init__(self, source: bytes, cuts: Cuts, first: int, stop: int) -> None:
        self.source = source
        self._cuts = cuts
        self._first = first
        self._stop = stop

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the page."""
        return self._made_blocks

    def block(self, at: int) -> Block:
        """The block number `at` of the page, made for this call where the others were not asked for."""
        made: tuple[Block, ...] = self.__dict__.get("_made_blocks", ())
        return made[at] if made else block_at(self.source, self._cuts, self._first + at)

    @cached_property
    def _made_blocks(self) -> tuple[Block, ...]:
        return tuple(block_at(self.source, self._cuts, at) for at in range(self._first, self._stop))

    def data(self) -> bytes:
        """The bytes of the page."""
        return self.source[slice(*self.span)]

    @property
    def size(self) -> int:
        """The number of bytes of the page."""
        return self.span[1] - self.span[0]

    def kinds(self) -> bytes:
        """The kind of each block, as its number in KINDS."""
        return self._cuts.kinds[self._first : self._stop]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of bytes of each block."""
        return tuple(stop - start for start, stop in pairwise(self._cuts.bounds[self._first : self._stop + 1]))

    def read_keys(self) -> Iterator[str]:
        """The keys of the entries in order, without making blocks of them where that can be helped."""
        bounds, kinds = self._cuts.bounds, self._cuts.kinds
        for at in range(self._first, self._stop):
            if kinds[at] == ENTRY:
                plain = _PLAIN_KEY.match(self.source, bounds[at])
                yield plain[1].decode("ascii") if plain else entry_key(block_at(self.source, self._cuts, at))

    @property
    def span(self) -> tuple[int, int]:
        """Where the page begins and ends in the file as read."""
        return self._cuts.bounds[self._first], self._cuts.bounds[self._stop]

    @cached_property
    def line_ends(self) -> tuple[int, ...]:
        """The line ends in each block."""
        bounds = self._cuts.bounds[self._first : self._stop + 1]
        if self.source.find(b"\r", bounds[0], bounds[-1]) >= 0:
            return tuple(count_line_ends(self.source[start:stop]) for start, stop in pairwise(bounds))
        return tuple(self.source.count(b"\n", start, stop) for start, stop in pairwise(bounds))

    @cached_property
    def all_line_ends(self) -> int:
        """The line ends on the page."""
        return count_line_ends(self.data())


def entry_key(entry: Block) -> str:
    """The key of an entry, readable."""
    return readable(key_of(entry.raw, entry.body))


def readable(text: str) -> str:
    """The text with bytes that were no UTF-8 read as Windows-1252, as old files mostly are."""
    return text if text.isascii() or not _SURROGATE.search(text) else _SURROGATE.sub(_as_cp1252, text)


def _as_cp1252(match: re.Match[str]) -> str:
    byte = match[0].encode("ascii", "surrogateescape")
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252
        return "\ufffd"


def count_line_ends(data: bytes) -> int:
    """How many lines end in `data`, whatever ends them."""
    return data.count(b"\n") if b"\r" not in data else len(_LINE_END.findall(data))


@dataclass(frozen=True, eq=False)
class Pages:
    """The pages of a file in order."""

    row: tuple[Page, ...]

    @classmethod
    def of(cls, data: bytes, cuts: Cuts) -> "Pages":
        """The pages of a file as read. Free text never begins a page: it stands behind what it follows."""
        firsts, count = [0], len(cuts.kinds)
        while (first := firsts[-1] + _BLOCKS_OF_A_PAGE) < count:
            first += cuts.kinds[first] == TEXT
            firsts.append(first)
        if firsts[-1] < count:
            firsts.append(count)
        return cls(tuple(ReadPage(data, cuts, first, stop) for first, stop in pairwise(firsts)))

    def blocks(self) -> Iterator[Block]:
        """All blocks in order."""
        for page in self.row:
            yield from page.blocks

    def block(self, place: Place) -> Block:
        """The block at `place`."""
        return self.row[place.page].block(place.at)

    def with_lines(self, kinds: Container[int]) -> Iterator[tuple[Block, int]]:
        """The blocks of some kinds, numbers of KINDS, in order, each with its first line."""
        line = 1
        for page in self.row:
            lines = accumulate(page.line_ends, initial=line)
            for at, (kind, first_line) in enumerate(zip(page.kinds(), lines, strict=False)):
                if kind in kinds:
                    yield page.block(at), first_line
            line += page.all_line_ends

    def blocks_of_kind(self, kind: int) -> Iterator[Block]:
        """The blocks of one kind, a number of KINDS, in order."""
        pages = (page for page in self.row if kind in page.kinds())
        return (block for page in pages for block in page.blocks if block.kind == KINDS[kind])

    def data(self, before: bytes) -> bytes:
        """The bytes of all pages, behind `before`."""
        return b"".join((before, *_joined(self.row)))

    def entry_line(self, place: Place) -> int:
        """The first line of the entry at `place`, which is a SharedLine where other entries begin on it."""
        rank, stop = 0, place.at
        for page in reversed(self.row[: place.page + 1]):
            line_ends = page.line_ends[:stop]
            behind = next((at + 1 for at in range(len(line_ends) - 1, -1, -1) if line_ends[at]), 0)
            rank += page.kinds()[behind:stop].count(ENTRY)
            if behind:
                break
            stop = _ANY_NUMBER
        return SharedLine(self.line(place), rank) if rank else self.line(place)

    def line(self, place: Place) -> int:
        """The first line of the block at `place`, from 1."""
        before = sum(page.all_line_ends for page in self.row[: place.page])
        return 1 + before + sum(self.row[place.page].line_ends[: place.at])

    def spliced(self, start: Place, stop: int, *blocks: Block) -> "Pages":
        """`blocks` in the place of those from `start` to the block `stop` of the same page."""
        page = self.row[start.page].with_blocks(start.at, stop, *blocks)
        return Pages((*self.row[: start.page], page, *self.row[start.page + 1 :]))

    def appended(self, *blocks: Block) -> tuple["Pages", int]:
        """`blocks` behind the last one, and the number of the page where they stand."""
        last = self.row[-1] if self.row else None
        if last is None or isinstance(last, ReadPage) or len(last.blocks) >= _BLOCKS_OF_A_PAGE:
            return Pages((*self.row, Page(blocks))), len(self.row)
        size = len(last.blocks)
        return Pages((*self.row[:-1], last.with_blocks(size, size, *blocks))), len(self.row) - 1

    def before(self, place: Place) -> Place | None:
        """The place of the block in front of the one at `place`."""
        if place.at:
            return Place(place.page, place.at - 1)
        pages = (number for number in range(place.page - 1, -1, -1) if self.row[number].blocks)
        number = next(pages, None)
        return None if number is None else Place(number, len(self.row[number].blocks) - 1)

    def last(self) -> Place | None:
        """The place of the last block."""
        return self.before(Place(len(self.row), 0))


def _joined(row: tuple[Page, ...]) -> Iterator[bytes]:
    """The bytes of the pages; those that stand side by side in the file as read come in one piece."""
    number = 0
    while number < len(row):
        page = row[number]
        number += 1
        if not isinstance(page, ReadPage):
            yield page.data()
            continue
        start, stop = page.span
        while number < len(row) and isinstance(following := row[number], ReadPage):
            stop, number = following.span[1], number + 1
        yield page.source[start:stop]


@dataclass(frozen=True, eq=False)
class KeyIndex:
    """On which pages each key stands, a page as often as the key stands on it. `changed` overrides `known`."""

    known: Mapping[str, tuple[int, ...]]
    changed: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, pages: Pages) -> "KeyIndex":
        """The index of a file as read."""
        known: dict[str, tuple[int, ...]] = {}
        repeated: dict[str, list[int]] = {}
        for number, page in enumerate(pages.row):
            alone = (number,)
            for key in page.read_keys():
                if key in known:
                    repeated.setdefault(key, [*known[key]]).append(number)
                else:
                    known[key] = alone
        return cls({**known, **{key: tuple(numbers) for key, numbers in repeated.items()}}, {})

    def __getitem__(self, key: str) -> tuple[int, ...]:
        """The numbers of the pages where the key stands, in order."""
        found = self.changed.get(key)
        return self.known.get(key, ()) if found is None else found

    def without(self, key: str, page: int) -> "KeyIndex":
        """The index after the key was taken from a page."""
        left = list(self[key])
        left.remove(page)
        return self._with(key, tuple(left))

    def having(self, key: str, page: int) -> "KeyIndex":
        """The index after the key was put on a page."""
        return self._with(key, tuple(sorted((*self[key], page))))

    def _with(self, key: str, pages: tuple[int, ...]) -> "KeyIndex":
        changed = {**self.changed, key: pages}
        return (
            KeyIndex(self.known, changed)
            if len(changed) < _MOST_CHANGED_KEYS
            else KeyIndex({**self.known, **changed}, {})
        )
