"""Printed references in the styles people write."""

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.references import MOST_CHARACTERS, ParsedReference, describes_work, parse_reference

# The same works, printed as each style prints them and as plain text without its italics.
SCIENCE = {
    "APA": "Tversky, A., & Kahneman, D. (1974). Judgment under uncertainty: Heuristics and biases. "
    "*Science*, *185*(4157), "
    "1124–1131. https://doi.org/10.1126/science.185.4157.1124",
    "APA, one italic run": "Tversky, A., & Kahneman, D. (1974). Judgment under uncertainty: Heuristics and biases. "
    "*Science, 185*(4157), 1124–1131. https://doi.org/10.1126/science.185.4157.1124",
    "APA, plain": "Tversky, A., & Kahneman, D. (1974). Judgment under uncertainty: Heuristics and "
    "biases. Science, 185(4157), "
    "1124-1131. doi:10.1126/science.185.4157.1124",
    "Chicago note": "A. Tversky and D. Kahneman, “Judgment under Uncertainty: Heuristics and "
    "Biases,” *Science* 185, no. 4157 "
    "(1974): 1124–1131, https://doi.org/10.1126/science.185.4157.1124.",
    "Chicago bibliography": "Tversky, A., and D. Kahneman. “Judgment under Uncertainty: Heuristics "
    "and Biases.” *Science* 185, "
    "no. 4157 (1974): 1124–1131. https://doi.org/10.1126/science.185.4157.1124.",
    "Chicago author-date": "Tversky, A., and D. Kahneman. 1974. “Judgment under Uncertainty: "
    "Heuristics and Biases.” *Science* "
    "185 (4157): 1124–1131. https://doi.org/10.1126/science.185.4157.1124.",
    "MLA": "Tversky, A., and D. Kahneman. “Judgment under Uncertainty: Heuristics and Biases.” "
    "*Science*, vol. 185, no. 4157, "
    "1974, pp. 1124–1131, https://doi.org/10.1126/science.185.4157.1124.",
    "Harvard": "Tversky, A. and Kahneman, D. (1974) ‘Judgment under uncertainty: heuristics and "
    "biases’, *Science*, 185(4157), "
    "pp. 1124–1131. doi: 10.1126/science.185.4157.1124.",
    "IEEE": "[7] A. Tversky and D. Kahneman, “Judgment under uncertainty: Heuristics and biases,” *Science*, vol. 185, "
    "no. 4157, pp. 1124–1131, 1974, doi: 10.1126/science.185.4157.1124.",
    "Vancouver": "Tversky A, Kahneman D. Judgment under uncertainty: heuristics and biases. Science. "
    "1974;185(4157):1124-1131. "
    "doi:10.1126/science.185.4157.1124",
    "ASCII quotes": 'Tversky, A., and D. Kahneman. "Judgment under Uncertainty: Heuristics and '
    'Biases." Science 185, no. 4157 '
    "(1974): 1124-1131. doi:10.1126/science.185.4157.1124",
}

SILENT_SPRING = {
    "APA": "Carson, R. (1962). *Silent spring*. Houghton Mifflin.",
    "APA, plain": "Carson, R. (1962). Silent spring. Houghton Mifflin.",
    "Chicago note": "Rachel Carson, *Silent Spring* (Boston: Houghton Mifflin, 1962).",
    "Chicago note, plain": "Rachel Carson, Silent Spring (Boston: Houghton Mifflin, 1962).",
    "Chicago bibliography": "Carson, Rachel. *Silent Spring*. Boston: Houghton Mifflin, 1962.",
    "Chicago bibliography, plain": "Carson, Rachel. Silent Spring. Boston: Houghton Mifflin, 1962.",
    "Chicago author-date": "Carson, Rachel. 1962. *Silent Spring*. Boston: Houghton Mifflin.",
    "MLA": "Carson, Rachel. *Silent Spring*. Houghton Mifflin, 1962.",
    "Harvard": "Carson, R. (1962) *Silent spring*. Boston: Houghton Mifflin.",
    "IEEE": "R. Carson, *Silent Spring*. Boston, MA, USA: Houghton Mifflin, 1962.",
    "Vancouver": "Carson R. Silent spring. Boston: Houghton Mifflin; 1962.",
}


