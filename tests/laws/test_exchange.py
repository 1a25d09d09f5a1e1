"""What refdesk writes in a format of others it reads again as the same, and no bytes bring it down."""

import contextlib
import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refdesk.formats.csl_json import CSL_TYPES
from refdesk.formats.exchange import READABLE, WRITABLE, read_works, sniff, write_works
from refdesk.model.date import PartialDate
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

# -- entries of any kind: whatever letters, whatever fields -----------------

ANY_TEXT = (
    st.none() | st.text(max_size=12) | st.sampled_from(["TY  - JOUR", "ER  - ", "%0 Book", "a\n\nAU  - b", "{", "</a>"])
)
ANY_PART = st.text(max_size=6) | st.sampled_from(["van der", "Jr.", "others", "a, b", ","])
ANY_NAMES = st.lists(st.builds(Name, ANY_PART, ANY_PART, ANY_PART, ANY_PART, ANY_PART), max_size=2).map(tuple)
POINTS = st.one_of(
    st.builds(PartialDate, st.integers(-9999, 9999)),
    st.builds(PartialDate, st.integers(1000, 2100), st.integers(1, 12) | st.integers(21, 24)),
    st.builds(PartialDate, st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
)
MARKED = st.builds(replace, POINTS, approximate=st.booleans(), uncertain=st.booleans())
DATES = st.one_of(st.none(), MARKED, st.builds(replace, MARKED, end=MARKED))
TEXT_FIELDS = [
    *(
        "title",
        "printed_title",
        "container",
        "collection",
        "collection_number",
        "event",
        "publisher",
        "place",
        "volume",
    ),
    *("issue", "number", "pages", "edition", "section", "genre", "doi", "isbn", "issn", "archive_url", "language"),
    *("abstract", "note"),
]
ANY_WORKS = st.builds(
    Work,
    type=st.sampled_from(sorted(CSL_TYPES)),
    authors=ANY_NAMES,
    editors=ANY_NAMES,
    translators=ANY_NAMES,
    container_authors=ANY_NAMES,
    issued=DATES,
    accessed=DATES,
    urls=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    **dict.fromkeys(TEXT_FIELDS, ANY_TEXT),
)
ANY_ENTRIES = st.builds(
    Entry,
    citekey=st.text(max_size=5) | st.sampled_from(["a", "../../x", "Müller 1999"]),
    work=ANY_WORKS | st.builds(Work),
    keywords=st.lists(st.text(max_size=4), max_size=2).map(tuple),
    files=st.lists(st.text(max_size=4), max_size=1).map(tuple),
)

# -- ordinary entries: what people have in their libraries ---------------------------------------------------------

WORDS = st.text(st.sampled_from(string.ascii_letters + "éßøłñÅ&%#$_"), min_size=2, max_size=8)
TEXTS = st.lists(WORDS.filter(lambda word: word.lower() not in {"and", "others", "al"}), min_size=1, max_size=4).map(
    " ".join
)
CAPITALISED = st.from_regex(r"[A-Z][a-zéüø]{2,7}", fullmatch=True).filter(lambda word: word.lower() != "others")
PEOPLE = st.builds(
    Name,
    CAPITALISED,
    CAPITALISED,
    st.sampled_from(["", "de", "van der"]),
    st.sampled_from(["", "Jr."]),
)
BODIES = st.builds(Name, literal=st.lists(CAPITALISED, min_size=2, max_size=3).map(" ".join))
NAMES = st.lists(PEOPLE | BODIES, max_size=3, unique=True).map(tuple)
DAYS = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1500, 2100)),
    st.builds(PartialDate, st.integers(1500, 2100), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1500, 2100), st.integers(1, 12), st.integers(1, 28)),
)
NUMBERS = st.none() | st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True)
SOME_TEXT = st.none() | TEXTS
COMMON: dict[str, st.SearchStrategy[Any]] = {
    "authors": NAMES,
    "title": TEXTS,
    "issued": DAYS,
    "doi": st.none() | st.just("10.1000/a_b.c-1"),
    "urls": st.sampled_from([(), ("https://example.org/a_b%20c?d=e&f#g",)]),
    "accessed": DAYS,
    "language": st.none() | st.just("fr"),
    "abstract": SOME_TEXT,
    "note": SOME_TEXT,
}
BY_TYPE: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "article-journal": {
        "container": TEXTS,
        "volume": NUMBERS,
        "issue": NUMBERS,
        "issn": st.none() | st.just("1234-5679"),
    },
    "book": {
        "publisher": SOME_TEXT,
        "place": SOME_TEXT,
        "edition": NUMBERS,
        "collection": SOME_TEXT,
        "volume": NUMBERS,
        "isbn": st.none() | st.just("978-3-16-148410-0"),
        "translators": NAMES,
    },
    "chapter": {
        "container": TEXTS,
        "publisher": SOME_TEXT,
        "place": SOME_TEXT,
        "editors": NAMES,
        "collection": SOME_TEXT,
    },
    "paper-conference": {"container": TEXTS, "publisher": SOME_TEXT, "editors": NAMES},
    "report": {"publisher": SOME_TEXT, "place": SOME_TEXT, "genre": SOME_TEXT, "number": NUMBERS},
    "thesis": {"publisher": SOME_TEXT, "place": SOME_TEXT, "genre": SOME_TEXT},
    "webpage": {"container": SOME_TEXT},
}
PAGES = st.none() | st.sampled_from(["12-34", "7", "xi-xiv"])
ORDINARY_WORKS = st.one_of(
    [
        st.builds(
            Work,
            type=st.just(kind),
            pages=PAGES if kind in {"article-journal", "chapter", "paper-conference"} else st.none(),
            **{**COMMON, **own},
        )
        for kind, own in BY_TYPE.items()
    ]
)
ORDINARY_ENTRIES = st.builds(
    Entry,
    citekey=st.from_regex(r"[a-z]{2,8}[0-9]{4}", fullmatch=True),
    work=ORDINARY_WORKS,
    keywords=st.lists(CAPITALISED, unique=True, max_size=2).map(tuple),
)
LOSSLESS = tuple(name for name in WRITABLE if name != "bibtex")
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("format_name", LOSSLESS)
@given(entries=st.lists(ORDINARY_ENTRIES, max_size=3, unique_by=lambda entry: entry.citekey))
@QUICK
def test_an_ordinary_entry_comes_back_as_it_went(format_name: str, entries: list[Entry]) -> None:
    written = write_works(entries, format_name)
    assert read_works(written.data.encode(), format_name).entries == tuple(entries)


