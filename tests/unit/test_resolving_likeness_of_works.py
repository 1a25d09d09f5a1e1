"""How firm the ground is on which two descriptions are one work."""

from dataclasses import replace

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.likeness_of_works import ground_of_joining, is_surely, near_enough, standing

BOOK = Work(
    type="book",
    title="Governing the Commons",
    authors=(Name(family="Ostrom", given="Elinor"),),
    issued=PartialDate(1990),
)
UNDATED, UNSIGNED, UNTITLED = replace(BOOK, issued=None), replace(BOOK, authors=()), replace(BOOK, title=None)


def test_title_author_with_year_leave_no_doubt() -> None:
    assert ground_of_joining(BOOK, replace(BOOK, publisher="CUP")) == ""


@pytest.mark.parametrize(
    ("other", "ground"),
    [
        (UNDATED, "joined though one has no year"),
        (UNSIGNED, "joined though one names no author"),
        (UNTITLED, "joined though one has no title"),
        (replace(BOOK, title="Governing the Comons"), "joined though the titles differ"),
        (replace(BOOK, authors=(Name(family="Hardin"),)), "joined though the authors differ"),
        (replace(BOOK, issued=PartialDate(1991)), "joined though the years differ"),
        (replace(UNDATED, authors=()), "joined though one names no author and one has no year"),
    ],
)
def test_what_leaves_doubt_is_said(other: Work, ground: str) -> None:
    assert ground_of_joining(BOOK, other) == ground


def test_two_unsigned_works_leave_doubt() -> None:
    assert ground_of_joining(UNSIGNED, UNSIGNED) == "joined though neither names an author"


def test_one_address_makes_up_for_an_author() -> None:
    page = replace(UNSIGNED, urls=("https://example.org/commons",))
    assert ground_of_joining(page, replace(page, urls=("http://www.example.org/commons/#top",))) == ""


def test_a_doi_makes_up_for_all() -> None:
    assert ground_of_joining(replace(BOOK, doi="10.1/a"), Work(doi="10.1/A")) == ""


@pytest.mark.parametrize("other", [UNDATED, UNSIGNED, UNTITLED, replace(BOOK, doi="10.1/b")])
def test_identity_needs_all_three(other: Work) -> None:
    assert not is_surely(replace(BOOK, doi="10.1/a"), other)


def test_two_works_without_a_year_are_not_surely_one() -> None:
    assert not is_surely(UNDATED, UNDATED)


@pytest.mark.parametrize("title", ["Governing the Comons", "Governing the commons."])
def test_a_slip_of_print_is_near_enough(title: str) -> None:
    assert near_enough(BOOK, replace(BOOK, title=title))


@pytest.mark.parametrize(
    "other",
    [
        replace(BOOK, title="Crafting Institutions"),
        replace(BOOK, title="Governing the Comons", issued=PartialDate(1999)),
        replace(BOOK, title="Governing the Comons", authors=(Name(family="Hardin"),)),
        UNTITLED,
    ],
)
def test_another_work_is_not_near_enough(other: Work) -> None:
    assert not near_enough(BOOK, other)


def test_the_second_part_is_no_correction_of_the_first() -> None:
    one = replace(BOOK, title="Report of the commission, part 1")
    assert not near_enough(one, replace(one, title="Report of the commission, part 2"))


def test_a_signed_work_stands_under_its_first_name() -> None:
    assert standing(BOOK) == "ostrom"


def test_an_unsigned_work_stands_under_its_first_word() -> None:
    assert standing(UNSIGNED) == "title governing"
