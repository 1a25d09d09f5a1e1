"""What a decision makes of a library, and that it stays."""

from dataclasses import replace

import pytest

from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.document import Document, Extraction
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, Library
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.decisions import Sentences
from refdesk.resolving.extraction import extract_document
from refdesk.resolving.joining import ReadDocument, join
from refdesk.resolving.reviewing import Doubt, decided, doubts
from refdesk.resolving.settling import Decision, Known, forget, settle

LIST = """

References

Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House.

Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press.
"""
OTHER_LIST = "\n\nReferences\n\nOstrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.\n"
ACCEPT, NEW, REJECT = Decision("accept"), Decision("new"), Decision("reject")


def read(citekey: str, text: str) -> ReadDocument:
    document = Document(text=text, path=f"{citekey}.txt", sha256=str(hash(text)))
    return ReadDocument(citekey, f"{citekey}.txt", extract_document(document))


TEXT = "Nobody doubts it. It is so (Ostrom, 1990). Everybody knows."
CITING, LISTING, OTHER = read("a", TEXT), read("b", f"Text (Jacobs, 1961).{LIST}"), read("c", f"Text.{OTHER_LIST}")
NAMED = read("n", "Grace Hopper said, “It works.”")


def joined(*documents: ReadDocument, library: Library | None = None) -> Library:
    return join(library or Library(), documents)


def doubt_in(library: Library, document: str) -> Doubt:
    return next(doubt for doubt in doubts(library) if doubt.document == document)


def settled(library: Library, decision: Decision, document: str = "a", known: Known | None = None) -> Library:
    return settle(library, doubt_in(library, document), decision, known or Known())


def fate(library: Library, document: str = "a") -> tuple[str | None, str]:
    record = next(record for record in library.citations if record.document == document)
    return record.work, record.status


def with_words(text: str) -> Known:
    sentences = Sentences(text)

    def words(record: CitationRecord) -> str:
        return sentences.words(record.start, record.end)

    return Known(words=words)


def test_what_is_accepted_is_confirmed() -> None:
    assert fate(settled(joined(CITING, LISTING), ACCEPT)) == ("ostrom1990governing", "confirmed")


def test_what_is_picked_is_meant() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"))
    assert fate(library) == ("ostrom1990crafting", "confirmed")


def test_a_picked_work_is_cited_by_the_document() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"))
    assert library.by_key["ostrom1990crafting"].cited_by == ("a", "c")


def test_an_alias_is_picked_under_its_present_key() -> None:
    library = joined(CITING, LISTING)
    entries = tuple(replace(e, aliases=("jj",)) if e.citekey == "jacobs1961death" else e for e in library.entries)
    assert fate(settled(replace(library, entries=entries), Decision("pick", "jj")))[0] == "jacobs1961death"


def test_what_is_not_there_cannot_be_picked() -> None:
    with pytest.raises(RefdeskError, match="no entry 'nobody'"):
        settled(joined(CITING, LISTING), Decision("pick", "nobody"))


def test_a_work_of_its_own_gets_a_stub() -> None:
    library = settled(joined(CITING, LISTING, OTHER), NEW)
    assert library.by_key[fate(library)[0] or ""].is_stub


def test_a_rejected_cite_means_no_work() -> None:
    assert fate(settled(joined(CITING, LISTING), REJECT)) == (None, "confirmed")


def test_a_rejected_mention_takes_its_stub_along() -> None:
    assert "hopper" not in settled(joined(NAMED), REJECT, "n").by_key


def test_an_annotated_stub_stays() -> None:
    assert "hopper" in settled(joined(NAMED), REJECT, "n", Known(annotated={"hopper"})).by_key


def test_an_accepted_mention_is_no_mere_attribution() -> None:
    assert settled(joined(NAMED), ACCEPT, "n").by_key["hopper"].keywords == ("stub",)


def test_an_ambiguous_cite_cannot_be_accepted() -> None:
    with pytest.raises(RefdeskError, match="cannot be settled by accept"):
        settled(joined(CITING, LISTING, OTHER), ACCEPT)


@pytest.mark.parametrize("decision", [Decision("pick", "ostrom1990crafting"), NEW, REJECT])
def test_a_decision_outlives_another_reading(decision: Decision) -> None:
    library = settled(joined(CITING, LISTING, OTHER), decision)
    assert joined(CITING, LISTING, OTHER, library=library) == library


@pytest.mark.parametrize("decision", [ACCEPT, REJECT])
def test_a_decision_on_a_mention_outlives_another_reading(decision: Decision) -> None:
    library = settled(joined(NAMED), decision, "n")
    assert joined(NAMED, library=library) == library


