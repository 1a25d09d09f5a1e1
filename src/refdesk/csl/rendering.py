"""Print items in a CSL style: the one way into this room.

In: the XML of an independent style and CSL-JSON items. Out: one text an entry or a citation, with what could not be
printed as the style would have it said beside it. The same input gives the same output, byte for byte; styles and
locales are compiled once and kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from refdesk.csl.bibliographies import substitute_authors
from refdesk.csl.citations import Citations
from refdesk.csl.compiling import Style, compile_style
from refdesk.csl.items import Item
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import Locale, load_locale
from refdesk.csl.markup import parse
from refdesk.csl.name_parts import Name
from refdesk.csl.processor import Processor
from refdesk.csl.settling import settle
from refdesk.csl.styles import printable_style
from refdesk.csl.tree import Child, Event, Node
from refdesk.csl.writing import plain, write

Format = Literal["html", "txt", "md", "rst", "latex", "rtf", "typst"]
RawItem = Mapping[str, Any]
FindLocale = Callable[[str], bytes | None]

NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
"""What the official test-suite wants in the place of a citation of which the style prints nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the style wants its bibliography laid out (CSL 1.0.2, "Bibliography-specific Options", "Whitespace").

    `line_spacing` and `entry_spacing` count lines; `second_field_align` is "flush", "margin" or empty.
    """

    hanging_indent: bool = False
    line_spacing: int = 1
    entry_spacing: int = 1
    second_field_align: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Printed entries. `order[n]` is the place, among the items given, of the item that `entries[n]` prints.

    `warnings` are plain sentences, one for each thing that was not printed as the style asks. `streams[n]` is entry
    `n` before it was written, for writers of other formats (see `tree`).
    """

    entries: tuple[str, ...]
    order: tuple[int, ...]
    warnings: tuple[str, ...] = ()
    layout: Layout = Layout()
    streams: tuple[tuple[Event, ...], ...] = ()


def render(  # noqa: PLR0913 - a public call, whose arguments are those of the official test-suite
    style_xml: str,
    items: Sequence[RawItem],
    *,
    mode: Literal["bibliography", "citation"] = "bibliography",
    citation_items: Sequence[Sequence[RawItem]] | None = None,
    citations: Sequence[Sequence[Any]] | None = None,
    extra: Mapping[str, Any] | None = None,
    format: Format = "html",  # noqa: A002 - a public name, as in the official test-suite's runners
) -> list[str]:
    """Print `items` as the official CSL test-suite asks.

    Mode "bibliography" gives one string an entry, in the order of the style. Mode "citation" gives one string a
    citation: for each list of cites in `citation_items`; or for each citation that `citations`, a list of
    `[citation, citations-before, citations-after]`, leaves in the document, in document order; or, where neither is
    given, one citation of all items. A cite is `{"id", "locator", "label", "prefix", "suffix", "suppress-author",
    "author-only", "position", "near-note"}`. `extra` may hold `"locale"`, a language to print in instead of the
    style's own, and `"marks"`: true for the suite's marks before each citation of the protocol (`>>[0] ` where the
    last step made or changed it, else `..[0] `).

    Raises StyleError for a style that cannot be used. A cite of an item that is not there is printed as its id.
    """
    wanted = extra or {}
    processor = _processor(style_xml, items, wanted.get("locale"))
    document = Citations(processor)
    if citations is not None:
        printed = document.follow(citations)
    elif mode == "citation" or citation_items is not None:
        cites = (
            citation_items
            if citation_items is not None
            else [[{"id": processor.items[place].id} for place in processor.order]]
        )
        printed = document.print_all(cites)
    else:
        printed = []
    if mode == "citation":
        texts = [(mark, _written(node, processor.locale, format) or NO_FORM) for mark, node in printed]
        return [f"{mark}{text}" if wanted.get("marks") else text for mark, text in texts]
    if citations is not None:
        processor = _processor(style_xml, [item.raw for item in document.cited_items], wanted.get("locale"))
    return [write(list(stream), format) for _, stream in _entry_streams(processor, hidden_count=False)]


