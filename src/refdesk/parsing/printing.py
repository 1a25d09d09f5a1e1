"""The words of a piece of print, freed of how they were printed.

In: a piece as it stands in the document, with markup, line breaks, broken words and the stops around it. Out: the
words.
"""

import re

TAG = re.compile(r"</?(?:i|b|u|em|italic|bold|strong|sup|sub|sc|span|cite)\b[^<>]{0,200}>", re.IGNORECASE)
"""A tag of HTML or JATS that only says how the words are printed."""

_ESCAPE = re.compile(r"\\([$&%#_*<>\[\]~`])")
_LATEX = re.compile(r"\\(?:emph|textit|textsl|textbf|textsc)\{|[{}]")
_ITALICS = re.compile(r"(?<!\w)_(?=\w)|(?<=[\w.,;:!?)])_(?!\w)|\*+")
_HYPHENS = re.compile(r"([^\W\d_]{2,30})-\s+([^\W\d_]{2,30})")
_BLANK_BEFORE_STOP = re.compile(r"\s+(?=[,;)\]])|(?<=[(\[])\s+|(?<=\w)\s+(?=\.(?:\s|$))")
# "pre- and postwar", "Vor- und Nachteile", "macro- y microeconomía" keep their hyphens.
_JOINTS = frozenset(("and", "or", "und", "oder", "bzw", "et", "ou", "y", "o", "e", "en", "of", "to", "versus"))
# Prefixes after which English keeps the hyphen even where a line ended there.
_KEEPS_HYPHEN = frozenset(
    ("self", "non", "well", "post", "anti", "long", "short", "high", "low", "cross", "ex", "semi", "so")
)


def plain(piece: str) -> str:
    """The words in one line, without the marks of italics, bold and tags; their stops stay."""
    if "<" in piece:
        piece = TAG.sub("", piece)
    if "\\" in piece or "{" in piece:
        piece = _LATEX.sub("", _ESCAPE.sub(r"\1", piece))
    return tidy_blanks(_ITALICS.sub("", piece) if "*" in piece or "_" in piece else piece)


def tidy_blanks(piece: str) -> str:
    """The piece in one line, words that a line's end broke made whole, no blank before a comma or inside brackets."""
    if "\u00ad" in piece:
        piece = re.sub(r"\u00ad\s*", "", piece)
    piece = " ".join(piece.split())
    if "- " in piece:
        piece = _HYPHENS.sub(_mended, piece)
    return _BLANK_BEFORE_STOP.sub("", piece)


def _mended(match: re.Match[str]) -> str:
    first, second = match.groups()
    if second.casefold() in _JOINTS or first.isupper():
        return match.group()
    keeps = first.casefold() in _KEEPS_HYPHEN or not second[0].islower()
    return f"{first}{'-' if keeps else ''}{second}"


def bare(piece: str) -> str:
    """A name (of a journal, town, publisher) without the stops, brackets and quotes around it; its own stay."""
    name = plain(piece).strip(' ,;:*"“”„«»<>')
    name = name.strip(".") if name.startswith(".") else name
    while name and (name[0] in "([" and name[-1] in ")]") and _encloses(name):
        name = name[1:-1].strip(" ,;:.")
    return without_lone_brackets(name).strip(' ,;:"“”„«»')


def _encloses(name: str) -> bool:
    """Whether the first bracket is closed by the last."""
    depth = 0
    for char in name[:-1]:
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return False
    return True


def without_lone_brackets(name: str) -> str:
    """The name without a bracket at its ends that has no partner in it."""
    for opening, closing in ("()", "[]"):
        missing = name.count(opening) - name.count(closing)
        if missing > 0 and name.rstrip(" ,;:.").endswith(opening):
            name = name.rstrip(" ,;:.")[:-1]
        elif missing > 0 and name.startswith(opening):
            name = name[1:]
        elif missing < 0 and name.rstrip(" ,;:.").endswith(closing):
            name = name.rstrip(" ,;:.")[:-1]
        elif missing < 0 and name.startswith(closing):
            name = name[1:]
    return name.strip()


def without_last_stop(name: str) -> str:
    """The name without the full stop of the reference; that of an abbreviation ("Phys. Rev. Lett.", "Inc.") stays.

    A name of which most other words are abbreviated ends in an abbreviation, too.
    """
    if not name.endswith(".") or name.endswith(("..", " Inc.", " Ltd.", " Co.")):
        return name
    others = name.split()[:-1]
    return name if others and sum(word.rstrip(",").endswith(".") for word in others) * 2 > len(others) else name[:-1]
