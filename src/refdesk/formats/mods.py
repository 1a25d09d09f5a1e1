"""How is a work written in MODS? Bytes ↔ entries, for a named part of MODS 3.7 ("MODS-lite", see docs/formats.md).

In: `mods` elements, alone or in a `modsCollection`, with or without a namespace prefix. Out: an entry for each;
elements of MODS that a Work has no field for go to the note under their names. Back: MODS 3.7 in which dates are
EDTF, the CSL type stands in `genre authority="csl"`, and the container is a `relatedItem type="host"`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from refdesk.formats.csl_json import CSL_TYPES
from refdesk.formats.endnote_roles import date_of, put_standard_number
from refdesk.formats.exchanged import Imported
from refdesk.formats.facts import Facts, bare_doi
from refdesk.formats.xml_items import read_items
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "http://www.loc.gov/mods/v3"
_ROLES = {
    "aut": "authors",
    "author": "authors",
    "cre": "authors",
    "creator": "authors",
    "edt": "editors",
    "editor": "editors",
    "trl": "translators",
    "translator": "translators",
}
_CODES = {"authors": "aut", "editors": "edt", "translators": "trl"}
_PARTS = {"volume": "volume", "issue": "issue", "number": "number", "section": "section"}
_IDENTIFIERS = {"doi": "doi", "isbn": "isbn", "issn": "issn", "citekey": ""}
# MARC's terms for genres and those of bibutils → CSL type, where an item says none itself.
_MARC_GENRES = {
    "abstract or summary": "document",
    "academic journal": "article-journal",
    "article": "article-journal",
    "journal article": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "newspaper article": "article-newspaper",
    "book": "book",
    "book chapter": "chapter",
    "collection": "book",
    "conference publication": "paper-conference",
    "conference paper": "paper-conference",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "hearing": "hearing",
    "instruction": "document",
    "legal case and case notes": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manuscript": "manuscript",
    "patent": "patent",
    "periodical": "periodical",
    "report": "report",
    "technical report": "report",
    "research report": "report",
    "standard or specification": "standard",
    "thesis": "thesis",
    "ph.d. thesis": "thesis",
    "masters thesis": "thesis",
    "treaty": "treaty",
    "unpublished": "manuscript",
    "web site": "webpage",
    "web page": "webpage",
}
_RESOURCES = {
    "cartographic": "map",
    "moving image": "motion_picture",
    "notated music": "musical_score",
    "software, multimedia": "software",
    "sound recording": "song",
    "sound recording-musical": "song",
    "sound recording-nonmusical": "song",
    "still image": "graphic",
}
# Zotero writes its own names of types as a genre.
_ZOTERO_GENRES = {
    "journalarticle": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "webpage": "webpage",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "computerprogram": "software",
    "preprint": "article",
    "document": "document",
}
_AREAS = {"title", "subTitle", "partNumber", "partName", "publisher", "placeTerm", "namePart", "edition"}
_SERIES_NUMBER = re.compile(r"(.*\S)\s+;\s+(?:(?:no|vol|v|nr)\.?\s*)?(\d+[a-z]?)\Z", re.IGNORECASE)
_GENRES = {**_MARC_GENRES, **_ZOTERO_GENRES}
# In a host these say which kind its part is.
_PART_TYPES = {
    "article-journal": "article-journal",
    "periodical": "article-journal",
    "book": "chapter",
    "article-magazine": "article-magazine",
    "article-newspaper": "article-newspaper",
    "paper-conference": "paper-conference",
    "entry-dictionary": "entry-dictionary",
    "entry-encyclopedia": "entry-encyclopedia",
}


def read_mods(data: bytes) -> Imported:
    """Every `mods` element of the file."""
    return read_items(data, "mods", _entry)


def _entry(element: "_Element") -> Entry:
    facts = Facts()
    if not any(genre.get("authority") == "csl" for genre in _children(element, "genre")):
        _drop_stops(element)
    key = _text(element, "recordInfo/recordIdentifier") or element.get("ID", "")
    csl_type = _type(facts, element)
    for child in _children(element):
        _take(facts, child)
    return facts.entry(key, csl_type)


def _drop_stops(element: "_Element") -> None:
    """Take out the stops by which catalogue cards part their areas (ISBD): `New York :`, `a study /`, `Wiley,`."""
    for inner in element.iter():
        if isinstance(inner.tag, str) and _name(inner) in _AREAS and inner.text:
            inner.text = _without_stop(inner.text.rstrip())


def _without_stop(text: str) -> str:
    is_stop = text.endswith(",") or (text.endswith(("/", ":", ";", "=")) and text[-2:-1].isspace())
    return text[:-1].rstrip() if is_stop else text


def _type(facts: Facts, element: "_Element") -> str:
    """The CSL type: refdesk's own word, a known genre, the kind of its host, the kind of resource, in this order."""
    hosts = [item for item in _children(element, "relatedItem") if item.get("type") == "host"]
    genres = [_all_text(genre).lower() for genre in _children(element, "genre")]
    host_genres = [_all_text(genre).lower() for host in hosts for genre in _children(host, "genre")]
    own = (_all_text(genre) for genre in _children(element, "genre") if genre.get("authority") == "csl")
    guesses = (
        next((said for said in own if said in CSL_TYPES), None),
        next((_GENRES[genre] for genre in genres if genre in _GENRES and not (hosts and genre == "book")), None),
        next((_PART_TYPES.get(_GENRES.get(genre, ""), "") for genre in host_genres if genre in _GENRES), None),
        _part_of(hosts[0]) if hosts else None,
        _RESOURCES.get(_text(element, "typeOfResource").lower()),
        "book" if _text(element, "originInfo/issuance") == "monographic" else None,
    )
    csl_type = next((guess for guess in guesses if guess), "document")
    others = [_all_text(genre) for genre in _children(element, "genre") if genre.get("authority") != "csl"]
    for said in others:
        # "thesis" only says the type again; "Ph.D. thesis" says more.
        if said.lower().endswith(" thesis") or _GENRES.get(said.lower()) != csl_type:
            facts.put("genre", said, "genre")
    return csl_type


