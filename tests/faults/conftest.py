"""A desk for faults: what people do to it, and whether it is old or new afterwards."""

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from refdesk.desk.annotating import write_annotation
from refdesk.desk.editing import Changes, edit
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.desk.settings import put
from refdesk.model.errors import RefdeskError
from refdesk.store import undoing

ESSAY = """Towns and trees

A town is more than a machine for living (Mumford, 1961). Streets need eyes (Jacobs, 1961), and
the commons can be kept (Ostrom, 1990).

References

Jacobs, J. (1961). *The death and life of great American cities*. Random House.
Mumford, L. (1961). *The city in history*. Harcourt, Brace & World.
"""
LATER = ESSAY.replace("Ostrom, 1990", "Nomura, 2004") + "Nomura, K. (2004). *The quarrel*. Harbour Press.\n"

KEY = "jacobs1961death"
STEPS = 3
Deed = Callable[[Desk], object]

DEEDS: dict[str, Deed] = {
    "first ingest": lambda desk: ingest(desk, [desk.root / "essay.txt"]),
    "second ingest": lambda desk: ingest(desk, [desk.root / "essay.txt", desk.root / "later.txt"]),
    "edit": lambda desk: edit(desk, KEY, Changes({"note": "read twice"})),
    "rename": lambda desk: edit(desk, KEY, Changes(new_key="other1961")),
    "annotate": lambda desk: write_annotation(desk, KEY, "Read it again.\n"),
    "set": lambda desk: put(desk, "lint.ignore", ["x"]),
    "undo": lambda desk: undoing.undo(desk.root),
    "undo of several": lambda desk: undoing.undo(desk.root, STEPS),
    "redo": lambda desk: undoing.redo(desk.root),
}
"""What is done to a desk on which all the deeds before were done, but for the undoings."""

ALONE = {"undo", "undo of several", "redo"}


@dataclass(frozen=True)
class Stage:
    """A desk before a deed, and what its files may hold afterwards: what they held, or what it makes them.

    To undo several steps is a deed for each, so that the files may hold what is between.
    """

    desk: Desk
    deed: Deed
    states: tuple[dict[str, bytes], ...]


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of a desk but the derived ones."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".refdesk" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def fresh(stage: Stage, root: Path) -> Desk:
    """A copy of the stage's desk at `root`, in place of what stood there."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(stage.desk.root, root)
    return Desk(root, root / "references.bib")


def begun(root: Path) -> Desk:
    """A desk with two documents and nothing else."""
    root.mkdir()
    (root / "essay.txt").write_text(ESSAY, encoding="utf-8")
    (root / "later.txt").write_text(LATER, encoding="utf-8")
    return Desk(root, root / "references.bib")


def stage_of(name: str, folder: Path) -> Stage:
    """The stage of the deed called `name`."""
    desk = begun(folder / "stage")
    for before in list(DEEDS)[: list(DEEDS).index(name)]:
        if before not in ALONE:
            DEEDS[before](desk)
    if name == "redo":
        DEEDS["undo"](desk)
    stage = Stage(desk, DEEDS[name], (files_of(desk.root),))
    done = fresh(stage, folder / "done")
    states = [*stage.states]
    for _ in range(STEPS if name == "undo of several" else 1):
        DEEDS["undo" if name == "undo of several" else name](done)
        states.append(files_of(done.root))
    return Stage(desk, stage.deed, tuple(states))


def assert_sound(desk: Desk, stage: Stage) -> None:
    """The desk is old or new, can be listed, and takes the next change."""
    with contextlib.suppress(RefdeskError):  # there may be no library yet
        load_library(desk)
    files = files_of(desk.root)
    assert files in stage.states
    put(desk, "searches.next", "x")
    assert files_of(desk.root).keys() == files.keys() | {"refdesk.toml"}
    if desk.library_file.exists():
        key = load_library(desk).entries[0].citekey
        edit(desk, key, Changes({"addendum": "after the fault"}))
        undoing.undo(desk.root)
    undoing.undo(desk.root)
    assert files_of(desk.root) == files


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing that it gave to the system, so these tests need not wait for the disk itself."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


# Each touches several files, and they take every way through the journal; all deeds take minutes.
THOROUGH = list(DEEDS) if "REFDESK_CRASHES" in os.environ else ["first ingest", "rename", "redo"]


@pytest.fixture(params=THOROUGH)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    """A desk about to have something done to it."""
    return stage_of(request.param, tmp_path)
