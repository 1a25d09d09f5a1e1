"""Several files: changed together or not at all, and taken back."""

import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from refdesk.model.errors import RefdeskError
from refdesk.store import journal
from refdesk.store.files import write_atomically
from refdesk.store.journal import history, recover
from refdesk.store.library_files import read_library, transaction
from refdesk.store.undoing import undo


def change(root: Path, title: str = "a change", **contents: str | None) -> None:
    with transaction(root, title) as tx:
        for name, content in contents.items():
            if content is None:
                tx.remove(root / name)
            else:
                tx.write(root / name, content.encode())


def state(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.iterdir() if path.is_file()}


def crash_after(writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the process die, as far as files can tell, after so many of the transaction's own writes."""
    done = 0

    def put(path: Path, content: bytes | None, _guard: object) -> None:
        nonlocal done
        if done == writes:
            raise Crash
        done += 1
        assert content is not None
        write_atomically(path, content)

    monkeypatch.setattr(journal, "put", put)
    monkeypatch.setattr(journal, "_roll_back", lambda _root, _step: None)


class Crash(BaseException):
    """Stands for a kill: no handler in the code may see it."""


# -- transactions ------------------------------------------------------------------------------------------------------


def test_a_transaction_writes_all_its_files(tmp_path: Path) -> None:
    change(tmp_path, a="1", b="2")
    assert state(tmp_path) == {"a": "1", "b": "2"}


def test_a_transaction_removes_files(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    change(tmp_path, a=None)
    assert state(tmp_path) == {}


def test_a_transaction_whose_block_fails_writes_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with transaction(tmp_path, "fails") as tx:
            tx.write(tmp_path / "a", b"1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (state(tmp_path), history(tmp_path)) == ({}, ())


def test_a_transaction_that_changes_nothing_leaves_no_step(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    change(tmp_path, a="1")
    assert len(history(tmp_path)) == 1


def test_a_transaction_reads_what_it_wrote(tmp_path: Path) -> None:
    with transaction(tmp_path, "reads") as tx:
        tx.write(tmp_path / "a", b"1")
        assert tx.read(tmp_path / "a") == b"1"


def test_a_transaction_reads_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    with transaction(tmp_path, "reads") as tx:
        assert (tx.read(tmp_path / "a"), tx.read(tmp_path / "b")) == (b"1", None)


def test_a_file_changed_by_hand_meanwhile_stops_the_transaction(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")

    def come_late() -> None:
        with transaction(tmp_path, "late") as tx:
            tx.read(tmp_path / "a")
            tx.write(tmp_path / "a", b"2")
            (tmp_path / "a").write_text("typed by hand")

    with pytest.raises(RefdeskError, match="changed on disk"):
        come_late()
    assert state(tmp_path) == {"a": "typed by hand"}


def test_a_transaction_tells_what_it_would_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    with transaction(tmp_path, "dry") as tx:
        tx.write(tmp_path / "a", b"1")
        tx.write(tmp_path / "b", b"2")
        assert tx.changes == {tmp_path / "b": b"2"}


def test_one_unwritable_file_puts_the_others_back(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    with pytest.raises(RefdeskError, match="under a file: cannot be written"):
        change(tmp_path, **{"a": "2", "c": "3", "c/under a file": "4"})
    assert state(tmp_path) == {"a": "1"}


# -- crashes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_crash_between_two_files_is_rolled_back(writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(tmp_path, a="1", b="1")
    with monkeypatch.context() as patched:
        crash_after(writes, patched)
        with pytest.raises(Crash):
            change(tmp_path, a="2", b="2", c="2")
    recover(tmp_path)
    assert state(tmp_path) == {"a": "1", "b": "1"}


def test_a_crashed_step_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        crash_after(1, patched)
        with pytest.raises(Crash):
            change(tmp_path, a="2", b="2")
    recover(tmp_path)
    assert history(tmp_path) == ()


def test_the_next_transaction_recovers_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(tmp_path, a="1", b="1")
    with monkeypatch.context() as patched:
        crash_after(1, patched)
        with pytest.raises(Crash):
            change(tmp_path, a="2", b="2")
    change(tmp_path, c="3")
    assert state(tmp_path) == {"a": "1", "b": "1", "c": "3"}


def test_reading_the_library_recovers_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bib, citations, documents = (tmp_path / name for name in ("references.bib", "citations.jsonl", "documents.jsonl"))
    with monkeypatch.context() as patched:
        crash_after(1, patched)
        with pytest.raises(Crash):
            change(tmp_path, **{bib.name: "@misc{k,}\n", citations.name: ""})
    assert read_library(bib, citations, documents).entries == ()


def test_what_a_person_wrote_after_the_crash_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(tmp_path, a="1", b="1")
    with monkeypatch.context() as patched:
        crash_after(2, patched)
        with pytest.raises(Crash):
            change(tmp_path, a="2", b="2", c="2")
    (tmp_path / "a").write_text("typed by hand")
    recover(tmp_path)
    assert state(tmp_path) == {"a": "typed by hand", "b": "1"}


def test_a_crash_before_the_manifest_leaves_no_trace(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    half = tmp_path / ".refdesk" / "journal" / "0002"
    half.mkdir()
    (half / "before-0").write_text("1")
    recover(tmp_path)
    assert not half.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_a_journal_from_elsewhere_makes_no_file_behind_a_dangling_link(tmp_path: Path) -> None:
    """A folder may come with a journal and a link in it; listing it must write nothing outside."""
    desk = tmp_path / "desk"
    desk.mkdir()
    change(desk, a="evil")
    change(desk, a=None)
    manifest = desk / ".refdesk" / "journal" / "0002" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"done"', '"begun"'))
    (desk / "a").symlink_to(tmp_path / "outside")
    with pytest.raises(RefdeskError, match="leads nowhere"):
        recover(desk)
    assert not (tmp_path / "outside").exists()


def copied_desk(tmp_path: Path) -> Path:
    """A folder from elsewhere whose journal speaks of a file that a link leads out to."""
    desk, copy, outside = (tmp_path / name for name in ("desk", "copy", "outside"))
    desk.mkdir()
    (desk / "annotations").mkdir()
    change(desk, **{"annotations/a": "old"})
    change(desk, **{"annotations/a": "new"})
    shutil.copytree(desk, copy)
    (copy / "annotations").rename(outside)
    (copy / "annotations").symlink_to(outside)
    return copy


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_a_journal_from_elsewhere_undoes_nothing_outside_the_desk(tmp_path: Path) -> None:
    copy = copied_desk(tmp_path)
    with pytest.raises(RefdeskError, match=r"annotations/a leads out of the desk.*not written here"):
        undo(copy)
    assert (tmp_path / "outside" / "a").read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_a_journal_from_elsewhere_puts_nothing_back_outside_the_desk(tmp_path: Path) -> None:
    copy = copied_desk(tmp_path)
    manifest = copy / ".refdesk" / "journal" / "0002" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"done"', '"begun"'))
    with pytest.raises(RefdeskError, match="not written here"):
        recover(copy)
    assert (tmp_path / "outside" / "a").read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_a_change_through_a_link_out_of_the_desk_can_be_undone(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (tmp_path / "outside").write_text("old")
    (desk / "a").symlink_to(tmp_path / "outside")
    change(desk, a="new")
    undo(desk)
    assert (tmp_path / "outside").read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_journal_of_a_private_file_is_private(tmp_path: Path) -> None:
    private = tmp_path / "a"
    private.write_text("old")
    private.chmod(0o600)
    os.link(private, tmp_path / "another name")
    change(tmp_path, a="new and longer")
    kept = [*(tmp_path / ".refdesk" / "journal" / "0001").glob("*-0")]
    assert [path.stat().st_mode & 0o777 for path in kept] == [0o600, 0o600]


def test_a_step_that_cannot_begin_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes, _kept: Path) -> None:
        raise RefdeskError("no space")

    change(tmp_path, a="1")
    monkeypatch.setattr(journal, "keep", full)
    with pytest.raises(RefdeskError, match="no space"):
        change(tmp_path, a="2")
    assert [path.name for path in (tmp_path / ".refdesk" / "journal").iterdir()] == ["0001"]


def test_a_desk_without_journal_needs_no_recovery(tmp_path: Path) -> None:
    recover(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")
def test_a_killed_writer_leaves_old_or_new_never_a_mix(tmp_path: Path) -> None:
    """Eight times: a process rewrites three files together in a loop and is killed at some moment."""
    for round_ in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        with writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.013 * round_)
            writer.send_signal(signal.SIGKILL)
        recover(tmp_path)
        contents = {(tmp_path / name).read_text() for name in ("a", "b", "c")}
        assert len(contents) == 1
        assert len(contents.pop()) >= 1000
        assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "c", ".refdesk"}


WRITER = """
import sys
from pathlib import Path
from refdesk.store.library_files import transaction

root = Path(sys.argv[1])
number = 0
while True:
    with transaction(root, "loop") as tx:
        for name in "abc":
            tx.write(root / name, (str(number) * 1000).encode())
    if number == 0:
        print("first", flush=True)
    number += 1
"""


# -- history -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"changes": [{"x": 1}]}', "null"])
def test_a_damaged_manifest_is_named(text: str, tmp_path: Path) -> None:
    change(tmp_path, a="1")
    (tmp_path / ".refdesk" / "journal" / "0001" / "manifest.json").write_text(text)
    with pytest.raises(RefdeskError, match="journal is damaged"):
        history(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"a"', '"/etc/a"'),
        ('"a"', '"../a"'),
        ('"a"', '""'),
        ('"before": null', '"before": 3'),
        ('"undoes": null', '"undoes": 7'),
        ('"undoes": null', '"undoes": "x"'),
        ('"start": 0', '"start": -1'),
        ('"done"', '"dan"'),
        ('"change"', '"chance"'),
        ('"one"', "1"),
    ],
)
def test_a_manifest_that_says_what_none_says_is_named(old: str, new: str, tmp_path: Path) -> None:
    change(tmp_path, "one", a="1")
    manifest = tmp_path / ".refdesk" / "journal" / "0001" / "manifest.json"
    text = manifest.read_text()
    manifest.write_text(text.replace(old, new))
    assert manifest.read_text() != text
    with pytest.raises(RefdeskError, match="journal is damaged"):
        history(tmp_path)


def test_the_history_names_every_step(tmp_path: Path) -> None:
    change(tmp_path, "one", a="1")
    change(tmp_path, "two", a="2")
    assert [step.title for step in history(tmp_path)] == ["one", "two"]


def test_old_steps_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MOST_STEPS", 3)
    for number in range(6):
        change(tmp_path, str(number), a=str(number))
    assert [step.title for step in history(tmp_path)] == ["3", "4", "5"]


def test_large_steps_are_forgotten_but_the_newest_ten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MOST_BYTES", 1)
    for number in range(12):
        change(tmp_path, str(number), a=str(number))
    assert [step.title for step in history(tmp_path)] == [str(number) for number in range(2, 12)]


def test_a_manifest_is_fit_for_people(tmp_path: Path) -> None:
    change(tmp_path, "über", a="1")
    manifest = json.loads((tmp_path / ".refdesk" / "journal" / "0001" / "manifest.json").read_text("utf-8"))
    assert (manifest["title"], manifest["state"]) == ("über", "done")


def test_a_file_outside_the_desk_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    with pytest.raises(RefdeskError, match="outside the desk"):
        change(tmp_path / "desk", **{os.fspath(tmp_path / "lone.bib"): "1"})
    assert not (tmp_path / "lone.bib").exists()


def test_a_step_is_a_value(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    with pytest.raises(dataclasses.FrozenInstanceError):
        history(tmp_path)[0].title = "x"  # type: ignore[misc]
