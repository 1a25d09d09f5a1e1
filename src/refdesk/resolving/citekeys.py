"""Citekeys: short, readable, stable.

In: works without a key, and the keys that are taken. Out: a key for each: author, year, first telling word of the
title (`afzal2021terrorism`). A key once written is never changed by refdesk of its own accord.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from string import ascii_lowercase

from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.names import is_body
from refdesk.resolving.fitting import fold

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


def assign_citekeys(works: Mapping[str, Work], taken: Collection[str]) -> dict[str, str]:
    """A new citekey for each of `works` (under any names), different from all in `taken` in small letters, too.

    Works whose plain keys would be the same get the first word of the title that tells them apart, else a letter. The
    order of the works does not matter.
    """
    used = {key.casefold() for key in taken}
    tried: Counter[str] = Counter()
    assigned: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for name, work in sorted(works.items(), key=lambda item: (repr(item[1]), item[0])):
        groups.setdefault(plain_citekey(work), []).append(name)
    for key, names in sorted(groups.items()):
        for name, extended in zip(names, _apart(key, [works[name] for name in names]), strict=True):
            assigned[name] = _free(extended, used, tried)
            used.add(assigned[name].casefold())
    return assigned


def plain_citekey(work: Work) -> str:
    """Author, year and first telling word of the title, in small letters of the Latin alphabet and digits."""
    year = str(work.year) if work.year is not None else ""
    words = telling_words(work.title or "")
    word = words[0] if words else ""
    author = _author_part(work)
    return (author + year + word if author else word + year)[:_LONGEST] or "work"


def telling_words(title: str) -> list[str]:
    """The words of a title that say something: no small words, no numbers."""
    return [
        word for word in _latin(title).split() if word not in _STOP_WORDS and len(word) > 1 and not word[0].isdigit()
    ]


def _author_part(work: Work) -> str:
    if work.creators:
        return name_part(work.creators[0])
    return _body_part(work.container or work.publisher or "")


def name_part(name: Name) -> str:
    """A name in a citekey: the family name with its particle, or a body's short form."""
    if name.is_literal and is_body(name.literal):
        return _body_part(name.literal)
    return _latin(name.label).replace(" ", "")


def _body_part(body: str) -> str:
    """A body's acronym where it prints one, its name up to two words, else its initials; of a division only its own."""
    if acronym := re.search(r"\(([A-Z]{2,10})\)", body):
        return acronym[1].casefold()
    words = [word for word in _latin(body.partition(",")[0]).split() if word not in _STOP_WORDS]
    return "".join(words) if len(words) <= 2 else "".join(word[0] for word in words)


def _latin(text: str) -> str:
    plain = fold(re.sub(r"[’']s\b", "", text))
    plain = unicodedata.normalize("NFKD", plain.replace("æ", "ae").replace("đ", "d"))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _apart(key: str, works: Sequence[Work]) -> Iterable[str]:
    """The plain key for a work alone, else the key with the first word that no other of the group has."""
    if len(works) == 1:
        return [key]
    words = [[word for word in _latin(work.title or "").split() if word not in _STOP_WORDS] for work in works]
    counts = Counter(word for title in words for word in set(title))
    return [key + next((word for word in title if counts[word] == 1), "") for title in words]


def _free(key: str, used: Collection[str], tried: Counter[str]) -> str:
    """The key, or with the next letter after it that makes it new, or a number where the letters are used up."""
    found = key
    while found in used:
        number = tried[key]
        tried[key] += 1
        found = f"{key}{ascii_lowercase[number]}" if number < len(ascii_lowercase) else f"{key}x{number}"
    return found
