"""Citations in notes."""

import pytest

from refdesk.model.citation import Citation, Cite
from refdesk.model.document import Document
from refdesk.reading.layout import Layout
from refdesk.reading.notes import find_notes
from refdesk.resolving.extraction import extract_document
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


@pytest.mark.parametrize(
    "ibid",
    [
        "*Ibid.*, p. 36",
        "Ibid., 36, where she says so.",
        "Ebenda, S. 36.",
        "<em>Ibid.</em>, 36.",
        "Id. at 36.",
        "Ibid., p. 36 ; a comment.",
    ],
)
def test_ibid_has_many_forms(ibid: str) -> None:
    cite = last(f"{JACOBS}, 35.", ibid).cites[0]
    assert (meant(cite), cite.locator) == ("n1", "36")


def test_ibid_after_several_works_means_the_last() -> None:
    assert meant(last(f"{JACOBS}, 35; {OSTROM}, 3.", "Ibid., 4.").cites[0]) == "n2"


def test_ibid_after_a_source_that_could_not_be_told_cites_nothing() -> None:
    assert [
        citation.note for citation in noted(f"{JACOBS}, 35.", "Lepore, The Cobweb, 35.", "Ibid., 36.").citations
    ] == ["1"]


@pytest.mark.parametrize(
    "idem",
    [
        "Idem, *Systems of Survival* (New York: Random House, 1992), 5.",
        "Ders.: *Systems of Survival* (New York: Random House, 1992), 5.",
    ],
)
def test_idem_stands_for_the_author_of_another_work(idem: str) -> None:
    works = noted(f"{JACOBS}, 35.", idem).references
    assert [work.work.creators[0].family for work in works] == ["Jacobs", "Jacobs"]


def test_idem_may_lead_to_a_short_title() -> None:
    citation = last(f"{JACOBS}, 35.", f"{OSTROM}, 3; Jacobs, *Death and Life*, 40; idem, *Death and Life*, 41.")
    assert (meant(citation.cites[-1]), citation.cites[-1].locator) == ("n1", "41")


def test_idem_after_nothing_cites_nothing() -> None:
    assert noted("Idem, *Systems of Survival* (New York: Random House, 1992), 5.").citations == ()


@pytest.mark.parametrize(
    "pointer",
    [
        "Jacobs, supra note 1, at 40.",
        "Above n. 1, 40.",
        "See note 1 above, 40.",
        "Jacobs, *Death* (wie Anm. 1), S. 40.",
        "See n. 1, p. 40.",
        "*Supra* note 1, 40.",
    ],
)
def test_a_note_is_named_in_many_ways(pointer: str) -> None:
    cite = last(f"{JACOBS}, 35.", f"{OSTROM}, 3.", pointer).cites[0]
    assert (meant(cite), cite.locator) == ("n1", "40")


def test_a_bare_note_number_points_nowhere() -> None:
    assert [citation.note for citation in noted(f"{JACOBS}, 35.", "Note 1 was written late.").citations] == ["1"]


def test_a_note_may_point_to_a_later_one() -> None:
    cite = noted("See below, note 2.", f"{JACOBS}, 35.").citations[0].cites[0]
    assert (meant(cite), cite.prefix) == ("n1", "See")


@pytest.mark.parametrize(
    "short",
    [
        "Jacobs, Death and Life, 40.",
        "*The Death and Life*, 40.",
        "Jacobs, Great American Cities, 40. This is so.",
        "Jacobs, Death and Life, cit., p. 40.",
    ],
)
def test_a_title_need_not_be_marked_where_the_work_is_known(short: str) -> None:
    cite = last(f"{JACOBS}, 35.", f"{OSTROM}, 3.", short).cites[0]
    assert (meant(cite), cite.locator) == ("n1", "40")


def test_a_plain_title_that_nothing_describes_is_no_cite() -> None:
    assert noted("Lepore, The Cobweb, 35.").citations == ()


def test_op_cit_with_its_note_chooses_among_works() -> None:
    other = "Jane Jacobs, *Systems of Survival* (New York: Random House, 1992)"
    assert meant(last(f"{JACOBS}, 35.", f"{other}, 3.", "Jacobs, op. cit. (n. 1), 40.").cites[0]) == "n1"


