"""What a document says of its sources: citations, the cites in them, notes and references.

All places count characters of `Document.text`.
"""

from dataclasses import dataclass
from typing import Literal

from refdesk.model.problem import Problem
from refdesk.model.work import Work

CitationKind = Literal["parenthetical", "narrative", "numeric", "note", "short-note", "ibid", "attributed"]
AtOdds = Literal["year", "spelling", "authors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """One source inside a citation, as its author wrote it.

    `author` is the printed label ("Sayed & Hamming"), `families` its parts; `year` keeps its suffix letter ("2021a").
    `references` are ids of references in the same document that the cite could mean: one is sure, several are doubt.
    `key` is the label or citekey that a mark gives instead of a name (`[Knu84]`, `[@knuth1984]`). `at_odds` says in
    what the cite and the one reference it was given differ: the year, the spelling of a name, or the authors.
    An informal attribution also tells what sort of source it names (`attributed`: one of the kinds of
    `reading.attributions`, such as person, report or interview), the printed word for it (`genre`) and the `event`.
    """

    author: str | None = None
    families: tuple[str, ...] = ()
    et_al: bool = False
    title: str | None = None
    year: str | None = None
    date: str | None = None
    locator: str | None = None
    label: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    quoted_in: bool = False
    attributed: str | None = None
    genre: str | None = None
    event: str | None = None
    key: str | None = None
    at_odds: AtOdds | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An in-text pointer. `text` is the mark as printed; `note` the printed number of its note, if it is one."""

    id: str
    start: int
    end: int
    text: str
    kind: CitationKind
    cites: tuple[Cite, ...] = ()
    note: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A foot- or endnote: its printed label, where its text stands, and where its mark stands (None if it has none)."""

    label: str
    start: int
    end: int
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A work described in a reference list or a note, with the place of its first description.

    `raw` is the printed string; `confidence` is 0 to 1 for the whole and `fields` for each field of the work. `spans`
    tells where in `raw` each field stands; a field may have several places.
    """

    id: str
    start: int
    end: int
    raw: str
    where: Literal["list", "note"]
    work: Work
    note: str | None = None
    label: str | None = None
    confidence: float = 1.0
    fields: tuple[tuple[str, float], ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
