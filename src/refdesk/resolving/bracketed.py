"""Citations in brackets of running text, and the references each one means.

In: the brackets of a document and the references it describes. Out: Citations; a bracket that is none is left
out. A reference list is the best proof: where there is one, what fits it is a citation and a bare "Nye 1990" may be.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from refdesk.model.citation import AtOdds, Citation, Cite, Reference
from refdesk.parsing.cite_words import ET_AL
from refdesk.parsing.cites import (
    LOCATOR,
    dated_cite,
    families,
    is_label,
    is_place,
    is_time,
    may_begin_name,
    parse_author_page,
    parse_bracket,
    parse_ibid,
    parse_locator,
    parse_name,
    parse_years,
    plain,
    tidy_locator,
)
from refdesk.parsing.dates import YEAR
from refdesk.reading.marks import Bracket
from refdesk.resolving.fitting import fold
from refdesk.resolving.numbering import (
    are_round,
    citation_at,
    cite_by_number,
    counts_positions,
    in_round,
    keyed,
    labelled,
    numeric,
    opening,
)
from refdesk.resolving.page import Page

_REPORTING = re.compile(
    r"\s{0,9}(?:,\s{0,9})?(?:(?:also|further|recently|later|has|have)\s{1,9})?"
    r"(?:argu|not(?:e|ing)|stat(?:e|ing)|outlin|highlight|suggest|show|find|found|claim|report|describ|explain|observ|"
    r"conclud|examin|discuss|contend|point|writ|wrote|demonstrat|propos|emphasi|identif|define|estimat|quot)\w*",
    re.IGNORECASE,
)
# What people do in print, and floods and films seldom: "Zimbardo (1971) has no place in this list"
_DOING = re.compile(
    r"\s(?:also\s|further\s|later\s|first\s|even\s|then\s)?(?:has|had|have|puts?|sees?|saw|calls?|called|adds?|added|offers?|"
    r"offered|provides?|provided|develop\w{0,3}|extend\w{0,3}|review\w{0,3}|thinks?|thought|says?|said|asks?|asked|warn\w{0,3}|"
    r"distinguish\w{0,3}|introduc\w{1,3}|maintain\w{0,3}|insist\w{0,3}|reject\w{0,3}|agree\w{0,2}|disagree\w{0,2}|"
    r"doubt\w{0,3}|holds?|held|draws?|drew|believe\w{0,1}|assum\w{1,3}|assert\w{0,3}|compar\w{1,3}|stud(?:y|ies|ied)|"
    r"investigat\w{1,3}|test(?:s|ed)|critici[sz]\w{1,3}|defend\w{0,3}|present\w{0,3}|trac\w{1,3}|assess\w{0,3}|"
    r"analy[sz]\w{1,3}|consider\w{0,3}|explor\w{1,3}|illustrat\w{1,3}|confirm\w{0,3}|document\w{0,3}|characteri[sz]\w{1,3}|"
    r"summari[sz]\w{1,3})\b"
)
# The Great War (1914) · the Danube (2013) · Operation Torch (1942); "As Festinger (1957) puts it" is none
_NAMED_THING = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Aa]n?|[Tt]hat|[Ii]ts|[Oo]ur|film|movie|novel|storm|hurricane)|"
    r"(?<![\w’'-])(?!(?:As|While|When|Since|For|Like|Unlike|Yet|But|And|So|If|Thus|Here|Later|Then|Still|Again|Though|"
    r"Although|Because|Where|Even|Now|Indeed|See|How|Why|Whereas|Wie|Comme|Como|Come|Zoals)\s)[^\W\d_a-z][\w’'-]{1,30})\s$"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = (
    r"(?:(?:van|von|de|der|den|du|la|le|al|bin|di|da|dos|del|ter|ten)\s){0,3}(?:(?:al|el|as|ash|ad|an|ar)-|[dl]['’])?"
    rf"{_CAPITAL}[\w’'-]{{1,40}}"
)
_AND_NAME = re.compile(rf"\s(?:and|&|und|et|y|e|en)\s(?P<name>{_NAME})")
_NARRATIVE = re.compile(
    rf"(?:(?<=\s)|^)(?:{_CAPITAL}\.\s?){{0,3}}{_NAME}(?:,\s{_NAME}){{0,6}}(?:,?\s(?:and|&|und|et|y|e|en)\s{_NAME})?"
    rf"(?:,?\s[*_]?(?:{ET_AL})[*_]?)?(?:[’']s?)?$"
)
_NAME_START = re.compile(rf"(?:(?<=[\s(])|^)(?={_CAPITAL}|[“\"*_]|van |von |de |al-|d['’])")
# ‘A Reply to Professor Hart’ (1958) is a title; Jacobs’ (1961) is none
_AFTER_QUOTATION = re.compile(r"[^s\s][’'”\"]\s?\(")
_POSSESSIVE = re.compile(r"[’']s?$")
_PAGE_ALONE = re.compile(r"\d{1,4}(?:[-–]\d{1,4})?")
_IMPRINT = re.compile(r"[^:;“\"]{2,40}:\s[^:;“\"]{2,80},\s\d{4}")
"""Place, publisher and year of a book that the text describes: "(New York: Random House, 1961)"."""

# (Huxley,1932) · (Orwell, 1949,p. 3)
_GLUED = re.compile(r"(?<=\S),(?=(?:1[4-9]|20)\d\d(?!\d)|pp?\.)")
# Mikolov et al., 2013a;b
_LETTER_ALONE = re.compile(r"(?<=\d[a-h]);\s{0,3}(?=[a-h](?:[;,]|$))")
# Page, 2001, p. 4
_PLAIN_CITE = re.compile(
    rf"(?P<author>[^\W\d_][^\d;,]{{1,60}}?),?\s(?P<year>{YEAR}[a-z]?)(?:[,:]\s{LOCATOR})?", re.IGNORECASE
)
# Credé and his colleagues (2017)
_HIS_COLLEAGUES = re.compile(
    r"(\s(?:and|&)\s)(?:his|her|their)\s(?:research\s)?((?:colleagues|co-?workers|associates|co-?authors|collaborators|team)$)"
)
_CLAUSE_END = re.compile(r"\s?[.,;:?!”\"]")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_WORD = re.compile(r"\b\w+(?:-\w+)*")
_LONGEST_SENTENCE = 1000
_SENTENCE_START = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"])")
_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Tt]hey|[Tt]he (?:author|critic|novelist|poet|writer|essayist|scholar)s?)\b"
)
_IT = re.compile(r"\b[Ii]ts?\b")
# The treaty (Maastricht, 1992) · the conference (Bandung, 1955) · her film (Psycho, 1960)
_HELD = re.compile(
    r"\b(?:treaty|conference|congress|convention|summit|meeting|symposium|workshop|exhibition|festival|games|"
    r"olympics|fair|agreement|accords?|protocol|film|movie|album|song|opera|play|novel|painting|was\sborn|died|at|in)\s$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:&|and|und|et|y|e|en)\s")
_OWN_PARTS = frozenset({"table", "figure", "equation", "appendix"})
"""What "(Table 1)" names is in the document at hand, not in the work cited before it."""

_FAR_BACK = 600
_NEAR_BACK = 250
_WORDS_BEFORE = 40
_FEWEST = 3
_LIKELY = 0.8
_SURE_WHERE_AT_ODDS: dict[AtOdds, float] = {"authors": 0.8, "spelling": 0.7, "year": 0.6}


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the document cites: by author and page (MLA), by round numbers, by "Nye 1990" without a comma."""

    by_page: bool
    round_numbers: bool
    bare_years: bool


