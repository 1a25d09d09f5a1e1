"""What was changed, and how is it taken back? The journal of a desk's transactions.

In: the folder of a desk. Out: on disk, one numbered folder a transaction under `.refdesk/journal/`, which holds the
files as they were before and a manifest; in memory, the history, newest last.

A manifest says "begun" before the first file is renamed and "done" after the last. Who finds one that is only begun
found a crash: `recover` then puts the old files back, so that a desk is old or new, never a mix. A file that is
neither, since a person wrote it after the crash, is left alone.
"""

import dataclasses
import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from refdesk.model.errors import RefdeskError
from refdesk.store.files import (
    DERIVED,
    derived_folder,
    lock,
    read_bytes,
    read_if_there,
    remove_file,
    remove_parts,
    resolved,
    write_atomically,
)

State = Literal["begun", "done", "rolled-back"]

_JOURNAL = "journal"
_MANIFEST = "manifest.json"
# Older transactions are forgotten: so many steps back, and so many bytes, but always the newest.
_MOST_STEPS = 100
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file of a transaction: its path, and the hashes of its bytes before and after (None: no such file)."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One transaction. `number` counts up; `undoes` is the number of the step that it took back, if it did."""

    number: int
    title: str
    time: str
    state: State
    changes: tuple[Change, ...]
    undoes: int | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files it touched, relative to the desk where they lie in it."""
        return tuple(change.path for change in self.changes)


def history(root: Path) -> tuple[Step, ...]:
    """Every step that the journal of `root` still knows and that came to its end, oldest first."""
    return tuple(step for step in _steps(root) if step.state == "done")


def undo(root: Path) -> Step:
    """Take back the newest step that still stands, and return it.

    Raises RefdeskError (exit code 2) where nothing is left to undo, or where one of its files changed since: the
    step and the file are named and nothing is touched.
    """
    with lock(root):
        recover_locked(root)
        step = _undoable(history(root))
        if step is None:
            raise RefdeskError("nothing to undo", where=str(root), remedy="the journal holds no change")
        for change in step.changes:
            if fingerprint(read_if_there(located(root, change.path))) != change.after:
                raise RefdeskError(
                    f"cannot undo “{step.title}”: the file was changed since",
                    where=change.path,
                    remedy="take your own change out first, or keep both",
                )
        contents = {located(root, change.path): _content_before(root, step, change) for change in step.changes}
        apply_locked(root, f"undo: {step.title}", contents, undoes=step.number)
        return step


def _undoable(steps: tuple[Step, ...]) -> Step | None:
    undone = {step.undoes for step in steps}
    return next((step for step in reversed(steps) if step.undoes is None and step.number not in undone), None)


def apply_locked(root: Path, title: str, contents: dict[Path, bytes | None], undoes: int | None = None) -> Step:
    """Make every path hold its bytes (None: no file), all or none. The caller holds the lock.

    Where one file cannot be written the others are put back before the error is raised.
    """
    step = _begin(root, title, contents, undoes)
    try:
        for path, content in contents.items():
            put(path, content)
    except BaseException:
        _roll_back(root, step)
        raise
    done = _write_manifest(root, dataclasses.replace(step, state="done"))
    _forget_old_steps(root)
    return done


def put(path: Path, content: bytes | None) -> None:
    """Make `path` hold `content`, or hold no file."""
    if content is None:
        remove_file(path)
    else:
        write_atomically(path, content)


def _begin(root: Path, title: str, contents: dict[Path, bytes | None], undoes: int | None) -> Step:
    """Keep what the files held, then write the manifest: only from then on does the step exist."""
    number = max(_numbers(root), default=0) + 1
    folder = _folder(root, number)
    before = {path: read_if_there(path) for path in contents}
    for index, content in enumerate(before.values()):
        if content is not None:
            write_atomically(folder / f"before-{index}", content)
    changes = tuple(
        Change(path=_named(root, path), before=fingerprint(before[path]), after=fingerprint(content))
        for path, content in contents.items()
    )
    time = datetime.now(UTC).isoformat(timespec="seconds")
    step = Step(number=number, title=title, time=time, state="begun", changes=changes, undoes=undoes)
    return _write_manifest(root, step)


def recover(root: Path) -> None:
    """Put back what a crashed transaction left half done. Costs next to nothing where there was no crash."""
    if _unfinished(root):
        with lock(root):
            recover_locked(root)


def recover_locked(root: Path) -> None:
    """As `recover`, for a caller that holds the lock."""
    for number in _unfinished(root):
        step = _read_step(root, number)
        if step is None:  # the crash came before the manifest: no file had been touched
            shutil.rmtree(_folder(root, number), ignore_errors=True)
        else:
            _roll_back(root, step)


def _unfinished(root: Path) -> tuple[int, ...]:
    """Numbers of steps that have no manifest or one that is only begun, newest first.

    Only the newest step can be unfinished, since each next one first recovers; so only that one is read.
    """
    newest = max(_numbers(root), default=None)
    if newest is None:
        return ()
    step = _read_step(root, newest)
    return (newest,) if step is None or step.state == "begun" else ()


def _roll_back(root: Path, step: Step) -> None:
    for change in step.changes:
        path = located(root, change.path)
        remove_parts(resolved(path))
        now = fingerprint(read_if_there(path))
        if now == change.after != change.before:
            put(path, _content_before(root, step, change))
    _write_manifest(root, dataclasses.replace(step, state="rolled-back"))


def _content_before(root: Path, step: Step, change: Change) -> bytes | None:
    """What a file held before the step. Raises RefdeskError where the journal was damaged."""
    if change.before is None:
        return None
    content = read_bytes(_folder(root, step.number) / f"before-{step.changes.index(change)}")
    if fingerprint(content) != change.before:
        raise RefdeskError(
            f"the journal's copy of {change.path} is damaged", where=str(_folder(root, step.number)), remedy="use git"
        )
    return content


def fingerprint(content: bytes | None) -> str | None:
    """The SHA-256 of some bytes, or None for no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def located(root: Path, name: str) -> Path:
    """The path that a manifest's name means."""
    return root / name  # an absolute name stands for itself


