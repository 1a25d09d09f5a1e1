"""Formatted references become whole files of text."""

from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from refdesk.formats.bibliography import write_bibliography
from refdesk.formats.bibliography_parts import TEXT_FORMATS, Bibliography, Block, Layout, Reference, TextFormat
from refdesk.formats.bibliography_text import WIDTH
from tests.unit.export_samples import FLUSH, HANGING, MARGIN, labelled, reference, stacked, texts

LONG = "Watson, J. D., and Crick, F. H. C. (1953). Molecular structure of nucleic acids. Nature, 171(4356), 737–738."
URL = "https://example.org/" + "a" * 2 * WIDTH
XHTML = "{http://www.w3.org/1999/xhtml}"
TWO = (reference("a", "One."), reference("b", "Two."))
NUMBERED = texts(labelled("a", "[1]", LONG), labelled("b", "[12]", "Two."), layout=FLUSH, label="[12]")
STACKED = texts(stacked("a", "Smith 2001", "A block.", "A step in."))


def page(bibliography: Bibliography[str]) -> ET.Element:
    return ET.fromstring(write_bibliography(bibliography, "html"))  # noqa: S314 - our own output


def lines(bibliography: Bibliography[str], text_format: TextFormat = "txt") -> list[str]:
    return write_bibliography(bibliography, text_format).splitlines()


def test_plain_text_keeps_its_width() -> None:
    assert max(map(len, lines(texts(reference("a", LONG))))) <= WIDTH


def test_plain_text_has_a_hanging_indent() -> None:
    assert [line[:4] == "    " for line in lines(texts(reference("a", LONG)))] == [False, True]


def test_plain_text_has_no_hanging_indent_where_the_style_has_none() -> None:
    assert [line[:1] == " " for line in lines(texts(reference("a", LONG), layout=Layout()))] == [False, False]


def test_an_address_is_never_broken() -> None:
    assert URL in write_bibliography(texts(reference("a", f"Title. {URL}")), "txt").split()


def test_plain_references_are_parted_by_a_blank_line() -> None:
    assert write_bibliography(texts(*TWO), "txt") == "One.\n\nTwo.\n"


def test_labels_stand_in_a_margin_as_wide_as_the_longest() -> None:
    assert [line[:6] for line in lines(NUMBERED)] == ["[1]  W", "     a", "", "[12] T"]


def test_a_label_alone_stands_on_its_line() -> None:
    alone = Reference("a", (Block("[1]", "left-margin"), Block("Text.", "block")))
    assert lines(texts(alone, layout=FLUSH, label="[1]")) == ["[1]", "    Text."]


def test_a_reference_that_ends_with_its_label_keeps_it() -> None:
    assert lines(texts(Reference("a", (Block("[1]", "left-margin"),)), layout=FLUSH, label="[1]")) == ["[1]"]


def test_text_in_the_line_stands_beside_its_label_too() -> None:
    mixed = Reference("a", (Block("[1]", "left-margin"), Block("Text.")))
    assert lines(texts(mixed, layout=FLUSH, label="[1]")) == ["[1] Text."]


def test_two_labels_are_two_lines() -> None:
    twice = Reference("a", (Block("[1]", "left-margin"), Block("[2]", "left-margin"), Block("Text.")))
    assert lines(texts(twice, layout=FLUSH, label="[1]")) == ["[1]", "[2] Text."]


def test_what_is_indented_in_plain_text_has_no_hanging_indent() -> None:
    indented = Reference("a", (Block(LONG, "indent"),))
    assert [line[:5] for line in lines(texts(indented))] == ["    W", "    a"]


def test_an_indented_reference_is_indented_in_html() -> None:
    (item,) = page(texts(Reference("a", (Block("One.", "indent"),)))).iter(f"{XHTML}li")
    assert [part.get("class") for part in item] == ["csl-indent"]


def test_blocks_begin_lines_of_their_own() -> None:
    assert lines(STACKED) == ["Smith 2001", "A block.", "    A step in."]


def test_markdown_has_a_heading_and_paragraphs() -> None:
    assert write_bibliography(texts(*TWO), "md") == "# References\n\nOne.\n\nTwo.\n"


