"""Citekeys: author, year, first telling word."""

from dataclasses import replace

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.citekeys import assign_citekeys, name_part, plain_citekey

NYE = Work(authors=(Name("Nye", "Joseph S."),), title="The Future of Power", issued=PartialDate(2011))


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (NYE, "nye2011future"),
        (replace(NYE, issued=None), "nyefuture"),
        (replace(NYE, title=None), "nye2011"),
        (replace(NYE, authors=()), "future2011"),
        (replace(NYE, authors=(), container="The New Yorker"), "newyorker2011future"),
        (replace(NYE, title="Für und Wider"), "nye2011wider"),
        (replace(NYE, title="9/11 Commission Report"), "nye2011commission"),
        (Work(), "work"),
        (replace(NYE, title="O" * 90), "nye2011" + "o" * 33),
    ],
)
def test_a_key_says_author_year_word(work: Work, key: str) -> None:
    assert plain_citekey(work) == key


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (Name("Certeau", "Michel", "de"), "decerteau"),
        (Name("Žižek", "Slavoj"), "zizek"),
        (Name(literal="World Bank"), "worldbank"),
        (Name(literal="National Counter Terrorism Authority (NACTA)"), "nacta"),
        (Name(literal="United States Institute of Peace"), "usip"),
    ],
)
def test_a_name_is_short_in_a_key(name: Name, part: str) -> None:
    assert name_part(name) == part


def test_equal_plain_keys_are_told_apart_by_a_word() -> None:
    works = {"a": NYE, "b": replace(NYE, title="The Future of Money")}
    assert assign_citekeys(works, ()) == {"a": "nye2011futurepower", "b": "nye2011futuremoney"}


def test_equal_titles_are_told_apart_by_a_letter() -> None:
    assert sorted(assign_citekeys({"a": NYE, "b": NYE}, ()).values()) == ["nye2011future", "nye2011futurea"]


def test_a_taken_key_is_not_given_again() -> None:
    assert assign_citekeys({"a": NYE}, {"NYE2011future"}) == {"a": "nye2011futurea"}


def test_after_the_letters_come_numbers() -> None:
    works = {str(number): NYE for number in range(30)}
    assert {"nye2011futurez", "nye2011futurex26"} <= set(assign_citekeys(works, ()).values())


def test_thousands_of_equal_works_have_different_keys() -> None:
    assert len(set(assign_citekeys({str(number): NYE for number in range(3000)}, ()).values())) == 3000


def test_a_name_that_is_not_split_stays_whole() -> None:
    assert name_part(Name(literal="Jean Paul Gaultier Marais")) == "jeanpaulgaultiermarais"


def test_small_words_tell_no_works_apart() -> None:
    works = {"a": replace(NYE, title="Future and Power"), "b": replace(NYE, title="Future of Money")}
    assert assign_citekeys(works, ()) == {"a": "nye2011futurepower", "b": "nye2011futuremoney"}
