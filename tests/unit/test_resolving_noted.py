"""Citations in notes."""

import pytest

from refdesk.model.citation import Citation, Cite
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_notes
from refdesk.resolving.noted import Noted, cite_notes

JACOBS = "Jane Jacobs, *The Death and Life of Great American Cities* (New York: Random House, 1961)"
OSTROM = "Elinor Ostrom, *Governing the Commons* (Cambridge: Cambridge University Press, 1990)"


def noted(*bodies: str) -> Noted:
    marks = " ".join(f"word.[^{number}]" for number in range(1, len(bodies) + 1))
    text = marks + "\n\n" + "\n".join(f"[^{number}]: {body}" for number, body in enumerate(bodies, 1))
    return cite_notes(text, find_notes(Layout(text)), ())


def last(*bodies: str) -> Citation:
    return noted(*bodies).citations[-1]


def meant(cite: Cite) -> str:
    return ",".join(cite.references)


def test_a_full_description_is_a_reference() -> None:
    assert [reference.work.title for reference in noted(f"{JACOBS}, 35.").references] == [
        "The Death and Life of Great American Cities"
    ]


def test_a_reference_stands_where_it_says() -> None:
    text = f"One.[^1]\n\n[^1]: See {JACOBS}, 35."
    reference = cite_notes(text, find_notes(Layout(text)), ()).references[0]
    assert text[reference.start : reference.end] == reference.raw == f"{JACOBS}, 35."


def test_a_full_description_is_cited_at_the_mark() -> None:
    citation = last(f"{JACOBS}, 35.")
    assert (citation.kind, citation.text, citation.note) == ("note", "[^1]", "1")


def test_the_page_at_the_end_is_the_locator_of_a_book() -> None:
    assert last(f"{JACOBS}, 35.").cites[0].locator == "35"


def test_the_year_at_the_end_is_no_locator() -> None:
    assert last(f"{JACOBS}.").cites[0].locator is None


def test_a_comment_cites_nothing() -> None:
    assert noted("This is left out; it is the whole of the matter.").citations == ()


@pytest.mark.parametrize("ibid", ["Ibid.", "ibid", "Ebd.", "Id."])
def test_ibid_means_the_work_before(ibid: str) -> None:
    citation = last(f"{JACOBS}, 35.", ibid)
    assert (citation.kind, meant(citation.cites[0])) == ("ibid", "n1")


def test_ibid_has_its_own_page() -> None:
    assert last(f"{JACOBS}, 35.", "Ibid., 36.").cites[0].locator == "36"


def test_ibid_without_page_does_not_keep_that_of_the_note_before() -> None:
    assert last(f"{JACOBS}, 35.", "Ibid.").cites[0].locator is None


def test_ibid_after_nothing_cites_nothing() -> None:
    assert noted("Ibid.").citations == ()


def test_ibid_steps_over_a_comment() -> None:
    assert meant(last(f"{JACOBS}, 35.", "A comment.", "Ibid.").cites[0]) == "n1"


@pytest.mark.parametrize(
    "short",
    [
        "Jacobs, *Death and Life*, 40.",
        "Jacobs, “Death and Life,” 40.",
        "Jacobs, op. cit., 40.",
        "Jacobs, supra note 1, at 40.",
        "Jacobs 1961, 40.",
        "Jacobs (1961), p. 40.",
        "Jacobs, 40.",
    ],
)
def test_a_short_form_means_the_work_described(short: str) -> None:
    citation = last(f"{JACOBS}, 35.", f"{OSTROM}, 3.", short)
    assert (citation.kind, meant(citation.cites[0]), citation.cites[0].locator) == ("short-note", "n1", "40")


def test_a_note_named_by_number_means_its_work_by_that_author() -> None:
    citation = last(f"{JACOBS}, 35; {OSTROM}, 3.", "Ostrom, supra note 1.")
    assert meant(citation.cites[0]) == "n2"


def test_a_short_form_that_several_works_fit_keeps_them_all() -> None:
    other = "Jane Jacobs, *Systems of Survival* (New York: Random House, 1992)"
    assert last(f"{JACOBS}, 35.", f"{other}, 3.", "Jacobs, 40.").cites[0].references == ("n1", "n2")


