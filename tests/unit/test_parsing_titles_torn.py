"""Titles torn by the labelling, and what was left in them."""

import pytest

from refdesk.parsing.mending import mend
from refdesk.parsing.segments import Segment
from refdesk.parsing.titles_torn import standard

AUTHOR = ("author", "Roe, A. ")
DATE = ("date", "(2010). ")


def mended(*pieces: tuple[str, str]) -> list[tuple[str, str]]:
    text, segments = "", []
    for label, words in pieces:
        segments.append(Segment(label, len(text), len(text) + len(words), 0.8))
        text += words
    return [(piece.label, text[piece.start : piece.end].strip()) for piece in mend(text, segments)]


# Addresses and names about the title


def test_the_words_of_a_link_are_the_title() -> None:
    pieces = mended(("author", "Ann Roe, "), ("title", "[Ash](https://ash.org/x), "), ("date", "2013."))
    assert ("title", "Ash") in pieces


def test_the_target_of_a_link_is_the_address() -> None:
    pieces = mended(("author", "Ann Roe, "), ("title", "[Ash](https://ash.org/x), "), ("date", "2013."))
    assert ("url", "https://ash.org/x") in pieces


def test_a_link_beside_a_title_names_the_site() -> None:
    pieces = mended(AUTHOR, ("title", "Dust of Leeds. "), ("note", "[Ash](https://ash.org/x)"))
    assert ("container-title", "Ash") in pieces


def test_a_name_before_the_quoted_title_is_the_authors() -> None:
    pieces = mended(("title", "W3C, “Dust 2.1,” "), ("date", "2018."))
    assert pieces[:2] == [("author", "W3C,"), ("title", "“Dust 2.1,”")]


def test_a_title_with_a_quotation_in_it_stays_whole() -> None:
    assert mended(AUTHOR, ("title", "On ash, “dust”, and soot. "))[1] == ("title", "On ash, “dust”, and soot.")


def test_single_words_behind_a_name_are_the_titles() -> None:
    pieces = mended(("author", "Ann Roe, Ashes, "), ("title", "Beaches and Dust: A Tale "), ("place", "(Leeds"))
    assert pieces[:2] == [("author", "Ann Roe,"), ("title", "Ashes, Beaches and Dust: A Tale")]


def test_names_behind_a_body_are_the_titles() -> None:
    pieces = mended(("author", "UN Women, Sweeping Dust, Moving Ash, "), ("title", "Securing Soot "))
    assert pieces == [("author", "UN Women,"), ("title", "Sweeping Dust, Moving Ash, Securing Soot")]


@pytest.mark.parametrize(
    "names", ["Ann Roe, Bea Poe, ", "ROE, Ann, ", "Roe, Ann, and Poe, ", "Ann Roe, B. Poe, ", "Roe, Ann, "]
)
def test_names_stay_names(names: str) -> None:
    assert mended(("author", names), ("title", "Dust of Leeds. "))[0] == ("author", names.strip())


def test_a_word_with_a_colon_behind_the_names_is_the_titles() -> None:
    pieces = mended(("author", "D. P. Roe and J. Ba. Adam: "), ("title", "a method for dust. "))
    assert pieces == [("author", "D. P. Roe and J. Ba."), ("title", "Adam: a method for dust.")]


def test_the_rest_of_a_name_is_no_title() -> None:
    pieces = mended(("author", "Alves, José "), ("title", "Édil de Lima. A cinza em folhetins. "))
    assert pieces == [("author", "Alves, José Édil de Lima."), ("title", "A cinza em folhetins.")]


def test_a_name_behind_a_joint_is_no_title() -> None:
    pieces = mended(("author", "Roe, M., M. Poe, "), ("title", "e Alberto Zu. Polvere o cenere? "))
    assert pieces[0] == ("author", "Roe, M., M. Poe, e Alberto Zu.")


def test_names_that_end_leave_the_title_whole() -> None:
    assert mended(AUTHOR, ("title", "Leeds Dust. A Tale of it. "))[1] == ("title", "Leeds Dust. A Tale of it.")


def test_editors_among_authors_are_authors() -> None:
    pieces = mended(("editor", "Roe, D., Ed. "), ("author", "and P. Poe, "), ("title", '"Dust", '))
    assert pieces[0] == ("author", "Roe, D., Ed. and P. Poe,")


def test_the_journal_of_a_chemist_is_no_initial() -> None:
    pieces = mended(("author", "Hoffmann, R. J. "), ("container-title", "Am. Chem. Soc. "), ("date", "1965, "))
    assert pieces[:2] == [("author", "Hoffmann, R."), ("container-title", "J. Am. Chem. Soc.")]


