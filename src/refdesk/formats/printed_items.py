"""What does a CSL processor get to print? Entries and a style → CSL items.

In: entries, the XML of a style, and the titles that the library holds beside. Out: the items of csl_json, with what a
processor can print and other programs need not know: fonts and protected words in CSL's markup, and BibLaTeX's facts
under the variables that styles ask for. English titles are in sentence case, as CSL wants them (Zotero's and pandoc's
rule), where the style prints titles as it gets them. A style that asks for title case gets them as the library has
them: the source's own capitals are better than those that a processor would put back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from refdesk.formats.biblatex_types import ARCHIVES
from refdesk.formats.csl_json import item_of, with_markup
from refdesk.formats.sentence_titles import Evidence, evidence_of, is_english_code, sentence_case
from refdesk.model.library import Entry
from refdesk.model.work import Work

_TITLE_TEXT = re.compile(r"<text\b[^<>]{0,400}\bvariable=\"title\"[^<>]{0,400}>")
# Chicago, MLA and Turabian put 8 of 13 or more of their titles in title case, APA 1 of 6, AMA and Nature 1 of 2.
_MOST_IN_TITLE_CASE = 0.55
_TITLES = ("title", "title-short", "volume-title", "part-title", "reviewed-title")
# A container that is a book with a title; journals, newspapers, sites and conferences have names.
_IN_BOOKS = frozenset(["chapter", "entry", "entry-dictionary", "entry-encyclopedia"])
# Titles that are names.
_NAMED_TYPES = (
    "bill classic collection event hearing legal_case legislation periodical regulation software standard treaty"
)
_NAMED = frozenset(_NAMED_TYPES.split())
_COURTS = frozenset(["legal_case", "hearing", "bill", "legislation", "regulation"])
# Where archives of the net keep what they have, by its number there.
_ADDRESSES = {
    "arXiv": "https://arxiv.org/abs/",
    "Google Books": "https://books.google.com/books?id=",
    "Handle": "https://hdl.handle.net/",
    "JSTOR": "https://www.jstor.org/stable/",
}
_ON_THE_NET = frozenset(ARCHIVES.values())
_PREPRINT_SERVERS = _ON_THE_NET - {"Google Books", "Handle", "JSTOR"}
# What a preprint is in files of other hands: arXiv's own export says @misc.
_PERHAPS_PREPRINTS = frozenset(["article", "document", "webpage"])
_SHELF = ("archive", "archive_collection", "archive_location")


def printed_items(entries: Sequence[Entry], style_xml: str, others: Iterable[Entry] = ()) -> list[dict[str, Any]]:
    """An item for each entry, in order. `others` are entries whose titles only help to tell names from words."""
    items = [_item(entry) for entry in entries]
    if wants_sentence_case(style_xml):
        evidence = evidence_of(entry.work.title for entry in (*entries, *others) if entry.work.title)
        items = [in_sentence_case(item, evidence) for item in items]
    return [_with_addon(item, entry.work) for item, entry in zip(items, entries, strict=True)]


def wants_sentence_case(style_xml: str) -> bool:
    """Whether a style prints titles as it gets them, as a rule; short titles, which stand in citations, apart."""
    texts = [text for text in _TITLE_TEXT.findall(style_xml) if 'form="short"' not in text]
    return sum('text-case="title"' in text for text in texts) <= _MOST_IN_TITLE_CASE * len(texts)


def _item(entry: Entry) -> dict[str, Any]:
    """The item of one entry, its titles as the library has them."""
    item = with_markup(item_of(entry), entry.work)
    item.pop("custom", None)
    if entry.work.archive in _ON_THE_NET:
        item = _with_address_for_shelf(item)
        if _is_preprint(entry.work):
            item["type"] = "article"
    return item | {variable: value for variable, value in _derived(entry.work).items() if variable not in item}


def _with_address_for_shelf(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item without its place in an archive of the net: styles print that as they print a box in a cellar."""
    return {variable: value for variable, value in item.items() if variable not in _SHELF}


def _is_preprint(work: Work) -> bool:
    """Whether a server of preprints is all the publisher that a work has."""
    return work.type in _PERHAPS_PREPRINTS and work.archive in _PREPRINT_SERVERS and not work.container


def _with_addon(item: dict[str, Any], work: Work) -> dict[str, Any]:
    """The item with what BibLaTeX prints behind the title, as a sentence of its own."""
    title, addon = item.get("title"), dict(work.marked).get("title_addon") or work.title_addon
    if not title or not addon:
        return item
    return item | {"title": f"{title} {addon}" if title[-1] in ".?!…" else f"{title}. {addon}"}


def _derived(work: Work) -> dict[str, str]:
    """What styles ask for under other variables than those that hold it."""
    derived: dict[str, str | None] = {}
    if work.archive in _ADDRESSES and work.archive_location and not work.doi:
        derived["URL"] = _ADDRESSES[work.archive] + work.archive_location
    if _is_preprint(work):
        number = f"arXiv:{work.archive_location}" if work.archive == "arXiv" and work.archive_location else None
        derived |= {"publisher": work.archive, "number": number}
    if work.type == "patent":
        derived["jurisdiction"] = work.place
    if work.type in _COURTS:
        derived["authority"] = work.publisher
    return {variable: value for variable, value in derived.items() if value}


def in_sentence_case(item: dict[str, Any], evidence: Evidence) -> dict[str, Any]:
    """The item with its English titles in sentence case; titles that are names stay."""
    kind = item["type"]
    if kind in _NAMED:
        return item
    variables = (*_TITLES, "container-title") if kind in _IN_BOOKS else _TITLES
    is_english = is_english_code(item.get("language", ""))
    lowered = {name: sentence_case(item[name], evidence, is_english=is_english) for name in variables if name in item}
    return item | lowered
