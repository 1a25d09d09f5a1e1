"""Names, towns and numbers told by what stands around them."""

import pytest

from refdesk.parsing.misreadings import (
    catalogue_number,
    helper_before_name,
    italic_year,
    lone_name_before_year,
    partners_in_title,
    read_on_the_web,
    series_before_publisher,
    site_behind_title,
    title_behind_colon,
    title_behind_date,
    town_on_a_river,
)
from refdesk.parsing.pieces import Pieces
from refdesk.parsing.segments import Segment

RULES = (
    catalogue_number,
    helper_before_name,
    italic_year,
    lone_name_before_year,
    partners_in_title,
    read_on_the_web,
    series_before_publisher,
    site_behind_title,
    title_behind_colon,
    title_behind_date,
    town_on_a_river,
)
Printed = list[tuple[str, str]]


def labelled(printed: Printed, sure: float = 0.8) -> tuple[str, Pieces]:
    text, pieces = "", []
    for label, words in printed:
        pieces.append(Segment(label, len(text), len(text) + len(words), sure))
        text += words
    return text, pieces


def told(text: str, pieces: Pieces) -> Printed:
    return [(piece.label, text[piece.start : piece.end].strip()) for piece in pieces]


def mended(*printed: tuple[str, str], sure: float = 0.8) -> Printed:
    """What the rules of this module make of the pieces, one after the other."""
    text, pieces = labelled(list(printed), sure)
    for rule in RULES:
        pieces = rule(text, pieces)
    return told(text, pieces)


def test_a_year_in_italics_before_another_year_is_the_title() -> None:
    pieces = mended(("author", "Roe, A. "), ("date", "*1984*. "), ("publisher", "Penguin, "), ("date", "1950."))
    assert pieces[1] == ("title", "*1984*.")


@pytest.mark.parametrize(
    "printed",
    [
        [("author", "Roe, A. "), ("date", "*1984*. "), ("publisher", "Penguin.")],
        [("author", "Roe, A. "), ("date", "1984. "), ("publisher", "Penguin, "), ("date", "1950.")],
        [("author", "Roe, A. "), ("date", "*1984*. "), ("title", "Ash. "), ("date", "1950.")],
    ],
)
def test_a_year_that_dates_stays_a_date(printed: Printed) -> None:
    assert mended(*printed)[1][0] == "date"


def test_a_name_behind_a_quoted_title_first_is_the_sites() -> None:
    pieces = mended(("title", "“Ash of Leeds,” "), ("author", "Dust Nations, "), ("url", "https://ash.org/x"))
    assert pieces[1] == ("container-title", "Dust Nations,")


def test_a_second_name_behind_a_quoted_title_is_the_publishers() -> None:
    pieces = mended(("title", "“Ash,” "), ("container-title", "Dust News, "), ("author", "Dust Nations."))
    assert pieces[2] == ("publisher", "Dust Nations.")


@pytest.mark.parametrize("author", ["by Anna Roe. ", "Roe, Anna. "])
def test_an_author_behind_a_quoted_title_stays(author: str) -> None:
    assert mended(("title", "“Ash of Leeds,” "), ("author", author), ("date", "2010."))[1][0] == "author"


def test_a_name_behind_a_plain_title_stays_an_author() -> None:
    assert mended(("title", "Ash of Leeds. "), ("author", "Anna Roe. "), ("date", "2010."))[1][0] == "author"


def test_a_title_begins_behind_the_colon_of_its_author() -> None:
    pieces = mended(("author", "Anna Roe: Alter Staub. "), ("title", "Zur Asche von Leeds. "), ("place", "Bonn "))
    assert pieces[:2] == [("author", "Anna Roe:"), ("title", "Alter Staub. Zur Asche von Leeds.")]


def test_words_behind_a_colon_before_a_marked_title_are_no_title() -> None:
    author = ("author", "Anna Roe: Dust Office of Leeds. ")
    assert mended(author, ("title", "“Zur Asche.” "))[0] == ("author", author[1].strip())


def test_two_words_between_date_and_title_begin_the_title() -> None:
    pieces = mended(("author", "Roe, A. "), ("date", "(2010) "), ("author", "Fair Dust, "), ("title", "Fine Ash."))
    assert pieces[2:] == [("title", "Fair Dust, Fine Ash.")]


def test_an_author_between_date_and_title_stays() -> None:
    pieces = mended(("author", "Leeds. "), ("date", "(2010) "), ("author", "Roe, A., "), ("title", "Fine Ash."))
    assert pieces[2] == ("author", "Roe, A.,")


@pytest.mark.parametrize("half", ["Frankfurt am ", "Frankfurt an der ", "Stratford upon ", "Boulogne sur "])
def test_a_town_on_a_river_is_one_name(half: str) -> None:
    pieces = mended(("title", f"Noten zum Staub. {half}"), ("place", "Main: "), ("publisher", "Neske"))
    assert pieces[:2] == [("title", "Noten zum Staub."), ("place", f"{half}Main:")]