def test_a_lone_initial_is_no_journal() -> None:
    pieces = mended(("author", "Hoffmann, J. "), ("container-title", "Chem. Ber. "), ("date", "1965, "))
    assert pieces[0] == ("author", "Hoffmann, J.")


# Years and numbers


def test_a_year_that_begins_the_title_is_no_date() -> None:
    pieces = mended(AUTHOR, ("date", "(1968). 2001: "), ("title", "A Dust Odyssey. "))
    assert pieces[1:] == [("date", "(1968)."), ("title", "2001: A Dust Odyssey.")]


def test_a_year_that_ends_the_title_is_no_date() -> None:
    pieces = mended(AUTHOR, ("title", "Dust: Ash in "), ("date", "2015, 20 June 2016, "))
    assert pieces[1:] == [("title", "Dust: Ash in 2015,"), ("date", "20 June 2016,")]


def test_the_only_year_behind_a_title_is_the_date() -> None:
    pieces = mended(AUTHOR, ("title", "What dust is made of "), ("date", "2015. "))
    assert pieces[2] == ("date", "2015.")


def test_the_number_of_a_report_is_no_part_of_its_title() -> None:
    pieces = mended(AUTHOR, DATE, ("title", "Dust in the air (GAO-16-454). "), ("place", "Leeds."))
    assert pieces[2:4] == [("title", "Dust in the air"), ("number", "(GAO-16-454).")]


def test_the_number_of_a_drug_in_an_article_is_part_of_its_title() -> None:
    title = ("title", "Resistance to teniposide (VM-26). ")
    assert mended(AUTHOR, title, ("container-title", "Cancer Res "))[1] == ("title", title[1].strip())


def test_the_number_of_a_catalogue_is_no_part_of_the_title() -> None:
    pieces = mended(AUTHOR, DATE, ("title", "Census of Dust, cat. no. 2071.0, ABS, "), ("place", "Canberra, "))
    assert pieces[2:5] == [("title", "Census of Dust,"), ("number", "cat. no. 2071.0,"), ("publisher", "ABS,")]


def test_the_months_of_an_issue_belong_to_the_date() -> None:
    pieces = mended(AUTHOR, ("title", "“Ash,” "), ("container-title", "The Dust, July/August "), ("date", "2008, "))
    assert pieces[2:] == [("container-title", "The Dust,"), ("date", "July/August 2008,")]


def test_a_roman_number_behind_a_journal_is_its_volume() -> None:
    pieces = mended(AUTHOR, ("title", "“Ash.” "), ("container-title", "Dust Review. VIII "), ("date", "(1967), "))
    assert ("volume", "VIII") in pieces


def test_the_word_for_a_volume_is_no_part_of_the_journal() -> None:
    pieces = mended(AUTHOR, ("title", "“Ash.” "), ("container-title", "Dust Review, V. "), ("volume", "37, "))
    assert pieces[2:] == [("container-title", "Dust Review,"), ("volume", "V. 37,")]


def test_a_series_of_standards_is_no_journal() -> None:
    pieces = mended(AUTHOR, ("title", '"Dust", '), ("container-title", "STD 13, "), ("number", "RFC 1034, "))
    assert pieces[2] == ("number", "STD 13, RFC 1034,")


def test_a_lone_name_before_a_standards_number_is_its_title() -> None:
    pieces = mended(("author", "Institute Standard for Dust, "), ("number", "IEEE Std 754-2008, "), ("date", "2008."))
    assert pieces[0] == ("title", "Institute Standard for Dust,")


# What holds the work


def test_what_follows_in_holds_the_title() -> None:
    pieces = mended(AUTHOR, ("title", "Der Staub. In: Noten zur Asche. "), ("place", "Leeds: "))
    assert pieces[1:3] == [("title", "Der Staub."), ("container-title", "In: Noten zur Asche.")]


def test_what_stands_before_in_is_the_title() -> None:
    pieces = mended(AUTHOR, ("container-title", "Grit. In Dust.com dictionary. "), ("url", "https://dust.com/grit"))
    assert pieces[1:3] == [("title", "Grit."), ("container-title", "In Dust.com dictionary.")]


def test_a_lone_name_in_italics_in_a_note_is_the_title() -> None:
    pieces = mended(("author", "Ann Roe, "), ("container-title", "*Dust*, "), ("volume", "45."))
    assert pieces[1:] == [("title", "*Dust*,"), ("pages", "45.")]


def test_of_two_names_in_italics_the_first_is_the_title() -> None:
    pieces = mended(
        AUTHOR, ("container-title", "*Dust*. "), ("date", "1936. "), ("container-title", "*Ash House*, "), ("url", "x")
    )
    assert pieces[1] == ("title", "*Dust*.")


