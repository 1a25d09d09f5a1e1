"""Names of people and bodies as they are printed.

In: an author string, given name first ("Asfandyar Mir, Tamanna Salikuddin, and Andrew Watkins") or family
name first ("Gall, C., & Masood, S."). Out: Names. A string that is surely no person becomes one literal Name;
nothing is split that is not surely a person's.
"""

import re
from collections.abc import Iterator

from refdesk.model.name import Name

PARTICLES = frozenset("von van der den de du di da del della dos das la le ter ten zu zum zur af av".split())
"""Non-dropping particles of European names; capitalised ones ("De Courson") are taken as such, too."""

_SUFFIX = re.compile(r"(?:,\s*|\s+)(?P<suffix>Jr\.?|Sr\.?|I{2,3}|IV)$")
_ROLE = re.compile(
    r",?\s*(?:\(?\b(?:eds?|trans|comps?|rep|dirs?|hrsg)\b\.?\)?|\((?:editors?|translators?)\))[,.]?\s*$", re.IGNORECASE
)
_ET_AL = re.compile(r",?\s*(?:&\s*)?(?:\bet\.?\s+al\b\.?|\band others\b|\bu\.\s?a\.)\s*", re.IGNORECASE)
_JOIN = re.compile(r"\s*,?\s+(?:and|&|und|et|y)\s+|\s*;\s*", re.IGNORECASE)
_INITIALS = r"(?:[^\W\d_]\.[\s-]?|[^\W\d_]\b\.?\s?|-)+"
_INITIAL_ONLY = re.compile(rf"{_INITIALS}\Z")
_SEPARATOR = re.compile(r"\s*(?:(?P<comma>,)?\s*(?:&|\b(?:and|und|et|y)\b)|(?P<plain>,)|(?P<semi>;))\s*")

# Words that name a body or an office, never a person: the common nouns of institutions in English, German, French, Spanish.
_BODY = re.compile(
    r"\b(?:academy|administration|agency|alliance|archives?|assembly|associates|association|authority|bank|board|bureau|"
    r"cabinet|center|centre|chamber|church|club|coalition|college|commission(?:er)?|committee|company|conference|"
    r"consortium|convention|corporation|corps|council|court|department|desk|directorate|division|editors?|editorial|embassy|"
    r"federation|forum|foundation|fund|government|group|house|initiative|institute|institution|international|"
    r"laborator(?:y|ies)|league|library|mission|ministry|monitor|museum|nations|network|news|newspaper|newsroom|"
    r"observatory|office|organi[sz]ation|panel|parliament|party|police|press|program(?:me)?|project|republic|reporter|"
    r"reuters|school|secretariat|section|senate|service|society|staff|state|states|studies|task\s+force|team|tribunal|trust|"
    r"union|university|watch|web|alpenverein|amt|bundesamt|gesellschaft|hochschule|institut|ministerium|stiftung|"
    r"universit(?:y|ät|é|à|at|ad)|verein|verband|ministère|société|ministerio|universidad|sociedad)\b|,\s*(?:inc|ltd|llc)\b",
    re.IGNORECASE,
)


def is_body(text: str) -> bool:
    """Whether the printed name is an organisation, an office or a desk rather than a person."""
    words = text.split()
    acronym = len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha()
    return (
        acronym or bool(_BODY.search(text)) or bool({"of", "for", "the"} & {w.casefold() for w in words[1:] or words})
    )


def parse_given_first(text: str) -> tuple[Name, ...]:
    """Read names as a Chicago note prints them: "Benoît De Courson and Daniel Nettle"."""
    text = strip_roles(text)
    if is_body(text) and not _people_in(text):
        return (Name(literal=text),) if text else ()
    return tuple(person(part) for part in _split_given_first(text))


def _people_in(text: str) -> bool:
    """Whether a string with a body's word in it is surely a list of people: none of its parts holds the word."""
    parts = _split_given_first(text)
    return len(parts) > 1 and not any(is_body(part) for part in parts)


