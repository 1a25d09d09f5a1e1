"""What cs:date prints."""

from typing import Any

import pytest
from lxml import etree

from refdesk.csl.context import Cite, Context, Distinction
from refdesk.csl.date_elements import DateElement
from refdesk.csl.items import Item
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import Locale, load_locale
from refdesk.csl.styles import NAMESPACE
from refdesk.csl.tree import Node, first, text_of, walk

TEXT = '<date variable="issued" form="text"/>'
NUMERIC = '<date variable="issued" form="numeric"/>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
DAY_FIRST = (
    '<date variable="issued"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/>'
    '<date-part name="year"/></date>'
)


def element(xml: str) -> DateElement:
    return DateElement(etree.fromstring(xml.replace("<date ", f'<date xmlns="{NAMESPACE}" ', 1)))


def locale(language: str = "en-US", overrides: str = "") -> Locale:
    own = [etree.fromstring(f'<locale xmlns="{NAMESPACE}">{overrides}</locale>')] if overrides else []
    return load_locale(language, own, installed_locale)


def context(value: Any, language: str = "en-US", overrides: str = "", **more: Any) -> Context:
    return Context(locale(language, overrides), Item({"id": "a", "issued": value}), Cite(), **more)


def parts(*points: list[Any], **more: Any) -> dict[str, Any]:
    return {"date-parts": list(points), **more}


def printed(xml: str, value: Any, language: str = "en-US", overrides: str = "", **more: Any) -> str:
    return text_of(element(xml).render(context(value, language, overrides, **more)))


def part(name: str, form: str, value: Any, language: str = "en-US", overrides: str = "") -> str:
    xml = f'<date variable="issued"><date-part name="{name}" form="{form}"/></date>'
    return printed(xml, value, language, overrides)


@pytest.mark.parametrize(
    ("language", "text", "numeric"),
    [
        ("en-US", "May 3, 1999", "05/03/1999"),
        ("de-DE", "3. Mai 1999", "03.05.1999"),
        ("zh-CN", "1999年5月3日", "1999-05-03"),
    ],
)
def test_a_localized_date_is_written_as_its_language_does(language: str, text: str, numeric: str) -> None:
    day = parts([1999, 5, 3])
    assert (printed(TEXT, day, language), printed(NUMERIC, day, language)) == (text, numeric)


@pytest.mark.parametrize(("wanted", "text"), [("year", "1999"), ("year-month", "May 1999"), ("", "May 3, 1999")])
def test_date_parts_chooses_among_the_parts_of_the_locale(wanted: str, text: str) -> None:
    attribute = f'date-parts="{wanted}"' if wanted else ""
    assert printed(f'<date variable="issued" form="text" {attribute}/>', parts([1999, 5, 3])) == text


def test_the_order_and_affixes_of_parts_are_the_locales() -> None:
    xml = '<date variable="issued" form="text"><date-part name="year"/><date-part name="month" form="short"/></date>'
    assert printed(xml, parts([1999, 9, 3])) == "Sept. 3, 1999"


def test_a_style_may_override_the_affixes_of_a_part() -> None:
    xml = '<date variable="issued" form="text"><date-part name="month" suffix="~"/></date>'
    assert printed(xml, parts([1999, 5])) == "May~1999"


def test_a_localized_date_keeps_the_delimiter_of_the_locale() -> None:
    dates = '<date form="text" delimiter="."><date-part name="year"/><date-part name="month"/></date>'
    assert (
        printed('<date variable="issued" form="text" delimiter="|"/>', parts([1999, 5]), overrides=dates) == "1999.May"
    )


def test_a_localized_date_follows_the_language_it_is_printed_in() -> None:
    date = element(TEXT)
    texts = [text_of(date.render(context(parts([1999, 5]), language))) for language in ("en-US", "de-DE", "en-US")]
    assert texts == ["May 1999", "Mai 1999", "May 1999"]


def test_a_form_that_no_locale_has_leaves_the_styles_own_parts() -> None:
    assert printed(YEAR.replace("issued", 'issued" form="other'), parts([1999])) == "1999"


def test_the_parts_of_a_date_of_its_own_stand_in_its_order() -> None:
    assert printed(DAY_FIRST, parts([1999, 5, 3])) == "3 May 1999"


def test_a_delimiter_stands_between_parts() -> None:
    xml = (
        '<date variable="issued" delimiter="-"><date-part name="year"/>'
        '<date-part name="month" form="numeric"/><date-part name="day"/></date>'
    )
    assert printed(xml, parts([1999, 5, 3])) == "1999-5-3"


