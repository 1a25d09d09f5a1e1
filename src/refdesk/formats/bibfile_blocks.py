"""Where do the entries of a BibTeX file begin and end? Text → blocks whose texts, joined, are the text again.

In: any text. Out: blocks in file order: entries, @string, @preamble, @comment, the free text between them, and
broken blocks, which open and never close. The time is linear in the length of the text, whatever the text.

The rules are those of BibTeX 0.99d and biber (btparse), where they differ biber's: a `%` in free text comments out
the rest of its line, and @comment swallows its balanced braces.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["entry", "string", "preamble", "comment", "text", "broken", "commented"]

# `@`, a type, an opening brace or parenthesis; BibTeX allows space and line ends between the three.
_HEAD = re.compile(r"@\s*([^\s@{}(),=\"#%'\\~]+)\s*([{(])")
# What hardly stands anywhere but at the head of an entry: `@type{key, name =`.
_SURE_HEAD = re.compile(r"@[^\s@{}(),=\"#%'\\~]+\s*[{(]\s*[^\s@{}(),\"#%]*\s*,\s*[A-Za-z][\w:+.-]*\s*=")
_BRACE = re.compile(r"[{}]")
_IN_PARENTHESES = re.compile(r"[{}\")]")
# So many sure heads at line starts inside one open block mean that it was never closed: an abstract may quote one
# or two entries, hardly three.
_HEADS_OF_AN_UNCLOSED_BLOCK = 3
# Deeper nesting is counted, not remembered: 4 million open braces are an attack, and cost 32 MB.
_DEEPEST = 4_000_000
_NAMED: dict[str, Kind] = {"string": "string", "preamble": "preamble", "comment": "comment"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the file. `raw` is its text; for all but free text, `type` is the word behind `@` in lower case.

    `body` is where the text behind the opening brace or parenthesis begins in `raw`. The kind "commented" is a
    line of free text where a `%` stands before an entry's head.
    """

    kind: Kind
    raw: str
    type: str = ""
    body: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    type: str
    opener: int
    at_line_start: bool


def split(text: str) -> tuple[Block, ...]:
    """Cut `text` into blocks. Joining their `raw` gives `text`."""
    return tuple(_Segmenter(text).blocks())


