"""Take works from files of other programs into the desk.

In: a desk and files. Out: the desk's library file with what is new at its end, as one step, and a report that
accounts for every item of every file. Every file is read before anything is written; one that cannot be read stops
the whole with a RefdeskError.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refdesk.desk.admitting import Outcome, Terms, admit
from refdesk.desk.incoming import BIBTEX, Source, read_source
from refdesk.desk.place import Desk
from refdesk.desk.settings import settings_of
from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.exchange import sniff
from refdesk.model.errors import RefdeskError
from refdesk.store.files import read_bytes
from refdesk.store.library_files import Transaction, transaction


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all items, source by source; `bibfile` is the library file as it is then, or would be."""

    outcomes: tuple[Outcome, ...]
    bibfile: BibFile
    changed: bool


def import_files(  # noqa: PLR0913 - each is a word of the command line
    desk: Desk,
    paths: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002 - as on the command line
    anyway: bool = False,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Add what the files hold and the library does not; `progress` is told each path as its reading begins."""
    sources = []
    for path in paths:
        progress(str(path))
        sources.append(_read(path, format))
    return take_in(desk, sources, f"import {' '.join(path.name for path in paths)}", anyway=anyway, dry_run=dry_run)


def _read(path: Path, wanted: str | None) -> Source:
    """The items of a file. Raises RefdeskError where it holds none of the format wanted, but looks like another."""
    data = read_bytes(path)
    source = read_source(data, wanted, str(path))
    looks = sniff(data, path.name) if wanted and not source.items else None
    if looks and looks != source.format and not {looks, source.format} <= BIBTEX:
        raise RefdeskError(
            f"holds nothing of the format {wanted}, and looks like {looks}",
            where=str(path),
            remedy="leave --format out",
        )
    return source


def take_in(  # noqa: PLR0913 - each is a word of the command line
    desk: Desk,
    sources: Sequence[Source],
    title: str,
    *,
    key: str | None = None,
    anyway: bool = False,
    dry_run: bool = False,
) -> Report:
    """Let the items of the sources into the desk as one step called `title`. Raises RefdeskError as `admit` does."""
    terms = Terms(pattern=settings_of(desk).citekey_pattern, key=key, anyway=anyway)
    with transaction(desk.root, title, dry_run=dry_run) as changing:
        return _take_in(changing, desk, sources, terms)


def _take_in(changing: Transaction, desk: Desk, sources: Sequence[Source], terms: Terms) -> Report:
    before = BibFile.parse(changing.read(desk.library_file) or b"", where=str(desk.library_file))
    after, outcomes = admit(before, sources, terms)
    changed = any(outcome.added for outcome in outcomes)
    if changed:
        changing.write(desk.library_file, after.proved_bytes())
    return Report(outcomes, after if changed else before, changed)


def report_object(report: Report, *, with_fields: bool = False) -> dict[str, Any]:
    """The report as JSON (see docs/commands.md, `refdesk import`), with what the new entries hold where wanted."""
    return {
        "found": sum(outcome.found for outcome in report.outcomes),
        "sources": [_source_object(outcome) for outcome in report.outcomes],
        "added": [
            {"citekey": added.citekey, "source": outcome.name, "place": added.place, "notes": list(added.notes)}
            | (_entry_object(report.bibfile.entry(added.citekey)) if with_fields else {})
            for outcome in report.outcomes
            for added in outcome.added
        ],
        "there": [
            {"citekey": there.citekey, "own": there.own, "source": outcome.name, "place": there.place}
            | {"reasons": list(there.reasons), "more": list(there.more)}
            for outcome in report.outcomes
            for there in outcome.there
        ],
        "left_out": [
            {"source": outcome.name, "place": left.place, "reason": left.reason}
            for outcome in report.outcomes
            for left in outcome.left_out
        ],
        "changed": report.changed,
    }


def _entry_object(entry: BibEntry) -> dict[str, Any]:
    return {"type": entry.type, "fields": dict(entry.fields)}


def _source_object(outcome: Outcome) -> dict[str, Any]:
    counts = {"added": len(outcome.added), "there": len(outcome.there), "left_out": len(outcome.left_out)}
    return {
        "name": outcome.name,
        "format": outcome.format,
        "found": outcome.found,
        **counts,
        "notes": list(outcome.notes),
    }
