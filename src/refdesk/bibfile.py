"""The library file for scripts: load a .bib file, change what is to change, save it.

In: a path. Out: a BibFile that keeps every byte it was not told to change.

    >>> library = load("references.bib")                        # doctest: +SKIP
    >>> library.set("afzal2021terrorism", "year", "2021").save()  # doctest: +SKIP
"""

import os
from collections.abc import Mapping
from pathlib import Path

from refdesk.formats.bibfile import BibEntry
from refdesk.formats.bibfile import BibFile as Content
from refdesk.model.errors import RefdeskError
from refdesk.model.problem import Problem
from refdesk.store.files import read_bytes, read_if_there, write_atomically

__all__ = ["BibEntry", "BibFile", "load"]


def load(path: str | os.PathLike[str]) -> "BibFile":
    """Read a .bib file. Raises RefdeskError where it cannot be read or is in UTF-16."""
    return BibFile(Path(path))


class BibFile:
    """A .bib file in memory. The methods that change it return it, so that calls can be chained."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._as_read = read_bytes(path)
        self.content = Content.parse(self._as_read, where=str(path))

    @property
    def entries(self) -> tuple[BibEntry, ...]:
        """The sound entries in file order; each has `key`, `type`, `fields` and `line`."""
        return self.content.entries

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Broken blocks, keys given twice and the like, each with its line."""
        return self.content.problems

    def set(self, key: str, field: str, value: str, *, line: int | None = None) -> "BibFile":
        """Give a field a value, written as it is to stand in the file. Raises as `formats.bibfile.BibFile.set`."""
        self.content = self.content.set(key, field, value, line=line)
        return self

    def unset(self, key: str, field: str, *, line: int | None = None) -> "BibFile":
        """Take a field out."""
        self.content = self.content.unset(key, field, line=line)
        return self

    def add(self, entry_type: str, key: str, fields: Mapping[str, str]) -> "BibFile":
        """Write a new entry at the end."""
        self.content = self.content.add(entry_type, key, fields)
        return self

    def remove(self, key: str, *, line: int | None = None) -> "BibFile":
        """Take an entry out."""
        self.content = self.content.remove(key, line=line)
        return self

    def rename(self, old: str, new: str, *, line: int | None = None) -> "BibFile":
        """Give an entry another key; references to it are not touched."""
        self.content = self.content.rename(old, new, line=line)
        return self

    def to_bytes(self) -> bytes:
        """The bytes that `save` would write. Raises RefdeskError where they would be read otherwise than meant."""
        return self.content.proved_bytes()

    def save(self, path: str | os.PathLike[str] | None = None) -> None:
        """Write the file: whole or not at all; an unchanged file is not written.

        Raises RefdeskError where the loaded file's bytes have changed since it was read, or it may not be written.
        """
        target = self.path if path is None else Path(path)
        written = self.to_bytes()
        if _same_file(target, self.path):
            if read_if_there(self.path) != self._as_read:
                raise RefdeskError("was changed since it was read", where=str(self.path), remedy="load it again")
            if written == self._as_read:
                return
            self._as_read = written
        write_atomically(target, written)


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
