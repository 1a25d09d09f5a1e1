"""How is a library written as BibTeX? The bytes of a .bib file ↔ a BibFile that can be asked and edited.

In: bytes. Out: an immutable value whose `to_bytes` are the same bytes, whatever they were. An edit returns a new
BibFile in which one value, field, key or entry differs; every other byte stands (see docs/decisions/0001).
Values go in and out as they stand in the file, that is with their LaTeX; `refdesk.formats.biblatex` knows what
they mean. Raises RefdeskError for UTF-16, for values that would break the file, and for keys that are not there.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType

from refdesk.formats.bibfile_blocks import Block, split
from refdesk.formats.bibfile_fields import Anatomy, FieldPlace, Piece, dissect, key_of
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.problem import Problem

_MARK = "\ufeff"
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_:+.-]*\Z")
# BibTeX forbids these in keys; biber refuses the rest (biblatex manual 2.2.1 and btparse's lexer).
_BAD_IN_KEY = re.compile(r"[\s\"#%'(),={}\\~@]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SURROGATE = re.compile("[\udc80-\udcff]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ONE_COMMA = re.compile(r"\s*,\s*\Z")
_LONGEST_KEY = 200
# A macro that doubles the one before it would reach any size: `@string{b = a # a}`.
_LONGEST_MACRO = 100_000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class BibEntry:
    """One entry as it stands in the file; `line` is its first line, from 1. `macros` are the file's @strings."""

    block: Block
    line: int
    macros: Mapping[str, str]

    @property
    def raw(self) -> str:
        """The entry's own text, from `@` to its closing brace."""
        return readable(self.block.raw)

    @property
    def type(self) -> str:
        """The entry type in lower case."""
        return self.block.type

    @cached_property
    def key(self) -> str:
        """The citekey, or an empty string where the entry has none."""
        return readable(key_of(self.block.raw, self.block.body))

    @cached_property
    def anatomy(self) -> Anatomy:
        """Where key and fields stand in the block."""
        return dissect(self.block.raw, self.block.body)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Field name in lower case → its text without delimiters, in file order; of a field given twice the first.

        A macro gives its name, and a value joined by `#` its whole text; `values` has them resolved.
        """
        return MappingProxyType({field.name: self._text(field) for field in first_of_each_name(self.anatomy.fields)})

    @cached_property
    def values(self) -> Mapping[str, str]:
        """As `fields`, with macros replaced by their text and the parts of a value joined."""
        found = {field.name: self._expanded(field) for field in first_of_each_name(self.anatomy.fields)}
        return MappingProxyType(found)

    def _text(self, field: FieldPlace) -> str:
        only = len(field.pieces) == 1
        start, end = field.pieces[0][1:] if only else (field.value_start, field.value_end)
        return readable(self.block.raw[start:end])

    def _expanded(self, field: FieldPlace) -> str:
        return readable(expanded(self.block.raw, field.pieces, self.macros))


@dataclass(frozen=True)
class BibFile:
    """The blocks of a .bib file in order, and what its bytes began with (`mark`: a byte order mark or nothing).

    The other fields are derived from the blocks when the file is read: its line end; whether new text is to be
    written as UTF-8; its @string macros; for each key the places of its blocks.
    """

    blocks: tuple[Block, ...]
    mark: str
    newline: str
    is_utf8: bool
    macros: Mapping[str, str]
    places: Mapping[str, tuple[int, ...]]

    @classmethod
    def parse(cls, data: bytes, where: str = "") -> "BibFile":
        """Read the bytes of a .bib file; `where` names it in errors. Raises RefdeskError for UTF-16 alone."""
        refuse_utf16(data, where)
        # Bytes that are no UTF-8 become lone surrogates (PEP 383) and turn back into the same bytes.
        text = data.decode("utf-8", "surrogateescape")
        mark = _MARK if text.startswith(_MARK) else ""
        line_end = _LINE_END.search(text)
        blocks = split(text[len(mark) :])
        return cls(
            blocks, mark, line_end[0] if line_end else "\n", _takes_utf8(text), _macros_of(blocks), _places_of(blocks)
        )

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        return (self.mark + "".join(block.raw for block in self.blocks)).encode("utf-8", "surrogateescape")

    def proved_bytes(self) -> bytes:
        """As `to_bytes`, after reading them again and finding every block as it is here.

        Raises RefdeskError where they would be read otherwise: in a file with unclosed blocks, taking an entry out
        can open the one before it. The cost is that of `parse`.
        """
        data = self.to_bytes()
        if _structure(BibFile.parse(data).blocks) != _structure(self.blocks):
            raise RefdeskError(
                "the edit would change how the rest of the file is read", remedy="mend its broken blocks first (lint)"
            )
        return data

    @cached_property
    def entries(self) -> tuple[BibEntry, ...]:
        """All sound entries in file order, those with a key that came before among them."""
        pairs = zip(self.blocks, self._first_lines, strict=True)
        return tuple(BibEntry(block, line, self.macros) for block, line in pairs if block.kind == "entry")

    @cached_property
    def _first_lines(self) -> tuple[int, ...]:
        """The first line of every block, from 1."""
        line_ends = accumulate((_count_lines(block.raw) for block in self.blocks), initial=1)
        return tuple(line_ends)[: len(self.blocks)]

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def entry(self, key: str, line: int | None = None) -> BibEntry:
        """The entry with this key, and at this line where the key stands twice.

        Raises RefdeskError (exit code 3) where there is none, and (2) where there are several and no line is given.
        """
        place = self._find(key, line)
        return BibEntry(self.blocks[place], self._first_lines[place], self.macros)

    def fields(self, key: str, line: int | None = None) -> Mapping[str, str]:
        """The fields of the entry with this key, as `BibEntry.fields`, without counting the lines before it."""
        return BibEntry(self.blocks[self._find(key, line)], 0, self.macros).fields

    def _find(self, key: str, line: int | None) -> int:
        """The place of the entry's block."""
        places = self.places.get(key, ())
        if not places:
            raise unknown("entry", key)
        if len(places) == 1:  # the line is then not needed, and may have moved by an edit above it
            return places[0]
        lines = [self._first_lines[place] for place in places]
        if line not in lines:
            raise RefdeskError(
                f"{key!r} stands on lines {', '.join(map(str, lines))}", remedy="give one of them another key first"
            )
        return places[lines.index(line)]

    def _anatomy(self, place: int) -> tuple[str, Anatomy]:
        block = self.blocks[place]
        return block.raw, dissect(block.raw, block.body)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file, in order of lines: broken blocks, keys given twice, unreadable fields."""
        entries = iter(self.entries)
        pairs = zip(self.blocks, self._first_lines, strict=True)
        return tuple(problem for block, line in pairs for problem in self._problems_of(line, block, entries))

    def _problems_of(self, line: int, block: Block, entries: Iterator[BibEntry]) -> Iterator[Problem]:
        """The problems of one block; `entries` gives the entries in the order of their blocks."""
        match block.kind:
            case "broken":
                yield Problem("broken-block", f"Line {line}: @{block.type} is opened here and never closed.")
            case "commented" if block.type != "comment":
                yield Problem(
                    "commented-entry", f"Line {line}: biber skips this @{block.type}, for a % stands before it."
                )
            case "entry":
                yield from self._problems_of_entry(next(entries))

    def _problems_of_entry(self, entry: BibEntry) -> Iterator[Problem]:
        first = self.places[entry.key][0]
        if not entry.key:
            yield Problem("no-key", f"Line {entry.line}: this @{entry.type} has no key.")
        elif self.blocks[first] is not entry.block:
            line = self._first_lines[first]
            yield Problem("duplicate-key", f"Line {entry.line}: the key {entry.key!r} stands on line {line} already.")
        for fault in entry.anatomy.faults:
            yield Problem("unreadable-field", f"Line {entry.line}: in {entry.key!r}, {fault}.")
        counts = Counter(field.name for field in entry.anatomy.fields)
        for name in (name for name, count in counts.items() if count > 1):
            yield Problem("duplicate-field", f"Line {entry.line}: {entry.key!r} has the field {name!r} more than once.")
        for macro in dict.fromkeys(undefined_macros(entry)):
            yield Problem("undefined-macro", f"Line {entry.line}: in {entry.key!r}, no @string defines {macro!r}.")

    # -- edits -----------------------------------------------------------------------------------------------------

    def set(self, key: str, field: str, value: str, *, line: int | None = None) -> "BibFile":
        """Give `field` of the entry `key` this value, written as it is to stand in the file, without delimiters.

        A value that says the same already is not touched; a new field follows the entry's own habits of indent,
        alignment, delimiters and commas. Raises RefdeskError for a value that would break the file.
        """
        refuse_bad_value(field, value)
        place = self._find(key, line)
        name = _checked_word("field name", field).lower()
        raw, anatomy = self._anatomy(place)
        written = _LINE_END.sub(self.newline, self._inscribed(value))
        old = next((known for known in anatomy.fields if known.name == name), None)
        if old is None:
            at, addition = _addition(raw, anatomy, name, written, self.newline)
            return self._with_entry(place, raw[:at] + addition + raw[at:])
        if _says(raw, old, written):
            return self
        value_text = _delimited(written, old.pieces[0].kind if len(old.pieces) == 1 else "braced")
        return self._with_entry(place, raw[: old.value_start] + value_text + raw[old.value_end :])

    def unset(self, key: str, field: str, *, line: int | None = None) -> "BibFile":
        """Take `field` out of the entry `key`, with its comma and its line. Nothing happens where it has none."""
        place = self._find(key, line)
        raw, anatomy = self._anatomy(place)
        # A field given twice goes twice, or the second would speak up.
        indexes = [index for index, known in enumerate(anatomy.fields) if known.name == field.lower()]
        spans = [_span_to_remove(raw, anatomy, index) for index in indexes]
        return self._with_entry(place, _without(raw, spans)) if spans else self

    def retype(self, key: str, new_type: str, *, line: int | None = None) -> "BibFile":
        """Give the entry `key` another type."""
        place = self._find(key, line)
        _checked_word("entry type", new_type)
        block = self.blocks[place]
        start = block.raw.lower().index(block.type)
        return self._with_entry(place, block.raw[:start] + new_type + block.raw[start + len(block.type) :])

    def rename(self, old: str, new: str, *, line: int | None = None) -> "BibFile":
        """Give the entry `old` the key `new`; what refers to it elsewhere is not touched.

        Raises RefdeskError where `new` is taken or no key that BibTeX, biber and a file system can bear.
        """
        place = self._find(old, line)
        if old == new:
            return self
        self._refuse_key(new)
        raw, anatomy = self._anatomy(place)
        # An entry without a key has no comma behind the place of its key either.
        comma = "," if anatomy.fields_start == anatomy.key_start and anatomy.fields else ""
        renamed = raw[: anatomy.key_start] + self._inscribed(new) + comma + raw[anatomy.key_end :]
        return self._with_blocks((*self.blocks[:place], _single_entry(renamed), *self.blocks[place + 1 :]))

    def add(self, entry_type: str, key: str, fields: Mapping[str, str]) -> "BibFile":
        """Write a new entry at the end of the file, one field a line, a blank line before it.

        Raises RefdeskError where the key is taken or bad, or a value would break the file.
        """
        self._refuse_key(key)
        _checked_word("entry type", entry_type)
        for name, value in fields.items():
            refuse_bad_value(_checked_word("field name", name), value)
        lines = [f"  {name.lower()} = {{{value}}}," for name, value in fields.items()]
        text = "\n".join([f"@{entry_type}{{{key},", *lines, "}"])
        written = _LINE_END.sub(self.newline, self._inscribed(text))
        added = _single_entry(written)
        blocks = (*self.blocks, *self._blank_line_before(), added, Block("text", self.newline))
        return replace(self, blocks=blocks, places={**self.places, key: (len(blocks) - 2,)})

    def remove(self, key: str, *, line: int | None = None) -> "BibFile":
        """Take the entry `key` out, with the end of its line and one blank line beside it."""
        place = self._find(key, line)
        before, after = self.blocks[:place], self.blocks[place + 1 :]
        if after and after[0].kind == "text":
            rest = _without_line_end(after[0].raw)
            blank = not rest or _LINE_END.match(rest)
            if blank and before and before[-1].kind == "text" and _ends_in_blank_line(before[-1].raw):
                shorter = _without_last_line_end(before[-1].raw)
                before = (*before[:-1], *([Block("text", shorter)] if shorter else []))
            after = (*([Block("text", rest)] if rest else []), *after[1:])
        return self._with_blocks((*before, *after))

    def _inscribed(self, value: str) -> str:
        """The value in the file's encoding. Raises RefdeskError for letters that a one-byte file cannot hold."""
        if self.is_utf8 or value.isascii():
            return value
        try:
            return value.encode("cp1252").decode("ascii", "surrogateescape")
        except UnicodeEncodeError as error:
            letter = value[error.start]
            raise RefdeskError(
                f"the file is not in UTF-8 and cannot hold {letter!r}", remedy="convert the file to UTF-8"
            ) from None

    def _with_entry(self, place: int, raw: str) -> "BibFile":
        """The file with another text for the entry at `place`, whose key is the same."""
        return replace(self, blocks=(*self.blocks[:place], _single_entry(raw), *self.blocks[place + 1 :]))

    def _with_blocks(self, blocks: tuple[Block, ...]) -> "BibFile":
        return replace(self, blocks=blocks, places=_places_of(blocks))

    def _refuse_key(self, key: str) -> None:
        refuse_bad_key(key)
        if key in self:
            raise RefdeskError(f"the key {key!r} is taken", remedy="choose another")

    def _blank_line_before(self) -> tuple[Block, ...]:
        tail = "".join(block.raw for block in self.blocks[-2:])
        if not tail or _ends_in_blank_line(tail):
            return ()
        ends_line = tail.endswith(("\n", "\r"))
        return (Block("text", self.newline if ends_line else self.newline * 2),)


