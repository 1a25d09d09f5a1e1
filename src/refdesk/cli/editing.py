"""`refdesk edit`, `rekey`: change entries and their citekeys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from refdesk.cli.options import (
    at_terminal,
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    print_json_lines,
    quiet_option,
    say,
)
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError

if TYPE_CHECKING:
    from refdesk.desk.editing import Changes, Edited


@click.command(
    epilog='\b\nExample:\n  refdesk edit coll2018directorate --set "location=New York"\n  refdesk edit nomura --delete'
)
@desk_options
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="Set a field of the entry.")
@click.option("--set-raw", "raw", multiple=True, metavar="FIELD=VALUE", help="Set a field to a macro, or parts with #.")
@click.option("--unset", "removals", multiple=True, metavar="FIELD", help="Remove a field of the entry.")
@click.option("--type", "new_type", metavar="TYPE", help="Give the entry another type, such as book.")
@click.option("--rename", "new_key", metavar="NEWKEY", help="Give the entry another citekey, everywhere it is used.")
@click.option("--before", metavar="KEY", help="Move the entry in front of another one in the file.")
@click.option("--after", metavar="KEY", help="Move the entry behind another one in the file.")
@click.option("--delete", is_flag=True, help="Take the entry out of the library file.")
@click.option("--force", is_flag=True, help="With --delete: though other entries refer to it.")
@click.option("--line", type=int, metavar="N", help="Where a key stands twice: the entry that begins on this line.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@quiet_option
def edit(desk: Desk, *, keys: Sequence[str], line: int | None, as_json: bool, quiet: bool, **asked: Any) -> None:
    """Change an entry of the library; every other byte of the file stays.

    A plain value is written as LaTeX, which escapes & and its like; one with a backslash or braces is written as it
    stands. A stub that gets the title or the creator it lacked is a stub no more. Without options, at a terminal, the
    entry's own text opens in $VISUAL, else $EDITOR. `refdesk undo` takes everything back.
    """
    from refdesk.desk.editing import Changes
    from refdesk.desk.editing import edit as edit_entries

    dry_run = asked.pop("dry_run")
    changes = _changes(**asked)
    if changes != Changes():
        edited: Sequence[Edited] = edit_entries(desk, keys, changes, line=line, dry_run=dry_run)
    elif at_terminal() and len(keys) == 1:
        edited = _in_editor(desk, keys[0], line, dry_run=dry_run, quiet=quiet)
    else:
        raise RefdeskError("nothing to change", remedy="say what with --set, --unset or --rename; --help names more")
    if as_json:
        print_json_lines(map(_edited_object, edited))
    for told in (sentence for entry in edited for sentence in entry.told):
        say(one_line(f"would change: {told}" if dry_run else told), quiet=quiet)


def _changes(  # noqa: PLR0913 - click hands over every option as an argument
    *,
    assignments: Sequence[str],
    raw: Sequence[str],
    removals: Sequence[str],
    new_type: str | None,
    new_key: str | None,
    before: str | None,
    after: str | None,
    delete: bool,
    force: bool,
) -> "Changes":
    from refdesk.desk.editing import Changes, Place

    if before is not None and after is not None:
        raise RefdeskError("--before and --after name two places", remedy="give one of them")
    place = Place(side="before", citekey=before) if before is not None else None
    place = Place(side="after", citekey=after) if after is not None else place
    changes = Changes(
        assigned=_assigned(assignments, "--set"),
        removed=tuple(name.strip().casefold() for name in removals),
        new_key=new_key,
        new_type=new_type,
        place=place,
        raw=_assigned(raw, "--set-raw"),
    )
    for name in changes.assigned.keys() & changes.raw.keys():
        raise RefdeskError(f"the field {name!r} is set twice", where="--set-raw", remedy="set it once")
    if not delete:
        return changes
    if changes != Changes():
        raise RefdeskError("an entry is either changed or deleted", where="--delete", remedy="do one of them")
    return Changes(is_deleted=True, is_forced=force)


def _assigned(texts: Sequence[str], option: str) -> dict[str, str]:
    """Field → value for each FIELD=VALUE."""
    assigned: dict[str, str] = {}
    for text in texts:
        name, value = _assignment(text, option)
        if name in assigned:
            raise RefdeskError(f"the field {name!r} is set twice", where=option, remedy="set it once")
        assigned[name] = value
    return assigned


def _assignment(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise RefdeskError(
            f"{text!r} sets nothing", where=option, remedy="write FIELD=VALUE, or remove a field with --unset FIELD"
        )
    return name.strip().casefold(), value.strip()


def _in_editor(desk: Desk, key: str, line: int | None, *, dry_run: bool, quiet: bool) -> "list[Edited]":
    from refdesk.desk.drafting import begin_draft, keep_draft, write_draft

    draft = begin_draft(desk, key, line)
    if draft.left is not None:
        say("going on with the draft that was left", quiet=quiet)
    for sentence in draft.changed_since:
        say(one_line(f"the entry was changed since you began it: {sentence}"), quiet=quiet)
    write_draft(draft)
    edited = keep_draft(desk, draft, dry_run=dry_run)
    if edited is None:
        say("nothing changed", quiet=quiet)
    return [edited] if edited else []


def _edited_object(edited: "Edited") -> dict[str, Any]:
    changes = [
        {"kind": change.kind, "name": change.name, "before": change.before, "after": change.after}
        for change in edited.changes
    ]
    return {"key": edited.citekey, "changes": changes, "cautions": list(edited.cautions)}


@click.command(epilog='Example: refdesk rekey --all --pattern "[Author][year]" --dry-run')
@desk_options
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--all", "everything", is_flag=True, help="Every entry but source documents.")
@click.option("--pattern", metavar="P", help="A pattern for this time, else that of refdesk.toml.")
@click.option("--no-alias", is_flag=True, help="Do not keep the old citekeys as aliases (ids).")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@quiet_option
def rekey(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    *,
    keys: Sequence[str],
    everything: bool,
    pattern: str | None,
    no_alias: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Give entries the citekeys that the pattern makes, and move every reference to them.

    Citekeys that fit the pattern stay, so that a second run changes nothing. Old ones stay as aliases, which still
    lead to the entry. `refdesk undo` takes all of it back.
    """
    from refdesk.desk.patterning import rekey as rekey_entries

    if bool(keys) == everything:
        raise RefdeskError("which entries?", remedy="name them by KEY, or say --all; not both")
    rekeyed = rekey_entries(desk, keys or None, pattern=pattern, aliases=not no_alias, dry_run=dry_run)
    if as_json:
        print_json([{"old": old, "new": new} for old, new in rekeyed.names.items()])
    for old, new in rekeyed.names.items():
        say(one_line(f"{old} → {new}"), quiet=quiet)
    for caution in rekeyed.cautions:
        say(one_line(caution), quiet=quiet)
    verb = "would change" if dry_run else "changed"
    say(f"{verb} {counted(len(rekeyed.names), 'citekey')}; {rekeyed.fitting} fit the pattern", quiet=quiet)
