"""What people sort works by: tags.

In: a desk, citekeys, tags. Out: which tag stands where; or entries with tags added, taken out or renamed. The tags of a
work are its `keywords` in the library file; refdesk's own words there are none. What an annotation's front matter
lists as `tags` is shown beside them and never written: it is the person's own text.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from refdesk.desk.annotating import annotated_keys, annotation_path, read_annotation
from refdesk.desk.editing import Change, Edited, block_named
from refdesk.desk.place import Desk
from refdesk.desk.querying import refuse_missing
from refdesk.desk.writing import ListText, list_text, present_library
from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.latex_text import latex_of, text_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import ATTRIBUTED, SOURCE, STUB
from refdesk.store.library_files import Transaction, transaction

OWN_WORDS = frozenset((SOURCE, STUB, ATTRIBUTED))
"""Words in `keywords` by which refdesk keeps its books: no tags."""

_KEYWORDS = "keywords"
_LONGEST_TAG = 200
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# A YAML reader takes seconds for a megabyte; nobody writes so much above an annotation.
_LONGEST_FRONT_MATTER = 100_000


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag, the citekeys of the entries that bear it, and of those whose annotation lists it."""

    tag: str
    entries: tuple[str, ...]
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags in order of the alphabet, and what could not be read."""

    uses: tuple[TagUse, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagChanges:
    """What to do: tags to rename, old → new; then tags to take out; then tags to add."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    removed: Sequence[str] = ()
    added: Sequence[str] = ()

    @property
    def title(self) -> str:
        """What `history` says of it: "rename a to b, remove c, add d"."""
        parts = [f"rename {old} to {new}" for old, new in self.renamed.items()]
        return ", ".join([*parts, *(f"remove {tag}" for tag in self.removed), *(f"add {tag}" for tag in self.added)])


# -- asking ------------------------------------------------------------------------------------------------------------


def tags_of(desk: Desk, citekeys: Sequence[str] | None = None) -> Tags:
    """The tags of the entries named, or (None) of all. Raises RefdeskError (exit code 3) for an unknown entry."""
    bibfile = present_library(Transaction(desk.root, "reading"), desk)
    chosen = _chosen(bibfile, citekeys)
    borne: dict[str, dict[str, None]] = {}
    noted: dict[str, dict[str, None]] = {}
    cautions: list[str] = []
    for entry in chosen:
        for tag in _tags(entry):
            borne.setdefault(tag, {})[entry.key] = None
    for citekey in sorted({entry.key for entry in chosen} & annotated_keys(desk)):
        tags, caution = _annotated_tags(desk, citekey)
        cautions += [caution] if caution else []
        for tag in tags:
            noted.setdefault(tag, {})[citekey] = None
    uses = (TagUse(tag, tuple(borne.get(tag, ())), tuple(noted.get(tag, ()))) for tag in {**borne, **noted})
    return Tags(tuple(sorted(uses, key=lambda use: (use.tag.casefold(), use.tag))), tuple(cautions))


def _chosen(bibfile: BibFile, citekeys: Sequence[str] | None) -> list[BibEntry]:
    """The blocks meant, in file order; of two with one key the first, unless all are meant."""
    if citekeys is None:
        return [entry for entry in bibfile.entries if entry.key]
    first = {entry.key: entry for entry in reversed(bibfile.entries)}
    named = {first[key].line if key in first else block_named(bibfile, key).line for key in citekeys}
    return [entry for entry in bibfile.entries if entry.key and entry.line in named]


def _tags(entry: BibEntry) -> tuple[str, ...]:
    """The tags of an entry as they read, in its own order."""
    items = _list(entry.values.get(_KEYWORDS, "")).items
    return tuple(tag for tag in dict.fromkeys(map(_read, items)) if tag not in OWN_WORDS)


def _list(value: str) -> ListText:
    """The keywords, parted by commas, or by semicolons where no comma stands among them."""
    return list_text(value, _separator(value))


def _separator(value: str) -> str:
    by_comma = list_text(value)
    has_comma = any("," in gap for gap in by_comma.gaps)
    return "," if has_comma or len(list_text(value, ";").items) < 2 else ";"


def _read(item: str) -> str:
    return unicodedata.normalize("NFC", text_of(item))


def _annotated_tags(desk: Desk, citekey: str) -> tuple[tuple[str, ...], str]:
    """The tags in the front matter of an annotation, and what is wrong with it."""
    try:
        return front_matter_tags(read_annotation(desk, citekey) or ""), ""
    except RefdeskError as error:
        return (), f"{annotation_path(desk, citekey).relative_to(desk.root).as_posix()}: {error.message}"


