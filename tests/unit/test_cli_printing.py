"""What reaches the terminal: one line for an error, columns that fit, no sign that could drive it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refdesk.cli import COMMANDS, LazyGroup, main, run
from refdesk.cli.looking import columns, cut, emphasized, fitted
from refdesk.cli.options import one_line, printable, safe_json
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from tests.unit.desk_samples import write_samples

Told = Callable[..., tuple[int, str, str]]
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command in a desk that has read the sample documents; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    ingest(Desk(tmp_path, tmp_path / "references.bib"), write_samples(tmp_path / "papers"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person reads stdout, on 60 columns."""
    monkeypatch.setattr("refdesk.cli.looking.shown_at_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("é 文", "é 文"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x9bb", "a\\x9bb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\udcffb", "a\\udcffb"),
        ("a\rb", "a\\x0db"),
        ("10\xa0000", "10\xa0000"),
        ("می\u200cرود", "می\u200cرود"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_printable_shows_what_could_drive_a_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_one_line_holds_no_line_end() -> None:
    assert one_line("a\n b\tc\u2028d") == "a b c d"


@pytest.mark.parametrize("text", ["a\x9bb", "a\u202eb", "a\udcffb", "\U000e0001", "é文𝔸", 'a"\\b'])
def test_safe_json_reads_back_the_same(text: str) -> None:
    assert json.loads(safe_json([text])) == [text]


@pytest.mark.parametrize("text", ["a\x9bb", "a\u202eb", "a\udcffb", "\U000e0001", "\x7f"])
def test_safe_json_has_no_sign_that_drives_a_terminal(text: str) -> None:
    assert safe_json([text]).isprintable()


def test_safe_json_leaves_letters_as_they_are() -> None:
    assert safe_json("é文") == '"é文"'


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_the_table_leads_to_a_command_of_that_name(verb: str) -> None:
    command = LazyGroup().get_command(None, verb)  # type: ignore[arg-type]  # the context is not looked at
    assert command is not None
    assert command.name == verb


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["list", "--nonsense"], ["list", "extra"], ["show"], ["ingest"], ["--desk", "x", "list"]],
    ids=" ".join,
)
def test_a_wrong_usage_is_one_line_that_names_the_help(told: Told, words: list[str]) -> None:
    code, out, err = told(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("refdesk: ")
    assert "--help)" in err


def test_no_verb_shows_the_help(told: Told) -> None:
    code, _, err = told()
    assert (code, "Commands:" in err) == (2, True)


def test_an_error_shows_control_characters_as_escapes(told: Told) -> None:
    code, _, err = told("ingest", "x\x1b[31m\n.txt")
    assert (code, err.count("\n"), "\x1b" in err) == (2, 1, False)


def test_stopping_by_hand_is_no_traceback(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("refdesk.desk.querying.load_library", stopped)
    code, _, err = told("list")
    assert (code, err.strip()) == (130, "refdesk: stopped")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout_is_one_line(told: Told, tmp_path: Path) -> None:
    del told
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "refdesk", "list"], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_leaves_is_no_failure(told: Told, tmp_path: Path) -> None:
    del told
    process = subprocess.Popen(
        [sys.executable, "-m", "refdesk", "parse"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdin
    assert process.stdout
    process.stdout.close()
    process.communicate(b"a line\n" * 3)
    assert process.returncode == 0


def test_a_terminal_without_unicode_still_shows_the_list(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@book{a,\n  title = {Größe 文},\n}\n", encoding="utf-8")
    done = _in_latin_1(tmp_path, "list")
    assert (done.returncode, "Größe \\u6587".encode("latin-1") in done.stdout) == (0, True)


def test_json_is_utf8_on_any_terminal(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@book{a,\n  title = {Größe 文},\n}\n", encoding="utf-8")
    assert json.loads(_in_latin_1(tmp_path, "list", "--json").stdout)[0]["title"] == "Größe 文"


def _in_latin_1(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "refdesk", *arguments]
    return subprocess.run(command, capture_output=True, cwd=folder, env=environment, check=False)


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["list"])
    assert ended.value.code == 2


# -- columns -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("文字", 4), ("e\u0301", 1), ("", 0)])
def test_columns_counts_what_a_terminal_draws(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(("text", "width", "kept"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("文字文", 4, "文…")])
def test_cut_never_takes_more_than_its_width(text: str, width: int, kept: str) -> None:
    assert cut(text, width) == kept


@pytest.mark.parametrize("text", ["", "ab", "文", "a long text"])
def test_fitted_takes_exactly_its_width(text: str) -> None:
    assert columns(fitted(text, 6)) == 6


def test_a_list_for_a_pipe_keeps_the_whole_title(told: Told) -> None:
    assert "The death and life of great American cities" in told("list")[1]


@pytest.mark.usefixtures("terminal")
def test_a_list_at_a_terminal_fits_its_width(told: Told) -> None:
    assert max(map(columns, told("list")[1].splitlines())) <= 60


@pytest.mark.usefixtures("terminal")
def test_a_citekey_is_never_cut(tmp_path: Path, told: Told) -> None:
    key = "k" * 50
    (tmp_path / "references.bib").write_text(f"@book{{{key},\n  title = {{T}},\n}}\n", encoding="utf-8")
    assert key in told("list")[1]


def test_a_document_without_a_title_is_listed_by_its_file(told: Told, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(
        "@misc{a,\n  keywords = {source},\n  file = {b/c.txt},\n}\n", encoding="utf-8"
    )
    assert told("list")[1].endswith("[c.txt]\n")


def test_nothing_found_is_said_on_stderr(told: Told) -> None:
    assert told("search", "nothing-like-this") == (0, "", "no entry fits all these words\n")


def test_citations_stand_in_columns(told: Told) -> None:
    lines = told("citations")[1].splitlines()
    works = ("mumford1961city", "jacobs1961death", "nomura2004", "hardin1968tragedy")
    assert len({line.index(work) for line in lines for work in works if work in line}) == 1


def test_a_citation_of_a_stub_is_marked(told: Told) -> None:
    marked = [line for line in told("citations")[1].splitlines() if " ? " in line]
    assert [line.split()[3] for line in marked] == ["nomura2004"]


def test_an_ambiguous_citation_names_what_it_could_mean(told: Told, tmp_path: Path) -> None:
    record = {"document": "bare", "start": 0, "end": 1, "text": "(Doe, 2001)", "kind": "parenthetical"}
    doubt = {**record, "status": "ambiguous", "candidates": ["doe2001a", "doe2001b"]}
    (tmp_path / "citations.jsonl").write_text(json.dumps(doubt) + "\n", encoding="utf-8")
    assert "ambiguous  (Doe, 2001): doe2001a or doe2001b" in told("citations")[1]


# -- contexts ----------------------------------------------------------------------------------------------------------


def test_a_mark_is_bold_over_a_line_end() -> None:
    assert emphasized("  one (two\n  three) four", 3, 10) == f"  one {BOLD}(two\n  three){PLAIN} four"


def test_contexts_for_a_pipe_are_plain(told: Told) -> None:
    assert "\x1b" not in told("contexts", "jacobs1961death")[1]


def test_contexts_for_a_pipe_keep_a_sentence_on_one_line(told: Told) -> None:
    assert (
        "  Streets need eyes (Jacobs, 1961), and eyes need streets (Jacobs, 1961, p. 35).\n"
        in told("contexts", "jacobs1961death")[1]
    )


@pytest.mark.usefixtures("terminal")
def test_contexts_at_a_terminal_fit_its_width(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.style", lambda text, **_: text)
    assert max(map(len, told("contexts", "jacobs1961death")[1].splitlines())) <= 60


@pytest.mark.usefixtures("terminal")
def test_contexts_at_a_terminal_have_the_mark_bold(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.style", lambda text, **_: f"<{text}>")
    shown = " ".join(told("contexts", "jacobs1961death")[1].split())
    assert "eyes <(Jacobs, 1961)>, and" in shown
    assert "streets <(Jacobs, 1961, p. 35)>." in shown


# -- show, lint --------------------------------------------------------------------------------------------------------


def test_show_tells_what_is_odd_about_a_work(told: Told, tmp_path: Path) -> None:
    _with_problem(tmp_path)
    assert "\nodd-date: The date is odd.\n" in told("show", "hardin1968tragedy")[1]


def test_lint_tells_what_is_odd_about_a_work(told: Told, tmp_path: Path) -> None:
    _with_problem(tmp_path)
    assert "hardin1968tragedy: odd-date: The date is odd.\n" in told("lint")[1]


def _with_problem(desk: Path) -> None:
    """Let the record of a document say something odd of a work."""
    path = desk / "documents.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for reference in (reference for record in records for reference in record.get("references", ())):
        if reference["work"] == "hardin1968tragedy":
            reference["problems"] = [{"code": "odd-date", "message": "The date is odd."}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_lint_counts_its_findings(told: Told) -> None:
    code, out, err = told("lint")
    assert (code, err) == (0, f"{len(out.splitlines())} notes\n")


def test_show_tells_what_is_odd_about_a_document(told: Told, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text("We met on Tuesday and had tea.", encoding="utf-8")
    told("ingest", "tea.txt")
    assert "nothing-cited: No citation" in told("show", "tea")[1]


def test_show_of_a_key_given_twice_shows_the_first(told: Told, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(
        "@book{a,\n  title = {One},\n}\n@book{a,\n  title = {Two},\n}\n", encoding="utf-8"
    )
    code, out, _ = told("show", "a")
    assert (code, "One" in out, "Two" in out) == (0, True, False)


def test_a_key_with_a_typing_error_is_suggested(told: Told) -> None:
    code, _, err = told("show", "hardin1968tragdy")
    assert (code, "did you mean hardin1968tragedy?" in err) == (3, True)
