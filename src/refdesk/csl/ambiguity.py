"""Which names of a document are ambiguous, and how much of their given names tells them apart?

In: the lists of names that each cite printed. Out: for each cite how much of its given names must show. CSL 1.0.2,
"Disambiguation", `givenname-disambiguation-rule` "all-names", "primary-name" and these two "-with-initials"; what is
compared is the name as its short form prints it, so that "von Berg" and "Berg" are different names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from refdesk.csl.context import PrintedNames
from refdesk.csl.name_forms import FULL, INITIALS, PrintedName
from refdesk.csl.name_parts import Name
from refdesk.csl.tree import Node

Levels = dict[tuple[int, int], int]
"""How much of a given name shows, by the place of the list and the place of the name in it."""


@dataclass(slots=True)
class _Family:
    """The different names that share a family name, by their full texts, and how often each shorter text occurs."""

    names: dict[str, PrintedName] = field(default_factory=dict)
    as_styled: Counter[str] = field(default_factory=Counter)
    initials: Counter[str] = field(default_factory=Counter)

    def add(self, name: PrintedName) -> None:
        """Count a name once."""
        full = name.at(FULL)
        if full not in self.names:
            self.names[full] = name
            self.as_styled[name.at(0)] += 1
            self.initials[name.at(INITIALS)] += 1

    def level(self, name: PrintedName, *, only_initials: bool) -> int:
        """How much of the given name tells this name from the others; 0 where nothing need or can be shown."""
        levels = name.levels
        if len(self.names) == 1 or len(levels) == 1 or self.as_styled[name.at(0)] == 1:
            return 0
        if INITIALS in levels and self.initials[name.at(INITIALS)] == 1:
            return INITIALS
        if only_initials:
            return INITIALS if INITIALS in levels and len(self.initials) > 1 else 0
        return levels[-1]


def levels_of(cites: Sequence[Sequence[PrintedNames]], rule: str) -> list[Levels]:
    """How much of the given names each cite must show.

    Names that et al. hides are names of the document too: an entry of the bibliography or another cite may show them.
    """
    primary = rule.startswith("primary-name")
    families: dict[str, _Family] = {}
    found = [list(_names(lists, primary=primary)) for lists in cites]
    for names in found:
        for _, _, name in names:
            families.setdefault(name.family_key, _Family()).add(name)
    only_initials = rule.endswith("-with-initials")
    return [_levels(names, families, only_initials=only_initials) for names in found]


def _levels(
    names: Sequence[tuple[int, int, PrintedName]], families: dict[str, _Family], *, only_initials: bool
) -> Levels:
    levels = {}
    for place, number, name in names:
        level = families[name.family_key].level(name, only_initials=only_initials)
        if level:
            levels[place, number] = level
    return levels


def _names(lists: Sequence[PrintedNames], *, primary: bool) -> Iterator[tuple[int, int, PrintedName]]:
    """The names that a rule looks at, with the places of their list and in it."""
    for place, printed in enumerate(lists[:1] if primary else lists):
        nodes = name_nodes(printed)
        for number, node in enumerate(nodes[:1] if primary else nodes):
            if isinstance(node.data, PrintedName):
                yield place, number, node.data
        if not primary and nodes and isinstance(nodes[0].data, PrintedName):
            options = nodes[0].data.options
            for number in range(len(nodes), len(printed.names)):
                name = printed.names[number]
                if isinstance(name, Name) and not name.others:
                    yield place, number, PrintedName(name, options, options.inverts(number), 0)


def name_nodes(printed: PrintedNames) -> list[Node]:
    """The nodes of the names of a list, in order."""
    return [child for child in printed.node.children if isinstance(child, Node) and child.kind == "name"]
