"""The measure: it finds nothing wrong with a perfect reading, and notices every kind of fault."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from refdesk.model.citation import Citation, Reference
from refdesk.model.date import PartialDate
from refdesk.model.document import Extraction
from refdesk.model.library import STUB, Library
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from tests.corpus.comparing import compare, fold, fold_url
from tests.corpus.facts import DOCUMENTS, WORKS
from tests.corpus.library_misses import library_misses
from tests.corpus.misses import misses_of
from tests.corpus.perfect import perfect_extraction, perfect_library, work_from

FIELD_FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "type": ("wang2010", {"type": "book"}),
    "author": ("wang2010", {"authors": ()}),
    "title": ("wang2010", {"title": "Talibanization in the tribal areas"}),
    "printed title": ("moorman2023", {"printed_title": None}),
    "venue": ("wang2010", {"container": "Strategic Studies"}),
    "issued": ("wang2010", {"issued": PartialDate(2010, 1)}),
    "accessed": ("afzal2022", {"accessed": None}),
    "urls": ("afzal2022", {"urls": ("https://www.brookings.edu/",)}),
    "volume": ("wang2010", {"volume": None}),
    "page": ("wang2010", {"pages": "74"}),
    "DOI": ("wang2010", {"doi": "https://doi.org/10.1080/19370679.2010.12023149"}),
    "number": ("jadoon2021", {"number": "494"}),
    "publisher-place": ("byman2012", {"place": "Cambridge"}),
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_perfect_extraction_misses_nothing(document: str) -> None:
    assert misses_of(document, perfect_extraction(document)) == ()


def test_a_perfect_library_misses_nothing() -> None:
    assert library_misses(perfect_library()) == ()


@pytest.mark.parametrize("field", FIELD_FAULTS)
def test_a_wrong_field_is_named(field: str) -> None:
    work, change = FIELD_FAULTS[field]
    fact = WORKS[work]
    differences = compare(fact.csl, fact.also, replace(work_from(fact.csl), **change))
    assert [difference[0] for difference in differences] == [field]


@pytest.mark.parametrize(
    "name",
    [
        Name(literal="Wang, L."),
        Name(family="L.", given="Wang"),
        Name(family="Wang", given="Li"),
        Name(family="Wang"),
    ],
)
def test_a_name_split_otherwise_is_no_agreement(name: Name) -> None:
    fact = WORKS["wang2010"]
    assert compare(fact.csl, fact.also, replace(work_from(fact.csl), authors=(name,)))


def test_a_body_split_like_a_person_is_no_agreement() -> None:
    fact = WORKS["icg2006"]
    split = Name(family="Group", given="International Crisis")
    assert compare(fact.csl, fact.also, replace(work_from(fact.csl), authors=(split,)))


def test_a_particle_may_stand_in_the_family_name() -> None:
    fact = WORKS["decourson-nettle2021"]
    names = (Name(family="De Courson", given="Benoît"), Name(family="Nettle", given="Daniel"))
    assert compare(fact.csl, fact.also, replace(work_from(fact.csl), authors=names)) == ()


def test_a_shouting_title_is_no_agreement() -> None:
    fact = WORKS["hussain-s2019"]
    shouting = replace(work_from(fact.csl), title=str(fact.csl["title"]).upper())
    assert [difference[0] for difference in compare(fact.csl, fact.also, shouting)] == ["title"]


def test_a_field_that_may_be_left_out_may_be_left_out() -> None:
    fact = WORKS["cisac2022"]
    assert compare(fact.csl, fact.also, replace(work_from(fact.csl), container=None)) == ()


def test_a_site_may_stand_as_publisher() -> None:
    fact = WORKS["afzal2022"]
    moved = replace(work_from(fact.csl), container=None, publisher="Brookings Institution")
    assert compare(fact.csl, fact.also, moved) == ()


def test_a_journal_may_not_stand_as_publisher() -> None:
    fact = WORKS["yamin2015"]
    moved = replace(work_from(fact.csl), container=None, publisher="Strategic Studies")
    assert [difference[0] for difference in compare(fact.csl, fact.also, moved)] == ["venue"]


def test_a_title_may_keep_what_the_ledger_allows_it_to_keep() -> None:
    fact = WORKS["gall-masood2007"]
    assert compare(fact.csl, fact.also, replace(work_from(fact.csl), title=fact.csl["printed_title"])) == ()


def test_a_printed_form_that_nobody_printed_is_no_agreement() -> None:
    fact = WORKS["wang2010"]
    embellished = replace(work_from(fact.csl), printed_title="TALIBANIZATION")
    assert [difference[0] for difference in compare(fact.csl, fact.also, embellished)] == ["printed title"]


def test_a_wrong_printed_form_is_no_agreement() -> None:
    fact = WORKS["moorman2023"]
    embellished = replace(work_from(fact.csl), printed_title="With No Help")
    assert [difference[0] for difference in compare(fact.csl, fact.also, embellished)] == ["printed title"]


def test_remains_of_markup_are_no_loss() -> None:
    fact = WORKS["shahzad-peshimam2023"]
    assert compare(fact.csl, fact.also, replace(work_from(fact.csl), printed_title=None)) == ()


def test_a_doi_may_be_written_as_an_address_too() -> None:
    fact = WORKS["wang2010"]
    linked = replace(work_from(fact.csl), urls=("https://doi.org/10.1080/19370679.2010.12023149",))
    assert compare(fact.csl, fact.also, linked) == ()


def test_quotes_fold_into_one_shape() -> None:
    assert fold("“Pakistan’s  Choices”") == "pakistan's choices"


def test_a_question_mark_is_no_matter_of_taste() -> None:
    assert fold("Imminent?") != fold("Imminent")


def test_a_fragment_is_no_part_of_an_address() -> None:
    assert fold_url("https://www.example.org/a/#:~:text=b") == fold_url("http://example.org/a")


def test_another_path_is_another_address() -> None:
    assert fold_url("https://example.org/a") != fold_url("https://example.org/b")


def change_citation(extraction: Extraction, **change: Any) -> Extraction:
    first, *others = extraction.citations
    return replace(extraction, citations=(replace(first, **change), *others))


def change_cite(extraction: Extraction, **change: Any) -> Extraction:
    return change_citation(extraction, cites=(replace(extraction.citations[0].cites[0], **change),))


def change_reference(extraction: Extraction, **change: Any) -> Extraction:
    first, *others = extraction.references
    return replace(extraction, references=(replace(first, **change), *others))


def with_note(references: tuple[Reference, ...], id_: str) -> tuple[Reference, ...]:
    return tuple(replace(one, where="note", note="3") if one.id == id_ else one for one in references)


def change_khan(**change: Any) -> list[str]:
    """The misses of kakar2024 after a change to the cite that prints a month."""
    extraction = perfect_extraction("kakar2024")
    khan = next(one for one in extraction.citations if one.cites[0].date)
    changed = replace(khan, cites=(replace(khan.cites[0], **change),))
    citations = tuple(changed if one == khan else one for one in extraction.citations)
    return [miss.id for miss in misses_of("kakar2024", replace(extraction, citations=citations))]


FALSE_CITATION = Citation(id="x", start=10, end=14, text="2022", kind="parenthetical")
LOUD = Problem("shouting-title", "")

EXTRACTION_FAULTS: dict[str, Callable[[Extraction], Extraction]] = {
    "efsas2022 669 lost": lambda e: replace(e, citations=e.citations[1:]),
    "efsas2022 10 false": lambda e: replace(e, citations=(FALSE_CITATION, *e.citations)),
    "efsas2022 669 place": lambda e: change_citation(e, start=670),
    "efsas2022 669 text": lambda e: change_citation(e, text="(Byman)"),
    "efsas2022 669 kind": lambda e: change_citation(e, kind="narrative"),
    "efsas2022 669 note": lambda e: change_citation(e, note="1"),
    "efsas2022 669 cites": lambda e: change_citation(e, cites=()),
    "efsas2022 669 byman2012 author": lambda e: change_cite(e, author="By"),
    "efsas2022 669 byman2012 title": lambda e: change_cite(e, title="person"),
    "efsas2022 669 byman2012 year": lambda e: change_cite(e, year="2001"),
    "efsas2022 669 byman2012 et al.": lambda e: change_cite(e, et_al=True),
    "efsas2022 669 byman2012 locator": lambda e: change_cite(e, locator="3"),
    "efsas2022 669 byman2012 quoted in": lambda e: change_cite(e, quoted_in=True),
    "efsas2022 669 byman2012 target": lambda e: change_cite(e, references=("afzal2021",)),
    "efsas2022 afzal2021 place": lambda e: change_reference(e, start=e.references[0].start - 20),
    "efsas2022 afzal2022 place": lambda e: replace(e, references=with_note(e.references, "afzal2022")),
    "efsas2022 afzal2021 title": lambda e: change_reference(e, work=replace(e.references[0].work, title="Terrorism")),
    "efsas2022 afzal2021 shouting-title false": lambda e: change_reference(e, problems=(LOUD,)),
    "efsas2022 1 false": lambda e: replace(e, references=(*e.references, replace(e.references[0], start=1, end=2))),
    "efsas2022 self title": lambda e: replace(e, work=replace(e.work, title=None)),
    "efsas2022 conventions": lambda e: replace(e, conventions=("notes",)),
}


@pytest.mark.parametrize("fault", EXTRACTION_FAULTS)
def test_a_fault_of_the_extraction_is_named(fault: str) -> None:
    misses = misses_of("efsas2022", EXTRACTION_FAULTS[fault](perfect_extraction("efsas2022")))
    assert [miss.id for miss in misses] == [fault]


def test_a_lost_reference_is_named() -> None:
    extraction = perfect_extraction("efsas2022")
    misses = misses_of("efsas2022", replace(extraction, references=extraction.references[1:]))
    assert "efsas2022 afzal2021 lost" in {miss.id for miss in misses}


def test_a_reference_that_overlaps_by_a_word_is_another() -> None:
    first, *others = perfect_extraction("efsas2022").references
    cut = replace(first, end=first.start + 10)
    misses = misses_of("efsas2022", replace(perfect_extraction("efsas2022"), references=(cut, *others)))
    assert "efsas2022 afzal2021 lost" in {miss.id for miss in misses}


def test_a_wrong_month_is_named() -> None:
    assert change_khan(date="2019-02") == ["kakar2024 22344 khan2019 year"]


def test_a_wrong_year_beside_the_right_month_is_named() -> None:
    assert change_khan(year="2018") == ["kakar2024 22344 khan2019 year"]


def test_of_the_author_of_a_note_nothing_is_claimed() -> None:
    assert misses_of("khan-akram", change_cite(perfect_extraction("khan-akram"), author="NACTA")) == ()


def test_an_oddity_that_may_be_told_is_no_fault() -> None:
    extraction = perfect_extraction("efsas2022")
    furniture = Problem("published-note-in-title", "")
    told = tuple(
        replace(one, problems=(furniture,)) if one.id == "gall-masood2007" else one for one in extraction.references
    )
    assert misses_of("efsas2022", replace(extraction, references=told)) == ()


def test_of_other_oddities_nothing_is_claimed() -> None:
    odd = Problem("title-in-lower-case", "")
    assert misses_of("efsas2022", change_reference(perfect_extraction("efsas2022"), problems=(odd,))) == ()


def test_an_oddity_untold_is_named() -> None:
    extraction = perfect_extraction("khan-akram")
    silent = tuple(replace(reference, problems=()) for reference in extraction.references)
    misses = misses_of("khan-akram", replace(extraction, references=silent))
    assert "khan-akram ali2023 date-url-mismatch untold" in {miss.id for miss in misses}


def test_a_mark_over_half_the_text_finds_nothing() -> None:
    extraction = perfect_extraction("nexus2021")
    everything = Citation(id="x", start=0, end=18_000, text="", kind="attributed")
    misses = misses_of("nexus2021", replace(extraction, citations=(everything,)))
    firm = DOCUMENTS["nexus2021"].citations
    assert [miss.claim for miss in misses] == ["citation lost"] * firm + ["citation false"]


def test_the_edges_of_an_attribution_are_taste() -> None:
    extraction = perfect_extraction("nexus2021")
    wider = change_citation(extraction, end=extraction.citations[0].end + 20)
    assert misses_of("nexus2021", wider) == ()


def test_words_that_point_back_need_not_be_found() -> None:
    extraction = perfect_extraction("nexus2021")
    firm = tuple(citation for citation in extraction.citations if citation.text not in {"The report", "His claim"})
    assert misses_of("nexus2021", replace(extraction, citations=firm)) == ()


def change_entry(library: Library, citekey: str, **change: Any) -> Library:
    entries = tuple(replace(entry, **change) if entry.citekey == citekey else entry for entry in library.entries)
    return replace(library, entries=entries)


def change_record(library: Library, **change: Any) -> Library:
    first, *others = library.citations
    return replace(library, citations=(replace(first, **change), *others))


def without_entry(library: Library, citekey: str) -> Library:
    return replace(library, entries=tuple(entry for entry in library.entries if entry.citekey != citekey))


def with_twin(library: Library, citekey: str) -> Library:
    entry = library.entry(citekey)
    assert entry is not None
    return replace(library, entries=(*library.entries, replace(entry, citekey="twin")))


def with_stranger(library: Library) -> Library:
    stranger = replace(library.entries[-1], citekey="stranger", work=work_from({"type": "document", "title": "None"}))
    return replace(library, entries=(*library.entries, stranger))


LIBRARY_FAULTS: dict[str, Callable[[Library], Library]] = {
    "library shah2021 lost": lambda lib: without_entry(lib, "shah2021"),
    "library shah2021 split": lambda lib: with_twin(lib, "shah2021"),
    "library stranger false": with_stranger,
    "library byman2012 cited by": lambda lib: change_entry(lib, "byman2012", cited_by=()),
    "library efsas2022 669 byman2012 work": lambda lib: change_record(lib, work="coll2018"),
    "library efsas2022 669 byman2012 status": lambda lib: change_record(lib, status="ambiguous"),
    "library efsas2022 lost": lambda lib: change_entry(lib, "efsas2022", keywords=()),
    "library khan-akram title": lambda lib: change_entry(
        lib, "khan-akram", work=work_from({"type": "article-journal"})
    ),
}


@pytest.mark.parametrize("fault", LIBRARY_FAULTS)
def test_a_fault_of_the_library_is_named(fault: str) -> None:
    assert fault in {miss.id for miss in library_misses(LIBRARY_FAULTS[fault](perfect_library()))}


def test_two_works_in_one_entry_are_named() -> None:
    library = perfect_library()
    shah, vohra = library.by_key["shah2021"].work, library.by_key["vohra2021"].work
    joined = change_entry(
        without_entry(library, "vohra2021"), "shah2021", work=replace(shah, urls=shah.urls + vohra.urls)
    )
    assert "library shah2021 vohra2021 joined" in {miss.id for miss in library_misses(joined)}


def test_a_record_for_no_citation_is_named() -> None:
    library = perfect_library()
    stray = replace(library.citations[0], start=5, end=6)
    strayed = replace(library, citations=(*library.citations, stray))
    assert [miss.id for miss in library_misses(strayed)] == ["library efsas2022 5 false"]


def test_a_stub_that_poses_as_a_full_work_is_named() -> None:
    posing = change_entry(perfect_library(), "zaidi2024", keywords=())
    assert "library zaidi2024 lost" in {miss.id for miss in library_misses(posing)}


def test_a_full_work_kept_as_a_stub_is_named() -> None:
    shrunk = change_entry(perfect_library(), "shah2021", keywords=(STUB,))
    assert "library shah2021 lost" in {miss.id for miss in library_misses(shrunk)}


def test_a_stub_of_another_year_is_another() -> None:
    work = replace(perfect_library().by_key["zaidi2024"].work, issued=PartialDate(2023))
    moved = change_entry(perfect_library(), "zaidi2024", work=work)
    assert "library zaidi2024 lost" in {miss.id for miss in library_misses(moved)}


def test_a_work_is_known_by_its_doi_under_any_title() -> None:
    work = replace(perfect_library().by_key["wang2010"].work, title="Another")
    retitled = change_entry(perfect_library(), "wang2010", work=work)
    assert [miss.id for miss in library_misses(retitled)] == ["library wang2010 title"]


def test_a_document_may_count_as_citing_what_its_list_holds() -> None:
    assert library_misses(change_entry(perfect_library(), "shah2021", cited_by=("efsas2022",))) == ()


def test_a_document_that_does_not_cite_the_work_is_named() -> None:
    misses = library_misses(change_entry(perfect_library(), "byman2012", cited_by=("efsas2022", "landscape2025")))
    assert [miss.id for miss in misses] == ["library byman2012 cited by"]


def test_a_cite_of_a_stub_may_have_any_status() -> None:
    library = perfect_library()
    records = tuple(replace(one, status="unmatched") if one.work == "zaidi2024" else one for one in library.citations)
    assert library_misses(replace(library, citations=records)) == ()


def test_a_document_with_two_entries_is_named() -> None:
    misses = library_misses(with_twin(perfect_library(), "landscape2025"))
    assert [miss.id for miss in misses] == ["library sources"]


def test_a_cite_without_its_record_is_named() -> None:
    library = perfect_library()
    misses = library_misses(replace(library, citations=library.citations[1:]))
    assert [miss.id for miss in misses] == ["library efsas2022 669 cites"]


def test_words_that_point_back_need_no_record() -> None:
    library = perfect_library()
    firm = tuple(record for record in library.citations if record.text not in {"The report", "His claim"})
    assert library_misses(replace(library, citations=firm)) == ()
