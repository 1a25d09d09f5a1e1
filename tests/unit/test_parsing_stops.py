"""Where quotations and sentences end."""

import pytest

from refdesk.parsing.stops import OPENING, quoted, sentence_end


def sentences(text: str) -> list[str]:
    """The text cut where `sentence_end` ends it."""
    found = []
    at = 0
    while at < len(text):
        end = sentence_end(text, at)
        found.append(text[at:end].strip())
        at = end
    return [sentence for sentence in found if sentence]


@pytest.mark.parametrize(
    "printed",
    ["“Dust,” he", '"Dust," he', "‘Dust,’ he", "'Dust,' he", "«Dust,» he", "„Dust,“ he", "»Dust,« he", "‚Dust,‘ he"],
)
def test_every_pair_of_marks_encloses(printed: str) -> None:
    assert quoted(printed, 0)[0] == "Dust,"


@pytest.mark.parametrize("printed", ["‘The nurse’s tale’, x", "'The nurse's tale', x"])
def test_an_apostrophe_ends_no_quotation(printed: str) -> None:
    assert quoted(printed, 0)[1] == len(printed) - 3


def test_a_quotation_may_hold_another() -> None:
    assert quoted("«Dust «and» ash», x", 0)[0] == "Dust «and» ash"


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    assert quoted("“Dust and ash. London: Sage.", 0)[0] == "Dust and ash."


def test_a_straight_mark_may_close_a_curly_one() -> None:
    assert quoted('“Dust," x', 0)[0] == "Dust,"


def test_a_straight_mark_within_curly_ones_closes_nothing() -> None:
    assert quoted('“The "new" dust,” x', 0)[0] == 'The "new" dust,'


@pytest.mark.parametrize("text", ["O'Neil", "nurse’s", "the 1960s' dust"])
def test_an_apostrophe_opens_nothing(text: str) -> None:
    assert OPENING.search(text) is None


@pytest.mark.parametrize("abbreviation", ["J.", "St.", "vs.", "no.", "vol.", "Proc.", "U.S."])
def test_an_abbreviation_ends_no_sentence(abbreviation: str) -> None:
    text = f"Dust of {abbreviation} Ash"
    assert sentence_end(text) == len(text)


@pytest.mark.parametrize("stop", [".", "?", "!"])
def test_a_stop_ends_a_sentence(stop: str) -> None:
    assert sentences(f"Dust and ash{stop} London") == [f"Dust and ash{stop}", "London"]


def test_a_stop_before_a_small_letter_ends_no_sentence() -> None:
    assert len(sentences("Sarsia marii n. sp. and others")) == 1


def test_a_stop_within_a_number_ends_no_sentence() -> None:
    assert len(sentences("Python 3.12 documentation")) == 1
