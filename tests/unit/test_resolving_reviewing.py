"""What is in doubt, and what it would settle."""

from dataclasses import replace

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.library import CitationRecord, DocumentRecord, Entry, Library, ReferenceRecord
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.duplicates import Group
from refdesk.resolving.records import NAMED_ONLY, NO_FIT, ONLY_FIT, OWN_REFERENCE, OWN_WORK, SEVERAL_FIT
from refdesk.resolving.reviewing import Doubt, decided, doubts


def entry(citekey: str, family: str, year: int | None, title: str = "Commons", *, stub: bool = False) -> Entry:
    issued = PartialDate(year) if year else None
    work = Work(type="book", authors=(Name(family=family),), title=None if stub else title, issued=issued)
    return Entry(citekey=citekey, work=work, keywords=("stub",) if stub else ())


OSTROM = entry("ostrom1990governing", "Ostrom", 1990)
CRAFTING = entry("ostrom1990crafting", "Ostrom", 1990, "Crafting Institutions")
STUB = entry("ostrom1991", "Ostrom", 1991, stub=True)
CITE = CitationRecord(
    document="a", start=10, end=24, text="(Ostrom, 1990)", kind="parenthetical", author="Ostrom", year="1990"
)
RESOLVED = replace(CITE, work=OSTROM.citekey, status="resolved", reason=OWN_REFERENCE)
WEAK = replace(RESOLVED, reason=ONLY_FIT)
AMBIGUOUS = replace(
    CITE, candidates=(CRAFTING.citekey, OSTROM.citekey), status="ambiguous", reason=SEVERAL_FIT, review=True
)
UNMATCHED = replace(CITE, text="(Ostrom, 1991)", year="1991", work=STUB.citekey, reason=NO_FIT)
NAMED = replace(CITE, kind="attributed", text="Ostrom", year=None, work="ostrom", reason=NAMED_ONLY, confidence=0.5)
REFERENCE = ReferenceRecord(start=90, end=140, where="list", work=OSTROM.citekey, fingerprint="12ab", confidence=0.9)


def shelf(*records: CitationRecord, references: tuple[ReferenceRecord, ...] = ()) -> Library:
    document = DocumentRecord(citekey="a", path="a.txt", sha256="0", references=references)
    entries = (OSTROM, CRAFTING, STUB, entry("ostrom", "Ostrom", None, stub=True))
    return Library(entries=entries, citations=records, documents=(document,))


def only(library: Library) -> Doubt:
    (doubt,) = doubts(library)
    return doubt


def test_what_its_own_document_describes_is_not_in_doubt() -> None:
    assert doubts(shelf(RESOLVED)) == ()


def test_a_cite_that_the_library_alone_resolves_is_in_doubt() -> None:
    assert only(shelf(WEAK)).work == OSTROM.citekey


def test_an_ambiguous_cite_names_its_candidates() -> None:
    assert [each.citekey for each in only(shelf(AMBIGUOUS)).candidates] == list(AMBIGUOUS.candidates)


def test_an_ambiguous_cite_has_nothing_to_accept() -> None:
    assert only(shelf(AMBIGUOUS)).verbs == ("pick", "new", "reject")


def test_a_stub_near_to_described_works_is_in_doubt() -> None:
    assert {each.citekey for each in only(shelf(UNMATCHED)).candidates} == {OSTROM.citekey, CRAFTING.citekey}


def test_a_candidate_says_what_is_at_odds() -> None:
    assert only(shelf(UNMATCHED)).candidates[0].why == "the same name; its year is 1990, not 1991"


def test_a_stub_near_to_nothing_is_not_in_doubt() -> None:
    assert doubts(shelf(replace(UNMATCHED, author="Nomura", text="(Nomura, 1991)"))) == ()


def test_a_stub_decades_away_is_not_in_doubt() -> None:
    assert doubts(shelf(replace(UNMATCHED, year="1961"))) == ()


def test_a_slip_of_spelling_comes_near() -> None:
    slip = replace(UNMATCHED, author="Ostrum", year="1990")
    assert "spelt Ostrom" in only(shelf(slip)).candidates[0].why


