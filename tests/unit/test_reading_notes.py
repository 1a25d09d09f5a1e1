"""Notes and their marks."""

import pytest

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_loose_marks, find_notes, words_start

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


OSTROM = "Elinor Ostrom, Governing the Commons (Cambridge: Cambridge University Press, 1990), 12."


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("<sup>1</sup>", "<sup>2</sup>"),
        ('<sup id="r"><a href="#fn:1">1</a></sup>', "<sup><a href='#fn:2'>[2]</a></sup>"),
        ("[1](#fn1)", "[\\[2\\]](#fn2)"),
        ("[[1]](#_ftn1)", "[[2]](#_ftn2)"),
        ("^1^", "^2^"),
        ("[1]", "[2]"),
        ("(1)", "(2)"),
        ("1", "2"),
    ],
)
def test_marks_have_many_forms(one: str, two: str) -> None:
    text = f"Streets.{one} Commons.{two} End.\n\nNotes\n\n1. {BOOK}\n2. {OSTROM}"
    assert [text[mark[0] : mark[1]] for mark in marks(text) if mark] == [one, two]


def test_a_number_glued_to_a_word_is_a_mark_where_a_text_proves_it() -> None:
    assert marks(f"The streets1 and commons2 matter.\n\nNotes\n\n1. {BOOK}\n2. {OSTROM}") == [(11, 12), (24, 25)]


@pytest.mark.parametrize("label", ["{} ", "{}", "[{}] ", "({}) ", "{}. ", "<sup>{}</sup> ", "[[{}]](#_ftnref1) "])
def test_notes_stand_at_the_feet_of_pages(label: str) -> None:
    text = f"Streets are.[1]\n\n{label.format(1)}{BOOK}\n\nvital.[2] End.\n\n{label.format(2)}{OSTROM}\n\nThe end."
    assert [note.label for note in notes(text)] == ["1", "2"]


def test_plain_digits_mark_notes_at_the_feet_of_pages() -> None:
    text = f"The organs,1 and people know.2 What comes to\n\n1 {BOOK}\n2 Ibid., 40.\n\n12\n\nmind is streets."
    assert bodies(text) == [f"1 {BOOK}", "2 Ibid., 40."]


def test_one_number_at_a_foot_is_no_note() -> None:
    assert notes(f"The organs,1 and people.\n\n1 {BOOK}") == ()


def test_numbered_headings_are_no_notes() -> None:
    assert (
        notes("1. Streets\n\nThey are vital [1] and old [2].\n\n1. Commons\n\nThey are [2] old.\n\n2. Methods\n\nNone.")
        == ()
    )


def test_a_numbered_text_above_its_mark_is_no_note() -> None:
    assert notes(f"1. {BOOK}\n\n2. {OSTROM}\n\nStreets [1] and commons [2].") == ()


def test_the_entries_of_a_list_are_no_notes() -> None:
    entry = "Jacobs, J. The Death and Life of Great American Cities. Random House, 1961."
    assert notes(f"Streets.[1] Commons.[2]\n\nReferences\n\n[1] {entry}\n[2] {entry}") == ()


def test_raised_entries_of_a_list_are_no_notes() -> None:
    entry = "Jacobs J, Ostrom E. The life of cities. Science 1961;12:5-8."
    assert notes(f"Streets.¹ Commons.²\n\nReferences\n\n¹ {entry}\n² {entry}") == ()


def test_numbered_texts_below_a_list_heading_are_notes_where_one_points_back() -> None:
    text = f"Streets.[1] Commons.[2]\n\nReferences\n\n[1] {BOOK}\n[2] Ibid., 40."
    assert [note.label for note in notes(text)] == ["1", "2"]


def test_a_footnote_in_brackets_ends_before_its_bracket() -> None:
    text = "Dark.[1] Bright.[2]\n\n[Footnote 1: Gibbon, vol. i.]\n\nMore.\n\n[Footnote 2: Ibid.]"
    assert bodies(text) == ["[Footnote 1: Gibbon, vol. i.", "[Footnote 2: Ibid."]


@pytest.mark.parametrize("note", ["^[{}]", "\\footnote{{{}}}"])
def test_a_note_stands_in_its_line(note: str) -> None:
    assert bodies(f"Streets.{note.format(BOOK)} Commons.") == [BOOK]


def test_notes_of_each_chapter_have_their_heading() -> None:
    text = (
        f"One.1 Two.2\n\nNotes to Chapter 1\n\n1. {BOOK}\n2. Ibid.\n\nCHAPTER TWO\nCOMMONS\n\n"
        f"Three.1 Four.2\n\n1. A list of steps.\n\nNotes to Chapter 2\n\n1. {OSTROM}\n2. Ibid."
    )
    assert [note.label for note in notes(text)] == ["1", "2", "1", "2"]