def parsed(raw: str) -> ParsedReference:
    reference = parse_reference(raw)
    assert reference is not None
    return reference


def read(raw: str) -> Work:
    return parsed(raw).work


def codes(raw: str) -> list[str]:
    return [problem.code for problem in parsed(raw).problems]


# An article in every style


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_has_its_authors(style: str) -> None:
    assert read(SCIENCE[style]).authors == (
        Name("Tversky", "A."),
        Name("Kahneman", "D."),
    )


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_has_its_title(style: str) -> None:
    title = read(SCIENCE[style]).title or ""
    assert title.casefold() == "judgment under uncertainty: heuristics and biases"


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_has_its_journal(style: str) -> None:
    assert read(SCIENCE[style]).container == "Science"


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_has_its_numbers(style: str) -> None:
    work = read(SCIENCE[style])
    assert (work.volume, work.issue, work.pages) == ("185", "4157", "1124-1131")


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_has_its_year(style: str) -> None:
    assert read(SCIENCE[style]).issued == PartialDate(1974)


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_has_its_bare_doi(style: str) -> None:
    assert read(SCIENCE[style]).doi == "10.1126/science.185.4157.1124"


@pytest.mark.parametrize("style", SCIENCE)
def test_an_article_is_one(style: str) -> None:
    assert read(SCIENCE[style]).type == "article-journal"


@pytest.mark.parametrize("style", SCIENCE)
def test_nothing_of_an_article_is_left_over(style: str) -> None:
    assert read(SCIENCE[style]).note is None


# A book in every style


@pytest.mark.parametrize("style", SILENT_SPRING)
def test_a_book_has_its_author(style: str) -> None:
    assert [name.family for name in read(SILENT_SPRING[style]).authors] == ["Carson"]


@pytest.mark.parametrize("style", SILENT_SPRING)
def test_a_book_has_its_title(style: str) -> None:
    assert (read(SILENT_SPRING[style]).title or "").casefold() == "silent spring"


@pytest.mark.parametrize("style", SILENT_SPRING)
def test_a_book_has_its_publisher(style: str) -> None:
    assert read(SILENT_SPRING[style]).publisher == "Houghton Mifflin"


@pytest.mark.parametrize("style", SILENT_SPRING)
def test_a_book_has_its_year(style: str) -> None:
    assert read(SILENT_SPRING[style]).year == 1962


@pytest.mark.parametrize("style", SILENT_SPRING)
def test_a_book_is_one(style: str) -> None:
    assert read(SILENT_SPRING[style]).type == "book"


def test_a_place_keeps_its_state() -> None:
    assert read(SILENT_SPRING["IEEE"]).place == "Boston, MA, USA"


# Chapters and proceedings

CHAPTERS = {
    "APA": "Bourdieu, P. (1986). The forms of capital. In J. G. Richardson (Ed.), *Handbook of theory and research* "
    "(pp. 241–258). Greenwood.",
    "APA, plain": "Bourdieu, P. (1986). The forms of capital. In J. G. Richardson (Ed.), Handbook of "
    "theory and research "
    "(pp. 241–258). Greenwood.",
    "Chicago note": "P. Bourdieu, “The Forms of Capital,” in *Handbook of Theory and Research*, ed. J. G. Richardson "
    "(New York: Greenwood, 1986), 241–258.",
    "Chicago bibliography": "Bourdieu, P. “The Forms of Capital.” In *Handbook of Theory and Research*, edited by "
    "J. G. Richardson, 241–258. New York: Greenwood, 1986.",
    "Chicago, plain": 'Bourdieu, P. "The Forms of Capital." In Handbook of Theory and Research, '
    "edited by J. G. Richardson, "
    "241-258. New York: Greenwood, 1986.",
    "Harvard": "Bourdieu, P. (1986) ‘The forms of capital’, in Richardson, J.G. (ed.) *Handbook of "
    "theory and research*. "
    "New York: Greenwood, pp. 241–258.",
    "Vancouver": "Bourdieu P. The forms of capital. In: Richardson JG, editor. Handbook of theory "
    "and research. New York: "
    "Greenwood; 1986. p. 241-258.",
    "ASA": "Bourdieu, P. 1986. “The Forms of Capital.” Pp. 241–258 in *Handbook of Theory and Research*, edited by "
    "J. G. Richardson. New York: Greenwood.",
    "German": "Bourdieu, P.: „The Forms of Capital“. In: Richardson, J. G. (Hrsg.): Handbook of Theory and Research. "
    "New York: Greenwood 1986, S. 241–258.",
}


