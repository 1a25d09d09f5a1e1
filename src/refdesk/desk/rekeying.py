"""Call entries by other citekeys, everywhere a desk speaks of them.

In: a Library or a transaction on a desk, and the new names. Out: the Library or the files with those names: in the
heads of entries, in the fields by which entries refer to others, in both record files, in the names of annotations
and among the pairs that are no duplicates. The history of links knows addresses, not citekeys.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from refdesk.desk.annotating import annotated_keys, annotation_path
from refdesk.desk.place import Desk
from refdesk.desk.settings import settings_file
from refdesk.desk.writing import library_in, lines_by_key, list_text, write_library
from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.records import read_citations, read_documents
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, DocumentRecord, Entry, Library
from refdesk.model.settings import DISTINCT
from refdesk.store.library_files import Transaction
from refdesk.store.settings import put_setting

REFERRING = ("crossref", "xref", "xdata", "related", "entryset")
"""Fields that hold citekeys of other entries (biblatex manual 2.2.3)."""

_CITED_BY = "citedby"
_MAY_REFER = re.compile("|".join((*REFERRING, _CITED_BY)), re.IGNORECASE)
# biblatex manual 3.13.6: a value, or an item of one, may be `xdata=key-field` or `xdata=key-field-index`.
_GRANULAR = re.compile(r"(?<![^\s{,])(xdata\s*=\s*)([^\s,{}]+)", re.IGNORECASE)


# -- a library in memory -----------------------------------------------------------------------------------------------


def with_current_keys(library: Library) -> Library:
    """The library with every old citekey replaced by the one its entry has now.

    Who renames an entry in an editor leaves the old key in `ids`, and the records still speak of it.
    """
    aliases = {alias for entry in library.entries for alias in entry.aliases}
    names = {alias: library.by_key[alias].citekey for alias in aliases}
    return _rekeyed(library, names) if names else library


def _rekeyed(library: Library, names: Mapping[str, str]) -> Library:
    """The library with all that refers to a key of `names` referring to its new name; the entries keep their own.

    What is ordered by keys is put in order again, as an ingest would.
    """
    citations = (_citation(record, names) for record in library.citations)
    documents = (_document(record, names) for record in library.documents)
    return replace(
        library,
        entries=tuple(_entry(entry, names) for entry in library.entries),
        citations=tuple(sorted(citations, key=lambda record: (record.document, record.start, record.end))),
        documents=tuple(sorted(documents, key=lambda record: record.citekey)),
    )


def _entry(entry: Entry, names: Mapping[str, str]) -> Entry:
    if not names.keys() & set(entry.cited_by):
        return entry
    return replace(entry, cited_by=tuple(sorted(set(_all(entry.cited_by, names)))))


def _citation(record: CitationRecord, names: Mapping[str, str]) -> CitationRecord:
    work = names.get(record.work, record.work) if record.work else None
    document = names.get(record.document, record.document)
    candidates = _all(record.candidates, names)
    in_order = candidates if candidates == record.candidates else tuple(sorted(candidates))
    return replace(record, document=document, work=work, candidates=in_order)


def _document(record: DocumentRecord, names: Mapping[str, str]) -> DocumentRecord:
    references = tuple(
        replace(reference, work=names.get(reference.work, reference.work)) for reference in record.references
    )
    return replace(record, citekey=names.get(record.citekey, record.citekey), references=references)


def _all(citekeys: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(citekey, citekey) for citekey in citekeys)


# -- a desk on disk ----------------------------------------------------------------------------------------------------


def rename_keys(changing: Transaction, desk: Desk, names: Mapping[str, str], *, aliases: bool = True) -> None:
    """Give entries new citekeys, old → new, and move every reference to the old ones; all names count at once.

    Names may be swapped, and one entry may take the key that another gives up. Of two entries with one key the first is
    renamed. An old key stays as an alias (`ids`) unless `aliases` is false, or another entry bears it now. An old key
    that no entry bears, as after a merge, has only its references moved. What is read is what the transaction has
    written so far. Raises RefdeskError for a bad key, one that is taken, or an annotation in the way.
    """
    names = {old: new for old, new in names.items() if old != new}
    if not names:
        return
    bibfile = library_in(changing, desk)
    _refuse_taken(bibfile, names)
    renamed = _with_heads(bibfile, {old: new for old, new in names.items() if old in bibfile})
    renamed = _with_aliases(renamed, names, aliases=aliases)
    changing.write(desk.library_file, _with_references(renamed, names).proved_bytes())
    _rename_in_records(changing, desk, names)
    _move_annotations(changing, desk, names)
    _rename_in_settings(changing, desk, names)


def _refuse_taken(bibfile: BibFile, names: Mapping[str, str]) -> None:
    """Raise RefdeskError where a new key is, and stays, that of another entry, or an alias of one."""
    owners = {alias: entry.key for entry in bibfile.entries for alias in _aliases(entry)}
    for old, new in names.items():
        if old not in bibfile:
            continue
        is_borne = new in bibfile and new not in names
        if is_borne or (new not in bibfile and owners.get(new, old) != old):
            raise RefdeskError(f"the citekey {new!r} is taken", remedy="choose another")


def _aliases(entry: BibEntry) -> tuple[str, ...]:
    has_any = "ids" in entry.raw or "IDS" in entry.raw or "Ids" in entry.raw
    return list_text(entry.fields.get("ids", "")).items if has_any else ()


def _with_heads(bibfile: BibFile, names: Mapping[str, str]) -> BibFile:
    """The file with new keys at the heads of entries; one whose new key is still borne waits under a passing name."""
    lines = lines_by_key(bibfile)
    waiting = {old: _passing_name(bibfile, number) for number, old in enumerate(names) if names[old] in bibfile}
    for old, new in names.items():
        bibfile = bibfile.rename(old, waiting.get(old, new), line=lines[old][0])
    for old, passing in waiting.items():
        bibfile = bibfile.rename(passing, names[old])
    return bibfile


def _passing_name(bibfile: BibFile, number: int) -> str:
    name = f"refdesk-waits-{number}"
    while name in bibfile:
        name += "-"
    return name


def _with_aliases(bibfile: BibFile, names: Mapping[str, str], *, aliases: bool) -> BibFile:
    """The file with the old keys among the aliases of the entries; a new key that was an alias is none any more."""
    lines = lines_by_key(bibfile)
    for old, new in names.items():
        if len(lines.get(new, ())) != 1:
            continue
        present = bibfile.fields(new).get("ids", "")
        value = _with_alias(present, old if aliases and old not in lines else None, new)
        if value != present:
            bibfile = bibfile.set(new, "ids", value) if value.strip() else bibfile.unset(new, "ids")
    return bibfile


def _with_alias(ids: str, old: str | None, new: str) -> str:
    """The list of aliases with `old` and without `new`; where both change, one takes the place of the other."""
    known = list_text(ids)
    if old is None or old in known.items:
        return known.without(lambda alias: alias == new).text if new in known.items else ids
    if new in known.items:
        return replace(known, items=tuple(old if alias == new else alias for alias in known.items)).text
    return known.with_item(old).text


def _with_references(bibfile: BibFile, names: Mapping[str, str]) -> BibFile:
    """The file with the new keys in the fields by which entries refer to others.

    Later entries come first, so that the lines of earlier ones still hold.
    """
    for entry in reversed(bibfile.entries):
        if _MAY_REFER.search(entry.raw):
            for name, value in _moved_references(entry, names):
                bibfile = bibfile.set(entry.key, name, value, line=entry.line)
    return bibfile


def referring_fields(entry: BibEntry, citekey: str) -> tuple[str, ...]:
    """The fields by which `entry` refers to the entry `citekey`."""
    if citekey not in entry.raw:
        return ()
    return tuple(name for name, _ in _moved_references(entry, {citekey: f"{citekey}-"}) if name != _CITED_BY)


def _moved_references(entry: BibEntry, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Field and new text for each field of the entry that refers to a renamed one."""
    for name, value in entry.fields.items():
        if name == _CITED_BY:
            moved = _with_citing(value, names)
        elif name in REFERRING:
            known = list_text(value)
            moved = replace(known, items=_all(known.items, names)).text
        else:
            moved = _GRANULAR.sub(lambda match: match[1] + _granular(match[2], names), value)
        if moved != value:
            yield name, moved


