"""Running heads, rules and a site's buttons."""

import pytest

from refdesk.reading.front import read_front
from refdesk.reading.furniture import is_page_number, is_rule, is_site_furniture
from refdesk.reading.layout import Layout

PROSE = "The streets of a city are its most vital organs,"


def furniture(text: str) -> list[str]:
    layout = Layout(text)
    return [" ".join(line.text.split()) for line in layout.lines if line.start in layout.furniture]


@pytest.mark.parametrize("text", ["Postel    Informational    [Page 1]", "Seite 12", "PAGE 3"])
def test_the_foot_of_a_page_is_a_page_number(text: str) -> None:
    assert is_page_number(text)


def test_a_number_of_a_small_kind_alone_is_furniture() -> None:
    assert furniture(f"{PROSE}\n\nxii\n\nand more.") == ["xii"]


def test_a_number_of_a_small_kind_within_lines_is_text() -> None:
    assert furniture(f"{PROSE}\nxii\nand more.") == []


def test_a_year_at_the_end_of_a_wrapped_line_is_text() -> None:
    assert furniture("Random House,\n1961\nand more.") == []


def test_a_head_that_touches_text_is_known_at_the_edge_of_pages() -> None:
    text = f"Street Life\n{PROSE}\nand people\nknow it.\n\fStreet Life\nThe end\nof it\nall."
    assert furniture(text) == ["Street Life", "Street Life"]


def test_a_line_within_pages_is_text_though_it_recurs() -> None:
    page = "One\ntwo\nStreet Life\nthree\nfour"
    assert "Street Life" not in furniture(f"{page}\n\f{page.replace('One', 'Five')}")


def test_a_heading_may_recur_at_the_edge_of_pages() -> None:
    assert furniture("a\nb\nc\nd\nNotes\n\fe\nf\ng\nh\nNotes") == []


def test_a_head_with_rising_pages_is_furniture_without_form_feeds() -> None:
    lines = "\n".join(["It goes on."] * 9)
    text = "\n".join(f"{lines}\nStreet Life     {page}" for page in (12, 13, 14))
    assert furniture(text) == ["Street Life 12", "Street Life 13", "Street Life 14"]


def test_the_rows_of_a_table_are_text() -> None:
    assert furniture("Streets   12\nStreets   13\nStreets   14") == []


@pytest.mark.parametrize("text", ["-----", "* * *", "=====", "</ol>", "<div class='a'>"])
def test_what_is_drawn_is_a_rule(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["--", "———. *Title*", "<li>Ostrom</li>"])
def test_what_is_written_is_no_rule(text: str) -> None:
    assert not is_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "Share on Facebook",
        "1,204 downloads",
        "We use cookies to make this site better.",
        "Downloaded from an archive on 3 May",
        "Accept all cookies",
        "Anzeige",
    ],
)
def test_buttons_are_no_text(text: str) -> None:
    assert is_site_furniture(text)


@pytest.mark.parametrize("text", ["Sharing is good", "Home is where we were", "We used cookies", "Related Articles"])
def test_sentences_are_no_buttons(text: str) -> None:
    assert not is_site_furniture(text)


def test_a_button_beside_another_is_furniture() -> None:
    assert furniture("Text.\nHome\nMenu\nText.") == ["Home", "Menu"]


def test_a_word_within_lines_is_no_button() -> None:
    assert furniture("They went\nHome\nand slept.") == []


YAML = (
    "---\ntitle: 'Streets: a view'\nauthors:\n  - name: Ann Example\n    orcid: 1\n  - name: Max Weber\n"
    "date: 3 May 2021\n---\n\nText."
)


def test_what_stands_above_markdown_is_furniture() -> None:
    assert Layout(YAML).paragraphs[0].text == "Text."


def test_what_stands_above_markdown_tells_of_the_document() -> None:
    front = read_front(Layout(YAML))
    assert (front.title, front.byline, front.date) == ("Streets: a view", "Ann Example and Max Weber", "3 May 2021")


def test_a_single_author_is_declared_in_a_line() -> None:
    assert read_front(Layout("---\ntitle: Streets\nauthor: Ann Example\n---\n")).byline == "Ann Example"


def test_prose_between_rules_declares_nothing() -> None:
    assert Layout("---\nStreets are vital.\n---\n\nText.").paragraphs[0].text == "Streets are vital."


def test_a_heading_within_lines_is_a_paragraph_by_itself() -> None:
    paragraphs = Layout("It ends here.\nReferences\nOstrom, E. (1990).").paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["It ends here.", "References", "Ostrom, E. (1990)."]


@pytest.mark.parametrize("line", ["references", "References"])
def test_a_wrapped_word_is_no_heading(line: str) -> None:
    text = f"The whole of what I have to say on this stands in the\n{line}\nbelow."
    assert len(Layout(text).paragraphs) == 1


CAPITALS = f"{PROSE}\nand people\nknow it.\n\f{{}}\n\nThe end\nof it\nall.\n\f{{}}\n\nMore of it\nat\nlast."


def test_heads_in_capitals_are_known_though_they_differ() -> None:
    assert furniture(CAPITALS.format("JANE JACOBS", "STREET LIFE")) == ["JANE JACOBS", "STREET LIFE"]


@pytest.mark.parametrize("line", ["REFERENCES", "APPENDIX A", "Street Life"])
def test_a_heading_at_the_head_of_a_page_is_text(line: str) -> None:
    assert furniture(CAPITALS.format("JANE JACOBS", line)) == []


def test_the_numbers_of_notes_alone_on_their_lines_are_text() -> None:
    assert furniture(f"{PROSE}\n\nNotes\n\n1\nOne.\n\n2\nTwo.\n\n14\n\nMore.") == ["14"]
