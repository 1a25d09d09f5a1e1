"""What a journal, a series or a working group prints above an article's title.

In: the first lines of a text. Out: the journal, volume, issue, year, pages, DOI and ISSN of the article itself, and
the head of a memo of the Internet's standards (RFC 7322, 4.1). What such a line does not print stays None.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refdesk.reading.bylines import names_in
from refdesk.reading.lines import Line

_LONGEST = 240
_YEAR = r"(?:1[5-9]|20)\d\d"
_DASH = r"\s?[-–—]{1,2}\s?"
_PAGES = rf"(?P<pages>[A-Za-z]?\d{{1,5}}{_DASH}[A-Za-z]?\d{{1,5}})"
_VOLUME_WORD = r"(?:vol(?:ume)?s?\.?|bd\.?|band|jg\.?|jahrgang|tomo|tome|anno|año|ano|jaargang)"
_ISSUE_WORD = r"(?:no\.?|nos\.?|num\.?|núm\.?|n[°ºo]\.?|issue|heft|h\.|nr\.?|fasc\.?)"
_WORDED = re.compile(
    rf"(?P<journal>[^\W\d][^\d]{{2,80}}?),?\s{{1,5}}{_VOLUME_WORD}\s{{0,3}}(?P<volume>\d{{1,4}}|[IVXLC]{{1,8}})\b",
    re.IGNORECASE,
)
_TERSE = re.compile(
    rf"(?P<journal>[^\W\d][^\d]{{2,80}}?),?\s(?:{_YEAR}[,;]\s?)?(?P<volume>\d{{1,4}})\s?"
    rf"(?:\((?P<issue>\d{{1,3}}(?:{_DASH}\d{{1,3}})?)\)|\((?P<year>{_YEAR})\))\s?(?:\(?{_YEAR}\)?)?\s?[,:]\s?{_PAGES}"
)
_ISSUE = re.compile(rf"\b{_ISSUE_WORD}\s{{0,3}}(?P<issue>\d{{1,4}}(?:{_DASH}\d{{1,4}})?)\b", re.IGNORECASE)
_PAGES_AT_END = re.compile(
    rf"(?:\bpp?\.?|\bpages|\bS\.|\bpágs?\.?|,|:)\s{{0,3}}{_PAGES}(?:,?\s?\(?{_YEAR}\)?)?\W{{0,3}}$"
)
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b(?!{_DASH}\d)")
_PROCEEDINGS = re.compile(
    r"(?:(?:in\s)?proceedings\sof\b|proc\.\s|published\sas\sa\sconference\spaper\sat\b|tagungsband\b|actes\sd)",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:\bdoi[:\s]\s{0,3}|\bdoi\.org/)(?P<doi>10\.\d{4,9}/[^\s<>\"]{1,120})", re.IGNORECASE)
_ISSN = re.compile(r"\be?-?issn\b[^\d\n]{0,20}(?P<issn>\d{4}-\d{3}[\dX])", re.IGNORECASE)
_APART = re.compile(
    r"(?:received|accepted|revised|submitted|published\sonline|available\sonline|eingegangen|reçu|recibido|recebido)\b.{0,160}\d{4}"
    r"|(?:https?://|doi[:\s]|www\.|©|\(c\)\s|copyright\b|licen[cs]ed?\b|this\s(?:article|work|paper)\sis\b|e?-?issn\b|isbn\b)"
    r"|(?:anonymous\sauthors?|paper\sunder\sdouble|under\sreview|corresponding\sauthor|\W{0,3}correspondence\b|e-?mail\b)"
    r"|(?:downloaded|to\scite\sthis|cite\sthis|how\sto\scite|view\s(?:the|online)|open\saccess|check\sfor\supdates)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:original|research|review|short|brief|regular|full|feature|invited|peer[- ]reviewed)?\s?(?:article|paper|"
    r"communication|report|research|essay|letter|editorial|commentary|perspective|case\sreport|articles|papers)s?"
    r"|(?:artículo|artigo|articolo|aufsatz|beitrag)(?:\s\w{1,15}){0,2}|opinion|news|features?|chapter\s(?:\w{1,12}|\d{1,3})",
    re.IGNORECASE,
)
_MEMO = re.compile(r"(?:request\sfor\scomments:|internet-draft\b)", re.IGNORECASE)
_RFC = re.compile(r"request\sfor\scomments:\s{0,5}(?P<number>\d{1,5})", re.IGNORECASE)
_DRAFT = re.compile(r"\s{0,60}(?P<name>draft-[a-z0-9-]{3,80})\s{0,60}")
_COLUMNS = re.compile(r"\s{3,200}")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MEMO_DAY = re.compile(rf"(?:\d{{1,2}}\s)?{_MONTH}\s(?:\d{{1,2}},?\s)?{_YEAR}")
_HEAD_LINES = 16
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Masthead:
    """The facts of the article that lines above its title print."""

    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    year: str | None = None
    pages: str | None = None
    doi: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """The head of an RFC or Internet-Draft."""

    title: str
    names: tuple[str, ...]
    number: str | None
    date: str | None


def is_masthead(line: str) -> bool:
    """Whether the line names the journal or proceedings that the text stands in."""
    text = _plain(line)
    return bool(_PROCEEDINGS.match(text)) or _journal_line(text) is not None


def stands_apart(line: str) -> bool:
    """Whether the line is neither title nor byline: a licence, an address, a day of receipt, a kind of article."""
    text = _plain(line)
    return bool(_APART.match(text) or _KIND.fullmatch(text))


def read_masthead(lines: Iterable[str]) -> Masthead:
    """The facts that the lines above and around the title print of the article itself."""
    texts = [_plain(line) for line in lines]
    named = next((head for text in texts if (head := _journal_line(text))), None)
    held = next((text for text in texts if _PROCEEDINGS.match(text)), None)
    doi = next((match["doi"].rstrip(".,;)") for text in texts if (match := _DOI.search(text))), None)
    issn = next((match["issn"] for text in texts if (match := _ISSN.search(text))), None)
    if named:
        return Masthead(named.journal, named.volume, named.issue, named.year, named.pages, doi, issn)
    return Masthead(held, doi=doi, issn=issn)


def _plain(line: str) -> str:
    return " ".join(line[:_LONGEST].split()).strip("*_# ")


def _journal_line(text: str) -> Masthead | None:
    """A journal with its volume, and where they are printed issue, year and pages."""
    worded = _WORDED.match(text)
    if worded is None:
        return _terse_line(text)
    rest = text[worded.end() :]
    issue, pages, year = _ISSUE.search(rest), _PAGES_AT_END.search(rest), _year_in(rest)
    if not (issue or pages or year):
        return None
    journal = worded["journal"].strip(" ,.")
    return Masthead(
        journal, worded["volume"], issue["issue"] if issue else None, year, pages["pages"] if pages else None
    )


def _terse_line(text: str) -> Masthead | None:
    """A journal as "Journal of Shelves 12(3): 41–47" or "Journal of Shelves 12 (2015), 41–47" print it."""
    terse = _TERSE.match(text)
    if terse is None:
        return None
    year = terse["year"] or _year_in(text)
    return Masthead(terse["journal"].strip(" ,."), terse["volume"], terse["issue"], year, terse["pages"])


def _year_in(text: str) -> str | None:
    found = _ANY_YEAR.search(text)
    return found[0] if found else None


def read_memo(lines: Sequence[Line]) -> Memo | None:
    """The title, writers, number and month of a memo whose head stands in two columns; None for any other text."""
    head = lines[:_HEAD_LINES]
    if not any(_MEMO.match(line.text.strip()) for line in head):
        return None
    end = next(
        (at for at, line in enumerate(head) if at and line.gap_above and not _COLUMNS.search(line.text.strip())), 0
    )
    title = _memo_title(lines[end : end + _MOST_TITLE_LINES]) if end else ""
    if not title:
        return None
    right = [_COLUMNS.split(line.text.strip())[-1] for line in head[:end]]
    names = tuple(name for text in right if re.match(r"[A-Z]\.", text) and (name := names_in(_unroled(text))))
    days = [day[0] for text in right if (day := _MEMO_DAY.fullmatch(text))]
    return Memo(title, names, _memo_number(lines[: end + _MOST_TITLE_LINES]), days[-1] if days else None)


def _unroled(text: str) -> str:
    return re.sub(r",\s(?:Ed|Editor)\.?$", "", text)


def _memo_title(lines: Sequence[Line]) -> str:
    """The lines up to the next blank one, without the name of the draft."""
    title: list[str] = []
    for at, line in enumerate(lines):
        if at and line.gap_above:
            break
        if not _DRAFT.fullmatch(line.text):
            title.append(line.text.strip())
    return " ".join(title)


def _memo_number(lines: Iterable[Line]) -> str | None:
    for line in lines:
        if rfc := _RFC.search(line.text):
            return f"RFC {rfc['number']}"
        if draft := _DRAFT.fullmatch(line.text):
            return draft["name"]
    return None
