"""What several descriptions of one work say together.

In: Works that are one. Out: the one Work that keeps all they say; where they differ, the fuller or clearer value.
"""

from collections.abc import Iterable
from dataclasses import fields, replace

from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.fitting import OTHERS, fold

_LESS_CLEAR = frozenset({"document", "webpage"})
_WITHOUT_SITE = frozenset({"report", "book"})
"""Types that have a publisher and no container: the site they lie on is the publisher's own, or goes."""


def merge_works(works: Iterable[Work]) -> Work:
    """One Work that keeps every field of all; the order does not matter. `works` holds one at least."""
    first, *others = sorted(works, key=_order)
    urls = _once([url for work in (first, *others) for url in work.urls])
    for other in others:
        first = _merged(first, other)
    return _without_site(replace(first, urls=urls)) if others else first


def _order(work: Work) -> tuple[bool, str]:
    """A fixed order of descriptions: those with a date of access first, then by their text."""
    return work.accessed is None, repr(work)


def _merged(one: Work, other: Work) -> Work:
    changes: dict[str, object] = {
        field.name: getattr(other, field.name)
        for field in fields(Work)
        if not getattr(one, field.name) and getattr(other, field.name)
    }
    changes["type"] = clearer_type(one.type, other.type)
    if one.authors and other.authors:
        changes["authors"] = fuller_names(one.authors, other.authors)
    if one.issued and other.issued and one.issued.agrees_with(other.issued):
        changes["issued"] = max(one.issued, other.issued, key=lambda date: len(date.parts))
    if one.title and other.title and fold(one.title) == fold(other.title):
        changes["title"] = min(one.title, other.title, key=lambda title: (sum(c.isupper() for c in title), title))
    if one.container and other.container:
        changes["container"] = max(one.container, other.container, key=lambda name: (len(name), name))
    return replace(one, **changes)  # type: ignore[arg-type]  # the names are Work's own fields


def _without_site(work: Work) -> Work:
    """A report or book without the name of the site where that is its publisher's, in full or shortened."""
    if work.type in _WITHOUT_SITE and work.container and work.publisher:
        within = set(fold(work.container).split()) <= set(fold(work.publisher).split())
        return replace(work, container=None) if within else work
    return work


def _once(urls: Iterable[str]) -> tuple[str, ...]:
    """Every address once; of two spellings of one page the first is kept."""
    kept: dict[str, str] = {}
    for url in urls:
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
