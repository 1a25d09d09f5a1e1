"""Hostile text on a terminal: shown, never obeyed, in the columns it was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from refdesk.tui.showing import LONGEST_LINE, LONGEST_PAGE, in_columns, one_line, page

JOINERS = "\u200c\u200d"


def test_plain_text_stays() -> None:
    assert one_line("Governing the Commons: études, 市場") == "Governing the Commons: études, 市場"


@pytest.mark.parametrize(("wild", "tame"), [("\x1b[31m", "\\x1b[31m"), ("\x07", "\\x07"), ("\x9b31m", "\\x9b31m")])
def test_a_control_character_shows_as_an_escape(wild: str, tame: str) -> None:
    assert one_line(f"a{wild}b") == f"a{tame}b"


def test_a_direction_override_shows_as_an_escape() -> None:
    assert one_line("\u202egnp.exe") == "\\x202egnp.exe"


def test_every_kind_of_blank_is_a_blank() -> None:
    assert page("12\u00a0000\u202f€") == "12 000 €"


def test_joiners_of_scripts_stay() -> None:
    assert page("می\u200cخواهم") == "می\u200cخواهم"


def test_a_soft_hyphen_is_left_out() -> None:
    assert page("bib\u00adliography") == "bibliography"


def test_one_line_has_no_line_breaks() -> None:
    assert one_line("one\r\n\ttwo\n") == "one two"


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("x" * 100_000) == "x" * LONGEST_LINE + "…"


def test_what_follows_much_white_space_is_said_to_be_cut() -> None:
    assert one_line("x" + " " * 100_000 + "y") == "x…"


def test_a_page_keeps_its_lines() -> None:
    assert page("a\r\n\tb\n") == "a\n    b\n"


def test_a_lone_carriage_return_shows_as_an_escape() -> None:
    assert page("a\rb") == "a\\x0db"


def test_a_long_page_says_how_much_is_missing() -> None:
    assert page("x" * (LONGEST_PAGE + 1234)).endswith("\n… (1,234 more characters are not shown)")


@given(st.text())
def test_a_page_has_no_control_character(text: str) -> None:
    assert all(char.isprintable() or char in "\n" + JOINERS for char in page(text))


@given(st.text(), st.integers(0, 60))
def test_columns_are_exactly_filled(text: str, width: int) -> None:
    assert cell_len(in_columns(one_line(text), width)) == width


def test_wide_letters_take_two_columns() -> None:
    assert in_columns("市場の声", 5) == "市場…"


def test_text_that_fits_is_padded() -> None:
    assert in_columns("ab", 4) == "ab  "


def test_marks_without_width_cannot_fill_a_line() -> None:
    cut = in_columns("e" + "\u0301" * 1000, 10)
    assert len(cut) < 60
    assert cut.rstrip().endswith("…")
