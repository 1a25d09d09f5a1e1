"""Change entries by hand.

In: a desk, a citekey and what to change. Out: the desk's files; only what is named is touched in the library file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from refdesk.desk.annotating import annotated_keys, annotation_path
from refdesk.desk.entry_text import under_key, with_text
from refdesk.desk.place import Desk
from refdesk.desk.querying import entry_named, refuse_missing
from refdesk.desk.rekeying import referring_fields, rename_keys
from refdesk.desk.writing import library_in, lines_by_key, list_text, present_library
from refdesk.formats.bibfile import BibEntry, BibFile, refuse_bad_value, undefined_macros
from refdesk.formats.biblatex import entries_of, entry_of, problems_of
from refdesk.formats.latex_text import latex_of
from refdesk.formats.records import read_citations
from refdesk.model.errors import RefdeskError
from refdesk.model.library import STUB, Library
from refdesk.store.library_files import Transaction, transaction

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry is to stand: before or after the entry with this citekey."""

    side: Literal["before", "after"]
    citekey: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do to an entry.

    Fields to set, fields to remove, the citekey and the type that it is to have, where it is to stand, fields to set
    as BibTeX (`raw`: a macro, a number, parts joined by #), its whole text (and the one that this was made from), or
    whether it is to go; `is_forced` lets it go though other entries refer to it.
    """

    assigned: Mapping[str, str] = field(default_factory=dict)
    removed: Sequence[str] = ()
    new_key: str | None = None
    new_type: str | None = None
    place: Place | None = None
    raw: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    text_before: str | None = None
    is_deleted: bool = False
    is_forced: bool = False

    @property
    def title(self) -> str:
        """What `history` says of it: "set title, remove url, rename to smith2001"."""
        parts = [f"set {name}" for name in (*self.assigned, *self.raw)] + [f"remove {name}" for name in self.removed]
        parts += [f"make it a {self.new_type}"] if self.new_type else []
        parts += [f"put {self.place.side} {self.place.citekey}"] if self.place else []
        parts += [f"rename to {self.new_key}"] if self.new_key else []
        return ", ".join([*parts, *(["delete"] if self.is_deleted else ["in the editor"] if self.text else [])])


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed of an entry: a field (with its `name`), or its type, key, place (a line) or being there.

    A `text` says what the same fields said before: a comment, the layout or a field given once more was changed.

    `before` and `after` are as they stand in the file; None where there was, or is, no such thing.
    """

    kind: Literal["field", "type", "key", "place", "entry", "text"]
    name: str
    before: str | None
    after: str | None

    @property
    def told(self) -> str:
        """The change in a few words."""
        match self.kind:
            case "field":
                return f"{self.name} removed" if self.after is None else f"{self.name} = {self.after}"
            case "type":
                return f"now a @{self.after}"
            case "key":
                return f"renamed to {self.after}"
            case "place":
                return f"moved from line {self.before} to line {self.after}"
            case "text":
                return "written anew, with the same fields"
        return "deleted"


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did to the entry that bore `citekey`, and what a person should know of the entry now."""

    citekey: str
    changes: tuple[Change, ...]
    cautions: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """A sentence for each thing changed and each caution."""
        changed = [f"{self.citekey}: {change.told}" for change in self.changes]
        return [*(changed or [f"{self.citekey}: nothing changed, for it says so already"]), *self.cautions]


def edit(
    desk: Desk, citekeys: str | Sequence[str], changes: Changes, *, line: int | None = None, dry_run: bool = False
) -> tuple[Edited, ...]:
    """Change entries as one step, and return what was done to each.

    A value without backslashes and braces is plain text and is written as LaTeX; one with them is written as it stands.
    A stub that gets the title or the creator it lacked is a stub no more, unless `keywords` are edited too. Of two
    entries with one key the first is meant, or the one that begins on `line`. Raises RefdeskError for an unknown entry
    or field, a bad value, a key that is taken, or an entry to delete that others refer to; nothing is then changed.
    """
    keys = [citekeys] if isinstance(citekeys, str) else list(dict.fromkeys(citekeys))
    if len(keys) > 1 and (changes.new_key is not None or changes.place or line or changes.text):
        raise RefdeskError("several entries cannot get one key or one place", remedy="name one entry")
    refuse_missing(desk)
    with transaction(desk.root, f"edit {' '.join(keys)}: {changes.title}", dry_run=dry_run) as changing:
        return tuple(_edit(changing, desk, key, changes, line) for key in keys)


def _edit(changing: Transaction, desk: Desk, citekey: str, changes: Changes, line: int | None) -> Edited:
    """Put the changes into the transaction, and tell them."""
    before = present_library(changing, desk)
    entry = block_named(before, citekey, line)
    if changes.is_deleted:
        return _delete(changing, desk, before, entry, is_forced=changes.is_forced)
    if changes.text is not None:
        changes = _with_key_apart(entry, changes, changes.text)
    after = _completed(_changed(before, entry, changes), entry, changes)
    changing.write(desk.library_file, after.proved_bytes())
    now = _counterpart(before, after, entry)
    told, cautions = [*_differences(entry, now)], [*_cautions(before, entry, now, changes, is_sure=line is not None)]
    if changes.new_key is not None and changes.new_key != now.key:
        cautions += _inherited(changing, desk, now, changes.new_key)
        _rename(changing, desk, after, now, changes.new_key)
        told.append(Change("key", "", now.key, changes.new_key))
    if changes.place:
        told += _move(changing, desk, changes.new_key or now.key, now.line, changes.place)
    return Edited(entry.key, tuple(told), tuple(cautions))


def block_named(bibfile: BibFile, citekey: str, line: int | None = None) -> BibEntry:
    """The block of the entry with this citekey or alias: the first one, or the one that begins on `line`.

    Raises RefdeskError (exit code 3) where there is none, and (2) where none begins on that line.
    """
    if citekey not in bibfile:
        citekey = entry_named(Library(entries=entries_of(bibfile)[0]), citekey).citekey
    lines = lines_by_key(bibfile)[citekey]
    if line is not None and line not in lines:
        places = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
        raise RefdeskError(f"{citekey!r} begins on {places}, not on {line}", remedy="give one of these with --line")
    return bibfile.entry(citekey, line or lines[0])


def _with_key_apart(entry: BibEntry, changes: Changes, text: str) -> Changes:
    """The changes with the text under the entry's old key, so that a new one is a renaming as any other.

    Raises RefdeskError where the entry is no longer what the text was made from.
    """
    if changes.text_before not in {None, entry.raw}:
        raise RefdeskError("the entry was changed by someone else while you wrote", where=entry.key)
    same, new_key = under_key(text, entry.key)
    return replace(changes, text=same, new_key=new_key)


def _changed(bibfile: BibFile, entry: BibEntry, changes: Changes) -> BibFile:
    """The file with the entry's text, type and fields as they are to be; its key and its place are left."""
    key, line, present = entry.key, entry.line, entry.fields
    if changes.text is not None:
        return with_text(bibfile, entry, changes.text)
    if changes.new_type and changes.new_type.lower() != entry.type:
        bibfile = bibfile.retype(key, changes.new_type, line=line)
    for name, value in changes.assigned.items():
        bibfile = bibfile.set(key, name, written(name, value), line=line)
    for name, value in changes.raw.items():
        bibfile = bibfile.set(key, name, value, line=line, raw=True)
    for name in changes.removed:
        if name in changes.assigned or name in changes.raw:
            raise RefdeskError(f"the field {name!r} is both set and removed", remedy="do one of them")
        if name not in present:
            raise RefdeskError(f"{key} has no field {name!r}", remedy=f"it has {', '.join(present) or 'none'}")
        bibfile = bibfile.unset(key, name, line=line)
    return bibfile


def written(name: str, value: str) -> str:
    """The value as the library file holds it. Raises RefdeskError for one that no field can hold."""
    refuse_bad_value(name, value)
    verbatim = name.casefold() in VERBATIM or re.search(r"[\\{}]", value)
    return value if verbatim else latex_of(value)


def _counterpart(before: BibFile, after: BibFile, entry: BibEntry) -> BibEntry:
    """The entry of `after` that stands where `entry` stands in `before`; its text and its key may differ."""
    place = next(at for at, known in enumerate(before.entries) if known.line == entry.line and known.raw == entry.raw)
    return after.entries[place]


def _completed(bibfile: BibFile, entry: BibEntry, changes: Changes) -> BibFile:
    """The file without the keyword `stub` where the edit has told the title or the creator that was missing."""
    old = entry_of(entry)
    now = bibfile.entry(entry.key, entry.line)
    is_kept = "keywords" in {*changes.assigned, *changes.removed, *changes.raw}
    if is_kept or not old.is_stub or now.fields.get("keywords") != entry.fields["keywords"]:
        return bibfile
    work = entry_of(now).work
    if not (work.title and work.creators) or (old.work.title and old.work.creators):
        return bibfile
    rest = list_text(now.fields["keywords"]).without(lambda keyword: keyword == STUB).text
    if rest.strip():
        return bibfile.set(entry.key, "keywords", rest, line=entry.line)
    return bibfile.unset(entry.key, "keywords", line=entry.line)


def _differences(before: BibEntry, after: BibEntry) -> Iterator[Change]:
    """What the entry says now that it did not say before; its key apart."""
    if before.type != after.type:
        yield Change("type", "", before.type, after.type)
    old, new = before.fields, after.fields
    for name, value in new.items():
        if old.get(name) != value:
            yield Change("field", name, old.get(name), value)
    for name, value in old.items():
        if name not in new:
            yield Change("field", name, value, None)
    if (before.type, old) == (after.type, new) and before.raw != after.raw:
        yield Change("text", "", before.raw, after.raw)


def _cautions(bibfile: BibFile, before: BibEntry, after: BibEntry, changes: Changes, *, is_sure: bool) -> Iterator[str]:
    """What a person should know of the entry as it now stands; `is_sure` says that its line was given."""
    key = before.key
    if entry_of(before).is_stub and not entry_of(after).is_stub:
        yield f"{key}: a stub no more"
    yield from (problem.message for problem in problems_of(after) if problem not in problems_of(before))
    for macro in dict.fromkeys(undefined_macros(after)):
        if macro not in undefined_macros(before):
            yield f"{key}: no @string defines {macro!r}"
    dated = {"year", "month", "day"} & {*changes.assigned, *changes.raw}
    if dated and "date" in after.fields:
        yield f"{key}: its date, {after.fields['date']}, counts before {' and '.join(sorted(dated))}; set date"
    others = [entry.line for entry in bibfile.entries if entry.key == key and entry.line != before.line]
    if others and not is_sure:
        yield f"{key}: the entry on line {before.line} was meant; that on line {others[0]} is changed with --line"


# -- key, place, being there -------------------------------------------------------------------------------------------


def _rename(changing: Transaction, desk: Desk, bibfile: BibFile, entry: BibEntry, new_key: str) -> None:
    """Give the entry another key. Only the first of its key is what the desk speaks of; a second one goes alone."""
    if entry.key and lines_by_key(bibfile)[entry.key][0] == entry.line:
        rename_keys(changing, desk, {entry.key: new_key})
    else:
        changing.write(desk.library_file, bibfile.rename(entry.key, new_key, line=entry.line).proved_bytes())


def _move(changing: Transaction, desk: Desk, citekey: str, line: int, place: Place) -> Iterator[Change]:
    """Put the entry before or after another one."""
    bibfile = library_in(changing, desk)
    entry = block_named(bibfile, citekey, line if len(lines_by_key(bibfile)[citekey]) > 1 else None)
    goal = block_named(bibfile, place.citekey)
    neighbours = _neighbours(bibfile, entry)
    if goal.line in (neighbours[1] if place.side == "before" else neighbours[0], entry.line):
        return
    moved = bibfile.move(entry.key, **{place.side: goal.key}, line=entry.line)
    changing.write(desk.library_file, moved.proved_bytes())
    line = next(known.line for known in moved.entries if known.raw == entry.raw)
    yield Change("place", "", str(entry.line), str(line))


def _neighbours(bibfile: BibFile, entry: BibEntry) -> tuple[int, int]:
    """The lines of the entries before and behind; 0 where there is none."""
    lines = [0, *(known.line for known in bibfile.entries), 0]
    at = lines.index(entry.line, 1)
    return lines[at - 1], lines[at + 1]


def _delete(changing: Transaction, desk: Desk, bibfile: BibFile, entry: BibEntry, *, is_forced: bool) -> Edited:
    """Take the entry out. Its annotation and the records of who cites it stay, as when it is deleted in an editor."""
    is_last = len(lines_by_key(bibfile)[entry.key]) == 1
    referring = [other for other in bibfile.entries if is_last and other.raw != entry.raw]
    referring = [other for other in referring if referring_fields(other, entry.key)]
    if referring and not is_forced:
        first = referring[0]
        raise RefdeskError(
            f"{len(referring)} {'entries refer' if len(referring) > 1 else 'entry refers'} to {entry.key!r}: "
            f"{first.key} by its {referring_fields(first, entry.key)[0]}",
            where=f"{desk.library_file.name}:{first.line}",
            remedy="change that first, or delete with --force",
        )
    changing.write(desk.library_file, bibfile.remove(entry.key, line=entry.line).proved_bytes())
    left = [f"{other.key}: its {referring_fields(other, entry.key)[0]} now leads nowhere" for other in referring]
    left += _left_of(changing, desk, entry.key) if is_last else []
    return Edited(entry.key, (Change("entry", "", entry.raw, None),), tuple(left))


def _left_of(changing: Transaction, desk: Desk, citekey: str) -> Iterator[str]:
    """What the desk still holds of an entry that is gone."""
    path, cites = _held(changing, desk, citekey)
    if path:
        yield f"{citekey}: its annotation stays in {path}"
    if cites:
        yield f"{citekey}: cites of it now lead nowhere ({cites} in {desk.citations_file.name})"


def _inherited(changing: Transaction, desk: Desk, entry: BibEntry, new_key: str) -> Iterator[str]:
    """What the desk holds of an entry that is gone and bore the key that this one now gets."""
    if new_key in list_text(entry.fields.get("ids", "")).items:
        return
    path, cites = _held(changing, desk, new_key)
    if path:
        yield f"{new_key}: the annotation in {path} was that of another entry, and is now its"
    if cites:
        yield f"{new_key}: cites of another entry now mean this one ({cites} in {desk.citations_file.name})"


def _held(changing: Transaction, desk: Desk, citekey: str) -> tuple[str, int]:
    """The path of the annotation of a citekey, empty for none, and how many cites mean it."""
    has_annotation = citekey in annotated_keys(desk)
    path = annotation_path(desk, citekey).relative_to(desk.root).as_posix() if has_annotation else ""
    records = read_citations(changing.read(desk.citations_file) or b"").records
    return path, sum(record.work == citekey for record in records)