def test_notes_of_chapters_stand_below_their_names() -> None:
    chapters = f"Chapter one\n\n1. {BOOK}\n2. Ibid.\n\nChapter two\n\n1. {OSTROM}\n2. Ibid."
    text = f"One.1 Two.2 Three.1 Four.2\n\nNotes\n\n{chapters}"
    assert [note.label for note in notes(text)] == ["1", "2", "1", "2"]


def test_numbers_may_begin_anew_with_each_page() -> None:
    text = "One.¹\n\n¹ A.\n\nTwo.¹\n\n¹ B.\n\nThree.¹\n\n¹ C."
    assert len([mark for mark in marks(text) if mark]) == 3


def test_a_note_ends_where_its_sentence_of_the_page_goes_on() -> None:
    text = f"What comes to\n¹ {BOOK}\nmind is streets.¹"
    assert bodies(f"Streets.¹ {text}")[0] == f"¹ {BOOK}"


def test_a_wrapped_number_with_a_stop_is_no_note() -> None:
    text = f"One.1 Two.2\n\nNotes\n\n1. {BOOK} See also page\n97. It says so.\n2. {OSTROM}"
    assert bodies(text)[0].endswith("97. It says so.")


def test_the_index_is_no_part_of_the_last_note() -> None:
    assert bodies(f"One.1\n\nNotes\n\n1. {BOOK}\n\nIndex\n\nJacobs, Jane, 1, 2") == [f"1. {BOOK}"]


@pytest.mark.parametrize(
    ("label", "words"), [("1. ", "Ibid."), ("[^a]: ", "Ibid."), ("¹ ", "Ibid."), ("", "1990 was a year.")]
)
def test_the_words_of_a_note_begin_after_its_label(label: str, words: str) -> None:
    name = "a" if "a" in label else "1"
    text = f"{label}{words}"
    assert text[words_start(text, Note(label=name, start=0, end=len(text))) :] == words


def test_steps_in_the_next_chapter_are_no_notes() -> None:
    steps = "CHAPTER TWO\n\nThree.1 Four.2\n\n1. Bring bread.\n2. Bring tea."
    text = f"One.1 Two.2\n\nNotes\n\n1. {BOOK}\n2. Ibid.\n\n{steps}"
    assert [note.label for note in notes(text)] == ["1", "2"]


def test_words_on_the_author_are_no_part_of_the_last_note() -> None:
    after = "About the author: she has written many things in her life, and she lives in a city."
    assert bodies(f"One.1\n\nNotes\n\n1. {BOOK}\n\n{after}") == [f"1. {BOOK}"]


def test_a_number_far_out_of_order_at_a_foot_is_no_note() -> None:
    text = f"One.[1] Two.[2] Nine.[9]\n\n[1] {BOOK}\n\n[2] Ibid., 40.\n\n[9] {OSTROM}"
    assert [note.label for note in notes(text)] == ["1", "2"]


def test_one_marked_text_of_two_is_no_note() -> None:
    assert notes(f"The organs,1 and people.\n\n1 {BOOK}\n\n5 Tools wrote this, in all.") == ()


def test_marks_after_words_stand_among_those_after_stops() -> None:
    text = f"The organs.1 One of its own2 or not.3\n\n1 {BOOK}\n2 {OSTROM}\n3 Ibid., 40."
    assert [note.label for note in notes(text)] == ["1", "2", "3"]


FEET = "Streets are watched.1 And cities\n\n1 {}\n\f44\n\nhave long known it.2 So it is.\n\n2 {}\n"


def test_a_note_that_breaks_off_does_not_take_the_text_of_the_next_page() -> None:
    broken = "Jane Jacobs, *The Death and Life of Great American Cities*,"
    body = FEET.replace(
        "have long", "Streets of many kinds\nin many cities\nhave for long\nand for good\nreason"
    ).format(broken, BOOK)
    assert bodies(body) == [f"1 {broken}", f"2 {BOOK}"]


def test_the_short_rest_of_a_note_may_head_a_page() -> None:
    rest = "trans. Ann Lee (New York: Random House, 1961), 35."
    text = f"Streets are watched.1 So it is.2\n\n1 Jane Jacobs, *Cities*,\n\f{rest}\n\n2 {BOOK}"
    assert bodies(text)[0].endswith("1961), 35.")


def test_a_note_may_stand_below_its_number() -> None:
    text = f"Streets are watched.1 So it is.2\n\nNotes\n\n1\n{BOOK}\n\n2\nIbid., 40."
    assert [text[words_start(text, note) : note.end] for note in notes(text)] == [BOOK, "Ibid., 40."]


def test_a_mark_may_follow_two_letters_after_an_apostrophe() -> None:
    text = f"C’est l’œuvre de quelqu’un1. Et plus2.\n\nNotes\n\n1. {BOOK}\n2. {BOOK}"
    assert marks(text)[0] == (26, 27)
