"""What dates of CSL-JSON say, and how they sort."""

from typing import Any

import pytest

from refdesk.csl.date_points import NOWHEN
from refdesk.csl.dates import Date, Point, read_date, sort_text


def test_date_parts_give_year_month_day() -> None:
    assert read_date({"date-parts": [[1999, 5, 3]]}) == Date(Point(1999, 5, 3))


@pytest.mark.parametrize("parts", [["1999", "5", "3"], ["1999", "05", "03"], [1999.0, 5.0, 3.0], [" 1999 ", "5", "3"]])
def test_date_parts_may_be_texts_or_fractions(parts: list[Any]) -> None:
    assert read_date({"date-parts": [parts]}) == Date(Point(1999, 5, 3))


@pytest.mark.parametrize("parts", [["2000", "", ""], [2000, 0, 0], [2000, None, None], [2000, "May"], [2000, [5]]])
def test_parts_that_are_no_numbers_are_unknown(parts: list[Any]) -> None:
    assert read_date({"date-parts": [parts]}) == Date(Point(2000))


def test_a_fourth_part_is_passed_over() -> None:
    assert read_date({"date-parts": [[1999, 5, 3, 4]]}) == Date(Point(1999, 5, 3))


def test_two_lists_are_a_range() -> None:
    assert read_date({"date-parts": [[1999], [2000, 6]]}) == Date(Point(1999), Point(2000, 6))


def test_a_range_to_the_same_day_is_one_date() -> None:
    assert read_date({"date-parts": [[1999, 5, 3], [1999, 5, 3]]}) == Date(Point(1999, 5, 3))


def test_a_range_to_nought_has_an_open_end() -> None:
    assert read_date({"date-parts": [[1999], [0]]}) == Date(Point(1999), NOWHEN)


@pytest.mark.parametrize("end", [[], (), None, 5, "2000", {}])
def test_an_end_that_is_no_list_of_numbers_makes_no_range(end: Any) -> None:
    assert read_date({"date-parts": [[1999], end]}) == Date(Point(1999))


def test_a_range_from_nought_has_an_empty_start() -> None:
    assert read_date({"date-parts": [[0], [1999]]}) == Date(NOWHEN, Point(1999))


@pytest.mark.parametrize("value", [[1999, 5], [[1999, 5]], {"date-parts": [1999, 5]}, {"date-parts": ((1999, 5),)}])
def test_the_inner_list_may_be_missing(value: Any) -> None:
    assert read_date(value) == Date(Point(1999, 5))


@pytest.mark.parametrize("value", [1999, "1999", {"year": 1999}, {"year": "1999"}, {"raw": 1999}, 1999.0])
def test_a_year_may_stand_alone(value: Any) -> None:
    assert read_date(value) == Date(Point(1999))


@pytest.mark.parametrize("value", [-44, "-44", {"date-parts": [[-44]]}, {"date-parts": [["-44"]]}])
def test_a_negative_year_is_before_christ(value: Any) -> None:
    assert read_date(value) == Date(Point(-44))


_NOTHING: list[Any] = [
    None, True, False, 0, "", "  ", "0", [], [[]], {}, [None], [[None]], {"date-parts": []}, {"date-parts": None},
    {"date-parts": [[0]]}, {"date-parts": [[0], [0]]}, {"literal": " "}, {"raw": ""}, {"circa": True}, {"season": 9},
    float("nan"), float("inf"), 10**400, {"date-parts": "1999"}, {"date-parts": {"a": 1}}, {"raw": True},
    {"season": ":"}, {"season": {}}, {"season": True},
]  # fmt: skip


@pytest.mark.parametrize("value", _NOTHING)
def test_what_says_no_date_is_none(value: Any) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(("month", "season"), [(13, "1"), (16, "4"), (17, "1"), (21, "1"), (22, "2"), (24, "4")])
def test_a_month_beyond_december_is_a_season(month: int, season: str) -> None:
    assert read_date({"date-parts": [[1999, month, 1]]}) == Date(Point(1999, season=season))


@pytest.mark.parametrize("month", [-1, 25, 60])
def test_a_month_that_no_calendar_has_is_unknown(month: int) -> None:
    assert read_date({"date-parts": [[1999, month, 1]]}) == Date(Point(1999))


@pytest.mark.parametrize("day", [32, -1])
def test_a_day_that_no_calendar_has_is_unknown(day: int) -> None:
    assert read_date({"date-parts": [[1999, 5, day]]}) == Date(Point(1999, 5))


@pytest.mark.parametrize("season", [3, "3", 23, 15, "Fall", "autumn", " Autumn "])
def test_a_season_is_read_from_numbers_or_words(season: Any) -> None:
    assert read_date({"date-parts": [[1999]], "season": season}) == Date(Point(1999, season="3"))


