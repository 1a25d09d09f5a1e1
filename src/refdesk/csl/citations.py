"""How are the citations of a document printed? Its citations and a processor → one part of the output tree each.

CSL 1.0.2, "Citation", and the document protocol of the official test-suite: a list of steps `[citation, before,
after]`, each of which puts one citation in its place among those that stand before and after it, with their notes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from refdesk.csl.cite_parts import begin_with_capital, bracket_inner_parentheses, keep_only, names_of, take_out
from refdesk.csl.cite_reading import Citation, read_cites, read_note, read_states
from refdesk.csl.collapsing import Grouping, Printed, join_cites
from refdesk.csl.context import NO_CITE, NO_DISTINCTION, Cite, Distinction, PrintedNames
from refdesk.csl.disambiguating import disambiguate
from refdesk.csl.items import Item
from refdesk.csl.markup import parse
from refdesk.csl.positions import NEAR_NOTE_DISTANCE, place_cites
from refdesk.csl.tree import PLAIN, Child, Node, text_of

if TYPE_CHECKING:
    from refdesk.csl.processor import Processor

_STARTS_WITH_WORD = re.compile(r"\w|[(\[&]")
_MOVING = frozenset([".", ","])
_ENDS_WITH_WORD = re.compile(r"[\w.,;:!?)\]”’»&](?:</(?:i|b|sc|sup|sub|span)>){0,9}\Z")
_ENDS_SENTENCE = re.compile(r"[.!?][”’»\"')\]]{0,3}\s{0,9}\Z")


@dataclass(frozen=True, slots=True)
class Registry:
    """The items that a document cites: what number each has, and what tells it from the others, by its key.

    `items` stand in order of citation; `notes` holds the note of the first cite of each, `repeated` those that are
    cited more than once.
    """

    numbers: Mapping[str, int]
    distinctions: Mapping[str, Distinction]
    items: tuple[Item, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed citation with what shows whether a step changed it: its text, and what is known of the cited items."""

    node: Node | None
    text: str
    distinctions: Mapping[str, Distinction]
    notes: Mapping[str, int]
    repeated: frozenset[str]

    def differs_from(self, before: "_Printed") -> bool:
        """Whether the citation, what tells its items apart, or the note that later cites of them name has changed."""
        return (
            self.text != before.text
            or self.distinctions != before.distinctions
            or any(note != before.notes.get(key, 0) for key, note in self.notes.items() if key in self.repeated)
        )


@dataclass(frozen=True, slots=True)
class _Noted:
    """Prints later cites of works as a document has them, which may name the note of the first cite."""

    processor: "Processor"
    notes: Mapping[str, int]

    def render_cite(
        self, item: Item, distinction: Distinction, cite: Cite = NO_CITE, citation_number: int = 0
    ) -> tuple[Node | None, list[PrintedNames]]:
        note = self.notes.get(item.key, 0)
        return self.processor.render_cite(
            item, distinction, replace(cite, first_note=note) if note else cite, citation_number
        )


