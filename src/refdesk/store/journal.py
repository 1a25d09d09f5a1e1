"""What was changed, and how is it taken back? The journal of a desk's transactions.

In: the folder of a desk. Out: on disk, one numbered folder a transaction under `.refdesk/journal/`, which holds the
files as they were before, what is new in them, and a manifest; in memory, the history, newest last.

A manifest says "begun" before the first file is renamed and "done" after the last. Who finds one that is only begun
found a crash: `recover` then puts the old files back, so that a desk is old or new, never a mix. A file that is
neither, since a person wrote it after the crash, is left alone.

To take a step back is a step of its own, which can be taken back in its turn: that is `redo`.
"""

import contextlib
import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from refdesk.model.errors import RefdeskError
from refdesk.store.files import (
    DERIVED,
    Seen,
    bring_back,
    derived_folder,
    keep,
    lock,
    read_bytes,
    read_if_there,
    remove_file,
    remove_parts,
    resolved,
    signature,
    sync_folder,
    write_atomically,
)
from refdesk.store.splicing import Splice, spliced

State = Literal["begun", "done", "rolled-back"]
Kind = Literal["change", "undo", "redo"]

_JOURNAL = "journal"
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 64 * 1024 * 1024
# Older transactions are forgotten beyond so many steps, or so many bytes, but the newest ten are always kept: a
# library of 98 MB should have more than two steps back.
_MOST_STEPS = 100
_MOST_BYTES = 256 * 1024 * 1024
_FEWEST_STEPS = 10


class ChangedMeanwhileError(RefdeskError):
    """A file changed between being read and being written. Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file of a transaction: its path, and the hashes of its bytes before and after (None: no such file).

    The bytes after are those before with a stretch in the middle replaced: `start` bytes at the start and `end` at
    the end are the same. Both are None where no bytes are there after.
    """

    path: str
    before: str | None
    after: str | None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One transaction. `number` counts up; `undoes` is the number of the step that it took back, if it did.

    `seal` tells where on the disk the step was written down; a journal that came from elsewhere does not bear it.
    """

    number: int
    title: str
    time: str
    state: State
    changes: tuple[Change, ...]
    undoes: int | None = None
    kind: Kind = "change"
    seal: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """The files it touched, relative to the desk."""
        return tuple(change.path for change in self.changes)


def history(root: Path) -> tuple[Step, ...]:
    """Every step that the journal of `root` still knows and that came to its end, oldest first."""
    return tuple(step for step in _steps(root) if step.state == "done")


def undone(steps: Sequence[Step]) -> frozenset[int]:
    """The numbers of the steps that are taken back as things stand."""
    taken: set[int] = set()
    for step in reversed(steps):
        if step.undoes is not None and step.number not in taken:
            taken.add(step.undoes)
    return frozenset(taken)


def next_undo(steps: Sequence[Step]) -> Step | None:
    """The step that `undo` takes back: the newest that stands, a change or one that was put back again."""
    taken = undone(steps)
    return next((step for step in reversed(steps) if step.kind != "undo" and step.number not in taken), None)


def redoable(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The undos that `redo` can take back, the next one first; a new change ended all chances before it."""
    taken = undone(steps)
    newest_change = max((step.number for step in steps if step.kind == "change"), default=0)
    undos = (step for step in reversed(steps) if step.kind == "undo" and step.number not in taken)
    return tuple(step for step in undos if step.number > newest_change)


def apply_locked(
    root: Path,
    title: str,
    contents: Mapping[Path, bytes | None],
    seen: Mapping[Path, Seen],
    takes_back: Step | None = None,
) -> Step:
    """Make every path hold its bytes (None: no file), all or none. The caller holds the lock.

    `seen` is what the paths held when the caller read them; ChangedMeanwhileError is raised where one was written to
    since. Where one file cannot be written the others are put back before the error is raised.
    """
    before = {path: seen[path].content for path in contents}
    step = _begin(root, _described(root, title, before, contents, takes_back), before, contents)
    try:
        for path, content in contents.items():
            put(path, content, _guard(path, seen[path].signature))
        done = _write_manifest(root, dataclasses.replace(step, state="done"))
    except BaseException:
        # A disk that refuses even this leaves the step begun, and the next command puts the files back.
        with contextlib.suppress(RefdeskError, OSError):
            _roll_back(root, step)
        raise
    _forget_old_steps(root)
    return done


def changed_meanwhile(path: Path) -> ChangedMeanwhileError:
    """The error for a file that somebody else wrote to."""
    return ChangedMeanwhileError(
        "was changed on disk meanwhile; nothing was written", where=str(path), remedy="run the command again"
    )


def _guard(path: Path, then: tuple[int, ...]) -> Callable[[], None]:
    """A last look before the rename: whoever saved the file while ours was being written must not lose it."""

    def look() -> None:
        # The journal's second name of the file changes its count of names and its ctime, none of the signature.
        if signature(path) != then:
            raise changed_meanwhile(path)

    return look