def _part_of(host: "_Element") -> str:
    """What stands in a host without a genre: an article where it is a serial, else a chapter."""
    is_serial = _text(host, "originInfo/issuance") in {"continuing", "serial"} or any(
        identifier.get("type") == "issn" for identifier in _children(host, "identifier")
    )
    return "article-journal" if is_serial else "chapter"


def _take(facts: Facts, element: "_Element") -> None:
    """Take one element of a work."""
    name = _name(element)
    if name == "relatedItem":
        _take_related(facts, element)
    elif name == "titleInfo":
        _take_title(facts, element)
    elif name == "name":
        _take_name(facts, element, _ROLES)
    elif name in _TAKERS:
        _TAKERS[name](facts, element)
    elif name not in {"genre", "recordInfo", "typeOfResource"}:
        facts.beside(_spaced(name), _all_text(element))


def _take_title(facts: Facts, element: "_Element") -> None:
    kind = element.get("type", "")
    field = "title" if not kind else "printed_title" if element.get("displayLabel") == "printed" else ""
    title = _title(element)
    if field:
        facts.put(field, title, "title")
    else:
        facts.beside(f"{kind} title", title)


def _title(element: "_Element") -> str:
    """The title with its article and its subtitle."""
    title = " ".join(part for part in (_text(element, "nonSort"), _text(element, "title")) if part)
    subtitle = _text(element, "subTitle")
    whole = f"{title}: {subtitle}" if title and subtitle else title or subtitle
    part = ", ".join(said for name in ("partNumber", "partName") if (said := _text(element, name)))
    return f"{whole}. {part}" if part else whole


def _take_name(facts: Facts, element: "_Element", roles: Mapping[str, str]) -> None:
    """Take a name under its role; a conference is the event, and a name without a role an author."""
    said = [_all_text(term).lower().rstrip(".") for role in _children(element, "role") for term in _children(role)]
    name = _name_in(element)
    if element.get("type") == "conference" and not said:
        facts.put("event", name.display, "event")
        return
    fields = [roles[role] for role in said if role in roles]
    if fields or not said:
        facts.add(fields[0] if fields else roles["aut"], [name] if name != Name() else [])
    else:
        facts.beside(said[0], name.display)


