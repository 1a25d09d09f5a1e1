"""Where the names at the head of a reference end."""

import pytest

from refdesk.parsing.bylines import find_byline


def names(text: str) -> str:
    byline = find_byline(text)
    return text[: byline.end] if byline else ""


@pytest.mark.parametrize(
    ("printed", "rest"),
    [
        ("Smith, J., Doe, A., & Roe, B.", " Title of work. 2010."),
        ("Callan, R. J., T. D. Bunch, and R. E. Mock", ". 1991. Pneumonia in sheep."),
        ("R. S. Zemel, M. C. Mozer, and G. E. Hinton", ". TRAFFIC: Recognizing objects. 1990."),
        ("Watson JD, Crick FH", ". Molecular structure of nucleic acids. Nature."),
        ("Carson, Rachel", ". Silent Spring. Boston: Houghton Mifflin, 1962."),
        ("Said, Edward W.", " Orientalism. New York: Pantheon, 1978."),
        ("García Márquez, Gabriel", ". Cien años de soledad."),
        ("Donald E. Knuth", ". The Art of Computer Programming."),
        ("Gary King, Robert O. Keohane, and Sidney Verba", ", Designing Social Inquiry"),
        ("Roy, S. R.; Itagaki, H.", " Induction of change. 2013."),
        ("Paczynski B.", ", 1991, ApJ, 370, 597"),
        ("World Health Organization", ". Global report on diabetes. 2016."),
        ("Hiei et al.", ", The Plant Journal 6, 1994"),
        ("Müller, H. und Schmidt, K. (Hrsg.)", " (1999): Die Frage."),
    ],
)
def test_the_names_end_before_the_title(printed: str, rest: str) -> None:
    assert names(printed + rest).strip() == printed


def test_a_journal_with_an_initial_is_no_name() -> None:
    assert names("A. Smith, J. Chem. Phys. 12 (1999) 3.") == "A. Smith"


def test_two_words_before_a_subtitle_are_no_name() -> None:
    assert names("Dennis Crompton, Centre Pompidou: a live centre, 1977") == "Dennis Crompton"


def test_two_words_before_an_imprint_are_no_name() -> None:
    assert names("Rachel Carson, Silent Spring (Boston: Houghton Mifflin, 1962)") == "Rachel Carson"


def test_two_words_of_a_longer_title_are_no_name() -> None:
    assert names("David McKay, American Politics and Society, 7th edn (Chichester: Wiley, 2009).") == "David McKay"


@pytest.mark.parametrize("text", ["the author is grateful", "1984. London: Secker.", "“Title.” 2010.", ""])
def test_what_begins_with_no_name_has_no_byline(text: str) -> None:
    assert find_byline(text) is None


def test_a_list_with_the_family_name_first_is_inverted() -> None:
    byline = find_byline("Carson, Rachel. Silent Spring. 1962.")
    assert byline is not None
    assert byline.inverted


def test_a_list_with_the_given_name_first_is_not_inverted() -> None:
    byline = find_byline("Rachel Carson. Silent Spring. 1962.")
    assert byline is not None
    assert not byline.inverted
