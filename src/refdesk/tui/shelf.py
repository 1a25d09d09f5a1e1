"""What does the desk's library look like in a list? A desk → a Shelf of rows, each with the words that find it.

In: the files of a desk. Out: immutable values, made in a worker and handed to the screen whole. What a row shows is
harmless and short already; what a search looks at is folded once, so that a key press only compares strings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from refdesk.desk.annotating import annotated_keys
from refdesk.desk.links import LinkStatus, history_file, link_statuses
from refdesk.desk.place import Desk
from refdesk.desk.querying import author_text, load_library, searchable
from refdesk.formats.bibfile import BibFile
from refdesk.links.citing import urls_of
from refdesk.links.standing import Standing
from refdesk.model.errors import RefdeskError
from refdesk.model.library import ATTRIBUTED, Entry, Library
from refdesk.resolving.fitting import fold
from refdesk.store.files import read_bytes
from refdesk.tui.showing import one_line

MARKS = {
    "S": "a document of the desk",
    "?": "a stub: the documents say no more of it",
    "~": "known from an informal attribution",
    "✎": "has an annotation",
    "x": "a link is dead",
    "!": "a link needs a look",
}
"""What stands before an entry in the list, and what it means."""

Stamp = tuple[tuple[int, int] | None, ...]
"""Size and time of each of the desk's files: another stamp means that a file changed."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the list shows it. `folded` is what a search looks at."""

    entry: Entry
    marks: str
    citekey: str
    author: str
    year: str
    title: str
    cited: str
    folded: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library as the screen holds it, with the links' state by URL and the stamp of the files it was read from.

    `bibfile` is kept since parsing a large file again for each entry would slow the keys down. `warnings` are
    plain sentences on what could not be read beside the library.
    """

    library: Library
    bibfile: BibFile
    rows: tuple[Row, ...]
    links: Mapping[str, LinkStatus]
    stamp: Stamp
    warnings: tuple[str, ...] = ()


def read_shelf(desk: Desk) -> Shelf:
    """Read the desk. Raises RefdeskError where it has no library or that cannot be read."""
    # The stamp comes first: what changes while the files are read is then noticed the next time.
    stamp = stamp_of(desk)
    library = load_library(desk)
    bibfile = BibFile.parse(read_bytes(desk.library_file), where=str(desk.library_file))
    links, warnings = _links(desk, library)
    annotated = annotated_keys(desk)
    rows = tuple(_row(entry, annotated=entry.citekey in annotated, links=links) for entry in library.entries)
    return Shelf(library, bibfile, rows, links, stamp, (*_file_warnings(library), *warnings))


def stamp_of(desk: Desk) -> Stamp:
    """Size and time of the files that the screen shows."""
    files = (desk.library_file, desk.citations_file, desk.documents_file, history_file(desk), desk.annotations)
    return tuple(_stamp(path) for path in files)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _links(desk: Desk, library: Library) -> tuple[dict[str, LinkStatus], tuple[str, ...]]:
    try:
        return {status.cited.url: status for status in link_statuses(desk, library)}, ()
    except RefdeskError as error:
        return {}, (str(error),)


def _file_warnings(library: Library) -> tuple[str, ...]:
    count = len(library.problems)
    if not count:
        return ()
    what = "1 thing in the files is not as it" if count == 1 else f"{count} things in the files are not as they"
    return (f"{what} should be; see: refdesk lint",)


def _row(entry: Entry, *, annotated: bool, links: Mapping[str, LinkStatus]) -> Row:
    return Row(
        entry=entry,
        marks=f"{_kind_mark(entry)}{'✎' if annotated else ' '}{_link_mark(entry, links)}",
        citekey=one_line(entry.citekey),
        author=one_line(author_text(entry)),
        year=str(entry.work.year) if entry.work.year is not None else "n.d.",
        title=one_line(entry.work.title or entry.work.event or entry.work.genre or ""),
        cited=str(len(entry.cited_by) or ""),
        folded=searchable(entry),
    )


def _kind_mark(entry: Entry) -> str:
    if entry.is_source:
        return "S"
    if ATTRIBUTED in entry.keywords:
        return "~"
    return "?" if entry.is_stub else " "


def _link_mark(entry: Entry, links: Mapping[str, LinkStatus]) -> str:
    standings = {links[cited.url].standing for cited in urls_of((entry,)) if cited.url in links}
    if Standing.DEAD in standings:
        return "x"
    return "!" if Standing.LOOK in standings else " "


def matching(rows: Sequence[Row], query: str) -> Sequence[Row]:
    """The rows that hold every word of the query, as `refdesk search` finds them; all rows for no word."""
    words = fold(query).split()
    return [row for row in rows if all(word in row.folded for word in words)] if words else rows
