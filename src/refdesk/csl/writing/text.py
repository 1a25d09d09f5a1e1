"""How is a stream written as plain text? Events → text without formats; raised figures as Unicode has them."""

from collections.abc import Sequence

from refdesk.csl.tree import Event, Mark

_RAISED = str.maketrans("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OPENING = {"block": "\n", "indent": "\n    "}
_CLOSING = {"left-margin": " ", "block": "\n", "indent": "\n"}


def write(events: Sequence[Event], *, links: bool = False) -> str:  # noqa: ARG001 - the signature of all writers
    """The stream as text."""
    written: list[str] = []
    scripts: list[dict[int, int]] = []
    for event in events:
        if isinstance(event, str):
            written.append(_raise(event, scripts[-1]) if scripts else event)
        elif event.name in ("sup", "sub"):
            _follow(event, scripts)
        else:
            _break_line(written, event)
    return "".join(written).strip("\n ")


def _follow(mark: Mark, scripts: list[dict[int, int]]) -> None:
    if mark.opens:
        scripts.append(_RAISED if mark.name == "sup" else _LOWERED)
    elif scripts:
        scripts.pop()


def _raise(text: str, script: dict[int, int]) -> str:
    """The text in raised or lowered characters, if there are such for all of it."""
    return text.translate(script) if all(ord(letter) in script for letter in text) else text


def _break_line(written: list[str], mark: Mark) -> None:
    """What a display value means in text: a line, an indented line, a blank after a label."""
    space = (_OPENING if mark.opens else _CLOSING).get(mark.name, "")
    before = written[-1] if written else ""
    if space and before and not before.endswith(space[0]):
        written.append(space)
    elif before.endswith("\n"):
        written.append(space.lstrip("\n"))
