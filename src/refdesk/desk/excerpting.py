"""What must go along when some entries leave a library? Entries of a BibTeX file → a file of their own.

In: the library file and the entries wanted. Out: their text as it stands, with the @strings that it uses before them
and the entries that they inherit from behind them: BibTeX wants a parent after its children (btxdoc, 2.2.4).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from refdesk.desk.writing import list_text
from refdesk.formats.bibfile import BibEntry, BibFile, readable
from refdesk.formats.bibfile_fields import FieldPlace, dissect

_INHERITING = ("crossref", "xdata")
# biblatex manual 3.13.6: a value, or an item of one, may be `xdata=key-field`.
_GRANULAR = re.compile(r"(?<![^\s{,])(xdata\s*=\s*)([^\s,{}]+)", re.IGNORECASE)


def excerpt(bibfile: BibFile, wanted: Sequence[BibEntry]) -> str:
    """A BibTeX file of the entries `wanted`; its line ends are plain."""
    parents = _Parents(bibfile)
    depths = parents.depths(wanted)
    given = list({entry.line: entry for entry in (*wanted, *parents.needed(wanted))}.values())
    # Sorting is stable: entries that are nobody's parent come first, in the order asked for.
    blocks = sorted(given, key=lambda entry: depths.get(entry.line, 0))
    strings = "".join(f"{text}\n" for text in _strings(bibfile, blocks))
    texts = [strings, *(f"{entry.raw}\n" for entry in blocks)]
    return "\n".join(text for text in texts if text).replace("\r\n", "\n").replace("\r", "\n")


class _Parents:
    """Who inherits from whom in a file; `ids` lead to their entries as keys do."""

    def __init__(self, bibfile: BibFile) -> None:
        self._by_key: dict[str, BibEntry] = {}
        for entry in reversed(bibfile.entries):
            if "ids" in entry.raw.casefold():
                self._by_key.update(dict.fromkeys(list_text(entry.values.get("ids", "")).items, entry))
        self._by_key.update((entry.key, entry) for entry in reversed(bibfile.entries))

    def of(self, entry: BibEntry) -> Iterator[BibEntry]:
        """The entries that this one inherits from directly."""
        named = [key for field in _INHERITING for key in list_text(entry.values.get(field, "")).items]
        for _, target in _GRANULAR.findall(entry.raw):
            named += _keys_in_target(target)
        yield from (self._by_key[key] for key in dict.fromkeys(named) if key in self._by_key and key != entry.key)

    def needed(self, entries: Sequence[BibEntry]) -> list[BibEntry]:
        """All that these entries inherit from, at any remove."""
        return [entry for level in self._levels(entries) for entry in level]

    def depths(self, entries: Sequence[BibEntry]) -> dict[int, int]:
        """How many steps above a child each parent stands, the longest way, by its line."""
        return {entry.line: depth for depth, level in enumerate(self._levels(entries), 1) for entry in level}

    def _levels(self, entries: Sequence[BibEntry]) -> Iterator[list[BibEntry]]:
        """Parents, grandparents, and so on; no further than biber goes, for an entry may inherit from itself."""
        level: Iterable[BibEntry] = entries
        for _ in range(_MOST_LEVELS):
            level = list({parent.line: parent for entry in level for parent in self.of(entry)}.values())
            if not level:
                return
            yield level


_MOST_LEVELS = 20


def with_new_targets(value: str, names: Mapping[str, str]) -> str:
    """A value in which `xdata=key-field` leads to the new keys."""
    return _GRANULAR.sub(lambda match: match[1] + _new_target(match[2], names), value)


def _new_target(target: str, names: Mapping[str, str]) -> str:
    key = next((key for key in _keys_in_target(target) if key in names), "")
    return names[key] + target[len(key) :] if key else target


def _keys_in_target(target: str) -> list[str]:
    """What may be the key in `key-field` or `key-field-index`, the longest first, for a key may hold hyphens."""
    pieces = target.split("-")
    return ["-".join(pieces[:end]) for end in range(len(pieces) - 1, 0, -1)]


def _strings(bibfile: BibFile, entries: Sequence[BibEntry]) -> list[str]:
    """The @strings that the entries use, and those that these use, as they stand and in the order of the file."""
    blocks = [block for block in bibfile.blocks if block.kind == "string"]
    used = {name for entry in entries for name in macros_in(entry.raw, entry.anatomy.fields)}
    taken: list[str] = []
    for block in reversed(blocks):  # a macro is defined before it is used
        fields = dissect(block.raw, block.body, has_key=False).fields
        if used & {field.name for field in fields}:
            used |= set(macros_in(block.raw, fields))
            taken.append(readable(block.raw))
    return taken[::-1]


def macros_in(raw: str, fields: Iterable[FieldPlace]) -> Iterator[str]:
    """The macros that the values of these fields use, in small letters; `raw` is the text they stand in."""
    for place in fields:
        for piece in place.pieces:
            if piece.kind == "macro":
                yield raw[piece.start : piece.end].lower()
