"""What is odd within one document: its Extraction → findings with lines and columns of the document.

`resolving.consistency` looks whether citations and list agree; what the reading found odd is told beside it.
"""

from collections.abc import Iterable
from dataclasses import replace

from refdesk.linting.catalogue import severity_of
from refdesk.linting.findings import Finding
from refdesk.model.citation import Reference
from refdesk.model.document import Extraction
from refdesk.model.problem import Problem
from refdesk.resolving.consistency import consistency
from refdesk.resolving.places import Lines


def look_through(extraction: Extraction, name: str, file: str, key: str | None = None) -> tuple[Finding, ...]:
    """Everything odd in a document that goes by `name`; `file` is its path, `key` its entry where the desk has one."""
    lines = Lines(extraction.document.text)
    described = (_placed(problem, each) for each in extraction.references for problem in each.problems)
    told = dict.fromkeys((*extraction.problems, *described, *consistency(extraction)))
    return tuple(_finding(problem, lines, name, file, key) for problem in _in_order(told))


def _placed(problem: Problem, reference: Reference) -> Problem:
    """The problem at the place of its reference, where it has none of its own."""
    return problem if problem.start is not None else replace(problem, start=reference.start, end=reference.end)


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.start or 0, problem.code, problem.message))


def _finding(problem: Problem, lines: Lines, name: str, file: str, key: str | None) -> Finding:
    line, column = lines.place(problem.start) if problem.start is not None else (None, None)
    return Finding(
        where=name,
        code=problem.code,
        message=problem.message,
        severity=severity_of(problem.code),
        file=file,
        line=line,
        column=column,
        key=key,
    )
