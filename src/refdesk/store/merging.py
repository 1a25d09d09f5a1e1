"""What becomes of a file that two hands changed? Three contents → one.

In: the bytes that both found (`base`) and the bytes that each of them left; None is no file. Out: the bytes with the
changes of both. A .bib file is merged block by block, any other line by line. Raises Overlap, which shows both sides,
where they changed the same place; nothing is guessed.
"""

import difflib
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refdesk.formats.bibfile import BibFile
from refdesk.formats.bibfile_merging import HERE_AND_ON_DISK, Overlap, merge
from refdesk.model.errors import RefdeskError
from refdesk.store.settings import parse_toml

# difflib compares every line with every line like it; beyond this the whole stretch counts as one change.
_MOST_PAIRS = 4_000_000
_MOST_SHOWN = 60


def merged(
    name: str,
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    *,
    called: tuple[str, str] = HERE_AND_ON_DISK,
) -> bytes | None:
    """`theirs` with the changes that led from `base` to `ours`; `name` is the file's, which tells how to read it.

    `called` is what an Overlap calls `ours` and `theirs`.

    Raises Overlap where both changed the same place, and where one made or took away what the other wrote in.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if base is None or theirs is None:
        raise Overlap(
            f"{_told(ours)} {called[0]}, but {_told(theirs)} {called[1]}", where=name, remedy="keep one of them"
        )
    content = _merged_content(name, base, ours or b"", theirs, called)
    return content if content.strip() or ours is not None else None


def _told(content: bytes | None) -> str:
    return "is no file" if content is None else f"holds {len(content):,} bytes"


def _merged_content(name: str, base: bytes, ours: bytes, theirs: bytes, called: tuple[str, str]) -> bytes:
    if name.endswith(".bib"):
        found, changed, others = (BibFile.parse(content, where=name) for content in (base, ours, theirs))
        return merge(found, changed, others, called=called).to_bytes()
    content = merge_lines(base, ours, theirs)
    if name.endswith(".toml"):
        _refuse_broken_toml(name, content)
    return content


def _refuse_broken_toml(name: str, content: bytes) -> None:
    """Two tables of one name, each added by one side, merge as lines but are no TOML."""
    try:
        parse_toml(content, name)
    except RefdeskError as error:
        raise Overlap(f"the changes of both sides do not fit: {error.message}", remedy=error.remedy) from None


class _Change(NamedTuple):
    """Lines `start` to `end` of the base (from 0, the last one not included) became `lines`."""

    start: int
    end: int
    lines: list[bytes]


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """The lines of `theirs` with the changes that led from `base` to `ours`.

    Raises Overlap where both changed a line, or lines side by side, and not alike.
    """
    lines, one, other = (content.splitlines(keepends=True) for content in (base, ours, theirs))
    both = sorted({(*change[:2], tuple(change.lines)) for side in (one, other) for change in _changes(lines, side)})
    changes = [_Change(start, end, list(new)) for start, end, new in both]
    for first, second in itertools.pairwise(changes):
        if second.start <= first.end:
            raise _overlap(first, second)
    for change in reversed(changes):
        lines[change.start : change.end] = change.lines
    return b"".join(lines)


def _changes(base: Sequence[bytes], side: Sequence[bytes]) -> Iterator[_Change]:
    start = _same_at_start(base, side)
    end = _same_at_start(base[start:][::-1], side[start:][::-1])
    old, new = base[start : len(base) - end], side[start : len(side) - end]
    if len(old) * len(new) > _MOST_PAIRS or not (old and new):
        if old or new:
            yield _Change(start, start + len(old), list(new))
        return
    for tag, first, last, new_first, new_last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Change(start + first, start + last, list(new[new_first:new_last]))


def _same_at_start(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _overlap(first: _Change, second: _Change) -> Overlap:
    place = f"line {first.start + 1}" if first.end <= first.start + 1 else f"lines {first.start + 1} to {first.end}"
    sides = f"one side has {_shown(first.lines)}, the other {_shown(second.lines)}"
    return Overlap(f"{place} changed on both sides: {sides}", remedy="keep one of them")


def _shown(lines: Sequence[bytes]) -> str:
    if not lines:
        return "nothing"
    text = " ".join(b" ".join(lines)[: 4 * _MOST_SHOWN].decode("utf-8", "replace").split())
    return f"“{text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + '…'}”"
