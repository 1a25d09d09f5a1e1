"""Which BibLaTeX entry type and field holds what a work says? Tables, and nothing else.

Sources: the biblatex manual, 2.1 (entry types) and 2.2 (fields); the default data model that ships with biblatex and
biber (blx-dm.def), which says what field is valid for what type; for CSL's types the mappings that pandoc and Better
BibTeX document. BibLaTeX's @video, @legislation and their like have no valid fields in that data model, so works of
these kinds are @misc with an `entrysubtype`.
"""

import re
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
    "speech": ("unpublished", "speech"),
    "patent": ("patent", None),
    "dataset": ("dataset", None),
    "software": ("software", None),
    "pamphlet": ("booklet", None),
    "document": ("misc", None),
}
_MISC_TYPES = """
    bill broadcast collection event figure graphic hearing interview legal_case legislation map motion_picture
    musical_score performance periodical personal_communication regulation song standard treaty
"""
# What other hands write there: biblatex-apa, biblatex-chicago, Zotero's names of item types.
_OTHER_SUBTYPES = {
    "journal": "article-journal",
    "news": "article-newspaper",
    "newspaperarticle": "article-newspaper",
    "magazinearticle": "article-magazine",
    "blog": "post-weblog",
    "blogpost": "post-weblog",
    "weblog": "post-weblog",
    "forumpost": "post",
    "tweet": "post",
    "socialmedia": "post",
    "preprint": "article",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "tvbroadcast": "broadcast",
    "radiobroadcast": "broadcast",
    "podcast": "broadcast",
    "tvepisode": "broadcast",
    "film": "motion_picture",
    "videorecording": "motion_picture",
    "audiorecording": "song",
    "letter": "personal_communication",
    "email": "personal_communication",
    "presentation": "speech",
    "statute": "legislation",
    "case": "legal_case",
    "artwork": "graphic",
    "photograph": "graphic",
}
_SUBTYPES = (
    _OTHER_SUBTYPES
    | {subtype: csl for csl, (_, subtype) in _WRITTEN.items() if subtype}
    | {name: name for name in ("chapter", "entry-encyclopedia", "manuscript", *_MISC_TYPES.split())}
)
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
_PLACES: Mapping[str, Mapping[str, str]] = {
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
    "inbook": {**_IN_BOOK, "container": "booktitle", "container_authors": "bookauthor"},
    "incollection": {**_IN_BOOK, "container": "booktitle"},
    "inreference": {**_IN_BOOK, "container": "booktitle"},
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
_BOOKS = ("book", "inbook", "incollection", "inreference", "inproceedings")
_IN_VOLUMES = {"main_title": "maintitle", "number_of_volumes": "volumes", "part_number": "part"}
_EVENTS = {"event_date": "eventdate", "event_place": "venue"}
# Fields of Work → BibLaTeX fields that several types have, and these types.
_SHARED: tuple[tuple[Mapping[str, str], tuple[str, ...]], ...] = (
    (_IN_VOLUMES, _BOOKS),
    ({"chapter_number": "chapter"}, (*_BOOKS, "booklet", "report", "thesis")),
    ({"volume_title": "issuetitle"}, ("article",)),
    ({"version": "version"}, ("article", "misc", "online", "report", "patent", "dataset", "software")),
    (_EVENTS, ("inproceedings", "unpublished")),
)
PLACES: Mapping[str, Mapping[str, str]] = {
    kind: {**own, **{name: place for places, kinds in _SHARED if kind in kinds for name, place in places.items()}}
    for kind, own in _PLACES.items()
}
"""Entry type → field of Work → BibLaTeX field."""
EDITOR_SLOTS = ("editora", "editorb", "editorc")
NAME_SLOTS = ("namea", "nameb", "namec")
"""BibLaTeX's fields for people whose part in the work another field, `editoratype` or `nameatype`, tells."""
_WITH_EDITOR_SLOTS = frozenset(["article", "book", "inbook", "incollection", "inreference"])

# Field of Work → the word for its role in `editortype` and its like; biblatex's own word (manual 2.3.6) where it has
# one, else the one that biblatex-apa and biblatex-chicago use, or CSL's.
ROLES: Mapping[str, str] = {
    "compilers": "compiler",
    "contributors": "collaborator",
    "organizers": "organizer",
    "collection_editors": "serieseditor",
    "directors": "director",
    "producers": "producer",
    "executive_producers": "execproducer",
    "script_writers": "writer",
    "composers": "composer",
    "performers": "performer",
    "narrators": "narrator",
    "hosts": "host",
    "guests": "guest",
    "interviewers": "interviewer",
    "illustrators": "illustrator",
    "recipients": "recipient",
    "reviewed_authors": "reviewedauthor",
    "original_authors": "originalauthor",
    "series_creators": "seriescreator",
    "chairs": "chair",
    "curators": "curator",
    "editorial_directors": "editorialdirector",
    "editor_translators": "editortranslator",
}
# Other words for roles, as files have them, without signs and plural; those that CSL has no role for contribute.
_OTHER_ROLES = {
    "editor": "editors",
    "contributor": "contributors",
    "continuator": "contributors",
    "reviser": "contributors",
    "founder": "contributors",
    "redactor": "contributors",
    "commentator": "contributors",
    "annotator": "contributors",
    "translator": "translators",
    "showrunner": "executive_producers",
    "executiveproducer": "executive_producers",
    "scriptwriter": "script_writers",
    "screenwriter": "script_writers",
    "collectioneditor": "collection_editors",
    "organiser": "organizers",
    "moderator": "hosts",
    "speaker": "performers",
    "conductor": "performers",
}
_ROLES_READ = _OTHER_ROLES | {word: field for field, word in ROLES.items()}
# biblatex's keys for the state of publication (manual 4.9.2.11), as its English files print them.
STATES: Mapping[str, str] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
# What biblatex calls an archive of preprints in `eprinttype`, and how the archive writes its own name.
ARCHIVES: Mapping[str, str] = {
    "arxiv": "arXiv",
    "jstor": "JSTOR",
    "googlebooks": "Google Books",
    "hdl": "Handle",
    "biorxiv": "bioRxiv",
    "medrxiv": "medRxiv",
    "ssrn": "SSRN",
    "psyarxiv": "PsyArXiv",
    "socarxiv": "SocArXiv",
    "osf": "OSF",
    "hal": "HAL",
    "zenodo": "Zenodo",
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
    "annote": "annotation",
    "archive": "eprinttype",
    "archive_collection": "eprintclass",
    "archive_location": "eprint",
    "call_number": "library",
    "container_short": "shortjournal",
    "original_date": "origdate",
    "original_place": "origlocation",
    "original_publisher": "origpublisher",
    "original_title": "origtitle",
    "pmcid": "pmcid",
    "pmid": "pmid",
    "status": "pubstate",
    "title_addon": "titleaddon",
    "title_short": "shorttitle",
}
OWN_FIELDS = ("citedby", "alturl", "archiveurl", "printedtitle")
COMMON_FIELDS = ("pmid", "pmcid")
"""Fields that biblatex does not know and most programs do."""

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
    "annotation": ("annotation", "annote"),
    "origdate": ("origdate", "origyear"),
    "eventdate": ("eventdate", "eventyear"),
    "eprinttype": ("eprinttype", "archiveprefix"),
    "eprintclass": ("eprintclass", "primaryclass"),
}
# What says a part of the same and must go when the field gets a new value.
COMPANIONS: Mapping[str, tuple[str, ...]] = {
    "title": ("subtitle",),
    "booktitle": ("booksubtitle",),
    "journaltitle": ("journalsubtitle",),
    "maintitle": ("mainsubtitle",),
    "issuetitle": ("issuesubtitle",),
    "origdate": ("origyear", "origmonth", "origday"),
    "eventdate": ("eventyear", "eventmonth", "eventday"),
    "date": ("year", "month", "day", "endyear"),
    "urldate": ("urlyear", "urlmonth", "urlday"),
}