class Citations:
    """The citations of one document. `warnings` are sentences on what could not be printed as asked."""

    def __init__(self, processor: "Processor") -> None:
        self.processor = processor
        self.area = processor.style.citation
        self.cited_items: tuple[Item, ...] = ()
        self._warnings: dict[str, None] = {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be printed as asked, each thing once."""
        return tuple(self._warnings)

    def follow(self, steps: Sequence[Any]) -> list[tuple[str, Node | None]]:
        """The citations of the document after the last step, in order, each with its mark.

        The mark is ">>[n] " for a citation that the last step made or changed, else "..[n] ". `cited_items` are then
        those that the document cites at its end.
        """
        states = read_states(steps)
        printed_states = [self._printed(citations) for citations, _ in states]
        now = printed_states[-1] if states else {}
        before = printed_states[-2] if len(states) > 1 else {}
        asked = states[-1][1] if states else ""
        marked = []
        for number, (key, printed) in enumerate(now.items()):
            changed = key == asked or key not in before or printed.differs_from(before[key])
            marked.append((f"{'>>' if changed else '..'}[{number}] ", printed.node))
        return marked

    def _printed(self, citations: Sequence[Citation]) -> "dict[str, _Printed]":
        """The citations of a state of the document by their ids."""
        registry, placed, nodes = self._document(citations)
        found = {}
        for citation, node in zip(placed, nodes, strict=True):
            keys = [self._by_id[cite.id].key for cite in citation.cites if cite.id in self._by_id]
            told = {key: registry.distinctions.get(key, NO_DISTINCTION) for key in keys}
            notes = {key: registry.notes.get(key, 0) for key in keys}
            found[citation.id] = _Printed(node, text_of(node), told, notes, registry.repeated)
        return found

    def print_all(self, citations: Iterable[Any]) -> list[tuple[str, Node | None]]:
        """Citations that stand each for itself, of items known from the start; a cite tells its position."""
        processor = self.processor
        registry = Registry(processor.numbers, processor.distinctions)
        read = [Citation("", _first_unless_told(read_cites(cites))) for cites in citations]
        return [("", self._print(self._sorted(citation, registry), registry)) for citation in read]

    def print_in_order(self, citations: Iterable[Any]) -> list[Node | None]:
        """Citations as they follow each other in one document, each in its own note where the style is for notes."""
        in_notes = self.processor.style.class_ == "note"
        read = [
            Citation(str(number), read_cites(cites), number if in_notes else 0)
            for number, cites in enumerate(citations, 1)
        ]
        return self._document(read)[2]

    def _document(self, citations: Sequence[Citation]) -> tuple[Registry, list[Citation], list[Node | None]]:
        registry = self._registry(citations)
        self.cited_items = registry.items
        ordered = [self._sorted(citation, registry) for citation in citations]
        placed = place_cites(ordered, self._near_note_distance)
        return registry, placed, [self._print(citation, registry) for citation in placed]

    @cached_property
    def _by_id(self) -> Mapping[str, Item]:
        return self.processor.by_id

    @property
    def _near_note_distance(self) -> int:
        return read_note(self.area.options.get("near-note-distance")) or NEAR_NOTE_DISTANCE

    def _registry(self, citations: Iterable[Citation]) -> Registry:
        """Number the cited items as the bibliography will, where there is none in the order in which they are cited."""
        processor = self.processor
        cited = [
            (self._by_id[cite.id], each.note) for each in citations for cite in each.cites if cite.id in self._by_id
        ]
        cited_items = tuple({item.key: item for item, _ in cited}.values())
        items = list(cited_items)
        notes = {item.key: note for item, note in reversed(cited)}
        counts = Counter(item.key for item, _ in cited)
        bibliography = processor.style.bibliography
        if bibliography is not None:
            given = {item.key: number for number, item in enumerate(items, 1)}
            items = [items[place] for place in processor.sorted_places(bibliography, items, given)]
        return Registry(
            processor.numbering(items),
            disambiguate(items, _Noted(processor, notes), self.area.options),
            cited_items,
            notes,
            frozenset(key for key, count in counts.items() if count > 1),
        )

    def _sorted(self, citation: Citation, registry: Registry) -> Citation:
        """The citation with its cites in the order of the style; those of unknown items keep to the end."""
        sort = self.area.sort
        if sort is None or len(citation.cites) < 2 or not citation.is_sorted:
            return citation
        known = [cite for cite in citation.cites if cite.id in self._by_id]
        contexts = (
            self.processor.context(
                self.area,
                self._by_id[cite.id],
                cite=cite,
                citation_number=registry.numbers.get(self._by_id[cite.id].key, 0),
                distinction=registry.distinctions.get(self._by_id[cite.id].key, NO_DISTINCTION),
                sorting=True,
            )
            for cite in known
        )
        names = [self._names(cite, registry) for cite in known] if self._grouping.groups else ()
        places = sort.order(contexts, names)
        if names:
            places = self._by_letter(places, known, names, registry)
        cites = [known[place] for place in places]
        return replace(citation, cites=(*cites, *(cite for cite in citation.cites if cite.id not in self._by_id)))

    def _by_letter(
        self, places: list[int], cites: Sequence[Cite], names: Sequence[str], registry: Registry
    ) -> list[int]:
        """The places with neighbours of one name and date in the order of their year suffixes: "2005a, 2005b"."""

        def letter(place: int) -> int:
            distinction = registry.distinctions.get(self._by_id[cites[place].id].key, NO_DISTINCTION)
            return _number_of(distinction.year_suffix)

        def shared(place: int) -> tuple[object, ...]:
            return names[place], self._by_id[cites[place].id].date("issued"), letter(place) > 0

        return [place for _, run in groupby(places, shared) for place in sorted(run, key=letter)]

    def _names(self, cite: Cite, registry: Registry) -> str:
        """The names that a cite prints, by which it is grouped with others."""
        item = self._by_id[cite.id]
        distinction = registry.distinctions.get(item.key, NO_DISTINCTION)
        node, _ = self.processor.render_cite(item, distinction, cite, registry.numbers.get(item.key, 0))
        return text_of(names_of(node)) if node is not None else ""

    def _print(self, citation: Citation, registry: Registry) -> Node | None:
        """The citation: its cites grouped, collapsed, joined, and dressed as the layout says."""
        if citation.mode == "composite":
            return self._composite(citation, registry)
        cites = _told(citation)
        printed = [
            each
            for place, cite in enumerate(cites)
            if (each := self._print_cite(cite, registry, begins=not place)) is not None
        ]
        if not printed:
            return None
        layout = self.area.layout
        if all(cite.cite.author_only for cite in printed):
            return Node([cite.node for cite in printed], delimiter=layout.delimiter, kind="citation")
        dress = layout.formatting
        whole = Node(join_cites(printed, self._grouping), prefix=dress.prefix, suffix=dress.suffix, kind="citation")
        return Node([whole], dress.format, quotes=dress.quotes) if dress.format != PLAIN or dress.quotes else whole

    def _composite(self, citation: Citation, registry: Registry) -> Node | None:
        """The names in the running text, and the citation without them after it."""
        names = self._print(replace(citation, mode="author-only"), registry)
        rest = self._print(replace(citation, mode="suppress-author"), registry)
        parts: list[Child] = [part for part in (names, rest) if part is not None]
        if names is not None and citation.infix:
            parts.insert(1, Node([*parse(citation.infix.strip(), self.processor.locale)]))
        return Node(parts, delimiter=" ", kind="citation") if parts else None

    @cached_property
    def _grouping(self) -> Grouping:
        dash = self.processor.locale.term("citation-range-delimiter") or "–"
        return Grouping.of(
            self.area.options,
            self.area.layout.delimiter,
            sorts=self.area.sort is not None,
            in_notes=self.processor.style.class_ == "note",
            dash=dash,
        )

    def _print_cite(self, cite: Cite, registry: Registry, *, begins: bool) -> Printed | None:
        item = self._by_id.get(cite.id)
        if item is None:
            self._warnings.setdefault(f"{cite.id}: cited, but no item has this id")
            return Printed(cite, self._dressed(Node([cite.id or "?"], kind="missing"), cite))
        number = registry.numbers.get(item.key, 0)
        distinction = registry.distinctions.get(item.key, NO_DISTINCTION)
        node, _ = self.processor.render_cite(item, distinction, cite, number)
        if node is None:
            return None
        names = names_of(node)
        if names is not None and cite.author_only:
            keep_only(node, names)
        elif names is not None and cite.suppress_author:
            take_out(node, names)
        if self.processor.style.class_ == "note":
            bracket_inner_parentheses(node, self.area.layout.formatting.prefix.count("("))
            if begins and _begins_sentence(cite):
                begin_with_capital(node)
        return Printed(cite, self._dressed(node, cite), number, _number_of(distinction.year_suffix))

    def _dressed(self, node: Node, cite: Cite) -> Node:
        """The cite with its own affixes, parted from it by blanks where they are words."""
        if not (cite.prefix or cite.suffix) or cite.author_only:
            return node
        locale = self.processor.locale
        children: list[Child] = [node]
        if cite.prefix.strip():
            blank = " " if _ENDS_WITH_WORD.search(cite.prefix) else ""
            children[:0] = parse(cite.prefix + blank, locale)
        suffix = cite.suffix if cite.suffix.strip() else ""
        if suffix[:1] in _MOVING:  # so that it may go inside quotation marks (CSL 1.0.2, "punctuation-in-quote")
            children, suffix = [Node(children, suffix=suffix[:1])], suffix[1:]
        if suffix:
            blank = " " if _STARTS_WITH_WORD.match(suffix) else ""
            children += parse(blank + suffix, locale)
        return Node(children, kind="cite")


def _told(citation: Citation) -> tuple[Cite, ...]:
    """The cites as the mode of their citation has them, which is about the first of them."""
    match citation.mode, citation.cites:
        case "author-only", (cite, *_):
            return (replace(cite, author_only=True),)
        case "suppress-author", (cite, *others):
            return (replace(cite, suppress_author=True), *others)
        case _:
            return citation.cites


def _first_unless_told(cites: Sequence[Cite]) -> tuple[Cite, ...]:
    return tuple(cite if cite.position else replace(cite, position="first") for cite in cites)


def _begins_sentence(cite: Cite) -> bool:
    return not cite.prefix.strip() or _ENDS_SENTENCE.search(cite.prefix) is not None


def _number_of(letter: str) -> int:
    """The place of a year suffix in the order of suffixes, from 1; 0 for none."""
    number = 0
    for each in letter:
        number = number * 26 + ord(each) - ord("a") + 1
    return number
