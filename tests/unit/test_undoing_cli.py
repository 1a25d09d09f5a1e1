"""`undo`, `redo`, `history`, as they are typed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.cli import COMMANDS, run
from refdesk.desk import undoing
from refdesk.desk.place import Desk
from refdesk.store.library_files import transaction

Refdesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def refdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refdesk:
    """Run a command line on a desk with two changes: exit code, stdout, stderr."""
    for verb in ("undo", "redo", "history"):
        monkeypatch.setitem(COMMANDS, verb, ("undoing", "Take back, put back, list."))
    for title, text in (("begin", "@misc{one,\n}\n"), ("add two\x1b[1m", "@misc{one,\n}\n\n@misc{two,\n}\n")):
        with transaction(tmp_path, title) as changing:
            changing.write(tmp_path / "references.bib", text.encode())

    def call(*words: str) -> tuple[int, str, str]:
        code = run([words[0], "--desk", str(tmp_path), *words[1:]])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def test_undo_says_what_it_took_back(refdesk: Refdesk) -> None:
    assert refdesk("undo") == (0, "", "taken back: add two\\x1b[1m (references.bib)\n")


def test_undo_takes_a_number(refdesk: Refdesk, tmp_path: Path) -> None:
    assert refdesk("undo", "2")[0] == 0
    assert not (tmp_path / "references.bib").exists()


def test_redo_says_what_it_put_back(refdesk: Refdesk) -> None:
    refdesk("undo", "2")
    assert refdesk("redo") == (0, "", "put back: begin (references.bib)\n")


def test_a_dry_run_says_what_would_be_taken_back(refdesk: Refdesk, tmp_path: Path) -> None:
    before = (tmp_path / "references.bib").read_bytes()
    assert refdesk("undo", "--dry-run")[2].startswith("would take back: add two")
    assert (tmp_path / "references.bib").read_bytes() == before


def test_undo_says_where_it_kept_what_was_written_since(refdesk: Refdesk, tmp_path: Path) -> None:
    with (tmp_path / "references.bib").open("a") as file:
        file.write("\n@misc{mine,\n}\n")
    _, shown, said = refdesk("undo", "--json")
    assert "references.bib: what was written into it since is kept" in said
    assert json.loads(shown) == [
        {"number": 2, "title": "add two\x1b[1m", "paths": ["references.bib"], "merged": ["references.bib"]}
    ]


def test_an_undo_that_cannot_be_is_one_line(refdesk: Refdesk, tmp_path: Path) -> None:
    bib = tmp_path / "references.bib"
    bib.write_text(bib.read_text().replace("@misc{two,", "@misc{two, note = {mine},"))
    code, shown, said = refdesk("undo")
    assert (code, shown, said.count("\n"), "mine" in said) == (2, "", 1, True)


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_a_count_of_none_is_refused(verb: str, refdesk: Refdesk) -> None:
    assert refdesk(verb, "0")[0] == 2


def test_history_marks_what_is_undone(refdesk: Refdesk) -> None:
    refdesk("undo")
    lines = refdesk("history")[1].splitlines()
    assert [line.split(maxsplit=3)[3] for line in lines] == [
        "begin: references.bib",
        "add two\\x1b[1m (undone; redo puts it back): references.bib",
        "undo: add two\\x1b[1m: references.bib",
    ]


def test_history_marks_what_stays_undone(refdesk: Refdesk, tmp_path: Path) -> None:
    refdesk("undo")
    with transaction(tmp_path, "another") as changing:
        changing.write(tmp_path / "x", b"")
    assert "(undone)" in refdesk("history")[1]


def test_history_as_json(refdesk: Refdesk) -> None:
    refdesk("undo")
    _, change, undo = json.loads(refdesk("history", "--json")[1])
    assert {key: change[key] for key in ("number", "kind", "undoes", "undone", "redoable")} == {
        "number": 2,
        "kind": "change",
        "undoes": None,
        "undone": True,
        "redoable": True,
    }
    assert (undo["kind"], undo["undoes"], undo["title"]) == ("undo", 2, "undo: add two\x1b[1m")


def test_an_empty_history_says_so(tmp_path: Path, refdesk: Refdesk) -> None:
    shutil.rmtree(tmp_path / ".refdesk")
    assert refdesk("history") == (0, "", "refdesk remembers no change\n")


@pytest.fixture
def lone(tmp_path: Path, refdesk: Refdesk) -> Desk:
    """A lone library in the folder of a desk; the last two changes were one of it and one of the desk."""
    assert refdesk("history")[0] == 0
    lone = Desk(tmp_path, tmp_path / "lone.bib")
    for title, path in (("begin lone", lone.library_file), ("change the desk", tmp_path / "references.bib")):
        with transaction(tmp_path, title) as changing:
            changing.write(path, b"@misc{new,\n}\n")
    return lone


def test_undo_in_a_lone_library_spares_the_desk_beside_it(lone: Desk) -> None:
    assert [taken.title for taken in undoing.undo(lone)] == ["begin lone"]


def test_undo_in_a_desk_spares_a_lone_library_beside_it(lone: Desk, tmp_path: Path) -> None:
    taken = undoing.undo(Desk(tmp_path, tmp_path / "references.bib"), 3)
    assert [step.title for step in taken] == ["change the desk", "add two\x1b[1m", "begin"]
    assert lone.library_file.exists()


def test_redo_in_a_lone_library_is_not_ended_by_a_change_of_the_desk(lone: Desk, tmp_path: Path) -> None:
    undoing.undo(lone)
    with transaction(tmp_path, "again") as changing:
        changing.write(tmp_path / "references.bib", b"")
    assert [taken.title for taken in undoing.redo(lone)] == ["begin lone"]


def test_the_history_of_a_lone_library_is_its_own(lone: Desk) -> None:
    assert [change.step.title for change in undoing.changes_made(lone)] == ["begin lone"]


def test_a_change_of_an_annotation_belongs_to_both(lone: Desk, tmp_path: Path) -> None:
    with transaction(tmp_path, "annotate") as changing:
        changing.write(tmp_path / "annotations" / "new.md", b"read")
    assert [taken.title for taken in undoing.undo(lone)] == ["annotate"]
