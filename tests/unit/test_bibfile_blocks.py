"""Cutting a .bib file into blocks: what is an entry, what is not, and what was never closed."""

import time

import pytest

from refdesk.formats import bibfile_blocks
from refdesk.formats.bibfile_blocks import split


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and type of all blocks but free text."""
    return [(block.kind, block.type) for block in split(text) if block.kind != "text"]


def entry_heads(text: str) -> list[str]:
    return [block.raw.split(",")[0] for block in split(text) if block.kind == "entry"]


def test_an_entry_ends_at_its_closing_brace() -> None:
    assert [block.raw for block in split("@a{k, t={{x}}}tail")] == ["@a{k, t={{x}}}", "tail"]


def test_an_entry_in_parentheses_ends_at_its_closing_parenthesis() -> None:
    assert split('@a(k, t={x)}, u="y)")z')[0].raw == '@a(k, t={x)}, u="y)")'


def test_a_line_end_may_stand_before_the_brace() -> None:
    assert kinds("@article\n {k,}") == [("entry", "article")]


def test_a_type_may_hold_punctuation() -> None:
    assert kinds("@my-type.2{k,}") == [("entry", "my-type.2")]


def test_a_string_is_no_entry() -> None:
    assert kinds("@String{s = {x}}") == [("string", "string")]


def test_a_preamble_is_no_entry() -> None:
    assert kinds('@preamble{"x"}') == [("preamble", "preamble")]


def test_a_comment_swallows_the_entries_in_it() -> None:
    assert kinds("@comment{@a{k, t={x}}\n@b{l, t={y}}\n@c{m, t={z}}\n@d{n, t={z}}}") == [("comment", "comment")]


def test_a_comment_in_parentheses_swallows_the_entries_in_it() -> None:
    inside = "".join(f"@a{{k{number}, t={{x}}}}\n" for number in range(4))
    assert kinds(f"@comment(\n{inside})@b{{l,}}") == [("comment", "comment"), ("entry", "b")]


def test_a_comment_without_braces_is_free_text() -> None:
    assert kinds("@comment nothing\n@a{k,}") == [("entry", "a")]


def test_a_comment_never_closed_hides_no_entry() -> None:
    assert entry_heads("@comment{ oh\n@a{k,}\n@b{l,}") == ["@a{k", "@b{l"]


def test_a_percent_comments_out_the_head_behind_it() -> None:
    assert kinds("% @a{k, t={x}}\n@b{l,}") == [("commented", "a"), ("entry", "b")]


def test_a_percent_on_the_line_before_comments_nothing_out() -> None:
    assert kinds("% note\n@b{l,}") == [("entry", "b")]


def test_an_address_in_free_text_is_no_entry() -> None:
    assert kinds("write to me@example.org (home, office)") == []


def test_an_unclosed_entry_is_broken_up_to_the_next_head() -> None:
    blocks = split("@a{k, t={x}\n\n@b{l, t={y}}\n")
    assert [(block.kind, block.raw) for block in blocks][:2] == [
        ("broken", "@a{k, t={x}\n\n"),
        ("entry", "@b{l, t={y}}"),
    ]


def test_an_unclosed_value_hides_none_of_many_entries() -> None:
    text = "@a{k, t={x,\n}\n" + "".join(f"@b{{l{number}, t={{y}}}}\n" for number in range(5))
    assert len(entry_heads(text)) == 5


def test_an_entry_closed_by_a_later_stray_brace_hides_no_other() -> None:
    assert entry_heads("@a{k, t={x},\n\n@b{l, t={y}}\n}\n@c{m, t={z}}") == ["@b{l", "@c{m"]


def test_an_abstract_may_quote_an_entry() -> None:
    assert kinds("@a{k, abstract={such as\n@b{l, t={y}}\nhere}}") == [("entry", "a")]


@pytest.mark.parametrize(("opening", "closing"), ["{}", "()"])
def test_a_value_in_quotes_may_quote_an_entry(opening: str, closing: str) -> None:
    text = f'@a{opening}k, note = "such as\n@b{{l, t = {{y}}}}\nhere", year = 2000{closing}'
    assert kinds(text) == [("entry", "a")]


def test_an_entry_behind_a_quote_that_never_ends_is_not_hidden() -> None:
    assert entry_heads('@a{k, note = "such as,\n@b{l, t = {y}}\n@c{m, t = {z}}\n}') == ["@b{l", "@c{m"]


def test_an_entry_between_two_quoted_values_is_not_hidden() -> None:
    assert entry_heads('@a{k, note = "x",\n@b{l, t = {y}}\n, v = "z"}') == ["@b{l"]


def test_an_unclosed_entry_at_the_end_is_broken_to_the_end() -> None:
    assert [(block.kind, block.raw) for block in split("@a{k, t={x}\n")] == [("broken", "@a{k, t={x}\n")]


def test_an_unclosed_parenthesis_hides_no_entry() -> None:
    assert entry_heads("@a(k, t={x}\n@b{l, t={y}}\n") == ["@b{l"]


def test_an_unclosed_value_in_parentheses_hides_no_entry() -> None:
    assert entry_heads("@a(k, t={x}\n@b(l, t={y})\n@c(m, t={z})\n") == ["@b(l", "@c(m"]


def test_an_entry_may_be_nested_deeper_than_usual() -> None:
    text = "@a{k, t = " + "{" * 30 + "x" + "}" * 30 + "}@b{l,}"
    assert entry_heads(text) == ["@a{k", "@b{l"]


def test_an_entry_may_be_longer_than_usual() -> None:
    text = "@a{k, t = {" + "long @ " * 10_000 + "}}@b{l,}"
    assert entry_heads(text) == ["@a{k", "@b{l"]


def test_a_line_end_within_a_commented_head_ends_the_comment() -> None:
    assert kinds("% @misc\n{x}\n@b{l,}") == [("commented", "misc"), ("entry", "b")]


@pytest.mark.parametrize("budget", [0, 10**9])
def test_the_end_of_a_block_is_the_same_however_it_is_looked_for(budget: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "@a{k, t={x}\n@b{l, t={\n@c{m, u={}}\n}}\n@comment{\n@d{n, t={y}}\n@e{o,\n" + "{" * 9 + "}" * 9 + "}\n@f{"
    monkeypatch.setattr(bibfile_blocks, "_NEAR", 5)
    reader = bibfile_blocks.Reader(text.encode())
    reader._budget = budget
    found = [text[:stop] for kind, stop in reader.blocks(0) if kind == bibfile_blocks.ENTRY]
    assert [before.rsplit("@", 1)[1].strip()[:4] for before in found] == ["c{m,", "d{n,", "e{o,"]


def test_a_head_behind_many_blanks_is_found() -> None:
    assert entry_heads("@a{k, t={x}\n" + " " * 150 + "@b{l, t={y}}\n") == ["@b{l"]


def test_a_parenthesis_right_behind_the_key_closes() -> None:
    assert [block.raw for block in split("@a()@b{l,}")] == ["@a()", "@b{l,}"]


def test_a_stray_closing_brace_between_entries_changes_nothing() -> None:
    assert entry_heads("@a{k,}\n}\n@b{l,}") == ["@a{k", "@b{l"]


@pytest.mark.parametrize(
    "piece",
    [
        "@a{",
        "@a(",
        "@a{k,\n",
        "@a(k,\n\n",
        "\n@comment{",
        "{",
        "@",
        "@ ",
        "\n@a{k, t = ",
        "\n@a(k, t = ",
        "@a{k, t={x}\n",
        "@" + "\n",
    ],
)
def test_hostile_repetition_is_read_to_its_end(piece: str) -> None:
    text = piece * 40_000
    start = time.process_time()
    split(text)
    # A fraction of a second; a scan anew from each piece would take minutes.
    assert time.process_time() - start < 10
