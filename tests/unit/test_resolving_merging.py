"""What several descriptions of one work say together."""

from dataclasses import replace

import pytest

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.fitting import OTHERS
from refdesk.resolving.merging import clearer_type, fuller_names, merge_works

NYE = Work(authors=(Name("Nye", "J."),), title="The Future of Power", issued=PartialDate(2011))


def test_one_description_stays_as_it_is() -> None:
    assert merge_works([NYE]) == NYE


def test_a_field_that_one_lacks_comes_from_the_other() -> None:
    assert merge_works([NYE, replace(NYE, publisher="PublicAffairs")]).publisher == "PublicAffairs"


def test_every_address_is_kept() -> None:
    urls = {"https://example.org/a", "https://example.org/b"}
    assert set(merge_works([replace(NYE, urls=(url,)) for url in urls]).urls) == urls


def test_two_spellings_of_one_page_are_one_address() -> None:
    urls = ("https://example.org/a", "http://www.example.org/a/")
    assert len(merge_works([replace(NYE, urls=(url,)) for url in urls]).urls) == 1


def test_the_fuller_date_is_kept() -> None:
    assert merge_works([NYE, replace(NYE, issued=PartialDate(2011, 2))]).issued == PartialDate(2011, 2)


def test_the_title_with_fewer_capitals_is_kept() -> None:
    assert merge_works([NYE, replace(NYE, title="The future of power")]).title == "The future of power"


def test_the_longer_container_is_kept() -> None:
    both = [replace(NYE, container="Brookings"), replace(NYE, container="Brookings Institution")]
    assert merge_works(both).container == "Brookings Institution"


def test_a_site_named_as_its_publisher_goes_from_a_report() -> None:
    one = replace(NYE, type="report", publisher="International Crisis Group")
    assert merge_works([one, replace(NYE, container="Crisis Group")]).container is None


def test_a_site_stays_that_is_not_the_publishers() -> None:
    one = replace(NYE, type="report", publisher="International Crisis Group")
    assert merge_works([one, replace(NYE, container="ReliefWeb")]).container == "ReliefWeb"


def test_a_site_stays_with_a_web_page() -> None:
    one = replace(NYE, type="webpage", publisher="International Crisis Group")
    assert merge_works([one, replace(NYE, container="Crisis Group")]).container == "Crisis Group"


@pytest.mark.parametrize(
    ("one", "other", "clearer"),
    [
        ("document", "book", "book"),
        ("webpage", "report", "report"),
        ("document", "webpage", "webpage"),
        ("document", "document", "document"),
        ("report", "book", "book"),
    ],
)
def test_the_type_that_says_more_is_kept(one: str, other: str, clearer: str) -> None:
    assert (clearer_type(one, other), clearer_type(other, one)) == (clearer, clearer)


def test_the_fuller_given_name_is_kept() -> None:
    assert fuller_names((Name("Nye", "J."),), (Name("Nye", "Joseph S."),)) == (Name("Nye", "Joseph S."),)


def test_another_given_name_is_not_taken() -> None:
    assert fuller_names((Name("Nye", "J."),), (Name("Nye", "Robert"),)) == (Name("Nye", "J."),)


def test_all_names_are_more_than_et_al() -> None:
    whole = (Name("Klein", "M."), Name("Tobin", "R."))
    assert fuller_names((Name("Klein", "Martin"), OTHERS), whole) == (Name("Klein", "Martin"), Name("Tobin", "R."))


# A description with a date of access comes first, whatever else it says: so each of these has the poorer one first.
SEEN = replace(NYE, accessed=PartialDate(2024, 3, 4))


def test_a_later_description_may_name_the_authors_more_fully() -> None:
    assert merge_works([SEEN, replace(NYE, authors=(Name("Nye", "Joseph S."),))]).authors[0].given == "Joseph S."


def test_a_later_description_may_date_more_fully() -> None:
    assert merge_works([SEEN, replace(NYE, issued=PartialDate(2011, 2))]).issued == PartialDate(2011, 2)


def test_a_later_description_does_not_date_otherwise() -> None:
    assert merge_works([SEEN, replace(NYE, issued=PartialDate(2012, 2))]).issued == PartialDate(2011)


def test_a_later_description_does_not_title_otherwise() -> None:
    assert merge_works([SEEN, replace(NYE, title="the futur of power")]).title == "The Future of Power"


def test_a_later_description_does_not_publish_otherwise() -> None:
    assert (
        merge_works([replace(SEEN, publisher="PublicAffairs"), replace(NYE, publisher="A")]).publisher
        == "PublicAffairs"
    )


def test_a_later_description_may_name_authors_where_there_are_none() -> None:
    assert merge_works([replace(SEEN, authors=()), NYE]).authors == NYE.authors


def test_a_later_description_without_date_takes_none_away() -> None:
    assert merge_works([SEEN, replace(NYE, issued=None)]).issued == PartialDate(2011)


def test_a_later_description_without_title_takes_none_away() -> None:
    assert merge_works([SEEN, replace(NYE, title=None)]).title == "The Future of Power"
