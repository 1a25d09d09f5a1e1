"""Volume, issue and pages as references print them, alone or run together.

In: a piece such as "vol. 12, no. 3, pp. 4–5", "12(3):45-9", "Bd. XII", "99", "123-8.", "e1234", "xii, 345 pp.". Out:
Numbers. Pages stay as printed but for the hyphen between them; a count of pages is no page of the work and is told
apart.
"""

import re
from dataclasses import dataclass

from refdesk.parsing.dates import MONTH, YEAR
from refdesk.parsing.printing import plain

_VOLUME_WORD = (
    r"(?<!\w)(?:volumes?|vols?|v|bandes?|band|bd|tomes?|tomo|tom|t"
    r"|jahrgang|jg|jaargang|année|anno|año|ano|deel|dl|roč)\.?(?=[\s\d])|제(?=\d)|第(?=\d)"
)
_ISSUE_WORD = (
    r"(?<!\w)(?:numbers?|nummer|numéro|número|numero|num|nos?|nrs?|nr|núm|n(?=\.\s?\d)|n\s?[°ºo]s?|№|issues?|iss|heft|hft|h|fasc|fascicule|fascículo|cahier|fs)\.?"
    r"(?=[\s\d(])|#|제(?=\d)|第(?=\d)"
)
_PAGE_WORD = (
    r"(?-i:p)(?=\d)|(?:pages?|pgs?|pp|p|seiten?|s|páginas?|págs?|pagg?|pagine|blz|bl|str|sid|cc|ff)\b\.?\s?:?|article(?:\s(?:no|number|id))?\.?|art\.?"
    r"(?:\s(?:no|id)\.?)?|artn\.?|artikel|eid|paper\sno\.?"
)
_NUMBER = r"(?:[A-Z]{0,3}[-.]?\d{1,7}[A-Za-z]{0,2}|[IVXLCDM]{1,9}\b|[ivxlcdm]{1,9}\b)"
_SPAN = r"\s?(?:-{1,2}|[–—−‐‑/]|to|bis)\s?"
_VOLUME = re.compile(rf"(?:{_VOLUME_WORD})\s*(?P<number>{_NUMBER}(?:{_SPAN}{_NUMBER})?)", re.IGNORECASE)
# "44:4:" and "44:4: 902" hold an issue between volume and page; "(38)5:" has the brackets about the wrong number.
_RUN_TOGETHER = re.compile(
    r"(?:(?P<volume>\d{1,4}):\s?(?P<issue>\d{1,3})|\((?P<bracketed>\d{1,4})\)\s?(?P<next>\d{1,3})):\s?(?P<pages>\d{1,5}(?:[-–]\d{1,5})?)?"
)
_FIRST_NUMBER = re.compile(rf"(?<!\w)(?P<number>{_NUMBER}(?:[-–/]{_NUMBER})?)(?!\w)")
_ISSUE = re.compile(
    rf"(?:{_ISSUE_WORD})\s*(?P<number>[A-Z]?\d[\w/.–-]{{0,14}}(?:\s?(?:&|and|und|et|-|–)\s?\d{{1,4}})?(?:[\s,]{{1,2}}(?:pt|part|suppl)\.?\s?\w{{0,3}})?)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(\s*(?P<number>[^()]{1,40}?)\s*(?:\)|$)")