@pytest.mark.parametrize(
    "words",
    [
        "Samuel D. Warren & Louis D. Brandeis, The Right to Privacy, 4 Harv. L. Rev. 193 (1890).",
        "Jürgen Habermas, Strukturwandel der Öffentlichkeit, Neuwied 1962, S. 45.",
        "Jane Jacobs, The Death and Life of Great American Cities (New York: Random House, 1961).",
        "Arlette Farge, Le goût de l'archive, Paris, Seuil, 1989.",
        "Robert C. Ellickson, Order Without Law (1991).",
    ],
)
def test_a_description_need_not_mark_its_title(words: str) -> None:
    assert [reference.raw for reference in noted(words).references] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Professor of Streets, University of Somewhere, since 1990.",
        "Thanks to Jane Jacobs, New York, 1961.",
        "I wrote this in Paris, 1989.",
    ],
)
def test_words_on_a_person_describe_no_work(words: str) -> None:
    assert noted(words).references == ()


def test_works_are_joined_by_and() -> None:
    assert (
        len(
            noted(
                f"For an overview, see {JACOBS}, esp. 29–54, and {OSTROM}. Whether they are right is not for me to say."
            ).references
        )
        == 2
    )


@pytest.mark.parametrize(
    "comment",
    [
        " It is what they all say that was said before.",
        ", which is not what they say.",
        " (emphasis added)",
        " (describing streets)",
        " — but that was later.",
    ],
)
def test_a_comment_is_no_part_of_the_description(comment: str) -> None:
    assert (
        noted(f"{JACOBS}, 35{'.' if comment.startswith(' I') else ''}{comment}").references[0].raw.rstrip(".")
        == f"{JACOBS}, 35"
    )


def test_prose_leads_to_a_description() -> None:
    assert noted(f"The classic statement is {JACOBS}, 35.").references[0].raw == f"{JACOBS}, 35."


@pytest.mark.parametrize(
    "lead", ["Voir", "Siehe auch", "Vgl.", "Véase", "Cfr.", "Zie ook", "See especially", "For instance"]
)
def test_words_of_many_languages_lead_to_a_work(lead: str) -> None:
    assert last(f"{lead} {JACOBS}, 35.").cites[0].prefix == lead


@pytest.mark.parametrize("quoting", ["zitiert nach", "cité par", "citado en", "quoting", "as cited in"])
def test_words_of_many_languages_quote_from_a_work(quoting: str) -> None:
    citation = last(f"{JACOBS}, 35.", f"{OSTROM}, 3, {quoting} Jacobs, *Death and Life*, 40.")
    assert [(meant(cite), cite.quoted_in) for cite in citation.cites] == [("n2", False), ("n1", True)]


def test_the_page_beside_the_pages_of_an_article_is_cited() -> None:
    cite = last("Jane Jacobs, “Streets,” *Forum* 3, no. 2 (1961): 5–19, at 7.").cites[0]
    assert (cite.locator, cite.label) == ("7", "page")


def test_one_page_of_an_article_is_cited() -> None:
    assert last("Jane Jacobs, “Streets,” *Forum* 3, no. 2 (1961): 7.").cites[0].locator == "7"


def test_a_pinpoint_stands_before_the_year_of_a_law_review() -> None:
    words = "Samuel D. Warren & Louis D. Brandeis, The Right to Privacy, 4 Harv. L. Rev. 193, 195 (1890)."
    assert last(words).cites[0].locator == "195"


def test_a_chapter_of_a_book_is_cited() -> None:
    cite = last(f"{JACOBS}, ch. 7.").cites[0]
    assert (cite.locator, cite.label) == ("7", "chapter")


def test_the_page_cited_is_none_of_the_work() -> None:
    assert noted(f"{JACOBS}, 35.").references[0].work.pages is None


def test_a_link_back_to_the_mark_is_no_part_of_the_note() -> None:
    assert noted(f"{JACOBS}, 35. [↩](#fnref1)").references[0].raw == f"{JACOBS}, 35."


def test_a_bare_link_is_a_source() -> None:
    assert noted("https://www.example.org/report.pdf").references[0].work.urls == (
        "https://www.example.org/report.pdf",
    )


def test_a_name_read_too_many_does_not_lose_the_author() -> None:
    wehler = "Jane Jacobs and Ann Example, *The Death and Life of Great American Cities* (New York: Random House, 1961)"
    assert meant(last(f"{wehler}, 35.", f"{OSTROM}, 3.", "Jacobs, op. cit., 40.").cites[0]) == "n1"


