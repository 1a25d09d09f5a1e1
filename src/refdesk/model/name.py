"""Names of people and bodies.

In: the parts of a name, as CSL-JSON calls them. Out: a value that knows its label (what a citation in
running text would call it) and its printed form.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family, given, particle, suffix) or, in `literal`, a body or an unsplit name.

    `particle` is CSL's non-dropping particle ("de" in "de Courson"); `suffix` is "Jr." or "II".
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def is_literal(self) -> bool:
        """Whether this is a body, or a person whose name must not be split."""
        return bool(self.literal)

    @property
    def label(self) -> str:
        """What a citation in running text calls it: the family name with its particle, or the body."""
        return self.literal or " ".join(part for part in (self.particle, self.family) if part)

    @property
    def display(self) -> str:
        """Given name first, for people to read."""
        return self.literal or " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)
