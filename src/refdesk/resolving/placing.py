"""Which entry of the library each described work becomes.

In: the entries, and the references of documents. Out: the entries with new ones for works that none of them is, and
the citekey of each reference. A reference that was read before keeps its entry, even one that a person has deleted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from refdesk.model.citation import Reference
from refdesk.model.document import Extraction
from refdesk.model.library import Entry, Library
from refdesk.model.settings import DEFAULT_PATTERN
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.citekeys import assign_citekeys
from refdesk.resolving.grouping import group_works
from refdesk.resolving.merging import merge_works
from refdesk.resolving.records import fingerprint

ReferenceId = tuple[str, str]
"""The citekey of a document and the id of a reference in it."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it comes in: the citekey it goes by, its path as it is to be kept, and what was found in it."""

    citekey: str
    path: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Placed:
    """Entries by citekey, and the citekey of each reference of the new documents: of an entry, or of one deleted."""

    entries: Mapping[str, Entry]
    keys: Mapping[ReferenceId, str]


def place_references(
    library: Library,
    entries: Mapping[str, Entry],
    documents: Sequence[ReadDocument],
    pattern: str = DEFAULT_PATTERN,
) -> Placed:
    """Give every reference an entry: the one it had, that of the same work, or a new one, its citekey by `pattern`."""
    known = {key: _current(library, before) for key, before in _known(library, documents).items()}
    incoming = {
        (document.citekey, reference.id): reference
        for document in documents
        for reference in document.extraction.references
        if (document.citekey, reference.id) not in known
    }
    placed = _placed(library, entries, incoming, pattern)
    return Placed(placed.entries, {**known, **placed.keys})


def _known(library: Library, documents: Iterable[ReadDocument]) -> dict[ReferenceId, str]:
    """The citekeys that references had when their document was read before.

    Two that are printed alike ("———. *Poems*. 1990" under two authors) are told apart by their order.
    """
    found: dict[ReferenceId, str] = {}
    for document in documents:
        record = library.document(document.citekey)
        before: dict[str, list[str]] = {}
        for described in reversed(record.references if record else ()):
            before.setdefault(described.fingerprint, []).append(described.work)
        for reference in document.extraction.references if before else ():
            if alike := before.get(fingerprint(reference.raw)):
                found[document.citekey, reference.id] = alike.pop()
    return found


def _current(library: Library, citekey: str) -> str:
    """The citekey that an entry goes by now, where `citekey` is an older one."""
    entry = library.entry(citekey)
    return entry.citekey if entry else citekey


def _placed(
    library: Library, entries: Mapping[str, Entry], incoming: Mapping[ReferenceId, Reference], pattern: str
) -> Placed:
    """Group the new references with each other and with the entries that are no stubs."""
    names = {f"{number} {document} {ref}": (document, ref) for number, (document, ref) in enumerate(incoming)}
    described = [(f"={key}", entry.work) for key, entry in entries.items() if not entry.is_stub]
    groups = group_works([*described, *((name, incoming[at].work) for name, at in names.items())])
    changed, keys = dict(entries), dict[ReferenceId, str]()
    new: dict[str, list[ReferenceId]] = {}
    for group in groups:
        members = [names[name] for name in group if name in names]
        owner = next((name[1:] for name in group if name not in names), None)
        if owner and members:
            keys.update(dict.fromkeys(members, owner))
            described_now = merge_works(incoming[at].work for at in members)
            changed[owner] = replace(entries[owner], work=filled(entries[owner].work, described_now))
        elif members:
            new[group[0]] = members
    works = {name: merge_works(incoming[at].work for at in members) for name, members in new.items()}
    for name, citekey in assign_citekeys(works, taken_keys(library, changed), pattern).items():
        changed[citekey] = Entry(citekey=citekey, work=works[name])
        keys.update(dict.fromkeys(new[name], citekey))
    return Placed(changed, keys)


def taken_keys(library: Library, entries: Mapping[str, Entry]) -> set[str]:
    """Citekeys that no new entry may have: of entries, of their aliases, and of entries deleted by hand."""
    cited = (record.work for record in library.citations if record.work)
    described = (reference.work for document in library.documents for reference in document.references)
    return {*entries, *library.by_key, *cited, *described}


def filled(work: Work, other: Work) -> Work:
    """`work` with the fields it lacks and the addresses of `other`; a printed title only comes with its title."""
    skip = {"type", "urls", *(["printed_title"] if work.title else [])}
    missing = {
        field.name: value
        for field in fields(Work)
        if field.name not in skip and not getattr(work, field.name) and (value := getattr(other, field.name))
    }
    pages = {same_page_form(url) for url in work.urls}
    urls = (*work.urls, *(url for url in other.urls if same_page_form(url) not in pages))
    return replace(work, urls=urls, **missing)