def test_a_work_by_a_stub_is_no_candidate() -> None:
    assert STUB.citekey not in {each.citekey for each in only(shelf(replace(UNMATCHED, year="1992"))).candidates}


def test_a_document_is_no_candidate_for_its_own_cites() -> None:
    own = replace(shelf(UNMATCHED), entries=(OSTROM, entry("a", "Ostrom", 1991), STUB))
    assert [each.citekey for each in only(own).candidates] == [OSTROM.citekey]


def test_a_named_source_is_a_mention() -> None:
    assert only(shelf(NAMED)).about == "mention"


def test_all_places_of_one_source_are_one_thing() -> None:
    assert only(shelf(WEAK, replace(WEAK, start=50, end=64))).touched == 2


def test_two_documents_are_two_things() -> None:
    assert len(doubts(shelf(WEAK, replace(WEAK, document="b")))) == 2


def test_what_settles_most_comes_first() -> None:
    often = [replace(WEAK, start=place, author="Ostrom", year="1990") for place in range(100, 110)]
    assert [doubt.touched for doubt in doubts(shelf(NAMED, *often))] == [10, 1]


def test_an_id_stays_where_places_move() -> None:
    assert only(shelf(WEAK)).id == only(shelf(replace(WEAK, start=500, end=514))).id


def test_an_id_stays_where_the_resolution_changes() -> None:
    assert only(shelf(WEAK)).id == only(shelf(AMBIGUOUS)).id


def test_two_sources_have_two_ids() -> None:
    found = doubts(shelf(WEAK, UNMATCHED))
    assert len({doubt.id for doubt in found}) == 2


def test_what_is_confirmed_is_in_doubt_no_more() -> None:
    assert doubts(shelf(replace(WEAK, status="confirmed"))) == ()


def test_what_is_confirmed_is_listed_as_decided() -> None:
    assert [each.id for each in decided(shelf(replace(WEAK, status="confirmed")))] == [only(shelf(WEAK)).id]


def test_a_work_of_its_own_is_asked_again_when_a_work_comes_that_fits() -> None:
    assert only(shelf(replace(CITE, work=STUB.citekey, status="confirmed", reason=OWN_WORK))).candidates


def test_a_reference_read_well_is_not_in_doubt() -> None:
    assert doubts(shelf(references=(REFERENCE,))) == ()


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        (replace(REFERENCE, doubtful="title, year"), "title, year read with little confidence"),
        (replace(REFERENCE, confidence=0.2), "read with little confidence"),
        (replace(REFERENCE, reason="joined though one has no year"), "joined though one has no year"),
    ],
)
def test_a_reference_says_why_it_is_in_doubt(reference: ReferenceRecord, reason: str) -> None:
    assert only(shelf(references=(reference,))).reason == reason


def test_a_confirmed_reference_is_not_in_doubt() -> None:
    assert doubts(shelf(references=(replace(REFERENCE, confidence=0.1, status="confirmed"),))) == ()


def test_a_reference_of_a_deleted_entry_is_not_in_doubt() -> None:
    assert doubts(shelf(references=(replace(REFERENCE, confidence=0.1, work="gone"),))) == ()


def test_two_references_printed_alike_have_two_ids() -> None:
    unsure = replace(REFERENCE, confidence=0.1)
    found = doubts(shelf(references=(unsure, replace(unsure, start=200, end=250))))
    assert len({doubt.id for doubt in found}) == 2


def test_entries_that_may_be_one_are_in_doubt() -> None:
    group = Group((OSTROM.citekey, CRAFTING.citekey), 0.9, ("one author and year",))
    (doubt,) = doubts(shelf(), [group])
    assert (doubt.about, doubt.verbs) == ("duplicates", ("accept", "reject"))


def test_a_cite_without_a_name_can_be_no_new_work() -> None:
    assert "new" not in only(shelf(replace(WEAK, author=None, kind="note", note="3"))).verbs


def test_the_order_of_records_does_not_matter() -> None:
    assert doubts(shelf(WEAK, NAMED)) == doubts(shelf(NAMED, WEAK))
