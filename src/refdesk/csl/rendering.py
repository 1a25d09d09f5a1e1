"""Print items in a CSL style: the one way into this room.

In: the XML of an independent style and CSL-JSON items. Out: one text an entry or a citation, with what could not be
printed as the style would have it said beside it. The same input gives the same output, byte for byte; styles and
locales are compiled once and kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from refdesk.csl.bibliographies import RepeatedAuthors
from refdesk.csl.citations import Citations
from refdesk.csl.compiling import Style, compile_style
from refdesk.csl.items import Item
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import DEFAULT_LANGUAGE, Locale, load_locale
from refdesk.csl.markup import parse
from refdesk.csl.name_parts import Name
from refdesk.csl.processor import Processor
from refdesk.csl.settling import settle
from refdesk.csl.styles import printable_style
from refdesk.csl.tree import Child, Event, Node
from refdesk.csl.writing import Notation, plain, write

Format = Notation
"""The name of a format that entries and citations are printed in."""
RawItem = Mapping[str, Any]
"""A CSL-JSON item."""
RawCite = Mapping[str, Any]
"""A cite in CSL-JSON: the `id` of an item and, as needed, `locator`, `label`, `prefix`, `suffix`, `suppress-author`."""

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
    """Printed entries, or printed citations. `order[n]` is the place of what `entries[n]` prints, as it was given.

    So `items[printed.order[0]]` is the item of the first entry; citations keep their order. `warnings` are plain
    sentences, one for each thing that was not printed as the style asks. `layout` is about bibliographies alone.
    `streams[n]` is entry `n` before it was written, for other formats: `refdesk.csl.writing.write` writes it,
    `refdesk.csl.writing.docx.runs` makes runs for a word processor of it.
    """

    entries: tuple[str, ...]
    order: tuple[int, ...]
    warnings: tuple[str, ...] = ()
    layout: Layout = Layout()
    streams: tuple[tuple[Event, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The citations of a document, in order, and the bibliography of the works that they cite."""

    citations: Rendered
    bibliography: Rendered


def render(  # noqa: PLR0913 - a public call, whose arguments are those of the official test-suite
    style_xml: str | bytes,
    items: Sequence[RawItem],
    *,
    mode: Literal["bibliography", "citation"] = "bibliography",
    citation_items: Sequence[Sequence[RawCite]] | None = None,
    citations: Sequence[Sequence[Any]] | None = None,
    extra: Mapping[str, Any] | None = None,
    format: Format = "html",  # noqa: A002 - a public name, as in the official test-suite's runners
) -> list[str]:
    """Print `items` as the official CSL test-suite asks.

    Mode "bibliography" gives one string an entry, in the order of the style; with `citations`, for the items that the
    document cites in the end. Mode "citation" gives one string a citation: for each list of cites in `citation_items`;
    or for each citation that `citations`, a list of `[citation, citations-before, citations-after]`, leaves in the
    document, in document order; or, where neither is given, one citation of all items. A cite is `{"id", "locator",
    "label", "prefix", "suffix", "suppress-author", "author-only", "position", "near-note"}`. `extra` may hold
    `"locale"`, a language to print in instead of the style's own, and `"marks"`: true for the suite's marks before
    each citation of the protocol (`>>[0] ` where the last step made or changed it, else `..[0] `).

    Raises StyleError for a style that cannot be used. A cite of an item that is not there is printed as its id.
    """
    wanted = extra or {}
    processor = _processor(style_xml, items, wanted.get("locale"), guided=False)
    document = Citations(processor)
    if mode == "citation":
        printed = (
            document.follow(citations)
            if citations is not None
            else document.print_all([_cites_of_all(processor)] if citation_items is None else citation_items)
        )
        texts = [
            (mark, _written(node, processor.locale, format) or _no_form(processor, format)) for mark, node in printed
        ]
        return [f"{mark}{text}" if wanted.get("marks") else text for mark, text in texts]
    if citations is not None:
        document.follow(citations)
        cited = [item.raw for item in document.cited_items]
        processor = _processor(style_xml, cited, wanted.get("locale"), guided=False)
    return [write(stream, format) for _, stream in _entry_streams(processor)]


def _no_form(processor: Processor, format: Format) -> str:  # noqa: A002 - the word of `render`
    dress = processor.style.citation.layout.formatting
    return _written(Node([NO_FORM], prefix=dress.prefix, suffix=dress.suffix), processor.locale, format)


def _cites_of_all(processor: Processor) -> list[RawCite]:
    """A cite of each item, in the order of the style."""
    return [{"id": processor.items[place].id} for place in processor.order]


def format_bibliography(
    style_xml: str | bytes,
    items: Sequence[RawItem],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
    links: bool = False,
) -> Rendered:
    """Print a bibliography. As many entries come out as items go in, whatever the style makes of them.

    `locale` is the language to print in ("de-AT") instead of the style's own; a language without locale file is told
    in a warning. An item that the style leaves out is printed plainly (authors, title, container, year), with a
    warning. With `links`, addresses and identifiers lead where they point, where the format has links.

    Raises StyleError for a style that cannot be used, ValueError for a format that there is not.
    """
    return _bibliography(_processor(style_xml, items, locale), format, links=links)