def test_affixes_stand_around_the_whole() -> None:
    assert printed(YEAR.replace("issued", 'issued" prefix="(" suffix=")'), parts([1999])) == "(1999)"


def test_a_part_that_no_date_has_is_passed_over() -> None:
    assert printed(YEAR.replace("<date-part", '<date-part name="hour"/><date-part', 1), parts([1999])) == "1999"


@pytest.mark.parametrize(
    ("form", "text"), [("numeric", "3"), ("numeric-leading-zeros", "03"), ("ordinal", "3rd"), ("", "3")]
)
def test_a_day_has_three_forms(form: str, text: str) -> None:
    assert part("day", form, parts([1999, 5, 3])) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [("numeric", "9"), ("numeric-leading-zeros", "09"), ("short", "Sept."), ("long", "September"), ("", "September")],
)
def test_a_month_has_four_forms(form: str, text: str) -> None:
    assert part("month", form, parts([1999, 9, 3])) == text


@pytest.mark.parametrize(
    ("form", "year", "text"),
    [
        ("long", 2005, "2005"),
        ("short", 2005, "05"),
        ("", 2005, "2005"),
        ("short", 79, "79 AD"),
        ("short", -44, "44 BC"),
    ],
)
def test_a_year_has_two_forms(form: str, year: int, text: str) -> None:
    assert part("year", form, parts([year])) == text


def test_strip_periods_takes_the_stop_of_a_short_month() -> None:
    xml = '<date variable="issued"><date-part name="month" form="short" strip-periods="true"/></date>'
    assert printed(xml, parts([1999, 9])) == "Sept"


def test_text_case_may_be_set_for_one_part() -> None:
    xml = '<date variable="issued"><date-part name="month" text-case="uppercase"/></date>'
    assert printed(xml, parts([1999, 9])) == "SEPTEMBER"


def test_ordinals_may_be_limited_to_the_first_day() -> None:
    option = '<style-options limit-day-ordinals-to-day-1="true"/>'
    assert [part("day", "ordinal", parts([1999, 5, day]), overrides=option) for day in (1, 2)] == ["1st", "2"]


def test_an_ordinal_agrees_with_the_gender_of_its_month() -> None:
    terms = (
        '<terms><term name="month-05" gender="feminine">mai</term><term name="ordinal">o</term>'
        '<term name="ordinal-01" gender-form="feminine">a</term></terms>'
    )
    days = [part("day", "ordinal", parts([1999, month, 1]), overrides=terms) for month in (5, 6)]
    assert days == ["1a", "1o"]


def test_the_raised_letters_of_an_ordinal_are_set_as_superscript() -> None:
    xml = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
    node = element(xml).render(context(parts([1999, 5, 1]), "fr-FR"))
    assert any(each.format.vertical_align == "sup" for each in walk(node))


@pytest.mark.parametrize(
    ("end", "text"),
    [([1999, 5, 5], "1–5 May 1999"), ([1999, 6, 1], "1 May–1 June 1999"), ([2000, 5, 1], "1 May 1999–1 May 2000")],
)
def test_a_range_says_once_what_both_ends_share(end: list[int], text: str) -> None:
    assert printed(DAY_FIRST, parts([1999, 5, 1], end)) == text


@pytest.mark.parametrize(
    ("end", "text"),
    [([1999, 5, 5], "May 1–5, 1999"), ([1999, 6, 5], "May 1–June 5, 1999"), ([2000, 6, 5], "May 1, 1999–June 5, 2000")],
)
def test_what_is_shared_may_stand_before_and_after_the_range(end: list[int], text: str) -> None:
    assert printed(TEXT, parts([1999, 5, 1], end)) == text


def test_what_is_shared_may_stand_inside_the_range() -> None:
    xml = (
        '<date variable="issued"><date-part name="month" suffix=" "/><date-part name="year" suffix=" "/>'
        '<date-part name="day"/></date>'
    )
    assert printed(xml, parts([1999, 5, 1], [1999, 6, 5])) == "May 1999 1–June 5"


@pytest.mark.parametrize(("end", "text"), [([1999, 5, 5], "1999/05/01–05"), ([1999, 6, 5], "1999/05/01–06/05")])
def test_no_affix_meets_the_dash_of_a_range(end: list[int], text: str) -> None:
    assert printed(NUMERIC, parts([1999, 5, 1], end), "ko-KR") == text


def test_parts_that_are_not_printed_make_no_range() -> None:
    assert printed('<date variable="issued" form="text" date-parts="year"/>', parts([1999, 5], [1999, 6])) == "1999"


