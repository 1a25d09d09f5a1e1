"""Cites in running text."""

import pytest

from refdesk.model.citation import Cite
from refdesk.parsing.cites import (
    families,
    is_label,
    is_place,
    is_time,
    locator_label,
    may_begin_name,
    parse_author_page,
    parse_bracket,
    parse_ibid,
    parse_locator,
    parse_name,
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


@pytest.mark.parametrize(
    ("content", "cites"),
    [
        ("Smith 2001; 2003", [("Smith", "2001"), ("Smith", "2003")]),
        (
            "Smith, 2001, 2003a,b; Doe, 1999",
            [("Smith", "2001"), ("Smith", "2003a"), ("Smith", "2003b"), ("Doe", "1999")],
        ),
        ("Smith 2001, Doe 1999 and Roe et al. 1998", [("Smith", "2001"), ("Doe", "1999"), ("Roe et al.", "1998")]),
        ("Smith [1890] 1990", [("Smith", "1990")]),
        ("Smith 1922 [1980]", [("Smith", "1922")]),
        ("Cervantes, 1605–1615/2003", [("Cervantes", "2003")]),
        ("Aristotle, 350 B.C.E./1994", [("Aristotle", "1994")]),
        ("Beck o. J.", [("Beck", "o. J.")]),
        ("Smith *et al.*, 2001", [("Smith et al.", "2001")]),
        ("vgl. Weber 1922: 34; siehe auch Simmel 1908", [("Weber", "1922"), ("Simmel", "1908")]),
    ],
)
def test_one_bracket_has_many_forms(content: str, cites: list[tuple[str, str]]) -> None:
    assert [(cite.author, cite.year) for cite in parse_bracket(content, loose=True)] == cites


@pytest.mark.parametrize(
    ("content", "locator", "label"),
    [
        ("Weber 1922, S. 12 ff.", "12 ff.", "page"),
        ("Smith, 2001: 45–7", "45-7", "page"),
        ("Smith, 2001, pp. xi–xii", "xi-xii", "page"),
        ("Smith, 2001, vol. 2, p. 45", "2", "volume"),
        ("Smith 2001 p. 4", "4", "page"),
        ("Smith, 2001, § 12", "12", "section"),
        ("Smith , 2001 , pp . 4 - 5", "4-5", "page"),
    ],
)
def test_a_locator_has_many_forms(content: str, locator: str, label: str) -> None:
    cite = only(content, loose=True)
    assert (cite.locator, cite.label) == (locator, label)


@pytest.mark.parametrize(
    ("content", "prefix"),
    [
        ("for a review, see Smith & Doe, 2001", "for a review, see"),
        ("siehe auch Smith, 2001", "siehe auch"),
        ("voir notamment Smith, 2001", "voir notamment"),
        ("FREIRE, 1970 apud SAVIANI, 2008", "FREIRE, 1970 apud"),
    ],
)
def test_what_leads_to_a_cite_is_its_prefix(content: str, prefix: str) -> None:
    assert only(content).prefix == prefix


def test_a_known_name_is_found_among_words() -> None:
    cite = parse_bracket("a study of it all by Smith, 2001", known=lambda cite: cite.author == "Smith")[0]
    assert (cite.author, cite.prefix) == ("Smith", "a study of it all by")


def test_a_known_name_may_stand_in_small_letters() -> None:
    assert [c.author for c in parse_bracket("hooks, 1994", known=lambda cite: cite.author == "hooks")] == ["hooks"]


def test_the_second_of_two_authors_is_not_taken_alone() -> None:
    cites = parse_bracket("Dietz and Ostrom, 2003", known=lambda cite: cite.author == "Ostrom")
    assert [cite.author for cite in cites] == ["Dietz and Ostrom"]


def test_a_full_stop_alone_is_no_suffix() -> None:
    assert only("see Smith, 2001.").suffix is None


def test_figures_after_the_year_are_no_suffix() -> None:
    assert parse_bracket("Smith, 2001, and 40 people") == ()


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


@pytest.mark.parametrize("content", ["Smith, 1933–1945", "Roosevelt 1933-1945"])
def test_years_of_office_are_no_citation(content: str) -> None:
    assert parse_bracket(content, loose=True) == ()


@pytest.mark.parametrize(
    ("content", "years"),
    [
        ("2001; 2003", ["2001", "2003"]),
        ("2001a, b", ["2001a", "2001b"]),
        ("1990/2001", ["1990/2001"]),
        ("[1890] 1990", ["[1890] 1990"]),
        ("1933–1945", []),
    ],
)
def test_years_alone_have_many_forms(content: str, years: list[str]) -> None:
    assert parse_years(content)[0] == years


@pytest.mark.parametrize(
    ("content", "author", "title", "locator"),
    [
        ("Achebe, *Arrow of God* 45", "Achebe", "Arrow of God", "45"),
        ("“An Image” 785", None, "An Image", "785"),
        ("Achebe, ch. 3", "Achebe", None, "3"),
        ("Gilbert and Gubar 19–20", "Gilbert and Gubar", None, "19-20"),
    ],
)
def test_author_with_title_with_page(content: str, author: str | None, title: str | None, locator: str) -> None:
    cite = parse_author_page(content)
    assert cite is not None
    assert (cite.author, cite.title, cite.locator) == (author, title, locator)


@pytest.mark.parametrize("content", ["N = 20", "Figure 2", "p < 5", "US$ 45"])
def test_figures_of_other_kinds_are_no_page(content: str) -> None:
    assert parse_author_page(content) is None


def test_a_title_alone_is_a_name() -> None:
    assert parse_name("“Broken Windows”") == Cite(title="Broken Windows")


@pytest.mark.parametrize(
    ("content", "locator"),
    [("ibid.", None), ("Ibid., p. 3", "3"), ("ebd., S. 14", "14"), ("ibid.: 5", "5"), ("op. cit.", None)],
)
def test_ibid_has_a_locator_at_most(content: str, locator: str | None) -> None:
    cite = parse_ibid(content)
    assert cite is not None
    assert cite.locator == locator


def test_op_cit_may_have_its_author() -> None:
    cite = parse_ibid("Nye, op. cit., p. 4")
    assert cite is not None
    assert (cite.author, cite.locator) == ("Nye", "4")


@pytest.mark.parametrize("content", ["Nye, ibid.", "ID card", "it is", "p. 3"])
def test_other_words_are_no_ibid(content: str) -> None:
    assert parse_ibid(content) is None


@pytest.mark.parametrize("text", ["Paris", "Geneva, Switzerland", "New York"])
def test_a_town_is_a_place(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize("text", ["Jacobs", "Jacobs, Paris"])
def test_a_person_is_no_place(text: str) -> None:
    assert not is_place(text)


def test_a_month_is_a_time() -> None:
    assert is_time("early May")


@pytest.mark.parametrize("text", ["As Nye", "Figure", "& Nye", ""])
def test_a_name_does_not_begin_with_words_of_the_sentence(text: str) -> None:
    assert not may_begin_name(text)


@pytest.mark.parametrize("text", ["WHO", "Nye", "de Certeau"])
def test_an_acronym_may_begin_a_name(text: str) -> None:
    assert may_begin_name(text)


@pytest.mark.parametrize("author", ["Habermas/Luhmann", "Habermas & Luhmann u. a.", "Habermas e Luhmann et al."])
def test_authors_are_parted_in_many_ways(author: str) -> None:
    assert families(author) == ("Habermas", "Luhmann")


def test_a_page_above_a_thousand_is_no_second_year() -> None:
    (cite,) = parse_bracket("Cengiz et al. 2019, 1412", loose=True)
    assert (cite.year, cite.locator) == ("2019", "1412")
