"""The library: all works of a desk, who cites them and where.

A Library is an immutable value; a change returns a new one. Questions about it live here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from refdesk.model.problem import Problem
from refdesk.model.work import Work

T = TypeVar("T")
Status = Literal["resolved", "ambiguous", "unmatched", "confirmed"]

SOURCE = "source"
STUB = "stub"
ATTRIBUTED = "attributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A work under its citekey, as the library file holds it.

    `aliases` are older citekeys (BibLaTeX's `ids`); `files` the paths of its documents (BibLaTeX's `file`).
    `line` is its first line in the library file, 1-based, or None for an entry not yet written.
    """

    citekey: str
    work: Work
    cited_by: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    line: int | None = None

    @property
    def is_source(self) -> bool:
        """Whether this entry is one of the documents the desk was pointed at."""
        return SOURCE in self.keywords

    @property
    def is_stub(self) -> bool:
        """Whether the documents say too little of this work to print a full reference."""
        return STUB in self.keywords


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord:
    """One cite of one citation, with the work it means: a line of citations.jsonl.

    `author`, `year` and `title` (of a short note) are the label as printed, kept so that a later run can resolve it
    again. `work` is a citekey or None, `candidates` the citekeys that fit where several do. `review` asks a person to
    look. What a person decided is `confirmed`: without a work it is no citation at all. `words` is then a hash of the
    sentence around the mark, by which the decision is found again where the mark or its number changed.
    """

    document: str
    start: int
    end: int
    text: str
    kind: str
    note: str | None = None
    author: str | None = None
    year: str | None = None
    date: str | None = None
    title: str | None = None
    locator: str | None = None
    label: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    quoted_in: bool = False
    work: str | None = None
    candidates: tuple[str, ...] = ()
    status: Status = "unmatched"
    confidence: float = 1.0
    review: bool = False
    reason: str = ""
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRecord:
    """A reference of a document and the entry it became. `fingerprint` is a hash of its printed letters and digits.

    `reason` says on what ground it was taken for an entry that was there, where the ground is weak, or what a person
    decided of it: then `status` is `confirmed`. `doubtful` names the fields that were read with little confidence.
    """

    start: int
    end: int
    where: str
    work: str
    fingerprint: str
    note: str | None = None
    confidence: float = 1.0
    problems: tuple[Problem, ...] = ()
    status: str = "read"
    reason: str = ""
    doubtful: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether a person decided which work it is."""
        return self.status == "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document the desk has read: a line of documents.jsonl. `path` is relative to the desk where it can be."""

    citekey: str
    path: str
    sha256: str
    format: str = "txt"
    conventions: tuple[str, ...] = ()
    references: tuple[ReferenceRecord, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Library:
    """Entries in file order, citations in order of document and place, and the documents read.

    `problems` are those of the library file itself (broken blocks, duplicate keys).
    """

    entries: tuple[Entry, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """Entries by citekey; an alias leads to its entry unless an entry bears that key itself."""
        keyed = {alias: entry for entry in self.entries for alias in entry.aliases}
        keyed.update((entry.citekey, entry) for entry in reversed(self.entries))
        return keyed

    @cached_property
    def citations_by_work(self) -> dict[str, tuple[CitationRecord, ...]]:
        """Citations by the citekey of the work they mean."""
        return _grouped((record.work, record) for record in self.citations if record.work)

    def entry(self, citekey: str) -> Entry | None:
        """The entry with this citekey or alias."""
        return self.by_key.get(citekey)

    def citations_of(self, citekey: str) -> tuple[CitationRecord, ...]:
        """Every place that cites this work, in order of document and place."""
        return self.citations_by_work.get(citekey, ())

    def cited_by(self, citekey: str) -> tuple[str, ...]:
        """Citekeys of the documents that cite this work."""
        entry = self.entry(citekey)
        return entry.cited_by if entry else ()

    def cites(self, document: str) -> tuple[Entry, ...]:
        """The works that this document cites, in library order."""
        return tuple(entry for entry in self.entries if document in entry.cited_by)

    def document(self, citekey: str) -> DocumentRecord | None:
        """The document with this citekey."""
        return next((record for record in self.documents if record.citekey == citekey), None)

    @cached_property
    def citing(self) -> dict[str, frozenset[str]]:
        """Citekeys of the documents that cite or describe a work, by its citekey, as the records tell.

        A document with a cite that only may mean a work does not cite it.
        """
        pairs = [(record.work, record.document) for record in self.citations if record.work]
        pairs += [(reference.work, read.citekey) for read in self.documents for reference in read.references]
        return {work: frozenset(documents) for work, documents in _grouped(pairs).items()}

    @cached_property
    def _problems_by_work(self) -> dict[str, tuple[Problem, ...]]:
        references = (reference for document in self.documents for reference in document.references)
        return _grouped((reference.work, problem) for reference in references for problem in reference.problems)

    def problems_of(self, citekey: str) -> tuple[Problem, ...]:
        """What the documents' own descriptions of this work have odd about them."""
        return tuple(dict.fromkeys(self._problems_by_work.get(citekey, ())))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
