"""How is a work written in CSL-JSON? Works and entries ↔ CSL-JSON items (plain dicts).

The schema is that of CSL 1.0.2 (csl-data.json), every variable of its appendix IV, with its agreed place for
extensions: `custom.refdesk` holds what CSL has no variable for, which is other addresses, an archive copy, the printed
title, and texts with their markup. Reading is tolerant: an item of another program, with strings for numbers or dates
as text, gives what it can.

A work in several volumes has two titles. CSL's `title` (of a part: `container-title`) is that of the whole, and
`volume-title` that of the volume; in a library file, as in BibLaTeX, `title` is the volume's and `maintitle` that of
the whole.
"""

import re
from collections.abc import Mapping
from typing import Any

from refdesk.formats.rich_text import normal_markup, plain_of
from refdesk.model.date import PartialDate, plausible
from refdesk.model.library import Entry, Library
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.dates import parse_date

# CSL variable → field of Work, in the order in which items are written.
_TEXTS = {
    "title": "title",
    "container-title": "container",
    "collection-title": "collection",
    "collection-number": "collection_number",
    "event-title": "event",
    "publisher": "publisher",
    "publisher-place": "place",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "pages",
    "number-of-pages": "number_of_pages",
    "edition": "edition",
    "section": "section",
    "genre": "genre",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "language": "language",
    "abstract": "abstract",
    "note": "note",
    "annote": "annote",
    "archive": "archive",
    "archive_collection": "archive_collection",
    "archive_location": "archive_location",
    "archive-place": "archive_place",
    "authority": "authority",
    "call-number": "call_number",
    "chapter-number": "chapter_number",
    "container-title-short": "container_short",
    "dimensions": "dimensions",
    "division": "division",
    "event-place": "event_place",
    "jurisdiction": "jurisdiction",
    "medium": "medium",
    "number-of-volumes": "number_of_volumes",
    "original-publisher": "original_publisher",
    "original-publisher-place": "original_place",
    "original-title": "original_title",
    "part-number": "part_number",
    "part-title": "part_title",
    "PMCID": "pmcid",
    "PMID": "pmid",
    "printing-number": "printing_number",
    "references": "references",
    "reviewed-genre": "reviewed_genre",
    "reviewed-title": "reviewed_title",
    "scale": "scale",
    "source": "source",
    "status": "status",
    "supplement-number": "supplement_number",
    "title-short": "title_short",
    "version": "version",
    "volume-title": "volume_title",
}
# Names that other programs write for the same thing: CSL 1.0.1 said `event`, Zotero's exports `shortTitle` and others.
OLD_NAMES = {
    "event-title": "event",
    "title-short": "shortTitle",
    "container-title-short": "journalAbbreviation",
    "annote": "annotation",
    "archive_collection": "archive-collection",
    "archive_location": "archive-location",
    "part-number": "part",
    "chapter-number": "chapter",
    "supplement-number": "supplement",
}
NAMES = {
    "author": "authors",
    "editor": "editors",
    "translator": "translators",
    "container-author": "container_authors",
    "chair": "chairs",
    "collection-editor": "collection_editors",
    "compiler": "compilers",
    "composer": "composers",
    "contributor": "contributors",
    "curator": "curators",
    "director": "directors",
    "editor-translator": "editor_translators",
    "editorial-director": "editorial_directors",
    "executive-producer": "executive_producers",
    "guest": "guests",
    "host": "hosts",
    "illustrator": "illustrators",
    "interviewer": "interviewers",
    "narrator": "narrators",
    "organizer": "organizers",
    "original-author": "original_authors",
    "performer": "performers",
    "producer": "producers",
    "recipient": "recipients",
    "reviewed-author": "reviewed_authors",
    "script-writer": "script_writers",
    "series-creator": "series_creators",
}
"""CSL's name variables → fields of Work."""
DATES = {
    "issued": "issued",
    "accessed": "accessed",
    "available-date": "available_date",
    "event-date": "event_date",
    "original-date": "original_date",
    "submitted": "submitted",
}
"""CSL's date variables → fields of Work."""
VARIABLES: Mapping[str, str] = {**_TEXTS, **NAMES, **DATES}
"""Variable of CSL → field of Work."""
_MAY_BE_MARKED = (
    *("title", "container-title", "collection-title", "volume-title"),
    *("title-short", "original-title", "reviewed-title", "part-title"),
)
# Types whose `title` may be that of a volume; in all others, that have a container, it is the container's.
_WHOLE = frozenset(["book", "classic", "collection", "report", "pamphlet", "periodical", "document", "manuscript"])
_PARTS = frozenset(["chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"])
# CSL 1.0.2, appendix III.
_TYPE_WORDS = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard
    thesis treaty webpage
