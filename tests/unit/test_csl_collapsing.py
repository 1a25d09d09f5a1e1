"""How the cites of one citation stand together."""

from typing import Any

import pytest

from refdesk.csl import render

XMLNS = "http://purl.org/net/xbiblio/csl"
AUTHOR_YEAR = """<group delimiter=" "><names variable="author"><name form="short"/></names>
<date variable="issued"><date-part name="year"/></date><text variable="locator"/></group>"""
NUMBER = '<text variable="citation-number" prefix="[" suffix="]"/>'
BY_AUTHOR = '<sort><key variable="author"/><key variable="issued"/></sort>'
LETTERS = 'disambiguate-add-year-suffix="true"'
WORKS = [
    ("1", "Doe", 2000),
    ("2", "Doe", 2000),
    ("3", "Doe", 2001),
    ("4", "Roe", 2002),
    ("5", "Doe", 2000),
    ("6", "Doe", 2003),
]
ITEMS: list[dict[str, Any]] = [
    {"id": key, "type": "book", "author": [{"family": name, "given": "A"}], "issued": {"date-parts": [[year]]}}
    for key, name, year in WORKS
]
ITEMS.append({**ITEMS[0], "id": "7", "author": [{"family": name, "given": "A"} for name in ("Doe", "Roe", "Poe")]})


def printed(attributes: str, cites: str | list[dict[str, Any]], *, body: str = AUTHOR_YEAR, **more: str) -> str:
    """The citation of the works whose ids stand in `cites`, or of the cites themselves."""
    citation = f"""<citation {attributes}>{more.get("sort", "")}
    <layout delimiter="{more.get("delimiter", "; ")}">{body}</layout></citation>"""
    style = f"""<style xmlns="{XMLNS}" class="{more.get("class_", "in-text")}" version="1.0">{citation}</style>"""
    asked = [{"id": key} for key in cites] if isinstance(cites, str) else cites
    return render(style, ITEMS, mode="citation", citation_items=[asked], format="txt")[0]


def test_cites_are_not_grouped_unasked() -> None:
    assert printed("", "134") == "Doe 2000; Doe 2001; Roe 2002"


def test_years_of_one_author_are_collapsed() -> None:
    assert printed('collapse="year"', "134") == "Doe 2000, 2001; Roe 2002"


def test_cites_keep_the_order_of_the_author_where_the_style_does_not_sort() -> None:
    assert printed('collapse="year"', "143") == "Doe 2000; Roe 2002; Doe 2001"


def test_cites_of_one_author_come_together_where_the_style_sorts() -> None:
    by_year = '<sort><key variable="issued"/></sort>'
    assert printed('cite-group-delimiter=", "', "641", sort=by_year) == "Doe 2000, Doe 2003; Roe 2002"


@pytest.mark.parametrize(
    ("collapse", "expected"), [('collapse="year"', "Doe 2001; Doe et al. 2000"), ("", "Doe et al. 2000; Doe 2001")]
)
def test_where_cites_are_grouped_a_name_stands_before_the_name_and_others(collapse: str, expected: str) -> None:
    assert printed(f'{collapse} et-al-min="3" et-al-use-first="1"', "73", sort=BY_AUTHOR) == expected


def test_a_group_delimiter_groups_without_collapsing() -> None:
    assert printed('cite-group-delimiter=" + "', "134") == "Doe 2000 + Doe 2001; Roe 2002"


def test_the_group_delimiter_stands_inside_of_a_collapsed_group() -> None:
    assert printed('collapse="year" cite-group-delimiter=" + "', "134") == "Doe 2000 + 2001; Roe 2002"


def test_the_delimiter_after_a_collapsed_group_is_the_one_of_the_style() -> None:
    assert printed('collapse="year" after-collapse-delimiter=" | "', "1344") == "Doe 2000; 2001 | Roe 2002; 2002"


def test_the_delimiter_after_a_cite_that_is_not_collapsed_stays() -> None:
    assert printed('collapse="year" after-collapse-delimiter=" | "', "41") == "Roe 2002; Doe 2000"


def test_letters_of_one_year_are_collapsed() -> None:
    assert printed(f'collapse="year-suffix" year-suffix-delimiter="," {LETTERS}', "123") == "Doe 2000a,b, 2001"


def test_collapsing_by_year_keeps_every_year() -> None:
    assert printed(f'collapse="year" year-suffix-delimiter="," {LETTERS}', "12") == "Doe 2000a, 2000b"


def test_three_letters_that_follow_on_each_other_are_a_range() -> None:
    assert printed(f'collapse="year-suffix-ranged" {LETTERS}', "125") == "Doe 2000a–c"


