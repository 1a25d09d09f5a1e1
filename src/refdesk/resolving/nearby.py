"""Which works come near to a cite that none fits, or that several fit, and why?

In: a Library, and records of cites. Out: Candidates, the likeliest first, each with a reason that a person can check.
A cite is held only against works with a name alike or of the same year.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from refdesk.model.library import CitationRecord, Library
from refdesk.model.work import Work
from refdesk.resolving.fitting import OTHERS, Shelf, fits_title, fold, labels
from refdesk.resolving.records import cite_of

MOST = 9
"""Candidates are picked by one digit."""

_CROWD = 200
"""So many works at most with one name, or of one year and letter, are looked at."""

_BEGINNING = 2
"""Slips of spelling are looked for in names that begin with the same letters."""

_LONGEST_ARTICLE = 3
_SPELT_ALIKE = 80
"""Ratio of rapidfuzz from which one name may be another with a slip of spelling."""

_YEARS = {0: 0.7, 1: 0.6, 2: 0.35, 3: 0.3}
"""How likely a work of the same first author is meant whose year is so far away; further away, it is not."""

_NO_YEAR = 0.5
_SPELLING = 0.6
_TITLE = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that may be meant, why, and how likely that is, from 0 to 1."""

    citekey: str
    why: str
    likeness: float


class Nearby:
    """The described works of a library by name and by year."""

    def __init__(self, library: Library) -> None:
        self._works = {entry.citekey: entry.work for entry in library.entries if not entry.is_stub}
        self._shelf: Shelf | None = None
        self._by_name: dict[str, list[str]] = {}
        self._by_year: dict[tuple[int, str], list[tuple[str, str]]] = {}
        self._by_title: dict[tuple[int | None, str], list[str]] = {}
        for key, work in self._works.items():
            self._by_title.setdefault((work.year, _title_word(work.title or "")), []).append(key)
            for name in _names(work):
                self._by_name.setdefault(name, []).append(key)
                if work.year is not None:
                    self._by_year.setdefault((work.year, name[:_BEGINNING]), []).append((name, key))

    def near(self, record: CitationRecord) -> tuple[Candidate, ...]:
        """The works that come near to what the cite names, its own document and the work it has apart."""
        found: dict[str, Candidate] = {}
        for candidate in self._compared(record):
            other = found.get(candidate.citekey)
            if candidate.citekey not in {record.document, record.work} and (
                other is None or other.likeness < candidate.likeness
            ):
                found[candidate.citekey] = candidate
        return tuple(sorted(found.values(), key=lambda each: (-each.likeness, each.citekey)))[:MOST]

    def described(self, record: CitationRecord, citekeys: Iterable[str]) -> tuple[Candidate, ...]:
        """The works with these keys as candidates, in their order."""
        works = ((key, self._works.get(key)) for key in citekeys)
        return tuple(Candidate(key, _why_it_fits(record, work), _YEARS[0]) for key, work in works)

    def fitting(self, record: CitationRecord) -> tuple[Candidate, ...]:
        """The described works that the cite fits in all that it says, the work it has apart."""
        self._shelf = self._shelf or Shelf(self._works)
        apart = {record.document, record.work}
        keys = self._shelf.fitting(cite_of(record)) if record.author else ()
        return self.described(record, [key for key in keys if key not in apart][:MOST])

    def _compared(self, record: CitationRecord) -> Iterator[Candidate]:
        cite = cite_of(record)
        year = int(cite.year[:4]) if cite.year and cite.year[:4].isdigit() else None
        asked = dict.fromkeys(filter(None, (fold(cite.author or ""), *map(fold, cite.families[:1]))))
        for name in asked:
            yield from self._of_one_name(name, year)
            yield from self._spelt_alike(name, year)
        if cite.author and year is not None:
            yield from self._of_one_title(cite.author, year)

    def _of_one_name(self, name: str, year: int | None) -> Iterator[Candidate]:
        for key in self._by_name.get(name, ())[:_CROWD]:
            work = self._works[key]
            if year is None or work.year is None:
                yield Candidate(key, "the same name; one of them has no year", _NO_YEAR)
            elif (apart := abs(year - work.year)) in _YEARS:
                yield Candidate(key, _why_of_one_name(work, year), _YEARS[apart])

    def _spelt_alike(self, name: str, year: int | None) -> Iterator[Candidate]:
        if year is None:
            return
        for other, key in self._by_year.get((year, name[:_BEGINNING]), ())[:_CROWD]:
            if other != name and fuzz.ratio(name, other) >= _SPELT_ALIKE:
                yield Candidate(key, f"the same year; the name is spelt {_first(self._works[key])} there", _SPELLING)

    def _of_one_title(self, title: str, year: int) -> Iterator[Candidate]:
        for key in self._by_title.get((year, _title_word(title)), ())[:_CROWD]:
            if fits_title(self._works[key], title):
                yield Candidate(key, "its title begins so", _TITLE)


def _title_word(title: str) -> str:
    """The first word of a title that is no article."""
    return next((word for word in fold(title).split() if len(word) > _LONGEST_ARTICLE), "")


def _names(work: Work) -> Iterable[str]:
    """Under which names a work is looked up: those of its first creator, or its title where it is unsigned."""
    first = next((name for name in work.creators if name != OTHERS), None)
    if first is None:
        return [title] if (title := fold(work.title or "")) else []
    return sorted(filter(None, labels(first)))


def _first(work: Work) -> str:
    return work.creators[0].label if work.creators else work.title or ""


def _why_of_one_name(work: Work, year: int) -> str:
    if work.year == year:
        return "the same name and year; the other authors differ"
    return f"the same name; its year is {work.year}, not {year}"


def _why_it_fits(record: CitationRecord, work: Work | None) -> str:
    if work is None:
        return "no described work any more"
    if record.title:
        return "the name and the short title fit"
    return "the name and the year fit" if record.year or record.date else "the name fits"
