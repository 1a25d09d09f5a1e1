"""Do a document's citations and its list of sources agree?

In: an Extraction. Out: Problems with their places: cited and not listed, listed and never cited, a year or a spelling
at odds, one author and year for two works, numbers of notes missing or repeated, a quotation without a source.
What the reading of the document found odd already stands in the Extraction and is not told again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from refdesk.model.citation import AtOdds, Citation, Cite, Note, Reference
from refdesk.model.document import Extraction
from refdesk.model.problem import Problem
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_notes
from refdesk.reading.sentences import sentence_around
from refdesk.resolving.fitting import OTHERS, fits_title, fold, labels

_IN_TEXT = frozenset({"parenthetical", "narrative", "numeric"})
_SPELT_ALIKE = 80
"""Ratio of rapidfuzz from which two names of one year may be one with a slip of spelling."""

_YEARS_APART = 2
_FEWEST_WORDS = 8
"""Words from which a passage in quotation marks is a quotation and no term or title."""

_BEHIND = 120
"""So far behind a quotation its source may stand, a sentence later."""

_QUOTATION = re.compile(r"“[^“”]{30,1500}”|„[^„“”]{30,1500}[“”]|«[^«»]{30,1500}»|(?<!\w)\"[^\"“”]{30,1500}\"")
_LINES = {
    "year": ("year-at-odds", "{cite} is cited with another year than its entry in the list, {listed}."),
    "spelling": ("spelling-at-odds", "{cite} is spelt otherwise in the list: {listed}."),
    "authors": ("authors-at-odds", "{cite} names other authors than its entry in the list, {listed}."),
}


def consistency(extraction: Extraction) -> tuple[Problem, ...]:
    """What is at odds within one document, in order of place."""
    listed = _List([reference for reference in extraction.references if reference.where == "list"])
    layout = Layout(extraction.document.text)
    notes = find_notes(layout)
    problems = [
        *(_of_cites(extraction, listed) if listed.references else ()),
        *(_never_cited(extraction, listed) if _cites_formally(extraction) else ()),
        *(_same_author_year(listed.references) if "author-date" in extraction.conventions else ()),
        *_numbers_of_notes(notes),
        *(_without_source(extraction, layout, notes) if _cites_formally(extraction) else ()),
    ]
    return tuple(sorted(problems, key=lambda problem: (problem.start or 0, problem.code)))


def _cites_formally(extraction: Extraction) -> bool:
    return any(citation.kind != "attributed" for citation in extraction.citations)


# -- citations and the list --------------------------------------------------------------------------------------------


def _of_cites(extraction: Extraction, listed: "_List") -> Iterator[Problem]:
    """Cites that the list lacks, or has with another year or spelling; each source is told at its first place."""
    by_id = {reference.id: reference for reference in extraction.references}
    told: set[tuple[object, ...]] = set()
    for citation in extraction.citations:
        for cite in citation.cites if citation.kind in _IN_TEXT else ():
            words = (cite.author, cite.year, cite.title, cite.key, cite.at_odds, None if cite.author else citation.text)
            if words not in told and (problem := _of_cite(citation, cite, by_id, listed)):
                told.add(words)
                yield problem


def _of_cite(citation: Citation, cite: Cite, by_id: dict[str, Reference], listed: "_List") -> Problem | None:
    """What is at odds between one cite and the list."""
    if cite.references:
        known = by_id.get(cite.references[0])
        return _at_odds(citation, cite, known, cite.at_odds) if cite.at_odds and known else None
    near, odds = listed.nearest(cite)
    if near:
        return _at_odds(citation, cite, near, odds) if odds else None
    message = f"{_called(citation, cite)} is cited, but the list has no such entry."
    return Problem("cited-not-listed", message, citation.start, citation.end)


def _at_odds(citation: Citation, cite: Cite, listed: Reference, odds: AtOdds) -> Problem:
    code, message = _LINES[odds]
    told = message.format(cite=_called(citation, cite), listed=_entry(listed))
    return Problem(code, told, citation.start, citation.end)


def _called(citation: Citation, cite: Cite) -> str:
    if cite.author is None:
        return cite.title or cite.key or citation.text
    return f"{cite.author} ({cite.year})" if cite.year else cite.author


def _entry(reference: Reference) -> str:
    names = [name.label for name in reference.work.creators if name != OTHERS]
    called = f"{names[0]} et al." if len(names) > 2 else " & ".join(names) or reference.work.title or reference.raw[:40]
    return f"{called} ({reference.work.year or 'n.d.'})"


class _List:
    """The entries of a reference list by name and by year, so that a cite is held against a few of them."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.references = references
        self._by_name: dict[str, list[Reference]] = {}
        self._by_year: dict[tuple[int, str], list[Reference]] = {}
        self._by_title: dict[tuple[int | None, str], list[Reference]] = {}
        for reference in references:
            titled = reference.work.year, _title_word(reference.work.title or "")
            self._by_title.setdefault(titled, []).append(reference)
            for name in _names(reference):
                self._by_name.setdefault(name, []).append(reference)
                if reference.work.year is not None:
                    self._by_year.setdefault((reference.work.year, name[:1]), []).append(reference)

    def nearest(self, cite: Cite) -> tuple[Reference | None, AtOdds | None]:
        """The one entry that comes near to a cite that none fits, and what is at odds.

        Nothing is, where the cite calls a signed work by its title.
        """
        if not cite.author or not cite.year or not cite.year[:4].isdigit():
            return None, None
        names = {fold(cite.author), *map(fold, cite.families[:1])}
        year = int(cite.year[:4])
        same = (each for name in names for each in self._by_name.get(name, ()))
        other_year = {each.id: each for each in same if _is_near(each.work.year, year)}
        if len(other_year) == 1:
            return next(iter(other_year.values())), "year"
        if titled := self._titled(cite.author, year):
            return titled, None
        dated = (each for name in names for each in self._by_year.get((year, name[:1]), ()))
        spelt = {each.id: each for each in dated if _is_spelt_alike(names, _names(each))}
        return (next(iter(spelt.values())), "spelling") if len(spelt) == 1 else (None, None)

    def _titled(self, title: str, year: int) -> Reference | None:
        """The one entry of that year whose title is, or begins with, what the cite gives for an author."""
        dated = self._by_title.get((year, _title_word(title)), ())
        fitting = [each for each in dated if fits_title(each.work, title)]
        return fitting[0] if len(fitting) == 1 else None


