r"""What does an entry have from others? A library file → the values that its entries inherit.

In: a BibFile. Out: for each entry that inherits, the values lent to it, under the names that they have there; and
Problems: circles, parents that are not there, fields that an @xdata overrides. The file itself is not changed, and
nobody writes a lent value into the entry that has it on loan.

`crossref` follows BibLaTeX's default setup (manual, appendix B; `\DeclareDataInheritance` in biblatex.def): what the
child says itself counts, a proceedings' title is its papers' booktitle. `xdata` follows biber: the last container
named counts, and it counts more than the entry itself. A @set has what its first member says. refdesk differs from
biber in this: a child that tells its year inherits no month; keywords, files, `addendum` and refdesk's own fields
belong to their entry alone; and so does a DOI, except in an @xdata, for it names one work, and works are told apart
by it.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.biblatex_names import parted_names
from refdesk.model.problem import Problem

HEIRLOOMS = frozenset({"crossref", "xdata"})
"""The fields that name what an entry inherits from."""
_PAPERS = ("inbook", "bookinbook", "suppbook")
_PARTS = ("incollection", "inreference", "suppcollection")
# Parents, children, and what stands before a parent's title among the child's fields.
_TITLE_RULES = (
    (("mvbook",), ("book", *_PAPERS), "main"),
    (("mvcollection", "mvreference"), ("collection", "reference", *_PARTS), "main"),
    (("mvproceedings",), ("proceedings", "inproceedings"), "main"),
    (("book",), _PAPERS, "book"),
    (("collection", "reference"), _PARTS, "book"),
    (("proceedings",), ("inproceedings",), "book"),
    (("periodical",), ("article", "suppperiodical"), "journal"),
)
_TITLES = ("title", "subtitle", "titleaddon")
_SORTING_TITLES = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_NEVER_LENT = """
    ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey
    keywords file addendum citedby alturl archiveurl printedtitle
"""
_NEVER = frozenset(_NEVER_LENT.split())
# BibTeX's names of fields and types, which biber reads as biblatex's (manual 2.1.2 and 2.2.5).
_FIELD_NAMES = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "hyphenation": "langid",
    "key": "sortkey",
    "pdf": "file",
}
_TYPE_NAMES = {"conference": "inproceedings"}
_DATE_PARTS = frozenset({"date", "year", "month", "day", "endyear"})
_ACCESS_PARTS = frozenset({"urldate", "urlyear", "urlmonth", "urlday"})
_YEAR = re.compile(r"\s*\{?(-?\d{4})\b")
# `xdata=key-field`, `xdata=key-field-2`, `xdata=key-field-*` as a value or as an item of a list (manual 3.14.6).
_GRANULAR = re.compile(r"xdata\s*=\s*([^\s,{}]+?)-([a-z]+)(?:-(\d{1,4}|\*))?", re.IGNORECASE)
_LIST_FIELDS = """
    author editor editora editorb editorc translator bookauthor afterword annotator commentator foreword holder
    introduction namea nameb namec shortauthor shorteditor institution location organization origlocation origpublisher
    publisher language origlanguage lista listb listc listd liste listf
"""
_LISTS = frozenset(_LIST_FIELDS.split())
# More than this no entry made by hand lends; a chain of a hundred thousand entries that hand on what each adds to
# the last one's fields would fill any memory.
_MOST_FIELDS = 100
_LONGEST_VALUE = 20_000
_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What entries have from others: place in `BibFile.entries` → field → value. Entries that inherit nothing have no
    place here. A lent field that the entry has as well (an @xdata's) counts more than its own.
    """

    lent: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def values(self, place: int, entry: BibEntry) -> Mapping[str, str]:
        """All that the entry at this place says, its own and what is lent to it."""
        lent = self.lent.get(place)
        return {**entry.values, **lent} if lent else entry.values


def inherited(bibfile: BibFile) -> Inheritance:
    """What the entries of the file inherit, whatever their order. The time is linear in their number."""
    entries = bibfile.entries
    has_containers = any(entry.type == "xdata" for entry in entries)
    heirs = [place for place, entry in enumerate(entries) if _may_inherit(entry, has_containers=has_containers)]
    if not heirs:
        return Inheritance()
    estate = _Estate(entries)
    for heir in heirs:
        estate.settle(heir)
    problems = (problem for _, problem in sorted(estate.problems, key=lambda found: found[0]))
    return Inheritance({place: lent for place, lent in estate.lent.items() if lent}, tuple(problems))


def _may_inherit(entry: BibEntry, *, has_containers: bool) -> bool:
    if entry.type == "set" or not HEIRLOOMS.isdisjoint(entry.values):
        return True
    return has_containers and _GRANULAR.search(entry.block.raw) is not None


