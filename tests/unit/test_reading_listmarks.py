"""Marks before the entries of lists."""

import pytest

from refdesk.reading.listmarks import read_mark


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("- Ostrom", "bullet", None),
        ("<li>Ostrom</li>", "bullet", None),
        ("[12] Ostrom", "square", "12"),
        ("\\[12\\] Ostrom", "square", "12"),
        ("[[12]](#ref) Ostrom", "square", "12"),
        ("[12]Ostrom", "square", "12"),
        ("(12) Ostrom", "round", "12"),
        ("12. Ostrom", "dot", "12"),
        ("**12.** Ostrom", "dot", "12"),
        ("12) Ostrom", "dot", "12"),
        ("12 Ostrom", "bare", "12"),
        ("12Ostrom", "tight", "12"),
        ("¹² Ostrom", "raised", "12"),
        ("<sup>12</sup> Ostrom", "sup", "12"),
        ("[Footnote 12: Ostrom]", "footnote", "12"),
        ("[Knu84] Knuth", "name", "Knu84"),
        (".. [Knu84] Knuth", "name", "Knu84"),
        ("[Smith et al. 2019] Smith", "name", "Smith et al. 2019"),
        ("[I-D.ietf-quic]", "name", "I-D.ietf-quic"),
    ],
)
def test_a_mark_is_read(line: str, kind: str, label: str | None) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.label) == (kind, label)


@pytest.mark.parametrize("line", ["- Ostrom", "[12] Ostrom", "  12.  Ostrom", "1. ^ a b Ostrom", "<li><p>Ostrom"])
def test_words_begin_after_the_mark(line: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert line[mark.end :] == "Ostrom"


@pytest.mark.parametrize(
    "line",
    [
        "Ostrom",
        "1998",
        "12 monkeys",
        "1990a",
        "3M Company",
        "[Online] Available",
        "[a title](https://example.org)",
        "*Beowulf*. 2000",
        "-Ostrom",
        "1.5 miles",
    ],
)
def test_what_is_no_mark_is_none(line: str) -> None:
    assert read_mark(line) is None


def test_a_number_alone_may_have_its_words_below() -> None:
    mark = read_mark("12")
    assert mark is not None
    assert (mark.kind, mark.label, mark.end) == ("alone", "12", 2)


def test_a_name_is_no_number() -> None:
    mark = read_mark("[Knu84] Knuth")
    assert mark is not None
    assert mark.number is None


def test_a_bare_number_stands_before_ibid_in_small_letters() -> None:
    mark = read_mark("5 ibid 147.")
    assert mark is not None
    assert mark.label == "5"


def test_where_a_link_of_markdown_leads_is_no_entry() -> None:
    assert read_mark("[v0.3.0]: https://example.org/compare/v0.2.0...v0.3.0") is None


def test_a_label_before_words_stays_a_mark() -> None:
    mark = read_mark("[Knu84]: D. E. Knuth, Literate programming. https://example.org/knuth")
    assert mark is not None
    assert mark.label == "Knu84"
