"""What refdesk writes as BibLaTeX it reads as the same, and only what changed is written."""

import dataclasses
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, fields_of, put_entry
from refdesk.formats.biblatex_names import OTHERS, latex_of_names, names_of
from refdesk.formats.biblatex_roles import SLOT_FIELDS
from refdesk.formats.biblatex_types import EVERYWHERE, LANGUAGES, OWN_FIELDS, PLACES
from refdesk.formats.csl_json import CSL_TYPES, csl_of, work_of
from refdesk.formats.facts import DATE_FIELDS, FURTHER_FIELDS, NAME_FIELDS, TEXT_FIELDS
from refdesk.formats.latex_text import latex_of, text_of
from refdesk.model.date import PartialDate, days_in
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

# Sane text: any printable letters and signs, one space between words, none at the ends.
LETTERS = st.one_of(
    st.sampled_from(string.ascii_letters + string.digits + "\\{}#$%&_~^-–—'\"`!?<>,;:.()[]/*=@|"),
    st.characters(categories=["L", "N", "P", "S"], codec="utf-8"),
)
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=8),
    st.sampled_from(["and", "von", "de", "AND", "volume:", "place:", "others", "--", "''"]),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
SOME_TEXT = st.none() | TEXTS
NAME_PARTS = st.just("") | TEXTS
PERSONS = st.builds(Name, NAME_PARTS, NAME_PARTS, NAME_PARTS, NAME_PARTS).filter(lambda name: name != Name())
NAMES = st.lists(PERSONS | st.builds(Name, literal=TEXTS), max_size=3).map(tuple)
YEARS = st.integers(-9999, 9999)
MONTHS = st.integers(1, 12)
# Of a date without day, what the source leaves open.
UNSPECIFIED = st.sampled_from(["", "-XX"])


