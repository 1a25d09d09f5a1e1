"""Everything one document cites.

In: a Document. Out: an Extraction: its own description, the works it describes, its citations and which of those
works each one surely means. Pure, and picklable in and out, so that any executor can map it over a corpus.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.document import Document, Extraction
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.parsing.dates import parse_date
from refdesk.parsing.names import parse_given_first
from refdesk.parsing.references import ParsedReference, parse_reference
from refdesk.reading.front import Front, read_front
from refdesk.reading.layout import Layout
from refdesk.reading.marks import find_brackets
from refdesk.reading.mentions import Mention, find_mentions
from refdesk.reading.notes import find_notes
from refdesk.reading.sections import Item, find_items
from refdesk.resolving.bracketed import cite_brackets
from refdesk.resolving.merging import group_works, merge_works
from refdesk.resolving.noted import cite_notes


def extract_document(document: Document) -> Extraction:
    """Find every citation, reference and attribution of `document`."""
    layout = Layout(document.text)
    notes = find_notes(layout)
    items = find_items(layout)
    listed, unread = _listed(items)
    noted = cite_notes(document.text, notes, listed)
    references, renamed = _distinct([*listed, *noted.references])
    excluded = [*((note.start, note.end) for note in notes), *((item.start, item.end) for item in items)]
    bracketed = cite_brackets(find_brackets(layout, excluded), references, layout.flat)
    formal = [*(_renamed(citation, renamed) for citation in noted.citations), *bracketed]
    mentions = () if formal or references else find_mentions(layout)
    citations = sorted([*formal, *map(_attributed, mentions)], key=lambda citation: (citation.start, citation.end))
    return Extraction(
        document=document,
        work=_own_work(read_front(layout)),
        conventions=_conventions(citations, items),
        references=tuple(references),
        citations=tuple(replace(citation, id=f"c{number}") for number, citation in enumerate(citations, 1)),
        problems=(*document.problems, *unread, *noted.problems, *_nothing_found(citations, references)),
    )


def _listed(items: Sequence[Item]) -> tuple[list[Reference], list[Problem]]:
    """The items of the reference list as references; one that could not be read is a problem, and kept as its raw text."""
    references, problems = [], []
    for number, item in enumerate(items, 1):
        parsed = parse_reference(item.raw)
        if parsed is None:
            problems.append(
                Problem(
                    "unread-reference", f"Entry {number} of the reference list could not be read.", item.start, item.end
                )
            )
            parsed = ParsedReference(Work(note=" ".join(item.raw.split())), 0.1, (), (problems[-1],))
        references.append(
            Reference(
                id=f"r{number}",
                start=item.start,
                end=item.end,
                raw=item.raw,
                where="list",
                work=parsed.work,
                label=item.label or parsed.year_suffix or None,
                confidence=parsed.confidence,
                fields=parsed.fields,
                problems=parsed.problems,
            )
        )
    return references, problems


def _distinct(references: Sequence[Reference]) -> tuple[list[Reference], dict[str, str]]:
    """Each work once, under the id and place of its first description, and which id each id became."""
    by_id = {reference.id: reference for reference in references}
    kept: list[Reference] = []
    renamed: dict[str, str] = {}
    for group in group_works((reference.id, reference.work) for reference in references):
        members = [by_id[key] for key in group]
        renamed |= {member.id: members[0].id for member in members}
        problems = tuple(dict.fromkeys(problem for member in members for problem in member.problems))
        kept.append(replace(members[0], work=merge_works(m.work for m in members), problems=problems))
    return kept, renamed


def _renamed(citation: Citation, renamed: dict[str, str]) -> Citation:
    cites = tuple(
        replace(cite, references=tuple(dict.fromkeys(renamed[key] for key in cite.references)))
        for cite in citation.cites
    )
    return replace(citation, cites=cites)


def _attributed(mention: Mention) -> Citation:
    date = parse_date(mention.date) if mention.date else None
    cite = Cite(
        author=mention.name,
        families=(mention.name,),
        year=str(date.year) if date else None,
        date=date.edtf if date else None,
        attributed=mention.kind,
        genre=mention.noun,
        event=mention.event,
    )
    return Citation(
        id="", start=mention.start, end=mention.end, text=mention.name, kind="attributed", cites=(cite,), confidence=0.5
    )


def _conventions(citations: Iterable[Citation], items: Sequence[Item]) -> tuple[str, ...]:
    names = {
        "note": "notes",
        "short-note": "notes",
        "ibid": "notes",
        "parenthetical": "author-date",
        "narrative": "author-date",
        "numeric": "numeric",
        "attributed": "informal",
    }
    found = {names[citation.kind] for citation in citations} | ({"reference-list"} if items else set())
    return tuple(sorted(found))


def _nothing_found(citations: Sequence[Citation], references: Sequence[Reference]) -> list[Problem]:
    if citations or references:
        return []
    return [Problem("nothing-cited", "No citation, reference or named source was found in this document.")]


def _own_work(front: Front) -> Work:
    """What the document says of itself and no more."""
    body = _in_small_letters(front.body) if front.body else None
    signed = parse_given_first(front.byline) if front.byline else ()
    return Work(
        type="report" if front.genre else "article-journal" if front.journal else "document",
        title=front.title,
        authors=signed or ((Name(literal=body),) if body else ()),
        genre=front.genre,
        number=front.number,
        publisher=body,
        container=front.journal,
        issued=parse_date(front.date) if front.date else None,
    )


def _in_small_letters(body: str) -> str:
    small = {"Of", "For", "The", "And", "In", "On"}
    words = [word.lower() if at and word in small else word for at, word in enumerate(body.title().split())]
    return " ".join(words)