# The order in which refdesk writes the fields of a new entry.
_ORDER_OF_FIELDS = """
    author editor editortype editora editoratype editorb editorbtype editorc editorctype namea nameatype nameb namebtype
    namec namectype bookauthor translator title titleaddon shorttitle maintitle booktitle journaltitle journaltitleaddon
    shortjournal issuetitle entrysubtype type eventtitle eventdate venue edition version series volumes volume part
    number eid chapter pages pagetotal institution publisher organization howpublished location date pubstate origtitle
    origdate origpublisher origlocation doi eprint eprinttype eprintclass pmid pmcid isbn issn library url urldate
    alturl archiveurl langid note addendum annotation abstract printedtitle keywords ids citedby file
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
    "af": "afrikaans",
    "bg": "bulgarian",
    "ca": "catalan",
    "cy": "welsh",
    "en-NZ": "newzealand",
    "eo": "esperanto",
    "et": "estonian",
    "eu": "basque",
    "ga": "irish",
    "gd": "scottish",
    "gl": "galician",
    "he": "hebrew",
    "hr": "croatian",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "is": "icelandic",
    "ka": "georgian",
    "lt": "lithuanian",
    "lv": "latvian",
    "mn": "mongolian",
    "mr": "marathi",
    "ms": "malay",
    "nn": "nynorsk",
    "ro": "romanian",
    "sa": "sanskrit",
    "sk": "slovak",
    "sl": "slovenian",
    "sr": "serbian",
    "ta": "tamil",
    "te": "telugu",
    "th": "thai",
    "vi": "vietnamese",
}
# Babel's other names for these, older and newer ones.
_OTHER_LANGUAGES = {
    "german": "de",
    "germanb": "de",
    "austrian": "de-AT",
    "swissgerman": "de-CH",
    "usenglish": "en-US",
    "ukenglish": "en-GB",
    "francais": "fr",
    "frenchb": "fr",
    "acadian": "fr-CA",
    "portuges": "pt",
    "brazil": "pt-BR",
    "norwegian": "nb",
    "polutonikogreek": "el",
    "magyar": "hu",
    "bahasa": "id",
    "bahasai": "id",
    "bahasam": "ms",
    "farsi": "fa",
    "slovene": "sl",
    "ukraineb": "uk",
}
CODES = {name: code for code, name in LANGUAGES.items()} | _OTHER_LANGUAGES

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
    or with the other the work is @inbook. @unpublished with an event is a speech, unless it says otherwise.
    """
    kind, subtype = _WRITTEN.get(work.type, ("misc", work.type))
    if kind in {"incollection", "inreference"} and (not work.editors or work.container_authors):
        return "inbook", None if work.type == "chapter" else work.type
    return kind, "manuscript" if work.type == "manuscript" and work.event else subtype


