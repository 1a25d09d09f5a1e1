"""Settling: how affixes, delimiters, quotation marks and formats come together in the stream."""

from typing import Any

import pytest

from refdesk.csl.locales import Locale
from refdesk.csl.markup import parse
from refdesk.csl.settling import settle
from refdesk.csl.tree import Child, Format, Mark, Node
from refdesk.csl.writing import write

INSIDE = Locale("en-US", punctuation_in_quote=True)
OUTSIDE = Locale("en-GB")
ITALIC = Format(font_style="italic")


def node(*children: Child, **attributes: Any) -> Node:
    """A part with some children."""
    return Node(list(children), **attributes)


def settled(*children: Child, locale: Locale = OUTSIDE, **attributes: Any) -> str:
    """Children of a group as HTML."""
    return write(settle(node(*children, **attributes), locale), "html")


def test_nothing_has_no_stream() -> None:
    assert settle(None) == []


def test_affixes_stand_around_a_part() -> None:
    assert settled("a", prefix="(", suffix=")") == "(a)"


def test_a_part_without_text_has_no_affixes() -> None:
    assert settled("a", node("", prefix="(", suffix=")"), "b") == "ab"


def test_a_delimiter_stands_between_parts_that_print() -> None:
    assert settled("a", node(""), "b", delimiter=", ") == "a, b"


def test_affixes_stand_outside_of_the_format() -> None:
    assert settled(node("a", format=ITALIC, prefix="(", suffix=")")) == "(<i>a</i>)"


def test_quotation_marks_stand_between_affix_and_format() -> None:
    assert settled(node("a", format=ITALIC, quotes=True, prefix="(", suffix=")")) == "(“<i>a</i>”)"


def test_doubled_blanks_at_a_seam_are_one() -> None:
    assert settled(node("a", suffix=" "), node("b", prefix=" ")) == "a b"


def test_blanks_inside_a_text_stay() -> None:
    assert settled("a  b") == "a  b"


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (".", ".", "."), (".", ",", ".,"), (".", ":", ".:"), (".", ";", ".;"), (".", "?", ".?"), (".", "!", ".!"),
        (",", ",", ","), (",", ".", ",."), (",", ":", ",:"), (",", ";", ",;"), (",", "?", ",?"), (",", "!", ",!"),
        (":", ":", ":"), (":", ".", ":"), (":", ",", ":,"), (":", ";", ":;"), (":", "?", "?"), (":", "!", "!"),
        (";", ";", ";"), (";", ".", ";"), (";", ",", ";,"), (";", ":", ";"), (";", "?", "?"), (";", "!", "!"),
        ("?", "?", "?"), ("?", ".", "?"), ("?", ",", "?,"), ("?", ":", "?"), ("?", ";", "?;"), ("?", "!", "?!"),
        ("!", "!", "!"), ("!", ".", "!"), ("!", ",", "!,"), ("!", ":", "!"), ("!", ";", "!;"), ("!", "?", "!?"),
    ],
)  # fmt: skip
def test_two_marks_that_meet(first: str, second: str, both: str) -> None:
    assert settled(node("a", suffix=first), node("b", prefix=second)) == f"a{both}b"


def test_a_mark_of_the_data_meets_a_delimiter() -> None:
    assert settled("Who?", "b", delimiter=". ") == "Who? b"


def test_marks_meet_across_the_end_of_italics() -> None:
    assert settled(node("Who?", format=ITALIC), "b", delimiter=". ") == "<i>Who?</i> b"


def test_marks_with_a_blank_between_do_not_meet() -> None:
    assert settled(node("a", suffix=". "), node("b", prefix=". ")) == "a. . b"


def test_marks_inside_a_text_stay() -> None:
    assert settled("a..b,,c") == "a..b,,c"


def test_a_text_that_begins_with_a_mark_stays() -> None:
    assert settled("a.", "...b") == "a....b"


def test_a_short_text_that_begins_with_a_mark_stays() -> None:
    assert settled("a.", ".b") == "a..b"


def test_a_blank_at_the_beginning_of_a_text_joins_one_before_it() -> None:
    assert settled(node("a", suffix=" "), " b") == "a b"


def test_nothing_on_the_line_before_meets_a_part_on_its_own_line() -> None:
    written = settled(node("1", suffix=" "), node("a", prefix=" ", display="block"))
    assert written == '1 <div class="csl-block"> a</div>'


def test_a_style_that_prints_a_mark_as_text_is_joined_as_an_affix() -> None:
    assert settled("a.", ". ", "b") == "a. b"


@pytest.mark.parametrize("mark", [".", ",", "!", "?"])
def test_a_mark_goes_inside_the_quotation(mark: str) -> None:
    assert settled(node("a", quotes=True), "b", delimiter=f"{mark} ", locale=INSIDE) == f"“a{mark}” b"


@pytest.mark.parametrize("mark", [":", ";", ")"])
def test_other_marks_stay_outside_of_the_quotation(mark: str) -> None:
    assert settled(node("a", quotes=True), "b", delimiter=f"{mark} ", locale=INSIDE) == f"“a”{mark} b"


