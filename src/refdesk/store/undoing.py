"""How is a step taken back, and put back again? The journal's steps ↔ the files as they were.

In: the folder of a desk. Out: the same files with a step taken back, which is a new step of the journal. What a
person wrote into them since is kept where the step did not touch the same place; else nothing is done.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from refdesk.formats.bibfile_merging import Overlap
from refdesk.model.errors import RefdeskError
from refdesk.store import journal
from refdesk.store.files import Seen, lock, read_if_there
from refdesk.store.journal import Change, Step
from refdesk.store.merging import merged

_CALLED = ("in the journal", "on disk")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A step that was taken back or put back; `merged` names files that were changed since and kept those changes."""

    step: Step
    merged: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title of the change itself, also where an undo of it was taken back."""
        return bare_title(self.step)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What taking one step back comes to: the step, the contents it leads to, those it starts from."""

    step: Step
    contents: dict[Path, bytes | None]
    expected: dict[Path, bytes | None]
    merged: tuple[str, ...]


def any_step(_: Step) -> bool:
    """Every step."""
    return True


def undo(
    root: Path, count: int = 1, *, dry_run: bool = False, wanted: Callable[[Step], bool] = any_step
) -> tuple[TakenBack, ...]:
    """Take back the newest steps that still stand, the newest first; none of them where one cannot be.

    Only steps that are `wanted` count; whatever is wanted of a change must be so of its undo, which has the same paths.
    Raises RefdeskError where fewer are left, and where a file was changed since in a place that a step touched.
    """
    return _take_back(root, "undo", count, wanted, dry_run=dry_run)


def redo(
    root: Path, count: int = 1, *, dry_run: bool = False, wanted: Callable[[Step], bool] = any_step
) -> tuple[TakenBack, ...]:
    """Put back what `undo` took back last, unless something else was changed by refdesk since; else as `undo`."""
    return _take_back(root, "redo", count, wanted, dry_run=dry_run)


def _take_back(
    root: Path, verb: str, count: int, wanted: Callable[[Step], bool], *, dry_run: bool
) -> tuple[TakenBack, ...]:
    if dry_run:
        journal.recover(root)
        plans = _plans(root, verb, count, wanted)
    else:
        with lock(root, verb):
            journal.recover_locked(root)
            plans = _plans(root, verb, count, wanted)
            for plan in plans:
                title = f"{verb}: {bare_title(plan.step)}"
                seen = {path: _seen(path, content) for path, content in plan.expected.items()}
                journal.apply_locked(root, title, plan.contents, seen, plan.step)
    return tuple(TakenBack(plan.step, plan.merged) for plan in plans)


def _seen(path: Path, expected: bytes | None) -> Seen:
    """The file as it is now, which must be as it was planned for. Raises ChangedMeanwhileError where it is not."""
    seen = Seen.at(path)
    if seen.content != expected:
        raise journal.changed_meanwhile(path)
    return seen


def bare_title(step: Step) -> str:
    """The title of the change that the step made, took back or put back."""
    return step.title if step.kind == "change" else step.title.removeprefix(f"{step.kind}: ")


def _plans(root: Path, verb: str, count: int, wanted: Callable[[Step], bool]) -> list[_Plan]:
    """What to do, worked out to the end before the first file is touched."""
    steps = [step for step in journal.history(root) if wanted(step)]
    contents: dict[Path, bytes | None] = {}
    plans: list[_Plan] = []
    for done in range(count):
        step = journal.next_undo(steps) if verb == "undo" else next(iter(journal.redoable(steps)), None)
        if step is None:
            raise _nothing_left(root, verb, done)
        plan = _plan(root, verb, step, contents)
        plans.append(plan)
        contents |= plan.contents
        kind: journal.Kind = "redo" if verb == "redo" else "undo"
        steps.append(dataclasses.replace(step, number=steps[-1].number + 1, kind=kind, undoes=step.number))
    return plans


def _nothing_left(root: Path, verb: str, done: int) -> RefdeskError:
    if done:
        return RefdeskError(f"only {done} can be taken back; nothing was", where=str(root), remedy=f"{verb} {done}")
    remedy = "the journal holds no change" if verb == "undo" else "there is no undo, or something was changed since"
    return RefdeskError(f"nothing to {verb}", where=str(root), remedy=remedy)


def _plan(root: Path, verb: str, step: Step, known: dict[Path, bytes | None]) -> _Plan:
    contents: dict[Path, bytes | None] = {}
    expected: dict[Path, bytes | None] = {}
    changed_since: list[str] = []
    for change in step.changes:
        path = journal.located(root, step, change)
        now = known[path] if path in known else read_if_there(path)
        expected[path] = now
        if journal.fingerprint(now) == change.after:
            contents[path] = journal.content_before(root, step, change)
        else:
            contents[path] = _merged(root, verb, step, change, now)
            changed_since += [change.path] if contents[path] != now else []
    return _Plan(step, contents, expected, tuple(changed_since))


def _merged(root: Path, verb: str, step: Step, change: Change, now: bytes | None) -> bytes | None:
    """What a file holds once the step is taken back in it and what was written since is kept."""
    before = journal.content_before(root, step, change)
    if now == before:
        return before
    told = f"cannot {verb} “{bare_title(step)}”: the file was changed since"
    try:
        return merged(change.path, journal.content_after(root, step, change), before, now, called=_CALLED)
    except Overlap as overlap:
        remedy = "take your own change out first, or keep both"
        raise RefdeskError(f"{told}, and in the same place: {overlap.message}", change.path, remedy) from None
