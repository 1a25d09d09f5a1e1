"""How is a stream written in RTF? Events → a fragment for the body of an RTF file.

Every character outside ASCII is written by its number, those beyond the first plane as a pair; a reader that knows no
Unicode sees "?". Formats are groups, so that each ends where it should.
"""

import re
from collections.abc import Sequence

from refdesk.csl.tree import Event
from refdesk.csl.writing.addresses import is_web_address

_SPECIAL = re.compile(r"[\\{}\t\n\r]|[^\x00-\x7f]")
_COMMANDS = {"\\": "\\\\", "{": r"\{", "}": r"\}", "\t": r"\tab ", "\n": r"\line ", "\r": "", "\u00a0": r"\~"}
_WORD = 0x10000
_HALF = 0x8000

_OPENING = {
    "i": r"{\i ",
    "b": r"{\b ",
    "sup": r"{\super ",
    "sub": r"{\sub ",
    "sc": r"{\scaps ",
    "u": r"{\ul ",
    "no-i": r"{\i0 ",
    "no-b": r"{\b0 ",
    "no-sc": r"{\scaps0 ",
    "no-u": r"{\ulnone ",
    "no-sup": r"{\nosupersub ",
    "block": r"\line {",
    "indent": r"\line\tab {",
    "left-margin": "{",
    "right-inline": "{",
}
_CLOSING = {"left-margin": r"}\tab ", "block": r"}\line ", "indent": r"}\line "}


def write(events: Sequence[Event], *, links: bool = False) -> str:
    """The stream as a fragment of RTF, its braces balanced."""
    written: list[str] = []
    for event in events:
        if isinstance(event, str):
            written.append(escape(event))
        elif event.name == "link":
            if links and is_web_address(event.value):
                written.append(_link(event.value) if event.opens else "}}")
        elif event.name in _OPENING:
            written.append(_OPENING[event.name] if event.opens else _CLOSING.get(event.name, "}"))
    return "".join(written)


def escape(text: str) -> str:
    """Text as it stands in RTF."""
    return _SPECIAL.sub(_escape_letter, text)


def _escape_letter(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in _COMMANDS:
        return _COMMANDS[letter]
    code = letter.encode("utf-16-be", "surrogatepass")
    units = (int.from_bytes(code[place : place + 2]) for place in range(0, len(code), 2))
    return "".join(rf"\u{unit - _WORD if unit >= _HALF else unit}?" for unit in units)


def _link(address: str) -> str:
    return rf'{{\field{{\*\fldinst{{HYPERLINK "{escape(address)}"}}}}{{\fldrslt '
