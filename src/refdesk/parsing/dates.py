"""Printed dates.

In: a string such as "January 15, 2021", "11 June 2023", "2021, May", "May–June 2001", "5-May-2020" or
"Spring 2020", its month in English, German, French, Spanish, Italian, Portuguese or Dutch. Out: a PartialDate, or None
where the string is no date.
"""

import re
from collections.abc import Iterator

from refdesk.model.date import PartialDate, plausible

_MONTH_NAMES = (
    "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|genn|janeiro|januari",
    "february|feb|februar|février|fevrier|févr|fév|febrero|febbraio|febbr|fevereiro|fev|februari|febr",
    "march|mar|märz|mrz|mars|marzo|março|maart|mrt",
    "april|apr|avril|avr|abril|abr|aprile",
    "may|mai|mayo|maggio|magg|maio|mei",
    "june|jun|juni|juin|junio|giugno|giu|junho",
    "july|jul|juli|juillet|juil|julio|luglio|lugl|julho",
    "august|aug|août|aout|agosto|augustus",
    "september|sept|sep|septembre|septiembre|settembre|sett|setembro",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro",
    "november|nov|novembre|noviembre|novembro",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dicembre|dezembro",
)
_SEASON_NAMES = (
    "spring|frühjahr|frühling|printemps|primavera|voorjaar",
    "summer|sommer|été|verano|verão|zomer",
    "autumn|fall|herbst|automne|otoño|autunno|outono|najaar|herfst",
    "winter|hiver|invierno|inverno",
)

MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
"""The number of each month by its names, in small letters."""
SEASONS = {name: number for number, names in enumerate(_SEASON_NAMES, 21) for name in names.split("|")}
"""EDTF's number of each season by its names, in small letters."""

MONTH = r"(?:" + "|".join(sorted([*MONTHS, *SEASONS], key=len, reverse=True)) + r")\b\.?"
"""Pattern of a month or season; no groups."""
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
"""Pattern of a year of printed books; no groups."""
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th|er|\.)?"
_TO = r"\s?[-–—/]\s?"
_OF = r"(?:(?:of|de|del)\s+)?"

_FORMS = (
    rf"(?P<month>{MONTH})\s+(?P<day>{_DAY})(?:{_TO}(?P<endday>{_DAY}))?,?\s+(?P<year>{YEAR})",
    rf"(?P<day>{_DAY})(?:{_TO}(?P<endday>{_DAY}))?\s+{_OF}(?P<month>{MONTH}),?\s+{_OF}(?P<year>{YEAR})",
    rf"(?P<day>{_DAY})-(?P<month>{MONTH})-(?P<year>{YEAR})",
    rf"(?P<day>[0-3]?\d)\.\s?(?P<nmonth>[01]?\d)\.\s?(?P<year>{YEAR})",
    rf"(?P<year>{YEAR}),?\s+(?P<day>{_DAY})\s+(?P<month>{MONTH})",
    rf"(?P<year>{YEAR}),?\s+(?P<month>{MONTH})(?:{_TO}(?P<endmonth>{MONTH}))?(?:\s+(?P<day>{_DAY}))?",
    rf"(?P<month>{MONTH})(?:{_TO}(?P<endmonth>{MONTH}))?,?\s+{_OF}(?P<year>{YEAR})",
    rf"(?P<year>{YEAR})[-/](?P<nmonth>[01]?\d)[-/](?P<day>[0-3]?\d)(?!\d)",
    rf"(?P<year>{YEAR})-(?P<nmonth>[01]\d)(?!\d)",
    rf"(?P<year>{YEAR})",
)
_PATTERNS = tuple(re.compile(rf"(?<![\w-]){form}(?!\w|\.\d)", re.IGNORECASE) for form in _FORMS)

_YEAR_ALONE = re.compile(YEAR)

DATE = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", p.pattern) for p in _PATTERNS), re.IGNORECASE)
"""Any printed date, the fullest form first; no groups."""


def parse_date(text: str) -> PartialDate | None:
    """Read the whole of `text` as one date, the brackets and stops around it apart."""
    stripped = text.strip(" .,;:()[]")
    if len(stripped) == 4 and stripped.isdecimal() and stripped.isascii():
        return PartialDate(int(stripped)) if _YEAR_ALONE.fullmatch(stripped) else None
    return next(filter(None, (_date(pattern.fullmatch(stripped)) for pattern in _PATTERNS)), None)


def find_dates(text: str) -> Iterator[tuple[int, int, PartialDate]]:
    """Every date in `text` with its place, from left to right, the fullest reading of each."""
    for match in DATE.finditer(text):
        if date := parse_date(match.group()):
            yield match.start(), match.end(), date


def _date(match: re.Match[str] | None) -> PartialDate | None:
    if not match:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value}
    month, day = _month(parts), _day(parts.get("day"))
    if month in SEASONS.values():
        day = None
    if not plausible(month, day):
        return None
    year = int(parts["year"])
    return PartialDate(year, month, day, _end(parts, year, month))


def _end(parts: dict[str, str], year: int, month: int | None) -> PartialDate | None:
    """The last month of "May–June 2001" or the last day of "12–15 June 2010"."""
    if last := _month_number(parts.get("endmonth", "")):
        return PartialDate(year, last)
    last = _day(parts.get("endday"))
    return PartialDate(year, month, last) if last and plausible(month, last) else None


def _day(printed: str | None) -> int | None:
    return int(re.sub(r"\D", "", printed)) if printed else None


def _month(parts: dict[str, str]) -> int | None:
    return int(parts["nmonth"]) if "nmonth" in parts else _month_number(parts.get("month", ""))


def _month_number(name: str) -> int | None:
    bare = name.casefold().rstrip(".")
    return MONTHS.get(bare) or SEASONS.get(bare)
