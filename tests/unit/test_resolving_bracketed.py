"""Citations in brackets, through whole small documents."""

import pytest

from refdesk.model.citation import Citation
from refdesk.model.document import Document
from refdesk.resolving.extraction import extract_document

LIST = """

References

Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House.

Kelling, G. L., & Wilson, J. Q. (1982). Broken windows. *The Atlantic*, 249(3), 29–38.

Nye, J. S. (2011a). *The Future of Power*. PublicAffairs.

Nye, J. S. (2011b). Power and foreign policy. *Journal of Political Power*, 4(1), 9–24.

World Health Organization. (2021). *World health statistics*. Geneva.
"""
NUMBERED = """

References

[1] J. Jacobs, *The Death and Life of Great American Cities*. New York: Random House, 1961.

[2] E. Ostrom, *Governing the Commons*. Cambridge: Cambridge University Press, 1990.

[3] L. Mumford, *The City in History*. New York: Harcourt, 1961.
"""
WORKS_CITED = """

Works Cited

Jacobs, Jane. *The Death and Life of Great American Cities*. Random House, 1961.

Kelling, George L., and James Q. Wilson. “Broken Windows.” *The Atlantic*, Mar. 1982, pp. 29–38.

Mumford, Lewis. “Mother Jacobs’ Home Remedies.” *The New Yorker*, 1 Dec. 1962, pp. 148–79.

Whyte, William H. *The Social Life of Small Urban Spaces*. Conservation Foundation, 1980.
"""


def citations(body: str, after: str = "") -> tuple[Citation, ...]:
    return extract_document(Document(text=body + after)).citations


def only(body: str, after: str = "") -> Citation:
    (citation,) = citations(body, after)
    return citation


def test_a_bracket_with_name_with_year_cites() -> None:
    assert only("It was so (Jacobs, 1961).", LIST).cites[0].references == ("r1",)


def test_a_bracket_cites_without_a_list() -> None:
    assert only("It was so (Jacobs, 1961).").cites[0].references == ()


def test_a_bracket_without_comma_cites_what_is_listed() -> None:
    assert only("It was so (Jacobs 1961).", LIST).cites[0].references == ("r1",)


def test_a_bracket_without_comma_cites_nothing_else() -> None:
    assert citations("It was so (Moses 1961).", LIST) == ()


def test_square_brackets_cite_as_round_ones_do() -> None:
    assert only("It was so [Jacobs, 1961].", LIST).text == "[Jacobs, 1961]"


def test_marks_do_not_overlap() -> None:
    assert len(citations("It was so (Jacobs, 1961; see [Nye, 2011a]).", LIST)) == 1


def test_a_name_before_the_year_is_narrative() -> None:
    assert (only("As Jacobs (1961) has it.", LIST).kind, only("As Jacobs (1961) has it.", LIST).text) == (
        "narrative",
        "Jacobs (1961)",
    )


def test_the_longest_name_that_is_listed_is_taken() -> None:
    text = "Then the World Health Organization (2021) counted."
    assert only(text, LIST).text == "World Health Organization (2021)"


def test_a_possessive_names_too() -> None:
    assert only("In Jacobs’s (1961) book.", LIST).cites[0].author == "Jacobs"


def test_a_year_after_an_unknown_name_is_no_citation() -> None:
    assert citations("The flood of Florence (1966) was high.", LIST) == ()


def test_a_verb_of_reporting_speaks_for_an_unknown_name() -> None:
    assert len(citations("It is so (Jacobs, 1961). Carson (1962) argued that it was.")) == 2


def test_a_name_cited_in_brackets_is_narrative_elsewhere() -> None:
    assert [c.kind for c in citations("It is (Carson, 1962). The book of Carson (1962) was read.")] == [
        "parenthetical",
        "narrative",
    ]


def test_without_any_bracket_a_verb_of_reporting_is_no_proof() -> None:
    assert citations("Florence (1966) showed what water does.") == ()


def test_a_suffix_letter_chooses_the_reference_printed_with_it() -> None:
    assert only("It is so (Nye, 2011b).", LIST).cites[0].references == ("r4",)