_SUPPLEMENT = re.compile(
    r"\b(?:Suppl(?:ement)?s?\b\.?(?:\s?(?:\d{1,3}[A-Z]?|[A-Z]))?(?!\w)|(?:Special|Spec)\.?\s(?:Issue|No)\b\.?|Pt\.?\s?\d{1,3})",
    re.IGNORECASE,
)
_SECOND = re.compile(r"^[\s,.:;/]{0,3}(?P<number>\d{1,4}(?:[-–/]\d{1,4})?)(?!\w)")
_PAGES = re.compile(
    r"(?P<pages>(?:[A-Za-z]{1,4}[-.]?)?\d(?:[\w.:]{0,14}\w)?(?:\s?(?:-{1,2}|[–—−‐‑])\s?(?:[A-Za-z]{1,4}[-.]?)?\d(?:[\w.:]{0,14}\w)?)?"
    r"|(?<!\w)(?=[ivxlcdm])c{0,3}(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})\b(?:\s?[-–—−]\s?[ivxlcdm\d]{1,9}\b)?)(?![\w])"
)
COUNT = re.compile(
    r"(?<![\w.–-])(?:\d\sv(?:ol)?s?\.\s?\(?)?(?:\[?[ivxlcdm]{1,9}\]?\s?[,+]\s?)?\[?(?P<count>\d{1,5})\]?(?:\s?[,+]\s?\[?[ivxlcdm\d]{1,9}\]?)?"
    r"\s?(?:pages|pp|pgs|p|pág|págs|páginas|seiten|s|bl|blz|str|sider|leaves)\b(?!\.?\s?\d)\.?\)?",
    re.IGNORECASE,
)
"""A count of pages: "345 p.", "xii, 345 pp.", "1 v. (236 p.)"."""
# A range that lost its dash: "p. 112 114".
_GAP = re.compile(r"(?P<first>\d{2,4})\s(?P<last>\d{2,4})")
_PAGE_COUNT_WORD = re.compile(r"\s?(?:pages|pp?)\b", re.IGNORECASE)
_LEADING_PAGE_WORD = re.compile(rf"^[\s,.:;(\[]*(?:{_PAGE_WORD})\s*", re.IGNORECASE)
_LONGEST = 1000
"""No numbers are longer."""
_YEAR_OR_MONTH = re.compile(rf"(?:{YEAR}|[^()]{{0,12}}{MONTH}[^()]{{0,20}})[,\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a piece tells; `count` is how many pages there are, `left` what it says besides."""

    volume: str = ""
    issue: str = ""
    pages: str = ""
    count: str = ""
    left: str = ""


def read_volume(printed: str) -> Numbers:
    """Read a piece that holds a volume, perhaps with an issue and pages run together with it."""
    words = _plain(printed)
    if match := _RUN_TOGETHER.fullmatch(words.strip(" ,;")):
        return Numbers(match["volume"] or match["bracketed"], match["issue"] or match["next"], match["pages"] or "")
    issue = _ISSUE.search(words)
    volume = _VOLUME.search(words) or (_FIRST_NUMBER.search(words) if not issue or issue.start() else None)
    if volume and issue and issue.start() <= volume.start() < issue.end():
        issue = _ISSUE.search(words, volume.end())
    if volume is None:
        return Numbers(issue=issue["number"] if issue else _supplement(words), left="" if issue else words)
    if (parted := _parted(volume["number"])) and not issue:
        return Numbers(*parted, pages=read_pages(_pages_after(words[volume.end() :])).pages)
    rest = words[volume.end() :]
    pages = _pages_after(rest)
    rest = rest[: len(rest) - len(pages)] if pages else rest
    number = issue["number"] if issue else _issue_after(rest)
    return Numbers(_tidy(volume["number"]), _tidy(number), read_pages(pages).pages if pages else "")


def _parted(number: str) -> tuple[str, str] | None:
    """Volume and issue of "12/3"; two volumes in a row ("12/13") are one double volume."""
    first, slash, second = number.partition("/")
    return (
        (first, second)
        if slash and first.isdecimal() and second.isdecimal() and int(second) != int(first) + 1
        else None
    )


def _plain(printed: str) -> str:
    """The words in one line, without the blanks that PDFs put before a stop: "no .11"."""
    return re.sub(r"\s+(?=[.,)])", "", plain(printed[:_LONGEST]))


def _pages_after(rest: str) -> str:
    """The pages behind a colon or the word for pages."""
    match = re.search(rf"(?::\s?|,?\s(?:pp?|S)\.\s?)(?={_NUMBER})", rest)
    return rest[match.start() :] if match else ""


def _issue_after(rest: str) -> str:
    """The issue that stands behind the volume in brackets, as a supplement, or after a comma or a stop."""
    if match := _BRACKETED.search(rest):
        inside = match["number"]
        return "" if _YEAR_OR_MONTH.fullmatch(inside) else inside
    if supplement := _supplement(rest):
        return supplement
    match = _SECOND.match(rest)
    return match["number"] if match else ""


def _supplement(words: str) -> str:
    match = _SUPPLEMENT.search(words)
    return match.group() if match else ""


def read_issue_number(printed: str) -> Numbers:
    """Read a piece that holds an issue: "(3)", "no. 3", "Suppl 1", "(3 Suppl. 2)"."""
    words = _plain(printed).strip(" ,;:.")
    pages = _pages_after(words)
    words = words[: len(words) - len(pages)] if pages else words
    if match := _ISSUE.match(words.lstrip("([ ")):
        rest = words.lstrip("([ ")[match.end() :]
        return Numbers(
            issue=_tidy(" ".join(part for part in (match["number"], _supplement(rest)) if part)),
            pages=read_pages(pages).pages,
        )
    inside = words.strip("()[] ,;:.")
    return Numbers(issue="" if _YEAR_OR_MONTH.fullmatch(inside) else _tidy(inside), pages=read_pages(pages).pages)


def read_pages(printed: str) -> Numbers:
    """Read a piece that holds pages, an article's number or a count of pages."""
    words = _plain(printed).strip(" ,;:.([")
    if count := COUNT.fullmatch(words.rstrip(",;: ")):
        return Numbers(count=count["count"])
    words = _LEADING_PAGE_WORD.sub("", words)
    gap = _GAP.fullmatch(words)
    if gap and len(gap["first"]) == len(gap["last"]) and gap["first"] < gap["last"]:
        words = f"{gap['first']}-{gap['last']}"
    found = list(_PAGES.finditer(words))
    if not found:
        return Numbers(left=words)
    first = found[0]
    pages = [_with_hyphen(first["pages"])]
    for more in found[1:]:
        between = words[first.end() : more.start()]
        if _PAGE_COUNT_WORD.match(words, more.end()):
            break
        if re.fullmatch(r"\s?(?:,|and|und|et|&|\+)\s?", between) and (
            ("-" in pages[-1]) or not re.fullmatch(YEAR, more["pages"])
        ):
            pages.append(_with_hyphen(more["pages"]))
            first = more
    rest = words[first.end() :].strip(" ,;:.([)]")
    is_count = COUNT.fullmatch(rest)
    return Numbers(pages=", ".join(pages), count=is_count["count"] if is_count else "", left="" if is_count else rest)


def _with_hyphen(pages: str) -> str:
    """A range as CSL-JSON writes it: a hyphen between, no blanks; "123-8" stays as short as it is printed."""
    return re.sub(r"\s*(?:-{1,2}|[–—−‐‑])\s*", "-", pages)


def _tidy(number: str) -> str:
    return number.strip(" ,;:.()[]")