def test_a_person_with_an_office_is_no_work() -> None:
    assert noted("Jane Jacobs, Professor of Streets, University of Somewhere, 1990.").references == ()


def test_a_short_sentence_on_the_print_belongs_to_the_description() -> None:
    assert noted(f"{JACOBS}. Reprinted 1993.").references[0].raw.endswith("Reprinted 1993.")


def test_the_number_of_a_note_alone_points_nowhere() -> None:
    assert [citation.note for citation in noted(f"{JACOBS}, 35.", "Note 1.").citations] == ["1"]


def test_a_description_of_british_law_ends_with_its_page() -> None:
    words = "Tony Weir, An Introduction to Tort Law (2nd edn, OUP 2006) 146."
    assert [reference.raw for reference in noted(words).references] == [words]


def test_a_note_is_named_by_its_letter() -> None:
    cite = last(f"{JACOBS}, 35.", f"{OSTROM}, 3.", "Jacobs (n 1) 40.").cites[0]
    assert (meant(cite), cite.locator) == ("n1", "40")


def test_the_page_after_the_bracket_of_an_imprint_is_cited() -> None:
    assert last("Tony Weir, *An Introduction to Tort Law* (2nd edn, OUP 2006) 146.").cites[0].locator == "146"


def in_list(note: str) -> Citation:
    listed = "Mann, M. (1984). The autonomous power of the state. European Journal of Sociology, 25(2), 185–213."
    more = "Spruyt, H. (1994). The sovereign state and its competitors: An analysis. Princeton University Press."
    return extract_document(Document(text=f"So.¹\n\nNotes\n\n¹ {note}\n\nReferences\n\n{listed}\n\n{more}")).citations[
        0
    ]


@pytest.mark.parametrize(
    ("note", "locator"),
    [
        ("Mann (1984: 189–90).", "189-90"),
        ("See Mann (1984, p. 189) on the power of the state.", "189"),
        ("The argument is an old one (Mann 1984).", None),
    ],
)
def test_a_note_cites_the_list_by_author_with_date(note: str, locator: str | None) -> None:
    citation = in_list(note)
    assert (citation.kind, citation.cites[0].references, citation.cites[0].locator) == ("short-note", ("r1",), locator)


def test_a_note_cites_several_of_the_list_in_one_sentence() -> None:
    cites = in_list("For power see Mann (1984), for trade Spruyt (1994).").cites
    assert [cite.references for cite in cites] == [("r1",), ("r2",)]


def test_a_work_that_is_cited_twice_over_in_a_part_is_one_cite() -> None:
    assert len(in_list("So says Mann (1984); it is still the view of Mann (1984).").cites) == 1


def test_a_full_description_of_a_listed_work_is_that_of_the_list() -> None:
    cite = in_list("Hendrik Spruyt, The Sovereign State and Its Competitors (Princeton, 1994), 3.").cites[0]
    assert (cite.references, cite.locator) == (("r2",), "3")


@pytest.mark.parametrize(
    "words",
    [
        "Donoghue v Stevenson [1932] AC 562.",
        "Rylands v Fletcher (1868) LR 3 HL 330.",
        "Roe v. Wade, 410 U.S. 113 (1973).",
        "Bundesverfassungsgericht, Urteil vom 28. Februar 1961, BVerfGE 12, 205.",
        "Clean Air Act of 1970, Pub. L. No. 91-604, 84 Stat. 1676.",
        "Human Rights Act 1998, s 6.",
        "Human Rights Act 1998.",
    ],
)
def test_a_case_or_statute_is_described(words: str) -> None:
    assert len(noted(words).references) == 1


def test_a_sentence_on_two_parties_is_no_case() -> None:
    assert noted("It was the state v the people in 1932, and nothing came of it.").references == ()


def test_a_lead_needs_no_full_stop() -> None:
    assert last(f"{JACOBS}, 35.", f"{OSTROM}, 3.", "cf Jacobs (n 1) 40.").cites[0].prefix == "cf"


def test_a_lead_may_name_the_matter() -> None:
    assert last(f"See, for the idea, {JACOBS}, 35.").cites[0].prefix == "See, for the idea"


def test_a_body_is_known_as_it_was_printed() -> None:
    words = "UN Women, Preventing Conflict, Transforming Justice, Securing the Peace (New York, UN Women, 2015), p. 45."
    cite = last(words, f"{OSTROM}, 3.", "UN Women, Preventing Conflict, pp. 52–53.").cites[0]
    assert (meant(cite), cite.locator) == ("n1", "52-53")


