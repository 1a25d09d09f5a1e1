"""How do other programs write CSL-JSON? Text of a file ↔ entries.

In: a list of items, one item, `{"items": […]}` as Zotero and Better BibTeX export, items by their ids, or one item a
line. Out: an entry for each; what CSL's variables say beyond a Work goes to the note. A file that breaks off or is
broken in one item still gives the others. Back: one JSON list, or one item a line.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from refdesk.formats.csl_json import DATES, NAMES, TYPES_OF_CROSSREF, item_of, marked_texts, with_markup, work_of
from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.formats.facts import Facts, tidy_entry
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.work import Work

# Rich text as citeproc-js has it; the words stay.
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc)>|<span(?:\s[^<>]{0,200})?>|</span>")
_NOT_RICH = {"URL", "DOI", "id", "note"}
_KEYS = {"id", "citation-key", "type", "keyword"}
# What Crossref says of its record and not of the work (api.crossref.org), or says again.
_RECORD_OF_CROSSREF = """
    indexed reference-count references-count is-referenced-by-count license content-domain created deposited score
    resource prefix member relation link reference update-policy assertion journal-issue issn-type isbn-type
    alternative-id published-print published-online published published-other
"""
_CROSSREF_ONLY = frozenset(_RECORD_OF_CROSSREF.split())
_PARAGRAPH = re.compile(r"</jats:(?:p|title|sec)>")
_JATS = re.compile(r"</?jats:[a-z-]{1,30}(?:\s[^<>]{0,200})?>")
_LIST = re.compile(r"\s*\[|\s*\{\s*\"(?:items|references)\"\s*:\s*\[")
_BETWEEN = re.compile(r"[\s,]*")
# Each broken item makes the decoder count the lines before it.
_MOST_BROKEN = 1000
_LINE_END = re.compile(r"\r\n|\n|\r")
_NOTHING = Work()
_DEEPEST = 50


def read_csl_json(text: str) -> Imported:
    """Every item of a JSON file. Raises RefdeskError where it holds no items at all."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _piecewise(text)
    return imported((f"item {number}", item) for number, item in enumerate(items_in(found), 1))


def items_in(found: Any) -> list[Any]:
    """The items in decoded JSON or YAML. Raises RefdeskError where there is no list of them."""
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        for key in ("items", "references"):
            if isinstance(found.get(key), list):
                return list(found[key])
        if "type" in found or "title" in found:
            return [found]
        if found and all(isinstance(item, dict) for item in found.values()):
            return [{"id": key, **item} for key, item in found.items()]
    raise RefdeskError("holds no list of CSL items", remedy="export it as CSL-JSON or CSL-YAML again")


def read_jsonl(text: str) -> Imported:
    """An item a line; blank lines are none."""
    lines = enumerate(_LINE_END.split(text), 1)
    return imported((f"line {number}", _decoded(line)) for number, line in lines if line.strip())


