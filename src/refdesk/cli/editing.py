"""`refdesk edit`, `undo`, `history`: change entries, and take changes back."""

from collections.abc import Sequence
from typing import Any

import click

from refdesk.cli.options import desk_options, json_option, one_line, print_json, quiet_option, say
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.store.journal import Step


@click.command(epilog='Example: refdesk edit coll2018directorate --set "location=New York"')
@desk_options
@click.argument("key")
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="Set a field of the entry.")
@click.option("--unset", "removals", multiple=True, metavar="FIELD", help="Remove a field of the entry.")
@click.option("--rename", "new_key", metavar="NEWKEY", help="Give the entry another citekey, everywhere it is used.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@quiet_option
def edit(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    key: str,
    *,
    assignments: Sequence[str],
    removals: Sequence[str],
    new_key: str | None,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Change an entry of the library; every other byte of the file stays.

    A plain value is written as LaTeX, which escapes & and its like; one with a backslash or braces is written as it
    stands. A stub that gets the title or the creator it lacked is a stub no more.
    """
    from refdesk.desk.editing import Changes
    from refdesk.desk.editing import edit as edit_entry

    if not (assignments or removals or new_key):
        raise RefdeskError("nothing to change", remedy="name it with --set, --unset or --rename")
    removed = [name.strip().casefold() for name in removals]
    changes = Changes(dict(_assignment(text) for text in assignments), removed, new_key)
    for line in edit_entry(desk, key, changes, dry_run=dry_run):
        say(one_line(f"would change: {line}" if dry_run else line), quiet=quiet)


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise RefdeskError(
            f"{text!r} sets nothing", where="--set", remedy="write FIELD=VALUE, or remove a field with --unset FIELD"
        )
    return name.strip().casefold(), value.strip()


@click.command(epilog="Example: refdesk undo")
@desk_options
@quiet_option
def undo(desk: Desk, *, quiet: bool) -> None:
    """Take back the last change that refdesk made to the desk."""
    from refdesk.desk.editing import undo_last

    step = undo_last(desk)
    say(one_line(f"taken back: {step.title} ({', '.join(step.paths)})"), quiet=quiet)


@click.command(epilog="Example: refdesk history")
@desk_options
@json_option
def history(desk: Desk, *, as_json: bool) -> None:
    """List the changes that refdesk made to the desk, the newest last; an undone one is marked."""
    from refdesk.desk.editing import changes_made

    steps = changes_made(desk)
    undone = {step.undoes for step in steps if step.undoes is not None}
    if as_json:
        print_json([_step_object(step, undone) for step in steps])
        return
    for step in steps:
        mark = " (undone)" if step.number in undone else ""
        time = step.time[:16].replace("T", " ")
        click.echo(one_line(f"{step.number:04}  {time}  {step.title}{mark}: {', '.join(step.paths)}"))
    if not steps:
        say("refdesk remembers no change")


def _step_object(step: Step, undone: set[int]) -> dict[str, Any]:
    told = {"number": step.number, "time": step.time, "title": step.title, "paths": list(step.paths)}
    return {**told, "undoes": step.undoes, "undone": step.number in undone}
