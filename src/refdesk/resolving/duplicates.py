"""Which entries of a library describe one work?

In: entries, and the pairs that a person said are two works. Out: groups of citekeys with a score and the reasons, or
the entries that a new work may be. The order of the entries does not matter. Nothing is decided here: a person, or a
policy that a person chose, does that.

Only entries that share a block (an identifier, a title, a name and a year …) are compared, and a crowded block is
looked through in order of its titles, so that five thousand introductions cost no more than five thousand works.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from rapidfuzz import fuzz

from refdesk.model.library import Entry
from refdesk.model.work import Work
from refdesk.resolving.bibliographic_facts import Facts, facts_of
from refdesk.resolving.likeness import Likeness, compare

LEAST = 0.8
"""The score from which two entries are worth a person's look."""

_CROWD = 60
"""So many entries of a block are compared each with each; of more, each with its neighbours."""

_NEIGHBOURS = 12
_CLASH = 0.65
"""Two members of a group that score less are no group, though a third is like both."""

_WITNESSES = 3
_MOST_RIVALS = 3
_LIKE_ENOUGH = 72


@dataclass(frozen=True, slots=True)
class Group:
    """Citekeys in order of the alphabet whose entries may be one work; `score` is that of the weakest tie.

    A key that stands twice in the file may stand twice here.
    """

    keys: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a work may be, how sure that is from 0 to 1, and why."""

    key: str
    score: float
    reasons: tuple[str, ...]


def find_duplicates(
    entries: Iterable[Entry], distinct: Collection[frozenset[str]] = (), least: float = LEAST
) -> tuple[Group, ...]:
    """Groups of entries that may be one work, the surest first; no pair of `distinct` is in one of them."""
    facts = sorted(map(facts_of, entries), key=_order)
    forbidden = frozenset(distinct)
    ties = _ties(facts, least)
    groups = _Groups(facts, forbidden, min(least, _CLASH))
    for one, other, likeness in sorted(ties, key=lambda tie: (-tie[2].score, tie[0], tie[1])):
        groups.join(one, other, likeness)
    return tuple(sorted(groups.found(), key=lambda group: (-group.score, group.keys)))


def duplicates_of(work: Work, entries: Iterable[Entry], least: float = LEAST) -> tuple[Match, ...]:
    """The entries that `work` may be, the likeliest first. For many works ask one `KnownWorks`."""
    return KnownWorks(entries).like(work, least)


class KnownWorks:
    """Entries laid out so that a work finds those that it may be without a look at all others."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._blocks: dict[tuple[object, ...], list[Facts]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Lay out one more entry."""
        facts = facts_of(entry)
        for kind in _KINDS_OF_BLOCKS:
            for key in kind(facts):
                self._blocks.setdefault((kind.__name__, key), []).append(facts)

    def like(self, work: Work, least: float = LEAST) -> tuple[Match, ...]:
        """The entries that `work` may be, the likeliest first."""
        asked = facts_of(Entry(citekey="", work=work))
        likenesses = {(facts.key, facts.place): compare(asked, facts) for facts in self._near(asked)}
        found = (
            Match(key, likeness.score, likeness.reasons)
            for (key, _), likeness in likenesses.items()
            if likeness is not None and likeness.score >= least
        )
        return tuple(sorted(found, key=lambda match: (-match.score, match.key)))

    def _near(self, asked: Facts) -> Iterator[Facts]:
        for kind in _KINDS_OF_BLOCKS:
            for key in kind(asked):
                block = self._blocks.get((kind.__name__, key), ())
                yield from (facts for facts in block if len(block) <= _CROWD or _may_be_one(asked, facts))


def _order(facts: Facts) -> tuple[object, ...]:
    return facts.key, facts.place, facts.title.words


# -- who is compared with whom -----------------------------------------------------------------------------------------


