"""`refdesk config`: see and change settings."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from refdesk.cli.options import desk_options, json_option, one_line, print_json, quiet_option, say
from refdesk.desk.place import Desk
from refdesk.desk.settings import SETTINGS_FILE, Setting, SettingsTold, put, settings_told, value_of
from refdesk.model.errors import ExitCode, RefdeskError, unknown

_WIDEST_NAME = 32
_WIDEST_VALUE = 48


@click.command(epilog="Example: refdesk config citekeys.pattern '[author][year]'")
@desk_options
@click.argument("name", required=False)
@click.argument("words", metavar="[VALUE]", nargs=-1)
@click.option("--unset", is_flag=True, help="Take the setting out of the desk's file.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@quiet_option
def config(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk, *, name: str | None, words: Sequence[str], unset: bool, dry_run: bool, as_json: bool, quiet: bool
) -> int:
    """Show the settings and where each was made; with NAME only that one; with NAME and VALUE change it.

    Changes go to refdesk.toml of the desk, where comments and layout stay. Exits with 1 where a line of a settings
    file counts for nothing, and says which.
    """
    if name is not None and (words or unset):
        if words and unset:
            raise RefdeskError("--unset takes no value", remedy="give the one or the other")
        _change(desk, name, None if unset else " ".join(words), dry_run=dry_run, quiet=quiet)
        return int(ExitCode.DONE)
    if unset or dry_run:
        raise RefdeskError("nothing to change", remedy="name the setting, and its value or --unset")
    told = settings_told(desk)
    shown = list(told.settings.values()) if name is None else [_named(told, name)]
    if as_json:
        print_json([_setting_object(setting) for setting in shown])
    else:
        click.echo("\n".join(_rows(shown)))
    for error in told.errors:
        say(one_line(f"refdesk: {error}"))
    return int(ExitCode.FINDINGS if told.errors else ExitCode.DONE)


def _named(told: SettingsTold, name: str) -> Setting:
    if name not in told.settings:
        raise unknown("setting", name, f"there is {', '.join(list(told.settings)[:12])}")
    return told.settings[name]


def _setting_object(setting: Setting) -> dict[str, Any]:
    where = setting.where or None
    return {"name": setting.name, "value": setting.value, "origin": setting.origin, "where": where}


def _rows(settings: Sequence[Setting]) -> Iterator[str]:
    """A line for each setting: its name, its value, where it was made."""
    names = [one_line(setting.name) for setting in settings]
    values = [_value_text(setting.value) for setting in settings]
    name_width = min(max(map(len, names)), _WIDEST_NAME)
    value_width = min(max(map(len, values)), _WIDEST_VALUE)
    for setting, name, value in zip(settings, names, values, strict=True):
        yield f"{name:{name_width}}  {value:{value_width}}  {one_line(setting.where) or setting.origin}"


def _value_text(value: Any) -> str:
    if not isinstance(value, list):
        return one_line(str(value))
    parts = [" = ".join(part) if isinstance(part, list) else part for part in value]
    return one_line(", ".join(parts)) or "(none)"


def _change(desk: Desk, name: str, text: str | None, *, dry_run: bool, quiet: bool) -> None:
    """Set or take out a setting, and tell it; a value from the environment still counts before it."""
    changed = put(desk, name, None if text is None else value_of(name, text), dry_run=dry_run)
    done = "taken out" if text is None else f"set to {text}"
    if not changed:
        done = "unchanged, for it is so already"
    elif dry_run:
        done = f"would be {done}"
    say(one_line(f"{SETTINGS_FILE}: {name} {done}"), quiet=quiet)
    now = settings_told(desk).settings.get(name)
    if now is not None and now.origin == "environment":
        say(one_line(f"{now.where} is set and counts before it"), quiet=quiet)
