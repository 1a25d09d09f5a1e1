"""Change entries by hand, and take changes back.

In: a desk, a citekey and what to change. Out: the desk's files; only the fields named are touched in the library file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from refdesk.desk.annotating import annotated_keys, annotation_path
from refdesk.desk.place import Desk
from refdesk.desk.querying import entry_named
from refdesk.desk.rekeying import renamed
from refdesk.desk.writing import write_library
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, entry_of, problems_of
from refdesk.formats.latex_text import latex_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import STUB, Entry, Library
from refdesk.store.journal import Step, history, undo
from refdesk.store.library_files import Transaction, read_library, transaction

VERBATIM = frozenset(
    {
        "url",
        "doi",
        "file",
        "alturl",
        "eprint",
        "citedby",
        "keywords",
        "ids",
        "date",
        "urldate",
        "origdate",
        "eventdate",
        "isbn",
        "issn",
        "crossref",
        "xref",
        "xdata",
        "related",
        "entryset",
    }
)
"""Fields whose values are no LaTeX text (biblatex manual 2.2.1: verbatim, URI, date, key and keyword list fields)."""


_REFERRING = ("crossref", "xref", "xdata", "related", "entryset")
"""Fields that hold citekeys of other entries (biblatex manual 2.2.3)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do to an entry: fields to set, fields to remove, and the citekey it is to have."""

    assigned: Mapping[str, str] = field(default_factory=dict)
    removed: Sequence[str] = ()
    new_key: str | None = None

    @property
    def title(self) -> str:
        """What `history` says of it: "set title, remove url, rename to smith2001"."""
        parts = [f"set {name}" for name in self.assigned] + [f"remove {name}" for name in self.removed]
        return ", ".join([*parts, *([f"rename to {self.new_key}"] if self.new_key else [])])


def edit(desk: Desk, citekey: str, changes: Changes, *, dry_run: bool = False) -> list[str]:
    """Set and remove fields of an entry, then rename it, as one step; return a sentence for each thing changed.

    A value without backslashes and braces is plain text and is written as LaTeX; one with them is written as it stands.
    A stub that gets the title or the creator it lacked is a stub no more, unless `keywords` are edited too.
    Raises RefdeskError for an unknown entry or field, a bad value, or a key that is taken; nothing is then changed.
    """
    if dry_run:
        return _edit(Transaction(desk.root, "dry run"), desk, citekey, changes)
    with transaction(desk.root, f"edit {citekey}: {changes.title}"[:200]) as changing:
        return _edit(changing, desk, citekey, changes)


def _edit(changing: Transaction, desk: Desk, citekey: str, changes: Changes) -> list[str]:
    """Put the changes into the transaction, and tell them."""
    library = read_library(desk.library_file, desk.citations_file, desk.documents_file)
    entry = entry_named(library, citekey)
    before = BibFile.parse(changing.read(desk.library_file) or b"", where=str(desk.library_file))
    after = _completed(_with_fields(before, entry, changes), entry, changes)
    changing.write(desk.library_file, after.proved_bytes())
    told = [*_differences(before, after, entry), *_cautions(before, after, entry, changes)]
    if changes.new_key and changes.new_key != entry.citekey:
        _rename(changing, desk, replace(library, entries=entries_of(after)[0]), entry.citekey, changes.new_key)
        told.append(f"{entry.citekey} renamed to {changes.new_key}")
    return told or [f"{entry.citekey}: nothing changed, for it says so already"]


def _with_fields(bibfile: BibFile, entry: Entry, changes: Changes) -> BibFile:
    """The file with the entry's fields set and removed."""
    present = bibfile.fields(entry.citekey, entry.line)
    for name, value in changes.assigned.items():
        bibfile = bibfile.set(entry.citekey, name, written(name, value), line=entry.line)
    for name in changes.removed:
        if name in changes.assigned:
            raise RefdeskError(f"the field {name!r} is both set and removed", remedy="do one of them")
        if name not in present:
            raise RefdeskError(f"{entry.citekey} has no field {name!r}", remedy=f"it has {', '.join(present)}")
        bibfile = bibfile.unset(entry.citekey, name, line=entry.line)
    return bibfile


