"""The commands export and cite."""

import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner, Result

from refdesk.cli.exporting import cite, export
from refdesk.desk.exporting import DATA_FORMATS, FILE_FORMATS, export_references
from refdesk.desk.place import Desk
from refdesk.formats.exchange import Written
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.model.library import ATTRIBUTED, SOURCE, Entry, Library
from refdesk.model.name import Name
from refdesk.model.work import Work

WOOLF = Entry(citekey="woolf", work=Work(type="book", authors=(Name(family="Woolf"),), title="Orlando"))
REPORT = Entry(citekey="report", work=Work(title="A report"), keywords=(ATTRIBUTED,))
DESK = Desk(Path(), Path("references.bib"))
ESSAY = Entry(citekey="essay", work=Work(title="An essay\x1b[31m"), keywords=(SOURCE,))


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk whose library is given by hand."""
    querying = SimpleNamespace(
        load_library=lambda _desk: Library((ESSAY, WOOLF, REPORT)),
        with_saved=lambda _, query: query,
        search=lambda library, query: tuple(entry for entry in library.entries if query in entry.citekey),
    )
    write_library(tmp_path, "@misc{woolf,\n  note = {kept as it stands},\n}\n")
    monkeypatch.setitem(sys.modules, "refdesk.desk.querying", querying)
    monkeypatch.setenv("REFDESK_DESK", str(tmp_path))
    return tmp_path


def write_library(folder: Path, text: str) -> None:
    (folder / "references.bib").write_text(text, encoding="utf-8", newline="")


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=True)


def code(outcome: Result) -> ExitCode:
    assert isinstance(outcome.exception, RefdeskError)
    return outcome.exception.code


def test_references_go_to_stdout() -> None:
    assert run(export, "--style", "apa").stdout == "Woolf. (n.d.). Orlando.\n"


def test_what_is_left_out_is_told_on_stderr() -> None:
    assert "left out: 1 source document and 1 informal attribution (--all includes them)" in run(export).stderr


def test_all_includes_them() -> None:
    assert len(run(export, "--all").stdout.split("\n\n")) == 3


def test_quiet_says_nothing() -> None:
    assert run(export, "-q").stderr == ""


def test_a_named_entry_is_exported_alone() -> None:
    assert run(export, "report").stdout == "A report. (n.d.).\n"


def test_a_query_chooses() -> None:
    assert run(export, "--query", "woo", "--format", "jsonl").stdout.count("\n") == 1


def test_nothing_found_is_told() -> None:
    outcome = run(export, "--query", "nothing")
    assert (outcome.stdout, outcome.exit_code, "nothing to export" in outcome.stderr) == ("", 0, True)


def test_an_unknown_key_is_exit_code_3() -> None:
    assert code(run(export, "gone")) is ExitCode.UNKNOWN


def test_an_unknown_style_is_exit_code_3() -> None:
    assert code(run(export, "--style", "no-such-style-anywhere")) is ExitCode.UNKNOWN


def test_an_unknown_format_is_exit_code_2() -> None:
    outcome = run(export, "--format", "nonsense")
    assert (outcome.exit_code, "'nonsense' is not one of" in outcome.stderr) == (2, True)


@pytest.mark.parametrize("name", [*FILE_FORMATS, *DATA_FORMATS])
def test_an_unknown_format_is_told_every_format(name: str) -> None:
    assert f"'{name}'" in run(export, "--format", "nonsense").stderr


@pytest.mark.parametrize("name", FILE_FORMATS)
def test_every_format_is_written_to_a_file(desk: Path, name: str) -> None:
    written = desk / f"references.{name}"
    run(export, "--format", name, "-o", str(written))
    assert written.read_bytes() == export_references(DESK, [WOOLF], style="apa", format=name).data


def test_a_file_of_a_word_processor_goes_into_a_pipe() -> None:
    assert run(export, "--format", "odt").stdout_bytes.startswith(b"PK")


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_file_of_a_word_processor_is_kept_from_a_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.cli.exporting.sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    outcome = run(export, "--format", name)
    assert (code(outcome), str(outcome.exception)) == (
        ExitCode.USAGE,
        f"{name} is no text for a terminal (name a file: -o references.{name})",
    )


def test_a_file_of_a_word_processor_is_written_from_a_terminal(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.cli.exporting.sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    run(export, "--format", "odt", "-o", str(desk / "references.odt"))
    assert (desk / "references.odt").read_bytes().startswith(b"PK")


def test_citeproc_py_prints_to_compare() -> None:
    assert run(export, "--engine", "citeproc-py", "--style", "apa").stdout.startswith("Woolf")


def test_a_format_that_citeproc_py_does_not_print_is_exit_code_2() -> None:
    assert code(run(export, "--engine", "citeproc-py", "--format", "docx")) is ExitCode.USAGE


def test_an_unknown_engine_is_exit_code_2() -> None:
    assert run(export, "--engine", "pandoc").exit_code == 2


def test_biblatex_stands_as_it_stands_in_the_library() -> None:
    assert run(export, "woolf", "--format", "biblatex").stdout == "@misc{woolf,\n  note = {kept as it stands},\n}\n"


def test_biblatex_gives_a_terminal_no_orders(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_library(desk, "@misc{woolf, note = {\x1b[31m}}")
    terminal = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("refdesk.cli.exporting.sys", terminal)
    assert run(export, "woolf", "--format", "biblatex").stdout == "@misc{woolf, note = {\\x1b[31m}}\n"


def test_biblatex_in_a_pipe_is_untouched(desk: Path) -> None:
    write_library(desk, "@misc{woolf, note = {\x1b[31m}}")
    assert "\x1b" in run(export, "woolf", "--format", "biblatex").stdout


def test_a_fact_that_a_format_cannot_hold_is_told_on_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.formats.exchange.write_works", lambda *_: Written("TY  - BOOK\n", ("woolf: no note",)))
    outcome = run(export, "woolf", "--format", "ris")
    assert (outcome.stdout, outcome.stderr) == ("TY  - BOOK\n", "note: woolf: no note\n")


def test_a_style_for_data_is_said_to_change_nothing() -> None:
    assert "--style apa changes nothing" in run(export, "--format", "jsonl", "--style", "apa").stderr


def test_an_output_file_is_written(desk: Path) -> None:
    outcome = run(export, "-o", str(desk / "exports" / "apa.txt"))
    assert (desk / "exports" / "apa.txt").read_text(encoding="utf-8") == "Woolf. (n.d.). Orlando.\n"
    assert outcome.stdout == ""


def test_an_output_file_is_left_alone_when_the_style_is_unknown(desk: Path) -> None:
    (desk / "old.txt").write_text("old")
    run(export, "-o", str(desk / "old.txt"), "--style", "no-such-style-anywhere")
    assert (desk / "old.txt").read_text() == "old"


def test_references_give_a_terminal_no_orders() -> None:
    assert "\x1b" not in run(export, "essay").output


def test_a_citation_is_one_line() -> None:
    assert run(cite, "woolf@12", "report", "--style", "mla").stdout == "(Woolf 12; “A Report”)\n"


def test_citing_an_unknown_key_is_exit_code_3() -> None:
    assert code(run(cite, "gone@12")) is ExitCode.UNKNOWN


def test_citing_nothing_is_exit_code_2() -> None:
    assert run(cite).exit_code == 2


@pytest.mark.parametrize("command", [export, cite])
def test_help_shows_an_example(command: click.Command) -> None:
    assert f"refdesk {command.name} " in run(command, "--help").stdout
