"""`ingest`, `extract` and `parse`: what comes in by stdin, what a report says, what is refused."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from refdesk.cli import run
from refdesk.desk.extracting import extract
from tests.unit.desk_samples import BARE, write_samples

Told = Callable[..., tuple[int, str, str]]
BOOK = "Ostrom, E. (1990). Governing the commons. Cambridge University Press."


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Told:
    """Runs a command in an empty folder with papers/ beside; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    write_samples(tmp_path / "papers")

    def call(*arguments: str, stdin: bytes = b"", at_terminal: bool = False) -> tuple[int, str, str]:
        typed = SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: at_terminal)
        monkeypatch.setattr("sys.stdin", typed)
        code = run(arguments)
        printed = capsysbinary.readouterr()
        return code, printed.out.decode("utf-8"), printed.err.decode("utf-8")

    return call


# -- ingest ------------------------------------------------------------------------------------------------------------


def test_ingest_says_what_to_do_next(told: Told) -> None:
    assert told("ingest", "papers/bare.txt")[2] == "next: refdesk list; refdesk lint\n"


def test_what_to_do_next_names_a_desk_elsewhere(told: Told, tmp_path: Path) -> None:
    (tmp_path / "my desk").mkdir()
    assert "refdesk list --desk 'my desk';" in told("ingest", "papers/bare.txt", "--desk", "my desk")[2]


def test_what_to_do_next_names_a_lone_library(told: Told, tmp_path: Path) -> None:
    (tmp_path / "mine.bib").write_bytes(b"")
    assert "refdesk list --library mine.bib;" in told("ingest", "papers/bare.txt", "--library", "mine.bib")[2]


def test_a_second_ingest_says_that_nothing_changed(told: Told) -> None:
    told("ingest", "papers/bare.txt")
    _, out, err = told("ingest", "papers/bare.txt")
    assert (out.splitlines()[-1], err) == ("Nothing changed.", "")


def test_a_stub_that_nothing_cites_any_more_is_told_of(told: Told, tmp_path: Path) -> None:
    told("ingest", "papers/bare.txt")
    (tmp_path / "papers" / "bare.txt").write_text(BARE.replace(" (Nomura, 2004)", ""), encoding="utf-8")
    assert "1 stub taken out, for nothing points there any more: nomura2004" in told("ingest", "papers/bare.txt")[1]


