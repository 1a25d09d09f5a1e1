"""Which settings are in force on a desk, and where was each made?

In: a desk. Out: its Settings. An environment variable counts before the desk's `refdesk.toml`, that before the
person's own file, that before the default. Writing changes the desk's file alone.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.settings import DISTINCT, IGNORED, PATTERN, SEARCHES, Settings
from refdesk.resolving.citekeys import read_pattern
from refdesk.store.files import read_bytes
from refdesk.store.library_files import Transaction, transaction
from refdesk.store.settings import LARGEST_SETTINGS, fault_of, kind_of, parse_toml, put_setting, read_settings

SETTINGS_FILE = "refdesk.toml"
_VARIABLES = {"REFDESK_CITEKEYS_PATTERN": PATTERN, "REFDESK_LINT_IGNORE": IGNORED}

Origin = Literal["default", "user", "desk", "environment"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its dotted name, its value, who made it, and where (a file and line, or a variable)."""

    name: str
    value: Any
    origin: Origin = "default"
    where: str = ""


@dataclass(frozen=True, slots=True)
class SettingsTold:
    """Every setting in force, by name, and an error for each line that counts for nothing."""

    settings: Mapping[str, Setting]
    errors: tuple[RefdeskError, ...]


def settings_file(desk: Desk) -> Path:
    """Where the desk's own settings lie; a transaction reads and writes this path."""
    return desk.root / SETTINGS_FILE


def settings_of(desk: Desk) -> Settings:
    """The settings in force on the desk.

    Raises RefdeskError, naming file, line and setting, where one of them is unknown or has a wrong value: who wrote
    it meant something by it.
    """
    told = settings_told(desk)
    if told.errors:
        more = len(told.errors) - 1
        first = told.errors[0]
        raise replace(first, message=f"{first.message}, and {more} more" if more else first.message)
    made = told.settings
    return Settings(
        citekey_pattern=made[PATTERN].value,
        searches=MappingProxyType(dict(_searches(made))),
        distinct=tuple((first, second) for first, second in made[DISTINCT].value),
        lint_ignored=tuple(made[IGNORED].value),
        origins=MappingProxyType({name: one.where for name, one in made.items() if one.where}),
    )


def _searches(made: Mapping[str, Setting]) -> Iterator[tuple[str, str]]:
    for name, setting in made.items():
        if name.startswith(f"{SEARCHES}."):
            yield name.removeprefix(f"{SEARCHES}."), setting.value


def settings_told(desk: Desk, environment: Mapping[str, str] | None = None) -> SettingsTold:
    """Every setting with its origin. Raises nothing: whoever broke the file must see what is wrong with it."""
    variables = os.environ if environment is None else environment
    default = Settings()
    defaults = {PATTERN: default.citekey_pattern, IGNORED: [], DISTINCT: []}
    made = {name: Setting(name, value) for name, value in defaults.items()}
    errors: list[RefdeskError] = []
    for origin, path in _files(desk, variables):
        settings, faults = _from_file(path, origin)
        made |= settings
        errors += faults
    made |= _from_variables(variables)
    return SettingsTold(MappingProxyType(dict(sorted(made.items()))), tuple(errors))


def _files(desk: Desk, variables: Mapping[str, str]) -> Iterator[tuple[Origin, Path]]:
    """The settings files, the one that counts least first."""
    if own := user_file(variables):
        yield "user", own
    yield "desk", settings_file(desk)


def user_file(variables: Mapping[str, str]) -> Path | None:
    """The person's own settings file, under $XDG_CONFIG_HOME or ~/.config; None where there is no home.

    A relative $XDG_CONFIG_HOME is passed over (XDG Base Directory Specification, "Environment variables").
    """
    named = Path(variables.get("XDG_CONFIG_HOME", ""))
    try:
        folder = named if named.is_absolute() else Path.home() / ".config"
    except RuntimeError:
        return None
    return folder / "refdesk" / SETTINGS_FILE