@pytest.mark.parametrize("style", CHAPTERS)
def test_a_chapter_is_in_its_book(style: str) -> None:
    assert (read(CHAPTERS[style]).container or "").casefold() == "handbook of theory and research"


@pytest.mark.parametrize("style", CHAPTERS)
def test_a_chapter_has_the_editor_of_its_book(style: str) -> None:
    assert read(CHAPTERS[style]).editors == (Name("Richardson", "J. G."),)


@pytest.mark.parametrize("style", CHAPTERS)
def test_a_chapter_has_its_pages(style: str) -> None:
    assert read(CHAPTERS[style]).pages == "241-258"


@pytest.mark.parametrize("style", CHAPTERS)
def test_a_chapter_has_the_publisher_of_its_book(style: str) -> None:
    assert read(CHAPTERS[style]).publisher == "Greenwood"


@pytest.mark.parametrize("style", CHAPTERS)
def test_a_chapter_has_its_own_title(style: str) -> None:
    assert (read(CHAPTERS[style]).title or "").casefold() == "the forms of capital"


@pytest.mark.parametrize("style", CHAPTERS)
def test_a_chapter_is_one(style: str) -> None:
    assert read(CHAPTERS[style]).type == "chapter"


ATTENTION = (
    "[3] A. Vaswani et al., “Attention is all you need,” in *Proc. 31st Int. Conf. Neural Inf. Process. Syst.*, "
    "Long Beach, CA, USA, 2017, pp. 6000–6010."
)


@pytest.mark.parametrize("raw", [ATTENTION, ATTENTION.replace("*", "").replace("“", '"').replace("”", '"')])
def test_a_conference_paper_is_in_its_proceedings(raw: str) -> None:
    assert read(raw).container == "Proc. 31st Int. Conf. Neural Inf. Process. Syst."


def test_a_conference_paper_is_one() -> None:
    assert read(ATTENTION).type == "paper-conference"


def test_where_a_conference_met_is_the_place() -> None:
    assert read(ATTENTION).place == "Long Beach, CA, USA"


def test_et_al_is_kept_as_others() -> None:
    assert read(ATTENTION).authors == (Name("Vaswani", "A."), Name(literal="others"))


def test_a_comma_within_the_name_of_a_conference_stays() -> None:
    raw = (
        'L. Rabiner, "A study," in Proceedings of the Conference on Acoustics, Speech and Signal Processing, Atlanta, '
        "GA, 1981, pp. 1-4."
    )
    assert read(raw).container == "Proceedings of the Conference on Acoustics, Speech and Signal Processing"


# Web pages, newspapers, access dates


def test_a_page_has_its_site() -> None:
    raw = (
        "Google. 2017. “Privacy Policy.” Privacy & Terms. Last modified April 17, 2017. "
        "https://policies.google.com/privacy."
    )
    assert read(raw).container == "Privacy & Terms"


def test_the_day_a_page_was_last_modified_is_its_date() -> None:
    raw = (
        "“Privacy Policy,” Privacy & Terms, Google, last modified April 17, 2017, https://policies.google.com/privacy."
    )
    assert read(raw).issued == PartialDate(2017, 4, 17)


@pytest.mark.parametrize(
    "access",
    [
        "Accessed May 6, 2020. https://plato.stanford.edu/entries/kant/",
        "Retrieved May 6, 2020, from https://plato.stanford.edu/entries/kant/",
        "Available at: https://plato.stanford.edu/entries/kant/ (Accessed: 6 May 2020).",
        "https://plato.stanford.edu/entries/kant/ [accessed 6 May 2020]",
        "[cited 2020 May 6]. Available from: https://plato.stanford.edu/entries/kant/",
        "[Online]. Available: https://plato.stanford.edu/entries/kant/. [Accessed: 6-May-2020].",
        "https://plato.stanford.edu/entries/kant/ (abgerufen am 6. Mai 2020)",
        "https://plato.stanford.edu/entries/kant/ (consulté le 6 mai 2020)",
    ],
)
def test_every_way_to_say_when_a_page_was_read_is_known(access: str) -> None:
    assert read(f"Rohlf, M. (2010). “Immanuel Kant.” {access}").accessed == PartialDate(2020, 5, 6)


