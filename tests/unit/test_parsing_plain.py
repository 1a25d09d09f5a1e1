"""References without italics or quotation marks, as text files and PDFs give them."""

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.references import parse_reference


def read(raw: str) -> Work:
    reference = parse_reference(raw)
    assert reference is not None
    return reference.work


# Where the title ends


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("A. Lee, On stars and their masses, Astron. J. 12 (1999) 345.", "On stars and their masses"),
        ("A. Lee, On stars, dust, and gas, Nature 12 (1999) 345.", "On stars, dust, and gas"),
        ("Lee, A., 1999. On stars and their masses. Astron. J. 12, 345–350.", "On stars and their masses"),
        ("Lee, A. (1999) On stars and their masses, Nature, 12(3), pp. 3–5.", "On stars and their masses"),
        ("A. Lee. On stars and their masses. In Proceedings of Stars, 1999.", "On stars and their masses"),
        ("A. Lee, On stars and their masses, Proc. Stars, 1999, pp. 3–5.", "On stars and their masses"),
        ("A. Lee, Optics of Distant Stars, Springer, Berlin, 1999.", "Optics of Distant Stars"),
        ("A. Lee, Optics of Distant Stars (Springer, Berlin, 1999).", "Optics of Distant Stars"),
        ("Lee A. What do stars weigh? Nature. 1999;12:345.", "What do stars weigh?"),
        ("Lee A. The mass of J. Smith and other tales. Nature. 1999;12:345.", "The mass of J. Smith and other tales"),
        ("Beowulf. London: Penguin, 1999.", "Beowulf"),
        ("Nineteen Eighty-Four. London: Secker & Warburg, 1949.", "Nineteen Eighty-Four"),
        ("A. Lee, On the masses of very distant stars 12(3), 45–50 (1999)", "On the masses of very distant stars"),
    ],
)
def test_a_plain_title_ends_before_its_container(raw: str, title: str) -> None:
    assert read(raw).title == title


@pytest.mark.parametrize(
    ("raw", "journal"),
    [
        ("A. Lee, ApJ, 370, 597 (1999).", "ApJ"),
        ("A. Lee, Phys. Rev. D91, 094509 (2015).", "Phys. Rev. D"),
        ("A. Lee, Publ. Astron. Soc. Jpn. 12 (1999) 345.", "Publ. Astron. Soc. Jpn."),
        ("Rheumatology 2004;43:692–695", "Rheumatology"),
        ("Journal of Alloys and Compounds 495 (2010) 272–274", "Journal of Alloys and Compounds"),
    ],
)
def test_a_journal_where_the_title_would_be_is_no_title(raw: str, journal: str) -> None:
    assert (read(raw).title, read(raw).container) == (None, journal)


@pytest.mark.parametrize(
    "raw",
    [
        "A. Lee says so.",
        "In 1999 it rained. Then it snowed.",
        "Chapter 12, 45–67 of it",
    ],
)
def test_too_little_evidence_is_no_work(raw: str) -> None:
    assert parse_reference(raw) is None


# Numbers


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("2010 Jan 5;12(3 Suppl 1):45-9", ("12", "3 Suppl 1", "45-9")),
        ("2010;12:45-9", ("12", None, "45-9")),
        ("99 (2007) 269202", ("99", None, "269202")),
        ("38 (2012), pp. 619–629", ("38", None, "619-629")),
        ("8 (2004), no. 6, 939–954", ("8", "6", "939-954")),
        ("(2000) 328:26–46", ("328", None, "26-46")),
        ("91, 1453 (2015)", ("91", None, "1453")),
        ("12(3), 45–67", ("12", "3", "45-67")),
        ("12(3):e1234", ("12", "3", "e1234")),
        ("12(3–4), 45–67", ("12", "3–4", "45-67")),
        ("12, no. 3 (May 2010): 45–67", ("12", "3", "45-67")),
        ("vol. 12, no. 3, pp. 45–67", ("12", "3", "45-67")),
        ("vol. XII, pp. 45–67", ("XII", None, "45-67")),
        ("12.3 (2010): 45–67", ("12", "3", "45-67")),
        ("12/3 (2010), S. 45–67", ("12", "3", "45-67")),
        ("12 (Spring 2010): 45–67", ("12", None, "45-67")),
        ("12:45–67", ("12", None, "45-67")),
        ("12, 45–67, 70–72", ("12", None, "45-67, 70-72")),
        ("12, Article 74", ("12", None, "74")),
        ("12, 597", ("12", None, "597")),
    ],
)
def test_every_way_to_print_the_numbers_is_read(printed: str, numbers: tuple[str | None, ...]) -> None:
    work = read(f"Lee, A. (2010). “On stars.” Nature {printed}.")
    assert (work.volume, work.issue, work.pages) == numbers


