"""Lines of names above a text."""

import pytest

from refdesk.reading.bylines import is_signed, names_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Marta Lindqvist", "Marta Lindqvist"),
        ("By A. B. Lind, C. D. Okafor and E. F. Moreau", "A. B. Lind, C. D. Okafor and E. F. Moreau"),
        ("par Anne Martin", "Anne Martin"),
        ("A. LIND", "A. LIND"),
        ("A. Lind¹*, B. Okafor¹,², C. Moreau²", "A. Lind, B. Okafor, C. Moreau"),
        ("A. Lind∗      B. Okafor†", "A. Lind, B. Okafor"),
        ("Ana Pérez-Silva1,2 and John de Vries3", "Ana Pérez-Silva and John de Vries"),
        ("Ada King<sup>1</sup> and Owen Pryce^2^", "Ada King and Owen Pryce"),
        ("*Ada King & Owen Pryce*", "Ada King & Owen Pryce"),
    ],
)
def test_names_stand_bare(line: str, names: str) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By a reporter",
        "NEW YORK",
        "Harvard University",
        "The Lamp",
        "Half a degree",
        "Ada King, mayor of it",
        "",
        "Al Bo Cy De, " * 60,
    ],
)
def test_a_line_of_other_words_holds_no_names(line: str) -> None:
    assert names_in(line) is None


@pytest.mark.parametrize("line", ["By Marta Lindqvist", "M. Lindqvist", "Marta Lindqvist¹", "Ada King and Owen Pryce"])
def test_a_sign_shows_that_names_are_meant(line: str) -> None:
    assert is_signed(line)


@pytest.mark.parametrize("line", ["Governing Pastures Again", "Half a degree"])
def test_capitals_alone_are_no_sign(line: str) -> None:
    assert not is_signed(line)
