"""`refdesk add` and `refdesk import`: take works into the library."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from refdesk.cli.options import (
    SOME_PATH,
    at_terminal,
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    printable,
    quiet_option,
    say,
)
from refdesk.desk.admitting import Added, Outcome, There
from refdesk.desk.importing import Report, report_object
from refdesk.desk.place import Desk
from refdesk.desk.recognising import SAME
from refdesk.formats.exchange import READABLE
from refdesk.model.errors import ExitCode, RefdeskError

_FORMATS = (*READABLE, "endnote")
_STDIN = Path("-")
_MOST_BYTES = 64 * 1024 * 1024
"""Of what is pasted; a file that is larger is for `refdesk import`."""
_SHOWN = 20
"""So many lines of one kind, then their number; --json has them all."""

_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
_anyway = click.option("--anyway", is_flag=True, help="Add what the library has already a second time.")


@click.command(
    epilog="\b\nExample:\n  refdesk add 10.1126/science.162.3859.1243\n"
    "  refdesk add 'Ostrom, E. (1990). Governing the commons. Cambridge University Press.'\n"
    "  pbpaste | refdesk add"
)
@desk_options
@click.argument("text", nargs=-1)
@click.option("--file", "file", type=SOME_PATH, help="Read the text from this file.")
@click.option("--key", metavar="KEY", help="The citekey of the new entry (one entry only).")
@click.option("--format", "source_format", type=click.Choice((*_FORMATS, "text")), help="Else it is found out.")
@_anyway
@_dry_run
@json_option
@quiet_option
def add(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    *,
    text: Sequence[str],
    file: Path | None,
    key: str | None,
    source_format: str | None,
    anyway: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Add what you paste: BibTeX, RIS, EndNote, CSL-JSON, a DOI, a URL, an ISBN, or references, one a line.

    Without TEXT, and for -, it is read from stdin. Nothing is looked up on the web: of a bare DOI, URL or ISBN comes
    a stub. What the library has already is not added, but named.
    """
    from refdesk.desk.adding import add as add_text

    data, name = _pasted(text, file)
    report = add_text(desk, data, name=name, format=source_format, key=key, anyway=anyway, dry_run=dry_run)
    if as_json:
        print_json(report_object(report, with_fields=True))
    elif not quiet:
        click.echo("\n".join(map(printable, _added_lines(report, desk, dry_run=dry_run))))
    return _exit_code(report)


def _pasted(text: Sequence[str], file: Path | None) -> tuple[bytes, str]:
    """The text to add, and what to call it. Raises RefdeskError where there is none, or it is too long."""
    from refdesk.store.files import read_bytes

    if file is not None and text:
        raise RefdeskError("--file and a text name two things to add", remedy="give one of them")
    if file is not None and file != _STDIN:
        return read_bytes(file, _MOST_BYTES), str(file)
    if text and tuple(text) != ("-",):
        return " ".join(text).encode("utf-8", "surrogateescape"), "text"
    if at_terminal():
        say("paste it, then Ctrl-D on a line of its own")
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise RefdeskError(f"larger than {_MOST_BYTES:,} bytes", where="stdin", remedy="refdesk import FILE")
    if not data.strip():
        raise RefdeskError("nothing to add", where="stdin", remedy="give a text, or --file FILE")
    return data, "stdin"


def _added_lines(report: Report, desk: Desk, *, dry_run: bool) -> Iterator[str]:
    """What came to be, entry by entry with its fields, and what did not."""
    would = "would be added" if dry_run else "added"
    for outcome in report.outcomes:
        for added in outcome.added:
            entry = report.bibfile.entry(added.citekey)
            yield f"{added.citekey} {would} to {desk.library_file.name} (@{entry.type})"
            yield from (f"  {name}: {one_line(value)}" for name, value in entry.fields.items())
            yield from (f"  ! {one_line(note)}" for note in added.notes)
        yield from _beside_lines(outcome, outcome.there)


def _beside_lines(outcome: Outcome, there: Sequence[There]) -> Iterator[str]:
    """What a source holds beside new entries: works that are there, items left out, things that are no entries."""
    yield from _shown([one_line(_there_line(known)) for known in there])
    yield from (one_line(f"left out: {left.place}: {left.reason}") for left in outcome.left_out)
    yield from (one_line(note) for note in outcome.notes)


def _there_line(there: There) -> str:
    own = f"{there.own} is " if there.own not in {"", there.citekey} else ""
    line = f"{own}already in the library as {there.citekey}: {', '.join(there.reasons)}"
    more = f"; this one has more: {', '.join(there.more)} (--anyway adds it, to be merged)"
    return line + more if there.more else line


def _shown(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"and {len(lines) - _SHOWN} more of the kind (--json lists them)"


def _exit_code(report: Report) -> int:
    left_out = any(outcome.left_out for outcome in report.outcomes)
    return int(ExitCode.FINDINGS if left_out else ExitCode.DONE)


@click.command("import", epilog="Example: refdesk import zotero.ris thesis.bib")
@desk_options
@click.argument("files", nargs=-1, required=True, type=SOME_PATH, metavar="FILE...")
@click.option("--format", "source_format", type=click.Choice(_FORMATS), help="Else it is found out from each file.")
@_anyway
@_dry_run
@json_option
@quiet_option
def import_(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    *,
    files: Sequence[Path],
    source_format: str | None,
    anyway: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Add the works in files of other programs: BibTeX, RIS, EndNote, CSL-JSON, CSL-YAML, MODS.

    Every item is accounted for: added, already in the library, or left out for a reason. Exits with 1 where an item
    was left out.
    """
    from refdesk.desk.importing import import_files

    progress = (lambda _: None) if quiet or not sys.stderr.isatty() else _tell_progress
    report = import_files(desk, files, format=source_format, anyway=anyway, dry_run=dry_run, progress=progress)
    if as_json:
        print_json(report_object(report))
    elif not quiet:
        click.echo("\n".join(map(printable, _import_lines(report, desk, dry_run=dry_run))))
    return _exit_code(report)


def _tell_progress(path: str) -> None:
    say(f"reading {one_line(path)}")


def _import_lines(report: Report, desk: Desk, *, dry_run: bool) -> Iterator[str]:
    would = "would be added" if dry_run else "added"
    for outcome in report.outcomes:
        parts = [f"{len(outcome.added)} {would}", f"{len(outcome.there)} already there"]
        parts.append(f"{len(outcome.left_out)} left out")
        found = counted(outcome.found, "item")
        yield one_line(f"{outcome.name} ({outcome.format}): {found}: {', '.join(parts)}")
        noted = [line for added in outcome.added for line in _note_lines(added)]
        telling = [there for there in outcome.there if _is_telling(there)]
        yield from (f"  {line}" for line in (*_shown(noted), *_beside_lines(outcome, telling)))
    if not report.changed:
        yield f"Nothing {'would change' if dry_run else 'changed'} in {desk.library_file.name}."


def _is_telling(there: There) -> bool:
    """Whether an item is worth a line: not if the library has it under its own key, or if it says the very same."""
    if there.more:
        return True
    return there.own != there.citekey if there.own else there.reasons != (SAME,)


def _note_lines(added: Added) -> Iterator[str]:
    return (one_line(f"{added.citekey}: {note}") for note in added.notes)
