"""Tokens of a printed reference.

In: the string as given, with its markup. Out: tokens in order, each a word, a number, an address or a lone mark, with
its place in the string, the marks that open before and close behind it, and its state: italic, quoted, bracketed.

A token is cut so fine that no field ends inside it (`12(3):45-67` is three tokens, `J.Phys.` two), and no finer, since
each one costs time. Markup is never part of a word; it belongs to the tokens around it.
"""

import re
from typing import NamedTuple

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = rf"(?:[^\W_{_IDEOGRAPHS}]|[\u0300-\u036f])+"
_JOINER = r"(?:-\s{0,3}\n\s{0,3}(?=[a-zß-ÿ])|\u00ad\s{0,3}|[-'’‐‑–−/·+&@](?=[^\W_]))"
_IN_ADDRESS = r"[^\s<>\"“”«»{}|\\^`]"
_END_OF_ADDRESS = r"[^\s<>\"“”«»{}|\\^`.,;:)\]*_'’]"
# without "https": only such as have a path, since "Title.In" would be one otherwise
_BARE_SITE = (
    r"(?<![\w.@])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|edu|gov|int|info|io|eu|uk|de|fr|ch|at|it|es|nl|ca|au|be|br)/"
)
_PARTS = re.compile(
    rf"(?P<blank>\s+)"
    rf"|(?P<address>(?:(?i:(?:https?|ftp)\s?:\s?//|www\.)|{_BARE_SITE})(?:{_IN_ADDRESS}{{0,2000}}{_END_OF_ADDRESS})?"
    rf"|\b10\.\d{{4,9}}/\(SICI\)[^\s]{{1,120}}\w"
    rf"|\b10\.\d{{4,9}}/(?:(?!\.?(?:URL|PMID|PMC|arXiv|https?:)|\[){_IN_ADDRESS}){{0,500}}{_END_OF_ADDRESS})"
    r"|(?P<tag></?(?:i|em|italic|b|bold|strong|sup|sub|sc|span|cite)\b[^<>]{0,200}>"
    r"|\\(?:emph|textit|textsl|textbf|textsc|mathit)\{|\{\\(?:em|it|sl|bf)\b|[*]{1,3}|(?<![^\W_])_|_(?![^\W_])|[{}]"
    r"|\\(?=[^\w\s]))"
    rf"|(?P<number>\d{{4}}\.\d{{4,5}}(?:v\d+)?|\d+(?:—|--)\d+)(?![\w])"
    # blanks were lost: "Physics31", "detectorNuclear"
    r"|(?P<joined>(?<![^\W_])[^\W\d_]{3,30}(?=\d{1,4}(?!\w))|[^\W\d_]?[a-z]{4,30}(?=[A-Z][a-z]{2}))"
    r"|(?P<section>(?<![^\W_])[A-G](?=\d{1,4}(?![\w.]\w)))"  # "Phys. Lett. B252": a section of a journal and its volume
    rf"|(?P<word>{_WORD}(?:{_JOINER}{_WORD})*|[{_IDEOGRAPHS}]+)"
    r"|(?P<open>[(\[“„‘‚«‹¿¡<（［【《「]|``|,,)"
    r"|(?P<close>[.,;:!?)\]”’»›>，。；：！？）］】》」、．…]|'')"
    r"|(?P<quote>[\"'`])"
    r"|(?P<dash>[-‐‑‒–—―_]+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_HYPHEN_AT_LINE_END = re.compile(r"-\s{0,3}\n\s{0,3}|\u00ad\s{0,3}")
_ITALIC_OPENS = re.compile(
    r"<(?:i|em|italic|cite)\b|\\(?:emph|textit|textsl|mathit)\{|\{\\(?:em|it|sl)\b", re.IGNORECASE
)
_ITALIC_CLOSES = re.compile(r"</(?:i|em|italic|cite)\b", re.IGNORECASE)
_QUOTES = {"“": "”", "„": "“", "«": "»", "‹": "›", "``": "''", "‘": "’", "‚": "‘", ",,": "“", "《": "》", "「": "」"}
_BRACKETS = {")": "(", "]": "[", "）": "（", "］": "［", "】": "【"}
_QUOTED_AT_MOST = 60
"""A quotation that has not ended after so many tokens was none: a stray mark does not quote the rest."""


class Token(NamedTuple):
    """One token: `start` and `end` hold its marks too, `word` only the bare word (or the mark, if it stands alone)."""

    start: int
    end: int
    word: str
    before: str
    after: str
    kind: str
    italic: bool
    quoted: bool
    bracket: str
    glued: bool
    """Whether no blank stands before it."""


def tokenize(text: str) -> list[Token]:
    """Cut `text` into tokens; blanks and markup between them belong to none.

    The tokens are in order and do not overlap; a text of blanks and marks alone may give tokens without a word.
    """
    cutter = _Cutter(text)
    for match in _PARTS.finditer(text):
        cutter.take(match.lastgroup or "mark", match.group(), match.start(), match.end())
    return cutter.finished()


class _Cutter:
    """The tokens so far, and the state in which the next one stands."""

    __slots__ = ("before", "bracket", "brackets", "glued", "italic", "left", "quotes", "start", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.before = ""
        self.start = -1
        self.italic = ""
        self.quotes: list[str] = []
        self.left = 0
        self.brackets: list[str] = []
        self.bracket = ""
        self.glued = False

    def take(self, kind: str, part: str, start: int, end: int) -> None:
        """Take the next part of the text."""
        if kind == "blank":
            self.glued = False
        elif kind == "tag":
            self._tag(part, start, end)
        elif kind == "open" and not (self.quotes and part == self.quotes[-1]):
            self._open(part, start)
        elif kind in {"open", "close"}:
            self._close(part, start, end)
        elif kind == "quote":
            self._quote(part, start, end)
        else:
            self._word(kind, part, start, end)

    def finished(self) -> list[Token]:
        """All tokens; marks that open and hold nothing become one of their own."""
        if self.before:
            self._word("mark", "", len(self.text), len(self.text))
        return self.tokens

    def _word(self, kind: str, part: str, start: int, end: int) -> None:
        word = _HYPHEN_AT_LINE_END.sub("", part) if "\n" in part or "\u00ad" in part else part
        begin = self.start if self.start >= 0 else start
        quoted = bool(self.quotes) and self.left > 0
        self.left -= 1
        self.tokens.append(
            Token(begin, end, word, self.before, "", kind, bool(self.italic), quoted, self.bracket, self.glued)
        )
        self.before, self.start, self.glued = "", -1, True

    def _tag(self, part: str, start: int, end: int) -> None:
        was = self.italic
        self.italic = _italic_after(part, self.italic, opens=self._may_open(end))
        if (self.italic and not was) or part[-1:] in "{\\" or (part[0] == "<" and part[1:2] != "/"):
            self.start = self.start if self.start >= 0 else start
        elif self.tokens and self.start < 0:
            self.tokens[-1] = self.tokens[-1]._replace(end=end)

    def _may_open(self, end: int) -> bool:
        return end < len(self.text) and not self.text[end].isspace()

    def _open(self, part: str, start: int) -> None:
        if part in _QUOTES:
            self.quotes.append(_QUOTES[part])
            self.left = _QUOTED_AT_MOST
        elif part in _BRACKETS.values():
            self.brackets.append(part)
            self.bracket = part
        self._put_before(part, start)

    def _put_before(self, part: str, start: int) -> None:
        self.before += part
        self.start = self.start if self.start >= 0 else start

    def _close(self, part: str, start: int, end: int) -> None:
        if self.quotes and part == self.quotes[-1]:
            self.quotes.pop()
        elif (opened := _BRACKETS.get(part)) and opened in self.brackets:
            self.brackets.remove(opened)
            self.bracket = self.brackets[-1] if self.brackets else ""
        self._put_after(part, start, end)

    def _put_after(self, part: str, start: int, end: int) -> None:
        if self.before or not self.tokens:
            self._put_before(part, start)
        else:
            last = self.tokens[-1]
            self.tokens[-1] = last._replace(end=end, after=last.after + part)

    def _quote(self, part: str, start: int, end: int) -> None:
        """A straight mark opens or closes by what stands around it: `,"In` closes one quotation and opens none."""
        follows_blank = start == 0 or self.text[start - 1].isspace() or bool(self.before)
        if part in self.quotes:
            self.quotes.remove(part)
            self._put_after(part, start, end)
        elif follows_blank or (part == '"' and self._may_open(end)):
            self.quotes.append(part)
            self.left = _QUOTED_AT_MOST
            self._put_before(part, start)
        else:
            self._put_after(part, start, end)


def _italic_after(tag: str, italic: str, *, opens: bool) -> str:
    """What closes the italics that hold after `tag`, or nothing; `opens` is whether text follows the tag at once."""
    if _ITALIC_OPENS.match(tag):
        return "}" if tag[-1] == "{" or tag[0] == "{" else "</"
    if _ITALIC_CLOSES.match(tag) or (tag == "}" and italic == "}"):
        return ""
    if tag[0] in "*_" and len(tag) != 2:
        return tag if opens and not italic else "" if italic[:1] == tag[0] else italic
    return italic
