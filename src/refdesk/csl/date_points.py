"""What is a date? A point in time, known to the year, the month or the day, or two of them."""

from dataclasses import dataclass

YEAR_MONTH_DAY = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month and day; 0 is unknown, a year below 0 is BC. `season` is "1" (spring) to "4", or a name for it."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.year or self.month or self.season)

    def has(self, part: str) -> bool:
        """Whether "year", "month" or "day" is known; a season stands for a month."""
        if part == "year":
            return self.year != 0
        return bool(self.month or self.season) if part == "month" else self.day != 0


NOWHEN = Point()


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of dates. `end` is None where there is no range.

    A range without a known end has an empty `end`, one without a known beginning an empty `start`. `circa` says that it
    is uncertain. A `literal` is printed instead of anything else; the points, if any, still sort.
    """

    start: Point = NOWHEN
    end: Point | None = None
    circa: bool = False
    literal: str = ""


def point(year: int, month: int = 0, day: int = 0) -> Point:
    """The point of three numbers; those that no calendar has are unknown, and so is the day of an unknown month.

    Months from 13 to 24 are seasons: EDTF has 21 to 24, exports of old 13 to 16.
    """
    if 1 <= month <= 12:
        return Point(year, month, day if 1 <= day <= 31 else 0)
    if 13 <= month <= 24:
        return Point(year, season=season_of_month(month))
    return Point(year)


def season_of_month(month: int) -> str:
    """The season that a number beyond the months means: 13, 17 and 21 are spring."""
    return str((month - 13) % 4 + 1)


def span(start: Point, end: Point, *, circa: bool = False) -> Date | None:
    """A range; an empty end leaves it open, an end equal to the start makes it a single date. None without both."""
    if not start and not end:
        return None
    return Date(start, None if start == end else end, circa)