def _named(root: Path, path: Path) -> str:
    """`path` relative to the desk where it lies in it, so that a desk can be moved."""
    absolute = path.absolute()
    home = root.absolute()
    return absolute.relative_to(home).as_posix() if absolute.is_relative_to(home) else str(absolute)


def _folder(root: Path, number: int) -> Path:
    return root / DERIVED / _JOURNAL / f"{number:04d}"


def _numbers(root: Path) -> list[int]:
    folder = root / DERIVED / _JOURNAL
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal()) if folder.is_dir() else []


def _steps(root: Path) -> list[Step]:
    return [step for number in _numbers(root) if (step := _read_step(root, number)) is not None]


def _write_manifest(root: Path, step: Step) -> Step:
    derived_folder(root)
    text = json.dumps(dataclasses.asdict(step), ensure_ascii=False, indent=1)
    write_atomically(_folder(root, step.number) / _MANIFEST, text.encode("utf-8", "surrogateescape"))
    return step


def _read_step(root: Path, number: int) -> Step | None:
    """The step with this number; None where it has no manifest. Raises RefdeskError where that is damaged."""
    path = _folder(root, number) / _MANIFEST
    content = read_if_there(path)
    if content is None:
        return None
    try:
        return _step_of(json.loads(content.decode("utf-8", "surrogateescape")))
    except (ValueError, TypeError, KeyError) as error:
        raise RefdeskError("the journal is damaged", where=str(path), remedy="delete this step's folder") from error


def _step_of(value: dict[str, Any]) -> Step:
    changes = tuple(Change(**change) for change in value["changes"])
    return Step(**{**value, "changes": changes})


def _forget_old_steps(root: Path) -> None:
    """Delete the oldest steps beyond the bounds."""
    kept_bytes = 0
    for count, number in enumerate(reversed(_numbers(root))):
        folder = _folder(root, number)
        kept_bytes += sum(path.stat().st_size for path in folder.iterdir())
        if count and (count >= _MOST_STEPS or kept_bytes > _MOST_BYTES):
            shutil.rmtree(folder, ignore_errors=True)


def newest(root: Path) -> tuple[int, str] | None:
    """Number and state of the newest step, to see whether anything was written meanwhile."""
    number = max(_numbers(root), default=None)
    step = None if number is None else _read_step(root, number)
    return None if number is None else (number, step.state if step else "begun")
