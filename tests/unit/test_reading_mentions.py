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
        ("“It works,” said Grace Hopper, a rear admiral.", "Grace Hopper", "person"),
        ("“It works,” Grace Hopper said on the radio.", "Grace Hopper", "person"),
        ("Grace Hopper, who wrote the compiler, said that it works.", "Grace Hopper", "person"),
        ("Grace Hopper, the navy’s admiral, told reporters that it works.", "Grace Hopper", "person"),
        ("According to Grace Hopper, it works.", "Grace Hopper", "person"),
        ("Grace Hopper told The Daily Herald that it works.", "Grace Hopper", "interview"),
        ("In an interview with a magazine in 1980, Grace Hopper said so.", "Grace Hopper", "interview"),
        ("Grace Hopper testified before the Senate on 4 May 1980.", "Grace Hopper", "testimony"),
        ("In testimony before the Senate, Grace Hopper said it works.", "Grace Hopper", "testimony"),
        ("Grace Hopper said in a letter that it works.", "Grace Hopper", "statement"),
        ("The World Bank said in a statement that it would pay.", "World Bank", "statement"),
        ("The World Bank said in a report that growth slowed.", "World Bank", "report"),
        ("A survey by the World Bank found that growth slowed.", "World Bank", "report"),
        ("In a report released in May 2001, the World Bank warned of it.", "World Bank", "report"),
        ("Citing a study by the World Bank, she disagreed.", "World Bank", "report"),
        ("A World Bank poll found little change.", "World Bank", "report"),
        ("The World Bank estimates that growth slowed.", "World Bank", "body"),
        ("Researchers at the University of Leeds found little change.", "University of Leeds", "body"),
        ("According to the World Bank, growth slowed.", "World Bank", "body"),
        ("Data from the World Bank show little change.", "World Bank", "dataset"),
        ("A study published in 1999 in the journal Nature disagrees.", "Nature", "periodical"),
        ("The Daily Herald reported that it rained.", "The Daily Herald", "periodical"),
        ("He told the Hard Ground podcast about it.", "Hard Ground", "podcast"),
        ("The Supreme Court ruled in 1954 that it is wrong.", "Supreme Court", "ruling"),
        ("Under the Clean Air Act of 1970, it is unlawful.", "Clean Air Act", "law"),
        ("In his book “Silent Spring”, Ray Carson argues otherwise.", "Ray Carson", "writing"),
        ("As Jane Jacobs wrote in “The Economy of Cities”, it grows.", "Jane Jacobs", "writing"),
        ("Jane Jacobs wrote on Facebook about it.", "Jane Jacobs", "tweet"),
        ("In a video posted in 2018, Grace Hopper said it works.", "Grace Hopper", "video"),
        ("Laut einer Studie der Weltbank wächst es.", "Weltbank", "report"),
        ("Laut Anna Schmidt, der Leiterin, wächst es.", "Anna Schmidt", "person"),
        ("Selon Pierre Dupont, la ville grandit.", "Pierre Dupont", "person"),
        ("Según un informe del Banco Mundial, crece.", "Banco Mundial", "report"),
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
        "Experts say it works.",
        "According to people familiar with the matter, it works.",
        "According to officials, it works.",
        "Critics said that it does not work.",
        "Observers told reporters that it works.",
        "Prime Minister said: “It works.”",
        "By Grace Hopper\n\nPhoto: Ann Roe/Valley Press Agency",
        "Grace Hopper met Ann Roe at Market Street in May 1980.",
        "Laut Polizei war es ruhig.",
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


def test_a_heading_above_is_no_part_of_a_name() -> None:
    assert mentions("Council Debates New Road\nAnn Roe said: “It works.”")[0].name == "Ann Roe"


@pytest.mark.parametrize("title", ["President", "Dr.", "Foreign Minister", "Mr", "Lt. Col."])
def test_a_title_is_no_part_of_a_name(title: str) -> None:
    assert mentions(f"{title} Ann Roe said: “It works.”")[0].name == "Ann Roe"


def test_a_genitive_is_no_part_of_a_name() -> None:
    assert mentions("Ann Roe’s book “On Rivers” says so.")[0].name == "Ann Roe"


def test_the_name_of_a_body_does_not_end_in_a_small_word() -> None:
    assert mentions("According to a report by the World Bank in Geneva, it grew.")[0].name == "World Bank in Geneva"
    assert mentions("According to a report by the World Bank in 2001, it grew.")[0].name == "World Bank"


def test_a_body_that_speaks_is_no_person() -> None:
    assert mentions("The Valley Water Board said on 4 May 2001 that it rained.")[0].kind == "body"


