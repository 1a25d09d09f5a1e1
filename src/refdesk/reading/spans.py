"""Places in a text, asked many times.

In: any number of spans (start, end). Out: a value that says quickly whether a place lies within one of them.
"""

from bisect import bisect_right
from collections.abc import Iterable


class Spans:
    """Spans of a text, joined where they overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, at: int) -> bool:
        """Whether the character at `at` lies within a span."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._ends[before]
