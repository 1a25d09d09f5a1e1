"""`refdesk annotate` at a terminal and through a pipe."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from refdesk.cli.annotating import annotate
from refdesk.model.errors import ExitCode, RefdeskError

LIBRARY = "@book{ostrom1990,\n  title = {Governing the Commons},\n  date = {1990},\n  ids = {ostrom},\n}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "references.bib").write_text(LIBRARY, encoding="utf-8")
    return tmp_path


def run(root: Path, *arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(annotate, [*arguments, "--desk", str(root)], input=stdin)


def at_terminal(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Sit at a terminal with an editor that runs Python `code` with the file's name in `path`."""
    monkeypatch.setattr("refdesk.cli.annotating.at_terminal", lambda: True)
    monkeypatch.delenv("VISUAL", raising=False)
    program = f"import sys, pathlib; path = pathlib.Path(sys.argv[1]); {code}"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{program}"')


def note(root: Path) -> Path:
    return root / "annotations" / "ostrom1990.md"


def test_the_text_on_stdin_becomes_the_annotation(root: Path) -> None:
    run(root, "ostrom1990", stdin="Worth it.")
    assert note(root).read_text(encoding="utf-8") == "Worth it.\n"


def test_it_says_what_it_wrote(root: Path) -> None:
    assert run(root, "ostrom1990", stdin="Worth it.").stderr == "wrote annotations/ostrom1990.md\n"


def test_quiet_says_nothing(root: Path) -> None:
    assert run(root, "ostrom1990", "-q", stdin="Worth it.").output == ""


def test_an_alias_leads_to_the_entry(root: Path) -> None:
    run(root, "ostrom", stdin="Worth it.")
    assert note(root).is_file()


def test_empty_stdin_is_refused(root: Path) -> None:
    error = run(root, "ostrom1990").exception
    assert isinstance(error, RefdeskError)
    assert error.code is ExitCode.USAGE
    assert not note(root).exists()


def test_stdin_in_another_encoding_is_refused(root: Path) -> None:
    error = run(root, "ostrom1990", stdin=b"caf\xe9").exception
    assert "stdin: not UTF-8" in str(error)


def test_an_unknown_key_is_exit_code_3(root: Path) -> None:
    error = run(root, "nobody", stdin="x").exception
    assert isinstance(error, RefdeskError)
    assert error.code is ExitCode.UNKNOWN


def test_a_dry_run_says_what_it_would_write(root: Path) -> None:
    assert "would write annotations/ostrom1990.md" in run(root, "ostrom1990", "--dry-run", stdin="x").stderr


def test_a_dry_run_writes_nothing(root: Path) -> None:
    run(root, "ostrom1990", "--dry-run", stdin="x")
    assert not note(root).exists()


def test_at_a_terminal_the_editor_writes_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "path.write_text(path.read_text() + 'Mine.')")
    told = run(root, "ostrom1990").stderr
    assert told == "wrote annotations/ostrom1990.md\n"
    assert note(root).read_text(encoding="utf-8").endswith("## Use\nMine.\n")


def test_an_editor_that_changes_nothing_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "pass")
    assert run(root, "ostrom1990").stderr == "nothing changed\n"
    assert not note(root).exists()


def test_it_says_that_it_goes_on_with_a_draft(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "path.write_text('Half'); sys.exit(1)")
    run(root, "ostrom1990")
    at_terminal(monkeypatch, "pass")
    assert run(root, "ostrom1990").stderr == "going on with the draft that was left\nwrote annotations/ostrom1990.md\n"


def test_a_dry_run_at_a_terminal_opens_no_editor(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "path.write_text('Mine.')")
    assert run(root, "ostrom1990", "--dry-run").stderr == "would edit annotations/ostrom1990.md\n"
    assert not (root / ".refdesk").exists()
