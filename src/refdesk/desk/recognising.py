"""Is this work in the library already?

In: entries laid out once, and items to look for. Out: the entry that is the same work and what speaks for it, or None;
and of entries that may be it, a hint. In doubt two are two: a second entry can be merged later, one that was never
taken is missed by nobody.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from refdesk.desk.incoming import NOT_WORKS, Incoming
from refdesk.desk.writing import list_text
from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.formats.biblatex import entries_of, entry_of, fields_of
from refdesk.model.identifiers import thirteen_digits
from refdesk.model.library import Entry
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.duplicates import LEAST, KnownWorks
from refdesk.resolving.duplicates import Match as Likely
from refdesk.resolving.fitting import fold

_SURE = 0.9
"""The score (docs/duplicates.md) from which an item is there already."""
_OF_A_NAMESAKE = 0.65
"""The score from which it is, if the entry has its very citekey: a person has corrected a slip since."""
SAME = "it says the very same"
"""The reason where an item differs in nothing from the entry that it is."""
_SAME_KEY = "same citekey, and nothing speaks against it"
_PARTING = ("doi", "volume", "issue", "pages", "edition", "number", "section")
"""What parts two works of one title, creator and year."""
_IN_BOOKS = frozenset({"chapter", "entry", "entry-encyclopedia", "entry-dictionary", "paper-conference"})
"""Types that may bear the ISBN of the book they stand in."""
_BOOKKEEPING = frozenset({"citedby", "keywords", "ids", "file", "crossref", "xref", "xdata", "related"})


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that is the work looked for, and the reasons in plain words."""

    entry: Entry
    reasons: tuple[str, ...]


class Shelf:
    """The entries of a library, laid out so that an item finds its like."""

    def __init__(self, bibfile: BibFile) -> None:
        self._works: list[Entry] = []
        self._known: KnownWorks | None = None
        self._by_key: dict[str, Entry] = {}
        self._by_alias: dict[str, Entry] = {}
        self._exact: dict[Hashable, Entry] = {}
        self._numbers: dict[str, Entry] = {}
        read = {entry.line: entry for entry in entries_of(bibfile)[0]}
        for block in bibfile.entries:
            self.add(read.get(block.line) or entry_of(block), block)

    def add(self, entry: Entry, block: BibEntry | None = None) -> None:
        """Put one more entry on the shelf, with its BibTeX text where it has one."""
        if block is not None and block.type in NOT_WORKS:
            self._exact.setdefault(_print(block), entry)
            return
        self._works.append(entry)
        if self._known is not None:
            self._known.add(entry)
        self._by_key.setdefault(entry.citekey, entry)
        self._by_alias.update(dict.fromkeys(entry.aliases, entry))
        for exact in _exact_keys(entry, block):
            self._exact.setdefault(exact, entry)
        for number in _numbers(entry.work):
            self._numbers.setdefault(number, entry)

    def find(self, item: Incoming, names: Mapping[str, str]) -> tuple[Match | None, str]:
        """The entry that `item` is; where there is none, a sentence on which one it may be, or nothing.

        `names` tells under which keys its source's other entries stand in the library.
        """
        numbered = self._numbered(item.entry.work) if _is_bare(item) else None
        if numbered is not None:
            return numbered, ""
        if exact := self._exact.get(_exact_key(item, names)):
            return Match(exact, (SAME,)), ""
        namesake = self._by_key.get(item.entry.citekey) or self._by_alias.get(item.entry.citekey)
        if item.is_work and namesake is not None and _is_borne_out(item.entry.work, namesake.work):
            return Match(namesake, (_SAME_KEY,)), ""
        if not item.is_work:
            return None, ""
        likely = self._likely(item.entry.work)
        sure = next((match for match in likely if _is_sure(match, item.entry.citekey)), None)
        if sure is not None:
            return Match(self._by_key[sure.key], sure.reasons), ""
        return None, _hint(likely[0]) if likely and likely[0].score >= LEAST else ""

    def _likely(self, work: Work) -> tuple[Likely, ...]:
        """Entries that the work may be; they are laid out for that when it is first asked, for it takes its time."""
        if self._known is None:
            self._known = KnownWorks(self._works)
        return self._known.like(work, _OF_A_NAMESAKE)

    def _numbered(self, work: Work) -> Match | None:
        """The entry with the DOI, ISBN or address of a work of which little else is known."""
        found = ((number, self._numbers.get(number)) for number in _numbers(work))
        return next((Match(entry, (f"same {number.partition(' ')[0]}",)) for number, entry in found if entry), None)


