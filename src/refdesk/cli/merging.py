"""`refdesk merge`, `dedupe`: make one entry of several, and find those that may be one."""

import shutil
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from refdesk.cli.options import (
    at_terminal,
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    quiet_option,
    say,
    shown_at_terminal,
)
from refdesk.desk.place import Desk
from refdesk.model.errors import ExitCode, RefdeskError

if TYPE_CHECKING:
    from refdesk.desk.merge_planning import Choice, MergePlan, Wishes
    from refdesk.desk.merging import Merged
    from refdesk.model.library import Library
    from refdesk.resolving.duplicates import Group

_LEAST_SCORE = 0.8
_LOWEST_SCORE = 0.1


@click.command(
    epilog="\b\nExamples:\n  refdesk merge smith1999 smith1999a --dry-run\n"
    "  refdesk merge smith1999 smith1999a --take title=smith1999a"
)
@desk_options
@click.argument("keys", nargs=-1, required=True, metavar="KEY OTHER...")
@click.option("--take", "wished", multiple=True, metavar="FIELD=KEY", help="Take a field from another entry.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@json_option
@quiet_option
def merge(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk, keys: Sequence[str], *, wished: Sequence[str], dry_run: bool, as_json: bool, quiet: bool
) -> None:
    """Make one entry of several: the first stays and takes over what the others say.

    Addresses, files, keywords, annotations, citations and who cites it are united; the other keys become aliases,
    which still find the entry. Where the entries differ, the first one's value stands unless --take names another; at
    a terminal you are asked. What was not taken is told, and `refdesk undo` brings it back.
    """
    from refdesk.desk import merging
    from refdesk.desk.merge_planning import Wishes

    wishes = Wishes(dict(map(_wish, wished)))
    planned = merging.plan_merge(desk, keys, wishes)
    if not (as_json or quiet):
        _show(planned)
    if at_terminal() and not (dry_run or as_json):
        wishes = _asked(planned, wishes)
    merged = merging.merge(desk, keys, wishes, seen=planned, dry_run=dry_run)
    if as_json:
        print_json(_merged_object(merged.plan, dry_run=dry_run))
    _tell(merged, dry_run=dry_run, quiet=quiet)


def _wish(text: str) -> tuple[str, str]:
    name, equals, key = text.partition("=")
    if not equals or not name.strip() or not key.strip():
        raise RefdeskError(f"{text!r} takes nothing", where="--take", remedy="write FIELD=KEY")
    return name.strip().casefold(), key.strip()


def _tell(merged: "Merged", *, dry_run: bool, quiet: bool) -> None:
    for line in merged.told:
        say(one_line(f"would be: {line}" if dry_run else line), quiet=quiet)


def _merged_object(planned: "MergePlan", *, dry_run: bool) -> dict[str, Any]:
    return {
        "kept": planned.kept,
        "merged": list(planned.others),
        "dry_run": dry_run,
        "fields": [_choice_object(choice) for choice in planned.choices],
        "lost": list(planned.lost),
    }


def _choice_object(choice: "Choice") -> dict[str, Any]:
    return {
        "field": choice.name,
        "kind": choice.kind,
        "values": dict(choice.values),
        "taken": choice.taken or None,
        "result": {name: text.value for name, text in choice.result.items()},
    }


# -- side by side ------------------------------------------------------------------------------------------------------


def _show(planned: "MergePlan") -> None:
    """Print the fields of the entries side by side: what stands is marked."""
    keys = (planned.kept, *planned.others)
    for line in _table(planned, keys, _column_width(len(keys))):
        click.echo(line)


def _column_width(columns: int) -> int | None:
    """How wide a value may be at a terminal; a pipe takes whole ones."""
    if not shown_at_terminal():
        return None
    return max(16, (shutil.get_terminal_size().columns - _NAME_WIDTH) // columns - 4)


_NAME_WIDTH = 14


def _table(planned: "MergePlan", keys: Sequence[str], width: int | None) -> Iterator[str]:
    rows = [("", [f"  {one_line(key)}" for key in keys])]
    rows += [(choice.name, [_cell(choice, key) for key in keys]) for choice in planned.choices]
    widths = [max(map(_columns, cells)) for cells in zip(*(cells for _, cells in rows), strict=True)]
    for name, cells in rows:
        shown = [_shown(cell, wanted, width) for cell, wanted in zip(cells, widths, strict=True)]
        yield f"{one_line(name):<{_NAME_WIDTH}} {'  '.join(shown)}".rstrip()


def _shown(cell: str, wanted: int, width: int | None) -> str:
    """The value in its column; for a pipe it is whole, and a column is as wide as most values, not as the longest."""
    from refdesk.cli.looking import fitted, padded

    return padded(cell, min(wanted, _WIDEST_COLUMN)) if width is None else fitted(cell, min(wanted, width))


_WIDEST_COLUMN = 60


def _cell(choice: "Choice", key: str) -> str:
    """A value with its mark: * stands, + is united, a blank is left out."""
    if key not in choice.values:
        return ""
    stands = key == choice.taken or (choice.kind == "same" and key in choice.values)
    mark = "+" if choice.kind == "united" else "*" if stands else " "
    return f"{mark} {one_line(choice.values[key])}"


def _columns(text: str) -> int:
    from refdesk.cli.looking import columns

    return columns(text)


# -- asking ------------------------------------------------------------------------------------------------------------


def _asked(planned: "MergePlan", wishes: "Wishes") -> "Wishes":
    """Ask for each conflict that no --take settles: the number of an entry, or e to type another value."""
    from dataclasses import replace

    taken, typed = dict(wishes.taken), dict(wishes.typed)
    for choice in planned.conflicts:
        if choice.name in taken:
            continue
        answer = _answer(choice)
        if isinstance(answer, str):
            taken[choice.name] = answer
        elif answer is not None:
            typed[choice.name] = answer[0]
    return replace(wishes, taken=taken, typed=typed)


def _answer(choice: "Choice") -> str | tuple[str] | None:
    """The key whose value is taken, or a value typed anew in a tuple; None where the first choice stands."""
    keys = list(choice.values)
    say("")
    for number, key in enumerate(keys, 1):
        say(one_line(f"{number}  {choice.name} = {choice.values[key]}   ({key})"))
    numbers = [str(number) for number in range(1, len(keys) + 1)]
    standing = str(keys.index(choice.taken) + 1)
    can_edit = choice.name != "entrytype" and len(choice.result) == 1
    allowed = click.Choice([*numbers, *(["e"] if can_edit else [])])
    asked = f"{choice.name}: which number, or e to type another" if can_edit else f"{choice.name}: which number"
    answer = click.prompt(asked, type=allowed, default=standing, err=True)
    if answer == "e":
        return (_typed(choice),)
    return None if answer == standing else keys[int(answer) - 1]


def _typed(choice: "Choice") -> str:
    from refdesk.desk.editing import written

    value = click.prompt(choice.name, default=choice.values[choice.taken], err=True)
    return value if value == choice.values[choice.taken] else written(choice.name, value)


# -- dedupe ------------------------------------------------------------------------------------------------------------


@click.command(
    epilog="\b\nExamples:\n  refdesk dedupe --policy list\n  refdesk dedupe --policy merge-identical --dry-run\n"
    "  refdesk dedupe --distinct smith1999 smith1999a"
)
@desk_options
@click.option(
    "--min-score",
    "least",
    type=float,
    default=None,
    help=f"Leave out what is less sure, from 0.1 to 1. [default: {_LEAST_SCORE}; 0.9 for merge-identical]",
)
@click.option(
    "--policy",
    type=click.Choice(["ask", "list", "merge-identical"]),
    default=None,
    help="What to do with the groups. [default: ask at a terminal, else list]",
)
@click.option("--distinct", nargs=2, metavar="KEY KEY", help="Remember that these two are not one work.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@quiet_option
def dedupe(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    *,
    least: float | None,
    policy: str | None,
    distinct: tuple[str, str] | None,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find entries that may be one work, with a score and the reasons.

    At a terminal you are asked what to do with each group; what you call no duplicate is remembered in refdesk.toml.
    `--policy merge-identical` merges those that score 0.9 at least and of which no two fields differ. Exits with 1
    where groups are left.
    """
    if least is not None and not _LOWEST_SCORE <= least <= 1:  # nan, too
        raise RefdeskError(f"{least} is no score", where="--min-score", remedy=f"give one from {_LOWEST_SCORE} to 1")
    if distinct:
        _remember(desk, distinct, dry_run=dry_run, quiet=quiet)
        return
    chosen = policy or ("ask" if at_terminal() and not as_json else "list")
    if chosen == "merge-identical":
        left = _merge_identical(desk, least, dry_run=dry_run, as_json=as_json, quiet=quiet)
    else:
        is_asked = chosen == "ask" and at_terminal() and not (dry_run or as_json)
        left = _list_or_ask(desk, least or _LEAST_SCORE, is_asked=is_asked, as_json=as_json, quiet=quiet)
    if left:
        raise click.exceptions.Exit(ExitCode.FINDINGS)


def _remember(desk: Desk, keys: Sequence[str], *, dry_run: bool, quiet: bool) -> None:
    from refdesk.desk.deduping import keep_apart

    for one, other in keep_apart(desk, keys, dry_run=dry_run):
        told = f"{one} and {other} are two works"
        say(one_line(f"would remember: {told}" if dry_run else told), quiet=quiet)


def _list_or_ask(desk: Desk, least: float, *, is_asked: bool, as_json: bool, quiet: bool) -> int:
    """How many groups are left."""
    from refdesk.desk.deduping import groups_in
    from refdesk.desk.querying import load_library

    library = load_library(desk)
    groups = groups_in(library, desk, least)
    if as_json:
        print_json([_group_object(group) for group in groups])
    elif not groups:
        say("no duplicates found", quiet=quiet)
    elif is_asked:
        return _go_through(desk, library, groups)
    else:
        _print_groups(library, groups)
    return len(groups)


def _group_object(group: "Group") -> dict[str, Any]:
    return {"keys": list(group.keys), "score": group.score, "reasons": list(group.reasons)}


def _print_groups(library: "Library", groups: Sequence["Group"]) -> None:
    for group in groups:
        click.echo(_head(group))
        for key in group.keys:
            click.echo(f"  {_row(library, key)}")


def _head(group: "Group") -> str:
    return f"{group.score:.2f}  {one_line('; '.join(group.reasons))}"


def _row(library: "Library", key: str) -> str:
    """A line for an entry: key, creators, year and title."""
    from refdesk.desk.querying import author_text

    entry = library.by_key[key]
    return one_line(f"{key}  {author_text(entry)} {entry.work.year or 'n.d.'}  {entry.work.title or ''}")


def _go_through(desk: Desk, library: "Library", groups: Sequence["Group"]) -> int:
    """Ask for each group; return how many are left."""
    settled = 0
    for number, group in enumerate(groups, 1):
        say(f"\n{number} of {len(groups)}: {_head(group)}")
        for key in group.keys:
            say(f"  {_row(library, key)}")
        answer = click.prompt("m merge, d not a duplicate, s skip, q quit", type=click.Choice(list("mdsq")), err=True)
        if answer == "q":
            break
        settled += answer in {"m", "d"} and _is_done(desk, group, answer)
    return len(groups) - settled


def _is_done(desk: Desk, group: "Group", answer: str) -> bool:
    """Do what was answered; what cannot be done is said, and the next group comes."""
    try:
        if answer == "d":
            _remember(desk, group.keys, dry_run=False, quiet=False)
        else:
            _merge_group(desk, group)
    except RefdeskError as error:
        say(one_line(str(error)))
        return False
    return True


def _merge_group(desk: Desk, group: "Group") -> None:
    from refdesk.desk.deduping import order_of_worth
    from refdesk.desk.merge_planning import Wishes
    from refdesk.desk.merging import merge as merge_entries
    from refdesk.desk.merging import plan_merge

    keys = order_of_worth(desk, group.keys)
    planned = plan_merge(desk, keys)
    _show(planned)
    _tell(merge_entries(desk, keys, _asked(planned, Wishes()), seen=planned), dry_run=False, quiet=False)


def _merge_identical(desk: Desk, least: float | None, *, dry_run: bool, as_json: bool, quiet: bool) -> int:
    """How many groups are left for a person."""
    from refdesk.desk.deduping import SAFE, merge_identical
    from refdesk.desk.merging import told

    done = merge_identical(desk, least or SAFE, dry_run=dry_run)
    if as_json:
        merged = [_merged_object(planned, dry_run=dry_run) for planned in done.merged]
        print_json({"merged": merged, "left": [_group_object(group) for group in done.left]})
    for planned in done.merged:
        for line in told(planned):
            say(one_line(f"would be: {line}" if dry_run else line), quiet=quiet)
    say(f"{counted(len(done.merged), 'group')} merged, {len(done.left)} left for you to look at", quiet=quiet)
    return len(done.left)
