"""Brackets that may cite."""

import pytest

from refdesk.reading.layout import Layout
from refdesk.reading.marks import find_brackets, find_raised, numbered, numbers_in, rises


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
        ("see 3", ("3",)),
        ("3 of them", ()),
    ],
)
def test_numbers_are_read(inside: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(inside) == numbers


@pytest.mark.parametrize(
    ("inside", "each"),
    [
        ("8, p. 1066", (("8", "p. 1066"),)),
        ("9: ch. 5", (("9", "ch. 5"),)),
        ("8, 9", (("8", None), ("9", None))),
        ("12, p. 4; 13", (("12", "p. 4"), ("13", None))),
        ("see 3, Theorem 2", (("3", "Theorem 2"),)),
        ("3 and 4", (("3", None), ("4", None))),
    ],
)
def test_a_locator_stands_after_its_number(inside: str, each: tuple[tuple[str, str | None], ...]) -> None:
    assert numbered(inside) == each


def test_an_excluded_raised_number_is_left_out() -> None:
    assert [mark.inside for mark in find_raised(Layout("One.¹ Two.²"), [(0, 5)])] == ["2"]


@pytest.mark.parametrize(
    ("text", "inside", "kind"),
    [
        ("(WHO (World Health Organization), 2001)", "WHO [World Health Organization], 2001", "dated"),
        ("[Knu84]", "Knu84", "labelled"),
        ("[@knuth1984, p. 3]", "@knuth1984, p. 3", "keyed"),
        ("<sup>3,4</sup>", "3,4", "numeric"),
        ("now^3^", "3", "numeric"),
        ("Ref. 12", "12", "numeric"),
        ("refs. 3 and 4", "3 and 4", "numeric"),
        ("\\citep[p. 3]{knuth}", "\\citep[p. 3]{knuth}", "keyed"),
        ("[Ostrom, 1990](#ostrom)", "Ostrom, 1990", "dated"),
        ("[12](#note12)", "12", "numeric"),
    ],
)
def test_a_mark_may_have_other_forms(text: str, inside: str, kind: str) -> None:
    assert (inside, kind) in kinds(f"So {text}.")


@pytest.mark.parametrize("text", ["a[1]", "x ∈ [1, 2]", "Eq. [3]", "row_sum[2]", "m[1][x]", "m[1][2]", "Table [1]"])
def test_an_index_is_no_mark(text: str) -> None:
    assert "numeric" not in {kind for _, kind in kinds(f"So {text} is.")}


@pytest.mark.parametrize("text", ["Mail @ostrom now.", "Mail a@ostrom.org (1990)."])
def test_a_handle_is_no_key(text: str) -> None:
    assert "keyed" not in {kind for _, kind in kinds(text)}


def test_a_bare_key_counts_where_brackets_have_keys() -> None:
    assert ("@nye1990 [p. 3]", "keyed") in kinds("So [@ostrom1990], as @nye1990 [p. 3] says.")


def test_the_number_before_an_item_is_no_mark() -> None:
    text = "So it is [1].\n\n[1] Ostrom, E."
    assert [b.start for b in find_brackets(Layout(text), [(text.index("Ostrom"), len(text))])] == [9]


def test_a_raised_range_is_one_mark() -> None:
    assert [mark.inside for mark in find_raised(Layout("One.²⁻⁴ Two.²,⁵"), ())] == ["2–4", "2,5"]


def test_plain_digits_that_rise_stand_for_raised_ones() -> None:
    text = "So it was.1 It is,2,3 and will be.4 The area of 5 km2 is 3.5 more."
    assert [mark.inside for mark in find_raised(Layout(text), ())] == ["1", "2,3", "4"]


def test_plain_digits_out_of_order_stand_for_nothing() -> None:
    assert find_raised(Layout("So it was.7 It is.31 It will be.2"), ()) == ()


@pytest.mark.parametrize(
    ("numbers", "rising"), [([1, 2, 3], True), ([1, 1, 2, 1, 3], True), ([3, 1, 2], False), ([1, 2], False)]
)
def test_numbers_of_a_list_rise(numbers: list[int], *, rising: bool) -> None:
    assert rises(numbers) == rising
