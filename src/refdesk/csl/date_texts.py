"""What does a date in words say? A text as people write dates ("22 Nov 1963", "Spring 1999", "ca. 1950") → a `Date`.

In: any text. Out: a `Date`; its `literal` is the whole text where a word of it is not understood, so that nothing is
lost and nothing invented. None for a blank text. Numbers alone are read as in the United States (5/6/2000 is May 6)
unless that makes no date, with stops as in Europe (5.6.2000 is June 5), and with the year first as ISO 8601 does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from refdesk.csl.date_points import NOWHEN, YEAR_MONTH_DAY, Date, Point, point, span
from refdesk.csl.edtf import read_edtf

SEASONS = {"spring": "1", "summer": "2", "autumn": "3", "fall": "3", "winter": "4"}

# Months in the languages whose names a bibliography meets most; each may be shortened to three letters or more.
_MONTHS = (
    "january janvier januar enero gennaio janeiro januari",
    "february février fevrier februar febrero febbraio fevereiro februari",
    "march mars märz maerz marzo março marco maart",
    "april avril abril aprile",
    "may mai mayo maggio maio mei maj",
    "june juin juni junio giugno junho",
    "july juillet juli julio luglio julho",
    "august août aout agosto augustus augusti",
    "september septembre septiembre settembre setembro",
    "october octobre oktober octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december décembre decembre dezember diciembre dicembre dezembro",
)
_MONTH_NAMES = {name: month for month, names in enumerate(_MONTHS, 1) for name in names.split()}
_CIRCA = frozenset(["ca", "circa", "c", "about", "approximately", "approx", "around", "um"])
_FILLERS = frozenset(["of", "the", "de", "ad", "ce", "in", "le", "den"])
_BEFORE_CHRIST = frozenset(["bc", "bce"])
_CHARACTERS = {"年": "year", "년": "year", "月": "month", "월": "month", "日": "day", "일": "day", "号": "day"}
_LONGEST = 80

_NOISE = str.maketrans(dict.fromkeys(",[]()?~;", " "))
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}([-/.])[0-9]{1,2}(?:\2[0-9]{1,2})?(?![0-9]))"
    r"|(?P<numbers>[0-9]{1,2}([/.])[0-9]{1,2}\4[0-9]{4}(?![0-9])|[0-9]{1,2}/[0-9]{4}(?![0-9]))"
    r"|(?P<character>[0-9]{1,4}[年년月월日일号])"
    r"|(?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th|er|º|°)(?![^\W_]))"
    r"|(?P<number>[0-9]{1,4})(?:(?=(?:bce?|ad|ce)(?![^\W_]))|(?![^\W_]))\.?"
    r"|(?P<word>[^\W\d_]{1,20})\.?"
    r"|(?P<blank>\s{1,80})"
)
_YEAR = re.compile("-?[0-9]{1,4}")
_DIGITS = re.compile("[0-9]{1,4}")
_RANGE = re.compile(r"--|[-–—/]")
_YEARS = re.compile(r"([0-9]{4})\s?[-–—/]\s?([0-9]{2,4})")


def read_date_text(text: str) -> Date | None:
    """The date that a text says."""
    text = text.strip()
    if not text:
        return None
    if len(text) > _LONGEST:
        return Date(literal=text)
    if _YEAR.fullmatch(text):
        return Date(Point(int(text))) if int(text) else None
    return read_edtf(text) or _read_words(text) or Date(literal=text)


def _read_words(text: str) -> Date | None:
    plain = text.lower().translate(_NOISE).strip()
    found = _read_years(plain) or _read_single(plain) or _read_range(plain)
    return replace(found, circa=True) if found is not None and ("?" in text or "~" in text) else found


def _read_years(text: str) -> Date | None:
    """A range of years, the last perhaps without its century: "1987-88"; None where it would go backwards."""
    years = _YEARS.fullmatch(text)
    if years is None:
        return None
    start, end = int(years[1]), int(years[1][: 4 - len(years[2])] + years[2])
    return span(Point(start), Point(end)) if start < end else None


def _read_single(text: str) -> Date | None:
    said = _read(text)
    if said is None:
        return None
    year, day = (said.year, said.day) if said.year or said.month or said.season else (said.day, 0)
    if not year or (day and not said.month):
        return None
    return Date(said.at(year=-year if said.before_christ else year), circa=said.circa)


def _read_range(text: str) -> Date | None:
    """A range at whichever dash leaves a date on both sides of it, or on one and nothing on the other."""
    for dash in _RANGE.finditer(text):
        before, after = text[: dash.start()].strip(), text[dash.end() :].strip()
        if not before or not after:
            known = _read_single(before or after)
            if known is None:
                return None
            return replace(known, end=NOWHEN) if before else replace(known, start=NOWHEN, end=known.start)
        start, end = _read(before), _read(after)
        if start is not None and end is not None:
            return _join(start, end)
    return None


def _join(start: "_Said", end: "_Said") -> Date | None:
    """A range of two points that may leave to each other what they share: "May 1-5, 2000", "1-5 May 2000"."""
    start.before_christ |= end.before_christ
    start.year = start.year or end.year
    start.month = start.month or (end.month if start.day else 0)
    end.month = end.month or (start.month if end.day else 0)
    if not end.year or any(said.day and not said.month for said in (start, end)):
        return None
    return span(start.at(), end.at(), circa=start.circa or end.circa)


@dataclass(slots=True)
class _Said:
    """What the words of a text say; a small number alone is a day until it turns out to be a year."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: str = ""
    circa: bool = False
    before_christ: bool = False

    def at(self, year: int = 0) -> Point:
        """The point said."""
        year = year or (-self.year if self.before_christ else self.year)
        return Point(year, season=self.season) if self.season else point(year, self.month, self.day)

    def take(self, part: str, number: int) -> bool:
        """Note a part; False where the text has said one already."""
        if getattr(self, part):
            return False
        setattr(self, part, number)
        return True