"""
CSL_TYPES = frozenset(_TYPE_WORDS.split())
# A particle behind the given name is no part of what a cite prints: "Humboldt" of "Alexander von Humboldt" (CSL 1.0.2,
# "Particles"); it stands there in BibLaTeX too. Words that begin a given name are none.
_DROPPED = re.compile(
    r"(\S.{0,200}\S|\S) ((?:af|av|d['’]|da|dal|das|de|dei|del|della|den|der|des|di|do|dos|du|e|het|la|le|ten|ter|'t|van"
    r"|vom|von|y|zu|zum|zur)(?: (?:de|den|der|des|du|het|l['’]|la|las|le|los|und|von|zu)){0,3})"
)
# EDTF's longest years; also keeps int() from being asked for a number of a million digits.
_YEAR = re.compile(r"-?\d{1,12}\Z", re.ASCII)
# What Crossref calls them in the JSON that it answers (api.crossref.org/types).
TYPES_OF_CROSSREF = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "reference-entry": "entry",
    "proceedings-article": "paper-conference",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "dissertation": "thesis",
    "posted-content": "article",
}
_LONGEST_DATE = 200
_LARGEST_YEAR = 10**12
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def item_of(entry: Entry, library: Library | None = None) -> dict[str, Any]:
    """The CSL-JSON item of `entry`; its `id` is the citekey.

    With a library, `custom.refdesk` says how complete the entry is, who cites it and what is odd about it.
    """
    item = {"id": entry.citekey, **csl_of(entry.work)}
    if entry.keywords:
        item["keyword"] = ", ".join(entry.keywords)
    if library is not None:
        item["custom"] = {"refdesk": {**_about(entry, library), **_beyond_csl(entry.work)}}
    return item


def _about(entry: Entry, library: Library) -> dict[str, Any]:
    record = library.document(entry.citekey)
    return {
        "completeness": "stub" if entry.is_stub else "full",
        "cited_by": list(entry.cited_by),
        "documents": [record.path] if record else list(entry.files),
        "problems": [
            {"code": problem.code, "message": problem.message}
            for problem in (*library.problems_of(entry.citekey), *(record.problems if record else ()))
        ],
        "urls": list(entry.work.urls),
    }


def csl_of(work: Work) -> dict[str, Any]:
    """The work as a CSL-JSON item without `id`; fields it does not know are left out."""
    texts = volumes_of(work)
    item: dict[str, Any] = {"type": work.type}
    for variable, field in NAMES.items():
        if names := getattr(work, field):
            item[variable] = [_csl_name(name) for name in names]
    for variable, field in _TEXTS.items():
        if value := texts.get(variable) or getattr(work, field):
            item[variable] = value
    item.update(
        (variable, _csl_date(getattr(work, field))) for variable, field in DATES.items() if getattr(work, field)
    )
    if work.url:
        item["URL"] = work.url
    if beyond := _beyond_csl(work):
        item["custom"] = {"refdesk": beyond}
    return item


def with_markup(item: dict[str, Any], work: Work) -> dict[str, Any]:
    """The item with those of its texts in CSL's markup that are more than plain."""
    marks = {plain_of(marked): marked for _, marked in work.marked}
    return item | {name: marks[item[name]] for name in _MAY_BE_MARKED if marks and item.get(name) in marks}


