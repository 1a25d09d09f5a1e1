"""Whether what was handed in as a reference tells anything of a work."""

import pytest

from refdesk.parsing.references import parse_reference


@pytest.mark.parametrize(
    "raw",
    [
        "HOGGART, Richard. 1957. Uses of Literacy.",
        "Eric Brown and Eddie Epstein. Tools and methods for building watson.",
        "David Arnold, Colonizing the Body: State Medicine and Epidemic Disease (1993)",
        "The making of the English working class",
        "(2008) International Journal of Systems Science, 39 (9), pp. 881-887.",
        "A. Lee, Nature 12, 4–5",
        "Federrath, C., 2016, arXiv:1606.03121",
        "Burstein, L., McDonnell, L. M., & Guitton, G.",
        "Smith, J.",
    ],
)
def test_a_fragment_is_read(raw: str) -> None:
    assert parse_reference(raw) is not None


@pytest.mark.parametrize(
    "raw",
    [
        "436 84 22",
        "I attach the references you asked for.",
        "I thank the librarians.",
        "Thank you so much!",
        "Best regards",
        "Dear Ann,",
        "Page 12 of 30",
        "Downloaded from ieee.org",
        "Corresponding author: J. Smith, Department of Physics, Leeds.",
        "John Smith is a professor of history at the University of Leeds.",
        "This is a comment, not a reference.",
        "References",
        "and so on in the same vein as before",
        "Dust " * 80,
    ],
)
def test_what_is_no_reference_is_none(raw: str) -> None:
    assert parse_reference(raw) is None


def test_a_year_in_brackets_is_no_number_of_the_list() -> None:
    reference = parse_reference("(2008) International Journal of Systems Science, 39 (9), pp. 881-887.")
    assert reference is not None
    assert reference.work.year == 2008


def test_where_nothing_else_is_a_title_the_name_behind_the_date_is() -> None:
    reference = parse_reference("HOGGART, Richard. 1957. Uses of Literacy.")
    assert reference is not None
    assert reference.work.title == "Uses of Literacy"
