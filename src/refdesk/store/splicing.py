"""How do two versions of a file differ? Two contents → the stretch in the middle that differs.

In: bytes before and after. Out: how many bytes at the start and at the end are the same. That is all the journal
needs to keep of the new version of a large file in which one value changed.
"""

from typing import NamedTuple

# Small enough for the processor's cache.
_CHUNK = 1 << 16


class Splice(NamedTuple):
    """So many bytes at the start and at the end stay; what lies between them is replaced."""

    start: int
    end: int

    def middle(self, after: bytes) -> bytes:
        """The stretch of the new version that lies between."""
        return after[self.start : len(after) - self.end]

    def apply(self, before: bytes, middle: bytes) -> bytes:
        """The new version, from the old one and the stretch between."""
        return before[: self.start] + middle + before[len(before) - self.end :]


def spliced(before: bytes, after: bytes) -> Splice:
    """Where `after` differs from `before`. Linear in their length, and fast: equal chunks are compared as a whole."""
    shorter = min(len(before), len(after))
    start = _same_at_start(before, after, shorter)
    return Splice(start, _same_at_end(before, after, shorter - start))


def _same_at_start(before: bytes, after: bytes, limit: int) -> int:
    at, chunk = 0, _CHUNK
    while at < limit and chunk:
        size = min(chunk, limit - at)
        if before[at : at + size] == after[at : at + size]:
            at += size
        else:
            chunk = size // 2
    return at


def _same_at_end(before: bytes, after: bytes, limit: int) -> int:
    same, chunk = 0, _CHUNK
    while same < limit and chunk:
        size = min(chunk, limit - same)
        ends = len(before) - same, len(after) - same
        if before[ends[0] - size : ends[0]] == after[ends[1] - size : ends[1]]:
            same += size
        else:
            chunk = size // 2
    return same
