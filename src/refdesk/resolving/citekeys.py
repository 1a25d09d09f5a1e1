"""Citekeys: short, readable, stable.

In: works without a key, the keys that are taken, and a pattern. Out: a key for each, by default author, year and first
telling word of the title (`afzal2021terrorism`). A key once written is never changed by refdesk of its own accord.

A pattern is text with markers in brackets, such as `[author][year][word]`: see docs/citekeys.md.
"""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Literal

from refdesk.model.errors import RefdeskError
from refdesk.model.name import Name
from refdesk.model.settings import DEFAULT_PATTERN
from refdesk.model.work import Work
from refdesk.parsing.names import is_body
from refdesk.resolving.fitting import OTHERS, fold

_SMALL_WORDS = """
    a an the and or of in on at to for from by with as is are was were be what who why how when
    where which will would could should do does did has have into over under after before against
    about its it their his her this that these those not no more most least behind between through towards toward than
    der die das ein eine und oder von zu zur zum im am auf fur mit le la les un une des du de et en
    au aux el los las y del al il lo gli e di
"""
_STOP_WORDS = frozenset(_SMALL_WORDS.split())
"""Words of titles that tell nothing, in English, German, French, Spanish and Italian, without accents."""

_LONGEST = 40
_LONGEST_PATTERN = 200
_YEARS = ("year", "shortyear")
_NUMBERED = ("authors", "title")
_PART = re.compile(r"\[(?P<name>[A-Za-z]+)(?P<number>[1-9]?)\]|(?P<literal>[A-Za-z0-9_:.+-]+)")
# What tells keys of one plain form apart: a letter, or a number where the letters are used up.
_SUFFIX = re.compile(r"(?:[a-z]|x[0-9]+)?\Z")
_SIGNS = "-_:.+"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker of a pattern: its name in small letters, how many names or words it takes (0: all), and in what case."""

    name: str
    number: int
    case: Literal["lower", "capitals", "upper"]


Pattern = tuple[Marker | str, ...]
"""Markers, and the text between them."""


def assign_citekeys(
    works: Mapping[str, Work], taken: Collection[str], pattern: str = DEFAULT_PATTERN
) -> dict[str, str]:
    """A new citekey for each of `works` (under any names), different from all in `taken` in small letters, too.

    Works whose plain keys would be the same get a letter; where the pattern ends in [word], rather the first word of
    the title that tells them apart. The order of the works does not matter. Raises RefdeskError for a bad pattern.
    """
    used = {key.casefold() for key in taken}
    tried: Counter[str] = Counter()
    assigned: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    by_word = _ends_in_word(read_pattern(pattern))
    for name, work in sorted(works.items(), key=lambda item: (repr(item[1]), item[0])):
        groups.setdefault(plain_citekey(work, pattern), []).append(name)
    for key, names in sorted(groups.items()):
        extended = _apart(key, [works[name] for name in names]) if by_word else [key] * len(names)
        for name, longer in zip(names, extended, strict=True):
            assigned[name] = _free(longer, used, tried)
            used.add(assigned[name].casefold())
    return assigned


def plain_citekey(work: Work, pattern: str = DEFAULT_PATTERN) -> str:
    """The key that `pattern` makes of the work, whatever keys are taken: Latin letters without accents, and digits."""
    parts = [(part, part if isinstance(part, str) else _marked(part, work)) for part in read_pattern(pattern)]
    said = _without_loose_signs([(part, text) for part, text in parts if text])
    texts = [text for _, text in (said if _is_year(parts[0][0]) else _with_word_first(said))]
    return "".join(texts)[:_LONGEST].strip(_SIGNS) or "work"


def fits_pattern(key: str, work: Work, pattern: str = DEFAULT_PATTERN) -> bool:
    """Whether `key` is one that `pattern` could have given the work, beside whatever other works."""
    plain = plain_citekey(work, pattern)
    rest = key.removeprefix(plain) if key.startswith(plain) else "-"
    words = _title_words(work) if _ends_in_word(read_pattern(pattern)) else []
    return any(rest.startswith(word) and _SUFFIX.match(rest, len(word)) for word in ("", *words))


def respelled(key: str, work: Work, pattern: str = DEFAULT_PATTERN) -> str | None:
    """`key` in the pattern's own spelling, where it fits but for capitals and small letters."""
    plain = plain_citekey(work, pattern)
    if key[: len(plain)].casefold() != plain.casefold():
        return None
    spelled = plain + key[len(plain) :].lower()
    return spelled if fits_pattern(spelled, work, pattern) else None


@lru_cache(maxsize=64)
def read_pattern(pattern: str, where: str = "refdesk.toml: citekeys.pattern") -> Pattern:
    """The markers and texts of a pattern. Raises RefdeskError, naming `where`, for what is none."""
    parts: list[Marker | str] = []
    place = 0
    while place < len(pattern[:_LONGEST_PATTERN]):
        match = _PART.match(pattern, place)
        if match is None:
            raise RefdeskError(
                f"the pattern cannot be read at {pattern[place : place + 20]!r}",
                where=where,
                remedy="write markers in brackets, as [author], and between them letters, digits and - _ : . +",
            )
        parts.append(match["literal"] or _marker(match["name"], match["number"], where))
        place = match.end()
    if not any(isinstance(part, Marker) for part in parts) or len(pattern) > _LONGEST_PATTERN or ".." in pattern:
        raise RefdeskError(f"{pattern[:40]!r} makes no citekeys", where=where, remedy=f"write, say, {DEFAULT_PATTERN}")
    return tuple(parts)


