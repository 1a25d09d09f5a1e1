"""Where refdesk and the ledger disagree, as values that can be counted, named and known.

In: an Extraction of one document. Out: its misses. A miss has an id that stays the same from run to run, so that
`known_misses.jsonl` can list it, and a detail for the person who reads the failure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.document import Extraction
from tests.corpus.comparing import compare, fold
from tests.corpus.facts import DOCUMENTS, WORKS, CiteFact, WorkFact, cites_of, works_described_in

Claim = Literal[
    "citation lost",
    "citation false",
    "mark",
    "target",
    "reference lost",
    "reference false",
    "field",
    "problem",
    "self",
    "work",
    "record",
]

CODES = frozenset(code for work in WORKS.values() for code in (*work.problems, *work.may_report))
"""The oddities that the ledger's reader looked for; other codes are nobody's claim here."""

LONGEST_NAMING = 200
"""No naming words of an attribution are longer; a mark over half the text would overlap everything."""

EDGE = 6
"""A reference may begin at its bullet or number, and end at its last full stop or before."""


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One disagreement."""

    claim: Claim
    id: str
    detail: str = ""


def misses_of(document: str, extraction: Extraction) -> tuple[Miss, ...]:
    """Every disagreement between the extraction of one document and the ledger."""
    return (
        *_citation_misses(document, extraction),
        *_reference_misses(document, extraction),
        *_self_misses(document, extraction),
    )


def _citation_misses(document: str, extraction: Extraction) -> Iterator[Miss]:
    left = list(extraction.citations)
    for mark in marks_of(document):
        name = f"{document} {mark[0].start}"
        citation = next((one for one in left if meets(mark[0], one)), None)
        if citation is not None:
            left.remove(citation)
            yield from _mark_misses(name, mark, citation)
            yield from _target_misses(name, mark, citation, extraction.references)
        elif not mark[0].anaphora:
            yield Miss("citation lost", f"{name} lost", f"{mark[0].text!r} was not found")
    for citation in left:
        yield Miss("citation false", f"{document} {citation.start} false", f"{citation.text!r} is no citation")


def marks_of(document: str) -> list[tuple[CiteFact, ...]]:
    """The labelled cites of a document, those of one mark together."""
    return [tuple(mark) for _, mark in groupby(cites_of(document), key=lambda fact: fact.place)]


def meets(fact: CiteFact, citation: Citation) -> bool:
    """Whether the two stand at one place."""
    apart = citation.end <= fact.start or fact.end <= citation.start
    return not apart and citation.end - citation.start <= LONGEST_NAMING


def _mark_misses(name: str, mark: tuple[CiteFact, ...], citation: Citation) -> Iterator[Miss]:
    fact = mark[0]
    if not fact.is_loose and (citation.start, citation.end) != fact.place:
        yield Miss("mark", f"{name} place", f"{fact.text!r} was cut as {citation.text!r}")
    if not fact.is_loose and citation.text.split() != fact.text.split():
        yield Miss("mark", f"{name} text", f"{fact.text!r} was printed as {citation.text!r}")
    if citation.kind != fact.kind:
        yield Miss("mark", f"{name} kind", f"{fact.text!r} is {fact.kind}, not {citation.kind}")
    if citation.note != fact.note:
        yield Miss("mark", f"{name} note", f"{fact.text!r} is note {fact.note}, not {citation.note}")
    if len(citation.cites) != len(mark):
        yield Miss("mark", f"{name} cites", f"{fact.text!r} holds {len(mark)} cites, not {len(citation.cites)}")
    for cite_fact, cite in zip(mark, citation.cites, strict=False):
        yield from (Miss("mark", f"{name} {cite_fact.work} {what}", how) for what, how in _cite_faults(cite_fact, cite))


