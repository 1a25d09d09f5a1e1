"""Which fields must or should an entry of each type have, and which names of types and fields are known?

Sources: the biblatex manual, 2.1 (entry types) and 2.2 (fields), and its default data model; the table of entry types
in "BibTeXing" (btxdoc, 3.1). Where both know a type, a field counts as required if both demand it and as recommended
if one of them does: a library may serve either. `a|b` means that one of the two is enough.
"""

from collections.abc import Mapping

Alternatives = tuple[str, ...]

# Who gives a work a label to be cited by says that it has no author (biblatex manual 2.2.3; btxdoc 3.2, `key`).
_LABELS = "shortauthor|shorthand|label|key"
_AUTHOR = f"author|editor|translator|{_LABELS}"
_DATE = "date|year|pubstate"
_ADDRESS = "url|doi|eprint"

_REQUIRED = {
    "article review suppperiodical": f"author|editor|{_LABELS} title journaltitle|journal {_DATE}",
    "book mvbook collection mvcollection reference mvreference": f"{_AUTHOR} title {_DATE}",
    "inbook": f"{_AUTHOR} title booktitle|maintitle|chapter|pages {_DATE}",
    "bookinbook suppbook suppcollection": f"{_AUTHOR} title booktitle|maintitle {_DATE}",
    "incollection inproceedings conference": f"{_AUTHOR} title booktitle|maintitle|eventtitle {_DATE}",
    "inreference": f"title booktitle|maintitle {_DATE}",
    "booklet manual dataset software audio image movie music performance video artwork standard letter": "title",
    "legislation jurisdiction legal commentary": "title",
    "online electronic www": f"title {_ADDRESS}",
    "patent": f"author|holder title number {_DATE}",
    "periodical proceedings mvproceedings": f"title {_DATE}",
    "report": f"{_AUTHOR} title type institution|publisher|organization|school {_DATE}",
    "techreport": f"{_AUTHOR} title institution|publisher|organization|school {_DATE}",
    "thesis": f"author title type institution|school {_DATE}",
    "phdthesis mastersthesis": f"author title institution|school {_DATE}",
    "unpublished": "author|editor title",
    "set": "entryset",
    "bibnote": "note",
}
_RECOMMENDED = {
    "article": f"volume|number|issue|{_ADDRESS} pages|eid|{_ADDRESS}",
    "book": "publisher|howpublished|url|doi",
    "incollection": "publisher|doi|url editor|bookauthor|doi|url pages|chapter|doi|url",
    "booklet": f"author|editor|organization {_DATE}",
    "manual": f"author|editor|organization|institution|publisher {_DATE}",
    "misc": f"title|howpublished|note {_DATE}|urldate",
    "dataset software": f"author|editor|organization {_DATE}|version",
    "online electronic www": f"{_DATE}|urldate",
    "unpublished": f"{_DATE}|note",
}


def _by_type(table: Mapping[str, str]) -> dict[str, tuple[Alternatives, ...]]:
    return {
        kind: tuple(tuple(one.split("|")) for one in fields.split())
        for kinds, fields in table.items()
        for kind in kinds.split()
    }


REQUIRED: Mapping[str, tuple[Alternatives, ...]] = _by_type(_REQUIRED)
"""Entry type → what it must have, each as the fields of which one is enough."""

RECOMMENDED: Mapping[str, tuple[Alternatives, ...]] = _by_type(_RECOMMENDED)
"""Entry type → what it should have, as `REQUIRED`."""

KNOWN_TYPES = frozenset((*REQUIRED, *RECOMMENDED, "misc", "xdata", *(f"custom{letter}" for letter in "abcdef")))
"""Every entry type of biblatex and of classic BibTeX, aliases among them (biblatex manual, 2.1)."""

UNASKED = frozenset(("pubstate", *_LABELS.split("|")))
"""Fields that make up for a missing one but that nobody would be told to add."""

LIKELY_TYPES = KNOWN_TYPES - {"xdata", "set"}
"""Entry types that somebody may have meant who wrote one that is in no table."""

_DATE_PARTS = tuple(
    f"{end}{part}"
    for end in ("", "end")
    for part in ("year", "month", "day", "hour", "minute", "second", "timezone", "yeardivision")
)
_BIBLATEX_FIELDS = """
    abstract addendum afterword annotation annotator author authortype bookauthor bookpagination booksubtitle booktitle
    booktitleaddon chapter commentator crossref date doi edition editor editora editoratype editorb editorbtype editorc
    editorctype editortype eid entryset entrysubtype eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon
    execute file foreword gender holder howpublished ids indexsorttitle indextitle institution introduction isan isbn
    ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon
    keywords label langid langidopts language library lista listb listc listd liste listf location mainsubtitle
    maintitle maintitleaddon namea nameaddon nameatype nameb namebtype namec namectype note number options organization
    origdate origlanguage origlocation origpublisher origtitle pages pagetotal pagination part presort publisher
    pubstate related relatedoptions relatedstring relatedtype reprinttitle series shortauthor shorteditor shorthand
    shorthandintro shortjournal shortseries shorttitle sortkey sortname sortshorthand sorttitle sortyear subtitle title
    titleaddon translator type url urldate usera userb userc userd usere userf venue verba verbb verbc version volume
    volumes xdata xref
"""
# Aliases and BibTeX's own (biblatex manual 2.2.5; btxdoc 3.2), refdesk's own, and those of JabRef, Zotero, Mendeley,
# BibDesk, ACM, ADS, DBLP and MathSciNet that are one slip away from another name.
_OTHER_FIELDS = """
    address annote archiveprefix hyphenation journal key pdf primaryclass school sortkeys lang
    citedby alturl archiveurl printedtitle
    data owner timestamp groups comment comments review file files notes price contents copyright lccn pmid pmcid
    numpages articleno acmid biburl bibsource adsurl adsnote fjournal mrnumber coden annotations citation
    shortbook titles translation editorship urlaccessed accessed issuedate keyword1 pagenumber pagecount
"""
KNOWN_FIELDS = frozenset(
    (
        *_BIBLATEX_FIELDS.split(),
        *_OTHER_FIELDS.split(),
        *(f"{kind}{part}" for kind in ("", "url", "orig", "event") for part in _DATE_PARTS),
    )
)
"""Names of fields that mean something to biblatex, BibTeX, refdesk or a well-known program."""

LIKELY_FIELDS = frozenset(f"{_BIBLATEX_FIELDS} year month address journal school annote".split()) - frozenset(
    f"{name}{letter}" for name in ("name", "list", "user", "verb", "editor") for letter in "abcdef"
)
"""Fields that somebody may have meant who wrote a name which is in no table."""
