"""From labelled pieces to the fields of a work."""

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.confidence import field_confidence, whole_confidence
from refdesk.parsing.fields import read_segments
from refdesk.parsing.parsed import ParsedReference
from refdesk.parsing.segments import Segment

HEAD = (("author", "Roe, A. "), ("date", "(2010). "), ("title", "Dust of Leeds. "))


def parsed(*pieces: tuple[str, str]) -> ParsedReference:
    text, segments = "", []
    for label, words in pieces:
        segments.append(Segment(label, len(text), len(text) + len(words), 0.8))
        text += words
    reference = read_segments(text, segments)
    assert reference is not None
    return reference


def read(*pieces: tuple[str, str]) -> Work:
    return parsed(*HEAD, *pieces).work


def test_every_piece_fills_its_field() -> None:
    work = read(("container-title", "*J. Dust* "), ("volume", "12"), ("issue", "(3), "), ("pages", "pp. 4–5."))
    assert (work.container, work.volume, work.issue, work.pages) == ("J. Dust", "12", "3", "4-5")


def test_a_field_is_as_sure_as_its_piece() -> None:
    assert dict(parsed(*HEAD).fields)["title"] == field_confidence(0.8)


def test_a_reference_is_as_sure_as_its_least_sure_field() -> None:
    assert parsed(*HEAD).confidence == whole_confidence(0.8)


def test_the_place_of_a_field_is_told() -> None:
    assert ("title", 16, 31) in parsed(*HEAD).spans


def test_no_pieces_are_no_work() -> None:
    assert read_segments("Dust", ()) is None


def test_a_year_alone_is_no_work() -> None:
    assert read_segments("1999.", (Segment("date", 0, 5),)) is None


def test_in_is_no_part_of_the_container() -> None:
    assert read(("container-title", "In: *Ash and Dust*. ")).container == "Ash and Dust"


def test_a_word_broken_at_the_end_of_a_line_is_made_whole() -> None:
    assert parsed(*HEAD[:2], ("title", "The measure- ment of dust.")).work.title == "The measurement of dust"


def test_a_compound_before_a_joint_keeps_its_hyphen() -> None:
    assert parsed(*HEAD[:2], ("title", "Pre- and postwar dust.")).work.title == "Pre- and postwar dust"


def test_the_later_of_two_years_is_that_of_the_edition() -> None:
    work = parsed(
        ("author", "Roe, A. "), ("date", "1974. "), ("title", "Dust. "), ("publisher", "Penguin, "), ("date", "1991.")
    )
    assert work.work.year == 1991


def test_a_day_apart_from_its_year_completes_it() -> None:
    assert read(("container-title", "*Dawn*, "), ("date", "5 May")).issued == PartialDate(2010, 5, 5)


def test_town_with_publisher_in_one_piece_are_parted() -> None:
    work = read(("publisher", "London: Penguin."))
    assert (work.place, work.publisher) == ("London", "Penguin")


@pytest.mark.parametrize("printed", ["(2nd ed.). ", "2nd edition, ", "2nd edn. "])
def test_an_edition_is_its_number(printed: str) -> None:
    assert read(("edition", printed)).edition == "2nd"


def test_a_report_has_kind_with_number() -> None:
    work = read(("genre", "Technical Report KSL-91-71, "))
    assert (work.genre, work.number) == ("Technical Report", "KSL-91-71")


def test_a_series_has_its_number() -> None:
    work = read(("collection", "(Dust Studies 20). "))
    assert (work.collection, work.collection_number) == ("Dust Studies", "20")


@pytest.mark.parametrize("printed", ["arXiv:1209.2199.", "[arXiv : 1209 .2199]", "arXiv preprint arXiv:1209.2199"])
def test_every_print_of_an_arxiv_number_is_one(printed: str) -> None:
    assert read(("number", printed)).number == "arXiv:1209.2199"


def test_an_isbn_is_found_in_a_note() -> None:
    assert read(("note", "ISBN 978-0-521-88068-8.")).isbn == "978-0-521-88068-8"


def test_an_issn_is_read() -> None:
    assert read(("number", "ISSN 1465-6914.")).issn == "1465-6914"


def test_a_number_without_a_field_is_kept_with_its_name() -> None:
    assert read(("number", "PMID: 30894314.")).note == "PMID 30894314"


