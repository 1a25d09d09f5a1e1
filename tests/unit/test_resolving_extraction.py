"""Everything one document cites."""

import pickle
import unicodedata

import pytest

from refdesk.model.document import Document, Extraction
from refdesk.model.problem import Problem
from refdesk.resolving.extraction import extract_document

JACOBS = "Jacobs, Jane. *The Death and Life of Great American Cities*. New York: Random House, 1961."
NOTE = "Jane Jacobs, *The Death and Life of Great American Cities* (New York: Random House, 1961), 35."


def extract(text: str) -> Extraction:
    return extract_document(Document(text=text))


def codes(text: str) -> list[str]:
    return [problem.code for problem in extract(text).problems]


def test_a_work_given_twice_is_one_reference() -> None:
    found = extract(f"One.¹ Two.²\n\n¹ {NOTE}\n² {NOTE.replace('35', '40')}")
    assert [reference.id for reference in found.references] == ["n1"]


def test_the_cites_of_a_work_given_twice_mean_one_reference() -> None:
    found = extract(f"One.¹ Two.²\n\n¹ {NOTE}\n² {NOTE.replace('35', '40')}")
    assert [citation.cites[0].references for citation in found.citations] == [("n1",), ("n1",)]


def test_a_note_means_the_work_of_the_list() -> None:
    found = extract(f"One.¹\n\n¹ {NOTE}\n\nBibliography\n\n{JACOBS}")
    assert found.citations[0].cites[0].references == ("r1",)


@pytest.mark.parametrize("dash", ["———.", "---.", "___.", "—.", "———,"])
def test_a_dash_stands_for_the_author_above(dash: str) -> None:
    found = extract(f"Bibliography\n\n{JACOBS}\n\n{dash} *Systems of Survival*. New York: Random House, 1992.")
    assert found.references[1].work.authors == found.references[0].work.authors


def test_the_printed_dash_stays_in_the_raw_string() -> None:
    found = extract(f"Bibliography\n\n{JACOBS}\n\n———. *Systems of Survival*. New York: Random House, 1992.")
    assert found.references[1].raw.startswith("———.")


def test_a_dash_without_author_above_stays() -> None:
    found = extract(f"Bibliography\n\n———. *Systems of Survival*. New York: Random House, 1992.\n\n{JACOBS}")
    assert all(name.family != "Jacobs" for name in found.references[0].work.authors)


def test_an_entry_that_cannot_be_read_is_a_problem() -> None:
    assert "unread-reference" in codes(f"References\n\n[1] {JACOBS}\n\n[2] See above.")


def test_an_entry_that_cannot_be_read_keeps_its_words() -> None:
    found = extract(f"References\n\n[1] {JACOBS}\n\n[2] See above.")
    assert found.references[1].work.note == "See above."


def test_a_mark_without_note_is_a_problem() -> None:
    assert codes(f"One.[^a] Two.[^b]\n\n[^a]: {NOTE}") == ["mark-without-note"]


def test_a_note_without_mark_is_a_problem() -> None:
    assert codes(f"Text.\n\n[^a]: {NOTE}") == ["note-without-mark"]


def test_a_problem_says_where_it_is() -> None:
    problem = extract(f"One.[^a] Two.[^b]\n\n[^a]: {NOTE}").problems[0]
    assert (problem.start, problem.end) == (13, 17)


def test_numbers_without_their_list_are_a_problem() -> None:
    assert codes("One [1], two [2], three [3]. (Nye, 1990)") == ["list-missing"]


def test_two_numbers_in_brackets_are_no_problem() -> None:
    assert codes("One [1], two [2]. (Nye, 1990)") == []


def test_a_document_that_cites_nothing_says_so() -> None:
    assert codes("The broom goes round.") == ["nothing-cited"]


def test_informal_sources_are_looked_for_where_nothing_is_cited() -> None:
    assert [citation.kind for citation in extract("Grace Hopper said, “It works.”").citations] == ["attributed"]


def test_informal_sources_are_left_where_something_is_cited() -> None:
    found = extract("Grace Hopper said, “It works.” It does (Nye, 1990).")
    assert [citation.kind for citation in found.citations] == ["parenthetical"]


def test_an_informal_source_is_half_sure() -> None:
    assert extract("Grace Hopper said, “It works.”").citations[0].confidence == 0.5


@pytest.mark.parametrize(
    ("text", "conventions"),
    [
        (f"One.¹\n\n¹ {NOTE}", ("notes",)),
        ("It is so (Nye, 1990).", ("author-date",)),
        (f"It is so (Jacobs, 1961).\n\nReferences\n\n{JACOBS}", ("author-date", "reference-list")),
        (f"It is so [1].\n\nReferences\n\n[1] {JACOBS}", ("numeric", "reference-list")),
        ("Grace Hopper said, “It works.”", ("informal",)),
        ("The broom goes round.", ()),
    ],
)
def test_the_ways_of_citing_are_named(text: str, conventions: tuple[str, ...]) -> None:
    assert extract(text).conventions == conventions


