r"""Running text without what only looks like words of it.

In: a Layout. Out: its flat text, of the same length, in which code, mathematics, addresses, images, HTML tags and the
targets of Markdown links are blanks; the words of a link stay. Escaped brackets are brackets, a blank for the backslash
inside them, so that a mark takes its backslashes with it: `\[3\]` is "[ 3 ]".
"""

import re
from collections.abc import Iterator

from refdesk.reading.layout import Layout

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_MASKED = (
    r"`[^`]{1,300}`",
    r"\$(?=[^\s$])[^$]{0,200}[^\s$]\$(?!\d)",  # $x \in [0, 1]$, but not "$5 (Roe, 2001) and $6"
    r"!\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)",
    r"\[[^\[\]]{1,100}\]:\s{0,3}<?https?://[^\s<>]{1,2000}",  # [1]: https://example.org
    r"<?\bhttps?://[^\s<>]{1,2000}",
    r"<(?!/?sup>)/?[A-Za-z][^<>]{0,300}>",
)
_NO_WORDS = re.compile("|".join(_MASKED))
_LINK = re.compile(
    r"(?P<open>\[)[^\[\]]{1,300}(?P<target>\]\((?P<address>[^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?)\))"
)
_ADDRESS_END = re.compile(r"[)\].,;:!?’”\"']+$")


def running_text(layout: Layout) -> str:
    """The flat text with everything that is no prose as blanks."""
    text = _blanked(layout.flat, _fenced(layout))
    text = _blanked(text, _unlinked(text)).replace("\\[", "[ ").replace("\\]", " ]")
    return _NO_WORDS.sub(_as_blanks, text)


def links(layout: Layout) -> Iterator[tuple[int, int, str, str]]:
    """Every Markdown link outside code: where it begins and ends, its words, its target."""
    text = _blanked(layout.flat, _fenced(layout))
    for match in _LINK.finditer(text):
        if text[match.start() - 1 : match.start()] != "!":
            yield *match.span(), text[match.end("open") : match.start("target")], match["address"]


def _blanked(text: str, spans: Iterator[tuple[int, int]]) -> str:
    pieces, at = list[str](), 0
    for start, end in spans:
        pieces += text[at:start], " " * (end - start)
        at = end
    return "".join([*pieces, text[at:]])


def _fenced(layout: Layout) -> Iterator[tuple[int, int]]:
    """Blocks of code between fences; one that never closes is none."""
    opened: tuple[int, str] | None = None
    for line in layout.lines:
        fence = _FENCE.match(line.text)
        if fence and opened is None:
            opened = line.start, fence[1]
        elif fence and opened and fence[1] == opened[1]:
            yield opened[0], line.end
            opened = None


def _unlinked(text: str) -> Iterator[tuple[int, int]]:
    """The brackets and targets of links, in order of place; an image is left for later."""
    for match in _LINK.finditer(text):
        if text[match.start() - 1 : match.start()] != "!":
            yield match.span("open")
            yield match.span("target")


def _as_blanks(match: re.Match[str]) -> str:
    """As many blanks; brackets and stops after an address belong to the sentence."""
    words = match.group()
    end = _ADDRESS_END.search(words[-40:]) if "://" in words else None
    kept = end.group() if end and "(" not in words else ""
    return " " * (len(words) - len(kept)) + kept