def test_a_doi_is_found_under_any_label() -> None:
    assert read(("note", "https://doi.org/10.1086/650979.")).doi == "10.1086/650979"


def test_an_address_broken_by_a_blank_is_mended() -> None:
    assert read(("url", "https://ash.org/ dust/x.html.")).url == "https://ash.org/dust/x.html"


@pytest.mark.parametrize("printed", ["345 p.", "xii, 345 pp.", "345 Seiten.", "1 v. (345 p.).", "[345] p."])
def test_a_count_of_pages_is_their_number(printed: str) -> None:
    work = read(("pages", printed))
    assert (work.number_of_pages, work.pages, work.note) == ("345", None, None)


def test_the_word_for_pages_between_volume_and_page_counts_nothing() -> None:
    assert read(("volume", "12 p. 345")).number_of_pages is None


@pytest.mark.parametrize("same", ["Ders.: ", "Id., ", "______. "])
def test_a_word_for_the_same_author_is_no_part_of_the_container(same: str) -> None:
    assert read(("container-title", f"In: {same}*Ash*. ")).container == "Ash"


def test_the_word_for_a_series_is_no_part_of_its_name() -> None:
    assert read(("collection", "coll. « Folio », ")).collection == "Folio"


def test_the_number_of_a_report_stands_without_its_brackets() -> None:
    assert read(("number", "(GAO-16-454). ")).number == "GAO-16-454"


def test_a_headword_stands_without_its_abbreviation() -> None:
    assert parsed(("container-title", "Ash Lexicon, "), ("title", "s.v. “Dust,” ")).work.title == "Dust"


def test_a_body_that_publishes_a_page_is_no_site() -> None:
    work = read(("publisher", "Department of Dust. "), ("url", "https://dust.org/x"))
    assert (work.publisher, work.container) == ("Department of Dust", None)


def test_a_publisher_of_a_page_in_a_town_is_no_site() -> None:
    work = read(("place", "Leeds: "), ("publisher", "Ashes; "), ("url", "https://dust.org/x"))
    assert (work.publisher, work.container) == ("Ashes", None)


def test_a_name_without_town_on_a_page_is_its_site() -> None:
    assert read(("publisher", "Ashes. "), ("url", "https://dust.org/x")).container == "Ashes"


@pytest.mark.parametrize("printed", ["[Video]. ", "[Data set]. "])
def test_a_kind_in_brackets_is_the_genre(printed: str) -> None:
    assert parsed(*HEAD[:2], ("title", f"Dust {printed}")).work.genre == printed.strip("[]. ")


def test_a_translated_title_in_brackets_stays() -> None:
    assert parsed(*HEAD[:2], ("title", "Staub [Dust]. ")).work.title == "Staub [Dust]"


def test_a_director_is_the_author_of_a_film() -> None:
    assert parsed(("title", "Dust. "), ("director", "Directed by Ann Lee. ")).work.authors == (Name("Lee", "Ann"),)


@pytest.mark.parametrize(
    ("title", "language"),
    [("Der Staub und die Asche", "de"), ("La poussière et les cendres dans une ville", "fr"), ("Dust of Leeds", None)],
)
def test_the_language_is_told_by_small_words_alone(title: str, language: str | None) -> None:
    assert parsed(*HEAD[:2], ("title", title)).work.language == language


def test_what_fits_no_field_is_kept() -> None:
    assert read(("other", "First state, with jacket.")).note == "First state, with jacket"


def test_a_paragraph_is_no_title() -> None:
    assert parsed(("title", "and so on " * 20), ("url", "https://dust.org/x")).work.title is None


def test_a_publisher_behind_a_translator_in_brackets_is_one() -> None:
    work = read(("translator", "(B. Poe, Trans.). Basic Books. "))
    assert (work.translators, work.publisher) == ((Name("Poe", "B."),), "Basic Books")


def test_a_section_of_a_newspaper_is_one() -> None:
    assert read(("container-title", "*Dawn*, "), ("place", "sec. Business, ")).section == "Business"


def test_a_word_for_a_kind_before_a_title_begins_it() -> None:
    assert parsed(HEAD[0], ("medium", "Print, "), ("title", "dust, and ash. ")).work.title == "Print, dust, and ash"
