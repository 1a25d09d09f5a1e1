"""Texts whose accents are signs of their own, as some systems and PDFs write them ("é" as "e" and U+0301).

In: a Document and what extracts. Out: the Extraction of the same text with each letter and its accents in one sign,
its places moved back to the text as given. Every rule about letters may so expect letters. Printed strings come out
composed, which is the same text by Unicode's canonical equivalence.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from refdesk.model.citation import Citation, Reference
from refdesk.model.document import Document, Extraction
from refdesk.model.problem import Problem

_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,20}")
_Placed = TypeVar("_Placed", Citation, Reference)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where signs fell away: places in the composed text, and how many signs in all up to each."""

    at: tuple[int, ...]
    fallen: tuple[int, ...]

    def back(self, place: int) -> int:
        """The place in the text as given."""
        before = bisect_right(self.at, place)
        return place + (self.fallen[before - 1] if before else 0)


def in_composed(document: Document, extract: Callable[[Document], Extraction]) -> Extraction:
    """What `extract` finds in the document with its accents composed, at the places of the document as it is."""
    text, places = _composed(document.text)
    if not places.at:
        return extract(document)
    found = extract(replace(document, text=text, problems=()))
    return replace(
        found,
        document=document,
        references=tuple(_moved_reference(reference, places) for reference in found.references),
        citations=tuple(_moved(citation, places) for citation in found.citations),
        problems=(*document.problems, *(_moved_problem(problem, places) for problem in found.problems)),
    )


def _composed(text: str) -> tuple[str, _Places]:
    pieces, at, fallen = list[str](), list[int](), list[int]()
    end = lost = 0
    for match in _ACCENTED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        if len(letter) < len(match.group()):
            pieces += text[end : match.start()], letter
            end = match.end()
            lost += len(match.group()) - len(letter)
            at.append(end - lost)
            fallen.append(lost)
    return "".join([*pieces, text[end:]]), _Places(tuple(at), tuple(fallen))


def _moved(placed: _Placed, places: _Places) -> _Placed:
    return replace(placed, start=places.back(placed.start), end=places.back(placed.end))


def _moved_reference(reference: Reference, places: _Places) -> Reference:
    problems = tuple(_moved_problem(problem, places) for problem in reference.problems)
    return replace(_moved(reference, places), problems=problems)


def _moved_problem(problem: Problem, places: _Places) -> Problem:
    start, end = (None if place is None else places.back(place) for place in (problem.start, problem.end))
    return replace(problem, start=start, end=end)
