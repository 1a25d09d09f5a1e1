"""Printed dates.

In: a string such as "January 15, 2021", "11 June 2023", "2021, May" or "Spring 2020". Out: a PartialDate,
or None where the string is no date.
"""

import re
from collections.abc import Iterator

from refdesk.model.date import PartialDate, plausible

_MONTH_NAMES = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
    "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip
_SEASON_NAMES = ("spring", "summer", "autumn|fall", "winter")

MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
SEASONS = {name: number for number, names in enumerate(_SEASON_NAMES, 21) for name in names.split("|")}

MONTH = r"(?:" + "|".join(sorted([*MONTHS, *SEASONS], key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"

_FORMS = (
    rf"(?P<month>{MONTH})\s+(?P<day>{_DAY}),?\s+(?P<year>{YEAR})",
    rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>{YEAR})",
    rf"(?P<year>{YEAR}),?\s+(?P<month>{MONTH})(?:\s+(?P<day>{_DAY}))?",
    rf"(?P<month>{MONTH}),?\s+(?P<year>{YEAR})",
    rf"(?P<year>{YEAR})-(?P<nmonth>[01]\d)(?:-(?P<day>[0-3]\d))?(?!\d)",
    rf"(?P<year>{YEAR})",
)
_PATTERNS = tuple(re.compile(rf"(?<![\w-]){form}(?![\w])", re.IGNORECASE) for form in _FORMS)

DATE = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", p.pattern) for p in _PATTERNS), re.IGNORECASE)
"""Any printed date, the fullest form first; no groups."""


def parse_date(text: str) -> PartialDate | None:
    """Read the whole of `text` as one date, "n.d." and words around it apart."""
    stripped = text.strip(" .,;()[]")
    return next(filter(None, (_date(pattern.fullmatch(stripped)) for pattern in _PATTERNS)), None)


def find_dates(text: str) -> Iterator[tuple[int, int, PartialDate]]:
    """Every date in `text` with its place, from left to right, the fullest reading of each."""
    at = 0
    while found := _next_date(text, at):
        yield found
        at = found[1]


def _next_date(text: str, at: int) -> tuple[int, int, PartialDate] | None:
    match = DATE.search(text, at)
    while match:
        date = parse_date(match.group())
        if date:
            return match.start(), match.end(), date
        match = DATE.search(text, match.end())
    return None


def _date(match: re.Match[str] | None) -> PartialDate | None:
    if not match:
        return None
    parts = match.groupdict()
    month = _month(parts)
    day = int(re.sub(r"\D", "", parts["day"])) if parts.get("day") else None
    if month is not None and month > 12:
        day = None
    return PartialDate(int(parts["year"]), month, day) if plausible(month, day) else None


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("month"):
        name = name.casefold().rstrip(".")
        return MONTHS.get(name) or SEASONS.get(name)
    return int(parts["nmonth"] or "") if parts.get("nmonth") else None
