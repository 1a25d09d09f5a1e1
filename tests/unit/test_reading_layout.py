"""Lines, paragraphs and page furniture."""

import pytest

from refdesk.reading.furniture import is_page_number
from refdesk.reading.layout import Layout, breaks_off, is_address
from refdesk.reading.spacing import is_letter_spaced, unspaced


def furniture(text: str) -> list[str]:
    layout = Layout(text)
    return [line.text.strip() for line in layout.lines if line.start in layout.furniture]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028"])
def test_a_line_is_where_it_says_whatever_ends_it(end: str) -> None:
    text = f"one{end}two{end}{end}three"
    assert [text[line.start : line.end] for line in Layout(text).lines] == ["one", "two", "three"]


def test_blank_lines_part_paragraphs() -> None:
    assert [paragraph.text for paragraph in Layout("a\nb\n\n \nc").paragraphs] == ["a b", "c"]


def test_a_paragraph_knows_its_place() -> None:
    paragraph = Layout("\n\n  a\nbc\n\nd").paragraphs[0]
    assert (paragraph.start, paragraph.end) == (2, 8)


def test_a_line_between_blank_ones_stands_alone() -> None:
    assert [line.stands_alone for line in Layout("a\n\nb\nc\n").lines] == [True, False, False]


@pytest.mark.parametrize("text", ["12", " - 12 - ", "Page 3 of 9", "3 of 9", "12 | P a g e"])
def test_a_page_number_is_known(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["12345", "In 1990", "12 monkeys", "3" * 500])
def test_other_numbers_are_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)


def test_letters_that_stand_apart_are_a_spaced_line() -> None:
    assert is_letter_spaced("G l o b a l   R e v i e w")


def test_words_are_no_spaced_line() -> None:
    assert not is_letter_spaced("I am a b c of this long sentence here")


def test_a_spaced_line_reads_as_words() -> None:
    assert unspaced(" G l o b a l   R e v i e w ") == "Global Review"


def test_a_page_number_is_furniture() -> None:
    assert furniture("Some text\n\n12\n\nmore text.") == ["12"]


def test_a_line_that_recurs_alone_is_furniture() -> None:
    assert furniture("a b.\n\nShelf Life 1\n\nc d.\n\nShelf Life 2\n\ne f.\n\nShelf Life 3\n\ng.") == [
        "Shelf Life 1",
        "Shelf Life 2",
        "Shelf Life 3",
    ]


def test_a_line_that_stands_alone_twice_is_text() -> None:
    assert furniture("Shelf Life\n\na b.\n\nShelf Life\n\nc d.") == []


def test_lines_that_differ_in_their_year_are_text() -> None:
    assert furniture("World Bank Atlas 1990\n\nWorld Bank Atlas 1991\n\nWorld Bank Atlas 1992") == []


@pytest.mark.parametrize("line", ["Notes", "## Part", "1. Ibid", "[1] Ibid", "See https://example.org/a"])
def test_what_a_text_may_repeat_is_no_furniture(line: str) -> None:
    assert furniture(f"{line}\n\na.\n\n{line}\n\nb.\n\n{line}\n\nc.") == []


def test_a_head_with_its_page_within_a_sentence_is_furniture() -> None:
    assert furniture("It was said (Lessig,\n\nThe Shelf and the Web   3\n\n2014) before.") == [
        "The Shelf and the Web   3"
    ]


def test_a_numbered_line_after_a_full_stop_is_text() -> None:
    assert furniture("It was said.\n\nThe Shelf and the Web   3\n\nAnd again.") == []


def test_the_other_half_of_a_spaced_head_is_furniture() -> None:
    assert furniture("Jane Doe\n\nG l o b a l   R e v i e w\n\nThe text begins here.") == [
        "Jane Doe",
        "G l o b a l   R e v i e w",
    ]


def test_the_flat_text_has_blanks_for_furniture() -> None:
    assert Layout("a,\n\n12\n\nb").flat == "a,      b"


def test_the_clean_text_keeps_its_line_ends() -> None:
    assert Layout("a,\n\n12\n\nb").clean == "a,\n\n  \n\nb"


@pytest.mark.parametrize("line", ["Retrieved from", "Press,", "Journal, vol.", "Cambridge and"])
def test_a_line_that_no_entry_ends_with_breaks_off(line: str) -> None:
    assert breaks_off(line)


def test_a_line_with_a_full_stop_does_not_break_off() -> None:
    assert not breaks_off("Press, 1990.")


@pytest.mark.parametrize("line", [" <https://example.org>", "doi:10.1000/1", "www.example.org"])
def test_an_address_begins_a_line(line: str) -> None:
    assert is_address(line)


def test_a_head_beside_a_page_number_within_a_sentence_is_furniture() -> None:
    text = "It was said (Lessig,\n\nThe Shelf and the Web   3\n\n17\n\n2014) before."
    assert furniture(text) == ["The Shelf and the Web   3", "17"]