def test_the_name_of_another_season_is_kept() -> None:
    assert read_date({"date-parts": [[1999]], "season": "Michaelmas"}) == Date(Point(1999, season="Michaelmas"))


def test_a_month_is_better_than_a_season() -> None:
    assert read_date({"date-parts": [[1999, 5]], "season": 2}) == Date(Point(1999, 5))


def test_a_season_may_stand_alone() -> None:
    assert read_date({"season": 2}) == Date(Point(season="2"))


@pytest.mark.parametrize("circa", [True, 1, "1", "true", "yes", 2.5])
def test_circa_is_any_true_value(circa: Any) -> None:
    assert read_date({"date-parts": [[1999]], "circa": circa}) == Date(Point(1999), circa=True)


@pytest.mark.parametrize("circa", [False, 0, "0", "", "false", "No", None])
def test_circa_may_be_denied(circa: Any) -> None:
    assert read_date({"date-parts": [[1999]], "circa": circa}) == Date(Point(1999))


def test_a_literal_is_kept_as_it_is() -> None:
    assert read_date({"literal": " May 2000 "}) == Date(literal="May 2000")


def test_a_literal_keeps_the_date_parts_to_sort_by() -> None:
    assert read_date({"literal": "spring", "date-parts": [[1999]], "season": 2}) == Date(Point(1999), literal="spring")


def test_a_literal_may_be_circa() -> None:
    assert read_date({"literal": "antiquity", "circa": True}) == Date(literal="antiquity", circa=True)


def test_date_parts_are_better_than_raw() -> None:
    assert read_date({"date-parts": [[1999]], "raw": "2000"}) == Date(Point(1999))


def test_raw_stands_in_for_empty_date_parts() -> None:
    assert read_date({"date-parts": [], "raw": "22 Nov 1963"}) == Date(Point(1963, 11, 22))


def test_the_parts_may_stand_by_their_names() -> None:
    assert read_date({"year": "1999", "month": 5, "day": "3"}) == Date(Point(1999, 5, 3))


def test_edtf_is_better_than_raw() -> None:
    assert read_date({"raw": "2001", "edtf": "2000-05"}) == Date(Point(2000, 5))


def test_a_year_in_words_is_read_as_text() -> None:
    assert read_date({"date-parts": [["1999?"]]}) == Date(Point(1999), circa=True)


def test_a_year_that_is_no_date_is_a_literal() -> None:
    assert read_date({"date-parts": [["in press", 5]]}) == Date(literal="in press")


def test_dates_without_a_month_sort_first() -> None:
    dates = [Point(2000), Point(2000, 5), Point(2000, 5, 1), Point(2000, 5, 2), Point(2000, 12)]
    keys = [sort_text(Date(each)) for each in dates]
    assert keys == sorted(set(keys))


def test_years_before_christ_sort_from_the_farthest() -> None:
    keys = [sort_text(Date(Point(year))) for year in (-(10**9), -100, -50, 50, 100, 999, 1000, 12345)]
    assert keys == sorted(set(keys))


def test_ranges_sort_after_their_start_by_their_end() -> None:
    dates = [Date(Point(2000)), Date(Point(2000), Point(2001)), Date(Point(2000), Point(2002)), Date(Point(2000, 1))]
    keys = [sort_text(each) for each in dates]
    assert keys == sorted(set(keys))


def test_an_open_range_sorts_as_its_start() -> None:
    assert sort_text(Date(Point(2000), NOWHEN)) == sort_text(Date(Point(2000)))


def test_a_range_of_unknown_start_sorts_before_all() -> None:
    assert sort_text(Date(NOWHEN, Point(2000))) < sort_text(Date(Point(-5000)))


def test_seasons_do_not_count_in_sorting() -> None:
    assert sort_text(Date(Point(2000, season="3"))) == sort_text(Date(Point(2000)))


@pytest.mark.parametrize("date", [None, Date(literal="in press"), Date(Point(season="1"))])
def test_a_date_without_numbers_sorts_as_none(date: Date | None) -> None:
    assert sort_text(date) == ""


def test_only_the_parts_named_count_in_sorting() -> None:
    assert sort_text(Date(Point(2000, 5, 3)), ["year"]) == sort_text(Date(Point(2000, 12, 1)), ["year"])


def test_parts_that_are_not_named_leave_no_key() -> None:
    assert sort_text(Date(Point(2000)), ["month", "day"]) == ""


def test_days_alone_have_a_key() -> None:
    assert sort_text(Date(Point(2000, 5, 3)), ["day"]) > sort_text(Date(Point(2000, 6, 1)), ["day"]) > ""


def test_months_alone_sort_without_their_year() -> None:
    assert sort_text(Date(Point(2001, 1)), ["month"]) < sort_text(Date(Point(2000, 2)), ["month"])
