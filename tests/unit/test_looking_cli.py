"""`show` on library files as other programs leave them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.cli import run

Show = Callable[[bytes, str], str]


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Show:
    """What `refdesk show KEY` prints of a library with these bytes."""
    monkeypatch.chdir(tmp_path)

    def shown(library: bytes, key: str) -> str:
        (tmp_path / "references.bib").write_bytes(library)
        assert run(["show", key]) == 0
        return capsys.readouterr().out

    return shown


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"])
def test_show_prints_line_ends_of_other_systems_as_lines(show: Show, line_end: bytes) -> None:
    assert show(line_end.join([b"@book{kim,", b"  title = {Salt}", b"}", b""]), "kim") == (
        "@book{kim,\n  title = {Salt}\n}\n"
    )


def test_show_still_escapes_a_control_character(show: Show) -> None:
    assert "\\x0c" in show(b"@book{kim, title = {Salt\x0c}}\n", "kim")


def test_show_names_the_line_of_a_second_entry_with_the_key(show: Show) -> None:
    library = b"@book{kim, title = {Salt}}\n\n@book{kim, title = {Pepper}}\n"
    assert "duplicate-key: the key stands on line 3 too; this is the first entry" in show(library, "kim")


def test_show_of_a_key_that_stands_once_names_no_line(show: Show) -> None:
    assert "duplicate-key" not in show(b"@book{kim, title = {Salt}}\n\n@book{lee, title = {Pepper}}\n", "kim")


Search = Callable[..., tuple[int, str]]

TWO = b"@book{kim, title = {Salt}, keywords = {read}}\n\n@book{lee, title = {Salt and pepper}}\n"


@pytest.fixture
def search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Search:
    """What `refdesk search` gives for these words in a library of two: exit code and stdout."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "references.bib").write_bytes(TWO)

    def found(*words: str) -> tuple[int, str]:
        return run(["search", *words]), capsys.readouterr().out

    return found


@pytest.mark.parametrize(
    "words",
    [
        ("salt", "-tag:read"),
        ("-tag:read",),
        ("--", "-tag:read"),
        ("-tag:read", "salt"),
        ("-kim", "--", "salt"),
        ("-kim",),
    ],
)
def test_a_word_with_a_minus_is_a_term(search: Search, words: tuple[str, ...]) -> None:
    code, out = search(*words)
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, ["lee"])


def test_a_short_option_is_no_term(search: Search) -> None:
    code, out = search("-q", "salt")
    assert (code, len(out.splitlines())) == (0, 2)


def test_a_misspelt_long_option_is_no_term(search: Search) -> None:
    assert search("--sved", "salt")[0] == 2


def test_the_value_of_an_option_is_no_term(search: Search, tmp_path: Path) -> None:
    (tmp_path / "-desk").mkdir()
    (tmp_path / "-desk" / "references.bib").write_bytes(b"@book{abe, title = {Salt}}\n")
    assert search("--desk", "-desk", "salt")[1].startswith("abe")


def test_terms_with_a_minus_narrow_a_saved_search(search: Search) -> None:
    search("--save", "salty", "salt")
    assert search("--saved", "salty", "-tag:read")[1].startswith("lee")


def test_a_saved_search_keeps_its_minus(search: Search) -> None:
    search("--save", "unread", "salt", "-tag:read")
    assert search("@unread")[1].startswith("lee")


def test_saved_without_a_name_takes_no_term_for_one(search: Search) -> None:
    assert search("--saved", "-tag:read")[1].startswith("lee")


@pytest.mark.parametrize("words", [("--save",), ("salt", "--save"), ("-tag:read", "--save"), ("--save", "--", "salt")])
@pytest.mark.usefixtures("search")
def test_save_without_a_name_is_a_wrong_usage(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert (run(["search", *words]), "'--save' requires" in capsys.readouterr().err) == (2, True)


def test_a_saved_search_within_another_is_written_out(search: Search) -> None:
    search("--save", "salty", "salt")
    search("--save", "unread", "@salty", "-tag:read")
    assert search("@unread")[1].startswith("lee")
