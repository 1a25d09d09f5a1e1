"""What is a name made of? A name variable of CSL-JSON, of any make → a tuple of `Name`s.

Appendix I of CSL-JSON's schema names the parts. A family name that holds its particles is parted (`particles`), unless
the item gives a non-dropping particle itself or says `"parse-names": false`. What is no name is passed over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from refdesk.csl.particles import part_family, part_given
from refdesk.csl.values import means_yes, text_of_value


@dataclass(frozen=True, slots=True)
class Name:
    """One name. `literal` is a name without parts (an institution), and then all other parts are empty.

    `comma_suffix`: a comma stands before the suffix whatever the order of the parts. `static_ordering`: the family
    name comes first whatever the style asks. `others` stands for the names that a list leaves out ("and others" of
    BibTeX) and is never printed.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    static_ordering: bool = False
    others: bool = False


def read_names(value: Any) -> tuple[Name, ...]:
    """The names of a variable, in order; a single name need not stand in a list."""
    if isinstance(value, (Mapping, str)):
        value = [value]
    if not isinstance(value, (list, tuple)):
        return ()
    names = tuple(name for each in value if (name := _read_name(each)) is not None)
    if len(names) > 1 and _means_others(names[-1]):
        return (*names[:-1], Name(others=True))
    return names


def _means_others(name: Name) -> bool:
    """Whether a name is the word "others" that ends a list in BibTeX, as converters leave it."""
    return (name.literal or name.family) in {"others", "et al", "et al."} and name.given in {"", "and"}


def _read_name(value: Any) -> Name | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        return None
    family, given, literal = _text(value.get("family")), _text(value.get("given")), _text(value.get("literal"))
    if not literal and not given and means_yes(value.get("isInstitution")):
        literal = family
    if literal:
        return Name(literal=literal)
    if not family and not given:
        return None
    return _parted(value, family, given) if family else _parted(value, given, "")  # one name is no given name: "Plato"


def _parted(value: Mapping[str, Any], family: str, given: str) -> Name:
    """A name of parts, its particles and suffix taken out of the family and given names where they stand there."""
    get = value.get
    dropping, non_dropping = _text(get("dropping-particle")), _text(get("non-dropping-particle"))
    suffix, comma = _text(get("suffix")), means_yes(get("comma-suffix"))
    if not non_dropping and means_yes(get("parse-names", True)):
        non_dropping, family = part_family(family)
        if given and not dropping and not suffix:
            given, dropping, suffix, comma = _given_parts(given, comma=comma)
    return Name(family, given, dropping, non_dropping, suffix, comma, "", means_yes(get("static-ordering")))


def _given_parts(given: str, *, comma: bool) -> tuple[str, str, str, bool]:
    parts = part_given(given)
    return parts.given, parts.particle, parts.suffix, comma or parts.comma


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.isprintable():
        return value.strip()
    return text_of_value(value)