def _decoded(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as fault:
        return _Broken(_told(fault))


class _Broken(str):
    """Why an item could not be decoded."""

    __slots__ = ()


def _told(fault: Exception) -> str:
    if isinstance(fault, RecursionError):
        return "the JSON is nested too deep"
    return f"the JSON is broken: {fault.msg if isinstance(fault, json.JSONDecodeError) else fault}"


def imported(items: Iterable[tuple[str, Any]]) -> Imported:
    """An entry for each item with a place; what is no item, or an empty one, is left out."""
    entries, left_out = [], []
    for place, item in items:
        if isinstance(item, _Broken):
            left_out.append(LeftOut(place, str(item)))
        elif not isinstance(item, Mapping):
            left_out.append(LeftOut(place, "is no CSL item but a bare value"))
        elif "itemType" in item and "type" not in item:
            left_out.append(LeftOut(place, "is Zotero's own JSON and no CSL; export it as CSL JSON or Better CSL JSON"))
        elif not set(item) - {"id", "citation-key"}:
            left_out.append(LeftOut(place, "the item is empty"))
        elif _is_deep(item):
            left_out.append(LeftOut(place, "the item is nested too deep"))
        else:
            entries.append(entry_of_item({str(key): value for key, value in item.items()}))
    return Imported(tuple(entries), tuple(left_out))


def _is_deep(item: Any) -> bool:
    """Whether lists and mappings stand in each other beyond what any variable of CSL has; asked level by level."""
    level = [item]
    for _ in range(_DEEPEST):
        inside = (value for outer in level for value in (outer.values() if isinstance(outer, Mapping) else outer))
        level = [value for value in inside if isinstance(value, list | Mapping)]
        if not level:
            return False
    return True


def entry_of_item(item: Mapping[str, Any]) -> Entry:
    """The entry that a CSL item describes; its key is Better BibTeX's `citation-key`, else the `id`."""
    if {"indexed", "deposited"} & item.keys():
        item = {key: _unescaped(value) for key, value in item.items() if key not in _CROSSREF_ONLY}
    plain = {key: _plain(key, value) for key, value in item.items()}
    work = work_of(plain)
    work = replace(work, marked=marked_texts(item, work) or work.marked)
    facts = Facts()
    if plain.get("type") != work.type and plain.get("type") not in TYPES_OF_CROSSREF:
        facts.beside("type", _shown(plain.get("type")))
    for variable, value in plain.items():
        if variable not in _KEYS and (variable in NAMES or work_of({variable: value}) == _NOTHING):
            _take(facts, variable, value)
    words = plain.get("keyword")
    facts.keywords(map(_shown, words) if isinstance(words, list) else _keywords(_shown(words)))
    beside = facts.entry(_shown(plain.get("citation-key") or plain.get("id")), work.type)
    notes = [note for note in (work.note, beside.work.note) if note]
    return tidy_entry(replace(beside, work=replace(work, note="\n\n".join(notes) or None)))


def _unescaped(value: Any) -> Any:
    """A value of Crossref's, whose texts are pieces of XML."""
    if isinstance(value, list):
        return [_unescaped(part) if isinstance(part, str) else part for part in value]
    if not isinstance(value, str):
        return value
    return html.unescape(_JATS.sub("", _PARAGRAPH.sub("\n\n", value)))


def _plain(key: str, value: Any) -> Any:
    """The value with rich text flattened, a name alone as a list of names, a date as CSL writes dates."""
    if key in DATES:
        return _plain_date(value)
    if key in NAMES and isinstance(value, dict | str):
        return [value]
    if isinstance(value, list) and key not in NAMES:
        return [_plain(key, part) if isinstance(part, str) else part for part in value]
    return _MARKUP.sub("", value) if isinstance(value, str) and "<" in value and key not in _NOT_RICH else value


def _plain_date(value: Any) -> Any:
    """A date as pandoc and others write it (bare text; year, month and day; flat parts) in CSL's form."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return {"raw": str(value)}
    points = value if isinstance(value, list) else [value]
    if points and all(isinstance(point, dict) and "year" in point for point in points):
        parts = [[point.get(part) for part in ("year", "month", "day") if point.get(part)] for point in points]
        return {**points[0], "date-parts": parts}
    if isinstance(value, dict) and isinstance(flat := value.get("date-parts"), list):
        return {**value, "date-parts": flat if flat and isinstance(flat[0], list) else [flat]}
    return value


def _keywords(text: str) -> list[str]:
    return re.split(";" if ";" in text else ",", text)


def _take(facts: Facts, variable: str, value: Any) -> None:
    """Note what a variable says that Work has no field for."""
    if variable in NAMES and isinstance(value, list):
        value = [name for name in value if work_of({variable: [name]}) == _NOTHING and _says_anything(name)]
    if variable == "custom" and isinstance(value, dict):
        value = {key: own for key, own in value.items() if key != "refdesk"}
    facts.beside(variable, _shown(value))


def _says_anything(name: Any) -> bool:
    """Whether a name that is none holds some text nevertheless; many programs write empty ones."""
    return bool(any(name.values()) if isinstance(name, dict) else name)


def _shown(value: Any) -> str:
    """A value for people to read: names and dates as such, anything else as JSON."""
    if value is None or value in ({}, [], ""):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        people = work_of({"author": value}).authors
        names = [name.display for name in people]
        return "; ".join(names if len(names) == len(value) else map(_shown, value))
    if isinstance(value, dict):
        date = work_of({"issued": value}).issued
        said = [value[key] for key in ("raw", "literal") if isinstance(value.get(key), str)]
        return date.edtf if date else said[0] if said else json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


# -- broken files ------------------------------------------------------------------------------------------------------


def _piecewise(text: str) -> Imported:
    """The items of a file that is not JSON as a whole, each decoded alone."""
    opening = _LIST.match(text)
    start = text.find("{", opening.end() if opening else 0)
    if start < 0:
        raise RefdeskError("is no JSON that can be read", remedy="export it again")
    return imported(_decoded_alone(text, start))


def _decoded_alone(text: str, at: int) -> Iterator[tuple[str, Any]]:
    """The place and value of each item from `at` on; behind a broken one, those that begin like it on their line."""
    decoder = json.JSONDecoder()
    line, counted, broken = 1, 0, 0
    while 0 <= at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            item, end = decoder.raw_decode(text, at)
            at = next(_BETWEEN.finditer(text, end)).end()
            yield f"line {line}", item
        except (ValueError, RecursionError) as fault:
            broken += 1
            at = _next_like(text, at, at + 1) if broken < _MOST_BROKEN else -1
            rest = "" if at >= 0 else "; nothing behind it can be read"
            yield f"line {line}", _Broken(_told(fault) + rest)


def _next_like(text: str, model: int, start: int) -> int:
    """Where the next item begins that is indented as the one at `model`, or -1."""
    indent = text[text.rfind("\n", 0, model) + 1 : model]
    if indent.strip(" \t[,}"):
        return -1
    lead = re.escape(re.sub(r"[^ \t].*", "", indent))
    found = re.compile(rf"^{lead}(?:\}}\s*,\s*)?,?\s?(?=\{{)", re.MULTILINE).search(text, start)
    return found.end() if found else -1


# -- to a file ---------------------------------------------------------------------------------------------------------


def write_csl_json(entries: Iterable[Entry]) -> str:
    """The entries as one JSON list."""
    return json.dumps(items_of(entries), ensure_ascii=False, indent=2) + "\n"


def write_jsonl(entries: Iterable[Entry]) -> str:
    """The entries one a line."""
    return "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in items_of(entries))


def items_of(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The entries as CSL items, titles in CSL's markup; keywords with commas in them are parted by semicolons."""
    return [_with_keywords(with_markup(item_of(entry), entry.work), entry.keywords) for entry in entries]


def _with_keywords(item: dict[str, Any], keywords: tuple[str, ...]) -> dict[str, Any]:
    has_comma = any("," in word for word in keywords)
    return {**item, "keyword": "; ".join(keywords) + (";" if len(keywords) == 1 else "")} if has_comma else item
