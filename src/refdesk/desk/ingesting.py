"""Read documents into a desk.

In: a desk and the paths of documents. Out: the desk's files, brought up to date, and a report of what was found.
"""

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from refdesk.desk.annotating import annotated_keys
from refdesk.desk.extracting import read_document
from refdesk.desk.place import Desk
from refdesk.desk.rekeying import with_current_keys
from refdesk.desk.settings import settings_of
from refdesk.desk.spreading import outcomes
from refdesk.desk.writing import write_library
from refdesk.model.document import Extraction
from refdesk.model.errors import RefdeskError
from refdesk.model.library import DocumentRecord, Library
from refdesk.resolving.decisions import lost_decisions
from refdesk.resolving.extraction import extract_document
from refdesk.resolving.joining import ReadDocument, join
from refdesk.resolving.placing import entry_of_document
from refdesk.store.library_files import Transaction, transaction


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What one document gave: numbers of citations by status, and what was already known."""

    citekey: str
    path: str
    conventions: tuple[str, ...]
    citations: int
    resolved: int
    ambiguous: int
    stubs: int
    references: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `added` and `dropped` are citekeys; `changed` whether any file was written, or would be.

    `lost` has a sentence for each decision of a person that finds no place in the documents any more.
    """

    documents: tuple[DocumentReport, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: bool
    lost: tuple[str, ...] = ()


def ingest(  # noqa: PLR0913 - each is a part of one request, and all but the first two have defaults
    desk: Desk,
    paths: Sequence[Path],
    *,
    as_key: str | None = None,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    executor: Executor | None = None,
) -> IngestReport:
    """Find, parse and resolve what the documents cite, and write it to the desk.

    Every document is read before anything is written; where one cannot be read, the others are read all the same, so
    that a RefdeskError can name all that cannot, and nothing is changed, nor on `dry_run`. `progress` is told each path
    in turn. The documents are read by `executor` where one is given; what comes of it is the same.
    """
    if as_key is not None and len(paths) != 1:
        raise RefdeskError("--as names one document", remedy="ingest the documents one by one to name each")
    asked = _Asked(tuple(paths), _read(paths, progress, executor), as_key)
    with transaction(desk.root, f"ingest {' '.join(path.name for path in paths)}", dry_run=dry_run) as changing:
        return _ingest(changing, desk, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Documents as they were named and read, and the citekey asked for."""

    paths: tuple[Path, ...]
    extractions: tuple[Extraction, ...]
    as_key: str | None


def _ingest(changing: Transaction, desk: Desk, asked: _Asked) -> IngestReport:
    """Put what the documents cite into the transaction, and report it."""
    before = changing.library(desk.library_file, desk.citations_file, desk.documents_file)
    current = with_current_keys(before)
    documents = _keyed(desk, current, asked)
    after = join(current, documents, annotated=annotated_keys(desk), pattern=settings_of(desk).citekey_pattern)
    write_library(changing, desk, before, after)
    report = _report(before, after, [document.citekey for document in documents])
    return replace(report, lost=lost_decisions(current, after))


def _read(paths: Sequence[Path], progress: Callable[[str], None], executor: Executor | None) -> tuple[Extraction, ...]:
    """What each document cites. Raises RefdeskError for those that cannot be read."""
    read: list[Extraction] = []
    unread: list[RefdeskError] = []
    coming = outcomes(read_and_extract, paths, executor)
    for path in paths:
        progress(str(path))
        match next(coming):
            case RefdeskError() as error:
                unread.append(error)
            case extraction:
                read.append(extraction)
    if unread:
        raise _together(unread)
    return tuple(read)


def read_and_extract(path: Path) -> Extraction:
    """Find what the document at `path` cites. Raises RefdeskError where it cannot be read."""
    return extract_document(read_document(path))


def _together(errors: Sequence[RefdeskError]) -> RefdeskError:
    if len(errors) == 1:
        return errors[0]
    told = "; ".join(f"{error.where} {error.message}" for error in errors)
    return RefdeskError(f"{len(errors)} documents cannot be read: {told}", remedy="leave them out to read the others")


def _keyed(desk: Desk, library: Library, asked: _Asked) -> list[ReadDocument]:
    """Each document under its citekey: that of an earlier reading, the one asked for, or the file's name."""
    documents: dict[str, ReadDocument] = {}
    for path, extraction in zip(asked.paths, asked.extractions, strict=True):
        kept = kept_path(desk, path)
        read_before = _known_key(library, kept, extraction)
        own = None if read_before else entry_of_document(library, extraction.work)
        known = read_before or own
        if (named := asked.as_key or known or citekey_of_file(path)) != own:
            _refuse_taken(library, named, kept)
        if known and asked.as_key:
            _refuse_second_name(library, known, asked.as_key, kept)
        citekey = known or asked.as_key or citekey_of_file(path)
        _refuse_replacing(desk, library.document(citekey), kept, extraction)
        other = documents.get(citekey)
        if other and other.extraction.document.sha256 != extraction.document.sha256:
            raise RefdeskError(
                f"two documents would be named {citekey!r}",
                where=str(path),
                remedy="ingest one of them alone, with --as",
            )
        documents[citekey] = ReadDocument(citekey, kept, extraction)
    return list(documents.values())


def _known_key(library: Library, kept: str, extraction: Extraction) -> str | None:
    """The citekey of a document read before, by its path or its very same bytes."""
    same_path = (record.citekey for record in library.documents if record.path == kept)
    same_bytes = (record.citekey for record in library.documents if record.sha256 == extraction.document.sha256)
    return next(same_path, None) or next(same_bytes, None)


def _refuse_second_name(library: Library, known: str, as_key: str, kept: str) -> None:
    """Raise RefdeskError where a document that the library has is to go by another key."""
    entry = library.entry(as_key)
    if as_key != known and (entry is None or entry.citekey != known):
        raise RefdeskError(
            f"is in the library already, as {known!r}", where=kept, remedy=f"refdesk edit {known} --rename {as_key}"
        )


def _refuse_taken(library: Library, citekey: str, kept: str) -> None:
    entry = library.entry(citekey)
    if not re.fullmatch(r"[^\s,{}#%~\"'()=\\]+", citekey):
        raise RefdeskError(f"{citekey!r} is no citekey", remedy="use letters, digits and - _ : . +")
    if entry and not entry.is_source:
        raise RefdeskError(
            f"the citekey {citekey!r} is taken by a cited work", where=kept, remedy="choose another with --as"
        )


def _refuse_replacing(desk: Desk, record: DocumentRecord | None, kept: str, extraction: Extraction) -> None:
    """Raise RefdeskError where the citekey is that of another document.

    The same bytes in another place are the document, moved or copied; so is a file of the same name where the old
    one is gone. Anything else would take the records of a document that is still there.
    """
    if record is None or record.path == kept or record.sha256 == extraction.document.sha256:
        return
    if (desk.root / record.path).exists() or Path(record.path).name != Path(kept).name:
        raise RefdeskError(
            f"the citekey {record.citekey!r} names another document, {record.path}",
            where=kept,
            remedy="choose another with --as",
        )


def kept_path(desk: Desk, path: Path) -> str:
    """The path as the desk keeps it: relative to the desk, with / between, so that the two can move together."""
    try:
        return Path(os.path.relpath(path.resolve(), desk.root.resolve())).as_posix()
    except ValueError:  # another drive, on Windows
        return path.resolve().as_posix()


def citekey_of_file(path: Path) -> str:
    """A citekey from the file's name: small letters, digits and hyphens."""
    return re.sub(r"[^\w.+:-]+", "-", path.stem.casefold()).strip("-.") or "document"


def _report(before: Library, after: Library, citekeys: Sequence[str]) -> IngestReport:
    old, new = {e.citekey for e in before.entries}, {e.citekey for e in after.entries}
    return IngestReport(
        documents=tuple(_document_report(after, citekey) for citekey in citekeys),
        added=tuple(entry.citekey for entry in after.entries if entry.citekey not in old),
        dropped=tuple(entry.citekey for entry in before.entries if entry.citekey not in new),
        changed=(before.entries, before.citations, before.documents)
        != (after.entries, after.citations, after.documents),
    )


def _document_report(library: Library, citekey: str) -> DocumentReport:
    records = [record for record in library.citations if record.document == citekey]
    document = library.document(citekey)
    assert document is not None  # noqa: S101 - it was joined just now
    statuses = [record.status for record in records]
    return DocumentReport(
        citekey=citekey,
        path=document.path,
        conventions=document.conventions,
        citations=len({(record.start, record.end) for record in records}),
        resolved=statuses.count("resolved") + statuses.count("confirmed"),
        ambiguous=statuses.count("ambiguous"),
        stubs=statuses.count("unmatched"),
        references=len(document.references),
        problems=tuple(problem.message for problem in document.problems),
    )
