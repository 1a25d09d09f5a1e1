"""Notes and their marks."""

import pytest

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_loose_marks, find_notes

BOOK = "Jane Jacobs, *The Death and Life of Great American Cities* (New York: Random House, 1961), 35."


def notes(text: str) -> tuple[Note, ...]:
    return find_notes(Layout(text))


def bodies(text: str) -> list[str]:
    return [text[note.start : note.end] for note in notes(text)]


def marks(text: str) -> list[tuple[int, int] | None]:
    return [note.mark for note in notes(text)]


def loose(text: str) -> list[str]:
    layout = Layout(text)
    return [text[start:end] for start, end in find_loose_marks(layout, find_notes(layout))]


def test_a_superscript_note_has_its_text() -> None:
    assert bodies(f"Streets are watched.¹\n\n¹ {BOOK}") == [f"¹ {BOOK}"]


def test_a_superscript_note_has_its_mark() -> None:
    assert marks(f"Streets are watched.¹\n\n¹ {BOOK}") == [(20, 21)]


def test_a_note_at_the_foot_of_a_page_ends_where_the_text_goes_on() -> None:
    assert bodies(f"Streets are¹\n\n¹ {BOOK}\n\nwatched by many.") == [f"¹ {BOOK}"]


def test_notes_on_following_lines_are_two() -> None:
    assert [note.label for note in notes("One.¹ Two.²\n\n¹ First note.\n² Second note.")] == ["1", "2"]


def test_a_note_goes_on_over_lines() -> None:
    assert bodies("One.¹\n\n¹ First\nnote.") == ["¹ First\nnote."]


def test_a_note_that_breaks_off_goes_on_below() -> None:
    assert bodies("One.¹\n\n¹ A Book, retrieved from\n\n<https://example.org>\n\nText.") == [
        "¹ A Book, retrieved from\n\n<https://example.org>"
    ]


def test_an_endnote_may_have_two_paragraphs() -> None:
    assert bodies("One.¹\n\nNotes\n\n¹ First.\n\nMore of it here, too.")[0].endswith("too.")


def test_the_next_heading_ends_an_endnote() -> None:
    assert bodies("One.¹\n\nNotes\n\n¹ First.\n\nBibliography\n\nOstrom, E. 1990.") == ["¹ First."]


def test_numbers_may_begin_anew_with_a_chapter() -> None:
    text = "One.¹ Two.²\n\n¹ A.\n² B.\n\nThree.¹ Four.²\n\n¹ C.\n² D."
    assert [note.label for note in notes(text)] == ["1", "2", "1", "2"]


def test_a_note_of_the_second_chapter_has_its_own_mark() -> None:
    text = "One.¹ Two.²\n\n¹ A.\n² B.\n\nThree.¹ Four.²\n\n¹ C.\n² D."
    assert marks(text)[2] == (text.index("Three.") + 6, text.index("Three.") + 7)


def test_a_lost_mark_takes_none_of_the_next_chapter() -> None:
    text = "One.¹ Two.\n\n¹ A.\n² B.\n\nThree.¹ Four.²\n\n¹ C.\n² D."
    assert [mark is not None for mark in marks(text)] == [True, False, True, True]


def test_notes_may_begin_at_a_late_number() -> None:
    assert [note.label for note in notes("One.⁴¹ Two.⁴²\n\n⁴¹ A.\n⁴² B.")] == ["41", "42"]


def test_a_number_far_out_of_order_begins_no_note() -> None:
    assert [note.label for note in notes("One.¹ Two.²\n\n¹ A.\n⁹⁹ Luftballons.\n² B.")] == ["1", "2"]


@pytest.mark.parametrize(
    "measure", ["5 km²", "3 μm²", "x²", "R²", "10²", "2²", "9 ft²", "10⁻²", "E = mc²", "19ᵗʰ century", "5 sq²"]
)
def test_an_exponent_is_no_mark(measure: str) -> None:
    text = f"One.¹ So much as {measure} is no note. Two.²\n\n¹ A.\n² B."
    assert marks(text)[1] == (text.index("Two.") + 4, text.index("Two.") + 5)