def test_a_year_after_the_issue_is_no_page() -> None:
    assert read("Lee, A., “On stars,” Nature, 12(3), 1999, p. 7–9.").pages == "7-9"


def test_the_year_in_a_day_is_no_volume() -> None:
    assert read("Ann Lee, “On stars,” Nature, January 15, 2021.").volume is None


def test_pages_after_the_word_in_full_are_read() -> None:
    assert read("A. Lee. On stars. In Proceedings of Stars, pages 127-134, 1999.").pages == "127-134"


# Places, publishers, bodies


@pytest.mark.parametrize(
    ("printed", "place", "publisher"),
    [
        ("New York, NY: Basic Books.", "New York, NY", "Basic Books"),
        ("Cambridge: Harvard University Press.", "Cambridge", "Harvard University Press"),
        ("Mount Pleasant (MI): Penguin; 2002.", "Mount Pleasant (MI)", "Penguin"),
        ("St. Louis: Mosby.", "St. Louis", "Mosby"),
        ("New York: St. Martin’s Press.", "New York", "St. Martin’s Press"),
        ("Hoboken: Wiley, Inc.", "Hoboken", "Wiley, Inc."),
        ("Reading, MA, USA: Addison-Wesley.", "Reading, MA, USA", "Addison-Wesley"),
    ],
)
def test_a_colon_parts_place_from_publisher(printed: str, place: str, publisher: str) -> None:
    work = read(f"Lee, A. (2002). *On stars*. {printed}")
    assert (work.place, work.publisher) == (place, publisher)


def test_a_place_alone_in_an_imprint_is_the_place() -> None:
    assert read("Ann Lee, *On Stars* (Berlin, 1999).").place == "Berlin"


def test_a_company_keeps_its_tail() -> None:
    assert read("Lee, A. (2002). *On stars*. Wiley, Inc.").publisher == "Wiley, Inc."


def test_a_journal_with_a_colon_is_no_publisher() -> None:
    raw = "Lee, A. (2010). On stars. The Journals of Stars Series B: Dust Sciences, 65(6), 744–755."
    assert read(raw).container == "The Journals of Stars Series B: Dust Sciences"


def test_a_volume_of_a_plain_book_is_no_sign_of_a_journal() -> None:
    assert read("Lee, A. (2010). On stars and dust. London: Sage, vol. 2.").publisher == "Sage"


def test_a_plain_journal_without_numbers_is_no_publisher() -> None:
    assert read("Lee, A. (2010). On stars and dust. Journal of Dust.").container == "Journal of Dust"


def test_a_plain_name_after_a_day_is_no_publisher() -> None:
    assert read("Lee, A. (2010, May 3). On stars and dust. Star Tribune.").container == "Star Tribune"


def test_the_site_of_an_italic_title_is_its_container() -> None:
    assert read("Lee, A. (2010, May 3). *On stars*. Skywatch. https://skywatch.org/x").container == "Skywatch"


def test_the_body_after_a_conference_is_its_publisher() -> None:
    raw = "A. Lee. On stars. In Proceedings of Stars, Berlin, Society of Dust, 1999."
    assert (read(raw).place, read(raw).publisher) == ("Berlin", "Society of Dust")


def test_the_department_stays_with_the_university_of_a_thesis() -> None:
    raw = "A. Lee, “On stars,” Ph.D. dissertation, Dept. Elect. Eng., Stanford Univ., Stanford, CA, USA, 1999."
    assert (read(raw).publisher, read(raw).place) == ("Dept. Elect. Eng., Stanford Univ.", "Stanford, CA, USA")


# Editors in every order


@pytest.mark.parametrize(
    "printed",
    [
        "In A. Roe & B. Doe (Eds.), Dust (pp. 3–5).",
        "In Roe, A. and Doe, B. (eds) Dust, pp. 3–5.",
        "In Roe A, Doe B, editors. Dust. p. 3–5.",
        "In Dust, edited by A. Roe and B. Doe, 3–5.",
        "In Dust, ed. A. Roe and B. Doe, 3–5.",
        "In: Roe, A. & Doe, B. (Hrsg.): Dust. S. 3–5.",
    ],
)
def test_editors_are_read_in_every_order(printed: str) -> None:
    assert read(f"Lee, A. (1999). On stars. {printed} London: Sage.").editors == (Name("Roe", "A."), Name("Doe", "B."))


@pytest.mark.parametrize("printed", ["Ann Roe", "Ann Roe and Bo Doe", "Ann Roe, Bo Doe, and Cy Poe", "A. B. Roe"])
def test_editors_given_name_first_are_read_whole(printed: str) -> None:
    raw = f"Lee, A. “On stars.” In *Dust*, edited by {printed}, 3–5. London: Sage, 1999."
    assert ", ".join(name.display for name in read(raw).editors) == printed.replace(", and", ",").replace(" and", ",")


