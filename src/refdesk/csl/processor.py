"""What does a style make of these items? A compiled style, a language and the items of one document → output trees.

Order, numbers and what tells items apart are worked out once, when first asked for: an entry or a cite can then be
printed at any time, and again with the same outcome.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from refdesk.csl.cite_parts import begin_with_capital
from refdesk.csl.compiling import Area, Style
from refdesk.csl.context import NO_CITE, NO_DISTINCTION, Cite, Context, Distinction, PrintedNames
from refdesk.csl.disambiguating import disambiguate
from refdesk.csl.items import Item
from refdesk.csl.locales import Locale
from refdesk.csl.tree import Child, Node


class Processor:
    """The items of one document in one style and language. `items` keep the order in which they were given.

    `guided` is whether what all style guides want goes before the letter of CSL, which says nothing of it: titles are
    sorted without their article, and a dash stands for the same authors only, those behind "et al." counted.
    """

    def __init__(
        self, style: Style, locale: Locale, raw_items: Iterable[Mapping[str, Any]], *, guided: bool = True
    ) -> None:
        self.style = style
        self.locale = locale
        self.guided = guided
        self.items = tuple(Item(raw, str(place)) for place, raw in enumerate(raw_items))

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by the id that cites call them by; of two with the same id the first."""
        return {item.id: item for item in reversed(self.items)}

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The places of the items in the order of the bibliography."""
        area = self.style.bibliography
        return (
            tuple(self.sorted_places(area, self.items, self._given_numbers)) if area else tuple(range(len(self.items)))
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The citation number of each item, by its key."""
        return self.numbering([self.items[place] for place in self.order])

    def numbering(self, entries: Sequence[Item]) -> dict[str, int]:
        """The citation numbers of items in the order of the bibliography, by their keys; some styles count down."""
        area = self.style.bibliography
        backwards = area is not None and area.sort is not None and area.sort.counts_down
        return {item.key: number for number, item in enumerate(reversed(entries) if backwards else entries, 1)}

    @cached_property
    def _given_numbers(self) -> dict[str, int]:
        return {item.key: number for number, item in enumerate(self.items, 1)}

    @cached_property
    def distinctions(self) -> Mapping[str, Distinction]:
        """What tells the cites of each item from those of the others, by its key."""
        entries = [self.items[place] for place in self.order]
        return disambiguate(entries, self, self.style.citation.options)

    def sorted_places(self, area: Area, items: Sequence[Item], numbers: Mapping[str, int]) -> list[int]:
        """The places of `items` in the order that the area's cs:sort asks for."""
        if area.sort is None:
            return list(range(len(items)))
        return area.sort.order(
            self.context(area, item, citation_number=numbers.get(item.key, 0), sorting=True) for item in items
        )

    def context(  # noqa: PLR0913 - what one printing differs by
        self,
        area: Area,
        item: Item,
        *,
        cite: Cite = NO_CITE,
        citation_number: int = 0,
        distinction: Distinction = NO_DISTINCTION,
        sorting: bool = False,
    ) -> Context:
        """A fresh context to print one item in an area."""
        return Context(
            self.locale,
            item,
            cite,
            citation_number,
            sorting=sorting,
            name_options=area.name_options,
            options=area.options,
            distinction=distinction,
            guided=self.guided,
        )

    def render_cite(
        self, item: Item, distinction: Distinction, cite: Cite = NO_CITE, citation_number: int = 0
    ) -> tuple[Node | None, list[PrintedNames]]:
        """What the layout of cs:citation prints for one cite, undressed, and the names in it."""
        area = self.style.citation
        context = self.context(area, item, cite=cite, citation_number=citation_number, distinction=distinction)
        children = area.layout.children(context)
        return (Node(children, kind="cite") if children else None), context.printed_names

    def entry(self, place: int) -> Node | None:
        """The entry of an item in the bibliography; None where the style prints nothing of it."""
        area = self.style.bibliography
        if area is None:
            return None
        item = self.items[place]
        context = self.context(area, item, citation_number=self.numbers[item.key], distinction=self._suffix_of(item))
        children = area.layout.children(context)
        entry = _laid_out(children, area, context) if children else None
        if entry is not None:
            begin_with_capital(entry)
            entry.data = context.printed_names
        return entry

    def _suffix_of(self, item: Item) -> Distinction:
        """What the bibliography takes over from disambiguation: cites show more names, entries show them anyway."""
        found = self.distinctions.get(item.key, NO_DISTINCTION)
        return Distinction(year_suffix=found.year_suffix, condition=found.condition)


def _laid_out(children: list[Child], area: Area, context: Context) -> Node | None:
    """An entry with its layout's affixes; with `second-field-align` its first part stands in the margin."""
    formatting = area.layout.formatting
    if not area.options.get("second-field-align") or len(children) < 2:
        return formatting.wrap(children, context, kind="entry")
    rest = Node(children[1:], prefix="", suffix=formatting.suffix, display="right-inline")
    margin = Node([children[0]], prefix=formatting.prefix, display="left-margin")
    return Node([margin, rest], formatting.format, kind="entry")
