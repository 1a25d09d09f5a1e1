"""Whether a work could be what a cite means.

In: a cite as its author wrote it, and works under any key. Out: the keys that fit. The order of the works does
not matter, and a work that does not fit never changes the answer.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from refdesk.model.citation import Cite
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.resolution import Ambiguous, Resolution, Resolved, Unmatched
from refdesk.model.work import Work

OTHERS = Name(literal="others")
"""What stands for "et al." at the end of a list of names."""

_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to")) | frozenset(
    ("de", "der", "des", "die", "du", "la", "le", "les", "und", "von")
)
_ARTICLES = frozenset(("the", "a", "an"))
_IN_BRACKETS = re.compile(r"\s?\[([^\[\]]*)\]")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)|\b([A-Z]{3,})\s*$")
MOST_CANDIDATES = 100
"""So many works at most are kept for a cite that several fit: no person could choose among more."""

_REMEMBERED = 1 << 14
"""Labels and folded strings kept at hand; the same few names are asked for again and again."""


class Shelf:
    """Works laid out by author and year, so that a cite is held against the few that could be meant."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.works: dict[str, Work] = {}
        self._places: dict[tuple[str, int | str | None], dict[str, None]] = {}
        self._answers: dict[tuple[object, ...], tuple[str, ...]] = {}
        for key, work in works.items():
            self.add(key, work)

    def add(self, key: str, work: Work) -> None:
        """Put one more work on the shelf."""
        self.works[key] = work
        self._answers.clear()
        for word in _words_of(work):
            for year in (work.year, "any"):
                self._places.setdefault((word, year), {})[key] = None

    def fitting(self, cite: Cite) -> tuple[str, ...]:
        """Keys of the works that fit, sorted."""
        asked = (cite.author, cite.families, cite.et_al, cite.title, cite.year, cite.date)
        if asked not in self._answers:
            near = {key for word in _words_asked(cite) for key in self._places.get((word, _year_asked(cite)), ())}
            self._answers[asked] = tuple(sorted(key for key in near if fits(self.works[key], cite)))
        return self._answers[asked]


def resolve(cite: Cite, shelf: Shelf, *, apart_from: str | None = None) -> Resolution:
    """Find the one work that `cite` means; several (a hundred at most) are `Ambiguous`, none is `Unmatched`.

    `apart_from` is the key of a work that it cannot be: the document in which the cite stands.
    """
    candidates = tuple(key for key in shelf.fitting(cite) if key != apart_from)[:MOST_CANDIDATES]
    match candidates:
        case ():
            return Unmatched()
        case (key,):
            return Resolved(key)
        case _:
            return Ambiguous(candidates)


def fits(work: Work, cite: Cite) -> bool:
    """Whether author, year and title of the cite, as far as it gives them, are those of the work."""
    return _fits_date(work, cite) and _fits_author(work, cite) and _fits_title(work, cite)


def _fits_date(work: Work, cite: Cite) -> bool:
    if cite.date and work.issued:
        date = PartialDate.from_edtf(cite.date)
        return date is not None and date.agrees_with(work.issued)
    if cite.year is None:
        return True
    return work.year == _printed_year(cite.year)


def _fits_author(work: Work, cite: Cite) -> bool:
    """By the whole label, by its family names, or, for an unsigned work, by its title."""
    if cite.author is None:
        return True
    names = [name for name in work.creators if name != OTHERS]
    if not names:
        return fits_title(work, cite.author)
    if len(names) == 1 and any(is_called(names[0], label) for label in _called(cite.author)):
        return True
    more = len(names) + (OTHERS in work.creators) > len(cite.families)
    if not (more if cite.et_al else len(names) == len(cite.families)):
        return False
    called = all(is_called(name, family) for family, name in zip(cite.families, names, strict=False))
    return bool(cite.families) and called


