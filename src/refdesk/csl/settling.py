"""How do the parts of a reference come together? A tree → a stream of text and marks, ready to be written.

Affixes, delimiters and quotation marks become text. Where two parts meet, doubled blanks become one and marks of
punctuation that cannot stand together become one; a full stop or comma, and a question or exclamation mark, goes inside
a closing quotation mark where the locale says so (`punctuation`). Quotation marks alternate between outer and inner
ones, and a format of a field inside the same format of the style ends it. What a field itself says is never changed,
but for a mark at its very end.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from refdesk.csl.punctuation import MEETINGS, MOVING, STOPS, Meeting
from refdesk.csl.tree import DISPLAYS, PLAIN, Child, Event, Format, Mark, Node
from refdesk.csl.values import UNPRINTABLE

if TYPE_CHECKING:
    from refdesk.csl.locales import Locale

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff ]+"
)
_ENGLISH_QUOTES = {
    "open-quote": "“",
    "close-quote": "”",
    "open-inner-quote": "‘",
    "close-inner-quote": "’",
}

# The formats that are on at a place of the stream, as bits.
_ITALIC, _BOLD, _SMALL_CAPS, _UNDERLINE, _RAISED = 1, 2, 4, 8, 16


def settle(child: Child | None, locale: "Locale | None" = None) -> list[Event]:
    """The stream of a part; of nothing, nothing.

    Every mark that opens is closed, in order, and none stands around nothing. Without a locale, quotation marks are
    English and punctuation stays outside of them.
    """
    stream = _Stream(locale)
    if child is not None:
        stream.add(child)
    return stream.events


class _Stream:
    """A stream in the making.

    `events[tail]` is the last text, `closed_at` the place of the first quotation mark which closed after it (-1 where
    there is none, and `body_end` where the body of that quotation ends), and `linked` whether that text belongs to a
    link, which no punctuation may change; `before` is what tail, closed_at and linked were before that text.
    """

    __slots__ = (
        "_quotes",
        "before",
        "body_end",
        "closed_at",
        "events",
        "formats",
        "inside",
        "level",
        "linked",
        "links",
        "locale",
        "tail",
    )

    def __init__(self, locale: "Locale | None") -> None:
        self.locale = locale
        self.inside = locale is not None and locale.punctuation_in_quote
        self.events: list[Event] = []
        self.tail = -1
        self.closed_at = -1
        self.linked = False
        self.body_end = -1
        self.before = (-1, -1, False)
        self.links = 0
        self.level = 0
        self.formats = 0
        self._quotes: tuple[str, str, str, str] | None = None

    def add(self, child: Child) -> None:
        """Append a part."""
        if isinstance(child, str):
            if child:
                self._add_text(child)
            return
        children = [each for each in child.children if prints(each)]
        if children:
            self._add_node(child, children)

    def _add_text(self, text: str, *, typed: bool = False) -> None:
        """Append text of a field or a term; one that is a mark of punctuation alone is joined as an affix is.

        Not so one that was `typed` after markup in the same field: a comma after a quotation there is as it should be.
        """
        if not text.isprintable():
            text = UNPRINTABLE.sub("", text)
        first = text[:1]
        if first == " " or (not typed and first in STOPS and len(text) <= len(", ") and len(text.rstrip()) == 1):
            self.join(text)
        elif text:
            self._put(text)

    def _add_node(self, node: Node, children: list[Child]) -> None:
        if node.display in DISPLAYS:
            self._add_block(node, children)
            return
        if node.prefix:
            self.join(node.prefix)
        self._add_body(node, children)
        if node.suffix:
            self._join_suffix(node.suffix)

    def _add_block(self, node: Node, children: list[Child]) -> None:
        """A part on lines of its own, to which its affixes belong; nothing before it meets it."""
        self.tail = self.closed_at = -1
        self.events.append(_mark(node.display, opens=True))
        if node.prefix:
            self.join(node.prefix)
        self._add_body(node, children)
        if node.suffix:
            self._join_suffix(node.suffix)
        self._close(1, _mark(node.display, opens=False))

    def _add_body(self, node: Node, children: list[Child]) -> None:
        if node.quotes:
            self._add_quotation(node, children)
        elif node.format is not PLAIN and node.format != PLAIN:
            self._add_formatted(node, children)
        elif node.link:
            self._add_link(node, children)
        else:
            self._add_children(node, children)

    def _add_quotation(self, node: Node, children: list[Child]) -> None:
        """Quotation marks stand around the format. An inner mark typed in a field stays one if nothing is around it."""
        if self._quotes is None:
            self._quotes = _quotation_marks(self.locale)
        level = self.level
        inner = level % 2 or (level == 0 and node.data == "inner")
        opening, closing = self._quotes[2:] if inner else self._quotes[:2]
        self.level = 2 if inner else 1
        if opening:
            self._put(opening)
        body_end = self._add_formatted(node, children)
        self.level = level
        self._close_quotation(closing, body_end)

    def _close_quotation(self, closing: str, body_end: int) -> None:
        if closing:
            if self.closed_at < 0:
                self.closed_at = len(self.events)
                self.body_end = body_end
            self.events.append(closing)

    def _add_formatted(self, node: Node, children: list[Child]) -> int:
        """Append a part between the marks of its format; the place where these close."""
        around = self.formats
        wanted = node.format
        if wanted.font_style and _is_east_asian(children):
            wanted = wanted._replace(font_style="")
        opening, closing, self.formats = _marks_of(wanted, around, flips=node.kind == "markup")
        self.events.extend(opening)
        if node.link:
            self._add_link(node, children)
        else:
            self._add_children(node, children)
        body_end = len(self.events)
        self._close(len(opening), *closing)
        self.formats = around
        return body_end

    def _add_link(self, node: Node, children: list[Child]) -> None:
        self.links += 1
        self.events.append(Mark("link", opens=True, value=node.link))
        self._add_children(node, children)
        self._close(1, Mark("link", opens=False, value=node.link))
        self.links -= 1

    def _close(self, opened: int, *closing: Mark) -> None:
        """Append the marks that close what as many opened, or take these away if nothing came between."""
        last = self.events[-1] if self.events else ""
        if isinstance(last, Mark) and last.opens:
            del self.events[len(self.events) - opened :]
        else:
            self.events.extend(closing)

    def _add_children(self, node: Node, children: list[Child]) -> None:
        delimiter = node.delimiter
        before: Child = ""
        for child in children:
            if before and delimiter:
                self.join(delimiter)
            if isinstance(child, str):
                self._add_text(child, typed=isinstance(before, Node) and before.kind == "markup")
            else:
                self.add(child)
            before = child

    def join(self, affix: str) -> None:
        """Append an affix or delimiter so that it fits what stands before it."""
        if self.tail >= 0:
            first = affix[0]
            if first in STOPS:
                affix = self._meet(affix)
            elif first == " " and self._last_letter() == " ":
                affix = affix[1:]
        if affix:
            self._put(affix)

    def _join_suffix(self, suffix: str) -> None:
        """Append a suffix; one around a part on lines of its own goes on its last line."""
        events = self.events
        place = len(events)
        while place and isinstance(event := events[place - 1], Mark) and event.name in DISPLAYS and not event.opens:
            place -= 1
        blocks = events[place:]
        del events[place:]
        self.join(suffix)
        events.extend(blocks)

    def _put(self, text: str) -> None:
        self.before = self.tail, self.closed_at, self.linked
        self.tail = len(self.events)
        self.closed_at = -1
        self.linked = self.links > 0
        self.events.append(text)

    def _last_text(self) -> str:
        text = self.events[self.tail]
        return text if isinstance(text, str) else ""

    def _last_letter(self) -> str:
        text = self.events[self.tail if self.closed_at < 0 else self.closed_at]
        return text[-1:] if isinstance(text, str) else ""

    def _meet(self, affix: str) -> str:
        """Let the mark an affix begins with meet the last one; what is left of the affix."""
        stop = affix[0]
        text = self._last_text()
        meeting = MEETINGS.get(text[-1:] + stop, Meeting.KEEP)
        if meeting is Meeting.DROP:
            return affix[1:]
        quoted = self.closed_at >= 0
        if quoted and not (self.inside and stop in MOVING):
            return affix
        if meeting is Meeting.REPLACE and not self.linked:
            return self._replace(affix)
        return self._move_inside(affix) if quoted else affix

    def _replace(self, affix: str) -> str:
        """Put the mark in the place of the last one; if that stood alone, let it meet what was before."""
        text = self._last_text()
        if len(text) == 1 and self.tail == len(self.events) - 1:
            self.events.pop()
            self.tail, self.closed_at, self.linked = self.before
            return self._meet(affix) if self.tail >= 0 else affix
        self.events[self.tail] = f"{text[:-1]}{affix[0]}"
        return affix[1:]

    def _move_inside(self, affix: str) -> str:
        """Put the mark inside the quotation, within what formats all of it but after a link or italics of the field."""
        if self.body_end == self.tail + 1 and not self.linked:
            self.events[self.tail] = f"{self._last_text()}{affix[0]}"
            return affix[1:]
        self.events.insert(self.body_end, affix[0])
        self.tail, self.linked = self.body_end, False
        self.body_end += 1
        self.closed_at += 1
        return affix[1:]


def prints(child: Child) -> bool:
    """Whether a part holds any text of its own (affixes and delimiters are none)."""
    leaf = child
    while isinstance(leaf, Node) and leaf.children:
        leaf = leaf.children[0]
    if isinstance(leaf, str) and leaf != "" and (leaf.isprintable() or UNPRINTABLE.sub("", leaf) != ""):
        return True  # nearly always the first leaf of a part answers for it
    return isinstance(child, Node) and any(map(prints, child.children))


def _is_east_asian(children: list[Child]) -> bool:
    """Whether a part is one text in a script of East Asia, none of which has italics."""
    only = children[0]
    return len(children) == 1 and isinstance(only, str) and _EAST_ASIAN.fullmatch(only) is not None


def _quotation_marks(locale: "Locale | None") -> tuple[str, str, str, str]:
    """Outer opening and closing mark, inner opening and closing mark."""
    outer, outer_end, inner, inner_end = (
        english if locale is None or (term := locale.term(name)) is None else term
        for name, english in _ENGLISH_QUOTES.items()
    )
    return outer, outer_end, inner, inner_end


@lru_cache(maxsize=64)
def _mark(name: str, *, opens: bool) -> Mark:
    return Mark(name, opens)


@lru_cache(maxsize=1024)
def _marks_of(wanted: Format, around: int, *, flips: bool) -> tuple[tuple[Mark, ...], tuple[Mark, ...], int]:
    """The marks that turn the formats `around` a part into the wanted ones, those that turn them back, and the formats.

    Where a format `flips` (one of a field), it ends what is around it; one of a style that is on already changes
    nothing, and neither does "normal" where nothing is to be ended (CSL 1.0.2, "Formatting").
    """
    names: list[str] = []
    inside = around
    if wanted.vertical_align in ("sup", "sub"):
        names.append(wanted.vertical_align)
        inside |= _RAISED
    elif wanted.vertical_align == "baseline" and around & _RAISED:
        names.append("no-sup")
        inside &= ~_RAISED
    for value, on, off, bit, name in (
        (wanted.text_decoration, ("underline",), "none", _UNDERLINE, "u"),
        (wanted.font_weight, ("bold",), "normal", _BOLD, "b"),
        (wanted.font_variant, ("small-caps",), "normal", _SMALL_CAPS, "sc"),
        (wanted.font_style, ("italic", "oblique"), "normal", _ITALIC, "i"),
    ):
        if value in on and not around & bit:
            names.append(name)
            inside |= bit
        elif around & bit and (value == off or (value in on and flips)):
            names.append(f"no-{name}")
            inside &= ~bit
    opening = tuple(_mark(name, opens=True) for name in names)
    return opening, tuple(_mark(name, opens=False) for name in reversed(names)), inside
