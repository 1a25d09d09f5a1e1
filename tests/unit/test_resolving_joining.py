"""What documents cite, joined into one library."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.document import Document
from refdesk.model.library import CitationRecord, DocumentRecord, Entry, Library
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.resolving.extraction import extract_document
from refdesk.resolving.joining import ReadDocument, join

LIST = """

References

Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House.

Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press.
"""
SECOND_OSTROM = "\n\nReferences\n\nOstrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.\n"


def read(citekey: str, text: str) -> ReadDocument:
    document = Document(text=text, path=f"{citekey}.txt", sha256=str(hash(text)))
    return ReadDocument(citekey, f"{citekey}.txt", extract_document(document))


def joined(*documents: ReadDocument, library: Library | None = None) -> Library:
    return join(library or Library(), documents)


def one_by_one(*documents: ReadDocument) -> Library:
    library = Library()
    for document in documents:
        library = join(library, [document])
    return library


def keys(library: Library) -> list[str]:
    return [entry.citekey for entry in library.entries]


def edited(library: Library, citekey: str, change: Callable[[Entry], Entry]) -> Library:
    entries = tuple(change(entry) if entry.citekey == citekey else entry for entry in library.entries)
    return replace(library, entries=entries)


def without(library: Library, citekey: str) -> Library:
    return replace(library, entries=tuple(entry for entry in library.entries if entry.citekey != citekey))


def decided(library: Library, at: int, work: str) -> Library:
    records = list(library.citations)
    records[at] = replace(records[at], work=work, status="confirmed", candidates=())
    return replace(library, citations=tuple(records))


def fates(library: Library) -> list[tuple[str | None, str]]:
    return [(record.work, record.status) for record in library.citations]


CITING = read("a", "It is so (Ostrom, 1990).")
LISTING = read("b", f"And so (Jacobs, 1961).{LIST}")
OTHER = read("c", f"Or so (Ostrom, 1990).{SECOND_OSTROM}")


def test_a_document_is_an_entry() -> None:
    assert [entry.citekey for entry in joined(CITING).entries if entry.is_source] == ["a"]


def test_a_source_keeps_its_path() -> None:
    assert joined(CITING).by_key["a"].files == ("a.txt",)


def test_a_described_work_is_an_entry() -> None:
    assert keys(joined(LISTING)) == ["b", "jacobs1961death", "ostrom1990governing"]


def test_a_cite_that_nothing_describes_is_a_stub() -> None:
    library = joined(CITING)
    assert library.by_key["ostrom1990"].is_stub


def test_a_cite_means_the_work_that_another_document_describes() -> None:
    assert joined(CITING, LISTING).citations[0].work == "ostrom1990governing"


def test_a_cite_that_nothing_fits_is_unmatched() -> None:
    assert fates(joined(CITING)) == [("ostrom1990", "unmatched")]


def test_a_cite_of_an_own_reference_is_resolved() -> None:
    assert fates(joined(LISTING)) == [("jacobs1961death", "resolved")]


def test_a_work_described_twice_is_one_entry() -> None:
    assert len(keys(joined(LISTING, read("d", f"Text.{LIST}")))) == 4


def test_a_later_description_fills_an_entry() -> None:
    fuller = LIST.replace("University Press.", "University Press. https://example.org/commons")
    library = one_by_one(LISTING, read("d", f"Text.{fuller}"))
    assert library.by_key["ostrom1990governing"].work.urls == ("https://example.org/commons",)


def test_a_later_description_changes_nothing_that_is_there() -> None:
    before = joined(LISTING)
    own = edited(before, "ostrom1990governing", lambda e: replace(e, work=replace(e.work, publisher="CUP")))
    library = joined(read("d", f"Text.{LIST}"), library=own)
    assert library.by_key["ostrom1990governing"].work.publisher == "CUP"


def test_a_stub_is_dropped_when_its_work_is_described() -> None:
    assert "ostrom1990" not in keys(one_by_one(CITING, LISTING))


def test_an_annotated_stub_is_kept() -> None:
    library = join(joined(CITING), [LISTING], annotated={"ostrom1990"})
    assert "ostrom1990" in keys(library)


@pytest.mark.parametrize(
    "change",
    [
        lambda e: replace(e, work=replace(e.work, publisher="CUP")),
        lambda e: replace(e, work=replace(e.work, authors=(Name("Ostrom", "Elinor"),))),
        lambda e: replace(e, work=replace(e.work, title="Commons")),
        lambda e: replace(e, keywords=(*e.keywords, "mine")),
        lambda e: replace(e, aliases=("eo90",)),
    ],
)
def test_a_stub_that_a_person_touched_is_kept(change: Callable[[Entry], Entry]) -> None:
    library = joined(LISTING, library=edited(joined(CITING), "ostrom1990", change))
    assert "ostrom1990" in keys(library)


def test_a_cite_that_several_works_fit_is_ambiguous() -> None:
    record = joined(CITING, LISTING, OTHER).citations[0]
    assert (record.status, record.work, record.candidates) == (
        "ambiguous",
        None,
        ("ostrom1990crafting", "ostrom1990governing"),
    )


def test_an_ambiguous_cite_is_for_review() -> None:
    assert joined(CITING, LISTING, OTHER).citations[0].review


def test_an_ambiguous_cite_cites_none_of_its_candidates() -> None:
    library = joined(CITING, LISTING, OTHER)
    assert [entry.citekey for entry in library.cites("a")] == []


def test_a_second_work_makes_a_resolved_cite_ambiguous() -> None:
    assert one_by_one(CITING, LISTING, OTHER).citations[0].status == "ambiguous"


def test_own_references_come_before_those_of_others() -> None:
    assert joined(LISTING, OTHER).citations_of("ostrom1990crafting")[0].document == "c"


def test_several_own_references_are_candidates() -> None:
    twice = LIST + "\nOstrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.\n"
    library = joined(read("a", f"So (Ostrom, 1990).{twice}"))
    assert library.citations[0].candidates == ("ostrom1990crafting", "ostrom1990governing")


def test_several_own_references_are_not_asked_of_the_library_again() -> None:
    twice = LIST + "\nOstrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.\n"
    third = "\n\nReferences\n\nOstrom, E. (1990). *Something Else Entirely About Water*. ICS Press.\n"
    library = one_by_one(read("a", f"So (Ostrom, 1990).{twice}"), read("z", f"Text.{third}"))
    assert library.citations[0].candidates == ("ostrom1990crafting", "ostrom1990governing")


def test_a_listed_work_is_cited_by_its_document() -> None:
    assert joined(LISTING).cited_by("ostrom1990governing") == ("b",)


def test_citedby_of_a_stranger_is_kept() -> None:
    own = edited(joined(LISTING), "ostrom1990governing", lambda e: replace(e, cited_by=("b", "thesis")))
    assert joined(LISTING, library=own).cited_by("ostrom1990governing") == ("b", "thesis")


def test_citedby_of_a_document_that_cites_no_more_goes() -> None:
    library = joined(read("b", "The broom goes round."), library=joined(LISTING))
    assert library.cited_by("ostrom1990governing") == ()


def test_a_described_entry_stays_though_nothing_cites_it() -> None:
    library = joined(read("b", "The broom goes round."), library=joined(LISTING))
    assert "ostrom1990governing" in keys(library)


def test_one_stub_stands_for_all_cites_with_a_label() -> None:
    library = joined(read("a", "So (Ostrom, 1990). Again (Ostrom, 1990, p. 3)."))
    assert {record.work for record in library.citations} == {"ostrom1990"}


def test_a_body_with_its_acronym_is_one_stub() -> None:
    text = "The World Food Programme (WFP) recorded 12 cases. Later WFP reported 14 more."
    library = joined(read("a", text))
    assert [len({r.work for r in library.citations}), len(library.citations)] == [1, 2]


def test_two_documents_have_their_own_stubs() -> None:
    library = joined(CITING, read("z", "It is so (Ostrom, 1990)."))
    assert keys(library) == ["a", "z", "ostrom1990", "ostrom1990a"]


def test_a_named_source_is_a_stub_for_review() -> None:
    library = joined(read("a", "Grace Hopper said, “It works.”"))
    assert (library.citations[0].review, "attributed" in library.by_key["hopper"].keywords) == (True, True)


def test_a_named_source_means_no_described_work() -> None:
    library = joined(read("a", "Elinor Ostrom said, “It works.”"), LISTING)
    assert library.citations[0].status == "unmatched"


def test_a_document_does_not_cite_itself() -> None:
    paper = "Governing the Commons Again\n\nBy Elinor Ostrom\n\nAbstract\n\nIt is (Ostrom, n.d.)."
    assert joined(read("a", paper)).citations[0].work != "a"


def test_cites_of_one_mark_stay_in_their_order() -> None:
    library = joined(read("b", f"So (Zittrain, 2014; Ostrom, 1990; Abbott, 1988).{LIST}"))
    assert [record.author for record in library.citations] == ["Zittrain", "Ostrom", "Abbott"]


def test_reading_again_changes_nothing() -> None:
    library = joined(CITING, LISTING, OTHER)
    assert joined(CITING, LISTING, OTHER, library=library) == library


def test_a_deleted_stub_is_not_made_again() -> None:
    library = joined(CITING, library=without(joined(CITING), "ostrom1990"))
    assert keys(library) == ["a"]


def test_a_deleted_stub_is_not_made_again_the_third_time() -> None:
    library = joined(CITING, library=joined(CITING, library=without(joined(CITING), "ostrom1990")))
    assert keys(library) == ["a"]


def test_a_deleted_stub_is_not_made_again_when_another_document_is_read() -> None:
    library = joined(OTHER, library=without(joined(CITING, LISTING), "ostrom1990"))
    assert "ostrom1990" not in keys(library)


def test_the_cite_of_a_deleted_stub_means_nothing() -> None:
    library = joined(CITING, library=without(joined(CITING), "ostrom1990"))
    assert fates(library) == [(None, "unmatched")]


def test_a_deleted_entry_is_not_made_again() -> None:
    library = joined(LISTING, library=without(joined(LISTING), "jacobs1961death"))
    assert keys(library) == ["b", "ostrom1990governing"]


def test_the_cite_of_a_deleted_entry_gets_no_stub() -> None:
    library = joined(LISTING, library=without(joined(LISTING), "jacobs1961death"))
    assert fates(library) == [(None, "unmatched")]


def test_the_note_of_a_deleted_entry_gets_no_stub() -> None:
    note = read("n", "One.¹\n\n¹ Elinor Ostrom, *Governing the Commons* (Cambridge: CUP, 1990), 3.")
    library = joined(note, library=without(joined(note), "ostrom1990governing"))
    assert (keys(library), fates(library)) == (["n"], [(None, "unmatched")])


def test_a_deleted_work_is_gone_for_the_documents_not_read_now() -> None:
    library = joined(OTHER, library=without(joined(LISTING), "jacobs1961death"))
    assert library.citations[0].work is None


def test_a_deleted_work_of_the_library_gets_no_stub() -> None:
    library = joined(CITING, library=without(joined(CITING, LISTING), "ostrom1990governing"))
    assert [key for key in keys(library) if key.startswith("ostrom")] == []


def test_a_deleted_source_is_not_made_again() -> None:
    assert keys(joined(CITING, library=without(joined(CITING), "a"))) == ["ostrom1990"]


def test_the_key_of_a_deleted_entry_is_not_given_again() -> None:
    library = joined(read("d", f"Text.{LIST}"), library=without(joined(LISTING), "jacobs1961death"))
    assert "jacobs1961deatha" in keys(library)


def test_a_renamed_entry_keeps_its_cites() -> None:
    own = edited(joined(LISTING), "jacobs1961death", lambda e: replace(e, citekey="jj", aliases=("jacobs1961death",)))
    assert fates(joined(LISTING, library=own)) == [("jj", "resolved")]


def test_a_renamed_stub_keeps_its_cites() -> None:
    own = edited(joined(CITING), "ostrom1990", lambda e: replace(e, citekey="eo", aliases=("ostrom1990",)))
    assert fates(joined(CITING, library=own)) == [("eo", "unmatched")]


def test_a_stub_that_a_person_completed_is_meant() -> None:
    own = edited(
        joined(CITING), "ostrom1990", lambda e: replace(e, keywords=(), work=replace(e.work, title="Governing"))
    )
    assert fates(joined(CITING, library=own)) == [("ostrom1990", "resolved")]


def moved_to_1991(entry: Entry) -> Entry:
    return replace(entry, work=replace(entry.work, issued=PartialDate(1991)))


def test_an_entry_that_fits_no_more_leaves_a_stub() -> None:
    own = edited(joined(CITING, LISTING), "ostrom1990governing", moved_to_1991)
    assert fates(joined(read("z", "The broom."), library=own))[0] == ("ostrom1990", "unmatched")


def test_an_entry_that_fits_no_more_leaves_the_other() -> None:
    own = edited(joined(CITING, LISTING), "ostrom1990governing", moved_to_1991)
    assert fates(joined(OTHER, library=own))[0] == ("ostrom1990crafting", "resolved")


def test_a_confirmed_decision_is_kept() -> None:
    own = decided(joined(CITING, LISTING), 0, "jacobs1961death")
    assert fates(joined(CITING, LISTING, library=own))[0] == ("jacobs1961death", "confirmed")


def test_a_confirmed_decision_is_kept_when_another_document_is_read() -> None:
    own = decided(joined(CITING, LISTING), 0, "jacobs1961death")
    assert fates(joined(OTHER, library=own))[0] == ("jacobs1961death", "confirmed")


@pytest.mark.parametrize(
    "text",
    [
        "More before. It is so (Ostrom, 1990).",
        "It is so (see Ostrom, 1990, p. 3).",
        "As Ostrom (1990) argued (Nye, 1990).",
    ],
)
def test_a_confirmed_decision_survives_a_changed_document(text: str) -> None:
    own = decided(joined(CITING, LISTING), 0, "jacobs1961death")
    changed = joined(read("a", text), library=own)
    assert ("jacobs1961death", "confirmed") in fates(changed)


def test_a_confirmed_decision_moves_with_its_mark() -> None:
    own = decided(joined(CITING, LISTING), 0, "jacobs1961death")
    assert joined(read("a", "More. It is so (Ostrom, 1990)."), library=own).citations[0].start == 15


def test_a_decision_stays_with_the_nearest_of_equal_marks() -> None:
    first = read("a", "So (Ostrom, 1990). " + "Word. " * 20 + "So (Ostrom, 1990).")
    own = decided(joined(first, LISTING), 1, "jacobs1961death")
    longer = read("a", "So (Ostrom, 1990). So (Ostrom, 1990). " + "Word. " * 20 + "So (Ostrom, 1990).")
    assert [status for _, status in fates(joined(longer, library=own))[:3]] == ["resolved", "resolved", "confirmed"]


def test_two_entries_of_one_key_both_stay() -> None:
    library = joined(LISTING)
    double = replace(library, entries=(*library.entries, replace(library.by_key["jacobs1961death"], keywords=("x",))))
    assert [entry.keywords for entry in joined(LISTING, library=double).entries[-1:]] == [("x",)]


def test_entries_keep_their_place_in_the_file() -> None:
    library = joined(LISTING)
    turned = replace(library, entries=library.entries[::-1])
    assert keys(joined(CITING, library=turned)) == [*keys(turned), "a"]


def test_problems_of_the_library_file_stay() -> None:
    odd = Problem("broken-block", "Broken.")
    assert joined(CITING, library=Library(problems=(odd,))).problems == (odd,)


def test_a_short_note_finds_its_work_later() -> None:
    note = read("n", "One.[^1]\n\n[^1]: Ostrom, *Governing*, 5.")
    assert one_by_one(note, LISTING).citations[-1].work == "ostrom1990governing"


def test_a_short_note_does_not_take_another_work_of_its_author() -> None:
    note = read("n", "One.[^1]\n\n[^1]: Ostrom, *Crafting*, 5.")
    assert one_by_one(note, LISTING).citations[-1].status == "unmatched"


def test_entries_printed_alike_under_two_authors_are_two() -> None:
    poems = "———. (1990). *Poems*. Press."
    first, second = "Jacobs, J. (1961). *Cities*. Random House.", "Ostrom, E. (1990). *Commons*. CUP."
    text = f"References\n\n{first}\n\n{poems}\n\n{second}\n\n{poems}"
    library = joined(read("a", text))
    assert joined(read("a", text), library=library) == library


def record_of(library: Library, document: str) -> CitationRecord:
    return next(record for record in library.citations if record.document == document)


def test_the_order_of_reading_does_not_matter_for_a_stub() -> None:
    assert record_of(one_by_one(CITING, LISTING), "a") == record_of(one_by_one(LISTING, CITING), "a")


FULL_NAME = "\n\nReferences\n\nOstrom, Elinor. *Governing the Commons*. Cambridge University Press, 1990.\n"
NAMED = read("a", "Elinor Ostrom said, “It works.”")
SHORT_NOTE = read("n", "One.[^1]\n\n[^1]: Ostrom, *Governing*, 5.")


def reasons(library: Library) -> list[str]:
    return [record.reason for record in library.citations]


def test_a_named_source_does_not_mean_a_work_by_the_same_name() -> None:
    assert joined(NAMED, read("b", f"Text.{FULL_NAME}")).citations[0].work == "ostrom"


def test_a_named_source_does_not_mean_a_work_read_later() -> None:
    assert one_by_one(NAMED, read("b", f"Text.{FULL_NAME}")).citations[0].work == "ostrom"


def test_a_named_source_of_a_deleted_stub_means_nothing() -> None:
    library = joined(LISTING, library=without(joined(NAMED), "ostrom"))
    assert library.citations[0].work is None


def test_a_short_note_keeps_its_work_when_another_of_its_author_comes() -> None:
    assert one_by_one(SHORT_NOTE, LISTING, OTHER).citations[-1].work == "ostrom1990governing"


def test_a_cite_of_the_library_whose_work_is_deleted_gets_no_stub() -> None:
    library = joined(read("z", "The broom."), library=without(joined(CITING, LISTING), "ostrom1990governing"))
    assert fates(library)[0] == (None, "unmatched")


def test_two_years_are_two_stubs() -> None:
    library = joined(read("a", "So (Ostrom, 1990). And so (Ostrom, 1991)."))
    assert [record.work for record in library.citations] == ["ostrom1990", "ostrom1991"]


def test_of_two_own_candidates_the_one_that_is_left_is_meant() -> None:
    twice = LIST + "\nOstrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.\n"
    own = without(joined(read("a", f"So (Ostrom, 1990).{twice}")), "ostrom1990crafting")
    assert fates(joined(read("z", "The broom."), library=own)) == [("ostrom1990governing", "resolved")]


def test_a_stub_that_a_person_began_to_complete_is_not_taken_for_the_work() -> None:
    own = edited(
        joined(CITING), "ostrom1990", lambda e: replace(e, work=replace(e.work, title="Governing the Commons"))
    )
    assert "ostrom1990governing" in keys(joined(LISTING, library=own))


def test_an_address_is_filled_in_once() -> None:
    listed = LIST.replace("University Press.", "University Press. https://example.org/commons")
    other = LIST.replace("University Press.", "University Press. http://www.example.org/commons/")
    library = one_by_one(read("b", f"Text.{listed}"), read("d", f"Text.{other}"))
    assert library.by_key["ostrom1990governing"].work.urls == ("https://example.org/commons",)


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        ([LISTING], "described in the same document"),
        ([CITING, LISTING], "the only work of the library with this author and year"),
        ([CITING, LISTING, OTHER], "several works have this author and year"),
        ([CITING], "no described work has this author and year"),
        ([NAMED], "named in running text only"),
    ],
)
def test_a_record_says_why(documents: list[ReadDocument], reason: str) -> None:
    assert reasons(joined(*documents))[0] == reason


def test_the_record_of_a_deleted_stub_says_so() -> None:
    assert reasons(joined(CITING, library=without(joined(CITING), "ostrom1990"))) == ["its entry was removed by hand"]


def test_several_own_references_say_so() -> None:
    twice = LIST + "\nOstrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.\n"
    assert reasons(joined(read("a", f"So (Ostrom, 1990).{twice}"))) == [
        "several works described in the same document fit"
    ]


# -- documents that others cite ----------------------------------------------------------------------------------------


def test_a_document_named_as_a_cited_work_is_that_work() -> None:
    library = joined(LISTING)
    own = joined(read("ostrom1990governing", "Governing the Commons\n\nText."), library=library)
    assert keys(own) == keys(library)


def test_a_cited_work_that_was_read_is_a_source() -> None:
    own = joined(read("ostrom1990governing", "Text."), library=joined(LISTING))
    assert own.by_key["ostrom1990governing"].is_source


def test_a_cited_work_that_was_read_names_its_file() -> None:
    own = joined(read("ostrom1990governing", "Text."), library=joined(LISTING))
    assert own.by_key["ostrom1990governing"].files == ("ostrom1990governing.txt",)


def test_a_cited_work_that_was_read_is_still_cited() -> None:
    own = joined(read("ostrom1990governing", "Text."), library=joined(LISTING))
    assert own.by_key["ostrom1990governing"].cited_by == ("b",)


# -- what is kept of a reading -----------------------------------------------------------------------------------------


def test_a_resolved_short_note_is_asked_again_when_a_work_comes() -> None:
    note = read("n", "One.[^1]\n\n[^1]: Ostrom, *Governing the Commons*, 5.")
    twin = "\n\nReferences\n\nOstrom, V. (1999). *Governing the Commons*. CUP.\n"
    assert record_of(one_by_one(LISTING, note, read("t", f"Text.{twin}")), "n").status == "ambiguous"


NOTED = "One.¹\n\n¹ Elinor Ostrom, *Governing the Commons* (Cambridge: CUP, 1990), 3."
RENUMBERED = (
    "Zero.¹ One.²\n\n¹ Jane Jacobs, *The Economy of Cities* (New York: Random House, 1969), 8.\n\n"
    "² Elinor Ostrom, *Governing the Commons* (Cambridge: CUP, 1990), 3."
)


def test_a_decision_moves_with_a_renumbered_note() -> None:
    own = decided(joined(read("n", NOTED), LISTING), -1, "jacobs1961death")
    records = [each for each in joined(read("n", RENUMBERED), library=own).citations if each.document == "n"]
    assert [(each.note, each.status) for each in records] == [("1", "resolved"), ("2", "confirmed")]


def test_a_corrected_description_keeps_its_entry() -> None:
    own = edited(joined(LISTING), "ostrom1990governing", lambda e: replace(e, citekey="eo", aliases=()))
    slip = replace(own, documents=tuple(rekeyed(each) for each in own.documents))
    changed = LIST.replace("Governing the Commons", "Governing the Comons")
    assert "ostrom1990governing" not in keys(joined(read("b", f"And so (Jacobs, 1961).{changed}"), library=slip))


def rekeyed(document: DocumentRecord) -> DocumentRecord:
    references = (
        replace(each, work="eo") if each.work == "ostrom1990governing" else each for each in document.references
    )
    return replace(document, references=tuple(references))


def test_a_replaced_description_is_another_work() -> None:
    changed = LIST.replace("Governing the Commons", "Crafting Institutions for Irrigation Systems")
    assert "ostrom1990crafting" in keys(joined(read("b", f"And so (Jacobs, 1961).{changed}"), library=joined(LISTING)))


def test_a_sure_joining_has_no_reason() -> None:
    library = joined(read("d", f"Text.{LIST}"), library=joined(LISTING))
    assert {each.reason for document in library.documents for each in document.references} == {""}


def test_a_key_that_is_a_citekey_of_the_library_means_its_entry() -> None:
    library = joined(LISTING)
    found = joined(read("k", "It is so [@ostrom1990governing, p. 3]."), library=library)
    record = next(record for record in found.citations if record.document == "k")
    assert (record.work, record.status, record.reason) == (
        "ostrom1990governing",
        "resolved",
        "its key is a citekey of the library",
    )


def test_a_key_that_the_library_lacks_means_nothing() -> None:
    found = joined(read("k", "It is so [@nobody2020]."), library=joined(LISTING))
    assert [record.work for record in found.citations if record.document == "k"] == [None]


def test_a_key_stays_settled_when_another_document_is_read() -> None:
    library = joined(read("k", "It is so [@ostrom1990governing]."), library=joined(LISTING))
    found = joined(read("m", "Nothing."), library=library)
    assert [record.reason for record in found.citations if record.document == "k"] == [
        "its key is a citekey of the library"
    ]


def published(**said: str) -> Library:
    """The library of a document that lists one web page."""
    document = read("a", f"As told (Ostrom, 1990).{LIST}")
    page = Work(type="webpage", title="Commons today", urls=("https://example.org/today",), **said)  # type: ignore[arg-type]
    reference = replace(document.extraction.references[0], work=page)
    return joined(replace(document, extraction=replace(document.extraction, references=(reference,))))


def test_who_publishes_a_web_page_is_its_site() -> None:
    work = next(entry.work for entry in published(publisher="Commons Institute").entries if not entry.is_source)
    assert (work.container, work.publisher) == ("Commons Institute", None)


def test_a_web_page_with_a_site_keeps_its_publisher() -> None:
    library = published(publisher="Commons Institute", container="Commons Today")
    assert next(entry.work.publisher for entry in library.entries if not entry.is_source) == "Commons Institute"
