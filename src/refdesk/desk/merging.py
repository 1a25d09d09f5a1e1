"""Make one entry of several, everywhere the desk speaks of them.

In: a desk, the citekeys, and what a person wishes for single fields. Out: a MergePlan to look at, or the desk's files:
the first entry with all that the others say, their keys as its aliases, their annotations joined to its own, and
every citation and reference led to it. One step, which `undo` takes back.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from refdesk.desk.annotating import annotated_keys, annotation_path
from refdesk.desk.annotations_joining import joined
from refdesk.desk.merge_planning import ENTRY_TYPE, SYNONYMS, Choice, MergePlan, Wishes, names_in, plan
from refdesk.desk.place import Desk
from refdesk.desk.querying import entry_named, refuse_missing
from refdesk.desk.rekeying import REFERRING, rename_keys, with_current_keys
from refdesk.desk.settings import settings_file
from refdesk.desk.writing import library_in, list_text
from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.biblatex import entry_of
from refdesk.formats.records import citation_bytes, read_citations
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, Entry, Library
from refdesk.model.resolution import Resolved
from refdesk.model.settings import DISTINCT
from refdesk.resolving.citing import BY_KEY
from refdesk.resolving.fitting import fits
from refdesk.resolving.records import AS_DECIDED, cite_of, is_own, resolved, resolved_within
from refdesk.store.library_files import Transaction, transaction
from refdesk.store.settings import put_setting, read_settings

_MERGED = "a person merged the entry it meant"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do: its plan, and a sentence for each thing that changed or was left out."""

    plan: MergePlan
    told: tuple[str, ...]


def plan_merge(desk: Desk, citekeys: Sequence[str], wishes: Wishes | None = None) -> MergePlan:
    """What a merge of these entries would make of their fields. Raises RefdeskError as `merge` does."""
    refuse_missing(desk)
    return _plan(Transaction(desk.root, "a look"), desk, citekeys, wishes or Wishes())


def merge(
    desk: Desk,
    citekeys: Sequence[str],
    wishes: Wishes | None = None,
    *,
    seen: MergePlan | None = None,
    dry_run: bool = False,
) -> Merged:
    """Merge the entries into the first of them.

    `seen` is the plan that a person looked at; where the entries now say something else, that is refused. Raises
    RefdeskError where a key is unknown (exit code 3) or stands twice, where the entries cannot be one, or where a wish
    names what is not there; nothing is then changed.
    """
    refuse_missing(desk)
    with transaction(desk.root, f"merge {' '.join(citekeys)}", dry_run=dry_run) as changing:
        return _merge(changing, desk, citekeys, wishes or Wishes(), seen)


def _merge(
    changing: Transaction, desk: Desk, citekeys: Sequence[str], wishes: Wishes, seen: MergePlan | None
) -> Merged:
    planned = _plan(changing, desk, citekeys, wishes)
    if seen is not None and _said(seen) != _said(planned):
        raise RefdeskError(
            "the entries were changed by someone else meanwhile", where=planned.kept, remedy="merge them again"
        )
    merge_in(changing, desk, [planned])
    return Merged(planned, tuple(told(planned)))


def _said(planned: MergePlan) -> dict[str, Mapping[str, str]]:
    """What the entries say, whatever of it stands."""
    return {choice.name: choice.values for choice in planned.choices}


def _plan(changing: Transaction, desk: Desk, citekeys: Sequence[str], wishes: Wishes) -> MergePlan:
    library = with_current_keys(changing.library(desk.library_file, desk.citations_file, desk.documents_file))
    keys = tuple(entry_named(library, citekey).citekey for citekey in citekeys)
    current = dict(zip(citekeys, keys, strict=True))
    _refuse_twice(citekeys, keys)
    _refuse_two_documents(library, keys)
    _refuse_citing(library, keys)
    bibfile = library_in(changing, desk)
    taken = {name: current.get(key, key) for name, key in wishes.taken.items()}
    return plan([_only(bibfile, key) for key in keys], replace(wishes, taken=taken))


def _only(bibfile: BibFile, key: str) -> BibEntry:
    """The entry with this key. Raises RefdeskError where it stands twice: which of them is meant?"""
    lines = [entry.line for entry in bibfile.entries if entry.key == key] if len(bibfile.places[key]) > 1 else []
    if lines:
        raise RefdeskError(
            f"{key!r} stands on lines {', '.join(map(str, lines))}",
            remedy=f"give one of them another key first: refdesk edit {key} --line {lines[-1]} --rename NEWKEY",
        )
    return bibfile.entry(key)


