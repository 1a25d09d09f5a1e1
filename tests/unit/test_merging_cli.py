"""`refdesk merge`: as people and scripts call it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk import cli
from refdesk.cli import run

Refdesk = Callable[..., tuple[int, str, str]]

LIBRARY = """@book{a, title = {A Tale}, note = {mine}, year = 1999}

@book{b, title = {A Tale}, note = {theirs}, year = 1999, pages = {1--9}}

@book{c, title = {Other Things}, year = 2001}
"""


@pytest.fixture
def refdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refdesk:
    """Runs a command in a desk of three entries; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(cli.COMMANDS, "merge", ("merging", "Make one entry of several."))
    (tmp_path / "references.bib").write_text(LIBRARY, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a person sit at the terminal and type these lines."""

    def type_lines(*lines: str) -> None:
        import io

        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return type_lines


def library() -> str:
    return Path("references.bib").read_text(encoding="utf-8")


def test_fields_are_shown_side_by_side(refdesk: Refdesk) -> None:
    Path("references.bib").write_text(LIBRARY.replace(", year = 1999", ""), encoding="utf-8")
    _, out, _ = refdesk("merge", "a", "b", "--dry-run")
    assert out.splitlines()[:4] == [
        "                 a         b",
        "entrytype      * book    * book",
        "title          * A Tale  * A Tale",
        "note           * mine      theirs",
    ]


def test_without_a_terminal_the_first_stands_unasked(refdesk: Refdesk) -> None:
    code, _, err = refdesk("merge", "a", "b")
    assert (code, "not taken: note = theirs of b; a has mine" in err, "note = {mine}" in library()) == (0, True, True)


def test_take_names_another(refdesk: Refdesk) -> None:
    refdesk("merge", "a", "b", "--take", "NOTE = b")
    assert "note = {theirs}" in library()


@pytest.mark.parametrize("wish", ["note", "=b", "note=", "nofield=b", "note=c", "note=nowhere"])
def test_a_wish_that_names_nothing_is_wrong_usage(refdesk: Refdesk, wish: str) -> None:
    code, _, err = refdesk("merge", "a", "b", "--take", wish, "-q")
    assert (code, err.count("\n"), library()) == (2, 1, LIBRARY)


def test_an_unknown_key_is_exit_code_three(refdesk: Refdesk) -> None:
    assert refdesk("merge", "a", "nowhere")[0] == 3


def test_a_dry_run_says_what_would_be(refdesk: Refdesk) -> None:
    code, _, err = refdesk("merge", "a", "b", "--dry-run")
    assert (code, err.splitlines()[0], library()) == (0, "would be: b merged into a", LIBRARY)


def test_quiet_is_silent(refdesk: Refdesk) -> None:
    assert refdesk("merge", "a", "b", "-q") == (0, "", "")


def test_json_is_one_object(refdesk: Refdesk) -> None:
    _, out, _ = refdesk("merge", "a", "b", "--json")
    told = json.loads(out)
    note = next(field for field in told["fields"] if field["field"] == "note")
    assert (told["kept"], told["merged"], told["dry_run"], told["lost"]) == ("a", ["b"], False, [])
    assert note == {
        "field": "note",
        "kind": "conflict",
        "values": {"a": "mine", "b": "theirs"},
        "taken": "a",
        "result": {"note": "mine"},
    }


def test_one_key_alone_is_wrong_usage(refdesk: Refdesk) -> None:
    assert refdesk("merge", "a")[0] == 2


@pytest.mark.parametrize(("typed", "written"), [("1", "mine"), ("", "mine"), ("2", "theirs")])
def test_a_person_chooses_by_number(refdesk: Refdesk, answers: Callable[..., None], typed: str, written: str) -> None:
    answers(typed)
    refdesk("merge", "a", "b")
    assert f"note = {{{written}}}" in library()


def test_a_person_types_another_value(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers("e", "both & more")
    refdesk("merge", "a", "b")
    assert r"note = {both \& more}" in library()


def test_a_field_settled_by_take_is_not_asked_for(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers()
    code, _, _ = refdesk("merge", "a", "b", "--take", "note=b")
    assert (code, "note = {theirs}" in library()) == (0, True)


def test_who_stops_in_the_middle_changes_nothing(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers()
    code, _, _ = refdesk("merge", "a", "b")
    assert (code, library()) == (130, LIBRARY)


def test_escapes_in_a_library_do_not_reach_the_terminal(refdesk: Refdesk) -> None:
    Path("references.bib").write_text("@book{a, title = {\x1b[31mT}}\n@book{b, title = {U}}\n", encoding="utf-8")
    code, out, err = refdesk("merge", "a", "b", "--dry-run")
    assert ("\x1b" in out + err, code) == (False, 0)
