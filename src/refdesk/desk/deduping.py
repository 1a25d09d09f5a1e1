"""Which entries of a desk are one work, and what did a person say of it?

In: a desk. Out: groups of entries that may be one, the surest first; a merge of those that say the same; or the word
"these are two" kept in `refdesk.toml`, so that no one is asked again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations

from refdesk.desk.merge_planning import MergePlan, Wishes, plan
from refdesk.desk.merging import merge_in
from refdesk.desk.place import Desk
from refdesk.desk.querying import entry_named, load_library, refuse_missing
from refdesk.desk.rekeying import REFERRING
from refdesk.desk.settings import settings_file, settings_of
from refdesk.desk.writing import library_in, list_text
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry, Library
from refdesk.model.settings import DISTINCT
from refdesk.resolving.duplicates import LEAST, Group, find_duplicates
from refdesk.store.files import read_bytes
from refdesk.store.library_files import Transaction, transaction
from refdesk.store.settings import put_setting, read_settings

_MAY_REFER = re.compile("|".join(REFERRING), re.IGNORECASE)

_PARTING = frozenset(("edition", "issuetitle", "maintitle", "origdate", "origyear", "part", "translator", "version"))
"""What an entry may say to tell itself from a work of the same title, author and year."""
_PARTING_BOOKS = frozenset(("chapter", "number", "pages", "volume"))
_PERIODICAL = frozenset(("article", "periodical"))

SAFE = 0.9
"""The score from which the policy `merge-identical` merges, where no field of the entries differs."""


@dataclass(frozen=True, slots=True)
class Deduped:
    """What a batch did, or would do: the merges, and the groups that were left for a person."""

    merged: tuple[MergePlan, ...]
    left: tuple[Group, ...]


def groups_of(desk: Desk, least: float = LEAST) -> tuple[Group, ...]:
    """The groups of the desk's entries that may be one work; pairs that a person said are two stay apart.

    So do entries of which one names the other (`related`, `crossref` …), for then a person knows of both.
    """
    return groups_in(load_library(desk), desk, least)


def groups_in(library: Library, desk: Desk, least: float = LEAST) -> tuple[Group, ...]:
    """As `groups_of`, for the desk's library as it was read."""
    bibfile = BibFile.parse(read_bytes(desk.library_file), where=str(desk.library_file))
    apart = _distinct(library, desk).union(_related(bibfile))
    return find_duplicates(library.entries, apart, least)


def _distinct(library: Library, desk: Desk) -> frozenset[frozenset[str]]:
    """The pairs that a person called no duplicates, under the citekeys of today."""
    return frozenset(frozenset(_current(library, key) for key in pair) for pair in settings_of(desk).distinct)


def _related(bibfile: BibFile) -> Iterator[frozenset[str]]:
    """The pairs of which one entry names the other: as a translation, a reprint, the book that it stands in."""
    for entry in bibfile.entries:
        for name in REFERRING if _MAY_REFER.search(entry.raw) else ():
            yield from (frozenset((entry.key, other)) for other in list_text(entry.fields.get(name, "")).items)


def _current(library: Library, key: str) -> str:
    entry = library.entry(key)
    return entry.citekey if entry else key


def order_of_worth(desk: Desk, keys: Sequence[str]) -> tuple[str, ...]:
    """As `in_order_of_worth`, for the desk's library as it is now."""
    return in_order_of_worth(load_library(desk), keys)


def in_order_of_worth(library: Library, keys: Sequence[str]) -> tuple[str, ...]:
    """The keys of a group, the entry to keep first: a document that was read, else the one that says most."""
    entries = [library.by_key[key] for key in dict.fromkeys(keys)]
    return tuple(entry.citekey for entry in sorted(entries, key=_worth))


def _worth(entry: Entry) -> tuple[object, ...]:
    told = sum(bool(getattr(entry.work, field.name)) for field in fields(entry.work))
    return not entry.is_source, entry.is_stub, not entry.work.doi, -told, -len(entry.cited_by), entry.line or 0


def merge_identical(desk: Desk, least: float = SAFE, *, dry_run: bool = False) -> Deduped:
    """Merge every group that scores `least` (0.9 at least) and in which no two entries say different things.

    What one of them leaves out is taken over, so nothing is lost. One step, which `undo` takes back.
    """
    refuse_missing(desk)
    with transaction(desk.root, "dedupe: merge identical entries", dry_run=dry_run) as changing:
        return _merge_identical(changing, desk, least)


def _merge_identical(changing: Transaction, desk: Desk, least: float) -> Deduped:
    library = load_library(desk)
    bibfile = library_in(changing, desk)
    groups = groups_in(library, desk, least)
    planned = {group: _safe_plan(bibfile, library, group) for group in groups if group.score >= SAFE}
    plans = tuple(found for found in planned.values() if found is not None)
    if plans:
        merge_in(changing, desk, plans)
    return Deduped(plans, tuple(group for group in groups if planned.get(group) is None))


def _safe_plan(bibfile: BibFile, library: Library, group: Group) -> MergePlan | None:
    """The plan to merge the group, or None where a person should look: something differs, is lost, or stands twice."""
    if any(len(bibfile.places[key]) > 1 for key in group.keys) or any(map(_is_doubtful, group.reasons)):
        return None
    try:
        planned = plan([bibfile.entry(key) for key in in_order_of_worth(library, group.keys)], Wishes())
    except RefdeskError:  # one inherits from another, or holds text that cannot be read
        return None
    return None if planned.conflicts or planned.lost or _tells_apart(planned) else planned


def _tells_apart(planned: MergePlan) -> bool:
    """Whether only one entry says what could part it from the others: a volume of a book, who translated it."""
    parting = _PARTING if planned.entry_type in _PERIODICAL else _PARTING | _PARTING_BOOKS
    only = {choice.name for choice in planned.choices if len(choice.values) <= len(planned.others)}
    return not only.isdisjoint(parting) or {"author", "editor"} <= only


def _is_doubtful(reason: str) -> bool:
    return reason.startswith("but ")


def keep_apart(desk: Desk, citekeys: Sequence[str], *, dry_run: bool = False) -> tuple[tuple[str, str], ...]:
    """Remember that no two of these entries are one work, and return the pairs that were not known yet.

    Raises RefdeskError for an unknown key (exit code 3) or one named twice.
    """
    refuse_missing(desk)
    with transaction(desk.root, f"not duplicates: {' '.join(citekeys)}", dry_run=dry_run) as changing:
        return _keep_apart(changing, desk, citekeys)


def _keep_apart(changing: Transaction, desk: Desk, citekeys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    library = load_library(desk)
    keys = [entry_named(library, citekey).citekey for citekey in citekeys]
    if len(set(keys)) < max(len(keys), 2):
        raise RefdeskError("an entry is no duplicate of itself", where=" ".join(citekeys), remedy="name two entries")
    known = _distinct(library, desk)
    new = tuple((one, other) for one, other in combinations(keys, 2) if frozenset((one, other)) not in known)
    if new:
        path = settings_file(desk)
        data = changing.read(path)
        own = read_settings(data, str(path)).values.get(DISTINCT, []) if data else []
        changing.write(path, put_setting(data, DISTINCT, [*map(list, own), *map(list, new)], str(path)))
    return new