def _refuse_twice(citekeys: Sequence[str], keys: Sequence[str]) -> None:
    if len(keys) < 2:
        raise RefdeskError("one entry alone cannot be merged", remedy="name two at least")
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        older = [citekey for citekey, key in zip(citekeys, keys, strict=True) if key == twice != citekey]
        told = f", for {older[0]!r} is an older key of it" if older else ""
        raise RefdeskError(f"{twice!r} is named twice{told}", remedy="name two entries")


def _refuse_two_documents(library: Library, keys: Sequence[str]) -> None:
    """Two documents have marks at places of their own, which one record could not tell apart."""
    read = [key for key in keys if library.document(key)]
    if len(read) > 1:
        raise RefdeskError(
            f"{read[0]} and {read[1]} are both documents that the desk has read",
            remedy="if they are two versions of one, relate them: refdesk edit KEY --set related=OTHER",
        )


def _refuse_citing(library: Library, keys: Sequence[str]) -> None:
    for key in keys:
        if citing := [other for other in library.cited_by(key) if other in keys]:
            raise RefdeskError(
                f"{citing[0]} cites {key}, so the two are not one work",
                remedy=f"see where: refdesk citations --document {citing[0]} --work {key}",
            )


# -- what is written ---------------------------------------------------------------------------------------------------


def merge_in(changing: Transaction, desk: Desk, plans: Sequence[MergePlan]) -> None:
    """Put into the transaction what the plans say; no entry is in two of them."""
    names = {other: planned.kept for planned in plans for other in planned.others}
    bibfile = library_in(changing, desk)
    for planned in plans:
        bibfile = _with_plan(bibfile, planned)
    citing = _settle_citations(changing, desk, bibfile, names)
    changing.write(desk.library_file, _with_citing(bibfile, citing).to_bytes())
    for planned in plans:
        _join_annotations(changing, desk, planned)
    rename_keys(changing, desk, names)
    tidied = _without_repeats(library_in(changing, desk), {planned.kept for planned in plans})
    changing.write(desk.library_file, tidied.proved_bytes())
    _forget_distinct(changing, desk)


def _with_plan(bibfile: BibFile, planned: MergePlan) -> BibFile:
    """The library file with the fields and the type of the plan in the entry that stays, and without the others."""
    key = planned.kept
    for choice in planned.choices:
        if choice.name == ENTRY_TYPE:
            is_other = bibfile.entry(key).type != planned.entry_type
            bibfile = bibfile.retype(key, planned.entry_type) if is_other else bibfile
        elif choice.taken != key:
            bibfile = _with_slot(bibfile, key, choice)
    for other in planned.others:
        bibfile = bibfile.remove(other)
    return bibfile


def _with_slot(bibfile: BibFile, key: str, choice: Choice) -> BibFile:
    """The file with the fields of the choice in place of those that said the same before, under the name these had."""
    present = [name for name in names_in(choice.name) if name in bibfile.fields(key)]
    result = {_known_as(name, present): text for name, text in choice.result.items()}
    for name in present:
        if name not in result or not result[name].value.strip():
            bibfile = bibfile.unset(key, name)
    for name, text in result.items():
        if text.value.strip():
            bibfile = bibfile.set(key, name, text.value, raw=text.is_expression)
    return bibfile


def _known_as(name: str, present: Sequence[str]) -> str:
    synonym = SYNONYMS.get(name, name)
    return synonym if name not in present and synonym in present else name


def _settle_citations(
    changing: Transaction, desk: Desk, bibfile: BibFile, names: Mapping[str, str]
) -> Mapping[str, set[str]]:
    """Lead each cite of a merged entry to the one that stays; return who now cites that, by its key.

    A cite that was in doubt between entries that are one now is in doubt no more.
    """
    lines = read_citations(changing.read(desk.citations_file) or b"", desk.citations_file.name)
    kept = {key: entry_of(bibfile.entry(key)) for key in set(names.values())}
    settled = tuple(_settled(record, names, kept) for record in lines.records)
    if settled != lines.records:
        changing.write(desk.citations_file, citation_bytes(settled, lines.broken))
    citing: dict[str, set[str]] = {}
    for before, after in zip(lines.records, settled, strict=True):
        if after.work in kept and before.work is None:
            citing.setdefault(after.work, set()).add(after.document)
    return citing