def test_markdown_keeps_the_blocks_of_a_reference_in_one_paragraph() -> None:
    html = MarkdownIt().render(write_bibliography(STACKED, "md"))
    assert html.count("<br />") == 2


def test_markdown_sets_a_label_before_its_text() -> None:
    assert lines(NUMBERED, "md")[-1] == "[12] Two."


def test_restructured_text_names_each_reference() -> None:
    assert lines(texts(*TWO), "rst")[3:6] == [".. _ref-a:", "", "One."]


def test_restructured_text_quotes_a_name_with_a_colon() -> None:
    assert ".. _`ref-a:b`:" in lines(texts(reference("a:b", "One.")), "rst")


def test_restructured_names_differ_in_more_than_capitals() -> None:
    written = write_bibliography(texts(reference("Aa", "One."), reference("aA", "Two.")), "rst")
    assert (".. _ref-Aa:" in written, ".. _ref-aA.2:" in written) == (True, True)


def test_restructured_text_indents_what_is_indented() -> None:
    assert lines(STACKED, "rst")[-1] == "    A step in."


def test_html_names_its_language() -> None:
    assert page(texts(language="en-GB")).get("lang") == "en-GB"


def test_html_has_an_item_for_each_reference() -> None:
    assert [item.text for item in page(texts(*TWO)).iter(f"{XHTML}li")] == ["One.", "Two."]


def test_each_reference_has_an_anchor_of_its_own() -> None:
    root = page(texts(reference("a b", "1"), reference("a-b", "2"), reference('"><script>', "3")))
    assert [item.get("id") for item in root.iter(f"{XHTML}li")] == ["ref-a-b", "ref-a-b.2", "ref--script-"]


def test_html_sets_a_label_beside_its_text() -> None:
    item = next(page(NUMBERED).iter(f"{XHTML}li"))
    assert [(part.get("class"), part.text) for part in item] == [("csl-left-margin", "[1]"), ("csl-right-inline", LONG)]


def test_html_parts_a_label_from_its_text_without_style_too() -> None:
    assert "".join(next(page(NUMBERED).iter(f"{XHTML}li")).itertext()).startswith("[1] Watson")


def test_html_gives_each_block_a_division() -> None:
    item = next(page(STACKED).iter(f"{XHTML}li"))
    assert [part.get("class") for part in item] == ["csl-block", "csl-block", "csl-indent"]


@pytest.mark.parametrize(
    ("layout", "label", "kind"),
    [(HANGING, "", "hanging"), (Layout(), "", None), (FLUSH, "[1]", "labelled"), (MARGIN, "[1]", "margin")],
)
def test_html_lays_out_as_the_style_asks(layout: Layout, label: str, kind: str | None) -> None:
    found = page(texts(*TWO, layout=layout, label=label)).find(f".//{XHTML}ul")
    assert found is not None
    assert found.get("class") == kind


def test_html_spaces_lines_as_the_style_asks() -> None:
    assert "line-height: 2;" in write_bibliography(texts(*TWO, layout=Layout(line_spacing=2)), "html")


def test_html_spaces_entries_as_the_style_asks() -> None:
    close, wide = (write_bibliography(texts(*TWO, layout=Layout(entry_spacing=spacing)), "html") for spacing in (0, 1))
    assert ("margin-bottom: 0.4em" in close, "margin-bottom: 1.0em" in wide) == (True, True)


def test_html_declares_utf_8_within_its_first_kilobyte() -> None:
    assert '<meta charset="utf-8"/>' in write_bibliography(texts(), "html")[:1024]


def test_html_forbids_itself_scripts() -> None:
    assert "default-src 'none'" in write_bibliography(texts(), "html")


def test_html_knows_light_from_dark() -> None:
    assert "prefers-color-scheme: dark" in write_bibliography(texts(), "html")


def test_a_title_is_escaped() -> None:
    assert "<b>" not in write_bibliography(Bibliography("Heading", (), title="<b>"), "html")


@pytest.mark.parametrize(("text_format", "written"), [("txt", ""), ("md", "# References\n")])
def test_no_references_make_an_empty_list(text_format: TextFormat, written: str) -> None:
    assert write_bibliography(texts(), text_format) == written