def _name_in(element: "_Element") -> Name:
    parts: dict[str, list[str]] = {}
    for part in _children(element, "namePart"):
        parts.setdefault(part.get("type", ""), []).append(_all_text(part))
    joined = {kind: " ".join(said) for kind, said in parts.items()}
    family, given = joined.get("family", ""), joined.get("given", "")
    if not family and not given:
        # The offices of a body stand one after the other, each with its stop.
        whole = re.sub(r"(?<!\.)\0", ", ", "\0".join(parts.get("", []))).replace("\0", " ")
        is_person = element.get("type") == "personal"
        return replace(_inverted(whole), suffix=joined.get("termsOfAddress", "")) if is_person else Name(literal=whole)
    words = family.split(" ")
    count = next((index for index, word in enumerate(words) if not word[:1].islower()), 0)
    suffix = joined.get("termsOfAddress", "")
    return Name(" ".join(words[count:]), given, " ".join(words[:count]), suffix)


def _inverted(whole: str) -> Name:
    family, comma, given = whole.partition(", ")
    return Name(family, given) if comma else Name(literal=whole)


def _take_origin(facts: Facts, element: "_Element") -> None:
    for child in _children(element):
        name = _name(child)
        if name == "place":
            facts.put("place", next((_all_text(t) for t in _children(child) if t.get("type") != "code"), ""), "place")
        elif name in {"dateIssued", "copyrightDate", "dateCreated"}:
            _take_date(facts, "issued", child)
        elif name == "dateCaptured":
            _take_date(facts, "accessed", child)
        elif name in {"publisher", "edition"}:
            facts.put(name, _all_text(child), name)
        elif name != "issuance":
            facts.beside(_spaced(name), _all_text(child))


def _take_date(facts: Facts, field: str, element: "_Element") -> None:
    """Take a date in EDTF or in words; the end of a range that stands in an element of its own."""
    date = date_of(_all_text(element))
    if date is None:
        facts.beside(_spaced(_name(element)), _all_text(element))
    else:
        facts.put(field, date, _spaced(_name(element)))


def _take_part(facts: Facts, element: "_Element") -> None:
    for child in _children(element):
        if _name(child) == "detail":
            kind = child.get("type", "number")
            value = _text(child, "number") or _text(child, "caption") or _text(child, "title")
            facts.put(_PARTS[kind], value, kind) if kind in _PARTS else facts.beside(kind, value)
        elif _name(child) == "extent":
            facts.put("pages", _extent(child), "pages")
        elif _name(child) == "date":
            _take_date(facts, "issued", child)
        else:
            facts.beside(_spaced(_name(child)), _all_text(child))


def _extent(element: "_Element") -> str:
    first, last = _text(element, "start"), _text(element, "end")
    if first or last:
        return f"{first}-{last}" if first and last and first != last else first or last
    return _text(element, "list") or _all_text(element)


def _take_identifier(facts: Facts, element: "_Element") -> None:
    kind, value = element.get("type", "identifier").lower(), _all_text(element)
    if kind in {"uri", "url"}:
        facts.add("urls", [value])
    elif kind in {"isbn", "issn"}:
        put_standard_number(facts, kind, value)
    elif _IDENTIFIERS.get(kind):
        facts.put(_IDENTIFIERS[kind], bare_doi(value) if kind == "doi" else value, kind)
    elif kind not in _IDENTIFIERS:
        facts.beside(kind, value)


def _take_location(facts: Facts, element: "_Element") -> None:
    for child in _children(element):
        address = _all_text(child)
        if _name(child) != "url":
            facts.beside(_spaced(_name(child)), address)
        elif child.get("note") == "archive":
            facts.put("archive_url", address, "archive")
        elif child.get("access") == "raw object" and "://" not in address:
            facts.files([address])
        else:
            facts.add("urls", [address])
            visited = child.get("dateLastAccessed", "")
            facts.put("accessed", date_of(visited), "accessed")


def _take_subject(facts: Facts, element: "_Element") -> None:
    """Each topic, place or person of a subject is a keyword."""
    facts.keywords(_title(child) if _name(child) == "titleInfo" else _all_text(child) for child in _children(element))


def _take_note(facts: Facts, element: "_Element") -> None:
    if kind := element.get("type"):
        facts.beside(kind, _all_text(element))
    else:
        facts.note(_all_text(element))


def _take_language(facts: Facts, element: "_Element") -> None:
    terms = [_all_text(term) for term in _children(element)] or [_all_text(element)]
    facts.put("language", terms[0], "language")


