"""What an entry says, made comparable with what others say.

In: an entry. Out: its Facts: identifiers in one spelling, names, title and numbers folded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refdesk.model.identifiers import with_check_digit
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.fitting import OTHERS, fold, labels
from refdesk.resolving.title_likeness import Title, title_of

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf)/|[.:]\s*)((?:[a-z-]+(?:\.[a-z]{2})?/)?\d[\d.]{3,9}\d)", re.IGNORECASE)
_ISBN = re.compile(r"(?<!\d)(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
# DOI prefixes and names of the servers where people put papers before a journal has them.
_PREPRINT = re.compile(
    r"arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|ssrn|preprints?\b|research square|\bosf\b|\bhal\b"
    r"|10\.(?:48550|2139|31234|31219|20944|21203|26434|31235)/|10\.1101/(?:20)?\d\d[\d.]",
    re.IGNORECASE,
)
_KINDS = {
    "book": "book",
    "classic": "book",
    "chapter": "chapter",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "paper-conference": "conference",
    "article-journal": "periodical",
    "article-magazine": "periodical",
    "article-newspaper": "periodical",
    "article": "preprint",
    "review": "review",
    "review-book": "review",
    "report": "report",
    "thesis": "thesis",
    "webpage": "web",
    "post": "web",
    "post-weblog": "web",
}
_IN_BOOKS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"))
_ROMAN = re.compile(r"(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_TEN = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {word: str(number) for number, word in enumerate(_TEN, 1)}
_MOST_PEOPLE = 40
"""So many names are compared; papers of physics have thousands."""

_MOST_IDENTIFIERS = 20
_LONGEST_NAME = 300
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """A name to be compared: its ways to be called, and all its words in order of the alphabet."""

    family: str
    initial: str
    labels: frozenset[str]
    words: tuple[str, ...]
    is_body: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entry says, each thing in one spelling; an empty value is one that it does not tell.

    `kind` is a coarse one: "book", "periodical", "web" …, or empty where the type says little. `number` is that of an
    issue, a report, a patent or in a series, as its parts ("TR-1991/12" is "tr", "1991", "12").
    """

    key: str
    place: int
    title: Title
    people: tuple[Person, ...]
    year: int | None
    month: tuple[int, ...] | None
    day: tuple[int, ...] | None
    dois: frozenset[str]
    arxiv: frozenset[str]
    isbns: frozenset[str]
    pages_on_web: frozenset[str]
    kind: str
    container: tuple[str, ...]
    volume: str
    first_page: str
    edition: str
    number: tuple[str, ...]
    chapter: str
    translators: tuple[Person, ...]
    is_preprint: bool
    is_source: bool
    cited_by: frozenset[str]


def facts_of(entry: Entry) -> Facts:
    """The facts of an entry; one whose key is empty is a work not yet in the library."""
    work = entry.work
    issued = work.issued
    return Facts(
        key=entry.citekey,
        place=entry.line or 0,
        title=title_of(work.title),
        people=tuple(_person(name) for name in work.creators[:_MOST_PEOPLE] if name != OTHERS),
        year=work.year,
        month=tuple(issued.parts[:2]) if issued and len(issued.parts) > 1 and not issued.end else None,
        day=tuple(issued.parts) if issued and len(issued.parts) == 3 and not issued.end else None,
        dois=frozenset(_dois(work)),
        arxiv=frozenset(_arxiv_numbers(work)),
        isbns=frozenset(isbns_in(work.isbn or "")),
        pages_on_web=frozenset(_pages_on_web(work)),
        kind=_KINDS.get(work.type, ""),
        container=tuple(
            word for word in fold((work.container or "")[:300]).split() if word not in _SMALL_IN_CONTAINERS
        ),
        volume=number_in(work.volume or ""),
        first_page=_first_page(work.pages or ""),
        edition=number_in(work.edition or ""),
        number=_parts_of_number(work),
        chapter=number_in(work.chapter_number or work.section or "") if work.type in _IN_BOOKS else "",
        translators=tuple(map(_person, work.translators[:_MOST_PEOPLE])) if work.translators != work.creators else (),
        is_preprint=_is_preprint(work),
        is_source=entry.is_source,
        cited_by=frozenset(entry.cited_by),
    )