def test_a_short_form_with_a_title_is_a_cite_though_nothing_describes_it() -> None:
    cite = last("Lepore, “The Cobweb,” 35.").cites[0]
    assert (cite.author, cite.title, cite.references) == ("Lepore", "The Cobweb", ())


def test_a_name_with_a_number_alone_is_no_cite() -> None:
    assert noted("Lepore, 35.").citations == ()


def test_a_year_with_a_page_is_a_cite_though_nothing_describes_it() -> None:
    assert last("Lepore 2015, 35.").cites[0].year == "2015"


def test_two_works_in_one_note_are_two_references() -> None:
    assert len(noted(f"{JACOBS}, 35; {OSTROM}, 3.").references) == 2


def test_see_also_leads_to_a_second_work() -> None:
    citation = last(f"{JACOBS}, 35.", f"{OSTROM}, 3. See also Jacobs, *Death and Life*, 40.")
    assert [(meant(cite), cite.prefix) for cite in citation.cites] == [("n2", None), ("n1", "See also")]


def test_a_comment_may_lead_to_a_work() -> None:
    citation = last(f"{JACOBS}, 35.", "The point is older; see Jacobs, *Death and Life*, 40.")
    assert [(meant(cite), cite.prefix) for cite in citation.cites] == [("n1", "see")]


@pytest.mark.parametrize("lead", ["See", "Cf.", "For an overview, see", "On this see also", "But see"])
def test_words_that_lead_to_a_work_are_its_prefix(lead: str) -> None:
    assert last(f"{lead} {JACOBS}, 35.").cites[0].prefix == lead.rstrip(",")


def test_a_semicolon_in_a_description_parts_no_works() -> None:
    assert len(noted("Jane Jacobs, “Streets; or, the Eyes,” *Forum* 3 (1961): 5; a fine piece.").references) == 1


def test_quoted_in_is_a_second_cite() -> None:
    citation = last(f"{JACOBS}, 35.", f"{OSTROM}, 3, quoted in Jacobs, *Death and Life*, 40.")
    assert [(meant(cite), cite.quoted_in) for cite in citation.cites] == [("n2", False), ("n1", True)]


def test_a_second_paragraph_is_a_comment() -> None:
    cite = last(f"{JACOBS}, 35.\n\n    A comment of the author.").cites[0]
    assert cite.locator == "35"


def test_a_note_without_mark_is_a_problem() -> None:
    text = f"[^1]: {JACOBS}, 35."
    problems = cite_notes(text, find_notes(Layout(text)), ()).problems
    assert [problem.code for problem in problems] == ["note-without-mark"]


def test_a_note_without_mark_is_cited_at_its_number() -> None:
    text = f"Some text.\n\n[^1]: {JACOBS}, 35."
    citation = cite_notes(text, find_notes(Layout(text)), ()).citations[0]
    assert text[citation.start : citation.end] == citation.text == "[^1]:"


def test_a_comment_without_mark_is_no_problem() -> None:
    text = "Text.\n\n[^1]: A comment."
    assert cite_notes(text, find_notes(Layout(text)), ()).problems == ()


def test_a_source_after_a_comment_needs_its_lead() -> None:
    citation = last(f"{JACOBS}, 35.", "A comment; Jacobs, *Death and Life*, 40.", f"{OSTROM}, 2.")
    assert [citation.note for citation in noted(f"{JACOBS}, 35.", "A comment; Jacobs, *Death*, 40.").citations] == ["1"]
    assert citation.note == "3"


def test_a_paragraph_that_is_no_source_does_not_part_one() -> None:
    assert noted("Jane Jacobs,\n\n    *Cities* (New York: Random House, 1961), 35.").references != ()


def test_an_article_has_no_locator_in_its_description() -> None:
    assert last("Jane Jacobs, “Streets,” *Forum* 3, no. 2 (1961): 5–9.").cites[0].locator is None


def test_a_chapter_that_says_its_pages_has_no_locator() -> None:
    cite = last(f"{JACOBS}.").cites[0]
    assert (cite.locator, cite.label) == (None, None)


def test_words_that_name_nobody_are_no_cite_though_a_year_follows() -> None:
    assert noted("Table 1990, 35.").citations == ()


def test_a_reference_of_a_note_has_no_letter_where_none_is_printed() -> None:
    assert noted(f"{JACOBS}, 35.").references[0].label is None
