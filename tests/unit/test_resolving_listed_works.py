"""Which item of the list a description in a note is of."""

import pytest

from refdesk.model.citation import Reference
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.listed_works import ListedWorks


def listed(key: str, family: str, title: str, year: int) -> Reference:
    work = Work(title=title, authors=(Name(family, "A."),), issued=PartialDate(year))
    return Reference(id=key, start=0, end=1, raw=title, where="list", work=work)


COMMONS = listed("r1", "Ostrom", "Governing the Commons: The Evolution of Institutions for Collective Action", 1990)
ORDER = listed("r2", "McKitterick", "Print, Manuscript and the Search for Order, 1450–1830", 2003)
LIBRARY = ListedWorks([COMMONS, ORDER])


@pytest.mark.parametrize(
    "words",
    [
        "Elinor Ostrom, Governing the Commons (Cambridge: Cambridge University Press, 1990), 45.",
        "E. Ostrom, *Governing the Commons: The Evolution of Institutions for Collective Action* (1990).",
        "Ostrom, Elinor (1990), Governing the Commons, Cambridge: CUP.",
    ],
)
def test_a_description_is_known_with_or_without_its_subtitle(words: str) -> None:
    assert LIBRARY.described(words) == "r1"


def test_commas_and_years_in_a_title_do_no_harm() -> None:
    words = "David McKitterick, Print, Manuscript and the Search for Order, 1450–1830 (Cambridge: CUP, 2003), 47."
    assert LIBRARY.described(words) == "r2"


@pytest.mark.parametrize(
    "words",
    [
        "Elinor Ostrom, Governing the Commons (Cambridge: Cambridge University Press, 2015), 45.",
        "Ostrom, Governing the Commons, 45.",
        "Jane Jacobs, review of Governing the Commons by Elinor Ostrom (1990).",
        "Jane Jacobs, “Streets,” in Elinor Ostrom, Governing the Commons (Cambridge: CUP, 1990), 3.",
        "Elinor Ostrom, Crafting Institutions (San Francisco: ICS Press, 1990).",
        "",
    ],
)
def test_another_year_author_or_title_is_another_work(words: str) -> None:
    assert LIBRARY.described(words) is None


def test_a_year_in_the_title_is_not_that_of_print() -> None:
    report = ListedWorks([listed("r1", "Example", "Report 1990", 1990)])
    assert report.described("Example, Report 1990, p. 3.") is None


def test_the_longest_title_is_meant() -> None:
    both = ListedWorks([COMMONS, listed("r3", "Ostrom", "Governing the Commons Again", 1990)])
    assert both.described("Elinor Ostrom, Governing the Commons Again (Cambridge, 1990)") == "r3"


def test_two_that_fit_alike_are_none() -> None:
    both = ListedWorks([COMMONS, listed("r3", "Ostrom", "Governing the Commons: A Second Look", 1990)])
    assert both.described("Elinor Ostrom, Governing the Commons (Cambridge, 1990)") is None
