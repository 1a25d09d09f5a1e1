"""Let items into the library file: which are new, under which keys, and what else has to come along.

In: the library file, sources of items, and how citekeys are made. Out: the file with the new entries at its end, and
what became of each item: every one is added, there already, or left out for a reason. Nothing that stands in the file
is changed. Items of BibTeX keep their own text; only a key that is taken, the references to it, and macros that the
library defines otherwise are written anew, and told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from refdesk.desk.excerpting import macros_in, with_new_targets
from refdesk.desk.incoming import BIBTEX, Incoming, Source
from refdesk.desk.recognising import Match, Shelf, renamed_in, says_more
from refdesk.desk.rekeying import REFERRING
from refdesk.desk.writing import list_text
from refdesk.formats.bibfile import BibEntry, BibFile, readable, refuse_bad_key, refuse_bad_value
from refdesk.formats.biblatex import put_entry
from refdesk.formats.exchange import LeftOut
from refdesk.model.errors import RefdeskError
from refdesk.model.library import SOURCE
from refdesk.resolving.citekeys import assign_citekeys

# Formats whose ids are citekeys; those of others are numbers of a database, unless they look like one of ours.
_KEYED = BIBTEX | {"csl-json", "csl-yaml", "jsonl"}
# What programs write into CSL's `id` for want of a citekey: "12", "ITEM-1", a UUID, an address.
_NO_CITEKEY = re.compile(r"(?:[a-z]{0,6}[-_.]?\d+|[0-9a-f]{8}-[0-9a-f-]{20,}|.*[:/].*)\Z", re.IGNORECASE)
_LIKE_A_KEY = re.compile(r"[A-Za-z][A-Za-z.'-]*\d{4}[\w:-]*\Z")
_REFERRING = (*REFERRING, "citedby")


@dataclass(frozen=True, slots=True)
class Added:
    """An item that became an entry: its citekey, where it came from, and what a person should know of it."""

    citekey: str
    place: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """An item that the library has already, as `citekey`: why that is thought, and what more the item says.

    `own` is the key that the item has in its source, or empty.
    """

    citekey: str
    own: str
    place: str
    reasons: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the items of one source, in its order: `found` counts them all."""

    name: str
    format: str
    added: tuple[Added, ...] = ()
    there: tuple[There, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """How many items the source has."""
        return len(self.added) + len(self.there) + len(self.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms items are let in.

    `pattern` makes citekeys; `key` is the one asked for, for a single item; with `anyway` what is there already is
    added a second time.
    """

    pattern: str
    key: str | None = None
    anyway: bool = False


def admit(bibfile: BibFile, sources: Sequence[Source], terms: Terms) -> tuple[BibFile, tuple[Outcome, ...]]:
    """The file with all that is new in the sources, and an outcome for each.

    Sources are let in one after the other: what came with an earlier one is there already for a later one. Raises
    RefdeskError for a key asked for that is bad or taken.
    """
    door = _Door(bibfile, terms)
    outcomes = tuple(door.let_in(source) for source in sources)
    return door.bibfile, outcomes


@dataclass
class _Guests:
    """The items of a source by number: which the library has, which repeat an earlier one, and the keys of the rest.

    `names` tells what the source's own keys have become, `hints` which entries some of the rest may be.
    """

    matches: dict[int, Match] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    hints: dict[int, str] = field(default_factory=dict)


class _Door:
    """The library file as it grows, with all its works laid out and all keys that are taken."""

    def __init__(self, bibfile: BibFile, terms: Terms) -> None:
        self.bibfile = bibfile
        self.terms = terms
        self.shelf = Shelf(bibfile)
        self.taken = {key.casefold() for key in _keys_in(bibfile)}

    def let_in(self, source: Source) -> Outcome:
        """Add what is new in the source, and tell what became of each item."""
        guests = self._sorted_out(source)
        self._give_keys(source, guests)
        self.bibfile, told = _with_macros(self.bibfile, source, [source.items[number] for number in guests.keys])
        added: list[Added] = []
        left_out = list(source.left_out)
        for number, key in guests.keys.items():
            item = source.items[number]
            try:
                notes = self._put(item, key, source, guests.names)
            except RefdeskError as error:  # one item that cannot be written keeps none of the others out
                left_out.append(LeftOut(item.place, str(error)))
            else:
                hint = [guests.hints[number]] if number in guests.hints else []
                added.append(Added(key, item.place, (*item.doubts, *notes, *hint)))
        there = tuple(_there(source, guests))
        return Outcome(source.name, source.format, tuple(added), there, tuple(left_out), (*source.notes, *told))

    def _sorted_out(self, source: Source) -> _Guests:
        """Which items are new, which the library has, and which say again what an earlier one said."""
        guests = _Guests()
        first: dict[object, int] = {}
        # An @set is known again by its members, whose keys must be settled first.
        for number, item in sorted(enumerate(source.items), key=lambda pair: not pair[1].is_work):
            match, hint = (None, "") if self.terms.anyway else self.shelf.find(item, guests.names)
            said = (replace(item.entry, line=None), item.block and item.block.raw)
            if match is not None:
                guests.matches[number] = match
                guests.names.setdefault(item.entry.citekey, match.entry.citekey)
            elif said in first and not self.terms.anyway:
                guests.repeated[number] = first[said]
            else:
                guests.keys[number] = ""
                first[said] = number
                guests.hints |= {number: hint} if hint else {}
        guests.keys = dict(sorted(guests.keys.items()))
        return guests

    def _give_keys(self, source: Source, guests: _Guests) -> None:
        """Its own key for each new item where that is free, else one by the pattern."""
        for number in guests.keys:
            wanted = self._wanted(source, source.items[number])
            if wanted and wanted.casefold() not in self.taken:
                guests.keys[number] = wanted
                self.taken.add(wanted.casefold())
        keyless = {str(number): source.items[number].entry.work for number, key in guests.keys.items() if not key}
        given = assign_citekeys(keyless, self.taken, self.terms.pattern) if keyless else {}
        self.taken |= {key.casefold() for key in given.values()}
        guests.keys |= {int(number): key for number, key in given.items()}
        guests.names = _names(source, guests)

    def _wanted(self, source: Source, item: Incoming) -> str:
        """The key that the item should have, if it is one that an entry can bear."""
        if self.terms.key is not None:
            return self._asked_for(self.terms.key)
        own = item.entry.citekey
        if own and _can_be_borne(own) and _is_citekey(own, source.format):
            return own
        return item.wanted if _can_be_borne(item.wanted) else ""

    def _asked_for(self, key: str) -> str:
        refuse_bad_key(key)
        if key.casefold() in self.taken:
            raise RefdeskError(f"the citekey {key!r} is taken", where="--key", remedy="choose another")
        return key

    def _put(self, item: Incoming, key: str, source: Source, names: Mapping[str, str]) -> list[str]:
        """Write the item at the end of the file under `key`, and tell in words what was changed in it."""
        notes: list[str] = []
        if item.block is None:
            self.bibfile = put_entry(self.bibfile, replace(item.entry, citekey=key, line=None))
        else:
            raw, told = _adapted(item.block, names, _written_out(item.block, source.macros, self.bibfile.macros))
            self.bibfile = self.bibfile.paste(raw, key)
            notes += told
        own = item.entry.citekey
        if own not in {"", key} and self.terms.key is None and _is_citekey(own, source.format):
            notes.append(f"its key {own!r} {'is taken' if _can_be_borne(own) else 'can be no citekey here'}")
        if item.entry.is_source:
            notes.append(f"its keyword {SOURCE!r} says that it is a document which this desk has read")
        self.shelf.add(replace(item.entry, citekey=key), item.block)
        return notes


def _names(source: Source, guests: _Guests) -> dict[str, str]:
    """What the source's own keys become; of two items with one key the first is the one that others refer to."""
    given = {number: match.entry.citekey for number, match in guests.matches.items()} | guests.keys
    names: dict[str, str] = {}
    for number in sorted(given):
        names.setdefault(source.items[number].entry.citekey, given[number])
    return {own: key for own, key in names.items() if own not in {"", key}}


def _keys_in(bibfile: BibFile) -> Iterator[str]:
    """All keys and aliases of the file."""
    for block in bibfile.entries:
        yield block.key
        if "ids" in block.raw.casefold():
            yield from list_text(block.values.get("ids", "")).items


def _is_citekey(own: str, source_format: str) -> bool:
    """Whether the id of an item was made to be cited by."""
    if source_format in BIBTEX:
        return True
    return bool(_LIKE_A_KEY.match(own)) or (source_format in _KEYED and not _NO_CITEKEY.match(own))


def _can_be_borne(key: str) -> bool:
    """Whether an entry of the library could have this key."""
    try:
        refuse_bad_key(key)
    except RefdeskError:
        return False
    return True


def _there(source: Source, guests: _Guests) -> Iterator[There]:
    """The items that were not added, for the library has them or they stand twice in the source."""
    for number in sorted({*guests.matches, *guests.repeated}):
        item = source.items[number]
        if (match := guests.matches.get(number)) is not None:
            yield There(
                match.entry.citekey, item.entry.citekey, item.place, match.reasons, says_more(item.entry, match.entry)
            )
        else:
            first = guests.keys[guests.repeated[number]]
            yield There(first, item.entry.citekey, item.place, ("it stands twice in the source",))


# -- text of BibTeX ----------------------------------------------------------------------------------------------------


def _with_macros(bibfile: BibFile, source: Source, items: Iterable[Incoming]) -> tuple[BibFile, list[str]]:
    """The file with the @strings that the items use and the file does not define, and a sentence about them."""
    used = dict.fromkeys(
        name for item in items if item.block for name in macros_in(item.block.raw, item.block.anatomy.fields)
    )
    wanted = {name: source.macros[name] for name in used if name in source.macros and name not in bibfile.macros}
    if not wanted:
        return bibfile, []
    for name, text in wanted.items():
        refuse_bad_value(name, readable(text))
    lines = "".join(f"@string{{{name} = {{{readable(text)}}}}}{bibfile.newline}" for name, text in wanted.items())
    return _with_text(bibfile, lines), [f"@strings that came along: {', '.join(wanted)}"]


def _with_text(bibfile: BibFile, text: str) -> BibFile:
    """The file with a paragraph at its end. Raises RefdeskError where an entry would then be read otherwise."""
    before = bibfile.to_bytes()
    gap = "" if not before or before.endswith((b"\n\n", b"\r\r", b"\n\r\n")) else bibfile.newline
    gap += "" if not before or before.endswith((b"\n", b"\r")) else bibfile.newline
    try:
        written = (gap + text).encode("utf-8" if bibfile.source.is_utf8 else "cp1252")
    except UnicodeEncodeError:
        raise RefdeskError(
            "an @string holds a letter that the library file cannot", remedy="convert it to UTF-8"
        ) from None
    longer = BibFile.parse(before + written)
    if [entry.raw for entry in longer.entries] != [entry.raw for entry in bibfile.entries]:
        raise RefdeskError("the library file ends in a broken block", remedy="mend it first (refdesk lint)")
    return longer


def _written_out(block: BibEntry, source: Mapping[str, str], library: Mapping[str, str]) -> dict[str, str]:
    """Fields whose macros mean something else in the library, with their text written out."""
    return {
        place.name: block.values[place.name]
        for place in block.anatomy.fields
        if any(name in source and library.get(name) != source[name] for name in macros_in(block.raw, [place]))
    }


def _adapted(block: BibEntry, names: Mapping[str, str], written_out: Mapping[str, str]) -> tuple[str, list[str]]:
    """The block's text with new keys where it refers to others, and what was changed in it, in words."""
    moved = {
        name: text
        for name, value in (block.values.items() if names else ())
        if (text := renamed_in(value, names) if name in _REFERRING else with_new_targets(value, names)) != value
    }
    told = [f"{name} now leads to {text}" for name, text in moved.items()]
    told += [f"{name}: its @string is written out, for the library defines it otherwise" for name in written_out]
    if not told:
        return block.raw, []
    alone = BibFile.parse(block.raw.encode())
    for name, text in written_out.items():  # raw, for a text that is spelt like its macro is not the macro
        alone = alone.set(block.key, name, f"{{{text}}}", raw=True)
    for name, text in moved.items():
        alone = alone.set(block.key, name, text)
    return alone.entries[0].raw, told
