"""How does a bibliography read as a whole? Its entries one after the other, with names that repeat put aside.

CSL 1.0.2, "Reference Grouping": `subsequent-author-substitute` and its rule.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from refdesk.csl.compiling import Area
from refdesk.csl.tree import Node, first, text_of, walk


@dataclass(frozen=True, slots=True)
class _Names:
    """What an entry begins with: the lists of names in its first names element, each name of them, its text.

    `whole` is what two entries by the same authors share: those texts, and where they count the names not printed.
    """

    lists: tuple[Node, ...] = ()
    names: tuple[Node, ...] = ()
    texts: tuple[str, ...] = ()
    whole: tuple[object, ...] = ()


class RepeatedAuthors:
    """Puts the substitute of the style in the place of names that the entry above begins with too.

    It is given the entries in order and changes them; of the entry above it keeps the names alone.

    CSL compares what is printed, so that two works by "A, B, et al." share their authors whoever "et al." may be. With
    `hidden_count` the names that it hides must be the same too: a dash means the same authors (Chicago Manual of Style
    18, 13.73; MLA Handbook 9, 5.126).

    Only the first names element of an entry counts, also where it prints a title in the place of names (but not where
    it prints a term: "Anon." is no author). Its labels and affixes stay.
    """

    def __init__(self, area: Area, *, hidden_count: bool) -> None:
        self.substitute = area.options.get("subsequent-author-substitute")
        self.rule = _RULES.get(area.options.get("subsequent-author-substitute-rule", ""), _complete_all)
        self.hidden_count = hidden_count
        self.above = _Names()

    def replace_in(self, entry: Node) -> None:
        """Change the next entry."""
        if self.substitute is None:
            return
        names = _names_of(entry, hidden_count=self.hidden_count)
        if names.texts and self.above.texts:
            self.rule(names, self.above, self.substitute)
        self.above = names


def _names_of(entry: Node, *, hidden_count: bool) -> _Names:
    element = first(entry, "names")
    lists = tuple(node for node in walk(element) if node.kind == "name-list")
    if element is not None and not lists and first(element, "term") is None:
        return _Names((element,), (element,), (text_of(element),), (text_of(element),))
    children = [child for each in lists for child in each.children]
    names = tuple(child for child in children if isinstance(child, Node) and child.kind == "name")
    texts = tuple(map(text_of, names))
    hidden = [name for each in lists for name in _hidden(each, entry)] if hidden_count else []
    return _Names(lists, names, texts, (*texts, *hidden))


def _hidden(names: Node, entry: Node) -> tuple[object, ...]:
    """The names of a list that stand behind its "et al."."""
    printed = entry.data if isinstance(entry.data, list) else []
    return next((each.names[each.shown :] for each in printed if each.node is names), ())


def _common(names: _Names, above: _Names) -> int:
    """How many names the two begin with together."""
    count = 0
    for one, other in zip(names.texts, above.texts, strict=False):
        if one != other:
            break
        count += 1
    return count


def _complete_all(names: _Names, above: _Names, substitute: str) -> None:
    if names.whole == above.whole:
        names.lists[0].children = [substitute]
        for other in names.lists[1:]:
            other.children = []


def _complete_each(names: _Names, above: _Names, substitute: str) -> None:
    if names.whole == above.whole:
        _replace(names.names, substitute)


def _partial_each(names: _Names, above: _Names, substitute: str) -> None:
    _replace(names.names[: _common(names, above)], substitute)


def _partial_first(names: _Names, above: _Names, substitute: str) -> None:
    _replace(names.names[: min(_common(names, above), 1)], substitute)


def _replace(names: Sequence[Node], substitute: str) -> None:
    for name in names:
        name.children = [substitute]
        name.delimiter = ""


_Rule = Callable[[_Names, _Names, str], None]
_RULES: dict[str, _Rule] = {
    "complete-each": _complete_each,
    "partial-each": _partial_each,
    "partial-first": _partial_first,
}