def test_the_day_of_access_is_not_the_date_of_issue() -> None:
    raw = "“Immanuel Kant.” Stanford Encyclopedia. Accessed May 6, 2020. https://plato.stanford.edu/entries/kant/"
    assert read(raw).issued is None


def test_a_newspaper_article_is_known_by_its_paper() -> None:
    raw = "Mansell, W. (2010) ‘Time to get tough?’, *The Guardian*, 5 May, p. 3."
    assert read(raw).type == "article-newspaper"


def test_a_day_far_from_its_year_completes_it() -> None:
    raw = "Mansell, W. (2010) ‘Time to get tough?’, *The Guardian*, 5 May, p. 3."
    assert read(raw).issued == PartialDate(2010, 5, 5)


def test_the_page_of_a_newspaper_may_have_a_letter() -> None:
    raw = "Jen Lin-Liu, “Textbook Pirates Find a Huge Market,” *Chronicle of Higher Education*, April 2, 2004, A44."
    assert read(raw).pages == "A44"


def test_a_plain_magazine_is_no_publisher() -> None:
    raw = "Mead, R. (2017, April 17). The prophet of dystopia. The New Yorker."
    assert read(raw).container == "The New Yorker"


def test_a_title_may_stand_in_the_place_of_the_author() -> None:
    raw = "Prices of bread rising again. (2019, May 5). *The Guardian*. https://www.theguardian.com/x"
    assert (read(raw).authors, read(raw).title) == ((), "Prices of bread rising again")


def test_what_follows_a_title_in_the_place_of_the_author_is_read() -> None:
    raw = "Prices of bread rising again. (2019, May 5). *The Guardian*. https://www.theguardian.com/x"
    assert read(raw).container == "The Guardian"


def test_a_database_after_the_journal_is_a_note() -> None:
    raw = (
        "Baron, Naomi S. “Redefining Reading.” *PMLA*, vol. 128, no. 1, Jan. 2013, pp. 193–200. "
        "*JSTOR*, www.jstor.org/stable/23489282."
    )
    assert read(raw).note == "JSTOR"


def test_a_bare_link_is_a_reference() -> None:
    assert read("https://www.nasa.gov/mission").urls == ("https://www.nasa.gov/mission",)


def test_an_address_alone_on_its_line_belongs_to_the_reference() -> None:
    assert read("Carson, R. (1962). *Silent spring*. Mariner.\n\nhttps://archive.org/x").url == "https://archive.org/x"


# Theses, reports, editions, reprints


@pytest.mark.parametrize(
    "raw",
    [
        (
            "Shannon, C. E. (1940). *An algebra for theoretical genetics* [Doctoral dissertation, "
            "Massachusetts Institute of Technology]."
        ),
        (
            "C. E. Shannon, “An Algebra for Theoretical Genetics” (PhD diss., Massachusetts Institute of "
            "Technology, 1940)."
        ),
        (
            "Shannon, C. E. *An Algebra for Theoretical Genetics*. 1940. Massachusetts Institute of "
            "Technology, PhD dissertation."
        ),
    ],
)
def test_the_university_of_a_thesis_is_its_publisher(raw: str) -> None:
    assert (read(raw).type, read(raw).publisher) == ("thesis", "Massachusetts Institute of Technology")


def test_a_report_keeps_its_number() -> None:
    raw = (
        "National Cancer Institute. (2018). *Facing forward: Life after cancer treatment* (NIH "
        "Publication No. 18-2424). "
        "U.S. Department of Health and Human Services."
    )
    assert read(raw).number == "18-2424"


def test_a_body_with_a_small_word_is_one_author() -> None:
    raw = "Department of Health (2009) *Living well with dementia*. London: The Stationery Office."
    assert read(raw).authors == (Name(literal="Department of Health"),)


@pytest.mark.parametrize("printed", ["(4th ed.)", "4th ed.", "4th edn."])
def test_an_edition_is_no_part_of_the_title(printed: str) -> None:
    raw = f"Strunk, W., Jr., & White, E. B. (1999). *The elements of style* {printed} Allyn & Bacon."
    assert (read(raw).title, read(raw).edition) == ("The elements of style", "4th")


