"""By what name can a reference be pointed at in a file? Citekeys → names that the format allows, all different.

In: citekeys in the order of the file. Out: one name each. A citekey keeps its letters as far as the format allows.
"""

import re
from collections.abc import Iterable, Sequence

_NO_FRAGMENT = re.compile(r"[^\w:+-]+")
_NO_ASCII = re.compile(r"[^A-Za-z0-9:+-]+")
_NO_WORD = re.compile(r"\W+")
_LONGEST_BOOKMARK = 40


def fragments(citekeys: Sequence[str]) -> list[str]:
    """Fragment identifiers, as HTML and OpenDocument have them: "ref-" and the citekey without blanks."""
    return _apart("ref-" + _NO_FRAGMENT.sub("-", citekey) for citekey in citekeys)


def folded_fragments(citekeys: Sequence[str]) -> list[str]:
    """The same, different also where capital letters count as small ones, as in reStructuredText."""
    return _apart(("ref-" + _NO_FRAGMENT.sub("-", citekey) for citekey in citekeys), fold=True)


def ascii_fragments(citekeys: Sequence[str]) -> list[str]:
    """The same without letters beyond ASCII, for TeX."""
    return _apart("ref-" + _NO_ASCII.sub("-", citekey) for citekey in citekeys)


def bookmarks(citekeys: Sequence[str]) -> list[str]:
    """Bookmarks of Word: letters, digits and underscores, at most 40, different whatever their case."""
    room = _LONGEST_BOOKMARK - len("ref___99999")
    names = ("ref_" + _NO_WORD.sub("_", citekey)[:room] for citekey in citekeys)
    return _apart(names, sign="__", fold=True)


def _apart(names: Iterable[str], *, sign: str = ".", fold: bool = False) -> list[str]:
    """The names, the later of two equal ones with a number behind `sign`."""
    counts: dict[str, int] = {}
    found = []
    for name in names:
        own, same = name, _same(name, fold=fold)
        while _same(own, fold=fold) in counts:
            counts[same] += 1
            own = f"{name}{sign}{counts[same]}"
        counts[_same(own, fold=fold)] = 1
        found.append(own)
    return found


def _same(name: str, *, fold: bool) -> str:
    return name.casefold() if fold else name
