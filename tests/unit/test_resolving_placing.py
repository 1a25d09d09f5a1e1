"""Fields that an entry lacks."""

from dataclasses import replace

from refdesk.model.work import Work
from refdesk.resolving.placing import filled

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