def test_brackets_within_a_plain_title_tell_its_edition() -> None:
    raw = "Strunk, W., Jr., & White, E. B. (1999). The elements of style (4th ed.). Allyn & Bacon."
    assert (read(raw).title, read(raw).edition) == ("The elements of style", "4th")


def test_a_translator_in_brackets_is_one() -> None:
    raw = (
        "Freud, S. (2010). *The interpretation of dreams* (J. Strachey, Trans.). Basic Books. "
        "(Original work published 1899)"
    )
    assert read(raw).translators == (Name("Strachey", "J."),)


def test_the_year_of_the_original_is_not_the_date() -> None:
    raw = (
        "Freud, S. (2010). *The interpretation of dreams* (J. Strachey, Trans.). Basic Books. "
        "(Original work published 1899)"
    )
    assert read(raw).issued == PartialDate(2010)


def test_editor_with_translator_in_one_bracket_are_told_apart() -> None:
    raw = "Plato. (2000). *The Republic* (G. R. F. Ferrari, Ed.; T. Griffith, Trans.). Cambridge University Press."
    work = read(raw)
    assert (work.editors, work.translators) == ((Name("Ferrari", "G. R. F."),), (Name("Griffith", "T."),))


def test_a_translator_after_a_word_is_one() -> None:
    raw = "Albert Camus, *The Stranger*, trans. Stuart Gilbert (New York: Knopf, 1946)."
    assert read(raw).translators == (Name("Gilbert", "Stuart"),)


def test_editors_in_the_place_of_authors_are_editors() -> None:
    raw = "Lepore, Jill, and Ann Lee, eds. *The Name of War*. 2nd ed. New York: Alfred A. Knopf, 1998."
    assert read(raw).editors == (Name("Lepore", "Jill"), Name("Lee", "Ann"))


def test_an_initial_in_the_name_of_a_publisher_ends_nothing() -> None:
    raw = "Lepore, Jill, and Ann Lee, eds. *The Name of War*. 2nd ed. New York: Alfred A. Knopf, 1998."
    assert read(raw).publisher == "Alfred A. Knopf"


def test_commas_in_the_name_of_a_publisher_stay() -> None:
    raw = "Kahneman, D. (2011). *Thinking, fast and slow*. Farrar, Straus and Giroux."
    assert read(raw).publisher == "Farrar, Straus and Giroux"


def test_an_article_number_stands_for_pages() -> None:
    raw = (
        "Moreno-Briseño, P., & Díaz, R. (2010). Sex-related differences. *Behavioral and Brain "
        "Functions*, *6*, Article 74."
    )
    assert (read(raw).volume, read(raw).pages) == ("6", "74")


def test_a_preprint_has_its_number() -> None:
    assert read("E. Witten, Notes on Supermanifolds and Integration, arXiv:1209.2199.").number == "arXiv:1209.2199"


def test_a_paper_without_title_is_found_in_its_journal() -> None:
    work = read("A. Einstein, B. Podolsky, N. Rosen, Phys. Rev. 47 (1935) 777.")
    assert (work.title, work.container, work.volume, work.pages) == (None, "Phys. Rev.", "47", "777")


@pytest.mark.parametrize("status", ["in press", "forthcoming"])
def test_a_work_in_press_says_so(status: str) -> None:
    raw = f"Lillard, A. S. ({status}). The development of play. *Nature*."
    assert read(raw).note == status


def test_a_work_without_date_has_none() -> None:
    assert read("Merriam-Webster. (n.d.). “Semantics.” https://www.merriam-webster.com/x").issued is None


def test_the_letter_of_a_year_is_told() -> None:
    assert parsed("Doe, J. (2011b). *A title of mine*. Penguin.").year_suffix == "b"


