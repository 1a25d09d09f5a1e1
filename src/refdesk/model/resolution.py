"""Which work a cite points at. Doubt is a value here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resolved:
    """Exactly one work fits."""

    citekey: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several works fit; the citekeys are sorted."""

    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """No work fits."""


Resolution = Resolved | Ambiguous | Unmatched
