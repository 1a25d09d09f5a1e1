"""Dates as the sources give them: a year, a month, a day, or a range of these.

In: parts, or an EDTF string (ISO 8601-2:2019, level 1: `2004?`, `199X`, `2004/..`, `Y-17000`, seasons 21-24).
Out: the same date as EDTF, as CSL date-parts, or as a sort key. Parts the source does not give stay None.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

_POINT = re.compile(
    r"""
    (?P<year>(?!-0000)-?\d{4} | \d{3}(?=X) | \d{2}(?=XX) | Y-?[1-9]\d{4,11})
    (?P<digits>X{1,2})?
    (?:-(?P<month>\d{2}))? (?:-(?P<day>\d{2}))?
    (?P<parts>(?:-XX){1,2})?
    (?P<time>T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?
    (?P<mark>[?~%])?
    """,
    re.VERBOSE | re.ASCII,
)
_SEASONS = range(21, 25)
_LONGEST = 100
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, month (1-12, or EDTF season 21-24) or day, or a range up to `end`.

    `unspecified` is what the source leaves open and counts as known: the last digits of the year (`X`, `XX`; `year` is
    then the first of its decade or century), or month and day. `open_start` and `open_end` stand for the missing end
    of a range, `..` where it is open, empty where it is unknown. `time` is the time of day as it was written.

    >>> PartialDate(2021, 1).edtf
    '2021-01'
    """

    year: int
    month: int | None = None
    day: int | None = None
    end: "PartialDate | None" = None
    approximate: bool = False
    uncertain: bool = False
    unspecified: Literal["", "X", "XX", "-XX", "-XX-XX"] = ""
    open_start: Literal["", "/", "../"] = ""
    open_end: Literal["", "/", "/.."] = ""
    time: str = ""

    @property
    def edtf(self) -> str:
        """The date as EDTF, which BibLaTeX's `date` field takes as it is."""
        year = self._year
        if digits := self.unspecified.count("X") if self.unspecified[:1] == "X" else 0:
            year = year[:-digits] + self.unspecified
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        rest = self.unspecified if self.unspecified[:1] == "-" else ""
        point = "-".join([year, *parts]) + rest + self.time + self._mark
        end = f"/{self.end.edtf}" if self.end else self.open_end
        return f"{self.open_start}{point}{end}"

    @property
    def _year(self) -> str:
        if abs(self.year) > 9999:
            return f"Y{self.year}"
        return f"{self.year:05d}" if self.year < 0 else f"{self.year:04d}"

    @property
    def _mark(self) -> str:
        return {(True, True): "%", (True, False): "~", (False, True): "?"}.get((self.approximate, self.uncertain), "")

    @property
    def parts(self) -> list[int]:
        """Year, month and day as far as they are known; a season is no month and is left out."""
        if self.month is None or self.month in _SEASONS:
            return [self.year]
        return [self.year, self.month] if self.day is None else [self.year, self.month, self.day]

    @property
    def last_year(self) -> int:
        """The last year that may be meant: 1999 for `199X`, else `year`."""
        return self.year + {"X": 9, "XX": 99}.get(self.unspecified, 0)

    @property
    def season(self) -> int | None:
        """1 (spring) to 4 (winter), or None."""
        return self.month - 20 if self.month is not None and self.month in _SEASONS else None

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether the two name the same time as far as both are known."""
        if self.last_year != self.year or other.last_year != other.year:
            return self.year <= other.last_year and other.year <= self.last_year
        return all(mine == theirs for mine, theirs in zip(self.parts, other.parts, strict=False))

    @classmethod
    def from_edtf(cls, text: str) -> "PartialDate | None":
        """Read an EDTF date, or return None where `text` is none that refdesk knows or no such day was."""
        start, slash, stop = text[: _LONGEST + 1].strip().partition("/")
        if len(text) > _LONGEST:
            return None
        if slash and start in {"", ".."}:
            last = cls._point(stop)
            return replace(last, open_start="../" if start else "/") if last else None
        first = cls._point(start)
        if first is None or not slash:
            return first
        if stop in {"", ".."}:
            return replace(first, open_end="/.." if stop else "/")
        last = cls._point(stop)
        return replace(first, end=last) if last else None

    @classmethod
    def _point(cls, text: str) -> "PartialDate | None":
        match = _POINT.fullmatch(text)
        if not match:
            return None
        digits, unspecified = match["digits"] or "", match["parts"] or ""
        year = int(match["year"].lstrip("Y") + "0" * len(digits))
        month = int(match["month"]) if match["month"] else None
        day = int(match["day"]) if match["day"] else None
        given = 1 + (month is not None) + (day is not None) + unspecified.count("-")
        is_odd = given > 3 or (digits and given > 1) or (match["time"] and day is None)
        if is_odd or not plausible(month, day, year) or (unspecified and month in _SEASONS):
            return None
        mark = match["mark"]
        return cls(
            year,
            month,
            day,
            None,
            approximate=mark in {"~", "%"},
            uncertain=mark in {"?", "%"},
            unspecified=digits or unspecified,  # type: ignore[arg-type] # the pattern allows no others
            time=match["time"] or "",
        )


def plausible(month: int | None, day: int | None, year: int | None = None) -> bool:
    """Whether month and day could stand in a calendar (seasons 21-24 count as months without a day).

    Where the year is not known, February has 29 days.
    """
    if month is None or month in _SEASONS:
        return day is None
    return 1 <= month <= 12 and (day is None or 1 <= day <= days_in(month, year))


def days_in(month: int, year: int | None = None) -> int:
    """The number of days in a month of the Gregorian calendar, which EDTF uses for all times."""
    is_leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 28 if month == 2 and not is_leap else _DAYS[month - 1]
