"""Writing: how a stream looks in each notation, and that no data become markup of it."""

from typing import Any

import pytest
from markdown_it import MarkdownIt

from refdesk.csl.markup import parse
from refdesk.csl.settling import settle
from refdesk.csl.tree import Child, Event, Format, Mark, Node
from refdesk.csl.writing import FORMATS, plain, write
from refdesk.csl.writing.docx import Run, runs

ADDRESS = "https://example.org/a_b?c=(d)&e=%20#f"
FORMATTED = "<i>a</i> <b>b</b> <sup>c</sup> <sub>d</sub> <sc>e</sc>"
ENDED = Format("normal", "normal", "normal", "none", "baseline")


def node(*children: Child, **attributes: Any) -> Node:
    """A part with some children."""
    return Node(list(children), **attributes)


def written(text: str, notation: str, **attributes: Any) -> str:
    """A field with markup in a notation."""
    return write(settle(node(*parse(text), **attributes)), notation, links=True)


def linked(notation: str, *, address: str = ADDRESS, links: bool = True) -> str:
    """A part that leads to an address, in a notation."""
    return write(settle(node("x", link=address)), notation, links=links)


def blocks(notation: str) -> str:
    """A label, the entry beside it and a note below it, in a notation."""
    entry = node(node("1.", display="left-margin"), node("a", display="right-inline"), node("b", display="indent"), "c")
    return write(settle(entry), notation)


def test_an_unknown_notation_is_told() -> None:
    with pytest.raises(ValueError, match="no writer for 'troff'"):
        write([], "troff")


@pytest.mark.parametrize("notation", FORMATS)
def test_nothing_is_written_as_nothing(notation: str) -> None:
    assert write([], notation) == ""


@pytest.mark.parametrize(("alias", "notation"), [("text", "txt"), ("markdown", "md"), ("tex", "latex")])
def test_a_notation_has_other_names(alias: str, notation: str) -> None:
    assert written("<i>a</i>_1", alias) == written("<i>a</i>_1", notation)


def test_plain_is_the_text_alone() -> None:
    assert plain(settle(node(*parse(FORMATTED)))) == "a b c d e"


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            "html",
            '<i>a</i> <b>b</b> <sup>c</sup> <sub>d</sub> <span style="font-variant:small-caps;">e</span>',
        ),
        ("txt", "a b c d e"),
        ("md", '*a* **b** <sup>c</sup> <sub>d</sub> <span style="font-variant:small-caps;">e</span>'),
        ("rst", "*a* **b** :sup:`c` :sub:`d` e"),
        ("latex", r"\textit{a} \textbf{b} \textsuperscript{c} \textsubscript{d} \textsc{e}"),
        ("rtf", r"{\i a} {\b b} {\super c} {\sub d} {\scaps e}"),
        ("typst", "#emph[a]; #strong[b]; #super[c]; #sub[d]; #smallcaps[e];"),
    ],
)
def test_formats(notation: str, expected: str) -> None:
    assert written(FORMATTED, notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("html", '<span style="text-decoration:underline;">a</span>'),
        ("md", '<span style="text-decoration:underline;">a</span>'),
        ("latex", r"\underline{a}"),
        ("rtf", r"{\ul a}"),
        ("typst", "#underline[a];"),
    ],
)
def test_underline(notation: str, expected: str) -> None:
    assert written("a", notation, format=Format(text_decoration="underline")) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("html", '<i>a <span style="font-style:normal;">b</span></i>'),
        ("md", '<em>a <span style="font-style:normal;">b</span></em>'),
        ("rst", "*a* b"),
        ("latex", r"\textit{a \textup{b}}"),
        ("rtf", r"{\i a {\i0 b}}"),
        ("typst", '#emph[a #text(style: "normal")[b];];'),
    ],
)
def test_italics_that_end(notation: str, expected: str) -> None:
    assert written("a <i>b</i>", notation, format=Format("italic")) == expected


@pytest.mark.parametrize("notation", FORMATS)
def test_every_format_that_ends_is_written(notation: str) -> None:
    everything = Format("italic", "small-caps", "bold", "underline", "sup")
    assert "x" in write(settle(node(node("x", format=ENDED), format=everything)), notation)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("html", f'<a href="{ADDRESS.replace("&", "&#38;")}">x</a>'),
        ("txt", "x"),
        ("md", f"[x](<{ADDRESS}>)"),
        ("rst", r"`x <https://example.org/a\_b?c=(d)&e=%20#f>`__"),
        ("latex", r"\href{https://example.org/a\_b?c=(d)\&e=\%20\#f}{x}"),
        ("rtf", rf'{{\field{{\*\fldinst{{HYPERLINK "{ADDRESS}"}}}}{{\fldrslt x}}}}'),
        ("typst", f'#link("{ADDRESS}")[x];'),
    ],
)
def test_links(notation: str, expected: str) -> None:
    assert linked(notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [("md", f"(<{ADDRESS}>)"), ("latex", r"(\url{https://example.org/a_b?c=(d)&e=\%20\#f})")],
)
def test_an_address_that_leads_to_itself_is_written_once(notation: str, expected: str) -> None:
    events = settle(node(ADDRESS, link=ADDRESS, prefix="(", suffix=")"))
    assert write(events, notation, links=True) == expected


