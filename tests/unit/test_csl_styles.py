"""A style is made safe before it is used."""

import pytest

from refdesk.csl.styles import MAX_BYTES, NAMESPACE, StyleError, parse_style, printable_style

CITATION = '<citation><layout><text variable="title"/></layout></citation>'


def style(inside: str = CITATION, attributes: str = "") -> str:
    return f'<style xmlns="{NAMESPACE}" class="in-text" version="1.0" {attributes}>{inside}</style>'


def test_an_entity_is_refused() -> None:
    bomb = '<!DOCTYPE style [<!ENTITY a "aaaa">]>' + style("<info><title>&a;</title></info>" + CITATION)
    with pytest.raises(StyleError, match="document type"):
        parse_style(bomb)


def test_a_style_beyond_two_megabytes_is_refused() -> None:
    with pytest.raises(StyleError, match="more than 2 MB"):
        parse_style(style("<!--" + "x" * MAX_BYTES + "-->"))


@pytest.mark.parametrize("xml", ["", "no xml", "<style/>", "<style xmlns='urn:other'/>", "<a><b></a>"])
def test_what_is_no_style_is_refused(xml: str) -> None:
    with pytest.raises(StyleError):
        parse_style(xml)


def test_an_encoding_that_the_text_no_longer_has_is_ignored() -> None:
    assert parse_style('<?xml version="1.0" encoding="utf-16"?>' + style()).tag.endswith("style")


def test_a_style_without_citation_is_refused() -> None:
    with pytest.raises(StyleError, match="neither <citation> nor"):
        printable_style(style("<info><title>x</title></info>"))


def test_a_macro_that_calls_itself_is_refused() -> None:
    loop = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    with pytest.raises(StyleError, match="calls itself"):
        printable_style(style(loop + CITATION))


def test_macros_that_grow_beyond_all_bounds_are_refused() -> None:
    doubling = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40)
    )
    with pytest.raises(StyleError, match="beyond all bounds"):
        printable_style(style(doubling + '<macro name="m40"><text value="x"/></macro>' + CITATION))


def test_macros_that_call_each_other_too_deep_are_refused() -> None:
    chain = "".join(f'<macro name="m{n}"><group><text macro="m{n + 1}"/></group></macro>' for n in range(60))
    with pytest.raises(StyleError, match="beyond all bounds"):
        printable_style(style(chain + '<macro name="m60"><text value="x"/></macro>' + CITATION))


def value_of(text: str) -> str:
    """The value of a cs:text after the style is read."""
    inside = f'<citation><layout><text value="{text}"/></layout></citation>'
    return next(each.get("value", "") for each in printable_style(style(inside)).iter("{*}text"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("p.&amp;#160;1", "p.\xa01"),
        ("&amp;#x2013;", "–"),
        ("&amp;#9999999;", "&#9999999;"),
        ("&amp;#0;&amp;#xD800;&amp;#xFFFF;a", "a"),
        ("AT&amp;T &amp;amp;", "AT&T &amp;"),
    ],
)
def test_a_reference_that_was_escaped_twice_is_read(written: str, read: str) -> None:
    assert value_of(written) == read