def _is_address(match: re.Match[str]) -> bool:
    """Whether this is the tail of an e-mail address, as in `me@example.org (home)`, and no entry in parentheses."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return match[2] == "(" and before.isalnum()


class _Segmenter:
    """One pass over one text: first all heads and all matching braces, then the blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.heads = [self._head(match) for match in _HEAD.finditer(text) if not _is_address(match)]
        self.line_heads = [head.start for head in self.heads if head.at_line_start]
        self.sure_heads = [match.start() for match in _SURE_HEAD.finditer(text) if self._at_line_start(match.start())]
        self.close_of, self.block_around = self._match_braces({head.opener for head in self.heads})
        # Looking in vain for a closing parenthesis may cost the text's length four times over, not more.
        self.budget = 4 * len(text) + 1_000_000

    def blocks(self) -> Iterator[Block]:
        cursor = 0
        for head in self.heads:
            if head.start < cursor:
                continue
            if self._is_commented_out(head.start, cursor):
                line_start, line_end = self._line_around(head.start, cursor)
                yield from self._free_text(cursor, line_start)
                yield Block("commented", self.text[line_start:line_end], head.type)
                cursor = line_end
                continue
            yield from self._free_text(cursor, head.start)
            end = self._end_of(head)
            kind = _NAMED.get(head.type, "entry") if end else "broken"
            stop = end or self._next_line_head(head.start)
            yield Block(kind, self.text[head.start : stop], head.type, head.opener + 1 - head.start)
            cursor = stop
        yield from self._free_text(cursor, len(self.text))

    def _head(self, match: re.Match[str]) -> _Head:
        start = match.start()
        return _Head(start, match[1].lower(), match.end() - 1, self._at_line_start(start))

    def _at_line_start(self, place: int) -> bool:
        """Whether only blanks stand before `place` on its line. More than 200 blanks are not looked through."""
        before = self.text[max(0, place - 200) : place].rstrip(" \t")
        return before[-1:] in {"\n", "\r"} or (not before and place <= 200)

    def _free_text(self, start: int, end: int) -> Iterator[Block]:
        if start < end:
            yield Block("text", self.text[start:end])

    def _match_braces(self, openers: set[int]) -> tuple[dict[int, int], dict[int, int]]:
        """The closing brace of each opener, and for each sure head the innermost brace open around it."""
        close_of: dict[int, int] = {}
        block_around: dict[int, int] = {}
        open_braces = array("q")
        too_deep = 0
        heads = iter(self.sure_heads)
        next_head = next(heads, len(self.text))
        for match in _BRACE.finditer(self.text):
            place = match.start()
            while next_head < place:
                block_around[next_head] = open_braces[-1] if open_braces else -1
                next_head = next(heads, len(self.text))
            if self.text[place] == "{":
                if len(open_braces) < _DEEPEST:
                    open_braces.append(place)
                else:
                    too_deep += 1
            elif too_deep:
                too_deep -= 1
            elif open_braces:
                opener = open_braces.pop()
                if opener in openers:
                    close_of[opener] = place
        return close_of, block_around

    def _end_of(self, head: _Head) -> int | None:
        """The place behind the block that begins at `head`, or None where it is never closed."""
        in_parentheses = self.text[head.opener] == "("
        close = self._closing_parenthesis(head) if in_parentheses else self.close_of.get(head.opener)
        if close is None or (head.type != "comment" and self._swallows_others(head, close)):
            return None
        return close + 1

    def _swallows_others(self, head: _Head, close: int) -> bool:
        """Whether the block up to `close` holds heads that show it to be unclosed.

        One head directly in the block, outside every value, is enough; inside a value it may be a quotation.
        """
        first = bisect_right(self.sure_heads, head.start)
        inside = self.sure_heads[first : first + _HEADS_OF_AN_UNCLOSED_BLOCK]
        inside = [place for place in inside if place < close]
        return len(inside) == _HEADS_OF_AN_UNCLOSED_BLOCK or any(
            self.block_around.get(place) == head.opener for place in inside
        )

    def _closing_parenthesis(self, head: _Head) -> int | None:
        """The `)` outside braces and quotes, looked for up to the third sure head."""
        third = bisect_right(self.sure_heads, head.start) + _HEADS_OF_AN_UNCLOSED_BLOCK - 1
        limit = self.sure_heads[third] if third < len(self.sure_heads) else len(self.text)
        if head.type == "comment":
            limit = len(self.text)
        limit = min(limit, head.opener + self.budget)
        depth, quoted = 0, False
        for match in _IN_PARENTHESES.finditer(self.text, head.opener + 1, limit):
            char = match[0]
            if char == "{":
                depth += 1
            elif char == "}":
                depth -= 1
            elif depth == 0 and char == '"':
                quoted = not quoted
            elif depth == 0 and not quoted:
                return match.start()
        self.budget -= limit - head.opener
        return None

    def _next_line_head(self, start: int) -> int:
        following = bisect_right(self.line_heads, start)
        return self.line_heads[following] if following < len(self.line_heads) else len(self.text)

    def _is_commented_out(self, place: int, cursor: int) -> bool:
        return "%" in self.text[self._line_start(place, cursor) : place]

    def _line_around(self, place: int, cursor: int) -> tuple[int, int]:
        ends = [end for end in (self.text.find("\n", place), self.text.find("\r", place)) if end >= 0]
        return self._line_start(place, cursor), min(ends, default=len(self.text))

    def _line_start(self, place: int, cursor: int) -> int:
        return max(self.text.rfind("\n", cursor, place), self.text.rfind("\r", cursor, place), cursor - 1) + 1
