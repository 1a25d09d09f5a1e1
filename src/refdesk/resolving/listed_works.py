"""Which item of the reference list a description in a note is of.

In: the references of the list, and the words of a note. Out: the id of the one whose author begins the words, whose
title follows there, and whose year stands behind. A note may leave out the subtitle, and it need not have been parsed
well: "David McKitterick, Print, Manuscript and the Search for Order, 1450–1830 (Cambridge, 2003)" is read as printed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from refdesk.model.citation import Reference
from refdesk.resolving.fitting import fold

_FIRST_WORDS = 4
"""The family name is among so many words of a note, after given names."""

_WORDS_BETWEEN = 8
"""Words between the family name and the title: co-authors, "et al.", a date in brackets."""

_LONGEST = 400
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_SUBTITLE = re.compile(r"[:;?!–—]\s|\.\s")


class ListedWorks:
    """The items of a reference list by the last words of their first authors' names."""

    def __init__(self, listed: Iterable[Reference]) -> None:
        self._by_name: dict[str, list[Reference]] = {}
        for reference in listed:
            for name in reference.work.creators[:1]:
                self._by_name.setdefault(fold(name.label).rpartition(" ")[2], []).append(reference)

    def described(self, words: str) -> str | None:
        """The id of the only item that the words describe, or that with the longest title; else None."""
        head = fold(words[:_LONGEST])
        found = sorted(self._candidates(head, _YEAR.findall(words)), reverse=True)
        best = [key for length, key in found if length == found[0][0]]
        return best[0] if len(best) == 1 else None

    def _candidates(self, head: str, years: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The items that could be meant, each with the length of the title that the words hold."""
        tokens = head.split()
        for at, word in enumerate(tokens[:_FIRST_WORDS]):
            for reference in self._by_name.get(word, ()):
                rest = " ".join(tokens[at + 1 :])
                title = _title_in(rest, reference.work.title or "")
                year = str(reference.work.year)
                if title and years.count(year) > _YEAR.findall(title).count(year):
                    yield len(title), reference.id


def _title_in(rest: str, title: str) -> str | None:
    """The title, or the part of it before a colon, where it stands near the beginning of the words."""
    for form in (title, _SUBTITLE.split(title, maxsplit=1)[0]):
        folded = fold(form)
        at = f" {rest} ".find(f" {folded} ") if folded else -1
        if at >= 0 and rest[:at].count(" ") <= _WORDS_BETWEEN:
            return folded
    return None
