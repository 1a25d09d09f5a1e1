"""The measure of the small documents: it finds nothing wrong with what is right, and names each thing that is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.comparing import differing, fields_of, same
from evaluation.documents import field_table, main, table
from evaluation.ledgers import CitationFact, CiteFact, Ledger, WorkFact, read_ledgers
from evaluation.measuring import LONGEST_MARK, Measured, measure
from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.date import PartialDate
from refdesk.model.document import Document, Extraction
from refdesk.model.name import Name
from refdesk.model.work import Work

OSTROM = WorkFact(
    id="ostrom",
    type="book",
    fields={"author": "Ostrom", "year": "1990", "title": "Governing the Commons", "publisher": "CUP"},
    also={"publisher": ("", "Cambridge UP")},
    places=((100, 150), (300, 340)),
    begins="Ostrom",
)
SMITH = WorkFact(
    id="smith", type="book", fields={"author": "Smith", "title": "Wealth"}, places=((200, 240),), begins="Smith"
)
LEDGER = Ledger(
    path=Path("made.txt"),
    convention="author-date",
    language="en",
    works=(OSTROM, SMITH),
    citations=(
        CitationFact(
            at=10,
            mark="(Ostrom 1990, 5; Smith 1776)",
            kind="parenthetical",
            cites=(CiteFact(works=frozenset({"ostrom"}), locators=("5", "")), CiteFact(works=frozenset({"smith"}))),
        ),
        CitationFact(at=50, mark="she adds", kind="attributed", cites=(), optional=True),
        CitationFact(
            at=70, mark="(X 1990)", kind="parenthetical", cites=(CiteFact(works=frozenset({"ostrom", "smith"})),)
        ),
    ),
)
REFERENCES = (
    Reference(
        id="r1",
        start=102,
        end=150,
        raw="Ostrom …",
        where="list",
        work=Work(
            type="book", authors=(Name("Ostrom", "E."),), issued=PartialDate(1990), title="Governing the commons"
        ),
    ),
    Reference(
        id="r2",
        start=200,
        end=238,
        raw="Smith …",
        where="list",
        work=Work(type="book", authors=(Name("Smith"),), title="Wealth"),
    ),
)
CITATIONS = (
    Citation(
        id="c1",
        start=10,
        end=38,
        text="(Ostrom 1990, 5; Smith 1776)",
        kind="parenthetical",
        cites=(Cite(references=("r1",), locator="5"), Cite(references=("r2",))),
    ),
    Citation(id="c2", start=70, end=78, text="(X 1990)", kind="parenthetical", cites=(Cite(references=("r1", "r2")),)),
)
RIGHT = Extraction(document=Document(text=""), work=Work(), references=REFERENCES, citations=CITATIONS)


def ids(extraction: Extraction) -> set[str]:
    return {miss.id for miss in measure(LEDGER, extraction).misses}


def with_reference(**change: Any) -> Extraction:
    return replace(RIGHT, references=(replace(REFERENCES[0], **change), *REFERENCES[1:]))


def with_work(**change: Any) -> Extraction:
    return with_reference(work=replace(REFERENCES[0].work, **change))


def with_citation(**change: Any) -> Extraction:
    return replace(RIGHT, citations=(replace(CITATIONS[0], **change), *CITATIONS[1:]))


def with_cites(*cites: Cite) -> Extraction:
    return with_citation(cites=cites)


def test_nothing_is_wrong_with_what_is_right() -> None:
    assert ids(RIGHT) == set()


def test_all_that_is_right_is_counted() -> None:
    counts = measure(LEDGER, RIGHT).counts
    assert {name: counts[f"{name} right"] for name in ("works", "citations", "links")} == {
        "works": 2,
        "citations": 2,
        "links": 3,
    }


@pytest.mark.parametrize(
    ("fault", "extraction"),
    [
        ("work ostrom lost", with_reference(start=126)),
        ("work at 126 false", with_reference(start=126)),
        ("work ostrom year", with_work(issued=PartialDate(1991))),
        ("work ostrom place", with_work(place="Cambridge")),
        ("work ostrom type", with_work(type="report")),
        ("citation 10 lost", with_citation(start=39, end=45)),
        ("citation 39 false", with_citation(start=39, end=45)),
        ("citation 10 lost", with_citation(end=10 + LONGEST_MARK + 1)),
        ("citation 10 kind", with_citation(kind="narrative")),
        ("citation 10 place", with_citation(end=37)),
        ("citation 10 link to smith lost", with_cites(CITATIONS[0].cites[0])),
        ("citation 10 link to ?r9 false", with_cites(*CITATIONS[0].cites, Cite(references=("r9",)))),
        ("citation 10 locator", with_cites(Cite(references=("r1",), locator="6"), Cite(references=("r2",)))),
        ("citation 10 quoted in", with_cites(Cite(references=("r1",), locator="5", quoted_in=True))),
        ("citation 10 link to ostrom lost", with_cites(Cite(references=("r1", "r2")))),
    ],
)
def test_a_fault_is_named(fault: str, extraction: Extraction) -> None:
    assert f"made {fault}" in ids(extraction)


def test_one_of_two_works_is_no_answer_where_nobody_can_tell() -> None:
    sure = replace(CITATIONS[1], cites=(Cite(references=("r1",)),))
    misses = ids(replace(RIGHT, citations=(CITATIONS[0], sure)))
    assert misses == {"made citation 70 link to ostrom or smith lost", "made citation 70 link to ostrom false"}


def test_doubt_where_there_is_none_is_no_false_link() -> None:
    counts = measure(LEDGER, with_cites(Cite(references=("r1", "r2")))).counts
    assert (counts["links found"], counts["links right"]) == (1, 1)


def test_a_value_of_also_is_as_right() -> None:
    assert ids(with_work(publisher="Cambridge UP")) == set()


def test_a_work_is_found_at_any_of_its_places() -> None:
    assert ids(with_reference(start=300, end=340)) == set()


def test_a_locator_of_several_answers_is_right() -> None:
    assert ids(with_cites(Cite(references=("r1",)), CITATIONS[0].cites[1])) == set()


def test_a_second_reference_at_one_work_is_false() -> None:
    second = replace(REFERENCES[0], id="r3", start=300, end=338)
    assert ids(replace(RIGHT, references=(*REFERENCES, second))) == {"made work at 300 false"}


def test_one_reference_is_not_two_works() -> None:
    swallowed = replace(REFERENCES[0], end=240)
    assert ids(replace(RIGHT, references=(swallowed,))) >= {"made work smith lost"}


def test_the_closest_reference_is_the_work() -> None:
    wide = replace(REFERENCES[0], id="r0", start=90, end=190)
    assert ids(replace(RIGHT, references=(wide, *REFERENCES))) == {"made work at 90 false"}


def test_another_type_may_be_as_right() -> None:
    ledger = replace(LEDGER, works=(replace(OSTROM, also={**OSTROM.also, "type": ("report",)}), SMITH))
    assert measure(ledger, with_work(type="report")).misses == ()


def test_a_work_with_one_field_wrong_is_not_whole() -> None:
    assert measure(LEDGER, with_work(place="Cambridge")).counts["works whole"] == 1


def test_a_link_of_what_is_no_citation_counts_as_false() -> None:
    stray = Citation(id="c3", start=90, end=95, text="(5)", kind="numeric", cites=(Cite(references=("r1",)),))
    assert measure(LEDGER, replace(RIGHT, citations=(*CITATIONS, stray))).counts["links found"] == 4


def test_where_naming_words_end_is_taste() -> None:
    named = CitationFact(at=50, mark="she adds that", kind="attributed", cites=())
    found = Citation(id="c3", start=50, end=58, text="she adds", kind="attributed", cites=())
    ledger = replace(LEDGER, works=(), citations=(named,))
    assert measure(ledger, replace(RIGHT, references=(), citations=(found,))).misses == ()


def test_what_is_optional_counts_for_nothing() -> None:
    found = Citation(id="c3", start=50, end=58, text="she adds", kind="attributed", cites=(Cite(references=("r1",)),))
    cites = (CiteFact(works=frozenset({"ostrom"})),)
    facts = tuple(replace(fact, cites=cites) if fact.optional else fact for fact in LEDGER.citations)
    counts = measure(replace(LEDGER, citations=facts), replace(RIGHT, citations=(*CITATIONS, found))).counts
    assert counts == measure(LEDGER, RIGHT).counts


def test_what_is_optional_may_be_found() -> None:
    found = Citation(id="c3", start=50, end=58, text="she adds", kind="attributed", cites=())
    assert ids(replace(RIGHT, citations=(*CITATIONS, found))) == set()


def test_a_page_alone_is_of_either_kind() -> None:
    page = CitationFact(at=10, mark="(247)", kind="parenthetical", cites=())
    found = Citation(id="c1", start=10, end=15, text="(247)", kind="narrative", cites=())
    ledger = replace(LEDGER, works=(), citations=(page,))
    assert measure(ledger, replace(RIGHT, references=(), citations=(found,))).misses == ()


def test_counts_of_documents_add_up() -> None:
    once = measure(LEDGER, RIGHT)
    both = once + once
    assert both.counts["works gold"] == 2 * once.counts["works gold"]


def test_the_table_has_a_row_for_each_convention() -> None:
    other = replace(LEDGER, convention="notes")
    lines = table([(LEDGER, measure(LEDGER, RIGHT)), (other, measure(other, RIGHT))])
    assert [line.split()[0] for line in lines] == ["convention", "author-date", "notes", "all"]


def test_a_share_of_nothing_is_none() -> None:
    empty = replace(LEDGER, works=(), citations=())
    assert "–" in table([(empty, Measured(measure(empty, replace(RIGHT, references=(), citations=())).counts))])[-1]


def made_folder(folder: Path) -> Path:
    """A folder with a document that cites nothing, and a ledger that says it does."""
    (folder / "a.txt").write_text("No word of it.", encoding="utf-8")
    marks = [{"at": 3, "mark": "word", "kind": "note", "cites": []}]
    ledger = {"document": "a.txt", "convention": "notes", "language": "en", "works": [], "citations": marks}
    (folder / "a.json").write_text(json.dumps(ledger), encoding="utf-8")
    return folder


def test_the_command_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(made_folder(tmp_path))])
    assert [line.split()[:1] for line in capsys.readouterr().out.splitlines()] == [
        [f"{tmp_path.name}:"],
        ["convention"],
        ["notes"],
        ["all"],
        [],
    ]


def test_the_command_prints_each_miss_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--errors", str(made_folder(tmp_path))])
    assert "a citation 3 lost: 'word'" in capsys.readouterr().out.splitlines()


def test_a_ledger_is_read_as_it_is_written(tmp_path: Path) -> None:
    works = [{"id": "a", "type": "book", "author": ["Smith", "Jones"], "places": [[0, 9]], "begins": "Smith"}]
    marks = [
        {"at": 1, "mark": "it", "kind": "attributed", "optional": True, "cites": [{"work": ["a"], "locator": "5"}]}
    ]
    ledger = {"document": "a.md", "convention": "notes", "language": "en", "works": works, "citations": marks}
    (tmp_path / "a.json").write_text(json.dumps(ledger), encoding="utf-8")
    (read,) = read_ledgers(tmp_path)
    assert (read.works[0].fields, read.path, read.citations) == (
        {"author": "Smith; Jones"},
        tmp_path / "a.md",
        (
            CitationFact(
                at=1,
                mark="it",
                kind="attributed",
                cites=(CiteFact(works=frozenset({"a"}), locators=("5",)),),
                optional=True,
            ),
        ),
    )


def test_a_field_is_counted_as_printed_as_given_or_as_right() -> None:
    counts = measure(LEDGER, with_work(title="Another", place="Cambridge", publisher="Cambridge UP")).counts
    names = ("title", "place", "publisher", "year")
    assert {name: [counts[f"{name} {count}"] for count in ("gold", "found", "right")] for name in names} == {
        "title": [2, 2, 1],
        "place": [0, 1, 0],
        "publisher": [1, 1, 1],
        "year": [1, 1, 1],
    }


def test_fields_of_a_lost_work_are_lost() -> None:
    counts = measure(LEDGER, replace(RIGHT, references=REFERENCES[:1])).counts
    assert (counts["author gold"], counts["author right"]) == (2, 1)


def test_all_fields_together_are_the_last_line() -> None:
    assert field_table([measure(LEDGER, RIGHT)])[-1].split() == ["fields", "5", "1.00", "1.00"]


# --- fields ---


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("title", "On Liberty: an Essay", "On liberty – an essay"),
        ("pages", "12–34", "12-34"),
        ("author", "van der Berg; O’Neil", "Berg; O'Neil"),
        ("author", "d'Alembert", "Alembert"),
        ("edition", "2nd ed.", "Second edition"),
        ("edition", "3., neu bearb. Aufl.", "dritte"),
        ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("url", "https://www.example.org/a%20b/", "http://example.org/a b"),
        ("title", "Cafe\u0301", "Café"),
    ],
)
def test_taste_is_no_difference(field: str, one: str, other: str) -> None:
    assert same(field, one, other)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("title", "On Liberty", "On Liberty and Other Essays"),
        ("author", "Smith; Jones", "Smith"),
        ("author", "Smith; Jones", "Jones; Smith"),
        ("year", "1990", ""),
        ("edition", "2nd", "3rd"),
        ("edition", "revised", ""),
        ("doi", "10.1000/abc", "10.1000/abd"),
        ("volume", "12", "123"),
        ("author", "Müller", "Muller"),
    ],
)
def test_letters_make_a_difference(field: str, one: str, other: str) -> None:
    assert not same(field, one, other)


def test_an_address_that_repeats_the_doi_is_no_field() -> None:
    assert fields_of({"DOI": "10.1000/abc", "URL": "https://doi.org/10.1000/ABC"}) == {"doi": "10.1000/abc"}


def test_et_al_is_no_author() -> None:
    assert fields_of({"author": [{"family": "Smith"}, {"literal": "others"}]}) == {"author": "Smith"}


def test_a_name_is_known_by_particle_with_family() -> None:
    names = [{"family": "Berg", "non-dropping-particle": "van den"}, {"literal": "Smith; Sons"}]
    assert fields_of({"author": names}) == {"author": "van den Berg; Smith, Sons"}


def test_the_year_is_that_of_issue() -> None:
    assert fields_of({"issued": {"date-parts": [[1990, 5]]}, "accessed": {"date-parts": [[2020]]}}) == {"year": "1990"}


def test_differing_fields_are_named() -> None:
    assert differing({"year": "1990", "place": "Oxford"}, {"year": "1991"}) == ("year", "place")
