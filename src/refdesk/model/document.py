"""A document as read, before anything is looked for in it, and what was found in it."""

from dataclasses import dataclass

from refdesk.model.citation import Citation, Reference
from refdesk.model.problem import Problem
from refdesk.model.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of a file. `sha256` is of the file's bytes; `text` is what all places count in."""

    text: str
    path: str = ""
    sha256: str = ""
    format: str = "txt"
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one document cites, resolved no further than the document itself allows.

    `work` is the document's own description, with only what it says of itself.
    """

    document: Document
    work: Work
    conventions: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()
