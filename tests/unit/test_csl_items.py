"""What an item of any make answers for its variables."""

from typing import Any

import pytest

from refdesk.csl.citation_labels import make_label
from refdesk.csl.item_notes import with_variables_of_note
from refdesk.csl.items import Item
from refdesk.csl.values import clean, means_yes, text_of_value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (3.0, "3"),
        (2.5, "2.5"),
        (" blank ", "blank"),
        (True, ""),
        (None, ""),
        (["a"], ""),
        ({"a": 1}, ""),
        (10**2000, ""),
        (float("inf"), "inf"),
    ],
)
def test_a_value_is_text_or_nothing(value: Any, text: str) -> None:
    assert text_of_value(value) == text


@pytest.mark.parametrize("value", [True, 1, 2.5, "1", "true", " yes "])
def test_a_flag_is_set_by(value: Any) -> None:
    assert means_yes(value)


@pytest.mark.parametrize("value", [False, None, 0, 0.0, "", "0", "False", "no ", [1], {"a": 1}])
def test_a_flag_is_not_set_by(value: Any) -> None:
    assert not means_yes(value)


def test_what_no_document_can_hold_is_taken_out() -> None:
    assert clean("a\x1b[31mb\ud800c\x00d") == "a[31mbcd"


def test_a_sign_that_turns_what_follows_is_taken_out() -> None:
    assert clean("a\u202ebc \u2067d") == "abc d"


def test_a_mark_of_direction_stays() -> None:
    assert clean("a\u200fb") == "a\u200fb"


def test_a_line_break_is_a_blank() -> None:
    assert clean("one\n  two\tthree") == "one two three"


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_what_unicode_calls_the_end_of_a_line_is_a_blank(sign: str) -> None:
    assert clean(f"one{sign}{sign}.. raw:: html") == "one .. raw:: html"


def test_a_name_of_zotero_stands_in_for_a_short_title() -> None:
    assert Item({"shortTitle": "Spring"}).text("title-short") == "Spring"


def test_the_first_page_is_read_from_the_pages() -> None:
    assert Item({"page": "12–15"}).text("page-first") == "12"


def test_an_item_without_a_type_is_a_document() -> None:
    assert Item({}).type == "document"


@pytest.mark.parametrize(
    ("variable", "value", "holds"),
    [
        ("author", [{"family": "Doe"}], True),
        ("author", [], False),
        ("issued", {"date-parts": [[1962]]}, True),
        ("issued", {}, False),
        ("volume", 0, True),
        ("volume", "", False),
    ],
)
def test_an_item_knows_what_it_holds(variable: str, value: Any, holds: bool) -> None:
    assert Item({variable: value}).has(variable) is holds


def test_a_variable_at_the_head_of_a_note_is_read() -> None:
    item = Item({"note": "original-date: 1949\nRead twice."})
    date = item.date("original-date")
    assert date is not None
    assert date.start.year == 1949


def test_the_rest_of_the_note_stays() -> None:
    assert Item({"note": "original-date: 1949\nRead twice."}).text("note") == "Read twice."


def test_a_variable_in_braces_is_read_anywhere_in_a_note() -> None:
    assert Item({"note": "Bought in {:event-place: Rome} once."}).text("event-place") == "Rome"


def test_a_name_in_a_note_has_two_parts() -> None:
    (name,) = Item({"note": "director: Varda || Agnès"}).names("director")
    assert (name.family, name.given) == ("Varda", "Agnès")


def test_what_the_item_says_itself_goes_before_its_note() -> None:
    assert Item({"volume": "2", "note": "volume: 3"}).text("volume") == "2"


def test_a_note_that_names_no_variable_stays_whole() -> None:
    raw = {"note": "Remember: ask Ann"}
    assert with_variables_of_note(raw) is raw


def test_reading_a_note_leaves_the_item_as_it_is() -> None:
    raw = {"note": "volume: 3"}
    Item(raw)
    assert raw == {"note": "volume: 3"}


def labelled(*families: str, year: int | None = 1965) -> str:
    issued = {"date-parts": [[year]]} if year else None
    return make_label(Item({"author": [{"family": family} for family in families], "issued": issued, "title": "Sand"}))


@pytest.mark.parametrize(
    ("families", "label"),
    [
        (("Doe",), "Doe65"),
        (("Asthma",), "Asth65"),
        (("Roe", "Noakes"), "RoNo65"),
        (("Roe", "Noakes", "Sim"), "RoNo65"),
        (("Roe", "Noakes", "Sim", "Tab"), "RNST65"),
        ((), "Sand65"),
    ],
)
def test_a_label_is_made_of_authors_and_year(families: tuple[str, ...], label: str) -> None:
    assert labelled(*families) == label


def test_a_label_without_a_year_is_letters_alone() -> None:
    assert labelled("Doe", year=None) == "Doe"


def test_a_label_of_its_own_goes_before_one_that_is_made() -> None:
    assert Item({"citation-label": "X1", "author": [{"family": "Doe"}]}).text("citation-label") == "X1"