def test_a_year_without_letter_may_mean_both() -> None:
    assert only("It is so (Nye, 2011).", LIST).cites[0].references == ("r3", "r4")


def test_a_letter_that_no_reference_has_means_none() -> None:
    assert only("It is so (Nye, 2011c).", LIST).cites[0].references == ()


def test_a_letter_is_nothing_where_the_list_prints_none() -> None:
    assert only("It is so (Jacobs, 1961a).", LIST).cites[0].references == ("r1",)


def test_a_page_alone_belongs_to_the_narrative_citation_of_its_sentence() -> None:
    citation = only("Jacobs (1961) calls them “the natural proprietors of the street” (p. 35).", LIST)
    assert (citation.text, citation.cites[0].locator) == ("Jacobs (1961)", "35")


def test_a_page_alone_does_not_reach_into_the_sentence_before() -> None:
    assert only("Jacobs (1961) is read. It says so (p. 35).", LIST).cites[0].locator is None


def test_a_page_alone_cites_a_listed_body_named_with_its_year() -> None:
    citation = only("A 2021 report of the World Health Organization says so (p. 10).", LIST)
    assert (citation.text, citation.cites[0].locator, citation.confidence) == ("World Health Organization", "10", 0.8)


def test_a_page_alone_needs_the_year_of_the_body() -> None:
    assert citations("A report of the World Health Organization says so (p. 10).", LIST) == ()


def test_a_number_means_its_item() -> None:
    assert only("It is so [2].", NUMBERED).cites[0].references == ("r2",)


@pytest.mark.parametrize("mark", ["[1–3]", "[1]–[3]", "[1, 2, 3]", "[1-2, 3]"])
def test_numbers_mean_each_item(mark: str) -> None:
    assert [cite.references for cite in only(f"It is so {mark}.", NUMBERED).cites] == [("r1",), ("r2",), ("r3",)]


def test_a_number_beyond_the_list_cites_nothing() -> None:
    assert citations("It is so [9].", NUMBERED) == ()


def test_a_locator_after_numbers_belongs_to_the_last() -> None:
    cites = only("It is so [1, 2, p. 90].", NUMBERED).cites
    assert [(cite.locator, cite.label) for cite in cites] == [(None, None), ("90", "page")]


def test_a_chapter_may_be_the_locator_of_a_number() -> None:
    assert only("It is so [3, ch. 5].", NUMBERED).cites[0].label == "chapter"


def test_a_number_means_the_next_list() -> None:
    second = NUMBERED.replace("J. Jacobs", "R. Caro").replace("Death and Life", "Power")
    text = f"It is so [1].{NUMBERED}\n\nChapter two\n\nAgain it is so [1].{second}"
    assert [citation.cites[0].references for citation in citations(text)] == [("r1",), ("r4",)]


def test_raised_numbers_mean_a_numbered_list() -> None:
    assert [c.cites[0].references for c in citations("It is so.¹ And so.³", NUMBERED)] == [("r1",), ("r3",)]


def test_raised_numbers_mean_nothing_in_a_list_without_numbers() -> None:
    assert citations("It is so.¹ And so.³", LIST) == ()


def test_a_name_with_a_page_cites_what_is_listed() -> None:
    assert only("It is so (Jacobs 35).", WORKS_CITED).cites[0].locator == "35"


def test_a_name_with_a_page_needs_a_list() -> None:
    assert citations("It is so (Jacobs 35).") == ()


def test_a_short_title_with_a_page_cites_what_is_listed() -> None:
    assert only("It is so (Social Life 19).", WORKS_CITED).cites[0].references == ("r4",)


def test_a_page_alone_cites_the_author_named_in_the_sentence() -> None:
    found = citations("It is so (Jacobs 35). Mumford called it “home remedies” (148).", WORKS_CITED)
    assert [(c.text, c.kind, c.cites[0].references) for c in found][1] == ("(148)", "narrative", ("r3",))