def _split_given_first(text: str) -> list[str]:
    parts = [part for joined in _JOIN.split(text) for part in joined.split(",")]
    return [part.strip() for part in parts if part.strip(" .")]


def person(text: str) -> Name:
    """One person's name, given name first; a single word is a family name."""
    text = " ".join(text.split()).strip(" ,")
    suffix = ""
    if match := _SUFFIX.search(text):
        suffix, text = match["suffix"], text[: match.start()].rstrip(" ,")
    if is_body(text):
        return Name(literal=text)
    words = text.split()
    if len(words) == 1:
        return Name(family=text, suffix=suffix)
    start = _family_start(words)
    particle = [word for word in words[start:-1] if word.casefold() in PARTICLES]
    family = words[start + len(particle) :]
    return Name(" ".join(family), " ".join(words[:start]), " ".join(particle), suffix)


def _family_start(words: list[str]) -> int:
    """Index of the first word of the family name: the last word, or the particles before it."""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return start


def parse_inverted(text: str) -> tuple[Name, ...]:
    """Read names as lists print them: "Gall, C., & Masood, S.", "Nye, Joseph S., and Ann Lee", "Smith JA, Doe R"."""
    text = strip_roles(text)
    if not text:
        return ()
    if ";" in text:
        return tuple(name for part in text.split(";") for name in parse_inverted(part))
    parts = [part.strip() for part in _SEPARATOR.split(text) if part and part.strip(" ,;")]
    if names := [vancouver_person(part) for part in parts]:
        if all(names):
            return tuple(name for name in names if name)
    if "," not in text or is_body(parts[0]) or len(parts) < 2:
        return (Name(literal=text),) if is_body(text) and not _people_in(text) else tuple(map(person, parts))
    return tuple(_pairs(parts))


def _pairs(parts: list[str]) -> Iterator[Name]:
    """Names from the strings between commas, the first of which is a family name."""
    at = 0
    while at < len(parts):
        paired = at + 1 < len(parts) and (at == 0 or _is_family_then_given(parts[at], parts[at + 1]))
        suffix = parts[at + 2] if paired and at + 2 < len(parts) and _is_suffix(parts[at + 2]) else ""
        if paired:
            yield _with_particle(parts[at], _spaced(parts[at + 1]), suffix)
        elif not _is_suffix(parts[at]):
            follows = at + 1 < len(parts) and _is_suffix(parts[at + 1])
            yield person(f"{parts[at]}, {parts[at + 1]}" if follows else parts[at])
        at += 1 + paired + bool(suffix)


def _is_family_then_given(family: str, given: str) -> bool:
    """Whether a later name, too, is printed family name first: initials follow, or one plain word after one."""
    if is_body(family) or _is_suffix(given):
        return False
    return bool(_INITIAL_ONLY.match(given)) or (len(family.split()) == 1 and len(given.split()) == 1)


def _is_suffix(text: str) -> bool:
    return bool(re.fullmatch(r"Jr\.?|Sr\.?|I{2,3}|IV", text))


def vancouver_person(text: str) -> Name | None:
    """A name with initials after it and no comma ("Smith JA"), or None."""
    match = re.fullmatch(r"(?P<family>[^\W\d_][\w'’ -]+?)\s+(?P<initials>[A-Z]{1,3})", text)
    if not match or match["family"].isupper():
        return None
    return _with_particle(match["family"], " ".join(f"{letter}." for letter in match["initials"]))


def _with_particle(family: str, given: str, suffix: str = "") -> Name:
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return Name(" ".join(words[count:]), given, " ".join(words[:count]), suffix)


def _spaced(given: str) -> str:
    """Initials with a blank between: "Z.U." → "Z. U."."""
    return re.sub(r"\.(?=[^\W\d_])", ". ", given)


def strip_roles(text: str) -> str:
    """The names without "eds.", "rep." and "et al." after them."""
    text = _ET_AL.sub(" ", " ".join(text.split()))
    return _ROLE.sub("", text).strip(" ,;")


def has_et_al(text: str) -> bool:
    """Whether the names end in "et al."."""
    return bool(_ET_AL.search(text))