def test_one_bracket_may_name_editor_with_translator() -> None:
    work = read("Freud, S. (2010). *Dreams* (J. Strachey, Ed. & Trans.). Basic Books.")
    assert work.editors == work.translators == (Name("Strachey", "J."),)


def test_words_before_the_italic_container_are_no_part_of_it() -> None:
    work = read("Lee, A. (2010). “On stars.” Special issue. *Dust*, 12(3), 4–5.")
    assert (work.container, work.publisher) == ("Dust", "Special issue")


def test_an_italic_title_before_the_year_is_a_books() -> None:
    work = read("*Beowulf*. (1999). Penguin.")
    assert (work.type, work.publisher) == ("book", "Penguin")


def test_capitals_of_a_month_do_not_matter() -> None:
    assert read("Lee A. On stars. Dust. 2010 JAN 5;12(3):45-9.").issued == PartialDate(2010, 1, 5)


# Dates beside the title


def test_a_day_before_its_month_in_brackets_is_read() -> None:
    raw = "Chapman, Harriet. (12 February 1988). Trustees vote to raise tuition. Old Gold, 71(19), p. 1."
    assert read(raw).issued == PartialDate(1988, 2, 12)


def test_a_year_after_the_names_without_punctuation_is_read() -> None:
    assert read("Lee, A. and C. Fowler 2003. Seed relief after the storm. Dust, 6(1), 3–5.").year == 2003


def test_a_year_after_a_comma_is_read() -> None:
    assert read("Lee, A., 2002, Seed relief after the storm. Dust, 58, 197–211.").year == 2002


def test_another_year_in_the_rest_does_not_change_the_date() -> None:
    assert read("Lee, A. (2003). *Seeds*. Penguin. Exhibited May 5, 2001.").issued == PartialDate(2003)


def test_the_year_of_a_quoted_title_may_stand_before_it() -> None:
    assert read("Lee, Ann, 2003, “Seed Relief,” Dust 6 (3): 3–5.").year == 2003


def test_about_is_no_part_of_a_year() -> None:
    assert read("Lee, A. (ca. 1803). *Seeds*. Penguin.").year == 1803


# Links with few words


def test_words_before_a_bare_link_are_author_with_title() -> None:
    work = read("Ann Lee, Seed relief after the storm, https://dust.org/x")
    assert (work.authors, work.title) == ((Name("Lee", "Ann"),), "Seed relief after the storm")


def test_a_body_before_a_bare_link_is_its_author() -> None:
    assert read("UNESCO, Seed relief, https://unesco.org/x").authors == (Name(literal="UNESCO"),)


def test_one_name_before_a_bare_link_is_its_title() -> None:
    assert read("Seed relief https://dust.org/x").title == "Seed relief"


def test_a_date_before_a_bare_link_is_its_date() -> None:
    assert read("Seed relief, 5 May 2003, https://dust.org/x").issued == PartialDate(2003, 5, 5)


def test_a_doi_alone_is_a_reference() -> None:
    assert read("doi:10.1086/650979").doi == "10.1086/650979"


def test_the_printed_form_of_a_changed_title_is_kept() -> None:
    raw = "Ann Lee, “Seed Relief - Dust Weekly,” *Dust Weekly*, May 5, 2003, https://dust.org/x"
    assert (read(raw).title, read(raw).printed_title) == ("Seed Relief", "Seed Relief - Dust Weekly")


def test_the_printed_form_of_a_plain_title_is_not_kept_twice() -> None:
    assert read("Ann Lee, “Seed Relief,” *Dust*, May 5, 2003, https://dust.org/x").printed_title is None


def test_an_abbreviated_journal_is_no_translator() -> None:
    work = read("R. G. Gallager, “Low-density parity-check codes,” IRE Trans. Inf. Theory, vol. 8, pp. 21–28, 1962.")
    assert (work.container, work.translators) == ("IRE Trans. Inf. Theory", ())


def test_et_within_a_name_joins_nothing() -> None:
    work = read(
        'David Feeny, Fikret Berkes, and Bonnie J. McCay, "The Tragedy," *Human Ecology* 18, no. 1 (1990): 1–19.'
    )
    assert [name.label for name in work.authors] == ["Feeny", "Berkes", "McCay"]


def test_initials_after_a_particle_belong_to_the_given_name() -> None:
    work = read("Price, D. J. de S. (1965). Networks of scientific papers. *Science*, 149(3683), 510–515.")
    assert (work.authors[0].family, work.title) == ("Price", "Networks of scientific papers")


def test_an_initial_within_an_editors_name_does_not_end_it() -> None:
    work = read("Simmel, Georg. “The Metropolis.” On Individuality, edited by Donald N. Levine, Chicago UP, 1971.")
    assert [name.display for name in work.editors] == ["Donald N. Levine"]
