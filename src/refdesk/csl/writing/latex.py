r"""How is a stream written in LaTeX? Events → a fragment for LaTeX with Unicode input and `hyperref`.

Every character that TeX would act upon is written by its command; dashes, quotation marks and letters stay Unicode.
Upright stretches inside italics are `\textup`, which, unlike `\emph`, says what is meant wherever it is moved.
"""

import re
from collections.abc import Sequence

from refdesk.csl.tree import Event
from refdesk.csl.writing.addresses import fold_bare_links, is_web_address

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "\u00a0": "~",
        "\u202f": r"\,",
        "\n": " ",
        "\r": " ",
    }
)
# TeX joins these into dashes and other signs: "--" is an en dash, "''" a closing quotation mark, "?`" an "¿".
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
_ACTED_UPON = re.compile(r"[\\{}$&#%_~^<>|\"`\u00a0\u202f\n\r]|--|''|,,")
_ADDRESS = str.maketrans({"%": r"\%", "#": r"\#", "&": r"\&", "~": r"\string~", "_": r"\_", "$": r"\$"})

_PERCENT = re.compile("[%#]")

_OPENING = {
    "i": r"\textit{",
    "b": r"\textbf{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
    "sc": r"\textsc{",
    "u": r"\underline{",
    "no-i": r"\textup{",
    "no-b": r"\textmd{",
    "no-sc": r"\textup{",
    "no-u": "{",
    "no-sup": "{",
    "block": r"\par{}{",
    "indent": r"\par{}\hspace*{2em}{",
    "left-margin": "{",
    "right-inline": "{",
}
_CLOSING = {"left-margin": "} ", "block": r"}\par{}", "indent": r"}\par{}"}


def write(events: Sequence[Event], *, links: bool = False) -> str:
    """The stream as a fragment of LaTeX, its braces balanced."""
    written: list[str] = []
    for event in fold_bare_links(events) if links else events:
        if isinstance(event, str):
            written.append(escape(event))
        elif event.name == "bare-link":
            written.append(rf"\url{{{_PERCENT.sub(_backslashed, event.value)}}}")
        elif event.name == "link":
            if links and is_web_address(event.value):
                written.append(rf"\href{{{event.value.translate(_ADDRESS)}}}{{" if event.opens else "}")
        elif event.name in _OPENING:
            written.append(_OPENING[event.name] if event.opens else _CLOSING.get(event.name, "}"))
    return _protect_bracket("".join(written))


def escape(text: str) -> str:
    """Text as it stands in LaTeX."""
    if _ACTED_UPON.search(text) is None:
        return text
    return "{}".join([part.translate(_SPECIAL) for part in _LIGATURE.split(text)])


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _protect_bracket(written: str) -> str:
    r"""A bracket right after `\item` or `\\` would be its option."""
    return "{[}" + written[1:] if written.startswith("[") else written
