"""Each small document, read by refdesk, beside its ledger.

A disagreement fails a test, unless `small/known_misses.txt` lists it; one that is listed there and has gone fails
too, so that the list is always the whole truth. `python -m evaluation.documents --write-misses` writes it anew.
"""

import itertools
import re
from pathlib import Path

import pytest

from evaluation.comparing import FIELDS
from evaluation.documents import ASIDE, KNOWN_MISSES, SMALL, measure_document, read_misses, write_misses
from evaluation.ledgers import Ledger, WorkFact, read_ledgers
from evaluation.measuring import Measured
from refdesk.desk.extracting import read_document

LEDGERS = {ledger.name: ledger for ledger in read_ledgers(SMALL)}
ALL = LEDGERS | {ledger.name: ledger for ledger in read_ledgers(ASIDE)}
KINDS = {"parenthetical", "narrative", "numeric", "note", "short-note", "ibid", "attributed"}
ADVICE = "if that is as it should be: python -m evaluation.documents --write-misses"

every_document = pytest.mark.parametrize("name", LEDGERS)
every_ledger = pytest.mark.parametrize("name", ALL)


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    return {name: measure_document(ledger) for name, ledger in LEDGERS.items()}


@every_document
def test_nothing_new_is_missed(name: str, measured: dict[str, Measured]) -> None:
    known = read_misses()
    new = [f"{miss.id}: {miss.detail}" for miss in measured[name].misses if miss.id not in known]
    assert new == [], ADVICE


@every_document
def test_what_is_known_to_be_missed_is_missed(name: str, measured: dict[str, Measured]) -> None:
    known = {miss for miss in read_misses() if miss.startswith(f"{name} ")}
    assert known - {miss.id for miss in measured[name].misses} == set(), ADVICE


def test_every_known_miss_is_one_of_a_document() -> None:
    assert {miss.partition(" ")[0] for miss in read_misses()} <= set(LEDGERS)


# --- the ledgers themselves ---


def text_of(ledger: Ledger) -> str:
    return read_document(ledger.path).text


def words_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize("folder", [SMALL, ASIDE])
def test_every_document_has_a_ledger(folder: Path) -> None:
    texts = {path for suffix in ("txt", "md") for path in folder.glob(f"*.{suffix}") if path != KNOWN_MISSES}
    assert texts == {ledger.path for ledger in read_ledgers(folder)}


@every_ledger
def test_each_mark_stands_where_the_ledger_says(name: str) -> None:
    text = text_of(ALL[name])
    facts = ALL[name].citations
    assert [fact.mark for fact in facts if text[slice(*fact.span)] != fact.mark] == []


@every_ledger
def test_marks_stand_in_order_apart(name: str) -> None:
    spans = [fact.span for fact in ALL[name].citations]
    assert [pair for pair in itertools.pairwise(spans) if pair[0][1] > pair[1][0]] == []


@every_ledger
def test_each_work_begins_as_the_ledger_says(name: str) -> None:
    text = text_of(ALL[name])
    assert [work.id for work in ALL[name].works if not text.startswith(work.begins, work.places[0][0])] == []


@every_ledger
def test_every_fact_is_printed_where_the_work_is_described(name: str) -> None:
    text = text_of(ALL[name])
    assert [miss for work in ALL[name].works for miss in unprinted(work, text)] == []


def unprinted(work: WorkFact, text: str) -> list[str]:
    """The facts that no place of the work prints; a dash or "Idem" stands for the author above."""
    printed = [text[slice(*place)] for place in work.places]
    repeated = re.match(r"[—–_-]{2}|Idem\b", work.begins)
    facts = [(field, part) for field, value in work.fields.items() for part in value.split(";")]
    return [
        f"{work.id} {field} {part}"
        for field, part in facts
        if not any(prints(place, part) for place in printed) and not (repeated and field == "author")
    ]


def prints(place: str, fact: str) -> bool:
    """Whether the fact stands there in one piece, or word for word around the foot of a page."""
    return words_of(fact) in words_of(place) or set(re.findall(r"\w+", fact)) <= set(re.findall(r"\w+", place))


@every_ledger
def test_every_cite_means_a_work_of_the_ledger(name: str) -> None:
    meant = {work for fact in ALL[name].citations for cite in fact.cites for work in cite.works}
    assert meant <= {work.id for work in ALL[name].works}


@every_ledger
def test_kinds_and_fields_are_those_there_are(name: str) -> None:
    works = ALL[name].works
    assert {fact.kind for fact in ALL[name].citations} <= KINDS
    assert {field for work in works for field in work.also} <= {*FIELDS, "type"}


# --- the list of known misses ---


def test_a_miss_is_written_once_in_order(tmp_path: Path, measured: dict[str, Measured]) -> None:
    write_misses([*measured.values(), *measured.values()], tmp_path / "known.txt")
    written = (tmp_path / "known.txt").read_text(encoding="utf-8").splitlines()
    assert written == sorted({miss.id for one in measured.values() for miss in one.misses})
