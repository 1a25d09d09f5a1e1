"""Letter-spaced lines, as printers set running heads and headings.

In: a line ("G l o b a l  R e v i e w"). Out: whether its letters stand apart, and the words that they spell.
"""

import re

_MOST_READ = 400
_FEWEST_LETTERS = 4
_WIDE = re.compile(r"\s{2,60}")


def is_letter_spaced(text: str) -> bool:
    """Whether most of the line's letters stand alone ("G l o b a l  R e v i e w")."""
    words = text[:_MOST_READ].split()
    return len(words) >= 6 and sum(len(word) == 1 for word in words) >= 0.7 * len(words)


def unspaced(text: str) -> str:
    """A letter-spaced line as words: single blanks join, wider ones part."""
    return " ".join(word.replace(" ", "") for word in _WIDE.split(text.strip()))


def as_words(line: str) -> str:
    """A heading's line with its letters joined where all of them stand apart ("N O T E S"), else as it is."""
    letters = line[:_MOST_READ].split()
    spaced = len(letters) >= _FEWEST_LETTERS and all(len(letter) == 1 and letter.isalpha() for letter in letters)
    return unspaced(line) if spaced else line