_SMALL_IN_CONTAINERS = frozenset(
    ("a", "an", "and", "der", "des", "die", "du", "for", "in", "la", "le", "of", "the", "und")
)


def _person(name: Name) -> Person:
    if len(name.display) > _LONGEST_NAME:
        name = Name(literal=name.display[:_LONGEST_NAME])
    if name.is_literal:
        return Person(fold(name.literal), "", labels(name), tuple(sorted(fold(name.literal).split())), is_body=True)
    given = fold(name.given)
    words = tuple(sorted(f"{given} {fold(name.label)}".split()))
    return Person(fold(name.family), given[:1], labels(name) - {""}, words, is_body=False)


def _dois(work: Work) -> Iterator[str]:
    """The DOI, be it in its field or an address, in small letters (DOIs do not tell capitals apart)."""
    addresses = (url for url in work.urls[:_MOST_IDENTIFIERS] if "doi.org/" in url.casefold())
    for text in (work.doi or "", *addresses):
        if found := _DOI.search(text.replace("%2F", "/")):
            yield found[0].casefold().rstrip(".,;)")


def _arxiv_numbers(work: Work) -> Iterator[str]:
    texts = (work.doi, work.number, work.note, work.container, *work.urls[:_MOST_IDENTIFIERS])
    for text in texts:
        if text and "arxiv" in text[:2000].casefold() and (found := _ARXIV.search(text[:2000])):
            yield found[1].casefold()


def isbns_in(text: str) -> Iterator[str]:
    """Every ISBN in the text as thirteen digits; one whose check digit is wrong is still told apart from others."""
    for found in list(_ISBN.finditer(text[:500]))[:_MOST_IDENTIFIERS]:
        digits = re.sub(r"[- ]", "", found[0]).upper()
        yield digits if len(digits) == 13 else with_check_digit(f"978{digits[:-1]}")


def _pages_on_web(work: Work) -> Iterator[str]:
    """Addresses in one spelling, but for front pages, which many works share, and DOIs."""
    for url in work.urls[:_MOST_IDENTIFIERS]:
        page = same_page_form(url) if len(url) <= _LONGEST_ADDRESS else url
        if "/" in page.rstrip("/") and "doi.org/" not in page:
            yield page


def number_in(text: str) -> str:
    """The number that a volume or edition is: "2nd edition", "second", "II" and "vol. 2" are all "2"."""
    words = fold(text[:100]).split()
    for word in words:
        if digits := re.match(r"\d+", word):
            return digits[0].lstrip("0") or "0"
        if word in _ORDINALS:
            return _ORDINALS[word]
        if _ROMAN.match(word):
            return str(_roman(word))
    return " ".join(words)


def _parts_of_number(work: Work) -> tuple[str, ...]:
    """The number of an issue, a report or in a series; that of a preprint or an article is an identifier."""
    number = work.issue or work.collection_number or (None if work.type.startswith("article") else work.number)
    found = re.findall(r"\d+|[^\W\d_]+", fold((number or "")[:100]))
    return tuple(part.lstrip("0") or "0" for part in found)


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(value if value >= after else -value for value, after in zip(values, following, strict=True))


def _first_page(pages: str) -> str:
    found = re.search(r"[a-zA-Z]{0,3}\d+", pages[:100])
    return found[0].casefold().lstrip("0") if found else ""


def _is_preprint(work: Work) -> bool:
    told = (work.doi, work.container, work.publisher, work.genre, work.collection, *work.urls[:3])
    if work.type in {"article-journal", "paper-conference", "chapter"} and work.volume:
        return False  # printed, with a copy on such a server
    return work.type == "article" or any(text and _PREPRINT.search(text[:300]) for text in told)
