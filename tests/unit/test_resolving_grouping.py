"""Which descriptions are of one work."""

import time
from dataclasses import replace
from typing import Any

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.grouping import bond, group_works

NYE = Work(authors=(Name("Nye", "Joseph S."),), title="The Future of Power", issued=PartialDate(2011))


def same_work(one: Work, other: Work) -> bool:
    return bond(one, other) is not None


def test_the_same_title_by_the_same_author_is_one_work() -> None:
    assert same_work(NYE, replace(NYE, authors=(Name("Nye", "J."),)))


@pytest.mark.parametrize(
    "other",
    [
        replace(NYE, title="Soft Power"),
        replace(NYE, authors=(Name("Keohane", "R."),)),
        replace(NYE, issued=PartialDate(2012)),
    ],
)
def test_another_title_author_or_year_is_another_work(other: Work) -> None:
    assert not same_work(NYE, other)


def test_the_same_doi_is_one_work_whatever_the_title() -> None:
    assert same_work(replace(NYE, doi="10.1/A"), replace(NYE, doi="10.1/a", title="Power"))


def test_another_doi_is_another_work() -> None:
    assert not same_work(replace(NYE, doi="10.1/a"), replace(NYE, doi="10.1/b"))


def test_a_shared_address_forgives_a_slip_in_the_title() -> None:
    urls = ("https://example.org/power",)
    assert same_work(replace(NYE, urls=urls), Work(title="The Futur of Power", urls=urls))


def test_a_shared_address_does_not_join_two_titles() -> None:
    urls = ("https://example.org/",)
    assert not same_work(replace(NYE, urls=urls), replace(NYE, title="Soft Power", urls=urls))


def test_an_unsigned_description_needs_the_year() -> None:
    assert not same_work(NYE, Work(title="The Future of Power"))


def test_an_unsigned_description_with_the_year_is_the_work() -> None:
    assert same_work(NYE, Work(title="The Future of Power", issued=PartialDate(2011)))


def test_a_mere_heading_does_not_speak_for_an_unsigned_work() -> None:
    assert not same_work(replace(NYE, title="Introduction"), Work(title="Introduction", issued=PartialDate(2011)))


def test_a_description_without_year_is_tied_softly() -> None:
    assert bond(NYE, replace(NYE, issued=None)) == "soft"


def test_equal_descriptions_are_tied_firmly() -> None:
    assert bond(NYE, NYE) == "firm"


def test_a_description_without_year_joins_the_only_one() -> None:
    assert group_works([("a", NYE), ("b", replace(NYE, issued=None))]) == [["a", "b"]]


def test_a_description_without_year_joins_neither_of_two_editions() -> None:
    works = [("a", NYE), ("b", replace(NYE, issued=None)), ("c", replace(NYE, issued=PartialDate(2015)))]
    assert group_works(works) == [["a"], ["b"], ["c"]]


def test_a_description_without_doi_joins_neither_of_two() -> None:
    works = [("a", replace(NYE, doi="10.1/a")), ("b", NYE), ("c", replace(NYE, doi="10.1/c"))]
    assert group_works(works) == [["a"], ["b"], ["c"]]


def test_a_bare_address_joins_neither_of_two_titles() -> None:
    urls = ("https://example.org/",)
    works = [
        ("a", replace(NYE, urls=urls)),
        ("b", Work(urls=urls)),
        ("c", Work(title="Soft Power and Hard", urls=urls)),
    ]
    assert group_works(works) == [["a"], ["b"], ["c"]]


def test_works_are_one_through_a_third() -> None:
    urls = ("https://example.org/power",)
    works = [("a", NYE), ("b", replace(NYE, urls=urls)), ("c", replace(NYE, title="The Futur of Power", urls=urls))]
    assert group_works(works) == [["a", "b", "c"]]


def test_groups_keep_the_order_of_their_first_members() -> None:
    other = replace(NYE, title="Soft Power")
    assert group_works([("z", NYE), ("a", other), ("b", NYE)]) == [["z", "b"], ["a"]]


def test_thousands_of_equal_titles_do_not_explode() -> None:
    works = [(str(n), Work(authors=(Name(f"Author{n}"),), title="Introduction to it all")) for n in range(5000)]
    begun = time.monotonic()
    assert len(group_works(works)) == 5000
    assert time.monotonic() - begun < 20  # each with each would take minutes


def test_thousands_of_titles_under_one_address_do_not_explode() -> None:
    works = [(str(n), Work(title=f"Page {n} of the site", urls=("https://example.org/",))) for n in range(5000)]
    begun = time.monotonic()
    assert len(group_works(works)) == 5000
    assert time.monotonic() - begun < 20


def test_thousands_of_descriptions_of_one_work_are_one() -> None:
    assert len(group_works((str(number), NYE) for number in range(5000))) == 1


def test_a_description_without_title_joins_nothing_by_its_author() -> None:
    assert not same_work(replace(NYE, title=None), replace(NYE, title=None))


def test_a_bare_address_is_its_work() -> None:
    urls = ("https://example.org/power",)
    assert same_work(replace(NYE, urls=urls), Work(urls=urls))


def test_an_unsigned_description_is_found_by_title_with_year() -> None:
    unsigned = Work(title="The Future of Power", issued=PartialDate(2011))
    assert group_works([("a", NYE), ("b", unsigned)]) == [["a", "b"]]


def test_two_descriptions_without_year_do_not_clash() -> None:
    bare = replace(NYE, issued=None)
    works = [("a", bare), ("b", replace(bare, doi="10.1/a")), ("c", replace(NYE, doi="10.1/a"))]
    assert group_works(works) == [["a", "b", "c"]]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"volume": "3", "issue": "1"}, {"volume": "3", "issue": "2"}),
        ({"volume": "XII"}, {"volume": "13"}),
        ({"edition": "2nd"}, {"edition": "third"}),
        ({"authors": (Name("Nye", "Anna"),)}, {"authors": (Name("Nye", "Bert"),)}),
        ({"urls": ("https://doi.org/10.1/a",)}, {"doi": "10.1/b"}),
        (
            {"title": "Introduction", "container": "Power in Asia"},
            {"title": "Introduction", "container": "War and Trade"},
        ),
    ],
)
def test_what_tells_two_works_apart_does(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert not same_work(replace(NYE, **mine), replace(NYE, **theirs))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"volume": "XII"}, {"volume": "vol. 12"}),
        ({"edition": "2nd ed."}, {"edition": "second"}),
        ({"urls": ("https://doi.org/10.1/A",)}, {"doi": "10.1/a"}),
        (
            {"title": "Introduction", "container": "Power in Asia"},
            {"title": "Introduction", "container": "Asia, Power in"},
        ),
    ],
)
def test_another_spelling_tells_nothing_apart(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert same_work(replace(NYE, **mine), replace(NYE, **theirs))


def test_two_issues_are_not_joined_by_one_without_any() -> None:
    works = {"a": replace(NYE, issue="1"), "none": NYE, "b": replace(NYE, issue="2")}
    assert sorted(map(sorted, group_works(works.items()))) == [["a"], ["b"], ["none"]]
