"""Take changes back, put them back, tell of them.

In: a desk. Out: its files as they were before a change, with what people wrote since; or the list of changes.
"""

from dataclasses import dataclass

from refdesk.desk.place import Desk
from refdesk.store import journal, undoing
from refdesk.store.journal import Step
from refdesk.store.library_files import MERGED
from refdesk.store.undoing import TakenBack


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """A step of the history: whether it is taken back as things stand, and whether `redo` would put it back."""

    step: Step
    undone: bool
    redoable: bool


def undo(desk: Desk, count: int = 1, *, dry_run: bool = False) -> tuple[TakenBack, ...]:
    """Take the last changes back, the newest first; all of them or, with a RefdeskError, none."""
    return undoing.undo(desk.root, count, dry_run=dry_run, wanted=lambda step: _concerns(desk, step))


def redo(desk: Desk, count: int = 1, *, dry_run: bool = False) -> tuple[TakenBack, ...]:
    """Put back what `undo` took back last; all or, with a RefdeskError, none."""
    return undoing.redo(desk.root, count, dry_run=dry_run, wanted=lambda step: _concerns(desk, step))


def _concerns(desk: Desk, step: Step) -> bool:
    """Whether a step is one of this library: several lone .bib files, or one and a desk, may lie in one folder."""
    own = {path.name for path in (desk.library_file, desk.citations_file, desk.documents_file)}
    of_a_library = {path for path in step.paths if "/" not in path and path.endswith(_OF_A_LIBRARY)}
    return not of_a_library or not own.isdisjoint(of_a_library)


_OF_A_LIBRARY = (".bib", "citations.jsonl", "documents.jsonl")


def changes_made(desk: Desk) -> tuple[ChangeMade, ...]:
    """The changes that can be told of, the newest last."""
    steps = tuple(step for step in journal.history(desk.root) if _concerns(desk, step))
    undone = journal.undone(steps)
    redoable = {step.undoes for step in journal.redoable(steps)}
    return tuple(ChangeMade(step, step.number in undone, step.number in redoable) for step in steps)


def newest_change(desk: Desk) -> int:
    """The number of the newest step, or 0 where there is none."""
    newest = journal.newest(desk.root)
    return newest[0] if newest else 0


def merged_since(desk: Desk, number: int) -> tuple[Step, ...]:
    """The steps after this number that kept what others wrote to their files while they were prepared."""
    if newest_change(desk) == number:
        return ()
    return tuple(step for step in journal.history(desk.root) if step.number > number and step.title.endswith(MERGED))
