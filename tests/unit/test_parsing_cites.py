"""Cites in running text."""

import pytest

from refdesk.model.citation import Cite
from refdesk.parsing.cites import (
    families,
    is_label,
    locator_label,
    parse_author_page,
    parse_bracket,
    parse_locator,
    parse_years,
)


def only(content: str, *, loose: bool = False) -> Cite:
    (cite,) = parse_bracket(content, loose=loose)
    return cite


# What is a citation


def test_apa_names_author_then_year() -> None:
    assert parse_bracket("Kahneman, 2011") == (Cite(author="Kahneman", families=("Kahneman",), year="2011"),)


def test_a_body_may_be_the_author() -> None:
    assert only("WHO, 2020").author == "WHO"


def test_particles_belong_to_the_author() -> None:
    assert only("van der Berg et al., 2001").families == ("van der Berg",)


def test_et_al_is_told_apart() -> None:
    assert only("van der Berg et al., 2001").et_al


def test_two_authors_are_two_families() -> None:
    assert only("de Souza & Núñez-Ortiz, 2020, pp. 4–7").families == ("de Souza", "Núñez-Ortiz")


def test_pages_are_the_locator() -> None:
    assert only("de Souza & Núñez-Ortiz, 2020, pp. 4–7").locator == "4-7"


def test_a_chapter_is_a_locator() -> None:
    assert (only("Smith, 2010, Chapter 3").label, only("Smith, 2010, Chapter 3").locator) == ("chapter", "3")


def test_chicago_needs_no_comma_before_the_year_where_a_list_proves_it() -> None:
    assert only("Smith 2010, 23", loose=True).locator == "23"


def test_harvard_may_print_a_colon_before_the_page() -> None:
    assert only("Smith 2010: 23", loose=True).locator == "23"


def test_without_a_list_a_year_without_comma_is_no_citation() -> None:
    assert parse_bracket("Smith 2010: 23") == ()


def test_a_semicolon_parts_cites() -> None:
    assert [cite.year for cite in parse_bracket("see Smith, 2010; Doe, 2011a, 2011b")] == ["2010", "2011a", "2011b"]


def test_a_second_year_has_the_author_before_it() -> None:
    assert [cite.author for cite in parse_bracket("Doe, 2011a, 2011b")] == ["Doe", "Doe"]


def test_a_year_after_a_semicolon_has_the_author_before_it() -> None:
    assert [cite.author for cite in parse_bracket("Doe, 2011; 2014")] == ["Doe", "Doe"]


def test_a_locator_belongs_to_the_last_year() -> None:
    assert [cite.locator for cite in parse_bracket("Doe, 2011, 2014, p. 5")] == [None, "5"]


def test_a_word_before_the_author_is_the_prefix() -> None:
    assert only("see also Smith, 2010").prefix == "see also"


def test_the_prefix_is_no_part_of_the_author() -> None:
    assert only("e.g., Smith, 2010").author == "Smith"


def test_words_after_the_year_are_the_suffix() -> None:
    assert only("Doe, 2010, emphasis added").suffix == "emphasis added"


def test_what_is_cited_in_another_work_is_quoted_there() -> None:
    assert only("as cited in Roe, 1999, p. 3").quoted_in


def test_of_two_works_the_quoting_one_is_cited() -> None:
    assert only("Rabbitt, 1982, as cited in Lyon et al., 2014").author == "Lyon et al."


def test_the_quoted_work_stays_in_the_prefix() -> None:
    assert only("Rabbitt, 1982, as cited in Lyon et al., 2014").prefix == "Rabbitt, 1982, as cited in"


@pytest.mark.parametrize("printed", ['"Short Title", 2003', "“Short Title,” 2003"])
def test_a_title_may_stand_in_the_place_of_the_author(printed: str) -> None:
    assert only(printed).year == "2003"


@pytest.mark.parametrize("year", ["n.d.", "n.d.-a", "in press", "forthcoming"])
def test_a_work_without_a_year_is_cited(year: str) -> None:
    assert only(f"Smith, {year}").year == year


