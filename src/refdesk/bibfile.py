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
from refdesk.formats.bibfile_merging import Overlap
from refdesk.formats.bibfile_merging import merge as merge_files
from refdesk.model.errors import RefdeskError
from refdesk.model.problem import Problem
from refdesk.store.files import read_if_there, write_atomically
from refdesk.store.segments import read_bibfile

__all__ = ["BibEntry", "BibFile", "Overlap", "load"]


def load(path: str | os.PathLike[str]) -> "BibFile":
    """Read a .bib file. Raises RefdeskError where it cannot be read or is in UTF-16."""
    return BibFile(Path(path))


class BibFile:
    """A .bib file in memory. The methods that change it return it, so that calls can be chained."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._as_read, self.content = read_bibfile(path)

    @property
    def entries(self) -> tuple[BibEntry, ...]:
        """The sound entries in file order; each has `key`, `type`, `fields` and `line`."""
        return self.content.entries

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Broken blocks, keys given twice and the like, each with its line."""
        return self.content.problems

    def set(self, key: str, field: str, value: str, *, line: int | None = None, raw: bool = False) -> "BibFile":
        """Give a field a value, written as it is to stand in the file, without delimiters; with them where `raw`.

        Raises as `formats.bibfile.BibFile.set`.
        """
        self.content = self.content.set(key, field, value, line=line, raw=raw)
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

    def retype(self, key: str, new_type: str, *, line: int | None = None) -> "BibFile":
        """Give an entry another type."""
        self.content = self.content.retype(key, new_type, line=line)
        return self

    def rename(self, old: str, new: str, *, line: int | None = None) -> "BibFile":
        """Give an entry another key; references to it are not touched."""
        self.content = self.content.rename(old, new, line=line)
        return self

    def move(
        self, key: str, *, before: str | None = None, after: str | None = None, line: int | None = None
    ) -> "BibFile":
        """Put an entry before or behind another, or at the end."""
        self.content = self.content.move(key, before=before, after=after, line=line)
        return self

    def paste(self, raw: str, key: str | None = None) -> "BibFile":
        """Write the text of an entry at the end as it is, under another key if one is given."""
        self.content = self.content.paste(raw, key)
        return self

    def to_bytes(self) -> bytes:
        """The bytes that `save` would write. Raises RefdeskError where they would be read otherwise than meant."""
        return self.content.proved_bytes()

    def save(self, path: str | os.PathLike[str] | None = None, *, merge: bool = False) -> None:
        """Write the file: whole or not at all; an unchanged file is not written.

        Raises RefdeskError where the loaded file's bytes have changed since it was read, or it may not be written.
        With `merge`, changes on disk that touch other blocks are kept beside those made here; where they touch the
        same blocks, Overlap is raised and nothing is written.
        """
        target = self.path if path is None else Path(path)
        if not _same_file(target, self.path):
            write_atomically(target, self.to_bytes())
            return
        on_disk = read_if_there(self.path)
        if on_disk != self._as_read:
            self._take_in(on_disk, merge)
        written = self.to_bytes()
        if written != on_disk:
            write_atomically(target, written)
        self._as_read = written

    def _take_in(self, on_disk: bytes | None, merge: bool) -> None:
        """Merge what others wrote. Raises RefdeskError where that is not asked for or the file is gone."""
        if on_disk is None or not merge:
            raise RefdeskError("was changed since it was read", where=str(self.path), remedy="load it again")
        base, theirs = (Content.parse(data, where=str(self.path)) for data in (self._as_read, on_disk))
        try:
            self.content = merge_files(base, self.content, theirs)
        except Overlap as overlap:
            overlap.where = str(self.path)
            raise


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
