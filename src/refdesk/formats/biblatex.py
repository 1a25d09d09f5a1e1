"""How is a work written in BibLaTeX? Blocks of a library file ↔ Entries.

In: a BibFile's entry; out: the Entry it means, LaTeX read as Unicode, names split, dates read. In: an Entry; out: the
fields that say the same, valid for their type in biblatex's data model. What a type has no place for goes to
`addendum` as `volume: XII; place: Paris`, and is read back from there: nothing is dropped.

A title gets no braces of refdesk's: biblatex's own styles keep its capitals, and which words a style that lowers
them should spare is for a person to say. Braces that a person wrote stay, as does every field whose meaning did
not change: `put_entry` writes only what differs.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.biblatex_dates import DateTold, written_access_date, written_date
from refdesk.formats.biblatex_names import latex_of_names, names_of
from refdesk.formats.biblatex_types import (
    CODES,
    COMPANIONS,
    EVERYWHERE,
    LANGUAGES,
    ORDER,
    SYNONYMS,
    csl_type_of,
    places_of,
    type_of,
)
from refdesk.formats.inheritance import HEIRLOOMS, inherited
from refdesk.formats.latex_text import latex_of, text_of
from refdesk.model.library import Entry
from refdesk.model.problem import Problem
from refdesk.model.work import Work

_NAME_FIELDS = {"authors", "editors", "translators", "container_authors"}
_DATE_FIELDS = {"issued", "accessed"}
# biblatex reads these as lists whose items the word "and" parts (manual 2.2.1).
_LISTS = {"publisher", "institution", "organization", "location"}
# Of a Work, in the order in which `addendum` names what found no place.
_OVERFLOW = (
    "container",
    "container_authors",
    "editors",
    "translators",
    "collection",
    "collection_number",
    "event",
    "publisher",
    "place",
    "volume",
    "issue",
    "number",
    "pages",
    "number_of_pages",
    "edition",
    "section",
    "genre",
    "isbn",
    "issn",
)
_LABELS = {field.replace("_", " "): field for field in _OVERFLOW}
# @report and @thesis must have a `type`; where the source names no genre this stands for it and means none.
_NO_GENRE = {"report": "report", "thesis": "thesis"}
# biblatex's keys for genres (manual 4.9.2.14), as its English files print them.
_GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "MA thesis",
    "mastersthesis": "MA thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
}
_KEYS_OF_GENRES = {genre: key for key, genre in _GENRES.items() if key != "mastersthesis"}
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
_DATES_AND_LISTS = """
    date year month day endyear urldate urlyear urlmonth urlday url alturl keywords ids citedby file entrysubtype
"""
_ALWAYS_READ = frozenset(_DATES_AND_LISTS.split())
_LONGEST_QUOTE = 80
_NOT_WORKS = {"set", "xdata"}
_URL_ESCAPE = re.compile(r"\{\\([#$%&_~])\}|\\([#$%&_{}~])")
# Mendeley writes a tilde in an address and a backslash in a path so.
_TILDE = re.compile(r"\{?\$\\sim\$\}?|\{\\textasciitilde\}")
_BACKSLASH = re.compile(r"\{?\$\\backslash\$\}?|\{\\textbackslash\}")
_IN_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
# Some bibliographies keep several addresses in one `url`, parted by semicolons and line ends.
_BETWEEN_URLS = re.compile(r"[;,]?\s+(?=[a-z]+://)")
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_SEGMENT = re.compile(r"(?:[^;]|;;)+")


def entries_of(bibfile: BibFile) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Every work of the file in its order, with what it inherits, and what could not be read.

    Entries without a key, and @set and @xdata, which are no works, are left out.
    """
    inheritance = inherited(bibfile)
    works = [
        (place, block) for place, block in enumerate(bibfile.entries) if block.key and block.type not in _NOT_WORKS
    ]
    entries = tuple(_entry_of(block, inheritance.values(place, block)) for place, block in works)
    return entries, (*inheritance.problems, *(problem for _, block in works for problem in problems_of(block)))


def entry_of(block: BibEntry) -> Entry:
    """The entry that a block of the library file means by itself; `entries_of` adds what it inherits."""
    return _entry_of(block, block.values)


def _entry_of(block: BibEntry, values: Mapping[str, str]) -> Entry:
    return Entry(
        citekey=block.key,
        work=_work_of(block.type, values),
        cited_by=_items(values.get("citedby")),
        keywords=tuple(text_of(item) for item in _items(values.get("keywords"))),
        aliases=_items(values.get("ids")),
        files=_paths(values.get("file", "")),
        line=block.line,
    )


