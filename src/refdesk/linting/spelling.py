"""Which known word may a misspelt one be? Words → the known word that one slip of the hand turns into it."""

import functools
from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Shorter words are one slip away from too many others.
_SHORTEST = 4
_LONGEST = 40


def near(word: str, known: frozenset[str]) -> str | None:
    """The first known word that is one letter left out, added, changed or swapped away; None for a short word."""
    return _near(word, known) if _SHORTEST <= len(word) <= _LONGEST else None


@functools.lru_cache(maxsize=4096)
def _near(word: str, known: frozenset[str]) -> str | None:
    # A library has the same strange field in thousands of entries.
    return next((guess for guess in _slips(word) if guess in known and len(guess) >= _SHORTEST), None)


def _slips(word: str) -> Iterator[str]:
    """Every word that one slip makes of `word`: swapped and missing letters first, for these are the usual ones."""
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (start + rest[1] + rest[0] + rest[2:] for start, rest in pairs if len(rest) > 1)
    yield from (start + letter + rest for start, rest in pairs for letter in _LETTERS)
    yield from (start + rest[1:] for start, rest in pairs if rest)
    yield from (start + letter + rest[1:] for start, rest in pairs if rest for letter in _LETTERS)