def _from_file(path: Path, origin: Origin) -> tuple[dict[str, Setting], list[RefdeskError]]:
    try:
        if not path.exists():
            return {}, []
        data = read_bytes(path, LARGEST_SETTINGS)
    except OSError as error:  # a folder on the way that may not be looked into
        return {}, [RefdeskError(f"cannot be read: {error.strerror}", where=str(path), remedy="check its folder")]
    except RefdeskError as error:
        return {}, [error]
    where = SETTINGS_FILE if origin == "desk" else str(path)
    read = read_settings(data, where)
    values, errors = dict(read.values), list(read.errors)
    if origin == "user" and DISTINCT in values:
        del values[DISTINCT]
        told = f"{DISTINCT} speaks of citekeys of one desk"
        errors.append(RefdeskError(told, where=where, remedy=f"move it to that desk's {SETTINGS_FILE}"))
    lines = {name: f"{where}:{read.lines[name]}" if name in read.lines else where for name in values}
    if PATTERN in values and (fault := _pattern_fault(values[PATTERN], f"{lines[PATTERN]}: {PATTERN}")):
        del values[PATTERN]
        errors.append(fault)
    return {name: Setting(name, value, origin, lines[name]) for name, value in values.items()}, errors


def _pattern_fault(pattern: str, where: str) -> RefdeskError | None:
    try:
        read_pattern(pattern, where)
    except RefdeskError as error:
        return error
    return None


def _from_variables(variables: Mapping[str, str]) -> dict[str, Setting]:
    """The settings made in the environment; an empty variable counts as none."""
    return {
        name: Setting(name, value_of(name, variables[variable]), "environment", f"${variable}")
        for variable, name in _VARIABLES.items()
        if variables.get(variable, "").strip()
    }


def value_of(name: str, text: str) -> Any:
    """The value that a text typed for a setting means; words are parted by commas or blanks, or stand as a TOML list.

    Raises RefdeskError for a name that means no setting, and for a value of another kind.
    """
    is_list = kind_of(name) in {"words", "pairs"}
    value: Any = text
    if is_list and text.lstrip().startswith("["):
        value = parse_toml(f"value = {text}".encode("utf-8", "replace"), name)["value"]
    elif is_list:
        value = text.replace(",", " ").split()
    fault = fault_of(name, value) or (_pattern_fault(text, name) if name == PATTERN else None)
    if fault:
        raise fault
    return value


def put(desk: Desk, name: str, value: Any, *, dry_run: bool = False) -> bool:
    """Set `name` in the desk's file, or take it out (None), as one step for undo; return whether that changes anything.

    Raises RefdeskError for an unknown name, a value of another kind and a file that is no TOML; nothing is then
    changed, nor on `dry_run`.
    """
    with transaction(desk.root, f"config: {'unset' if value is None else 'set'} {name}", dry_run=dry_run) as changing:
        return _put(changing, desk, name, value)


def _put(changing: Transaction, desk: Desk, name: str, value: Any) -> bool:
    path = settings_file(desk)
    before = changing.read(path) or b""
    after = put_setting(before, name, value, SETTINGS_FILE)
    if after == before:
        return False
    changing.write(path, after)
    return True


_SEARCH_NAME = re.compile(r"\w[\w.+-]{0,59}")


def save_search(desk: Desk, name: str, query: str, *, dry_run: bool = False) -> bool:
    """Save a query under a name; return whether that changes anything.

    Raises RefdeskError for a name of several words.
    """
    if not _SEARCH_NAME.fullmatch(name):
        raise RefdeskError(f"{name!r} cannot name a search", remedy="use letters, digits and - _ . +, without blanks")
    return put(desk, f"{SEARCHES}.{name}", query, dry_run=dry_run)


def forget_search(desk: Desk, name: str, *, dry_run: bool = False) -> None:
    """Take a saved search out of the desk's file. Raises RefdeskError (exit code 3) where it does not stand there."""
    setting = settings_told(desk).settings.get(f"{SEARCHES}.{name}")
    if setting is None:
        saved_search(desk, name)
    elif setting.origin != "desk":
        raise RefdeskError(f"the search {name!r} is not this desk's", where=setting.where, remedy="take it out there")
    else:
        put(desk, setting.name, None, dry_run=dry_run)


def searches_told(desk: Desk) -> tuple[Setting, ...]:
    """The saved searches with their origins, in order of their names, without the heading `searches.`."""
    made = settings_told(desk).settings.values()
    searches = [setting for setting in made if setting.name.startswith(f"{SEARCHES}.")]
    return tuple(replace(setting, name=setting.name.removeprefix(f"{SEARCHES}.")) for setting in searches)


def saved_search(desk: Desk, name: str) -> str:
    """The query saved under this name. Raises RefdeskError (exit code 3) where there is none."""
    searches = settings_of(desk).searches
    if name not in searches:
        known = ", ".join(sorted(searches)[:8])
        raise unknown(
            "saved search", name, f"there is {known}" if known else "save one with refdesk search --save NAME"
        )
    return searches[name]