def test_html_without_references_has_no_list() -> None:
    assert page(texts()).find(f".//{XHTML}ul") is None


def test_latex_without_references_has_no_list() -> None:
    assert "\\item" not in write_bibliography(texts(), "latex").partition("\\begin{document}")[2]


def test_latex_has_a_target_for_each_reference() -> None:
    assert "\\item[]\\hypertarget{ref-a}{}%\nOne.\n" in write_bibliography(texts(*TWO), "latex")


def test_latex_targets_are_ascii() -> None:
    assert "{ref-m-ller}" in write_bibliography(texts(reference("müller", "One.")), "latex")


def test_latex_gives_a_label_to_its_item() -> None:
    assert "\\item[{[12]}]" in write_bibliography(NUMBERED, "latex")


@pytest.mark.parametrize(
    ("layout", "label", "sizes"),
    [
        (HANGING, "", "\\leftmargin2em\\itemindent-2em"),
        (Layout(), "", "\\leftmargin0pt\\itemindent-0pt"),
        (FLUSH, "[1]", "\\leftmargin\\dimexpr\\labelwidth+\\labelsep\\relax"),
        (MARGIN, "[1]", "\\leftmargin\\dimexpr0pt\\relax"),
    ],
)
def test_latex_lays_out_as_the_style_asks(layout: Layout, label: str, sizes: str) -> None:
    assert sizes in write_bibliography(texts(*TWO, layout=layout, label=label), "latex")


def test_latex_spaces_entries_as_the_style_asks() -> None:
    assert "\\itemsep2\\baselineskip" in write_bibliography(texts(*TWO, layout=Layout(entry_spacing=2)), "latex")


@pytest.mark.parametrize(("spacing", "stretched"), [(1, False), (2, True)])
def test_latex_spaces_lines_as_the_style_asks(spacing: int, *, stretched: bool) -> None:
    written = write_bibliography(texts(*TWO, layout=Layout(line_spacing=spacing)), "latex")
    assert ("\\linespread" in written) == stretched


@pytest.mark.parametrize(
    ("language", "name"), [("en-GB", "british"), ("de-DE", "ngerman"), ("de-AT", "naustrian"), ("pt-BR", "brazilian")]
)
def test_latex_hyphenates_in_the_language(language: str, name: str) -> None:
    assert f"\\usepackage[{name},shorthands=off]" in write_bibliography(texts(language=language), "latex")


def test_latex_lets_an_address_break_at_its_hyphens() -> None:
    before = write_bibliography(texts(*TWO), "latex").partition("{hyperref}")[0]
    assert "\\PassOptionsToPackage{hyphens}{url}" in before


def test_latex_leaves_a_language_alone_that_babel_does_not_know() -> None:
    assert "{babel}" not in write_bibliography(texts(language="zh-CN"), "latex")


def test_latex_indents_what_is_indented() -> None:
    assert "A block.\n\n\\hspace*{2em}A step in.\n" in write_bibliography(STACKED, "latex")


def test_typst_labels_each_reference() -> None:
    assert '#par[One.] #label("ref-a")' in lines(texts(*TWO), "typst")


def test_typst_sets_a_label_in_a_box() -> None:
    assert "#par[#box(width: 2.5em)[[12]];Two.]" in write_bibliography(NUMBERED, "typst")


@pytest.mark.parametrize(
    ("layout", "label", "hanging"),
    [
        (HANGING, "", ", hanging-indent: 2em)"),
        (Layout(), "", "1.85em)"),
        (FLUSH, "[1]", "2em)"),
        (MARGIN, "[1]", "1.85em)"),
    ],
)
def test_typst_lays_out_as_the_style_asks(layout: Layout, label: str, hanging: str) -> None:
    assert lines(texts(*TWO, layout=layout, label=label), "typst")[2].endswith(hanging)


def test_typst_moves_a_label_out_into_the_margin() -> None:
    written = write_bibliography(texts(labelled("a", "1", "One."), layout=MARGIN, label="1"), "typst")
    assert "#par[#h(-1em)#box(width: 1em)[1];One.]" in written