def _with_citing(value: str, names: Mapping[str, str]) -> str:
    """The list of citing documents, put in order as an ingest would."""
    citing = list_text(value).items
    return ", ".join(sorted(set(_all(citing, names)))) if names.keys() & set(citing) else value


def _granular(target: str, names: Mapping[str, str]) -> str:
    """`key-field` with the new key: of the hyphens in it any may be the one behind the key; the last counts first."""
    for match in reversed(list(re.finditer("-", target))):
        if (key := target[: match.start()]) in names:
            return names[key] + target[match.start() :]
    return target


def _rename_in_records(changing: Transaction, desk: Desk, names: Mapping[str, str]) -> None:
    citations = read_citations(changing.read(desk.citations_file) or b"", desk.citations_file.name).records
    documents = read_documents(changing.read(desk.documents_file) or b"", desk.documents_file.name).records
    after = _rekeyed(Library(citations=citations, documents=documents), names)
    # Records in another order than ours that speak of none of these keys are left as they are.
    before = Library(
        citations=after.citations if set(citations) == set(after.citations) else citations,
        documents=after.documents if set(documents) == set(after.documents) else documents,
    )
    write_library(changing, desk, before, after)


def _move_annotations(changing: Transaction, desk: Desk, names: Mapping[str, str]) -> None:
    """Let the annotations follow their entries. Raises RefdeskError where another lies there already."""
    annotated = annotated_keys(desk)  # asked first: an old key may be too long to name a file
    moved: dict[str, bytes] = {}
    for old, new in names.items():
        source = annotation_path(desk, old) if old in annotated else None
        content = changing.read(source) if source else None
        if source and content is not None:
            moved[new] = content
            changing.remove(source)
    for new, content in moved.items():
        target = annotation_path(desk, new)
        if changing.read(target) is not None:
            raise RefdeskError("there is an annotation already", where=str(target), remedy="move it away first")
        changing.write(target, content)


def _rename_in_settings(changing: Transaction, desk: Desk, names: Mapping[str, str]) -> None:
    """Let the pairs that a person said are no duplicates follow their entries."""
    path = settings_file(desk)
    data = changing.read(path)
    if data is None or not any(old.encode() in data for old in names):
        return
    pairs = _distinct_pairs(data, str(path))
    moved = [[names.get(key, key) for key in pair] for pair in pairs]
    if moved != pairs:
        changing.write(path, put_setting(data, DISTINCT, moved))


def _distinct_pairs(data: bytes, where: str) -> list[list[str]]:
    """The pairs as they stand in the settings file. Raises RefdeskError for a file that is no TOML."""
    try:
        dedupe = tomllib.loads(data.decode("utf-8-sig")).get("dedupe", {})
    except (ValueError, RecursionError) as error:
        raise RefdeskError(f"is no TOML: {error}", where=where, remedy="mend it first") from None
    pairs = dedupe.get("distinct", []) if isinstance(dedupe, dict) else []
    return [[str(key) for key in pair] for pair in pairs if isinstance(pair, list)] if isinstance(pairs, list) else []
