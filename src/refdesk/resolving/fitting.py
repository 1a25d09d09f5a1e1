"""Whether a work could be what a cite means.

In: a cite as its author wrote it, and works under any key. Out: the keys that fit. The order of the works does
not matter, and a work that does not fit never changes the answer.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from refdesk.model.citation import Cite
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.resolution import Ambiguous, Resolution, Resolved, Unmatched
from refdesk.model.work import Work

OTHERS = Name(literal="others")
"""What stands for "et al." at the end of a list of names."""

_SMALL_WORDS = frozenset("a an and at by de der des die du for from in la le les of on the to und von".split())


def resolve(cite: Cite, works: Mapping[str, Work]) -> Resolution:
    """Find the one work that `cite` means; several are `Ambiguous`, none is `Unmatched`."""
    candidates = tuple(sorted(key for key, work in works.items() if fits(work, cite)))
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
    digits = re.match(r"\d{4}", cite.year)
    return work.year == int(digits.group()) if digits else work.year is None


def _fits_author(work: Work, cite: Cite) -> bool:
    """By the whole label, by its family names, or, for an unsigned work, by its title."""
    if cite.author is None:
        return True
    names = [name for name in work.creators if name != OTHERS]
    if not names:
        return fits_title(work, cite.author)
    if len(names) == 1 and fold(cite.author) in labels(names[0]):
        return True
    families = [fold(family) for family in cite.families]
    shortened = cite.et_al and len(names) + (OTHERS in work.creators) > len(families)
    if not shortened and len(families) != len(names):
        return False
    return bool(families) and all(family in labels(name) for family, name in zip(families, names, strict=False))


def _fits_title(work: Work, cite: Cite) -> bool:
    return cite.title is None or fits_title(work, cite.title)


def fits_title(work: Work, label: str) -> bool:
    """Whether the label is the work's title or the beginning of it, up to two words at least."""
    title, short = fold(work.title or ""), fold(label)
    return bool(short) and (title == short or (title.startswith(f"{short} ") and " " in short))


def labels(name: Name) -> frozenset[str]:
    """Every way a cite could call this name, folded: family, family with particle, whole name, body, acronym."""
    if name.is_literal:
        acronym = re.search(r"\(([A-Z]{2,})\)|\b([A-Z]{3,})\s*$", name.literal)
        bare = re.sub(r"\s*\([^)]*\)", "", name.literal)
        found = {fold(name.literal), fold(bare), fold(_initials(bare))}
        return frozenset(found | {fold(group) for group in (acronym.groups() if acronym else ()) if group})
    whole = " ".join(part for part in (name.given, name.particle, name.family) if part)
    return frozenset({fold(name.family), fold(name.label), fold(whole)})


def _initials(body: str) -> str:
    words = [word for word in body.split() if word.casefold() not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 1 else body


def fold(text: str) -> str:
    """Letters and digits in small letters without accents, single blanks between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", re.sub(r"(?<=\w)['’](?=\w)", "", letters)))


def fitting(cite: Cite, works: Iterable[Work]) -> list[Work]:
    """The works that fit, in the order given."""
    return [work for work in works if fits(work, cite)]
