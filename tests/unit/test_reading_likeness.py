"""What looks like a reference, and what like prose."""

import pytest

from refdesk.reading.likeness import (
    is_inverted,
    looks_like_reference,
    opens_with_date,
    reads_as_prose,
    surely_reference,
)


@pytest.mark.parametrize(
    "text",
    [
        "Ostrom, E. (1990). *Governing the Commons*. CUP.",
        "Jane Jacobs, The Death and Life of Great American Cities (Random House, 1961)",
        "Niklas Luhmann: Soziale Systeme. Frankfurt 1984.",
        "FREIRE, P.; HORTON, M. Caminho. 1990.",
        "Centraal Bureau voor de Statistiek (CBS). (2021). Bevolking.",
        "Edward Muir and Guido Ruggiero, eds., Microhistory (1991)",
        "3M Company. *Annual Report*. 2001.",
        "[Governing the Commons](https://example.org/ostrom)",
        "Luhmann, N. (o. J.): Macht.",
    ],
)
def test_an_entry_looks_like_one(text: str) -> None:
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "The river rises in the hills. In 1863 Speke found the lake. Smith, J. (1990) said so.",
        "In 1990 things were not as they are now.",
        "Ostrom’s study looks at groups of 1990.",
    ],
)
def test_prose_looks_like_no_entry(text: str) -> None:
    assert not looks_like_reference(text)


def test_a_sentence_is_surely_no_reference() -> None:
    assert not surely_reference("Byman, D. (2012) said that this was what they were: 5–7.")


def test_small_words_in_a_title_are_no_prose() -> None:
    assert not reads_as_prose("Carr, N. “what this is, or who they were that was here,” 2008.")


@pytest.mark.parametrize("text", ["Jacobs, Jane.", "de la Cruz, J.", "Antman EM, Lau J.", "J. Jacobs"])
def test_a_list_begins_with_the_family(text: str) -> None:
    assert is_inverted(text)


@pytest.mark.parametrize("text", ["Jane Jacobs, Cities", "Jacobs, *Cities*, 5", "World Bank, Report"])
def test_a_note_begins_with_the_given_name(text: str) -> None:
    assert not is_inverted(text)


@pytest.mark.parametrize("line", ["Ostrom, E., & Walker, J. (1994). Rules", "World Bank. (2020). Report"])
def test_a_name_with_its_year_opens_an_entry(line: str) -> None:
    assert opens_with_date(line)


@pytest.mark.parametrize("line", ["University Press. Cambridge", "Political Science, 3(1), 5. As in (1990)"])
def test_the_rest_of_an_entry_opens_none(line: str) -> None:
    assert not opens_with_date(line)
