"""When a work came out, and when it was read, as references print it.

In: the piece of a reference that holds the date: "(2011b).", "[1930] 2010", "1998/99", "ca. 1803", "in press",
"n.d.", "1963–1979", "2019, May 3". Out: an Issue. Of an original and a later printing the later one is the work that
was read (Chicago Manual 17, 14.114; APA Publication Manual 7, 9.41); the other year is told apart.
"""

import re
from dataclasses import dataclass, replace

from refdesk.model.date import PartialDate
from refdesk.parsing.dates import DATE, MONTH, YEAR, find_dates, parse_date

STATUS = re.compile(
    r"\b(?:in press|im druck|im erscheinen|in preparation|in prep\.?|in review|under review|submitted|accepted"
    r"|forthcoming"
    r"|to appear|à paraître|sous presse|en prensa|in corso di stampa|no prelo|in druk|in vorbereitung)(?!\w)",
    re.IGNORECASE,
)
"""What stands in the place of the date while a work is not out yet."""

NO_DATE = re.compile(
    r"(?<!\w)(?:n\.\s?d\b|s\.\s?[dfa]\b|o\.\s?[jJ]\b|z\.\s?[jJ]\b|no date\b|undated\b)\.?", re.IGNORECASE
)
"""What stands in the place of the date where there is none."""

_SUFFIX = re.compile(rf"(?<!\d)({YEAR})\s?([a-z])(?![\w.]\w)(?!\w)")
_ABOUT = re.compile(r"(?:\bca?\.|\bcirca\b|\bum\b|\bvers\b|\bhacia\b|\babout\b)\s*", re.IGNORECASE)
_TO = r"\s{0,2}(?:-|–|—|/|bis|to)\s{0,2}"
_YEARS = re.compile(
    rf"(?<![\d-])(?P<first>{YEAR})(?:{_TO}(?P<last>{YEAR})|[-–/](?P<short>\d\d))(?!\d|[-/]\d|\s?[^\W\d_])"
)
_OTHER_YEAR = re.compile(rf"(?<![\d-])(?P<year>{YEAR})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?(?P<month>{MONTH})"
    rf"|(?P<later>{MONTH})(?:\s(?P<later_day>[0-3]?\d)(?:st|nd|rd|th)?)?)(?!\d)",
    re.IGNORECASE,
)
_GLUED = re.compile(rf"({MONTH.removesuffix(chr(92) + 'b' + chr(92) + '.?')}\.?)(?=\d{{4}})", re.IGNORECASE)
_SLASHED = re.compile(rf"(?<!\d)(?P<first>[0-3]?\d)[/ ](?P<second>[0-3]?\d)[/ ](?P<year>{YEAR})(?!\d)")
_LONGEST_SHORT_SPAN = 12
_PRINTED_TWICE = 2
_LONGEST = 400
"""No date is longer, whatever stands around it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """`date` of the edition cited, its `suffix` letter, `original` year of an older one, `status` as it was printed."""

    date: PartialDate | None = None
    suffix: str = ""
    original: int | None = None
    status: str = ""


def read_issue(printed: str) -> Issue:
    """Read the date of a reference; an Issue without a date where there is none."""
    words = " ".join(printed[:_LONGEST].split())
    if date := parse_date(words):
        return Issue(date)
    suffix = _SUFFIX.search(words)
    if suffix:
        words = _SUFFIX.sub(r"\1", words)
    status = STATUS.search(words) or NO_DATE.search(words)
    date, original = _date_and_original(words)
    if date and (_ABOUT.search(words) or "?" in words):
        date = replace(date, approximate=bool(_ABOUT.search(words)), uncertain="?" in words)
    return Issue(date, suffix[2] if suffix else "", original, status.group() if status else "")


def _date_and_original(words: str) -> tuple[PartialDate | None, int | None]:
    if len(words) > 4 and not words.strip(" ()[].,:;").isdecimal():
        words = _GLUED.sub(r"\1 ", words)
    if (years := _YEARS.search(words)) and (pair := _pair(years)):
        return pair
    found = [date for _, _, date in find_dates(words)]
    if not found:
        year = _OTHER_YEAR.search(words)
        return (PartialDate(int(year["year"])) if year else None), None
    last = max(date.year for date in found)
    first = min(date.year for date in found)
    latest = max((date for date in found if date.year == last), key=lambda date: len(date.parts))
    return latest, (first if first < last else None)


def _pair(years: re.Match[str]) -> tuple[PartialDate, int | None] | None:
    """Two years: a span of time, or with a slash and far apart an original and its reprint."""
    first, short = int(years["first"]), years["short"]
    last = first // 100 * 100 + int(short) if short else int(years["last"])
    if last <= first or (short and last - first > _LONGEST_SHORT_SPAN and "/" not in years.group()):
        return None
    if "/" in years.group() and last - first > _PRINTED_TWICE:
        return PartialDate(last), first
    return PartialDate(first, end=PartialDate(last)), None


def complete(date: PartialDate, printed: str) -> PartialDate:
    """The date with the day or month that stands apart from its year ("(2010) … 5 May")."""
    match = _DAY_MONTH.search(printed)
    if date.month is not None or match is None:
        return date
    day, month = match["day"] or match["later_day"] or "", match["month"] or match["later"]
    return parse_date(f"{day} {month} {date.year}".strip()) or date


def tells_day_or_month(printed: str) -> bool:
    """Whether the piece names a month without a year."""
    return bool(_DAY_MONTH.search(printed)) and not _OTHER_YEAR.search(printed)


def read_access(printed: str) -> PartialDate | None:
    """The day on which a page was read; the fullest date in the piece, whatever words stand around it."""
    words = " ".join(printed[:_LONGEST].split())
    found = [date for match in DATE.finditer(words) if (date := parse_date(match.group()))]
    if found:
        fullest = max(found, key=lambda date: len(date.parts))
        if fullest.month is not None:
            return fullest
    return _numeric(words) or (found[0] if found else None)


def _numeric(words: str) -> PartialDate | None:
    """A day in numbers ("29/08/2016"); which is the month is told only where the other is greater than twelve."""
    match = _SLASHED.search(words)
    if match is None:
        return None
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    if first > 12 >= second > 0:
        return parse_date(f"{year}-{second:02d}-{first:02d}")
    if second > 12 >= first > 0:
        return parse_date(f"{year}-{first:02d}-{second:02d}")
    return PartialDate(int(year), first) if first == second and 0 < first <= 12 else PartialDate(int(year))