@pytest.mark.parametrize(
    "text",
    [
        "Everybody knows. Something new. Nobody doubts it. It is so (Ostrom, 1990).",
        "It is so (see Ostrom, 1990, p. 12).",
        "It is so (Ostrom, 1990/2005).",
        "First this (Ostrom, 1990). And this (Ostrom, 1990). It is so (Ostrom, 1990). And that (Ostrom, 1990).",
    ],
)
def test_a_decision_finds_its_sentence_again(text: str) -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "jacobs1961death"), known=with_words(TEXT))
    now = joined(read("a", text), library=library)
    kept = [record for record in now.citations if record.document == "a" and record.status == "confirmed"]
    assert [text[: record.start].rpartition(". ")[2].strip() for record in kept] == ["It is so"]


def test_the_same_words_elsewhere_follow_a_decision() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"))
    now = joined(read("a", f"{TEXT} Once more (Ostrom, 1990)."), library=library)
    assert [record.work for record in now.citations if record.document == "a"] == ["ostrom1990crafting"] * 2


def test_what_follows_a_decision_is_not_confirmed() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"))
    now = joined(read("a", f"{TEXT} Once more (Ostrom, 1990)."), library=library)
    assert [record.status for record in now.citations if record.document == "a"] == ["confirmed", "resolved"]


def test_decisions_at_odds_are_not_followed() -> None:
    twice = f"{TEXT} Again (Ostrom, 1990)."
    library = settled(joined(read("a", twice), LISTING, OTHER), Decision("pick", "ostrom1990crafting"))
    first = next(record for record in library.citations if record.document == "a")
    records = (replace(each, work="jacobs1961death") if each == first else each for each in library.citations)
    now = joined(read("a", f"{twice} Once more (Ostrom, 1990)."), library=replace(library, citations=tuple(records)))
    assert [record.status for record in now.citations if record.document == "a"][-1] == "ambiguous"


def test_what_follows_a_decision_stays_when_another_document_is_read() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"))
    now = joined(read("a", f"{TEXT} Once more (Ostrom, 1990)."), library=library)
    later = joined(read("z", "The broom."), library=now)
    assert [record.work for record in later.citations if record.document == "a"] == ["ostrom1990crafting"] * 2


def test_a_new_decision_keeps_the_sentence_of_the_old_one() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "jacobs1961death"), known=with_words(TEXT))
    (decision,) = decided(library)
    again = settle(library, decision, ACCEPT, Known(words=lambda _: None))
    assert [record.words for record in decided(again)[0].places] == [decision.places[0].words]


def test_a_decided_cite_says_what_its_document_says_now() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "jacobs1961death"), known=with_words(TEXT))
    now = joined(read("a", TEXT.replace("1990)", "1991, p. 7)")), library=library)
    record = next(record for record in now.citations if record.document == "a")
    assert (record.year, record.locator, record.work) == ("1991", "7", "jacobs1961death")


REWORDED = "At first (Ostrom, 1990). In other words it is (Ostrom, 1990)."


def test_where_nobody_can_tell_all_follow_a_decision_and_none_is_confirmed() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"), known=with_words(TEXT))
    now = joined(read("a", REWORDED), library=library)
    cites = [(record.work, record.status) for record in now.citations if record.document == "a"]
    assert cites == [("ostrom1990crafting", "resolved")] * 2


def test_what_follows_a_decision_follows_it_in_the_next_reading() -> None:
    library = settled(joined(CITING, LISTING, OTHER), Decision("pick", "ostrom1990crafting"), known=with_words(TEXT))
    now = joined(read("a", REWORDED), library=library)
    assert joined(read("a", REWORDED), library=now) == now


def test_a_decision_against_the_only_fit_is_followed_by_new_cites() -> None:
    library = settled(joined(CITING, LISTING), Decision("pick", "jacobs1961death"), known=with_words(TEXT))
    now = joined(read("a", f"{TEXT} Once more (Ostrom, 1990)."), library=library)
    assert [record.work for record in now.citations if record.document == "a"] == ["jacobs1961death"] * 2


def test_what_follows_a_forgotten_decision_is_open_with_it() -> None:
    text = f"{TEXT} Once more (Ostrom, 1990)."
    library = joined(CITING, LISTING, OTHER)
    kept = settled(library, Decision("pick", "ostrom1990crafting"), known=with_words(TEXT))
    followed = joined(read("a", text), library=kept)
    opened = joined(read("a", text), library=forget(followed, decided(followed)[0]))
    assert [record.status for record in opened.citations if record.document == "a"] == ["ambiguous"] * 2


