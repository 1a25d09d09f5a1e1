"""Numbered lists that no heading announces."""

import pytest

from refdesk.reading.items import find_items
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_notes

ENTRIES = (
    "J. Jacobs, *The Death and Life of Great\n    American Cities*. New York: Random House, 1961.",
    "E. Ostrom, *Governing the Commons*. Cambridge:\n    Cambridge University Press, 1990.",
    "L. Mumford, *The City in History*. New York: Harcourt, 1961.",
    "W. H. Whyte, *City*. New York: Doubleday, 1988.",
)
IN_FULL = tuple(
    entry.replace("J. J", "Jane J")
    .replace("E. O", "Elinor O")
    .replace("L. M", "Lewis M")
    .replace("W. H.", "William H.")
    for entry in ENTRIES
)
BODY = "One says so [1], [2]. Another does not [2, 3]. A third [4] agrees."


def listed(*entries: str, number: str = "[{}] ", between: str = "\n") -> str:
    return between.join(number.format(n) + entry for n, entry in enumerate(entries, 1))


def labels(text: str) -> list[str | None]:
    return [item.label for item in find_items(Layout(text))]


@pytest.mark.parametrize("number", ["[{}] ", "{}. ", "\\[{}\\] "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_marks_prove_a_list_without_heading(number: str, between: str) -> None:
    assert labels(f"{BODY}\n\n{listed(*ENTRIES, number=number, between=between)}") == ["1", "2", "3", "4"]


def test_names_may_stand_in_full() -> None:
    assert labels(f"{BODY}\n\n{listed(*IN_FULL)}") == ["1", "2", "3", "4"]


def test_the_list_may_stand_right_below_the_text() -> None:
    assert labels(f"{BODY}\n{listed(*ENTRIES)}") == ["1", "2", "3", "4"]


def test_what_no_mark_names_is_no_list() -> None:
    assert labels(f"Nothing is cited here [1], [1].\n\n{listed(*IN_FULL)}") == []


def test_marks_that_come_once_each_are_those_of_notes() -> None:
    text = "One.[1] Two.[2] Three.[3] Four.[4]\n\n" + listed(*IN_FULL, between="\n\n")
    assert (labels(text), len(find_notes(Layout(text)))) == ([], 4)


def test_two_entries_are_too_few() -> None:
    assert labels(f"One says so [1], [2]. Another [2].\n\n{listed(*ENTRIES[:2])}") == []


def test_steps_are_no_references() -> None:
    steps = listed("Open the lid.", "Fill the can with water.", "Close the lid.", "Wait.")
    assert labels(f"{BODY}\n\n{steps}") == []


def test_a_list_under_notes_is_left_to_them() -> None:
    text = f"{BODY}\n\nNotes\n\n{listed(*ENTRIES)}"
    assert labels(text) == []


def test_a_line_with_a_number_of_another_form_counts_nothing() -> None:
    torn = listed(ENTRIES[0], "E. Ostrom, *Governing the Commons*. Cambridge,\n3. ed. 1990.")
    assert labels(f"One says so [1], [2]. Another [2], [3].\n\n{torn}") == []
