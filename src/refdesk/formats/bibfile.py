"""How is a library written as BibTeX? The bytes of a .bib file ↔ a BibFile that can be asked and edited.

In: bytes. Out: an immutable value whose `to_bytes` are the same bytes, whatever they were. An edit returns a new
BibFile in which one value, field, key or entry differs; every other byte stands (see docs/decisions/0001).
Values go in and out as they stand in the file, that is with their LaTeX; `refdesk.formats.biblatex` knows what
they mean. Raises RefdeskError for UTF-16, for values that would break the file, and for keys that are not there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from refdesk.formats.bibfile_blocks import BROKEN, COMMENTED, ENTRY, MARK, STRING, Block, Cuts, cut, split
from refdesk.formats.bibfile_editing import (
    expanded,
    new_entry,
    with_expression,
    with_key,
    with_type,
    with_value,
    without_field,
)
from refdesk.formats.bibfile_fields import Anatomy, FieldPlace, dissect
from refdesk.formats.bibfile_pages import KeyIndex, Pages, Place, SharedLine, entry_key, readable
from refdesk.formats.bibfile_proving import prove
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.problem import Problem

__all__ = [
    "MONTHS",
    "BibEntry",
    "BibFile",
    "first_of_each_name",
    "mark_length",
    "readable",
    "refuse_bad_key",
    "refuse_bad_value",
    "refuse_utf16",
    "undefined_macros",
]

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_:+.-]*\Z")
# BibTeX forbids these in keys; biber refuses the rest (biblatex manual 2.2.1 and btparse's lexer).
_BAD_IN_KEY = re.compile(r"[\s\"#%'(),={}\\~@]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SURROGATE = re.compile("[\udc80-\udcff]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE_END_IN_BYTES = re.compile(rb"\r\n|\n|\r")
_LONGEST_KEY = 200
_MOST_SHOWN_LINES = 8
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BibEntry:
    """One entry as it stands in the file; `line` is its first line, from 1, a SharedLine where it is not the first."""

    def __init__(self, block: Block, line: int, source: "_Source") -> None:
        """`source` is the file as read, whose macros the entry may use."""
        self.block = block
        self.line = line
        self._source = source

    def __repr__(self) -> str:
        return f"<BibEntry {self.key!r} at line {self.line}>"

    @property
    def macros(self) -> Mapping[str, str]:
        """The file's @strings by name in lower case."""
        return self._source.macros

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
        return entry_key(self.block)

    @property
    def anatomy(self) -> Anatomy:
        """Where key and fields stand in the block; made anew at each call, for it is larger than the entry."""
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


@dataclass(frozen=True, eq=False)
class _Source:
    """A file as read, and what is derived from it once for all its edited versions."""

    data: bytes
    start: int
    cuts: Cuts

    @cached_property
    def newline(self) -> str:
        """The line end that new lines get."""
        line_end = _LINE_END_IN_BYTES.search(self.data)
        return line_end[0].decode("ascii") if line_end else "\n"

    @cached_property
    def is_utf8(self) -> bool:
        """Whether new text goes in as UTF-8: True unless the file's letters are all in a one-byte encoding."""
        # Bytes that are no UTF-8 become lone surrogates (PEP 383) and turn back into the same bytes.
        return self.data.isascii() or _takes_utf8(self.data.decode("utf-8", "surrogateescape"))

    @cached_property
    def pages(self) -> Pages:
        """The blocks in pages."""
        return Pages.of(self.data, self.cuts)

    @cached_property
    def key_index(self) -> KeyIndex:
        """Where the keys stand."""
        return KeyIndex.of(self.pages)

    @cached_property
    def macros(self) -> Mapping[str, str]:
        """The @string macros by name in lower case, resolved; months stand for themselves."""
        known: dict[str, str] = {month: month for month in MONTHS}
        for block in self.pages.blocks_of_kind(STRING):
            for field in dissect(block.raw, block.body, has_key=False).fields:
                known[field.name] = expanded(block.raw, field.pieces, known)
        return MappingProxyType(known)


