"""Print items in a CSL style: the one way into this room.

In: the XML of a style (any independent style) and CSL-JSON items. Out: one string an item or a citation, in HTML,
Markdown or plain text, with what could not be printed as the style would have it said beside it. Nothing is read or
written but the locale files that citeproc-py carries; the same input gives the same output, byte for byte.

The present processor is citeproc-py with its faults mended around it; `docs/export.md` lists those that remain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from refdesk.csl import marks
from refdesk.csl.output import Format, Quotes, creators, replace_creators, write
from refdesk.csl.styles import StyleError, prepare_style

if TYPE_CHECKING:
    from refdesk.csl.engine import Cite, Engine
    from refdesk.csl.records import Record

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Printed entries. `order[n]` is the place, among the items given, of the item that `entries[n]` prints.

    `warnings` are plain sentences, one for each thing that was not printed as the style asks.
    """

    entries: tuple[str, ...]
    order: tuple[int, ...]
    warnings: tuple[str, ...] = ()


def render(  # noqa: PLR0913 - a public call, whose arguments are those of the official test-suite
    style_xml: str,
    items: Sequence[Item],
    *,
    mode: Literal["bibliography", "citation"] = "bibliography",
    citation_items: Sequence[Sequence[Item]] | None = None,
    citations: Sequence[Sequence[Any]] | None = None,
    extra: Mapping[str, Any] | None = None,
    format: Format = "html",  # noqa: A002 - a public name, as in the official test-suite's runners
) -> list[str]:
    """Print `items` as the official CSL test-suite asks.

    Mode "bibliography" gives one string an item, in the order of the style. Mode "citation" gives one string a
    citation: for each list of cites in `citation_items`; or for each citation that `citations`, a list of
    `[citation, citations-before, citations-after]`, leaves in the document, in document order; or, where neither is
    given, one citation of all items. A cite is `{"id", "locator", "label", "prefix", "suffix"}`. `extra` may hold
    `"locale"`, a language to print in instead of the style's own.

    Raises StyleError for a style that cannot be used, KeyError for a cite of an item that is not there.
    """
    locale = (extra or {}).get("locale")
    if mode == "bibliography":
        return list(format_bibliography(style_xml, items, format=format, locale=locale).entries)
    cites: Sequence[Sequence[Item]]
    if citations is not None:
        cites = _in_document_order(citations)
    else:
        cites = citation_items if citation_items is not None else [[{"id": item.get("id")} for item in items]]
    return list(format_citations(style_xml, items, cites, format=format, locale=locale).entries)


def _in_document_order(citations: Sequence[Sequence[Any]]) -> list[list[Item]]:
    """The cites of each citation, in the order that the last call leaves them in."""
    known = {citation.get("citationID"): citation["citationItems"] for citation, _, _ in citations}
    if not citations:
        return []
    last, before, after = citations[-1]
    order = [*(each[0] for each in before), last.get("citationID"), *(each[0] for each in after)]
    return [known[each] for each in order if each in known]


def format_bibliography(
    style_xml: str,
    items: Sequence[Item],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
    links: bool = False,
) -> Rendered:
    """Print a bibliography. As many entries come out as items go in, whatever the style makes of them.

    An item that the style leaves out or that its processor cannot print is printed plainly (authors, title,
    container, year) with a warning. With `links`, addresses lead where they point. Raises StyleError.
    """
    engine = _engine(style_xml, locale)
    records = _records(items)
    warnings: list[str] = []
    if engine.adds_year_suffix or engine.asks_for_ambiguity:
        _tell_apart(engine, records)
    cites = _sorted(engine, records, warnings)
    printed = [_entry(engine, cite, items[_place(cite)], warnings) for cite in cites]
    quotes = _quotes(engine)
    entries = _with_author_substitute(printed, engine.author_substitute)
    return Rendered(
        tuple(write(entry, format, quotes, links=links) for entry in entries),
        tuple(_place(cite) for cite in cites),
        tuple(warnings),
    )


def format_citations(
    style_xml: str,
    items: Sequence[Item],
    citations: Iterable[Sequence[Item]],
    *,
    format: Format = "html",  # noqa: A002 - the word of `render`
    locale: str | None = None,
) -> Rendered:
    """Print citations, one string a list of cites, as they would follow each other in one document.

    `order` counts the citations. Raises StyleError, and KeyError for a cite whose `id` no item has.
    """
    engine = _engine(style_xml, locale)
    records = _records(items)
    _tell_apart(engine, records)
    warnings: list[str] = []
    numbers = {cite.key: cite.number for cite in _sorted(engine, records, warnings)}
    known = {str(item.get("id")): place for place, item in reversed(list(enumerate(items)))}
    earlier: list[Cite] = []
    printed = []
    for cites in citations:
        places = [known[str(cite.get("id"))] for cite in cites]
        own = [_cite(records[place], numbers, cite) for place, cite in zip(places, cites, strict=True)]
        printed.append(_citation(engine, own, earlier, [items[place] for place in places], warnings))
    quotes = _quotes(engine)
    entries = tuple(write(text, format, quotes) for text in printed)
    return Rendered(entries, tuple(range(len(entries))), tuple(warnings))


def _engine(style_xml: str, locale: str | None) -> "Engine":
    from refdesk.csl.engine import FAULTS, Engine

    prepared = prepare_style(style_xml, locale)
    try:
        return Engine(prepared)
    except FAULTS as fault:
        raise StyleError(f"it cannot be read: {fault}") from fault


