"""How is a stream written in Typst? Events → markup for a `.typ` file.

What Typst would act upon is escaped. Every call ends with a semicolon (which prints nothing), so that a bracket, a
parenthesis or a period after it is text and not part of the call.
"""

import re
from collections.abc import Sequence

from refdesk.csl.tree import Event
from refdesk.csl.writing.addresses import is_web_address

_SPECIAL = re.compile(r"[\\*_`$#@<>\[\]~\"'/\u00a0]|-(?=[-?0-9])|\.(?=\.)")
_LINE_START = re.compile(r"[=+\-/]|\d{1,9}(?=\.)")
_IN_STRING = str.maketrans({"\\": "\\\\", '"': '\\"'})

_OPENING = {
    "i": "#emph[",
    "b": "#strong[",
    "sup": "#super[",
    "sub": "#sub[",
    "sc": "#smallcaps[",
    "u": "#underline[",
    "no-i": '#text(style: "normal")[',
    "no-b": '#text(weight: "regular")[',
    "no-sc": '#text(features: ("smcp": 0))[',
    "no-u": "#box[",
    "no-sup": "#text()[",
    "block": "#block[",
    "indent": "#block(inset: (left: 2em))[",
    "left-margin": "#box[",
    "right-inline": "#text()[",
}


def write(events: Sequence[Event], *, links: bool = False) -> str:
    """The stream as Typst markup, its brackets balanced."""
    written: list[str] = []
    for event in events:
        if isinstance(event, str):
            written.append(escape(event))
        elif event.name == "link":
            if links and is_web_address(event.value):
                written.append(f'#link("{event.value.translate(_IN_STRING)}")[' if event.opens else "];")
        elif event.opens:
            written.append(_OPENING.get(event.name, ""))
        elif event.name in _OPENING:
            written.append("]; " if event.name == "left-margin" else "];")
    return _protect_start("".join(written))


def escape(text: str) -> str:
    """Text as it stands in Typst, inside a line."""
    return _SPECIAL.sub(_escape_sign, text)


def _escape_sign(found: re.Match[str]) -> str:
    return "~" if found[0] == "\u00a0" else f"\\{found[0]}"


def _protect_start(written: str) -> str:
    """A line must not begin as a heading, list or numbered item."""
    found = _LINE_START.match(written)
    if not found:
        return written
    if found[0].isdigit():
        return f"{found[0]}\\{written[found.end() :]}"
    return f"\\{written}"
