"""Labels that are plainly wrong, put right."""

import pytest

from refdesk.parsing.mending import mend
from refdesk.parsing.segments import Segment


def mended(*pieces: tuple[str, str]) -> list[tuple[str, str]]:
    text, segments = "", []
    for label, words in pieces:
        segments.append(Segment(label, len(text), len(text) + len(words), 0.8))
        text += words
    return [(piece.label, text[piece.start : piece.end].strip()) for piece in mend(text, segments)]


def test_a_sound_labelling_stays() -> None:
    pieces = [("author", "Roe, A."), ("date", "(2010)."), ("title", "Dust of Leeds."), ("publisher", "Penguin.")]
    assert mended(*((label, f"{words} ") for label, words in pieces)) == pieces


def test_what_follows_the_italics_of_a_title_is_no_title() -> None:
    pieces = mended(("author", "Roe, A. "), ("date", "(2010). "), ("title", "*Dust of Leeds*. Penguin."))
    assert pieces[2:] == [("title", "*Dust of Leeds*."), ("publisher", "Penguin.")]


def test_what_follows_a_quoted_title_with_an_address_is_the_site() -> None:
    pieces = mended(("title", "“Dust of Leeds,” Ash Weekly, "), ("url", "https://ash.org/x"))
    assert pieces[:2] == [("title", "“Dust of Leeds,”"), ("container-title", "Ash Weekly,")]


def test_a_subtitle_after_a_quotation_stays_in_the_title() -> None:
    title = ("title", "“Dust is”: the ash of Leeds.")
    assert mended(("author", "Roe, A. "), title)[1] == title


def test_a_title_holds_all_of_its_italics() -> None:
    pieces = mended(("author", "Roe, A. "), ("container-title", "*Report on "), ("title", "dust and ash*. "))
    assert pieces[1] == ("title", "*Report on dust and ash*.")


def test_a_date_behind_a_word_for_access_is_no_date_of_issue() -> None:
    pieces = mended(("title", "Dust. "), ("note", "Accessed May 6, 2020. "), ("url", "https://ash.org/x"))
    assert ("accessed", "Accessed May 6, 2020.") in pieces


def test_words_before_the_day_of_access_stay_with_their_name() -> None:
    pieces = mended(
        ("title", "Dust. "), ("publisher", "Center "), ("accessed", "at Leeds. Retrieved May 6, 2020, from ")
    )
    assert ("publisher", "Center at Leeds.") in pieces


def test_a_body_before_the_date_is_the_author() -> None:
    pieces = mended(("publisher", "Dust Office. "), ("date", "(2010). "), ("title", "Ash."))
    assert pieces[0] == ("author", "Dust Office.")


def test_names_after_in_are_editors() -> None:
    pieces = mended(
        ("author", "Roe, A. "), ("title", "Dust. "), ("author", "In B. Poe (Ed.), "), ("container-title", "Ash.")
    )
    assert pieces[2] == ("editor", "In B. Poe (Ed.),")


@pytest.mark.parametrize(
    ("label", "words", "right"),
    [
        ("volume", "pp. 3–5", "pages"),
        ("issue", "vol. 3", "volume"),
        ("pages", "no. 3", "issue"),
        ("volume", "(2007)", "date"),
        ("issue", "45–67", "pages"),
        ("note", "12(3)", "volume"),
    ],
)
def test_a_number_with_its_own_word_has_that_label(label: str, words: str, right: str) -> None:
    assert (
        mended(("author", "Roe, A. "), ("title", "Dust. "), ("container-title", "Ash, "), (label, words))[-1][0]
        == right
    )


def test_town_with_publisher_change_places() -> None:
    pieces = mended(("title", "Dust. "), ("publisher", "London: "), ("place", "Leeds University Press."))
    assert [label for label, _ in pieces[1:]] == ["place", "publisher"]


