"""The commands add and import."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from refdesk.cli.adding import add, import_
from refdesk.model.errors import ExitCode, RefdeskError

OSTROM = "Ostrom, E. (1990). Governing the commons. Cambridge University Press."
BOOK = "@book{o, author = {Ostrom, Elinor}, title = {Governing the Commons}, year = 1990}"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    root.mkdir()
    monkeypatch.setenv("REFDESK_DESK", str(root))
    monkeypatch.chdir(tmp_path)
    return root


def run(command: click.Command, *arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(command, arguments, input=stdin, standalone_mode=False)


def code(outcome: Result) -> ExitCode:
    assert isinstance(outcome.exception, RefdeskError)
    return outcome.exception.code


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_an_added_entry_is_shown_field_by_field() -> None:
    assert run(add, OSTROM).stdout.splitlines() == [
        "ostrom1990governing added to references.bib (@book)",
        "  author: Ostrom, E.",
        "  title: Governing the commons",
        "  publisher: Cambridge University Press",
        "  date: 1990",
    ]


def test_words_are_one_text() -> None:
    assert "ostrom1990governing" in run(add, *OSTROM.split()).stdout


@pytest.mark.parametrize("arguments", [(), ("-",), ("--file", "-")])
def test_a_text_may_come_from_stdin(arguments: tuple[str, ...]) -> None:
    assert "ostrom1990governing" in run(add, *arguments, stdin=OSTROM).stdout


def test_a_text_may_come_from_a_file() -> None:
    assert "ostrom1990governing" in run(add, "--file", write("x.txt", OSTROM)).stdout


def test_a_file_beside_a_text_is_exit_code_2() -> None:
    assert code(run(add, OSTROM, "--file", write("x.txt", OSTROM))) is ExitCode.USAGE


def test_nothing_to_add_is_exit_code_2() -> None:
    assert code(run(add)) is ExitCode.USAGE


def test_a_file_that_is_not_there_is_exit_code_2() -> None:
    assert code(run(add, "--file", "gone.txt")) is ExitCode.USAGE


def test_a_doubt_is_shown() -> None:
    assert "  ! a stub: no more than its DOI is known" in run(add, "10.1000/182").stdout


def test_what_is_there_is_said() -> None:
    run(add, "10.1000/182")
    assert run(add, "doi:10.1000/182").stdout == "already in the library as doi-182: same DOI\n"


def test_what_more_it_says_is_said() -> None:
    run(add, "--format", "bibtex", BOOK)
    told = run(add, "--format", "bibtex", BOOK.replace("1990}", "1990, note = {x}}")).stdout
    assert "this one has more: note (--anyway adds it, to be merged)" in told


def test_a_line_left_out_is_exit_code_1() -> None:
    outcome = run(add, stdin=f"{OSTROM}\nwhat is this\n")
    assert (outcome.return_value, "left out: line 2: 'what is this'" in outcome.stdout) == (1, True)


def test_all_well_is_exit_code_0() -> None:
    assert run(add, OSTROM).return_value == 0


def test_quiet_says_nothing() -> None:
    assert run(add, "-q", OSTROM).output == ""


def test_a_dry_run_leaves_no_trace(desk: Path) -> None:
    assert ("would be added" in run(add, "--dry-run", OSTROM).stdout, list(desk.iterdir())) == (True, [])


def test_json_is_all_there_is_on_stdout() -> None:
    told = json.loads(run(add, "--json", OSTROM).stdout)
    assert [(entry["citekey"], entry["fields"]["date"]) for entry in told["added"]] == [("ostrom1990governing", "1990")]


def test_a_text_gives_a_terminal_no_orders() -> None:
    assert "\x1b" not in run(add, OSTROM.replace("commons", "com\x1b[31mmons"), "--dry-run").output


def test_an_unknown_format_is_refused() -> None:
    outcome = run(add, "--format", "nonsense", OSTROM)
    assert isinstance(outcome.exception, click.UsageError)
    assert "csl-yaml" in outcome.exception.format_message()


def test_an_import_is_summed_up() -> None:
    told = run(import_, "--format", "biblatex", write("a.bib", f"{BOOK}\n{BOOK}\n@book{{x, title = {{y")).stdout
    assert told.splitlines()[0] == "a.bib (biblatex): 3 items: 1 added, 1 already there, 1 left out"


def test_an_item_left_out_is_named_with_its_place() -> None:
    told = run(import_, "--format", "biblatex", write("a.bib", f"{BOOK}\n@book{{x, title = {{y")).stdout
    assert "  left out: line 2: @book is opened here and never closed" in told


def test_an_item_left_out_of_an_import_is_exit_code_1() -> None:
    assert run(import_, "--format", "biblatex", write("a.bib", f"{BOOK}\n@book{{x, title = {{y")).return_value == 1


def test_an_item_that_is_there_under_another_key_is_named() -> None:
    run(add, "--format", "bibtex", BOOK)
    told = run(import_, "--format", "bibtex", write("a.bib", BOOK.replace("{o,", "{mine,"))).stdout
    assert "  mine is already in the library as o: " in told


def test_nothing_changed_is_said() -> None:
    run(import_, "--format", "bibtex", write("a.bib", BOOK))
    assert run(import_, "--format", "bibtex", "a.bib").stdout.splitlines()[-1] == "Nothing changed in references.bib."


def test_a_flood_of_notes_is_cut() -> None:
    entries = "\n".join(f"@misc{{a {number}, title = {{Number {number} of many}}}}" for number in range(60))
    told = run(import_, "--format", "bibtex", write("a.bib", entries)).stdout
    assert "  and 40 more of the kind (--json lists them)" in told.splitlines()


def test_import_prints_json() -> None:
    told = json.loads(run(import_, "--json", "--format", "bibtex", write("a.bib", BOOK)).stdout)
    assert (told["found"], told["sources"][0]["added"], told["added"][0]["citekey"]) == (1, 1, "o")


def test_importing_a_folder_is_exit_code_2(desk: Path) -> None:
    assert code(run(import_, str(desk))) is ExitCode.USAGE


@pytest.mark.parametrize("command", [add, import_])
def test_help_shows_an_example(command: click.Command) -> None:
    assert f"refdesk {command.name} " in run(command, "--help").stdout
