"""Citations in brackets of running text, and the references each one means.

In: the brackets of a document and the references it describes. Out: Citations; a bracket that is none is left
out. A reference list is the best proof: where there is one, what fits it is a citation and a bare "Nye 1990" may be.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from refdesk.model.citation import Citation, CitationKind, Cite, Reference
from refdesk.parsing.cites import (
    dated_cite,
    families,
    is_label,
    parse_author_page,
    parse_bracket,
    parse_locator,
    parse_years,
    tidy_locator,
)
from refdesk.reading.marks import Bracket, locator_in, numbers_in
from refdesk.resolving.fitting import MOST_CANDIDATES, Shelf

_REPORTING = re.compile(
    r"\s*(?:,\s*)?(?:also\s+|further\s+|recently\s+|later\s+|has\s+|have\s+)?"
    r"(?:argu|not(?:e|ing)|stat(?:e|ing)|outlin|highlight|suggest|show|find|found|claim|report|describ|explain|observ|"
    r"conclud|examin|discuss|contend|point|writ|wrote|demonstrat|propos|emphasi|identif|define|estimat|quot)\w*",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_NARRATIVE = re.compile(
    rf"(?:(?:van|von|de|der|den|du|la|le|al|bin)\s+){{0,3}}{_NAME}(?:,\s+{_NAME}){{0,6}}(?:,?\s+(?:and|&|und|et)\s+{_NAME})?"
    r"(?:\s+et\s+al\.?)?(?:[’']s?)?\s*$"
)
_NAME_START = re.compile(r"(?:(?<=\s)|^)(?=[A-ZÀ-Þ“\"]|van |von |de |al-)")
_POSSESSIVE = re.compile(r"[’']s?$")
_PAGE_ALONE = re.compile(r"\d{1,4}(?:[-–]\d{1,4})?")
_IMPRINT = re.compile(r"[^:;“\"]{2,40}:\s[^:;“\"]{2,80},\s\d{4}")
"""Place, publisher and year of a book that the text describes: "(New York: Random House, 1961)"."""

_CLAUSE_END = re.compile(r"\s?[.,;:?!”\"]")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_WORD = re.compile(r"\b\w+(?:-\w+)*")
_SUFFIX_LETTER = re.compile(r"\d([a-z])$")
_LONGEST_SENTENCE = 1000
_SENTENCE_START = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"])")
_HALF_SURE = 0.8


@dataclass(frozen=True)
class _Page:
    """What the brackets are read against: the document's flat text and the works it describes."""

    flat: str
    references: Sequence[Reference]

    @cached_property
    def shelf(self) -> Shelf:
        """The works described, by the ids of their references."""
        return Shelf({reference.id: reference.work for reference in self.references})

    @cached_property
    def has_list(self) -> bool:
        """Whether there is a reference list, which proves looser forms."""
        return any(reference.where == "list" for reference in self.references)

    @cached_property
    def numbered(self) -> Mapping[str, list[Reference]]:
        """The items of numbered lists by their numbers, in order of place."""
        found: dict[str, list[Reference]] = {}
        for reference in self.references:
            if reference.where == "list" and reference.label and reference.label.isdigit():
                found.setdefault(reference.label, []).append(reference)
        return found

    @cached_property
    def suffixes(self) -> Mapping[str, str]:
        """The letters printed after the years of references ("2011a"), by id."""
        return {ref.id: ref.label for ref in self.references if ref.label and ref.label.isalpha()}

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Labels of the first authors by their first words, to be looked for in sentences."""
        found: dict[str, list[str]] = {}
        for label in sorted({ref.work.creators[0].label for ref in self.references if ref.work.creators}):
            if word := _WORD.match(label):
                found.setdefault(word.group(), []).append(label)
        return found

    def knows(self, cite: Cite) -> bool:
        """Whether a described work fits."""
        return bool(self.shelf.fitting(cite))


def cite_brackets(brackets: Sequence[Bracket], references: Sequence[Reference], flat: str) -> tuple[Citation, ...]:
    """The citations among `brackets`, in order of place; `flat` is the document's flat text. No two overlap."""
    page = _Page(flat, references)
    by_page = page.has_list and any(b.kind == "undated" and _author_page(b, page) for b in brackets)
    found: dict[int, Citation] = {}
    end = 0
    for bracket in brackets:
        if bracket.start < end:  # a square bracket within a round one that cites
            continue
        near = replace(bracket, before=bracket.before[max(0, len(bracket.before) - (bracket.start - end)) :])
        citation = _citation(near, page, found) or (_page_style(near, page) if by_page else None)
        if citation:
            found[citation.start] = citation
            end = bracket.end
    return tuple(_linked(citation, page) for citation in _with_evidence(list(found.values()), page))