@dataclass(slots=True)
class _Found:
    """The citations so far, by place, and the end of the last."""

    by_start: dict[int, Citation]
    end: int = 0

    @property
    def last(self) -> Citation | None:
        """The citation found last."""
        return next(reversed(self.by_start.values()), None)

    def add(self, citation: Citation, end: int) -> None:
        """Keep one more, or the last again with its page."""
        self.by_start[citation.start] = citation
        self.end = end


def cite_brackets(brackets: Sequence[Bracket], references: Sequence[Reference], flat: str) -> tuple[Citation, ...]:
    """The citations among `brackets`, in order of place; `flat` is the document's flat text. No two overlap."""
    page = Page(flat, references)
    page = replace(page, positions=counts_positions(brackets, page))
    page = replace(page, cites_numbers=cite_by_number(brackets, page))
    habits = _habits(brackets, page)
    found = _Found({})
    for bracket in brackets:
        if bracket.start < found.end:  # a square bracket within a round one that cites
            continue
        before = bracket.before[max(0, len(bracket.before) - (bracket.start - found.end)) :]
        near = replace(bracket, before=before, inside=_tidy(bracket.inside))
        if citation := _citation(near, page, found, habits):
            found.add(citation, bracket.end)
    linked = (_linked(citation, page) for citation in found.by_start.values())
    return tuple(_with_antecedents(list(_with_evidence(list(linked), page))))


