"""Citations in brackets of running text, and the references each one means.

In: the brackets of a document and the references it describes. Out: Citations; a bracket that is none is left
out. A reference list is the best proof: where there is one, what fits it is a citation and a bare "Nye 1990" may be.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from refdesk.model.citation import Citation, CitationKind, Cite, Reference
from refdesk.model.work import Work
from refdesk.parsing.cites import dated_cite, is_label, parse_author_page, parse_bracket, parse_locator, parse_years
from refdesk.reading.marks import Bracket, numbers_in
from refdesk.resolving.fitting import fits

_REPORTING = re.compile(
    r"\s*(?:,\s*)?(?:also\s+|further\s+|recently\s+|later\s+|has\s+|have\s+)?(?:argu|not(?:e|ing)|stat(?:e|ing)|outlin|highlight|suggest|show|find|found|claim|"
    r"report|describ|explain|observ|conclud|examin|discuss|contend|point|writ|wrote|demonstrat|propos|emphasi|identif|define|estimat|quot)\w*",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_NARRATIVE = re.compile(
    rf"(?:(?:van|von|de|der|den|du|la|le|al|bin)\s+)*{_NAME}(?:,\s+{_NAME})*(?:,?\s+(?:and|&|und|et)\s+{_NAME})?(?:\s+et\s+al\.?)?(?:[’']s?)?\s*$"
)
_LONGEST_SENTENCE = 1000
_SENTENCE_START = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the brackets are read against."""

    works: Mapping[str, Work]
    numbered: Mapping[str, str]
    flat: str
    loose: bool


def cite_brackets(brackets: Sequence[Bracket], references: Sequence[Reference], flat: str) -> tuple[Citation, ...]:
    """The citations among `brackets`, in order of place; `flat` is the document's flat text."""
    works = {reference.id: reference.work for reference in references}
    numbered = {
        reference.label: reference.id
        for reference in references
        if reference.where == "list" and reference.label and reference.label.isdigit()
    }
    page = _Page(works, numbered, flat, loose=any(reference.where == "list" for reference in references))
    suffixes = {
        reference.id: reference.label for reference in references if reference.label and reference.label.isalpha()
    }
    found: list[Citation] = []
    for bracket in brackets:
        citation = _citation(bracket, page, found)
        if citation:
            found = [earlier for earlier in found if earlier.start != citation.start]
            found.append(citation)
    proven = _with_evidence(found, page)
    return tuple(_linked(citation, works, suffixes) for citation in proven)


def _citation(bracket: Bracket, page: _Page, before: Sequence[Citation]) -> Citation | None:
    if bracket.kind == "numeric":
        return _numeric(bracket, page)
    if bracket.kind == "undated":
        return _located(bracket, page, before) or _author_page(bracket, page)
    return _parenthetical(bracket, page) or _narrative(bracket, page)


def _numeric(bracket: Bracket, page: _Page) -> Citation | None:
    numbers = numbers_in(bracket.inside)
    if not numbers or not all(number in page.numbered for number in numbers):
        return None
    cites = tuple(Cite(references=(page.numbered[number],)) for number in numbers)
    return _made(bracket, "numeric", cites, page.flat)


def _parenthetical(bracket: Bracket, page: _Page) -> Citation | None:
    cites = parse_bracket(bracket.inside)
    if not cites and page.loose:
        cites = tuple(cite for cite in parse_bracket(bracket.inside, loose=True) if _known(cite, page))
    return _made(bracket, "parenthetical", cites, page.flat) if cites else None


def _known(cite: Cite, page: _Page) -> bool:
    return any(fits(work, cite) for work in page.works.values())


def _narrative(bracket: Bracket, page: _Page) -> Citation | None:
    """ "Sayed and Hamming (2021)": years alone in the bracket, the name before it."""
    years, locator, label = parse_years(bracket.inside)
    named = _name_before(bracket.before, years[0], page) if years else None
    if named is None:
        return None
    author, offset = named
    cites = [dated_cite(author, year) for year in years]
    cites[-1] = dated_cite(author, years[-1], locator=locator, label=label)
    start = bracket.start - len(bracket.before) + offset
    return Citation(
        id="",
        start=start,
        end=bracket.end,
        text=" ".join(page.flat[start : bracket.end].split()),
        kind="narrative",
        cites=tuple(cites),
    )


