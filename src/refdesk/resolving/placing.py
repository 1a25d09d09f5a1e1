"""Which entry of the library each described work becomes.

In: the entries, and the references of documents. Out: the entries with new ones for works that none of them is, and
the citekey of each reference. A reference that was read before keeps its entry, even one that a person has deleted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from refdesk.model.citation import Reference
from refdesk.model.document import Extraction
from refdesk.model.library import DocumentRecord, Entry, Library, ReferenceRecord
from refdesk.model.settings import DEFAULT_PATTERN
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.citekeys import assign_citekeys
from refdesk.resolving.fitting import fold
from refdesk.resolving.grouping import group_works
from refdesk.resolving.likeness_of_works import ground_of_joining, is_surely, near_enough, standing
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
    """Entries by citekey, and the citekey of each reference of the new documents: of an entry, or of one deleted.

    `again` holds the earlier records of references that were read before; `reasons` says of a reference that was taken
    for an entry on weak grounds which these are.
    """

    entries: Mapping[str, Entry]
    keys: Mapping[ReferenceId, str]
    again: Mapping[ReferenceId, ReferenceRecord] = field(default_factory=dict)
    reasons: Mapping[ReferenceId, str] = field(default_factory=dict)


def place_references(
    library: Library,
    entries: Mapping[str, Entry],
    documents: Sequence[ReadDocument],
    pattern: str = DEFAULT_PATTERN,
) -> Placed:
    """Give every reference an entry: the one it had, that of the same work, or a new one, its citekey by `pattern`."""
    again = _read_before(library, documents)
    known = {at: _current(library, record.work) for at, record in again.items()}
    incoming = {
        (document.citekey, reference.id): _as_kept(reference)
        for document in documents
        for reference in document.extraction.references
        if (document.citekey, reference.id) not in known
    }
    placed = _placed(library, entries, incoming, pattern)
    return Placed(placed.entries, {**known, **placed.keys}, again, placed.reasons)


def _as_kept(reference: Reference) -> Reference:
    """The reference with its work as a library says it: who publishes a web page without a site's name is its site.

    BibLaTeX's @online has one field for both, `organization`, and CSL's styles print the container of a page.
    """
    work = reference.work
    if work.type == "webpage" and work.publisher and not work.container:
        return replace(reference, work=replace(work, container=work.publisher, publisher=None))
    return reference


def _read_before(library: Library, documents: Iterable[ReadDocument]) -> dict[ReferenceId, ReferenceRecord]:
    """The earlier records of references whose document was read before."""
    found: dict[ReferenceId, ReferenceRecord] = {}
    for document in documents:
        record = library.document(document.citekey)
        again = _found_again(library, record, document.extraction.references) if record else {}
        found |= {(document.citekey, reference): earlier for reference, earlier in again.items()}
    return found


def _found_again(
    library: Library, record: DocumentRecord, references: Sequence[Reference]
) -> dict[str, ReferenceRecord]:
    """By the id of each reference its earlier record: the same letters, else a corrected description of one work.

    Two that are printed alike ("———. *Poems*. 1990" under two authors) are told apart by their order.
    """
    before: dict[str, list[ReferenceRecord]] = {}
    for described in reversed(record.references):
        before.setdefault(described.fingerprint, []).append(described)
    found: dict[str, ReferenceRecord] = {}
    for reference in references if before else ():
        if alike := before.get(fingerprint(reference.raw)):
            found[reference.id] = alike.pop()
    left = [described for kept in before.values() for described in kept]
    return found | _corrected(library, left, [each for each in references if each.id not in found])


def _corrected(
    library: Library, before: Iterable[ReferenceRecord], references: Sequence[Reference]
) -> dict[str, ReferenceRecord]:
    """Earlier records of references whose words have changed since, where the work is near enough to its entry's."""
    places: dict[object, list[tuple[ReferenceRecord, Work]]] = {}
    for record in sorted(before, key=lambda record: record.start, reverse=True):
        if entry := library.entry(record.work):
            places.setdefault(standing(entry.work), []).append((record, entry.work))
    found: dict[str, ReferenceRecord] = {}
    for reference in references:
        near = places.get(standing(reference.work), [])
        at = next((at for at in reversed(range(len(near))) if near_enough(near[at][1], reference.work)), None)
        if at is not None:
            found[reference.id] = near.pop(at)[0]
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
    changed, keys, reasons = dict(entries), dict[ReferenceId, str](), dict[ReferenceId, str]()
    new: dict[str, list[ReferenceId]] = {}
    for group in groups:
        members = [names[name] for name in group if name in names]
        owner = next((name[1:] for name in group if name not in names), None)
        if owner and members:
            keys.update(dict.fromkeys(members, owner))
            reasons.update((at, ground_of_joining(entries[owner].work, incoming[at].work)) for at in members)
            described_now = merge_works(incoming[at].work for at in members)
            changed[owner] = replace(entries[owner], work=filled(entries[owner].work, described_now))
        elif members:
            new[group[0]] = members
    works = {name: merge_works(incoming[at].work for at in members) for name, members in new.items()}
    for name, citekey in assign_citekeys(works, taken_keys(library, changed), pattern).items():
        changed[citekey] = Entry(citekey=citekey, work=works[name])
        keys.update(dict.fromkeys(new[name], citekey))
    return Placed(changed, keys, reasons=reasons)


def entry_of_document(library: Library, work: Work) -> str | None:
    """The citekey of the one entry that surely is the document which says `work` of itself; None where none is sure.

    Sure are a DOI, or title, first author and year together. An entry that is a document already is none of them.
    """
    asked = fold(work.title or "")
    near = (
        entry for entry in library.entries if asked == fold(entry.work.title or "") or _shares_doi(entry.work, work)
    )
    sure = [entry for entry in near if not entry.is_source and not entry.is_stub and is_surely(entry.work, work)]
    return sure[0].citekey if len(sure) == 1 else None


def _shares_doi(one: Work, other: Work) -> bool:
    return bool(one.doi and other.doi) and (one.doi or "").casefold() == (other.doi or "").casefold()


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