def test_a_mark_goes_inside_of_nested_quotations() -> None:
    title = node("a ", node("b", quotes=True, kind="markup"), quotes=True, suffix=".")
    assert settled(title, locale=INSIDE) == "“a ‘b.’”"


def test_a_mark_goes_into_the_italics_inside_the_quotation() -> None:
    assert settled(node("a", format=ITALIC, quotes=True, suffix=","), locale=INSIDE) == "“<i>a,</i>”"


def test_a_mark_stays_out_of_italics_in_the_field_inside_the_quotation() -> None:
    assert settled(node(*parse("On <i>a</i>"), quotes=True, suffix=","), locale=INSIDE) == "“On <i>a</i>,”"


def test_marks_that_went_inside_meet_each_other() -> None:
    written = settled(node(*parse("On <i>a</i>"), quotes=True, suffix="."), "b", delimiter=". ", locale=INSIDE)
    assert written == "“On <i>a</i>.” b"


def test_a_quotation_that_ends_in_a_question_takes_no_period() -> None:
    assert settled(node("a?", quotes=True, suffix="."), locale=INSIDE) == "“a?”"


def test_a_question_in_a_quotation_takes_no_period_outside() -> None:
    assert settled(node("a?", quotes=True, suffix="."), locale=OUTSIDE) == "“a?”"


def test_a_question_in_a_quotation_takes_a_comma_outside() -> None:
    assert settled(node("a?", quotes=True, suffix=","), locale=OUTSIDE) == "“a?”,"


def test_marks_stay_outside_of_quotations_where_the_locale_says_so() -> None:
    assert settled(node("a", quotes=True, suffix=","), locale=OUTSIDE) == "“a”,"


def test_a_mark_that_takes_the_place_of_one_goes_inside() -> None:
    assert settled(node("a", quotes=True, suffix=":"), node("b", prefix="? "), locale=INSIDE) == "“a?” b"


def test_a_comma_after_a_quotation_in_a_field_stays_where_it_was_typed() -> None:
    assert settled(*parse('"a", b'), locale=INSIDE) == "“a”, b"


def test_a_comma_alone_after_a_quotation_in_a_field_stays_where_it_was_typed() -> None:
    assert settled(node(*parse('"a", ')), "b", locale=INSIDE) == "“a”, b"


def test_a_bracket_after_a_quotation_keeps_the_period_outside() -> None:
    assert settled(node("a", quotes=True, prefix="(", suffix=")"), suffix=".", locale=INSIDE) == "(“a”)."


def test_quotation_marks_alternate() -> None:
    inner = node("b ", node("c", quotes=True), quotes=True)
    assert settled(node("a ", inner, quotes=True)) == "“a ‘b “c”’”"


def test_a_single_mark_typed_alone_stays_single() -> None:
    assert settled(*parse("‘a’ b")) == "‘a’ b"


def test_of_two_kinds_of_straight_marks_the_first_is_the_outer_one() -> None:
    assert settled(*parse("\"a\" and 'b'")) == "“a” and ‘b’"


def test_single_straight_marks_alone_are_outer_ones() -> None:
    assert settled(*parse("'a' and 'b'")) == "“a” and “b”"


def test_a_single_mark_inside_a_quotation_alternates() -> None:
    assert settled(node(*parse("‘a “b”’ c"), quotes=True)) == "“‘a “b”’ c”"


def test_a_single_mark_deep_inside_alternates() -> None:
    assert settled(node(*parse("‘a ‘b’ c’"), quotes=True)) == "“‘a “b” c’”"


def test_the_marks_are_those_of_the_locale() -> None:
    marks = {("open-quote", "long"): ("«\u00a0", "«\u00a0"), ("close-quote", "long"): ("\u00a0»", "\u00a0»")}
    assert settled(node("a", quotes=True), locale=Locale("fr-FR", terms=marks)) == "«\u00a0a\u00a0»"


def test_a_locale_without_marks_has_the_english_ones() -> None:
    assert settled(node("a", quotes=True), locale=Locale("x")) == "“a”"


def test_no_locale_has_the_english_marks() -> None:
    assert settle(node("a", quotes=True)) == ["“", "a", "”"]


def test_a_locale_with_empty_marks_has_none() -> None:
    terms = {("open-quote", "long"): ("", ""), ("close-quote", "long"): ("", "")}
    assert settled(node("a", quotes=True), locale=Locale("x", terms=terms)) == "a"


def test_italics_of_a_field_end_those_of_the_style() -> None:
    assert settled(*parse("a <i>b</i> c"), format=ITALIC) == '<i>a <span style="font-style:normal;">b</span> c</i>'


def test_italics_of_a_field_begin_anew_inside_their_end() -> None:
    written = settled(*parse("<i>b <i>c</i></i>"), format=ITALIC)
    assert written == '<i><span style="font-style:normal;">b <i>c</i></span></i>'


def test_italics_of_a_style_inside_italics_change_nothing() -> None:
    assert settled(node("a", format=ITALIC), "b", format=ITALIC) == "<i>ab</i>"


