"""Where the names at the head of a reference end.

In: the string of a reference whose authors no bracket, quotation mark or italics closes. Out: a Byline. Names are known
by their form alone: "Smith, J. A.", "J. A. Smith", "Smith JA", "Smith, Jane" and "Jane Smith", joined by commas,
semicolons and "and"; a body by the nouns of `is_body`.
"""

import re
from dataclasses import dataclass

from refdesk.parsing.dates import YEAR
from refdesk.parsing.names import PARTICLES, ROLE, SUFFIX, is_body

_MOST_CHARACTERS = 1200
_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(char for char in map(chr, range(0x100, 0x530)) if char.isupper())
_WORD = rf"[{_UPPER}][\w'’‐-]*"
_LONG_WORD = rf"[{_UPPER}][\w'’‐-]+"
_PARTICLE = "(?:" + "|".join(sorted(PARTICLES, key=len, reverse=True)) + ")"
_BEFORE_FAMILY = rf"(?:{_PARTICLE}\s|[dDlL]['’]|[ae]l-|(?:Mc|Mac|O['’]))*"
_FAMILY = rf"{_BEFORE_FAMILY}{_WORD}"
_FAMILIES = rf"{_FAMILY}(?:\s(?:y\s)?{_WORD}){{0,2}}"
_INITIALS = rf"(?:-?[{_UPPER}]\w?\s?\.[\s-]?){{1,5}}"
# "Smith JA", but not the first two words of "Donald E. Knuth."
_BARE = (
    rf"[{_UPPER}]{{2,3}}\b(?!\.\s?[{_UPPER}]\.|\.,)"
    rf"|[{_UPPER}]\b(?!\.\s?[{_UPPER}]\.|\.,|\.\s{_WORD}(?:,|\.\s|\sand\s[{_UPPER}]))"
)
_GIVEN = rf"(?:[{_UPPER}]\w?\.|{_WORD})"
_AFTER = rf"(?:,?\s(?:{SUFFIX}))?"
# What may stand after a name: a joint, a stop, a bracket, a dash or the word of a role.
_BORDER = rf"(?=\s*(?:[.,;:(\[&“\"‘«„*_]|{YEAR}\b)|\s+(?:and|And|AND|und|et|y)\s|(?<=\.)\s)"

_FORMS = {
    "initials last": rf"{_FAMILIES},\s?{_INITIALS}(?:\s?(?:{_PARTICLE}\b|v\.)(?:\s{_INITIALS})?){{0,2}}",
    "initials first": rf"{_INITIALS}\s?{_FAMILY}(?:\s{_WORD})?",
    "bare initials": rf"{_FAMILIES}\s(?:{_BARE}|{_INITIALS}(?=\s?[,;:(]|\s?et\b))",
    "given last": (
        rf"(?:{_FAMILY},\s(?:{_WORD}(?:\s{_LONG_WORD})?(?:\s?[{_UPPER}]\w?\.){{0,3}}|[{_UPPER}]\.\s{_WORD})"
        rf"|{_FAMILIES},\s{_GIVEN}(?:\s[{_UPPER}]\.(?!\s{_WORD},))?)"
    ),
    "family alone": rf"{_FAMILY}(?=,?\s+et\.?\s+al\b)",
    "given first": rf"{_GIVEN}(?:\s(?:{_GIVEN}|{_PARTICLE})){{0,3}}\s{_FAMILY}",
}
_NAMES = {form: re.compile(rf"{pattern}{_AFTER}{_BORDER}") for form, pattern in _FORMS.items()}
# After the first name of a list stand names of these forms only, unless "and" comes before.
_NEXT = {
    "initials last": ("initials last", "initials first"),
    "initials first": ("initials first",),
    "family alone": (),
    "bare initials": ("bare initials",),
    "given last": ("initials first", "given last", "given first"),
    "given first": ("initials first", "given first"),
}
_COMMA = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s*\.?[,;]?\s*(?:&\s*|(?:and|And|AND|und|et|y)\s+)")
_OTHERS = re.compile(
    rf"[.,;]{{0,2}}\s*(?:et\.?\s+al\b\.?|and others\b)|\s*\((?:{ROLE})\.?\)|,?\s(?:{ROLE})\b\.?", re.IGNORECASE
)
# After a title, not a name, stand a subtitle or the place and publisher in brackets.
_AFTER_TITLE = re.compile(rf":\s+[a-z]|\s*\((?!(?i:{ROLE}|{YEAR}|ca?\.|n\.|in press|[^()]*\b{YEAR}[^()\d]*\)\.)\b)")

