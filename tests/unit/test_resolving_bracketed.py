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


# More forms of author and year


def linked(body: str, after: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [(c.text, [cite.references for cite in c.cites]) for c in citations(body, after)]


MORE = """

References

de Certeau, M. (1984). *The practice of everyday life*. University of California Press.

Dietz, T., Ostrom, E., & Stern, P. C. (2003). The struggle to govern the commons. *Science*, 302(5652), 1907–1912.

hooks, b. (1994). *Teaching to transgress*. Routledge.

May, R. (1950). *The meaning of anxiety*. Ronald Press.

Müller, H. (2001). *Ein Handbuch*. Springer.

Ostrom, E. (1990). *Governing the commons*. Cambridge University Press.
"""


@pytest.mark.parametrize(
    ("body", "text", "references"),
    [
        ("So de Certeau (1984: 45) says.", "de Certeau (1984: 45)", "r1"),
        ("It is so (hooks, 1994).", "(hooks, 1994)", "r3"),
        ("As May (1950) says.", "May (1950)", "r4"),
        ("As Elinor Ostrom’s (1990) book says.", "Elinor Ostrom’s (1990)", "r6"),
        ("Ostrom’s famous argument (1990) is this.", "(1990)", "r6"),
        ("It is so (a study of it all by Ostrom 1990).", "(a study of it all by Ostrom 1990)", "r6"),
        ("As Mueller (2001) says.", "Mueller (2001)", "r5"),
        ("Dietz *et al.* (2003) say.", "Dietz *et al.* (2003)", "r2"),
        ("It is so ([Ostrom, 1990](#ostrom)).", "([Ostrom, 1990](#ostrom))", "r6"),
        ("It is so [@ostrom1990, p. 3].", "[@ostrom1990, p. 3]", "r6"),
        ("It is so [Ostrom (1990)](#ostrom).", "Ostrom (1990)", "r6"),
    ],
)
def test_a_listed_work_is_cited_in_many_forms(body: str, text: str, references: str) -> None:
    assert linked(body, MORE) == [(text, [(references,)])]


@pytest.mark.parametrize(
    "body",
    [
        "The treaty of Paris (Paris, 2015) held.",
        "In May (2015) it rained.",
        "Roosevelt (1933–1945) was president.",
        "The film Vertigo (1958) was shown.",
        "The conference (Bandung 1955) met.",
        "The means (N = 20) are these (Figure 2).",
        "Call `f(Ostrom, 1990)` now.",
        "Mail [@someone](https://example.org/someone).",
        "He was born (Paris 1990).",
    ],
)
def test_what_only_looks_like_a_citation_is_none(body: str) -> None:
    assert citations(body, MORE) == ()


def test_years_after_a_semicolon_are_of_the_name_before_the_bracket() -> None:
    cites = only("Ostrom (1990; see Dietz et al., 2003) says.", MORE).cites
    assert [cite.references for cite in cites] == [("r6",), ("r2",)]


@pytest.mark.parametrize(
    ("mark", "at_odds", "reference"),
    [
        ("(Ostrom, 1991)", "year", "r6"),
        ("(Dietz & Ostrom, 2003)", "authors", "r2"),
        ("(Ostrrom, 1990)", "spelling", "r6"),
        ("(Ostrom, 1990)", None, "r6"),
    ],
)
def test_what_is_at_odds_is_said(mark: str, at_odds: str | None, reference: str) -> None:
    citation = only(f"It is so {mark}.", MORE)
    assert (citation.cites[0].at_odds, citation.cites[0].references) == (at_odds, (reference,))
    assert (citation.confidence < 1) == (at_odds is not None)


def test_an_unlisted_work_with_a_comma_is_cited() -> None:
    assert only("It is so (Axelrod, 1984).", MORE).cites[0].references == ()


def test_three_bare_years_without_a_list_are_a_habit() -> None:
    text = "It is so (Burt 1992: 45). It is (Lin 1999). And so (Putnam 2000). In (Paris 1968) it was."
    assert [citation.cites[0].author for citation in citations(text)] == ["Burt", "Lin", "Putnam"]


def test_a_bare_year_alone_without_a_list_is_none() -> None:
    assert citations("It is so (Burt 1992: 45).") == ()


def test_an_acronym_explained_in_the_text_means_its_body() -> None:
    body = "The Programme for Quiet Archives (PQA) met. It is so (PQA, 2001)."
    listed = "\n\nReferences\n\nProgramme for Quiet Archives. (2001). *Rules of quiet archives*. Archive Press.\n"
    assert only(body, listed).cites[0].references == ("r1",)


def test_a_body_explained_in_the_text_means_its_acronym() -> None:
    body = "The Programme for Quiet Archives (PQA) met. It is so (Programme for Quiet Archives, 2001)."
    listed = "\n\nReferences\n\nPQA. (2001). *Rules of quiet archives*. Archive Press.\n"
    assert only(body, listed).cites[0].references == ("r1",)


def test_of_works_without_a_year_that_with_the_same_word_is_meant() -> None:
    listed = (
        "\n\nReferences\n\nSmith, A. (in press). A law of archives. *Journal of Laws*.\n\n"
        "Smith, A. (n.d.). *Another law of archives*. Archive Press.\n"
    )
    body = "It is so (Smith, in press) and so (Smith, n.d.)."
    assert [references for _, references in linked(body, listed)] == [[("r1",)], [("r2",)]]


def test_a_place_after_what_was_held_there_is_no_author() -> None:
    assert citations("The conference (Bandung, 1955) met.", MORE) == ()


def test_an_unlisted_work_yet_to_come_is_cited() -> None:
    assert only("Then Axelrod (forthcoming) was read.", MORE).cites[0].references == ()


# Cited before


def test_ibid_means_the_work_before() -> None:
    found = citations("It is so (Ostrom, 1990). And so (ibid., p. 3).", MORE)
    assert [(c.kind, c.cites[0].references, c.cites[0].locator) for c in found][1] == ("ibid", ("r6",), "3")


def test_ibid_after_several_works_is_in_doubt() -> None:
    found = citations("It is so (May, 1950; Ostrom, 1990). And so (ibid.).", MORE)
    assert (found[1].cites[0].references, found[1].cites[0].author) == (("r4", "r6"), None)


def test_op_cit_means_the_work_of_its_author() -> None:
    found = citations("It is so (Ostrom, 1990). And so (May, 1950). But (Ostrom, op. cit., p. 3).", MORE)
    assert found[2].cites[0].references == ("r6",)


# Numbers and labels


def test_numbers_in_round_brackets_need_a_habit() -> None:
    assert citations("It is so (1).", NUMBERED) == ()


def test_numbers_in_round_brackets_that_rise_mean_the_list() -> None:
    body = "It is so (1). And so (2, 3). Of two, (1) one and (2) another, see (1-3)."
    assert [text for text, _ in linked(body, NUMBERED)] == ["(1)", "(2, 3)", "(1-3)"]


def test_numbers_count_a_list_that_has_none() -> None:
    body = "It is so [1]. And so [2]; it is [1, 3]."
    plain = "\n".join(line.partition("] ")[2] or line for line in NUMBERED.splitlines())
    assert [references for _, references in linked(body, plain)] == [[("r1",)], [("r2",)], [("r1",), ("r3",)]]


def test_numbers_that_do_not_come_again_count_no_list() -> None:
    plain = "\n".join(line.partition("] ")[2] or line for line in NUMBERED.splitlines())
    assert linked("It is so [1]. And so [2]; it is [3].", plain) == []


def test_a_reference_is_called_by_its_number() -> None:
    assert only("It is so in Ref. 2 too.", NUMBERED).cites[0].references == ("r2",)


def test_a_number_may_follow_a_year_in_square_brackets() -> None:
    assert only("As Ostrom [1990] says.", MORE).cites[0].references == ("r6",)


LABELLED = """

References

[Jac61] J. Jacobs, *The Death and Life of Great American Cities*. New York: Random House, 1961.

[Mum61] L. Mumford, *The City in History*. New York: Harcourt, 1961.

[Ost90] E. Ostrom, *Governing the Commons*. Cambridge: Cambridge University Press, 1990.
"""


def test_labels_mean_their_items() -> None:
    assert linked("So [Jac61, Ost90].", LABELLED) == [("[Jac61, Ost90]", [("r1",), ("r3",)])]


def test_a_label_may_have_a_page() -> None:
    assert only("So [Mum61, p. 3].", LABELLED).cites[0].locator == "3"


def test_a_label_like_those_of_the_list_cites() -> None:
    cite = only("So [Nye90].", LABELLED).cites[0]
    assert (cite.key, cite.references) == ("Nye90", ())


@pytest.mark.parametrize("mark", ["[OK]", "[Emphasis added]", "[sic]"])
def test_another_word_in_square_brackets_is_no_label(mark: str) -> None:
    assert citations(f"So {mark}.", LABELLED) == ()


def test_a_key_that_nothing_has_still_cites() -> None:
    cite = only("So [@nye1990].", MORE).cites[0]
    assert (cite.key, cite.author, cite.references) == ("nye1990", None, ())


@pytest.mark.parametrize(("mark", "kind"), [("[@may1950]", "parenthetical"), ("\\textcite{may1950}", "narrative")])
def test_a_key_may_be_narrative(mark: str, kind: str) -> None:
    assert only(f"So {mark} says.", MORE).kind == kind


# More of MLA


def test_a_word_of_a_marked_title_is_enough() -> None:
    assert only("It is so (*Social* 19).", WORKS_CITED).cites[0].references == ("r4",)


def test_author_with_short_title_chooses_the_work() -> None:
    two = WORKS_CITED + "\nMumford, Lewis. *The City in History*. Harcourt, 1961.\n"
    assert only("It is so (Mumford, *City* 19).", two).cites[0].references == ("r5",)


def test_several_of_author_with_page_are_cited() -> None:
    assert [cite.references for cite in only("It is so (Jacobs 35; Mumford 148).", WORKS_CITED).cites] == [
        ("r1",),
        ("r3",),
    ]


def test_a_page_alone_after_a_pronoun_is_of_the_author_named_before() -> None:
    body = "It is so (Jacobs 35). Mumford wrote of it. Later he called it “home remedies” (148)."
    assert citations(body, WORKS_CITED)[1].cites[0].references == ("r3",)


@pytest.mark.parametrize(
    ("mark", "reference"),
    [
        ("(Jacobs,1961)", "r1"),
        ("( Jacobs , 1961 )", "r1"),
        ("(Jacobs,1961,p. 3)", "r1"),
        ("Jacobs ( 1961 )", "r1"),
        ("Kelling and his colleagues (1982)", "r2"),
        ("Kelling and her co-workers (1982)", "r2"),
    ],
)
def test_a_mark_may_be_sloppy(mark: str, reference: str) -> None:
    assert only(f"It was said early, as {mark} shows.", LIST).cites[0].references == (reference,)


PAGE = "\n\nReferences\n\nPage, B. (2001). *Who Deliberates?* University of Chicago Press.\n"


@pytest.mark.parametrize("mark", ["(Page, 2001)", "(Page 2001, p. 3)", "Page (2001)"])
def test_a_family_may_be_called_page(mark: str) -> None:
    assert only(f"It was said by {mark} so.", PAGE).cites[0].references == ("r1",)


def test_the_name_page_is_part_of_its_mark() -> None:
    assert only("It was said by Page (2001) so.", PAGE).text == "Page (2001)"


def test_a_page_is_no_family_in_other_lists() -> None:
    assert citations("It was said (Page, 2001).", LIST) == ()


GROUP = """

References

Acemoglu, D., Johnson, S., & Robinson, J. A. (2001). The colonial origins. *American Economic Review*, 91(5), 1369–1401.

Department for Transport. (2019). *Road traffic estimates*. DfT.
"""


@pytest.mark.parametrize("mark", ["(AJR 2001)", "AJR (2001)"])
@pytest.mark.parametrize("word", ["henceforth", "hereafter"])
def test_initials_stand_for_a_group_of_authors(mark: str, word: str) -> None:
    body = f"It is so (Acemoglu, Johnson and Robinson 2001; {word} AJR). So say {mark} again."
    assert citations(body, GROUP)[1].cites[0].references == ("r1",)


def test_initials_that_nobody_explained_mean_nothing() -> None:
    assert citations("It is so (AJR 2001).", GROUP) == ()


def test_a_bracket_may_hold_the_acronym_with_the_year() -> None:
    found = only("Cars are counted by the Department for Transport (DfT; 2019) each year.", GROUP)
    assert (found.kind, found.text, found.cites[0].references) == (
        "narrative",
        "Department for Transport (DfT; 2019)",
        ("r2",),
    )


@pytest.mark.parametrize(
    "body",
    [
        "Zimbardo (1971) has no place here.",
        "As Festinger (1957) puts it, so.",
        "Asch (1951, p. 178).",
        "Sherif (1936a).",
    ],
)
def test_an_author_whom_the_list_lacks_is_cited_all_the_same(body: str) -> None:
    found = citations(f"It is so (Jacobs, 1961). {body}", LIST)
    assert [citation.cites[0].references for citation in found] == [("r1",), ()]


@pytest.mark.parametrize(
    "body",
    [
        "Casablanca (1942) charmed all.",
        "The Danube (2013) had seen worse.",
        "The Great War (1914) had begun.",
        "Hurricane Carla (1961) put an end to it.",
        "Paris (1968) saw it first.",
    ],
)
def test_a_film_or_flood_is_no_author(body: str) -> None:
    assert len(citations(f"It is so (Jacobs, 1961). {body}", LIST)) == 1


@pytest.mark.parametrize("part", ["(Table 1)", "(Fig. 2)"])
def test_a_table_is_one_of_this_text(part: str) -> None:
    assert len(citations(f"It is so (Jacobs, 1961), as they say {part}.", LIST)) == 1


def test_a_page_alone_may_follow_the_sentence_that_cites() -> None:
    found = citations("It is so (Jacobs 35). It comes close to it in force (109).", WORKS_CITED)
    assert [(cite.references, cite.locator) for citation in found for cite in citation.cites] == [
        (("r1",), "35"),
        (("r1",), "109"),
    ]


def test_a_page_far_from_any_citation_means_nothing() -> None:
    filler = "It went on for a while, and then it went on some more. " * 6
    assert len(citations(f"It is so (Jacobs 35). {filler}There were some of them (109).", WORKS_CITED)) == 1


def test_a_page_alone_is_of_the_pair_that_is_named() -> None:
    body = "It is so (Jacobs 35). Then Kelling and Wilson knew it, and called it “broken” (30)."
    assert citations(body, WORKS_CITED)[1].cites[0].references == ("r2",)


@pytest.mark.parametrize(
    ("key", "references"),
    [
        ("[@jacobs1961]", ("r1",)),
        ("[@jacobs-death-life-1961]", ("r1",)),
        ("[@KellingWilson1982]", ("r2",)),
        ("[@world2021]", ("r5",)),
        ("[@worldhealthorganization_2021]", ("r5",)),
        ("[@nye2011b]", ("r4",)),
        ("[@R-base]", ()),
        ("[see @scikit-learn, and others]", ()),
    ],
)
def test_a_key_in_square_brackets_is_a_citation(key: str, references: tuple[str, ...]) -> None:
    assert only(f"It is so {key}.", LIST).cites[0].references == references


def test_a_handle_is_no_key() -> None:
    assert citations("It is so [@jacobs1961]. Write to @somebody.", LIST)[1:] == ()


def test_two_hyphens_are_a_dash_in_the_pages_of_a_key() -> None:
    assert only("It is so [@jacobs1961, pp. 79--104].", LIST).cites[0].locator == "79-104"


@pytest.mark.parametrize(
    ("after", "locator"), [(", Section 9.3", "9.3"), (",\n   Section 9.3.", "9.3"), (" or so", None)]
)
def test_a_section_may_follow_a_label(after: str, locator: str | None) -> None:
    listed = '\n\nReferences\n\n[RFC9110] Fielding, R., "HTTP Semantics", RFC 9110, June 2022.\n'
    assert only(f"As in [RFC9110]{after}", listed).cites[0].locator == locator


SCIENCE = """

References and Notes

1. W. S. Broecker, Climatic change. Science 189, 460 (1975).
2. J. Hansen, Climate impact. Science 213, 957 (1981).
3. G. Callendar, The artificial production of carbon dioxide. Science 64, 223 (1938).
4. I thank the librarians.
"""


def test_a_lead_may_stand_between_numbers() -> None:
    body = "It warms (1). They rise (2), and so on (3, p. 38; see also 2), as log[3] does."
    assert [cite.references for cite in citations(body, SCIENCE)[2].cites] == [("r3",), ("r2",)]


def test_the_argument_of_a_function_is_no_number_of_a_list() -> None:
    assert len(citations("It warms (1). They rise (2), and so on (3), as log[3] does.", SCIENCE)) == 3


@pytest.mark.parametrize(
    ("body", "cited"), [("those not yet born (Brand, 1999)", 1), ("he was born (Leipzig, 1900)", 0)]
)
def test_a_place_of_birth_is_no_author(body: str, cited: int) -> None:
    assert len(citations(f"Such are {body}. It is so (Jacobs, 1961).", "")) == cited + 1


@pytest.mark.parametrize(
    ("mark", "meant"),
    [
        (r"\[3\]", ["r3"]),
        (r"\[1, p. 442\]", ["r1"]),
        (r"\[1,2,3\]", ["r1", "r2", "r3"]),
        (r"\[1\]–\[3\]", ["r1", "r2", "r3"]),
        (r"[\[2\]](#ref2)", ["r2"]),
    ],
)
def test_escaped_brackets_are_brackets(mark: str, meant: list[str]) -> None:
    assert [cite.references[0] for cite in only(f"It is so {mark}.", NUMBERED).cites] == meant


def test_an_escaped_mark_is_taken_with_its_backslashes() -> None:
    text = r"It is so \[3\], he says." + NUMBERED
    found = citations(text)[0]
    assert (text[found.start : found.end], found.text) == (r"\[3\]", r"\[3\]")


def test_escaped_marks_side_by_side_are_two() -> None:
    assert [c.text for c in citations(r"It is so \[1\]\[3\].", NUMBERED)] == [r"\[1\]", r"\[3\]"]


def test_escaped_brackets_cite_by_name_and_year() -> None:
    assert only(r"It is so \[Jacobs, 1961\].", LIST).cites[0].references == ("r1",)


def test_escaped_brackets_hold_pandoc_keys() -> None:
    assert only(r"It is so \[@jacobs\].").kind == "parenthetical"


def test_escaped_brackets_hold_labels() -> None:
    listed = "\n\nReferences\n\n[Jac61] J. Jacobs, *The Death and Life of Great American Cities*. New York, 1961.\n"
    assert only(r"It is so \[Jac61\].", listed).cites[0].references == ("r1",)


@pytest.mark.parametrize("between", [";", "; ", ","])
def test_letters_after_a_year_are_parted_by_any_sign(between: str) -> None:
    cites = only(f"It is so (Nye, 2011a{between}b; Jacobs, 1961).", LIST).cites
    assert [cite.references for cite in cites] == [("r3",), ("r4",), ("r1",)]


@pytest.mark.parametrize("page", ["45", "45–47"])
@pytest.mark.parametrize("after", [" Later", ".", "[2]", ""])
def test_an_encyclopedia_prints_the_page_after_the_bracket(page: str, after: str) -> None:
    cite = citations(f"It is so.[1]: {page}{after}", NUMBERED)[0].cites[0]
    assert (cite.locator, cite.label) == (page, "page")


@pytest.mark.parametrize("words", ["so [1]: 45 towns", "so[1]: 45 towns", "so [1]: 45 Towns"])
def test_a_number_after_a_colon_may_be_of_the_sentence(words: str) -> None:
    assert citations(f"It is {words} fell.", NUMBERED)[0].cites[0].locator is None


@pytest.mark.parametrize("doubt", ["[citation needed]", "[who?]", "[a]"])
def test_a_doubt_after_a_mark_makes_it_no_index(doubt: str) -> None:
    assert citations(f"It is so.[3]{doubt} Then more.", NUMBERED)[0].cites[0].references == ("r3",)


@pytest.mark.parametrize("code", ["rows[1][i]", "cells[1][:, 2]"])
def test_an_index_before_another_is_no_citation(code: str) -> None:
    assert citations(f"The value {code} is great.", NUMBERED) == ()


NARRATIVES = "Jacobs (1961) argued that streets need eyes. Whyte (1980) found that people sit. Gehl (2010) says so. "


def test_three_that_say_something_are_a_way_of_citing() -> None:
    assert [citation.text for citation in citations(NARRATIVES)] == ["Jacobs (1961)", "Whyte (1980)", "Gehl (2010)"]


def test_films_with_their_years_are_no_way_of_citing() -> None:
    films = "He was at his best. Vertigo (1958) is a dream. Psycho (1960) shocked, and Rope (1948) runs in one take. "
    assert citations(films) == ()


def test_the_page_inside_a_bracket_beats_the_number_after_it() -> None:
    assert citations("It is so.[1, p. 3]: 45 Later", NUMBERED)[0].cites[0].locator == "3"


def test_a_doubt_after_a_mark_on_a_word_makes_it_no_index() -> None:
    assert citations("It is so[3][citation needed] here.", NUMBERED)[0].cites[0].references == ("r3",)


def test_a_number_beyond_the_list_stays_beside_one_within() -> None:
    _, citation = citations("First [1], then others [3, 4].", NUMBERED)
    assert [cite.references for cite in citation.cites] == [("r3",), ()]


def test_a_number_that_the_list_lacks_is_a_citation_without_reference() -> None:
    *_, citation = citations("First [1], then [2], and [5] for a survey.", NUMBERED)
    assert (citation.text, citation.cites[0].references) == ("[5]", ())


@pytest.mark.parametrize(
    "body", ["It [1, 2] came in [1984].", "We [1, 2] scored from [2, 7].", "It [1, 2] came, and a[5] too."]
)
def test_a_year_an_interval_and_an_index_cite_nothing_beside_a_numbered_list(body: str) -> None:
    assert [citation.text for citation in citations(body, NUMBERED)] == ["[1, 2]"]


def test_a_number_beyond_a_list_that_no_mark_proves_cites_nothing() -> None:
    assert citations("They came to [5] and went.", NUMBERED) == ()


def test_a_listed_author_with_another_year_is_a_citation() -> None:
    _, citation = citations("Jacobs (1961) and Jacobs (1969).", LIST)
    assert (citation.text, citation.cites[0].references) == ("Jacobs (1969)", ())


def test_a_name_that_the_list_lacks_is_no_citation_for_its_year_alone() -> None:
    assert [citation.text for citation in citations("Jacobs (1961) and Verdun (1916).", LIST)] == ["Jacobs (1961)"]


def test_a_listed_name_that_ends_a_quoted_title_is_no_citation() -> None:
    assert [c.text for c in citations("Jacobs (1961). See ‘A Reply to Professor Nye’ (1958) first.", LIST)] == [
        "Jacobs (1961)"
    ]


def test_a_name_on_a_site_is_no_key() -> None:
    assert citations("Ann Roe (@roe1990) and Bob Low (@low1521) wrote this program. ") == ()


def test_a_key_in_round_brackets_is_one_beside_keys_in_square_ones() -> None:
    found = citations("So it is (see @roe1990), and so it was [@low2001]. ")
    assert [cite.key for citation in found for cite in citation.cites] == ["roe1990", "low2001"]


def test_what_latex_only_lists_is_not_cited() -> None:
    assert [citation.text for citation in citations(r"All of it \nocite{*} and \cite{roe1990}. ")] == [
        r"\cite{roe1990}"
    ]
