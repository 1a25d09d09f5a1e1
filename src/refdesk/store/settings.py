"""How are settings written in refdesk.toml? The bytes of that file ↔ its values.

In: the bytes of a TOML file. Out: its values with their lines and what is wrong with them, or bytes in which one
value differs; comments and layout stay. What is wrong in one setting does not spoil the others.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from refdesk.model.errors import RefdeskError
from refdesk.model.settings import DISTINCT, IGNORED, PATTERN, SEARCHES

LARGEST_SETTINGS = 1024 * 1024
"""Bytes of a settings file. Ten thousand pairs that are no duplicates take half of it."""
_LONGEST_TEXT = 10_000
# A key of ten thousand parts keeps tomllib busy for minutes; nobody nests deeper than three.
_ENDLESS_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){30}")
_HEADER = re.compile(r"[ \t]*\[[ \t]*([^\[\]\n]+?)[ \t]*\]")
_KEY = re.compile(r"[ \t]*([^=\n#\[\]{},]{1,200}?)[ \t]*=")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """What a settings file says: sound values by dotted name, the line of each, and an error for each other one."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    errors: tuple[RefdeskError, ...]


def read_settings(data: bytes, where: str) -> SettingsRead:
    """Read the bytes of a settings file that errors call `where`. Raises nothing: errors are in what is returned."""
    try:
        found = dict(_named(parse_toml(data, where)))
    except RefdeskError as error:
        return SettingsRead({}, {}, (error,))
    lines = _lines_of(data)
    errors = {name: fault_of(name, value) for name, value in found.items()}
    return SettingsRead(
        values={name: value for name, value in found.items() if errors[name] is None},
        lines=lines,
        errors=tuple(_placed(error, name, where, lines) for name, error in errors.items() if error),
    )


def parse_toml(data: bytes, where: str) -> dict[str, Any]:
    """The values of a TOML file. Raises RefdeskError for what is none, is too large, or is nested without end."""
    if len(data) > LARGEST_SETTINGS:
        raise RefdeskError(f"larger than {LARGEST_SETTINGS:,} bytes", where=where, remedy="make it smaller")
    text = _text(data, where)
    if endless := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        raise RefdeskError("a name of too many parts", where=f"{where}:{line}", remedy="mend that line")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise RefdeskError("nested too deeply", where=where, remedy="write plain lists") from None
    except ValueError as error:
        raise _no_toml(str(error), where, text) from None


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8").removeprefix(_MARK)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefdeskError("not UTF-8", where=f"{where}:{line}", remedy="save it as UTF-8") from None


def _no_toml(told: str, where: str, text: str) -> RefdeskError:
    """The error for a text that tomllib cannot read: "Expected '=' after a key (at line 3, column 7)"."""
    place = re.search(r" \(at line (\d+), column \d+\)\Z", told)
    said = told[: place.start()] if place else told.removesuffix(" (at end of document)")
    line = place[1] if place else text.rstrip().count("\n") + 1
    return RefdeskError(f"is no TOML: {said[:200]}", where=f"{where}:{line}", remedy="mend that line")


def _named(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every value with its dotted name, such as "lint.ignore"."""
    for head, table in tables.items():
        if isinstance(table, dict):
            yield from ((f"{head}.{key}", value) for key, value in table.items())
        else:
            yield head, table


def fault_of(name: str, value: Any) -> RefdeskError | None:
    """What is wrong with a setting: an unknown name or a value of another kind; None for a sound one."""
    kind = kind_of(name)
    if kind is None:
        near = difflib.get_close_matches(name[:80], [PATTERN, IGNORED, DISTINCT, f"{SEARCHES}.NAME"], 1, 0.5)
        remedy = f"did you mean {near[0]}?" if near else "refdesk config lists the settings"
        return RefdeskError(f"unknown setting {name[:80]!r}", remedy=remedy)
    fits, wanted = _KINDS[kind]
    return None if fits(value) else RefdeskError(f"{name} must be {wanted}", remedy="mend it, or take it out")


def kind_of(name: str) -> str | None:
    """How the setting's values look: "text", "words" or "pairs"; None for a name that means no setting."""
    if name.startswith(f"{SEARCHES}.") and name != f"{SEARCHES}.":
        return "text"
    return {PATTERN: "text", IGNORED: "words", DISTINCT: "pairs"}.get(name)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST_TEXT


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_pairs(value: Any) -> bool:
    return isinstance(value, list) and all(_are_words(pair) and len(pair) == 2 for pair in value)


_KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (_is_text, 'a text in quotes, such as "…"'),
    "words": (_are_words, 'a list of words, such as ["a", "b"]'),
    "pairs": (_are_pairs, 'a list of pairs of citekeys, such as [["a", "b"]]'),
}


