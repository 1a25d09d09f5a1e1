"""Marked text becomes HTML, Markdown and plain text."""

import pytest

from refdesk.csl.marks import BOLD, CREATORS, DOI, ITALIC, QUOTE, SMALL_CAPS, URL, enclose
from refdesk.csl.output import Format, Quotes, creators, replace_creators, write

AMERICAN = Quotes(punctuation_inside=True)
BRITISH = Quotes(("‘", "’"), ("“", "”"))


def txt(marked: str, quotes: Quotes = AMERICAN) -> str:
    return write(marked, "txt", quotes)


def test_html_in_data_is_escaped() -> None:
    assert write("<script>alert(1)</script> & co", "html", AMERICAN) == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"


def test_plain_text_has_no_entities() -> None:
    assert txt("Marks & <Spencer>") == "Marks & <Spencer>"


@pytest.mark.parametrize("text", ["*a*", "_a_", "[a](b)", "<b>", "`a`", "a\\b", "&amp;"])
def test_markdown_in_data_is_escaped(text: str) -> None:
    assert write(text, "md", AMERICAN) != text


@pytest.mark.parametrize(("text", "escaped"), [("1984. (1949)", "1984\\. (1949)"), ("- a", "\\- a"), ("# a", "\\# a")])
def test_a_reference_is_no_list_in_markdown(text: str, escaped: str) -> None:
    assert write(text, "md", AMERICAN) == escaped


@pytest.mark.parametrize(("kind", "printed"), [("html", "<i>a</i>"), ("md", "*a*"), ("txt", "a")])
def test_italics(kind: Format, printed: str) -> None:
    assert write(enclose(ITALIC, "a"), kind, AMERICAN) == printed


def test_blanks_stand_outside_of_emphasis_in_markdown() -> None:
    assert write("a" + enclose(ITALIC, " b ") + "c", "md", AMERICAN) == "a *b* c"


def test_italics_within_italics_are_upright() -> None:
    assert write(enclose(ITALIC, f"a {enclose(ITALIC, 'b')} c"), "html", AMERICAN) == "<i>a </i>b<i> c</i>"


def test_formats_that_overlap_give_well_formed_html() -> None:
    crossed = ITALIC[0] + "a" + BOLD[0] + "b" + ITALIC[1] + "c" + BOLD[1]
    assert write(crossed, "html", AMERICAN) == "<i>a</i><b><i>b</i></b><b>c</b>"


def test_an_unclosed_format_gives_well_formed_html() -> None:
    assert write(ITALIC[0] + "a", "html", AMERICAN) == "<i>a</i>"


def test_small_capitals() -> None:
    assert "small-caps" in write(enclose(SMALL_CAPS, "a"), "html", AMERICAN)


def test_a_full_stop_goes_inside_american_quotation_marks() -> None:
    assert txt(enclose(QUOTE, "Letting Go") + ".") == "“Letting Go.”"


def test_a_full_stop_stays_outside_british_quotation_marks() -> None:
    assert txt(enclose(QUOTE, "Letting go") + ".", BRITISH) == "‘Letting go’."


def test_a_full_stop_goes_inside_all_quotations_that_end_there() -> None:
    assert txt(enclose(QUOTE, "a " + enclose(QUOTE, "b")) + ".") == "“a ‘b.’”"


def test_a_quotation_within_a_quotation_has_inner_marks() -> None:
    assert txt(enclose(QUOTE, "a " + enclose(QUOTE, "b") + " c"), BRITISH) == "‘a “b” c’"


@pytest.mark.parametrize(
    ("marked", "printed"),
    [
        (enclose(QUOTE, "Why?") + ". In", "“Why?” In"),
        (enclose(QUOTE, "Why?") + ", in", "“Why?,” in"),
        (enclose(ITALIC, "Why?") + ". New", "Why? New"),
        ("U.S." + ". New", "U.S. New"),
        ("Doe, J." + enclose(ITALIC, ".") + " x", "Doe, J. x"),
        ("a,, b", "a, b"),
        ("a, , b", "a, b"),
        ("a,. b", "a. b"),
        ("a  b", "a b"),
        ("a , b", "a, b"),
        ("et al., b", "et al., b"),
        ("wait ... what", "wait ... what"),
        (QUOTE[0] + QUOTE[1] + "a", "a"),
        (" a. ", "a."),
    ],
)
def test_punctuation_is_settled_at_seams(marked: str, printed: str) -> None:
    assert txt(marked) == printed


def test_an_address_keeps_its_punctuation() -> None:
    assert txt(enclose(URL, "https://a.org/x,,y..z") + ".") == "https://a.org/x,,y..z."


def test_an_address_leads_where_it_points() -> None:
    html = write(enclose(URL, 'https://a.org/?b="1&c'), "html", AMERICAN, links=True)
    assert html == '<a href="https://a.org/?b=&quot;1&amp;c">https://a.org/?b="1&amp;c</a>'


def test_no_link_is_made_unasked() -> None:
    assert write(enclose(URL, "https://a.org/"), "html", AMERICAN) == "https://a.org/"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//a.org", "https:///x", "file:///x"])
def test_only_web_addresses_lead_anywhere(address: str) -> None:
    assert "href" not in write(enclose(URL, address), "html", AMERICAN, links=True)


def test_a_doi_takes_the_resolver_into_its_link() -> None:
    html = write("x https://doi.org/" + enclose(DOI, "10.1/a<b"), "html", AMERICAN, links=True)
    assert html == 'x <a href="https://doi.org/10.1/a%3Cb">https://doi.org/10.1/a&lt;b</a>'


def test_a_bare_doi_leads_to_the_resolver() -> None:
    html = write("doi: " + enclose(DOI, "10.1/a"), "html", AMERICAN, links=True)
    assert html == 'doi: <a href="https://doi.org/10.1/a">10.1/a</a>'


def test_a_markdown_address_is_an_autolink() -> None:
    assert write(enclose(URL, "https://a.org/x_y"), "md", AMERICAN, links=True) == "<https://a.org/x_y>"


def test_a_markdown_address_cannot_break_out_of_its_link() -> None:
    assert "<x>" not in write(enclose(URL, "https://a.org/><x>"), "md", AMERICAN, links=True)


def test_the_creators_of_an_entry_are_known() -> None:
    assert creators(enclose(CREATORS, "Orwell, George") + ". x") == "Orwell, George"


def test_an_entry_that_begins_with_a_title_has_no_creators() -> None:
    assert creators("Title. " + enclose(CREATORS, "Orwell, George")) == ""


def test_creators_are_replaced_once() -> None:
    twice = enclose(CREATORS, "Orwell") + ". " + enclose(CREATORS, "Orwell")
    assert txt(replace_creators(twice, "———")) == "———. Orwell"
