r"""Which words of a title are in another font, or protected? LaTeX ↔ CSL's inline markup ↔ plain text.

In: `The \emph{Origin} of {Species}`. Out: `The <i>Origin</i> of <span class="nocase">Species</span>`, in the tags that
processors of CSL know; and back. What text_of makes of the LaTeX and plain_of of the markup is one and the same. Braces
protect the case of what they hold (biblatex manual 2.3.3, 4.6.4), but for those that only close off a command's
argument or an accent; a brace inside a word protects the whole word.
"""

import re

from refdesk.formats.latex_text import latex_of, text_of

_TAGS = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sc": ('<span style="font-variant: small-caps;">', "</span>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "nocase": ('<span class="nocase">', "</span>"),
}
_COMMANDS = {
    "i": "\\emph{",
    "b": "\\textbf{",
    "sc": "\\textsc{",
    "sup": "\\textsuperscript{",
    "sub": "\\textsubscript{",
    "nocase": "{",
}
_NAMES = tuple(_TAGS)
# Private signs stand for the tags while LaTeX is read: the opening ones from U+E000 on, then one that closes.
_OPEN = {name: chr(0xE000 + place) for place, name in enumerate(_NAMES)}
_CLOSE = "\ue00f"
_SIGNS = re.compile("[\ue000-\ue00f]")
_LATEX = re.compile(
    r"""
    \\(?:emph|textit|textsl|mkbibemph|mkbibitalic|(?P<b>textbf|mkbibbold)|(?P<sc>textsc)|(?P<sup>textsuperscript)
        |(?P<sub>textsubscript))[ ]?\{(?P<font>)
    | \{\\(?:em|it|itshape|sl|slshape|(?P<old_b>bf|bfseries)|(?P<old_sc>sc|scshape))(?![A-Za-z])[ ]?(?P<old_font>)
    | \\[A-Za-z]+(?P<argument>[ ]?(?=\{))?
    | \\["'`^~=.](?P<accent>(?=\{))?
    | \\.
    | \$[^$\\]*(?:\\.[^$\\]*)*\$
    | (?P<brace>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 20
_FONTS = ("b", "sc", "sup", "sub")
_IN_WORD = re.compile(f"(\\w{{0,60}}){_OPEN['nocase']}([^\ue000-\ue00f]*){_CLOSE}(\\w{{0,60}})")
_TAG = re.compile(
    r"<(?P<slash>/?)(?:(?P<name>i|b|sup|sub|sc)|span(?:\s+(?:class=\"(?P<nocase>nocase)\""
    r"|style=\"font-variant:\s?(?P<caps>small-caps);?\"))?)\s?>"
)


def marked_of(latex: str) -> str:
    """The text of the LaTeX in CSL's markup; empty where plain text says it all."""
    if "{" not in latex:
        return ""
    signed = text_of(_Scanner().signed(_SIGNS.sub("", latex)))
    signed = _IN_WORD.sub(_whole_word, signed)
    marked = _tagged(signed)
    return marked if "<" in marked and marked != plain_of(marked) and plain_of(marked) == text_of(latex) else ""


class _Scanner:
    """Puts a sign for every brace that marks something, and leaves all other LaTeX as it is."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._argument_at = -1

    def signed(self, latex: str) -> str:
        """The LaTeX with signs in place of the braces and commands that mark something."""
        return _LATEX.sub(self._sign, latex)

    def _sign(self, match: re.Match[str]) -> str:
        if match["font"] is not None or match["old_font"] is not None:
            told = match.groupdict()
            name = next((font for font in _FONTS if told[font] or told.get(f"old_{font}")), "i")
            return self._opened("", "{") if len(self._open) > _DEEPEST else self._opened(name, _OPEN[name])
        if match["argument"] is not None or match["accent"] is not None:
            self._argument_at = match.end()
        if match["brace"] == "{":
            return self._brace(match)
        if match["brace"] == "}":
            name = self._open.pop() if self._open else ""
            if not name:
                self._argument_at = match.end()  # a command may have a second argument
            return _CLOSE if name else "}"
        return match[0]

    def _brace(self, match: re.Match[str]) -> str:
        is_bare = match.start() == self._argument_at or match.string.startswith("\\", match.end())
        is_bare = is_bare or len(self._open) > _DEEPEST or "nocase" in self._open
        return self._opened("", "{") if is_bare else self._opened("nocase", _OPEN["nocase"])

    def _opened(self, name: str, sign: str) -> str:
        self._open.append(name)
        return sign


def _whole_word(match: re.Match[str]) -> str:
    """A protected part with the rest of its word; where there is no capital there is nothing to protect."""
    whole = "".join(match.groups())
    return whole if whole.islower() or not any(map(str.isalpha, whole)) else f"{_OPEN['nocase']}{whole}{_CLOSE}"


def _tagged(signed: str) -> str:
    """Signs as tags. A sign that closes nothing is dropped."""
    opened: list[str] = []

    def tag(match: re.Match[str]) -> str:
        if match[0] != _CLOSE:
            opened.append(_NAMES[ord(match[0]) - 0xE000] if ord(match[0]) - 0xE000 < len(_NAMES) else "i")
            return _TAGS[opened[-1]][0]
        return _TAGS[opened.pop()][1] if opened else ""

    tagged = _SIGNS.sub(tag, signed)
    return tagged + "".join(_TAGS[name][1] for name in reversed(opened))


def plain_of(marked: str) -> str:
    """The words alone."""
    return _TAG.sub("", marked) if "<" in marked else marked


def latex_of_marked(marked: str) -> str:
    """The markup as LaTeX; tags that close nothing are dropped, those that are never closed end with the text."""
    written, opened, at = [], [], 0
    for match in _TAG.finditer(marked):
        written.append(latex_of(marked[at : match.start()]))
        at = match.end()
        if not match["slash"]:
            name = _name_of(match)
            opened.append(name)
            written.append(_COMMANDS.get(name, ""))
        elif opened:
            written.append("}" if opened.pop() else "")
    written.append(latex_of(marked[at:]))
    return "".join(written) + "".join("}" for name in opened if name)


def normal_markup(text: str) -> str:
    """CSL's markup in the form in which this module writes it; empty where the text has none, or tags that cross."""
    opened: list[tuple[str, str]] = []
    is_sound = True

    def tag(match: re.Match[str]) -> str:
        nonlocal is_sound
        said = match["name"] or "span"
        if not match["slash"]:
            name = _name_of(match)
            opened.append((said, name))
            return _TAGS[name][0] if name else ""
        if not opened or opened[-1][0] != said:
            is_sound = False
            return ""
        name = opened.pop()[1]
        return _TAGS[name][1] if name else ""

    marked = _TAG.sub(tag, text) if "<" in text else text
    return marked if is_sound and not opened and marked != plain_of(marked) else ""


def _name_of(match: re.Match[str]) -> str:
    """The name of an opening tag; none for a span that says nothing."""
    return match["name"] or (match["nocase"] and "nocase") or (match["caps"] and "sc") or ""