def test_citations_are_numbered_in_order_of_place() -> None:
    found = extract(f"It is (Nye, 1990).¹ And (Nye, 2004).\n\n¹ {NOTE}")
    assert [citation.id for citation in found.citations] == ["c1", "c2", "c3"]


def test_brackets_in_the_list_cite_nothing() -> None:
    assert extract("References\n\nJacobs, J. (1961). *Cities* (Nye, 1990). Random House.").citations == ()


def test_brackets_in_notes_cite_nothing() -> None:
    found = extract(f"One.¹\n\n¹ {NOTE} (Nye, 1990).")
    assert [citation.kind for citation in found.citations] == ["note"]


def test_a_document_says_of_itself_what_it_prints() -> None:
    work = extract("# Who Keeps the Pasture?\n\nBy Ada Okonjo\n\nAbstract\n\nThe broom goes round.").work
    assert (work.title, [name.display for name in work.authors], work.issued) == (
        "Who Keeps the Pasture?",
        ["Ada Okonjo"],
        None,
    )


def test_a_report_is_by_the_body_that_issued_it() -> None:
    body = "NORDHAVEN INSTITUTE FOR RECORDS"
    text = f"{body}\n\nWORKING PAPER\n\nWhen the Links Die\n\nIntroduction\n\nThe broom goes.\n\n{body}\n\nIt goes on."
    work = extract(text).work
    assert (work.type, work.authors[0].literal) == ("report", "Nordhaven Institute for Records")


def test_problems_of_the_document_stay() -> None:
    odd = Problem("encoding-guessed", "Guessed.", 0, 0)
    assert odd in extract_document(Document(text="x", problems=(odd,))).problems


def test_an_extraction_can_be_pickled() -> None:
    found = extract(f"One.¹ It is (Nye, 1990).\n\n¹ {NOTE}")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_a_dash_may_be_one_author_of_two() -> None:
    found = extract(f"Bibliography\n\n{JACOBS}\n\n——— and Joseph Nye. *Nothing*. New York: Random House, 1992.")
    assert [name.family for name in found.references[1].work.authors] == ["Jacobs", "Nye"]


def test_raised_marks_of_notes_mean_no_item_of_a_numbered_list() -> None:
    found = extract(f"One.¹\n\n¹ A mere comment.\n\nReferences\n\n[1] {JACOBS}")
    assert found.citations == ()


def test_brackets_that_are_no_numbers_cite_no_lost_list() -> None:
    found = extract("(It) was (Nye, 1990). One [1], two [2], three [3].")
    assert [(p.start, p.end) for p in found.problems if p.code == "list-missing"] == [(26, 29)]


def test_what_is_odd_about_an_entry_is_no_problem_of_the_document() -> None:
    odd = "Jacobs, Jane. “Streets.” *The Atlantic*, May 1961, https://example.org/2015/06/02/streets."
    found = extract(f"It is so (Jacobs, 1961).\n\nReferences\n\n{odd}")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("front", "type_"),
    [
        ("WORKING PAPER\n\nWhen the Links Die", "report"),
        ("G l o b a l   R e v i e w\n\nWhen the Links Die", "article-journal"),
        ("When the Links Die", "document"),
    ],
)
def test_a_document_has_the_type_that_it_prints(front: str, type_: str) -> None:
    assert extract(f"{front}\n\nAbstract\n\nThe broom goes round.").work.type == type_


AFFILIATED = """Small cells

A. Reader¹, B. Listener²

¹ Department of Waiting, University of Somewhere
² Institute for Small Things

It was found early,¹ and again.²

References

1. Jacobs J. The Death and Life of Great American Cities. New York: Random House; 1961.
2. Ostrom E. Governing the Commons. Cambridge: Cambridge University Press; 1990.
"""


def test_raised_numbers_below_the_addresses_of_authors_mean_the_list() -> None:
    found = extract(AFFILIATED).citations
    assert [(citation.text, citation.cites[0].references) for citation in found] == [("¹", ("r1",)), ("²", ("r2",))]


def test_raised_numbers_are_those_of_notes_where_notes_cite() -> None:
    text = AFFILIATED.replace("Department of Waiting, University of Somewhere", NOTE)
    assert "numeric" not in {citation.kind for citation in extract(text).citations}


def test_decomposed_accents_are_read_like_any_other() -> None:
    text = "So (Müller, 1990).\n\nLiteratur\n\nMüller, J. (1990). Übungen. Beck.\n\nOtt, A. (1991). Spiele. Lang.\n"
    found = extract_document(Document(text=unicodedata.normalize("NFD", text)))
    assert [cite.references for citation in found.citations for cite in citation.cites] == [("r1",)]
