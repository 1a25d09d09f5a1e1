"""What documents say of themselves."""

import pytest

from refdesk.reading.front import Front, read_front
from refdesk.reading.layout import Layout

TEXT = "A page that is open to all will be read by some, and those who read it may ask who wrote it, and when, and why."


def front(text: str) -> Front:
    return read_front(Layout(text))


def test_a_first_line_is_the_title() -> None:
    assert front(f"How the shed is run\n\n{TEXT}").title == "How the shed is run"


def test_a_markdown_title_is_bare() -> None:
    assert front(f"# Who Keeps the Pasture?\n\n{TEXT}").title == "Who Keeps the Pasture?"


def test_a_title_printed_twice_is_the_title() -> None:
    text = f"Quarterly Notes on Records\n\nWhen the Links Die\n\nWhen the Links Die\n\n{TEXT}"
    assert front(text).title == "When the Links Die"


def test_a_title_and_subtitle_in_one_line_are_the_title() -> None:
    text = f"When the Links Die\n\nA Study\n\nWhen the Links Die: A Study of Records\n\n{TEXT}"
    assert front(text).title == "When the Links Die: A Study of Records"


def test_the_title_stands_above_the_byline() -> None:
    text = (
        f"Quarterly Notes on Law\n\nCobwebs and Courts\nat Law\n\nMarta Lindqvist and Owen Pryce\n\nSummary\n\n{TEXT}"
    )
    assert front(text).title == "Cobwebs and Courts at Law"


def test_a_text_without_title_has_none() -> None:
    assert front(f"Abstract\n\n{TEXT}").title is None


def test_prose_is_no_title() -> None:
    assert front("Streets are watched.1 Commons are kept.2 Both are old.3\n\nNotes\n\n1. A.").title is None


def test_a_section_heading_is_no_title() -> None:
    assert front("About the author of this\n\nHe was born.").title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Marta Lindqvist", "Marta Lindqvist"),
        ("By Marta Lindqvist", "Marta Lindqvist"),
        ("Marta Lindqvist¹ and Owen Pryce²", "Marta Lindqvist and Owen Pryce"),
        ("Marta Lindqvist, Owen Pryce, and Ada King*", "Marta Lindqvist, Owen Pryce, and Ada King"),
    ],
)
def test_names_after_the_title_are_the_byline(line: str, names: str) -> None:
    assert front(f"How the shed is run\n\n{line}\n\nAbstract\n\n{TEXT}").byline == names


@pytest.mark.parametrize(
    "line", ["Executive Summary", "NEW YORK", "Cambridge University Press", "Global Review", "Part One"]
)
def test_two_capital_words_are_no_byline(line: str) -> None:
    assert front(f"How the shed is run\n\n{line}\n\nAbstract\n\n{TEXT}").byline is None


def test_a_series_has_number_with_date() -> None:
    found = front(f"WORKING PAPER\n\nNo. 7 | March 2024\n\nWhen the Links Die\n\n{TEXT}")
    assert (found.genre, found.number, found.date) == ("Working Paper", "7", "March 2024")


def test_a_student_heads_a_paper_with_name_with_day() -> None:
    found = front(
        f"Ada Okonjo\n\nProfessor Whitlock\n\nReading the City\n\n14 November 2023\n\nEyes on the Street\n\n{TEXT}"
    )
    assert (found.byline, found.date, found.title) == ("Ada Okonjo", "14 November 2023", "Eyes on the Street")


def test_a_day_without_a_name_above_is_no_students_head() -> None:
    assert front(f"How the shed is run\n\n14 November 2023\n\n{TEXT}").title == "How the shed is run"


def test_a_spaced_running_head_is_the_journal() -> None:
    spaced = "G l o b a l   R e v i e w   o f   S h e l v e s"
    assert front(f"Abstract\n\n{TEXT}\n\n{spaced}\n\n{TEXT}").journal == "Global Review of Shelves"


def test_the_name_beside_a_spaced_head_is_the_byline() -> None:
    text = f"Abstract\n\n{TEXT}\n\nMarta Lindqvist\n\nG l o b a l   R e v i e w\n\n{TEXT}"
    assert front(text).byline == "Marta Lindqvist"


def test_a_body_at_the_end_is_known_by_its_acronym() -> None:
    text = f"NIPR\n\nWhen the Links Die\n\n{TEXT}\n\nNORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(text).body == "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"


def test_a_body_in_capitals_that_recurs_issued_the_text() -> None:
    body = "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(f"{body}\n\nWhen the Links Die\n\n{TEXT}\n\n{body}\n\n{TEXT}").body == body


def test_capitals_that_recur_are_no_body_without_its_word() -> None:
    assert front(f"WHEN LINKS DIE\n\nA B C\n\n{TEXT}\n\nWHEN LINKS DIE\n\n{TEXT}").body is None


@pytest.mark.parametrize(
    "line",
    [
        "Two Words",
        "It is an address, as people write them,",
        "Written by hand; kept by hand;",
        "See https://example.org/a for more",
        "Write to ada@example.org for more",
        "Number 7 | March 2024",
        "word " * 41,
    ],
)
def test_a_line_of_another_kind_is_no_title(line: str) -> None:
    assert front(f"{line}\n\nWhen the Links Die\n\nAbstract\n\n{TEXT}").title == "When the Links Die"


def test_a_line_with_small_letters_is_a_title_before_one_in_capitals() -> None:
    assert front(f"NORDHAVEN CITY COUNCIL\n\nWhen the Links Die\n\nAbstract\n\n{TEXT}").title == "When the Links Die"


def test_a_line_in_capitals_may_be_the_title() -> None:
    assert front(f"WHEN LINKS DIE\n\nAbstract\n\n{TEXT}").title == "WHEN LINKS DIE"


def test_a_running_head_before_a_students_name_is_no_name() -> None:
    text = f"Okonjo 1\n\nAda Okonjo\n\nReading the City\n\n14 November 2023\n\nEyes on the Street\n\n{TEXT}"
    assert front(text).byline == "Ada Okonjo"


def test_a_line_of_text_beside_a_spaced_head_is_no_byline() -> None:
    text = f"Abstract\n\n{TEXT}\nMarta Lindqvist\nG l o b a l   R e v i e w\n\n{TEXT}"
    assert front(text).byline is None


def test_a_body_at_the_end_needs_its_acronym() -> None:
    text = f"When the Links Die\n\nNipr\n\n{TEXT}\n\nNORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(text).body is None


def test_words_in_small_letters_at_the_end_are_no_body() -> None:
    text = f"NIPR\n\nWhen the Links Die\n\n{TEXT}\n\nnone of it\nNORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(text).body == "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"


def test_a_body_within_a_paragraph_does_not_recur() -> None:
    body = "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(f"{body}\n\nWhen the Links Die\n\nAbstract\n\n{TEXT}\n{body}\n{TEXT}").body is None
