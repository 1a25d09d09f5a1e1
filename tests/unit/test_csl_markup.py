"""Markup: what the tags, quotation marks and apostrophes of a field mean."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from refdesk.csl.markup import parse
from refdesk.csl.tree import Child, Node

if TYPE_CHECKING:
    from refdesk.csl.locales import Locale


def outline(children: list[Child]) -> str:
    """The tree with its formats in braces and its quotations in guillemets."""
    return "".join(child if isinstance(child, str) else _outline(child) for child in children)


def _outline(node: Node) -> str:
    if node.quotes:
        return f"«{outline(node.children)}»"
    formats = "+".join(value for value in node.format if value)
    return f"{{{formats}{'!' if node.nocase else ''}|{outline(node.children)}}}"


def german() -> "Locale":
    """A locale whose marks are „ “ and ‚ ‘."""
    marks = {"open-quote": "„", "close-quote": "“", "open-inner-quote": "‚", "close-inner-quote": "‘"}
    return cast("Locale", SimpleNamespace(term=marks.get))


def test_plain_text_is_one_leaf() -> None:
    assert parse("Birds of Wales") == ["Birds of Wales"]


def test_nothing_has_no_leaf() -> None:
    assert parse("") == []


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a <i>b</i> c", "a {italic|b} c"),
        ("<b>a</b>", "{bold|a}"),
        ("H<sub>2</sub>O", "H{sub!|2}O"),
        ("x<sup>2</sup>", "x{sup!|2}"),
        ("<sc>ab</sc>", "{small-caps!|ab}"),
        ('<span style="font-variant: small-caps;">ab</span>', "{small-caps!|ab}"),
        ('<span style="font-variant:small-caps">ab</span>', "{small-caps!|ab}"),
        ('<span class="nocase">ab</span>', "{!|ab}"),
        ('<span class="nodecor">ab</span>', "{normal+normal+normal+none+baseline|ab}"),
        ("<i>a <b>b</b></i>", "{italic|a {bold|b}}"),
        ("<i>a <i>b</i> c</i>", "{italic|a {italic|b} c}"),
    ],
)
def test_tags(text: str, tree: str) -> None:
    assert outline(parse(text)) == tree


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c",
        "a <i>b",
        "a</i> b",
        "<u>a</u>",
        "<I>a</I>",
        "<i/>a",
        "<i >a</i >",
        '<span class="x">a</span>',
        '<span style="color:red">a</span>',
        "<script>alert(1)</script>",
        "&lt;i&gt; &amp;",
    ],
)
def test_what_is_no_markup_is_text(text: str) -> None:
    assert outline(parse(text)) == text


def test_tags_that_cross_leave_the_inner_one_as_text() -> None:
    assert outline(parse("<i>a <b>b</i> c</b>")) == "{italic|a <b>b} c</b>"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('a "b" c', "a «b» c"),
        ("a 'b' c", "a «b» c"),
        ("a “b” c", "a «b» c"),
        ("“a ‘b’ c”", "«a «b» c»"),
        ("\"a 'b' c\"", "«a «b» c»"),
        ("'a \"b\" c'", "«a «b» c»"),
        ('"a "b" c"', "«a «b» c»"),
        ('("a")', "(«a»)"),
        ('"a": b', "«a»: b"),
        ('"<i>a</i>" b', "«{italic|a}» b"),
        ('<i>"a"</i> b', "{italic|«a»} b"),
        ("the dogs' 'cats'", "the dogs’ «cats»"),
        ("'It's a dog': why", "«It’s a dog»: why"),
        ('a—"b"—c', "a—«b»—c"),
        ("''a''", "««a»»"),
    ],
)
def test_quotations(text: str, tree: str) -> None:
    assert outline(parse(text)) == tree


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("l'été", "l’été"),
        ("O'Hara", "O’Hara"),
        ("the '90s", "the ’90s"),
        ("the class of '09 and '10", "the class of ’09 and ’10"),
        ("'Tis a pity she's gone", "’Tis a pity she’s gone"),
        ("Rock 'n' Roll", "Rock ’n’ Roll"),
        ("rock'n'roll", "rock’n’roll"),
        ("the dogs' bones", "the dogs’ bones"),
        ("'a b", "’a b"),
        ("a'''", "a’’’"),
    ],
)
def test_apostrophes(text: str, written: str) -> None:
    assert outline(parse(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        'a 5" disk and a 6" disk',
        'a "b',
        'a b"',
        'of "a " b',
        '""',
        '<i>"a</i>" b',
        'x"y"z',
        "a ’b’ c",
    ],
)
def test_quotation_marks_without_a_partner_stay(text: str) -> None:
    assert "«" not in outline(parse(text))


def test_a_lone_straight_double_mark_stays_straight() -> None:
    assert outline(parse('a 5" disk')) == 'a 5" disk'


def test_the_marks_of_the_locale_are_quotations() -> None:
    assert outline(parse("a „b ‚c‘“ d", german())) == "a «b «c»» d"


def test_the_marks_of_another_language_stay_as_typed() -> None:
    assert outline(parse("a „b“ c")) == "a „b“ c"


def test_an_inner_mark_is_told_from_an_outer_one() -> None:
    node = parse("‘a’ b")[0]
    assert isinstance(node, Node)
    assert node.data == "inner"


@pytest.mark.parametrize(("text", "tree"), [("x²", "x{sup!|2}"), ("A™", "A{sup!|TM}"), ("nº³", "n{sup!|o}{sup!|3}")])
def test_raised_letters_become_superscripts(text: str, tree: str) -> None:
    assert outline(parse(text)) == tree


def test_a_raised_letter_without_a_base_stays() -> None:
    assert parse("aᴯ") == ["aᴯ"]


@pytest.mark.parametrize(
    ("text", "written"),
    [("a : b", "a\u202f: b"), ("a ?", "a\u202f?"), ("« a »", "«\u202fa\u202f»"), ("a: b", "a: b"), ("a; b", "a; b")],
)
def test_french_blanks_do_not_break(text: str, written: str) -> None:
    assert outline(parse(text)) == written


def test_deep_nesting_ends_somewhere() -> None:
    assert outline(parse("<i>" * 5_000 + "a" + "</i>" * 5_000)).count("{") < 100


@pytest.mark.parametrize("piece", ["<", '"', "'", "“", "<i>", "</i>", '<i>"', " '", "²", "<span ", "‘’"])
def test_hostile_repetition_is_read(piece: str) -> None:
    assert parse(piece * 20_000)
