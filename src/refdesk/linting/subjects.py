"""What rules look at: an entry as it stands in the file, with what is known around it.

In: a BibFile and the Library read from it. Out: an Overview with a Subject for each entry that has a key.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.linting.findings import Fix
from refdesk.model.library import SOURCE, STUB, Library

_VERBATIM = """
    url doi file alturl archiveurl eprint citedby keywords ids date urldate origdate eventdate isbn issn crossref xref
    xdata related entryset options execute pdf verba verbb verbc
"""
VERBATIM = frozenset(_VERBATIM.split())
"""Fields whose values are no LaTeX text (biblatex manual 2.2.1: verbatim, URI, date, key and keyword list fields)."""

PRINTED = (
    *("title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "maintitle", "journaltitle", "journal"),
    *("author", "editor", "translator", "publisher", "institution", "organization", "school", "location", "address"),
    *("series", "note", "howpublished", "addendum", "eventtitle", "venue", "edition", "type"),
)
"""Fields of LaTeX text that styles print. An abstract with a stray sign harms nobody until it is printed."""

NAMES = ("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "holder", "annotator")
"""Fields that hold lists of names."""

_LINE_END = re.compile(r"\r\n|\n|\r")
# A slip of the hand is seldom made so often.
_SEVERAL = 3
_PAGES = re.compile(r"\A\s*\d+\s*(-{1,3}|–)\s*\d+\s*\Z")
_BIBLATEX_FIELDS = frozenset(("date", "journaltitle", "location", "urldate", "langid", "eprinttype"))
_BIBLATEX_TYPES = frozenset(("online", "report", "thesis", "collection", "mvbook", "mvcollection", "xdata", "dataset"))


@dataclass(frozen=True, slots=True)
class Habits:
    """How this library is written.

    `is_biblatex` where more entries use BibLaTeX's own fields and types than not; `double_hyphens` where most page
    ranges have two hyphens; `own_fields` are the names of fields that several entries use.
    """

    is_biblatex: bool = True
    double_hyphens: bool = True
    own_fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Subject:
    """One entry. `inherited` are the values that it has from others, `told` the codes that documents say of the work.

    `today` is the day on which one looks; `is_parent` says whether others inherit from the entry.
    """

    entry: BibEntry
    today: dt.date
    habits: Habits = Habits()
    inherited: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    told: frozenset[str] = frozenset()
    is_parent: bool = False

    @property
    def key(self) -> str:
        """The citekey."""
        return self.entry.key

    @property
    def type(self) -> str:
        """The entry type in lower case."""
        return self.entry.type

    @property
    def values(self) -> Mapping[str, str]:
        """The entry's own values, macros resolved."""
        return self.entry.values

    @cached_property
    def is_ascii(self) -> bool:
        """Whether the entry has no letter beyond ASCII, and so none of the oddities of such."""
        return self.entry.raw.isascii()

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Field and value of each field that holds LaTeX text."""
        return tuple((name, value) for name, value in self.values.items() if name not in VERBATIM)

    @cached_property
    def printed(self) -> tuple[tuple[str, str], ...]:
        """Field and value of each field of LaTeX text that styles print."""
        return tuple((name, self.values[name]) for name in PRINTED if name in self.values)

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Field and value of each field of names."""
        return tuple((name, self.values[name]) for name in NAMES if name in self.values)

    @cached_property
    def keywords(self) -> frozenset[str]:
        """The words in `keywords`."""
        return frozenset(word.strip() for word in self.values.get("keywords", "").split(","))

    @property
    def is_stub(self) -> bool:
        """Whether the documents say no more of the work than its label."""
        return STUB in self.keywords

    @property
    def is_source(self) -> bool:
        """Whether it is one of the documents that the desk has read."""
        return SOURCE in self.keywords

    def value(self, *names: str) -> str:
        """The first of these fields that says anything, its own or an inherited one; else an empty string."""
        found = (self.values.get(name) or self.inherited.get(name) or "" for name in names)
        return next((value.strip() for value in found if value.strip("{} \t\r\n")), "")

    def line_of(self, field: str | None) -> int:
        """The line in the file where the field begins, or the entry."""
        return self._lines.get(field or "", self.entry.line)

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        """The line of the first field of each name."""
        lines: dict[str, int] = {}
        raw, line, place = self.entry.raw, self.entry.line, 0
        for known in self.entry.anatomy.fields:
            line += len(_LINE_END.findall(raw, place, known.start))
            place = known.start
            lines.setdefault(known.name, line)
        return lines

    def mended(self, field: str, value: str | None) -> tuple[Fix, ...]:
        """The fix that gives a field this value; none where its text is not of one piece.

        A macro, or a value joined by `#`, says more than its text: it is left to a person, as is a field given twice.
        """
        return (Fix(field, value),) if field in self._plain_fields else ()

    @cached_property
    def _plain_fields(self) -> frozenset[str]:
        """The fields given once, as one piece that is no macro."""
        fields = self.entry.anatomy.fields
        counts = Counter(known.name for known in fields)
        return frozenset(
            known.name
            for known in fields
            if counts[known.name] == 1 and len(known.pieces) == 1 and known.pieces[0].kind != "macro"
        )

    def added(self, field: str, value: str) -> tuple[Fix, ...]:
        """The fix that adds a field; none where the entry has it."""
        return () if field in self.values else (Fix(field, value),)


@dataclass(frozen=True)
class Overview:
    """All entries with a key, the Library they mean, and pairs of keys that a person calls no duplicates."""

    subjects: tuple[Subject, ...]
    library: Library
    distinct: frozenset[frozenset[str]] = frozenset()

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that entries bear, aliases left out."""
        return frozenset(subject.key for subject in self.subjects)

    @cached_property
    def folded_keys(self) -> frozenset[str]:
        """The keys as BibTeX compares them."""
        return frozenset(key.casefold() for key in self.keys)

    @cached_property
    def aliases(self) -> Mapping[str, tuple[Subject, ...]]:
        """For each older key in `ids` the entries that claim it."""
        claimed: dict[str, tuple[Subject, ...]] = {}
        for subject in self.subjects:
            for alias in dict.fromkeys(items(subject.values.get("ids", ""))):
                claimed[alias] = (*claimed.get(alias, ()), subject)
        return claimed


def items(value: str) -> tuple[str, ...]:
    """The items of a list of keys, parted by commas."""
    return tuple(item.strip() for item in value.split(",") if item.strip())


def habits_of(bibfile: BibFile) -> Habits:
    """How the library is written, read from all its entries; an empty one is BibLaTeX's."""
    ranges: Counter[bool] = Counter()
    dialects: Counter[bool] = Counter()
    names: Counter[str] = Counter()
    for entry in bibfile.entries:
        values = entry.values  # every rule reads these; asking for `fields` too would read each entry twice
        names.update(values.keys())
        dialects[entry.type in _BIBLATEX_TYPES or not _BIBLATEX_FIELDS.isdisjoint(values)] += 1
        if match := _PAGES.match(values.get("pages", "")):
            ranges[match[1] == "--"] += 1
    own_fields = frozenset(name for name, count in names.items() if count >= _SEVERAL)
    return Habits(dialects[True] >= dialects[False], ranges[True] > ranges[False], own_fields)
