"""Names of people and bodies as they are printed.

In: an author string, given name first ("Asfandyar Mir, Tamanna Salikuddin, and Andrew Watkins") or family
name first ("Gall, C., & Masood, S."). Out: Names. A string that is surely no person becomes one literal Name;
nothing is split that is not surely a person's.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from refdesk.model.name import Name

_PARTICLE_WORDS = "von van der den de du di da del della dos das do la le ter ten zu zum zur af av bin ibn"
PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Non-dropping particles of European and Arabic names, in small letters."""

SUFFIX = r"(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b|[23](?:rd|nd)\b"
"""Pattern of a generation's mark after a name; no groups."""
_SUFFIX = re.compile(rf"(?:,\s*|\s+)(?P<suffix>{SUFFIX})$")
_SUFFIX_ALONE = re.compile(SUFFIX)

ROLE = r"eds?|trans|comps?|rep|dirs?|hrsg|coords?|orgs?|editors?|translators?|herausgeber"
"""Pattern of the words for what names did, without the full stop; no groups."""
_ROLE = re.compile(
    rf"(?:,\s*|\s+|(?<=[.)]))\(?\b(?:{ROLE})\b\.?\)?[,.:]?\s*$|\s*\((?:{ROLE})\.?\)[,.:]?\s*$", re.IGNORECASE
)

_ET_AL = re.compile(r",?\s*(?:&\s*)?(?:\bet\.?\s+al\b\.?|\band others\b|\bu\.\s?a\.)\s*", re.IGNORECASE)
_JOIN = re.compile(r"\s*,?\s+(?:and|&|und|et)\s+|\s*;\s*|\s+y\s+(?=\w+\s+\w)", re.IGNORECASE)
# The Spanish "y" joins two people after a comma only: "Ortega y Gasset, J." is one man.
_SEPARATOR = re.compile(r"\s*,?\s*(?:&|\b(?:and|und|et)\b)\s*|(?:\s*,|(?<=\.))\s*\by\b\s*|\s*[,;]\s*", re.IGNORECASE)
_INITIAL_ONLY = re.compile(r"(?:[^\W\d_](?:\w?\.|\b)[\s-]*)+\Z")
_VANCOUVER = re.compile(
    r"(?P<family>[^\W\d_][\w'’ -]{0,40}?)\s+(?P<initials>[^\W\d_a-z]{1,3}|(?:[^\W\d_a-z]\.[\s-]?)+)"
    rf"(?:\s+(?P<suffix>{SUFFIX}))?"
)
_INITIALS_THEN_FAMILY = re.compile(r"(?:[^\W\d_]\.[\s-]?)+[^\W\d_][\w'’-]*")

# Words that name a body or an office, never a person: common nouns of institutions in English, German, French, Spanish.
_BODY_WORDS = """
    academy administration agency alliance archives? assembly associates association authority bank board bureau
    cabinet center centre chamber church club coalition college commission(?:er)? committee company conference
    consortium convention corporation corps council court department desk directorate division editors? editorial
    embassy federation forum foundation fund government group house initiative institute institution international
    laborator(?:y|ies) league library mission ministry monitor museum nations network news newspaper newsroom
    observatory office organi[sz]ation panel parliament party police press program(?:me)? project republic reporter
    reuters school secretariat section senate service society staff state states studies task\\s+force team tribunal
    trust union university watch web alpenverein amt bundesamt gesellschaft hochschule institut ministerium stiftung
    universit(?:y|ät|é|à|at|ad) verein verband ministère société ministerio universidad sociedad
"""
_BODY = re.compile(rf"\b(?:{'|'.join(_BODY_WORDS.split())})\b|,\s*(?:inc|ltd|llc)\b", re.IGNORECASE)
_POWER = re.compile(r"\b(?:UN|EU|UK|US|USA|NATO)\b")
_WORDS_OF_BODIES = frozenset(("of", "for", "the"))


def is_body(text: str) -> bool:
    """Whether the printed name is an organisation, an office or a desk rather than a person."""
    words = text.split()
    acronym = len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha()
    small_words = {word.casefold() for word in words[1:] or words}
    if _INITIALS_THEN_FAMILY.fullmatch(text):  # "J. D. House" is a person
        return False
    return acronym or bool(_BODY.search(text) or _POWER.search(text)) or not _WORDS_OF_BODIES.isdisjoint(small_words)


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
    parts = [part.strip() for joined in _JOIN.split(text) for part in re.split(r",(?!\s*(?:Jr|Sr)\b)", joined)]
    return [part for part in parts if part.strip(" .")]