def _tidy(inside: str) -> str:
    """The words of a bracket with a blank after each comma, and letters after a year parted by commas."""
    return _LETTER_ALONE.sub(", ", _GLUED.sub(", ", inside))


def _habits(brackets: Sequence[Bracket], page: Page) -> _Habits:
    dated = [bracket for bracket in brackets if bracket.kind == "dated"]
    return _Habits(
        by_page=page.has_list and any(b.kind == "undated" and _author_page(b, page) for b in brackets),
        round_numbers=are_round(brackets, page),
        bare_years=_cite_without_comma(dated, page),
    )


def _cite_without_comma(dated: Sequence[Bracket], page: Page) -> bool:
    """Whether "Nye 1990" is the habit: three such fit references; without a list, three differ, one beyond doubt."""
    read = ((parse_bracket(bracket.inside, loose=True), parse_bracket(bracket.inside)) for bracket in dated)
    bare = (loose for loose, strict in read if loose and not strict)
    if page.has_list:
        fitting = (cites for cites in bare if page.knows(cites[0]))
        return len(list(islice(fitting, _FEWEST))) == _FEWEST
    each = {(cite.author, cite.year): cite for cites in bare for cite in cites if not is_place(cite.author or "")}
    return len(each) >= _FEWEST and any(_is_strong(cite) for cite in each.values())


def _citation(bracket: Bracket, page: Page, found: _Found, habits: _Habits) -> Citation | None:
    if bracket.kind == "keyed":
        return keyed(bracket, page)
    if bracket.kind == "undated":
        return _undated(bracket, page, found, habits)
    if citation := labelled(bracket, page) if opening(bracket, page) == "[" else None:
        return citation
    if bracket.kind == "numeric" and (citation := numeric(bracket, page)):
        return citation
    return _narrative(bracket, page) or _parenthetical(bracket, page, habits)


def _undated(bracket: Bracket, page: Page, found: _Found, habits: _Habits) -> Citation | None:
    return (
        _ibid(bracket, page)
        or (in_round(bracket, page) if habits.round_numbers else None)
        or _located(bracket, page, found)
        or _author_page(bracket, page)
        or (_page_style(bracket, page, found) if habits.by_page else None)
    )


def _ibid(bracket: Bracket, page: Page) -> Citation | None:
    """(ibid., p. 3), (op. cit.): what it means is found when all citations are."""
    cite = parse_ibid(bracket.inside)
    return citation_at(bracket.start, bracket.end, "ibid", (cite,), page.flat) if cite else None


def _parenthetical(bracket: Bracket, page: Page, habits: _Habits) -> Citation | None:
    known = page.knows if page.has_list else _unknown
    strict = parse_bracket(bracket.inside, known=known)
    loose = parse_bracket(bracket.inside, loose=True, known=known) or _by_listed_words(bracket.inside, page)
    held = bool(_HELD.search(bracket.before))
    cites = tuple(cite for cite in loose if _counts(cite, page, habits, comma=cite in strict and not held))
    if _IMPRINT.fullmatch(bracket.inside) and not any(page.knows(cite) for cite in cites):
        return None
    return citation_at(bracket.start, bracket.end, "parenthetical", cites, page.flat) if cites else None


def _by_listed_words(inside: str, page: Page) -> tuple[Cite, ...]:
    """Listed authors whose names are words of another sense: "(Page, 2001)"; all parts must be such."""
    parts = [_PLAIN_CITE.fullmatch(part) for part in re.split(r"\s?;\s?", plain(inside))]
    cites = [
        dated_cite(part["author"], part["year"], locator=part["locator"], label=part["label"])
        for part in parts
        if part and page.is_first_author(part["author"])
    ]
    return tuple(cites) if len(cites) == len(parts) and all(map(page.knows, cites)) else ()


def _unknown(_: Cite) -> bool:
    return False