def test_another_body_is_not_the_one_printed_before() -> None:
    words = "UN Women, Preventing Conflict, Transforming Justice, Securing the Peace (New York, UN Women, 2015), p. 45."
    assert [c.note for c in noted(words, "UN Habitat, Preventing Conflict, pp. 52–53.").citations] == ["1"]


def test_a_short_title_may_end_with_a_year() -> None:
    words = "World Bank, *World Development Report 1990: Poverty* (New York: Oxford University Press, 1990), 24."
    assert meant(last(words, f"{OSTROM}, 3.", "World Bank, World Development Report 1990, p. 30.").cites[0]) == "n1"


def test_a_short_form_names_the_first_of_several_authors() -> None:
    words = (
        "Kirsten Hund, Ann La Porta, and Tim Laing, *Minerals for Climate Action* (Washington: World Bank, 2020), 7."
    )
    assert meant(last(words, f"{OSTROM}, 3.", "Hund et al., *Minerals for Climate Action*, p. 91.").cites[0]) == "n1"


def test_the_pages_cited_stand_after_those_of_the_article() -> None:
    words = (
        "Michael L. Ross, “The Resource Curse,” *Annual Review of Political Science* 18 (2015): 239–259, pp. 240–243."
    )
    found = noted(words)
    assert (found.citations[0].cites[0].locator, found.references[0].work.pages) == ("240-243", "239-259")


def test_the_page_cited_stands_before_an_address() -> None:
    words = f"{OSTROM}, p. 60, https://doi.org/10.1017/CBO9780511807763."
    assert noted(words).citations[0].cites[0].locator == "60"


def test_pages_that_are_not_the_page_cited_stay() -> None:
    words = "Ann Gulley, “Rare Earths,” *Nature* 115, no. 16 (2018): 4111–4115, https://doi.org/10.1073/x, p. 4112."
    assert noted(words).references[0].work.pages == "4111-4115"


def test_a_french_note_points_back_to_an_article() -> None:
    words = "Jacques Revel, « Micro-analyse et construction du social », *Annales*, vol. 13, 1996, p. 15-36."
    assert meant(last(words, f"{OSTROM}, 3.", "J. Revel, art. cité, p. 26.").cites[0]) == "n1"


def test_a_sentence_on_a_statute_describes_none() -> None:
    assert noted("The Human Rights Act 1998 was passed in a hurry.").references == ()


def test_a_judgment_is_cited_by_its_paragraph() -> None:
    cite = last("Miller v Prime Minister [2019] UKSC 41.", f"{OSTROM}, 3.", "Miller (n 1) [65].").cites[0]
    assert (meant(cite), cite.locator, cite.label) == ("n1", "65", "paragraph")


def test_a_case_is_cited_again_by_its_reporter() -> None:
    olmstead = "Olmstead v. United States, 277 U.S. 438, 478 (1928)."
    cite = last(olmstead, f"{OSTROM}, 3.", "Olmstead, 277 U.S. at 479.").cites[0]
    assert (meant(cite), cite.locator) == ("n1", "479")


def test_a_case_of_another_volume_is_another() -> None:
    olmstead = "Olmstead v. United States, 277 U.S. 438, 478 (1928)."
    assert [c.note for c in noted(olmstead, "Olmstead, 300 U.S. at 479.").citations] == ["1"]


LUHMANN = "Luhmann, N. (1996). Die Realität der Massenmedien. Westdeutscher Verlag."
NEUBERGER = "Neuberger, C. (2009). Internet, Journalismus und Öffentlichkeit. Publizistik, 54(2), 205–220."


@pytest.mark.parametrize(
    ("note", "locator"),
    [
        ("Niklas Luhmann, Die Realität der Massenmedien, 2. Aufl., Opladen 1996, S. 9.", "9"),
        (
            "C. Neuberger, Internet, Journalismus und Öffentlichkeit, Publizistik 54 (2009), S. 205–220, hier S. 209.",
            "209",
        ),
    ],
)
def test_a_full_description_of_a_listed_work_is_no_short_form(note: str, locator: str) -> None:
    text = f"So.¹\n\nAnmerkungen\n\n¹ {note}\n\nLiteratur\n\n{LUHMANN}\n\n{NEUBERGER}"
    citation = extract_document(Document(text=text)).citations[0]
    assert (citation.kind, citation.cites[0].locator) == ("note", locator)