def test_a_journal_in_italics_with_volume_is_no_title() -> None:
    pieces = mended(("author", "A. Lee, "), ("container-title", "*Nature* "), ("volume", "12, "), ("pages", "4–5"))
    assert pieces[1][0] == "container-title"


def test_a_subtitle_behind_a_question_is_no_container() -> None:
    pieces = mended(
        AUTHOR, ("title", "What is Dust? "), ("container-title", "Views of Ash. "), ("publisher", "Poe, "), DATE
    )
    assert pieces[1] == ("title", "What is Dust? Views of Ash.")


def test_a_subtitle_behind_a_quotation_with_a_colon_is_no_container() -> None:
    pieces = mended(AUTHOR, ("title", "“We Die”: "), ("container-title", "Ash in Leeds "), ("place", "(London: "))
    assert pieces[1] == ("title", "“We Die”: Ash in Leeds")


def test_a_series_of_books_is_no_container() -> None:
    pieces = mended(AUTHOR, ("title", "Dust. "), ("container-title", "Poe Series in Ash. "), ("publisher", "Poe, "))
    assert pieces[2] == ("collection", "Poe Series in Ash.")


def test_a_word_behind_the_comma_of_a_title_ends_it() -> None:
    pieces = mended(
        AUTHOR,
        ("title", "Dust in the North, "),
        ("container-title", "Quebec. Contributions to Dust, "),
        ("volume", "7"),
    )
    assert pieces[1:3] == [("title", "Dust in the North, Quebec."), ("container-title", "Contributions to Dust,")]


def test_an_abbreviated_journal_ends_no_title() -> None:
    pieces = mended(AUTHOR, ("title", "Dust, "), ("container-title", "Class. Quantum Grav., "), ("volume", "7"))
    assert pieces[2] == ("container-title", "Class. Quantum Grav.,")


def test_small_letters_behind_the_comma_of_a_title_go_on_with_it() -> None:
    name = ("container-title", "ashes, and soot. Proceedings of Dust, ")
    pieces = mended(AUTHOR, ("title", "Dust in science, "), name, ("volume", "111"))
    assert pieces[1:3] == [("title", "Dust in science, ashes, and soot."), ("container-title", "Proceedings of Dust,")]


def test_a_word_for_the_same_author_shows_what_holds_the_title() -> None:
    pieces = mended(AUTHOR, ("title", "La polvere, in Id., Varianti, "), ("publisher", "Einaudi, "))
    assert pieces[1:3] == [("title", "La polvere,"), ("container-title", "in Id., Varianti,")]


def test_the_word_for_an_issue_is_no_part_of_the_journal() -> None:
    pieces = mended(AUTHOR, ("title", "“Ash.” "), ("container-title", "Dust Review, no. "), ("volume", "76, "))
    assert pieces[2:] == [("container-title", "Dust Review,"), ("issue", "no. 76,")]


def test_what_stands_for_the_date_is_no_author() -> None:
    pieces = mended(("author", "Roe, Ann, and B. Poe. Forthcoming. "), ("title", "“Ash.” "))
    assert pieces[:2] == [("author", "Roe, Ann, and B. Poe."), ("date", "Forthcoming.")]


def test_a_body_before_the_year_is_the_author() -> None:
    pieces = mended(("title", "Library of Dust. "), ("date", "(n.d.). "), ("title", "Web ash. "))
    assert pieces[0] == ("author", "Library of Dust.")


def test_a_title_before_the_year_stays_one() -> None:
    pieces = mended(("title", "Prices of dust. "), ("date", "(2019). "), ("container-title", "*Leeds Sun*. "))
    assert pieces[0] == ("title", "Prices of dust.")


def test_a_translation_of_the_title_holds_nothing() -> None:
    pieces = mended(AUTHOR, ("title", "*La polvere* "), ("container-title", "[Dust]. "), ("publisher", "Einaudi"))
    assert pieces[2] == ("note", "[Dust].")


def test_a_name_that_is_not_ended_is_no_authors() -> None:
    pieces = mended(("author", "OECD, OECD "), ("title", "Dust Guidance "), ("place", "(Paris: "))
    assert pieces[:2] == [("author", "OECD,"), ("title", "OECD Dust Guidance")]


def test_a_subseries_cut_from_its_number_is_one_number_with_it() -> None:
    text = "“Ash,” STD 13, RFC 1034."
    pieces = [Segment("title", 0, 7, 0.9), Segment("container-title", 7, 11, 0.9), Segment("volume", 11, 15, 0.9)]
    assert [piece.label for piece in standard(text, pieces)] == ["title", "number", "number"]
