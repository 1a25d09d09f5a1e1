"""`refdesk ingest`, `extract`, `parse`: read documents and reference strings."""

import contextlib
import dataclasses
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import click

from refdesk.cli.options import (
    SOME_PATH,
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    print_json_lines,
    printable,
    quiet_option,
    safe_json,
    say,
    shown_at_terminal,
)
from refdesk.desk.extracting import extraction_object, read_document
from refdesk.desk.extracting import parse as parse_lines
from refdesk.desk.ingesting import DocumentReport, IngestReport
from refdesk.desk.ingesting import ingest as ingest_documents
from refdesk.desk.place import LIBRARY_FILE, Desk
from refdesk.desk.spreading import outcomes, processes
from refdesk.documents.text import MOST_BYTES, read_text
from refdesk.model.document import Document
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.resolving.extraction import extract_document

_PATHS = click.argument("documents", nargs=-1, required=True, type=SOME_PATH)
_JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    metavar="N",
    help="Read N documents at a time; 0 for one on each processor.",
)
_LONGEST_LINE = 100_000
"""Of a reference, in bytes; more is no reference, and would only fill the memory."""
_STDIN = Path("-")


@click.command(epilog="Example: refdesk ingest essay.txt notes.md")
@desk_options
@_PATHS
@json_option
@click.option("--as", "as_key", metavar="KEY", help="The citekey of the document (one document only).")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a citation is ambiguous or fits no described work.")
@_JOBS
@quiet_option
def ingest(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    documents: tuple[Path, ...],
    *,
    as_json: bool,
    as_key: str | None,
    dry_run: bool,
    strict: bool,
    jobs: int,
    quiet: bool,
) -> int:
    """Read documents; add the works they cite to the library, with who cites what and where."""
    progress = (lambda _: None) if quiet or not sys.stderr.isatty() else _tell_progress
    with processes(jobs, len(documents)) as executor:
        report = ingest_documents(desk, documents, as_key=as_key, dry_run=dry_run, progress=progress, executor=executor)
    if as_json:
        print_json(dataclasses.asdict(report))
    elif not quiet:
        click.echo("\n".join(map(printable, _report_lines(report, desk, dry_run=dry_run))))
    for line in report.lost:
        say(one_line(line))
    if report.changed and not dry_run:
        say(one_line(f"next: refdesk list{_elsewhere(desk)}; refdesk lint{_elsewhere(desk)}"), quiet=quiet)
    doubtful = sum(document.ambiguous + document.stubs for document in report.documents)
    return int(ExitCode.FINDINGS if strict and doubtful else ExitCode.DONE)


def _tell_progress(path: str) -> None:
    say(f"reading {one_line(path)}")


def _elsewhere(desk: Desk) -> str:
    """The option that names the desk, where it would not be found from here."""
    if desk.library_file.name != LIBRARY_FILE:
        return f" --library {shlex.quote(str(desk.library_file))}"
    here = Path.cwd()
    return "" if desk.root.resolve() in {here, *here.parents} else f" --desk {shlex.quote(str(desk.root))}"


def _report_lines(report: IngestReport, desk: Desk, *, dry_run: bool) -> Iterator[str]:
    for document in report.documents:
        yield from _document_lines(document)
    would = "would be " if dry_run else ""
    if report.added:
        yield f"{counted(len(report.added), 'entry', 'entries')} {would}added to {desk.library_file.name}"
    if report.dropped:
        stubs = counted(len(report.dropped), "stub")
        yield f"{stubs} {would}taken out, for nothing points there any more: {', '.join(report.dropped)}"
    if not report.changed:
        yield "Nothing would change." if dry_run else "Nothing changed."


def _document_lines(document: DocumentReport) -> list[str]:
    problems = [f"  {problem}" for problem in document.problems]
    if not document.citations and not document.references:
        return [f"{document.citekey}: {' '.join(document.problems)}"]
    parts = [counted(document.citations, "citation"), counted(document.references, "work") + " described"]
    parts += [f"{counted(document.resolved, 'cite')} resolved"] if document.resolved else []
    parts += [f"{document.ambiguous} ambiguous"] if document.ambiguous else []
    parts += [f"{document.stubs} known by label only"] if document.stubs else []
    how = ", ".join(document.conventions)
    return [f"{document.citekey} ({how}): {', '.join(parts)}", *problems]


