"""Dates as the sources give them: a year, a month, a day, or a range of these.

In: parts, or an EDTF string (ISO 8601-2:2019, level 1, and BibLaTeX's seasons 21-24).
Out: the same date as EDTF, as CSL date-parts, or as a sort key. Parts the source does not give stay None.
"""

import re
from dataclasses import dataclass

_POINT = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)\Z")
_SEASONS = range(21, 25)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, month (1-12, or EDTF season 21-24) or day, or a range up to `end`.

    >>> PartialDate(2021, 1).edtf
    '2021-01'
    """

    year: int
    month: int | None = None
    day: int | None = None
    end: "PartialDate | None" = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def edtf(self) -> str:
        """The date as EDTF, which BibLaTeX's `date` field takes as it is."""
        parts = [f"{self.year:05d}" if self.year < 0 else f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        point = "-".join(parts) + self._mark
        return f"{point}/{self.end.edtf}" if self.end else point

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
    def season(self) -> int | None:
        """1 (spring) to 4 (winter), or None."""
        return self.month - 20 if self.month is not None and self.month in _SEASONS else None

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether the two name the same time as far as both are known."""
        return all(mine == theirs for mine, theirs in zip(self.parts, other.parts, strict=False))

    @classmethod
    def from_edtf(cls, text: str) -> "PartialDate | None":
        """Read an EDTF date, or return None where `text` is none that refdesk knows."""
        start, _, stop = text.strip().partition("/")
        first = cls._point(start)
        if first is None or not stop or stop == "..":
            return first
        last = cls._point(stop)
        return (
            first if last is None else cls(first.year, first.month, first.day, last, first.approximate, first.uncertain)
        )

    @classmethod
    def _point(cls, text: str) -> "PartialDate | None":
        match = _POINT.match(text)
        if not match:
            return None
        month = int(match[2]) if match[2] else None
        day = int(match[3]) if match[3] else None
        if not plausible(month, day):
            return None
        return cls(int(match[1]), month, day, None, match[4] in {"~", "%"}, match[4] in {"?", "%"})


def plausible(month: int | None, day: int | None) -> bool:
    """Whether month and day could stand in a calendar (seasons 21-24 count as months without a day)."""
    if month is None:
        return day is None
    if month in _SEASONS:
        return day is None
    return 1 <= month <= 12 and (day is None or 1 <= day <= 31)