def _counts(cite: Cite, page: Page, habits: _Habits, *, comma: bool) -> bool:
    """Whether a label and a year are a citation.

    What fits a reference is. Else a town with a year is none; a comma, or the document's habit to use none, speaks for
    it, or a reference that comes near, or in a text with a list its own form.
    """
    if page.meant(cite)[0]:
        return True
    if is_place(cite.author or "") and not _is_strong(cite):
        return False
    return comma or habits.bare_years or (page.has_list and _is_strong(cite))


def _is_strong(cite: Cite) -> bool:
    """Whether the form itself says that this is a citation: et al., a page, "see", a letter after the year."""
    return bool(_is_joint(cite) or cite.locator or cite.prefix or not (cite.year or "")[-1:].isdigit())


def _is_joint(cite: Cite) -> bool:
    return cite.et_al or bool(_JOINED.search(cite.author or ""))


def _narrative(bracket: Bracket, page: Page) -> Citation | None:
    """Years alone at the bracket's beginning and the name before it: "Sayed and Hamming (2021; see Nye, 2011)"."""
    first, *others = re.split(r"\s?;\s?", bracket.inside.strip())
    if others and fold(first) in page.acronyms:  # the Department for Transport (DfT; 2019)
        first, *others = others
    years, locator, label = parse_years(first)
    named = _name_before(bracket.before, years[0], page) if years else None
    if named is None:
        return _named_apart(bracket, years, locator, label, page) if years else None
    author, offset = named
    cites = _of_author(author, years, locator, label)
    for part in others:
        years, locator, label = parse_years(part)
        cites += _of_author(author, years, locator, label) if years else parse_bracket(part, known=page.knows)
    start = bracket.start - len(bracket.before) + offset
    return citation_at(start, bracket.end, "narrative", tuple(cites), page.flat)


def _named_apart(
    bracket: Bracket, years: Sequence[str], locator: str | None, label: str | None, page: Page
) -> Citation | None:
    """Years alone, some words after the listed author that they prove: "Granovetter's famous argument (1973)"."""
    start = max(_sentence_start(page.flat, bracket.start), bracket.start - len(bracket.before))
    for _, author in reversed(list(_names_in(page.flat[start : bracket.start], page))):
        cites = tuple(_of_author(author, years, locator, label))
        if all(map(page.knows, cites)):
            return citation_at(bracket.start, bracket.end, "narrative", cites, page.flat)
    return None


def _of_author(author: str, years: Sequence[str], locator: str | None, label: str | None) -> list[Cite]:
    *firsts, last = years
    return [*(dated_cite(author, year) for year in firsts), dated_cite(author, last, locator=locator, label=label)]


def _name_before(before: str, year: str, page: Page) -> tuple[str, int] | None:
    """The name that ends right before the bracket and where it begins.

    The longest that fits a reference, else what has a surname's shape.
    """
    tail = _HIS_COLLEAGUES.sub(r"\1\2", before.rstrip())
    for match in _NAME_START.finditer(tail) if page.references else ():
        name = _POSSESSIVE.sub("", plain(tail[match.start() :]))
        shaped_so = may_begin_name(name) and (is_label(name) or is_time(name))
        if (shaped_so or page.is_first_author(name)) and page.knows(dated_cite(name, year)):
            return name, match.start()
    shaped = _NARRATIVE.search(tail)
    name = _POSSESSIVE.sub("", plain(shaped.group())) if shaped else ""
    return (name, shaped.start()) if shaped and is_label(name) and may_begin_name(name) else None


def _author_page(bracket: Bracket, page: Page) -> Citation | None:
    """MLA's "(Achebe 45; Nye 3)", or "(Social Life 19)" where the author has several works: what the list proves."""
    if not page.has_list:
        return None
    cites = [_paged(part, page) for part in re.split(r"\s?;\s?", bracket.inside)]
    known = tuple(cite for cite in cites if cite)
    return citation_at(bracket.start, bracket.end, "parenthetical", known, page.flat) if all(cites) else None


def _paged(part: str, page: Page) -> Cite | None:
    """The reading of a label and a page that fits a reference: authors, author and short title, or short title."""
    cite = parse_author_page(part)
    return next((form for form in _readings(cite) if page.knows(form)), None) if cite else None


def _readings(cite: Cite) -> Iterator[Cite]:
    yield cite
    if cite.author and cite.title is None:
        author, comma, title = cite.author.partition(", ")
        if comma:
            yield replace(cite, author=author, families=families(author), title=title)
        if " " in cite.author:
            yield replace(cite, author=None, families=(), title=cite.author)


