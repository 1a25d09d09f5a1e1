"""Which BibLaTeX entry type and field holds what a work says? Tables, and nothing else.

Sources: the biblatex manual, 2.1 (entry types) and 2.2 (fields); the default data model that ships with biblatex and
biber (blx-dm.def), which says what field is valid for what type; for CSL's types the mappings that pandoc and Better
BibTeX document. BibLaTeX's @video, @legislation and their like have no valid fields in that data model, so works of
these kinds are @misc with an `entrysubtype`.
"""

from collections.abc import Mapping

from refdesk.model.work import Work

# CSL type → BibLaTeX type and entrysubtype. CSL types not listed are @misc with their own name as entrysubtype.
_WRITTEN: Mapping[str, tuple[str, str | None]] = {
    "article-journal": ("article", None),
    "article-newspaper": ("article", "newspaper"),
    "article-magazine": ("article", "magazine"),
    "review": ("article", "review"),
    "review-book": ("article", "review-book"),
    "webpage": ("online", None),
    "post": ("online", "post"),
    "post-weblog": ("online", "post-weblog"),
    "article": ("online", "article"),
    "book": ("book", None),
    "classic": ("book", "classic"),
    "chapter": ("incollection", None),
    "entry-encyclopedia": ("inreference", None),
    "entry-dictionary": ("inreference", "entry-dictionary"),
    "entry": ("inreference", "entry"),
    "paper-conference": ("inproceedings", None),
    "report": ("report", None),
    "thesis": ("thesis", None),
    "manuscript": ("unpublished", None),
    "patent": ("patent", None),
    "dataset": ("dataset", None),
    "software": ("software", None),
    "pamphlet": ("booklet", None),
    "document": ("misc", None),
}
_MISC_TYPES = """
    bill broadcast collection event figure graphic hearing interview legal_case legislation map motion_picture
    musical_score performance periodical personal_communication regulation song speech standard treaty
"""
_SUBTYPES = {subtype: csl for csl, (_, subtype) in _WRITTEN.items() if subtype} | {
    name: name for name in ("chapter", "entry-encyclopedia", *_MISC_TYPES.split())
}
# BibLaTeX type → CSL type, for files that other hands wrote: all types and aliases of the manual's 2.1.
_READ: Mapping[str, str] = {kind: csl for csl, (kind, subtype) in _WRITTEN.items() if subtype is None} | {
    "suppperiodical": "article-journal",
    "review": "review",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "conference": "paper-conference",
    "techreport": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "electronic": "webpage",
    "www": "webpage",
    "periodical": "periodical",
    "artwork": "graphic",
    "image": "graphic",
    "audio": "song",
    "music": "song",
    "movie": "motion_picture",
    "video": "motion_picture",
    "performance": "performance",
    "letter": "personal_communication",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "standard": "standard",
}

# Field of Work → BibLaTeX field, by type; what is not listed for a type goes to `addendum`.
_IN_BOOK = {
    "editors": "editor",
    "translators": "translator",
    "collection": "series",
    "collection_number": "number",
    "publisher": "publisher",
    "place": "location",
    "volume": "volume",
    "pages": "pages",
    "edition": "edition",
    "isbn": "isbn",
}
_MISC = {
    "editors": "editor",
    "container": "howpublished",
    "publisher": "organization",
    "place": "location",
    "genre": "type",
}
PLACES: Mapping[str, Mapping[str, str]] = {
    "article": {
        "editors": "editor",
        "translators": "translator",
        "container": "journaltitle",
        "section": "journaltitleaddon",
        "collection": "series",
        "volume": "volume",
        "issue": "number",
        "number": "eid",
        "pages": "pages",
        "issn": "issn",
    },
    "book": {**_IN_BOOK, "number_of_pages": "pagetotal"},
    "inbook": {**_IN_BOOK, "section": "chapter", "container": "booktitle", "container_authors": "bookauthor"},
    "incollection": {**_IN_BOOK, "section": "chapter", "container": "booktitle"},
    "inreference": {**_IN_BOOK, "section": "chapter", "container": "booktitle"},
    "inproceedings": {
        "editors": "editor",
        "container": "booktitle",
        "event": "eventtitle",
        "collection": "series",
        "collection_number": "number",
        "publisher": "publisher",
        "place": "location",
        "volume": "volume",
        "pages": "pages",
        "isbn": "isbn",
    },
    "report": {
        "publisher": "institution",
        "place": "location",
        "genre": "type",
        "number": "number",
        "pages": "pages",
        "number_of_pages": "pagetotal",
    },
    "thesis": {
        "publisher": "institution",
        "place": "location",
        "genre": "type",
        "pages": "pages",
        "number_of_pages": "pagetotal",
    },
    "online": {"editors": "editor", "container": "organization"},
    "misc": _MISC,
    "software": _MISC,
    "booklet": {
        "editors": "editor",
        "container": "howpublished",
        "place": "location",
        "genre": "type",
        "pages": "pages",
        "number_of_pages": "pagetotal",
    },
    "unpublished": {"container": "howpublished", "event": "eventtitle", "place": "location", "genre": "type"},
    "patent": {"place": "location", "genre": "type", "number": "number"},
    "dataset": {
        "editors": "editor",
        "container": "organization",
        "collection": "series",
        "publisher": "publisher",
        "place": "location",
        "number": "number",
        "edition": "edition",
        "genre": "type",
    },
}
# These are valid for every type, or are refdesk's own.
EVERYWHERE: Mapping[str, str] = {
    "authors": "author",
    "title": "title",
    "issued": "date",
    "accessed": "urldate",
    "doi": "doi",
    "language": "langid",
    "note": "note",
    "abstract": "abstract",
    "printed_title": "printedtitle",
    "archive_url": "archiveurl",
}
OWN_FIELDS = ("citedby", "alturl", "archiveurl", "printedtitle")