def _placed(error: RefdeskError, name: str, where: str, lines: Mapping[str, int]) -> RefdeskError:
    line = lines.get(name)
    return RefdeskError(error.message, where=f"{where}:{line}" if line else where, remedy=error.remedy)


def _lines_of(data: bytes) -> dict[str, int]:
    """The line of each setting by its dotted name, as far as it can be told without a parser that keeps places."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(data.decode("utf-8").removeprefix(_MARK).splitlines(), 1):
        if header := _HEADER.fullmatch(line.split("#")[0].rstrip()):
            table = _plain(header[1])
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{_plain(key[1])}".removeprefix("."), number)
    return lines


def _plain(name: str) -> str:
    """A dotted name without blanks and quotes."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def put_setting(data: bytes | None, name: str, value: Any, where: str = "refdesk.toml") -> bytes:
    """The bytes of a settings file in which `name`, such as "lint.ignore", has this value; None takes it out.

    Comments and layout stay, also around the parts of a list that stay. Raises RefdeskError for a file that is no
    TOML, for an unknown name or a value of the wrong kind, and where other settings would not come out the same.
    """
    if value is not None and (fault := fault_of(name, value)):
        raise fault
    before = parse_toml(data or b"", where)
    text = _text(data or b"", where)
    newline = "\r\n" if "\r\n" in text else "\n"
    written = _rewritten(text.replace("\r\n", "\n"), name, value, where)
    mark = _MARK if (data or b"").startswith(_MARK.encode()) else ""
    result = (mark + written.replace("\n", newline)).encode("utf-8")
    if _without_empty(parse_toml(result, where)) != _without_empty(_with(before, name, value)):
        raise RefdeskError(f"{name} cannot be changed without touching the rest", where=where, remedy="edit it by hand")
    return result


def _rewritten(text: str, name: str, value: Any, where: str) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        _put(document, name, value)
        return tomlkit.dumps(document)
    except (TOMLKitError, ValueError, TypeError, RecursionError) as error:
        told = " ".join(str(error).split())[:200]
        raise RefdeskError(f"{name} cannot be changed: {told}", where=where, remedy="edit it by hand") from None


def _put(document: Any, name: str, value: Any) -> None:
    """Put the value into a tomlkit document, or take it out."""
    import tomlkit

    head, _, key = name.partition(".")
    if value is None:
        _take_out(document, head, key)
        return
    if head not in document:
        document[head] = tomlkit.table()
    table = document[head]
    if not isinstance(table, dict):
        raise TypeError(f"{head} holds a value where its table should be")
    if isinstance(table.get(key), tomlkit.items.Array) and isinstance(value, list):
        _put_items(table[key], value)
    elif value and isinstance(value, list) and isinstance(value[0], list):
        table[key] = tomlkit.array()
        table[key].multiline(multiline=True).extend(value)  # one pair a line, for git diff
    else:
        table[key] = value


def _put_items(array: Any, value: list[Any]) -> None:
    """Make the array hold `value`; what stays keeps its line and comment."""
    items = array.unwrap()
    if len(items) == len(value):
        for index, (old, new) in enumerate(zip(items, value, strict=True)):
            if old != new:
                array[index] = new
        return
    for index in reversed(range(len(items))):
        if items[index] not in value:
            del array[index]
    kept = len(array)
    if array.unwrap() == value[:kept]:
        array.extend(value[kept:])
    else:
        array.clear()
        array.extend(value)


def _take_out(document: Any, head: str, key: str) -> None:
    """Take a setting out, and its table where nothing is left in it, not even a comment."""
    import tomlkit

    table = document.get(head)
    if not key:
        document.pop(head, None)
    elif table is not None and key in table:
        table.pop(key)
        if isinstance(table, tomlkit.items.Table) and not table.as_string().strip():
            document.remove(head)


def _with(tables: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    """The values as they are to be read once `name` has this value."""
    head, _, key = name.partition(".")
    if not key:
        return {other: table for other, table in tables.items() if other != head}
    table = tables.get(head, {})
    rest = {other: old for other, old in table.items() if other != key} if isinstance(table, dict) else {}
    return {**tables, head: rest if value is None else {**rest, key: value}}


def _without_empty(tables: dict[str, Any]) -> dict[str, Any]:
    return {head: table for head, table in tables.items() if table != {}}
