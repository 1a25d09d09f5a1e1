"""Endnotes with small Roman numbers, and what only looks like them."""

import pytest

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_notes, words_start
from refdesk.reading.roman import roman_label

JACOBS = "Jane Jacobs, *The Death and Life of Great American Cities* (New York: Random House, 1961), 35."
WHYTE = "William H. Whyte, *City* (New York: Doubleday, 1988), 12."
MUMFORD = "Lewis Mumford, *The City in History* (New York: Harcourt, 1961), 5."


def notes(text: str) -> tuple[Note, ...]:
    return find_notes(Layout(text))


def words(text: str) -> list[str]:
    return [text[words_start(text, note) : note.end] for note in notes(text)]


def document(mark: str, before: str | None = None) -> str:
    body = " ".join(f"Sentence.{mark.format(number)} Then more." for number in ("i", "ii", "iii"))
    texts = [JACOBS, WHYTE, MUMFORD]
    ends = [f"{(before or mark).format(n)} {text}" for n, text in zip(("i", "ii", "iii"), texts, strict=True)]
    return "\n\n".join([body, *ends])


@pytest.mark.parametrize("mark", ["[{}]", "\\[{}\\]", "[[{}]](#_edn1)", "<sup>{}</sup>", "{}"])
def test_roman_numbers_label_endnotes(mark: str) -> None:
    assert [note.label for note in notes(document(mark))] == ["i", "ii", "iii"]


@pytest.mark.parametrize("mark", ["[{}]", "\\[{}\\]", "[[{}]](#_edn1)", "<sup>{}</sup>", "{}"])
def test_the_words_of_a_roman_note_begin_after_its_number(mark: str) -> None:
    assert words(document(mark)) == [JACOBS, WHYTE, MUMFORD]


@pytest.mark.parametrize("before", ["{}.", "{}", "{})", "[{}]"])
def test_a_mark_in_brackets_may_mean_a_number_without(before: str) -> None:
    assert words(document("[{}]", before)) == [JACOBS, WHYTE, MUMFORD]


def test_raised_letters_are_roman_numbers() -> None:
    text = f"One.ⁱ Two.ⁱⁱ Three.\n\nⁱ {JACOBS}\n\nⁱⁱ {WHYTE}"
    assert words(text) == [JACOBS, WHYTE]


def test_a_roman_mark_has_its_place() -> None:
    text = document("[{}]")
    assert [text[slice(*note.mark)] for note in notes(text) if note.mark] == ["[i]", "[ii]", "[iii]"]


def test_a_heading_may_stand_above_roman_notes() -> None:
    text = document("[{}]").replace(f"\n\n[i] {JACOBS}", f"\n\nEndnotes\n\n[i] {JACOBS}")
    assert words(text) == [JACOBS, WHYTE, MUMFORD]


def test_what_stands_below_the_last_roman_note_is_none_of_it() -> None:
    assert words(document("[{}]") + "\n\nThe author lives in Leeds.")[-1] == MUMFORD


def test_roman_numbers_begin_anew_with_a_chapter() -> None:
    assert [note.label for note in notes(document("[{}]") + "\n\n# Two\n\n" + document("[{}]"))] == [
        "i",
        "ii",
        "iii",
    ] * 2


def test_a_note_goes_on_with_its_address() -> None:
    text = document("[{}]").replace(WHYTE, f"{WHYTE}\n\nhttps://example.org/city")
    assert words(text)[1].endswith("https://example.org/city")


@pytest.mark.parametrize(
    "text",
    [
        "He wrote “teh [sic] town” here.\n\nIt was a[i] and a[ii].",
        f"One clause.[v] More.\n\n[v] {JACOBS}",
        f"We do two things.\n\n[i] {JACOBS}\n\n[ii] {WHYTE}",
        "Two aims: [i] to see and [ii] to learn.",
    ],
)
def test_roman_letters_alone_prove_no_note(text: str) -> None:
    assert notes(text) == ()


@pytest.mark.parametrize(("printed", "number"), [("iv", "4"), ("ix", "9"), ("xiv", "14"), ("xl", "40"), ("xc", "90")])
def test_small_numbers_stand_before_great_ones(printed: str, number: str) -> None:
    assert roman_label(f"[{printed}] {JACOBS}") == number


@pytest.mark.parametrize("printed", ["iiii", "vx", "ivi", "ll"])
def test_nobody_writes_a_number_so(printed: str) -> None:
    assert roman_label(f"[{printed}] {JACOBS}") is None


def test_a_word_is_no_roman_number() -> None:
    assert roman_label("civil rights") is None


def test_a_number_out_of_order_begins_no_roman_note() -> None:
    text = document("[{}]").replace("Then more.", "Then[ix] more.", 1) + f"\n\n[ix] {JACOBS}"
    assert [note.label for note in notes(text)] == ["i", "ii", "iii"]
