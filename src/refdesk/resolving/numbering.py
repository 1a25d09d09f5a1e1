"""Numbers and labels in brackets, and the items of the list that they mean.

In: marks of running text and the Page they stand on. Out: Citations. A number that no list has cites nothing, unless
other marks prove that the document cites by number: then the list lacks it, and its cite has no reference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from refdesk.model.citation import Citation, CitationKind, Cite
from refdesk.parsing.cite_keys import is_narrative, parse_keys
from refdesk.parsing.cites import LOCATOR, locator_label, parse_locator, tidy_locator
from refdesk.reading.marks import Bracket, is_index, numbered, numbers_in, rises
from refdesk.resolving.page import Page, nearest

_COUNTED = re.compile(r"(?:^|[,:;.!?]|\b(?:and|or|und|oder|et|ou|y|o))\s{0,3}$")
_CLAUSE_END = re.compile(r"\s?(?:[.,;:?!”\"]|$)")
_LABEL_SHAPE = re.compile(r"[^\W\d_a-z][^\W\d_]{0,6}\+?[ -]?\d{2,4}[a-z]?")
_DASHES = re.compile(r"(?<=\d)--(?=\d)")
_PLACE_AFTER = re.compile(
    r",\s{1,20}(?=(?:sections?|secs?\.|§{1,2}|chapters?|ch\.|appendix|pp?\.|pages?)\s?[\dA-Z])" + LOCATOR, re.IGNORECASE
)
# so.[1]: 45 · so.[1]: 45–47 [2]
_PAGE_AFTER = re.compile(r":\s?(?P<locator>\d{1,4}(?:[-–]\d{1,4})?)(?=\s{0,3}(?:[\[.;]|[^\W\d_a-z]|$))")
# in [2, 9] · a scale of [1, 10]
_SPAN_BEFORE = re.compile(
    r"\b(?:in|on|from|over|of|to|between|within|scale|zwischen|entre|tra|tussen)\s?$", re.IGNORECASE
)
_FEWEST = 3


def opening(bracket: Bracket, page: Page) -> str:
    """What the mark begins with, "[" for an escaped bracket, too."""
    return page.flat[bracket.start : bracket.start + 2].removeprefix("\\")[:1]


def numeric(bracket: Bracket, page: Page) -> Citation | None:
    """[3], [1–3], [8, p. 1066]: numbers that the list has, or should have; what follows a number belongs to it."""
    numbers = numbered(bracket.inside)
    if not numbers or is_index(page.flat, bracket.start, bracket.end):
        return None
    lacking = _lacking(bracket, page)
    if lacking and not (page.cites_numbers and _may_lack(bracket, lacking, page)):
        return None
    *firsts, last = (_numbered_cite(number, printed, bracket.start, page) for number, printed in numbers)
    cites = (*firsts, _paged_after(last, bracket, page))
    return citation_at(bracket.start, bracket.end, "numeric", cites, page.flat)


def _lacking(bracket: Bracket, page: Page) -> tuple[str, ...]:
    return tuple(number for number in numbers_in(bracket.inside) if number not in page.numbered)


def _may_lack(bracket: Bracket, lacking: Sequence[str], page: Page) -> bool:
    """Whether numbers that the list lacks may be of items that were forgotten in it: no year, and no interval."""
    spans = len(numbers_in(bracket.inside)) == 2 and _SPAN_BEFORE.search(bracket.before)
    near = all(0 < int(number) <= 2 * page.last_number + _FEWEST for number in lacking)
    return opening(bracket, page) == "[" and near and not spans


def cite_by_number(brackets: Iterable[Bracket], page: Page) -> bool:
    """Whether marks in square brackets prove a numbered list: of the numbers in them it has more than it lacks."""
    marks = [b for b in brackets if page.numbered and b.kind == "numeric" and opening(b, page) == "["]
    lacking = {number for mark in marks for number in _lacking(mark, page)}
    whole = {number for mark in marks if not _lacking(mark, page) for number in numbers_in(mark.inside)}
    found = {number for mark in marks for number in numbers_in(mark.inside)} - lacking
    return bool(whole) and len(found) > len(lacking)


def _numbered_cite(number: str, printed: str | None, at: int, page: Page) -> Cite:
    items = page.numbered.get(number)
    cite = Cite(references=(nearest(items, at),)) if items else Cite(key=f"[{number}]")
    if located := parse_locator(printed) if printed else None:
        return replace(cite, locator=located[0], label=located[1])
    return replace(cite, suffix=printed) if printed else cite


def _paged_after(cite: Cite, bracket: Bracket, page: Page) -> Cite:
    """The cite with the page that an encyclopedia prints after the bracket: "the town.[1]: 45 Later"."""
    glued = page.flat[bracket.start - 1 : bracket.start].strip()
    match = _PAGE_AFTER.match(page.flat, bracket.end) if glued and opening(bracket, page) == "[" else None
    return replace(cite, locator=match["locator"], label="page") if match and cite.locator is None else cite


def in_round(bracket: Bracket, page: Page) -> Citation | None:
    """(3), (2, 4) where the document cites so; "(1) the treated and (2) the untreated" only counts its parts."""
    counts = _COUNTED.search(bracket.before) and not _CLAUSE_END.match(page.flat, bracket.end)
    return None if counts else numeric(bracket, page)


def labelled(bracket: Bracket, page: Page) -> Citation | None:
    """[Knu84], [ABC+99, Knu84], [RFC 793, p. 4]: labels that the list has, or such as it has."""
    kind: CitationKind = "parenthetical" if bracket.kind == "dated" and " " in bracket.inside.strip() else "numeric"
    if whole := page.of_label(bracket.inside, bracket.start):
        cite = _placed_after(Cite(key=bracket.inside.strip(), references=whole), bracket, page)
        return citation_at(bracket.start, bracket.end, kind, (cite,), page.flat)
    cites: list[Cite] = []
    for part in re.split(r"\s?[,;]\s?", bracket.inside.strip()):
        keys = page.of_label(part, bracket.start)
        if cites and (located := parse_locator(part)):
            cites[-1] = replace(cites[-1], locator=located[0], label=located[1])
        elif keys or (_has_labels(page) and _LABEL_SHAPE.fullmatch(part)):
            cites.append(Cite(key=part, references=keys))
        else:
            return None
    return citation_at(bracket.start, bracket.end, kind, tuple(cites), page.flat) if cites else None


def _placed_after(cite: Cite, bracket: Bracket, page: Page) -> Cite:
    """The cite with the part named right after its bracket: "[RFC9110], Section 9.3"."""
    match = _PLACE_AFTER.match(page.flat, bracket.end)
    return replace(cite, locator=tidy_locator(match["locator"]), label=locator_label(match["label"])) if match else cite


def _has_labels(page: Page) -> bool:
    return sum(bool(_LABEL_SHAPE.fullmatch(label.upper())) for label in page.labelled) >= _FEWEST


def keyed(bracket: Bracket, page: Page) -> Citation | None:
    """Pandoc's [@knuth1984, p. 3] and LaTeX's commands: a citation whether or not a reference with the key is known."""
    cites = parse_keys(_DASHES.sub("–", bracket.inside))
    if not cites or not any(_is_key(cite.key or "", page, bracket) for cite in cites):
        return None
    named = opening(bracket, page) not in "[(" and is_narrative(bracket.inside)
    kind: CitationKind = "narrative" if named else "parenthetical"
    linked = tuple(replace(cite, references=page.of_key(cite.key or "", bracket.start)) for cite in cites)
    return citation_at(bracket.start, bracket.end, kind, linked, page.flat)


def _is_key(key: str, page: Page, bracket: Bracket) -> bool:
    """In square brackets every key is one; elsewhere a handle of a person has no figure as a rule, and no reference."""
    square = opening(bracket, page) == "["
    sure = square or bracket.inside.startswith("\\") or any(letter.isdigit() or letter in ":_" for letter in key)
    return sure or bool(page.of_key(key, bracket.start))


def counts_positions(brackets: Iterable[Bracket], page: Page) -> bool:
    """Whether numbers in brackets count a list without numbers: they come in from 1 on, and some come twice."""
    if page.numbered or page.labelled or any(reference.where == "note" for reference in page.references):
        return False
    seen = [int(number) for b in brackets if b.kind == "numeric" for number in numbers_in(b.inside)]
    again = len(seen) > len(set(seen))
    return again and rises(seen) and max(seen) <= len(page.listed) <= 2 * max(seen)


def are_round(brackets: Sequence[Bracket], page: Page) -> bool:
    """Whether this document cites by numbers in round brackets: the list has them, they come in from 1 on, half of the
    list is cited so, many stand at the end of a clause, and no other form cites.
    """
    if not page.numbered or any(b.kind == "numeric" and numeric(b, page) for b in brackets):
        return False
    found = [b for b in brackets if b.kind == "undated" and in_round(b, page)]
    seen = [int(number) for bracket in found for number in numbers_in(bracket.inside)]
    closing = sum(bool(_CLAUSE_END.match(page.flat, b.end)) or len(numbers_in(b.inside)) > 1 for b in found)
    return rises(seen) and len(set(seen)) * 2 >= len(page.numbered) and closing * 5 >= len(found) * 2


def citation_at(start: int, end: int, kind: CitationKind, cites: tuple[Cite, ...], flat: str) -> Citation:
    """A citation at a place, with its mark as printed there."""
    text = " ".join(flat[start:end].split())
    return Citation(id="", start=start, end=end, text=text, kind=kind, cites=cites)