def test_an_edition_is_found_in_a_note() -> None:
    assert ("edition", "2nd ed.") in mended(("title", "Dust. "), ("note", "2nd ed. "), ("publisher", "Penguin."))


def test_an_edition_within_a_title_stays() -> None:
    title = ("title", "The first edition of Dust.")
    assert mended(("author", "Roe, A. "), title)[1] == title


def test_a_translator_in_brackets_is_found() -> None:
    pieces = mended(("title", "Dust "), ("note", "(B. Poe, Trans.). "), ("publisher", "Penguin."))
    assert pieces[1][0] == "translator"


def test_a_family_name_takes_its_given_name_back() -> None:
    assert mended(("author", "Roe, "), ("title", "Anna: Staub in Leeds."))[0] == ("author", "Roe, Anna:")


def test_a_day_before_its_month_is_no_volume() -> None:
    pieces = mended(("title", "Dust. "), ("container-title", "Ash, "), ("volume", "5 "), ("date", "May 2010"))
    assert pieces[-1] == ("date", "5 May 2010")


def test_a_volume_behind_a_name_leaves_it() -> None:
    pieces = mended(("title", "Dust. "), ("container-title", "*Ash*, *6*, "), ("pages", "Article 74"))
    assert pieces[1:3] == [("container-title", "*Ash*"), ("volume", ", *6*,")]


def test_a_book_without_title_has_its_container_as_title() -> None:
    pieces = mended(("author", "Roe, A. "), ("container-title", "Dust. "), ("publisher", "Penguin, "), ("date", "1999"))
    assert pieces[1] == ("title", "Dust.")


def test_a_dash_at_the_head_is_the_author() -> None:
    pieces = mended(("author", "———. *Dust "), ("title", "and ash*. "), ("date", "1999"))
    assert pieces[:2] == [("author", "———."), ("title", "*Dust and ash*.")]


def test_a_host_beside_an_address_is_the_site() -> None:
    pieces = mended(("title", "Dust. "), ("url", "*www.ash.org*, "), ("url", "https://ash.org/x"))
    assert pieces[1][0] == "container-title"


def test_the_year_of_the_original_is_no_date() -> None:
    pieces = mended(("author", "Roe, A. "), ("title", "Dust. "), ("date", "(Original work published 1938)"))
    assert pieces[2] == ("other", "(Original work published 1938)")


def test_the_day_of_a_change_is_no_access() -> None:
    pieces = mended(("author", "Roe, A. "), ("title", "Dust. "), ("accessed", "last updated 2013. "))
    assert pieces[2] == ("date", "last updated 2013")


def test_a_count_of_pages_is_cut_from_what_holds_it() -> None:
    pieces = mended(("title", "Dust. "), ("date", "1999. "), ("volume", "1 v. (236 "), ("pages", "p.)."))
    assert pieces[2][0] == "pages"


def test_the_end_of_a_bodys_name_is_no_author() -> None:
    pieces = mended(("title", "Dust. "), ("publisher", "Leeds Dust "), ("author", "Group. "))
    assert pieces[1] == ("publisher", "Leeds Dust Group.")


def test_a_lone_number_in_brackets_is_an_issues() -> None:
    pieces = mended(("title", "“Dust,” "), ("container-title", "Ash Review, "), ("volume", "(15), "))
    assert pieces[2][0] == "issue"


def test_the_book_of_editors_at_the_head_is_no_container() -> None:
    pieces = mended(
        ("editor", "J. Roe (dir.), "), ("container-title", "*Dust*, "), ("volume", "t. 1, "), ("publisher", "Seuil, ")
    )
    assert pieces[1][0] == "title"


def test_translators_with_the_pages_in_one_bracket_are_told_apart() -> None:
    name = ("container-title", "*Ash* (H. Poe, Trans., pp. 69–82). ")
    assert ("translator", "(H. Poe, Trans.") in [
        (label, words.strip(",")) for label, words in mended(("title", "Dust. "), name)
    ]
