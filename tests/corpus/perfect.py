"""What refdesk would say if it agreed with the ledger in everything: the measure's own touchstone.

In: the ledger. Out: the Extraction of a document and the Library of all five, built from the ledger alone. The
measure must find nothing wrong with them, and must notice each thing that a test then breaks.
"""

from collections.abc import Iterable
from typing import Any

from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.date import PartialDate
from refdesk.model.document import Document, Extraction
from refdesk.model.library import (
    SOURCE,
    STUB,
    CitationRecord,
    DocumentRecord,
    Entry,
    Library,
    ReferenceRecord,
)
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from tests.corpus.facts import CITES, DOCUMENTS, WORKS, CiteFact, Csl, WorkFact, works_described_in
from tests.corpus.misses import marks_of

_ATTRIBUTES = {
    "type": "type",
    "title": "title",
    "printed_title": "printed_title",
    "container-title": "container",
    "collection-title": "collection",
    "event-title": "event",
    "publisher": "publisher",
    "publisher-place": "place",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "pages",
    "section": "section",
    "genre": "genre",
    "DOI": "doi",
}


def perfect_extraction(document: str) -> Extraction:
    """One document, read without a fault."""
    fact = DOCUMENTS[document]
    return Extraction(
        document=Document(text="", path=f"{document}.txt"),
        work=work_from(fact.csl),
        conventions=fact.conventions,
        references=tuple(_reference(work, document) for work in works_described_in(document)),
        citations=tuple(_citation(mark) for mark in marks_of(document)),
    )


def perfect_library() -> Library:
    """All five documents, each work one entry under its id in the ledger."""
    sources = (Entry(citekey=f.document, work=work_from(f.csl), keywords=(SOURCE,)) for f in DOCUMENTS.values())
    return Library(
        entries=(*sources, *(_entry(work) for work in WORKS.values())),
        citations=tuple(_record(fact) for fact in CITES),
        documents=tuple(_document(document) for document in DOCUMENTS),
    )


def work_from(csl: Csl) -> Work:
    """The Work that says just what the facts say."""
    plain: dict[str, Any] = {attribute: csl[field] for field, attribute in _ATTRIBUTES.items() if field in csl}
    issued, accessed = (_date(csl.get(field)) for field in ("issued", "accessed"))
    authors, urls = _names(csl.get("author", ())), tuple(csl.get("urls", ()))
    return Work(**plain, issued=issued, accessed=accessed, authors=authors, urls=urls)


def _date(fact: Csl | None) -> PartialDate | None:
    if fact is None:
        return None
    return PartialDate.from_edtf("-".join(f"{part:02d}" for part in fact["date-parts"][0]))


def _names(names: Iterable[Csl]) -> tuple[Name, ...]:
    particle = "non-dropping-particle"
    return tuple(
        Name(
            family=name.get("family", ""),
            given=name.get("given", ""),
            particle=name.get(particle, ""),
            literal=name.get("literal", ""),
        )
        for name in names
    )


def _problems(work: WorkFact) -> tuple[Problem, ...]:
    return tuple(Problem(code, "") for code in work.problems)


def _reference(work: WorkFact, document: str) -> Reference:
    place = work.described_in(document)
    assert place is not None
    return Reference(
        id=work.work,
        start=place.start,
        end=place.end,
        raw="",
        where="note" if place.note else "list",
        note=place.note,
        work=work_from(work.printed_in(document)),
        problems=_problems(work),
    )


def _citation(mark: tuple[CiteFact, ...]) -> Citation:
    first = mark[0]
    kind: Any = first.kind
    cites = tuple(_cite(fact) for fact in mark)
    return Citation(
        id=str(first.start),
        start=first.start,
        end=first.end,
        text=first.text,
        kind=kind,
        note=first.note,
        cites=cites,
    )


def _cite(fact: CiteFact) -> Cite:
    described = WORKS[fact.work].described_in(fact.document) is not None
    return Cite(
        author=fact.author,
        et_al=(fact.author or "").endswith("et al."),
        title=fact.title,
        year=fact.year,
        date=fact.date,
        locator=fact.locator,
        quoted_in=fact.quoted_in,
        references=(fact.work,) if described else (),
    )


def _entry(work: WorkFact) -> Entry:
    citing = {fact.document for fact in CITES if fact.work == work.work}
    keywords = () if work.full else (STUB,)
    return Entry(citekey=work.work, work=work_from(work.csl), cited_by=tuple(sorted(citing)), keywords=keywords)


def _record(fact: CiteFact) -> CitationRecord:
    return CitationRecord(
        document=fact.document,
        start=fact.start,
        end=fact.end,
        text=fact.text,
        kind=fact.kind,
        work=fact.work,
        status="resolved",
    )


def _document(document: str) -> DocumentRecord:
    references = tuple(
        ReferenceRecord(
            start=place.start,
            end=place.end,
            where=place.where,
            work=work.work,
            fingerprint="",
            problems=_problems(work),
        )
        for work in works_described_in(document)
        if (place := work.described_in(document)) is not None
    )
    return DocumentRecord(citekey=document, path=f"documents/{document}.txt", sha256="", references=references)
