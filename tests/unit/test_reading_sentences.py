"""The sentence around a mark."""

import pytest

from refdesk.reading.sentences import sentence_around
from refdesk.reading.spans import Spans


def around(text: str, mark: str) -> str:
    start = text.index(mark)
    first, last = sentence_around(text, start, start + len(mark))
    return text[first:last].strip()


def test_a_sentence_ends_at_its_full_stop() -> None:
    assert around("It began. It went on (Nye, 1990). It ended.", "(Nye, 1990)") == "It went on (Nye, 1990)."


def test_a_mark_after_the_full_stop_belongs_before_it() -> None:
    assert around("It began. It went on.¹ It ended.", "¹") == "It went on.¹"


def test_a_markdown_mark_after_the_full_stop_belongs_before_it() -> None:
    assert around("It began. It went on.[^a] It ended.", "[^a]") == "It went on.[^a]"


@pytest.mark.parametrize("short", ["Nye et al. In", "Mr. Nye", "pp. 3", "J. Nye"])
def test_an_abbreviation_ends_no_sentence(short: str) -> None:
    text = f"It began. By {short} it went on (1990). It ended."
    assert around(text, "(1990)") == f"By {short} it went on (1990)."


def test_a_text_without_full_stops_is_cut_at_words() -> None:
    text = "records " * 300 + "(Nye, 1990) " + "records " * 300
    assert 900 < len(around(text, "(Nye, 1990)")) < 1100


def test_a_cut_does_not_part_a_word() -> None:
    text = "records " * 300 + "(Nye, 1990) " + "records " * 300
    assert set(around(text, "(Nye, 1990)").split()) == {"records", "(Nye,", "1990)"}


def test_a_text_without_blanks_is_cut_anywhere() -> None:
    text = "a" * 5000 + "(1990)" + "a" * 5000
    assert len(around(text, "(1990)")) <= 1506


@pytest.mark.parametrize(
    ("at", "held"), [(1, False), (2, True), (4, True), (5, False), (7, True), (9, True), (10, False)]
)
def test_spans_hold_what_lies_in_one(at: int, held: bool) -> None:
    assert Spans([(7, 9), (2, 5), (8, 10)]).hold(at) is held


def test_a_long_span_holds_what_lies_behind_a_short_one() -> None:
    assert Spans([(0, 10), (2, 3)]).hold(5)
