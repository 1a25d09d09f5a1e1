from itertools import pairwise

import pytest

from refdesk.parsing.tokens import Token, tokenize


def printed(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokenize(text)]


def words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


def italic(text: str) -> list[str]:
    return [token.word for token in tokenize(text) if token.italic]


def quoted(text: str) -> list[str]:
    return [token.word for token in tokenize(text) if token.quoted]


def token_of(text: str, word: str) -> Token:
    return next(token for token in tokenize(text) if token.word == word)


def test_volume_issue_pages_run_together_are_parted() -> None:
    assert printed("12(3):45-67") == ["12", "(3):", "45-67"]


def test_year_volume_issue_run_together_are_parted() -> None:
    assert printed("2000;355(9222):") == ["2000;", "355", "(9222):"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Rites.Antiquity", ["Rites", "Antiquity"]),
        ("J.Phys.", ["J", "Phys"]),
        ("Lett. B252", ["Lett", "B", "252"]),
        ("Physics31", ["Physics", "31"]),
        ("detectorNuclear", ["detector", "Nuclear"]),
        ("学报65", ["学报", "65"]),
    ],
)
def test_words_run_together_are_parted(text: str, parts: list[str]) -> None:
    assert words(text) == parts


@pytest.mark.parametrize("text", ["Lévi-Strauss", "O'Neill", "45–67", "A&A", "McDonald", "d’Arcy", "2008a"])
def test_a_word_with_inner_marks_stays_whole(text: str) -> None:
    assert words(text) == [text]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a_b/c.html?d=1#e",
        "www.example.org",
        "example.org/a/status/1",
        "10.1007/s10509-017-3128-6",
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
    ],
)
def test_an_address_is_one_token(address: str) -> None:
    assert [token.word for token in tokenize(f"At {address}.") if token.kind == "address"] == [address]


def test_a_doi_ends_before_a_link_run_onto_it() -> None:
    assert words("10.1103/RevMod.75.715.URL")[0] == "10.1103/RevMod.75.715"


def test_a_stop_without_a_blank_makes_no_address() -> None:
    assert words("The end.In Art.De/Co") == ["The", "end", "In", "Art", "De/Co"]


def test_an_arxiv_number_is_one_token() -> None:
    assert words("arXiv:1301.5893v2") == ["arXiv", "1301.5893v2"]


@pytest.mark.parametrize(
    "text", ["*a b* c", "_a b_ c", "<i>a b</i> c", "<em>a b</em> c", r"\emph{a b} c", r"{\em a b} c"]
)
def test_italics_are_known_in_every_markup(text: str) -> None:
    assert italic(text) == ["a", "b"]


def test_bold_is_not_italic() -> None:
    assert italic("**12**, 3") == []


def test_markup_is_no_part_of_a_word() -> None:
    assert words("<i>J. Phys.</i> *12*") == ["J", "Phys", "12"]


def test_markup_that_opens_belongs_to_the_token_behind_it() -> None:
    assert printed("In *Proc. X*, 3") == ["In", "*Proc.", "X*,", "3"]


@pytest.mark.parametrize(
    "text", ['"a b," c', "“a b,” c", "‘a b,’ c", "«a b», c", "„a b“, c", "'a b,' c", "``a b,'' c", '"a b,"In c']
)
def test_quotations_are_known_in_every_form(text: str) -> None:
    assert quoted(text) == ["a", "b"]


def test_a_quotation_may_begin_without_a_blank() -> None:
    assert quoted('Smith J."The title" x') == ["The", "title"]


def test_a_mark_behind_an_opening_one_stays_with_it() -> None:
    assert printed("a (, b") == ["a", "(, b"]


def test_a_lone_asterisk_opens_no_italics() -> None:
    assert italic("a * b c") == []


def test_markup_that_closes_belongs_to_the_token_before_it() -> None:
    assert printed("<i>J. X</i> 3") == ["<i>J.", "X</i>", "3"]


def test_an_apostrophe_quotes_nothing() -> None:
    assert quoted("the dogs' home is the dog's") == []


def test_a_quotation_that_never_ends_does_not_quote_the_rest() -> None:
    assert len(quoted("“" + "a " * 200)) == 60


def test_a_token_knows_its_bracket() -> None:
    assert token_of("a (b [c] d) e", "c").bracket == "["


def test_an_outer_bracket_holds_on_behind_an_inner_one() -> None:
    assert token_of("a (b [c] d) e", "d").bracket == "("


def test_a_closed_bracket_holds_no_more() -> None:
    assert token_of("a (b [c] d) e", "e").bracket == ""


def test_a_stray_blank_before_a_mark_parts_nothing() -> None:
    assert printed("Phys . Rev , 3") == ["Phys .", "Rev ,", "3"]


def test_a_word_broken_at_a_line_end_is_read_whole() -> None:
    assert words("mea-\nsurement") == ["measurement"]


def test_a_broken_word_keeps_its_place() -> None:
    assert printed("mea-\nsurement.") == ["mea-\nsurement."]


def test_glued_says_that_no_blank_stands_before() -> None:
    assert [token.glued for token in tokenize("12(3) 4")] == [False, True, False]


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        "(",
        "[",
        "*",
        "<i>",
        "a",
        "1",
        ".",
        "-",
        "a-",
        "http://",
        "10.1234/",
        "_",
        "\\",
        "{",
        ',"',
        "A1",
        "“",
        "-\n",
    ],
)
def test_hostile_repetition_gives_tokens_in_order(piece: str) -> None:
    text = (piece * 4000)[:4000]
    tokens = tokenize(text)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


def test_nothing_gives_no_token() -> None:
    assert tokenize(" \n ") == []


def test_marks_alone_give_a_token() -> None:
    assert printed("(") == ["("]