def csl_type_of(entry_type: str, subtype: str | None, *, has_event: bool = False) -> str:
    """The CSL type of an entry with this type and entrysubtype; an unknown one is a `document`.

    What is unpublished and belongs to an event is the speech held there, as pandoc and Better BibTeX have it.
    """
    if entry_type == "unpublished" and has_event and not subtype:
        return "speech"
    said = (subtype or "").strip("{} ").lower()
    return _SUBTYPES.get(said) or _SUBTYPES.get(re.sub(r"[^a-z]", "", said)) or _READ.get(entry_type, "document")


def places_of(entry_type: str) -> Mapping[str, str]:
    """Field of Work → BibLaTeX field, for an entry type as refdesk writes it; fields valid everywhere left out."""
    return PLACES.get(entry_type, PLACES["misc"])


def role_slots(entry_type: str) -> tuple[str, ...]:
    """The fields in which an entry of this type, as refdesk writes it, names people of other roles, in this order."""
    return (*(EDITOR_SLOTS if entry_type in _WITH_EDITOR_SLOTS else ()), *NAME_SLOTS)


def field_of_role(word: str) -> str | None:
    """The field of Work for people of a role, however a file spells it; None for a role that CSL does not know."""
    return _ROLES_READ.get(re.sub(r"[^a-z]", "", word.lower()))