# Titles


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Albee, Edward. *Who’s Afraid of Virginia Woolf?* Atheneum, 1962.", "Who’s Afraid of Virginia Woolf?"),
        ("Healy, J. (2016). Who lost the vote? *The New York Times*.", "Who lost the vote?"),
        ("Orwell, George. *1984*. Signet Classics, 1950.", "1984"),
        (
            "Pollan, Michael. 2006. *The Omnivore’s Dilemma: A Natural History*. Penguin.",
            "The Omnivore’s Dilemma: A Natural History",
        ),
        (
            "Joshua Weinstein, “The Market in Plato’s ‘Republic,’” *Classical Philology* 104 (2009): 440.",
            "The Market in Plato’s ‘Republic’",
        ),
        ("Foucault, Michel, « Qu’est-ce qu’un auteur ? », *Bulletin*, 63(3), 1969.", "Qu’est-ce qu’un auteur ?"),
        ("Habermas, Jürgen: „Wahrheitstheorien“. Pfullingen: Neske, 1973.", "Wahrheitstheorien"),
        ("Norrie, C. (2012) 'The nurse's tale', *British Journal of Social Work*, 42(3).", "The nurse's tale"),
        (
            "Evans, Richard. *The Coming of the Third Reich, 1918–1933*. Penguin, 2003.",
            "The Coming of the Third Reich, 1918–1933",
        ),
        ('Souček, B. “Veritas super omnia," Revue 28 (1961): 73-90.', "Veritas super omnia"),
        ("Smith JA. The “new” wars of old men. Lancet. 2001;357:12-14.", "The “new” wars of old men"),
    ],
)
def test_a_title_is_read_whole(raw: str, title: str) -> None:
    assert read(raw).title == title


# Names at the head


@pytest.mark.parametrize(
    ("raw", "author"),
    [
        (
            "Gates, Henry Louis, Jr. *The Signifying Monkey*. Oxford UP, 1988.",
            Name("Gates", "Henry Louis", suffix="Jr."),
        ),
        ("García Márquez, G. (1967). *Cien años de soledad*. Sudamericana.", Name("García Márquez", "G.")),
        ("Ortega y Gasset, J. (1930). *La rebelión de las masas*. Calpe.", Name("Ortega y Gasset", "J.")),
        ("Said, Edward W. *Orientalism*. New York: Pantheon Books, 1978.", Name("Said", "Edward W.")),
        ("Plato. (2000). *The Republic*. Cambridge University Press.", Name("Plato")),
        ("de Waal, F. B. M. (1979). Reconciliation. Behavioral Ecology, 5, 55–66.", Name("Waal", "F. B. M.", "de")),
        ("World Health Organization. (2016). *Global report on diabetes*.", Name(literal="World Health Organization")),
        ("UNESCO (2019) *Global education*. Paris: UNESCO.", Name(literal="UNESCO")),
    ],
)
def test_an_author_is_read_whole(raw: str, author: Name) -> None:
    assert read(raw).authors == (author,)


@pytest.mark.parametrize("dash", ["———.", "———", "---.", "_____.", "––."])
@pytest.mark.parametrize(
    "rest", [" *Culture and Imperialism*. Knopf, 1993.", " 1993. *Culture and Imperialism*. Knopf."]
)
def test_a_dash_is_no_author(dash: str, rest: str) -> None:
    assert read(dash + rest).authors == ()


def test_a_dash_in_the_place_of_the_author_is_told() -> None:
    assert codes("———. *Culture and Imperialism*. Knopf, 1993.") == ["repeated-author-dash"]


def test_an_author_printed_twice_is_kept_once() -> None:
    assert read("Doe, J., & Doe, J. (2011). *A title of mine*. Penguin.").authors == (Name("Doe", "J."),)


# What is odd


def test_a_date_against_the_address_is_told() -> None:
    raw = "Healy, J. (2016, May 4). Who lost? *The New York Times*. https://www.nytimes.com/2016/05/03/us/story.html"
    assert "date-url-mismatch" in codes(raw)


def test_a_page_read_before_it_was_written_is_told() -> None:
    raw = "Rohlf, M. (2020, May 7). “Immanuel Kant.” Retrieved May 6, 2020, from https://plato.stanford.edu/x"
    assert "accessed-before-issued" in codes(raw)


def test_a_host_in_the_place_of_the_site_is_told() -> None:
    assert "host-as-container" in codes(
        "Ann Lee, “A Title of Mine,” *brookings.edu*, May 5, 2020, https://brookings.edu/x."
    )