def test_a_translators_sentence_is_no_part_of_the_journals_name() -> None:
    name = ("container-title", "Translated by Libby M. Roe. Ash Culture ")
    assert mended(("title", "“Dust.” "), name, ("volume", "15, "))[1:3] == [
        ("translator", "Translated by Libby M. Roe."),
        ("container-title", "Ash Culture"),
    ]


def test_a_lone_name_before_the_year_is_the_publishers() -> None:
    pieces = mended(("author", "Roe, A. "), ("title", "*Dust of Ash*. "), ("place", "Harcourt, "), ("date", "1947."))
    assert pieces[2] == ("publisher", "Harcourt,")


@pytest.mark.parametrize(
    ("title", "place", "date"),
    [
        ("*Dust*. ", "Leipzig, ", "1947."),
        ("*Dust*. ", "Urbana, ", "1947."),
        ("*Dust*. ", "Harcourt, ", "1847."),
        ("Dust. ", "Harcourt, ", "1947."),
        ("*Dust*. ", "Harcourt ", "1947."),
    ],
)
def test_a_town_before_the_year_stays_a_town(title: str, place: str, date: str) -> None:
    assert mended(("title", title), ("place", place), ("date", date))[1][0] == "place"


def test_a_town_before_a_publisher_stays_a_town() -> None:
    pieces = mended(("title", "*Dust*. "), ("place", "Harcourt, "), ("date", "1947. "), ("publisher", "Ash Press."))
    assert pieces[1] == ("place", "Harcourt,")


def test_capitals_before_a_publisher_with_its_town_name_a_series() -> None:
    pieces = mended(("title", "Ash, "), ("place", "DUST, "), ("publisher", "Ash Publishing, "), ("place", "Paris."))
    assert pieces[1] == ("collection", "DUST,")


def test_a_town_before_a_publisher_with_another_town_stays() -> None:
    pieces = mended(("title", "Ash, "), ("place", "Leeds, "), ("publisher", "Ash Publishing, "), ("place", "Paris."))
    assert pieces[1] == ("place", "Leeds,")


def test_capitals_before_a_name_that_need_not_publish_stay() -> None:
    pieces = mended(("title", "Ash, "), ("place", "DUST, "), ("publisher", "Anna Roe, "), ("place", "Paris."))
    assert pieces[1] == ("place", "DUST,")


def test_partners_in_a_title_stay_where_the_publisher_is_known() -> None:
    printed = [("title", "Dust, Allen & Unwin, Ash, "), ("place", "Leeds: "), ("publisher", "Neske")]
    assert mended(*printed, sure=0.3)[0] == ("title", "Dust, Allen & Unwin, Ash,")


def test_a_catalogue_number_is_one_number() -> None:
    printed = [
        ("title", "Census, "),
        ("other", "cat. no. "),
        ("date", "2071."),
        ("title", "0, ABS, "),
        ("place", "Bonn"),
    ]
    assert mended(*printed)[1:3] == [("number", "cat. no. 2071.0,"), ("publisher", "ABS,")]


def test_partners_at_the_end_of_a_doubted_title_publish_it() -> None:
    pieces = mended(("title", "Dust, Allen & Unwin, St Leonards, "), ("place", "NSW."), sure=0.3)
    assert pieces == [("title", "Dust,"), ("publisher", "Allen & Unwin,"), ("place", "St Leonards,"), ("place", "NSW.")]


def test_partners_in_a_sure_title_stay() -> None:
    title = ("title", "Dust, Allen & Unwin, St Leonards, ")
    assert mended(title, ("place", "NSW."))[0] == (title[0], title[1].strip())


def test_the_day_behind_web_is_that_of_reading() -> None:
    pieces = mended(("title", "“Dust.” "), ("container-title", "Ash. Web. "), ("date", "10 May 2008."))
    assert pieces[1:] == [("container-title", "Ash."), ("accessed", "Web. 10 May 2008.")]


def test_a_publisher_stands_behind_the_site_before_web() -> None:
    pieces = mended(
        ("title", "“Dust.” "), ("container-title", "The Dust. Leeds U Lab. Web. "), ("date", "10 May 2008.")
    )
    assert pieces[1:3] == [("container-title", "The Dust."), ("publisher", "Leeds U Lab.")]


def test_a_lone_year_behind_web_stays_a_date() -> None:
    assert mended(("title", "“Dust.” "), ("container-title", "Ash. Web. "), ("date", "2008."))[2][0] == "date"


@pytest.mark.parametrize(
    "words",
    ["A" * 9000, "Aa " * 3000, ", Aa" * 3000, "Aa & " * 2000, "Web. " * 2000, "cat no " * 999],
    ids=["letters", "words", "commas", "partners", "web", "catalogue"],
)
@pytest.mark.parametrize("label", ["title", "author", "container-title", "place", "date"])
def test_hostile_words_stay_as_they_are(words: str, label: str) -> None:
    assert mended(("author", "Roe "), (label, words), ("place", "Bonn ")) == [
        ("author", "Roe"),
        (label, words.strip()),
        ("place", "Bonn"),
    ]