@pytest.mark.parametrize("notation", FORMATS)
def test_no_link_is_written_unless_asked_for(notation: str) -> None:
    assert linked(notation, links=False) == "x"


@pytest.mark.parametrize("notation", FORMATS)
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", 'https://x/"onclick="y', "https://x/<b>", "http://x/ y", "x"]
)
def test_an_address_that_is_none_of_the_web_is_no_link(notation: str, address: str) -> None:
    assert linked(notation, address=address) == "x"


@pytest.mark.parametrize(
    ("notation", "text", "expected"),
    [
        ("html", "<script> & \"'", '&#60;script&#62; &#38; "’'),
        ("md", "*a* _b_ `c` [d](e) <f> \\ ~g~ $h$", r"\*a\* \_b\_ \`c\` \[d\](e) \<f\> \\ \~g\~ \$h\$"),
        ("md", "AT&amp;T & co", r"AT\&amp;T & co"),
        ("rst", "*a* `b` c_ |d| \\", r"\*a\* \`b\` c\_ \|d\| \\"),
        ("rst", "JavaScript:alert(1) http://a.b", r"JavaScript\:alert(1) http://a.b"),
        ("rst", "Data: all of it", "Data: all of it"),
        ("latex", "50% & $5 #1 {a}_b ~ ^ \\ <|>",
         (r"50\% \& \$5 \#1 \{a\}\_b \textasciitilde{} \textasciicircum{} \textbackslash{} "
         r"\textless{}\textbar{}\textgreater{}")),
        ("latex", "a--b---c ,, d", "a-{}-b-{}-{}-c ,{}, d"),
        ("latex", "a\u00a0b\u202fc", r"a~b\,c"),
        ("rtf", "{a} \\b", r"\{a\} \\b"),
        ("rtf", "é–😀\u00a0", r"\u233?\u8211?\u-10179?\u-8704?\~"),
        ("typst", "#a $b$ @c *d* _e_ `f` <g> [h] ~ // \\", r"\#a \$b\$ \@c \*d\* \_e\_ \`f\` \<g\> \[h\] \~ \/\/ \\"),
        ("typst", "a--b -5 c...", r"a\--b \-5 c\.\.."),
        ("typst", "a\u00a0b", "a~b"),
    ],
)  # fmt: skip
def test_what_would_be_markup_is_escaped(notation: str, text: str, expected: str) -> None:
    assert written(text, notation) == expected


@pytest.mark.parametrize(
    ("notation", "text", "expected"),
    [
        ("md", "1. Doe", r"1\. Doe"),
        ("md", "# Doe", r"\# Doe"),
        ("md", "- Doe", r"\- Doe"),
        ("md", "Doe # - 1. x", "Doe # - 1. x"),
        ("rst", "1. Doe", r"\1. Doe"),
        ("rst", "J. Doe", r"\J. Doe"),
        ("rst", ".. note", r"\.. note"),
        ("rst", "Doe, J. 1. x", "Doe, J. 1. x"),
        ("rst", "as follows::", r"as follows:\:"),
        ("rst", ":x: y", r"\:x: y"),
        ("latex", "[1] Doe", "{[}1] Doe"),
        ("typst", "1. Doe", r"1\. Doe"),
        ("typst", "= Doe", r"\= Doe"),
        ("typst", "/ Doe", r"\/ Doe"),
    ],
)
def test_a_line_does_not_begin_as_something_else(notation: str, text: str, expected: str) -> None:
    assert written(text, notation) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<i>b</i>c", "a*b*c"),
        ("a<i>(b)</i>c", "a<em>(b)</em>c"),
        ("a <i>(b)</i> c", "a *(b)* c"),
        ("(<i>b</i>)", "(*b*)"),
        ("<i>b </i>c", "<em>b </em>c"),
        ("<i>b</i><b>c</b>", "<em>b</em><strong>c</strong>"),
        ("<i>a <b>b</b> c</i>", "*a **b** c*"),
    ],
)
def test_emphasis_in_markdown_is_read_as_emphasis(text: str, expected: str) -> None:
    assert written(text, "md") == expected


def test_an_exclamation_before_a_link_makes_no_image() -> None:
    page = MarkdownIt("commonmark").render(write(settle(node("a!", node("x", link=ADDRESS))), "md", links=True))
    assert "<img" not in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<i>b</i>c", r"a\ *b*\ c"),
        ("<i>a </i>b", "*a* b"),
        ("<i>a</i><b>b</b>", r"*a*\ **b**"),
        ("<i>a <b>b</b></i>", "*a* **b**"),
        ("H<sub>2</sub>O", r"H\ :sub:`2`\ O"),
    ],
)
def test_roles_are_fenced_off(text: str, expected: str) -> None:
    assert written(text, "rst") == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            "html",
            (
                '<div class="csl-left-margin">1.</div><div class="csl-right-inline">a</div>'
                '<div class="csl-indent">b</div>c'
            ),
        ),
        ("txt", "1. a\n    b\nc"),
        ("md", "1\\. a\\\n&emsp;b\\\nc"),
        ("rst", "\\1. a\n\nb\n\nc"),
        ("latex", r"{1.} {a}\par{}\hspace*{2em}{b}\par{}c"),
        ("rtf", r"{1.}\tab {a}\line\tab {b}\line c"),
        ("typst", "#box[1.]; #text()[a];#block(inset: (left: 2em))[b];c"),
    ],
)
def test_parts_on_lines_of_their_own(notation: str, expected: str) -> None:
    assert blocks(notation) == expected


