"""How are names written in BibLaTeX? A name field's LaTeX ↔ Names.

In: `Family, Given and {Some Body} and family=Courson, prefix=De, useprefix=true and others`. Out: Names; a body
stands in braces, and "and others" is a last Name whose literal is `others`. The rules are those of BibTeX's name
parts (biblatex manual 2.3.3; BibTeX's `von_token_found`) and of biblatex's extended name format (3.8 there); as for
biber, a hyphen parts no words. The time is linear in the length of the field.
"""

import functools
import re
from collections.abc import Sequence

from refdesk.formats.latex_text import latex_of, text_of
from refdesk.model.name import Name

OTHERS = Name(literal="others")

_AND = re.compile(r"(?<=\s)and(?=\s)", re.IGNORECASE)
_BRACE_OR_AND = re.compile(rf"[{{}}]|{_AND.pattern}", re.IGNORECASE)
_PLAIN_PERSON = re.compile(r"([^\s{}\\,~]+(?: [^\s{}\\,~]+)*), ([^\s{}\\,~]+(?: [^\s{}\\,~]+)*)\Z")
_EXTENDED = re.compile(r"\"?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_PARTS = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}
_GAP = re.compile(r"[{},]|(?:\\(?=\s|\Z)|(?<!\\)~|\s)+")
# `\c C`, `\i nez`: a space behind these commands parts no words, TeX swallows it.
_OPEN_COMMAND = re.compile(r"\\(?:[uvHcdbkrtijlLoO]|aa|AA|ae|AE|oe|OE|ss|dh|DH|dj|DJ|th|TH)\Z")
# The letter that says whether a word is a particle: the first outside braces, or that of a command. BibTeX takes
# {\'e} and {\oe} for letters; so are \'e and \v{e} here, which it would misread.
_CASE = re.compile(
    r"""
    \{?\\(?P<sign>aa|AA|ae|AE|oe|OE|ss|dh|DH|dj|DJ|th|TH|[ijlLoO])(?![A-Za-z])
    | (?:\{\\[A-Za-z]+|\{?\\(?:[A-Za-z](?![A-Za-z])|[^A-Za-z]))[\s{}\\]*(?P<accented>[^\W\d_])
    | (?P<group>\{)
    | (?P<plain>[^\W\d_])
    """,
    re.VERBOSE,
)
_BRACE = re.compile("[{}]")
_BRACE_OR_COMMA = re.compile("[{},]")
_LONGEST_REMEMBERED = 4_000


def names_of(latex: str) -> tuple[Name, ...]:
    """The names in a name field. A name that cannot be split is kept whole."""
    return _names_of(latex) if len(latex) > _LONGEST_REMEMBERED else _remembered_names(latex)


def _names_of(latex: str) -> tuple[Name, ...]:
    return tuple(name for part in parted_names(latex) if (name := _name_of(part)) is not None)


_remembered_names = functools.lru_cache(maxsize=65_536)(_names_of)


def parted_names(latex: str) -> list[str]:
    """The text of each name: cut at every "and" outside braces that has white space on both sides, or an end."""
    padded = f" {latex} "
    cut = _AND.split(padded) if "{" not in latex else _cut_outside_braces(padded, _BRACE_OR_AND)
    return [part for piece in cut if (part := piece.strip())]


def _cut_outside_braces(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The text cut where `pattern` finds something else than a brace, and no brace is open."""
    pieces, depth, start = [], 0, 0
    for match in pattern.finditer(text):
        if match[0] in "{}":
            depth = max(0, depth + (1 if match[0] == "{" else -1))
        elif depth == 0:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _name_of(latex: str) -> Name | None:
    if latex.lower() == "others":
        return OTHERS
    if _EXTENDED.match(latex):
        return _extended_name(latex)
    if latex.startswith("{") and _closes_at_end(latex):
        return Name(literal=text) if (text := text_of(latex[1:-1])) else None
    plain = _PLAIN_PERSON.match(latex)
    if plain and all(word[0].isupper() for word in plain[1].split(" ")):
        return Name(family=text_of(plain[1]), given=text_of(plain[2]))
    return _classic_name(latex)


def _classic_name(latex: str) -> Name | None:
    """`First von Last`, `von Last, First` or `von Last, Jr, First`; with more commas it is no name of one person."""
    parts = _words(latex)
    while len(parts) > 2 and not parts[-1]:
        parts.pop()
    if len(parts) > 3:
        return Name(literal=text_of(latex))
    front, particle, family = _split_at_particle(parts[0])
    given, suffix = (front, []) if len(parts) == 1 else (parts[-1], parts[1] if len(parts) == 3 else [])
    if len(parts) > 1:
        particle, family = (front + particle, family) if particle else ([], front + family)
    texts = (text_of(" ".join(words)) for words in (family, given, particle, suffix))
    name = Name(*texts)
    return name if name != Name() else None


def _words(latex: str) -> list[list[str]]:
    """The words of each part between commas; braces keep theirs together."""
    parts: list[list[str]] = [[]]
    depth, start, word = 0, 0, ""
    for match in _GAP.finditer(latex):
        sign = match[0]
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif depth == 0:
            word += latex[start : match.start()]
            start = match.end()
            if sign != "," and "~" not in sign and _OPEN_COMMAND.search(word[-3:]):
                word += " "
                continue
            if word:
                parts[-1].append(word)
            word = ""
            if sign == ",":
                parts.append([])
    word += latex[start:]
    if word:
        parts[-1].append(word)
    return parts


def _split_at_particle(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """What stands before the particle, the particle, and the family name behind it, which has one word at least."""
    small = [place for place, word in enumerate(words[:-1]) if _is_particle(word)]
    first, behind = (small[0], small[-1] + 1) if small else (max(0, len(words) - 1),) * 2
    return list(words[:first]), list(words[first:behind]), list(words[behind:])


def _is_particle(word: str) -> bool:
    """Whether BibTeX takes the word for a particle: its first letter is small. A word in braces is none."""
    place = 0
    while match := _CASE.search(word, place):
        if match["group"] is None:
            return (match["sign"] or match["accented"] or match["plain"]).islower()
        place = _behind_group(word, match.start())
    return False


def _behind_group(text: str, start: int) -> int:
    """The place behind the brace that closes the one at `start`, or the end."""
    depth = 0
    for match in _BRACE.finditer(text, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _extended_name(latex: str) -> Name | None:
    """`family=Courson, given={Marie}, prefix=De`; initials count where the part itself is not told."""
    found: dict[str, str] = {}
    for part in _cut_outside_braces(latex, _BRACE_OR_COMMA):
        key, _, value = part.strip().strip('"').partition("=")
        label, bare = key.strip().lower(), text_of(value.strip().strip('"'))
        if label in _PARTS:
            found[_PARTS[label]] = bare
        elif label.removesuffix("-i") in _PARTS:
            found.setdefault(_PARTS[label.removesuffix("-i")], bare)
    name = Name(**found)
    return name if name != Name() else None


def _closes_at_end(latex: str) -> bool:
    """Whether the brace that opens the text closes at its very end."""
    return _behind_group(latex, 0) == len(latex) and latex.endswith("}")


def latex_of_names(names: Sequence[Name]) -> str:
    """The names as a name field's text; a last name `others` becomes "and others"."""
    written = [_latex_of_name(name) for name in names]
    if len(names) > 1 and names[-1] == OTHERS:
        written[-1] = "others"
    return " and ".join(written)


def _latex_of_name(name: Name) -> str:
    """The simplest form that is read back as the same name."""
    if name.is_literal:
        return f"{{{latex_of(name.literal)}}}"
    forms = [_classic(name, braced) for braced in ((), ("family",), ("family", "given", "suffix"))]
    return next((form for form in forms if _reads_as(form, name)), _extended(name))


def _reads_as(latex: str, name: Name) -> bool:
    """Whether this form is read as this name, between others too: a given name "And" would part them."""
    return names_of(f"{latex} and {latex}") == (name, name) and names_of(latex) == (name,)


def _classic(name: Name, braced: Sequence[str]) -> str:
    """`particle Family, Suffix, Given`; braces keep the words of the parts in `braced` together."""
    parts = {"family": latex_of(name.family), "suffix": latex_of(name.suffix), "given": latex_of(name.given)}
    parts |= {key: f"{{{parts[key]}}}" for key in braced if parts[key]}
    if name.particle:
        parts["family"] = f"{latex_of(name.particle)} {parts['family']}"
    return ", ".join(part for part in parts.values() if part)


def _extended(name: Name) -> str:
    parts = {"family": name.family, "given": name.given, "prefix": name.particle, "suffix": name.suffix}
    written = [f"{key}={{{latex_of(part)}}}" for key, part in parts.items() if part]
    if name.particle:
        written.append("useprefix=true")
    return ", ".join(written)