def _records(items: Sequence[Item]) -> "list[Record]":
    """A record an item, under keys of our own: citeproc-py takes "Smith" and "smith" for the same."""
    from refdesk.csl.records import Record

    return [Record(f"i{place:06}", item) for place, item in enumerate(items)]


def _place(cite: "Cite") -> int:
    return int(cite.key[1:])


def _cite(record: "Record", numbers: Mapping[str, int], cite: Item) -> "Cite":
    from refdesk.csl.engine import Cite

    return Cite(record, numbers[record.key], cite)


def _sorted(engine: "Engine", records: "Sequence[Record]", warnings: list[str]) -> "list[Cite]":
    """The records in the order of the style, numbered in that order."""
    from refdesk.csl.engine import FAULTS, Cite

    cites = [Cite(record, place + 1, {}) for place, record in enumerate(records)]
    try:
        ordered = engine.sorted(cites)
    except FAULTS as fault:
        warnings.append(f"the order is that of the library: the style's sorting failed ({type(fault).__name__})")
        return cites
    return [Cite(cite.reference, place + 1, {}) for place, cite in enumerate(ordered)]


def _entry(engine: "Engine", cite: "Cite", item: Item, warnings: list[str]) -> str:
    from refdesk.csl.engine import FAULTS

    if not engine.has_bibliography:
        warnings.append(f"{item.get('id')}: printed plainly, since the style has no bibliography")
        return _plain(item)
    try:
        text = engine.entry(cite)
    except FAULTS as fault:
        warnings.append(f"{item.get('id')}: printed plainly, since the processor failed ({type(fault).__name__})")
        return _plain(item)
    if not text:
        warnings.append(f"{item.get('id')}: printed plainly, since the style leaves such a work out")
    return text or _plain(item)


def _citation(
    engine: "Engine", cites: "Sequence[Cite]", earlier: "list[Cite]", items: Sequence[Item], warnings: list[str]
) -> str:
    from refdesk.csl.engine import FAULTS

    try:
        text = engine.citation(cites, earlier)
    except FAULTS as fault:
        warnings.append(f"a citation is printed plainly, since the processor failed ({type(fault).__name__})")
        return "; ".join(_plain(item).removesuffix(".") for item in items)
    return text or "; ".join(_plain(item).removesuffix(".") for item in items)


def _plain(item: Item) -> str:
    """Authors, title, container and year, as far as the item gives them: what any style would print of it."""
    from refdesk.csl.records import Record

    record = Record("plain", item)
    names = [" ".join(str(part) for part in name.parts()[:2] if part) for name in record.get("author", [])]
    date = record.get("issued")
    year = str(date.get("year", "")) or str(getattr(date, "text", "")) if date is not None else ""
    parts = [", ".join(names), str(record.get("title", "")), str(record.get("container-title", "")), year]
    return "".join(f"{part}. " for part in parts if part).strip() or str(item.get("id", ""))


def _tell_apart(engine: "Engine", records: "Sequence[Record]") -> None:
    """Give records whose citations would be alike what tells them apart.

    In the order of CSL 1.0.2, "Disambiguation": more names, then what the style prints where `disambiguate` is asked
    for, then a letter after the year. (Given names are not added yet.)
    """
    from refdesk.csl.styles import AMBIGUOUS

    alike = _alike(engine, records)
    if engine.adds_names and alike:
        for group in alike:
            _show_more_names(engine, group)
        alike = _alike(engine, [record for group in alike for record in group])
    if engine.asks_for_ambiguity and alike:
        for record in (record for group in alike for record in group):
            record.give(AMBIGUOUS, value=True)
        alike = _alike(engine, [record for group in alike for record in group])
    if engine.adds_year_suffix:
        for group in alike:
            for place, cite in enumerate(_sorted(engine, group, [])):
                cite.reference.give("year-suffix", _letters(place))


def _alike(engine: "Engine", records: "Sequence[Record]") -> "list[list[Record]]":
    """Groups of records that the style cites in the same words."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(_cited_alone(engine, record), []).append(record)
    return [group for words, group in groups.items() if words and len(group) > 1]


def _cited_alone(engine: "Engine", record: "Record") -> str:
    from refdesk.csl.engine import FAULTS, Cite

    try:
        # Every work has the same number here: a style of numbers finds all alike and asks for no letters.
        return marks.without_marks(engine.citation([Cite(record, 0, {})], []))
    except FAULTS:
        return ""


_MOST_NAMES = 20


def _show_more_names(engine: "Engine", group: "Sequence[Record]") -> None:
    """Show as many names as it takes to tell some of the group apart, or none more where that does not help."""
    for record in group:
        record.show_all()
    most = max(len(record.get("author", [])) for record in group)
    for count in range(2, min(most, _MOST_NAMES) + 1):
        for record in group:
            record.names_shown = count
        if len({_cited_alone(engine, record) for record in group}) > 1:
            return
    for record in group:
        record.names_shown = 0


def _letters(place: int) -> str:
    """Letters to count with: a to z, then aa, ab …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _with_author_substitute(entries: Sequence[str], substitute: str) -> list[str]:
    """The entries with `substitute` for names that are those of the entry above (MLA's "———")."""
    if not substitute:
        return list(entries)
    above = ["", *map(creators, entries)]
    return [
        replace_creators(entry, substitute) if creators(entry) and creators(entry) == earlier else entry
        for entry, earlier in zip(entries, above, strict=False)
    ]


def _quotes(engine: "Engine") -> Quotes:
    return Quotes(
        (engine.term("open-quote"), engine.term("close-quote")),
        (engine.term("open-inner-quote"), engine.term("close-inner-quote")),
        engine.punctuation_in_quotes,
    )
