"""What tells the cites of one work from those of another? Items and a way to print their cites → a `Distinction` each.

CSL 1.0.2, "Disambiguation". Cites are ambiguous where they print the same text without locator, as later cites print
it. The methods are tried in the order of the specification, and each only on what the ones before it left ambiguous:
more names, more of the given names, `disambiguate="true"` in the style, a letter after the year. The rules of
`givenname-disambiguation-rule` other than "by-cite" look at names instead of cites, in all cites of the document.

Every item is printed once; after that only groups of equal cites are printed again, and only for names in which
their members differ, so that ten thousand works of one author take no longer than those of many.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from refdesk.csl.ambiguity import Levels, levels_of, name_nodes
from refdesk.csl.context import NO_DISTINCTION, Cite, Distinction, PrintedNames
from refdesk.csl.items import Item
from refdesk.csl.name_forms import FULL, INITIALS, PrintedName, given_at
from refdesk.csl.name_parts import Name
from refdesk.csl.tree import Node, text_of

# A first cite is often a full reference, which is hardly ambiguous; what must be told apart are the short ones.
_AS_LATER_CITE = Cite(position="subsequent")


class Printing(Protocol):
    """How cites are printed."""

    def render_cite(
        self, item: Item, distinction: Distinction, cite: Cite = ..., citation_number: int = ...
    ) -> tuple[Node | None, list[PrintedNames]]:
        """The cite of an item, undressed, and the names in it."""


@dataclass(frozen=True, slots=True)
class Methods:
    """Which methods a style asks for. `given` is "by-cite", another of the five rules, or empty for none.

    `conditions` is how often the style asks `disambiguate="true"` at most.
    """

    names: bool = False
    given: str = ""
    year_suffix: bool = False
    conditions: int = 1

    @property
    def any(self) -> bool:
        """Whether the style asks for anything at all."""
        return bool(self.names or self.given or self.year_suffix or self.conditions)

    @classmethod
    def of(cls, options: Mapping[str, str]) -> "Methods":
        """What the attributes of cs:citation say."""
        given = options.get("disambiguate-add-givenname") == "true"
        return cls(
            options.get("disambiguate-add-names") == "true",
            options.get("givenname-disambiguation-rule", "by-cite") if given else "",
            options.get("disambiguate-add-year-suffix") == "true",
            int(options.get("disambiguate-conditions", "1")),
        )


def disambiguate(entries: Sequence[Item], printing: Printing, options: Mapping[str, str]) -> dict[str, Distinction]:
    """What tells each item apart, by its key; items that need nothing are left out.

    `entries` stand in the order in which letters are given. Items that print nothing in a cite stay as they are.
    """
    methods = Methods.of(options)
    if not methods.any:
        return {}
    cites = _Disambiguation(printing, methods)
    for group in list(cites.begin(entries).values()):
        cites.tell_apart(group)
    cites.add_letters()
    return cites.found()


@dataclass(slots=True)
class _Member:
    """An item in the making: its text and lists as last printed, and what tells it apart.

    `given` is what the rule for all names says; it lies under the distinction, which is that of a whole group.
    """

    item: Item
    given: Levels = field(default_factory=dict)
    text: str = ""
    lists: list[PrintedNames] = field(default_factory=list)
    distinction: Distinction = field(default_factory=Distinction)


class _Disambiguation:
    def __init__(self, printing: Printing, methods: Methods) -> None:
        self.printing = printing
        self.methods = methods
        self.members: list[_Member] = []

    def begin(self, entries: Iterable[Item]) -> dict[str, list[_Member]]:
        """Print every item as the style and the rule for all names have it; the items by what they print."""
        self.members = [_Member(item) for item in entries]
        self._print(self.members, NO_DISTINCTION)
        rule = self.methods.given
        if rule and rule != "by-cite":
            levels = levels_of([member.lists for member in self.members], rule)
            for member, given in zip(self.members, levels, strict=True):
                member.given = given
            self._print([member for member in self.members if member.given], NO_DISTINCTION)
        return self._by_text()

    def _by_text(self) -> dict[str, list[_Member]]:
        alike: dict[str, list[_Member]] = {}
        for member in self.members:
            alike.setdefault(member.text, []).append(member)
        return alike

    def tell_apart(self, group: list[_Member]) -> None:
        """Show more of the names of ambiguous cites; where that does not do, ask the style's own condition."""
        waiting = [group]
        while waiting:
            group = waiting.pop()
            if len(group) == 1 or not group[0].text:
                continue
            classes = self._split_by_names(group) or self._split_by_condition(group)
            waiting.extend(classes)

    def _split_by_names(self, group: list[_Member]) -> list[list[_Member]]:
        """The group in parts that print different texts with more of their names; nothing where that does not help."""
        before = group[0].distinction
        for step in _steps(group, self.methods):
            classes = self._print(group, step)
            if len(classes) > 1:
                return list(classes.values())
        self._print_again(group, before)
        return []

    def _split_by_condition(self, group: list[_Member]) -> list[list[_Member]]:
        """The group in parts where the style asks for ambiguous cites and prints more.

        A style may ask several times: the next time counts for those that the one before left together with fewer, or
        for which it printed nothing. Where it tells nothing apart, what it printed stays, as the official test-suite
        has it.
        """
        before = group[0].distinction
        text = group[0].text
        for condition in range(before.condition + 1, self.methods.conditions + 1):
            classes = self._print(group, Distinction(before.shown, before.given, condition=condition))
            if len(classes) > 1:
                return list(classes.values())
            if text not in classes:
                return []
        self._print_again(group, before)
        return []

    def _print_again(self, group: list[_Member], distinction: Distinction) -> None:
        if group[0].distinction is not distinction:
            self._print(group, distinction)

    def _print(self, group: Iterable[_Member], distinction: Distinction) -> dict[str, list[_Member]]:
        """Print the members with a distinction, over what the rule for all names gave them; they by their texts."""
        classes: dict[str, list[_Member]] = {}
        for member in group:
            own = distinction
            if member.given:
                own = Distinction(
                    distinction.shown, {**member.given, **distinction.given}, condition=distinction.condition
                )
            node, member.lists = self.printing.render_cite(member.item, own, _AS_LATER_CITE)
            member.text = text_of(node)
            member.distinction = distinction
            classes.setdefault(member.text, []).append(member)
        return classes

    def add_letters(self) -> None:
        """Give letters to the cites that are still the same, in the order of the entries."""
        if not self.methods.year_suffix:
            return
        for text, members in self._by_text().items():
            if text and len(members) > 1:
                for number, member in enumerate(members):
                    own = member.distinction
                    member.distinction = Distinction(own.shown, own.given, letters(number), own.condition)

    def found(self) -> dict[str, Distinction]:
        """The distinctions that say anything, by the keys of the items."""
        found = {}
        for member in self.members:
            own = member.distinction
            if member.given:
                own = Distinction(own.shown, {**member.given, **own.given}, own.year_suffix, own.condition)
            if own != NO_DISTINCTION:
                found[member.item.key] = own
        return found


