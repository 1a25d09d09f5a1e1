"""What does an entry's text become when one thing in it changes? The entry's block → its new text.

In: an entry, and what is to change, in the file's encoding and with its line ends. Out: the entry's text, in which
nothing else differs. What is new copies the entry's habits: indent, aligned equals signs, delimiters, capitals, the
last comma.
"""

import re
from collections.abc import Mapping, Sequence

from refdesk.formats.bibfile_blocks import Block
from refdesk.formats.bibfile_fields import Anatomy, FieldPlace, Piece, dissect

_ONE_COMMA = re.compile(r"\s*,\s*\Z")
_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"[ \t]*%")
_COMMENT_TO_LINE_END = re.compile(r"[ \t]*%[^\r\n]*(?=[\r\n])")
_TYPE = re.compile(r"@\s*([^\s@{}(),=\"#%'\\~]+)")
# A macro that doubles the one before it would reach any size: `@string{b = a # a}`.
_LONGEST_MACRO = 100_000


def with_value(entry: Block, name: str, value: str, newline: str, macros: Mapping[str, str]) -> str:
    """The entry where the field `name` says `value`; as it is where it says so already."""
    raw, anatomy = entry.raw, dissect(entry.raw, entry.body)
    old = next((known for known in anatomy.fields if known.name == name), None)
    if old is None:
        written = _delimited(value, _delimiter_habit(anatomy) if anatomy.fields else "braced")
        return _with_addition(raw, anatomy, name, written, newline)
    if _says(raw, old, value, macros):
        return raw
    written = _delimited(value, old.pieces[0].kind if len(old.pieces) == 1 else "braced")
    return raw[: old.value_start] + written + raw[old.value_end :]


def with_expression(entry: Block, name: str, expression: str, newline: str) -> str:
    """The entry where the field `name` has this value, written as it is: with delimiters, macros and `#`."""
    raw, anatomy = entry.raw, dissect(entry.raw, entry.body)
    old = next((known for known in anatomy.fields if known.name == name), None)
    if old is None:
        return _with_addition(raw, anatomy, name, expression, newline)
    return raw[: old.value_start] + expression + raw[old.value_end :]


def without_field(entry: Block, name: str) -> str:
    """The entry without the field, its comma and its line; a field given twice goes twice, or the second speaks up."""
    raw, anatomy = entry.raw, dissect(entry.raw, entry.body)
    indexes = [index for index, known in enumerate(anatomy.fields) if known.name == name]
    return _without(raw, [_span_to_remove(raw, anatomy, index) for index in indexes])


def with_key(entry: Block, key: str) -> str:
    """The entry under another key."""
    raw, anatomy = entry.raw, dissect(entry.raw, entry.body)
    # An entry without a key has no comma behind the place of its key either.
    comma = "," if anatomy.fields_start == anatomy.key_start and anatomy.fields else ""
    return raw[: anatomy.key_start] + key + comma + raw[anatomy.key_end :]


def with_type(entry: Block, new_type: str) -> str:
    """The entry under another type."""
    match = _TYPE.match(entry.raw)
    start, end = match.span(1) if match else (1, 1)
    return entry.raw[:start] + new_type + entry.raw[end:]


def new_entry(entry_type: str, key: str, fields: Mapping[str, str]) -> str:
    """The text of a new entry, one field a line."""
    lines = [f"  {name.lower()} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{entry_type}{{{key},", *lines, "}"])


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


def _says(raw: str, field: FieldPlace, value: str, macros: Mapping[str, str]) -> bool:
    """Whether the field's value is this very text, perhaps by way of macros that the file defines.

    A macro that stands for nothing but its own name, as a month does, says something else than that name.
    """
    names = [raw[piece.start : piece.end].lower() for piece in field.pieces if piece.kind == "macro"]
    if any(macros.get(name, name) == name for name in names):
        return False
    return expanded(raw, field.pieces, macros) == value


def _delimited(value: str, kind: str) -> str:
    """The value between delimiters of the kind that stood there, where these can hold it."""
    if kind == "number" and value.isascii() and value.isdigit():
        return value
    return f'"{value}"' if kind == "quoted" and '"' not in value else f"{{{value}}}"


def _with_addition(raw: str, anatomy: Anatomy, name: str, written: str, newline: str) -> str:
    """The entry with a new field behind its last."""
    at, addition = _addition(raw, anatomy, name, written, newline)
    return raw[:at] + addition + raw[at:]


def _addition(raw: str, anatomy: Anatomy, name: str, written: str, newline: str) -> tuple[int, str]:
    """Where a new field goes, and its text: a copy of the last field's habits."""
    if not anatomy.fields and "," not in raw[anatomy.key_end : anatomy.fields_start]:
        return anatomy.key_end, f",{newline}  {name} = {written}"
    end = anatomy.fields[-1].end if anatomy.fields else anatomy.fields_start
    comment = _COMMENT_TO_LINE_END.match(raw, end, anatomy.close)
    has_comma = not anatomy.fields or anatomy.fields[-1].has_comma
    if has_comma and not comment and _COMMENT.match(raw, end, anatomy.close):
        return end, f" {name} = {written},"  # behind the comment, which has no end, the field would be a part of it
    if not anatomy.fields:
        return comment.end() if comment else end, f"{newline}  {name} = {written},"
    last = anatomy.fields[-1]
    gap = raw[_end_before(anatomy, len(anatomy.fields) - 1) : last.start]
    if not _ONE_COMMA.match(gap):  # a comment stands there, or no comma
        gap = f",{newline}{_indent(gap)}"
    text = f"{_cased(raw, anatomy, name)}{_equals(raw, anatomy, name)}{written}"
    if comment and last.has_comma:  # it speaks of the last field, and stays with it
        return comment.end(), f"{newline}{_indent(gap)}{text},"
    if last.has_comma:
        return last.end, gap[gap.index(",") + 1 :] + text + ","
    return last.value_end, gap + text


def _indent(gap: str) -> str:
    """The blanks before a field that has a line of its own; two where it has none."""
    line_ends = list(_LINE_END.finditer(gap))
    blanks = gap[line_ends[-1].end() :] if line_ends else ""
    return blanks if line_ends and not blanks.strip() else "  "


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
    # A comment between two fields stays, each on its line; only the field goes, and its line where it has it alone.
    if _COMMENT.match(raw, field.end) and _LINE_END.search(gap):
        return field.start, field.end + len(raw[field.end :]) - len(raw[field.end :].lstrip(" \t"))
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
    if "%" not in gap:
        return gap
    tail = gap[gap.rindex("%") :]
    line_end = _LINE_END.search(tail)
    return tail[line_end.start() :] if line_end else ""