def _hint(likely: Likely) -> str:
    return f"may be {likely.key} ({', '.join(likely.reasons)}): see refdesk dedupe"


def _is_bare(item: Incoming) -> bool:
    """Whether an item is a work of which no more is known than numbers, addresses, a place in print."""
    return item.is_work and not item.entry.work.title and not item.entry.work.creators


def _is_borne_out(one: Work, other: Work) -> bool:
    """Whether two works under one citekey are one: titles and creators agree, or both have none; nothing parts them.

    So a work without a title, or with the title of a film, comes back from a format that keeps little of it.
    """
    if fold(one.title or "") != fold(other.title or "") or not _agree(one.year, other.year):
        return False
    # RIS reads {Dyer, Esquire} as a name and a suffix: one word in common is enough here.
    mine, theirs = ({word for name in work.creators[:1] for word in fold(name.label).split()} for work in (one, other))
    if (mine and theirs and not mine & theirs) or not (one.title or bool(mine) == bool(theirs)):
        return False
    return all(_agree(_plain(getattr(one, name)), _plain(getattr(other, name))) for name in _PARTING)


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _plain(value: str | None) -> str:
    """A number without dashes and case; of pages only the first."""
    return fold((value or "").replace("–", "-").partition("-")[0])


def _is_sure(likely: Likely, own_key: str) -> bool:
    """Whether the two are one: it is all but sure, or a person has corrected the entry that was imported before."""
    return likely.score >= _SURE or likely.key == own_key


def _numbers(work: Work) -> Iterator[str]:
    """DOI, ISBNs and addresses of a work, each with its kind before it."""
    if work.doi:
        yield f"DOI {work.doi.casefold()}"
    if work.type not in _IN_BOOKS:
        yield from (f"ISBN {isbn}" for isbn in isbns_of(work))
    yield from (f"address {same_page_form(url)}" for url in work.urls)


def isbns_of(work: Work) -> list[str]:
    """The ISBNs of a work, each with thirteen digits; what is no ISBN is left out."""
    parts = re.split(r"[,;/]|\s{2,}", work.isbn or "")
    return [number for part in parts if (number := thirteen_digits(part))]


# -- exactly the same --------------------------------------------------------------------------------------------------


def _exact_key(item: Incoming, names: Mapping[str, str]) -> Hashable:
    """All that an item says: as a work, or, where it says too little for one, as the fields that it has."""
    if item.is_work and _is_telling(item.entry.work):
        return item.entry.work
    return _print(item.block, names) if item.block is not None else _says(item.entry)


def _exact_keys(entry: Entry, block: BibEntry | None) -> list[Hashable]:
    """Under what an entry is looked for by items that say the very same."""
    if _is_telling(entry.work):
        return [entry.work]
    return [_says(entry), *([_print(block)] if block is not None else [])]


def _is_telling(work: Work) -> bool:
    return bool(work.title or work.doi or work.urls)


def _says(entry: Entry) -> Hashable:
    """The fields that would be written for an entry."""
    kind, written = fields_of(entry)
    return ("says", kind, tuple((name, value) for name, value in written.items() if name not in _BOOKKEEPING))


def _print(block: BibEntry, names: Mapping[str, str] | None = None) -> Hashable:
    """All fields of a block of BibTeX but those that the desk keeps books in; members of a set by their new names."""
    values = dict(block.values)
    if names and "entryset" in values:
        values["entryset"] = renamed_in(values["entryset"], names)
    told = sorted((name, value) for name, value in values.items() if name not in _BOOKKEEPING)
    return ("block", block.type, tuple(told))


def renamed_in(keys: str, names: Mapping[str, str]) -> str:
    """A comma list of citekeys with those in `names` renamed; all between them stays."""
    known = list_text(keys)
    return replace(known, items=tuple(names.get(key, key) for key in known.items)).text


_TOLD_OTHERWISE = frozenset(["type", "urls", "marked"])


def says_more(one: Entry, other: Entry) -> tuple[str, ...]:
    """Names of what `one` says and `other` is silent on."""
    more = [
        field.name.replace("_", " ")
        for field in fields(Work)
        if field.name not in _TOLD_OTHERWISE and getattr(one.work, field.name) and not getattr(other.work, field.name)
    ]
    mine, theirs = ({same_page_form(url) for url in entry.work.urls} for entry in (one, other))
    more += ["url"] if mine - theirs else []
    lists = (("keywords", one.keywords, other.keywords), ("file", one.files, other.files))
    return (*more, *(name for name, these, those in lists if set(these) - set(those)))