def letters(number: int) -> str:
    """The letters of the `number`-th of several works, counted from 0: a … z, aa, ab …"""
    written = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _steps(group: Sequence[_Member], methods: Methods) -> Iterator[Distinction]:
    """What may tell the members apart: more and more names; then, name by name, more of a given name.

    Of names in which the members do not differ nothing is tried, since all of them would print the same again.
    """
    base = group[0].distinction
    telling = [(printed.shown, _telling_counts(group, place)) for place, printed in enumerate(group[0].lists)]
    if methods.names:
        for place, (shown, counts) in enumerate(telling):
            for count in counts:
                if count > shown and _prints_apart(group, place, count):
                    yield Distinction({**base.shown, place: count}, base.given, condition=base.condition)
    if methods.given == "by-cite":
        for place, (shown, counts) in enumerate(telling):
            reachable = counts if methods.names else [count for count in counts if count <= shown]
            for count in reachable:
                yield from _more_of_one_name(base, place, count, shown)


def _more_of_one_name(base: Distinction, place: int, count: int, shown: int) -> Iterator[Distinction]:
    """Initials and the full given name of the last of `count` names; names hidden before it are shown on the way."""
    counts = {**base.shown, place: count} if count > shown else base.shown
    for level in (INITIALS, FULL):
        if level > base.given.get((place, count - 1), 0):
            yield Distinction(counts, {**base.given, (place, count - 1): level}, condition=base.condition)


def _prints_apart(group: Iterable[_Member], place: int, count: int) -> bool:
    """Whether a list ends with its `count`-th name, or these differ with no more of their given names than cites show.

    Of three hundred authors with the same family names it is no use to show one after the other.
    """
    seen = set()
    for member in group:
        printed = member.lists[place] if place < len(member.lists) else None
        if printed is None or len(printed.names) < count:
            continue
        if len(printed.names) == count:
            return True
        level = {**member.given, **member.distinction.given}.get((place, count - 1), 0)
        seen.add(_as_printed(printed, count - 1, level))
    return len(seen) > 1


def _as_printed(printed: PrintedNames, number: int, level: int) -> object:
    """A name of a list, without what a cite would not show of its given name."""
    name, nodes = printed.names[number], name_nodes(printed)
    form = nodes[0].data if nodes else None
    if isinstance(name, Name) and isinstance(form, PrintedName):
        return replace(name, given=given_at(name, form.options, level))
    return name


def _telling_counts(group: Sequence[_Member], place: int) -> list[int]:
    """How many names of a list must show so that one in which members differ, or the end of a list, is seen."""
    lists = {member.lists[place].names if place < len(member.lists) else () for member in group}
    if len(lists) == 1:
        return []
    longest = max(map(len, lists))
    ends = set(map(len, lists))
    return [
        count
        for count in range(1, longest + 1)
        if count in ends or len({names[count - 1] for names in lists if len(names) >= count}) > 1
    ]