def _title_word(title: str) -> str:
    words = [word for word in fold(title).split() if len(word) > 3]  # an article does not count
    return words[0] if words else ""


def _names(reference: Reference) -> frozenset[str]:
    first = next((name for name in reference.work.creators if name != OTHERS), None)
    return labels(first) if first else frozenset({fold(reference.work.title or "")})


def _is_near(year: int | None, cited: int) -> bool:
    return year is not None and 0 < abs(year - cited) <= _YEARS_APART


def _is_spelt_alike(names: Iterable[str], others: Iterable[str]) -> bool:
    return any(one != other and fuzz.ratio(one, other) >= _SPELT_ALIKE for one in names for other in others)


def _never_cited(extraction: Extraction, listed: "_List") -> Iterator[Problem]:
    cited = {key for citation in extraction.citations for cite in citation.cites for key in cite.references}
    near = {
        found.id
        for citation in extraction.citations
        for cite in citation.cites
        if not cite.references and (found := listed.nearest(cite)[0])
    }
    for reference in listed.references:
        if reference.id not in cited | near:
            message = f"{_entry(reference)} is listed, but never cited."
            yield Problem("listed-not-cited", message, reference.start, reference.end)


def _same_author_year(listed: Sequence[Reference]) -> Iterator[Problem]:
    """Entries that a cite by author and year cannot tell apart."""
    groups: dict[tuple[object, ...], list[Reference]] = {}
    for reference in listed:
        creators = tuple(fold(name.label) for name in reference.work.creators)
        if creators and reference.work.year is not None:
            groups.setdefault((creators, reference.work.year), []).append(reference)
    for alike in groups.values():
        suffixes = [reference.label for reference in alike]
        if len(alike) > 1 and (None in suffixes or len(set(suffixes)) < len(alike)):
            for reference in alike[1:]:
                message = (
                    f"Another entry of the list is {_entry(reference)} too; letters (2020a, 2020b) would part them."
                )
                yield Problem("same-author-year", message, reference.start, reference.end)


# -- notes -------------------------------------------------------------------------------------------------------------


def _numbers_of_notes(notes: Sequence[Note]) -> Iterator[Problem]:
    """Numbers that the notes leave out or have twice; a new chapter may begin again at 1."""
    numbered = [(int(note.label), note) for note in notes if note.label.isdecimal() and len(note.label) < 5]
    for (number, note), (following, behind) in pairwise(numbered):
        if following == number:
            message = f"The number {number} stands before two notes."
            yield Problem("note-number-repeated", message, behind.start, behind.end)
        elif following > number + 1:
            lacking = f"{number + 1}" if following == number + 2 else f"{number + 1} to {following - 1}"
            message = f"Between the notes {number} and {following} there is no note {lacking}."
            yield Problem("note-number-missing", message, note.start, note.end)


# -- quotations --------------------------------------------------------------------------------------------------------


def _without_source(extraction: Extraction, layout: Layout, notes: Sequence[Note]) -> Iterator[Problem]:
    """Quotations in running text with no citation in their sentence, the one before, or right behind."""
    flat = layout.flat
    starts = sorted(citation.start for citation in extraction.citations)
    elsewhere = sorted([*((n.start, n.end) for n in notes), *((r.start, r.end) for r in extraction.references)])
    for quotation in _QUOTATION.finditer(flat):
        start, end = quotation.span()
        if len(quotation[0].split()) < _FEWEST_WORDS or _is_within(start, elsewhere):
            continue
        first, last = _reach(flat, start, end)
        at = bisect_left(starts, first)
        if at == len(starts) or starts[at] > last:
            words = " ".join(quotation[0].split()[:5])
            yield Problem("quote-without-source", f"No source is given for the quotation {words} …", start, end)


def _reach(flat: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the source of a quotation may stand."""
    first, _ = sentence_around(flat, start, start)
    before, _ = sentence_around(flat, max(0, first - 2), max(0, first - 1))
    _, last = sentence_around(flat, end - 1, end)
    return before, last + _BEHIND


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(spans, (at + 1,)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]