@pytest.mark.parametrize(
    ("outer", "inner", "written"),
    [
        (Format("italic"), Format("normal"), '<i><span style="font-style:normal;">b</span></i>'),
        (Format("", "small-caps"), Format("", "normal"), None),
        (Format("", "", "bold"), Format("", "", "normal"), '<b><span style="font-weight:normal;">b</span></b>'),
        (Format(text_decoration="underline"), Format(text_decoration="none"), None),
        (Format(vertical_align="sup"), Format(vertical_align="baseline"), '<sup><span style="baseline">b</span></sup>'),
    ],
)
def test_normal_ends_a_format(outer: Format, inner: Format, written: str | None) -> None:
    html = settled(node("b", format=inner), format=outer)
    assert html == written or (written is None and html.count("<span") == 2)


@pytest.mark.parametrize("plain", [Format("normal", "normal", "normal", "none", "baseline"), Format("", "", "light")])
def test_normal_means_nothing_where_nothing_is_to_end(plain: Format) -> None:
    assert settled("a", format=plain) == "a"


@pytest.mark.parametrize("title", ["ノルウェイの森", "红楼梦", "한국어 책"])
def test_scripts_of_east_asia_have_no_italics(title: str) -> None:
    assert settled(title, format=ITALIC) == title


def test_italics_of_several_texts_stay_whatever_the_first_is() -> None:
    assert settled("红楼梦", "a", format=ITALIC) == "<i>红楼梦a</i>"


def test_scripts_of_east_asia_have_bold_type() -> None:
    assert settled("红楼梦", format=Format("italic", "", "bold")) == "<b>红楼梦</b>"


def test_a_title_in_two_scripts_has_italics() -> None:
    assert settled("红楼梦 (A Dream)", format=ITALIC) == "<i>红楼梦 (A Dream)</i>"


def test_a_superscript_goes_on_inside_another_format() -> None:
    assert settled(node("a", format=ITALIC), format=Format(vertical_align="sup")) == "<sup><i>a</i></sup>"


def test_bold_type_of_a_field_leaves_italics_of_the_style_on() -> None:
    assert settled(*parse("a <b>b</b>"), format=ITALIC) == "<i>a <b>b</b></i>"


def test_scripts_nest() -> None:
    assert settled(*parse("<sup>a<sup>b</sup></sup>")) == "<sup>a<sup>b</sup></sup>"


def test_a_part_on_its_own_line_holds_its_affixes() -> None:
    label = node("1", prefix="[", suffix="]", display="left-margin")
    text = node("a", prefix=" ", display="right-inline")
    assert settled(label, text) == '<div class="csl-left-margin">[1]</div><div class="csl-right-inline"> a</div>'


def test_the_suffix_of_an_entry_goes_on_its_last_line() -> None:
    assert settled("a", node("b", display="block"), suffix=".") == 'a<div class="csl-block">b.</div>'


def test_the_suffix_of_an_entry_goes_inside_the_quotation_on_its_last_line() -> None:
    written = settled(node(node("b", quotes=True), display="indent"), suffix=".", locale=INSIDE)
    assert written == '<div class="csl-indent">“b.”</div>'


def test_an_unknown_display_is_none() -> None:
    assert settled(node("a", display="sideways")) == "a"


def test_a_link_is_a_mark_around_its_text() -> None:
    link = Mark("link", opens=True, value="https://example.org")
    assert settle(node("x", link="https://example.org"))[:2] == [link, "x"]


def test_a_formatted_link_stands_inside_its_format() -> None:
    events = settle(node("x", link="https://example.org", format=ITALIC))
    assert [event.name for event in events if isinstance(event, Mark)] == ["i", "link", "link", "i"]


def test_no_mark_changes_the_text_of_a_link() -> None:
    events = settle(node(node("http://x/:", link="http://x/:"), suffix="?"), INSIDE)
    assert [event for event in events if isinstance(event, str)] == ["http://x/:", "?"]


def test_a_mark_goes_between_a_link_and_the_quotation_mark() -> None:
    events = settle(node(node("x", link="http://x/", quotes=True), suffix=". "), INSIDE)
    assert [event for event in events if isinstance(event, str)] == ["“", "x", ".", "”", " "]


def test_a_link_that_ends_in_a_period_needs_no_other() -> None:
    events = settle(node(node("http://x.", link="http://x."), suffix="."), INSIDE)
    assert [event for event in events if isinstance(event, str)] == ["http://x."]


def test_characters_that_no_document_holds_are_left_out() -> None:
    assert settle("a\x00b\ud800c\x0b") == ["abc"]


def test_a_part_of_such_characters_alone_prints_nothing() -> None:
    assert settle(node("\x00", prefix="(", suffix=")", format=ITALIC)) == []


def test_a_format_around_a_mark_that_is_swallowed_is_left_out() -> None:
    assert settled("a.", node(".", format=ITALIC)) == "a."


def test_a_part_prints_where_only_its_second_child_does() -> None:
    assert settled(node(node(), "a", prefix="(", suffix=")")) == "(a)"
