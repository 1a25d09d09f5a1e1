"""Which suffix makes a number an ordinal? The ordinal terms of a locale → "st", "nd", "first".

CSL 1.0.2, "Ordinal Suffixes", "Long Ordinals", "Gender-specific Ordinals".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ORDINAL = re.compile(r"ordinal(?:-[0-9]{2})?")
"""The names of the terms that a locale defines all together."""

_TEENS = frozenset([11, 12, 13])


@dataclass(frozen=True, slots=True)
class Ordinals:
    """The ordinal terms of a locale.

    `suffixes` maps the name of a term and its gender ("" is neuter) to its text and what it matches; `words` maps the
    name of a long ordinal and its gender to its text.
    """

    suffixes: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def term(self, name: str, gender: str = "") -> str | None:
        """The text of an ordinal term by its name; None where it is not defined."""
        for variant in _genders(gender):
            if (name, variant) in self.suffixes:
                return self.suffixes[name, variant][0]
            if (name, variant) in self.words:
                return self.words[name, variant]
        return None

    def word(self, number: int, gender: str = "") -> str:
        """The word for an ordinal, empty where there is none."""
        return self.term(f"long-ordinal-{number:02}", gender) or ""

    def suffix(self, number: int, gender: str = "") -> str:
        """The suffix of a number: the most precise term that matches it, in its gender before neuter.

        A locale that has genders but no neuter lends the masculine.
        """
        if self._by_old_scheme() and abs(number) % 100 in _TEENS:
            return self.suffixes["ordinal-04", ""][0]
        for name, default in _candidates(number):
            for variant in (gender, ""):
                found = self.suffixes.get((name, variant))
                if found is not None and _matches(name, found[1] or default, number):
                    return found[0]
        general = self.term("ordinal", gender)
        return self.suffixes.get(("ordinal-04", ""), ("", ""))[0] if general is None else general

    def _by_old_scheme(self) -> bool:
        """Whether the terms are those of CSL 1.0: "ordinal-04" is then the suffix of all numbers but 1, 2 and 3."""
        return ("ordinal-04", "") in self.suffixes and not any(name == "ordinal" for name, _ in self.suffixes)


def _genders(gender: str) -> tuple[str, ...]:
    """The variants of a term that will do for a gender, the best first."""
    return (gender, "", "masculine", "feminine")


def _candidates(number: int) -> Iterator[tuple[str, str]]:
    """The terms that may match a number, the most precise first, each with what it matches by default."""
    last_two = abs(number) % 100
    if last_two >= 10:
        yield f"ordinal-{last_two:02}", "last-two-digits"
    yield f"ordinal-{last_two % 10:02}", "last-digit"


def _matches(name: str, match: str, number: int) -> bool:
    """Whether a term that fits the last digits of a number fits as much of it as it asks for."""
    wanted = int(name[-2:])
    match match:
        case "whole-number":
            return wanted == number
        case "last-two-digits":
            return wanted == abs(number) % 100
        case _:
            return True
