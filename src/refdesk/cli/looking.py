"""`refdesk list`, `search`, `show`, `citations`, `cited-by`, `cites`, `contexts`: ask a desk."""

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import click

from refdesk.cli.options import (
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    print_json_lines,
    printable,
    quiet_option,
    say,
    shown_at_terminal,
)
from refdesk.desk import querying, settings
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, Entry, Library

_WIDEST_KEY = 32
_WIDEST_AUTHOR = 26


@click.command("list", epilog="Example: refdesk list --stubs")
@desk_options
@json_option
@click.option("--stubs", is_flag=True, help="Only stubs: works of which the documents say no more than a label.")
@click.option("--sources", is_flag=True, help="Only the documents themselves.")
def list_(desk: Desk, *, as_json: bool, stubs: bool, sources: bool) -> None:
    """List the library: citekey, creators, year and title.

    S marks a source document, ? a stub: a work of which the documents say no more than a label.
    """
    library = querying.load_library(desk)
    entries = [entry for entry in library.entries if (entry.is_stub or not stubs) and (entry.is_source or not sources)]
    _print_entries(library, entries, as_json=as_json)
    if not entries:
        say("no such entry in this library" if stubs or sources else "the library is empty")


class QueryCommand(click.Command):
    """A command whose words may begin with a minus."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `-tag:stub` for a term of the query, not for options t, a and g."""
        return super().parse_args(ctx, self._terms_last(args))

    def _terms_last(self, args: Sequence[str]) -> list[str]:
        """The arguments with such terms behind a `--`; the value of an option stays with it."""
        end = args.index("--") if "--" in args else len(args)
        flags = {name for option in self.params for name in option.opts} | {"-h"}
        is_term = [arg[:1] == "-" and arg[1:2] not in {"", "-"} and arg not in flags for arg in args[:end]]
        for at, arg in enumerate(args[: end - 1]):
            if arg in self._taking_a_value():
                is_term[at + 1] = False
        others = [arg for arg, term in zip(args, is_term, strict=False) if not term]
        terms = [arg for arg, term in zip(args, is_term, strict=False) if term]
        if others and others[-1] in self._taking_a_value():
            return others  # which click finds fault with; it would take the -- for the value
        return [*others, "--", *terms, *args[end + 1 :]]

    def _taking_a_value(self) -> set[str]:
        """The options that must have a value; that of `--saved` may be missing."""
        options = (option for option in self.params if isinstance(option, click.Option))
        return {name for option in options if not option.is_flag and option.flag_value != "" for name in option.opts}


