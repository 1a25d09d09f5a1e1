"""What stands where inside one BibTeX entry? The block's text → places of key, names and values.

In: an entry's (or @string's) text. Out: an Anatomy of places in that text, so that an edit can splice one value and
touch nothing else. What cannot be read is named as a fault and skipped up to the next field; nothing is raised.
"""

import re
from typing import Literal, NamedTuple

PieceKind = Literal["braced", "quoted", "number", "macro"]

# BibTeX: a name is anything but space and these signs, and does not begin with a digit.
_NAME = re.compile(r"[^\s@{}(),=\"#%'\\~]+")
_GAPS = re.compile(r"(?:\s++|,|%[^\r\n]*+)*+")
_GAP = re.compile(r"(?:\s+|%[^\r\n]*)*")
_EQUALS = re.compile(r"\s*=\s*")
_NUMBER = re.compile(r"\d+(?![^\s,#})])")
_NEXT_FIELD = re.compile(r",\s*(?=[A-Za-z][^\s@{}(),=\"#%'\\~]*\s*=)")
# A key may hold `=`; what is surely a first field is not taken for one.
_NO_KEY = re.compile(r"\s*(?:[A-Za-z]\w*(?:\s*=\s*[{\"]|\s+=\s)|(?:year|month|day|volume|number)\s*=)", re.IGNORECASE)
# No key holds a space and then what is surely a field: its comma was left out.
_KEY_WITHOUT_COMMA = re.compile(r"\s*([^\s,{}()\"=#%@]+)\s+(?=[A-Za-z][\w:+.-]*\s*=\s*[{\"])")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")
_BRACE = re.compile(r"[{}]")
# Each fault may cost a look at the whole entry; so many are no hand-made entry.
_MOST_FAULTS = 20


def _nested(plain: str) -> str:
    """A regular expression for text of the class `plain` with balanced braces in it, six deep."""
    inside = plain
    for _ in range(6):
        inside = plain + r"(?:\{" + inside + r"\}" + plain + r")*+"
    return inside


# The common case at one stroke: `name = {text},`, or with a quoted text, a number or a macro, or at the very end.
_PLAIN_FIELD = re.compile(
    r"([A-Za-z][\w:+.-]*+)\s*+=\s*+"
    rf"(?:\{{({_nested('[^{}]*+')})\}}|\"([^\"{{}}]*+)\"|([0-9]++)|([A-Za-z][\w:+.-]*+))"
    r"(?:,|(?=\s*+\Z))",
    re.ASCII,
)
# What each of its groups from the second on holds.
_KINDS: tuple[PieceKind, ...] = ("braced", "quoted", "number", "macro")


class Piece(NamedTuple):
    """One part of a value (`#` joins several): what it is, and where its text stands without delimiters."""

    kind: PieceKind
    start: int
    end: int


class FieldPlace(NamedTuple):
    """Where a field stands: its name, its value with delimiters, and `end` behind its comma, if it has one."""

    name: str
    start: int
    name_end: int
    value_start: int
    value_end: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def has_comma(self) -> bool:
        """Whether a comma follows the value."""
        return self.end > self.value_end


class Anatomy(NamedTuple):
    """Where an entry's key and fields stand; `close` is the place of its closing brace or parenthesis.

    `key_end` is behind the key; `fields_start` behind the comma that follows it.
    """

    key_start: int
    key_end: int
    fields_start: int
    close: int
    fields: tuple[FieldPlace, ...]
    faults: tuple[str, ...] = ()


def dissect(raw: str, body: int, *, has_key: bool = True) -> Anatomy:
    """The anatomy of the block `raw`, whose opening brace or parenthesis stands before `body`.

    An @string has no key: pass has_key=False.
    """
    close = len(raw) - 1
    start, end, after = _key(raw, body, close) if has_key else (body, body, body)
    fields, faults = _fields(raw, after, close)
    if end < after and "," not in raw[end:after] and fields:
        faults.insert(0, "no comma behind the key")
    return Anatomy(start, end, after, close, tuple(fields), tuple(faults))


def key_of(raw: str, body: int) -> str:
    """The key alone, without looking at the fields."""
    start, end, _ = _key(raw, body, len(raw) - 1)
    return raw[start:end]


