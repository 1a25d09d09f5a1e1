r"""When was a work issued or read, in BibLaTeX's fields? `date`, or `year`, `month` and `day` → a DateTold.

In: the fields of an entry. Out: the date that they tell, and whether they tell it in biblatex's own way (EDTF in
`date`; a year, a month by name, macro or number, manual 2.3.8 and 2.3.9). What people write instead, `2001a`,
`{\natexlab{a}2001}`, `May 2001` or `c. 1850`, is read as far as it goes and called odd; `in press` is no date.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from refdesk.formats.latex_text import text_of
from refdesk.model.date import PartialDate, plausible
from refdesk.parsing.dates import parse_date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# A date of more letters is a text that somebody put in the wrong field.
_LONGEST = 200
_RANGE = re.compile(r"(\d{4})\s*[-–]{1,2}\s*(\d{4})\Z")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)")
_ABOUT = re.compile(r"(?:c|ca|circa|about|um)\b\.?\s*\[?\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class DateTold:
    """What the fields of a date say: `date` as far as it can be read, their own `text`, and whether that is odd."""

    date: PartialDate | None
    text: str = ""
    is_odd: bool = False


def written_date(values: Mapping[str, str]) -> DateTold:
    """The date of issue."""
    get = values.get
    return _told(get("date", ""), get("year", ""), get("month", ""), get("day", ""))


def written_access_date(values: Mapping[str, str]) -> DateTold:
    """The date on which the work was read."""
    get = values.get
    return _told(get("urldate", ""), get("urlyear", ""), get("urlmonth", ""), get("urlday", ""))


def written_date_of(prefix: str, values: Mapping[str, str]) -> DateTold:
    """Another date, told by fields whose names begin with `prefix`: "orig" or "event"."""
    whole, year, month, day = (values.get(prefix + part, "") for part in ("date", "year", "month", "day"))
    return _told(whole, year, month, day)


def _told(whole: str, year: str, month: str, day: str) -> DateTold:
    if len(whole) + len(year) + len(month) + len(day) > _LONGEST:
        return DateTold(None, whole or year or month or day, is_odd=True)
    return _read(whole, year, month, day)


@functools.lru_cache(maxsize=65_536)
def _read(whole: str, year: str, month: str, day: str) -> DateTold:
    """What `date` says, else what the parts say. A month without a year is no date."""
    by_parts = _by_parts(year, month, day) if year.strip() else DateTold(None)
    if not whole.strip():
        return by_parts
    date = PartialDate.from_edtf(_bare(whole))
    if date is not None:
        return DateTold(date, whole)
    return DateTold(_loosely_read(whole) or by_parts.date, whole, is_odd=True)


def _by_parts(year: str, month: str, day: str) -> DateTold:
    date = PartialDate.from_edtf(_bare(year))
    is_odd = date is None
    date = date or _loosely_read(year)
    if date is None or date.month is not None or date.end or not month.strip():
        return DateTold(date, year, is_odd=is_odd)
    start, end, written_day = _months_of(month)
    text = ", ".join(part for part in (year, month, day) if part)
    if start is None:
        return DateTold(date, text, is_odd=True)
    day = day.strip("{} ") or written_day
    number = int(day) if day.isascii() and day.isdecimal() else None
    if number is not None and not plausible(start, number, date.year):
        number, is_odd = None, True
    return DateTold(
        replace(date, month=start, day=number, end=PartialDate(date.year, end) if end else None), text, is_odd=is_odd
    )


def _bare(value: str) -> str:
    """A date without braces around it; its `~` and `%` are EDTF's, not LaTeX's. Years as `1965--1981` are a range."""
    return _RANGE.sub(r"\1/\2", value.strip("{} \t\r\n"))


def _months_of(value: str) -> tuple[int | None, int | None, str]:
    """The month written as `jan`, `January`, `1` or `jan # "~5"`, the last one of `may/jun`, and the day beside it."""
    words = [word.lower() for word in _WORD.findall(text_of(value))]
    numbers = [word for word in words if word.isdecimal()]
    names = [MONTHS.index(word[:3]) + 1 for word in words if word[:3] in MONTHS]
    if len(words) == 1 and words[0] in _SEASONS:
        return _SEASONS[words[0]], None, ""
    if names:
        end = names[1] if len(names) == 2 and not numbers and names[1] > names[0] else None
        return names[0], end, numbers[0] if len(numbers) == 1 else ""
    if len(words) == 1 and len(numbers) == 1 and 1 <= int(numbers[0]) <= 12:
        return int(numbers[0]), None, ""
    return None, None, ""


def _loosely_read(value: str) -> PartialDate | None:
    """The date that a person would read here, or the first year in it."""
    text = text_of(value)
    date = parse_date(text)
    if date is not None and plausible(date.month, date.day, date.year):
        return date
    year = _ANY_YEAR.search(text)
    about = _ABOUT.match(text.strip(" [("))
    return PartialDate(int(year[0]), approximate=about is not None) if year else None