# Other names under which a file may hold the same, first the one that refdesk writes. Some are BibTeX's (biblatex
# manual 2.2.5), some are slips that are common enough: a report with a publisher.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "journaltitle": ("journaltitle", "journal"),
    "booktitle": ("booktitle",),
    "organization": ("organization", "publisher", "institution"),
    "institution": ("institution", "school", "organization", "publisher"),
    "publisher": ("publisher", "organization"),
    "location": ("location", "address"),
    "langid": ("langid", "language"),
    "number": ("number", "issue"),
    "howpublished": ("howpublished", "journaltitle", "booktitle"),
}
# What says a part of the same and must go when the field gets a new value.
COMPANIONS: Mapping[str, tuple[str, ...]] = {
    "title": ("subtitle",),
    "booktitle": ("booksubtitle",),
    "journaltitle": ("journalsubtitle",),
    "date": ("year", "month", "day", "endyear"),
    "urldate": ("urlyear", "urlmonth", "urlday"),
}

# The order in which refdesk writes the fields of a new entry.
_ORDER_OF_FIELDS = """
    author editor bookauthor translator title booktitle journaltitle journaltitleaddon entrysubtype type eventtitle
    edition series volume number eid chapter pages pagetotal institution publisher organization howpublished location
    date doi isbn issn url urldate alturl archiveurl langid note addendum abstract printedtitle keywords ids citedby
    file
"""
ORDER = tuple(_ORDER_OF_FIELDS.split())

# babel's names (biblatex's langid) for the languages of CSL's codes; each code has one name, and each name one code.
LANGUAGES: Mapping[str, str] = {
    "en": "english",
    "en-GB": "british",
    "en-US": "american",
    "en-AU": "australian",
    "en-CA": "canadian",
    "de": "ngerman",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "fr": "french",
    "fr-CA": "canadien",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "ru": "russian",
    "uk": "ukrainian",
    "pl": "polish",
    "cs": "czech",
    "sv": "swedish",
    "da": "danish",
    "nb": "norsk",
    "fi": "finnish",
    "tr": "turkish",
    "el": "greek",
    "ar": "arabic",
    "fa": "persian",
    "ur": "urdu",
    "hi": "hindi",
    "bn": "bengali",
    "zh": "chinese",
    "ja": "japanese",
    "ko": "korean",
    "la": "latin",
}
CODES = {name: code for code, name in LANGUAGES.items()} | {"german": "de", "usenglish": "en-US", "ukenglish": "en-GB"}

# ISO 639-2, both kinds of it, as library catalogues and PubMed write them.
_ISO_639_2 = """
    eng en ger de deu de fre fr fra fr spa es ita it dut nl nld nl por pt rus ru ukr uk pol pl cze cs ces cs swe sv
    dan da nob nb fin fi tur tr gre el ell el ara ar per fa fas fa urd ur hin hi ben bn chi zh zho zh jpn ja kor ko
    lat la
"""
_CODES_OF_THREE = dict(zip(_ISO_639_2.split()[::2], _ISO_639_2.split()[1::2], strict=True))


def code_of_language(said: str) -> str:
    """CSL's code for a language that a source names in English or by its three letters; any other as it is."""
    return _CODES_OF_THREE.get(said) or CODES.get(said.lower(), said)


def type_of(work: Work) -> tuple[str, str | None]:
    """The entry type and entrysubtype under which `work` is written.

    @incollection and @inreference demand an editor and have no place for the book's own author: without the one
    or with the other the work is @inbook.
    """
    kind, subtype = _WRITTEN.get(work.type, ("misc", work.type))
    if kind in {"incollection", "inreference"} and (not work.editors or work.container_authors):
        return "inbook", None if work.type == "chapter" else work.type
    return kind, subtype


def csl_type_of(entry_type: str, subtype: str | None) -> str:
    """The CSL type of an entry with this type and entrysubtype; an unknown one is a `document`."""
    return _SUBTYPES.get(subtype or "") or _READ.get(entry_type, "document")


def places_of(entry_type: str) -> Mapping[str, str]:
    """Field of Work → BibLaTeX field, for an entry type as refdesk writes it; fields valid everywhere left out."""
    return PLACES.get(entry_type, _MISC)