def _settled(record: CitationRecord, names: Mapping[str, str], kept: Mapping[str, Entry]) -> CitationRecord:
    candidates = tuple(dict.fromkeys(names.get(key, key) for key in record.candidates))
    if record.status == "ambiguous" and len(candidates) == 1 < len(record.candidates):
        found = resolved_within(record, candidates) if is_own(record) else resolved(record, Resolved(candidates[0]))
        return found or record
    record = replace(record, candidates=candidates)
    if record.work is None or record.work not in names:
        return record
    entry = kept[names[record.work]]
    record = replace(record, work=entry.citekey)
    if entry.is_stub or record.status == "confirmed" or is_own(record) or record.reason in {AS_DECIDED, BY_KEY}:
        return record
    if record.kind != "attributed" and fits(entry.work, cite_of(record)):
        return resolved(record, Resolved(entry.citekey)) or record
    # A later ingest would not find the entry by this label: that the two are one is a person's word.
    return replace(record, status="confirmed", reason=_MERGED, review=False)


def _with_citing(bibfile: BibFile, citing: Mapping[str, set[str]]) -> BibFile:
    for key, documents in citing.items():
        known = set(entry_of(bibfile.entry(key)).cited_by)
        if documents - known:
            bibfile = bibfile.set(key, "citedby", ", ".join(sorted(known | documents)))
    return bibfile


def _without_repeats(bibfile: BibFile, kept: Collection[str]) -> BibFile:
    """The file without a key that stands twice in a list since the merge, and without relations of an entry to itself.

    Later entries come first, so that the lines of earlier ones still hold.
    """
    for entry in reversed(bibfile.entries):
        for name in REFERRING:
            value = entry.fields.get(name, "")
            if value and (shorter := _without_repeat(value, entry.key, kept)) != value:
                change = bibfile.set if shorter else bibfile.unset
                arguments = (entry.key, name, shorter) if shorter else (entry.key, name)
                bibfile = change(*arguments, line=entry.line)
    return bibfile


def _without_repeat(value: str, own: str, kept: Collection[str]) -> str:
    known = list_text(value)
    seen: set[str] = {own} & set(kept)

    def is_unwanted(key: str) -> bool:
        repeated = key in seen
        seen.update({key} & set(kept))
        return repeated

    shorter = known.without(is_unwanted)
    return shorter.text if shorter.items else ""


def _join_annotations(changing: Transaction, desk: Desk, planned: MergePlan) -> None:
    """Join the annotations in one file, that of the entry that stays; the others' files go."""
    found: dict[str, bytes] = {}
    annotated = annotated_keys(desk)
    for key in (planned.kept, *planned.others):
        path = annotation_path(desk, key) if key in annotated else None
        content = changing.read(path) if path else None
        if path and content is not None:
            found[key] = content
            changing.remove(path)
    if found:
        path = annotation_path(desk, planned.kept)
        changing.write(path, joined(found, str(path)))


def _forget_distinct(changing: Transaction, desk: Desk) -> None:
    """Take pairs out of the settings that the merge made one, or made twice."""
    path = settings_file(desk)
    data = changing.read(path)
    pairs = read_settings(data, str(path)).values.get(DISTINCT, []) if data else []
    kept = {frozenset(pair): pair for pair in reversed(pairs) if len(set(pair)) > 1}
    if len(kept) < len(pairs):
        changing.write(path, put_setting(data, DISTINCT, [*reversed(kept.values())], str(path)))


# -- what is told ------------------------------------------------------------------------------------------------------


def told(planned: MergePlan) -> Iterator[str]:
    """A sentence for each thing that the plan changes, and for each that it leaves out."""
    yield f"{', '.join(planned.others)} merged into {planned.kept}"
    for choice in planned.choices:
        for key, value in choice.not_taken:
            stands = "" if choice.taken else ", for another was typed"
            stays = f"; {choice.taken} has {choice.values[choice.taken]}" if choice.taken else stands
            yield f"not taken: {choice.name} = {value} of {key}{stays}"
        if choice.kind in {"only", "same"} and choice.taken != planned.kept:
            yield f"{planned.kept}: {choice.name} = {choice.values[choice.taken]}, from {choice.taken}"
        if choice.kind == "united" and len(choice.values) > 1:
            yield f"{planned.kept}: {'; '.join(f'{name} = {text.value}' for name, text in choice.result.items())}"
    yield from planned.lost
