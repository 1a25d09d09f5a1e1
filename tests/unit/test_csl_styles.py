"""A style is made safe before it is used, and mended where citeproc-py would read it wrongly."""

import pytest
from lxml import etree

from refdesk.csl.styles import MAX_BYTES, NAMESPACE, StyleError, parse_style, prepare_style

CITATION = '<citation><layout><text variable="title"/></layout></citation>'


def style(inside: str = CITATION, attributes: str = "") -> str:
    return f'<style xmlns="{NAMESPACE}" class="in-text" version="1.0" {attributes}>{inside}</style>'


def prepared(inside: str, attributes: str = "") -> etree._Element:
    return etree.fromstring(prepare_style(style(inside, attributes)))


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
    with pytest.raises(StyleError, match="dependent"):
        prepare_style(style("<info><title>x</title></info>"))


def test_a_macro_that_calls_itself_is_refused() -> None:
    loop = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    with pytest.raises(StyleError, match="calls itself"):
        prepare_style(style(loop + CITATION))


def test_a_call_of_a_missing_macro_is_refused() -> None:
    with pytest.raises(StyleError, match="does not have"):
        prepare_style(style('<citation><layout><text macro="gone"/></layout></citation>'))


def test_macros_that_grow_beyond_all_bounds_are_refused() -> None:
    doubling = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40)
    )
    with pytest.raises(StyleError, match="beyond all bounds"):
        prepare_style(style(doubling + '<macro name="m40"><text value="x"/></macro>' + CITATION))


def test_names_inside_a_condition_take_the_shape_of_their_substitute() -> None:
    root = prepared(
        '<citation><layout><names variable="author"><name initialize="false"/><label prefix=", "/><substitute>'
        '<choose><if type="book"><names variable="editor"/></if></choose></substitute></names></layout></citation>'
    )
    editor = next(each for each in root.iter(f"{{{NAMESPACE}}}names") if each.get("variable") == "editor")
    assert [etree.QName(child).localname for child in editor] == ["name", "label"]


def test_disambiguation_becomes_a_question_for_a_variable() -> None:
    root = prepared('<citation><layout><choose><if disambiguate="true"/></choose></layout></citation>')
    condition = root.find(f".//{{{NAMESPACE}}}if")
    assert condition is not None
    assert condition.items() == [("variable", "refdesk-ambiguous")]


def test_the_second_field_stands_behind_a_blank() -> None:
    root = prepared(
        CITATION
        + '<bibliography second-field-align="flush"><layout><text variable="citation-number"/></layout></bibliography>'
    )
    first = root.find(f"{{{NAMESPACE}}}bibliography/{{{NAMESPACE}}}layout/*")
    assert first is not None
    assert first.get("suffix") == " "


def test_another_locale_takes_the_place_of_the_styles_own() -> None:
    xml = prepare_style(style(attributes='default-locale="de-DE"'), "en-GB")
    assert etree.fromstring(xml).get("default-locale") == "en-GB"