_TAKERS: Mapping[str, Callable[[Facts, "_Element"], None]] = {
    "originInfo": _take_origin,
    "part": _take_part,
    "identifier": _take_identifier,
    "location": _take_location,
    "subject": _take_subject,
    "note": _take_note,
    "language": _take_language,
    "abstract": lambda facts, element: facts.put("abstract", _all_text(element), "abstract"),
}
_IN_HOST = {"originInfo", "part", "identifier", "location", "note", "language"}


def _take_related(facts: Facts, element: "_Element") -> None:
    """Take the host, whose own authors are the container's, and the series; other related items are noted."""
    kind = element.get("type", "related item")
    if kind == "host":
        for child in _children(element):
            _take_of_host(facts, child)
    elif kind == "series":
        for child in _children(element):
            _take_of_series(facts, child)
    else:
        facts.beside(kind, _all_text(element))


def _take_of_host(facts: Facts, element: "_Element") -> None:
    name = _name(element)
    if name == "titleInfo":
        if element.get("type"):
            facts.beside("short container title", _title(element))
        else:
            facts.put("container", _title(element), "container")
    elif name == "name":
        _take_name(facts, element, _ROLES | dict.fromkeys(("aut", "author", "cre", "creator"), "container_authors"))
    elif name == "relatedItem":
        _take_related(facts, element)
    elif name in _IN_HOST:
        _TAKERS[name](facts, element)
    elif name not in {"genre", "typeOfResource", "recordInfo"}:
        facts.beside(f"container {_spaced(name)}", _all_text(element))


def _take_of_series(facts: Facts, element: "_Element") -> None:
    name = _name(element)
    if name == "titleInfo":
        title, number = _title_alone(element), _text(element, "partNumber")
        numbered = None if number else _SERIES_NUMBER.fullmatch(title)
        title, number = numbered.groups() if numbered else (title, number)
        facts.put("collection", title, "series")
        facts.put("collection_number", number, "series number")
    elif name == "part":
        number = next((_text(detail, "number") for detail in _children(element, "detail")), "")
        facts.put("collection_number", number, "series number")
    else:
        facts.beside(f"series {_spaced(name)}", _all_text(element))


def _title_alone(element: "_Element") -> str:
    return ": ".join(said for name in ("title", "subTitle") if (said := _text(element, name)))


def _name(element: "_Element") -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _children(element: "_Element", name: str = "") -> list["_Element"]:
    return [child for child in element if isinstance(child.tag, str) and (not name or _name(child) == name)]


def _text(element: "_Element", path: str) -> str:
    """The text of the first element at `path`, or nothing."""
    found = [element]
    for name in path.split("/"):
        found = [child for outer in found for child in _children(outer, name)]
    return _all_text(found[0]) if found else ""


def _all_text(element: "_Element") -> str:
    """All the text in an element; elements in it are parted by spaces."""
    inner = _children(element)
    texts = [_all_text(child) for child in inner] if inner else ["".join(map(str, element.itertext()))]
    return " ".join(text for said in texts if (text := said.strip()))


# -- to a file ---------------------------------------------------------------------------------------------------------


def write_mods(entries: Iterable[Entry]) -> str:
    """The entries as one `modsCollection`."""
    from lxml import etree

    root = etree.Element(f"{{{_SPACE}}}modsCollection", nsmap={None: _SPACE})  # type: ignore[dict-item] # lxml-stubs forget the default namespace
    for entry in entries:
        _write(root, entry)
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _write(root: "_Element", entry: Entry) -> None:
    work = entry.work
    mods = _put(root, "mods", "", version="3.7")
    _put_title(mods, work.title)
    _put_title(mods, work.printed_title, type="alternative", displayLabel="printed")
    for field, code in _CODES.items():
        _put_names(mods, getattr(work, field), code)
    if work.event:
        _put(_put(mods, "name", "", type="conference"), "namePart", work.event)
    _put(mods, "genre", work.type, authority="csl")
    _put_if(mods, "genre", work.genre)
    _put_origin(mods, work)
    if work.language:
        _put(_put(mods, "language", ""), "languageTerm", work.language)
    _put_if(mods, "abstract", work.abstract)
    for note in (work.note or "").split("\n\n"):
        _put_if(mods, "note", note)
    for word in entry.keywords:
        _put(_put(mods, "subject", ""), "topic", word)
    _put_related(mods, work)
    _put_identifiers(mods, work)
    _put_locations(mods, entry)
    if entry.citekey:
        _put(_put(mods, "recordInfo", ""), "recordIdentifier", entry.citekey)


