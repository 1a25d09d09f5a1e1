"""Informal attributions as citations."""

from refdesk.reading.layout import Layout
from refdesk.resolving.attributing import attribute

TEXT = "According to a 2019 report by the World\nBank, growth slowed. The report further noted that prices rose."


def test_a_citation_has_the_words_at_its_place() -> None:
    assert [citation.text for citation in attribute(Layout(TEXT))] == ["World Bank", "The report"]


def test_words_that_point_back_cite_what_their_antecedent_cites() -> None:
    first, second = attribute(Layout(TEXT))
    assert first.cites == second.cites


def test_words_that_point_back_are_less_sure() -> None:
    first, second = attribute(Layout(TEXT))
    assert second.confidence < first.confidence < 1


def test_a_cite_tells_what_is_named() -> None:
    (cite,) = attribute(Layout(TEXT))[0].cites
    assert (cite.author, cite.attributed, cite.genre, cite.date) == ("World Bank", "report", "report", "2019")


def test_a_text_that_names_nobody_has_no_citation() -> None:
    assert attribute(Layout("Experts say it works.")) == ()
