"""Dates as sources give them, in EDTF."""

import pytest

from refdesk.model.date import PartialDate, days_in, plausible

LEVEL_1 = """
    2021 2021-05 2021-05-06 1984? 2004-06~ 2004-06-11% 199X 19XX 1999-XX 1999-01-XX 1999-XX-XX 199X~ 2021-21 2021-24?
    2004/ 2004/.. ../2004 /2004 2004-06/2006-08 1984~/2004-06 199X/2001 2004-XX/2005 Y17000 Y-17000 Y170000002
    -0044 -0044-03-15 0000 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30+04:30 2020-02-29 ../1985-04-12
"""
NONE = """
    2021-13 2021-00 2021-02-30 2021-02-29 1900-02-29 2021-04-31 2021-25 2021-21-05 XXXX 199 19999 1999-XX-05
    1999-01-XX-XX 2021-21-XX
    199X-05 2006/05/04 2004/soon soon/2004 /.. ../.. / 2021-05T10:00 Y9999 -0000 2021-5 21 n.d. 2021a T10:00 ٢٠٢١
"""


@pytest.mark.parametrize("text", LEVEL_1.split())
def test_edtf_is_written_as_it_was_read(text: str) -> None:
    date = PartialDate.from_edtf(text)
    assert date is not None
    assert date.edtf == text


@pytest.mark.parametrize("text", [*NONE.split(), "", " ", "1" * 10_000, "Y" + "1" * 5_000, "2004" + " " * 200])
def test_what_is_no_edtf_is_no_date(text: str) -> None:
    assert PartialDate.from_edtf(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("199X", PartialDate(1990, unspecified="X")),
        ("19XX", PartialDate(1900, unspecified="XX")),
        ("1999-01-XX", PartialDate(1999, 1, unspecified="-XX")),
        ("1999-XX-XX", PartialDate(1999, unspecified="-XX-XX")),
        ("2004/..", PartialDate(2004, open_end="/..")),
        ("2004/", PartialDate(2004, open_end="/")),
        ("../2004", PartialDate(2004, open_start="../")),
        ("/2004", PartialDate(2004, open_start="/")),
        ("Y-17000", PartialDate(-17000)),
        ("-0044", PartialDate(-44)),
        ("1984%", PartialDate(1984, approximate=True, uncertain=True)),
        ("2004/2005?", PartialDate(2004, end=PartialDate(2005, uncertain=True))),
        (" 2004 ", PartialDate(2004)),
        ("2021-05-06T10:00", PartialDate(2021, 5, 6, time="T10:00")),
    ],
)
def test_edtf_is_read_as(text: str, date: PartialDate) -> None:
    assert PartialDate.from_edtf(text) == date


def test_a_decade_ends_with_its_ninth_year() -> None:
    assert PartialDate(1990, unspecified="X").last_year == 1999


def test_a_century_ends_with_its_ninety_ninth_year() -> None:
    assert PartialDate(1900, unspecified="XX").last_year == 1999


def test_a_year_ends_with_itself() -> None:
    assert PartialDate(1999, unspecified="-XX").last_year == 1999


def test_a_decade_agrees_with_a_year_in_it() -> None:
    assert PartialDate(1990, unspecified="X").agrees_with(PartialDate(1994, 5))


def test_a_year_agrees_with_its_decade() -> None:
    assert PartialDate(1994).agrees_with(PartialDate(1990, unspecified="X"))


def test_a_decade_does_not_agree_with_a_year_outside_it() -> None:
    assert not PartialDate(1990, unspecified="X").agrees_with(PartialDate(2000))


def test_a_season_is_no_month() -> None:
    assert (PartialDate(2021, 23).parts, PartialDate(2021, 23).season) == ([2021], 3)


def test_february_has_a_29th_day_where_the_year_is_unknown() -> None:
    assert plausible(2, 29)


def test_a_day_needs_a_month() -> None:
    assert not plausible(None, 5)


@pytest.mark.parametrize(("year", "days"), [(2020, 29), (2021, 28), (1900, 28), (2000, 29), (-4, 29), (None, 29)])
def test_februaries_follow_the_gregorian_rule(year: int | None, days: int) -> None:
    assert days_in(2, year) == days
