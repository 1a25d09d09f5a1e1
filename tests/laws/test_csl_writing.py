"""Laws of text and writing: whatever a field holds and however a style nests it, what is written is well-formed."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from refdesk.csl.locales import Locale
from refdesk.csl.markup import parse
from refdesk.csl.settling import settle
from refdesk.csl.text_case import change_case, strip_periods
from refdesk.csl.tree import Child, Event, Format, Mark, Node, strings
from refdesk.csl.writing import FORMATS, plain, write
from refdesk.csl.writing.docx import runs

PIECES = st.sampled_from(
    ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sc>", "</sc>", '<span class="nocase">', "</span>", "<", ">",
     "&", '"', "'", "“", "”", "’", " ", ". ", ", ", "?", "!", ":", ";", "of", "The", "TITLE", "a", "é", "β", "²",
     "™", "😀",
     "\\", "{", "}", "[", "]", "*", "_", "`", "#", "$", "%", "~", "^", "|", "-", "--", "1.", "://", "\n", "\x00",
     "\ud800", "\u202e"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=[]), max_size=20),
)
FORMATS_OF_CSL = st.builds(
    Format,
    st.sampled_from(["", "", "normal", "italic", "oblique"]),
    st.sampled_from(["", "", "normal", "small-caps"]),
    st.sampled_from(["", "", "normal", "bold", "light"]),
    st.sampled_from(["", "", "none", "underline"]),
    st.sampled_from(["", "", "baseline", "sup", "sub"]),
)
AFFIXES = st.sampled_from(["", "", " ", ". ", ", ", ".", ",", ": ", "?", "!", "(", ")", "; ", "*", "[", "<b>"])
LINKS = st.sampled_from(["", "", "https://example.org/a_b?c=(d)&e=%20#f", "javascript:alert(1)", 'http://x/"><script>'])
IDEMPOTENT = ["lowercase", "uppercase", "capitalize-first", "capitalize-all", "unknown", ""]
CASES = [*IDEMPOTENT, "sentence", "title"]
LOCALES = st.sampled_from([None, Locale("en-US", punctuation_in_quote=True), Locale("de-DE")])


def nodes(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Node]:
    """Nodes of all kinds around some children."""
    return st.builds(
        Node,
        st.lists(children, max_size=3),
        FORMATS_OF_CSL,
        AFFIXES,
        AFFIXES,
        AFFIXES,
        quotes=st.booleans(),
        display=st.sampled_from(["", "", "", "block", "left-margin", "right-inline", "indent", "unheard-of"]),
        link=LINKS,
        kind=st.sampled_from(["", "markup"]),
        nocase=st.booleans(),
    )


TREES = st.recursive(TEXTS, nodes, max_leaves=8)
STREAMS = st.builds(settle, TREES, LOCALES)


@given(STREAMS)
def test_every_mark_that_opens_is_closed_in_order(stream: list[Event]) -> None:
    open_marks: list[str] = []
    for event in stream:
        if isinstance(event, Mark) and event.opens:
            open_marks.append(event.name)
        elif isinstance(event, Mark):
            assert open_marks.pop() == event.name
    assert not open_marks


@given(STREAMS)
def test_no_mark_stands_around_nothing(stream: list[Event]) -> None:
    for event, after in pairwise(stream):
        assert not (isinstance(event, Mark) and isinstance(after, Mark) and event.opens and not after.opens)


@given(STREAMS)
def test_no_text_of_a_stream_is_empty(stream: list[Event]) -> None:
    assert "" not in stream


@given(STREAMS, st.booleans())
def test_html_is_well_formed_xml_of_the_same_text(stream: list[Event], links: bool) -> None:
    root = etree.fromstring(f"<div>{write(stream, 'html', links=links)}</div>")
    assert "".join(map(str, root.itertext())) == plain(stream).replace("\r\n", "\n").replace("\r", "\n")


@given(STREAMS)
def test_html_has_no_element_but_its_own(stream: list[Event]) -> None:
    root = etree.fromstring(f"<div>{write(stream, 'html', links=True)}</div>")
    assert {str(element.tag) for element in root.iter()} <= {"div", "span", "i", "b", "sup", "sub", "a"}


@given(STREAMS)
def test_html_links_lead_to_the_web_alone(stream: list[Event]) -> None:
    root = etree.fromstring(f"<div>{write(stream, 'html', links=True)}</div>")
    assert all(re.match(r"https?://[^\s<>\"]+\Z", str(element.get("href"))) for element in root.iter("a"))


@pytest.mark.parametrize(("notation", "pair"), [("latex", "{}"), ("rtf", "{}"), ("typst", "[]")])
@given(stream=STREAMS)
def test_braces_balance(notation: str, pair: str, stream: list[Event]) -> None:
    written = re.sub(r"\\[^a-zA-Z]", "", write(stream, notation, links=True))
    written = re.sub(r'"(?:https?://[^"]*|normal|regular|smcp)"', "", written)
    depth = 0
    for letter in written:
        depth += {pair[0]: 1, pair[1]: -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0


@given(STREAMS)
def test_rtf_is_ascii(stream: list[Event]) -> None:
    assert write(stream, "rtf", links=True).isascii()


@settings(max_examples=300)
@given(STREAMS)
def test_markdown_is_read_as_the_same_text(stream: list[Event]) -> None:
    read = MarkdownIt("commonmark").render(write(stream, "md"))
    text = re.sub(r"<[^>]*>", "", read)
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, letter)
    assert _letters(text) == _letters(plain(stream))


def _letters(text: str) -> str:
    return re.sub(r"[\s\u2003]+", "", text)


@given(STREAMS)
def test_markdown_has_no_html_of_the_data(stream: list[Event]) -> None:
    read = MarkdownIt("commonmark").render(write(stream, "md", links=True))
    tags = set(re.findall(r"<(\w+)", read))
    assert tags <= {"p", "em", "strong", "sup", "sub", "span", "a", "br"}


@given(STREAMS)
def test_runs_hold_the_whole_text(stream: list[Event]) -> None:
    assert "".join(run.text for run in runs(stream)) == plain(stream)


@given(STREAMS)
def test_every_writer_writes_every_stream(stream: list[Event]) -> None:
    assert all(isinstance(write(stream, notation, links=True), str) for notation in FORMATS)


@given(TEXTS)
def test_parsing_keeps_every_letter(text: str) -> None:
    kept = "".join(strings(parse(text)))
    without_markup = re.sub(r"[<>\"'“”‘’/\s²™]|span|class=|nocase|nodecor|sup|sub|sc|[ibTM]", "", text)
    assert [letter for letter in kept if letter in "éβ😀\\{}[]*_`#$%~^|"] == [
        letter for letter in without_markup if letter in "éβ😀\\{}[]*_`#$%~^|"
    ]


@given(TEXTS, st.sampled_from(CASES), st.sampled_from(["en", "de", "tr", "", "en-GB", "?"]))
def test_a_change_of_case_changes_case_alone(text: str, case: str, language: str) -> None:
    changed = "".join(strings(change_case(parse(text), case, language)))
    assert _folded(changed) == _folded("".join(strings(parse(text))))


def _folded(text: str) -> str:
    return text.upper().replace("İ", "I").casefold().replace("\u0307", "").replace("ı", "i")


@given(TEXTS, st.sampled_from(IDEMPOTENT))
def test_changing_case_twice_is_changing_it_once(text: str, case: str) -> None:
    once = "".join(strings(change_case(parse(text), case, "en")))
    twice = "".join(strings(change_case(change_case(parse(text), case, "en"), case, "en")))
    assert once == twice


@given(TEXTS)
def test_no_period_is_left_when_periods_are_stripped(text: str) -> None:
    children: list[Child] = strip_periods([text, Node([text, "."])])
    assert "." not in "".join(strings(children))
