"""Which descriptions are of one work, and what they say together.

In: Works. Out: whether two are the same, and the one Work that keeps all that both say. Works that merely look
alike (same author and year, same page of a site) stay apart: both a name and a title, or an identifier, must speak for it.
"""

from collections.abc import Iterable
from dataclasses import fields, replace

from rapidfuzz import fuzz

from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.fitting import OTHERS, fold, labels

_SAME_TITLE = 92
"""Ratio of rapidfuzz from which two titles with the same address are one printed twice with a slip."""

_TELLING_TITLE = 3
"""Words from which a title is no mere heading ("Introduction", "Annual report")."""

_LESS_CLEAR = frozenset({"document", "webpage"})


def same_work(one: Work, other: Work) -> bool:
    """Whether two descriptions are of one work. Symmetric."""
    if one.doi and other.doi:
        return one.doi.casefold() == other.doi.casefold()
    titles = _titles_agree(one, other)
    if _share_address(one, other):
        return titles is not False
    return titles is True and _creators_agree(one, other) and _dates_agree(one, other)


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
    """Whether the first creators could be the same; where one description names none, the date and a telling title must do."""
    if one.creators and other.creators:
        return bool(labels(one.creators[0]) & labels(other.creators[0]))
    dated = one.issued is not None and other.issued is not None
    return dated and len(fold(one.title or "").split()) >= _TELLING_TITLE


def _dates_agree(one: Work, other: Work) -> bool:
    return one.issued is None or other.issued is None or one.year == other.year


def merge_works(works: Iterable[Work]) -> Work:
    """One Work that keeps every field of all; where they differ, the fuller or clearer one. The order does not matter."""
    first, *others = sorted(works, key=_order)
    for other in others:
        first = _merged(first, other)
    return first


def _order(work: Work) -> tuple[bool, str]:
    """A fixed order of descriptions: those with a date of access first, then by their text."""
    return work.accessed is None, repr(work)


def _merged(one: Work, other: Work) -> Work:
    changes: dict[str, object] = {
        field.name: getattr(other, field.name)
        for field in fields(Work)
        if not getattr(one, field.name) and getattr(other, field.name)
    }
    changes["urls"] = _union(one.urls, other.urls)
    changes["type"] = clearer_type(one.type, other.type)
    if one.authors and other.authors:
        changes["authors"] = fuller_names(one.authors, other.authors)
    if one.issued and other.issued and one.issued.agrees_with(other.issued):
        changes["issued"] = max(one.issued, other.issued, key=lambda date: len(date.parts))
    if one.title and other.title and fold(one.title) == fold(other.title):
        changes["title"] = min(one.title, other.title, key=lambda title: (sum(c.isupper() for c in title), title))
    if one.container and other.container:
        changes["container"] = max(one.container, other.container, key=lambda name: (len(name), name))
    kind = str(changes["type"])
    container, publisher = changes.get("container", one.container), changes.get("publisher", one.publisher)
    if kind in {"report", "book"} and container and publisher and _names_within(str(container), str(publisher)):
        changes["container"] = None
    return replace(one, **changes)  # type: ignore[arg-type]  # the names are Work's own fields


def _names_within(site: str, publisher: str) -> bool:
    """Whether a site's name is its publisher's, in full or shortened ("Crisis Group")."""
    return set(fold(site).split()) <= set(fold(publisher).split())


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Every address once; two spellings of one page are one, the first is kept."""
    kept: dict[str, str] = {}
    for url in (*one, *other):
        kept.setdefault(same_page_form(url), url)
    return tuple(kept.values())


def clearer_type(one: str, other: str) -> str:
    """The type that says more; between two clear ones the first in the alphabet, so that the order does not matter."""
    clear = sorted({one, other} - _LESS_CLEAR)
    if clear:
        return clear[0]
    return "webpage" if "webpage" in {one, other} else "document"


def fuller_names(one: tuple[Name, ...], other: tuple[Name, ...]) -> tuple[Name, ...]:
    """The list with more names, each with the fuller given name of the two."""
    base, second = (one, other) if (OTHERS in other, len(one)) >= (OTHERS in one, len(other)) else (other, one)
    return tuple(_fuller(name, second[at] if at < len(second) else name) for at, name in enumerate(base))


def _fuller(name: Name, other: Name) -> Name:
    same_family = fold(name.label) == fold(other.label)
    initials = fold(other.given)[:1] == fold(name.given)[:1]
    return other if same_family and initials and len(other.given) > len(name.given) else name


def group_works(works: Iterable[tuple[str, Work]]) -> list[list[str]]:
    """Group keyed works that are one; works are compared only within blocks that share a title, address or DOI.

    Works of one group are the same directly or through a third. Groups keep the order of their first members.
    """
    keyed = list(works)
    leader = {key: key for key, _ in keyed}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    blocks: dict[str, list[tuple[str, Work]]] = {}
    for key, work in keyed:
        for block in block_keys(work):
            for other_key, other in blocks.get(block, ()):
                if find(other_key) != find(key) and same_work(work, other):
                    leader[find(key)] = find(other_key)
            blocks.setdefault(block, []).append((key, work))
    groups: dict[str, list[str]] = {}
    for key, _ in keyed:
        groups.setdefault(find(key), []).append(key)
    return list(groups.values())


def block_keys(work: Work) -> set[str]:
    """What two descriptions of one work have in common at least one of: DOI, page address, folded title."""
    keys = {f"url {same_page_form(url)}" for url in work.urls}
    if work.doi:
        keys.add(f"doi {work.doi.casefold()}")
    if work.title:
        keys.add(f"title {fold(work.title)}")
    return keys
