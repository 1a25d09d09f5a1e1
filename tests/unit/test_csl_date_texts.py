"""What dates in words and in EDTF say."""

import pytest

from refdesk.csl.date_points import NOWHEN, Date, Point
from refdesk.csl.date_texts import read_date_text
from refdesk.csl.edtf import read_edtf


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("22 Nov 1963", Point(1963, 11, 22)),
        ("Nov. 22, 1963", Point(1963, 11, 22)),
        ("November 22nd, 1963", Point(1963, 11, 22)),
        ("1963 November 22", Point(1963, 11, 22)),
        ("the 22nd of November 1963", Point(1963, 11, 22)),
        ("Sept. 1999", Point(1999, 9)),
        ("31 December 1999", Point(1999, 12, 31)),
        ("12/5/2000", Point(2000, 12, 5)),
        ("5.12.2000", Point(2000, 12, 5)),
        ("1999/12", Point(1999, 12)),
        ("5. Mai 2000", Point(2000, 5, 5)),
        ("1er juin 2000", Point(2000, 6, 1)),
        ("3 de marzo de 2001", Point(2001, 3, 3)),
        ("Spring 1999", Point(1999, season="1")),
        ("1999, Fall", Point(1999, season="3")),
        ("1999-05-03", Point(1999, 5, 3)),
        ("1999/5/3", Point(1999, 5, 3)),
        ("1999.05.03", Point(1999, 5, 3)),
        ("5/2000", Point(2000, 5)),
        ("2000年5月3日", Point(2000, 5, 3)),
        ("2000년 5월", Point(2000, 5)),
        ("[1999]", Point(1999)),
        ("1999.", Point(1999)),
        ("99", Point(99)),
        ("79 AD", Point(79)),
        ("100 BC", Point(-100)),
        ("100BC", Point(-100)),
        ("5 BCE", Point(-5)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, point: Point) -> None:
    assert read_date_text(text) == Date(point)


def test_strokes_are_american() -> None:
    assert read_date_text("5/6/2000") == Date(Point(2000, 5, 6))


def test_strokes_are_european_where_nothing_else_makes_a_date() -> None:
    assert read_date_text("25/6/2000") == Date(Point(2000, 6, 25))


def test_stops_are_european() -> None:
    assert read_date_text("5.6.2000") == Date(Point(2000, 6, 5))


@pytest.mark.parametrize(
    "text", ["ca. 1950", "c. 1950", "circa 1950", "1950?", "~1950", "[ca. 1950?]", "about 1950", "1950 ?", "[1950~]"]
)
def test_doubt_about_a_year_is_circa(text: str) -> None:
    assert read_date_text(text) == Date(Point(1950), circa=True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("May 2000 / June 2001", Point(2000, 5), Point(2001, 6)),
        ("May-June 2000", Point(2000, 5), Point(2000, 6)),
        ("May 1-5, 2000", Point(2000, 5, 1), Point(2000, 5, 5)),
        ("1–5 May 2000", Point(2000, 5, 1), Point(2000, 5, 5)),
        ("May 28—June 3, 2000", Point(2000, 5, 28), Point(2000, 6, 3)),
        ("1 May 2000 -- 3 June 2001", Point(2000, 5, 1), Point(2001, 6, 3)),
        ("Spring/Summer 1999", Point(1999, season="1"), Point(1999, season="2")),
        ("2000–2001", Point(2000), Point(2001)),
        ("1987-88", Point(1987), Point(1988)),
        ("1998/1999", Point(1998), Point(1999)),
        ("100-50 BC", Point(-100), Point(-50)),
        ("1999–May 2000", Point(1999), Point(2000, 5)),
        ("May 1999–2000", Point(1999, 5), Point(2000)),
        ("1999–", Point(1999), NOWHEN),
        ("–1999", NOWHEN, Point(1999)),
        ("May 1999-", Point(1999, 5), NOWHEN),
    ],
)
def test_a_range_shares_what_is_said_once(text: str, start: Point, end: Point) -> None:
    assert read_date_text(text) == Date(start, end)


