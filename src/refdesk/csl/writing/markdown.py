"""How is a stream written in Markdown? Events → one paragraph of CommonMark.

Emphasis is written with asterisks where CommonMark reads them so, whatever letters touch them; elsewhere, and for what
Markdown has no sign for (small caps, superscripts, formats that end), in HTML, which CommonMark passes through.
"""

import re
import unicodedata
from collections.abc import Sequence

from refdesk.csl.tree import DISPLAYS, Event, Mark
from refdesk.csl.writing.addresses import fold_bare_links, is_web_address

_SPECIAL = re.compile(r"[\\`*_\[\]<>~$]|&(?=#?\w{1,32};)")
_LINE_START = re.compile(r"[#+\-=:|]|\d{1,9}(?=[.)])")
_SIGNS = {"i": "*", "b": "**"}
_TAGS = {"i": ("<em>", "</em>"), "b": ("<strong>", "</strong>"), "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>")}
_STYLES = {
    "sc": "font-variant:small-caps",
    "u": "text-decoration:underline",
    "no-i": "font-style:normal",
    "no-b": "font-weight:normal",
    "no-sc": "font-variant:normal",
    "no-u": "text-decoration:none",
    "no-sup": "vertical-align:baseline",
}
_TAGS |= {name: (f'<span style="{style};">', "</span>") for name, style in _STYLES.items()}
_LINE_BREAK = "\\\n"
# Where one block ends and the next begins there is one new line.
_MORE_LINE_BREAKS = re.compile(r"(?<=\\\n)(?:\\\n)+")
_TAGS |= {
    "left-margin": ("", " "),
    "block": (_LINE_BREAK, _LINE_BREAK),
    "indent": (f"{_LINE_BREAK}&emsp;", _LINE_BREAK),
}


def write(events: Sequence[Event], *, links: bool = False) -> str:
    """The stream as a paragraph of CommonMark."""
    events = fold_bare_links(events) if links else events
    partners = _partners(events)
    written = [
        _write_text(events, index, event)
        if isinstance(event, str)
        else _write_mark(events, index, partners[index], links=links)
        for index, event in enumerate(events)
    ]
    return _protect_start(_MORE_LINE_BREAKS.sub("", "".join(written)))


def _partners(events: Sequence[Event]) -> dict[int, int]:
    """The index of the mark that each mark opens or closes with."""
    partners: dict[int, int] = {}
    stack: list[int] = []
    for index, event in enumerate(events):
        if isinstance(event, str):
            continue
        if event.opens and event.name != "bare-link":
            stack.append(index)
            partners[index] = len(events) - 1
        elif stack:
            partners[index] = stack.pop()
            partners[partners[index]] = index
        else:
            partners[index] = index
    return partners


def _write_text(events: Sequence[Event], index: int, text: str) -> str:
    """Text, the exclamation mark at whose end does not turn a link after it into an image."""
    escaped = escape(text)
    if escaped.endswith("!") and index + 1 < len(events) and isinstance(events[index + 1], Mark):
        return f"{escaped[:-1]}\\!"
    return escaped


def _write_mark(events: Sequence[Event], index: int, partner: int, *, links: bool) -> str:
    mark = events[index]
    if not isinstance(mark, Mark):
        return ""
    if mark.name == "bare-link":
        return f"<{mark.value}>"
    if mark.name == "link":
        return _write_link(mark) if links and is_web_address(mark.value) else ""
    if mark.name in _SIGNS and _read_as_emphasis(events, min(index, partner), max(index, partner)):
        return _SIGNS[mark.name]
    opening, closing = _TAGS.get(mark.name, ("", ""))
    if mark.name == "left-margin" and (_text_at(events, index - 1) or "").endswith(" "):
        return ""
    return opening if mark.opens else closing


def _write_link(mark: Mark) -> str:
    return "[" if mark.opens else f"](<{mark.value}>)"


def _read_as_emphasis(events: Sequence[Event], start: int, end: int) -> bool:
    """Whether asterisks at these places open and close emphasis, as CommonMark's rules of flanking have it.

    Asterisks that touch other marks are not trusted.
    """
    before, first = _text_at(events, start - 1), _text_at(events, start + 1)
    last, after = _text_at(events, end - 1), _text_at(events, end + 1)
    if not first or not last or before is None or after is None:
        return False
    return _flanks(before[-1:], first[0]) and _flanks(after[:1], last[-1])


def _text_at(events: Sequence[Event], index: int) -> str | None:
    """The text of an event; empty beyond the ends, a blank where a part stands apart, None for any other mark."""
    if not 0 <= index < len(events):
        return ""
    event = events[index]
    if isinstance(event, str):
        return event or None
    return " " if event.name in DISPLAYS else None


def _flanks(outside: str, inside: str) -> bool:
    """Whether an asterisk between two letters clings to the one inside."""
    if inside.isspace() or not inside.isprintable():
        return False
    return inside.isalnum() or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(letter: str) -> bool:
    return unicodedata.category(letter).startswith("P")


def escape(text: str) -> str:
    """Text as it stands in a paragraph."""
    return _SPECIAL.sub(_backslashed, text).replace("\n", " ")


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _protect_start(written: str) -> str:
    """A paragraph must not begin as a heading, a list, a rule or an indented block."""
    written = written.strip(" \t\n").removeprefix(_LINE_BREAK).removesuffix("\\").rstrip(" \t\n")
    found = _LINE_START.match(written)
    if not found:
        return written
    if found[0].isdigit():
        return f"{found[0]}\\{written[found.end() :]}"
    return f"\\{written}"
