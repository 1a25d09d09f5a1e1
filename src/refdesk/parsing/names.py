"""Names of people and bodies as they are printed.

In: an author string, given name first ("Asfandyar Mir, Tamanna Salikuddin, and Andrew Watkins") or family
name first ("Gall, C., & Masood, S."). Out: Names. A string that is surely no person becomes one literal Name;
nothing is split that is not surely a person's.
"""

import re
from itertools import takewhile

from refdesk.model.name import Name

_PARTICLE_WORDS = "von van der den de du di da del della dos das do la le ter ten zu zum zur af av bin ibn"
PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Non-dropping particles of European and Arabic names, in small letters."""

SUFFIX = r"(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b|[23](?:rd|nd)\b"
"""Pattern of a generation's mark after a name; no groups."""
_SUFFIX = re.compile(rf"(?:,\s*|\s+)(?P<suffix>{SUFFIX})$")
_SUFFIX_LAST = re.compile(r",?\s(?P<suffix>Jr\.?|Sr\.?|II|III|IV)$")
_SUFFIX_ALONE = re.compile(SUFFIX)

ROLE = r"eds?|trans|comps?|rep|dirs?|hrsg|coords?|orgs?|editors?|translators?|herausgeber"
"""Pattern of the words for what names did, without the full stop; no groups."""
_ROLE = re.compile(
    rf"(?:,\s*|\s+|(?<=[.)]))\(?\b(?:{ROLE})\b\.?\)?[,.:]?\s*$|\s*\((?:{ROLE})\.?\)[,.:]?\s*$", re.IGNORECASE
)

_ET_AL = re.compile(r",?\s*(?:&\s*)?(?:\bet\.?\s+al\b\.?|\band others\b|\bu\.\s?a\.)\s*", re.IGNORECASE)
_JOIN = re.compile(r"\s*,?\s+(?:and|&|und|et)\s+|\s*;\s*|\s+y\s+(?=\w+\s+\w)", re.IGNORECASE)
_INITIALS_THEN_FAMILY = re.compile(r"(?:[^\W\d_]\.[\s-]?)+[^\W\d_][\w'’-]*")

# Family names of Spain, Portugal and Latin America; where one of them stands before the last word, that is the mother's
# name and both are the family name ("Gabriel García Márquez"). Portuguese calls people by the last one and is left out.
_FATHERS_NAMES = """
    acosta aguilar aguirre alonso álvarez alvarez arango arias ávila ayala benítez benitez blanco caballero cabrera
    calderón calderon camacho cárdenas cardenas carrasco castillo castro cervantes contreras cortés cortázar delgado
    díaz diaz domínguez dominguez escobar espinosa espinoza fernández fernandez ferrer flores fuentes gálvez garcía
    garcia gil giménez gimenez gómez gomez gonzález gonzalez gutiérrez gutierrez guzmán guzman hernández hernandez
    herrera hidalgo ibáñez ibarra iglesias jiménez jimenez juárez juarez lara leal leyva lópez lopez lozano maldonado
    márquez marquez martín martínez martinez medina méndez mendez mendoza molina montero montoya morales moreno muñoz
    munoz navarro núñez nunez ochoa ojeda ortega ortiz pacheco padilla paredes peña pena peralta pérez perez prieto
    quintana quintero quiroga ramírez ramirez ramos restrepo reyes ríos rios rivas rivera robles rodríguez rodriguez
    rojas romero rosales rubio ruiz ruíz salas salazar salinas sánchez sanchez sandoval santana santiago serrano silva
    solís solis soria soto suárez suarez tapia torres trujillo uribe valdez valencia valenzuela vargas vásquez vasquez
    vázquez vazquez vega velasco velázquez velez vélez vera vidal villanueva villarreal zamora zapata zúñiga
"""
_FATHERS = frozenset(_FATHERS_NAMES.split())

# Words that name a body or an office, never a person: common nouns of institutions in English, German, French, Spanish.
_BODY_WORDS = """
    academy administration agency alliance archives? assembly associates association authority bank board bureau
    cabinet center centre chamber church club coalition collab(?:orations?)? college commission(?:er)? committee
    company conference consortium convention corporation corps council court department desk directorate division
    editors? editorial embassy federation forum foundation fund government group house initiative institute
    institution international laborator(?:y|ies) league library mission ministry monitor museum nations network news
    newspaper newsroom observatory office organi[sz]ation panel parliament party police press program(?:me)? project
    republic reporter reuters school secretariat section senate service society staff state states studies
    task\\s+force team tribunal trust union university watch web alpenverein amt bundesamt gesellschaft hochschule
    institut ministerium stiftung universit(?:y|ät|é|à|at|ad) verein verband ministère société ministerio universidad
    sociedad treasury exchequer exchange survey witness bundes\\w{3,20} \\w{3,20}(?:zentrale|gericht|behörde)
"""
_BODY = re.compile(rf"\b(?:{'|'.join(_BODY_WORDS.split())})\b|,\s*(?:inc|ltd|llc)\b", re.IGNORECASE)
_SON_OF = 3
_POWER = re.compile(r"\b(?:UN|EU|UK|US|USA|NATO|UNICEF|UNESCO|UNHCR|UNDP|OECD|NASA)\b")
_WORDS_OF_BODIES = frozenset(("of", "for", "the", "für", "pour"))


def is_body(text: str) -> bool:
    """Whether the printed name is an organisation, an office or a desk rather than a person."""
    words = text.split()
    acronym = len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha()
    small_words = {word.casefold() for word in words[1:] or words}
    if _INITIALS_THEN_FAMILY.fullmatch(text):  # "J. D. House" is a person
        return False
    if len(words) > 1 and words[0] == "The":  # "The Economist"
        return True
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
    if len(words) == _SON_OF and words[1] == "wa":  # "Ngũgĩ wa Thiong'o" has no family name apart
        return Name(family=text, suffix=suffix)
    if len(words) <= 1:
        return Name(family=text, suffix=suffix)
    start = _family_start(words)
    particle = list(takewhile(PARTICLES.__contains__, words[start:-1]))
    family = words[start + len(particle) :]
    if not " ".join(words).isupper():
        family = _without_shouting(family).split()
    return Name(" ".join(family), _spaced(" ".join(words[:start])), " ".join(particle), suffix)


def _family_start(words: list[str]) -> int:
    """Index of the first word of the family name: the last word, or what "y" and particles tie to it."""
    start = len(words) - 1
    if start > 2 and words[start - 1] == "y":  # José Ortega y Gasset
        start -= 2
    elif (
        start > 1 and words[start - 1].casefold() in _FATHERS and words[start][0].isupper() and "." not in words[start]
    ):
        start -= 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return start


def is_suffix(text: str) -> bool:
    """Whether the text is a generation's mark alone: "Jr.", "III"."""
    return bool(_SUFFIX_ALONE.fullmatch(text))


def with_particle(family: str, given: str, suffix: str = "") -> Name:
    """A name printed family name first, with the particles before its family name or after its given name."""
    if match := _SUFFIX.search(family):
        suffix, family = match["suffix"], family[: match.start()]
    if match := _SUFFIX_LAST.search(given):
        suffix, given = match["suffix"], given[: match.start()]
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
