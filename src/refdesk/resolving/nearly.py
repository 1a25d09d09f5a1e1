"""The one reference that a cite means although something is at odds.

In: a cite that no described work fits outright, and the references of its document. Out: the id of the reference, and
what is at odds: how a name is spelled, which authors are named, or the year. Where two references come as near, none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from refdesk.model.citation import AtOdds, Cite, Reference
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.names import PARTICLES
from refdesk.resolving.fitting import OTHERS, fits, fold, is_called, labels

_LIST_MARK = re.compile(r"\s{0,9}(?:\[[^\[\]]{1,40}\]|\(?\d{1,4}[.)\]]|[-•*–])")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d[a-z]?(?![a-z\d])")
_ACRONYM = re.compile(r"[(\[]([^\W\d_a-z]{2,10})[)\]]")
_LONGEST_HEAD = 400
_FIRST_WORDS = 4
"""The family name of the first author is among so many words: initials or a particle may stand before it."""

_END = 3
_LONGEST_INITIALS = 2
_FEWEST_LETTERS = 5
"""Names so long may differ in one letter and be the same name misspelled; Li and Lu are two people."""

_TRANSLITERATED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("yev", "ev"), ("kh", "h"))
_NEAR_YEARS = 1


class Heads:
    """The printed beginnings of references: they say who and when even where a reference was not well understood."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._words: dict[str, list[str]] = {}
        self._years: dict[str, frozenset[str]] = {}
        self._acronyms: dict[str, frozenset[str]] = {}
        self._places: dict[str, list[str]] = {}
        for reference in references:
            self._add(reference)

    def _add(self, reference: Reference) -> None:
        mark = _LIST_MARK.match(reference.raw)
        words = fold(reference.raw[mark.end() if mark else 0 : _LONGEST_HEAD]).split()
        self._words[reference.id] = words
        self._years[reference.id] = frozenset(match.group() for match in _YEAR.finditer(reference.raw))
        self._acronyms[reference.id] = frozenset(map(fold, _ACRONYM.findall(reference.raw[:_LONGEST_HEAD])))
        for word in dict.fromkeys((*words[:_FIRST_WORDS], *self._acronyms[reference.id])):
            self._places.setdefault(word, []).append(reference.id)

    def fitting(self, cite: Cite) -> tuple[str, ...]:
        """Ids of the references that print the cite's names at their beginning, and its year, sorted."""
        names = [fold(family).split() for family in cite.families or (cite.author or "",)]
        if not all(names) or not any(len(word) > 1 for word in names[0]):
            return ()
        near = self._places.get(names[0][0], ())
        return tuple(sorted(key for key in near if self._has_names(key, names) and self._has_year(key, cite.year)))

    def _has_names(self, key: str, names: Sequence[Sequence[str]]) -> bool:
        words, first = self._words[key], names[0]
        begins = any(words[at : at + len(first)] == first for at in self._starts(words))
        begins = begins or (len(first) == 1 and first[0] in self._acronyms[key])
        return begins and all(set(name) <= set(words) for name in names[1:])

    @staticmethod
    def _starts(words: Sequence[str]) -> Iterator[int]:
        """Where the first family name may begin: at the beginning, or after initials and particles."""
        for at, word in enumerate(words[:_FIRST_WORDS]):
            yield at
            if len(word) > _LONGEST_INITIALS and word not in PARTICLES:
                return

    def _has_year(self, key: str, year: str | None) -> bool:
        """Whether the year is printed; a letter counts only where the reference has one, too."""
        if year is None:
            return True
        if not year[:4].isdigit():
            return f" {fold(year)} " in f" {' '.join(self._words[key])} "
        printed = {found for found in self._years[key] if found[:4] == year[:4]}
        return bool(printed) and (len(year) == 4 or year in printed or year[:4] in printed)