class _Loan(NamedTuple):
    """One way in which an entry inherits: `by` is the field that says so, `lender` the place of the other entry."""

    by: str
    lender: int


class _Estate:
    """The entries of a file while it is found out what they inherit."""

    def __init__(self, entries: Sequence[BibEntry]) -> None:
        self.lent: dict[int, dict[str, str]] = {}
        self.problems: list[tuple[int, Problem]] = []
        self._entries = entries
        self._places: dict[str, int] = {}
        for place, entry in enumerate(entries):
            self._places.setdefault(entry.key, place)

    @functools.cached_property
    def _aliases(self) -> dict[str, int]:
        """Older keys (`ids`), which lead to their entry where no entry bears them."""
        pairs = ((ids, place) for place, entry in enumerate(self._entries) if (ids := entry.values.get("ids")))
        return {alias: place for ids, place in pairs for alias in _keys(ids)}

    def settle(self, heir: int) -> None:
        """Find what `heir` inherits, its lenders first. No recursion: a chain may be as long as the file."""
        path: list[tuple[int, Iterator[_Loan], list[_Loan]]] = []
        depths: dict[int, int] = {}
        reached: int | None = None if heir in self.lent else heir
        while reached is not None or path:
            if reached is not None:
                depths[reached] = len(path)
                path.append((reached, self._loans_of(reached), []))
            place, todo, sound = path[-1]
            reached = None
            for loan in todo:
                if loan.lender in depths:
                    self._tell_circle(place, loan, [step[0] for step in path[depths[loan.lender] :][:_MOST_TOLD]])
                    continue
                sound.append(loan)
                if loan.lender not in self.lent:
                    reached = loan.lender
                    break
            else:
                path.pop()
                del depths[place]
                self.lent[place] = self._lent_to(place, sound)

    def _loans_of(self, place: int) -> Iterator[_Loan]:
        """From whom the entry inherits, in the order in which it does."""
        entry = self._entries[place]
        for key in _keys(entry.values.get("xdata", "")):
            yield from self._container(place, "xdata", key)
        if entry.type == "set":
            yield from self._first_member(place, _keys(entry.values.get("entryset", "")))
        for name, value in entry.values.items():
            if name not in _NEVER and "=" in value:
                for match in itertools.islice(_GRANULAR.finditer(value), _MOST_FIELDS):
                    yield from self._container(place, name, match[1])
        for key in _keys(entry.values.get("crossref", ""))[:1]:
            if (lender := self._place_of(key)) is None:
                self._tell(place, "unknown-crossref", f"no entry bears the key {key!r} of its crossref")
            else:
                yield _Loan("crossref", lender)

    def _container(self, place: int, by: str, key: str) -> Iterator[_Loan]:
        """The loan from the @xdata with this key."""
        lender = self._place_of(key)
        if lender is None:
            self._tell(place, "unknown-xdata", f"no entry bears the key {key!r} that its {by} names")
        elif self._entries[lender].type != "xdata":
            self._tell(place, "unknown-xdata", f"{key!r}, which its {by} names, is no @xdata and lends nothing")
        else:
            yield _Loan(by, lender)

    def _first_member(self, place: int, keys: Sequence[str]) -> Iterator[_Loan]:
        """The loan from a set's first member (biblatex manual 3.14.5); members that are not there are told."""
        members = [(key, self._place_of(key)) for key in keys]
        for key in (key for key, member in members if member is None):
            self._tell(place, "unknown-set-member", f"no entry bears the key {key!r} of its entryset")
        yield from itertools.islice((_Loan("entryset", member) for _, member in members if member is not None), 1)

    def _place_of(self, key: str) -> int | None:
        place = self._places.get(key)
        return self._aliases.get(key) if place is None else place

    def _tell(self, place: int, code: str, message: str) -> None:
        entry = self._entries[place]
        self.problems.append((place, Problem(code, f"Line {entry.line}: in {entry.key!r}, {message}.")))

    def _tell_circle(self, place: int, loan: _Loan, circle: Sequence[int]) -> None:
        keys = [self._entries[step].key for step in circle]
        told = " → ".join([*keys, *(["…"] if len(keys) == _MOST_TOLD else []), keys[0]])
        self._tell(place, "inheritance-cycle", f"{loan.by} closes a circle, {told}, and is not followed")

    # -- what is lent ----------------------------------------------------------------------------------------------

    def _lent_to(self, place: int, loans: Iterable[_Loan]) -> dict[str, str]:
        """What the entry inherits through these loans, whose lenders are settled."""
        entry = self._entries[place]
        own = {name: value for name, value in entry.values.items() if value.strip()}
        lent: dict[str, str] = {}
        parts: dict[int, Mapping[str, str]] = {}
        for by, lender in loans:
            values = self._complete(lender)
            if by == "crossref":
                offers = _offers(self._entries[lender].type, entry.type, values)
                _take(lent, _undated(_untold(offers, own, lent), own, lent))
            elif by == "entryset":
                _take(lent, _untold(_lendable(values), own, lent))
            elif by == "xdata":
                _take(lent, _lendable(values))
                self._tell_overridden(place, lender, own, values)
            else:
                parts[lender] = values
                _take(lent, [(by, self._with_parts(by, own[by], parts))])
        return lent

    def _complete(self, place: int) -> Mapping[str, str]:
        """All that a settled entry says, its own and what is lent to it."""
        own = self._entries[place].values
        lent = self.lent.get(place)
        return {**own, **lent} if lent else own

    def _tell_overridden(self, place: int, lender: int, own: Mapping[str, str], values: Mapping[str, str]) -> None:
        lent = {name for name, value in _lendable(values)}
        names = [name for name in own if _name(name) in lent and own[name] != values.get(name, own[name])]
        if names:
            told = f"{', '.join(names)} of {self._entries[lender].key!r} counts more than its own (xdata)"
            self._tell(place, "xdata-overrides", told)

    def _with_parts(self, name: str, value: str, parts: Mapping[int, Mapping[str, str]]) -> str:
        """The value of the field `name`, each `xdata=key-field` in it replaced by what the container says there."""

        def part(match: re.Match[str]) -> str:
            lender = self._place_of(match[1])
            return _part(match, parts.get(-1 if lender is None else lender, {}), is_list=name in _LISTS) or match[0]

        return _GRANULAR.sub(part, value, count=_MOST_FIELDS)


