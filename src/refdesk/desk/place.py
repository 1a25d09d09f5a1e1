"""A desk: the folder where everything lies, and the ways to its files.

In: a folder, or a lone BibTeX file. Out: a `Desk` that other modules of this room take as their first argument.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from refdesk.model.errors import RefdeskError

LIBRARY_FILE = "references.bib"


@dataclass(frozen=True, slots=True)
class Desk:
    """The paths of a desk. `library_file` is `references.bib` in `root` unless a lone file was named.

    A lone `thesis.bib` has records of its own (`thesis.citations.jsonl`): those of a desk in the same folder
    speak of another library.
    """

    root: Path
    library_file: Path

    @property
    def citations_file(self) -> Path:
        """One line a cite: see `CitationRecord`."""
        return self.root / f"{self._prefix}citations.jsonl"

    @property
    def documents_file(self) -> Path:
        """One line a document read: see `DocumentRecord`."""
        return self.root / f"{self._prefix}documents.jsonl"

    @property
    def _prefix(self) -> str:
        return "" if self.library_file.name == LIBRARY_FILE else f"{self.library_file.stem}."

    @property
    def no_library(self) -> RefdeskError:
        """The error to raise where there is no library file."""
        if self.library_file.is_symlink():
            told, remedy = "is a symbolic link that leads nowhere", "mend or remove the link"
            return RefdeskError(told, where=str(self.library_file), remedy=remedy)
        remedy = "begin one with: refdesk ingest DOCUMENT... or refdesk import FILE..."
        return RefdeskError("no library here", where=str(self.library_file), remedy=remedy)

    @property
    def annotations(self) -> Path:
        """Where people's annotations lie, a Markdown file a work."""
        return self.root / "annotations"

    @property
    def exports(self) -> Path:
        """Where formatted bibliographies go."""
        return self.root / "exports"

    @property
    def derived(self) -> Path:
        """Derived data: undo journal, link history. May be deleted; only history is then lost."""
        return self.root / ".refdesk"


def find_desk(folder: Path | None = None, library: Path | None = None) -> Desk:
    """The desk asked for: `library` alone, else `folder`, else $REFDESK_DESK, else the nearest parent with a library.

    Where no parent holds a `references.bib`, the current folder is the desk, so that a first ingest can begin one.
    Raises RefdeskError where the folder or file named does not exist, and where both are named.
    """
    if library is not None and folder is not None:
        raise RefdeskError("--desk and --library name two places", remedy="give one of them")
    if library is not None:
        if not library.is_file():
            raise RefdeskError("no such library file", where=str(library), remedy="name a .bib file that exists")
        return Desk(library.parent, library)
    named = folder or (Path(os.environ["REFDESK_DESK"]) if os.environ.get("REFDESK_DESK") else None)
    if named is not None:
        if not named.is_dir():
            raise RefdeskError("no such folder", where=str(named), remedy="create it, or name another with --desk")
        return Desk(named, named / LIBRARY_FILE)
    here = _current_folder()
    root = next((parent for parent in (here, *here.parents) if _holds_library(parent)), here)
    return Desk(root, root / LIBRARY_FILE)


def _holds_library(folder: Path) -> bool:
    """Whether a library lies here, or a link to one that is away: no desk further up is meant then."""
    library = folder / LIBRARY_FILE
    return library.is_file() or library.is_symlink()


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise RefdeskError("the current folder is not there any more", remedy="go to one that is (cd)") from error