@pytest.mark.parametrize("before", ["in 2013", "rotting,", "“Cobweb”", "the G20", "27%", "we live in"])
def test_a_mark_stands_after_words_and_years(before: str) -> None:
    text = f"One.¹ It was {before}² and more.\n\n¹ A.\n² B."
    assert marks(text)[1] == (text.index("²"), text.index("²") + 1)


def test_two_marks_may_stand_together() -> None:
    text = "One.¹ ² Two.³\n\n¹ A.\n² B.\n³ C."
    assert marks(text) == [(4, 5), (6, 7), (12, 13)]


def test_a_mark_in_a_note_is_none_of_the_text() -> None:
    text = "One.¹ Two.²\n\n¹ A word² here.\n² B."
    assert marks(text)[1] == (10, 11)


@pytest.mark.parametrize("number", ["{}. ", "[{}] ", "{} ", "{}) "])
def test_notes_are_listed_under_their_heading(number: str) -> None:
    text = f"One.¹ Two.²\n\nNotes\n\n{number.format(1)}{BOOK}\n{number.format(2)}Ibid., 36."
    assert [note.label for note in notes(text)] == ["1", "2"]


def test_plain_digits_mark_listed_notes() -> None:
    assert marks("One.1 Two,2 three.\n\nNotes\n\n1. A.\n2. B.") == [(4, 5), (10, 11)]


def test_digits_in_square_brackets_mark_listed_notes() -> None:
    assert marks("One[1] two[2].\n\nNotes\n\n1. A.\n2. B.") == [(3, 6), (10, 13)]


def test_a_list_that_nothing_marks_is_none_of_notes() -> None:
    assert notes("One. Two.\n\nNotes\n\n1. Bring bread.\n2. Bring tea.") == ()


def test_a_wrapped_year_begins_no_note() -> None:
    text = "One.1 Two.2\n\nNotes\n\n1. A Book, New York,\n1998. More.\n2. B."
    assert [note.label for note in notes(text)] == ["1", "2"]


def test_a_markdown_note_has_its_mark() -> None:
    assert marks("One.[^a]\n\n[^a]: Text.") == [(4, 8)]


def test_a_markdown_note_goes_on_where_it_is_indented() -> None:
    assert bodies("One.[^a]\n\n[^a]: Text.\n\n    More.\n\nBody.") == ["[^a]: Text.\n\n    More."]


def test_a_markdown_note_with_two_marks_is_there_twice() -> None:
    assert marks("One.[^a] Two.[^a]\n\n[^a]: Text.") == [(4, 8), (13, 17)]


def test_a_markdown_note_without_mark_is_there() -> None:
    assert marks("One.\n\n[^a]: Text.") == [None]


def test_a_markdown_mark_without_note_is_loose() -> None:
    assert loose("One.[^a] Two.[^b]\n\n[^a]: Text.") == ["[^b]"]


def test_a_pattern_in_brackets_is_no_loose_mark() -> None:
    assert loose("The pattern [^a-z] means any other character.") == []


def test_a_superscript_without_note_is_loose() -> None:
    assert loose("One.¹ Two.² Three.³\n\n¹ A.\n² B.") == ["³"]


def test_superscripts_that_rise_are_loose_where_the_notes_are_lost() -> None:
    assert loose("One.¹ Two.² Three.³") == ["¹", "²", "³"]


def test_one_superscript_is_no_loose_mark() -> None:
    assert loose("A word³ and the area.") == []


def test_a_note_at_the_edge_of_crlf_lines_keeps_its_place() -> None:
    assert bodies("One.¹ Two.²\r\n\r\n¹ First.\r\n² Second.\r\n") == ["¹ First.", "² Second."]


def test_a_markdown_mark_in_a_note_is_none_of_the_text() -> None:
    assert marks("One.[^a]\n\n[^a]: See [^a] and more.") == [(4, 8)]


def test_a_late_number_alone_begins_no_note() -> None:
    assert notes("One.⁴¹ Two.\n\n⁴¹ A.") == ()


@pytest.mark.parametrize("opened", ["“A title", "(New York", "*A title"])
def test_a_note_with_something_open_goes_on_over_the_page(opened: str) -> None:
    text = f"One.¹\n\n¹ {opened}\n\n14\n\nEnds here.\n\nBody."
    assert len(bodies(text)[0].split("\n\n")) == 3