def person(text: str) -> Name:
    """One person's name, given name first; a single word is a family name.

    A particle in small letters stands apart; one with a capital ("De Courson") belongs to the family name.
    """
    text = " ".join(text.split()).strip(" ,")
    suffix = ""
    if match := _SUFFIX.search(text):
        suffix, text = match["suffix"], text[: match.start()].rstrip(" ,")
    if is_body(text):
        return Name(literal=text)
    words = text.split()
    if len(words) <= 1:
        return Name(family=text, suffix=suffix)
    start = _family_start(words)
    particle = list(takewhile(PARTICLES.__contains__, words[start:-1]))
    family = words[start + len(particle) :]
    return Name(" ".join(family), _spaced(" ".join(words[:start])), " ".join(particle), suffix)


def _family_start(words: list[str]) -> int:
    """Index of the first word of the family name: the last word, or what "y" and particles tie to it."""
    start = len(words) - 1
    if start > 2 and words[start - 1] == "y":  # José Ortega y Gasset
        start -= 2
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return start


def parse_inverted(text: str) -> tuple[Name, ...]:
    """Read names as lists print them: "Gall, C., & Masood, S.", "Nye, Joseph S., and Ann Lee", "Smith JA, Doe R"."""
    text = strip_roles(text)
    if ";" in text:
        return tuple(name for part in text.split(";") for name in parse_inverted(part))
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip(" ,;")]
    if not parts:
        return ()
    if all(names := [vancouver_person(part) for part in parts]):
        return tuple(name for name in names if name)
    if "," not in text or len(parts) < 2 or not _heads_person(parts[0], parts[1]):
        return (Name(literal=text),) if is_body(text) and not _people_in(text) else tuple(map(person, parts))
    return tuple(_pairs(parts))


def _heads_person(family: str, given: str) -> bool:
    """Whether the first two strings between commas are a person's; "Church, A." and "MOORE, Michael S." are."""
    if not is_body(family) or _INITIAL_ONLY.match(given):
        return True
    return family.isupper() and len(given.split()) <= 3 and given.istitle() and not is_body(given)


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
    """Whether a later name, too, is printed family name first: initials follow, or one plain word after one or two."""
    if _is_suffix(given):
        return False
    if _INITIAL_ONLY.match(given):
        return True
    return not is_body(family) and len(family.split()) <= 2 and len(given.split()) == 1


def _is_suffix(text: str) -> bool:
    return bool(_SUFFIX_ALONE.fullmatch(text))


def vancouver_person(text: str) -> Name | None:
    """A name with initials after it and no comma ("Smith JA", "Saito S."), or None."""
    match = _VANCOUVER.fullmatch(text)
    if not match or match["family"].isupper():
        return None
    letters = re.findall(r"[^\W\d_]", match["initials"])
    return _with_particle(match["family"], " ".join(f"{letter}." for letter in letters), match["suffix"] or "")


def _with_particle(family: str, given: str, suffix: str = "") -> Name:
    """A name printed family name first, with the particles before its family name or after its given name."""
    if match := _SUFFIX.search(family):
        suffix, family = match["suffix"], family[: match.start()]
    family_words, given_words = family.split(), given.split()
    count = 0
    while count < len(family_words) - 1 and family_words[count] in PARTICLES:
        count += 1
    after = len(given_words)
    while after > 1 and given_words[after - 1] in PARTICLES:
        after -= 1
    particles = [*given_words[after:], *family_words[:count]]
    return Name(_without_shouting(family_words[count:]), " ".join(given_words[:after]), " ".join(particles), suffix)


def _without_shouting(words: list[str]) -> str:
    """A family name, where a list prints it all in capitals, with the first letter's alone: "MOORE" → "Moore"."""
    return " ".join(re.sub(r"[^\W\d_]+", _capitalised, word) if _shouts(word) else word for word in words)


def _shouts(word: str) -> bool:
    return word.isupper() and len(word) > 2 and "." not in word


def _capitalised(match: re.Match[str]) -> str:
    return match.group().capitalize()


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