def test_a_dry_run_leaves_no_trace(told: Told, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    code, out, err = told("ingest", "papers/bare.txt", "--dry-run")
    assert (code, "would be added" in out, err) == (0, True, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_dry_run_of_a_known_document_would_change_nothing(told: Told) -> None:
    told("ingest", "papers/bare.txt")
    assert told("ingest", "papers/bare.txt", "--dry-run")[1].splitlines()[-1] == "Nothing would change."


def test_ingest_as_json_is_one_value(told: Told) -> None:
    report = json.loads(told("ingest", "papers/bare.txt", "--json")[1])
    assert list(report) == ["documents", "added", "dropped", "changed", "lost"]
    assert (report["documents"][0]["citekey"], report["documents"][0]["stubs"], report["changed"]) == ("bare", 5, True)


def test_ingest_tells_of_a_decision_that_finds_no_place(told: Told, tmp_path: Path) -> None:
    told("ingest", "papers/listed.txt", "papers/bare.txt")
    doubt = json.loads(told("review", "--document", "bare", "--json")[1])[0]
    assert told("review", doubt["id"], "--accept")[0] == 0
    (tmp_path / "papers" / "bare.txt").write_text("Nothing is cited here any more.", encoding="utf-8")
    assert json.loads(told("ingest", "papers/bare.txt", "--json")[1])["lost"]


def test_ingest_tells_its_progress_at_a_terminal(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert told("ingest", "papers/bare.txt")[2].startswith("reading papers/bare.txt\n")


def test_another_document_of_the_same_name_is_refused(told: Told, tmp_path: Path) -> None:
    told("ingest", "papers/bare.txt")
    before = (tmp_path / "documents.jsonl").read_bytes()
    (tmp_path / "bare.txt").write_text("Another text (Roe, 2001).", encoding="utf-8")
    code, _, err = told("ingest", "bare.txt")
    assert (code, "--as" in err, (tmp_path / "documents.jsonl").read_bytes()) == (2, True, before)


def test_another_document_of_the_same_name_is_read_under_another_key(told: Told, tmp_path: Path) -> None:
    told("ingest", "papers/bare.txt")
    (tmp_path / "bare.txt").write_text("Another text (Roe, 2001).", encoding="utf-8")
    assert told("ingest", "bare.txt", "--as", "other")[0] == 0


def test_a_document_that_moved_keeps_its_key(told: Told, tmp_path: Path) -> None:
    told("ingest", "papers/bare.txt")
    (tmp_path / "papers" / "bare.txt").rename(tmp_path / "moved.txt")
    told("ingest", "moved.txt")
    record = json.loads((tmp_path / "documents.jsonl").read_text(encoding="utf-8"))
    assert (record["citekey"], record["path"]) == ("bare", "moved.txt")


def test_a_document_that_moved_may_have_changed(told: Told, tmp_path: Path) -> None:
    told("ingest", "papers/bare.txt")
    (tmp_path / "papers" / "bare.txt").unlink()
    (tmp_path / "bare.txt").write_text(BARE + "\nA last line.\n", encoding="utf-8")
    assert told("ingest", "bare.txt")[0] == 0


def test_a_document_does_not_get_a_second_key(told: Told) -> None:
    told("ingest", "papers/bare.txt")
    code, _, err = told("ingest", "papers/bare.txt", "--as", "towns")
    assert (code, "refdesk edit bare --rename towns" in err) == (2, True)


def test_naming_a_document_as_it_is_named_is_no_fault(told: Told) -> None:
    told("ingest", "papers/bare.txt", "--as", "towns")
    assert told("ingest", "papers/bare.txt", "--as", "towns")[0] == 0


@pytest.mark.parametrize("key", ["two words", "a,b", "a{b", "a#b", "a%b"])
def test_a_key_that_bibtex_cannot_hold_is_refused(told: Told, key: str) -> None:
    assert told("ingest", "papers/bare.txt", "--as", key)[0] == 2


def test_one_key_for_two_documents_is_refused(told: Told) -> None:
    assert told("ingest", "papers/bare.txt", "papers/noted.txt", "--as", "x")[0] == 2


def test_a_document_given_twice_is_read_once(told: Told) -> None:
    assert told("ingest", "papers/bare.txt", "papers/bare.txt")[1].count("bare (") == 1


# -- extract -----------------------------------------------------------------------------------------------------------


def test_extract_reads_stdin(told: Told) -> None:
    assert "(Roe, 2001)" in told("extract", "-", stdin=b"So it is (Roe, 2001).")[1]


def test_extract_of_too_much_stdin_is_refused(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.desk.extracting.MOST_BYTES", 10)
    monkeypatch.setattr("refdesk.documents.text.MOST_BYTES", 10)
    assert told("extract", "-", stdin=b"So it is (Roe, 2001).")[0] == 2


def test_who_types_a_document_is_told_how_to_end_it(told: Told) -> None:
    assert "Ctrl-D" in told("extract", "-", stdin=b"So (Roe, 2001).", at_terminal=True)[2]


@pytest.mark.parametrize(
    "data",
    [b"One\r\n(Roe, 2001).\r\n", b"One\rtwo (Roe, 2001)", "Größe\u2028 (Roe, 2001)\n\n".encode(), b"\x0c(Roe, 2001)"],
)
def test_the_text_is_the_file_itself(told: Told, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert told("extract", "--text", "a.txt")[1].encode() == data


def test_the_text_is_the_file_but_for_its_byte_order_mark(told: Told, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne (Roe, 2001).")
    assert told("extract", "--text", "a.txt")[1] == "One (Roe, 2001)."


def test_the_text_at_a_terminal_cannot_drive_it(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.cli.reading.shown_at_terminal", lambda: True)
    (tmp_path / "a.txt").write_bytes(b"One " * 200 + b"\x1b[31m two\r\n")
    assert told("extract", "--text", "a.txt")[1].endswith("\\x1b[31m two\n")


def test_extract_for_people_keeps_a_mark_on_one_line(told: Told) -> None:
    assert "  parenthetical (Ostrom, 1990)\n" in told("extract", "papers/bare.txt")[1]


def test_extract_for_people_names_the_reference_meant(told: Told) -> None:
    out = told("extract", "papers/listed.txt")[1]
    assert "(Jacobs, 1961) -> r1\n" in out
    assert "Jacobs, J. (1961)." in next(line for line in out.splitlines() if line.startswith("  [r1] "))


def test_a_line_too_long_for_a_file_name_is_a_text() -> None:
    assert extract("word " * 150 + "(Roe, 2001).").citations[0].text == "(Roe, 2001)"


# -- parse -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["parse"], ["parse", "-"], ["parse", "--json"]], ids=" ".join)
def test_parse_reads_stdin(told: Told, arguments: list[str]) -> None:
    code, out, _ = told(*arguments, stdin=BOOK.encode())
    assert (code, json.loads(out)["title"]) == (0, "Governing the commons")


def test_parse_reads_a_file_with_a_byte_order_mark(told: Told, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + BOOK.encode() + b"\r\n")
    assert json.loads(told("parse", "a.txt")[1])["author"][0]["family"] == "Ostrom"


def test_parse_answers_each_line_in_its_place(told: Told) -> None:
    out = told("parse", stdin=b"\n\xff\xfe\n" + BOOK.encode() + b"\nHello there.\n")[1]
    assert [json.loads(line).get("title") for line in out.splitlines()] == [None, None, "Governing the commons", None]


def test_parse_answers_a_line_without_end_once(told: Told) -> None:
    out = told("parse", stdin=b"a" * 250_000 + b"\n" + BOOK.encode())[1]
    assert [json.loads(line).get("title") for line in out.splitlines()] == [None, "Governing the commons"]


@pytest.mark.parametrize("name", ["missing.txt", "papers"])
def test_parse_of_no_file_is_one_line(told: Told, name: str) -> None:
    code, out, err = told("parse", name)
    assert (code, out, err.count("\n"), name in err) == (2, "", 1, True)


def test_parse_of_nothing_prints_nothing(told: Told) -> None:
    assert told("parse") == (0, "", "")


def test_who_types_references_is_told_how_to_end_them(told: Told) -> None:
    assert "Ctrl-D" in told("parse", stdin=BOOK.encode(), at_terminal=True)[2]
