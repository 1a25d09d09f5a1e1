"""`refdesk links`: check the cited addresses, and tell how they stand."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import click

from refdesk.cli.options import desk_options, json_option, print_json, print_json_lines, printable, quiet_option, say
from refdesk.desk.links import ONLY, Choice, LinkStatus, Listener, check_links, link_object, link_report, link_statuses
from refdesk.desk.place import Desk
from refdesk.links.standing import Standing
from refdesk.model.errors import ExitCode

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_TOLD = {
    Standing.DEAD: "dead",
    Standing.LOOK: "needs a look",
    Standing.FINE: "fine",
    Standing.UNCHECKED: "not checked yet",
}


@click.group(epilog="Example: refdesk links check --max-age 7d")
def links() -> None:
    """Check the addresses that the library cites."""


def _age(_ctx: click.Context, _param: click.Parameter, value: str | None) -> timedelta | None:
    """Read an age such as 7d."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,5})([mhdw])", value, re.ASCII)
    if not match:
        raise click.BadParameter(f"{printable(value)!r} is no age: write a number and m, h, d or w, as in 7d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _words(_ctx: click.Context, _param: click.Parameter, value: str | None) -> frozenset[str]:
    """Read words of ONLY with commas between."""
    words = frozenset(word.strip() for word in (value or "").split(",") if word.strip())
    strange = sorted(words.difference(ONLY))
    if strange or (value is not None and not words):
        raise click.BadParameter(f"{printable(', '.join(strange)) or 'nothing'} is none of: {', '.join(ONLY)}")
    return words


@links.command()
@desk_options
@click.argument("keys", nargs=-1)
@click.option(
    "--only", callback=_words, metavar="WORDS", help=f"Check only these, with commas between: {', '.join(ONLY)}."
)
@click.option("--max-age", callback=_age, metavar="AGE", help="Leave URLs checked more recently, as in 7d or 12h.")
@click.option("--resume", is_flag=True, help="Go on with the run that was interrupted.")
@json_option
@quiet_option
def check(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    keys: tuple[str, ...],
    only: frozenset[str],
    max_age: timedelta | None,
    *,
    resume: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Ask every cited URL, or those of the entries KEYS, and remember the answers.

    Exit code 1 where links are dead, 4 where the network is down.

    Example: refdesk links check --max-age 7d --json
    """
    from refdesk.desk.querying import load_library

    choice = Choice(keys=keys, only=only, max_age=max_age, resume=resume)
    bar = _progress(quiet=quiet)
    listener = Listener(tell=lambda message: say(printable(message), quiet=quiet), progress=bar)
    statuses = check_links(desk, load_library(desk), choice, listener=listener)
    if as_json:
        print_json_lines(link_object(status) for status in statuses)
    else:
        _print_statuses([status for status in statuses if status.standing is not Standing.FINE])
        click.echo(_summary(statuses))
    dead = any(status.standing is Standing.DEAD for status in statuses)
    return int(ExitCode.FINDINGS if dead else ExitCode.DONE)


@links.command()
@desk_options
@click.argument("keys", nargs=-1)
@json_option
def status(desk: Desk, keys: tuple[str, ...], *, as_json: bool) -> None:
    """Print what is remembered of every URL, or of those of the entries KEYS. Nothing is asked.

    Example: refdesk links status afzal2021terrorism
    """
    from refdesk.desk.querying import load_library

    statuses = link_statuses(desk, load_library(desk), keys)
    if as_json:
        print_json_lines(link_object(status) for status in statuses)
    else:
        _print_statuses(statuses)


@links.command()
@desk_options
@json_option
def report(desk: Desk, *, as_json: bool) -> None:
    """Sum up what is remembered: how many links stand how, and which are dead or need a look.

    Example: refdesk links report --json
    """
    from refdesk.desk.querying import load_library

    statuses = link_statuses(desk, load_library(desk))
    if as_json:
        print_json(link_report(statuses))
        return
    for standing in (Standing.DEAD, Standing.LOOK):
        listed = [status for status in statuses if status.standing is standing]
        if listed:
            click.echo(f"{_TOLD[standing].capitalize()}:")
            _print_statuses(listed)
    click.echo(_summary(statuses))


def _print_statuses(statuses: "list[LinkStatus] | tuple[LinkStatus, ...]") -> None:
    for status in statuses:
        verdict = status.check.verdict.value if status.check else "-"
        word = verdict if status.standing is not Standing.DEAD else f"{verdict} (dead)"
        click.echo(_line(f"{word:<12} {status.cited.url}  [{', '.join(status.cited.keys)}]"))
        if status.check and status.standing is not Standing.FINE:
            click.echo(_line(f"{'':<12} {status.check.judgement.reason}"))
        if status.check and status.check.final_url not in {None, status.cited.url}:
            click.echo(_line(f"{'':<12} -> {status.check.final_url}"))


def _line(text: str) -> str:
    """One line of it: a line break or tab from the library shows as an escape too."""
    return printable(text.replace("\n", "\\n").replace("\t", "\\t"))


def _summary(statuses: tuple[LinkStatus, ...]) -> str:
    if not statuses:
        return "No URLs."
    counts = Counter(status.standing for status in statuses)
    told = ", ".join(f"{counts[standing]} {_TOLD[standing]}" for standing in _TOLD if counts[standing])
    return f"{len(statuses)} {'URL' if len(statuses) == 1 else 'URLs'}: {told}."


def _progress(*, quiet: bool) -> Callable[[int, int], None]:
    """A counter that rewrites its line on a terminal, and nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        return lambda _done, _total: None

    def show(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} URLs", err=True, nl=done == total)

    return show