def test_months_differ_without_their_years() -> None:
    assert part("month", "long", parts([1999, 5], [2000, 6])) == "May–June"


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        (([1999, 5], [2000]), "May 1999–2000"),
        (([1999], [2000, 6, 5]), "1999–June 5, 2000"),
        (([1999], [1999, 5]), "1999–May 1999"),
        (([1999, 5], [1999]), "May 1999–1999"),
        (([1999, 5], [1999, 5, 3]), "May 1999–May 3, 1999"),
    ],
)
def test_a_range_may_be_known_better_at_one_end(ends: tuple[list[int], list[int]], text: str) -> None:
    assert printed(TEXT, parts(*ends)) == text


@pytest.mark.parametrize(("ends", "text"), [(([1999], [2000, 6]), "June"), (([1999, 5], [2000]), "May")])
def test_a_range_known_at_one_end_in_what_is_printed_is_that_end(ends: tuple[list[int], list[int]], text: str) -> None:
    assert part("month", "long", parts(*ends)) == text


@pytest.mark.parametrize("value", [parts([1999, 5, 3]), parts([1999, 21]), parts([79])])
def test_a_language_without_a_word_for_a_part_leaves_it_out(value: Any) -> None:
    into = Context(Locale(), Item({"id": "a", "issued": value}), Cite())
    xml = '<date variable="issued"><date-part name="month"/><date-part name="year"/></date>'
    assert text_of(element(xml).render(into)) in {"1999", "79"}


@pytest.mark.parametrize(
    ("end", "text"), [([1999, 5, 5], "1d5 May 1999"), ([1999, 6, 1], "1 Maym1 June 1999"), ([2000], "1 May 1999y2000")]
)
def test_the_largest_part_that_differs_gives_the_range_delimiter(end: list[int], text: str) -> None:
    xml = (
        '<date variable="issued" delimiter=" "><date-part name="day" range-delimiter="d"/>'
        '<date-part name="month" range-delimiter="m"/><date-part name="year" range-delimiter="y"/></date>'
    )
    assert printed(xml, parts([1999, 5, 1], end)) == text


@pytest.mark.parametrize(
    ("start", "text"), [([1999], "1999–"), ([1999, 5], "May 1999–"), ([1999, 5, 1], "1 May 1999–")]
)
def test_an_open_range_ends_with_its_dash(start: list[int], text: str) -> None:
    assert printed(DAY_FIRST, parts(start, [0])) == text


def test_an_open_range_has_the_delimiter_of_its_largest_part() -> None:
    xml = YEAR.replace("<date-part", '<date-part name="month"/><date-part range-delimiter="~" suffix="."')
    assert printed(xml, parts([1999, 5], [0])) == "May1999~"


def test_a_range_of_unknown_start_begins_with_its_dash() -> None:
    assert printed(YEAR.replace('name="year"', 'name="year" prefix="."'), parts([0], [1999])) == "–1999"


def test_an_open_range_prints_nothing_of_parts_that_are_unknown() -> None:
    assert part("month", "long", parts([1999], [0])) == ""


@pytest.mark.parametrize(
    ("year", "text"), [(-1, "1 BC"), (1, "1 AD"), (999, "999 AD"), (1000, "1000"), (12345, "12345")]
)
def test_years_of_less_than_four_digits_say_their_era(year: int, text: str) -> None:
    assert printed(YEAR, parts([year])) == text


@pytest.mark.parametrize(
    ("ends", "text"), [((-100, -50), "100–50 BC"), ((-50, 50), "50 BC–50 AD"), ((99, 1999), "99 AD–1999")]
)
def test_a_range_says_the_era_of_both_years_once(ends: tuple[int, int], text: str) -> None:
    assert printed(YEAR, parts([ends[0]], [ends[1]])) == text


@pytest.mark.parametrize("value", [parts([1999, 14]), parts([1999], season=2), {"raw": "Summer 1999"}])
def test_a_season_stands_in_the_place_of_the_month(value: Any) -> None:
    assert printed(TEXT, value) == "Summer 1999"


def test_a_season_has_no_number() -> None:
    assert printed(NUMERIC, parts([1999], season=2)) == "1999"


def test_a_season_by_name_is_printed_as_it_is() -> None:
    assert printed(TEXT, parts([1999], season="Michaelmas")) == "Michaelmas 1999"


def test_seasons_make_a_range() -> None:
    assert printed(TEXT, parts([1999, 21], [1999, 22])) == "Spring–Summer 1999"


