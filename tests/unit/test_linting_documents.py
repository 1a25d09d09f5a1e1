"""`refdesk lint --document`: one document looked through."""

import json
from pathlib import Path

import pytest

from refdesk.cli import run

TEXT = """Streets live (Jacobs, 1961). So (Nomura, 2004).

References

Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(["ingest", "-q", str(path), "--desk", str(tmp_path)]) == 0
    return path


def test_a_finding_stands_at_line_and_column(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--document", "essay", "--desk", str(document.parent)])
    assert capsys.readouterr().out.startswith("essay.txt:1:33: warning: essay: cited-not-listed: Nomura (2004)")


def test_a_warning_is_a_failure(document: Path) -> None:
    assert run(["lint", "--document", "essay", "--desk", str(document.parent)]) == 1


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_a_note_is_a_failure_only_when_strict(strict: list[str], code: int, document: Path) -> None:
    uncited = "Mumford, L. (1961). *The City in History*. Harcourt."
    document.write_text(f"{TEXT.replace(' So (Nomura, 2004).', '')}\n{uncited}\n", encoding="utf-8")
    assert run(["lint", "--document", str(document), *strict, "--desk", str(document.parent)]) == code


def test_json_has_line_with_column(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--document", "essay", "--json", "--desk", str(document.parent)])
    (finding,) = json.loads(capsys.readouterr().out)
    assert [finding[name] for name in ("code", "file", "line", "column", "key")] == [
        "cited-not-listed",
        "essay.txt",
        1,
        33,
        "essay",
    ]


def test_a_code_left_out_is_not_told(document: Path) -> None:
    asked = ["lint", "--document", "essay", "--ignore", "cited-not-listed", "--desk", str(document.parent)]
    assert run(asked) == 0


def test_a_changed_document_is_said_to_be_so(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document.write_text(f"New words. {TEXT}", encoding="utf-8")
    run(["lint", "--document", "essay", "--desk", str(document.parent)])
    assert "has changed since it was ingested" in capsys.readouterr().err


def test_a_changed_document_is_looked_through_as_it_is_now(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document.write_text(f"New words. {TEXT}", encoding="utf-8")
    run(["lint", "--document", "essay", "--desk", str(document.parent)])
    assert capsys.readouterr().out.startswith("essay.txt:1:44:")


def test_a_missing_document_is_told_plainly(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document.unlink()
    assert run(["lint", "--document", "essay", "--desk", str(document.parent)]) == 2
    assert "not there any more" in capsys.readouterr().err


def test_an_unknown_document_is_exit_code_3(document: Path) -> None:
    assert run(["lint", "--document", "other", "--desk", str(document.parent)]) == 3


def test_a_file_needs_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lone.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(["lint", "--document", str(path), "--desk", str(tmp_path)]) == 1
    assert f"{path}:1:33: warning" in capsys.readouterr().out


def test_a_document_is_not_fixed(document: Path) -> None:
    assert run(["lint", "--document", "essay", "--fix", "--desk", str(document.parent)]) == 2


def test_sarif_has_the_column(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint", "--document", "essay", "--format", "sarif", "--desk", str(document.parent)])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 33}
