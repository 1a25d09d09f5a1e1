"""What a careful reader found in a small document: the ledger beside it, as values.

In: the JSON files of a folder. Out: frozen facts. tests/corpus/README.md says what each field means.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.comparing import FIELDS

Span = tuple[int, int]
"""Start and end, counted in characters of the text that `refdesk extract --text` prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFact:
    """A work that the document describes, at one place or several.

    `also` holds other values that are as right, by field; the empty one among them means that it may be left out.
    """

    id: str
    type: str
    fields: Mapping[str, str]
    places: tuple[Span, ...]
    begins: str
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteFact:
    """One source of a citation: the one work it means, several where nobody can tell, none where none is described.

    `locators` are answers of which each is right; the empty one stands for no locator.
    """

    works: frozenset[str]
    locators: tuple[str, ...] = ("",)
    quoted_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationFact:
    """A mark that cites. One that is `optional` may be found and need not be: words that only point back, comments."""

    at: int
    mark: str
    kind: str
    cites: tuple[CiteFact, ...]
    optional: bool = False

    @property
    def span(self) -> Span:
        """Where the mark stands."""
        return self.at, self.at + len(self.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that is cited in one document."""

    path: Path
    convention: str
    language: str
    works: tuple[WorkFact, ...]
    citations: tuple[CitationFact, ...]

    @property
    def name(self) -> str:
        """What a miss calls the document."""
        return self.path.stem


def read_ledgers(folder: Path) -> tuple[Ledger, ...]:
    """The ledgers of a folder, by name."""
    return tuple(read_ledger(path) for path in sorted(folder.glob("*.json")))


def read_ledger(path: Path) -> Ledger:
    """One ledger; its document lies beside it. Raises ValueError or KeyError where it is none."""
    ledger = json.loads(path.read_text(encoding="utf-8"))
    return Ledger(
        path=path.with_name(ledger["document"]),
        convention=ledger["convention"],
        language=ledger["language"],
        works=tuple(_work(row) for row in ledger["works"]),
        citations=tuple(_citation(row) for row in ledger["citations"]),
    )


def _work(row: Mapping[str, Any]) -> WorkFact:
    return WorkFact(
        id=row["id"],
        type=row["type"],
        fields={name: _text(row[name]) for name in FIELDS if name in row},
        places=tuple((start, end) for start, end in row["places"]),
        begins=row["begins"],
        also={name: tuple(values) for name, values in row.get("also", {}).items()},
    )


def _text(value: str | Iterable[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _citation(row: Mapping[str, Any]) -> CitationFact:
    cites = tuple(_cite(cite) for cite in row["cites"])
    return CitationFact(
        at=row["at"], mark=row["mark"], kind=row["kind"], cites=cites, optional=row.get("optional", False)
    )


def _cite(row: Mapping[str, Any]) -> CiteFact:
    work = row.get("work", ())
    works = frozenset([work] if isinstance(work, str) else work)
    locator = row.get("locator")
    locators = tuple(one or "" for one in (locator if isinstance(locator, list) else [locator]))
    return CiteFact(works=works, locators=locators, quoted_in=row.get("quoted_in", False))