def marked_texts(item: Mapping[str, Any], work: Work) -> tuple[tuple[str, str], ...]:
    """Those texts of an item that bear markup, by the fields of the work that was read from it."""
    found = (normal_markup(text) for name in _MAY_BE_MARKED if isinstance(text := item.get(name), str) and "<" in text)
    marks = {plain_of(marked).strip(): marked.strip() for marked in found if marked}
    fields = dict.fromkeys([*(VARIABLES[name] for name in _MAY_BE_MARKED), "main_title"]) if marks else {}
    return tuple((field, marks[text]) for field in fields if (text := getattr(work, field) or "") in marks)


def volumes_of(work: Work) -> dict[str, str]:
    """`title` or `container-title` and `volume-title` of a work in volumes, where CSL can say them; else nothing."""
    own = "title" if work.type in _WHOLE else "container-title" if work.type in _PARTS else ""
    volume = getattr(work, _TEXTS[own]) if own else None
    if not volume or not work.main_title or work.volume_title:
        return {}
    return {own: work.main_title, "volume-title": volume}


def _beyond_csl(work: Work) -> dict[str, Any]:
    """What CSL has no variable for: a second address, an archive copy, the title as printed, texts with markup."""
    in_volumes = volumes_of(work)
    # What would be read as the volume of a whole is none here.
    alone = work.type in _WHOLE | _PARTS and work.volume_title and not in_volumes
    beyond = {
        "urls": list(work.urls) if len(work.urls) > 1 else [],
        "archive_url": work.archive_url,
        "printed_title": work.printed_title,
        "title_addon": work.title_addon,
        "main_title": None if in_volumes else work.main_title,
        "volume_title": work.volume_title if alone else None,
        "marked": dict(work.marked),
    }
    return {key: value for key, value in beyond.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    dropped = _DROPPED.fullmatch(name.given) if name.family else None
    parts = {
        "family": name.family,
        "given": dropped[1] if dropped else name.given,
        "dropping-particle": dropped[2] if dropped else "",
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {key: value for key, value in parts.items() if value}


def _csl_date(date: PartialDate) -> dict[str, Any]:
    """The date in CSL's parts; a decade or century is the range of its years, as biblatex reads it."""
    if date.last_year != date.year and not date.end:
        parts = [[date.year], [date.last_year]]
    else:
        parts = [date.parts, date.end.parts] if date.end else [date.parts]
    written: dict[str, Any] = {"date-parts": parts}
    if date.season:
        written["season"] = date.season
    if date.approximate or date.uncertain:
        written["circa"] = True
    # CSL cannot hold a season in a range, an open end, or which end is uncertain; EDTF says it in the place that CSL
    # gives to raw dates.
    if _date_of(written) != date:
        written["raw"] = date.edtf
    return written


def work_of(item: Mapping[str, Any]) -> Work:
    """The work that a CSL-JSON item describes, whoever wrote it.

    Numbers may be strings, dates text, names bare strings or a single name. What is of a strange kind, empty, or
    beyond a Work's fields is not in it; `formats.csl_files` adds it to the note.
    """
    known = {key: value for key, value in item.items() if value is not None}
    fields: dict[str, Any] = {"type": _type_of(known.get("type"))}
    for variable in known.keys() & NAMES.keys():
        fields[NAMES[variable]] = _names_of(known[variable])
    for variable, field in _TEXTS.items():
        fields[field] = _text_of(known.get(variable)) or _text_of(known.get(OLD_NAMES.get(variable, "")))
    for variable in known.keys() & DATES.keys():
        fields[DATES[variable]] = _date_of(known[variable])
    beyond = _mapping(_mapping(known, "custom"), "refdesk")
    return Work(**(_in_volumes(fields, beyond) | _fields_beyond_csl(_text_of(known.get("URL")), beyond)))


def _in_volumes(fields: dict[str, Any], beyond: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, the titles of a whole and its volume as a library file has them."""
    own = "title" if fields["type"] in _WHOLE else "container" if fields["type"] in _PARTS else ""
    told = {"main_title": _text_of(beyond.get("main_title"))}
    if "volume_title" in beyond or "main_title" in beyond or not own or not (fields[own] and fields["volume_title"]):
        return fields | told
    return fields | {own: fields["volume_title"], "main_title": fields[own], "volume_title": None}


def _mapping(item: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = item.get(key)
    return value if isinstance(value, Mapping) else {}


def _fields_beyond_csl(url: str | None, custom: Mapping[str, Any]) -> dict[str, Any]:
    others = custom.get("urls")
    found = [_text_of(other) for other in others] if isinstance(others, list) else []
    return {
        "urls": tuple(dict.fromkeys(address for address in (url, *found) if address)),
        "archive_url": _text_of(custom.get("archive_url")),
        "printed_title": _text_of(custom.get("printed_title")),
        "title_addon": _text_of(custom.get("title_addon")),
        "marked": tuple(
            (field, text) for field, text in _mapping(custom, "marked").items() if isinstance(text, str) and text
        ),
    }


def _type_of(value: Any) -> str:
    if not isinstance(value, str):
        return "document"
    return value if value in CSL_TYPES else TYPES_OF_CROSSREF.get(value, "document")


def _text_of(value: Any) -> str | None:
    """A text, or a number as text; Crossref has lists of them."""
    if isinstance(value, list):
        return ", ".join(text for part in value if not isinstance(part, list) and (text := _text_of(part))) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _names_of(value: Any) -> tuple[Name, ...]:
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, list):
        return ()
    return tuple(name for item in value if (name := _name_of(item)) is not None)


def _name_of(value: Any) -> Name | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        return None
    part = {key: _text_of(value.get(key)) or "" for key in ("family", "given", "suffix", "literal")}
    if not part["family"] and not part["literal"]:  # so Crossref calls a body
        part["literal"] = _text_of(value.get("name")) or ""
    if part["literal"]:
        return Name(literal=part["literal"])
    dropped, kept = (_text_of(value.get(f"{kind}dropping-particle")) or "" for kind in ("", "non-"))
    if part["given"]:
        part["given"], dropped = f"{part['given']} {dropped}".strip(), ""
    name = Name(part["family"], part["given"], f"{dropped} {kept}".strip(), part["suffix"])
    return name if name != Name() else None


def _date_of(value: Any) -> PartialDate | None:
    """A CSL date: its `raw` if that is EDTF, else its parts, season and circa, else what its texts say."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        return None
    texts = [text for key in ("raw", "literal") if isinstance(text := value.get(key), str)]
    if texts and "raw" in value and (exact := PartialDate.from_edtf(texts[0])):
        return exact
    points = _points_of(value.get("date-parts"))
    if not points or points[0] is None:
        return next((date for text in texts if (date := _text_date(text))), None)
    first = points[0]
    season = _season_of(value.get("season"))
    month = 20 + season if first.month is None and season else first.month
    end = points[1] if len(points) > 1 else None
    return PartialDate(first.year, month, first.day, end, approximate=bool(value.get("circa")))


def _text_date(text: str) -> PartialDate | None:
    """The date in a text of its own, in EDTF or as printed."""
    return PartialDate.from_edtf(text) or (parse_date(text) if len(text) <= _LONGEST_DATE else None)


def _points_of(parts: Any) -> list[PartialDate | None]:
    """The ends of a range, or the one point; some programs leave out the inner list."""
    if not isinstance(parts, list) or not parts:
        return []
    return [_point_of(point) for point in (parts[:2] if isinstance(parts[0], list) else [parts])]


def _season_of(value: Any) -> int | None:
    """1 to 4, by its number or its English name."""
    number = _SEASONS.get(value.strip().lower()) if isinstance(value, str) else None
    number = number or _number_of(value)
    return number if number and 1 <= number <= 4 else None


def _point_of(value: Any) -> PartialDate | None:
    if not isinstance(value, list):
        return None
    numbers = [_number_of(part) for part in value[:3]]
    year, month, day = (*numbers, None, None, None)[:3]
    if year is None:
        return None
    # Some programs write 0 for a part they do not know.
    month, day = month or None, (day or None) if month else None
    if plausible(month, day, year):
        return PartialDate(year, month, day)
    return PartialDate(year, month) if plausible(month, None) else PartialDate(year)


def _number_of(value: Any) -> int | None:
    if isinstance(value, str) and _YEAR.match(value.strip()):
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_YEAR:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_YEAR:
        return value
    return None