def test_a_missing_quotation_mark_is_told() -> None:
    assert "title-unclosed-quote" in codes("Ann Lee, “A Title of Mine, *Dawn*, May 5, 2020, https://www.dawn.com/x")


def test_a_quotation_mark_after_the_container_is_told() -> None:
    assert "title-unclosed-quote" in codes("Ann Lee, “A Title of Mine, *Dawn*,” May 5, 2020, https://www.dawn.com/x")


@pytest.mark.parametrize("printed", ["“A Title of Mine, *Dawn*,”", "“A Title of Mine, *Dawn*,"])
def test_a_title_without_its_closing_mark_ends_before_the_container(printed: str) -> None:
    work = read(f"Ann Lee, {printed} May 5, 2020, https://www.dawn.com/x")
    assert (work.title, work.container) == ("A Title of Mine", "Dawn")


def test_italics_within_a_quoted_title_are_no_container() -> None:
    raw = "Joshua Weinstein, “Justice, *Politeia* and the Market,” *Classical Philology* 104 (2009): 440."
    assert read(raw).container == "Classical Philology"


def test_italics_within_a_quoted_title_are_no_problem() -> None:
    raw = "Joshua Weinstein, “Justice, *Politeia* and the Market,” *Classical Philology* 104 (2009): 440."
    assert codes(raw) == []


def test_an_address_after_the_word_doi_is_told() -> None:
    assert "doi-as-url" in codes("Ann Lee, “A Title of Mine,” *Mind* 3 (1999): 4, doi: https://doi.org/10.1086/650979.")


def test_a_missing_date_is_told() -> None:
    assert "no-date" in codes("Ann Lee, *A Title of Mine*, https://www.dawn.com/x")


def test_a_missing_title_is_told() -> None:
    assert "no-title" in codes("https://www.dawn.com/x")


def test_a_page_read_in_the_month_it_was_written_is_no_problem() -> None:
    raw = "Rohlf, M. (2020, May). “Immanuel Kant.” Retrieved May 6, 2020, from https://plato.stanford.edu/x"
    assert codes(raw) == []


def test_a_missing_title_with_a_doi_is_told() -> None:
    assert [p.message for p in parsed("doi:10.1086/650979").problems if p.code == "no-title"] == [
        "The source gives no title, only an address at doi.org."
    ]


def test_a_sound_reference_has_no_problem() -> None:
    assert codes(SCIENCE["APA"]) == []


# Marks, lines, limits


@pytest.mark.parametrize("mark", ["[12] ", "12. ", "(12) ", "• ", "- ", "¹² ", "[^12]: ", "12) "])
def test_the_mark_of_a_list_is_no_part(mark: str) -> None:
    assert read(mark + SILENT_SPRING["APA"]) == read(SILENT_SPRING["APA"])


def test_lines_do_not_matter() -> None:
    assert read(SCIENCE["APA"].replace(" ", "\n   ")) == read(SCIENCE["APA"])


def test_blanks_within_brackets_do_not_matter() -> None:
    assert read("Carson, R. ( 1962 ). *Silent spring* . Houghton Mifflin .").year == 1962


def test_what_stands_beyond_the_limit_is_not_read() -> None:
    assert read(SILENT_SPRING["APA"] + " " * MOST_CHARACTERS + "https://example.org/a").url is None


def test_what_was_not_understood_is_kept() -> None:
    assert read("Carson, Rachel. *Silent Spring*. Boston: Houghton Mifflin, 1962. First state, with jacket.").note


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "   ",
        "...",
        "The author thanks the librarians.",
        "Professor of History, University of Leeds.",
        "See above.",
        "***",
        "“”",
    ],
)
def test_what_describes_no_work_is_none(raw: str) -> None:
    assert parse_reference(raw) is None


# Whether a string describes a work at all


@pytest.mark.parametrize(
    "raw", [SILENT_SPRING["Chicago note"], SCIENCE["APA"], "https://www.nasa.gov/mission", SILENT_SPRING["Harvard"]]
)
def test_a_reference_describes_a_work(raw: str) -> None:
    assert describes_work(raw)


@pytest.mark.parametrize("raw", ["He wrote “so be it” to her.", "It was 1962.", "Ibid., 4.", ""])
def test_a_comment_describes_none(raw: str) -> None:
    assert not describes_work(raw)
