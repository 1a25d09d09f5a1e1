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
from dataclasses import replace
from typing import Any

from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.biblatex_dates import DateTold, written_access_date, written_date, written_date_of
from refdesk.formats.biblatex_names import latex_of_names, names_of
from refdesk.formats.biblatex_roles import SLOT_FIELDS, people_of, role_fields, slots_read
from refdesk.formats.biblatex_types import (
    ARCHIVES,
    CODES,
    COMPANIONS,
    EVERYWHERE,
    LANGUAGES,
    ORDER,
    ROLES,
    STATES,
    SYNONYMS,
    csl_type_of,
    places_of,
    type_of,
)
from refdesk.formats.facts import DATE_FIELDS, FURTHER_FIELDS, NAME_FIELDS
from refdesk.formats.inheritance import HEIRLOOMS, inherited
from refdesk.formats.latex_text import latex_of, text_of
from refdesk.formats.rich_text import latex_of_marked, marked_of, plain_of
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.problem import Problem
from refdesk.model.work import Work

_NAME_FIELDS = frozenset(NAME_FIELDS)
_DATE_FIELDS = frozenset(DATE_FIELDS)
# biblatex reads these as lists whose items the word "and" parts (manual 2.2.1).
_LISTS = {"publisher", "institution", "organization", "location", "origpublisher", "origlocation"}
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
    "archive",
    "archive_collection",
    "archive_location",
    "archive_place",
    "authority",
    "chapter_number",
    "dimensions",
    "division",
    "event_date",
    "event_place",
    "jurisdiction",
    "main_title",
    "medium",
    "number_of_volumes",
    "part_number",
    "part_title",
    "printing_number",
    "references",
    "reviewed_genre",
    "reviewed_title",
    "scale",
    "source",
    "supplement_number",
    "version",
    "volume_title",
    "available_date",
    "submitted",
    *ROLES,
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
    "datacd": "CD-ROM",
    "audiocd": "audio CD",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
_KEYS_OF_GENRES = {genre: key for key, genre in _GENRES.items() if key != "mastersthesis"}
_SUBTITLES = {
    "title": "subtitle",
    "booktitle": "booksubtitle",
    "journaltitle": "journalsubtitle",
    "maintitle": "mainsubtitle",
    "issuetitle": "issuesubtitle",
}
# What a work's `marked` may hold.
_MAY_HAVE_FONTS = """
    title container collection main_title volume_title title_short original_title reviewed_title part_title title_addon
"""
_WITH_FONTS = frozenset(_MAY_HAVE_FONTS.split())
# These are keys or verbatim in their fields, and text in the addendum.
_AS_TEXT_BESIDE = {"archive", "archive_location"}
_KEYS_OF_STATES = {state: key for key, state in STATES.items()}
_KEYS_OF_ARCHIVES = {name: key for key, name in ARCHIVES.items()}
# Names of archives and of places in them that stand in `eprinttype` and `eprint` as they are.
_BARE_ARCHIVE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,30}\Z")
_BARE_EPRINT = re.compile(r"[^\s{}\\%#~$&_^]{1,200}\Z")
_PUBMED = {"pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}
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
    marked = {name: text for name, text in work.marked if name in _WITH_FONTS and plain_of(text) == getattr(work, name)}
    fields |= {
        place: _listed(place, latex_of_marked(marked[name]))
        for name, place in _places(kind, work).items()
        if name in marked
    }
    if "type" in fields:
        fields["type"] = _genre_written(work.genre) or _NO_GENRE.get(kind, "")
    fields |= {name: latex for name, latex in role_fields(kind, work)[0].items() if latex}
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


def further_fields(entry: Entry) -> tuple[dict[str, str], tuple[str, ...]]:
    """What of a work only BibLaTeX and CSL have places for: as fields, and the names of what its type has none for."""
    kind, fields = fields_of(entry)
    plain = {name: () if name in _NAME_FIELDS else None for name in FURTHER_FIELDS}
    _, others = fields_of(replace(entry, work=replace(entry.work, **plain)))  # type: ignore[arg-type] # Work's fields
    placed = {*_places(kind, entry.work), *role_fields(kind, entry.work)[1]}
    if kind not in {"inbook", "incollection", "inreference"}:  # elsewhere no style of BibTeX's prints a chapter
        placed.discard("chapter_number")
    beside = tuple(name for name in FURTHER_FIELDS if getattr(entry.work, name) and name not in placed)
    return {name: value for name, value in fields.items() if name not in others and name != "addendum"}, beside


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
    changed = _with_all_slots(changed, bibfile.fields(entry.citekey, previous.line))
    # What goes, goes first: a field that makes room may be another name for one that comes.
    for name in sorted(changed, key=lambda name: name in fields):
        bibfile = _put_field(bibfile, entry.citekey, name, fields, previous.line)
    return bibfile if kind == old_kind else _with_lost_loans(bibfile, entry, fields, previous.line)


def _with_all_slots(changed: list[str], present: Mapping[str, str]) -> list[str]:
    """The fields to write: where people change their roles, all that may name them, and what names them now."""
    if SLOT_FIELDS.isdisjoint(changed) or (SLOT_FIELDS - {"editor"}).isdisjoint({*changed, *present}):
        return changed
    known = slots_read(present)
    return [name for name in ORDER if name in known or name in changed or name == "editor"]


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
    csl_type = _csl_type_of(entry_type, values)
    kind, _ = type_of(Work(type=csl_type))
    values = _with_pubmed(_with_plain_address(values))
    sources = ((name, next((field for field in fields if field in values), "")) for name, fields in _sources(kind))
    sources_used = {name: source for name, source in sources if source}
    found = {name: _read(name, source, values) for name, source in sources_used.items()}
    if "genre" in places_of(kind):
        found["genre"] = _genre_read(values.get("type", ""), entry_type, _NO_GENRE.get(kind))
    found |= {
        "type": csl_type,
        **people_of(values, found),
        "issued": written_date(values).date,
        "accessed": written_access_date(values).date,
        "urls": _urls(values),
    }
    found["marked"] = tuple(
        (name, marked)
        for name, source in sources_used.items()
        if name in _WITH_FONTS and source not in _LISTS and (marked := _marked(source, values))
    )
    beside = _overflow_read(values.get("addendum", ""))
    return Work(**_known(beside | _known(found)))


def _csl_type_of(entry_type: str, values: Mapping[str, str]) -> str:
    return csl_type_of(entry_type, values.get("entrysubtype"), has_event="eventtitle" in values)


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
        if name not in {"issued", "accessed"}
    )


