"""How is a stream written as plain text? Events → text without formats; raised figures as Unicode has them."""

from collections.abc import Sequence

from refdesk.csl.tree import DISPLAYS, Event, Mark

_RAISED = str.maketrans("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SCRIPTS = {"sup": _RAISED, "sub": _LOWERED}
_OPENING = {"block": "\n", "indent": "\n    "}
_CLOSING = {"left-margin": " ", "block": "\n", "indent": "\n"}


def write(events: Sequence[Event], *, links: bool = False) -> str:  # noqa: ARG001 - the signature of all writers
    """The stream as text."""
    written: list[str] = []
    stretch: list[str] = []
    scripts: list[dict[int, int]] = []
    for event in events:
        if isinstance(event, str):
            (stretch if scripts else written).append(event)
        elif event.name in _SCRIPTS or event.name in DISPLAYS:
            written += _raised(stretch, scripts)
            stretch.clear()
            _follow(event, scripts)
            _break_line(written, event)
    return "".join([*written, *_raised(stretch, scripts)]).strip("\n ")


def _follow(mark: Mark, scripts: list[dict[int, int]]) -> None:
    if mark.name not in _SCRIPTS:
        return
    if mark.opens:
        scripts.append(_SCRIPTS[mark.name])
    elif scripts:
        scripts.pop()


def _raised(texts: Sequence[str], scripts: Sequence[dict[int, int]]) -> list[str]:
    """The texts of a stretch in raised or lowered characters, if there are such for its letters: not "¹⁽p⁵⁾".

    Commas and dashes have none and stand between raised figures as they are.
    """
    script = scripts[-1] if scripts else {}
    if any(letter.isalpha() and ord(letter) not in script for text in texts for letter in text):
        return list(texts)
    return [text.translate(script) if all(ord(letter) in script for letter in text) else text for text in texts]


def _break_line(written: list[str], mark: Mark) -> None:
    """What a display value means in text: a line, an indented line, a blank after a label."""
    space = (_OPENING if mark.opens else _CLOSING).get(mark.name, "")
    before = written[-1] if written else ""
    if space and before and not before.endswith(space[0]):
        written.append(space)
    elif before.endswith("\n"):
        written.append(space.lstrip("\n"))