def _citation(bracket: Bracket, page: _Page, found: dict[int, Citation]) -> Citation | None:
    if bracket.kind == "numeric":
        return _numeric(bracket, page)
    if bracket.kind == "undated":
        return _located(bracket, page, found) or _author_page(bracket, page)
    return _parenthetical(bracket, page) or _narrative(bracket, page)


def _made(bracket: Bracket, kind: CitationKind, cites: tuple[Cite, ...], flat: str) -> Citation:
    return _citation_at(bracket.start, bracket.end, kind, cites, flat)


def _citation_at(start: int, end: int, kind: CitationKind, cites: tuple[Cite, ...], flat: str) -> Citation:
    text = " ".join(flat[start:end].split())
    return Citation(id="", start=start, end=end, text=text, kind=kind, cites=cites)


def _numeric(bracket: Bracket, page: _Page) -> Citation | None:
    """[3], [1–3], [8, p. 1066]: numbers that the list has; what follows them belongs to the last."""
    numbers = numbers_in(bracket.inside)
    if not numbers or not all(number in page.numbered for number in numbers):
        return None
    cites = [Cite(references=(_nearest(page.numbered[number], bracket.start),)) for number in numbers]
    printed = locator_in(bracket.inside)
    if located := parse_locator(printed) if printed else None:
        cites[-1] = replace(cites[-1], locator=located[0], label=located[1])
    return _made(bracket, "numeric", tuple(cites), page.flat)


def _nearest(items: Sequence[Reference], at: int) -> str:
    """Of items with one number, that of the next list after the mark: each chapter may have its own."""
    return next((item.id for item in items if item.start > at), items[-1].id)


def _parenthetical(bracket: Bracket, page: _Page) -> Citation | None:
    cites = parse_bracket(bracket.inside)
    if page.has_list:
        loose = parse_bracket(bracket.inside, loose=True)
        cites = tuple(cite for cite in loose if cite in cites or page.knows(cite))
    if _IMPRINT.fullmatch(bracket.inside) and not any(page.knows(cite) for cite in cites):
        return None
    return _made(bracket, "parenthetical", cites, page.flat) if cites else None


def _narrative(bracket: Bracket, page: _Page) -> Citation | None:
    """Years alone in the bracket and the name before it: "Sayed and Hamming (2021)"."""
    years, locator, label = parse_years(bracket.inside)
    named = _name_before(bracket.before, years[0], page) if years else None
    if named is None:
        return None
    author, offset = named
    cites = [dated_cite(author, year) for year in years]
    cites[-1] = dated_cite(author, years[-1], locator=locator, label=label)
    start = bracket.start - len(bracket.before) + offset
    return _citation_at(start, bracket.end, "narrative", tuple(cites), page.flat)


def _name_before(before: str, year: str, page: _Page) -> tuple[str, int] | None:
    """The name that ends right before the bracket and where it begins.

    The longest that fits a reference, else what has a surname's shape.
    """
    tail = before.rstrip()
    for match in _NAME_START.finditer(tail) if page.references else ():
        name = _POSSESSIVE.sub("", tail[match.start() :])
        if is_label(name) and page.knows(dated_cite(name, year)):
            return name, match.start()
    shaped = _NARRATIVE.search(tail)
    return (_POSSESSIVE.sub("", shaped.group()), shaped.start()) if shaped and is_label(shaped.group()) else None


def _author_page(bracket: Bracket, page: _Page) -> Citation | None:
    """MLA's "(Achebe 45)", or "(Social Life 19)" where the author has several works: only what the list proves."""
    cite = parse_author_page(bracket.inside) if page.has_list else None
    titled = replace(cite, author=None, families=(), title=cite.author) if cite and cite.author else None
    known = next((form for form in (cite, titled) if form and page.knows(form)), None)
    return _made(bracket, "parenthetical", (known,), page.flat) if known else None


def _page_style(bracket: Bracket, page: _Page) -> Citation | None:
    """In a text that cites by author and page: a name alone "(Kelling and Wilson)", or a page alone "(148)"."""
    if bracket.kind != "undated":
        return None
    if _PAGE_ALONE.fullmatch(bracket.inside):
        return _page_of_named(bracket, page)
    cite = Cite(author=bracket.inside, families=families(bracket.inside))
    whole = is_label(bracket.inside) and page.knows(cite)
    return _made(bracket, "parenthetical", (cite,), page.flat) if whole else None


