"""Ranges of pages: every format of CSL 1.0.2, and what is no range."""

import pytest

from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import load_locale
from refdesk.csl.page_ranges import format_pages

FORMATS = ["", "expanded", "minimal", "minimal-two", "chicago", "chicago-16"]


def in_all_formats(text: str) -> list[str]:
    return [format_pages(text, range_format) for range_format in FORMATS]


# The examples of the Chicago Manual of Style, 15th edition 9.64 and 16th edition 9.60, and of the specification.
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("42-45", ["42–45", "42–45", "42–5", "42–45", "42–45", "42–45"]),
        ("3-10", ["3–10", "3–10", "3–10", "3–10", "3–10", "3–10"]),
        ("96-117", ["96–117", "96–117", "96–117", "96–117", "96–117", "96–117"]),
        ("100-104", ["100–104", "100–104", "100–4", "100–04", "100–104", "100–104"]),
        ("107-108", ["107–108", "107–108", "107–8", "107–08", "107–8", "107–8"]),
        ("321-325", ["321–325", "321–325", "321–5", "321–25", "321–25", "321–25"]),
        ("321-8", ["321–8", "321–328", "321–8", "321–28", "321–28", "321–28"]),
        ("1496-1504", ["1496–1504", "1496–1504", "1496–504", "1496–504", "1496–1504", "1496–504"]),
        ("11564-11568", ["11564–11568", "11564–11568", "11564–8", "11564–68", "11564–68", "11564–68"]),
        ("13792-13803", ["13792–13803", "13792–13803", "13792–803", "13792–803", "13792–803", "13792–803"]),
    ],
)
def test_a_range_in_every_format(text: str, written: list[str]) -> None:
    assert in_all_formats(text) == written


def test_chicago_15_is_chicago() -> None:
    assert format_pages("1496-1504", "chicago-15") == "1496–1504"


def test_an_unknown_format_changes_no_number() -> None:
    assert format_pages("321-8", "no such format") == "321–8"


def test_several_ranges_are_written_each() -> None:
    assert format_pages("101-108,110 - 112 & 120", "minimal") == "101–8, 110–2 & 120"


def test_letters_that_both_numbers_have_are_written_once() -> None:
    assert format_pages("S321-S328", "minimal") == "S321–8"


@pytest.mark.parametrize("range_format", ["minimal-two", "chicago", "chicago-16"])
def test_letters_that_both_numbers_have_go_where_no_digit_goes(range_format: str) -> None:
    assert format_pages("A12-A15", range_format) == "A12–15"


def test_letters_that_both_numbers_have_are_expanded_too() -> None:
    assert format_pages("N110 - N5", "expanded") == "N110–N115"


def test_different_letters_make_no_range() -> None:
    assert in_all_formats("N110 - P5") == ["N110-P5"] * 6


def test_letters_before_one_number_make_no_range() -> None:
    assert in_all_formats("110 - N6") == ["110-N6"] * 6


def test_letters_after_numbers_leave_a_range_as_it_is() -> None:
    assert in_all_formats("12a-14b") == ["12a–14b"] * 6


def test_roman_numerals_are_a_range_as_they_are() -> None:
    assert in_all_formats("xii-xiv") == ["xii–xiv"] * 6


def test_a_roman_numeral_may_begin_a_range_of_pages() -> None:
    assert in_all_formats("iv-12") == ["iv–12"] * 6


def test_letters_alone_make_no_range() -> None:
    assert in_all_formats("a-b") == ["a-b"] * 6


def test_three_numbers_make_no_range() -> None:
    assert in_all_formats("12-3-45") == ["12-3-45"] * 6


def test_an_end_before_the_beginning_is_left_alone() -> None:
    assert in_all_formats("23-22") == ["23–22"] * 6


def test_an_en_dash_is_as_good_as_a_hyphen() -> None:
    assert format_pages("321–328", "minimal") == "321–8"


def test_a_backslash_keeps_a_hyphen() -> None:
    assert in_all_formats("327\\-30") == ["327-30"] * 6


def test_the_language_delimits() -> None:
    assert format_pages("321-328", "", "‑") == "321‑328"


def test_one_page_is_left_alone() -> None:
    assert in_all_formats("01790") == ["01790"] * 6


def test_words_are_left_alone() -> None:
    assert in_all_formats("Suppl. 1,  S3 ; n.p.") == ["Suppl. 1, S3 ; n.p."] * 6


def test_a_p_at_the_beginning_goes() -> None:
    assert format_pages("pp. 12-14") == "12–14"


def test_a_label_further_on_is_that_of_the_language() -> None:
    english = load_locale("en-US", [], installed_locale)
    assert format_pages("124-8, fig. 3-4", "", "–", english) == "124–8, figs. 3–4"


def test_a_label_further_on_stays_without_a_language() -> None:
    assert format_pages("124-8, fig. 3") == "124–8, fig. 3"


@pytest.mark.parametrize("text", ["-", "–", "1-", "-1", "&", ",", "", " ", "\\-", "1--2", "9" * 30 + "-" + "9" * 31])
def test_odd_texts_are_written(text: str) -> None:
    assert all(isinstance(written, str) for written in in_all_formats(text))


def test_a_longer_end_is_written_in_full() -> None:
    assert in_all_formats("11-110") == ["11–110"] * 6


def test_zeros_before_a_number_are_kept_in_chicago() -> None:
    assert format_pages("0012-0014", "chicago") == "0012–0014"


def test_a_label_makes_no_range() -> None:
    assert format_pages("12-p. 14") == "12-p. 14"


def test_the_last_part_of_a_number_may_begin_a_range() -> None:
    assert in_all_formats("2019/12-13") == ["2019/12–13"] * 6


def test_numbers_with_several_parts_make_no_range() -> None:
    assert in_all_formats("12.1-12.3") == ["12.1-12.3"] * 6