@pytest.mark.parametrize("format_name", LOSSLESS)
@given(entries=st.lists(ORDINARY_ENTRIES, max_size=3, unique_by=lambda entry: entry.citekey))
@QUICK
def test_an_ordinary_entry_earns_no_warning(format_name: str, entries: list[Entry]) -> None:
    assert not write_works(entries, format_name).warnings


@pytest.mark.parametrize("format_name", WRITABLE)
@given(entries=st.lists(ANY_ENTRIES, max_size=4))
@QUICK
def test_as_many_items_come_back_as_went(format_name: str, entries: list[Entry]) -> None:
    said = [entry for entry in entries if entry.work != Work() or entry.keywords]
    read = read_works(write_works(entries, format_name).data.encode(), format_name)
    assert len(said) <= len(read.entries) + len(read.left_out) <= len(entries)


@pytest.mark.parametrize("format_name", WRITABLE)
@given(entries=st.lists(ANY_ENTRIES, min_size=1, max_size=2))
@QUICK
def test_what_is_written_can_be_encoded(format_name: str, entries: list[Entry]) -> None:
    assert write_works(entries, format_name).data.encode("utf-8").decode("utf-8")


@pytest.mark.parametrize("format_name", LOSSLESS)
@given(entries=st.lists(ORDINARY_ENTRIES, min_size=2, max_size=3))
@QUICK
def test_what_is_written_is_recognised(format_name: str, entries: list[Entry]) -> None:
    assert sniff(write_works(entries, format_name).data.encode()) in {
        format_name,
        {"biblatex": "bibtex"}.get(format_name),
    }


HEADS = {
    "bibtex": b"@article{a,",
    "biblatex": b"@online{a, date={2",
    "ris": b"TY  - JOUR\nAU  - ",
    "enw": b"%0 Book\n%A ",
    "endnote-xml": b"<xml><records><record><titles><title>",
    "csl-json": b'[{"type":"book","title":"',
    "csl-yaml": b"references:\n- type: book\n  title: ",
    "mods": b'<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>',
    "jsonl": b'{"type":"book"}\n{"title":"',
}


@pytest.mark.parametrize("format_name", READABLE)
@given(tail=st.binary(max_size=60), has_head=st.booleans())
@QUICK
def test_any_bytes_are_read_or_refused(format_name: str, tail: bytes, *, has_head: bool) -> None:
    with contextlib.suppress(RefdeskError):
        read_works((HEADS[format_name] if has_head else b"") + tail, format_name)


@pytest.mark.parametrize("format_name", READABLE)
@given(entry=ORDINARY_ENTRIES, cut=st.integers(0, 2000), junk=st.binary(max_size=3))
@QUICK
def test_a_damaged_file_is_read_or_refused(format_name: str, entry: Entry, cut: int, junk: bytes) -> None:
    whole = write_works([entry, entry], format_name).data.encode()
    with contextlib.suppress(RefdeskError):
        read_works(whole[:cut] + junk + whole[cut + len(junk) :], format_name)


@given(data=st.binary(max_size=80))
@QUICK
def test_any_bytes_can_be_sniffed(data: bytes) -> None:
    assert sniff(data) in {None, *READABLE}
