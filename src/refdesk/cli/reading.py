"""`refdesk ingest`, `extract`, `parse`: read documents and reference strings."""

import sys
from pathlib import Path
from typing import TextIO

import click

from refdesk.cli.options import counted, desk_options, json_option, print_json_lines, printable, quiet_option, say
from refdesk.desk.extracting import extract as extract_path
from refdesk.desk.extracting import extraction_object, read_document
from refdesk.desk.extracting import parse as parse_lines
from refdesk.desk.ingesting import DocumentReport, IngestReport
from refdesk.desk.ingesting import ingest as ingest_documents
from refdesk.desk.place import Desk
from refdesk.model.errors import ExitCode, RefdeskError

_PATHS = click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.command(epilog="Example: refdesk ingest essay.txt notes.md")
@desk_options
@_PATHS
@click.option("--as", "as_key", metavar="KEY", help="The citekey of the document (one document only).")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a citation is ambiguous or fits no described work.")
@quiet_option
def ingest(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk, documents: tuple[Path, ...], *, as_key: str | None, dry_run: bool, strict: bool, quiet: bool
) -> int:
    """Read documents; add the works they cite to the library, with who cites what and where."""
    progress = (
        (lambda path: say(f"reading {printable(path)}")) if sys.stderr.isatty() and not quiet else (lambda _: None)
    )
    report = ingest_documents(desk, documents, as_key=as_key, dry_run=dry_run, progress=progress)
    if not quiet:
        for line in _report_lines(report, desk, dry_run=dry_run):
            click.echo(printable(line))
    doubtful = sum(document.ambiguous + document.stubs for document in report.documents)
    return int(ExitCode.FINDINGS if strict and doubtful else ExitCode.DONE)


def _report_lines(report: IngestReport, desk: Desk, *, dry_run: bool) -> list[str]:
    lines = [line for document in report.documents for line in _document_lines(document)]
    if report.added:
        added = counted(len(report.added), "entry", "entries")
        lines.append(f"{added} {'would be added' if dry_run else 'added'} to {desk.library_file.name}")
    if report.dropped:
        stubs = counted(len(report.dropped), "stub")
        gave = "would give" if dry_run else "gave"
        lines.append(f"{stubs} {gave} way to described works: {', '.join(report.dropped)}")
    if not report.changed:
        lines.append("Nothing changed.")
    return lines


def _document_lines(document: DocumentReport) -> list[str]:
    problems = [f"  {problem}" for problem in document.problems]
    if not document.citations and not document.references:
        return [f"{document.citekey}: {' '.join(document.problems)}"]
    parts = [counted(document.citations, "citation"), counted(document.references, "work") + " described"]
    parts += [f"{counted(document.resolved, 'cite')} resolved"] if document.resolved else []
    parts += [f"{document.ambiguous} ambiguous"] if document.ambiguous else []
    parts += [f"{document.stubs} known by label only"] if document.stubs else []
    return [f"{document.citekey} ({', '.join(document.conventions)}): {', '.join(parts)}", *problems]


@click.command(epilog="Example: refdesk extract essay.txt --json")
@_PATHS
@json_option
@click.option("--text", "as_text", is_flag=True, help="Print the text that all places count in.")
def extract(documents: tuple[Path, ...], *, as_json: bool, as_text: bool) -> int:
    """Show what documents cite, without a desk."""
    failed = False
    for path in documents:
        try:
            _extract_one(path, as_json=as_json, as_text=as_text)
        except RefdeskError as error:
            say(f"refdesk: {error}")
            failed = True
    return int(ExitCode.USAGE if failed else ExitCode.DONE)


def _extract_one(path: Path, *, as_json: bool, as_text: bool) -> None:
    if as_text:
        click.echo(read_document(path).text, nl=False)
        return
    extraction = extract_path(path)
    if as_json:
        print_json_lines([extraction_object(extraction)])
        return
    click.echo(
        printable(f"{path}: {len(extraction.citations)} citations, {len(extraction.references)} works described")
    )
    for citation in extraction.citations:
        meant = ", ".join(key for cite in citation.cites for key in cite.references)
        click.echo(printable(f"  {citation.kind:14} {citation.text} {f'-> {meant}' if meant else ''}".rstrip()))
    for reference in extraction.references:
        click.echo(printable(f"  [{reference.id}] {' '.join(reference.raw.split())[:160]}"))
    for problem in extraction.problems:
        click.echo(printable(f"  {problem.message}"))


@click.command(epilog="Example: refdesk parse references.txt --json")
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@json_option
def parse(file: TextIO, *, as_json: bool) -> None:
    """Read reference strings, one a line, and print CSL-JSON, one object a line."""
    del as_json  # the only form there is; the option is accepted so that scripts can name it
    print_json_lines(parse_lines([line])[0] for line in file)
