"""`refdesk export` and `refdesk cite`: hand over references, citations and data."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from refdesk.cli.options import desk_options, printable, quiet_option, say
from refdesk.desk.bibliographies import ENGINES, Export
from refdesk.desk.exporting import (
    DATA_FORMATS,
    DEFAULT_STYLE,
    FILE_FORMATS,
    choose_entries,
    export_data,
    export_references,
    format_citation,
    request_cite,
)
from refdesk.desk.place import Desk
from refdesk.formats.bibliography_parts import PACKED_FORMATS, TEXT_FORMATS
from refdesk.model.errors import RefdeskError

_WARNINGS_SHOWN = 10


@click.command(
    epilog="\b\nExample:\n  refdesk export --style chicago-notes --format html -o exports/references.html\n"
    "  refdesk export --style ieee --format docx -o references.docx\n  refdesk export said1978orientalism --style mla"
)
@desk_options
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--style", metavar="STYLE", help=f"A citation style by id, older name or path (else {DEFAULT_STYLE}).")
@click.option(
    "--format",
    "output_format",
    type=click.Choice((*FILE_FORMATS, *DATA_FORMATS)),
    default="txt",
    show_default=True,
    help="Formatted text, or data.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="refdesk",
    show_default=True,
    help="What prints the references: refdesk itself, or citeproc-py, to compare.",
)
@click.option("--query", metavar="QUERY", help="Export what `refdesk search QUERY` finds.")
@click.option("--all", "everything", is_flag=True, help="Include source documents and informal attributions.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write this file instead of stdout.")
@quiet_option
def export(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    *,
    keys: Sequence[str],
    style: str | None,
    output_format: str,
    engine: str,
    query: str | None,
    everything: bool,
    output: Path | None,
    quiet: bool,
) -> None:
    """Print the references of the library, or of the entries named, in a citation style or as data."""
    from refdesk.desk.querying import load_library, search, with_saved

    _fit_for_stdout(output_format, output)
    library = load_library(desk)
    found = search(library, with_saved(desk, query)) if query is not None else None
    choice = choose_entries(library, keys, found, everything=everything)
    if output_format in DATA_FORMATS:
        exported = export_data(desk, choice.entries, format=output_format)
        if style:
            say(f"{output_format} is data: --style {printable(style)} changes nothing in it", quiet=quiet)
    else:
        exported = export_references(
            desk,
            choice.entries,
            style=style or DEFAULT_STYLE,
            format=output_format,
            engine=engine,
            others=library.entries,
        )
    _hand_over(exported, output, raw=output_format in DATA_FORMATS)
    _say_all(exported.warnings, quiet=quiet)
    if choice.left_out:
        say(f"left out: {choice.left_out} (--all includes them)", quiet=quiet)
    if not choice.entries:
        say("nothing to export", quiet=quiet)
    elif output:
        say(f"wrote {len(choice.entries)} entries to {printable(str(output))}", quiet=quiet)


def _fit_for_stdout(output_format: str, output: Path | None) -> None:
    """Raise RefdeskError where a word processor's file would be poured over a terminal."""
    if output_format in PACKED_FORMATS and output is None and sys.stdout.isatty():
        raise RefdeskError(
            f"{output_format} is no text for a terminal", remedy=f"name a file: -o references.{output_format}"
        )


def _hand_over(exported: Export, output: Path | None, *, raw: bool) -> None:
    """Write the file, or print it; `raw` text is as the library file has it, and may hold anything."""
    if output:
        from refdesk.store.files import write_atomically

        write_atomically(output, exported.data)
        return
    if not exported.text:
        click.echo(exported.data, nl=False)
        return
    text = printable(exported.text) if raw and sys.stdout.isatty() else exported.text
    click.echo(text, nl=False, color=True)  # without `color`, click takes escape sequences out of data in a pipe


def _say_all(warnings: Sequence[str], *, quiet: bool) -> None:
    for warning in warnings[:_WARNINGS_SHOWN]:
        say(f"note: {printable(warning)}", quiet=quiet)
    if len(warnings) > _WARNINGS_SHOWN:
        say(f"note: and {len(warnings) - _WARNINGS_SHOWN} more of the kind", quiet=quiet)


@click.command(
    epilog="\b\nExample:\n  refdesk cite said1978orientalism@12-15 spivak1988subaltern --style chicago-notes"
)
@desk_options
@click.argument("cites", nargs=-1, required=True, metavar="KEY[@LOCATOR]...")
@click.option("--style", metavar="STYLE", default=DEFAULT_STYLE, show_default=True, help="A citation style.")
@click.option(
    "--format", "output_format", type=click.Choice(TEXT_FORMATS), default="txt", show_default=True, help="Of the text."
)
def cite(desk: Desk, *, cites: Sequence[str], style: str, output_format: str) -> None:
    """Print one citation of these works, as it stands in running text or in a note.

    A locator is a page unless it begins with another word: said1978@12-15, said1978@"ch. 3".
    """
    from refdesk.desk.querying import load_library

    library = load_library(desk)
    requests = [request_cite(library, text) for text in cites]
    click.echo(format_citation(desk, requests, style=style, format=output_format))
