r"""How is text written in LaTeX? Plain Unicode text ↔ the text of a BibTeX field.

In: text. Out: LaTeX whose braces balance and that any TeX prints as that text; and back, for what refdesk writes
exactly, for what others write as far as it is text: accents, symbols, fonts, quotes and dashes. What only TeX
could carry out keeps its argument; an unknown command without one stays as it is, so that nothing is lost.
Addresses, DOIs and file names are never sent through here: to biber they are verbatim.

pylatexenc knows the names of LaTeX's symbols. Its parser is not asked: on hostile text (`\footnote` at the end,
fifty thousand `\(`) it raises KeyError, TypeError or RecursionError.
"""

import functools
import re
import unicodedata
from collections.abc import Callable

# biblatex decodes UTF-8, so only what TeX itself reads as a command is escaped. Single braces are named, not
# escaped: BibTeX counts braces even behind a backslash.
_ESCAPES = {
    "\\": "{\\textbackslash}",
    "{": "{\\textbraceleft}",
    "}": "{\\textbraceright}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
    "#": "\\#",
    "$": "\\$",
    "%": "\\%",
    "&": "\\&",
    "_": "\\_",
}
_TO_ESCAPE = re.compile(r"[\\{}~^#$%&_]")
# Pairs that TeX's fonts join into another sign: an empty group keeps them apart.
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|[!?](?=`)|<(?=<)|>(?=>)|,(?=,)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_NEEDS_READING = re.compile(r"[\\{}$~]|--|``|''|[!?]`|<<|>>|,,")
_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[\#$%&_{}])
    | \\(?P<accent>["'`^~=.]|[uvHcdbkrt](?![A-Za-z]))[ ]*(?:\{[ ]*\\?(?P<braced>[^\\{}]?)[ ]*\}|\\?(?P<bare>[A-Za-z]))
    | \\href[ ]*\{[^{}]*\}
    | \\(?:mkbibquote|enquote)\*?\{(?P<quoted>[^{}\\]*)\}
    | \\(?P<command>[A-Za-z]+)\s*
    | \\(?P<space>[ \n,;:~\\])
    | \\[^A-Za-z]
    | (?P<ligature>---?|``|''|[!?]`|<<|>>|,,)
    | (?P<tie>~)
    | [{}]
    | \$(?P<math>[^$\\]*)\$
    """,
    re.VERBOSE,
)
_COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "par": "\n\n",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "pounds": "£",
    "euro": "€",
    "copyright": "©",
    "S": "§",
    "P": "¶",
}
# Fonts and the like print their argument and nothing of their own, also in the old form `{\em text}`.
_SILENT = {"em", "it", "bf", "sc", "sl", "tt", "rm", "sf", "upshape", "itshape", "bfseries", "scshape", "relax"}
_LIGATURES = {
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
    "!`": "¡",
    "?`": "¿",
    "<<": "«",
    ">>": "»",
    ",,": "„",
}
_COMBINING = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")


def latex_of(text: str) -> str:
    """The text as LaTeX. Control characters, which mean nothing in print, become spaces."""
    clean = _CONTROL.sub(" ", text)
    apart = _LIGATURE.sub(lambda match: match[0] + "\0", clean)
    return _TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], apart).replace("\0", "{}")


@functools.lru_cache(maxsize=65_536)
def text_of(latex: str) -> str:
    """What the LaTeX prints, on one line; a blank line parts paragraphs."""
    return _spaced(_TOKEN.sub(_plain, latex) if _NEEDS_READING.search(latex) else latex)


def _plain(match: re.Match[str]) -> str:
    """What one token of LaTeX prints; braces and signs without meaning print nothing."""
    kind = match.lastgroup
    return _PRINTERS[kind](match) if kind else ""


def _accented(accent: str, letter: str) -> str:
    r"""The letter with its accent; an accent over nothing is the sign itself, as in `\~{}`."""
    if not letter:
        return accent
    return unicodedata.normalize("NFC", letter + _COMBINING[accent])


def _command(match: re.Match[str]) -> str:
    name = match["command"]
    if name in _COMMANDS:
        return _COMMANDS[name]
    if name in _SILENT:
        return ""
    if (symbol := _symbol(name)) is not None:
        return symbol
    has_argument = match.string.startswith("{", match.end())
    return "" if has_argument else match[0]


_PRINTERS: dict[str, Callable[[re.Match[str]], str]] = {
    "escaped": lambda match: match["escaped"],
    "math": lambda match: match["math"],
    "quoted": lambda match: f"“{match['quoted']}”",
    "braced": lambda match: _accented(match["accent"], match["braced"]),
    "bare": lambda match: _accented(match["accent"], match["bare"]),
    "command": _command,
    "space": lambda _: " ",
    "ligature": lambda match: _LIGATURES[match["ligature"]],
    "tie": lambda _: "\u00a0",
}


@functools.cache
def _symbol(name: str) -> str | None:
    r"""What LaTeX prints for a command that stands for a sign, such as `\ss`; None for any other command."""
    from pylatexenc.latex2text import get_default_latex_context_db

    specification = get_default_latex_context_db().get_macro_spec(name)
    sign = specification.simplify_repl if specification else None
    return sign if isinstance(sign, str) and sign and "%" not in sign else None


def _spaced(text: str) -> str:
    """Runs of spaces and line ends as one space, as TeX reads them; no-break spaces stay."""
    if "\n" not in text and "  " not in text:
        return text.strip(" \t")
    paragraphs = _BLANK_LINE.split(text.replace("\r\n", "\n").strip(" \t\r\n"))
    return "\n\n".join(re.sub(r"[ \t\r\n]+", " ", paragraph) for paragraph in paragraphs)
