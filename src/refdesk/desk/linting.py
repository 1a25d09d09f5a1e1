"""What is odd about a desk's library and its sources, and what of it can be put right.

In: a desk. Out: findings, each with a place, a code and a plain sentence; or the library file mended, as one step that
`undo` takes back. `refdesk.linting` holds the rules; what only the disk knows is looked for here.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from refdesk.desk.annotating import citekey_of
from refdesk.desk.extracting import read_document
from refdesk.desk.place import Desk
from refdesk.desk.querying import document_named, load_library, refuse_missing
from refdesk.desk.rekeying import with_current_keys
from refdesk.desk.settings import settings_of
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.formats.records import read_citations, read_documents
from refdesk.linting.catalogue import RULES, refuse_unknown, severity_of
from refdesk.linting.documents import look_through
from refdesk.linting.findings import Finding
from refdesk.linting.fixing import Change, mend
from refdesk.linting.looking import look_over, overview_of
from refdesk.linting.subjects import Overview
from refdesk.model.document import Document
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry, Library
from refdesk.resolving.extraction import extract_document
from refdesk.store.library_files import Transaction, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which codes to look for (none means all), and which to leave out; a code asked for is not left out."""

    only: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is left to say, what has been put right, and how."""

    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()


EVERYTHING = Wish()
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def lint(desk: Desk, today: dt.date, wish: Wish = EVERYTHING) -> Report:
    """Everything odd about the desk.

    Raises RefdeskError where there is no library, and (exit code 3) for a code that no rule has.
    """
    looking = Transaction(desk.root, "lint")  # never committed: it only reads
    return Report(findings=_wanted(desk, _found(desk, _overview(looking, desk, today)), wish))


def lint_and_fix(desk: Desk, today: dt.date, wish: Wish = EVERYTHING, *, dry_run: bool = False) -> Report:
    """As `lint`, after every wanted fix was made as one step; on `dry_run` the files stay as they are."""
    if not dry_run:
        refuse_missing(desk)  # told before the desk is locked, which leaves a trace
    with transaction(desk.root, "lint --fix", dry_run=dry_run) as changing:
        return _fix(changing, desk, today, wish)


def _fix(changing: Transaction, desk: Desk, today: dt.date, wish: Wish) -> Report:
    """Put the fixes into the transaction, and look again."""
    overview = _overview(changing, desk, today)
    found = _wanted(desk, _found(desk, overview), wish)
    mended = mend(_bibfile(changing, desk), overview, found)
    if not mended.changes:
        return Report(findings=found)
    changing.write(desk.library_file, mended.bibfile.proved_bytes())
    left = _wanted(desk, _found(desk, _overview(changing, desk, today)), wish)
    return Report(findings=left, fixed=mended.fixed, changes=mended.changes)


def lint_document(desk: Desk, named: str, wish: Wish = EVERYTHING) -> tuple[Report, str]:
    """What is odd within one document: one of the desk by its citekey, or a file.

    Also a sentence where the file is not the one any more that was ingested: then it is looked through as it is now.
    Raises RefdeskError where there is no such document (exit code 3), or its file cannot be read.
    """
    document, key, caution = _document_asked(desk, named)
    found = look_through(extract_document(document), key or Path(named).name, document.path, key)
    return Report(findings=_wanted(desk, found, wish)), caution


def _document_asked(desk: Desk, named: str) -> tuple[Document, str | None, str]:
    """The document, its citekey where the desk has it, and a caution."""
    library = load_library(desk) if desk.library_file.exists() else Library()
    entry = library.entry(named)
    record = library.document(entry.citekey if entry else named)
    if record is None and Path(named).is_file():
        return read_document(Path(named)), None, ""
    record = record or document_named(library, named)
    path = desk.root / record.path
    if not path.is_file():
        raise RefdeskError(
            "the document is not there any more",
            where=record.path,
            remedy="put it back, or ingest it again from its new place",
        )
    document = replace(read_document(path), path=record.path)
    changed = document.sha256 != record.sha256
    caution = f"{record.path} has changed since it was ingested; this is about the file as it is now" if changed else ""
    return document, record.citekey, caution


def ignored_in_vain(desk: Desk) -> tuple[str, ...]:
    """Codes that the settings leave out and no rule has."""
    return tuple(code for code in settings_of(desk).lint_ignored if code not in RULES)


# -- what is there -----------------------------------------------------------------------------------------------------


def _overview(reading: Transaction, desk: Desk, today: dt.date) -> Overview:
    """The library as the transaction leaves it."""
    refuse_missing(desk)
    bibfile = _bibfile(reading, desk)
    entries, problems = entries_of(bibfile)
    cites = read_citations(reading.read(desk.citations_file) or b"", desk.citations_file.name)
    documents = read_documents(reading.read(desk.documents_file) or b"", desk.documents_file.name)
    library = Library(
        entries=entries,
        citations=cites.records,
        documents=documents.records,
        problems=(*bibfile.problems, *problems, *cites.problems, *documents.problems),
    )
    return overview_of(bibfile, with_current_keys(library), today, settings_of(desk).distinct)


def _bibfile(reading: Transaction, desk: Desk) -> BibFile:
    return BibFile.parse(reading.read(desk.library_file) or b"", where=str(desk.library_file))


# -- what is odd about it ----------------------------------------------------------------------------------------------


def _found(desk: Desk, overview: Overview) -> tuple[Finding, ...]:
    """What the rules find, and what the disk tells."""
    return (
        *look_over(overview, desk.library_file.name, desk.citations_file.name, desk.documents_file.name),
        *_missing_files(desk, overview.library.entries),
        *_lone_annotations(desk, overview),
    )


def _wanted(desk: Desk, found: Collection[Finding], wish: Wish) -> tuple[Finding, ...]:
    """The findings that were asked for. Raises RefdeskError (exit code 3) for a code that no rule has."""
    refuse_unknown((*wish.only, *wish.ignored), found)
    if wish.only:
        return tuple(finding for finding in found if finding.code in wish.only)
    ignored = {*wish.ignored, *settings_of(desk).lint_ignored}
    return tuple(finding for finding in found if finding.code not in ignored)


def _missing_files(desk: Desk, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Paths in `file` that lead to no file."""
    for entry in entries:
        for path in entry.files:
            if not _ADDRESS.match(path) and not _is_there(desk.root, path):
                yield Finding(
                    where=entry.citekey,
                    code="missing-file",
                    message=f"There is no file {path!r}.",
                    severity=severity_of("missing-file"),
                    file=desk.library_file.name,
                    line=entry.line,
                    key=entry.citekey,
                    field="file",
                )


def _is_there(root: Path, path: str) -> bool:
    """Whether a file or folder lies at the path, which may be relative to the desk or begin with `~`."""
    try:
        return (root / Path(path).expanduser()).exists()
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, no such user
        return False


def _lone_annotations(desk: Desk, overview: Overview) -> Iterator[Finding]:
    """Annotations that belong to no entry."""
    for path in sorted(desk.annotations.glob("[!.]*.md")):
        key = citekey_of(path)
        if key not in overview.keys and key not in overview.aliases:
            yield Finding(
                where=key,
                code="lone-annotation",
                message=f"The annotation {path.name} belongs to no entry.",
                severity=severity_of("lone-annotation"),
                file=f"{desk.annotations.name}/{path.name}",
                key=key,
            )
