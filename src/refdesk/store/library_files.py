"""Where does a desk's library lie on disk? The library file and the two record files ↔ a Library.

In: paths. Out: a Library; or, through a Transaction, files changed all together or not at all, one writer at a
time, with what they held before kept in the journal for `undo`.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.formats.records import read_citations, read_documents
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Library
from refdesk.store import journal
from refdesk.store.files import lock, read_if_there

_ATTEMPTS = 5


def read_library(library_file: Path, citations_file: Path, documents_file: Path) -> Library:
    """The library in these files; a missing file counts as empty.

    What a crashed refdesk left half done is put right first, and the files are read again where another refdesk
    wrote meanwhile, so that they belong together. Raises RefdeskError for a file that cannot be read at all.
    """
    root = citations_file.parent
    paths = (library_file, citations_file, documents_file)
    journal.recover(root)
    contents = _read_together(root, paths)
    library, citations, documents = (content or b"" for content in contents)
    bibfile = BibFile.parse(library, where=str(library_file))
    entries, problems = entries_of(bibfile)
    cites = read_citations(citations, citations_file.name)
    docs = read_documents(documents, documents_file.name)
    return Library(
        entries=entries,
        citations=cites.records,
        documents=docs.records,
        problems=(*bibfile.problems, *problems, *cites.problems, *docs.problems),
    )


def _read_together(root: Path, paths: tuple[Path, ...]) -> tuple[bytes | None, ...]:
    """The bytes of all files, of one moment as far as refdesk's own writing goes."""
    for _ in range(_ATTEMPTS):
        before = journal.newest(root)
        contents = tuple(read_if_there(path) for path in paths)
        if before == journal.newest(root):
            break
    return contents


@dataclass
class Transaction:
    """Changes to be made together. What was read through `read` must not change on disk before they are made."""

    root: Path
    title: str
    _contents: dict[Path, bytes | None] = field(default_factory=dict)
    _read: dict[Path, str | None] = field(default_factory=dict)

    def read(self, path: Path) -> bytes | None:
        """The bytes of `path`, as they will be after this transaction; None where there is no such file."""
        if path in self._contents:
            return self._contents[path]
        content = read_if_there(path)
        self._read.setdefault(path, journal.fingerprint(content))
        return content

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
        """Make the changes. The lock must be held; `transaction` does both."""
        for path, print_then in self._read.items():
            if journal.fingerprint(read_if_there(path)) != print_then:
                raise RefdeskError(
                    "was changed on disk meanwhile; nothing was written",
                    where=str(path),
                    remedy="run the command again",
                )
        if changes := self.changes:
            journal.apply_locked(self.root, self.title, changes)


@contextlib.contextmanager
def transaction(root: Path, title: str) -> Iterator[Transaction]:
    """Change files of the desk `root` all together or, where the block raises, not at all.

    The block runs under the desk's lock: read inside it what you are going to change. `title` is what `history`
    and `undo` call it. Raises RefdeskError where another refdesk keeps the lock, or a file cannot be written.
    """
    with lock(root):
        journal.recover_locked(root)
        changing = Transaction(root, title)
        yield changing
        changing.commit()
