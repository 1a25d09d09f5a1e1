"""The ledger itself: does it agree with itself, and do its places hold what it says?"""

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.corpus.comparing import fold
from tests.corpus.facts import CITES, DOCUMENTS, WORKS, PlaceFact, WorkFact, cites_of

LONGEST_MARK = 80
"""A mark is no sentence: the longest bracket of the documents has 57 characters."""

PLACES = [(work, place) for work in WORKS.values() for place in work.found_in]

DESCRIBED = [(work, place) for work, place in PLACES if place.where != "text"]
"""A stub's facts stand around its mark, not in it."""


def text_of(corpus: Path, document: str) -> str:
    return (corpus / f"{document}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def texts(corpus: Path) -> dict[str, str]:
    return {document: text_of(corpus, document) for document in DOCUMENTS}


def test_every_cite_means_a_work_of_the_ledger() -> None:
    assert {fact.work for fact in CITES} <= set(WORKS)


def test_only_the_uncited_entry_of_the_list_is_cited_nowhere() -> None:
    assert set(WORKS) - {fact.work for fact in CITES} == {"shah2021"}


def test_cites_stand_in_order_of_place() -> None:
    for document in DOCUMENTS:
        starts = [fact.start for fact in cites_of(document)]
        assert starts == sorted(starts), document


def test_marks_do_not_overlap() -> None:
    for document in DOCUMENTS:
        places = sorted({fact.place for fact in cites_of(document)})
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(places)), document


def test_a_work_that_is_no_stub_is_described_somewhere() -> None:
    assert [work.work for work in WORKS.values() if work.full != (work.found_in[0].where != "text")] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_counts_are_those_of_the_lines(document: str) -> None:
    firm = [fact for fact in cites_of(document) if not fact.anaphora]
    works = {fact.work for fact in cites_of(document)}
    works |= {work.work for work, place in PLACES if place.document == document}
    counts = DOCUMENTS[document]
    assert (len({fact.place for fact in firm}), len(firm), len(works)) == (
        counts.citations,
        counts.cites,
        counts.works,
    )


def test_no_two_works_are_described_at_one_place() -> None:
    described = Counter((place.document, place.start) for _, place in PLACES)
    assert [place for place, times in described.items() if times > 1] == []


def test_the_ledger_holds_marks_but_no_sentences() -> None:
    assert [fact.text for fact in CITES if len(fact.text) > LONGEST_MARK] == []


def test_each_mark_is_what_the_document_prints_there(texts: dict[str, str]) -> None:
    assert [fact for fact in CITES if texts[fact.document][fact.start : fact.end] != fact.text] == []


@pytest.mark.parametrize("document", ["efsas2022", "kakar2024"])
def test_no_bracket_with_a_year_is_unlabelled(document: str, texts: dict[str, str]) -> None:
    text = texts[document].partition("\nReferences\n")[0]
    labelled = {offset for fact in cites_of(document) for offset in range(*fact.place)}
    years = [match.start() for match in re.finditer(r"(?<=[ (])\d{4}(?=\))", text)]
    assert len(years) > 15
    assert [text[offset - 30 : offset + 5] for offset in years if offset not in labelled] == []


def test_every_note_number_of_the_body_is_labelled(texts: dict[str, str]) -> None:
    text = texts["khan-akram"]
    numbers = [match.span() for match in re.finditer(r"(?<!\n)(?<![⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]+", text)]
    labelled = [fact.place for fact in cites_of("khan-akram")]
    affiliations = 2
    assert numbers[affiliations:] == labelled


@pytest.mark.parametrize(("work", "place"), DESCRIBED, ids=[f"{work.work}@{place.start}" for work, place in DESCRIBED])
def test_each_described_fact_is_printed_there(work: WorkFact, place: PlaceFact, texts: dict[str, str]) -> None:
    printed = _words(texts[place.document][place.start : place.end])
    csl = work.printed_at(place)
    names = [part for name in csl.get("author", ()) for part in name.values()]
    plain = ("title", "printed_title", "container-title", "publisher", "volume", "issue", "page", "genre", "DOI")
    facts = [*names, *csl["urls"], *(csl[field] for field in plain if field in csl)]
    assert [fact for fact in facts if _words(fact) not in printed] == []


@pytest.mark.parametrize(("work", "place"), DESCRIBED, ids=[f"{work.work}@{place.start}" for work, place in DESCRIBED])
def test_each_address_printed_there_is_in_the_ledger(work: WorkFact, place: PlaceFact, texts: dict[str, str]) -> None:
    printed = re.findall(r"https?://[^\s>]+", texts[place.document][place.start : place.end])
    known = {*work.printed_at(place)["urls"], f"https://doi.org/{work.csl.get('DOI')}"}
    assert {address.rstrip(".") for address in printed} <= known


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()