@click.command(epilog="Example: refdesk extract essay.txt --json")
@_PATHS
@json_option
@click.option("--text", "as_text", is_flag=True, help="Print the text that all places count in.")
@_JOBS
def extract(documents: tuple[Path, ...], *, as_json: bool, as_text: bool, jobs: int) -> int:
    """Show what documents cite, without a desk. The document - is stdin."""
    failed = False
    shown: Callable[[Path | bytes], str | bytes] = _text if as_text else _json_line if as_json else _found
    with processes(jobs, len(documents)) as executor:
        for outcome in outcomes(shown, _sources(documents), executor):
            if isinstance(outcome, RefdeskError):
                say(f"refdesk: {one_line(str(outcome))}")
                failed = True
            else:
                click.echo(outcome, nl=False)
    return int(ExitCode.USAGE if failed else ExitCode.DONE)


def _sources(paths: Iterable[Path]) -> Iterator[Path | bytes]:
    """The paths, and in place of - the bytes of stdin, which no other process could read."""
    return (_stdin("a document").read(MOST_BYTES + 1) if path == _STDIN else path for path in paths)


def _document(source: Path | bytes) -> Document:
    return read_text(source, "-") if isinstance(source, bytes) else read_document(source)


def _stdin(what: str) -> BinaryIO:
    """The bytes of stdin; a person who has to type them is told so."""
    if sys.stdin.isatty():
        say(f"type {what}, then Ctrl-D on a line of its own")
    return sys.stdin.buffer


def _text(source: Path | bytes) -> bytes:
    """The text as UTF-8, sign for sign, so that places can be counted in it; at a terminal nothing drives it."""
    text = _document(source).text
    shown = printable(text.replace("\r\n", "\n")) if shown_at_terminal() else text
    return shown.encode("utf-8")


def _json_line(source: Path | bytes) -> bytes:
    return (safe_json(extraction_object(extract_document(_document(source)))) + "\n").encode("utf-8")


def _found(source: Path | bytes) -> str:
    return "".join(f"{line}\n" for line in _found_lines(_document(source)))


def _found_lines(document: Document) -> Iterator[str]:
    extraction = extract_document(document)
    citations = counted(len(extraction.citations), "citation")
    yield one_line(f"{document.path}: {citations}, {counted(len(extraction.references), 'work')} described")
    for citation in extraction.citations:
        meant = ", ".join(key for cite in citation.cites for key in cite.references)
        yield f"  {citation.kind:13} {one_line(citation.text)}{f' -> {meant}' if meant else ''}"
    for reference in extraction.references:
        yield f"  [{reference.id}] {one_line(reference.raw)[:160]}"
    for problem in extraction.problems:
        yield f"  {one_line(problem.message)}"


@click.command(epilog="Example: refdesk parse references.txt --json")
@click.argument("file", type=SOME_PATH, default="-")
@json_option
def parse(file: Path, *, as_json: bool) -> None:
    """Read reference strings, one a line, and print CSL-JSON, one object a line. Without FILE, read stdin."""
    del as_json  # the only form there is; the option is accepted so that scripts can name it
    with _opened(file) as stream:
        print_json_lines(parse_lines([line])[0] for line in _lines(stream))


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The bytes of the file, or of stdin for -. Raises RefdeskError where it cannot be opened."""
    if file == _STDIN:
        yield _stdin("references, one a line")
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise RefdeskError(f"cannot be read: {error.strerror}", where=str(file), remedy="check the path") from error
    with stream:
        yield stream


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of the stream as text, each as soon as it is there; of one that is too long only its beginning."""
    while line := stream.readline(_LONGEST_LINE):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE)
        yield line.decode("utf-8", "replace").removeprefix("\ufeff")
