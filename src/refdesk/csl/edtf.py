"""What does an EDTF string say? ISO 8601-2 (the Extended Date/Time Format), levels 0 and 1 → a `Date`.

In: a text. Out: a `Date`, or None where the text is not EDTF. Of level 2, qualifiers before a part, negative years in
scientific notation and the longer list of seasons are read; its sets are not.
Source: the Library of Congress's specification of EDTF.
"""

import re

from refdesk.csl.date_points import NOWHEN, Date, Point, point, span

_DATE = re.compile(
    r"(?P<year>-?[0-9]{1,4}[XxUu]{0,3}|Y-?[0-9]{1,10}(?:E[0-9])?)(?:S[0-9])?"
    r"(?:-(?P<month>[0-9]{2}|[XxUu]{2})(?:-(?P<day>[0-9]{2}|[XxUu]{2}))?)?"
    r"(?:T[0-9:.+-]{1,30}Z?)?"
)
_QUALIFIERS = str.maketrans("", "", "?~%")
_OPEN = frozenset(["", "..", "open", "unknown"])
_UNSPECIFIED = re.compile("[XxUu]")
_LATEST_YEAR = 10**10
_LONGEST = 80


def read_edtf(text: str) -> Date | None:
    """The date or interval of an EDTF string; "?", "~" and "%" make it circa, 199X is the range 1990–1999."""
    if len(text) > _LONGEST:
        return None
    plain = text.translate(_QUALIFIERS)
    circa = plain != text
    first, slash, last = plain.partition("/")
    if not slash:
        return _read_single(plain, circa=circa)
    if first in _OPEN and last in _OPEN:
        return None
    start, end = _bound(first, last=False), _bound(last, last=True)
    return None if start is None or end is None else span(start, end, circa=circa)


def _read_single(text: str, *, circa: bool) -> Date | None:
    start, end = _bound(text, last=False), _bound(text, last=True)
    if not start or not end:
        return None
    return span(start, end, circa=circa or "S" in text)


def _bound(text: str, *, last: bool) -> Point | None:
    """The first or last point that a text can mean; empty where it is open, None where it is no date."""
    if text in _OPEN:
        return NOWHEN
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month = _year(found["year"], last=last), _part(found["month"])
    if year is None or not (month <= 12 or 21 <= month <= 32):
        return None
    # 25 to 28 and 29 to 32 are the seasons of the northern and the southern hemisphere (level 2).
    return point(year, month - 4 * ((month - 21) // 4) if month > 24 else month, _part(found["day"]))


def _year(text: str, *, last: bool) -> int | None:
    """The year of four digits, or of any number after "Y"; None for another number of digits."""
    if text.startswith("Y"):
        number, _, power = text[1:].partition("E")
        year = int(number) * 10 ** int(power or 0)
        return year if abs(year) < _LATEST_YEAR else None
    if len(text.lstrip("-")) != 4:
        return None
    earliest = last == text.startswith("-")
    return int(_UNSPECIFIED.sub("0" if earliest else "9", text))


def _part(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() else 0