@pytest.mark.parametrize(
    ("text", "end"), [("c. 1500-1550", Point(1550)), ("1500-ca. 1550", Point(1550)), ("c. 1500–", NOWHEN)]
)
def test_a_range_may_be_circa(text: str, end: Point) -> None:
    assert read_date_text(text) == Date(Point(1500), end, circa=True)


@pytest.mark.parametrize(
    "text",
    [
        "in press", "n.d.", "when?", "Spring 5",
        "1999 [1950]", "1999a", "Q1 2000", "1 January", "Summer", "May", "Jui 2000", "1990s",
        "May June 2000", "Spring May 2000", "Spring Summer 2000", "32nd 2000", "5 2000", "19990503",
        "1-5, 2000", "May 1-5", "1-2-3", "-", "–", "a-b", "1999-13", "99/99/2000", "13/13/2000", "50 BC-Easter",
        "May 2000 or later", "0 BC",
    ],
)  # fmt: skip
def test_a_text_that_is_not_understood_is_a_literal(text: str) -> None:
    assert read_date_text(text) == Date(literal=text)


def test_a_long_text_is_a_literal() -> None:
    text = "1999 " * 40
    assert read_date_text(text) == Date(literal=text.strip())


@pytest.mark.parametrize("text", ["", " \n", "0", "-0", "0000"])
def test_a_blank_or_nought_is_no_date(text: str) -> None:
    assert read_date_text(text) is None


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("1985", Point(1985)),
        ("1985-04", Point(1985, 4)),
        ("1985-04-12", Point(1985, 4, 12)),
        ("1985-04-12T23:20:30Z", Point(1985, 4, 12)),
        ("1985-04-12T23:20:30+04:00", Point(1985, 4, 12)),
        ("-0044-03-15", Point(-44, 3, 15)),
        ("2001-21", Point(2001, season="1")),
        ("2001-24", Point(2001, season="4")),
        ("2001-12", Point(2001, 12)),
        ("2001-28", Point(2001, season="4")),
        ("2001-29", Point(2001, season="1")),
        ("2004-XX", Point(2004)),
        ("1985-04-XX", Point(1985, 4)),
        ("1985-XX-XX", Point(1985)),
        ("Y12345", Point(12345)),
        ("Y-17E3", Point(-17000)),
    ],
)
def test_edtf_gives_dates(text: str, point: Point) -> None:
    assert read_edtf(text) == Date(point)


@pytest.mark.parametrize("text", ["1984?", "1984~", "1984%", "?1984", "1984S3"])
def test_edtf_in_doubt_is_circa(text: str) -> None:
    assert read_edtf(text) == Date(Point(1984), circa=True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1964/2008", Point(1964), Point(2008)),
        ("2004-06/2006-08", Point(2004, 6), Point(2006, 8)),
        ("2004-02-01/2005-02", Point(2004, 2, 1), Point(2005, 2)),
        ("1985/..", Point(1985), NOWHEN),
        ("1985/", Point(1985), NOWHEN),
        ("1985/open", Point(1985), NOWHEN),
        ("../1985", NOWHEN, Point(1985)),
        ("/1985", NOWHEN, Point(1985)),
        ("201X", Point(2010), Point(2019)),
        ("20xx", Point(2000), Point(2099)),
        ("201X/203X", Point(2010), Point(2039)),
        ("-015X", Point(-159), Point(-150)),
    ],
)
def test_edtf_gives_intervals(text: str, start: Point, end: Point) -> None:
    assert read_edtf(text) == Date(start, end)


def test_an_interval_in_doubt_is_circa() -> None:
    assert read_edtf("1984?/2004-06~") == Date(Point(1984), Point(2004, 6), circa=True)


@pytest.mark.parametrize(
    "text",
    ["", "?", "../..", "/", "85", "19851", "1985-4", "1985-13", "1985-33", "1985-04-1", "May 1985", "1985/May",
     "1985/x", "[1667,1668]", "Y17E9999", "Y9999999999E9", "1/2/3", "1985-04-12T", "0000", "9" * 100],
)  # fmt: skip
def test_what_is_not_edtf_is_none(text: str) -> None:
    assert read_edtf(text) is None