def test_a_ruling_keeps_its_case() -> None:
    assert mentions("The Supreme Court ruled in Roe v. Doe that it is wrong.")[0].title == "Roe v. Doe"


def test_a_point_within_a_role_ends_no_sentence() -> None:
    assert mentions("Ann Roe, the U.N. envoy, said on 4 May 2001 that it rained.")[0].date == "4 May 2001"


def test_a_form_is_found_far_from_the_first_one() -> None:
    text = "“It works,” said Ann Roe. " + "It rained. " * 500 + "“It works,” said Ben Foe."
    assert [mention.name for mention in mentions(text)] == ["Ann Roe", "Ben Foe"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A report published by the county’s audit office in 2014 put it at ten.", "county’s audit office", "report"),
        ("A study, commissioned by the chamber of commerce, said it paid.", "chamber of commerce", "report"),
        ("A survey of 1,204 residents by the Royal Society found little.", "Royal Society", "report"),
        ("A report published last month by the Royal Society found that it fell.", "Royal Society", "report"),
        ("A working paper by Ada Roe and Owen Pryce blames the weather.", "Ada Roe", "report"),
        ("According to a 1987 study by the state’s budget office, no.", "state’s budget office", "report"),
        ("That is the upshot of a report by the Royal Society which was read.", "Royal Society", "report"),
        ("The port authority said in a statement on Monday, we pay.", "port authority", "statement"),
        ("It was warm, the Federal Office for Meteorology said.", "Federal Office for Meteorology", "body"),
        ("The World Bank puts the price at ten.", "World Bank", "body"),
        ("The National Weather Service later called it a flood.", "National Weather Service", "body"),
        ("In a 2019 interview with the radio, the mayor, Dana Roe, called it good.", "Dana Roe", "interview"),
        ("In an interview with Radio 1, the minister said so.", "Radio 1", "periodical"),
        ("A spokesman for the ferry workers’ union, Tom Abel, said that it floats.", "Tom Abel", "person"),
        ("The town’s mayor, Jens Ott, told reporters on 3 June that it hangs.", "Jens Ott", "person"),
        ("Ada Roe, an economic geographer, has shown it.", "Ada Roe", "person"),
        ("Jared Diamond’s *Collapse* tells another story.", "Jared Diamond", "writing"),
        ("The *Riverton Courier* reported on May 4, 1961, that it rained.", "Riverton Courier", "periodical"),
        ("The *New York Times* once [sent a man](https://a.org) and found little.", "New York Times", "periodical"),
        ("The Tages-Anzeiger reported last week that it rained.", "The Tages-Anzeiger", "periodical"),
        ("Le Temps counted three.", "Le Temps", "periodical"),
        ("In a video posted on Monday, the head of the office, Beat Kunz, asked for it.", "Beat Kunz", "video"),
        ("„Wir prüfen das“, sagte Anna Schmidt, die Leiterin.", "Anna Schmidt", "person"),
        ("« Nous verrons », a déclaré Pierre Martin, maire.", "Pierre Martin", "person"),
        ("«Ya veremos», dijo Ana Ruiz.", "Ana Ruiz", "person"),
        ("Laut der Zeitung „Nordkurier“ fehlt es.", "Nordkurier", "periodical"),
        ("Selon une étude de l’Institut national, il tient.", "Institut national", "report"),
    ],
)
def test_a_source_of_a_feature_is_named(text: str, name: str, kind: str) -> None:
    assert [(mention.name, mention.kind) for mention in mentions(text)] == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "A report by the office found nothing.",
        "A report by the council was delayed.",
        "The Labour Party called on the mayor to resign.",
        "The United Front said so.",
        "It was warm, the Riverton Wanderers said.",
        "The TTP said that it would.",
        "The *Mary Rose* found its way home.",
        "*Hamlet* called him back.",
        "John Smith’s *Titanic* sank.",
        "A spokeswoman for the agency, Lena Ward, declined.",
        "The World Bank put up a tent.",
    ],
)
def test_what_only_looks_like_a_source_is_none(text: str) -> None:
    assert mentions(text) == ()


def test_the_words_of_a_link_are_read_as_text() -> None:
    (found,) = mentions("A [working paper](https://example.org/w) by Ada Roe blames the weather.")
    assert (found.name, found.noun) == ("Ada Roe", "working paper")


def test_a_link_moves_no_place() -> None:
    text = "A [paper](https://example.org/w) by Ada Roe blames the weather."
    (found,) = mentions(text)
    assert text[found.start : found.end] == "Ada Roe"


def test_a_capital_that_is_two_small_letters_moves_nothing() -> None:
    text = "İ" * 3000 + " is a row. According to the World Bank, trade fell."
    assert [text[mention.start : mention.end] for mention in find_mentions(Layout(text))] == ["World Bank"]