def format_bibliography(
    style_xml: str,
    items: Sequence[RawItem],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
    links: bool = False,
) -> Rendered:
    """Print a bibliography. As many entries come out as items go in, whatever the style makes of them.

    An item that the style leaves out is printed plainly (authors, title, container, year) with a warning. With
    `links`, addresses and identifiers lead where they point. Raises StyleError.
    """
    processor = _processor(style_xml, items, locale)
    warnings = list(processor.style.warnings)
    printed = dict(_entry_streams(processor, hidden_count=True))
    streams = []
    for place in processor.order:
        stream = printed.get(place, ())
        if not plain(stream).strip():
            item = processor.items[place]
            reason = "leaves such a work out" if processor.style.bibliography else "has no bibliography"
            warnings.append(f"{item.id or f'item {place + 1}'}: printed plainly, since the style {reason}")
            stream = tuple(settle(_plain(item, processor.locale), processor.locale))
        streams.append(stream)
    return Rendered(
        tuple(write(list(stream), format, links=links) for stream in streams),
        processor.order,
        tuple(warnings),
        _layout(processor.style),
        tuple(streams),
    )


def format_citations(
    style_xml: str,
    items: Sequence[RawItem],
    citations: Iterable[Sequence[RawItem]],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
) -> Rendered:
    """Print citations, one string a list of cites, as they would follow each other in one document.

    `order` counts the citations. A cite whose `id` no item has is printed as that id, with a warning. Raises
    StyleError.
    """
    processor = _processor(style_xml, items, locale)
    document = Citations(processor)
    printed = document.print_in_order(list(citations))
    entries = tuple(_written(node, processor.locale, format) for node in printed)
    warnings = (*processor.style.warnings, *document.warnings)
    return Rendered(entries, tuple(range(len(entries))), warnings)


def _processor(style_xml: str, items: Iterable[RawItem], locale: str | None) -> Processor:
    style = _style(style_xml)
    return Processor(style, _locale(style, locale or style.default_locale or "en-US"), items)


@lru_cache(maxsize=32)
def _style(style_xml: str) -> Style:
    return compile_style(printable_style(style_xml))


@lru_cache(maxsize=64)
def _locale(style: Style, language: str) -> Locale:
    return load_locale(language, style.locales, installed_locale)


def _entry_streams(processor: Processor, *, hidden_count: bool) -> list[tuple[int, tuple[Event, ...]]]:
    """The entries that the style prints, settled, each with the place of its item, in the order of the style."""
    area = processor.style.bibliography
    if area is None:
        return []
    entries = [(place, processor.entry(place)) for place in processor.order]
    printed = [(place, entry) for place, entry in entries if entry is not None]
    substitute_authors([entry for _, entry in printed], area, hidden_count=hidden_count)
    return [(place, tuple(settle(entry, processor.locale))) for place, entry in printed]


def _written(node: Node | None, locale: Locale, format: Format) -> str:  # noqa: A002 - the word of `render`
    return write(settle(node, locale), format) if node is not None else ""


def _layout(style: Style) -> Layout:
    options = style.bibliography.options if style.bibliography else {}
    return Layout(
        options.get("hanging-indent") == "true",
        _count(options.get("line-spacing", "")),
        _count(options.get("entry-spacing", "")),
        options.get("second-field-align", ""),
    )


def _count(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 2 else 1


def _plain(item: Item, locale: Locale) -> Node:
    """Authors, title, container and year, as far as the item gives them: what any style would print of it."""
    date = item.date("issued")
    year = date.start.year if date is not None else 0
    era = locale.term("bc") or "" if year < 0 else ""
    authors = ", ".join(map(_plain_name, item.names("author")))
    texts = [authors, item.text("title"), item.text("container-title"), f"{abs(year)}{era}" if year else ""]
    printed: list[Child] = [Node(parse(text, locale), suffix=".") for text in texts if text]
    return Node(printed or [item.id or "?"], delimiter=" ")


def _plain_name(name: Name) -> str:
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix)
    return name.literal or " ".join(filter(None, parts))
