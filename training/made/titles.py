"""Titles that nobody wrote, out of small grammars, and the letters in which styles print them.

In: language, kind and a chance. Out: a title. The grammars are lines with names in braces, each replaced by a line of
the section so named; `{n}`, `{year}`, `{year2}`, `{old}` and `{old2}` are figures.
"""

import re
from random import Random

from training.made.words import lines, words

SLOT = re.compile(r"\{(\w+)\}")

# Words that stay small in a headline (Chicago 8.159, MLA): articles, short prepositions, conjunctions.
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "the",
        "to",
        "via",
        "with",
    ]
)


def draw_title(chance: Random, language: str, kind: str) -> str:
    """A title of `kind` in `language` ("news", "report", "book" …)."""
    figures = draw_figures(chance)
    entries = lines("titles", f"{language} {kind}") or lines("titles", f"en {kind}")
    pattern = chance.choice(chance.choice(entries).split("|"))
    title = SLOT.sub(lambda slot: figures.get(slot[1]) or draw_word(chance, language, slot[1]), pattern)
    return title[0].upper() + title[1:]


def draw_word(chance: Random, language: str, slot: str) -> str:
    """A word for a place in a grammar, in the language of the title or else English."""
    return chance.choice(words("titles", f"{language} {slot}") or words("titles", f"en {slot}"))


def draw_figures(chance: Random) -> dict[str, str]:
    """Numbers and years that fit one another: the second year is the later one."""
    year, old = chance.randrange(1998, 2024), chance.randrange(1500, 1960)
    return {
        "n": str(chance.choice((2, 3, 5, 7, 10, 12, 15, 20, 34, 50, 62, 100, 150))),
        "year": str(year),
        "year2": str(year + chance.randrange(1, 12)),
        "old": str(old),
        "old2": str(old + chance.randrange(4, 90)),
    }


def headline(title: str) -> str:
    """The title with capitals on all words but the small ones, as American styles print English titles."""
    found = title.split(" ")
    return " ".join(
        word if 0 < place < len(found) - 1 and word.casefold() in SMALL else word[:1].upper() + word[1:]
        for place, word in enumerate(found)
    )
