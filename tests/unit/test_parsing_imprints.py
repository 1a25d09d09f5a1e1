"""Town and publisher, told apart, and apart from the title before them."""

import pytest

from refdesk.parsing.mending import mend
from refdesk.parsing.segments import Segment

HEAD = (("author", "Roe, A. "), ("date", "(2010). "), ("title", "Dust of Leeds. "))


def mended(*pieces: tuple[str, str]) -> list[tuple[str, str]]:
    text, segments = "", []
    for label, words in pieces:
        segments.append(Segment(label, len(text), len(text) + len(words), 0.8))
        text += words
    return [(piece.label, text[piece.start : piece.end].strip(" .,;:()")) for piece in mend(text, segments)]


NOTE = (("author", "Ann Roe, "), ("title", "Dust of Leeds "))


@pytest.mark.parametrize(
    "pieces",
    [
        (("place", "(New York, Ash "), ("publisher", "House, "), ("date", "2015)")),
        (("publisher", "(New York, Ash House, "), ("date", "2015)")),
    ],
)
def test_a_town_stands_first_in_a_bracket_of_commas(pieces: tuple[tuple[str, str], ...]) -> None:
    assert mended(*NOTE, *pieces)[2:] == [("place", "New York"), ("publisher", "Ash House"), ("date", "2015")]


@pytest.mark.parametrize(
    "pieces",
    [
        (("publisher", "(Springer, "), ("place", "Berlin, "), ("date", "2015)")),
        (("publisher", "(Ashes, "), ("place", "Pisa, "), ("date", "2015)")),
        (("publisher", "(Ashes, Berlin, "), ("date", "2015)")),
    ],
)
def test_a_publisher_may_stand_first_in_the_bracket(pieces: tuple[tuple[str, str], ...]) -> None:
    assert ("place", pieces[0][1].split(",")[0].strip("( ")) not in mended(*NOTE, *pieces)


def test_a_conference_in_a_bracket_is_no_imprint() -> None:
    pieces = (("container-title", "(Dust Days, Spring Meeting, "), ("date", "2015)"))
    assert mended(*NOTE, *pieces)[2][0] == "container-title"


def test_a_title_before_the_town_is_no_part_of_it() -> None:
    pieces = mended(*HEAD[:2], ("place", "How Dust Falls. New York: "), ("publisher", "Crown."))
    assert pieces[2:4] == [("title", "How Dust Falls"), ("place", "New York")]


def test_a_title_before_a_comma_with_a_town_is_no_part_of_it() -> None:
    pieces = mended(("author", "Roe, Ann, "), ("place", "L’Ombre, Paris, "), ("publisher", "Gallimard, "))
    assert pieces[1:3] == [("title", "L’Ombre"), ("place", "Paris")]


def test_a_town_with_its_state_is_no_title() -> None:
    pieces = mended(*HEAD[:2], ("place", "Reston, VA: "), ("publisher", "Crown."))
    assert pieces[2] == ("place", "Reston, VA")


def test_a_title_before_the_publisher_is_no_part_of_it() -> None:
    pieces = mended(*HEAD[:2], ("publisher", "Dustings, Allen & Unwin, "), ("place", "Leeds."))
    assert pieces[2:4] == [("title", "Dustings"), ("publisher", "Allen & Unwin")]


def test_commas_of_a_publisher_behind_a_title_stay() -> None:
    assert mended(*HEAD, ("publisher", "Harcourt, Brace & World, "))[3] == ("publisher", "Harcourt, Brace & World")


def test_a_town_with_a_publishers_word_is_one() -> None:
    assert mended(*HEAD, ("place", "Oxford UP."))[3] == ("publisher", "Oxford UP")


def test_a_publisher_behind_the_town_is_one() -> None:
    assert mended(*HEAD, ("place", "México, Grijalbo."))[3:] == [("place", "México"), ("publisher", "Grijalbo")]


def test_a_publisher_before_the_town_is_one() -> None:
    assert mended(*HEAD, ("place", "Pluto, London."))[3:] == [("publisher", "Pluto"), ("place", "London")]


def test_a_country_behind_the_town_is_no_publisher() -> None:
    assert mended(*HEAD, ("place", "Leeds, England."))[3] == ("place", "Leeds, England")


def test_the_house_of_a_university_belongs_to_its_name() -> None:
    pieces = mended(*HEAD, ("publisher", "University of California, "), ("place", "Irvine."))
    assert pieces[3] == ("publisher", "University of California, Irvine")


def test_the_town_of_another_publisher_is_a_place() -> None:
    pieces = mended(*HEAD, ("publisher", "University of Chicago, "), ("place", "Irvine."))
    assert pieces[4] == ("place", "Irvine")


def test_a_town_is_not_cut_in_two() -> None:
    pieces = mended(("title", "“Dust,” "), ("container-title", "in Dust Systems, Long "), ("place", "Beach, CA, USA"))
    assert pieces[1:] == [("container-title", "in Dust Systems"), ("place", "Long Beach, CA, USA")]


def test_a_name_between_volume_and_town_is_no_publisher() -> None:
    pieces = mended(
        *HEAD, ("volume", "t. I, "), ("publisher", "La Dune, "), ("place", "Paris, "), ("publisher", "Seuil")
    )
    assert pieces[4] == ("note", "La Dune")


@pytest.mark.parametrize("label", ["note", "container-title"])
def test_a_name_before_the_year_of_the_original_is_the_publisher(label: str) -> None:
    pieces = mended(*HEAD, (label, "Ashes. "), ("note", "(Original work published 1938)"))
    assert ("publisher", "Ashes") in pieces


def test_a_name_behind_the_translator_is_the_publisher() -> None:
    assert mended(*HEAD, ("translator", "(P. Poe, Trans.). "), ("note", "Ashes."))[4] == ("publisher", "Ashes")


def test_a_remark_behind_the_translator_is_no_publisher() -> None:
    assert mended(*HEAD, ("translator", "(P. Poe, Trans.). "), ("note", "with a map"))[4][0] == "note"


def test_a_town_with_a_colon_holds_nothing() -> None:
    pieces = mended(HEAD[0], HEAD[2], ("container-title", "Leeds: Dust House; "), ("date", "2010"))
    assert pieces[2:4] == [("place", "Leeds"), ("publisher", "Dust House")]


@pytest.mark.parametrize("name", ["Harcourt, Brace & World", "Little, Brown", "Farrar, Straus and Giroux"])
def test_a_publisher_with_a_comma_is_not_cut(name: str) -> None:
    first, _, rest = name.partition(", ")
    assert mended(*HEAD, ("place", f"{first}, "), ("publisher", f"{rest}. "))[3] == ("publisher", name)


def test_a_newspaper_of_a_town_is_no_place() -> None:
    pieces = mended(HEAD[0], ("title", "“Ash.” "), ("place", "Leeds Sun, "), ("date", "24 May 1998."))
    assert pieces[2] == ("container-title", "Leeds Sun")


def test_partners_before_the_town_are_a_publisher() -> None:
    pieces = mended(HEAD[0], ("title", "Dust of Style. Hartley & Marks, "), ("place", "Leeds, "), ("date", "2004"))
    assert pieces[1:3] == [("title", "Dust of Style"), ("publisher", "Hartley & Marks")]