def front_matter_tags(annotation: str) -> tuple[str, ...]:
    """The `tags` in an annotation's front matter, a list or a text with commas. Raises RefdeskError for bad YAML."""
    matter = _FRONT_MATTER.match(annotation)
    if matter is None or "tags" not in matter[1]:
        return ()
    import yaml

    try:
        values = yaml.safe_load(matter[1][:_LONGEST_FRONT_MATTER])
    except (yaml.YAMLError, ValueError, RecursionError):
        raise RefdeskError("the front matter is no YAML, so its tags are not known", remedy="mend it") from None
    tags = values.get("tags") if isinstance(values, dict) else None
    items = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    texts = (" ".join(str(item).split()) for item in items if isinstance(item, str | int | float))
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", text) for text in texts if text))


# -- changing ----------------------------------------------------------------------------------------------------------


def change_tags(
    desk: Desk, citekeys: Sequence[str] | None, changes: TagChanges, *, dry_run: bool = False
) -> tuple[Edited, ...]:
    """Change the tags of the entries named, or (None) of all, as one step; tell what was done to each that changed.

    Other keywords keep their order, spelling and separators. Raises RefdeskError for an unknown entry, for what cannot
    be a tag, and for keywords that are put together from macros; nothing is then changed.
    """
    changes = _checked(changes)
    refuse_missing(desk)
    with transaction(desk.root, f"tag: {changes.title}", dry_run=dry_run) as changing:
        return _change_tags(changing, desk, citekeys, changes)


def _checked(changes: TagChanges) -> TagChanges:
    return TagChanges(
        renamed={checked_tag(old): checked_tag(new) for old, new in changes.renamed.items()},
        removed=[checked_tag(tag) for tag in changes.removed],
        added=[checked_tag(tag) for tag in changes.added],
    )


def checked_tag(text: str) -> str:
    """The tag with single blanks. Raises RefdeskError for an empty one, one of refdesk's own words, and bad signs."""
    tag = unicodedata.normalize("NFC", " ".join(text.split()))
    if tag in OWN_WORDS:
        raise RefdeskError(
            f"{tag!r} is refdesk's own word, no tag", remedy="refdesk edit KEY --set keywords=... changes it"
        )
    if not tag or len(tag) > _LONGEST_TAG or not tag.isprintable() or re.search(r"[,;{}\\]", tag):
        raise RefdeskError(
            f"{tag[:60]!r} can be no tag",
            remedy=f"1 to {_LONGEST_TAG} letters and signs, but no , ; braces or backslash",
        )
    return tag


def _change_tags(
    changing: Transaction, desk: Desk, citekeys: Sequence[str] | None, changes: TagChanges
) -> tuple[Edited, ...]:
    """Put the changes into the transaction, and tell them. Later entries come first, so that lines still hold."""
    bibfile = present_library(changing, desk)
    edited: list[Edited] = []
    for entry in reversed(_chosen(bibfile, citekeys)):
        before, value = entry.fields.get(_KEYWORDS), entry.values.get(_KEYWORDS, "")
        after = _changed(value, changes)
        if after == value:
            continue
        if value != (before or ""):
            raise RefdeskError(
                f"the keywords of {entry.key!r} are put together from macros", remedy="change them in an editor"
            )
        if after:
            bibfile = bibfile.set(entry.key, _KEYWORDS, after, line=entry.line)
        else:
            bibfile = bibfile.unset(entry.key, _KEYWORDS, line=entry.line)
        edited.append(Edited(entry.key, (Change("field", _KEYWORDS, before, after or None),)))
    if edited:
        changing.write(desk.library_file, bibfile.proved_bytes())
    return tuple(reversed(edited))


def _changed(value: str, changes: TagChanges) -> str:
    """The keywords with the changes made; an empty text where none is left."""
    known = _list(value)
    for old, new in changes.renamed.items():
        known = _renamed(known, old, new) if old != new else known
    if {*changes.removed} & {*map(_read, known.items)}:
        known = known.without(lambda item: _read(item) in changes.removed)
    for tag in changes.added:
        if tag not in map(_read, known.items):
            known = known.with_item(latex_of(tag))
    if known == _list(value):
        return value
    return known.text if known.items else ""


def _renamed(known: ListText, old: str, new: str) -> ListText:
    """The list with `new` for `old`; where it stands there already, `old` goes."""
    read = [_read(item) for item in known.items]
    if new in read:
        return known.without(lambda item: _read(item) == old)
    items = (latex_of(new) if tag == old else item for item, tag in zip(known.items, read, strict=True))
    return replace(known, items=tuple(items))


def annotations_with(desk: Desk, tags: Collection[str]) -> Iterator[str]:
    """The annotations whose front matter lists one of these tags, by path in the desk."""
    for citekey in sorted(annotated_keys(desk)):
        if {*tags} & {*_annotated_tags(desk, citekey)[0]}:
            yield annotation_path(desk, citekey).relative_to(desk.root).as_posix()