def _cite_faults(fact: CiteFact, cite: Cite) -> Iterator[tuple[str, str]]:
    """A note's mark prints no author and no year, so nothing is claimed of them."""
    if fact.note is None:
        expected, found = fact.author or fact.title or "", cite.author or cite.title or ""
        if _label(expected) != _label(found):
            yield "author", f"{expected!r} was read as {found!r}"
        if (fact.date or fact.year) != (cite.date or cite.year) or fact.year != cite.year:
            yield "year", f"{fact.date or fact.year} was read as {cite.date or cite.year}"
        if cite.title not in {None, fact.title}:
            yield "title", f"{cite.title!r} is no title"
        if cite.et_al != expected.endswith("et al."):
            yield "et al.", f"{expected!r}: et al. was read as {cite.et_al}"
    if fact.locator != cite.locator:
        yield "locator", f"{fact.locator} was read as {cite.locator}"
    if fact.quoted_in != cite.quoted_in:
        yield "quoted in", f"{fact.quoted_in} was read as {cite.quoted_in}"


def _label(printed: str) -> str:
    return fold(re.sub(r"\bet al\.", "", printed).replace("&", "and").replace(" (UNAMA)", ""))


def _target_misses(
    name: str, mark: tuple[CiteFact, ...], citation: Citation, references: tuple[Reference, ...]
) -> Iterator[Miss]:
    """A cite leads to the one reference of its document that describes the work, or to none where none does."""
    for fact, cite in zip(mark, citation.cites, strict=False):
        meant = {reference.id for reference in references if _describes(WORKS[fact.work], fact.document, reference)}
        if set(cite.references) != meant:
            detail = f"{fact.text!r} means {fact.work} ({sorted(meant)}), not {cite.references}"
            yield Miss("target", f"{name} {fact.work} target", detail)


def _describes(work: WorkFact, document: str, reference: Reference) -> bool:
    place = work.described_in(document)
    if place is None:
        return False
    shared = min(place.end, reference.end) - max(place.start, reference.start)
    return shared * 2 > place.end - place.start


def _reference_misses(document: str, extraction: Extraction) -> Iterator[Miss]:
    left = list(extraction.references)
    for work in works_described_in(document):
        found = next((one for one in left if _describes(work, document, one)), None)
        if found is None:
            yield Miss("reference lost", f"{document} {work.work} lost", f"{work.csl['title']!r} was not found")
            continue
        left.remove(found)
        yield from _described_misses(document, work, found)
    for reference in left:
        yield Miss("reference false", f"{document} {reference.start} false", f"{reference.raw!r} is no new work")


def _described_misses(document: str, work: WorkFact, reference: Reference) -> Iterator[Miss]:
    place = work.described_in(document)
    assert place is not None
    name = f"{document} {work.work}"
    edges = (reference.start - place.start, reference.end - place.end)
    if max(map(abs, edges)) > EDGE or (reference.where, reference.note) != (place.where, place.note):
        found = f"{reference.where} {reference.note} {reference.start}-{reference.end}"
        yield Miss("field", f"{name} place", f"{place.where} {place.note} {place.start}-{place.end}, not {found}")
    for field, expected, got in compare(work.printed_in(document), work.also, reference.work):
        yield Miss("field", f"{name} {field}", f"expected {expected!r}, got {got!r}")
    yield from problem_misses(name, work, (problem.code for problem in reference.problems))


def problem_misses(name: str, work: WorkFact, codes: Iterable[str]) -> Iterator[Miss]:
    """Oddities of a work that were not told, or were told where there is none."""
    told = set(codes) & CODES
    for code in sorted(set(work.problems) - told):
        yield Miss("problem", f"{name} {code} untold", f"{work.work} has {code}")
    for code in sorted(told - set(work.problems) - set(work.may_report)):
        yield Miss("problem", f"{name} {code} false", f"{work.work} has no {code}")


def _self_misses(document: str, extraction: Extraction) -> Iterator[Miss]:
    fact = DOCUMENTS[document]
    for field, expected, got in compare({**fact.csl, "urls": []}, fact.also, extraction.work):
        yield Miss("self", f"{document} self {field}", f"expected {expected!r}, got {got!r}")
    if set(extraction.conventions) != set(fact.conventions):
        yield Miss("self", f"{document} conventions", f"{fact.conventions}, not {extraction.conventions}")
