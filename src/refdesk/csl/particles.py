"""Which words of a name are particles? A family or given name as its author typed it → its parts.

CSL 1.0.2, "Name-part order", knows dropping particles ("Ludwig *van* Beethoven", cited as "Beethoven") and
non-dropping ones ("Willem *de* Kooning", cited as "de Kooning"), but most data has them inside the family and given
names. The habit of reference managers, followed here: words in lower case before the family name do not drop, words in
lower case after the given names drop.
"""

import re
from typing import NamedTuple

_APOSTROPHES = "'’ʼ"
# One word before a family name, with what joins it to the next: a blank, a hyphen ("al-") or an apostrophe ("d'").
_LEADING_WORD = re.compile(r"(['’ʼ]?[^\s'’ʼ-]*+)(\s++|['’ʼ]\s*+|-)")


class GivenName(NamedTuple):
    """What a given name held: `comma` says that the suffix stands after a comma whatever the order."""

    given: str
    particle: str = ""
    suffix: str = ""
    comma: bool = False


def part_family(family: str) -> tuple[str, str]:
    """The non-dropping particle before a family name, and the name; the particle keeps an apostrophe or hyphen.

    A family name in double quotation marks is not parted.
    """
    if len(family) > 2 and family[0] == family[-1] == '"':
        return "", family[1:-1]
    if not (family[:1].islower() or family[:1] in _APOSTROPHES):
        return "", family
    end = 0
    while (word := _LEADING_WORD.match(family, end)) and _is_particle(word[1]) and word.end() < len(family):
        end = word.end()
    particle = family[:end]
    return (particle.rstrip() if particle[-2:-1] not in _APOSTROPHES else particle), family[end:]


def _is_particle(word: str) -> bool:
    letters = word.lstrip(_APOSTROPHES)
    return letters.islower() and letters[0].islower()


def part_given(given: str) -> GivenName:
    """The dropping particle at the end of a given name, and the suffix after a comma ("John, Jr.", "John,! Jr.").

    The given name has at least one word.
    """
    if "," not in given and not _is_particle(given.rsplit(None, 1)[-1]):
        return GivenName(given)
    comma = False
    given, _, suffix = given.partition(",")
    suffix = suffix.strip()
    if suffix.startswith("!"):
        comma, suffix = True, suffix[1:].strip()
    words = given.split()
    first = len(words)
    while first > 1 and _is_particle(words[first - 1]):
        first -= 1
    return GivenName(" ".join(words[:first]), " ".join(words[first:]), suffix, comma)