def fields_read(entry_type: str, values: Mapping[str, str]) -> frozenset[str]:
    """The names of those fields of an entry whose meaning is all in its Entry; of two names for one thing the first."""
    kind, _ = type_of(Work(type=_csl_type_of(entry_type, values)))
    plain = _with_plain_address(values)
    sources = {next((field for field in fields if field in plain), "") for _, fields in _sources(kind)}
    parts = {_SUBTITLES[source] for source in sources & _SUBTITLES.keys()}
    parts |= {part for prefix in ("orig", "event") if f"{prefix}year" in sources for part in _parts_of_date(prefix)}
    moved = {"howpublished"} if plain is not values and not values.get("url") else set()
    genre = {"type"} if "genre" in places_of(kind) else set()
    no_dates = {"date", "year"} if written_date(values).date is None else set()
    for prefix in ("orig", "event"):
        if written_date_of(prefix, values).date is None:
            no_dates |= {f"{prefix}date", f"{prefix}year"}
    return frozenset((sources | parts | moved | genre | slots_read(values) | _ALWAYS_READ) - no_dates)


def _parts_of_date(prefix: str) -> tuple[str, str]:
    return f"{prefix}month", f"{prefix}day"


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


def _with_pubmed(values: Mapping[str, str]) -> Mapping[str, str]:
    """The values, an eprint that is a number of PubMed's moved to `pmid` or `pmcid`."""
    if "eprint" not in values:
        return values
    target = _PUBMED.get((values.get("eprinttype") or values.get("archiveprefix") or "").strip("{} ").lower())
    if target is None or target in values:
        return values
    rest = {name: value for name, value in values.items() if name not in {"eprint", "eprinttype", "archiveprefix"}}
    return {**rest, target: values["eprint"]}


def _read(name: str, source: str, values: Mapping[str, str]) -> Any:
    value = values[source]
    if name in _NAME_FIELDS:
        return names_of(value)
    if name in _DATE_FIELDS:
        return written_date_of("orig" if name == "original_date" else "event", values).date
    if source in _SUBTITLES:
        return _with_subtitle(text_of(value), text_of(values.get(_SUBTITLES[source], "")))
    return _READERS.get(name, text_of)(value) or None


