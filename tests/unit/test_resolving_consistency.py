"""Citations, list, notes and quotations of one document, held against each other."""

import pytest

from refdesk.model.document import Document
from refdesk.model.problem import Problem
from refdesk.resolving.consistency import consistency
from refdesk.resolving.extraction import extract_document

JACOBS = "Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House."
OSTROM = "Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press."
CRAFTING = "Ostrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press."
QUOTED = "“there is no reason to believe that bureaucrats are better than the people”"


def problems(text: str, *entries: str) -> tuple[Problem, ...]:
    listed = "\n\n".join(entries)
    whole = f"{text}\n\nReferences\n\n{listed}\n" if entries else text
    return consistency(extract_document(Document(text=whole)))


def codes(text: str, *entries: str) -> list[str]:
    return [problem.code for problem in problems(text, *entries)]


def test_a_sound_document_has_nothing_at_odds() -> None:
    assert codes("Streets live (Jacobs, 1961). Pastures last (Ostrom, 1990).", JACOBS, OSTROM) == []


def test_a_source_that_the_list_lacks_is_told() -> None:
    assert codes("Streets live (Jacobs, 1961). So (Nomura, 2004).", JACOBS) == ["cited-not-listed"]


def test_a_source_that_the_list_lacks_is_told_once() -> None:
    assert codes("Streets live (Jacobs, 1961). So (Nomura, 2004). So (Nomura, 2004).", JACOBS) == ["cited-not-listed"]


def test_without_a_list_nothing_is_missing_from_it() -> None:
    assert codes("So (Nomura, 2004).") == []


def test_an_entry_that_nothing_cites_is_told() -> None:
    assert codes("Streets live (Jacobs, 1961).", JACOBS, OSTROM) == ["listed-not-cited"]


def test_an_entry_that_nothing_cites_is_told_at_its_place() -> None:
    (problem,) = problems("Streets live (Jacobs, 1961).", JACOBS, OSTROM)
    assert problem.message == "Ostrom (1990) is listed, but never cited."


def test_another_year_is_no_missing_entry() -> None:
    assert codes("Streets live (Jacobs, 1962).", JACOBS) == ["year-at-odds"]


def test_a_year_two_apart_is_no_missing_entry() -> None:
    assert codes("Streets live (Jacobs, 1963).", JACOBS) == ["year-at-odds"]


def test_a_year_at_odds_names_both_years() -> None:
    (problem,) = problems("Streets live (Jacobs, 1962).", JACOBS)
    assert all(year in problem.message for year in ("1961", "1962"))


def test_a_year_far_away_is_another_work() -> None:
    assert "cited-not-listed" in codes("Streets live (Jacobs, 1999).", JACOBS)


def test_another_spelling_is_no_missing_entry() -> None:
    assert codes("Streets live (Jacbos, 1961).", JACOBS) == ["spelling-at-odds"]


def test_a_signed_work_may_be_cited_by_its_title() -> None:
    dictionary = "Onions, C. T. (1966). *The Oxford Dictionary of English Etymology*. Clarendon Press."
    assert codes("So it says (Oxford Dictionary of English Etymology, 1966).", dictionary) == []


def test_two_entries_that_a_cite_cannot_tell_apart_are_told() -> None:
    assert "same-author-year" in codes("Pastures last (Ostrom, 1990).", OSTROM, CRAFTING)


def test_letters_tell_two_entries_apart() -> None:
    entries = OSTROM.replace("1990", "1990a"), CRAFTING.replace("1990", "1990b")
    assert codes("Pastures last (Ostrom, 1990a). Canals too (Ostrom, 1990b).", *entries) == []


def notes(*numbers: int) -> str:
    marks = " ".join(f"Word {at}.[^{number}]" for at, number in enumerate(numbers))
    texts = "\n\n".join(f"[^{number}]: Elinor Ostrom, *Governing*, {at}." for at, number in enumerate(numbers))
    return f"{marks}\n\n{texts}\n"


def test_a_number_that_the_notes_leave_out_is_told() -> None:
    assert codes(notes(1, 2, 4, 5)) == ["note-number-missing"]


def test_numbers_in_order_are_sound() -> None:
    assert codes(notes(1, 2, 3)) == []


def test_a_long_quotation_without_a_mark_is_told() -> None:
    text = f"Streets live (Jacobs, 1961). {'Words go on here. ' * 20}She said {QUOTED} once. {'More follows. ' * 20}"
    assert codes(text, JACOBS) == ["quote-without-source"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"She said {QUOTED} (Jacobs, 1961).",
        f"Jacobs (1961) said {QUOTED} once.",
        f"Jacobs (1961) said this. “{QUOTED[1:-1]}.”",
        "She said “there is no reason” (once, as ever, in passing).",
    ],
)
def test_a_quotation_with_its_source_is_sound(sentence: str) -> None:
    filler = "Words go on here. " * 20
    assert "quote-without-source" not in codes(f"Streets live (Jacobs, 1961). {filler}{sentence} {filler}", JACOBS)


def test_a_document_that_cites_nothing_owes_no_source() -> None:
    assert codes(f"She said {QUOTED} once.") == []


@pytest.mark.parametrize("sign", ["“", "”", '"', "«", "„", "(", "“a"])
def test_hostile_quotation_marks_end(sign: str) -> None:
    assert len(codes(f"Streets live (Jacobs, 1961). {sign * 50_000}", JACOBS)) < 5
