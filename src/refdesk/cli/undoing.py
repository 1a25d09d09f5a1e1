"""`refdesk undo`, `redo`, `history`: take changes back, put them back, list them."""

from collections.abc import Sequence
from typing import Any

import click

from refdesk.cli.options import desk_options, json_option, one_line, print_json, quiet_option, say
from refdesk.desk import undoing
from refdesk.desk.place import Desk
from refdesk.desk.undoing import ChangeMade
from refdesk.store.undoing import TakenBack

_count = click.argument("count", type=click.IntRange(1, 1000), default=1, metavar="[N]")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")


@click.command(epilog="Example: refdesk undo")
@desk_options
@_count
@_dry_run
@json_option
@quiet_option
def undo(desk: Desk, *, count: int, dry_run: bool, as_json: bool, quiet: bool) -> None:
    """Take back the last change that refdesk made to the desk, or the last N.

    What you wrote into the files since stays, where the change did not touch the same place; where it did, nothing is
    done and both sides are shown. `refdesk redo` puts the change back.
    """
    taken = undoing.undo(desk, count, dry_run=dry_run)
    _tell("would take back" if dry_run else "taken back", taken, as_json=as_json, quiet=quiet)


@click.command(epilog="Example: refdesk redo")
@desk_options
@_count
@_dry_run
@json_option
@quiet_option
def redo(desk: Desk, *, count: int, dry_run: bool, as_json: bool, quiet: bool) -> None:
    """Put back the change that was taken back last, or the last N.

    A new change ends that: what was taken back before it stays so.
    """
    put_back = undoing.redo(desk, count, dry_run=dry_run)
    _tell("would put back" if dry_run else "put back", put_back, as_json=as_json, quiet=quiet)


def _tell(verb: str, steps: Sequence[TakenBack], *, as_json: bool, quiet: bool) -> None:
    for taken in steps:
        say(one_line(f"{verb}: {taken.title} ({', '.join(taken.step.paths)})"), quiet=quiet)
        for path in taken.merged:
            say(one_line(f"{path}: what was written into it since is kept"), quiet=quiet)
    if as_json:
        print_json([_taken_object(taken) for taken in steps])


def _taken_object(taken: TakenBack) -> dict[str, Any]:
    paths, kept = list(taken.step.paths), list(taken.merged)
    return {"number": taken.step.number, "title": taken.title, "paths": paths, "merged": kept}


@click.command(epilog="Example: refdesk history")
@desk_options
@json_option
def history(desk: Desk, *, as_json: bool) -> None:
    """List the changes that refdesk made to the desk, the newest last; an undone one is marked."""
    changes = undoing.changes_made(desk)
    if as_json:
        print_json([_change_object(change) for change in changes])
        return
    for change in changes:
        step = change.step
        mark = " (undone; redo puts it back)" if change.redoable else " (undone)" if change.undone else ""
        time = step.time[:16].replace("T", " ")
        click.echo(one_line(f"{step.number:04} {time} {step.title}{mark}: {', '.join(step.paths)}"))
    if not changes:
        say("refdesk remembers no change")


def _change_object(change: ChangeMade) -> dict[str, Any]:
    step = change.step
    told = {"number": step.number, "time": step.time, "title": step.title, "paths": list(step.paths)}
    state = {"kind": step.kind, "undoes": step.undoes, "undone": change.undone, "redoable": change.redoable}
    return {**told, **state}