def _name_before(before: str, year: str, page: _Page) -> tuple[str, int] | None:
    """The name that ends right before the bracket and where it begins: the longest that fits a reference, else a surname's shape."""
    tail = before.rstrip()
    for match in re.finditer(r"(?:(?<=\s)|^)(?=[A-ZÀ-Þ“\"]|van |von |de |al-)", tail):
        name = re.sub(r"[’']s?$", "", tail[match.start() :])
        if is_label(name) and _known(dated_cite(name, year), page):
            return name, match.start()
    shaped = _NARRATIVE.search(tail)
    return (
        (re.sub(r"[’']s?$", "", shaped.group().rstrip()), shaped.start())
        if shaped and is_label(shaped.group())
        else None
    )


def _author_page(bracket: Bracket, page: _Page) -> Citation | None:
    cite = parse_author_page(bracket.inside) if page.loose else None
    return _made(bracket, "parenthetical", (cite,), page.flat) if cite and _known(cite, page) else None


def _located(bracket: Bracket, page: _Page, before: Sequence[Citation]) -> Citation | None:
    """A bracket with a page alone: of the narrative citation earlier in the sentence, or of a listed body named with its year."""
    located = parse_locator(bracket.inside)
    if located is None:
        return None
    sentence = _sentence_start(page.flat, bracket.start)
    earlier = next(
        (c for c in reversed(before) if c.start >= sentence and c.kind == "narrative" and c.cites[-1].locator is None),
        None,
    )
    if earlier:
        cite = replace(earlier.cites[-1], locator=located[0], label=located[1])
        return replace(earlier, cites=(*earlier.cites[:-1], cite))
    return _named_with_year(page, sentence, bracket.start, located) if page.loose else None


def _named_with_year(page: _Page, start: int, end: int, located: tuple[str, str]) -> Citation | None:
    """ "A 2021 report by the United Nations Security Council … (p. 10)": year and author of one listed work in a sentence."""
    sentence = page.flat[start:end]
    for work in page.works.values():
        if not work.creators or work.year is None or not re.search(rf"\b{work.year}\b", sentence):
            continue
        name = work.creators[0].label
        at = sentence.find(name)
        if at >= 0:
            cite = dated_cite(name, str(work.year), locator=located[0], label=located[1])
            return Citation(
                id="",
                start=start + at,
                end=start + at + len(name),
                text=name,
                kind="narrative",
                cites=(cite,),
                confidence=0.8,
            )
    return None


def _sentence_start(flat: str, at: int) -> int:
    """Where the sentence before `at` begins; a quotation that ends there is stepped over, however many sentences it has."""
    window = max(0, at - _LONGEST_SENTENCE)
    before = flat[window:at].rstrip(" *_")
    if before[-1:] in {"”", '"'}:
        opening = max(before.rfind("“"), before.rfind('"', 0, len(before) - 1))
        at = window + opening if opening >= 0 else at
    starts = [match.end() for match in _SENTENCE_START.finditer(flat, window, at)]
    return starts[-1] if starts else window


def _made(bracket: Bracket, kind: CitationKind, cites: tuple[Cite, ...], flat: str) -> Citation:
    return Citation(
        id="",
        start=bracket.start,
        end=bracket.end,
        text=" ".join(flat[bracket.start : bracket.end].split()),
        kind=kind,
        cites=cites,
    )


def _with_evidence(found: Sequence[Citation], page: _Page) -> Iterator[Citation]:
    """Narrative citations only where a reference fits, the name is cited in brackets too, or a verb of reporting follows."""
    bracketed = {cite.author for citation in found if citation.kind == "parenthetical" for cite in citation.cites}
    for citation in found:
        fitting = any(_known(cite, page) for cite in citation.cites)
        reported = bool(bracketed) and bool(_REPORTING.match(page.flat, citation.end))
        if citation.kind != "narrative" or fitting or reported or citation.cites[0].author in bracketed:
            yield citation


def _linked(citation: Citation, works: Mapping[str, Work], suffixes: Mapping[str, str]) -> Citation:
    """The citation with the references that each cite fits."""
    return replace(citation, cites=tuple(_with_references(cite, works, suffixes) for cite in citation.cites))


def _with_references(cite: Cite, works: Mapping[str, Work], suffixes: Mapping[str, str]) -> Cite:
    if cite.references:
        return cite
    keys = [key for key, work in works.items() if fits(work, cite)]
    letter = re.search(r"\d([a-z])$", cite.year or "")
    if letter and any(key in suffixes for key in keys):
        keys = [key for key in keys if suffixes.get(key) == letter[1]]
    return replace(cite, references=tuple(keys))
