"""How is a stream written in HTML? Events → a fragment that is well-formed XML too.

The elements and styles are those of the official CSL test-suite. Everything from data is escaped; a link leads to the
web or is none.
"""

import re
from collections.abc import Sequence

from refdesk.csl.tree import Event
from refdesk.csl.writing.addresses import is_web_address

_ESCAPED = re.compile("[&<>]")
_ENTITIES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_QUOTED = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;", '"': "&#34;", "'": "&#39;"})

_OPENING = {
    "i": "<i>",
    "b": "<b>",
    "sup": "<sup>",
    "sub": "<sub>",
    "sc": '<span style="font-variant:small-caps;">',
    "u": '<span style="text-decoration:underline;">',
    "no-i": '<span style="font-style:normal;">',
    "no-b": '<span style="font-weight:normal;">',
    "no-sc": '<span style="font-variant:normal;">',
    "no-u": '<span style="text-decoration:none;">',
    "no-sup": '<span style="baseline">',
    "block": '<div class="csl-block">',
    "left-margin": '<div class="csl-left-margin">',
    "right-inline": '<div class="csl-right-inline">',
    "indent": '<div class="csl-indent">',
}
_CLOSING = {"i": "</i>", "b": "</b>", "sup": "</sup>", "sub": "</sub>"} | dict.fromkeys(
    ["block", "left-margin", "right-inline", "indent"], "</div>"
)
_CLOSING = {name: _CLOSING.get(name, "</span>") for name in _OPENING}


def write(events: Sequence[Event], *, links: bool = False) -> str:
    """The stream as a fragment of HTML."""
    written: list[str] = []
    for event in events:
        if isinstance(event, str):
            written.append(event.translate(_ENTITIES) if _ESCAPED.search(event) else event)
        elif event.name == "link":
            if links and is_web_address(event.value):
                written.append(f'<a href="{event.value.translate(_QUOTED)}">' if event.opens else "</a>")
        elif event.opens:
            written.append(_OPENING.get(event.name, ""))
        else:
            written.append(_CLOSING.get(event.name, ""))
    return "".join(written)


def escape(text: str) -> str:
    """Text as it stands in HTML."""
    return text.translate(_ENTITIES)
