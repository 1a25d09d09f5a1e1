"""`refdesk tui`: browse the desk in the terminal."""

import sys

import click

from refdesk.cli.options import at_terminal, desk_options
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError


@click.command(epilog="Example: refdesk tui --desk demo")
@desk_options
def tui(desk: Desk) -> None:
    """Browse the desk in the terminal: search, read, cite, annotate. `?` shows the keys."""
    # Textual draws on stderr; what is asked and what is drawn must both be at the terminal.
    if not (at_terminal() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise RefdeskError(
            "the terminal desk needs a terminal", remedy="for scripts there are refdesk list and refdesk show"
        )
    if not desk.library_file.is_file():
        raise desk.no_library
    from refdesk.tui.app import run_desk

    run_desk(desk)
