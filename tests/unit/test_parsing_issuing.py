"""When a work came out, and when it was read."""

import pytest

from refdesk.model.date import PartialDate
from refdesk.parsing.issuing import read_access, read_issue


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("(2011b).", "2011"),
        ("1998/99", "1998/1999"),
        ("1963–1979).", "1963/1979"),
        ("ca. 1803", "1803~"),
        ("[1923?]", "1923?"),
        ("(1971/1987). ", "1987"),
        ("2011 (1991)", "2011"),
        ("[1930] 2010", "2010"),
        ("Dec2001 .", "2001-12"),
        ("(2012, Fevrier). ", "2012-02"),
        ("outubro 2010", "2010-10"),
        ("24. 7. 1997", "1997-07-24"),
        ("2012/08/31. ", "2012-08-31"),
        ("September 1-5, 1995 ", "1995-09-01/1995-09-05"),
        ("(été 2001): ", "2001-22"),
        ("maart 1994", "1994-03"),
        ("1943-4", "1943"),
        ("in press", None),
    ],
)
def test_a_date_is_read_in_full(printed: str, edtf: str | None) -> None:
    date = read_issue(printed).date
    assert (date.edtf if date else None) == edtf


def test_the_letter_of_a_year_is_told() -> None:
    assert read_issue("(2011b).").suffix == "b"


def test_the_year_of_the_original_is_told() -> None:
    assert read_issue("2011 (1991)").original == 1991


@pytest.mark.parametrize("status", ["in press", "forthcoming", "im Druck", "n.d.", "s.f."])
def test_a_status_in_the_place_of_the_date_is_told(status: str) -> None:
    assert read_issue(f"({status})").status == status


@pytest.mark.parametrize(
    "printed",
    [
        "[accessed 02.11.2016]",
        "Retrieved 2016-11-02, from",
        "[accessed 2 November 2016]",
        "abgerufen am 2. November 2016",
        "consultado el 2 de noviembre de 2016",
        "geraadpleegd op 2 november 2016",
    ],
)
def test_the_day_of_access_is_read(printed: str) -> None:
    assert read_access(printed) == PartialDate(2016, 11, 2)


def test_a_day_in_numbers_is_told_by_the_number_above_twelve() -> None:
    assert read_access("accessed 29/08/2016") == PartialDate(2016, 8, 29)


def test_a_day_in_numbers_that_could_be_two_is_its_year() -> None:
    assert read_access("accessed 05/08/2016") == PartialDate(2016)
