"""The text of a list field: cut and joined it is the same, and a change moves nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.desk.writing import list_text

TEXTS = st.text(alphabet="ab{},; \n", max_size=30)


@given(TEXTS, st.sampled_from([",", ";", ",;"]))
def test_a_list_cut_and_joined_is_the_same_text(value: str, separators: str) -> None:
    assert list_text(value, separators).text == value


@given(TEXTS)
def test_items_are_bare(value: str) -> None:
    assert all(item and item == item.strip() for item in list_text(value).items)


@given(st.lists(st.sampled_from(["a", "b b", "{c, d}"]), min_size=1, max_size=5), st.sampled_from([", ", ",", ",\n  "]))
def test_an_item_added_and_taken_out_leaves_the_list(items: list[str], between: str) -> None:
    value = between.join(items)
    assert list_text(value).with_item("new").without(lambda item: item == "new").text == value


@given(TEXTS)
def test_no_item_taken_out_is_no_change(value: str) -> None:
    known = list_text(value)
    assert known.without(lambda _: False) == known


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("a,b", ("a", "b")),
        (" a , {b, c} ,", ("a", "{b, c}")),
        (",,", ()),
        ("", ()),
        ("a}, b", ("a}, b",)),
    ],
)
def test_a_list_is_cut_at_separators_outside_braces(value: str, items: tuple[str, ...]) -> None:
    assert list_text(value).items == items


@pytest.mark.parametrize(
    ("value", "longer"),
    [
        ("", "x"),
        ("a", "a, x"),
        ("a,b", "a,b,x"),
        ("a,\n  b", "a,\n  b,\n  x"),
        ("a, b,", "a, b, x,"),
        ("a ", "a, x "),
    ],
)
def test_a_new_item_follows_the_habit_of_the_list(value: str, longer: str) -> None:
    assert list_text(value).with_item("x").text == longer