def test_a_literal_is_printed_as_it_is() -> None:
    assert printed(TEXT.replace("/>", ' prefix="(" suffix=")"/>'), {"literal": "in press"}) == "(in press)"


def test_a_literal_stands_with_the_year_only() -> None:
    assert part("month", "long", {"literal": "in press"}) == ""


def test_the_markup_of_a_literal_is_read() -> None:
    node = element(TEXT).render(context({"literal": "<i>s.d.</i>"}))
    assert any(each.format.font_style == "italic" for each in walk(node))


def test_a_literal_loses_what_no_document_can_hold() -> None:
    assert printed(TEXT, {"literal": "in\ud800 press\x00"}) == "in press"


@pytest.mark.parametrize("value", [None, parts([0]), parts([])])
def test_no_date_prints_nothing(value: Any) -> None:
    assert element(TEXT).render(context(value)) is None


def test_a_date_without_the_parts_asked_for_prints_nothing() -> None:
    assert part("month", "long", parts([1999])) == ""


def test_a_date_that_prints_counts_as_filled() -> None:
    into = context(parts([1999]))
    element(YEAR).render(into)
    assert (into.called, into.filled) == (1, 1)


@pytest.mark.parametrize("value", [None, parts([0, 5])])
def test_a_date_that_prints_nothing_counts_as_called(value: Any) -> None:
    into = context(value)
    element(YEAR).render(into)
    assert (into.called, into.filled) == (1, 0)


def test_a_date_that_a_substitute_printed_prints_no_more() -> None:
    assert printed(YEAR, parts([1999]), suppressed={"issued"}) == ""


def test_the_parts_say_what_they_are() -> None:
    node = element(DAY_FIRST).render(context(parts([1999, 5, 3])))
    assert [each.kind for each in walk(node)] == ["date", "day", "month", "year"]


def test_a_date_says_its_variable() -> None:
    node = element(YEAR).render(context(parts([1999])))
    assert isinstance(node, Node)
    assert node.data == "issued"


def suffixed(xml: str, value: Any, **more: Any) -> str:
    return printed(xml, value, distinction=Distinction(year_suffix="a"), **more)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (parts([1999]), "1999a"),
        (parts([1999, 5, 3]), "May 3, 1999a"),
        (parts([1999], [2000]), "1999–2000a"),
        (parts([1999], [0]), "1999a–"),
        (parts([-44]), "44 BCa"),
        ({"literal": "in press"}, "in press"),
    ],
)
def test_a_year_suffix_follows_the_last_year(value: Any, text: str) -> None:
    assert suffixed(TEXT, value) == text


def test_a_year_suffix_stands_inside_the_affixes_of_the_year() -> None:
    assert suffixed(YEAR.replace('name="year"', 'name="year" prefix="(" suffix=")"'), parts([1999])) == "(1999a)"


def test_a_year_suffix_is_a_part_of_its_year() -> None:
    node = element(TEXT).render(context(parts([1999]), distinction=Distinction(year_suffix="a")))
    year = first(node, "year")
    assert first(year, "year-suffix") is not None


def test_a_year_suffix_follows_the_first_date_that_prints_a_year() -> None:
    into = context(parts([1999, 5]), distinction=Distinction(year_suffix="a"))
    month = '<date variable="issued"><date-part name="month"/></date>'
    assert [text_of(element(xml).render(into)) for xml in (month, YEAR, YEAR)] == ["May", "1999a", "1999"]


def test_a_year_suffix_stands_where_the_style_puts_it_instead() -> None:
    assert suffixed(YEAR, parts([1999]), options={"year-suffix-explicit": "true"}) == "1999"


def test_a_sort_key_has_the_parts_that_the_date_prints() -> None:
    keys = [printed(YEAR, parts(point), sorting=True) for point in ([1999, 5], [1999, 12], [2000])]
    assert keys == sorted(keys)
    assert keys[0] == keys[1]


def test_a_sort_key_of_a_localized_date_has_the_parts_it_asks_for() -> None:
    xml = '<date variable="issued" form="text" date-parts="year-month"/>'
    keys = [printed(xml, parts(point), sorting=True) for point in ([1999, 5, 3], [1999, 5, 9], [1999, 6])]
    assert (keys[0] == keys[1], keys[1] < keys[2]) == (True, True)


def test_a_sort_key_has_no_affixes() -> None:
    assert printed(YEAR.replace("issued", 'issued" prefix="(c'), parts([1999]), sorting=True).isdigit()


def test_a_literal_has_no_sort_key() -> None:
    assert element(TEXT).render(context({"literal": "in press"}, sorting=True)) is None
