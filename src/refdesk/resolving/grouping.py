"""Which descriptions are of one work.

In: Works under any keys. Out: whether two are the same, and groups of keys. Works that merely look alike (same
author and year, same page of a site) stay apart: both a name and a title, or an identifier, must speak for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.bibliographic_facts import number_in
from refdesk.resolving.fitting import fold, labels

_SAME_TITLE = 92
"""Ratio of rapidfuzz from which two titles with the same address are one printed twice with a slip."""

_TELLING_TITLE = 3
"""Words from which a title is no mere heading ("Introduction", "Annual report")."""

_CROWD = 100
"""So many different descriptions under one address or title are no proof of anything: then only equal ones are one."""

_PARTING = ("volume", "issue", "edition")
"""What parts two works that agree in title, creator and year."""

_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d[^?#\s]*)", re.IGNORECASE)

Bond = Literal["firm", "soft"]


def bond(one: Work, other: Work) -> Bond | None:
    """What ties two descriptions of one work together, or None where they are of two; the order does not matter.

    A soft bond is one where one of them leaves out what could part them: a book without a year may be
    either of two editions, so softly tied to both it is neither.
    """
    mine, theirs = _doi(one), _doi(other)
    if mine and theirs:
        return "firm" if mine == theirs else None
    if _are_told_apart(one, other):
        return None
    titles = _titles_agree(one, other)
    alike = titles is True and _creators_agree(one, other) and _dates_agree(one, other)
    if not alike and (titles is False or not _share_address(one, other)):
        return None
    return "firm" if _leaves_out(one) == _leaves_out(other) else "soft"


def _doi(work: Work) -> str:
    """The DOI in small letters, also where it is told by its address alone, or nothing."""
    addresses = (_DOI_ADDRESS.match(url) for url in work.urls)
    return (work.doi or next((found[1] for found in addresses if found), "")).casefold()


def _parts(work: Work) -> tuple[str, ...]:
    """The numbers of volume, issue and edition, each empty where the work does not tell it."""
    return tuple(number_in(getattr(work, name) or "") for name in _PARTING)


def _are_told_apart(one: Work, other: Work) -> bool:
    """Whether both say which volume, issue or edition they are, and it is another; or where a mere heading stands."""
    if any(mine and theirs and mine != theirs for mine, theirs in zip(_parts(one), _parts(other), strict=True)):
        return True
    heading = len(fold(one.title or "").split()) < _TELLING_TITLE
    mine, theirs = fold(one.container or ""), fold(other.container or "")
    return heading and bool(mine and theirs) and fuzz.token_set_ratio(mine, theirs) < _SAME_TITLE


def _leaves_out(work: Work) -> tuple[bool, ...]:
    return (
        not _doi(work),
        not work.title,
        not work.creators,
        work.issued is None,
        *(not part for part in _parts(work)),
    )


def _share_address(one: Work, other: Work) -> bool:
    return bool({same_page_form(url) for url in one.urls} & {same_page_form(url) for url in other.urls})


def _titles_agree(one: Work, other: Work) -> bool | None:
    """True for equal titles, False for different ones, None where one has none or the difference is a slip of print."""
    mine, theirs = fold(one.title or ""), fold(other.title or "")
    if not mine or not theirs:
        return None
    if mine == theirs:
        return True
    return None if fuzz.ratio(mine, theirs) >= _SAME_TITLE else False


def _creators_agree(one: Work, other: Work) -> bool:
    """Whether the first creators could be the same; where one names none, the date and a telling title must do."""
    if one.creators and other.creators:
        mine, theirs = one.creators[0], other.creators[0]
        initials = {fold(name.given)[:1] for name in (mine, theirs)} - {""}
        return bool(labels(mine) & labels(theirs)) and len(initials) < 2
    dated = one.issued is not None and other.issued is not None
    return dated and len(fold(one.title or "").split()) >= _TELLING_TITLE


def _dates_agree(one: Work, other: Work) -> bool:
    return one.issued is None or other.issued is None or one.year == other.year


def group_works(works: Iterable[tuple[str, Work]]) -> list[list[str]]:
    """Group keyed works that are one, directly or through a third; two that clash are never joined through a third.

    Groups keep the order of their first members, members that of `works`; who is with whom does not depend on it.
    """
    keyed = dict(works)
    union = _Union(keyed)
    soft: list[tuple[str, str]] = []
    for one, other in _neighbours(keyed):
        match bond(keyed[one], keyed[other]):
            case "firm":
                union.join(one, other)
            case "soft":
                soft.append((one, other))
            case None:
                pass
    for one, other in _sure(_Links(keyed, union.groups()), soft):
        union.join(one, other)
    return union.groups()


class _Union:
    """Keys joined into groups."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._leader = {key: key for key in keys}

    def find(self, key: str) -> str:
        """The key that stands for the group of `key`."""
        while self._leader[key] != key:
            self._leader[key] = self._leader[self._leader[key]]
            key = self._leader[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Make one group of the two."""
        self._leader[self.find(one)] = self.find(other)

    def groups(self) -> list[list[str]]:
        """The groups, in order of their first members."""
        groups: dict[str, list[str]] = {}
        for key in self._leader:
            groups.setdefault(self.find(key), []).append(key)
        return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a group says that can clash with another: each DOI, year, title and part (as `_parts`) of its members."""

    dois: frozenset[str]
    years: frozenset[str]
    titles: frozenset[str]
    parts: tuple[frozenset[str], ...]

    def clash(self, other: "_Facts") -> bool:
        """Whether the two say different things of the same."""
        parts = zip(self.parts, other.parts, strict=True)
        pairs = (self.dois, other.dois), (self.years, other.years), *parts
        return any(mine and theirs and mine.isdisjoint(theirs) for mine, theirs in pairs) or self._titles_clash(other)

    def _titles_clash(self, other: "_Facts") -> bool:
        pairs = [(mine, theirs) for mine in self.titles for theirs in other.titles]
        return bool(pairs) and all(fuzz.ratio(mine, theirs) < _SAME_TITLE for mine, theirs in pairs)


class _Links:
    """Groups by number, what each says, and which group a key is in."""

    def __init__(self, works: Mapping[str, Work], groups: Sequence[Sequence[str]]) -> None:
        self.group_of = {key: number for number, group in enumerate(groups) for key in group}
        self.facts = [_facts([works[key] for key in group]) for group in groups]


def _facts(works: Sequence[Work]) -> _Facts:
    return _Facts(
        frozenset(doi for work in works if (doi := _doi(work))),
        frozenset(str(work.year) for work in works if work.year is not None),
        frozenset(fold(work.title) for work in works if work.title),
        tuple(frozenset(filter(None, numbers)) for numbers in zip(*map(_parts, works), strict=True)),
    )


def _sure(links: _Links, soft: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The soft bonds that stand alone: neither side has another that clashes with this one."""
    near: dict[int, set[int]] = {}
    for one, other in soft:
        near.setdefault(links.group_of[one], set()).add(links.group_of[other])
        near.setdefault(links.group_of[other], set()).add(links.group_of[one])
    for one, other in soft:
        mine, theirs = links.group_of[one], links.group_of[other]
        rivals = [(theirs, rival) for rival in near[mine]] + [(mine, rival) for rival in near[theirs]]
        if not any(links.facts[group].clash(links.facts[rival]) for group, rival in rivals):
            yield one, other


def _neighbours(works: Mapping[str, Work]) -> Iterator[tuple[str, str]]:
    """Pairs of keys whose works may be one: in each block equal ones with the first, different ones each with each."""
    blocks: dict[tuple[object, ...], dict[tuple[object, ...], str]] = {}
    for key, work in works.items():
        looks = _looks(work)
        for block in block_keys(work):
            different = blocks.setdefault(block, {})
            if looks in different:
                yield different[looks], key
            else:
                different[looks] = key
    for different in blocks.values():
        if len(different) <= _CROWD:
            yield from combinations(different.values(), 2)


def _looks(work: Work) -> tuple[object, ...]:
    """All that `bond` asks of a work but its addresses."""
    first = (labels(work.creators[0]), fold(work.creators[0].given)[:1]) if work.creators else None
    return _doi(work), fold(work.title or ""), first, work.year, fold(work.container or ""), _parts(work)


def block_keys(work: Work) -> set[tuple[object, ...]]:
    """What two descriptions of one work have in common at least one of.

    A DOI, the address of a page, or a title with a name of the first creator or with the year.
    """
    keys: set[tuple[object, ...]] = {("url", same_page_form(url)) for url in work.urls}
    if doi := _doi(work):
        keys.add(("doi", doi))
    if title := fold(work.title or ""):
        keys |= {("title", title, label) for name in work.creators[:1] for label in labels(name)}
        keys |= {("title", title, work.year)} if work.year is not None else set()
    return keys