def put(path: Path, content: bytes | None, guard: Callable[[], None] = lambda: None) -> None:
    """Make `path` hold `content`, or hold no file."""
    if content is None:
        guard()
        remove_file(path)
    else:
        write_atomically(path, content, guard)


def _described(
    root: Path,
    title: str,
    before: Mapping[Path, bytes | None],
    after: Mapping[Path, bytes | None],
    takes_back: Step | None,
) -> Step:
    """The step that these changes are, not yet on disk."""
    changes = tuple(_change(_named(root, path), before[path], content) for path, content in after.items())
    return Step(
        number=max(_numbers(root), default=0) + 1,
        title=title,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        state="begun",
        changes=changes,
        undoes=takes_back.number if takes_back else None,
        kind="change" if takes_back is None else "redo" if takes_back.kind == "undo" else "undo",
    )


def _change(name: str, before: bytes | None, after: bytes | None) -> Change:
    splice = None if after is None else spliced(before or b"", after)
    return Change(
        path=name,
        before=fingerprint(before),
        after=fingerprint(after),
        start=splice.start if splice else None,
        end=splice.end if splice else None,
    )


def _begin(root: Path, step: Step, before: Mapping[Path, bytes | None], after: Mapping[Path, bytes | None]) -> Step:
    """Keep what the files held and will hold, then write the manifest: only from then on does the step exist."""
    derived_folder(root)
    folder = _folder(root, step.number)
    try:
        for index, (change, path) in enumerate(zip(step.changes, after, strict=True)):
            _keep_both(folder, index, path, before[path], _middle(change, after[path]))
        begun = _write_manifest(root, dataclasses.replace(step, seal=_seal(folder)))
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return begun


def _middle(change: Change, after: bytes | None) -> bytes | None:
    """What is new in the file, or None where it is taken away."""
    if after is None or change.start is None or change.end is None:
        return None
    return Splice(change.start, change.end).middle(after)


def _keep_both(folder: Path, index: int, path: Path, before: bytes | None, new: bytes | None) -> None:
    if before is not None:
        keep(path, before, folder / f"before-{index}")
    if new is not None:
        write_atomically(folder / f"new-{index}", new, mode_of=path)


def recover(root: Path) -> None:
    """Put back what a crashed transaction left half done. Costs next to nothing where there was no crash."""
    if _unfinished(root):
        with lock(root, "putting back what a crash left"):
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
    for index, change in enumerate(step.changes):
        path = located(root, step, change)
        remove_parts(resolved(path))
        now = fingerprint(read_if_there(path))
        if now == change.after != change.before:
            _restore(root, step, index, path)
    _end_rolled_back(root, step)


def _restore(root: Path, step: Step, index: int, path: Path) -> None:
    """Let `path` hold again what it held before the step."""
    change = step.changes[index]
    if change.before is None:
        remove_file(path)
    elif path.exists() or not path.is_symlink():  # no journal may make a file where a dangling link points
        content_before(root, step, change)
        bring_back(_folder(root, step.number) / f"before-{index}", path)


def _end_rolled_back(root: Path, step: Step) -> None:
    """Say that the step is no step any more; where the disk has no room even for that, forget it."""
    folder = _folder(root, step.number)
    try:
        _write_manifest(root, dataclasses.replace(step, state="rolled-back"))
    except RefdeskError:
        remove_file(folder / _MANIFEST)
        shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # what was kept is of no use any more, and of no harm
        for kept in (*folder.glob("before-*"), *folder.glob("new-*")):
            kept.unlink(missing_ok=True)


def content_before(root: Path, step: Step, change: Change) -> bytes | None:
    """What a file held before the step. Raises RefdeskError where the journal was damaged."""
    if change.before is None:
        return None
    return _proved(root, step, change, read_bytes(_kept(root, step, change, "before")), change.before)


def content_after(root: Path, step: Step, change: Change) -> bytes | None:
    """What a file held when the step was done. Raises RefdeskError where the journal does not know, or was damaged."""
    if change.after is None:
        return None
    if change.start is None or change.end is None:  # a step of an older refdesk
        raise RefdeskError("the journal does not know what the step left", where=change.path)
    before = content_before(root, step, change) or b""
    new = read_bytes(_kept(root, step, change, "new"))
    return _proved(root, step, change, Splice(change.start, change.end).apply(before, new), change.after)


def _kept(root: Path, step: Step, change: Change, what: str) -> Path:
    return _folder(root, step.number) / f"{what}-{step.changes.index(change)}"