@pytest.mark.parametrize(
    ("layout", "spaces"),
    [
        (Layout(line_spacing=1, entry_spacing=0), "leading: 0.65em, spacing: 0.65em"),
        (Layout(line_spacing=2, entry_spacing=1), "leading: 1.85em, spacing: 3.05em"),
    ],
)
def test_typst_spaces_as_the_style_asks(layout: Layout, spaces: str) -> None:
    assert spaces in write_bibliography(texts(layout=layout), "typst")


@pytest.mark.parametrize(
    ("language", "told"), [("en-GB", 'lang: "en", region: "gb"'), ("la", 'lang: "la")'), ('"x', 'lang: "en")')]
)
def test_typst_names_its_language(language: str, told: str) -> None:
    assert told in write_bibliography(texts(language=language), "typst")


def test_typst_keeps_the_blocks_of_a_reference_together() -> None:
    assert lines(STACKED, "typst")[-6:] == [
        "#block(spacing: 1.85em)[",
        "#set par(spacing: 0.65em)",
        "#par[Smith 2001]",
        "#par[A block.]",
        "#pad(left: 4em)[#par[A step in.]]",
        '] #label("ref-a")',
    ]


def test_rich_text_is_ascii() -> None:
    assert write_bibliography(texts(reference("müller😀", "One.")), "rtf").isascii()


def test_rich_text_bookmarks_each_reference() -> None:
    assert "{\\*\\bkmkstart ref_m\\u252?ller}{\\*\\bkmkend ref_m\\u252?ller}One.\\par" in write_bibliography(
        texts(reference("müller", "One.")), "rtf"
    )


def test_rich_text_writes_letters_beyond_the_first_plane_as_pairs() -> None:
    assert "ref_\\u-10187?\\u-9137?}" in write_bibliography(texts(reference("\U0001d44f", "One.")), "rtf")


def test_rich_text_sets_a_tab_behind_a_label() -> None:
    assert "\\fi-600\\li600\\tx600\\sa240" in write_bibliography(NUMBERED, "rtf")


def test_rich_text_parts_a_label_from_its_text() -> None:
    assert "[12]\\tab Two.\\par" in write_bibliography(NUMBERED, "rtf")


@pytest.mark.parametrize(
    ("layout", "label", "indents"),
    [
        (HANGING, "", "\\fi-720\\li720\\sa"),
        (Layout(), "", "\\fi0\\li0\\sa"),
        (FLUSH, "[1]", "\\fi-480\\li480\\tx480"),
        (MARGIN, "[1]", "\\fi-480\\li0\\sa"),
    ],
)
def test_rich_text_lays_out_as_the_style_asks(layout: Layout, label: str, indents: str) -> None:
    one = labelled("a", "[1]", "One.") if label else reference("a", "One.")
    assert indents in write_bibliography(texts(one, layout=layout, label=label), "rtf")


def test_rich_text_spaces_as_the_style_asks() -> None:
    spaced = texts(*TWO, layout=Layout(line_spacing=2, entry_spacing=2))
    assert "\\sa480\\sl480\\slmult1" in write_bibliography(spaced, "rtf")


def test_rich_text_bookmarks_a_reference_once() -> None:
    assert write_bibliography(STACKED, "rtf").count("bkmkstart") == 1


def test_rich_text_tells_the_language_of_each_paragraph() -> None:
    assert write_bibliography(texts(*TWO, language="de-DE"), "rtf").count("\\lang1031 ") == 3


def test_rich_text_spaces_references_alone() -> None:
    written = write_bibliography(STACKED, "rtf")
    assert (written.count("\\sa0"), written.count("\\sa240")) == (2, 1)


@pytest.mark.parametrize(
    ("language", "number"), [("en-GB", 2057), ("de-DE", 1031), ("pt-BR", 1046), ("fr", 1036), ("tlh", 1033)]
)
def test_rich_text_numbers_its_language(language: str, number: int) -> None:
    assert f"\\deflang{number}\n" in write_bibliography(texts(language=language), "rtf")


@pytest.mark.parametrize("text_format", TEXT_FORMATS)
def test_every_reference_is_in_every_file(text_format: TextFormat) -> None:
    written = write_bibliography(texts(*TWO), text_format)
    assert (written.count("One."), written.count("Two.")) == (1, 1)