@dataclass(frozen=True, eq=False)
class BibFile:
    """A .bib file: what was read, its blocks in pages as they are now, and `edited_keys`, where keys stand now.

    `edited_keys` is None until an edit moves a key.
    """

    source: _Source
    pages: Pages
    edited_keys: KeyIndex | None = None

    @classmethod
    def parse(cls, data: bytes, where: str = "") -> "BibFile":
        """Read the bytes of a .bib file; `where` names it in errors. Raises RefdeskError for UTF-16 alone."""
        refuse_utf16(data, where)
        return cls.with_cuts(data, cut(data, mark_length(data)))

    @classmethod
    def with_cuts(cls, data: bytes, cuts: Cuts) -> "BibFile":
        """The file whose blocks are known to begin at `cuts`, as `cut` once found them for the same bytes."""
        source = _Source(data, mark_length(data), cuts)
        return cls(source, source.pages)

    @property
    def mark(self) -> str:
        """The byte order mark that the file begins with, or nothing."""
        return "\ufeff" if self.source.start else ""

    @property
    def newline(self) -> str:
        """The file's line end."""
        return self.source.newline

    @property
    def macros(self) -> Mapping[str, str]:
        """The @string macros by name in lower case, resolved; months stand for themselves."""
        return self.source.macros

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in file order; joined, their texts are the file's."""
        return tuple(self.pages.blocks())

    @property
    def places(self) -> KeyIndex:
        """For each key the pages where it stands, a page as often as the key stands on it."""
        return self.source.key_index if self.edited_keys is None else self.edited_keys

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        if self.pages is self.source.pages:
            return self.source.data
        return self.pages.data(self.source.data[: self.source.start])

    def proved_bytes(self) -> bytes:
        """As `to_bytes`, after a proof that they are read as the blocks are here (see `bibfile_proving`).

        Raises RefdeskError where they would be read otherwise: in a file with unclosed blocks, taking an entry out
        can open the one before it.
        """
        data = self.to_bytes()
        prove(self.pages, data, self.source.start, is_local=self.source.cuts.is_local)
        return data

    @cached_property
    def entries(self) -> tuple[BibEntry, ...]:
        """All sound entries in file order, those with a key that came before among them."""
        found, before, rank = [], 0, 0
        for block, line in self.pages.with_lines({ENTRY}):
            rank = rank + 1 if line == before else 0
            before = line
            found.append(BibEntry(block, SharedLine(line, rank) if rank else line, self.source))
        return tuple(found)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and bool(self.places[key])

    def entry(self, key: str, line: int | None = None) -> BibEntry:
        """The entry with this key, and at this line where the key stands twice.

        Raises RefdeskError (exit code 3) where there is none, and (2) where there are several and no line is given.
        """
        place = self._find(key, line)
        return BibEntry(self.pages.block(place), self.pages.entry_line(place), self.source)

    def fields(self, key: str, line: int | None = None) -> Mapping[str, str]:
        """The fields of the entry with this key, as `BibEntry.fields`, without counting the lines before it."""
        return BibEntry(self.pages.block(self._find(key, line)), 0, self.source).fields

    def _find(self, key: str, line: int | None) -> Place:
        """The place of the entry's block."""
        numbers = dict.fromkeys(self.places[key])
        if not numbers:
            raise unknown("entry", key)
        found = (
            Place(number, at)
            for number in numbers
            for at, known in enumerate(self.pages.row[number].keys)
            if known == key
        )
        places = list(found)
        if len(places) == 1:  # the line is then not needed, and may have moved by an edit above it
            return places[0]
        place = next((place for place in places if self.pages.entry_line(place) == line), None) if line else None
        if place is None:
            lines = ", ".join(str(self.pages.line(place)) for place in places[:_MOST_SHOWN_LINES])
            raise RefdeskError(f"{key!r} stands on lines {lines}", remedy="give one of them another key first")
        return place

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file, in order of lines: broken blocks, keys given twice, unreadable fields."""
        entries = iter(self.entries)
        first_lines: dict[str, int] = {}
        return tuple(
            problem
            for block, line in self.pages.with_lines({ENTRY, BROKEN, COMMENTED})
            for problem in _problems_of(block, line, entries, first_lines)
        )

    # -- edits -----------------------------------------------------------------------------------------------------

    def set(self, key: str, field: str, value: str, *, line: int | None = None, raw: bool = False) -> "BibFile":
        """Give `field` of the entry `key` this value, written as it is to stand in the file, without delimiters.

        A value that says the same already, be it by a macro of the file, is not touched; a new field follows the
        entry's own habits of indent, alignment, delimiters and commas. With `raw`, the value comes with delimiters,
        macros and `#`, as in `jan` or `{a } # b`. Raises RefdeskError for a value that would break the file.
        """
        refuse_bad_value(field, value)
        place = self._find(key, line)
        name = _checked_word("field name", field).lower()
        written = self.inscribed(value)
        entry = self.pages.block(place)
        if raw:
            changed = _single_entry(with_expression(entry, name, written, self.newline))
            _refuse_other_fields(entry, changed, name, written)
            return self._with_entry(place, changed)
        text = with_value(entry, name, written, self.newline, self.macros)
        _refuse_misreading(entry, text, name, is_there=True)
        return self._with_text(place, text)

    def unset(self, key: str, field: str, *, line: int | None = None) -> "BibFile":
        """Take `field` out of the entry `key`, with its comma and its line. Nothing happens where it has none."""
        place = self._find(key, line)
        entry, name = self.pages.block(place), field.lower()
        text = without_field(entry, name)
        _refuse_misreading(entry, text, name, is_there=False)
        return self._with_text(place, text)

    def retype(self, key: str, new_type: str, *, line: int | None = None) -> "BibFile":
        """Give the entry `key` another type."""
        place = self._find(key, line)
        return self._with_text(place, with_type(self.pages.block(place), _checked_word("entry type", new_type)))

    def rename(self, old: str, new: str, *, line: int | None = None) -> "BibFile":
        """Give the entry `old` the key `new`; what refers to it elsewhere is not touched.

        Raises RefdeskError where `new` is taken or no key that BibTeX, biber and a file system can bear.
        """
        place = self._find(old, line)
        if old == new:
            return self
        self._refuse_key(new)
        renamed = _single_entry(with_key(self.pages.block(place), self.inscribed(new)))
        keys = self.places.without(old, place.page).having(new, place.page)
        return replace(self._with_entry(place, renamed), edited_keys=keys)

    def add(self, entry_type: str, key: str, fields: Mapping[str, str]) -> "BibFile":
        """Write a new entry at the end of the file, one field a line, a blank line before it.

        Raises RefdeskError where the key is taken or bad, or a value would break the file.
        """
        self._refuse_key(key)
        _checked_word("entry type", entry_type)
        for name, value in fields.items():
            refuse_bad_value(_checked_word("field name", name), value)
        return self._appended(_single_entry(self.inscribed(new_entry(entry_type, key, fields))))

    def paste(self, raw: str, key: str | None = None) -> "BibFile":
        """Write the text of an entry at the end of the file as it is, a blank line before it; under `key`, if given.

        Line ends become the file's. Raises RefdeskError where the text is not one entry, or its key is taken or bad.
        """
        _refuse_control("the text of the entry", raw)
        entry = _single_entry(self.inscribed(raw.strip()))
        if key is not None and key != entry_key(entry):
            entry = _single_entry(with_key(entry, self.inscribed(key)))
        self._refuse_key(entry_key(entry))
        return self._appended(entry)

    def move(
        self, key: str, *, before: str | None = None, after: str | None = None, line: int | None = None
    ) -> "BibFile":
        """Put the entry `key` in front of the entry `before`, or behind the entry `after`, or at the end of the file.

        The entry's text stays as it is; blank lines go as in `remove` and `add`.
        """
        goal = before if before is not None else after
        entry = self.pages.block(self._find(key, line))
        if goal == key:
            return self
        rest = self.remove(key, line=line)
        if goal is None:
            return rest._appended(entry)  # noqa: SLF001 - a BibFile like this one
        at = rest._find(goal, None)  # noqa: SLF001 - the same
        gap = Block("text", self.newline * 2)
        moved = (gap, entry) if before is None else (entry, gap)
        place = Place(at.page, at.at + (before is None))
        keys = rest.places.having(entry_key(entry), place.page)
        return replace(rest, pages=rest.pages.spliced(place, place.at, *moved), edited_keys=keys)

    def remove(self, key: str, *, line: int | None = None) -> "BibFile":
        """Take the entry `key` out, with the end of its line and one blank line beside it."""
        place = self._find(key, line)
        pages, stop, rest = self.pages, place.at + 1, ""
        blocks = pages.row[place.page].blocks
        if stop < len(blocks) and blocks[stop].kind == "text":
            rest, stop = _without_line_end(blocks[stop].raw), stop + 1
        left = _text(rest)
        before = pages.before(place)
        if before is None:
            left = _text(_without_blank_line(rest))
        elif _is_blank_line_too_many(pages.block(before), rest, at_end=pages.last() == place._replace(at=stop - 1)):
            shorter = _text(_without_last_line_end(pages.block(before).raw))
            if before.page == place.page:
                place, left = before, shorter + left
            else:
                pages = pages.spliced(before, before.at + 1, *shorter)
        return replace(self, pages=pages.spliced(place, stop, *left), edited_keys=self.places.without(key, place.page))

    def inscribed(self, value: str) -> str:
        """The text in the file's encoding and with its line ends.

        Raises RefdeskError for letters that a one-byte file cannot hold.
        """
        value = _LINE_END.sub(self.newline, value)
        if value.isascii() or self.source.is_utf8:
            return value
        try:
            return value.encode("cp1252").decode("ascii", "surrogateescape")
        except UnicodeEncodeError as error:
            letter = value[error.start]
            raise RefdeskError(
                f"the file is not in UTF-8 and cannot hold {letter!r}",
                remedy="write it in LaTeX, or convert the file to UTF-8",
            ) from None

    def _with_text(self, place: Place, raw: str) -> "BibFile":
        """The file with another text for the entry at `place`, whose key is the same."""
        return self if raw == self.pages.block(place).raw else self._with_entry(place, _single_entry(raw))

    def _with_entry(self, place: Place, entry: Block) -> "BibFile":
        return replace(self, pages=self.pages.spliced(place, place.at + 1, entry))

    def _appended(self, entry: Block) -> "BibFile":
        """The file with the entry at its end, behind a blank line."""
        blank_line = _text(self._line_ends_before_an_addition())
        pages, number = self.pages.appended(*blank_line, entry, Block("text", self.newline))
        return replace(self, pages=pages, edited_keys=self.places.having(entry_key(entry), number))

    def _line_ends_before_an_addition(self) -> str:
        last = self.pages.last()
        before = self.pages.before(last) if last else None
        tail = "".join(self.pages.block(place).raw for place in (before, last) if place)
        if not tail or _ends_in_blank_line(tail):
            return ""
        return self.newline if tail.endswith(("\n", "\r")) else self.newline * 2

    def _refuse_key(self, key: str) -> None:
        refuse_bad_key(key)
        if key in self:
            raise RefdeskError(f"the key {key!r} is taken", remedy="choose another")


def mark_length(data: bytes) -> int:
    """How many bytes a byte order mark takes up."""
    return len(MARK) if data.startswith(MARK) else 0


def _problems_of(
    block: Block, line: int, entries: Iterator[BibEntry], first_lines: dict[str, int]
) -> Iterator[Problem]:
    """The problems of one block; `entries` gives the entries in the order of their blocks."""
    match block.kind:
        case "broken":
            yield Problem("broken-block", f"Line {line}: @{block.type} is opened here and never closed.")
        case "commented" if block.type != "comment":
            yield Problem("commented-entry", f"Line {line}: biber skips this @{block.type}, for a % stands before it.")
        case "entry":
            entry = next(entries)
            yield from _problems_of_entry(entry, first_lines.setdefault(entry.key, entry.line))


def _problems_of_entry(entry: BibEntry, first_line: int) -> Iterator[Problem]:
    if not entry.key:
        yield Problem("no-key", f"Line {entry.line}: this @{entry.type} has no key.")
    elif first_line != entry.line:
        yield Problem("duplicate-key", f"Line {entry.line}: the key {entry.key!r} stands on line {first_line} already.")
    anatomy = entry.anatomy
    for fault in anatomy.faults:
        yield Problem("unreadable-field", f"Line {entry.line}: in {entry.key!r}, {fault}.")
    for name in _repeated(field.name for field in anatomy.fields):
        yield Problem("duplicate-field", f"Line {entry.line}: {entry.key!r} has the field {name!r} more than once.")
    for macro in dict.fromkeys(_undefined(entry.block.raw, anatomy, entry.macros)):
        yield Problem("undefined-macro", f"Line {entry.line}: in {entry.key!r}, no @string defines {macro!r}.")


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _refuse_other_fields(before: Block, after: Block, name: str, expression: str) -> None:
    """Raise RefdeskError unless `after` has the expression as the value of `name`, and else what `before` has."""
    values, faults = _values_of(before)
    new_values, new_faults = _values_of(after)
    if (new_values, len(new_faults)) != ({**values, name: expression}, len(faults)):
        raise RefdeskError(
            f"{expression!r} is no value of a field",
            remedy='write {text}, "text", a number or a macro, or several of them joined by #',
        )


def _refuse_misreading(before: Block, after: str, name: str, *, is_there: bool) -> None:
    """Raise RefdeskError where the edit of `name` changes what else is read of an entry that has unreadable parts."""
    values, faults = _values_of(before)
    if not faults or after == before.raw:
        return
    new_values, _ = _values_of(_single_entry(after))
    is_said = (name in new_values) == is_there
    if not is_said or {**new_values, name: ""} != {**values, name: ""}:
        raise RefdeskError(
            f"the entry has parts that cannot be read, and {name!r} would be mixed up with them",
            remedy="mend the entry in an editor first; refdesk lint names the place",
        )


def _values_of(entry: Block) -> tuple[dict[str, str], tuple[str, ...]]:
    """The values by name, with delimiters, and the faults."""
    anatomy = dissect(entry.raw, entry.body)
    found = {field.name: entry.raw[field.value_start : field.value_end] for field in first_of_each_name(anatomy.fields)}
    return found, anatomy.faults


def _text(raw: str) -> tuple[Block, ...]:
    return (Block("text", raw),) if raw else ()


def _is_blank_line_too_many(before: Block, rest: str, *, at_end: bool) -> bool:
    """Whether a blank line stands both before and behind an entry that was taken out, or the end of the file does."""
    is_open = bool(_LINE_END.match(rest)) or (at_end and not rest)
    return is_open and before.kind == "text" and _ends_in_blank_line(before.raw)


def _takes_utf8(text: str) -> bool:
    """Whether new text goes in as UTF-8: True unless the file's letters are all in a one-byte encoding."""
    if text.isascii() or not _SURROGATE.search(text):
        return True
    return not _SURROGATE.sub("", text).isascii()


def undefined_macros(entry: BibEntry) -> Iterator[str]:
    """Names used as macros that no @string defines."""
    return _undefined(entry.block.raw, entry.anatomy, entry.macros)


def _undefined(raw: str, anatomy: Anatomy, macros: Mapping[str, str]) -> Iterator[str]:
    for field in anatomy.fields:
        for piece in field.pieces:
            name = raw[piece.start : piece.end]
            if piece.kind == "macro" and name.lower() not in macros:
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
    _refuse_control(f"the value of {field!r}", value)
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


def _refuse_control(what: str, text: str) -> None:
    if control := _CONTROL.search(text.replace("\r\n", "\n").replace("\r", "\n")):
        raise RefdeskError(f"{what} holds the control character {control[0]!r}", remedy="leave it out")


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


def _single_entry(raw: str) -> Block:
    """The entry that the text `raw` is. Raises RefdeskError where it would not be read back as one entry."""
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


def _without_blank_line(text: str) -> str:
    """The text that now begins the file, without the blank line that parted it from the entry before."""
    line_end = _LINE_END.match(text)
    return text[line_end.end() :] if line_end else text


def _without_last_line_end(text: str) -> str:
    return text[: -len("\r\n")] if text.endswith("\r\n") else text[:-1]