def problems_of(block: BibEntry) -> tuple[Problem, ...]:
    """Dates that are none to biblatex: what refdesk makes of them, if anything; they stay in the file as they are."""
    dates = (("date", written_date(block.values)), ("urldate", written_access_date(block.values)))
    return tuple(_problem_of(block, name, told) for name, told in dates if told.is_odd)


def _problem_of(block: BibEntry, name: str, told: DateTold) -> Problem:
    place = f"Line {block.line}: in {block.key!r}, {name} {told.text[:_LONGEST_QUOTE]!r}"
    if told.date is None:
        return Problem("unreadable-date", f"{place} is no date; it is kept.")
    return Problem("odd-date", f"{place} is read as {told.date.edtf}; it is kept.")


def fields_of(entry: Entry) -> tuple[str, dict[str, str]]:
    """The entry type and the fields, in refdesk's order, that say what `entry` says."""
    work = entry.work
    kind, subtype = type_of(work)
    fields = {place: _listed(place, _written(name, getattr(work, name))) for name, place in _places(kind, work).items()}
    if "type" in fields:
        fields["type"] = _genre_written(work.genre) or _NO_GENRE.get(kind, "")
    fields |= {
        "entrysubtype": subtype or "",
        "url": _address(work.url or ""),
        "alturl": " ".join(_address(url) for url in work.urls[1:]),
        "addendum": "; ".join(_overflow(kind, work)),
        "keywords": ", ".join(_item_written(keyword) for keyword in entry.keywords),
        "ids": ", ".join(entry.aliases),
        "citedby": ", ".join(entry.cited_by),
        "file": ";".join(_path_written(path) for path in entry.files),
    }
    return kind, {name: fields[name] for name in ORDER if fields.get(name)}


def put_entry(bibfile: BibFile, entry: Entry, previous: Entry | None = None) -> BibFile:
    """The file with `entry` in it.

    Without `previous` it is added as a new block at the end. With it, the block of `previous` is edited: its key,
    its type, and only those fields that say something else in `entry`; what it inherits stays where it is. Raises
    RefdeskError where the key is taken, or no such block is there.
    """
    kind, fields = fields_of(entry)
    if previous is None:
        return bibfile.add(kind, entry.citekey, fields)
    old_kind, old_fields = fields_of(previous)
    bibfile = bibfile.rename(previous.citekey, entry.citekey, line=previous.line)
    if kind != old_kind:
        bibfile = bibfile.retype(entry.citekey, kind, line=previous.line)
    changed = [name for name in ORDER if fields.get(name) != old_fields.get(name)]
    # What goes, goes first: a field that makes room may be another name for one that comes.
    for name in sorted(changed, key=lambda name: name in fields):
        bibfile = _put_field(bibfile, entry.citekey, name, fields, previous.line)
    return bibfile if kind == old_kind else _with_lost_loans(bibfile, entry, fields, previous.line)


def _with_lost_loans(bibfile: BibFile, entry: Entry, fields: Mapping[str, str], line: int | None) -> BibFile:
    """The file where an entry of a new type says itself what its parents do not lend to entries of that type."""
    if HEIRLOOMS.isdisjoint(bibfile.fields(entry.citekey, line)):
        return bibfile
    block = bibfile.entry(entry.citekey, line)
    place = next(at for at, known in enumerate(bibfile.entries) if known.block is block.block)
    _, now = fields_of(_entry_of(block, inherited(bibfile).values(place, block)))
    for name, value in fields.items():
        if now.get(name) != value:
            bibfile = _put_field(bibfile, entry.citekey, name, fields, line)
    return bibfile


def _put_field(bibfile: BibFile, key: str, name: str, fields: Mapping[str, str], line: int | None) -> BibFile:
    """Set one of `fields` under the name that the block has for it, and take out what said a part of it."""
    present = bibfile.fields(key, line)
    value = fields.get(name, "")
    if name == "addendum":
        value = "; ".join([*_foreign_segments(present.get(name, "")), *([value] if value else [])])
    for companion in COMPANIONS.get(name, ()):
        bibfile = bibfile.unset(key, companion, line=line)
    names = (synonym for synonym in SYNONYMS.get(name, ()) if synonym in present and synonym not in fields)
    known = name if name in present else next(names, name)
    return bibfile.set(key, known, value, line=line) if value else bibfile.unset(key, known, line=line)


# -- from the file -----------------------------------------------------------------------------------------------------