@click.command(cls=QueryCommand, epilog="Example: refdesk search brookings year:2019..2021 -tag:stub")
@desk_options
@click.argument("query", nargs=-1)
@click.option("--save", metavar="NAME", help="Save this search under a name.")
@click.option(
    "--saved", is_flag=False, flag_value="", metavar="[NAME]", help="Search as saved; without NAME, list what is saved."
)
@click.option("--forget", metavar="NAME", help="Forget a saved search.")
@click.option("--dry-run", is_flag=True, help="With --save or --forget: change nothing.")
@json_option
@quiet_option
def search(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    query: Sequence[str],
    *,
    save: str | None,
    saved: str | None,
    forget: str | None,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find entries that fit every word; accents and capitals do not matter. Prints like `list`.

    A word may be author:…, title:…, year:1999..2005, tag:…, type:…, key:…, cited-by:…; "two words" are a phrase. A -
    before a word finds what does not fit it. @NAME is a saved search.
    """
    if forget is not None:
        _forget(desk, forget, dry_run=dry_run, quiet=quiet)
        return
    if saved == "" and not query:
        _print_saved(desk, as_json=as_json)
        return
    typed = " ".join([*([f"@{saved}"] if saved else []), *query])
    if not typed.strip():
        raise RefdeskError("nothing to search for", remedy="give a word, or --saved for the saved searches")
    library = querying.load_library(desk)
    found = querying.search(library, querying.with_saved(desk, typed))
    if save is not None:
        # A saved search in it is written out, for a saved search holds no other.
        _save(desk, save, querying.with_saved(desk, typed), dry_run=dry_run, quiet=quiet)
    _print_entries(library, found, as_json=as_json)
    if not found:
        say("no entry fits all these words")


def _save(desk: Desk, name: str, query: str, *, dry_run: bool, quiet: bool) -> None:
    changed = settings.save_search(desk, name, query, dry_run=dry_run)
    done = ("would be saved" if dry_run else "saved") if changed else "saved already"
    say(one_line(f"{done}: {name} = {query}"), quiet=quiet)


def _forget(desk: Desk, name: str, *, dry_run: bool, quiet: bool) -> None:
    settings.forget_search(desk, name, dry_run=dry_run)
    say(one_line(f"{'would be forgotten' if dry_run else 'forgotten'}: {name}"), quiet=quiet)


def _print_saved(desk: Desk, *, as_json: bool) -> None:
    searches = settings.searches_told(desk)
    if as_json:
        print_json(
            [{"name": one.name, "query": one.value, "origin": one.origin, "where": one.where} for one in searches]
        )
        return
    for one in searches:
        click.echo(one_line(f"{one.name} = {one.value} ({one.where})"))
    if not searches:
        say("no search is saved; save one with: refdesk search --save NAME WORD...")


def _print_entries(library: Library, entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        print_json([querying.item_object(entry, library) for entry in entries])
    elif entries:
        click.echo("\n".join(_rows(entries, _width())))


def _width() -> int | None:
    """How many columns a line may take: those of the terminal; any number for a pipe."""
    return shutil.get_terminal_size().columns if shown_at_terminal() else None


def _rows(entries: Sequence[Entry], width: int | None) -> Iterator[str]:
    """A line for each entry, in columns; cut to `width` at a terminal, whole for a pipe, so that grep finds every word.

    Citekeys are never cut, for people copy them.
    """
    authors = [one_line(querying.author_text(entry)) for entry in entries]
    key_width = min(max(columns(entry.citekey) for entry in entries), _WIDEST_KEY)
    author_width = min(max(map(columns, authors)), _WIDEST_AUTHOR if width is None else max(12, width // 5))
    for entry, author in zip(entries, authors, strict=True):
        mark = "S" if entry.is_source else "?" if entry.is_stub else " "
        name = padded(author, author_width) if width is None else fitted(author, author_width)
        start = f"{padded(one_line(entry.citekey), key_width)} {mark} {name} {entry.work.year or 'n.d.':>5}  "
        title = one_line(_title(entry))
        yield (start + (title if width is None else cut(title, max(20, width - columns(start) - 1)))).rstrip()


def _title(entry: Entry) -> str:
    """What names an entry in a list; a document without a title is named by its file."""
    file = f"[{entry.files[0].rpartition('/')[2]}]" if entry.is_source and entry.files else ""
    return entry.work.title or entry.work.event or entry.work.genre or file


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
    return padded(cut(text, width), width)


def padded(text: str, width: int) -> str:
    """The text in at least `width` columns."""
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
    raw = querying.bibtex_of(desk, entry.citekey, entry.line).strip()
    click.echo(printable(raw.replace("\r\n", "\n").replace("\r", "\n")))  # a terminal knows one line end only
    about = "\n".join(one_line(line) for line in _about(library, entry))
    if about:
        click.echo(f"\n{about}")


def _about(library: Library, entry: Entry) -> Iterator[str]:
    """What the desk knows of an entry beside its fields, line by line."""
    for document in entry.cited_by:
        yield f"cited by {document}: {_places_text(library, entry, document)}"
    record = library.document(entry.citekey)
    if entry.is_source:
        path = f" ({record.path})" if record else ""
        yield f"a source document{path}; it cites {counted(len(library.cites(entry.citekey)), 'work')}"
    if entry.is_stub:
        yield "a stub: the documents say no more of this work than a label"
    twins = [one.line for one in library.entries if one.citekey == entry.citekey and one.line != entry.line]
    if twins:
        yield f"duplicate-key: the key stands on line {' and '.join(map(str, twins))} too; this is the first entry"
    for problem in (*library.problems_of(entry.citekey), *(record.problems if record else ())):
        yield f"{problem.code}: {problem.message}"


def _places_text(library: Library, entry: Entry, document: str) -> str:
    """Where a document cites the entry: each place once, in order."""
    records = (record for record in library.citations_of(entry.citekey) if record.document == document)
    return "; ".join(dict.fromkeys(map(querying.place_text, records))) or "in its reference list only"


@click.command(epilog="Example: refdesk citations --document essay --json")
@desk_options
@click.option("--document", metavar="KEY", help="Only citations in this document.")
@click.option("--work", metavar="KEY", help="Only citations of this work.")
@json_option
def citations(desk: Desk, *, document: str | None, work: str | None, as_json: bool) -> None:
    """Print every cite: the document, the first character of its mark, the work meant, the mark or note, its kind.

    A ? before the work marks a stub: no described work fits.
    """
    library = querying.load_library(desk)
    records = tuple(querying.citations(library, document, work))
    if as_json:
        print_json_lines(map(querying.citation_object, records))
    elif records:
        click.echo("\n".join(_citation_rows(records, _width())))
    else:
        say("no citation")


def _citation_rows(records: Sequence[CitationRecord], width: int | None) -> Iterator[str]:
    """A line for each cite, in columns: document, first character, work meant, place, kind; cut as in `_rows`."""
    documents = [one_line(record.document) for record in records]
    works = [one_line(record.work or record.status) for record in records]
    widths = [min(max(map(columns, names)), _WIDEST_KEY) for names in (documents, works)]
    start_width = max(len(str(record.start)) for record in records)
    for record, document, work in zip(records, documents, works, strict=True):
        mark = "?" if record.status == "unmatched" else " "
        start = f"{padded(document, widths[0])} {record.start:>{start_width}} {mark} {padded(work, widths[1])}"
        row = one_line(f"{querying.place_text(record)}{_doubt(record)} [{record.kind}]")
        yield f"{start}  {row if width is None else cut(row, max(20, width - columns(start) - 3))}"


def _doubt(record: CitationRecord) -> str:
    """What a cite in doubt could mean."""
    return f": {' or '.join(record.candidates)}" if record.candidates else ""


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
    for document in entry.cited_by:
        click.echo(one_line(f"{document}: {_places_text(library, entry, document)}"))
    if not entry.cited_by:
        say(one_line(f"no document cites {entry.citekey}"))


@click.command(epilog="Example: refdesk cites essay")
@desk_options
@click.argument("document")
@json_option
def cites(desk: Desk, document: str, *, as_json: bool) -> None:
    """List the works that a document cites. Prints like `list`."""
    library = querying.load_library(desk)
    record = querying.document_named(library, document)
    entries = library.cites(record.citekey)
    _print_entries(library, entries, as_json=as_json)
    if not entries and not as_json:
        say(one_line(" ".join(problem.message for problem in record.problems) or f"{record.citekey} cites no work"))


@click.command(epilog="Example: refdesk contexts afzal2021terrorism")
@desk_options
@click.argument("key")
@json_option
def contexts(desk: Desk, key: str, *, as_json: bool) -> None:
    """Print the sentence around each mark that cites a work, read from the documents."""
    library = querying.load_library(desk)
    found = querying.contexts(desk, library, key)
    if as_json:
        print_json_lines(map(_context_object, found))
        return
    if not found:
        say(one_line(f"no citation of {key} in running text"))
    for context in found:
        click.echo(one_line(f"{context.record.document}, {querying.place_text(context.record)}"))
        click.echo(f"{_sentence(context, _width())}\n")


def _context_object(context: querying.Context) -> dict[str, Any]:
    sentence = {"before": context.before, "mark": context.mark, "after": context.after}
    return {**querying.citation_object(context.record), **sentence, "problem": context.problem or None}


def _sentence(context: querying.Context, width: int | None) -> str:
    """The sentence, or why there is none: on one line for a pipe; wrapped, its mark bold, at a terminal."""
    before, mark, after = map(printable, (context.before, context.mark, context.after))
    text = printable(context.problem) or f"{before}{mark}{after}"
    if width is None:
        return f"  {text}"
    lines = textwrap.wrap(text, max(20, width - 4), break_on_hyphens=False)
    wrapped = textwrap.indent("\n".join(lines), "  ")
    return emphasized(wrapped, _letters(before), _letters(mark)) if mark else wrapped


def _letters(text: str) -> int:
    """How many signs the text has but for spaces, which wrapping changes."""
    return sum(not char.isspace() for char in text)


def emphasized(text: str, first: int, count: int) -> str:
    """The text with `count` of its signs bold, from the one numbered `first` (from 0); spaces do not count."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    start, end = places[first], places[first + count - 1] + 1
    return text[:start] + click.style(text[start:end], bold=True) + text[end:]
