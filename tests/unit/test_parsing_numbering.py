"""Volume, issue and pages, alone or run together."""

import pytest

from refdesk.parsing.numbering import Numbers, read_issue_number, read_pages, read_volume


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("vol. 12, no. 3, pp. 4–5", Numbers("12", "3", "4-5")),
        ("12(3):45-9", Numbers("12", "3", "45-9")),
        ("Bd. XII", Numbers("XII")),
        ("114 ,( ", Numbers("114")),
        ("19, 4 ", Numbers("19", "4")),
        ("13.2", Numbers("13", "2")),
        ("12/3", Numbers("12", "3")),
        ("12/13", Numbers("12/13")),
        ("44:4: 902", Numbers("44", "4", "902")),
        ("44:4: ", Numbers("44", "4")),
        ("12:45", Numbers("12", pages="45")),
        ("(38)5: 687", Numbers("38", "5", "687")),
        ("v.10 n.4", Numbers("10", "4")),
        ("24 Suppl 1", Numbers("24", "Suppl 1")),
        ("12(3 Suppl 1)", Numbers("12", "3 Suppl 1")),
        ("59 Suppl 2:", Numbers("59", "Suppl 2")),
        ("Part II, Vol. I", Numbers("I")),
        ("12 (Spring 2010)", Numbers("12")),
        ("no. 7", Numbers(issue="7")),
        ("제2호. ", Numbers("2")),
    ],
)
def test_a_volume_is_read(printed: str, numbers: Numbers) -> None:
    assert read_volume(printed) == numbers


@pytest.mark.parametrize(
    ("printed", "issue"),
    [
        ("(1): ", "1"),
        ("no .11 ,", "11"),
        ("n°180, ", "180"),
        ("(3–4)", "3–4"),
        ("(Suppl. 1)", "Suppl. 1"),
        ("(May 2010)", ""),
    ],
)
def test_an_issue_is_read(printed: str, issue: str) -> None:
    assert read_issue_number(printed).issue == issue


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ("pages 135-150, ", "135-150"),
        ("p .106802 ,", "106802"),
        ("e0133994.", "e0133994"),
        ("P05011 ", "P05011"),
        ("S. 3–5.", "3-5"),
        ("123-8.", "123-8"),
        ("12–15, 20–22", "12-15, 20-22"),
        ("Article 74", "74"),
        ("12.1-12.20", "12.1-12.20"),
        ("iv–xii", "iv-xii"),
        ("046002 (9pp)", "046002"),
        ("1450015, 23 pp. ", "1450015"),
        ("345 p.", ""),
    ],
)
def test_pages_are_read_as_printed(printed: str, pages: str) -> None:
    assert read_pages(printed).pages == pages


@pytest.mark.parametrize("printed", ["345 p.", "xii, 345 pp.", "242 pages", "187 S."])
def test_a_count_of_pages_is_told_apart(printed: str) -> None:
    assert read_pages(printed).count


def test_letters_of_roman_numbers_are_no_pages() -> None:
    assert read_pages("ici, passim").pages == ""


def test_two_numbers_of_one_length_are_a_range() -> None:
    assert read_pages("p. 112 114").pages == "112-114"


def test_a_falling_pair_of_numbers_is_no_range() -> None:
    assert read_pages("84 22").pages == "84"


def test_a_page_referred_to_stands_behind_the_first_page() -> None:
    assert read_pages("1165, 1190").pages == "1165, 1190"
