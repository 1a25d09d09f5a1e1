"""The type of a work from the evidence in its reference."""

from typing import Any

import pytest

from refdesk.model.name import Name
from refdesk.parsing.kinds import infer_type
from refdesk.parsing.periodicals import periodical_kind, reads_as_journal


def kind(**fields: Any) -> str:
    return infer_type(fields, title_is_italic=bool(fields.pop("italic", False)))


def test_without_evidence_a_work_is_a_document() -> None:
    assert kind() == "document"


def test_a_dissertation_is_a_thesis() -> None:
    assert kind(genre="PhD diss.", publisher="University of Chicago") == "thesis"


def test_what_is_in_a_book_is_a_chapter() -> None:
    assert kind(in_book=True, container="The Dialogic Imagination") == "chapter"


def test_what_is_in_proceedings_is_a_conference_paper() -> None:
    assert kind(in_book=True, container="Proc. 31st Int. Conf. Neural Inf.") == "paper-conference"


def test_what_is_in_the_initials_of_a_meeting_is_a_conference_paper() -> None:
    assert kind(in_book=True, container="ICML") == "paper-conference"


def test_proceedings_with_an_issue_are_a_journal() -> None:
    found = kind(container="Proceedings of the National Academy of Sciences", volume="115", issue="16")
    assert found == "article-journal"


def test_the_proceedings_of_a_meeting_are_none() -> None:
    found = kind(container="Proceedings of the Conference on Dust", volume="115", issue="16")
    assert found == "paper-conference"


def test_a_library_of_congress_is_no_meeting() -> None:
    assert kind(container="Library of Congress", urls=("https://loc.gov/x",)) == "webpage"


def test_a_book_of_a_press_stays_one_on_the_web() -> None:
    assert kind(publisher="MIT Press", issued=1, urls=("http://dust.org",)) == "book"


def test_a_request_for_comments_is_a_report() -> None:
    assert kind(number="STD 97, RFC 9110", urls=("https://rfc-editor.org/x",)) == "report"


def test_volume_and_pages_make_an_article() -> None:
    assert kind(container="Science", volume="185", pages="1124-1131") == "article-journal"


def test_an_issue_of_a_magazine_makes_no_journal() -> None:
    assert kind(container="Time", volume="185", issue="3") == "article-magazine"


def test_a_known_paper_makes_a_newspaper_article() -> None:
    assert kind(container="The Guardian", urls=("https://www.theguardian.com/x",)) == "article-newspaper"


def test_a_doi_with_a_container_makes_an_article() -> None:
    assert kind(container="Nature", doi="10.1038/171737a0") == "article-journal"


def test_an_address_makes_a_page() -> None:
    assert kind(container="Britannica", urls=("https://www.britannica.com/x",)) == "webpage"


def test_a_publisher_makes_a_book() -> None:
    assert kind(publisher="Penguin", place="London") == "book"


def test_an_italic_title_with_an_author_makes_a_book() -> None:
    assert kind(italic=True, authors=(Name("Plato"),)) == "book"


def test_a_journal_by_name_makes_an_article() -> None:
    assert kind(container="Journal of Philosophy") == "article-journal"


def test_a_numbered_working_paper_is_a_report() -> None:
    assert kind(genre="Working Paper", number="12") == "report"


def test_a_body_with_its_own_pdf_made_a_report() -> None:
    assert kind(authors=(Name(literal="UNESCO"),), urls=("https://unesco.org/a.pdf?x=1",)) == "report"


def test_a_person_with_a_pdf_made_a_page() -> None:
    assert kind(authors=(Name("Roe", "A."),), urls=("https://example.org/a.pdf",)) == "webpage"


@pytest.mark.parametrize("printed", ["The Guardian", "Guardian", "Süddeutsche Zeitung", "El Pais", "Dawn (Karachi)"])
def test_a_newspaper_is_known_by_its_printed_names(printed: str) -> None:
    assert periodical_kind(printed) == "article-newspaper"


@pytest.mark.parametrize("printed", ["Press", "Age", "Nation", "Herald", "Guardian Books", ""])
def test_an_ordinary_word_is_no_newspaper(printed: str) -> None:
    assert periodical_kind(printed) is None


def test_the_article_makes_an_ordinary_word_a_newspaper() -> None:
    assert periodical_kind("The Press") == "article-newspaper"


@pytest.mark.parametrize("name", ["Massachusetts Review", "J. Chem. Phys.", "Revue française de sociologie"])
def test_a_journal_is_known_by_a_word(name: str) -> None:
    assert reads_as_journal(name)


def test_a_publisher_is_no_journal() -> None:
    assert not reads_as_journal("Houghton Mifflin")


@pytest.mark.parametrize("field", ["volume", "pages", "doi"])
def test_one_number_beside_a_container_makes_an_article(field: str) -> None:
    assert kind(container="Dust", **{field: "12"}) == "article-journal"


def test_an_issue_alone_makes_an_article() -> None:
    assert kind(container="Dust", issue="12", urls=("https://dust.org/x",)) == "article-journal"


@pytest.mark.parametrize("field", ["publisher", "place", "edition", "isbn"])
def test_one_mark_of_a_book_makes_a_book(field: str) -> None:
    assert kind(**{field: "x"}) == "book"


def test_an_author_with_editors_wrote_a_chapter() -> None:
    assert kind(authors=(Name("Roe"),), editors=(Name("Doe"),), container="Dust") == "chapter"


def test_editors_alone_made_no_chapter() -> None:
    assert kind(editors=(Name("Doe"),), container="Journal of Dust") == "article-journal"


def test_a_reporter_marked_so_made_a_report() -> None:
    assert kind(marked_report=True) == "report"


def test_a_pdf_of_a_newspaper_is_no_report() -> None:
    assert kind(container="The Express Tribune", urls=("https://x.org/a.pdf",)) == "article-newspaper"


def test_a_pdf_on_the_site_of_a_body_is_a_report() -> None:
    assert kind(container="Ministry of Finance", urls=("https://x.org/a.pdf",)) == "report"


def test_a_plain_title_without_more_is_a_document() -> None:
    assert kind(authors=(Name("Plato"),)) == "document"


def test_an_italic_title_without_author_is_a_document() -> None:
    assert kind(italic=True) == "document"