def is_called(name: Name, label: str) -> bool:
    """Whether the label names this person or body; initials before a family name must be those of the given names."""
    asked, known = fold(label), labels(name)
    if asked in known or name.is_literal:
        return asked in known
    initials = [word[0] for word in fold(name.given).split()]
    for family in (fold(name.label), fold(name.family)):
        given = asked.removesuffix(f" {family}").split() if asked.endswith(f" {family}") else []
        if given and len(given) <= len(initials):
            return all(word[0] == initial for word, initial in zip(given, initials, strict=False))
    return False


def _called(author: str) -> tuple[str, ...]:
    """A label, and without the acronym that its first cite gives a body: "World Health Organization [WHO]"."""
    bracket = _IN_BRACKETS.search(author)
    return (author, _IN_BRACKETS.sub("", author), bracket[1]) if bracket else (author,)


def _fits_title(work: Work, cite: Cite) -> bool:
    """A title alone needs two words; with an author one is enough (Nye, *Bound*, for *Bound to Lead*)."""
    if cite.title is None:
        return True
    if cite.author is None:
        return fits_title(work, cite.title)
    return f"{_plain_title(work.title or '')} ".startswith(f"{_plain_title(cite.title)} ")


def fits_title(work: Work, label: str) -> bool:
    """Whether the label is the work's title or begins it with two words at least; a first article does not count."""
    title, short = _plain_title(work.title or ""), _plain_title(label)
    return bool(short) and (title == short or (title.startswith(f"{short} ") and " " in short))


def _plain_title(title: str) -> str:
    first, _, others = fold(title).partition(" ")
    return others if first in _ARTICLES and others else f"{first} {others}".rstrip()


def _printed_year(printed: str) -> int | None:
    """The number in "2021a"; None for "n.d." and "forthcoming", which works without a year fit."""
    digits = re.match(r"\d{4}", printed)
    return int(digits.group()) if digits else None


@lru_cache(maxsize=_REMEMBERED)
def labels(name: Name) -> frozenset[str]:
    """Every way a cite could call this name, folded: family, family with particle, whole name, body, acronym."""
    if name.is_literal:
        acronym = _ACRONYM.search(name.literal)
        bare = re.sub(r"\([^()]*\)", "", name.literal)
        found = {fold(name.literal), fold(bare), fold(_initials(bare))}
        return frozenset(found | {fold(group) for group in (acronym.groups() if acronym else ()) if group})
    whole = " ".join(part for part in (name.given, name.particle, name.family) if part)
    return frozenset({fold(name.family), fold(name.label), fold(whole)})


def _initials(body: str) -> str:
    words = [word for word in body.replace(".", " ").split() if word.casefold() not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 1 else body


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Letters and digits in small letters without accents, single blanks between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", re.sub(r"(?<=\w)['’](?=\w)", "", letters)))


def _words_of(work: Work) -> Iterator[str]:
    """Under which words a work stands: the last words of its first name's labels, and the first word of its title."""
    yield _title_word(work.title or "")
    for name in work.creators:
        if name != OTHERS:
            yield from {_last_word(label) for label in labels(name)}
            return


def _words_asked(cite: Cite) -> Iterable[str]:
    """Under which words the works that could fit stand; a cite without author and title fits none in particular."""
    if cite.author is None:
        return (_title_word(cite.title),) if cite.title else ()
    named = (*_called(cite.author), *cite.families[:1])
    return {_title_word(cite.author), *(_last_word(fold(label)) for label in named)}


def _last_word(label: str) -> str:
    return label.rpartition(" ")[2]


def _year_asked(cite: Cite) -> int | str | None:
    if cite.year is not None:
        return _printed_year(cite.year)
    return int(cite.date[:4]) if cite.date and cite.date[:4].isdigit() else "any"


def _title_word(title: str) -> str:
    """The first word of a title, marked as such: a work by "Politics" is not one called "Politics"."""
    return f"title {_plain_title(title).partition(' ')[0]}"