_CLOSES_LIST = re.compile(rf"[,.]?\s*(?:[“\"‘«„*_(]|{YEAR}\b|[.:]\s|et\.?\sal|(?:{ROLE})\b)|(?<=\.)\s")

# Abbreviated words of journals: in "A. Smith, J. Chem. Phys. 12" the list of names ends before "J. Chem.".
_JOURNAL_WORD = re.compile(
    r"(?:Acad|Agric|Am|Appl|Astron|Atmos|Bacteriol|Biochem|Biol|Chem|Clin|Comput|Ecol|Econ|Eng|Environ|Exp|Fluid|Geophys|"
    r"Hist|Immunol|Inst|Int|Math|Mech|Med|Mol|Neurosci|Nucl|Opt|Organomet|Phys|Physiol|Plasma|Psychol|Sci|Soc|Stat|Theor|"
    r"Virol)\b"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The names from the start of the string to `end`; `inverted` where the first has its family name first."""

    end: int
    inverted: bool
    form: str


def find_byline(text: str) -> Byline | None:
    """The people or the body that the string begins with, or None where it begins otherwise."""
    return _people(text[:_MOST_CHARACTERS]) or _body(text[:_MOST_CHARACTERS])


def _people(text: str) -> Byline | None:
    form, end = _name(text, 0, tuple(_FORMS))
    if not form or is_body(text[:end]):
        return None
    first, first_end, joined = form, end, False
    while not joined and (step := _next_name(text, end, first)):
        joined = bool(_AND.match(text, end)) and not _more_follow(text, step, first)
        end = step
    if first == "given first" and not joined and not _CLOSES_LIST.match(text, end):
        end = first_end  # "David McKay, American Politics and Society": the second is a title
    if others := _OTHERS.match(text, end):
        end = others.end()
    return Byline(end, first in {"initials last", "bare initials", "given last"}, first)


def _name(text: str, at: int, forms: tuple[str, ...]) -> tuple[str, int]:
    """The first of the forms that a name at this place has, and where the name ends."""
    for form in forms:
        match = _NAMES[form].match(text, at)
        if match and not _AFTER_TITLE.match(text, match.end()):
            return form, match.end()
    return "", at


def _next_name(text: str, end: int, form: str) -> int:
    """Where the name after a joint ends, or 0 where no name of the list follows."""
    if joint := _AND.match(text, end):
        found, stop = _name(text, joint.end(), tuple(_FORMS))
        return stop if found else 0
    joint = _COMMA.match(text, end)
    if not joint:
        return 0
    found, stop = _name(text, joint.end(), _NEXT[form])
    return stop if found and not _JOURNAL_WORD.search(text, joint.end(), stop) else 0


def _more_follow(text: str, end: int, form: str) -> bool:
    """Whether the list goes on after a name with "and": a semicolon or another "and" with a name of the same form."""
    joint = _AND.match(text, end)
    return bool(joint and _name(text, joint.end(), (form,))[0])


def _body(text: str) -> Byline | None:
    """A body's name up to the first stop, colon, bracket or comma and year: "World Health Organization. Title."."""
    match = re.match(
        rf"(?P<name>[{_UPPER}][^.:()\[\]“”\"*_\d]{{1,150}}?)(?=\.\s|\s?[(\[:]|,?\s\d{{4}}|,\s[“\"‘*_])", text
    )
    if not match or not is_body(match["name"]) or not is_proper(match["name"]):
        return None
    return Byline(match.end(), inverted=False, form="body")


def is_proper(name: str) -> bool:
    """Whether every word but the small ones stands in capitals, as in the name of a body."""
    return all(word[0].isupper() or len(word) <= 4 or word in PARTICLES for word in name.split())
