"""The hand-made ledger of the five documents, as values.

In: the JSON Lines in `ledger/` and `known_misses.jsonl` beside this module. Out: frozen rows.
README.md says what each field means.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
"""The documents stand beside the repository, never in it: they are not ours to publish."""

Csl = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteFact:
    """One cite of one citation, as a reader labelled it. `work` is an id of the ledger."""

    document: str
    start: int
    end: int
    text: str
    kind: str
    work: str
    author: str | None = None
    year: str | None = None
    date: str | None = None
    title: str | None = None
    locator: str | None = None
    locator_at: tuple[int, int] | None = None
    quoted_in: bool = False
    note: str | None = None
    anaphora: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """First and last character of the mark, as a slice."""
        return self.start, self.end

    @property
    def is_loose(self) -> bool:
        """Whether the edges of the mark are a matter of taste: naming words, without a bracket or a note's digits."""
        return self.note is None and ")" not in self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFact:
    """Where a document describes a work (`where` is list or note), or first names it (text).

    `printed` holds the fields that this place prints otherwise than the merged work has them; None: not printed here.
    """

    document: str
    where: str
    start: int
    end: int
    note: str | None = None
    printed: Csl = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFact:
    """One distinct work. `also` lists other answers that are as right, by field; None among them: may be left out."""

    work: str
    full: bool
    found_in: tuple[PlaceFact, ...]
    csl: Csl
    problems: tuple[str, ...] = ()
    may_report: tuple[str, ...] = ()
    also: Csl = field(default_factory=dict)

    def described_in(self, document: str) -> PlaceFact | None:
        """The first place where `document` describes the work in a list or a note."""
        return next((at for at in self.found_in if at.document == document and at.where != "text"), None)

    def printed_at(self, place: PlaceFact) -> Csl:
        """What this one place says of the work."""
        merged = {**self.csl, **place.printed}
        return {name: value for name, value in merged.items() if value is not None}

    def printed_in(self, document: str) -> Csl:
        """What one document says of the work: the fields of the first place that describes it, the addresses of all."""
        said = [self.printed_at(place) for place in self.found_in if place.document == document]
        return {**said[0], "urls": list(dict.fromkeys(url for facts in said for url in facts["urls"]))}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact:
    """What a document says of itself, how it cites, and how much."""

    document: str
    csl: Csl
    conventions: tuple[str, ...]
    citations: int
    cites: int
    works: int
    also: Csl = field(default_factory=dict)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _cite(row: dict[str, Any]) -> CiteFact:
    return CiteFact(**{**row, "locator_at": tuple(row["locator_at"]) if "locator_at" in row else None})


def _work(row: dict[str, Any]) -> WorkFact:
    places = tuple(PlaceFact(**place) for place in row["found_in"])
    codes = {name: tuple(row.get(name, ())) for name in ("problems", "may_report")}
    return WorkFact(**{**row, **codes, "found_in": places})


def _document(row: dict[str, Any]) -> DocumentFact:
    return DocumentFact(**{**row, "conventions": tuple(row["conventions"])})


CITES = tuple(_cite(row) for row in _rows(HERE / "ledger" / "citations.jsonl"))
WORKS = {fact.work: fact for fact in (_work(row) for row in _rows(HERE / "ledger" / "works.jsonl"))}
DOCUMENTS = {fact.document: fact for fact in (_document(row) for row in _rows(HERE / "ledger" / "documents.jsonl"))}
KNOWN_MISSES = {row["miss"]: row["why"] for row in _rows(HERE / "known_misses.jsonl")}


def cites_of(document: str) -> tuple[CiteFact, ...]:
    """The labelled cites of one document, in order."""
    return tuple(fact for fact in CITES if fact.document == document)


def works_described_in(document: str) -> tuple[WorkFact, ...]:
    """The works that a list or note of `document` describes, in the ledger's order."""
    return tuple(work for work in WORKS.values() if work.described_in(document))
