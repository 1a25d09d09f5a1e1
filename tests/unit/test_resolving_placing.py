"""Fields that an entry lacks, and the entry of a document."""

from dataclasses import replace

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.library import Entry, Library
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.placing import entry_of_document, filled

BOOK = Work(type="book", title="Governing the Commons")


def test_a_field_that_is_lacking_is_filled() -> None:
    assert filled(BOOK, replace(BOOK, publisher="CUP")).publisher == "CUP"


def test_a_field_that_is_there_stays() -> None:
    assert filled(replace(BOOK, publisher="Mine"), replace(BOOK, publisher="CUP")).publisher == "Mine"


def test_the_type_stays() -> None:
    assert filled(BOOK, replace(BOOK, type="report")).type == "book"


def test_a_printed_title_does_not_come_without_its_title() -> None:
    assert filled(BOOK, replace(BOOK, printed_title="GOVERNING THE COMMONS")).printed_title is None


def test_a_printed_title_comes_with_its_title() -> None:
    other = replace(BOOK, printed_title="GOVERNING THE COMMONS")
    assert filled(replace(BOOK, title=None), other).printed_title == "GOVERNING THE COMMONS"


def test_addresses_are_added_after_those_that_are_there() -> None:
    one, other = replace(BOOK, urls=("https://a.org/",)), replace(BOOK, urls=("https://b.org/", "http://a.org"))
    assert filled(one, other).urls == ("https://a.org/", "https://b.org/")


PAPER = Work(title="A Study of Pastures", authors=(Name(family="Ostrom", given="Elinor"),), issued=PartialDate(1990))
CITED = replace(PAPER, type="article-journal", authors=(Name(family="Ostrom", given="E."),))


def shelf(*works: Work, keywords: tuple[str, ...] = ()) -> Library:
    return Library(
        entries=tuple(Entry(citekey=f"w{at}", work=work, keywords=keywords) for at, work in enumerate(works))
    )


def test_a_document_is_the_work_of_its_title_author_and_year() -> None:
    assert entry_of_document(shelf(CITED), PAPER) == "w0"


def test_a_document_is_the_work_of_its_doi() -> None:
    cited = Work(title="Pastures", doi="10.1000/ABC")
    assert entry_of_document(shelf(cited), Work(title="A Study", doi="10.1000/abc")) == "w0"


@pytest.mark.parametrize(
    "cited",
    [
        replace(CITED, issued=None),
        replace(CITED, issued=PartialDate(1991)),
        replace(CITED, authors=()),
        replace(CITED, authors=(Name(family="Hardin"),)),
        replace(CITED, title="A Study of Pasture"),
    ],
)
def test_a_document_is_no_work_that_is_merely_alike(cited: Work) -> None:
    assert entry_of_document(shelf(cited), PAPER) is None


def test_a_document_is_neither_of_two_works_that_fit() -> None:
    assert entry_of_document(shelf(CITED, CITED), PAPER) is None


@pytest.mark.parametrize("keyword", ["source", "stub"])
def test_a_document_is_no_entry_of_another_kind(keyword: str) -> None:
    assert entry_of_document(shelf(CITED, keywords=(keyword,)), PAPER) is None


def test_a_document_that_says_nothing_of_itself_is_no_work() -> None:
    assert entry_of_document(shelf(Work()), Work()) is None
