"""Where a character stands in a text: text and counts of characters → lines and columns, as editors count them."""

from bisect import bisect_right
from itertools import accumulate


class Lines:
    """The lines of a text, to be asked where a character stands."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of the character, both from 1."""
        line = bisect_right(self._starts, at, hi=max(1, len(self._starts) - 1))
        return line, at - self._starts[line - 1] + 1
