"""Cites that no work fits outright."""

import pytest

from refdesk.model.citation import AtOdds, Cite, Reference
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.nearly import Heads, Nearby

WORKS = {
    "commons": Work(
        authors=(Name("Dietz", "T."), Name("Ostrom", "E."), Name("Stern", "P. C.")),
        title="The Struggle to Govern the Commons",
        issued=PartialDate(2003),
    ),
    "prospect": Work(
        authors=(Name("Kahneman", "D."), Name("Tversky", "A.")), title="Prospect Theory", issued=PartialDate(1979)
    ),
    "governing": Work(authors=(Name("Ostrom", "E."),), title="Governing the Commons", issued=PartialDate(1990)),
    "handbook": Work(authors=(Name("Müller", "H."),), title="Handbuch", issued=PartialDate(2001)),
    "li": Work(authors=(Name("Li", "X."),), title="A Field", issued=PartialDate(2010)),
}


def cite(year: str, *families: str, et_al: bool = False) -> Cite:
    return Cite(author=" and ".join(families), families=families, year=year, et_al=et_al)


def reference(raw: str, key: str = "r1") -> Reference:
    return Reference(id=key, start=0, end=len(raw), raw=raw, where="list", work=Work(title=raw))


@pytest.mark.parametrize(
    ("asked", "key", "at_odds"),
    [
        (cite("2003", "Dietz", "Ostrom"), "commons", "authors"),
        (cite("2003", "Dietz"), "commons", "authors"),
        (cite("2003", "Dietz", "Stern", et_al=True), "commons", "authors"),
        (cite("1979", "Kahnemann", "Tversky"), "prospect", "spelling"),
        (cite("1979", "Kahnmean", "Tversky"), "prospect", "spelling"),
        (cite("1979", "Kaneman", "Tversky"), "prospect", "spelling"),
        (cite("2001", "Mueller"), "handbook", None),
        (cite("1991", "Ostrom"), "governing", "year"),
        (cite("in press", "Ostrom"), "governing", "year"),
    ],
)
def test_one_work_comes_near(asked: Cite, key: str, at_odds: AtOdds | None) -> None:
    assert Nearby(WORKS).meant(asked) == (key, at_odds)


@pytest.mark.parametrize(
    "asked",
    [
        cite("1993", "Ostrom"),
        cite("2010", "Lu"),
        cite("2003", "Dietz", "Hardin"),
        cite("2003", "Stern"),
        cite("1979", "Kahnemann", "Tverski"),
        Cite(title="Prospect", year="1979"),
    ],
)
def test_what_is_too_far_is_not_meant(asked: Cite) -> None:
    assert Nearby(WORKS).meant(asked) is None


def test_of_two_that_come_near_none_is_meant() -> None:
    twin = {**WORKS, "twin": WORKS["governing"]}
    assert Nearby(twin).meant(cite("1991", "Ostrom")) is None


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("Ostrom, E. (1990). Governing the commons.", cite("1990", "Ostrom")),
        ("[3] E. Ostrom, Governing the commons, 1990.", cite("1990", "Ostrom")),
        ("Ostrom, E., & Hess, C. (1990a). Commons.", cite("1990a", "Ostrom", "Hess")),
        ("Ostrom, E. (1990). Commons.", cite("1990b", "Ostrom")),
        ("van der Kolk, B. (2014). The body.", cite("2014", "van der Kolk")),
        ("World Health Organization (WHO). 2001. Atlas.", cite("2001", "WHO")),
        ("Ostrom, E. (in press). Commons.", cite("in press", "Ostrom")),
    ],
)
def test_a_printed_beginning_tells_names_with_year(raw: str, asked: Cite) -> None:
    assert Heads([reference(raw)]).fitting(asked) == ("r1",)


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("Ostrom, E. (1990). Governing the commons.", cite("1991", "Ostrom")),
        ("Ostrom, E. (1990a). Commons.", cite("1990b", "Ostrom")),
        ("Dietz, T., & Ostrom, E. (1990). Commons.", cite("1990", "Ostrom")),
        ("Ostrom, E. (1990). Commons.", cite("1990", "Ostrom", "Hess")),
        ("Smith, N. (1990). Commons.", cite("1990", "N")),
        ("Ostrom, E. (1990). Commons.", cite("in press", "Ostrom")),
    ],
)
def test_another_beginning_tells_nothing(raw: str, asked: Cite) -> None:
    assert Heads([reference(raw)]).fitting(asked) == ()
