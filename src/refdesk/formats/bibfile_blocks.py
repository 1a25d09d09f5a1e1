"""Where do the entries of a BibTeX file begin and end? Bytes → blocks whose texts, joined, are the bytes again.

In: any bytes. Out: blocks in file order: entries, @string, @preamble, @comment, the free text between them, and
broken blocks, which open and never close. The time is linear in the number of bytes, whatever they are.

The rules are those of BibTeX 0.99d and biber (btparse), where they differ biber's: a `%` in free text comments out
the rest of its line, and @comment swallows its balanced braces. All signs of the grammar are ASCII, so that bytes
can be cut without knowing their encoding.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from refdesk.formats.bibfile_fields import dissect

Kind = Literal["text", "entry", "string", "preamble", "comment", "broken", "commented"]

KINDS: tuple[Kind, ...] = ("text", "entry", "string", "preamble", "comment", "broken", "commented")
TEXT, ENTRY, STRING, PREAMBLE, COMMENT, BROKEN, COMMENTED = range(len(KINDS))
_NAMED = {b"string": STRING, b"preamble": PREAMBLE, b"comment": COMMENT}

MARK = b"\xef\xbb\xbf"
_TYPE = rb"[^\s@{}(),=\"#%'\\~]++"
# `@`, a type, an opening brace or parenthesis; BibTeX allows space and line ends between the three.
_HEAD = re.compile(rb"@\s*+(" + _TYPE + rb")\s*+([{(])")
# The same as the first on its line. More than 200 blanks are not looked through.
_LINE_HEAD = re.compile(rb"[\r\n][ \t]{0,199}+(@)\s*+" + _TYPE + rb"\s*+[{(]")
# What hardly stands anywhere but at the head of an entry: `@type{key, name =`.
_SURE_HEAD = re.compile(rb"@" + _TYPE + rb"\s*+[{(]\s*+[^\s@{}(),\"#%]*+\s*+,\s*+[A-Za-z][\w:+.-]*+\s*+=")
_BRACE = re.compile(rb"[{}]")
_IN_PARENTHESES = re.compile(rb"[{}\")]")
_LINE_END = re.compile(rb"[\r\n]")
# So many sure heads at line starts inside one open block mean that it was never closed: an abstract may quote one
# or two entries, hardly three.
_HEADS_OF_AN_UNCLOSED_BLOCK = 3
# Deeper nesting is counted, not remembered: 4 million open braces are an attack, and cost 32 MB.
_DEEPEST = 4_000_000
# The end of a block is first looked for so near its beginning, whatever stands there: most blocks are shorter, and
# one that is never closed costs little.
_NEAR = 16 * 1024
_SMALL_COST = 1_000_000


def _nested(plain: bytes) -> bytes:
    """A regular expression for balanced braces, eight deep, around text of the class `plain`."""
    inside = plain
    for _ in range(7):
        inside = plain + rb"(?:\{" + inside + rb"\}" + plain + rb")*+"
    return rb"\{" + inside + rb"\}"


# Nearly every entry of nearly every file, with the free text before it: no second `@` in it that might be a head.
_PLAIN_BLOCK = re.compile(rb"[^@%]*+@([A-Za-z]++)\s*+" + _nested(rb"[^{}@]*+"))
_BALANCED = re.compile(_nested(rb"[^{}]*+"))


class Block(NamedTuple):
    """A piece of the file. `raw` is its text; for all but free text, `type` is the word behind `@` in lower case.

    `body` is where the text behind the opening brace or parenthesis begins in `raw`. The kind "commented" is a
    line of free text where a `%` stands before an entry's head. Bytes that are no UTF-8 are lone surrogates in
    `raw` (PEP 383) and turn back into the same bytes.
    """

    kind: Kind
    raw: str
    type: str = ""
    body: int = 0


class Cuts(NamedTuple):
    """Where a file is cut: `bounds` are the places where blocks begin, and the end of the last one.

    `kinds` holds a number for each block, its index in KINDS. `is_local` says that each block was found from the
    bytes around it alone, which a proof of an edit relies on.
    """

    bounds: "array[int]"
    kinds: bytes
    is_local: bool


def split(text: str) -> tuple[Block, ...]:
    """Cut `text` into blocks. Joining their `raw` gives `text`."""
    data = text.encode("utf-8", "surrogateescape")
    cuts = cut(data)
    return tuple(block_at(data, cuts, at) for at in range(len(cuts.kinds)))


def cut(data: bytes, start: int = 0) -> Cuts:
    """Where the blocks of a file begin, looked for from `start` on."""
    reader = Reader(data, start)
    bounds, kinds = array("q", [start]), bytearray()
    for kind, stop in reader.blocks(start):
        kinds.append(kind)
        bounds.append(stop)
    return Cuts(bounds, bytes(kinds), reader.is_local)


def block_at(data: bytes, cuts: Cuts, at: int) -> Block:
    """The block number `at`, as text."""
    start, stop, kind = cuts.bounds[at], cuts.bounds[at + 1], cuts.kinds[at]
    raw = data[start:stop].decode("utf-8", "surrogateescape")
    # A line that is commented out may end between its head's type and brace.
    head = _next_head(data, start, len(data) if kind == COMMENTED else stop) if kind else None
    if head is None:
        return Block("text", raw)
    name = head[1].decode("utf-8", "surrogateescape").lower()
    if kind == COMMENTED:
        return Block("commented", raw, name)
    before = head.end() - start if head[0].isascii() else len(head[0].decode("utf-8", "surrogateescape"))
    return Block(KINDS[kind], raw, name, before)


def _next_head(data: bytes, start: int, stop: int) -> re.Match[bytes] | None:
    while (head := _HEAD.search(data, start, stop)) and _is_address(data, head):
        start = head.end()
    return head


def _is_address(data: bytes, head: re.Match[bytes]) -> bool:
    """Whether this is the tail of an e-mail address, as in `me@example.org (home)`, and no entry in parentheses."""
    before = data[max(0, head.start() - 1) : head.start()]
    return head[2] == b"(" and (before.isalnum() or before > b"\x7f") and not data.startswith(MARK, head.start() - 3)


class Reader:
    """Reads blocks from left to right. What it says of a block depends on nothing that stands before the block.

    It is so with one exception: where very many blocks are never closed, a search may be cut short for the sake of
    time. `is_local` says that this has not happened, and would not had the same been read twice.
    """

    def __init__(self, data: bytes, floor: int = 0) -> None:
        """Read `data`, in which a byte order mark may stand before `floor`."""
        self._gave_up = False
        self._data = data
        self._floor = floor
        # Looking in vain for the ends of blocks may cost the file's length four times over, not more.
        self._budget = self._whole_budget = 4 * len(data) + 2 * _SMALL_COST
        self._last_brace = data.rfind(b"}")

    @property
    def is_local(self) -> bool:
        """Whether all blocks were found from the bytes around them alone."""
        return not self._gave_up and self._whole_budget - self._budget <= _SMALL_COST

    def blocks(self, cursor: int) -> Iterator[tuple[int, int]]:
        """Kind and end of every block from `cursor` on, which is the end of a block or the head of an entry."""
        data, plain_block = self._data, _PLAIN_BLOCK.match
        while True:
            while plain := plain_block(data, cursor):
                start = plain.start(1) - 1
                if cursor < start:
                    yield TEXT, start
                cursor = plain.end()
                yield _NAMED.get(plain[1].lower(), ENTRY), cursor
            head = _next_head(data, cursor, len(data))
            if head is None:
                break
            start, kind, stop = self._block_of(head, cursor)
            if cursor < start:
                yield TEXT, start
            yield kind, stop
            cursor = stop
        if cursor < len(data):
            yield TEXT, len(data)

    def _block_of(self, head: re.Match[bytes], cursor: int) -> tuple[int, int, int]:
        """Start, kind and end of the block that `head` begins."""
        start = head.start()
        line_start = self._line_start(start, cursor)
        if self._data.find(b"%", line_start, start) >= 0:
            line_end = _LINE_END.search(self._data, start)
            return line_start, COMMENTED, line_end.start() if line_end else len(self._data)
        kind = _NAMED.get(head[1].lower(), ENTRY)
        close = self._close_of(head, kind)
        return (start, kind, close + 1) if close is not None else (start, BROKEN, self._next_line_head(head.end()))

    def _line_start(self, place: int, cursor: int) -> int:
        return max(self._data.rfind(b"\n", cursor, place), self._data.rfind(b"\r", cursor, place), cursor - 1) + 1

    def _next_line_head(self, place: int) -> int:
        head = _LINE_HEAD.search(self._data, place)
        return head.start(1) if head else len(self._data)

    def _at_line_start(self, place: int) -> bool:
        """Whether only blanks stand before `place` on its line. More than 200 blanks are not looked through."""
        first = max(self._floor, place - 200)
        before = self._data[first:place].rstrip(b" \t")
        return before.endswith((b"\n", b"\r")) or (not before and first == self._floor)

    def _close_of(self, head: re.Match[bytes], kind: int) -> int | None:
        """The place of the brace or parenthesis that closes the block, or None where the block is broken."""
        start, opener = head.start(), head.end() - 1
        if head[2] == b"(":
            return self._closing_parenthesis(start, opener, kind)
        if opener > self._last_brace:
            return None
        if near := _BALANCED.match(self._data, opener, opener + _NEAR):
            close = near.end() - 1
            return None if kind != COMMENT and self._swallows_others(start, opener, close) else close
        return self._distant_brace(start, opener, kind)

    def _swallows_others(self, start: int, opener: int, close: int) -> bool:
        """Whether the block up to `close` holds heads that show it to be unclosed.

        One head directly in the block, outside every value, is enough; inside a value it may be a quotation.
        """
        data, inside = self._data, 0
        own_depth = int(data.startswith(b"{", opener))
        for head in _SURE_HEAD.finditer(data, start + 1, close):
            if self._at_line_start(head.start()):
                inside += 1
                depth = data.count(b"{", opener, head.start()) - data.count(b"}", opener, head.start())
                is_direct = depth == own_depth and not _is_quoted(data, start, opener, head.start(), close)
                if inside == _HEADS_OF_AN_UNCLOSED_BLOCK or is_direct:
                    return True
        return False

    @cached_property
    def _sure_heads(self) -> "array[int]":
        found = (head.start() for head in _SURE_HEAD.finditer(self._data, self._floor))
        return array("q", (place for place in found if self._at_line_start(place)))

    def _limit(self, start: int, kind: int) -> int:
        """Where the block that begins at `start` must have been closed: at the third sure head in it."""
        third = bisect_right(self._sure_heads, start) + _HEADS_OF_AN_UNCLOSED_BLOCK - 1
        return self._sure_heads[third] if kind != COMMENT and third < len(self._sure_heads) else len(self._data)

    def _distant_brace(self, start: int, opener: int, kind: int) -> int | None:
        limit = self._limit(start, kind)
        if limit - opener > self._budget:
            return self._pairs.close_of(start, opener, limit, any_heads=kind == COMMENT)
        self._budget -= limit - opener
        close = _closing_brace(self._data, opener, limit)
        return None if close is None or (kind != COMMENT and self._swallows_others(start, opener, close)) else close

    @cached_property
    def _pairs(self) -> "_Pairs":
        pairs = _Pairs(self._data, self._floor, self._sure_heads)
        self._gave_up |= pairs.gave_up
        return pairs

    def _closing_parenthesis(self, start: int, opener: int, kind: int) -> int | None:
        """The `)` outside braces and quotes."""
        limit = self._limit(start, kind)
        stop = min(limit, opener + max(self._budget, 0))
        close = _outer_parenthesis(self._data, opener, stop)
        if close is not None and (kind == COMMENT or not self._swallows_others(start, opener, close)):
            return close
        self._budget -= (stop if close is None else close) - opener
        self._gave_up |= close is None and stop < limit
        return None


def _is_quoted(data: bytes, start: int, opener: int, place: int, close: int) -> bool:
    """Whether `place` lies in a value in quotes of the entry from `start` to `close`, all of which can be read."""
    raw, body, at = (data[start:stop].decode("utf-8", "surrogateescape") for stop in (close + 1, opener + 1, place))
    anatomy = dissect(raw, len(body))
    values = (piece for field in anatomy.fields for piece in field.pieces if piece.kind == "quoted")
    return not anatomy.faults and any(piece.start <= len(at) < piece.end for piece in values)


def _closing_brace(data: bytes, opener: int, limit: int) -> int | None:
    """The brace that closes the one at `opener`."""
    if balanced := _BALANCED.match(data, opener, limit):
        return balanced.end() - 1
    depth = 0
    for match in _BRACE.finditer(data, opener, limit):  # deeper than the regular expression goes, or never closed
        depth += 1 if match[0] == b"{" else -1
        if depth == 0:
            return match.start()
    return None


def _outer_parenthesis(data: bytes, opener: int, limit: int) -> int | None:
    """The first `)` behind `opener` that stands in no braces and no quotes."""
    depth, quoted = 0, False
    for match in _IN_PARENTHESES.finditer(data, opener + 1, limit):
        sign = match[0]
        if sign == b"{":
            depth += 1
        elif sign == b"}":
            depth -= 1
        elif depth == 0 and sign == b'"':
            quoted = not quoted
        elif depth == 0 and not quoted:
            return match.start()
    return None


class _Pairs:
    """All matching braces of a file whose blocks are too often unclosed for looking at each of them alone."""

    def __init__(self, data: bytes, floor: int, sure_heads: "array[int]") -> None:
        self.gave_up = False
        self._sure_heads = sure_heads
        self._openers = array("q", (head.end() - 1 for head in _HEAD.finditer(data, floor) if head[2] == b"{"))
        self._closes = array("q", bytes(8 * len(self._openers)))
        # For each sure head the number of the opener that is the innermost open brace around it, or -1.
        self._around = array("q", bytes(8 * len(sure_heads)))
        self._match(data, floor)

    def _match(self, data: bytes, floor: int) -> None:
        open_braces, too_deep, at_opener, at_head = array("q"), 0, 0, 0
        openers, heads = self._openers, self._sure_heads
        for match in _BRACE.finditer(data, floor):
            place = match.start()
            while at_head < len(heads) and heads[at_head] < place:
                self._around[at_head] = open_braces[-1] if open_braces else -1
                at_head += 1
            if match[0] == b"{":
                is_opener = at_opener < len(openers) and openers[at_opener] == place
                if len(open_braces) < _DEEPEST:
                    open_braces.append(at_opener if is_opener else -1)
                else:
                    too_deep, self.gave_up = too_deep + 1, True
                at_opener += is_opener
            elif too_deep:
                too_deep -= 1
            elif open_braces and (opener := open_braces.pop()) >= 0:
                self._closes[opener] = place

    def close_of(self, start: int, opener: int, limit: int, *, any_heads: bool) -> int | None:
        """The place that closes `opener`, or None where none does or it lies behind `limit`.

        A sure head directly in the block, too, shows it to be unclosed, unless `any_heads` may stand in it.
        """
        number = bisect_left(self._openers, opener)
        close = self._closes[number]
        if not 0 < close < limit:
            return None
        first = bisect_right(self._sure_heads, start)
        heads = range(first, min(first + _HEADS_OF_AN_UNCLOSED_BLOCK - 1, len(self._sure_heads)))
        inside = (at for at in heads if self._sure_heads[at] < close)
        return None if not any_heads and any(self._around[at] == number for at in inside) else close