def _keys(value: str) -> list[str]:
    """The keys in a list of keys."""
    return list(dict.fromkeys(key for item in value.split(",") if (key := item.strip("{} \t\r\n"))))


def _name(name: str) -> str:
    """The name that biblatex has for a field."""
    return _FIELD_NAMES.get(name, name)


def _part(match: re.Match[str], values: Mapping[str, str], *, is_list: bool) -> str:
    """What `xdata=key-field-index` stands for; in a list that is one item, the first unless an index is given."""
    value, index = values.get(match[2].lower(), ""), match[3] or "1"
    if not is_list or index == "*":
        return value[:_LONGEST_VALUE]
    items = parted_names(value[:_LONGEST_VALUE])
    return items[int(index) - 1] if 1 <= int(index) <= len(items) else ""


def _take(lent: dict[str, str], offers: Iterable[tuple[str, str]]) -> None:
    """Add what is offered, as far as it is no attack."""
    for name, value in offers:
        if (name in lent or len(lent) < _MOST_FIELDS) and len(value) <= _LONGEST_VALUE:
            lent[name] = value


def _lendable(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What an entry lends under its own names."""
    pairs = ((_name(name), value) for name, value in values.items() if value.strip())
    return ((name, value) for name, value in pairs if name not in _NEVER)


def _offers(parent: str, child: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a parent of one type lends to a child of another, fields with another name there first."""
    targets = _targets(_TYPE_NAMES.get(parent, parent), _TYPE_NAMES.get(child, child))
    lendable = dict(_lendable(values))
    lendable.pop("doi", None)
    yield from ((target, lendable[name]) for name, found in targets.items() if name in lendable for target in found)
    yield from ((name, value) for name, value in lendable.items() if name not in targets)


@functools.cache
def _targets(parent: str, child: str) -> Mapping[str, tuple[str, ...]]:
    """Fields of the parent that have other names in the child, or none there."""
    if child in _PAPERS and parent in {"mvbook", "book"}:
        targets: dict[str, tuple[str, ...]] = {"author": ("author", "bookauthor")}
    else:
        targets = {}
    for parents, children, prefix in _TITLE_RULES:
        if parent in parents and child in children:
            targets |= {name: (prefix + name,) for name in _TITLES}
            targets |= dict.fromkeys(_SORTING_TITLES, ())
    return targets


def _untold(
    offers: Iterable[tuple[str, str]], own: Mapping[str, str], lent: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The offers of fields that the child does not have; of two for one field the first."""
    told = {_name(known) for known in own} | {*lent}
    for name, value in offers:
        if name not in told:
            told.add(name)
            yield name, value


def _undated(
    offers: Iterable[tuple[str, str]], own: Mapping[str, str], lent: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The offers without parts of a date that the child tells itself; a child's bare month takes the parent's year."""
    told = {*own, *lent}
    for name, value in offers:
        if name in _DATE_PARTS and told & {"date", "year"}:
            continue
        if name in _ACCESS_PARTS and told & {"urldate", "urlyear"}:
            continue
        if name == "date" and "month" in told and (year := _YEAR.match(value)):
            yield "year", year[1]
        elif not (name == "day" and "month" in told):
            yield name, value
