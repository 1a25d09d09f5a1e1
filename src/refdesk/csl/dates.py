"""When was it? A date of CSL-JSON, of any make → a `Date`, and its key for sorting.

In: whatever stands under a date variable: an object with `date-parts`, `season`, `circa`, `literal`, `raw` or `edtf`,
or a bare text, number or list. Out: a `Date`, or None where nothing is said. Never fails: a part that no calendar has
(a month 60, a day 32, a day without its month) is as good as absent, and a text that is no date is a literal.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from refdesk.csl.date_points import NOWHEN, YEAR_MONTH_DAY, Date, Point, point, season_of_month, span
from refdesk.csl.date_texts import SEASONS, read_date_text
from refdesk.csl.values import means_yes

__all__ = ["Date", "Point", "read_date", "sort_text"]

_NUMBER = re.compile(r"\s{0,20}(-?[0-9]{1,10})\s{0,20}")
# A year in a sort key counts from here, so that all have as many digits and 100 BC comes before 50 BC.
_YEAR_NOUGHT = 10**10


def read_date(value: Any) -> Date | None:
    """The date that a value of CSL-JSON says; None where it says none."""
    if isinstance(value, Mapping):
        return _read_object(value)
    if isinstance(value, str):
        return read_date_text(value)
    if isinstance(value, list | tuple):
        return _read_parts(value)
    year = _number(value)
    return Date(Point(year)) if year else None


def sort_text(date: Date | None, parts: Collection[str] = YEAR_MONTH_DAY) -> str:
    """The key of a date among others, in digits alone: the start, then the end of a range.

    Only the `parts` named count, zeros stand for what is unknown, and seasons do not count (CSL 1.0.2, "Sorting").
    Empty where none of the parts is known, so that the entry sorts with those that have no date.
    """
    if date is None:
        return ""
    start = _point_text(date.start, parts)
    if date.end is None or not (end := _point_text(date.end, parts)):
        return start
    return (start or "0" * len(end)) + end


def _point_text(at: Point, parts: Collection[str]) -> str:
    year = at.year if "year" in parts else 0
    month = at.month if "month" in parts else 0
    day = at.day if "day" in parts else 0
    return f"{_YEAR_NOUGHT + year:011d}{month:02d}{day:02d}" if year or month or day else ""


def _read_object(value: Mapping[str, Any]) -> Date | None:
    literal = value.get("literal")
    date = _read_parts(value.get("date-parts"))
    if isinstance(literal, str) and literal.strip():
        date = replace(date or Date(), literal=literal.strip())
    elif date is None:
        date = _read_others(value)
    if season := _season(value.get("season")):
        date = _in_season(date or Date(), season)
    if date is not None and means_yes(value.get("circa")):
        return replace(date, circa=True)
    return date


def _read_others(value: Mapping[str, Any]) -> Date | None:
    """What stands in the place of date-parts: EDTF, a text, or the parts by name as the first CSL-JSON had them."""
    for name in ("edtf", "raw"):
        text = value.get(name)
        if isinstance(text, str | int) and (date := read_date(text)) is not None:
            return date
    return _read_parts([[value.get(part) for part in YEAR_MONTH_DAY]])


def _read_parts(value: Any) -> Date | None:
    """One date or two, as lists of year, month and day. A list without inner lists is one date."""
    if not isinstance(value, list | tuple) or not value:
        return None
    first = value[0]
    if not isinstance(first, list | tuple):
        first, value = value, ()
    year = _number(first[0]) if first else 0
    if year is None:
        return read_date_text(first[0])
    start = _read_point(first)
    if len(value) > 1 and isinstance(value[1], list | tuple) and value[1]:
        return span(start, _read_point(value[1]))
    return Date(start) if start else None


def _read_point(parts: Sequence[Any]) -> Point:
    if not parts:
        return NOWHEN
    numbers = [_number(part) or 0 for part in parts[:3]]
    return point(*numbers)


def _number(value: Any) -> int | None:
    """A whole number; 0 for what is blank or absent, None for a word."""
    if isinstance(value, str):
        found = _NUMBER.fullmatch(value)
        if found is not None:
            return int(found[1])
        return None if value.strip() else 0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(value) if abs(value) < _YEAR_NOUGHT else 0


def _in_season(date: Date, season: str) -> Date:
    """The date with its season, where it has no month that says it better."""
    if date.literal or date.start.has("month"):
        return date
    return replace(date, start=replace(date.start, season=season))


def _season(value: Any) -> str:
    """The season as "1" (spring) to "4", or as the words that name it; empty for what is no season."""
    number = _number(value)
    if number is None:
        words = str(value).strip()
        return SEASONS.get(words.lower(), words if any(map(str.isalpha, words)) else "")
    if 13 <= number <= 24:
        return season_of_month(number)
    return str(number) if 1 <= number <= 4 else ""