def _completed(bibfile: BibFile, entry: Entry, changes: Changes) -> BibFile:
    """The file without the keyword `stub` where the edit has told the title or the creator that was missing."""
    work = entry_of(bibfile.entry(entry.citekey, entry.line)).work
    is_told = bool(work.title and work.creators) and not (entry.work.title and entry.work.creators)
    if not (entry.is_stub and is_told) or "keywords" in {*changes.assigned, *changes.removed}:
        return bibfile
    keywords = bibfile.fields(entry.citekey, entry.line)["keywords"].split(",")
    rest = ", ".join(keyword.strip() for keyword in keywords if keyword.strip() != STUB)
    if rest:
        return bibfile.set(entry.citekey, "keywords", rest, line=entry.line)
    return bibfile.unset(entry.citekey, "keywords", line=entry.line)


def _differences(before: BibFile, after: BibFile, entry: Entry) -> Iterator[str]:
    """What the fields of the entry say now that they did not say before."""
    old, new = before.fields(entry.citekey, entry.line), after.fields(entry.citekey, entry.line)
    for name, value in new.items():
        if old.get(name) != value:
            yield f"{entry.citekey}: {name} = {value}"
    for name in old:
        if name not in new:
            yield f"{entry.citekey}: {name} removed"
    if entry.is_stub and STUB not in entry_of(after.entry(entry.citekey, entry.line)).keywords:
        yield f"{entry.citekey}: a stub no more"


def _cautions(before: BibFile, after: BibFile, entry: Entry, changes: Changes) -> Iterator[str]:
    """What a person should know of the entry as it now stands."""
    old, new = (bibfile.entry(entry.citekey, entry.line) for bibfile in (before, after))
    yield from (problem.message for problem in problems_of(new) if problem not in problems_of(old))
    dated = {"year", "month", "day"} & changes.assigned.keys()
    if dated and "date" in new.fields:
        yield f"{entry.citekey}: its date, {new.fields['date']}, counts before {' and '.join(sorted(dated))}; set date"


def written(name: str, value: str) -> str:
    """The value as the library file holds it."""
    verbatim = name.casefold() in VERBATIM or re.search(r"[\\{}]", value)
    return value if verbatim else latex_of(value)


def _rename(changing: Transaction, desk: Desk, library: Library, old: str, new: str) -> None:
    """Give an entry a new citekey: in the library, the record files, fields of other entries, and its annotation."""
    bearer = library.entry(new)
    if bearer is not None and bearer is not library.entry(old):
        raise RefdeskError(f"the citekey {new!r} is taken", remedy="choose another")
    write_library(changing, desk, library, renamed(library, old, new))
    bibfile = BibFile.parse(changing.read(desk.library_file) or b"", where=str(desk.library_file))
    changing.write(desk.library_file, _referring(bibfile, old, new).proved_bytes())
    _move_annotation(changing, desk, old, new)


def _referring(bibfile: BibFile, old: str, new: str) -> BibFile:
    """The file with `new` for `old` in the fields by which entries refer to others."""
    for entry in bibfile.entries:
        for name in _REFERRING if old in entry.raw else ():
            keys = [key.strip() for key in entry.fields.get(name, "").split(",")]
            if old in keys:
                value = ",".join(new if key == old else key for key in keys)
                bibfile = bibfile.set(entry.key, name, value, line=entry.line)
    return bibfile


def _move_annotation(changing: Transaction, desk: Desk, old: str, new: str) -> None:
    """Let the annotation follow its entry. Raises RefdeskError where another lies there already."""
    if old not in annotated_keys(desk):  # asked first: an old key may be too long to name a file
        return
    source, target = annotation_path(desk, old), annotation_path(desk, new)
    content = changing.read(source) or b""
    if changing.read(target) is not None:
        raise RefdeskError("there is an annotation already", where=str(target), remedy="move it away first")
    changing.write(target, content)
    changing.remove(source)


def undo_last(desk: Desk) -> Step:
    """Take back the last change; what it touched must not have changed since. Raises RefdeskError otherwise."""
    return undo(desk.root)


def changes_made(desk: Desk) -> tuple[Step, ...]:
    """The changes that can be told of, the newest last."""
    return history(desk.root)