def _page_style(bracket: Bracket, page: Page, found: _Found) -> Citation | None:
    """In a text that cites by author and page: a name alone "(Kelling and Wilson)", or a page alone "(148)"."""
    if _PAGE_ALONE.fullmatch(bracket.inside):
        return _page_of_named(bracket, page) or _page_of_last(bracket, page, found)
    cite = parse_name(bracket.inside)
    if cite is None or not page.knows(cite):
        return None
    return citation_at(bracket.start, bracket.end, "parenthetical", (cite,), page.flat)


def _page_of_named(bracket: Bracket, page: Page) -> Citation | None:
    """A page alone at the end of a clause, of the listed author named last before it in the sentence.

    Where the sentence says "he" or "she" instead, of the one named last in the sentences before.
    """
    if not _CLAUSE_END.match(page.flat, bracket.end):
        return None
    start = _sentence_start(page.flat, bracket.start)
    if _PRONOUN.search(page.flat, start, bracket.start):
        start = max(0, start - _FAR_BACK)
    sentence = page.flat[start : bracket.start]
    named = [names for at, label in _names_in(sentence, page) for names in _alone_or_paired(sentence, at, label)]
    locator = tidy_locator(bracket.inside)
    cites = (
        Cite(author=" and ".join(names), families=names, locator=locator, label="page") for names in reversed(named)
    )
    cite = next((cite for cite in cites if page.knows(cite)), None)
    return citation_at(bracket.start, bracket.end, "narrative", (cite,), page.flat) if cite else None


def _page_of_last(bracket: Bracket, page: Page, found: _Found) -> Citation | None:
    """A page alone of what the sentence before cites: "… (Hirsch 106). It comes close to it in force (109)."."""
    last = found.last
    if last is None or bracket.start - last.end > _NEAR_BACK or len(last.cites) != 1:
        return None
    goes_on = _PRONOUN.search(page.flat, last.end, bracket.start) or _IT.search(page.flat, last.end, bracket.start)
    if not goes_on or not _CLAUSE_END.match(page.flat, bracket.end):
        return None
    again = replace(last.cites[0], locator=tidy_locator(bracket.inside), label="page", prefix=None, suffix=None)
    return citation_at(bracket.start, bracket.end, "parenthetical", (again,), page.flat)


def _alone_or_paired(sentence: str, at: int, label: str) -> Iterator[tuple[str, ...]]:
    """An author named in a sentence, and the pair where another name follows: "Agee and Evans knew"."""
    yield (label,)
    if second := _AND_NAME.match(sentence, at + len(label)):
        yield (label, second["name"])


def _names_in(sentence: str, page: Page) -> Iterator[tuple[int, str]]:
    """Where the first authors of described works are named in a sentence."""
    for word in _WORD.finditer(sentence):
        for label in page.names.get(word.group(), ()):
            end = word.start() + len(label)
            if sentence.startswith(label, word.start()) and not sentence[end : end + 1].isalnum():
                yield word.start(), label


def _located(bracket: Bracket, page: Page, found: _Found) -> Citation | None:
    """A page alone: of the citation before it in the sentence, or of a listed body that is named with its year.

    A narrative citation without a page takes it; after one that has its page, or in a bracket, it cites again.
    """
    located = parse_locator(bracket.inside)
    if located is None or located[1] in _OWN_PARTS:
        return None
    sentence = _sentence_start(page.flat, bracket.start)
    earlier = found.last
    if earlier is None or earlier.start < sentence:
        return _named_with_year(page, sentence, bracket.start, located) if page.has_list else None
    cite = replace(earlier.cites[-1], locator=located[0], label=located[1])
    if earlier.kind == "narrative" and earlier.cites[-1].locator is None:
        return replace(earlier, cites=(*earlier.cites[:-1], cite))
    again = replace(cite, prefix=None, suffix=None, quoted_in=False)
    return citation_at(bracket.start, bracket.end, "parenthetical", (again,), page.flat)


def _named_with_year(page: Page, start: int, end: int, located: tuple[str, str]) -> Citation | None:
    """Year and author of a listed work in one sentence: "A 2021 report by the World Health Organization … (p. 10)"."""
    sentence = page.flat[start:end]
    years = [match.group() for match in _YEAR.finditer(sentence)]
    for at, label in _names_in(sentence, page):
        for year in years:
            cite = dated_cite(label, year, locator=located[0], label=located[1])
            if page.knows(cite):
                citation = citation_at(start + at, start + at + len(label), "narrative", (cite,), page.flat)
                return replace(citation, confidence=_LIKELY)
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