def test_of_two_years_the_edition_is_cited() -> None:
    assert only("Freud, 1899/2010").year == "2010"


def test_a_month_with_the_year_is_kept_as_a_date() -> None:
    assert only("Humayun, May 2023").date == "2023-05"


def test_lines_within_a_mark_do_not_matter() -> None:
    assert parse_bracket("Smith,\n  2010") == parse_bracket("Smith, 2010")


# What only looks like one


@pytest.mark.parametrize(
    "content",
    [
        "June 2014",
        "1 January 2010",
        "in 2013, 40 people",
        "2007, 2009",
        "Figure 3, 2010",
        "Figure, 2010",
        "Section 2, 2010",
        "n = 2014",
        "since 2010",
        "Spring, 2015",
        "emphasis added, 2010",
        "the war ended, 1945",
        "Resolution 2557, 2020",
        "2010",
        "",
        ";;",
    ],
)
def test_a_false_friend_is_no_citation(content: str) -> None:
    assert parse_bracket(content) == ()


def test_a_town_cannot_be_told_from_an_author_by_its_form() -> None:
    assert only("Paris, 2015").author == "Paris"


# MLA


def test_mla_names_author_then_page() -> None:
    cite = parse_author_page("Achebe 45")
    assert cite == Cite(author="Achebe", families=("Achebe",), locator="45", label="page")


def test_mla_may_name_a_short_title() -> None:
    cite = parse_author_page("“Image of Africa,” 785")
    assert cite is not None
    assert cite.title == "Image of Africa"


def test_mla_quotes_at_second_hand() -> None:
    cite = parse_author_page("qtd. in Achebe 45")
    assert cite is not None
    assert cite.quoted_in


@pytest.mark.parametrize("content", ["Achebe 1977", "the 45", "chapter 3", "Achebe"])
def test_an_author_without_a_page_is_not_of_mla(content: str) -> None:
    assert parse_author_page(content) is None


# Years, locators and labels by themselves


def test_years_of_a_narrative_citation_are_read() -> None:
    assert parse_years("2011a, 2014, p. 4") == (["2011a", "2014"], "4", "p.")


def test_words_are_no_years() -> None:
    assert parse_years("my emphasis") == ([], None, None)


def test_a_page_alone_is_a_locator() -> None:
    assert parse_locator("pp. 24–25") == ("24-25", "page")


def test_a_number_alone_is_no_locator() -> None:
    assert parse_locator("24") is None


def test_a_year_ends_a_locator() -> None:
    assert parse_locator("Section 2, 2010") is None


@pytest.mark.parametrize(
    ("printed", "label"), [("¶", "paragraph"), ("S.", "page"), (None, "page"), ("vols.", "volume")]
)
def test_a_printed_label_has_a_name_in_csl(printed: str | None, label: str) -> None:
    assert locator_label(printed) == label


def test_initials_are_no_family() -> None:
    assert families("Smith, J.") == ("Smith",)


@pytest.mark.parametrize("joint", [" & ", " and ", ", ", ", and ", " und ", " et ", " y "])
def test_every_joint_parts_two_families(joint: str) -> None:
    assert families(f"Smith{joint}Doe") == ("Smith", "Doe")


@pytest.mark.parametrize(
    "label", ["U.S. Census Bureau", "al-Khalili", "World Bank & d’Arcy", "World Health Organization [WHO]"]
)
def test_a_label_has_capitals(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize("text", ["", "and", "of Paris", "Smith who left early", "May", "early May", "A " * 20])
def test_other_words_are_no_label(text: str) -> None:
    assert not is_label(text)


def test_a_row_of_full_dates_is_read_to_its_end() -> None:
    # Thirty-six: were each read in two ways, the test would never end.
    assert parse_bracket("Roe, 2000" + ", May 5, 2000" * 36 + " x!") == ()
