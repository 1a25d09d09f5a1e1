"""`merge-file` merges two versions of a file, also when git calls it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.cli import COMMANDS, run

BASE = "@misc{one,\n  title = {One},\n}\n\n@misc{two,\n  title = {Two},\n}\n"


@pytest.fixture(autouse=True)
def _in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "merge-file", ("git_merging", "Merge two versions of a file, for git."))


def merge(folder: Path, ours: str, theirs: str, name: str = "references.bib") -> int:
    """Merge two versions of BASE in three files, as git lays them out."""
    contents = {"base": BASE, "ours": ours, "theirs": theirs}
    for file, content in contents.items():
        (folder / file).write_text(content)
    return run(["merge-file", *(str(folder / file) for file in contents), name])


def test_changes_of_different_entries_are_merged(tmp_path: Path) -> None:
    assert merge(tmp_path, BASE.replace("{One}", "{Won}"), BASE.replace("{Two}", "{Too}")) == 0
    assert (tmp_path / "ours").read_text() == BASE.replace("{One}", "{Won}").replace("{Two}", "{Too}")


def test_changes_of_one_entry_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = BASE.replace("{One}", "{Won}")
    assert merge(tmp_path, ours, BASE.replace("{One}", "{Juan}")) == 1
    told = capsys.readouterr().err
    assert ("title is {Juan} in theirs, {Won} in ours" in told, told.count("\n")) == (True, 1)
    assert (tmp_path / "ours").read_text() == ours


def test_other_files_are_merged_by_lines(tmp_path: Path) -> None:
    assert merge(tmp_path, f"first\n{BASE}", f"{BASE}last\n", "a.md") == 0
    assert (tmp_path / "ours").read_text() == f"first\n{BASE}last\n"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_merges_entries_that_both_branches_added(tmp_path: Path) -> None:
    repository, refdesk = repository_of(tmp_path), f"'{sys.executable}' -c \"{CALLING}\" merge-file"
    git = in_repository(repository)
    git("config", "merge.refdesk.driver", f"{refdesk} %O %A %B %P || git merge-file %A %O %B")
    library = repository / "references.bib"
    git("checkout", "-q", "-b", "other")
    library.write_text(BASE + "\n@misc{b,\n  title = {B},\n}\n")
    git("commit", "-q", "-a", "-m", "b")
    git("checkout", "-q", "main")
    library.write_text(BASE + "\n@misc{a,\n  title = {A},\n}\n")
    git("commit", "-q", "-a", "-m", "a")
    git("merge", "-q", "-m", "both", "other")
    text = library.read_text()
    assert [
        text.count(entry) for entry in (BASE, "@misc{a,\n  title = {A},\n}\n", "@misc{b,\n  title = {B},\n}\n")
    ] == [
        1,
        1,
        1,
    ]


# The verb may not be in the table of verbs yet.
CALLING = (
    "import sys; from refdesk.cli import COMMANDS, run; "
    "COMMANDS['merge-file'] = ('git_merging', ''); sys.exit(run(sys.argv[1:]))"
)


def repository_of(folder: Path) -> Path:
    """A git repository whose .bib files are merged by refdesk, with BASE in it."""
    repository = folder / "repository"
    repository.mkdir()
    git = in_repository(repository)
    git("init", "-q", "-b", "main")
    (repository / "references.bib").write_text(BASE)
    (repository / ".gitattributes").write_text("*.bib merge=refdesk\n")
    git("add", "-A")
    git("commit", "-q", "-m", "base")
    return repository


def in_repository(repository: Path) -> Callable[..., None]:
    """Git at work in the repository, heedless of the person's own settings."""
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **dict.fromkeys(names, "a@example.org")}

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=repository, env={**os.environ, **apart}, check=True, capture_output=True)

    return git
