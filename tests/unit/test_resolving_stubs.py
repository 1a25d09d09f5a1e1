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
        ("interview", "interview"),
        ("podcast", "broadcast"),
        ("dataset", "dataset"),
        ("law", "legislation"),
        ("ruling", "legal_case"),
        ("testimony", "speech"),
        ("statement", "document"),
        ("writing", "document"),
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


@pytest.mark.parametrize(
    ("noun", "type_"), [("memoir", "book"), ("essay", "article"), ("thesis", "thesis"), ("blog post", "post-weblog")]
)
def test_what_a_person_wrote_has_the_type_of_its_word(noun: str, type_: str) -> None:
    assert stub_of(Cite(author="Grace Hopper", attributed="writing", genre=noun)).type == type_


def test_a_study_in_a_named_journal_is_an_article() -> None:
    assert stub_of(Cite(author="Nature", attributed="periodical", genre="study")).type == "article-journal"


def test_a_law_is_its_title() -> None:
    work = stub_of(Cite(author="Clean Air Act", attributed="law", year="1970"))
    assert (work.title, work.authors, work.year) == ("Clean Air Act", (), 1970)


def test_a_podcast_is_the_container() -> None:
    assert stub_of(Cite(author="Hard Ground", attributed="podcast")).container == "Hard Ground"


@pytest.mark.parametrize(("author", "literal"), [("Grace Hopper", ""), ("World Bank", "World Bank")])
def test_a_statement_may_be_of_a_person_or_a_body(author: str, literal: str) -> None:
    assert stub_of(Cite(author=author, attributed="statement")).authors[0].literal == literal