def _work_of(entry_type: str, values: Mapping[str, str]) -> Work:
    csl_type = csl_type_of(entry_type, values.get("entrysubtype"))
    kind, _ = type_of(Work(type=csl_type))
    values = _with_plain_address(values)
    sources = ((name, next((field for field in fields if field in values), None)) for name, fields in _sources(kind))
    found = {name: _read(name, source, values) for name, source in sources if source is not None}
    if "genre" in places_of(kind):
        found["genre"] = _genre_read(values.get("type", ""), entry_type, _NO_GENRE.get(kind))
    found |= {
        "type": csl_type,
        "issued": written_date(values).date,
        "accessed": written_access_date(values).date,
        "urls": _urls(values),
    }
    beside = _overflow_read(values.get("addendum", ""))
    return Work(**_known(beside | _known(found)))


@functools.cache
def _sources(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Field of Work → the BibLaTeX fields that may say it in this type, dates left out.

    A synonym that has a meaning of its own in this type is none.
    """
    places = {**EVERYWHERE, **places_of(kind)}
    own = set(places.values())
    return tuple(
        (name, (place, *(synonym for synonym in SYNONYMS.get(place, ()) if synonym not in own)))
        for name, place in places.items()
        if name not in _DATE_FIELDS
    )


def fields_read(entry_type: str, values: Mapping[str, str]) -> frozenset[str]:
    """The names of those fields of an entry whose meaning is all in its Entry; of two names for one thing the first."""
    kind, _ = type_of(Work(type=csl_type_of(entry_type, values.get("entrysubtype"))))
    plain = _with_plain_address(values)
    sources = {next((field for field in fields if field in plain), "") for _, fields in _sources(kind)}
    parts = {_SUBTITLES[source] for source in sources & _SUBTITLES.keys()}
    moved = {"howpublished"} if plain is not values and not values.get("url") else set()
    genre = {"type"} if "genre" in places_of(kind) else set()
    no_dates = {"date", "year"} if written_date(values).date is None else set()
    return frozenset((sources | parts | moved | genre | _ALWAYS_READ) - no_dates)


def foreign_addendum(addendum: str) -> str:
    """What of an addendum is no fact that refdesk put there."""
    return "; ".join(_foreign_segments(addendum))


def _known(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value}


def _with_plain_address(values: Mapping[str, str]) -> Mapping[str, str]:
    r"""The values, a `howpublished` that is only an address (\url{…}, as before biblatex) moved to `url`."""
    address = _IN_URL_COMMAND.fullmatch(values.get("howpublished", "").strip())
    if address is None:
        return values
    rest = {name: value for name, value in values.items() if name != "howpublished"}
    return {**rest, "url": values.get("url") or address[1]}


def _read(name: str, source: str, values: Mapping[str, str]) -> Any:
    value = values[source]
    if name in _NAME_FIELDS:
        return names_of(value)
    if source in _SUBTITLES:
        return _with_subtitle(text_of(value), text_of(values.get(_SUBTITLES[source], "")))
    return _READERS.get(name, text_of)(value) or None


def _pages_read(latex: str) -> str:
    """Pages as CSL writes them: an en dash or any run of hyphens is one hyphen."""
    return text_of(re.sub("-+|–", "-", latex))


def _language_read(latex: str) -> str:
    return CODES.get(text_of(latex).lower(), text_of(latex))


def _with_subtitle(title: str, subtitle: str) -> str | None:
    if not subtitle or not title:
        return title or subtitle or None
    return f"{title} {subtitle}" if title[-1] in "?!:.…" else f"{title}: {subtitle}"


def _urls(values: Mapping[str, str]) -> tuple[str, ...]:
    r"""The address and further ones; without an address one that the note gives as \url{…}, as before biblatex."""
    first = values.get("url") or next((match[0] for match in _IN_URL_COMMAND.finditer(values.get("note", ""))), "")
    found = [*_BETWEEN_URLS.split(_IN_URL_COMMAND.sub(r"\1", first)), *values.get("alturl", "").split()]
    return tuple(dict.fromkeys(url for raw in found if (url := _unescaped(raw))))


def _unescaped(raw: str) -> str:
    """An address or DOI, which biber takes as it stands; programs that escape its signs nevertheless are forgiven."""
    whole = _TILDE.sub("~", _LINE_BREAK.sub("", raw.strip()))
    return _URL_ESCAPE.sub(lambda match: match[1] or match[2], whole)


def _doi_read(raw: str) -> str:
    """The bare DOI, where a file holds its address."""
    return _DOI_ADDRESS.sub("", _unescaped(raw))


_READERS: dict[str, Callable[[str], str]] = {
    "pages": _pages_read,
    "doi": _doi_read,
    "archive_url": _unescaped,
    "language": _language_read,
}


def _items(value: str | None) -> tuple[str, ...]:
    """The items of a comma list; a brace keeps an item with a comma together."""
    items, depth = [""], 0
    for char in value or "":
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            items.append("")
        else:
            items[-1] += char
    return tuple(item.strip() for item in items if item.strip())


def _paths(value: str) -> tuple[str, ...]:
    """The paths in `file`: parted by `;`, each bare or as JabRef writes it, `description:path:type`."""
    entries = re.findall(r"(?:[^;\\]|\\.)+", _BACKSLASH.sub(r"\\", value) if "$" in value or "{" in value else value)
    return tuple(path for entry in entries if (path := _path_of(entry.strip())))


def _path_of(entry: str) -> str:
    parts = re.split(r"(?<!\\):", entry)
    return re.sub(r"\\([\\;:])", r"\1", parts[1] if len(parts) == 3 else entry).strip()


# -- to the file -------------------------------------------------------------------------------------------------------


def _places(kind: str, work: Work) -> dict[str, str]:
    """Field of Work → BibLaTeX field, for those that have a place in this type."""
    own = {name: place for name, place in places_of(kind).items() if _is_fit(name, work)}
    return {**EVERYWHERE, **own}


def _is_fit(name: str, work: Work) -> bool:
    """Whether the value may stand in its field: biblatex's volumes are whole numbers."""
    return name != "volume" or work.volume is None or (work.volume.isascii() and work.volume.isdigit())


def _overflow(kind: str, work: Work) -> Iterable[str]:
    """What the type has no place for, as `label: value`."""
    placed = _places(kind, work)
    for label, name in _LABELS.items():
        value = getattr(work, name)
        if value and name not in placed:
            yield f"{label}: {_written(name, value)}".replace(";", ";;")


def _overflow_read(addendum: str) -> dict[str, Any]:
    found = {}
    for segment in _SEGMENT.findall(addendum):
        label, colon, value = segment.strip().partition(": ")
        if colon and label in _LABELS:
            found[_LABELS[label]] = _read(_LABELS[label], "", {"": value.replace(";;", ";")})
    return found


def _foreign_segments(addendum: str) -> list[str]:
    """What of an addendum refdesk did not write."""
    segments = [segment.strip() for segment in _SEGMENT.findall(addendum)]
    return [segment for segment in segments if segment.partition(": ")[0] not in _LABELS]


def _written(name: str, value: Any) -> str:
    """The value of a field of Work as LaTeX; an empty string for none."""
    if not value:
        return ""
    if name in _NAME_FIELDS:
        return latex_of_names(value)
    if name in _DATE_FIELDS:
        return str(value.edtf)
    return _WRITERS.get(name, latex_of)(value)


def _pages_written(pages: str) -> str:
    return re.sub(r"[-–]+", "--", latex_of(pages).replace("-{}", "-"))


def _language_written(code: str) -> str:
    return LANGUAGES.get(code, latex_of(code))


def _listed(place: str, latex: str) -> str:
    """The value, braced where biblatex would take it for a list of several by its "and"."""
    return f"{{{latex}}}" if place in _LISTS and _AND.search(latex) else latex


def _genre_written(genre: str | None) -> str:
    """The genre, by biblatex's own key where there is one; a genre spelt like a key is braced, to be told apart."""
    if not genre:
        return ""
    if genre in _KEYS_OF_GENRES:
        return _KEYS_OF_GENRES[genre]
    written = latex_of(genre)
    return f"{{{written}}}" if written in _GENRES or written in _NO_GENRE else written


def _genre_read(latex: str, entry_type: str, filler: str | None) -> str | None:
    """What `type` says, else an entry type such as @phdthesis; None where that is only the filler."""
    latex = latex or (entry_type if entry_type in _GENRES else "")
    return None if latex == filler else _GENRES.get(latex) or text_of(latex)


def _address(address: str) -> str:
    """An address or DOI as biber wants it: as it is, but for braces, which BibTeX would count, and spaces."""
    return address.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20").replace("\\", "%5C")


_WRITERS: dict[str, Callable[[str], str]] = {
    "pages": _pages_written,
    "doi": _address,
    "archive_url": _address,
    "language": _language_written,
}


def _item_written(keyword: str) -> str:
    written = latex_of(keyword)
    return f"{{{written}}}" if "," in written else written


def _path_written(path: str) -> str:
    return re.sub(r"([\\;:])", r"\\\1", path)
