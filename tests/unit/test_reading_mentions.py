"""Sources that running text names without citing."""

import pytest

from refdesk.reading.layout import Layout
from refdesk.reading.mentions import Mention, find_mentions


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(Layout(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Grace Hopper tweeted", "Grace Hopper", "tweet"),
        ("In 2016, Grace Hopper posted a short video of it.", "Grace Hopper", "video"),
        ("A report by the Club of Rome, “The Limits to Growth”, said so.", "Club of Rome", "report"),
        ("The Royal Society published “Climate Change: Evidence and Causes”.", "Royal Society", "report"),
        ("The first assessment of the World Health Organization came in 1948.", "World Health Organization", "report"),
        ("According to a report by the World Bank, it grew.", "World Bank", "report"),
        ("As per a 2020 World Bank report, it grew.", "World Bank", "report"),
        ("The World Health Organization (WHO) recorded 12 cases.", "World Health Organization (WHO)", "body"),
        ("He told The New Yorker: “We went.”", "The New Yorker", "periodical"),
        ("The New York Times carried the story on 24 June 1988.", "The New York Times", "periodical"),
        ("According to Grace Hopper, a rear admiral, it works.", "Grace Hopper", "person"),
        ("Spokesperson Grace Hopper said at a briefing: “It works.”", "Grace Hopper", "person"),
        ("Grace Hopper, a rear admiral, said: “It works.”", "Grace Hopper", "person"),
        ("Grace Hopper said in a speech, “It works.”", "Grace Hopper", "person"),
        ("James Hansen of NASA told a committee of the Senate that it warms.", "James Hansen", "person"),
        ("Rachel Carson spoke to the Senate. “We must look at it closely,” she said.", "Rachel Carson", "person"),
    ],
)
def test_a_source_is_named_in_many_ways(text: str, name: str, kind: str) -> None:
    assert [(mention.name, mention.kind) for mention in mentions(text)] == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Media Reports said: “It works.”",
        "The Officials said: “It works.”",
        "She said: “It works.”",
        "Grace Hopper liked tea.",
        "A report said so.",
    ],
)
def test_what_names_nobody_is_left_out(text: str) -> None:
    assert mentions(text) == ()


def test_a_mention_stands_where_it_says() -> None:
    text = "Then Grace Hopper said, “It works.”"
    mention = mentions(text)[0]
    assert text[mention.start : mention.end] == "Grace Hopper"


def test_a_name_over_two_lines_is_one() -> None:
    assert mentions("Then Grace\nHopper said, “It works.”")[0].name == "Grace Hopper"


def test_a_report_keeps_its_title() -> None:
    assert mentions("A report by the Club of Rome, “The Limits to Growth”, said so.")[0].title == "The Limits to Growth"


def test_a_report_keeps_its_noun() -> None:
    assert mentions("According to a study by the World Bank, it grew.")[0].noun == "study"


def test_a_report_keeps_its_year() -> None:
    assert mentions("According to a 1972 report by the Club of Rome, it ends.")[0].date == "1972"


def test_a_day_before_the_name_is_the_date() -> None:
    assert mentions("On 23 June 1988 James Hansen told a committee that it warms.")[0].date == "23 June 1988"


def test_a_day_in_the_event_is_the_date() -> None:
    text = "Spokesperson Grace Hopper said at a press briefing on 4 May 1980: “It works.”"
    assert (mentions(text)[0].date, mentions(text)[0].event) == ("4 May 1980", "press briefing")


def test_of_two_that_overlap_the_earlier_pattern_counts() -> None:
    text = "Grace Hopper tweeted. According to Grace Hopper, an admiral, it works."
    assert [mention.kind for mention in mentions(text)] == ["tweet", "person"]


def test_one_name_is_mentioned_once_at_a_place() -> None:
    text = "According to Grace Hopper, a rear admiral, said: “It works.”"
    assert len(mentions(text)) == 1


def test_a_name_runs_over_the_line_end_of_windows() -> None:
    (mention,) = find_mentions(Layout("Last year Grace\r\nHopper said, “It works.”\r\n"))
    assert (mention.name, mention.start, mention.end) == ("Grace Hopper", 10, 23)
