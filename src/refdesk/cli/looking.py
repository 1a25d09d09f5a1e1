"""`refdesk list`, `search`, `show`, `citations`, `cited-by`, `cites`, `contexts`, `lint`: ask a desk."""

import shutil
import unicodedata
from collections.abc import Iterable, Sequence

import click

from refdesk.cli.options import desk_options, json_option, print_json, print_json_lines, printable
from refdesk.desk import querying
from refdesk.desk.linting import findings
from refdesk.desk.place import Desk
from refdesk.model.errors import ExitCode
from refdesk.model.library import Entry, Library


@click.command("list", epilog="Example: refdesk list --stubs")
@desk_options
@json_option
@click.option("--stubs", is_flag=True, help="Only stubs: works of which the documents say no more than a label.")
@click.option("--sources", is_flag=True, help="Only the documents themselves.")
def list_(desk: Desk, *, as_json: bool, stubs: bool, sources: bool) -> None:
    """List the library."""
    library = querying.load_library(desk)
    entries = [entry for entry in library.entries if (entry.is_stub or not stubs) and (entry.is_source or not sources)]
    _print_entries(library, entries, as_json=as_json)


@click.command(epilog="Example: refdesk search brookings 2021")
@desk_options
@click.argument("query", nargs=-1, required=True)
@json_option
def search(desk: Desk, query: Sequence[str], *, as_json: bool) -> None:
    """Find entries that hold every word, in any field; accents and capitals do not matter."""
    library = querying.load_library(desk)
    _print_entries(library, querying.search(library, " ".join(query)), as_json=as_json)


