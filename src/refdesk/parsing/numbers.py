"""Volume, issue and pages as the styles print them.

In: the string after a title. Out: the numbers, and where they begin, since what stands before them is the journal's
name. The forms are those of the Chicago Manual of Style 17 (14.171), the APA Publication Manual 7 (10.1), MLA 9
(5.1-5.105), the IEEE Reference Guide, Citing Medicine (Vancouver) and of physics journals.
"""

import re

from refdesk.parsing.dates import MONTH, YEAR, parse_date
from refdesk.parsing.sheet import Sheet

_PAGE = r"[A-Za-z]{0,2}\d+[A-Za-z]?"
_RANGE = rf"{_PAGE}\s*[-–—]\s*{_PAGE}"
_PAGES = rf"(?P<pages>{_RANGE}(?:,\s*\d+[-–]\d+)*|(?!{YEAR}\b){_PAGE}(?![\w(]))"
_ISSUE = rf"(?P<issue>(?!{YEAR}\b)\d+[\w/–-]*|suppl[^()]{{0,20}}|\d+\ssuppl[^()]{{0,20}}|\d+\s?[–-]\s?\d+)"
_ISSUE_WORD = r"(?:no|iss(?:ue)?|nr|heft|n[°º])\b\.?"
_SMALL_VOLUME = rf"(?P<volume>(?!{YEAR}\b)\d{{1,4}}[A-Z]?)"
_LED = r"(?<![\w./–-])"

_FORMS = (
    # 2010 Jan 5;12(3 Suppl 1):45-9
    (
        rf"\b(?P<date>{YEAR}(?:\s+{MONTH}(?:[-–/]{MONTH})?(?:\s+\d+)?)?)\s*;\s*"
        rf"(?P<volume>[A-Z]?\d+)\s*(?:\((?P<issue>[^()]{{1,30}})\))?\s*(?::\s*{_PAGES})?"
    ),
    # 99 (2007) 269202; 38 (2012), pp. 619–629; 8 (2004), no. 6, 939–954
    (
        rf"{_LED}(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)\s*\((?P<date>{YEAR})\)\s*,?\s*"
        rf"(?:{_ISSUE_WORD}\s*{_ISSUE}\s*,?\s*)?(?:pp?\.\s*)?{_PAGES}"
    ),
    # (2000) 328:26–46
    rf"\((?P<date>{YEAR})\)[,;]?\s*(?P<volume>\d{{1,4}})\s*(?:\({_ISSUE}\))?\s*[:,]\s*{_PAGES}",
    # D91, 094509 (2015)
    rf"{_LED}(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)[,:]\s*(?P<pages>{_RANGE}|{_PAGE})\s*\((?P<date>(?:{MONTH}\s)?{YEAR})\)",
    # 12(3), 45–67 and 12(3):45-67
    rf"{_LED}(?P<volume>\d+[A-Z]?)\s*\({_ISSUE}\)(?:\s*[,:]?\s*(?:pp?\.\s*)?{_PAGES})?",
    # 12, no. 3 (May 2010): 45–67
    rf"{_LED}(?P<volume>\d+),\s*{_ISSUE_WORD}\s*{_ISSUE}(?:,?\s*\((?P<date>[^()]{{0,20}}{YEAR})\))?(?:\s*:\s*{_PAGES})?",
    # vol. 12, no. 3
    rf"\b(?:vol(?:ume|s?\.)?|v\.)\s*(?P<volume>\d+|[IVXLC]+\b)(?:[,.(]?\s*{_ISSUE_WORD}\s*{_ISSUE}\)?)?",
    # 12.3 (2010): 45–67 and 12/3 (2010)
    rf"{_LED}(?P<volume>\d{{1,3}})[./](?P<issue>\d{{1,3}})\s*\((?P<date>[^()]{{0,20}}{YEAR})\)(?:\s*:\s*{_PAGES})?",
    # 12 (Spring 2010): 45–67 and 12:45–67
    rf"{_LED}{_SMALL_VOLUME}\s*(?:\((?P<date>[^()]{{0,20}}{YEAR})\))?\s*:\s*{_PAGES}",
    # 12, 45–67; 6, Article 74; 370, 597 at the end
    (
        rf"{_LED}{_SMALL_VOLUME},\s*(?:(?:article|art\.)\s(?:no\.?\s)?(?P<article>[\w-]*\d\w*)"
        rf"|(?P<pages>{_RANGE}|(?!{YEAR}\b){_PAGE}(?=\.?\s*$|\.\s)))"
    ),
)
_STRICT = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_WORDS = (
    re.compile(rf"\b{_ISSUE_WORD}\s*(?P<issue>\d+[\w/–-]*)", re.IGNORECASE),
    re.compile(
        rf"\(?\b(?:pp?\.\s?|pages?\s|S\.\s(?=\d)|seiten?\s)\s*(?P<pages>{_RANGE}(?:,\s*\d+[-–]\d+)*|{_PAGE})\)?",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:article|art\.)\s(?:no\.?\s|ID\s)?(?P<pages>[a-z]{0,3}[-\d]*\d)\b", re.IGNORECASE),
)
_BARE_PAGES = re.compile(rf"(?:^|[\s,:])\s*(?P<pages>{_RANGE}|e\d{{3,}})(?=\s*(?:[.,;]|$))")


def find_numbers(text: str) -> int | None:
    """Where volume, issue or pages of a periodical begin, or None where the text has none."""
    return min((match.start() for pattern in _STRICT if (match := pattern.search(text))), default=None)


def take_numbers(sheet: Sheet) -> None:
    """Take volume, issue, pages and the date among them: all in one form, then each by its own word."""
    found = [match for pattern in _STRICT if (match := pattern.search(sheet.rest))]
    if first := min(found, key=lambda match: match.start(), default=None):
        sheet.cut(first.start(), first.end())
        _put(sheet, first)
    for pattern in _WORDS:
        if pattern.groupindex.keys() <= sheet.fields.keys():
            continue
        if match := sheet.pull(pattern):
            _put(sheet, match)
    # a bare range is pages where a volume or a book came before; else it could be years
    if (
        {"volume", "in_book"} & sheet.fields.keys()
        and "pages" not in sheet.fields
        and (match := sheet.pull(_BARE_PAGES))
    ):
        _put(sheet, match)


def _put(sheet: Sheet, match: re.Match[str]) -> None:
    for name, value in match.groupdict().items():
        if not value:
            continue
        if name == "date":
            sheet.put("issued", parse_date(value))
        elif name == "article":
            sheet.put("pages", value)
        else:
            sheet.put(name, range_with_hyphen(value) if name == "pages" else value.strip())


def range_with_hyphen(pages: str) -> str:
    """A page range as CSL-JSON writes it: a hyphen between, no blanks."""
    return re.sub(r"\s*[-–—]\s*", "-", pages)
