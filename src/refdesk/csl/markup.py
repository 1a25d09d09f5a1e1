"""What does the markup of a field say? A text with CSL's inline markup → parts of the output tree.

In: the text of a field or of a style, and the locale whose quotation marks are markup too. Out: strings and `Node`s
of kind "markup": formats, quotations (which `settling` writes as the place asks), and stretches without case.
Whatever is no well-formed markup is text: a lone `<`, a tag that is never closed, tags that cross.

CSL 1.0.2, "Rich text formatting", names the tags; the rules for quotation marks and apostrophes are those of
typewritten English and French: a straight mark opens after a blank or bracket and closes after a letter or stop.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import decomposition

from refdesk.csl.tree import Child, Format, Node

if TYPE_CHECKING:
    from refdesk.csl.locales import Locale

_FORMATS = {
    "i": Format(font_style="italic"),
    "b": Format(font_weight="bold"),
    "sc": Format(font_variant="small-caps"),
    "sup": Format(vertical_align="sup"),
    "sub": Format(vertical_align="sub"),
    "nodecor": Format("normal", "normal", "normal", "none", "baseline"),
    "nocase": Format(),
}
# Title case leaves these as they are (and CSL's nocase, which is made for it).
_WITHOUT_CASE = frozenset(["sc", "sup", "sub", "nocase"])
_DEEPEST = 24
_LONGEST = 50_000

# Small letters above the line that Unicode gives no base, though they are made of these.
_BASES = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
_SUPERSCRIPTS = "ª²³¹ºʰ-ʸˀˁˠ-ˤۥۦᴬ-ᵪᵸᶛ-ᶿ⁰ⁱ⁴-ⁿ℠™ⱽⵯ㆒-㆟"
_SPECIAL = re.compile(rf"[<>\"'“”„‘’‚«»‹›{_SUPERSCRIPTS}]| [:;?!]")
_TOKEN = re.compile(
    rf"""<(?P<open>i|b|sc|sup|sub)>|</(?P<close>i|b|sc|sup|sub|span)>"""
    rf"""|<span[ ]{{1,4}}(?P<span>class=["'](?:nocase|nodecor)["']|style=["']font-variant:[ ]?small-caps;?["'])[ ]?>"""
    rf"""|(?P<quote>["'“”„‘’‚«»‹›])|(?P<raised>[{_SUPERSCRIPTS}])"""
)
# French typography, which data in other languages follow too: a narrow blank that does not break before these marks.
_FRENCH_BLANK = re.compile(r"(?<=\S) (?=[:;?!»])|(?<=«) (?=\S)")
_NARROW = "\u202f"
_OPENS_AFTER = frozenset("([{—–/«‹“‘„‚¿¡")
# What is left out at a word's beginning, not quoted: years, and the short words of verse and song.
_ELISION = re.compile(r"\d\ds?(?!\w)|(?:tis|twas|em|til|bout|cause)(?!\w)|n['’](?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks of a locale that are markup where data hold them: closing mark and level by opening mark."""

    pairs: dict[str, tuple[str, str]]
    closing: frozenset[str]


@dataclass(slots=True)
class _Token:
    """A tag, quotation mark or raised letter; `partner` is the index of the token it opens or closes with."""

    start: int
    end: int
    name: str
    text: str
    opens: bool = False
    closes: bool = False
    partner: int = -1
    level: str = field(default="")


def parse(text: str, locale: "Locale | None" = None) -> list[Child]:
    """The parts of a text; one that is longer than any field is not searched for markup."""
    if len(text) > _LONGEST or _SPECIAL.search(text) is None:
        return [text] if text else []
    text = _FRENCH_BLANK.sub(_NARROW, text)
    marks = _marks(_term(locale, "open-quote", "“"), _term(locale, "close-quote", "”"),
                   _term(locale, "open-inner-quote", "‘"), _term(locale, "close-inner-quote", "’"))  # fmt: skip
    tokens = _read_tokens(text, marks)
    _pair(tokens, marks)
    _see_levels(tokens, marks)
    return _build(text, tokens)


def _term(locale: "Locale | None", name: str, otherwise: str) -> str:
    if locale is None:
        return otherwise
    return locale.term(name) or otherwise


@lru_cache(maxsize=64)
def _marks(outer_open: str, outer_close: str, inner_open: str, inner_close: str) -> Marks:
    """Marks of one character that cannot be mistaken for another's, the outer ones first."""
    pairs: dict[str, tuple[str, str]] = {}
    for opening, closing, level in ((outer_open, outer_close, "outer"), (inner_open, inner_close, "inner")):
        if len(opening) == len(closing) == 1 and opening != closing and opening not in pairs:
            pairs[opening] = (closing, level)
    return Marks(pairs, frozenset(closing for closing, _ in pairs.values()))


def _read_tokens(text: str, marks: Marks) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text):
        token = _Token(found.start(), found.end(), found.lastgroup or "", found[0])
        if token.name == "open":
            token.name, token.opens = found["open"], True
        elif token.name == "close":
            token.name, token.closes = found["close"], True
        elif token.name == "span":
            token.name, token.opens = _span_name(found["span"]), True
        elif token.name == "quote":
            _see_sides(token, text, tokens, marks)
        tokens.append(token)
    return tokens


def _span_name(attribute: str) -> str:
    return "sc" if attribute.startswith("style") else attribute[7:-1]


def _see_sides(token: _Token, text: str, before: list[_Token], marks: Marks) -> None:
    """Decide by what stands around a quotation mark whether it may open or close a quotation."""
    left = text[token.start - 1 : token.start]
    right = text[token.end : token.end + 1]
    blank_before = not left or left.isspace() or _after_opening(token, left, before)
    if token.text in "\"'":
        token.opens = blank_before and bool(right) and not right.isspace() and right not in ",.;:)]}"
        token.opens = token.opens and not (token.text == "'" and _ELISION.match(text, token.end))
        token.closes = bool(left) and not left.isspace() and not right.isalnum()
    elif token.text in marks.pairs:
        token.opens = True
    elif token.text in marks.closing:
        token.closes = bool(left) and not left.isspace() and not right.isalnum()


def _after_opening(token: _Token, left: str, before: list[_Token]) -> bool:
    """Whether a bracket, a dash or an opening tag or mark stands right before."""
    if not before or before[-1].end != token.start:
        return left in _OPENS_AFTER
    return before[-1].opens


def _pair(tokens: list[_Token], marks: Marks) -> None:
    """Find what closes what.

    What closes a tag leaves everything that is open inside of it as text; no quotation crosses a tag.
    """
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.closes and not (token.opens and _empty(tokens, stack, index)) and _close(tokens, stack, index, marks):
            continue
        if token.opens and len(stack) < _DEEPEST:
            stack.append(index)


def _empty(tokens: list[_Token], stack: list[int], index: int) -> bool:
    """Whether the mark before this one opens right here, so that this one opens a quotation inside of it."""
    return bool(stack) and stack[-1] == index - 1 and tokens[index - 1].end == tokens[index].start


def _close(tokens: list[_Token], stack: list[int], index: int, marks: Marks) -> bool:
    token = tokens[index]
    for depth in range(len(stack) - 1, -1, -1):
        opener = tokens[stack[depth]]
        if _closes(token, opener, marks):
            if opener.name == "quote" and opener.end == token.start:
                return False
            opener.partner, token.partner = index, stack[depth]
            del stack[depth:]
            return True
        if token.name == "quote" and opener.name != "quote":
            return False
    return False


def _see_levels(tokens: list[_Token], marks: Marks) -> None:
    """Tell inner marks from outer ones. Of straight marks, the kind a text begins with is the outer one."""
    outer = ""
    for index, token in enumerate(tokens):
        if token.name == "quote" and token.partner > index:
            if token.text in "\"'":
                outer = outer or token.text
                token.level = "outer" if token.text == outer else "inner"
            else:
                token.level = marks.pairs[token.text][1]


def _closes(token: _Token, opener: _Token, marks: Marks) -> bool:
    if token.name != "quote":
        return token.name == opener.name or (token.name == "span" and opener.text.startswith("<span"))
    if opener.name != "quote":
        return False
    if opener.text in "\"'":
        return token.text == opener.text
    return marks.pairs[opener.text][0] == token.text


def _build(text: str, tokens: list[_Token]) -> list[Child]:
    """The tree of the pairs; tokens without a partner are text, a straight single mark of which is an apostrophe."""
    stack: list[list[Child]] = [[]]
    place = 0
    written: list[str] = []
    for index, token in enumerate(tokens):
        written.append(text[place : token.start])
        place = token.end
        if token.name == "raised" and (lowered := _lower_raised(token.text)):
            _flush(stack[-1], written)
            stack[-1].append(lowered)
        elif token.partner < 0:
            written.append("’" if token.text == "'" else token.text)
        elif token.partner > index:
            _flush(stack[-1], written)
            stack.append([])
        else:
            _flush(stack[-1], written)
            inside = stack.pop()
            stack[-1].append(_node(tokens[token.partner], inside))
    written.append(text[place:])
    _flush(stack[-1], written)
    return stack[-1]


def _flush(children: list[Child], written: list[str]) -> None:
    text = "".join(written)
    written.clear()
    if text:
        children.append(text)


def _node(opener: _Token, inside: list[Child]) -> Node:
    if opener.name == "quote":
        return Node(inside, quotes=True, kind="markup", data=opener.level)
    return Node(inside, _FORMATS[opener.name], kind="markup", nocase=opener.name in _WITHOUT_CASE)


def _lower_raised(text: str) -> Node | None:
    """Raised letters as ordinary ones in a superscript ("™" is "TM"); None for those that Unicode gives no base."""
    lowered = "".join(map(_base, text))
    return Node([lowered], _FORMATS["sup"], kind="markup", nocase=True) if lowered != text else None


def _base(letter: str) -> str:
    parts = decomposition(letter).split()
    if not parts or parts[0] != "<super>":
        return _BASES.get(letter, letter)
    return "".join(chr(int(part, 16)) for part in parts[1:])
