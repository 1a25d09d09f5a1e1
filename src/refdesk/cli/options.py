"""Options that every verb shares."""

import functools
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from refdesk.desk.place import Desk, find_desk
from refdesk.desk.undoing import merged_since, newest_change

P = ParamSpec("P")
R = TypeVar("R")

SOME_PATH = click.Path(path_type=Path, readable=False)
"""A path as it was typed. Whether it can be read is found out where it is read, and told in one line there."""


def desk_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add --desk and --library, and hand the command its `desk` as first argument.

    Afterwards it is told where a change kept what somebody else wrote to a file at the same time.
    """

    @click.option(
        "--desk",
        "folder",
        type=SOME_PATH,
        help="The desk's folder (else $REFDESK_DESK, else the nearest parent with a references.bib).",
    )
    @click.option("--library", type=SOME_PATH, help="A lone BibTeX file to work on instead of a desk.")
    @functools.wraps(command)
    def wrapped(*args: Any, folder: Path | None, library: Path | None, **kwargs: Any) -> R:
        desk: Desk = find_desk(folder, library)
        before = newest_change(desk)
        answer = command(desk, *args, **kwargs)
        for step in merged_since(desk, before):
            kept = f"kept what was written meanwhile to {', '.join(step.paths)}"
            say(one_line(kept), quiet=bool(kwargs.get("quiet")))
        return answer

    return wrapped


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout and nothing else there.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")


def print_json(value: Any) -> None:
    """Print one JSON value."""
    _print_utf8(safe_json(value, indent=2))


def print_json_lines(values: Iterable[Any]) -> None:
    """Print JSON Lines: one compact value a line."""
    for value in values:
        _print_utf8(safe_json(value))


def safe_json(value: Any, indent: int | None = None) -> str:
    """The value as JSON; signs that could drive a terminal, and lone surrogates, are written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _BEYOND_ASCII.sub(lambda found: _unless_printable(found[0]), text)


_BEYOND_ASCII = re.compile(r"[^\n -~]")


def _unless_printable(char: str) -> str:
    return char if char.isprintable() else json.dumps(char)[1:-1]


def _print_utf8(text: str) -> None:
    """Print a line as UTF-8 whatever the terminal speaks, for JSON is nothing else (RFC 8259, 8.1)."""
    click.echo(text.encode("utf-8"))


def say(message: str, *, quiet: bool = False) -> None:
    """Tell the person something, on stderr."""
    if not quiet:
        click.echo(message, err=True)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 citation", "2 citations"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def printable(text: str) -> str:
    """The text with control characters shown as escapes, so that a document cannot drive the terminal."""
    return text if text.isprintable() else "".join(map(_shown, text))


# Persian and Indic spelling needs the two joiners; they draw nothing and move nothing.
_HARMLESS = frozenset("\n\t\u200c\u200d")


def _shown(char: str) -> str:
    if char.isprintable() or char in _HARMLESS or unicodedata.category(char) == "Zs":
        return char
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"


def one_line(text: str) -> str:
    """The text, printable and without line ends or tabs."""
    return printable(" ".join(text.split()))


def at_terminal() -> bool:
    """Whether a person sits at stdin, so that a question may be asked."""
    return sys.stdin.isatty()


def shown_at_terminal() -> bool:
    """Whether a person reads stdout, so that lines are cut and wrapped to fit and marks may be bold."""
    return sys.stdout.isatty()
