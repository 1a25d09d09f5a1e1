"""Formatted references become files of word processors."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from refdesk.csl.writing.docx import Run
from refdesk.formats.bibliography import pack_bibliography
from refdesk.formats.bibliography_parts import PACKED_FORMATS, Bibliography, Layout, PackedFormat, Reference, Runs
from tests.unit.export_samples import FLUSH, HANGING, MARGIN, in_runs, labelled, part, runs, stacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = f"{OASIS}text:1.0}}", f"{OASIS}style:1.0}}"
FO = f"{OASIS}xsl-fo-compatible:1.0}}"
HREF = "{http://www.w3.org/1999/xlink}href"
ONE, TWO = in_runs("a", Run("One.")), in_runs("b", Run("Two."))
NUMBERED = runs(labelled("a", (Run("[1]"),), (Run("Text."),)), layout=FLUSH, label="[1]")
STACKED = runs(stacked("a", (Run("First."),), (Run("Block."),), (Run("Step."),)))


def document(bibliography: Bibliography[Runs]) -> ET.Element:
    return part(pack_bibliography(bibliography, "docx"), "word/document.xml")


def content(bibliography: Bibliography[Runs]) -> ET.Element:
    return part(pack_bibliography(bibliography, "odt"), "content.xml")


def docx_run(run: Run) -> ET.Element:
    """The run of a reference of one run."""
    return list(document(runs(in_runs("a", run))).iter(f"{W}r"))[1]


def odt_dress(run: Run) -> dict[str, str]:
    """What the style of a run says in a reference of one run, by local names."""
    for style in content(runs(in_runs("a", run))).iter(f"{STYLE}style"):
        if style.get(f"{STYLE}family") == "text":
            return {name.rpartition("}")[2]: value for name, value in style[0].items()}
    return {}


def odt_ways(bibliography: Bibliography[Runs]) -> list[ET.Element]:
    """The paragraph properties of each reference."""
    root = content(bibliography)
    styles = {style.get(f"{STYLE}name"): style[0] for style in root.iter(f"{STYLE}style")}
    return [styles[paragraph.get(f"{TEXT}style-name")] for paragraph in root.iter(f"{TEXT}p")]


def value(element: ET.Element, path: str, name: str = "val") -> str | None:
    found = element.find(f".//{W}{path}")
    return None if found is None else found.get(f"{W}{name}", "")


@pytest.mark.parametrize("packed_format", PACKED_FORMATS)
def test_the_same_references_are_the_same_bytes(packed_format: PackedFormat) -> None:
    assert pack_bibliography(runs(ONE, TWO), packed_format) == pack_bibliography(runs(ONE, TWO), packed_format)


@pytest.mark.parametrize("packed_format", PACKED_FORMATS)
def test_no_part_tells_when_it_was_made(packed_format: PackedFormat) -> None:
    with zipfile.ZipFile(io.BytesIO(pack_bibliography(runs(ONE), packed_format))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("packed_format", PACKED_FORMATS)
def test_every_part_is_well_formed(packed_format: PackedFormat) -> None:
    hostile = Run("<w:p>&\x00\ud800\uffff]]>", link='https://example.org/?a=1&b="<')
    packed = pack_bibliography(runs(in_runs('<"&>', hostile), language="<x>"), packed_format)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parsed = [ET.fromstring(archive.read(name)) for name in archive.namelist() if name != "mimetype"]  # noqa: S314 - our own output
    assert len(parsed) == len(zipfile.ZipFile(io.BytesIO(packed)).namelist()) - (packed_format == "odt")


@pytest.mark.parametrize("packed_format", PACKED_FORMATS)
def test_no_part_tells_on_which_system_it_was_made(packed_format: PackedFormat) -> None:
    with zipfile.ZipFile(io.BytesIO(pack_bibliography(runs(ONE), packed_format))) as archive:
        assert {info.create_system for info in archive.infolist()} == {0}


def test_a_line_end_is_one_in_odt() -> None:
    assert len(list(content(runs(in_runs("a", Run("a\nb")))).iter(f"{TEXT}line-break"))) == 1


def test_docx_begins_each_bookmark_once() -> None:
    assert len(list(document(STACKED).iter(f"{W}bookmarkStart"))) == 1


def test_a_second_block_stands_where_the_style_wants_it() -> None:
    way = odt_ways(runs(stacked("a", (Run("1"),), (Run("2"),), (Run("3"),)), layout=FLUSH, label="[1]"))[1]
    assert (way.get(f"{FO}margin-left"), way.get(f"{FO}text-indent")) == ("24pt", "0pt")


def test_docx_keeps_every_letter() -> None:
    assert "".join(document(runs(in_runs("a", Run("a  <b>\x00 é")))).itertext()) == "Referencesa  <b> é"


def test_odt_keeps_every_letter() -> None:
    assert "".join(content(runs(in_runs("a", Run("a <b>\x00 é")))).itertext()) == "Referencesa <b> é"


def test_odt_tells_blanks_one_by_one() -> None:
    assert len(list(content(runs(in_runs("a", Run("a   b")))).iter(f"{TEXT}s"))) == 1


def test_docx_bookmarks_each_reference() -> None:
    starts = list(document(runs(ONE, TWO)).iter(f"{W}bookmarkStart"))
    assert [(start.get(f"{W}id"), start.get(f"{W}name")) for start in starts] == [("1", "ref_a"), ("2", "ref_b")]


def test_docx_ends_each_bookmark_once() -> None:
    assert [end.get(f"{W}id") for end in document(STACKED).iter(f"{W}bookmarkEnd")] == ["1"]


def test_odt_bookmarks_each_reference() -> None:
    marks = list(content(runs(ONE, TWO)).iter(f"{TEXT}bookmark"))
    assert [mark.get(f"{TEXT}name") for mark in marks] == ["ref-a", "ref-b"]


def test_docx_has_a_heading() -> None:
    assert value(document(runs()), "pStyle") == "Heading1"


def test_odt_has_a_heading() -> None:
    (heading,) = content(runs()).iter(f"{TEXT}h")
    assert heading.text == "References"


def test_docx_links_are_live() -> None:
    packed = pack_bibliography(runs(in_runs("a", Run("x", link="https://example.org/?a=1&b=2"))), "docx")
    (link,) = part(packed, "word/document.xml").iter(f"{W}hyperlink")
    targets = {each.get("Id"): each.get("Target") for each in part(packed, "word/_rels/document.xml.rels")}
    assert targets[link.get(f"{R}id")] == "https://example.org/?a=1&b=2"


def test_docx_tells_an_address_once() -> None:
    linked = in_runs("a", Run("x", link="https://example.org/"), Run("y", bold=True, link="https://example.org/"))
    relationships = part(pack_bibliography(runs(linked), "docx"), "word/_rels/document.xml.rels")
    assert [each.get("TargetMode") for each in relationships] == [None, None, "External"]


def test_odt_links_are_live() -> None:
    (link,) = content(runs(in_runs("a", Run("x", link="https://example.org/?a=1&b=2")))).iter(f"{TEXT}a")
    assert (link.get(HREF), link.text) == ("https://example.org/?a=1&b=2", "x")


@pytest.mark.parametrize(
    ("run", "tags"),
    [
        (Run("x"), []),
        (Run("x", italic=True, bold=True), ["b", "i"]),
        (Run("x", small_caps=True, underline=True), ["smallCaps", "u"]),
        (Run("x", superscript=True), ["vertAlign"]),
        (Run("x", subscript=True), ["vertAlign"]),
        (Run("x", link="https://example.org/"), ["rStyle"]),
    ],
)
def test_docx_dresses_runs(run: Run, tags: list[str]) -> None:
    assert [each.tag.removeprefix(W) for dress in docx_run(run).iter(f"{W}rPr") for each in dress] == tags


@pytest.mark.parametrize(
    ("run", "where"), [(Run("x", superscript=True), "superscript"), (Run("x", subscript=True), "subscript")]
)
def test_docx_raises_what_is_raised(run: Run, where: str) -> None:
    assert value(docx_run(run), "vertAlign") == where


@pytest.mark.parametrize(
    ("run", "dress"),
    [
        (Run("x"), {}),
        (Run("x", italic=True, bold=True), {"font-style": "italic", "font-weight": "bold"}),
        (Run("x", small_caps=True), {"font-variant": "small-caps"}),
        (Run("x", underline=True), {"text-underline-style": "solid"}),
        (Run("x", superscript=True), {"text-position": "super 66%"}),
        (Run("x", subscript=True), {"text-position": "sub 66%"}),
    ],
)
def test_odt_dresses_runs(run: Run, dress: dict[str, str]) -> None:
    assert odt_dress(run) == dress


@pytest.mark.parametrize(
    ("layout", "label", "left", "hanging"),
    [
        (HANGING, "", "720", "720"),
        (Layout(), "", None, None),
        (FLUSH, "[1]", "480", "480"),
        (MARGIN, "[1]", "0", "480"),
    ],
)
def test_docx_lays_out_as_the_style_asks(layout: Layout, label: str, left: str | None, hanging: str | None) -> None:
    one: Reference[Runs] = labelled("a", (Run("[1]"),), (Run("Text."),)) if label else ONE
    root = document(runs(one, layout=layout, label=label))
    assert (value(root, "ind", "left"), value(root, "ind", "hanging")) == (left, hanging)


@pytest.mark.parametrize(
    ("layout", "label", "left", "first"),
    [
        (HANGING, "", "36pt", "-36pt"),
        (Layout(), "", "0pt", "0pt"),
        (FLUSH, "[1]", "24pt", "-24pt"),
        (MARGIN, "[1]", "0pt", "-24pt"),
    ],
)
def test_odt_lays_out_as_the_style_asks(layout: Layout, label: str, left: str, first: str) -> None:
    one: Reference[Runs] = labelled("a", (Run("[1]"),), (Run("Text."),)) if label else ONE
    (way,) = odt_ways(runs(one, layout=layout, label=label))
    assert (way.get(f"{FO}margin-left"), way.get(f"{FO}text-indent")) == (left, first)


def test_docx_sets_a_tab_behind_a_label() -> None:
    root = document(NUMBERED)
    assert (value(root, "tabs/" + f"{W}tab", "pos"), root.find(f".//{W}r/{W}tab") is not None) == ("480", True)


def test_docx_sets_no_tab_without_a_label() -> None:
    assert document(runs(ONE)).find(f".//{W}tab") is None


def test_odt_sets_a_tab_behind_a_label() -> None:
    (paragraph,) = content(NUMBERED).iter(f"{TEXT}p")
    assert [each.tag.removeprefix(TEXT) for each in paragraph] == ["bookmark", "tab"]


@pytest.mark.parametrize(
    ("layout", "line", "after"),
    [
        (Layout(), "240", "240"),
        (Layout(line_spacing=2, entry_spacing=0), "480", "0"),
        (Layout(line_spacing=0), "240", "240"),
    ],
)
def test_docx_spaces_as_the_style_asks(layout: Layout, line: str, after: str) -> None:
    root = document(runs(ONE, layout=layout))
    assert (value(root, "spacing", "line"), value(root, "spacing", "after")) == (line, after)


@pytest.mark.parametrize(
    ("layout", "line", "after"),
    [(Layout(), "100%", "12pt"), (Layout(line_spacing=2, entry_spacing=0), "200%", "0pt")],
)
def test_odt_spaces_as_the_style_asks(layout: Layout, line: str, after: str) -> None:
    (way,) = odt_ways(runs(ONE, layout=layout))
    assert (way.get(f"{FO}line-height"), way.get(f"{FO}margin-bottom")) == (line, after)


def test_docx_spaces_references_alone() -> None:
    afters = [spacing.get(f"{W}after") for spacing in document(STACKED).iter(f"{W}spacing")]
    assert afters == ["0", "0", "240"]


def test_odt_spaces_references_alone() -> None:
    assert [way.get(f"{FO}margin-bottom") for way in odt_ways(STACKED)] == ["0pt", "0pt", "12pt"]


def test_what_is_indented_hangs_no_line() -> None:
    assert [way.get(f"{FO}text-indent") for way in odt_ways(STACKED)] == ["-36pt", "-36pt", "0pt"]


def test_docx_names_its_language() -> None:
    styles = part(pack_bibliography(runs(language="de-AT"), "docx"), "word/styles.xml")
    assert value(styles, "lang") == "de-AT"


@pytest.mark.parametrize(("language", "told"), [("de-AT", ("de", "AT")), ("la", ("la", "none"))])
def test_odt_names_its_language(language: str, told: tuple[str, str]) -> None:
    properties = part(pack_bibliography(runs(language=language), "odt"), "styles.xml").find(
        f".//{STYLE}text-properties"
    )
    assert properties is not None
    assert (properties.get(f"{FO}language"), properties.get(f"{FO}country")) == told


def test_odt_says_first_what_it_is() -> None:
    assert pack_bibliography(runs(), "odt")[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


def bookmark_names(*citekeys: str) -> list[str]:
    root = document(runs(*(in_runs(citekey, Run("x")) for citekey in citekeys)))
    return [start.get(f"{W}name", "") for start in root.iter(f"{W}bookmarkStart")]


def test_bookmarks_differ_in_more_than_capitals() -> None:
    assert bookmark_names("Aa", "aA", "AA__2") == ["ref_Aa", "ref_aA__2", "ref_AA__2__2"]


def test_bookmarks_of_word_are_40_letters_at_most() -> None:
    assert [len(name) <= 40 for name in bookmark_names("x" * 99, "x" * 99)] == [True, True]


def test_bookmarks_of_word_hold_no_signs() -> None:
    assert bookmark_names("a:b c/d") == ["ref_a_b_c_d"]
