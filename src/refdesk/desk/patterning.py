"""Give entries the citekeys that a pattern makes, on request.

In: a desk, citekeys, and a pattern. Out: old and new citekeys; on disk, the new ones wherever the old ones stood. A
citekey that another entry has, or once had, is never given: a text that cites it would then cite another work.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from refdesk.desk.annotating import annotated_keys
from refdesk.desk.place import Desk
from refdesk.desk.querying import entry_named, refuse_missing
from refdesk.desk.rekeying import rename_keys
from refdesk.desk.settings import settings_of
from refdesk.desk.writing import lines_by_key, present_library
from refdesk.formats.biblatex import entries_of
from refdesk.formats.records import read_citations, read_documents
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry, Library
from refdesk.resolving.citekeys import assign_citekeys, fits_pattern, read_pattern, respelled
from refdesk.resolving.placing import taken_keys
from refdesk.store.library_files import Transaction, transaction


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """Old citekey → new one in file order, how many citekeys fit the pattern, and what was left for a reason."""

    names: Mapping[str, str]
    fitting: int
    cautions: tuple[str, ...] = ()


def rekey(
    desk: Desk,
    citekeys: Sequence[str] | None = None,
    *,
    pattern: str | None = None,
    aliases: bool = True,
    dry_run: bool = False,
) -> Rekeyed:
    """Give the entries named (None: all but source documents) the citekeys that the pattern makes, as one step.

    Without `pattern` that of the settings counts. Raises RefdeskError for an unknown entry (exit code 3), a bad
    pattern, and a key that stands twice; nothing is then changed.
    """
    if pattern is None:
        pattern = settings_of(desk).citekey_pattern
    else:
        read_pattern(pattern, "--pattern")
    title = f"rekey {'all' if citekeys is None else ' '.join(citekeys)}: {pattern}"
    refuse_missing(desk)
    with transaction(desk.root, title, dry_run=dry_run) as changing:
        return _rekey(changing, desk, citekeys, pattern, aliases=aliases)


def _rekey(
    changing: Transaction, desk: Desk, citekeys: Sequence[str] | None, pattern: str, *, aliases: bool
) -> Rekeyed:
    """Put the new citekeys into the transaction, and tell them."""
    bibfile = present_library(changing, desk)
    library = Library(
        entries=entries_of(bibfile)[0],
        citations=read_citations(changing.read(desk.citations_file) or b"", desk.citations_file.name).records,
        documents=read_documents(changing.read(desk.documents_file) or b"", desk.documents_file.name).records,
    )
    lines = lines_by_key(bibfile)
    entries, cautions = _chosen(library, {key for key in lines if len(lines[key]) > 1}, citekeys)
    unfit = [entry for entry in entries if not fits_pattern(entry.citekey, entry.work, pattern)]
    taken = {*lines, *taken_keys(library, {}), *annotated_keys(desk)}
    names = _new_names(library, unfit, taken, pattern)
    rename_keys(changing, desk, names, aliases=aliases)
    return Rekeyed(names, len(entries) - len(unfit), cautions)


def _chosen(library: Library, twins: set[str], citekeys: Sequence[str] | None) -> tuple[list[Entry], tuple[str, ...]]:
    """The entries to look at, and what is left out of all of them, told; `twins` are the keys that stand twice."""
    if citekeys is not None:
        named = dict.fromkeys(entry_named(library, citekey).citekey for citekey in citekeys)
        twice = next((key for key in named if key in twins), None)
        if twice is not None:
            raise RefdeskError(f"{twice!r} stands twice", remedy=_TWICE)
        return [library.by_key[key] for key in named], ()
    chosen = [entry for entry in library.entries if not entry.is_source and entry.citekey not in twins]
    sources = sum(entry.is_source for entry in library.entries)
    left = [f"{key} stands twice and is left: {_TWICE}" for key in sorted(twins) if key]
    return chosen, (*left, *([f"source documents are left ({sources}); name those to rekey"] if sources else []))


_TWICE = "give one of the two another key first (refdesk edit KEY --line N --rename NEWKEY)"


def _new_names(library: Library, entries: Iterable[Entry], taken: set[str], pattern: str) -> dict[str, str]:
    """Old and new citekeys, in the order of the entries.

    An entry may get back a key that it had, and its own in other capitals; for the rest nothing that is taken counts.
    """
    alike = Counter(key.casefold() for key in taken)
    names: dict[str, str] = {}
    for entry in entries:
        spelled = respelled(entry.citekey, entry.work, pattern)
        if earlier := _earlier_key(library, entry, pattern):
            names[entry.citekey] = earlier
        elif spelled and alike[spelled.casefold()] == 1:
            names[entry.citekey] = spelled
    works = {entry.citekey: entry.work for entry in entries if entry.citekey not in names}
    given = names | assign_citekeys(works, taken, pattern)
    return {entry.citekey: given[entry.citekey] for entry in entries}


def _earlier_key(library: Library, entry: Entry, pattern: str) -> str | None:
    """A key that the entry had and that fits the pattern."""
    own = (alias for alias in entry.aliases if library.by_key[alias] is entry)
    return next((alias for alias in own if fits_pattern(alias, entry.work, pattern)), None)
