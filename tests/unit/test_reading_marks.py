"""Brackets that may cite."""

import pytest

from refdesk.reading.layout import Layout
from refdesk.reading.marks import find_brackets, find_raised, locator_in, numbers_in


def kinds(text: str) -> list[tuple[str, str]]:
    return [(bracket.inside, bracket.kind) for bracket in find_brackets(Layout(text), ())]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(Ostrom, 1990)", "dated"),
        ("(n.d.)", "dated"),
        ("(in press)", "dated"),
        ("(see below)", "undated"),
        ("[Keohane, 1984]", "dated"),
        ("[12]", "numeric"),
        ("[2–4, 7]", "numeric"),
        ("[8, p. 1066]", "numeric"),
    ],
)
def test_a_bracket_has_a_kind(text: str, kind: str) -> None:
    assert kinds(f"So {text}.") == [(text[1:-1], kind)]


@pytest.mark.parametrize("text", ["[sic]", "[^1]", "[1](https://example.org)", "[1]: https://example.org", "()"])
def test_other_brackets_are_left_out(text: str) -> None:
    assert [inside for inside, _ in kinds(f"So {text}.") if f"[{inside}]" in text] == []


def test_two_numbers_joined_by_a_dash_are_a_range() -> None:
    assert kinds("So [3]–[5].") == [("3–5", "numeric")]


def test_two_numbers_side_by_side_are_two() -> None:
    assert kinds("So [3][5].") == [("3", "numeric"), ("5", "numeric")]


def test_a_bracket_goes_on_over_a_line() -> None:
    assert kinds("So (Ostrom,\n1990).") == [("Ostrom, 1990", "dated")]


def test_an_excluded_place_is_left_out() -> None:
    assert find_brackets(Layout("(Ostrom, 1990) (Hardin, 1968)"), [(0, 14)])[0].inside == "Hardin, 1968"


def test_brackets_come_in_order_of_place() -> None:
    assert [inside for inside, _ in kinds("[1] (Ostrom, 1990) [2]")] == ["1", "Ostrom, 1990", "2"]


def test_the_words_before_a_bracket_are_kept() -> None:
    assert find_brackets(Layout("As Ostrom (1990)"), ())[0].before == "As Ostrom "


def test_raised_numbers_are_numeric() -> None:
    assert [mark.inside for mark in find_raised(Layout("One.¹² Two³."), ())] == ["12", "3"]


@pytest.mark.parametrize(
    ("inside", "numbers"),
    [
        ("3", ("3",)),
        ("1, 3; 5", ("1", "3", "5")),
        ("2–4", ("2", "3", "4")),
        ("4-2", ("4", "2")),
        ("1–900", ("1", "900")),
        ("2, 2", ("2",)),
        ("8, p. 1066", ("8",)),
        ("see 3", ()),
    ],
)
def test_numbers_are_read(inside: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(inside) == numbers


@pytest.mark.parametrize(("inside", "locator"), [("8, p. 1066", "p. 1066"), ("9: ch. 5", "ch. 5"), ("8, 9", None)])
def test_a_locator_stands_after_numbers(inside: str, locator: str | None) -> None:
    assert locator_in(inside) == locator


def test_an_excluded_raised_number_is_left_out() -> None:
    assert [mark.inside for mark in find_raised(Layout("One.¹ Two.²"), [(0, 5)])] == ["2"]