def _proved(root: Path, step: Step, change: Change, content: bytes, expected: str) -> bytes:
    if fingerprint(content) != expected:
        raise RefdeskError(
            f"the journal's copy of {change.path} is damaged", where=str(_folder(root, step.number)), remedy="use git"
        )
    return content


def fingerprint(content: bytes | None) -> str | None:
    """The SHA-256 of some bytes, or None for no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def located(root: Path, step: Step, change: Change) -> Path:
    """The path of a changed file. Links may lead out of the desk where the journal was written in this very place.

    Raises RefdeskError where it was not: who hands on a folder with a journal and a link in it could else write into
    any file of the person who lists it.
    """
    path = root / change.path
    if not resolved(path).is_relative_to(resolved(root)) and step.seal != _seal(_folder(root, step.number)):
        raise RefdeskError(
            f"{change.path} leads out of the desk by a link, and the journal was not written here",
            where=str(_folder(root, step.number)),
            remedy="delete the folder .refdesk",
        )
    return path


def _seal(folder: Path) -> str:
    """What tells a step's folder from its copies, which nobody can know beforehand."""
    told = folder.stat()
    return f"{told.st_dev} {told.st_ino}"


def _named(root: Path, path: Path) -> str:
    """`path` relative to the desk, so that a desk can be moved. Raises RefdeskError for a file that lies elsewhere.

    A journal that came with a folder from elsewhere must not reach beyond that folder, hence none may.
    """
    absolute, home = path.absolute(), root.absolute()
    name = absolute.relative_to(home).as_posix() if absolute.is_relative_to(home) else ""
    if not _is_inside(name):
        raise RefdeskError("lies outside the desk", where=str(path), remedy="name a file in the desk's folder")
    return name


def _is_inside(name: str) -> bool:
    path = Path(name)
    return bool(path.parts) and not path.anchor and ".." not in path.parts


def _folder(root: Path, number: int) -> Path:
    return root / DERIVED / _JOURNAL / f"{number:04d}"


def _numbers(root: Path) -> list[int]:
    folder = root / DERIVED / _JOURNAL
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(int(name) for name in names if name.isascii() and name.isdecimal() and f"{int(name):04d}" == name)


def _steps(root: Path) -> list[Step]:
    return [step for number in _numbers(root) if (step := _read_step(root, number)) is not None]


def _write_manifest(root: Path, step: Step) -> Step:
    text = json.dumps(dataclasses.asdict(step), ensure_ascii=False, indent=1)
    write_atomically(_folder(root, step.number) / _MANIFEST, text.encode("utf-8", "surrogateescape"))
    return step


def _read_step(root: Path, number: int) -> Step | None:
    """The step with this number; None where it has no manifest. Raises RefdeskError where that is damaged."""
    path = _folder(root, number) / _MANIFEST
    content = read_if_there(path, _LARGEST_MANIFEST)
    if content is None:
        return None
    try:
        return _step_of(json.loads(content.decode("utf-8", "surrogateescape")), number)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefdeskError("the journal is damaged", where=str(path), remedy="delete this step's folder") from error


def _step_of(value: dict[str, Any], number: int) -> Step:
    """Raises ValueError, TypeError or KeyError for what no manifest says."""
    changes = tuple(_change_of(change) for change in value["changes"])
    kind = value.get("kind") or ("change" if value["undoes"] is None else "undo")
    step = Step(**{**value, "changes": changes, "kind": kind, "number": number})
    texts = all(isinstance(text, str) for text in (step.title, step.time, step.seal))
    words = step.state in get_args(State) and step.kind in get_args(Kind)
    if not (texts and words and _is_number(step.undoes) and (step.undoes or 0) < number):
        raise ValueError(step)
    return step


def _change_of(value: dict[str, Any]) -> Change:
    change = Change(**value)
    prints = (change.before, change.after)
    sound = isinstance(change.path, str) and _is_inside(change.path)
    sound = sound and all(told is None or isinstance(told, str) for told in prints)
    if not (sound and _is_number(change.start) and _is_number(change.end)):
        raise ValueError(change)
    return change


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int) and value >= 0)


def _forget_old_steps(root: Path) -> None:
    """Delete the oldest steps beyond the bounds. The change itself is made: no error here may hide that."""
    kept_bytes = 0
    with contextlib.suppress(OSError):
        for count, number in enumerate(reversed(_numbers(root))):
            folder = _folder(root, number)
            kept_bytes += sum(path.stat().st_size for path in folder.iterdir())
            if count >= _MOST_STEPS or (count >= _FEWEST_STEPS and kept_bytes > _MOST_BYTES):
                shutil.rmtree(folder, ignore_errors=True)


def newest(root: Path) -> tuple[int, str] | None:
    """Number and state of the newest step, to see whether anything was written meanwhile."""
    number = max(_numbers(root), default=None)
    step = None if number is None else _read_step(root, number)
    return None if number is None else (number, step.state if step else "begun")