def _read(text: str) -> _Said | None:
    """What a text says; None where a word of it is not understood, or says what was said before."""
    said = _Said()
    understood = all(_take(said, kind, word) for kind, word in _tokens(text))
    if not understood or said.month > 12 or (said.month and said.season):
        return None
    return said


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            yield "", ""
            return
        place = found.end()
        kind = next(name for name, word in found.groupdict().items() if word)
        yield kind, found[kind]


def _take(said: _Said, kind: str, word: str) -> bool:
    """Note what a token says; False where it is not understood, or says what was said before."""
    if kind == "word":
        return _take_word(said, word)
    if kind in {"blank", ""}:
        return kind == "blank"
    return all(said.take(part, number) for part, number in _numbers(kind, word))


def _numbers(kind: str, word: str) -> Iterable[tuple[str, int]]:
    """The parts that the digits of a token say."""
    digits = [int(number) for number in _DIGITS.findall(word)]
    match kind:
        case "iso":
            return zip(YEAR_MONTH_DAY, digits, strict=False)
        case "numbers":
            return _year_last(digits, european="." in word)
        case "character":
            return [(_CHARACTERS[word[-1]], digits[0])]
        case "ordinal":
            return [("day", digits[0])]
    return [("year" if digits[0] > 31 else "day", digits[0])]


def _year_last(digits: list[int], *, european: bool) -> Iterable[tuple[str, int]]:
    """Month, day and year, or month and year; day and month where it is European or can be nothing else."""
    month, *day, year = digits
    if day and (european or month > 12):
        return [("year", year), ("month", day[0]), ("day", month)]
    return zip(YEAR_MONTH_DAY, (year, month, *day), strict=False)


def _take_word(said: _Said, word: str) -> bool:
    if month := _month(word):
        return said.take("month", month)
    if word in SEASONS:
        said.season, once = SEASONS[word], not said.season
        return once
    said.circa |= word in _CIRCA
    said.before_christ |= word in _BEFORE_CHRIST
    return word in _CIRCA or word in _BEFORE_CHRIST or word in _FILLERS


def _month(word: str) -> int:
    """The month that a word names; 0 for none, or for more than one ("jui")."""
    if len(word) < 3:
        return 0
    months = {month for name, month in _MONTH_NAMES.items() if name.startswith(word)}
    return months.pop() if len(months) == 1 else 0
