r"""How is text written in LaTeX? Plain Unicode text ↔ the text of a BibTeX field.

In: text. Out: LaTeX whose braces balance and that any TeX prints as that text; and back, for what refdesk writes
exactly, for what others write as far as it is text: accents, symbols, fonts, quotes, dashes and simple math. What
only TeX could carry out, an unknown command, stays as it is with its arguments, so that nothing is lost.
Addresses, DOIs and file names are never sent through here: to biber they are verbatim.

pylatexenc knows the names of LaTeX's symbols. Its parser is not asked: on hostile text (`\footnote` at the end,
fifty thousand `\(`) it raises KeyError, TypeError or RecursionError.
"""

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Any

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
    | \\(?P<accent>["'`^~=.]|[uvHcdbkrt](?![A-Za-z]))\s*
        (?:\{\s*\\(?P<inner>["'`^~=.]|[uvHcdbkrt](?![A-Za-z]))\s*
            (?:\{(?P<in_braces>[^\W\d_])\}|(?P<inmost>[^\W\d_]))\s*\}
        | \{\s*(?P<slash>\\?)(?P<braced>[^\\{}]*)\}
        | \\(?P<dotless>[ij])(?![A-Za-z])\s* | \\(?P<named>ae|AE|oe|OE|aa|AA)(?![A-Za-z])\s* | \\?(?P<bare>[^\W\d_]))
    | \\href\s*\{[^{}]*\}
    | \\(?:url|nolinkurl|path)\s*\{(?P<verbatim>[^{}]*)\}
    | \\(?i:noopsort|sortnoop)\s*\{[^{}]*\}
    | \\(?P<command>[A-Za-z]+)\s*
    | \\(?P<space>[ \n,;:~\\])
    | \\(?P<sign>[^A-Za-z])
    | (?P<ligature>---?|``|''|[!?]`|<<|>>|,,)
    | (?P<tie>~)
    | (?P<brace>[{}])
    | \$(?P<math>[^$\\]*(?:\\.[^$\\]*)*)\$
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textperiodcentered": "·",
    "textnumero": "№",
    "slash": "/",
    "thinspace": " ",
    "space": " ",
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "cprime": "ʹ",
    "cdprime": "ʺ",
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
_SILENT_COMMANDS = """
    em it bf sc sl tt rm sf upshape itshape slshape bfseries mdseries scshape rmfamily sffamily ttfamily normalfont
    relax protect tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge
    textit textbf textsc texttt textsf textrm textsl textup textmd textnormal emph text mbox hbox underline uline
    textsuperscript textsubscript mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak ensuremath boldsymbol
    mkbibemph mkbibitalic mkbibbold autocap NoCaseChange MakeUppercase MakeLowercase uppercase lowercase natexlab
"""
_SILENT = frozenset(_SILENT_COMMANDS.split())
# Signs behind a backslash that print nothing: hyphenation, italic correction, spacing, delimiters of math.
_SILENT_SIGNS = frozenset("-/()[]!@")
# What prints around the argument of a command.
_FRAMES = {
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "frac": ("", "/"),
    "sqrt": ("√(", ")"),
}
_BARE, _BRACES = ("", ""), ("{", "}")
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
_SCRIPT = re.compile(
    r"\^\s*(?P<degree>\{\s*\\circ\s*\}|\\circ(?![A-Za-z])\s*)"
    r"|(?P<sign>[_^])\s*(?:\{\s*(?P<braced>[-+0-9]+)\s*\}|(?P<bare>[0-9]))"
)
_LOW = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_HIGH = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# TeX's fonts have no such figures, but for ¹, ² and ³: they are written in math, and a run of them as one.
_FIGURES = re.compile("[₀-₉₊₋]+|[⁰¹²³⁴-⁹⁺⁻]*[⁰⁴-⁹⁺⁻][⁰¹²³⁴-⁹⁺⁻]*")
_LEVEL = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-" * 2)
ACCENTS = {mark: command for command, mark in _COMBINING.items()}
"""Combining marks → TeX's commands for accents."""
_LONGEST_REMEMBERED = 4_000
_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")


def latex_of(text: str) -> str:
    """The text as LaTeX. Control characters, which mean nothing in print, become spaces."""
    clean = _CONTROL.sub(" ", text)
    apart = _LIGATURE.sub(lambda match: match[0] + "\0", clean)
    escaped = _TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], apart).replace("\0", "{}")
    return escaped if escaped.isascii() else _FIGURES.sub(_in_math, escaped)


def _in_math(match: re.Match[str]) -> str:
    sign = "_" if match[0][0] in "₀₁₂₃₄₅₆₇₈₉₊₋" else "^"
    return f"${sign}{{{match[0].translate(_LEVEL)}}}$"


def text_of(latex: str) -> str:
    """What the LaTeX prints, on one line; a blank line parts paragraphs. An unknown command stays as it is written."""
    return _text_of(latex) if len(latex) > _LONGEST_REMEMBERED else _remembered_text(latex)


def _text_of(latex: str) -> str:
    return _spaced(_printed(latex) if _NEEDS_READING.search(latex) else latex)


_remembered_text = functools.lru_cache(maxsize=65_536)(_text_of)


def _printed(latex: str) -> str:
    return _TOKEN.sub(_Printer().printed, latex)


class _Printer:
    """Prints one token of LaTeX after the other, and remembers what each open brace will print when it closes."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._frame = _BARE
        self._framed_at = -1

    def printed(self, match: re.Match[str]) -> str:
        """What this token prints; braces and signs without meaning print nothing."""
        match match.lastgroup:
            case None:
                return ""
            case "brace":
                return self._brace(match)
            case "command":
                return self._command(match)
            case kind:
                return _PRINTERS[kind](match)

    def _brace(self, match: re.Match[str]) -> str:
        if match[0] == "{":
            frame = self._frame if match.start() == self._framed_at else _BARE
            self._open.append(frame)
            return frame[0]
        frame = self._open.pop() if self._open else _BARE
        if frame is _BRACES:  # an unknown command may have a second argument
            self._frame, self._framed_at = frame, match.end()
        return frame[1]

    def _command(self, match: re.Match[str]) -> str:
        name = match["command"]
        if name in _COMMANDS:
            return _COMMANDS[name]
        if name in _SILENT:
            return ""
        if name not in _FRAMES and (symbol := _symbol(name)) is not None:
            return symbol
        self._frame, self._framed_at = _FRAMES.get(name, _BRACES), match.end()
        return "" if name in _FRAMES else match[0]


def _twice_accented(match: re.Match[str]) -> str:
    r"""A letter with two accents, as in `\'{\^e}`: the inner one stands first."""
    letter = match["in_braces"] or match["inmost"]
    return unicodedata.normalize("NFC", letter + _COMBINING[match["inner"]] + _COMBINING[match["accent"]])


def _named_accented(match: re.Match[str]) -> str:
    r"""A letter with a name, accented, as in `\'\ae`."""
    return unicodedata.normalize("NFC", f"{_symbol(match['named'])}{_COMBINING[match['accent']]}")


def _accented(match: re.Match[str]) -> str:
    r"""The letter with its accent; an accent over nothing is the sign itself, as in `\~{}`."""
    accent, letters = match["accent"], match["braced"] or match["dotless"] or match["bare"]
    if not letters:
        return accent
    if match["slash"] and len(letters.strip()) > 1:  # a letter with a name: \ae
        letters = _symbol(letters.strip()) or letters
    return unicodedata.normalize("NFC", letters[0] + _COMBINING[accent]) + letters[1:]


def _scripted(match: re.Match[str]) -> str:
    """Figures below or above the line."""
    if match["degree"]:
        return "°"
    figures = match["braced"] or match["bare"]
    return figures.translate(_LOW if match["sign"] == "_" else _HIGH)


_PRINTERS: dict[str, Callable[[re.Match[str]], str]] = {
    "escaped": lambda match: match["escaped"],
    "math": lambda match: _printed(_SCRIPT.sub(_scripted, match["math"])),
    "verbatim": lambda match: match["verbatim"],
    "braced": _accented,
    "in_braces": _twice_accented,
    "inmost": _twice_accented,
    "dotless": _accented,
    "named": _named_accented,
    "bare": _accented,
    "sign": lambda match: "" if match["sign"] in _SILENT_SIGNS else match[0],
    "space": lambda _: " ",
    "ligature": lambda match: _LIGATURES[match["ligature"]],
    "tie": lambda _: "\u00a0",
}


@functools.lru_cache(maxsize=10_000)
def _symbol(name: str) -> str | None:
    r"""What LaTeX prints for a command that stands for a sign, such as `\ss`; None for any other command."""
    specification = _symbols().get_macro_spec(name)
    sign = specification.simplify_repl if specification else None
    return sign if isinstance(sign, str) and sign and "%" not in sign else None


@functools.cache
def _symbols() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def _spaced(text: str) -> str:
    """Runs of spaces and line ends as one space, as TeX reads them; no-break spaces stay."""
    if "\n" not in text and "  " not in text:
        return text.strip(" \t")
    paragraphs = _BLANK_LINE.split(text.replace("\r\n", "\n").strip(" \t\r\n"))
    return "\n\n".join(re.sub(r"[ \t\r\n]+", " ", paragraph) for paragraph in paragraphs)
