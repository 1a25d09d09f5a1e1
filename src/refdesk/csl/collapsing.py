"""How do the cites of one citation stand together? Printed cites in order → parts of the citation, with delimiters.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing". Cites with the same names come to stand together where the style
groups or collapses them by year; then the names, or names and year, of all but the first are left out. Numbers that
follow on each other become a range.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from refdesk.csl.cite_parts import names_of, take_out, text_without
from refdesk.csl.context import Cite
from refdesk.csl.tree import Child, Node, first, text_of

_YEARS = frozenset(["year", "year-suffix", "year-suffix-ranged"])
_BESIDES_YEAR = frozenset(["names", "year-suffix"])
_NUMBER = frozenset(["citation-number"])
_FEWEST_IN_RANGE = 3
_PAUSES = (",", ";")


@dataclass(frozen=True, slots=True)
class Grouping:
    """How cites are joined: the delimiters between cites, inside a group, between letters, after what is collapsed.

    `moves` is whether cites leave their place to stand with others of the same names.
    """

    collapse: str
    groups: bool
    moves: bool
    delimiter: str
    inside: str
    between_letters: str
    after: str
    dash: str = "–"

    @classmethod
    def of(
        cls, options: Mapping[str, str], delimiter: str, *, sorts: bool = False, in_notes: bool = False, dash: str = "–"
    ) -> "Grouping":
        """What cs:citation and the delimiter of its layout say; `sorts` is whether it has a cs:sort.

        Where the order of cites is the author's own, it stays, and only neighbours make a group. A comma stands
        inside of a group by default, as the specification has it; in notes, and where a delimiter is set for what
        comes after a group, the delimiter of the layout, as styles were written for citeproc-js.
        """
        collapse = options.get("collapse", "")
        group_delimiter = options.get("cite-group-delimiter")
        keeps = in_notes or "after-collapse-delimiter" in options
        return cls(
            collapse,
            group_delimiter is not None or collapse in _YEARS,
            sorts,
            delimiter,
            group_delimiter if group_delimiter is not None else delimiter if keeps else ", ",
            options.get("year-suffix-delimiter", delimiter if group_delimiter is None else group_delimiter),
            options.get("after-collapse-delimiter", delimiter),
            dash,
        )


@dataclass(slots=True)
class Printed:
    """A printed cite. `number` is its citation number, `letter` the place of its year suffix (0 is none)."""

    cite: Cite
    node: Node
    number: int = 0
    letter: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the item is cited: such cites can become part of a range."""
        cite = self.cite
        return not (cite.locator or cite.prefix.strip() or cite.suffix.strip())


@dataclass(slots=True)
class _Part:
    """A part of the citation and the delimiter after it, where another follows."""

    child: Child
    delimiter: str
    first: Cite
    last: Cite


def join_cites(cites: Sequence[Printed], grouping: Grouping) -> list[Child]:
    """The cites as parts of the citation; delimiters are the prefixes of the parts that they stand before."""
    if grouping.collapse == "citation-number":
        parts = _in_ranges(cites, grouping)
    elif grouping.groups:
        parts = [part for group in _groups(cites, moves=grouping.moves) for part in _in_group(group, grouping)]
    else:
        parts = [_Part(cite.node, grouping.delimiter, cite.cite, cite.cite) for cite in cites]
    return _with_delimiters(parts)


def _with_delimiters(parts: Sequence[_Part]) -> list[Child]:
    """The parts with their delimiters, but for those in whose place an affix of a cite brings its own mark."""
    joined: list[Child] = []
    before: _Part | None = None
    for part in parts:
        delimiter = before.delimiter if before is not None else ""
        if before is not None and delimiter and before.last.suffix.rstrip().endswith((*_PAUSES, ".", ":")):
            delimiter = " "
        if part.first.prefix.startswith(_PAUSES):
            delimiter = ""
        joined.append(Node([part.child], prefix=delimiter) if delimiter else part.child)
        before = part
    return joined


def _groups(cites: Sequence[Printed], *, moves: bool) -> list[list[Printed]]:
    """The cites with the same names together, at the place of the first of them; those without names do not move."""
    groups: list[list[Printed]] = []
    places: dict[str, list[Printed]] = {}
    last: str | None = None
    for cite in cites:
        names = names_of(cite.node)
        key = text_of(names)
        if key == last or (moves and key and key in places):
            places[key].append(cite)
        else:
            places[key] = [cite]
            groups.append(places[key])
        last = key
    return groups


