"""How are names written in BibLaTeX? A name field's LaTeX ↔ Names.

In: `Family, Given and {Some Body} and family=Courson, prefix=De, useprefix=true and others`. Out: Names; a body
stands in braces, and "and others" is a last Name whose literal is `others`. The rules are those of BibTeX's name
parts (biblatex manual 2.3.3) and of biblatex's extended name format (3.8 there).
"""

import functools
import re
from collections.abc import Sequence

from refdesk.formats.latex_text import latex_of, text_of
from refdesk.model.name import Name

OTHERS = Name(literal="others")

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_PLAIN_PERSON = re.compile(r"([^\s{}\\,~]+(?: [^\s{}\\,~]+)*), ([^\s{}\\,~]+(?: [^\s{}\\,~]+)*)\Z")
_EXTENDED = re.compile(r"\"?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")
_PARTS = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}


@functools.lru_cache(maxsize=65_536)
def names_of(latex: str) -> tuple[Name, ...]:
    """The names in a name field. A name that cannot be split is kept whole."""
    return tuple(name for part in _parts(latex) if (name := _name_of(part.strip())) is not None)


def _parts(latex: str) -> list[str]:
    if "{" not in latex and "\\" not in latex:
        return _AND.split(latex.strip())
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return list(split_multiple_persons_names(latex))


def _name_of(latex: str) -> Name | None:
    if not latex:
        return None
    if latex.lower() == "others":
        return OTHERS
    if _EXTENDED.match(latex):
        return _extended_name(latex)
    if latex.startswith("{") and _closes_at_end(latex):
        return Name(literal=text) if (text := text_of(latex[1:-1])) else None
    plain = _PLAIN_PERSON.match(latex)
    if plain and all(_is_capitalised(word) for word in plain[1].split(" ")):
        return Name(family=text_of(plain[1]), given=text_of(plain[2]))
    return _classic_name(latex)


def _is_capitalised(word: str) -> bool:
    """Whether BibTeX takes the word for no particle: its first cased letter is a capital."""
    return word[0].isupper()


def _classic_name(latex: str) -> Name | None:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(latex, strict=False)
    words = (parts.last, parts.first, parts.von, parts.jr)
    family, given, particle, suffix = (text_of(" ".join(part)) for part in words)
    name = Name(family, given, particle, suffix)
    return name if name != Name() else None


def _extended_name(latex: str) -> Name | None:
    found = {}
    for part in _split_outside_braces(latex):
        key, _, value = part.strip().strip('"').partition("=")
        if key.strip() in _PARTS:
            bare = value.strip().strip('"')
            found[_PARTS[key.strip()]] = text_of(bare)
    name = Name(**found)
    return name if name != Name() else None


def _split_outside_braces(latex: str) -> list[str]:
    """The text cut at commas that stand in no brace."""
    parts, depth = [""], 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _closes_at_end(latex: str) -> bool:
    """Whether the brace that opens the text closes at its very end."""
    depth = 0
    for place, char in enumerate(latex):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return place == len(latex) - 1
    return False


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