def _with_evidence(found: Sequence[Citation], page: Page) -> Iterator[Citation]:
    """All but narrative citations that nothing speaks for.

    For one speaks a reference that it means, its name in a bracket elsewhere or before an entry of the list, several
    authors, a page or a letter, or a verb of reporting after it; the last only in a text that has citations in brackets
    or three such of its own, and no town.
    """
    bracketed = {cite.author for citation in found if citation.kind == "parenthetical" for cite in citation.cites}
    told = {citation.cites[0].author for citation in found if _tells(citation, page.flat)}
    cites_so = len(told) >= _FEWEST
    for citation in found:
        if citation.kind != "narrative" or citation.cites[0].key or _is_proved(citation, bracketed, page, cites_so):
            yield citation


def _tells(citation: Citation, flat: str) -> bool:
    """Whether the sentence goes on as of a person who is no town: "Jacobs (1961) argued", "Whyte (1980) put it"."""
    if citation.kind != "narrative" or is_place(citation.cites[0].author or ""):
        return False
    return bool(_REPORTING.match(flat, citation.end)) or _acts(citation, flat)


def _is_proved(citation: Citation, bracketed: set[str | None], page: Page, cites_so: bool) -> bool:
    author = citation.cites[0].author
    if any(cite.references for cite in citation.cites) or author in bracketed:
        return True
    if not (citation.cites[0].year or "0")[0].isdigit():  # "Durkheim (forthcoming)" is nothing else
        return True
    if _is_of_listed(citation.cites[0], page) and not _AFTER_QUOTATION.search(citation.text):
        return True
    told = _is_strong(citation.cites[0]) or bool(_REPORTING.match(page.flat, citation.end))
    told = told or ((page.has_list or cites_so) and _acts(citation, page.flat))
    return (bool(bracketed) or cites_so) and told and not is_place(author or "")


def _is_of_listed(cite: Cite, page: Page) -> bool:
    """Whether the list has another work of the first author, or of the body, and no town is called so."""
    names = {cite.author or "", *cite.families[:1]}
    return page.has_list and not is_place(cite.author or "") and any(map(page.is_first_author, names))


def _acts(citation: Citation, flat: str) -> bool:
    """Whether the sentence goes on as of a person: "Zimbardo (1971) has no place", "As Festinger (1957) puts it"."""
    before = flat[max(0, citation.start - _WORDS_BEFORE) : citation.start]
    return bool(_DOING.match(flat, citation.end)) and not _NAMED_THING.search(before)


def _with_antecedents(found: Sequence[Citation]) -> Iterator[Citation]:
    """The citations, "ibid." with what the citation before it means; of several cites in that, each may be meant."""
    latest: dict[str, Cite] = {}
    before: tuple[Cite, ...] = ()
    for citation in found:
        if citation.kind == "ibid":
            yield replace(citation, cites=(_again(citation.cites[0], before, latest),))
            continue
        before = citation.cites
        latest |= {cite.families[0]: cite for cite in citation.cites if cite.families}
        yield citation


def _again(cite: Cite, before: Sequence[Cite], latest: Mapping[str, Cite]) -> Cite:
    named = latest.get(cite.families[0]) if cite.families else None
    meant = (named,) if named else () if cite.families else before
    references = tuple(dict.fromkeys(key for earlier in meant for key in earlier.references))
    if len(meant) != 1:
        return replace(cite, references=references)
    one = meant[0]
    return replace(
        cite,
        author=one.author,
        families=one.families,
        et_al=one.et_al,
        year=one.year,
        title=one.title,
        references=references,
    )


def _linked(citation: Citation, page: Page) -> Citation:
    """The citation with the references that each cite means; less sure where something is at odds."""
    cites = tuple(_with_references(cite, page) for cite in citation.cites)
    sure = min((_SURE_WHERE_AT_ODDS[cite.at_odds] for cite in cites if cite.at_odds), default=1.0)
    return replace(citation, cites=cites, confidence=min(citation.confidence, sure))


def _with_references(cite: Cite, page: Page) -> Cite:
    if cite.references or cite.key:
        return cite
    references, at_odds = page.meant(cite)
    return replace(cite, references=references, at_odds=at_odds)