def test_a_number_within_a_clause_is_no_page() -> None:
    assert len(citations("It is so (Jacobs 35). Mumford has (1) a pen and more.", WORKS_CITED)) == 1


def test_a_page_alone_is_nothing_where_nobody_cites_by_page() -> None:
    assert citations("Mumford called it “home remedies” (148).", WORKS_CITED) == ()


def test_names_alone_cite_where_others_are_cited_by_page() -> None:
    found = citations("It is so (Jacobs 35). They were two (Kelling and Wilson).", WORKS_CITED)
    assert found[1].cites[0].references == ("r2",)


def test_another_name_alone_cites_nothing() -> None:
    assert len(citations("It is so (Jacobs 35). They were two (Moses and Wagner).", WORKS_CITED)) == 1


def test_quoted_in_is_kept() -> None:
    assert only("It is so (quoted in Jacobs, 1961).", LIST).cites[0].quoted_in


def test_a_citation_goes_on_over_a_running_head() -> None:
    text = "It was so (Jacobs,\n\nThe Shelf and the Web   3\n\n1961) and more."
    assert only(text, LIST).text == "(Jacobs, 1961)"


def test_of_several_in_a_bracket_each_may_lack_its_comma() -> None:
    cites = only("It is so (Jacobs, 1961; Nye 2011a).", LIST).cites
    assert [cite.references for cite in cites] == [("r1",), ("r3",)]


def test_the_imprint_of_a_book_is_no_citation() -> None:
    assert citations("Her *Cities* (New York: Random House, 1961) was read.") == ()


def test_an_acronym_given_with_the_first_cite_does_not_matter() -> None:
    assert only("So (World Health Organization [WHO], 2021).", LIST).cites[0].references == ("r5",)


def test_a_page_alone_steps_over_the_quotation_before_it() -> None:
    text = "Jacobs (1961) has it: “The eyes are there. They belong to all. They watch” (p. 35)."
    assert only(text, LIST).cites[0].locator == "35"


def test_a_quotation_without_beginning_is_not_stepped_over() -> None:
    text = "Jacobs (1961) has it. The eyes are there” (p. 35)."
    assert only(text, LIST).cites[0].locator is None


def test_a_page_after_one_with_its_page_cites_again() -> None:
    found = citations("Jacobs (1961, p. 3) has “eyes” (p. 35).", LIST)
    assert [(c.text, c.cites[0].locator, c.cites[0].references) for c in found] == [
        ("Jacobs (1961, p. 3)", "3", ("r1",)),
        ("(p. 35)", "35", ("r1",)),
    ]


def test_a_page_after_a_citation_in_brackets_cites_again() -> None:
    found = citations("It is so (Jacobs, 1961), with “eyes” (p. 35).", LIST)
    assert [(c.text, c.kind, c.cites[0].locator) for c in found][1] == ("(p. 35)", "parenthetical", "35")


def test_a_page_alone_in_a_new_sentence_cites_nothing() -> None:
    assert len(citations("It is so (Jacobs, 1961). They have eyes (p. 35).", LIST)) == 1


def test_a_letter_is_no_number_of_a_list() -> None:
    assert citations("It is so [1].", LIST) == ()


def test_a_page_alone_passes_over_an_author_of_two_works() -> None:
    two = WORKS_CITED + "\nMoses, Robert, and Ann Lee. *Bridges*. Press, 1950.\n"
    found = citations("It is so (Jacobs 35). Mumford, like Moses, called it so (148).", two)
    assert found[1].cites[0].author == "Mumford"


def test_the_beginning_of_a_longer_word_names_nobody() -> None:
    assert len(citations("It is so (Jacobs 35). The Jacobsen house is old (148).", WORKS_CITED)) == 1


def test_a_year_before_nothing_is_no_citation() -> None:
    assert citations("and in the year before (1961) it was.", LIST) == ()


def test_an_unsigned_entry_names_nobody_in_a_sentence() -> None:
    unsigned = WORKS_CITED + "\n“As We May Think.” *The Atlantic*, July 1945.\n"
    assert len(citations("It is so (Jacobs 35). Mumford called it so (148).", unsigned)) == 2