def _in_month(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(year, month, min(day, days_in(month, year)))


POINTS = st.one_of(
    st.builds(PartialDate, YEARS),
    st.builds(PartialDate, st.integers(-(10**11), 10**11).filter(lambda year: abs(year) > 9999)),
    st.builds(PartialDate, YEARS, st.integers(21, 24)),
    st.builds(PartialDate, YEARS, MONTHS, unspecified=UNSPECIFIED),
    st.builds(PartialDate, YEARS, unspecified=st.sampled_from(["-XX", "-XX-XX"])),
    st.builds(PartialDate, st.integers(0, 999).map(lambda decade: decade * 10), unspecified=st.just("X")),
    st.builds(PartialDate, st.integers(0, 99).map(lambda century: century * 100), unspecified=st.just("XX")),
    st.builds(_in_month, YEARS, MONTHS, st.integers(1, 31)),
    st.builds(
        dataclasses.replace,
        st.builds(_in_month, YEARS, MONTHS, st.integers(1, 31)),
        time=st.sampled_from(["T10:00:00", "T23:59", "T10:00:00Z", "T10:00:00.123+05:30"]),
    ),
)
MARKED = st.builds(dataclasses.replace, POINTS, approximate=st.booleans(), uncertain=st.booleans())
SOME_DATE = st.one_of(
    MARKED,
    st.builds(dataclasses.replace, MARKED, end=MARKED),
    st.builds(dataclasses.replace, MARKED, open_end=st.sampled_from(["/", "/.."])),
    st.builds(dataclasses.replace, MARKED, open_start=st.sampled_from(["/", "../"])),
)
DATES = st.none() | SOME_DATE
ADDRESSES = st.text(
    st.sampled_from(string.ascii_letters + string.digits + "%&#_~?=/:.-+()$,;"), min_size=1, max_size=20
)
PAGES = st.none() | st.from_regex(r"[A-Za-z]?[0-9]{1,4}(-[0-9]{1,4})?(, [0-9]{1,3})?", fullmatch=True)
KEYS = st.from_regex(r"[a-z]{1,8}[0-9]{0,4}[a-z]?", fullmatch=True)

WORKS = st.builds(
    Work,
    type=st.sampled_from(sorted(CSL_TYPES)),
    authors=NAMES,
    editors=NAMES,
    translators=NAMES,
    title=SOME_TEXT,
    printed_title=SOME_TEXT,
    container=SOME_TEXT,
    container_authors=NAMES,
    collection=SOME_TEXT,
    collection_number=SOME_TEXT,
    event=SOME_TEXT,
    publisher=SOME_TEXT,
    place=SOME_TEXT,
    volume=SOME_TEXT | st.sampled_from(["1", "12", "XII"]),
    issue=SOME_TEXT,
    number=SOME_TEXT,
    pages=PAGES,
    edition=SOME_TEXT,
    section=SOME_TEXT,
    genre=SOME_TEXT | st.sampled_from(["report", "thesis", "phdthesis", "PhD thesis", "MA thesis"]),
    issued=DATES,
    accessed=DATES,
    doi=st.none() | ADDRESSES,
    isbn=SOME_TEXT,
    issn=SOME_TEXT,
    urls=st.lists(ADDRESSES, unique=True, max_size=3).map(tuple),
    archive_url=st.none() | ADDRESSES,
    language=st.none() | st.sampled_from([*LANGUAGES, "ps", "x-other"]),
    abstract=SOME_TEXT,
    note=SOME_TEXT,
)
# The variables that only BibLaTeX and CSL have places for: a few of them at a time, among few other fields.
FURTHER = (
    {name: NAMES for name in FURTHER_FIELDS if name in NAME_FIELDS}
    | {name: TEXTS for name in FURTHER_FIELDS if name in TEXT_FIELDS}
    | {name: SOME_DATE for name in FURTHER_FIELDS if name in DATE_FIELDS}
    | {
        "archive": TEXTS | st.sampled_from(["arXiv", "arxiv", "JSTOR", "pubmed"]),
        "archive_location": TEXTS | st.sampled_from(["2101.00001", "arXiv:1", "Box 3"]),
        "status": TEXTS | st.sampled_from(["in press", "inpress"]),
        "number_of_volumes": TEXTS | st.sampled_from(["3", "XII"]),
    }
)
PLAIN_WORKS = st.builds(
    Work,
    type=st.sampled_from(sorted(CSL_TYPES)),
    editors=NAMES,
    title=SOME_TEXT,
    container=SOME_TEXT,
    event=SOME_TEXT,
    number=SOME_TEXT,
)


@st.composite
def _with_further_fields(draw: st.DrawFn) -> Work:
    chosen = draw(st.lists(st.sampled_from(FURTHER_FIELDS), min_size=1, max_size=8, unique=True))
    return dataclasses.replace(draw(PLAIN_WORKS), **{name: draw(FURTHER[name]) for name in chosen})


ALL_WORKS = WORKS | _with_further_fields()
ENTRIES = st.builds(
    Entry,
    citekey=KEYS,
    work=ALL_WORKS,
    cited_by=st.lists(KEYS, unique=True, max_size=3).map(tuple),
    keywords=st.lists(TEXTS, unique=True, max_size=3).map(tuple),
    aliases=st.lists(KEYS, unique=True, max_size=2).map(tuple),
    files=st.lists(
        st.text(st.sampled_from(string.ascii_letters + "/\\:;., -_%é"), min_size=1, max_size=12)
        .map(str.strip)
        .filter(bool),
        unique=True,
        max_size=2,
    ).map(tuple),
)

# A whole entry takes hypothesis long to make, and each one tries thirty fields at once.
few = settings(max_examples=40)


def written(entry: Entry) -> BibFile:
    return put_entry(BibFile.parse(b""), entry)


def read_back(bibfile: BibFile) -> Entry:
    (entry,), _ = entries_of(BibFile.parse(bibfile.to_bytes()))
    return entry


@few
@given(ENTRIES)
def test_an_entry_written_is_the_entry_read(entry: Entry) -> None:
    assert read_back(written(entry)) == dataclasses.replace(entry, line=1)


@few
@given(ALL_WORKS)
def test_every_field_of_a_work_is_valid_for_its_entry_type(work: Work) -> None:
    kind, fields = fields_of(Entry(citekey="k", work=work))
    common = {
        "author",
        "title",
        "note",
        "addendum",
        "entrysubtype",
        "date",
        "urldate",
        "url",
        "doi",
        "langid",
        "abstract",
    }
    assert set(fields) <= common | set(OWN_FIELDS) | set(PLACES[kind].values()) | {*EVERYWHERE.values()} | SLOT_FIELDS


@few
@given(ENTRIES)
def test_what_refdesk_writes_has_no_problems(entry: Entry) -> None:
    assert written(entry).problems == ()


@few
@given(ENTRIES, ENTRIES)
def test_an_entry_edited_into_another_reads_as_the_other(one: Entry, other: Entry) -> None:
    edited = put_entry(written(one), other, previous=one)
    assert read_back(edited) == dataclasses.replace(other, line=1)


@few
@given(ENTRIES)
def test_putting_an_unchanged_entry_moves_no_byte(entry: Entry) -> None:
    assert put_entry(written(entry), entry, previous=entry).to_bytes() == written(entry).to_bytes()


@few
@given(ENTRIES, TEXTS)
def test_a_changed_note_changes_one_line(entry: Entry, note: str) -> None:
    before = written(entry)
    changed = dataclasses.replace(entry, work=dataclasses.replace(entry.work, note=note))
    after = put_entry(before, changed, previous=entry)
    old_lines, new_lines = (bibfile.to_bytes().decode().split("\n") for bibfile in (before, after))
    assert sum(line not in old_lines for line in new_lines) <= 1


@given(TEXTS)
def test_text_written_as_latex_is_the_text_read(text: str) -> None:
    assert text_of(latex_of(text)) == text


@given(TEXTS)
def test_latex_has_balanced_braces(text: str) -> None:
    assert BibFile.parse(b"@a{k,}").set("k", "t", latex_of(text)).entry("k").fields["t"] == latex_of(text)


@given(st.text(st.sampled_from("\\{}$%&#~^_-'`\"abü \n,.;"), max_size=60))
def test_any_latex_can_be_read(latex: str) -> None:
    assert "\\textbackslash" not in text_of(latex)


@given(NAMES)
def test_names_written_are_the_names_read(names: tuple[Name, ...]) -> None:
    assert names_of(latex_of_names(names)) == names


@given(NAMES.filter(bool))
def test_others_stay_the_last_name(names: tuple[Name, ...]) -> None:
    assert names_of(latex_of_names((*names, OTHERS))) == (*names, OTHERS)


@given(st.text(st.sampled_from('\\{},="~ andAND family=given. ü'), max_size=60))
def test_any_name_field_can_be_read(latex: str) -> None:
    assert all(name != Name() for name in names_of(latex))


@given(SOME_DATE)
def test_a_date_written_as_edtf_is_the_date_read(date: PartialDate) -> None:
    assert PartialDate.from_edtf(date.edtf) == date


@given(st.text(st.sampled_from("0129X-/.?~%TYZ:+ "), max_size=30))
def test_edtf_text_that_is_read_is_written_as_it_was(text: str) -> None:
    date = PartialDate.from_edtf(text)
    assert date is None or date.edtf == text.strip()


@given(SOME_DATE)
def test_a_date_agrees_with_itself(date: PartialDate) -> None:
    assert date.agrees_with(date)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
VARIABLES = st.sampled_from(
    ["type", "title", "author", "issued", "accessed", "volume", "URL", "custom", "note", "strange"]
)
PARTS_OF_DATES = st.dictionaries(
    st.sampled_from(["date-parts", "raw", "literal", "season", "circa"]),
    JSON | st.lists(st.lists(st.integers() | st.text(st.sampled_from("0123-"), max_size=6), max_size=4), max_size=3),
)


@given(st.dictionaries(VARIABLES, JSON | PARTS_OF_DATES, max_size=5))
def test_any_csl_item_can_be_read(item: dict[str, object]) -> None:
    work = work_of(item)
    assert work_of(csl_of(work)) == work


@few
@given(ALL_WORKS)
def test_a_work_written_as_csl_is_the_work_read(work: Work) -> None:
    assert work_of(csl_of(work)) == work
