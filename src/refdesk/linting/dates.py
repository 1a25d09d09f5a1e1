"""Do the dates of an entry lie in the calendar, in order, and not ahead of us?

Sources: EDTF (ISO 8601-2:2019, level 1), biblatex manual 2.3.8.
"""

import calendar
import re
from collections.abc import Iterator

from refdesk.linting.findings import Oddity, Rule
from refdesk.linting.subjects import Subject

_FIELDS = ("date", "urldate", "eventdate", "origdate")
_POINT = re.compile(r"(?<!\d)(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\dX])")
_YEAR = re.compile(r"\s*\{?\s*(\d{4})\s*\}?\s*\Z")
_LATEST_MONTH = 12


def impossible_dates(subject: Subject) -> Iterator[Oddity]:
    """Days that no calendar has."""
    for name in _FIELDS:
        for match in _POINT.finditer(subject.values.get(name, "")):
            year, month, day = _numbers(match)
            if day and 1 <= month <= _LATEST_MONTH and not 1 <= day <= _days(year, month):
                yield Oddity(f"{name} says {match[0]}, a day that no calendar has.", name)


def reversed_dates(subject: Subject) -> Iterator[Oddity]:
    """Ranges that end before they begin."""
    for name in _FIELDS:
        start, _, end = subject.values.get(name, "").strip("{} ").partition("/")
        first, last = _POINT.match(start), _POINT.match(end)
        if first and last and _is_before(_numbers(last), _numbers(first)):
            yield Oddity(f"{name} says {start}/{end}, which ends before it begins.", name)


def future_dates(subject: Subject) -> Iterator[Oddity]:
    """Pages read on a day to come, and works of a year after the next; a journal may print next year's date."""
    today = (subject.today.year, subject.today.month, subject.today.day)
    read = _POINT.match(subject.values.get("urldate", "").strip("{} "))
    if read and _is_before(today, _numbers(read)):
        yield Oddity(f"urldate says {read[0]}, which is still to come.", "urldate")
    if subject.value("pubstate"):
        return
    for name in ("date", "year"):
        issued = _POINT.match(subject.values.get(name, "").strip("{} "))
        if issued and int(issued[1]) > subject.today.year + 1:
            yield Oddity(f"{name} says {issued[0]}, which is still to come.", name)


def dates_at_odds(subject: Subject) -> Iterator[Oddity]:
    """A `date` and a `year` that name two years; of a range each of its years agrees."""
    year = _YEAR.match(subject.values.get("year", ""))
    named = {int(match[1]) for match in _POINT.finditer(subject.values.get("date", ""))}
    if year and named and int(year[1]) not in named:
        yield Oddity(f"date says {subject.values['date']}, but year says {year[1]}; date counts.", "year")


def read_before_issued(subject: Subject) -> Iterator[Oddity]:
    """A page that was read before it was published. What the documents say of it themselves is not said twice."""
    issued = _POINT.match(subject.values.get("date", "").strip("{} "))
    read = _POINT.match(subject.values.get("urldate", "").strip("{} "))
    told = "accessed-before-issued" in subject.told
    if issued and read and not told and _is_before(_numbers(read), _numbers(issued)):
        yield Oddity(f"urldate says {read[0]}, before the date {issued[0]}.", "urldate")


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not given."""
    return int(match[1]), int(match[2] or 0), int(match[3] or 0)


def _is_before(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether one date lies before the other, as far as both are known; seasons count as no month."""
    pairs = list(zip(one, other, strict=True))
    if 0 in pairs[1] or max(pairs[1]) > _LATEST_MONTH:
        pairs = pairs[:1]
    elif 0 in pairs[2]:
        pairs = pairs[:2]
    return [mine for mine, _ in pairs] < [theirs for _, theirs in pairs]


def _days(year: int, month: int) -> int:
    """How many days the month has; years before 1 count as leap years, to be on the safe side."""
    return calendar.monthrange(max(year, 4), month)[1]


RULES = (
    Rule(
        code="impossible-date",
        severity="warning",
        what="A date names a day that no calendar has.",
        why="biber leaves such a date out, and no program can sort by it.",
        example="date = {2021-02-30}",
        look=impossible_dates,
    ),
    Rule(
        code="reversed-date",
        severity="warning",
        what="A range of dates ends before it begins.",
        why="One of the two dates is a slip.",
        example="date = {2021/2019}",
        look=reversed_dates,
    ),
    Rule(
        code="future-date",
        severity="warning",
        what="A page was read on a day to come, or a work bears a year after the next.",
        why="It is a slip, unless pubstate says that the work is forthcoming.",
        example="date = {2201} for 2021",
        look=future_dates,
    ),
    Rule(
        code="date-year-mismatch",
        severity="warning",
        what="date and year name two years.",
        why="biblatex reads date and BibTeX reads year, so the two print different years.",
        example="date = {2021-05}, year = {2012}",
        look=dates_at_odds,
    ),
    Rule(
        code="urldate-before-date",
        severity="note",
        what="The page was read before it was published.",
        why="One of the two dates is a slip, or the page was changed since.",
        example="date = {2022-05-02}, urldate = {2021-06-01}",
        look=read_before_issued,
    ),
)
