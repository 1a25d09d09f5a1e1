"""Lines of journals and memos above a title."""

import pytest

from refdesk.reading.lines import printed_lines
from refdesk.reading.mastheads import Masthead, Memo, is_masthead, read_masthead, read_memo, stands_apart

RFC = """Network Working Group                                 T. Berners-Lee
Request for Comments: 1738                                      CERN
Category: Standards Track                           L. Masinter, Ed.
                                                   Xerox Corporation
                                                       December 1994


                 Uniform Resource Locators (URL)

Status of this Memo
"""
DRAFT = """Garden Working Group                                       A. Lind
Internet-Draft                                         3 May 2023


             Watering Cans over
                Uneven Links
             draft-lind-cans-03

Abstract
"""


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("TEXT AND MARGIN, vol. 12 (2015), 41–47", Masthead("TEXT AND MARGIN", "12", None, "2015", "41–47")),
        (
            "Revista de Cosas, vol. 8, núm. 15, enero-junio de 2019, pp. 33-52",
            Masthead("Revista de Cosas", "8", "15", "2019", "33-52"),
        ),
        ("Journal of Shelves 14(2): 101–119, 2017", Masthead("Journal of Shelves", "14", "2", "2017", "101–119")),
        ("Journal of Shelves 14 (2017), 101–119", Masthead("Journal of Shelves", "14", None, "2017", "101–119")),
        ("The Economic Review, Vol. 103, No. 4 (June 2013)", Masthead("The Economic Review", "103", "4", "2013")),
    ],
)
def test_a_journal_line_tells_what_is_printed(line: str, head: Masthead) -> None:
    assert read_masthead([line]) == head


@pytest.mark.parametrize(
    "line",
    [
        "Two Ways of Counting Sheep",
        "The Second Volume of Nothing",
        "History of the North, Volume 3",
        "Room 101: A Report (2015)",
    ],
)
def test_a_title_is_no_journal_line(line: str) -> None:
    assert not is_masthead(line)


def test_proceedings_hold_the_paper() -> None:
    assert read_masthead(["Proceedings of the Small Workshop"]).journal == "Proceedings of the Small Workshop"


@pytest.mark.parametrize(
    ("line", "doi"),
    [("doi:10.1234/jst.2017.014.", "10.1234/jst.2017.014"), ("https://doi.org/10.1234/x", "10.1234/x"), ("10.5", None)],
)
def test_a_doi_above_the_title_is_the_articles(line: str, doi: str | None) -> None:
    assert read_masthead([line]).doi == doi


def test_an_issn_is_the_journals() -> None:
    assert read_masthead(["ISSN 1234-567X"]).issn == "1234-567X"


@pytest.mark.parametrize(
    "line",
    [
        "Received 4 May 2021; accepted 9 September 2021",
        "ORIGINAL ARTICLE",
        "Anonymous authors",
        "Paper under double-blind review",
        "ISSN 1234-5678",
        "© 2023 The Authors",
        "Downloaded from a site on 3 May 2020",
    ],
)
def test_what_is_neither_title_nor_names_stands_apart(line: str) -> None:
    assert stands_apart(line)


def test_a_title_does_not_stand_apart() -> None:
    assert not stands_apart("Original Articles of Faith in the North")


def test_a_memo_heads_its_pages_in_two_columns() -> None:
    memo = Memo("Uniform Resource Locators (URL)", ("T. Berners-Lee", "L. Masinter"), "RFC 1738", "December 1994")
    assert read_memo(printed_lines(RFC)) == memo


def test_the_name_of_a_draft_is_its_number() -> None:
    memo = Memo("Watering Cans over Uneven Links", ("A. Lind",), "draft-lind-cans-03", "3 May 2023")
    assert read_memo(printed_lines(DRAFT)) == memo


@pytest.mark.parametrize("text", ["How the shed is run\n\nIt is run.", "Request for Comments: 1738\n"])
def test_other_heads_are_no_memos(text: str) -> None:
    assert read_memo(printed_lines(text)) is None