def _pages_read(latex: str) -> str:
    """Pages as CSL writes them: an en dash or any run of hyphens is one hyphen."""
    return text_of(re.sub("-+|–", "-", latex))


def _language_read(latex: str) -> str:
    return CODES.get(text_of(latex).lower(), text_of(latex))


def _marked(source: str, values: Mapping[str, str]) -> str:
    """A title with its fonts and protected words; empty where it has none."""
    title, subtitle = values[source], values.get(_SUBTITLES.get(source, ""), "")
    if "{" not in title and "{" not in subtitle:
        return ""
    whole, part = (marked_of(latex) for latex in (title, subtitle))
    return (_with_subtitle(whole or text_of(title), part or text_of(subtitle)) or "") if whole or part else ""


def _state_read(latex: str) -> str:
    return STATES.get(latex.strip(), text_of(latex))


def _archive_read(latex: str) -> str:
    said = text_of(latex)
    return ARCHIVES.get(said.lower(), said)


def _eprint_read(raw: str) -> str:
    """The number, where a file repeats the archive's name before it."""
    return re.sub(r"arxiv:\s*(?=\S)", "", _unescaped(raw), count=1, flags=re.IGNORECASE)


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
    "status": _state_read,
    "archive": _archive_read,
    "archive_location": _eprint_read,
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
    places = {**EVERYWHERE, **places_of(kind)}
    return {name: place for name, place in places.items() if _is_fit(name, work)}


def _is_fit(name: str, work: Work) -> bool:
    """Whether the value may stand in its field: biblatex's volumes are whole numbers, its eprints bare words."""
    if name in {"volume", "number_of_volumes"}:
        value = getattr(work, name)
        return value is None or (value.isascii() and value.isdigit())
    if name in {"archive", "archive_location", "archive_collection"}:
        return _is_eprint(work)
    return True


def _is_eprint(work: Work) -> bool:
    """Whether an archive and a place in it may stand in `eprinttype` and `eprint`, and be read as they were."""
    archive, place = work.archive, work.archive_location
    bare_place = place is None or (_BARE_EPRINT.match(place) is not None and _eprint_read(place) == place)
    if archive is None:
        return bare_place
    known = _KEYS_OF_ARCHIVES.get(archive, archive)
    is_bare = _BARE_ARCHIVE.match(known) is not None and _archive_read(known) == archive
    return is_bare and bare_place and known.lower() not in _PUBMED


def _overflow(kind: str, work: Work) -> Iterable[str]:
    """What the type has no place for, as `label: value`."""
    placed = {*_places(kind, work), *role_fields(kind, work)[1]}
    for label, name in _LABELS.items():
        value = getattr(work, name)
        if value and name not in placed:
            latex = (
                latex_of(value.edtf)
                if name in _DATE_FIELDS
                else (latex_of(value) if name in _AS_TEXT_BESIDE else _written(name, value))
            )
            yield f"{label}: {latex}".replace(";", ";;")


def _overflow_read(addendum: str) -> dict[str, Any]:
    found = {}
    for segment in _SEGMENT.findall(addendum):
        label, colon, value = segment.strip().partition(": ")
        if colon and label in _LABELS:
            found[_LABELS[label]] = _read_beside(_LABELS[label], value.replace(";;", ";"))
    return found


def _read_beside(name: str, latex: str) -> Any:
    if name in _DATE_FIELDS:
        return PartialDate.from_edtf(text_of(latex))
    return text_of(latex) if name in _AS_TEXT_BESIDE else _read(name, "", {"": latex})


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


def _state_written(state: str) -> str:
    return _KEYS_OF_STATES.get(state) or (f"{{{state}}}" if state in STATES else latex_of(state))


def _archive_written(archive: str) -> str:
    return _KEYS_OF_ARCHIVES.get(archive, archive)


def _address(address: str) -> str:
    """An address or DOI as biber wants it: as it is, but for braces, which BibTeX would count, and spaces."""
    return address.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20").replace("\\", "%5C")


_WRITERS: dict[str, Callable[[str], str]] = {
    "pages": _pages_written,
    "doi": _address,
    "archive_url": _address,
    "language": _language_written,
    "status": _state_written,
    "archive": _archive_written,
    "archive_location": str,
}


def _item_written(keyword: str) -> str:
    written = latex_of(keyword)
    return f"{{{written}}}" if "," in written else written


def _path_written(path: str) -> str:
    return re.sub(r"([\\;:])", r"\\\1", path)
