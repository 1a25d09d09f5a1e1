"""`refdesk annotate`: write what you think of a work, in an editor or through a pipe."""

import sys
from pathlib import Path

import click

from refdesk.cli.options import at_terminal, desk_options, printable, quiet_option, say
from refdesk.desk.place import Desk
from refdesk.model.library import Entry


@click.command(
    epilog="\b\nExample:\n  refdesk annotate ostrom1990governing\n  refdesk annotate ostrom1990governing < review.md"
)
@desk_options
@click.argument("key")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and change nothing.")
@quiet_option
def annotate(desk: Desk, key: str, *, dry_run: bool, quiet: bool) -> None:
    """Write the annotation of a work: a Markdown file of your own, kept in annotations/.

    At a terminal it opens in $VISUAL, else $EDITOR, on what is there or on a template. Otherwise the text is read
    from stdin and replaces what was there. `refdesk undo` takes either back.
    """
    from refdesk.desk.querying import entry_named, load_library

    entry = entry_named(load_library(desk), key)
    if at_terminal():
        _from_editor(desk, entry, dry_run=dry_run, quiet=quiet)
    else:
        _from_stdin(desk, entry, dry_run=dry_run, quiet=quiet)


def _from_editor(desk: Desk, entry: Entry, *, dry_run: bool, quiet: bool) -> None:
    from refdesk.desk.annotating import annotation_path, begin_draft, keep_draft, open_editor

    if dry_run:
        say(f"would edit {_named(desk, annotation_path(desk, entry.citekey))}", quiet=quiet)
        return
    draft = begin_draft(desk, entry)
    if draft.resumed:
        say("going on with the draft that was left", quiet=quiet)
    open_editor(draft.path)
    path = keep_draft(desk, draft)
    say(f"wrote {_named(desk, path)}" if path else "nothing changed", quiet=quiet)


def _from_stdin(desk: Desk, entry: Entry, *, dry_run: bool, quiet: bool) -> None:
    from refdesk.desk.annotating import LARGEST_ANNOTATION, decoded_annotation, write_annotation

    # One byte more than allowed tells a text that is too long from one that just fits, whatever else follows.
    data = sys.stdin.buffer.read(LARGEST_ANNOTATION + 1)
    path = write_annotation(desk, entry.citekey, decoded_annotation(data, "stdin"), dry_run=dry_run)
    say(f"{'would write' if dry_run else 'wrote'} {_named(desk, path)}", quiet=quiet)


def _named(desk: Desk, path: Path) -> str:
    """The path for people, relative to the desk."""
    return printable(path.relative_to(desk.root).as_posix())