def _page_of_named(bracket: Bracket, page: _Page) -> Citation | None:
    """A page alone at the end of a clause, of the listed author named last before it in the sentence."""
    if not _CLAUSE_END.match(page.flat, bracket.end):
        return None
    start = _sentence_start(page.flat, bracket.start)
    named = [label for _, label in _names_in(page.flat[start : bracket.start], page)]
    locator = tidy_locator(bracket.inside)
    cites = (Cite(author=label, families=(label,), locator=locator, label="page") for label in reversed(named))
    cite = next((cite for cite in cites if page.knows(cite)), None)
    return _made(bracket, "narrative", (cite,), page.flat) if cite else None


def _names_in(sentence: str, page: _Page) -> Iterator[tuple[int, str]]:
    """Where the first authors of described works are named in a sentence."""
    for word in _WORD.finditer(sentence):
        for label in page.names.get(word.group(), ()):
            end = word.start() + len(label)
            if sentence.startswith(label, word.start()) and not sentence[end : end + 1].isalnum():
                yield word.start(), label


def _located(bracket: Bracket, page: _Page, found: dict[int, Citation]) -> Citation | None:
    """A page alone: of the citation before it in the sentence, or of a listed body that is named with its year.

    A narrative citation without a page takes it; after one that has its page, or in a bracket, it cites again.
    """
    located = parse_locator(bracket.inside)
    if located is None:
        return None
    sentence = _sentence_start(page.flat, bracket.start)
    earlier = next(reversed(found.values()), None)
    if earlier is None or earlier.start < sentence:
        return _named_with_year(page, sentence, bracket.start, located) if page.has_list else None
    cite = replace(earlier.cites[-1], locator=located[0], label=located[1])
    if earlier.kind == "narrative" and earlier.cites[-1].locator is None:
        return replace(earlier, cites=(*earlier.cites[:-1], cite))
    return _made(bracket, "parenthetical", (replace(cite, prefix=None, quoted_in=False),), page.flat)


def _named_with_year(page: _Page, start: int, end: int, located: tuple[str, str]) -> Citation | None:
    """Year and author of a listed work in one sentence: "A 2021 report by the World Health Organization … (p. 10)"."""
    sentence = page.flat[start:end]
    years = [match.group() for match in _YEAR.finditer(sentence)]
    for at, label in _names_in(sentence, page):
        for year in years:
            cite = dated_cite(label, year, locator=located[0], label=located[1])
            if page.knows(cite):
                citation = _citation_at(start + at, start + at + len(label), "narrative", (cite,), page.flat)
                return replace(citation, confidence=_HALF_SURE)
    return None


def _sentence_start(flat: str, at: int) -> int:
    """Where the sentence before `at` begins; a quotation that ends there is stepped over, whatever is in it."""
    window = max(0, at - _LONGEST_SENTENCE)
    before = flat[window:at].rstrip(" *_")
    if before[-1:] in {"”", '"'}:
        opening = max(before.rfind("“"), before.rfind('"', 0, len(before) - 1))
        at = window + opening if opening >= 0 else at
    starts = [match.end() for match in _SENTENCE_START.finditer(flat, window, at)]
    return starts[-1] if starts else window


def _with_evidence(found: Sequence[Citation], page: _Page) -> Iterator[Citation]:
    """All but narrative citations that nothing speaks for.

    For one speaks a reference that fits, its name in a bracket elsewhere, or a verb of reporting after it.
    """
    bracketed = {cite.author for citation in found if citation.kind == "parenthetical" for cite in citation.cites}
    for citation in found:
        fitting = any(page.knows(cite) for cite in citation.cites)
        reported = bool(bracketed) and bool(_REPORTING.match(page.flat, citation.end))
        if citation.kind != "narrative" or fitting or reported or citation.cites[0].author in bracketed:
            yield citation


def _linked(citation: Citation, page: _Page) -> Citation:
    """The citation with the references that each cite fits."""
    return replace(citation, cites=tuple(_with_references(cite, page) for cite in citation.cites))


def _with_references(cite: Cite, page: _Page) -> Cite:
    """The cite with the references that fit; of several, a letter after the year chooses that printed with it."""
    if cite.references:
        return cite
    keys = page.shelf.fitting(cite)
    letter = _SUFFIX_LETTER.search(cite.year or "")
    if letter and any(key in page.suffixes for key in keys):
        keys = tuple(key for key in keys if page.suffixes.get(key) == letter[1])
    return replace(cite, references=keys[:MOST_CANDIDATES])