def test_a_forgotten_decision_is_open_again() -> None:
    library = joined(CITING, LISTING, OTHER)
    (decision,) = decided(settled(library, Decision("pick", "ostrom1990crafting")))
    reopened = forget(settled(library, Decision("pick", "ostrom1990crafting")), decision)
    assert joined(CITING, library=reopened) == library


def test_a_forgotten_stub_keeps_its_key() -> None:
    library = joined(NAMED)
    kept = settled(library, ACCEPT, "n")
    assert joined(NAMED, library=forget(kept, decided(kept)[0])) == library


# -- references --------------------------------------------------------------------------------------------------------

GOVERNING = Work(type="book", authors=(Name(family="Ostrom", given="E."),), title="Governing the Commons")
NEW_WORK = replace(GOVERNING, publisher="Another Press")


def describing(raw: str, work: Work, *citations: Citation) -> ReadDocument:
    """A document whose list holds one entry, read so."""
    document = Document(text=raw, path="u.txt", sha256=str(hash(raw)))
    reference = Reference(id="r1", start=0, end=len(raw), raw=raw, where="list", work=work)
    extraction = Extraction(document=document, work=Work(), references=(reference,), citations=citations)
    return ReadDocument("u", "u.txt", extraction)


UNDATED = describing("Ostrom, E. Governing the Commons.", GOVERNING)


def with_undated() -> Library:
    return joined(UNDATED, library=joined(LISTING))


def test_a_reference_joined_without_a_year_is_in_doubt() -> None:
    assert doubt_in(with_undated(), "u").reason == "joined though one has no year"


def test_an_accepted_reference_is_in_doubt_no_more() -> None:
    library = settled(with_undated(), ACCEPT, "u")
    assert [doubt for doubt in doubts(library) if doubt.document == "u"] == []


def test_an_accepted_reference_stays_so() -> None:
    library = settled(with_undated(), ACCEPT, "u")
    assert joined(UNDATED, library=library) == library


def test_a_reference_that_is_a_work_of_its_own_gets_an_entry() -> None:
    library = settled(with_undated(), NEW, "u", Known(described=NEW_WORK))
    document = library.document("u")
    assert document is not None
    assert library.by_key[document.references[0].work].work == NEW_WORK


def test_a_reference_that_is_a_work_of_its_own_stays_so() -> None:
    library = settled(with_undated(), NEW, "u", Known(described=NEW_WORK))
    assert joined(UNDATED, library=library) == library


def test_a_corrected_reference_keeps_the_decision() -> None:
    library = settled(with_undated(), NEW, "u", Known(described=NEW_WORK))
    own = library.documents[-1].references[0].work
    corrected = describing("Ostrom, Elinor. Governing the Commons.", GOVERNING)
    assert joined(corrected, library=library).documents[-1].references[0].work == own


def test_another_description_has_no_part_in_the_decision() -> None:
    library = settled(with_undated(), NEW, "u", Known(described=NEW_WORK))
    replaced = describing("Ostrom, Elinor. Crafting Institutions.", replace(GOVERNING, title="Crafting Institutions"))
    assert not joined(replaced, library=library).documents[-1].references[0].is_confirmed


def test_a_reference_is_no_new_work_where_its_document_is_gone() -> None:
    with pytest.raises(RefdeskError, match="cannot be read again"):
        settled(with_undated(), NEW, "u")


def test_a_picked_reference_is_that_work() -> None:
    library = settled(with_undated(), Decision("pick", "jacobs1961death"), "u")
    assert library.documents[-1].references[0].work == "jacobs1961death"


def test_cites_follow_the_reference_that_they_mean() -> None:
    cite = Cite(author="Ostrom", families=("Ostrom",), references=("r1",))
    citation = Citation(id="c1", start=0, end=6, text="Ostrom", kind="narrative", cites=(cite,))
    library = joined(describing("Ostrom, E. Governing the Commons.", GOVERNING, citation), library=joined(LISTING))
    assert fate(settled_reference(library), "u")[0] == "jacobs1961death"


def settled_reference(library: Library) -> Library:
    doubt = next(doubt for doubt in doubts(library) if doubt.reference and doubt.document == "u")
    return settle(library, doubt, Decision("pick", "jacobs1961death"))


def test_a_forgotten_reference_is_in_doubt_again() -> None:
    kept = settled(with_undated(), ACCEPT, "u")
    (decision,) = [each for each in decided(kept) if each.reference]
    assert not [each for each in decided(forget(kept, decision)) if each.reference]