@pytest.mark.parametrize(("notation", "expected"), [("txt", "a\nb"), ("md", "a\\\nb"), ("rst", "a\n\nb")])
def test_two_blocks_are_two_lines(notation: str, expected: str) -> None:
    assert write(settle(node(node("a", display="block"), node("b", display="block"))), notation) == expected


def test_emphasis_at_the_start_of_a_part_is_written_with_asterisks() -> None:
    entry = node(node("a", display="left-margin"), node(*parse("<i>b</i>"), display="right-inline"))
    assert write(settle(entry), "md") == "a *b*"


@pytest.mark.parametrize("notation", ["txt", "md"])
def test_a_label_with_a_blank_of_its_own_gets_no_other(notation: str) -> None:
    entry = node(node("a ", display="left-margin"), node("b", display="right-inline"))
    assert write(settle(entry), notation) == "a b"


def test_markdown_has_no_blanks_at_its_end() -> None:
    assert write(settle(node("a", node("b ", display="block"))), "md") == "a\\\nb"


def test_a_block_is_a_block() -> None:
    assert write(settle(node("a", node("b", display="block"), "c")), "txt") == "a\nb\nc"


@pytest.mark.parametrize(
    ("text", "expected"), [("m<sup>2</sup>", "m²"), ("H<sub>2</sub>O", "H₂O"), ("A<sup>b</sup>", "Ab")]
)
def test_raised_figures_stay_raised_in_text(text: str, expected: str) -> None:
    assert written(text, "txt") == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(("1", ",", "2"), "¹,²"), (("1", "–", "3"), "¹–³"), (("1", "(p", "5", ")"), "1(p5)")],
    ids=["a-comma", "a-range", "a-locator-in-letters"],
)
def test_a_stretch_is_raised_where_its_letters_can_be(texts: tuple[str, ...], expected: str) -> None:
    assert write([Mark("sup", opens=True), *texts, Mark("sup", opens=False)], "txt") == expected


def test_a_block_inside_a_raised_stretch_begins_a_line() -> None:
    block: list[Event] = [Mark("block", opens=True), "2", Mark("block", opens=False)]
    assert write([Mark("sup", opens=True), "1", *block, Mark("sup", opens=False)], "txt") == "¹\n²"


def test_rtf_has_no_line_breaks_of_the_data() -> None:
    stream: list[Event] = ["a\tb\nc\r"]
    assert write(stream, "rtf") == r"a\tab b\line c"


def test_runs_have_all_that_holds_for_them() -> None:
    assert runs(settle(node(*parse("<i>a <b>b</b></i>")))) == [Run("a ", italic=True), Run("b", italic=True, bold=True)]


def test_runs_that_look_the_same_are_one() -> None:
    assert runs(settle(node("a", "b", delimiter=", "))) == [Run("a, b")]


@pytest.mark.parametrize(
    ("format_", "run"),
    [
        (Format(font_variant="small-caps"), Run("x", small_caps=True)),
        (Format(text_decoration="underline"), Run("x", underline=True)),
        (Format(vertical_align="sup"), Run("x", superscript=True)),
        (Format(vertical_align="sub"), Run("x", subscript=True)),
        (Format("italic"), Run("x", italic=True)),
        (Format(font_weight="bold"), Run("x", bold=True)),
    ],
)
def test_runs_of_one_format(format_: Format, run: Run) -> None:
    assert runs(settle(node("x", format=format_))) == [run]


def test_a_run_in_which_every_format_ends_is_plain() -> None:
    everything = Format("italic", "small-caps", "bold", "underline", "sup")
    assert runs(settle(node(node("x", format=ENDED), format=everything))) == [Run("x")]


def test_a_subscript_inside_a_superscript_is_a_subscript() -> None:
    assert runs(settle(node(*parse("<sup>a<sub>b</sub></sup>")))) == [
        Run("a", superscript=True),
        Run("b", subscript=True),
    ]


def test_a_run_knows_where_it_leads() -> None:
    assert runs(settle(node("x", link=ADDRESS))) == [Run("x", link=ADDRESS)]


def test_a_run_leads_nowhere_but_to_the_web() -> None:
    assert runs(settle(node("x", link="javascript:x"))) == [Run("x")]


def test_a_run_knows_its_display() -> None:
    assert runs(settle(node("x", display="left-margin"))) == [Run("x", display="left-margin")]


def test_marks_that_close_nothing_do_no_harm() -> None:
    assert runs([Mark("i", opens=False), "x"]) == [Run("x")]