def _marker(name: str, number: str, where: str) -> Marker:
    lower = name.lower()
    if lower not in _MARKERS or name not in {lower, name.upper(), name.capitalize()}:
        near = difflib.get_close_matches(lower[:40], _MARKERS, 1)
        known = ", ".join(f"[{known}]" for known in _MARKERS)
        remedy = f"did you mean [{near[0]}]?" if near else f"there are {known}"
        raise RefdeskError(f"no marker [{name[:40]}{number}]", where=where, remedy=remedy)
    if number and lower not in _NUMBERED:
        raise RefdeskError(f"[{name}] takes no number", where=where, remedy=f"write [{name}]")
    return Marker(lower, int(number or 0), "lower" if name == lower else "upper" if name.isupper() else "capitals")


def _ends_in_word(pattern: Pattern) -> bool:
    last = pattern[-1]
    return isinstance(last, Marker) and last.name == "word"


def _without_loose_signs(parts: list[tuple[Marker | str, str]]) -> list[tuple[Marker | str, str]]:
    """The parts without text that stood before or behind one that said nothing."""
    while parts and isinstance(parts[0][0], str) and not parts[0][1].strip(_SIGNS):
        parts = parts[1:]
    befores = [None, *(part for part, _ in parts)]
    pairs = zip(parts, befores, strict=False)
    return [part for part, before in pairs if not (isinstance(part[0], str) and isinstance(before, str))]


def _with_word_first(parts: list[tuple[Marker | str, str]]) -> list[tuple[Marker | str, str]]:
    """The parts; a key that would begin with a year, for the work names nobody, begins with the next word instead."""
    word = next((at for at, (part, _) in enumerate(parts) if not isinstance(part, str) and not _is_year(part)), 0)
    if word and _is_year(parts[0][0]):
        return [parts[word], *parts[1:word], parts[0], *parts[word + 1 :]]
    return parts


def _is_year(part: Marker | str) -> bool:
    return isinstance(part, Marker) and part.name in _YEARS


def _marked(marker: Marker, work: Work) -> str:
    """What a marker stands for in this work; an empty text where the work does not say it."""
    words = _MARKERS[marker.name](work, marker.number)
    match marker.case:
        case "upper":
            return "".join(words).upper()
        case "capitals":
            return "".join(word.capitalize() for word in words)
    return "".join(words)


def _year(work: Work, _number: int) -> list[str]:
    return [] if work.year is None else [str(work.year).lstrip("-")]


def _short_year(work: Work, _number: int) -> list[str]:
    return [] if work.year is None else [f"{abs(work.year) % 100:02d}"]


def _author(work: Work, _number: int) -> list[str]:
    return name_words(work.creators[0]) if work.creators else _body_words(work.container or work.publisher or "")


def _authors(work: Work, number: int) -> list[str]:
    """The names of the first creators, and `etal` where there are more."""
    names = [name for name in work.creators if name != OTHERS]
    kept = names[: number or len(names)]
    more = ["et", "al"] if len(kept) < len(work.creators) else []
    return [word for name in kept for word in name_words(name)] + more if kept else _author(work, 0)


def _word(work: Work, _number: int) -> list[str]:
    return telling_words(work.title or "")[:1]


def _title(work: Work, number: int) -> list[str]:
    return telling_words(work.title or "")[: number or None]


def _journal(work: Work, _number: int) -> list[str]:
    return _body_words(work.container or "")


_MARKERS: dict[str, Callable[[Work, int], list[str]]] = {
    "author": _author,
    "authors": _authors,
    "year": _year,
    "shortyear": _short_year,
    "word": _word,
    "title": _title,
    "journal": _journal,
}


def telling_words(title: str) -> list[str]:
    """The words of a title that say something: no small words, no numbers."""
    return [
        word for word in _latin(title).split() if word not in _STOP_WORDS and len(word) > 1 and not word[0].isdigit()
    ]


def name_part(name: Name) -> str:
    """A name in a citekey: the family name with its particle, or a body's short form."""
    return "".join(name_words(name))


def name_words(name: Name) -> list[str]:
    """The words of a name in a citekey: those of the family name with its particle, or a body's short form."""
    return _body_words(name.literal) if name.is_literal and is_body(name.literal) else _latin(name.label).split()


def _body_words(body: str) -> list[str]:
    """A body's acronym where it prints one, its name up to two words, else its initials; of a division only its own."""
    if acronym := re.search(r"\(([A-Z]{2,10})\)", body):
        return [acronym[1].casefold()]
    words = [word for word in _latin(body.partition(",")[0]).split() if word not in _STOP_WORDS]
    return words if len(words) <= 2 else ["".join(word[0] for word in words)]


def _latin(text: str) -> str:
    plain = fold(re.sub(r"[’']s\b", "", text))
    plain = unicodedata.normalize("NFKD", plain.replace("æ", "ae").replace("đ", "d"))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _apart(key: str, works: Sequence[Work]) -> Iterable[str]:
    """The plain key for a work alone, else the key with the first word that no other of the group has."""
    if len(works) == 1:
        return [key]
    words = [_title_words(work) for work in works]
    counts = Counter(word for title in words for word in set(title))
    return [key + next((word for word in title if counts[word] == 1), "") for title in words]


def _title_words(work: Work) -> list[str]:
    return [word for word in _latin(work.title or "").split() if word not in _STOP_WORDS]


def _free(key: str, used: Collection[str], tried: Counter[str]) -> str:
    """The key, or with the next letter after it that makes it new, or a number where the letters are used up."""
    found = key
    while found.casefold() in used:
        number = tried[key]
        tried[key] += 1
        found = f"{key}{ascii_lowercase[number]}" if number < len(ascii_lowercase) else f"{key}x{number}"
    return found
