"""Everything one document cites.

In: a Document. Out: an Extraction: its own description, the works it describes, its citations and which of those
works each one surely means. Pure, and picklable in and out, so that any executor can map it over a corpus.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from refdesk.model.citation import Citation, Note, Reference
from refdesk.model.document import Document, Extraction
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.parsing.dates import parse_date
from refdesk.parsing.names import parse_given_first
from refdesk.parsing.references import ParsedReference, parse_reference
from refdesk.reading.front import Front, read_front
from refdesk.reading.items import Item, find_items
from refdesk.reading.layout import Layout
from refdesk.reading.marks import Bracket, find_brackets, find_raised, numbers_in
from refdesk.reading.notes import find_loose_marks, find_notes
from refdesk.reading.spans import Spans
from refdesk.resolving.attributing import attribute
from refdesk.resolving.bracketed import cite_brackets
from refdesk.resolving.composing import in_composed
from refdesk.resolving.grouping import group_works
from refdesk.resolving.merging import merge_works
from refdesk.resolving.noted import cite_notes

_CONVENTIONS = {
    "note": "notes",
    "short-note": "notes",
    "ibid": "notes",
    "parenthetical": "author-date",
    "narrative": "author-date",
    "numeric": "numeric",
    "attributed": "informal",
}
_REPEATED_AUTHOR = re.compile(r"^(?P<mark>\W{0,5}?(?:\d{1,4}[.)\]]\s+)?)(?P<dash>[—–]{2,}|—|_{3,}|-{3,})(?=[\s.,(])")
_FEWEST_NUMBERS = 3
_UNREAD = 0.1


def extract_document(document: Document) -> Extraction:
    """Find every citation, reference and attribution of `document`."""
    return in_composed(document, _extract)


def _extract(document: Document) -> Extraction:
    layout = Layout(document.text)
    notes, items = find_notes(layout), find_items(layout)
    listed, unread = _listed(items)
    noted = cite_notes(layout.clean, notes, listed, _dated_in_notes(layout, notes, listed))
    references, renamed = _distinct([*listed, *noted.references])
    brackets = _brackets(layout, notes, items, noted=bool(noted.citations))
    bracketed = cite_brackets(brackets, references, layout.flat)
    formal = [*(_renamed(citation, renamed) for citation in noted.citations), *bracketed]
    mentions = () if formal or references else attribute(layout)
    citations = sorted([*formal, *mentions], key=lambda citation: (citation.start, citation.end))
    problems = (*unread, *noted.problems, *_loose_marks(layout, notes, bracketed), *_lost_list(brackets, items, notes))
    return Extraction(
        document=document,
        work=_own_work(read_front(layout)),
        conventions=_conventions(citations, items),
        references=tuple(references),
        citations=tuple(replace(citation, id=f"c{number}") for number, citation in enumerate(citations, 1)),
        problems=(*document.problems, *problems, *_nothing_found(citations, references)),
    )


def _listed(items: Sequence[Item]) -> tuple[list[Reference], list[Problem]]:
    """The items of the reference list as references; one that could not be read is a problem, and keeps its text."""
    references: list[Reference] = []
    for number, item in enumerate(items, 1):
        before = references[-1].work if references else None
        read = _with_author(item.raw, before)
        parsed = parse_reference(read) or _unread(item, number)
        reference = Reference(
            id=f"r{number}",
            start=item.start,
            end=item.end,
            raw=item.raw,
            where="list",
            work=parsed.work,
            label=item.label or parsed.year_suffix or None,
            confidence=parsed.confidence,
            fields=parsed.fields,
            spans=tuple(_as_printed(parsed.spans, item.raw, read)),
            problems=parsed.problems,
        )
        references.append(reference)
    return references, [p for reference in references for p in reference.problems if p.code == "unread-reference"]


def _unread(item: Item, number: int) -> ParsedReference:
    message = f"Entry {number} of the reference list could not be read."
    problem = Problem("unread-reference", message, item.start, item.end)
    return ParsedReference(Work(note=" ".join(item.raw.split())), _UNREAD, (), (problem,))


def _with_author(raw: str, before: Work | None) -> str:
    """An entry whose author is a dash ("———. 2005."), with the author of the entry above in its place."""
    dash = _REPEATED_AUTHOR.match(raw)
    if dash is None or before is None or not before.creators:
        return raw
    author = " and ".join(_inverted(name) for name in before.creators)
    closed = author.endswith(".") or re.match(r"[.,]|\s+(?:and|&)\s", raw[dash.end() :])
    end = "" if closed else "."
    return f"{dash['mark']}{author}{end}{raw[dash.end() :]}"


def _as_printed(spans: Iterable[tuple[str, int, int]], raw: str, read: str) -> Iterator[tuple[str, int, int]]:
    """The places of fields in `raw`, of which `read` has names for the dash: those names stand where the dash does."""
    moved = len(raw) - len(read)
    dash = _REPEATED_AUTHOR.match(raw) if moved else None
    for field, start, end in spans:
        if dash and start + moved < dash.end():
            yield field, dash.start("dash"), dash.end()
        else:
            yield field, start + moved, end + moved


def _inverted(name: Name) -> str:
    """The name as a list prints it, family name first."""
    given = ", ".join(part for part in (name.given, name.suffix) if part)
    return f"{name.label}, {given}" if given else name.label


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


def _brackets(layout: Layout, notes: Sequence[Note], items: Sequence[Item], *, noted: bool) -> tuple[Bracket, ...]:
    """What may cite in the running text; raised numbers are marks of a numbered list only where no note cites.

    Notes above them that cite nothing are the addresses of the authors ("¹ Department of Botany").
    """
    excluded = [*((note.start, note.end) for note in notes), *((item.start, item.end) for item in items)]
    brackets = find_brackets(layout, excluded)
    numbered = any(item.label for item in items) and not noted
    begin = max((note.end for note in notes), default=0)
    raised = [b for b in find_raised(layout, excluded) if b.start >= begin] if numbered else []
    return tuple(sorted((*brackets, *raised), key=lambda bracket: bracket.start))


def _dated_in_notes(layout: Layout, notes: Sequence[Note], listed: Sequence[Reference]) -> tuple[Citation, ...]:
    """What notes cite by author and date, as far as the list has it: "For luck see Mann (1986)"."""
    if not notes or not listed:
        return ()
    spans = Spans((note.start, note.end) for note in notes)
    excluded = ((reference.start, reference.end) for reference in listed)
    dated = [b for b in find_brackets(layout, excluded) if b.kind == "dated" and spans.hold(b.start)]
    found = cite_brackets(dated, listed, layout.flat)
    return tuple(citation for citation in found if all(cite.references for cite in citation.cites))


def _conventions(citations: Iterable[Citation], items: Sequence[Item]) -> tuple[str, ...]:
    # "ibid." in running text is a habit of those who cite by author and date
    found = {
        "author-date" if citation.kind == "ibid" and citation.note is None else _CONVENTIONS[citation.kind]
        for citation in citations
    }
    return tuple(sorted(found | {"reference-list"} if items else found))


def _loose_marks(layout: Layout, notes: Sequence[Note], bracketed: Sequence[Citation]) -> Iterator[Problem]:
    """Marks in the text without a note, apart from raised numbers that mean items of the list."""
    cited = Spans((citation.start, citation.end) for citation in bracketed)
    for start, end in find_loose_marks(layout, notes):
        if not cited.hold(start):
            message = f"The mark {layout.text[start:end]} has no note in this document."
            yield Problem("mark-without-note", message, start, end)


def _lost_list(brackets: Iterable[Bracket], items: Sequence[Item], notes: Sequence[Note]) -> Iterator[Problem]:
    """Numbers in brackets from 1 on, where the list that they mean is not in the document."""
    numeric = [bracket for bracket in brackets if bracket.kind == "numeric"]
    numbers = {number for bracket in numeric for number in numbers_in(bracket.inside)}
    if not items and not notes and {str(number) for number in range(1, _FEWEST_NUMBERS + 1)} <= numbers:
        message = "Numbers in brackets cite a list that is not in this document."
        yield Problem("list-missing", message, numeric[0].start, numeric[0].end)


def _nothing_found(citations: Sequence[Citation], references: Sequence[Reference]) -> list[Problem]:
    if citations or references:
        return []
    return [Problem("nothing-cited", "No citation, reference or named source was found in this document.")]


def _own_work(front: Front) -> Work:
    """What the document says of itself and no more."""
    body = _in_small_letters(front.body) if front.body else None
    signed = parse_given_first(front.byline) if front.byline else ()
    return Work(
        type=_own_type(front),
        title=front.title,
        authors=signed or ((Name(literal=body),) if body else ()),
        genre=front.genre,
        number=front.number,
        publisher=body,
        container=front.journal,
        volume=front.volume,
        issue=front.issue,
        pages=front.pages,
        doi=front.doi,
        issn=front.issn,
        issued=parse_date(front.date) if front.date else None,
    )


def _own_type(front: Front) -> str:
    """A series or a number makes a report, proceedings a conference's paper, any other journal an article."""
    if front.genre or (front.number and front.number.startswith(("RFC ", "draft-"))):
        return "report"
    if front.journal and re.match(r"(?:in\s)?proc(?:\.|eedings)\s", front.journal, re.IGNORECASE):
        return "paper-conference"
    return "article-journal" if front.journal else "document"


def _in_small_letters(body: str) -> str:
    small = {"Of", "For", "The", "And", "In", "On"}
    words = [word.lower() if at and word in small else word for at, word in enumerate(body.title().split())]
    return " ".join(words)
