"""Stubs say what the cite says."""

import pytest

from refdesk.model.citation import Cite
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.fitting import OTHERS
from refdesk.resolving.stubs import stub_of


@pytest.mark.parametrize(
    ("cite", "work"),
    [
        (Cite(author="Nye", families=("Nye",), year="1990a"), Work(authors=(Name("Nye"),), issued=PartialDate(1990))),
        (Cite(author="Nye", families=("Nye",), year="n.d."), Work(authors=(Name("Nye"),))),
        (
            Cite(author="Nye", families=("Nye",), year="1990", date="1990-05"),
            Work(authors=(Name("Nye"),), issued=PartialDate(1990, 5)),
        ),
        (
            Cite(author="Nye & Keohane", families=("Nye", "Keohane")),
            Work(authors=(Name("Nye"), Name("Keohane"))),
        ),
        (
            Cite(author="Klein et al.", families=("Klein",), et_al=True),
            Work(authors=(Name("Klein"), OTHERS)),
        ),
        (
            Cite(author="Nicholson Baker", families=("Nicholson Baker",)),
            Work(authors=(Name(literal="Nicholson Baker"),)),
        ),
        (Cite(author="World Bank", families=("World Bank",)), Work(authors=(Name(literal="World Bank"),))),
        (Cite(author="How to Read", families=("How to Read",)), Work(title="How to Read")),
        (Cite(title="Soft Power"), Work(title="Soft Power")),
        (
            Cite(author="Nye", families=("Nye",), title="Soft Power"),
            Work(authors=(Name("Nye"),), title="Soft Power"),
        ),
    ],
)
def test_a_stub_says_what_the_cite_says(cite: Cite, work: Work) -> None:
    assert stub_of(cite) == work


@pytest.mark.parametrize(
    ("attributed", "type_"),
    [
        ("periodical", "article-newspaper"),
        ("report", "report"),
        ("body", "report"),
        ("tweet", "post"),
        ("video", "motion_picture"),
        ("person", "document"),
    ],
)
def test_a_named_source_has_the_type_it_is_named_by(attributed: str, type_: str) -> None:
    assert stub_of(Cite(author="Grace Hopper", attributed=attributed)).type == type_


def test_a_person_at_an_event_gave_a_speech() -> None:
    assert stub_of(Cite(author="Grace Hopper", attributed="person", event="press briefing")).type == "speech"


def test_a_named_report_keeps_its_title() -> None:
    assert stub_of(Cite(author="Club of Rome", attributed="report", title="The Limits to Growth")).title


def test_a_named_newspaper_is_the_container() -> None:
    assert stub_of(Cite(author="The New York Times", attributed="periodical")).container == "The New York Times"