def _bibliography(processor: Processor, format: Format, *, links: bool) -> Rendered:  # noqa: A002 - the word of `render`
    warnings = [*processor.style.warnings, *_unspoken(processor.locale)]
    printed = dict(_entry_streams(processor))
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
        tuple(write(stream, format, links=links) for stream in streams),
        processor.order,
        tuple(warnings),
        _layout(processor.style),
        tuple(streams),
    )


def format_citations(  # noqa: PLR0913 - the three things to print, and how
    style_xml: str | bytes,
    items: Sequence[RawItem],
    citations: Iterable[Sequence[RawCite]],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
    links: bool = False,
) -> Rendered:
    """Print citations, one string a list of cites, as they would follow each other in one document.

    In a style for notes each stands in a note of its own, so that "ibid." and short forms come where they should. A
    cite whose `id` no item has is printed as that id, with a warning; a citation that prints nothing is told too.
    `locale`, `links` and what is raised are those of `format_bibliography`. To print the bibliography as well,
    `format_document` sees to it that the two agree.
    """
    return _citations(Citations(_processor(style_xml, items, locale)), citations, format, links=links)


def _citations(
    document: Citations,
    citations: Iterable[Sequence[RawCite]],
    format: Format,  # noqa: A002 - the word of `render`
    *,
    links: bool,
) -> Rendered:
    processor = document.processor
    streams = [
        tuple(settle(node, processor.locale)) if node is not None else () for node in document.print_in_order(citations)
    ]
    silent = (f"citation {number}: prints nothing" for number, stream in enumerate(streams, 1) if not stream)
    return Rendered(
        tuple(write(stream, format, links=links) for stream in streams),
        tuple(range(len(streams))),
        (*processor.style.warnings, *_unspoken(processor.locale), *document.warnings, *silent),
        streams=tuple(streams),
    )


def format_document(  # noqa: PLR0913 - the three things to print, and how
    style_xml: str | bytes,
    items: Sequence[RawItem],
    citations: Iterable[Sequence[RawCite]],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
    links: bool = False,
) -> Document:
    """Print the citations of a document and the bibliography of the works that they cite, which agree.

    Numbers follow the order of citing where the style has none of its own, and letters after years ("1990b") tell
    apart what is cited, not what `items` holds besides. Otherwise as `format_citations` and `format_bibliography`.
    """
    document = Citations(_processor(style_xml, items, locale))
    printed = _citations(document, citations, format, links=links)
    places = [int(item.key) for item in document.cited_items]
    listed = _bibliography(_processor(style_xml, [items[place] for place in places], locale), format, links=links)
    return Document(printed, replace(listed, order=tuple(places[place] for place in listed.order)))


def _processor(
    style_xml: str | bytes, items: Iterable[RawItem], locale: str | None, *, guided: bool = True
) -> Processor:
    style = _style(style_xml)
    wanted = locale if isinstance(locale, str) else ""
    language = wanted.strip() or style.default_locale or DEFAULT_LANGUAGE
    return Processor(style, _locale(style, language), items, guided=guided)


@lru_cache(maxsize=32)
def _style(style_xml: str | bytes) -> Style:
    return compile_style(printable_style(style_xml))


@lru_cache(maxsize=64)
def _locale(style: Style, language: str) -> Locale:
    return load_locale(language, style.locales, installed_locale)


def _unspoken(locale: Locale) -> list[str]:
    """A warning where no file has words of the language."""
    language = locale.language
    if installed_locale(language.partition("-")[0]):
        return []
    return [f"no locale file for {language[:40]}: its words are those of {DEFAULT_LANGUAGE}"]


def _entry_streams(processor: Processor) -> Iterator[tuple[int, tuple[Event, ...]]]:
    """The entries that the style prints, settled, each with the place of its item, in the order of the style.

    An output tree takes far more room than its text, so that there is but one at a time.
    """
    area = processor.style.bibliography
    if area is None:
        return
    repeated = RepeatedAuthors(area, hidden_count=processor.guided)
    for place in processor.order:
        entry = processor.entry(place)
        if entry is not None:
            repeated.replace_in(entry)
            yield place, tuple(settle(entry, processor.locale))


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
    authors = ", ".join(_plain_name(name) or locale.term("et-al") or "…" for name in item.names("author"))
    texts = [authors, item.text("title"), item.text("container-title"), f"{abs(year)}{era}" if year else ""]
    printed: list[Child] = [Node(parse(text, locale), suffix=".") for text in texts if text]
    return Node(printed or [item.id or "?"], delimiter=" ")


def _plain_name(name: Name) -> str:
    """The name in reading order; empty for the names that a list leaves out."""
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix)
    return name.literal or " ".join(filter(None, parts))