class Nearby:
    """Works laid out by first author and by year, for cites that fit none outright."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self._works = works
        self._by_author: dict[str, list[str]] = {}
        self._by_ends: dict[tuple[int | None, str], list[str]] = {}
        for key, work in works.items():
            names = _names(work)
            for label in {_last_word(label) for label in labels(names[0])} if names else ():
                self._by_author.setdefault(label, []).append(key)
            for end in _ends(names[0].label) if names else ():
                self._by_ends.setdefault((work.year, end), []).append(key)

    def meant(self, cite: Cite) -> tuple[str, AtOdds | None] | None:
        """The only work that comes near and what is at odds, or None; a place or title in an author's room has none."""
        if not cite.families:
            return None
        return self._by_other_authors(cite) or self._by_other_spelling(cite) or self._by_other_year(cite)

    def _by_other_authors(self, cite: Cite) -> tuple[str, AtOdds] | None:
        """First author and year agree, and every other author named is one: two of three, or "et al." for two."""
        year = _year_of(cite)
        found = [
            key for key in self._of_first(cite) if self._works[key].year == year and self._holds(key, cite.families)
        ]
        return (found[0], "authors") if len(found) == 1 else None

    def _by_other_spelling(self, cite: Cite) -> tuple[str, AtOdds | None] | None:
        """The same year, and names that sound the same ("Mueller" for Müller), or have one letter otherwise."""
        year = _year_of(cite)
        near = dict.fromkeys(k for end in _ends(cite.families[0]) for k in self._by_ends.get((year, end), ()))
        for apart in (0, 1):
            found = [key for key in near if self._letters_apart(key, cite) == apart]
            if found:
                return (found[0], "spelling" if apart else None) if len(found) == 1 else None
        return None

    def _by_other_year(self, cite: Cite) -> tuple[str, AtOdds] | None:
        """The sole work of just these authors, a year earlier or later; or whose year was not yet known."""
        if cite.year is None:
            return None
        undated = replace(cite, year=None, date=None, title=None)
        found = [key for key in self._of_first(cite) if fits(self._works[key], undated)]
        if len(found) != 1:
            return None
        year, listed = _year_of(cite), self._works[found[0]].year
        near = year is None or listed is None or abs(year - listed) <= _NEAR_YEARS
        return (found[0], "year") if near else None

    def _of_first(self, cite: Cite) -> Iterator[str]:
        first = cite.families[0]
        for key in dict.fromkeys(self._by_author.get(_last_word(fold(first)), ())):
            if is_called(_names(self._works[key])[0], first):
                yield key

    def _holds(self, key: str, families: Sequence[str]) -> bool:
        names = _names(self._works[key])
        return all(any(is_called(name, family) for name in names) for family in families)

    def _letters_apart(self, key: str, cite: Cite) -> int | None:
        """0 where all authors named sound like those of the work, 1 where one has one letter otherwise, else None."""
        names = _names(self._works[key])
        if not (len(names) > 1 if cite.et_al else len(names) == len(cite.families)):
            return None
        pairs = [(_sound(family), _sound(name.label)) for family, name in zip(cite.families, names, strict=False)]
        others = [pair for pair in pairs if pair[0] != pair[1]]
        near = len(others) < 2 and all(_one_letter_apart(*pair) for pair in others)
        return len(others) if near else None


def _names(work: Work) -> list[Name]:
    return [name for name in work.creators if name != OTHERS]


def _year_of(cite: Cite) -> int | None:
    return int(cite.year[:4]) if cite.year and cite.year[:4].isdigit() else None


def _last_word(label: str) -> str:
    return label.rpartition(" ")[2]


@lru_cache(maxsize=1 << 14)
def _sound(name: str) -> str:
    """The letters of a name without what languages and typists write in two ways."""
    letters = fold(name).replace(" ", "")
    for written, other in _TRANSLITERATED:
        letters = letters.replace(written, other)
    return letters


def _ends(name: str) -> tuple[str, str]:
    """First and last letters of a name, marked as such: one wrong letter leaves one of the two ends whole."""
    letters = _sound(name)
    return f"{letters[:_END]}-", f"-{letters[-_END:]}"


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is missing, more, or another, or two stand in each other's place."""
    if min(len(one), len(other)) < _FEWEST_LETTERS or abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), None)
    if at is None:
        return True
    mine, theirs = one[at:], other[at:]
    swapped = mine[:2] == theirs[:2][::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]
