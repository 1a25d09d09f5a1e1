"""Options that every verb shares."""

import functools
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from refdesk.desk.place import Desk, find_desk

P = ParamSpec("P")
R = TypeVar("R")


def desk_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add --desk and --library, and hand the command its `desk` as first argument."""

    @click.option(
        "--desk",
        "folder",
        type=click.Path(path_type=Path),
        help="The desk's folder (else $REFDESK_DESK, else the nearest parent with a references.bib).",
    )
    @click.option("--library", type=click.Path(path_type=Path), help="A lone BibTeX file to work on instead of a desk.")
    @functools.wraps(command)
    def wrapped(*args: Any, folder: Path | None, library: Path | None, **kwargs: Any) -> R:
        desk: Desk = find_desk(folder, library)
        return command(desk, *args, **kwargs)

    return wrapped


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout and nothing else there.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")


def print_json(value: Any) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_lines(values: Iterable[Any]) -> None:
    """Print JSON Lines: one compact value a line."""
    for value in values:
        click.echo(json.dumps(value, ensure_ascii=False))


def say(message: str, *, quiet: bool = False) -> None:
    """Tell the person something, on stderr."""
    if not quiet:
        click.echo(message, err=True)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 citation", "2 citations"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def printable(text: str) -> str:
    """The text with control characters shown as escapes, so that a document cannot drive the terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else f"\\x{ord(char):02x}" for char in text)


def at_terminal() -> bool:
    """Whether a person sits at stdin, so that a question may be asked."""
    return sys.stdin.isatty()
