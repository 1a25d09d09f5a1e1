"""Which desk a command works on."""

import sys
from pathlib import Path

import pytest

from refdesk.desk.place import Desk, find_desk
from refdesk.model.errors import RefdeskError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_the_nearest_parent_with_a_library_is_the_desk(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "references.bib").write_bytes(b"")
    below = here / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_desk().root == here


@posix_only
def test_a_link_to_a_library_that_is_away_is_no_reason_to_take_a_desk_further_up(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "references.bib").write_bytes(b"")
    below = here / "below"
    below.mkdir()
    (below / "references.bib").symlink_to(here / "away")
    monkeypatch.chdir(below)
    assert find_desk().root == below


def test_without_a_library_the_current_folder_is_the_desk(here: Path) -> None:
    assert find_desk() == Desk(here, here / "references.bib")


def test_the_environment_comes_before_the_current_folder(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "references.bib").write_bytes(b"")
    monkeypatch.setenv("REFDESK_DESK", str(tmp_path))
    assert find_desk().root == tmp_path


def test_a_folder_named_comes_before_the_environment(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFDESK_DESK", str(tmp_path))
    assert find_desk(here).root == here


def test_an_empty_environment_names_no_desk(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFDESK_DESK", "")
    assert find_desk().root == here


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_a_desk_that_is_no_folder_is_refused(here: Path, name: str) -> None:
    (here / "file.txt").write_bytes(b"")
    with pytest.raises(RefdeskError, match="no such folder"):
        find_desk(here / name)


@pytest.mark.parametrize("name", ["missing.bib", "folder"])
def test_a_library_that_is_no_file_is_refused(here: Path, name: str) -> None:
    (here / "folder").mkdir()
    with pytest.raises(RefdeskError, match="no such library"):
        find_desk(None, here / name)


def test_desk_with_library_is_a_wrong_request(here: Path) -> None:
    (here / "a.bib").write_bytes(b"")
    with pytest.raises(RefdeskError, match="two places"):
        find_desk(here, here / "a.bib")


def test_a_lone_library_has_records_of_its_own(here: Path) -> None:
    (here / "thesis.bib").write_bytes(b"")
    desk = find_desk(None, here / "thesis.bib")
    assert (desk.citations_file.name, desk.documents_file.name) == (
        "thesis.citations.jsonl",
        "thesis.documents.jsonl",
    )


def test_the_library_of_a_desk_has_the_records_of_the_desk(here: Path) -> None:
    (here / "references.bib").write_bytes(b"")
    assert find_desk(None, here / "references.bib") == find_desk(here)


def test_a_current_folder_that_is_gone_is_told_of(here: Path) -> None:
    here.rmdir()
    with pytest.raises(RefdeskError, match="not there any more"):
        find_desk()


@posix_only
def test_a_library_behind_a_link_that_leads_nowhere_is_not_called_missing(here: Path) -> None:
    (here / "references.bib").symlink_to(here / "away")
    assert "leads nowhere" in str(find_desk().no_library)