def _print_entries(library: Library, entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        print_json([querying.item_object(entry, library) for entry in entries])
        return
    width = shutil.get_terminal_size((100, 24)).columns
    key_width = min(max((len(entry.citekey) for entry in entries), default=0), 32)
    for entry in entries:
        year = str(entry.work.year or "n.d.")
        mark = "S" if entry.is_source else "?" if entry.is_stub else " "
        author = querying.author_text(entry)
        start = f"{fitted(entry.citekey, key_width)} {mark} {fitted(author, 26)} {year:>5}  "
        click.echo(printable(start + cut(_title(entry), max(20, width - len(start) - 1))).rstrip())


def _title(entry: Entry) -> str:
    return (entry.work.title or entry.work.event or entry.work.genre or "").replace("\n", " ")


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def cut(text: str, width: int) -> str:
    """The text in at most `width` columns, with an ellipsis where it was longer."""
    text = text[: 4 * width + 4]
    if columns(text) <= width:
        return text
    kept = ""
    for char in text:
        if columns(kept + char) >= width:
            break
        kept += char
    return f"{kept}…"


def fitted(text: str, width: int) -> str:
    """The text in exactly `width` columns."""
    text = cut(text, width)
    return text + " " * (width - columns(text))


@click.command(epilog="Example: refdesk show afzal2021terrorism")
@desk_options
@click.argument("key")
@json_option
def show(desk: Desk, key: str, *, as_json: bool) -> None:
    """Show one entry: its fields, who cites it, and what is odd about it."""
    library = querying.load_library(desk)
    entry = querying.entry_named(library, key)
    if as_json:
        print_json(querying.item_object(entry, library))
        return
    click.echo(printable(querying.bibtex_of(desk, entry.citekey).strip()))
    for line in _about(library, entry):
        click.echo(printable(line))


def _about(library: Library, entry: Entry) -> Iterable[str]:
    records = library.citations_of(entry.citekey)
    for document in entry.cited_by:
        places = list(dict.fromkeys(querying.place_text(record) for record in records if record.document == document))
        yield f"cited by {document}" + (f": {'; '.join(places)}" if places else ": in its reference list only")
    if entry.is_source:
        cited = library.cites(entry.citekey)
        yield f"a source document; it cites {len(cited)} {'work' if len(cited) == 1 else 'works'}"
    if entry.is_stub:
        yield "a stub: the documents say no more of it"
    for problem in library.problems_of(entry.citekey):
        yield f"{problem.code}: {problem.message}"


@click.command(epilog="Example: refdesk citations --document essay --json")
@desk_options
@click.option("--document", metavar="KEY", help="Only citations in this document.")
@click.option("--work", metavar="KEY", help="Only citations of this work.")
@json_option
def citations(desk: Desk, *, document: str | None, work: str | None, as_json: bool) -> None:
    """Print every citation: which document cites which work, where and how."""
    library = querying.load_library(desk)
    records = querying.citations(library, document, work)
    if as_json:
        print_json_lines(map(querying.citation_object, records))
        return
    for record in records:
        meant = record.work or (f"one of {', '.join(record.candidates)}" if record.candidates else "no work")
        place = querying.place_text(record)
        click.echo(
            printable(f"{record.document} {record.start:>7}  {record.kind:13} {place}  -> {meant} ({record.status})")
        )


@click.command("cited-by", epilog="Example: refdesk cited-by afzal2021terrorism")
@desk_options
@click.argument("key")
@json_option
def cited_by(desk: Desk, key: str, *, as_json: bool) -> None:
    """Print which documents cite a work, and where."""
    library = querying.load_library(desk)
    entry = querying.entry_named(library, key)
    if as_json:
        print_json(list(entry.cited_by))
        return
    records = library.citations_of(entry.citekey)
    for document in entry.cited_by:
        places = [querying.place_text(record) for record in records if record.document == document]
        click.echo(printable(f"{document}: {'; '.join(places) if places else 'in its reference list only'}"))
    if not entry.cited_by:
        click.echo(printable(f"no document cites {entry.citekey}"))


@click.command(epilog="Example: refdesk cites essay")
@desk_options
@click.argument("document")
@json_option
def cites(desk: Desk, document: str, *, as_json: bool) -> None:
    """List the works that a document cites."""
    library = querying.load_library(desk)
    record = querying.document_named(library, document)
    entries = library.cites(record.citekey)
    _print_entries(library, entries, as_json=as_json)
    if not entries and not as_json:
        click.echo(
            printable(" ".join(problem.message for problem in record.problems) or f"{record.citekey} cites no work")
        )


@click.command(epilog="Example: refdesk contexts afzal2021terrorism")
@desk_options
@click.argument("key")
@json_option
def contexts(desk: Desk, key: str, *, as_json: bool) -> None:
    """Print the sentence around each mark that cites a work, read from the documents."""
    library = querying.load_library(desk)
    found = querying.contexts(desk, library, key)
    if as_json:
        print_json_lines(
            {
                **querying.citation_object(c.record),
                "before": c.before,
                "mark": c.mark,
                "after": c.after,
                "problem": c.problem or None,
            }
            for c in found
        )
        return
    if not found:
        click.echo(printable(f"no citation of {key} in running text"))
    for context in found:
        click.echo(printable(f"{context.record.document}, {querying.place_text(context.record)}"))
        mark = click.style(printable(context.mark), bold=True)
        sentence = printable(context.problem) or f"{printable(context.before)}{mark}{printable(context.after)}"
        click.echo(click.wrap_text(f"{sentence}\n", shutil.get_terminal_size((100, 24)).columns - 2, "  ", "  ") + "\n")


@click.command(epilog="Example: refdesk lint")
@desk_options
@json_option
def lint(desk: Desk, *, as_json: bool) -> int:
    """Print what is odd about the library and its sources; exit with 1 where anything is."""
    found = findings(querying.load_library(desk))
    if as_json:
        print_json([finding.as_object() for finding in found])
    else:
        for finding in found:
            click.echo(printable(f"{finding.where}: {finding.code}: {finding.message}"))
    return int(ExitCode.FINDINGS if found else ExitCode.DONE)