def _in_group(group: Sequence[Printed], grouping: Grouping) -> list[_Part]:
    collapsed = False
    runs = [[cite] for cite in group]
    if grouping.collapse in _YEARS:
        left_out = [_leave_names_out(cite) for cite in group[1:]]
        if grouping.collapse != "year":
            runs = _runs(group, _same_year)
        collapsed = any(left_out) or len(runs) < len(group)
    parts = [_Part(_with_letters(run, grouping), grouping.inside, run[0].cite, run[-1].cite) for run in runs]
    parts[-1].delimiter = grouping.after if collapsed else grouping.delimiter
    return parts


def _leave_names_out(cite: Printed) -> bool:
    """Take the names out of a cite, unless they are all it prints."""
    names = names_of(cite.node)
    if names is None or not text_without(cite.node, frozenset(["names"])).strip():
        return False
    return take_out(cite.node, names)


def _runs(cites: Sequence[Printed], continues: Callable[[Printed, Printed], bool]) -> list[list[Printed]]:
    """The cites in runs; `continues(cite, last)` is whether a cite goes on with the run of the one before it."""
    runs: list[list[Printed]] = []
    for cite in cites:
        if runs and continues(cite, runs[-1][-1]):
            runs[-1].append(cite)
        else:
            runs.append([cite])
    return runs


def _same_year(one: Printed, other: Printed) -> bool:
    """Whether two cites differ in their letter alone."""
    return bool(
        one.letter
        and other.letter
        and one.is_bare
        and other.is_bare
        and first(one.node, "year-suffix") is not None  # the style prints no letter behind "in press"
        and first(other.node, "year-suffix") is not None
        and text_without(one.node, _BESIDES_YEAR).strip() == text_without(other.node, _BESIDES_YEAR).strip()
    )


def _with_letters(run: Sequence[Printed], grouping: Grouping) -> Node:
    """The first cite of a run with the letters of all of them."""
    node = run[0].node
    place = first(node, "year-suffix")
    if len(run) == 1 or place is None:
        return node
    letters: list[Child] = []
    for stretch in _stretches([cite.letter for cite in run], ranged=grouping.collapse == "year-suffix-ranged"):
        if letters:
            letters.append(grouping.between_letters)
        texts = [_letter(run[number]) for number in stretch]
        letters += [texts[0], grouping.dash, texts[1]] if len(texts) > 1 else texts
    place.children = letters
    return node


def _letter(cite: Printed) -> Child:
    found = first(cite.node, "year-suffix")
    return found.children[0] if found is not None and found.children else ""


def _in_ranges(cites: Sequence[Printed], grouping: Grouping) -> list[_Part]:
    """Numbers that follow on each other, three or more, as a range from the first to the last.

    A locator or a suffix belongs to one number alone; a prefix may stand before a range.
    """
    parts: list[_Part] = []
    for run in _runs(cites, _follows):
        first_cite, last_cite = run[0], run[-1]
        if len(run) >= _FEWEST_IN_RANGE:
            child = Node([first_cite.node, grouping.dash, last_cite.node])
            parts.append(_Part(child, grouping.delimiter, first_cite.cite, last_cite.cite))
        else:
            parts += [_Part(cite.node, grouping.delimiter, cite.cite, cite.cite) for cite in run]
    return parts


def _follows(cite: Printed, last: Printed) -> bool:
    """Whether the number of a cite is the next after that of the last."""
    return bool(
        last.number
        and cite.number == last.number + 1
        and not (cite.cite.prefix.strip() or cite.cite.suffix.strip() or last.cite.suffix.strip())
        and not (_prints_a_locator(cite) or _prints_a_locator(last))
        and first(cite.node, "citation-number") is not None
        and first(last.node, "citation-number") is not None
    )


def _prints_a_locator(cite: Printed) -> bool:
    """Whether a cite says where in the item; many styles of numbers leave that out."""
    own = ("", cite.cite.prefix.strip())
    return bool(cite.cite.locator) and text_without(cite.node, _NUMBER).strip() not in own


def _stretches(numbers: Sequence[int], *, ranged: bool) -> list[tuple[int, ...]]:
    """The places of the numbers: (first, last) for three or more that follow on each other, else (place,)."""
    stretches: list[tuple[int, ...]] = []
    start = 0
    for place in range(1, len(numbers) + 1):
        if place < len(numbers) and numbers[place] == numbers[place - 1] + 1:
            continue
        if ranged and place - start >= _FEWEST_IN_RANGE:
            stretches.append((start, place - 1))
        else:
            stretches.extend((each,) for each in range(start, place))
        start = place
    return stretches