def _put(element: "_Element", name: str, text: str, **attributes: str) -> "_Element":
    from lxml import etree

    child = etree.SubElement(element, f"{{{_SPACE}}}{name}", attributes)
    child.text = text or None
    return child


def _put_if(element: "_Element", name: str, text: str | None, **attributes: str) -> None:
    if text:
        _put(element, name, text, **attributes)


def _put_title(element: "_Element", title: str | None, **attributes: str) -> None:
    if title:
        _put(_put(element, "titleInfo", "", **attributes), "title", title)


def _put_names(element: "_Element", names: Iterable[Name], code: str) -> None:
    for name in names:
        person = _put(element, "name", "", type="corporate" if name.is_literal else "personal")
        for kind, text in _name_parts(name):
            _put(person, "namePart", text, **({"type": kind} if kind else {}))
        _put(_put(person, "role", ""), "roleTerm", code, type="code", authority="marcrelator")


def _name_parts(name: Name) -> Iterator[tuple[str, str]]:
    family = " ".join(part for part in (name.particle, name.family) if part)
    parts = (("", name.literal), ("family", family), ("given", name.given), ("termsOfAddress", name.suffix))
    return ((kind, text) for kind, text in parts if text)


def _put_origin(element: "_Element", work: Work) -> None:
    visited = None if work.urls else work.accessed
    if not (work.place or work.publisher or work.issued or work.edition or visited):
        return
    origin = _put(element, "originInfo", "")
    if work.place:
        _put(_put(origin, "place", ""), "placeTerm", work.place, type="text")
    _put_if(origin, "publisher", work.publisher)
    _put_if(origin, "dateIssued", _edtf(work.issued), encoding="edtf")
    _put_if(origin, "dateCaptured", _edtf(visited), encoding="edtf")
    _put_if(origin, "edition", work.edition)


def _edtf(date: PartialDate | None) -> str:
    return date.edtf if date else ""


def _put_related(element: "_Element", work: Work) -> None:
    """The host with the part of it that the work is, and the series; a work of its own has its part itself."""
    host = element
    if work.container or work.container_authors:
        host = _put(element, "relatedItem", "", type="host")
        _put_title(host, work.container)
        _put_names(host, work.container_authors, "aut")
    _put_part(host, work)
    if work.collection or work.collection_number:
        series = _put(element, "relatedItem", "", type="series")
        _put_title(series, work.collection)
        if work.collection_number:
            _put(_put(_put(series, "part", ""), "detail", "", type="number"), "number", work.collection_number)


def _put_part(element: "_Element", work: Work) -> None:
    details = [(kind, getattr(work, field)) for kind, field in _PARTS.items() if getattr(work, field)]
    if not details and not work.pages:
        return
    part = _put(element, "part", "")
    for kind, value in details:
        _put(_put(part, "detail", "", type=kind), "number", value)
    if work.pages:
        extent = _put(part, "extent", "", unit="page")
        first, hyphen, last = work.pages.partition("-")
        if hyphen and first and last and first != last and re.fullmatch(r"\w+-\w+", work.pages):
            _put(extent, "start", first)
            _put(extent, "end", last)
        else:
            _put(extent, "list", work.pages)


def _put_identifiers(element: "_Element", work: Work) -> None:
    for kind in ("doi", "isbn", "issn"):
        _put_if(element, "identifier", getattr(work, kind), type=kind)


def _put_locations(element: "_Element", entry: Entry) -> None:
    work = entry.work
    visited = {"dateLastAccessed": work.accessed.edtf} if work.accessed else {}
    for place, url in enumerate(work.urls):
        extra = {"usage": "primary display", **visited} if place == 0 else {}
        _put(_put(element, "location", ""), "url", url, **extra)
    if work.archive_url:
        _put(_put(element, "location", ""), "url", work.archive_url, note="archive")
    for path in entry.files:
        _put(_put(element, "location", ""), "url", path, access="raw object")
