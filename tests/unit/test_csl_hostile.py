"""What becomes of styles and items that nobody would write by mistake?"""

from typing import Any

import pytest

from refdesk.csl import StyleError, format_bibliography, format_citations, render
from refdesk.csl.markup import parse
from refdesk.csl.remembering import LONGEST_KEPT, remember
from refdesk.csl.styles import LONGEST_TEXT, MAX_ELEMENTS, parse_style

CALLS_ITSELF = "calls itself"
GROWS = "grow beyond all bounds"
TITLE = '<text variable="title"/>'


def style_of(body: str, more: str = "") -> str:
    """A style whose entries and cites print `body`; `more` stands before them."""
    return f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">{more}
    <citation><layout>{body}</layout></citation><bibliography><layout>{body}</layout></bibliography></style>"""


def entry(body: str, item: Any, more: str = "") -> str:
    return format_bibliography(style_of(body, more), [item], format="txt").entries[0]


def macro(name: str, body: str) -> str:
    return f'<macro name="{name}">{body}</macro>'


def call(name: str, times: int = 1) -> str:
    return f'<text macro="{name}"/>' * times


# Items


@pytest.mark.parametrize("item", [None, 5, "text", ["list"], True])
def test_an_item_that_is_no_object_has_an_entry(item: Any) -> None:
    assert entry(TITLE, item) == "?"


def test_an_item_without_id_is_told_by_its_place() -> None:
    items: list[Any] = [{"title": "Known"}, None]
    printed = format_bibliography(style_of(TITLE), items)
    assert printed.warnings == ("item 2: printed plainly, since the style leaves such a work out",)


def test_an_entry_of_blanks_is_printed_plainly() -> None:
    assert entry('<text value=" "/>', {"title": "Known"}) == "Known."


def test_an_entry_of_blanks_is_told() -> None:
    printed = format_bibliography(style_of('<text value=" "/>'), [{"id": "a", "title": "Known"}])
    assert printed.warnings == ("a: printed plainly, since the style leaves such a work out",)


def test_a_plain_entry_keeps_the_particle_of_a_name() -> None:
    author = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
    assert entry("", {"author": [author]}) == "Vincent van Gogh."


def test_a_plain_entry_says_that_authors_are_left_out() -> None:
    assert entry("", {"author": [{"family": "Doe"}, {"literal": "others"}]}) == "Doe, et al."


def test_a_plain_entry_reads_the_markup_of_a_title() -> None:
    printed = format_bibliography(style_of(""), [{"title": "On <i>Emma</i>"}])
    assert printed.entries == ("On <i>Emma</i>.",)


def test_a_plain_entry_says_that_a_year_is_before_christ() -> None:
    assert entry("", {"title": "De oratore", "issued": {"date-parts": [[-55]]}}) == "De oratore. 55 BC."


def test_a_flag_of_more_digits_than_python_writes_is_no_flag() -> None:
    printed = format_citations(style_of(TITLE), [{"id": "a", "title": "T"}], [[{"id": "a", "near-note": 10**5000}]])
    assert printed.entries == ("T",)


def test_a_text_longer_than_any_field_is_not_searched_for_markup() -> None:
    text = "<i>a</i>" * 10_000
    assert parse(text) == [text]


# Languages


@pytest.mark.parametrize("locale", [5, ["de"], {}, " ", None])
def test_a_language_that_is_no_text_leaves_the_language_of_the_style(locale: Any) -> None:
    printed = render(style_of(TITLE + '<text term="and" prefix=" "/>'), [{"title": "T"}], extra={"locale": locale})
    assert printed == ["T and"]


# The XML of styles


def test_an_element_of_no_namespace_is_no_element_of_the_style() -> None:
    assert entry(TITLE + '<text xmlns="" value="stray"/>', {"title": "T"}) == "T"


def test_an_element_of_no_namespace_is_told() -> None:
    printed = format_bibliography(style_of(TITLE + '<text xmlns="" value="stray"/>'), [{"title": "T"}])
    assert printed.warnings == ("an element 'text' where CSL 1.0.2 has none",)


def test_a_macro_that_calls_itself_without_namespace_ends() -> None:
    assert entry(call("a"), {"title": "T"}, macro("a", TITLE + '<text xmlns="" macro="a"/>')) == "T"


def test_macros_that_call_each_other_are_refused() -> None:
    with pytest.raises(StyleError, match=CALLS_ITSELF):
        render(style_of(call("a"), macro("a", call("b")) + macro("b", call("a"))), [])


def test_a_document_type_in_another_encoding_is_refused() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE style [<!ENTITY a "b">]>' + style_of(TITLE)
    with pytest.raises(StyleError, match="document type"):
        parse_style(xml.encode("utf-16"))


def test_control_characters_of_an_affix_are_left_out() -> None:
    assert entry('<text variable="title" prefix="a&#x85;&#x7f;b"/>', {"title": "T"}) == "abT"


def test_an_affix_begins_no_line_where_unicode_would() -> None:
    assert entry('<text variable="title" suffix="\u2028.. raw:: html"/>', {"title": "T"}) == "T.. raw:: html"


def test_control_characters_of_a_term_are_left_out() -> None:
    terms = '<locale><terms><term name="open-quote">&#x85;(<single/>&#x86;(</term></terms></locale>'
    assert entry('<text variable="title" quotes="true"/>', {"title": "T"}, terms) == "((T”"


def test_a_carriage_return_is_a_line_break() -> None:
    assert entry('<text variable="title" suffix="&#13;&#10;a&#13;b"/>', {"title": "T"}) == "T\na\nb"


def test_a_long_attribute_is_refused() -> None:
    with pytest.raises(StyleError, match="characters"):
        render(style_of(f'<text value="{"x" * (LONGEST_TEXT + 1)}"/>'), [])


def test_a_long_term_is_refused_though_its_parts_are_short() -> None:
    term = "x" * LONGEST_TEXT
    with pytest.raises(StyleError, match="characters"):
        render(style_of(TITLE, f'<locale><terms><term name="and">{term}<single/>x</term></terms></locale>'), [])


def test_a_long_summary_is_no_matter() -> None:
    assert entry(TITLE, {"title": "T"}, f"<info><summary>{'x' * 10_000}</summary></info>") == "T"


# How much a style may print


def test_a_style_that_prints_too_much_is_refused() -> None:
    with pytest.raises(StyleError, match=GROWS):
        render(style_of(call("a", 120), macro("a", TITLE * 120)), [])


def test_macros_that_no_area_calls_do_not_count() -> None:
    unused = "".join(macro(f"m{number}", TITLE * 100) for number in range(MAX_ELEMENTS // 100 + 1))
    assert entry(TITLE, {"title": "T"}, unused) == "T"


def test_of_the_branches_of_a_choice_the_longest_counts() -> None:
    branches = f'<if type="book">{TITLE * 100}</if>' + f'<else-if type="map">{TITLE * 100}</else-if>' * 30
    assert entry(call("a", 10), {"title": "T"}, macro("a", f"<choose>{branches}<else>{TITLE}</else></choose>"))


def test_conditions_without_end_are_refused() -> None:
    branches = '<if variable="DOI"/>' * 9_000
    with pytest.raises(StyleError, match=GROWS):
        render(style_of(call("a", 1_000), macro("a", f"<choose>{branches}</choose>")), [])


def test_long_lists_of_variables_again_and_again_are_refused() -> None:
    names = f'<names variable="{"author " * 250}"/>'
    with pytest.raises(StyleError, match=GROWS):
        render(style_of(call("a", 2_500), macro("a", names)), [])


def test_a_macro_called_by_each_of_many_is_read_once() -> None:
    """Reading it again for each call would take hours."""
    big = macro("b", call("c", 20_000)) + macro("c", TITLE)
    callers = "".join(f'<if type="x{number}">{call("b")}</if>' for number in range(5_000))
    with pytest.raises(StyleError, match=GROWS):
        render(style_of(TITLE, macro("a", f"<choose>{callers}</choose>") + big), [])


def test_elements_as_deep_as_is_allowed_print() -> None:
    deep = '<group font-style="italic" quotes="true" display="block" prefix="(">'
    assert entry(deep * 95 + TITLE + "</group>" * 95, {"title": "<i>T</i>"})


def test_elements_that_are_nested_deeper_are_refused() -> None:
    with pytest.raises(StyleError, match=GROWS):
        render(style_of("<group>" * 100 + TITLE + "</group>" * 100), [])


# What is kept


def counted() -> tuple[Any, list[str]]:
    """A function whose outcomes are kept, and the texts it was called with."""
    calls: list[str] = []

    @remember(10)
    def call_with(text: str) -> int:
        calls.append(text)
        return len(text)

    return call_with, calls


def test_the_outcome_of_a_short_text_is_kept() -> None:
    function, calls = counted()
    assert (function("a"), function("a"), calls) == (1, 1, ["a"])


def test_the_outcome_of_a_long_text_is_not_kept() -> None:
    function, calls = counted()
    long = "a" * (LONGEST_KEPT + 1)
    assert (function(long), function(long), len(calls)) == (len(long), len(long), 2)