def _ties(facts: Sequence[Facts], least: float) -> Iterator[tuple[int, int, Likeness]]:
    """Every pair of places that shares a block and is alike enough, once."""
    seen: set[tuple[int, int]] = set()
    for one, other in _candidates(facts):
        if (one, other) not in seen:
            seen.add((one, other))
            likeness = compare(facts[one], facts[other])
            if likeness is not None and likeness.score >= least:
                yield one, other, likeness


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Pairs of places in a common block, the smaller first; one kind of block after the other, to spare memory."""
    for kind in _KINDS_OF_BLOCKS:
        blocks: dict[object, list[int]] = {}
        for place, fact in enumerate(facts):
            for key in kind(fact):
                blocks.setdefault(key, []).append(place)
        for members in blocks.values():
            yield from _pairs_in(members, facts)


def _pairs_in(members: Sequence[int], facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    if len(members) <= _CROWD:
        pairs: Iterator[tuple[int, int]] = combinations(members, 2)
    else:
        ordered = sorted(members, key=lambda place: _neighbourhood(facts[place]))
        pairs = (
            (min(one, other), max(one, other))
            for at, one in enumerate(ordered)
            for other in ordered[at + 1 : at + 1 + _NEIGHBOURS]
        )
    return ((one, other) for one, other in pairs if _may_be_one(facts[one], facts[other]))


def _neighbourhood(facts: Facts) -> tuple[object, ...]:
    """An order in which descriptions of one work stand near each other."""
    family = facts.people[0].family if facts.people else ""
    return facts.title.letters, family, facts.year or 0, facts.volume, facts.first_page, facts.key


def _may_be_one(one: Facts, other: Facts) -> bool:
    """A quick look that spares the long one: the titles are alike, or begin alike, or one is missing."""
    mine, theirs = one.title.letters, other.title.letters
    if not mine or not theirs or mine.startswith(theirs) or theirs.startswith(mine):
        return True
    if one.dois & other.dois or one.pages_on_web & other.pages_on_web:
        return True
    return (
        one.title.main == other.title.main
        or fuzz.ratio(mine, theirs, score_cutoff=_LIKE_ENOUGH) > 0
        or _mains_alike(one, other)
    )


def _mains_alike(one: Facts, other: Facts) -> bool:
    mine, theirs = one.title.main_letters, other.title.main_letters
    has_subtitle = mine != one.title.letters or theirs != other.title.letters
    return has_subtitle and fuzz.ratio(mine, theirs, score_cutoff=90) > 0


def _identifiers(facts: Facts) -> Iterator[object]:
    yield from facts.dois
    yield from facts.arxiv
    yield from facts.isbns
    yield from facts.pages_on_web


def _titles(facts: Facts) -> Iterator[object]:
    if facts.title.letters:
        yield facts.title.letters
        if facts.title.main_letters != facts.title.letters:
            yield facts.title.main_letters


def _names_in_years(facts: Facts) -> Iterator[object]:
    """The first creator, and the first of the alphabet, for those whose order was changed."""
    if facts.people and facts.year is not None and facts.title.words:
        for family in {facts.people[0].family, min(person.family for person in facts.people)}:
            yield family, facts.year


def _names_with_words(facts: Facts) -> Iterator[object]:
    if facts.people and facts.title.words:
        yield facts.people[0].family, facts.title.words[0]
        yield facts.people[0].family, max(facts.title.words, key=lambda word: (len(word), word))


def _long_words(facts: Facts) -> Iterator[object]:
    """The two longest words of a title, and its first four: these outlive a slip elsewhere and a missing creator."""
    if facts.title.is_telling:
        yield tuple(sorted(sorted(set(facts.title.words), key=lambda word: (-len(word), word))[:2]))
        yield facts.title.words[:4]


def _places_in_print(facts: Facts) -> Iterator[object]:
    if facts.volume and facts.first_page and facts.people:
        yield facts.people[0].family, facts.volume, facts.first_page


_KINDS_OF_BLOCKS: tuple[Callable[[Facts], Iterator[object]], ...] = (
    _identifiers,
    _titles,
    _names_in_years,
    _names_with_words,
    _long_words,
    _places_in_print,
)


# -- who is with whom --------------------------------------------------------------------------------------------------


class _Groups:
    """Entries joined tie by tie, the surest first; no two that clash come together through a third."""

    def __init__(self, facts: Sequence[Facts], forbidden: frozenset[frozenset[str]], clash: float) -> None:
        self._facts = facts
        self._apart: dict[str, set[str]] = {}
        for pair in forbidden:
            for key in pair:
                self._apart.setdefault(key, set()).update(pair - {key} or pair)
        self._clash = clash
        self._group_of: dict[int, list[int]] = {}
        self._ties: dict[int, list[Likeness]] = {}
        self._rivals: list[tuple[float, int, int]] = []

    def join(self, one: int, other: int, likeness: Likeness) -> None:
        """Make one group of the groups of the two, unless something in them clashes."""
        fewer, more = sorted((self._group(one), self._group(other)), key=lambda group: (len(group), group))
        if fewer is more or self._are_apart(fewer, more):
            return
        if self._clash_of(fewer, more, {one, other}):
            self._rivals.append((likeness.score, one, other))
            return
        self._ties[more[0]] = [*self._ties.get(more[0], []), *self._ties.pop(fewer[0], []), likeness]
        more.extend(fewer)
        self._group_of.update(dict.fromkeys(fewer, more))

    def _group(self, place: int) -> list[int]:
        return self._group_of.setdefault(place, [place])

    def _are_apart(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether a person said that one of these is not one of those."""
        if not self._apart:
            return False
        few, many = sorted((mine, theirs), key=len)
        keys = {self._facts[place].key for place in many}
        return any(not keys.isdisjoint(self._apart.get(self._facts[place].key, ())) for place in few)

    def _clash_of(self, mine: Sequence[int], theirs: Sequence[int], tied: set[int]) -> bool:
        """Whether members that are not tied are too unlike; of a large group a few speak for all."""
        for one in mine[:_WITNESSES]:
            for other in theirs[:_WITNESSES]:
                if {one, other} != tied:
                    likeness = compare(self._facts[one], self._facts[other])
                    if likeness is None or likeness.score < self._clash:
                        return True
        return False

    def found(self) -> Iterator[Group]:
        """Every group of two members at least."""
        rivals = self._rivals_by_place()
        for leader, ties in self._ties.items():
            members = sorted(self._group_of[leader])
            reasons = dict.fromkeys(reason for tie in ties for reason in tie.reasons)
            in_order = sorted(reasons, key=lambda reason: reason.startswith("but "))
            keys = tuple(self._facts[place].key for place in members)
            score = min(tie.score for tie in ties)
            told = (words for place in members for rival, words in rivals.get(place, ()) if rival >= score)
            yield Group(keys, score, (*in_order, *islice(dict.fromkeys(told), _MOST_RIVALS)))

    def _rivals_by_place(self) -> dict[int, list[tuple[float, str]]]:
        """For each place the ties that came to nothing: a book without a year may be either of two editions."""
        rivals: dict[int, list[tuple[float, str]]] = {}
        for score, one, other in self._rivals:
            for mine, theirs in ((one, other), (other, one)):
                words = f"but {self._facts[mine].key} may be {self._facts[theirs].key} as well"
                rivals.setdefault(mine, []).append((score, words))
        return rivals