def test_two_letters_are_no_range() -> None:
    assert printed(f'collapse="year-suffix-ranged" year-suffix-delimiter="," {LETTERS}', "12") == "Doe 2000a,b"


def test_letters_that_skip_one_are_no_range() -> None:
    assert printed(f'collapse="year-suffix-ranged" year-suffix-delimiter="," {LETTERS}', "15") == "Doe 2000a,c"


def test_a_locator_keeps_the_year_it_belongs_to() -> None:
    cites = [{"id": "1"}, {"id": "2", "locator": "7"}, {"id": "5"}]
    assert printed(f'collapse="year-suffix" {LETTERS}', cites) == "Doe 2000a, 2000b 7, 2000c"


def test_the_same_locator_of_two_works_stands_with_both() -> None:
    cites = [{"id": "1", "locator": "7"}, {"id": "2", "locator": "7"}]
    assert printed(f'collapse="year-suffix" {LETTERS}', cites) == "Doe 2000a 7, 2000b 7"


def test_a_group_in_a_note_has_the_delimiter_of_the_layout() -> None:
    assert printed('collapse="year"', "13", class_="note") == "Doe 2000; 2001"


def test_three_numbers_that_follow_on_each_other_are_a_range() -> None:
    assert printed('collapse="citation-number"', "1235", body=NUMBER) == "[1]–[3]; [5]"


def test_two_numbers_are_no_range() -> None:
    assert printed('collapse="citation-number"', "12", body=NUMBER) == "[1]; [2]"


def test_only_rising_numbers_are_a_range() -> None:
    assert printed('collapse="citation-number"', "321", body=NUMBER) == "[3]; [2]; [1]"


@pytest.mark.parametrize("own", [{"locator": "7"}, {"suffix": "ff."}])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_number_with_words_of_its_own_is_in_no_range(own: dict[str, str], place: int) -> None:
    cites: list[dict[str, Any]] = [{"id": "1"}, {"id": "2"}, {"id": "3"}]
    cites[place].update(own)
    body = f'{NUMBER}<text variable="locator" prefix=": "/>'
    assert "–" not in printed('collapse="citation-number"', cites, body=body)


def test_a_number_whose_locator_the_style_leaves_out_is_in_a_range() -> None:
    cites: list[dict[str, Any]] = [{"id": "1"}, {"id": "2", "locator": "7"}, {"id": "3"}]
    assert printed('collapse="citation-number"', cites, body=NUMBER, delimiter=", ") == "[1]–[3]"


@pytest.mark.parametrize("locator", ["", "7"])
def test_a_prefix_may_stand_before_a_range(locator: str) -> None:
    cites = [{"id": "1", "prefix": "see", "locator": locator}, {"id": "2"}, {"id": "3"}]
    assert printed('collapse="citation-number"', cites, body=NUMBER) == "see [1]–[3]"


def test_a_cite_that_is_nothing_but_names_keeps_them() -> None:
    names = '<names variable="author"><name form="short"/></names>'
    assert printed('collapse="year"', "13", body=names) == "Doe, Doe"


def test_a_cite_after_a_prefix_with_a_comma_gets_no_delimiter() -> None:
    assert printed("", [{"id": "1"}, {"id": "4", "prefix": ", and"}]) == "Doe 2000, and Roe 2002"


def test_a_suffix_that_ends_in_a_comma_replaces_the_delimiter() -> None:
    assert printed("", [{"id": "1", "suffix": "first,"}, {"id": "4"}]) == "Doe 2000 first, Roe 2002"


def test_no_blank_replaces_a_delimiter_that_a_style_does_not_have() -> None:
    assert printed("", [{"id": "1", "suffix": "so."}, {"id": "4"}], delimiter="") == "Doe 2000 so.Roe 2002"


def test_the_whole_citation_is_sorted_before_it_is_grouped() -> None:
    assert printed('collapse="year"', "4321", sort=BY_AUTHOR) == "Doe 2000, 2000, 2001; Roe 2002"


def test_cites_whose_letters_are_not_printed_are_all_kept() -> None:
    xml = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        '<citation collapse="year-suffix" disambiguate-add-year-suffix="true"><layout delimiter=", ">'
        '<group delimiter=" "><names variable="author"/><date variable="issued"><date-part name="year"/></date></group>'
        "</layout></citation></style>"
    )
    items = [
        {"id": place, "type": "book", "author": [{"family": "Doe"}], "issued": {"literal": "in press"}}
        for place in ("a", "b")
    ]
    assert render(xml, items, mode="citation", format="txt") == ["Doe in press, in press"]
