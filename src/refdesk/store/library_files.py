"""Where does a desk's library lie on disk? The library file and the two record files ↔ a Library.

In: paths. Out: a Library; or, through a Transaction, files changed all together or not at all, one writer at a
time, with what they held before kept in the journal for `undo`.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from refdesk.formats.bibfile import BibFile
from refdesk.formats.bibfile_merging import Overlap
from refdesk.formats.biblatex import entries_of
from refdesk.formats.records import read_citations, read_documents
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Library
from refdesk.store import journal
from refdesk.store.files import Seen, lock, read_if_there
from refdesk.store.merging import merged
from refdesk.store.segments import bibfile_of

MERGED = " (merged with what was written meanwhile)"
"""So ends the title of a step that kept what others wrote to its files while it was prepared."""
_ATTEMPTS = 5
_LONGEST_TITLE = 200


def read_library(library_file: Path, citations_file: Path, documents_file: Path) -> Library:
    """The library in these files; a missing file counts as empty.

    What a crashed refdesk left half done is put right first, and the files are read again where another refdesk
    wrote meanwhile, so that they belong together. Raises RefdeskError for a file that cannot be read at all.
    """
    root = citations_file.parent
    paths = (library_file, citations_file, documents_file)
    journal.recover(root)
    contents = _read_together(root, paths)
    library = contents[library_file]
    bibfile = BibFile.parse(b"") if library is None else bibfile_of(library_file, library)
    return _library(bibfile, contents, citations_file, documents_file)


def _library(
    bibfile: BibFile, contents: Mapping[Path, bytes | None], citations_file: Path, documents_file: Path
) -> Library:
    entries, problems = entries_of(bibfile)
    cites = read_citations(contents[citations_file] or b"", citations_file.name)
    docs = read_documents(contents[documents_file] or b"", documents_file.name)
    return Library(
        entries=entries,
        citations=cites.records,
        documents=docs.records,
        problems=(*bibfile.problems, *problems, *cites.problems, *docs.problems),
    )


def _read_together(root: Path, paths: tuple[Path, ...]) -> dict[Path, bytes | None]:
    """The bytes of all files, of one moment as far as refdesk's own writing goes."""
    for _ in range(_ATTEMPTS):
        before = journal.newest(root)
        contents = {path: read_if_there(path) for path in paths}
        if before == journal.newest(root):
            break
    return contents


@dataclass
class Transaction:
    """Changes to be made together.

    What was read through `read` and is written anew is merged, where others wrote to it on disk meanwhile in other
    places; `merged` names those files once the changes are made.
    """

    root: Path
    title: str
    merged: list[Path] = field(default_factory=list)
    _contents: dict[Path, bytes | None] = field(default_factory=dict)
    _read: dict[Path, Seen] = field(default_factory=dict)

    def read(self, path: Path) -> bytes | None:
        """The bytes of `path`, as they will be after this transaction; None where there is no such file.

        A second reading gives the same, whatever others write meanwhile.
        """
        if path in self._contents:
            return self._contents[path]
        if path not in self._read:
            self._read[path] = Seen.at(path)
        return self._read[path].content

    def library(self, library_file: Path, citations_file: Path, documents_file: Path) -> Library:
        """As `read_library`, of what these files will hold after this transaction."""
        contents = {path: self.read(path) for path in (library_file, citations_file, documents_file)}
        bibfile = BibFile.parse(contents[library_file] or b"", where=str(library_file))
        return _library(bibfile, contents, citations_file, documents_file)

    def write(self, path: Path, data: bytes) -> None:
        """Make `path` hold `data` once the transaction ends."""
        self._contents[path] = data

    def remove(self, path: Path) -> None:
        """Take the file away once the transaction ends."""
        self._contents[path] = None

    @property
    def changes(self) -> dict[Path, bytes | None]:
        """What would be written now: path → bytes, or None for a file to take away. Unchanged files are left out."""
        return {path: content for path, content in self._contents.items() if content != read_if_there(path)}

    def commit(self) -> None:
        """Make the changes. The lock must be held; `transaction` does both.

        Raises RefdeskError, and writes nothing, where a file was changed on disk since it was read and the changes
        cannot be merged.
        """
        for attempt in range(_ATTEMPTS):
            now = {path: self._seen_now(path) for path in {**self._read, **self._contents}}
            contents = {path: self._final(path, now[path].content) for path in self._contents}
            self._refuse_stale(now)
            changes = {path: content for path, content in contents.items() if content != now[path].content}
            self.merged = [path for path in contents if contents[path] != self._contents[path]]
            title = f"{self.title}{MERGED if self.merged else ''}"
            try:
                if changes:
                    journal.apply_locked(self.root, title, changes, now)
            except journal.ChangedMeanwhileError:
                if attempt == _ATTEMPTS - 1:
                    raise
            else:
                return

    def _seen_now(self, path: Path) -> Seen:
        return self._read[path].now(path) if path in self._read else Seen.at(path)

    def _final(self, path: Path, now: bytes | None) -> bytes | None:
        """What `path` is to hold: what was written to it, and what others wrote on disk since it was read."""
        content = self._contents[path]
        if path not in self._read or self._read[path].content == now:
            return content
        try:
            return merged(str(path), self._read[path].content, content, now)
        except Overlap as overlap:
            told = f"was changed on disk meanwhile, and in the same place: {overlap.message}; nothing was written"
            raise RefdeskError(told, where=str(path), remedy="run the command again") from None

    def _refuse_stale(self, now: dict[Path, Seen]) -> None:
        """Raise RefdeskError where a file that was only read says something else now: the changes may rest on it."""
        for path, seen in self._read.items():
            if path not in self._contents and now[path].content != seen.content:
                raise RefdeskError(
                    "was changed on disk meanwhile; nothing was written",
                    where=str(path),
                    remedy="run the command again",
                )


@contextlib.contextmanager
def transaction(root: Path, title: str, *, dry_run: bool = False) -> Iterator[Transaction]:
    """Change files of the desk `root` all together or, where the block raises, not at all; on `dry_run` never.

    The block runs under the desk's lock: read inside it what you are going to change. `title` is what `history`
    and `undo` call it, cut where it is long. Raises RefdeskError where another refdesk keeps the lock, or a file
    cannot be written. A dry run takes no lock, and leaves no trace.
    """
    title = title[:_LONGEST_TITLE]
    if dry_run:
        journal.recover(root)
        yield Transaction(root, title)
        return
    with lock(root, title):
        journal.recover_locked(root)
        changing = Transaction(root, title)
        yield changing
        changing.commit()
