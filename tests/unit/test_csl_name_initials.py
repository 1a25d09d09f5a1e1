"""Initials of given names."""

import pytest

from refdesk.csl.initials import is_ideographic, shorten


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Anna", "A."),
        ("Anna Maria", "A. M."),
        ("Anna-Maria", "A.-M."),
        ("Anna - Maria", "A.-M."),
        ("Mei-ling", "M."),
        ("Mei-ling Anna", "M. A."),
        ("Abd-al-Karim", "A.-K."),
        ("A.M.", "A. M."),
        ("A.-M.", "A.-M."),
        ("A M", "A. M."),
        ("AM", "A."),
        ("AM.", "AM."),
        ("Ph. A.", "Ph. A."),
        ("Anna de la Sol", "A. de la S."),
        ("Élise", "É."),
        ("E\u0301lise", "E\u0301."),
        ("Ольга Ивановна", "О. И."),
        ("محمد", "م."),
        ("anna", "anna"),
        ("anna-maria", "anna-maria"),
        ("D'Arcy", "D."),
        ("Robert (Bob) Lee", "R. (Bob) L."),
        ("1st Anna", "1st A."),
        ("Anna\u00a0Maria", "A. M."),
        ("...", "..."),
    ],
)
def test_initials_are_the_first_letters_of_names(given: str, initials: str) -> None:
    assert shorten(given, ". ") == initials


@pytest.mark.parametrize(("mark", "initials"), [(".", "A.M. de S."), ("", "AM de S"), (" ", "A M de S")])
def test_the_mark_of_the_style_stands_after_each_initial(mark: str, initials: str) -> None:
    assert shorten("Anna Maria de Sol", mark) == initials


def test_an_ideographic_name_has_no_initials() -> None:
    assert shorten("太郎", ".") == "太郎"


def test_hyphens_can_be_left_out() -> None:
    assert shorten("Anna-Maria", ".", hyphen=False) == "A.M."


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Anna Maria", "Anna Maria"),
        ("Anna M", "Anna M."),
        ("A M", "A. M."),
        ("A.M. Sol", "A. M. Sol"),
        ("AM", "AM"),
        ("A.-M. Sol", "A.-M. Sol"),
        ("Chr. Ph. Sol", "Chr. Ph. Sol"),
        ("Anna-Maria", "Anna-Maria"),
    ],
)
def test_names_stay_full_where_only_initials_get_the_mark(given: str, printed: str) -> None:
    assert shorten(given, ". ", initialize=False) == printed


def test_initials_stand_together_without_a_blank_in_the_mark() -> None:
    assert shorten("Ph. A.", ".", initialize=False) == "Ph.A."


def test_the_mark_stands_inside_the_markup_of_an_initial() -> None:
    assert shorten("<b>Anna</b> <i>Maria</i>", ". ") == "<b>A.</b> <i>M.</i>"


def test_markup_with_blanks_in_it_is_no_name() -> None:
    assert shorten('<span class="nocase">Anna</span> Maria', ".") == '<span class="nocase">A.</span>M.'


@pytest.mark.parametrize("unit", ["<", "<i>", "a ", "A-", ".", " ", "- ", "<b", "\u0301", "A\u0301", "</b>"])
def test_hostile_names_are_shortened(unit: str) -> None:
    assert isinstance(shorten(unit * 50_000, ". "), str)
    assert isinstance(shorten(unit * 50_000, ". ", initialize=False), str)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("山田", True), ("김", True), ("あ", True), ("Doe", False), ("Ж", False), ("‘Abd", False), ("", False)],
)
def test_ideographic_scripts_are_told_from_others(text: str, answer: bool) -> None:
    assert is_ideographic(text) is answer