def _takes_utf8(text: str) -> bool:
    """Whether new text goes in as UTF-8: True unless the file's letters are all in a one-byte encoding."""
    if text.isascii() or not _SURROGATE.search(text):
        return True
    return not _SURROGATE.sub("", text).isascii()


def _structure(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that mean something; two runs of free text may have become one."""
    return [block for block in blocks if block.kind != "text"]


def _macros_of(blocks: Sequence[Block]) -> Mapping[str, str]:
    """The @string macros by name in lower case, resolved; months stand for themselves."""
    known: dict[str, str] = {month: month for month in MONTHS}
    for block in blocks:
        if block.kind == "string":
            for field in dissect(block.raw, block.body, has_key=False).fields:
                known[field.name] = expanded(block.raw, field.pieces, known)
    return MappingProxyType(known)


def _places_of(blocks: Sequence[Block]) -> Mapping[str, tuple[int, ...]]:
    """For each key the places of the entries that bear it."""
    places: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        if block.kind == "entry":
            key = readable(key_of(block.raw, block.body))
            places.setdefault(key, []).append(place)
    return {key: tuple(found) for key, found in places.items()}


def readable(text: str) -> str:
    """The text with bytes that were no UTF-8 read as Windows-1252, as old files mostly are."""
    return text if text.isascii() or not _SURROGATE.search(text) else _SURROGATE.sub(_as_cp1252, text)


def _as_cp1252(match: re.Match[str]) -> str:
    byte = match[0].encode("ascii", "surrogateescape")
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252
        return "\ufffd"


def expanded(raw: str, pieces: Sequence[Piece], macros: Mapping[str, str]) -> str:
    """The text of a value: its pieces joined, macros replaced; an unknown macro gives its name."""
    if len(pieces) == 1 and pieces[0].kind != "macro":
        return raw[pieces[0].start : pieces[0].end]
    texts = (raw[piece.start : piece.end] for piece in pieces)
    known = (
        macros.get(text.lower(), text) if piece.kind == "macro" else text
        for piece, text in zip(pieces, texts, strict=True)
    )
    whole = "".join(known)
    return whole if len(pieces) == 1 else whole[: max(_LONGEST_MACRO, len(raw))]


def undefined_macros(entry: BibEntry) -> Iterator[str]:
    """Names used as macros that no @string defines."""
    for field in entry.anatomy.fields:
        for piece in field.pieces:
            name = entry.block.raw[piece.start : piece.end]
            if piece.kind == "macro" and name.lower() not in entry.macros:
                yield name


def first_of_each_name(fields: Sequence[FieldPlace]) -> Iterator[FieldPlace]:
    """The fields in order, of each name the first."""
    seen: set[str] = set()
    for field in fields:
        if field.name not in seen:
            seen.add(field.name)
            yield field


def refuse_utf16(data: bytes, where: str = "") -> None:
    """Raise RefdeskError for UTF-16 and UTF-32, known by their mark or by NULs around the first letters."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data[:4] == b"\0\0\xfe\xff" or _NUL_PADDED.match(data):
        raise RefdeskError(
            "is in UTF-16 or UTF-32, which no BibTeX program reads", where=where, remedy="convert it to UTF-8"
        )


_NUL_PADDED = re.compile(rb"(?:[\t\n\r -~]\0){4}|(?:\0[\t\n\r -~]){4}")


def refuse_bad_value(field: str, value: str) -> None:
    """Raise RefdeskError for a value that cannot stand in a BibTeX field."""
    if control := _CONTROL.search(value.replace("\r\n", "\n").replace("\r", "\n")):
        raise RefdeskError(f"the value of {field!r} holds the control character {control[0]!r}", remedy="leave it out")
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    if depth:
        raise RefdeskError(
            f"the braces in the value of {field!r} do not balance",
            remedy="write a single brace as {\\textbraceleft} or {\\textbraceright}",
        )


def refuse_bad_key(key: str) -> None:
    """Raise RefdeskError for a key that BibTeX, biber or the file of its annotation could not bear."""
    if not key or len(key) > _LONGEST_KEY:
        raise RefdeskError(f"a key has 1 to {_LONGEST_KEY} characters", remedy="choose another")
    if _BAD_IN_KEY.search(key) or not key.isprintable():
        raise RefdeskError(f"the key {key!r} holds a sign that no key may hold", remedy="use letters, digits, - _ : .")
    if key[0] in "./-" or key[-1] == "/" or ".." in key or "//" in key:
        raise RefdeskError(f"the key {key!r} looks like a path", remedy="use letters, digits, - _ : .")


def _checked_word(kind: str, word: str) -> str:
    if not _WORD.match(word):
        raise RefdeskError(f"{word!r} is no {kind}", remedy="use a letter, then letters and digits")
    return word


def _count_lines(raw: str) -> int:
    return raw.count("\n") if "\r" not in raw else len(_LINE_END.findall(raw))


def _says(raw: str, field: FieldPlace, value: str) -> bool:
    """Whether the field's value is this very text; a macro that is spelt like it says something else."""
    piece = field.pieces[0]
    return len(field.pieces) == 1 and piece.kind != "macro" and raw[piece.start : piece.end] == value


def _delimited(value: str, kind: str) -> str:
    """The value between delimiters of the kind that stood there, where these can hold it."""
    if kind == "number" and value.isascii() and value.isdigit():
        return value
    return f'"{value}"' if kind == "quoted" and '"' not in value else f"{{{value}}}"


def _addition(raw: str, anatomy: Anatomy, name: str, value: str, newline: str) -> tuple[int, str]:
    """Where a new field goes, and its text: a copy of the last field's habits."""
    if not anatomy.fields:
        has_comma = anatomy.fields_start > anatomy.key_end
        before, after = ("", ",") if has_comma else (",", "")
        return anatomy.fields_start, f"{before}{newline}  {name} = {{{value}}}{after}"
    last = anatomy.fields[-1]
    gap = raw[_end_before(anatomy, len(anatomy.fields) - 1) : last.start]
    if not _ONE_COMMA.match(gap):  # a comment stands there, or no comma
        gap = f",{newline}  "
    text = f"{_cased(raw, anatomy, name)}{_equals(raw, anatomy, name)}{_delimited(value, _delimiter_habit(anatomy))}"
    if last.has_comma:
        return last.end, gap[gap.index(",") + 1 :] + text + ","
    return last.value_end, gap + text


def _end_before(anatomy: Anatomy, index: int) -> int:
    """Where the value before field `index` ends, or the key."""
    return anatomy.fields[index - 1].value_end if index else anatomy.key_end


def _cased(raw: str, anatomy: Anatomy, name: str) -> str:
    names = [raw[field.start : field.name_end] for field in anatomy.fields]
    if all(known.isupper() for known in names):
        return name.upper()
    return name.capitalize() if all(known[0].isupper() for known in names) else name


def _equals(raw: str, anatomy: Anatomy, name: str) -> str:
    """The equals sign with its spaces; where the entry aligns its signs in a column, in that column."""
    signs = [raw[field.name_end : field.value_start] for field in anatomy.fields]
    columns = {
        len(sign.partition("=")[0]) + field.name_end - field.start
        for sign, field in zip(signs, anatomy.fields, strict=True)
    }
    before, _, after = signs[-1].partition("=")
    if len(columns) == 1 and len(set(signs)) > 1:
        before = " " * max(1, columns.pop() - len(name))
    return f"{before}={after}"


def _delimiter_habit(anatomy: Anatomy) -> str:
    kinds = [field.pieces[0].kind for field in anatomy.fields if field.pieces[0].kind in {"braced", "quoted"}]
    return kinds[-1] if kinds else "braced"


def _span_to_remove(raw: str, anatomy: Anatomy, index: int) -> tuple[int, int]:
    """What goes when field `index` goes: its text, its comma, and the white space before it."""
    field = anatomy.fields[index]
    before = _end_before(anatomy, index)
    is_last = index == len(anatomy.fields) - 1
    if is_last and not field.has_comma and _ONE_COMMA.match(raw[before : field.start]):
        return before, field.end
    gap_start = anatomy.fields[index - 1].end if index else anatomy.fields_start
    gap = raw[gap_start : field.start]
    # A comment between two fields stays; only the line of the field goes.
    kept = len(gap) - len(_after_comments(gap))
    return gap_start + kept, field.end


def _without(raw: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without some spans, which come in order and may overlap."""
    kept, cursor = [], 0
    for start, end in spans:
        kept.append(raw[cursor : max(cursor, start)])
        cursor = max(cursor, end)
    return "".join([*kept, raw[cursor:]])


def _after_comments(gap: str) -> str:
    tail = gap[gap.rindex("%") :] if "%" in gap else gap
    if tail is gap:
        return gap
    line_end = _LINE_END.search(tail)
    return tail[line_end.start() :] if line_end else ""


def _single_entry(raw: str) -> Block:
    """The entry that `raw` is. Raises RefdeskError where it would not be read back as one entry."""
    blocks = split(raw)
    if len(blocks) != 1 or blocks[0].kind != "entry":
        raise RefdeskError(
            "the entry would no longer be read as one entry", remedy="leave heads of entries out of values"
        )
    return blocks[0]


def _ends_in_blank_line(text: str) -> bool:
    return len(_LINE_END.findall(text[len(text.rstrip()) :])) > 1 or not text.strip()


def _without_line_end(text: str) -> str:
    match = _LINE_END.match(text.lstrip(" \t"))
    return text.lstrip(" \t")[match.end() :] if match else text


def _without_last_line_end(text: str) -> str:
    return text[: -len("\r\n")] if text.endswith("\r\n") else text[:-1]
