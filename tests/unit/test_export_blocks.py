"""The stream of an entry is cut into blocks, and becomes part of a file."""

import pytest

from refdesk.csl import Layout, Rendered
from refdesk.csl.tree import Event, Mark
from refdesk.desk.bibliographies import Engine, Export, cut_blocks, make_file, print_bibliography
from refdesk.formats.bibliography_parts import TEXT_FORMATS, TextFormat
from refdesk.model.errors import RefdeskError
from refdesk.store.styles import Style


def begin(name: str, value: str = "") -> Mark:
    return Mark(name, value=value)


def end(name: str, value: str = "") -> Mark:
    return Mark(name, opens=False, value=value)


def cut(*stream: Event) -> list[tuple[str, list[Event]]]:
    return list(cut_blocks(stream))


def test_a_stream_without_displays_is_one_block() -> None:
    assert cut("One ", begin("i"), "two", end("i")) == [("", ["One ", begin("i"), "two", end("i")])]


def test_a_display_begins_a_block() -> None:
    assert cut("One", begin("block"), "two", end("block"), "three") == [
        ("", ["One"]),
        ("block", ["two"]),
        ("", ["three"]),
    ]


def test_a_block_inside_a_block_is_cut_out() -> None:
    stream = (begin("block"), "one", begin("indent"), "two", end("indent"), "three", end("block"))
    assert cut(*stream) == [("block", ["one"]), ("indent", ["two"]), ("block", ["three"])]


def test_what_is_open_at_a_cut_is_closed_before_it() -> None:
    before, _ = cut(begin("i"), "one", begin("block"), "two", end("block"), end("i"))
    assert before[1] == [begin("i"), "one", end("i")]


def test_what_is_open_at_a_cut_is_opened_behind_it() -> None:
    link = "https://example.org/"
    _, behind = cut(begin("link", link), "one", begin("block"), "two", end("block"), end("link", link))
    assert behind[1] == [begin("link", link), "two", end("link", link)]


def test_what_was_closed_stays_closed_behind_a_cut() -> None:
    _, behind = cut(begin("i"), "one", end("i"), begin("block"), "two", end("block"))
    assert behind[1] == ["two"]


def test_blanks_around_a_block_are_dropped() -> None:
    stream = (" ", begin("left-margin"), " 1. ", end("left-margin"), " ", begin("right-inline"), "One ", "\n")
    assert [(display, "".join(map(str, events))) for display, events in cut(*stream)] == [
        ("left-margin", "1."),
        ("right-inline", "One"),
    ]


def test_blanks_inside_of_a_block_stay() -> None:
    assert cut("One", " ", "two") == [("", ["One", " ", "two"])]


def test_an_end_without_a_beginning_is_no_error() -> None:
    assert cut(end("block"), "One", end("i")) == [("", ["One", end("i")])]


NUMBERED = Rendered(
    ("", ""),
    (0, 1),
    layout=Layout(second_field_align="flush"),
    streams=(
        (begin("left-margin"), "[9]", end("left-margin"), begin("right-inline"), "One.", end("right-inline")),
        (begin("left-margin"), "[10]", end("left-margin"), begin("right-inline"), "Two.", end("right-inline")),
    ),
)


def test_the_margin_is_as_wide_as_the_longest_label() -> None:
    assert make_file(NUMBERED, ["a", "b"], "txt") == "[9]  One.\n\n[10] Two.\n"


def test_links_lead_somewhere_in_a_file() -> None:
    link = "https://example.org/"
    printed = Rendered(("", " "), (0,), streams=((begin("link", link), "x", end("link", link)),))
    assert '<a href="https://example.org/">x</a>' in str(make_file(printed, ["a"], "html"))


@pytest.mark.parametrize("packed_format", ["docx", "odt"])
def test_the_file_of_a_word_processor_is_bytes(packed_format: TextFormat) -> None:
    assert isinstance(make_file(NUMBERED, ["a", "b"], packed_format), bytes)


def test_entries_without_a_stream_stand_as_they_are() -> None:
    assert make_file(Rendered(("<b>One.</b>",), (0,)), ["a"], "txt") == "<b>One.</b>\n"


STYLE = Style(
    "s",
    "S",
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="fr-FR">'
    '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>',
)
ITEMS = ({"id": "a", "type": "book", "title": "One"}, {"id": "b", "type": "book", "title": "Two"})


@pytest.mark.parametrize("engine", ["refdesk", "citeproc-py"])
def test_either_engine_prints_a_file(engine: Engine) -> None:
    assert print_bibliography(STYLE, ITEMS, format="txt", engine=engine).text == "One\n\nTwo\n"


def test_an_engine_refuses_a_format_that_it_does_not_print() -> None:
    with pytest.raises(RefdeskError, match="latex"):
        print_bibliography(STYLE, ITEMS, format="latex", engine="citeproc-py")


def test_a_file_is_in_the_language_of_its_style() -> None:
    assert 'lang="fr-FR"' in print_bibliography(STYLE, ITEMS, format="html").text


@pytest.mark.parametrize("text_format", TEXT_FORMATS)
def test_a_lone_surrogate_is_written_as_something_else(text_format: TextFormat) -> None:
    broken = [{"id": "a", "type": "book", "title": "One \ud800 two"}]
    assert b"two" in print_bibliography(STYLE, broken, format=text_format).data


def test_text_with_a_lone_surrogate_has_bytes() -> None:
    assert Export("One \ud800").data == b"One ?"
