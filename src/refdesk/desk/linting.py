"""What is odd about a library and its sources.

In: a Library. Out: findings, each with a place, a code and a plain sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from refdesk.model.library import Library
from refdesk.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is a citekey, or a document and a character of its text, or the library file."""

    where: str
    code: str
    message: str

    def as_object(self) -> dict[str, Any]:
        """The finding as JSON."""
        return {"where": self.where, "code": self.code, "message": self.message}


def findings(library: Library) -> tuple[Finding, ...]:
    """Everything odd: in the library file, in what the sources print of a work, in what the citations mean."""
    return (*_of_file(library), *_of_works(library), *_of_citations(library))


def _of_file(library: Library) -> Iterator[Finding]:
    for problem in library.problems:
        yield Finding("library", problem.code, problem.message)


def _of_works(library: Library) -> Iterator[Finding]:
    odd: dict[str, dict[Problem, None]] = {}
    for reference in (reference for document in library.documents for reference in document.references):
        odd.setdefault(reference.work, {}).update(dict.fromkeys(reference.problems))
    for entry in library.entries:
        for problem in odd.get(entry.citekey, ()):
            yield Finding(entry.citekey, problem.code, problem.message)
        if entry.is_stub:
            yield Finding(entry.citekey, "stub", "The documents say no more of this work than its label.")


def _of_citations(library: Library) -> Iterator[Finding]:
    for document in library.documents:
        for problem in document.problems:
            yield Finding(document.citekey, problem.code, problem.message)
    for record in library.citations:
        place = f"{record.document}:{record.start}"
        if record.status == "ambiguous":
            yield Finding(place, "ambiguous", f"{record.text} could mean {' or '.join(record.candidates)}.")
        elif record.work is None:
            yield Finding(place, "unmatched", f"{record.text} means no entry of the library.")
        elif library.entry(record.work) is None:
            yield Finding(place, "dangling", f"{record.text} means {record.work}, which is no longer in the library.")