def _key(raw: str, body: int, close: int) -> tuple[int, int, int]:
    """Start and end of the key, and the place behind its comma."""
    if _NO_KEY.match(raw, body, close + 1):
        return body, body, body
    if alone := _KEY_WITHOUT_COMMA.match(raw, body, close):
        return *alone.span(1), alone.end()
    comma = raw.find(",", body, close)
    stop = comma if comma >= 0 else close
    text = raw[body:stop]
    start = body + len(text) - len(text.lstrip())
    return start, max(start, body + len(text.rstrip())), stop + 1 if comma >= 0 else close


def _fields(raw: str, place: int, close: int) -> tuple[list[FieldPlace], list[str]]:
    fields: list[FieldPlace] = []
    faults: list[str] = []
    while (place := _behind_gap(raw, place, close)) < close and len(faults) < _MOST_FAULTS:
        field = _field(raw, place, close)
        if field is None:
            faults.append(f"cannot read the text at {raw[place : place + 20]!r}")
            following = _NEXT_FIELD.search(raw, place, close)
            if following is None:
                break
            place = following.end()
            continue
        fields.append(field)
        place = field.end
        if not field.has_comma and _behind_gap(raw, place, close) < close:
            faults.append(f"no comma behind the field {field.name!r}")
    return fields, faults


def _behind_gap(raw: str, place: int, close: int) -> int:
    """The place behind spaces, comments and stray commas."""
    gap = _GAPS.match(raw, place, close)
    return gap.end() if gap else place


def _behind_space(raw: str, place: int, close: int) -> int:
    """The place behind spaces and comments."""
    gap = _GAP.match(raw, place, close)
    return gap.end() if gap else place


def _field(raw: str, start: int, close: int) -> FieldPlace | None:
    if plain := _PLAIN_FIELD.match(raw, start, close):
        return _plain_field(plain)
    name = _NAME.match(raw, start, close)
    equals = _EQUALS.match(raw, name.end(), close) if name else None
    if name is None or equals is None:
        return None
    pieces = _pieces(raw, equals.end(), close)
    if not pieces:
        return None
    last = pieces[-1]
    value_end = last.end + (last.kind in {"braced", "quoted"})
    comma = _behind_space(raw, value_end, close)
    end = comma + 1 if comma < close and raw[comma] == "," else value_end
    return FieldPlace(name[0].lower(), start, name.end(), equals.end(), value_end, end, tuple(pieces))


def _plain_field(match: re.Match[str]) -> FieldPlace:
    group = match.lastindex or 0
    kind = _KINDS[group - 2]
    start, end = match.span(group)
    delimiter = 1 if kind in {"braced", "quoted"} else 0
    name = match[1].lower()
    places = (match.start(), match.end(1), start - delimiter, end + delimiter, match.end())
    return FieldPlace(name, *places, (Piece(kind, start, end),))


def _pieces(raw: str, place: int, close: int) -> list[Piece]:
    """The parts of the value at `place`, joined by `#`; none where there is no value."""
    pieces: list[Piece] = []
    while piece := _piece(raw, place, close):
        pieces.append(piece)
        place = piece.end + (piece.kind in {"braced", "quoted"})
        place = _behind_space(raw, place, close)
        if place >= close or raw[place] != "#":
            break
        place = _behind_space(raw, place + 1, close)
    return pieces


def _piece(raw: str, place: int, close: int) -> Piece | None:
    if place >= close:
        return None
    if raw[place] == "{":
        end = _closing_brace(raw, place, close)
        return None if end is None else Piece("braced", place + 1, end)
    if raw[place] == '"':
        end = _closing_quote(raw, place, close)
        return None if end is None else Piece("quoted", place + 1, end)
    if number := _NUMBER.match(raw, place, close):
        return Piece("number", place, number.end())
    macro = _NAME.match(raw, place, close)
    return Piece("macro", place, macro.end()) if macro else None


def _closing_brace(raw: str, place: int, close: int) -> int | None:
    depth = 0
    for match in _BRACE.finditer(raw, place, close):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return None


def _closing_quote(raw: str, place: int, close: int) -> int | None:
    """The next quote outside braces: BibTeX lets a quote in braces stand."""
    depth = 0
    for match in _BRACE_OR_QUOTE.finditer(raw, place + 1, close):
        if match[0] == '"':
            if depth == 0:
                return match.start()
        else:
            depth += 1 if match[0] == "{" else -1
    return None
