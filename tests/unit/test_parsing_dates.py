"""Printed dates."""

import pytest

from refdesk.model.date import PartialDate
from refdesk.parsing.dates import find_dates, parse_date


@pytest.mark.parametrize(
    "printed",
    ["January 15, 2021", "Jan. 15, 2021", "15 January 2021", "15 Jan 2021", "15th of January, 2021", "2021, January 15",
     "2021 Jan 15", "15-Jan-2021", "2021-01-15", "15. Januar 2021", "15 janvier 2021", "15 de enero de 2021"],
)  # fmt: skip
def test_every_way_to_print_a_day_is_read(printed: str) -> None:
    assert parse_date(printed) == PartialDate(2021, 1, 15)


@pytest.mark.parametrize("printed", ["May 2021", "2021, May", "(May, 2021)", "2021-05", "Mai 2021", "mayo de 2021"])
def test_every_way_to_print_a_month_is_read(printed: str) -> None:
    assert parse_date(printed) == PartialDate(2021, 5)


def test_a_year_alone_is_a_date() -> None:
    assert parse_date("1984.") == PartialDate(1984)


def test_a_season_stands_in_the_place_of_the_month() -> None:
    assert parse_date("Spring 2020") == PartialDate(2020, 21)


def test_two_months_are_a_range() -> None:
    assert parse_date("May–June 2001") == PartialDate(2001, 5, end=PartialDate(2001, 6))


def test_days_of_a_meeting_are_a_range() -> None:
    assert parse_date("12–15 June 2010") == PartialDate(2010, 6, 12, PartialDate(2010, 6, 15))


@pytest.mark.parametrize("printed", ["n.d.", "May", "5 May", "185", "20211", "2021/2022 budget", "May 45, 2021", ""])
def test_what_is_no_date_is_none(printed: str) -> None:
    assert parse_date(printed) is None


def test_the_fullest_reading_of_a_date_is_found() -> None:
    assert [date for _, _, date in find_dates("The Times, 5 May 2010, p. 3")] == [PartialDate(2010, 5, 5)]


def test_every_date_in_a_text_is_found() -> None:
    assert len(list(find_dates("from May 2001 to 3 June 2004"))) == 2


def test_a_number_of_arxiv_is_no_year() -> None:
    assert list(find_dates("arXiv 1701.05288")) == []


def test_part_of_a_page_range_is_no_year() -> None:
    assert list(find_dates("12-1995")) == []
