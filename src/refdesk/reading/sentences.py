"""The sentence around a mark.

In: text and the place of a mark. Out: the place of the sentence or of the paragraph that holds it, at most a few
hundred characters to either side, so that a list or a table without full stops stays readable.
"""

import re

_MOST = 500
_END = re.compile(r"[.!?]['\"”’)\]*_]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\[\^?[\w-]+\])*\s+(?=[\"“‘(*_]*[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:al|cf|Dr|ed|eds|e\.g|i\.e|Mr|Mrs|Ms|no|p|pp|Prof|St|vol|vs|U\.S|U\.N))\.\s+$"
)

_BREAK = re.compile(r"\n[ \t\r]{0,200}(?=\n)|^(?:#{1,6}[ \t][^\n]{0,300}|[=-]{3,300}[ \t\r]{0,9})$", re.MULTILINE)
"""A blank line, a heading of Markdown, the line below such a heading."""


def sentence_around(flat: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence around the mark from `start` to `end`.

    A mark after a full stop belongs to the sentence before it.
    """
    window = max(0, start - _MOST)
    bounds = [
        match.end()
        for match in _END.finditer(flat, window, min(len(flat), end + _MOST))
        if not _ABBREVIATION.search(flat, window, match.end())
    ]
    first = max((bound for bound in bounds if bound <= start), default=_word_after(flat, window))
    last = min((bound for bound in bounds if bound >= end), default=_word_before(flat, min(len(flat), end + _MOST)))
    return first, last


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of what no blank line and no heading parts from the mark; a heading is a paragraph of its own."""
    window, last = max(0, start - _MOST), min(len(text), end + _MOST)
    bounds = {bound for match in _BREAK.finditer(text, window, last) for bound in match.span()}
    first = max((bound for bound in bounds if bound <= start), default=window)
    return first, min((bound for bound in bounds if bound >= end), default=last)


def _word_after(flat: str, at: int) -> int:
    """The start of a whole word at or after `at`, or `at` where no word ends for long."""
    found = next((end for end in range(at, min(at + _MOST, len(flat))) if flat[end - 1].isspace()), at)
    return found if at else 0


def _word_before(flat: str, at: int) -> int:
    """The end of a whole word at or before `at`, or `at` where no word begins for long."""
    if at == len(flat):
        return at
    return next((start for start in range(at, max(0, at - _MOST), -1) if flat[start].isspace()), at)
