"""Words that point back to a source named before."""

import pytest

from refdesk.reading.layout import Layout
from refdesk.reading.mentions import find_mentions
from refdesk.resolving.antecedents import with_antecedents

REPORT = "According to a 2019 report by the World Bank, growth slowed. "
PERSON = "“It works,” said Grace Hopper, a rear admiral. "


def meant(text: str) -> list[tuple[str, str]]:
    layout = Layout(text)
    found = with_antecedents(layout, find_mentions(layout))
    return [(text[mention.start : mention.end], mention.name) for mention in found][1:]


@pytest.mark.parametrize(
    ("before", "text", "words", "name"),
    [
        (REPORT, "The report further noted that prices rose.", "The report", "World Bank"),
        (REPORT, "The bank also said that prices rose.", "The bank", "World Bank"),
        (PERSON, "She added that it is fast.", "She", "Grace Hopper"),
        (PERSON, "“It is fast,” she said.", "she", "Grace Hopper"),
        (PERSON, "Her remarks drew applause.", "Her remarks", "Grace Hopper"),
        (PERSON, "Hopper said that it is fast.", "Hopper", "Grace Hopper"),
        (PERSON, "Dr. Hopper later wrote that it is fast.", "Hopper", "Grace Hopper"),
        (PERSON, "“It is fast,” said Hopper.", "Hopper", "Grace Hopper"),
        (REPORT, "“Mind the gap,” it tweeted.", "it", "World Bank"),
        (PERSON, "The Valley Water Board met. She added that it is fast.", "She", "Grace Hopper"),
    ],
)
def test_words_point_back_to_their_antecedent(before: str, text: str, words: str, name: str) -> None:
    assert meant(before + text) == [(words, name)]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (REPORT, "The survey noted that prices rose."),
        (REPORT, "The ministry also said that prices rose."),
        (REPORT, "She added that prices rose."),
        (PERSON, "The report noted that it is fast."),
        (PERSON, "Ben Foe opened the door. He said that it is cold."),
        (PERSON, "He said nothing."),
        (PERSON, "“Mind the gap,” it tweeted."),
        (PERSON, "Foe said that it is fast."),
        (PERSON, "It rained. " * 200 + "She added that it is fast."),
    ],
)
def test_words_without_an_antecedent_are_left_out(before: str, text: str) -> None:
    assert meant(before + text) == []


def test_a_pronoun_in_the_sentence_of_its_antecedent_is_no_second_place() -> None:
    assert meant("In 2016, Grace Hopper posted a video in which she said that it works.") == []


def test_the_nearest_report_is_meant() -> None:
    text = REPORT + "According to a 2020 report by the Royal Society, it grew. The report noted more."
    assert meant(text)[-1] == ("The report", "Royal Society")


def test_nobody_is_meant_where_nobody_is_named() -> None:
    layout = Layout("The report noted more. She said so.")
    assert with_antecedents(layout, ()) == ()


def test_a_name_said_again_is_the_source_before() -> None:
    layout = Layout("Ann Roe said at a briefing on 4 May 2001 that it rained. Ann Roe said that it snowed.")
    first, second = with_antecedents(layout, find_mentions(layout))
    assert (second.date, second.event) == (first.date, first.event) == ("4 May 2001", "briefing")


def test_an_occasion_of_its_own_stays_its_own() -> None:
    layout = Layout("Ann Roe said on 4 May 2001 that it rained. Ann Roe said on 5 May 2001 that it snowed.")
    assert [mention.date for mention in with_antecedents(layout, find_mentions(layout))] == ["4 May 2001", "5 May 2001"]
