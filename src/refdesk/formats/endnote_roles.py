"""What do the parts of a reference mean in EndNote's family of formats? A Record ↔ an Entry.

RIS, EndNote's tagged files and its XML write one model in three ways: a type, and values in roles whose meaning
hangs on the type ("secondary title" is a journal, a book, a series or a conference). A Record holds these roles
under RIS's tags. Which role means what is taken from the tables of EndNote's reference types and from what Zotero
reads and writes; where the two differ, both are read.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from refdesk.formats.endnote_kinds import BY_RIS, GENERIC, Kind, kind_of
from refdesk.formats.facts import Facts, addresses_in, bare_doi, squeezed, tidy
from refdesk.model.date import PartialDate, plausible
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.dates import SEASONS, parse_date

OTHERS = Name(literal="others")


@dataclass(frozen=True)
class Record:
    """A reference as it stands: its type, and each value under the RIS tag of its role, in order.

    `said_type` is what the source called a type that refdesk does not know, else "".
    """

    kind: Kind
    values: tuple[tuple[str, str], ...]
    said_type: str = ""

    @functools.cached_property
    def roles(self) -> frozenset[str]:
        """The roles that have a value."""
        return frozenset(role for role, _ in self.values)

    @functools.cached_property
    def first_page(self) -> str:
        """The first page, if the record gives pages."""
        pages = next((tidy(value) for role, value in self.values if role == "SP"), "")
        return re.split("[-–]", pages)[0].strip()

    @functools.cached_property
    def visit(self) -> PartialDate | None:
        """The day that a web page has as its number, and its year as volume: EndNote keeps the visit there."""
        said = {role: tidy(value) for role, value in reversed(self.values) if role in _OF_VISITS}
        day, year = said.get("M1", said.get("IS", "")), said.get("VL", "")
        date = date_of(day) or date_of(f"{day}, {year}")
        return date if date and date.day and year in {"", f"{date.year}"} else None


_JOURNALS = {"article-journal", "article-magazine", "article-newspaper", "review", "review-book", "periodical"}
# In these a second title is the series, for the work stands in no other.
_WHOLE = {"book", "classic", "report", "software", "map", "thesis", "collection", "pamphlet", "dataset", "standard"}
_IN_SERIES = {"book", "classic", "collection", "chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"}
# The standard number of these is no ISBN but their own.
_NUMBERED = {"report", "patent", "standard"}
_ROLES: Mapping[str, str] = {
    "TI": "title",
    "T2": "container",
    "T3": "collection",
    "AB": "abstract",
    "PB": "publisher",
    "CY": "place",
    "VL": "volume",
    "IS": "issue",
    "M1": "number",
    "ET": "edition",
    "SE": "section",
    "LA": "language",
    "M3": "genre",
    "DO": "doi",
    # Other tags for the same, which are read and never written.
    "T1": "title",
    "CT": "title",
    "N2": "abstract",
    "PP": "place",
    "JF": "container",
    "JO": "container",
    "BT": "container",
}
_PEOPLE = {"AU": "authors", "A1": "authors", "A2": "editors", "ED": "editors", "A4": "translators"}
# Who a second author is where it is no editor.
_SECOND_AUTHORS = {
    "book": "series editor",
    "classic": "series editor",
    "thesis": "advisor",
    "patent": "issuing organization",
    "personal_communication": "recipient",
    "bill": "sponsor",
    "legal_case": "reporter",
}
_LABELS = {
    "A3": "series editor",
    "A4": "subsidiary author",
    "AD": "author address",
    "AN": "accession number",
    "AV": "location in archive",
    "CA": "caption",
    "CN": "call number",
    "CL": "conference place",
    "CP": "conference",
    "CY": "place",
    "DA": "date",
    "DB": "database",
    "DP": "database provider",
    "EP": "end page",
    "JF": "journal",
    "JO": "journal",
    "M1": "number",
    "M2": "extra",
    "NV": "number of volumes",
    "OP": "original publication",
    "PY": "year",
    "RI": "reviewed item",
    "RP": "reprint edition",
    "SP": "pages",
    "ST": "short title",
    "T2": "second title",
    "T3": "third title",
    "TA": "translated author",
    "TT": "translated title",
    "Y1": "year",
    "Y2": "accessed",
}
# Pages and dates are told by several roles together.
_JOINT = {"SP", "EP", "DA", "PY", "Y1", "Y2"}
_OF_VISITS = {"M1", "IS", "VL"}
_OF_JOURNALS = {"SE": "start page", "ET": "epub date"}
_ABBREVIATIONS = ("JA", "J1", "J2")
_AND_OTHERS = re.compile(r"(?<=[^\s,;])[,;]?\s+(?:et al\.?|and others)\s*\Z", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr)\.?\Z|[IVX]{1,4}\Z", re.IGNORECASE)
# Scopus says behind each number what it is.
_NUMBER_KIND = re.compile(r" ?\((?:ISSN|ISBN)\)")
_PAGES = re.compile(r"([^\s–-]+)-([^\s–-]+)\Z")
_RIS_DATE = re.compile(r"(-?\d{4})/\s*(\d{0,2})\s*(?:/\s*(\d{0,2})\s*)?(?:/\s*(.*))?\Z", re.DOTALL)
_SEASON_NAMES = ("Spring", "Summer", "Fall", "Winter")
_LONGEST_DATE = 100
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)")
_YEARS = re.compile(r"(\d{4})\s?[-–]{1,2}\s?(\d{4})\Z")
_ABOUT = re.compile(r"(?:c\.|ca?\.? |ca\.|circa |about |um )\s*\[?(\d{4})\Z", re.IGNORECASE)
_LAST_YEAR = 9999
_TIME = re.compile(r"[\d:.Z+-]*\Z")
_BEFORE_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d) (?=\d\d:)")
_PLAIN_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")


def entry_of(record: Record) -> Entry:
    """The entry that a record means."""
    facts = Facts()
    citekey = ""
    if record.said_type:
        facts.beside("type", record.said_type)
    _take_pages(facts, record)
    _take_dates(facts, record)
    joint: set[str] = set()
    for role, value in record.values:
        if role in {"ID", "LB"}:
            citekey = citekey or value
        elif role not in _JOINT:
            _take(facts, record, role, value)
        elif role in joint:
            facts.beside(_label_of(role, record.kind.csl), value)
        joint.add(role)
    return facts.entry(citekey, record.kind.csl)


def _take(facts: Facts, record: Record, role: str, value: str) -> None:
    """Take one value that does not hang on others."""
    people = _people_of(record.kind)
    if role in people:
        facts.add(people[role], names_in(value))
    elif role in _TAKERS:
        _TAKERS[role](facts, record.kind.csl, value)
    elif role in _OF_VISITS and record.kind.csl == "webpage" and record.visit:
        facts.put("accessed", record.visit)
    elif role in _OF_JOURNALS and record.kind.csl == "article-journal":
        _take_of_journal(facts, record, role, value)
    elif role in _fields_of(record.kind.csl):
        _put(facts, record, role, value)
    elif role in _ABBREVIATIONS:
        _take_abbreviation(facts, record, value)
    else:
        facts.beside(_label_of(role, record.kind.csl), value)


def _put(facts: Facts, record: Record, role: str, value: str) -> None:
    """Put a value into the field of its role; a conference and its proceedings share two roles."""
    csl = record.kind.csl
    field = _fields_of(csl)[role]
    if role == "T2" and csl == "paper-conference" and "C3" in record.roles:
        field = "event"
    if role == "M3" and bare_doi(value).startswith("10."):
        field = "doi"
    if role == "BT" and csl in _WHOLE:
        field = "title"
    facts.put(field, bare_doi(value) if field == "doi" else value, _label_of(role, csl))


@functools.cache
def _fields_of(csl: str) -> Mapping[str, str]:
    """Role → field of Work for one type, the role to write first."""
    roles = dict(_ROLES)
    if csl in _WHOLE:
        roles = {"T2": "collection"} | roles | {"T2": "collection"}
    if csl in _JOURNALS:
        roles |= {"M1": "issue", "C7": "number"}
    if csl in _IN_SERIES:
        roles |= {"M1": "collection_number"}
    if csl == "paper-conference":
        roles = {"C1": "place", "C3": "container"} | roles | {"CP": "event"}
    return roles


def _people_of(kind: Kind) -> Mapping[str, str]:
    """Role → field of Work that holds names. An edited book's authors are its editors."""
    people = dict(_PEOPLE)
    if kind.csl in _SECOND_AUTHORS:
        del people["A2"]
    if kind.csl in {"book", "classic"}:
        people |= {"A3": "editors"}
    if kind.ris == "EDBOOK":
        people |= {"AU": "editors", "A1": "editors"}
    if kind.csl == "legal_case":
        del people["A4"]
    return people


def _label_of(role: str, csl: str) -> str:
    if role == "A2":
        return _SECOND_AUTHORS.get(csl, "editor")
    return f"custom {role[1]}" if re.fullmatch(r"C[1-8]", role) else _LABELS.get(role, role)


def _take_of_journal(facts: Facts, record: Record, role: str, value: str) -> None:
    """An article's edition is the day it came out first, its section the first page, which most records repeat."""
    if tidy(value) != record.first_page:
        facts.beside(_OF_JOURNALS[role], value)


def _take_abbreviation(facts: Facts, record: Record, value: str) -> None:
    """Take the short name of a journal for its name where the record gives no other."""
    if record.roles & {"T2", "JF", "JO", "BT"} or record.kind.csl in _WHOLE:
        facts.beside("short container title", value)
    else:
        facts.put("container", value, "short container title")


def _take_standard_number(facts: Facts, csl: str, value: str) -> None:
    """Tell ISBN from ISSN by their length; a report's or patent's own number has any other."""
    for number in re.split(r" ?[;\r\n] ?|, |(?<=\d) (?=97[89])", squeezed(_NUMBER_KIND.sub("", value))):
        length = len(re.sub(r"[\s-]|\([^()]*\)", "", number))
        if (csl in _NUMBERED and length not in {8, 10, 13}) or number.lower().startswith("arxiv:"):
            facts.put("number", number)
        elif length == 8 or (csl in _JOURNALS and length not in {10, 13}):
            put_standard_number(facts, "issn", number)
        else:
            put_standard_number(facts, "isbn", number)


def put_standard_number(facts: Facts, field: str, number: str) -> None:
    """Put the number alone; behind it stands which edition it is of, as in `(Electronic)` or `(pbk.)`."""
    bare, kind = re.fullmatch(r"(.*?)\s*(\([^()]*\))?", number, re.DOTALL).groups("")  # type: ignore[union-attr] # any text fits
    is_second = facts.has(field)
    if bare and not is_second:
        facts.put(field, bare)
    if is_second or kind.lower() not in {"", "(print)"}:
        facts.beside(field.upper(), number)


def _take_addresses(facts: Facts, _csl: str, value: str) -> None:
    addresses = addresses_in(value)
    facts.files(address for address in addresses if address.startswith(("internal-pdf:", "file:")))
    facts.add("urls", (address for address in addresses if not address.startswith(("internal-pdf:", "file:"))))


def _take_file(facts: Facts, csl: str, value: str) -> None:
    """A document that lies on the web is an address, any other a file."""
    if re.match(r"https?://", value):
        _take_addresses(facts, csl, value)
    else:
        facts.files(value.split("\n"))


_TAKERS: Mapping[str, Callable[[Facts, str, str], None]] = {
    "SN": _take_standard_number,
    "UR": _take_addresses,
    "LK": _take_addresses,
    "L1": _take_file,
    "L2": _take_file,
    "L3": _take_file,
    "L4": _take_file,
    "KW": lambda facts, _, value: facts.keywords(re.split(r"[;\r\n]", value)),
    "N1": lambda facts, _, value: facts.note(value),
    "RN": lambda facts, _, value: facts.note(value),
}


def _take_pages(facts: Facts, record: Record) -> None:
    first, last = (
        next((tidy(value) for role, value in record.values if role == wanted), "") for wanted in ("SP", "EP")
    )
    first = re.sub(r" ?[-–]+ ?", "-", first)
    if first and last and "-" not in first and first != last:
        facts.put("pages", f"{first}-{last}")
    else:
        facts.put("pages", first or last)
        if last and first and not first.endswith(last):
            facts.beside("end page", last)


def _take_dates(facts: Facts, record: Record) -> None:
    """The date of issue from DA, Y1 and PY, of which one may hold the year alone or the day alone; Y2 is the visit."""
    said = {role: tidy(value) for role, value in reversed(record.values) if role in {"DA", "PY", "Y1", "Y2"}}
    visited = said.pop("Y2", "")
    year = next((found[0] for role in ("PY", "Y1", "DA") if (found := re.search(r"-?\d{4}", said.get(role, "")))), "")
    read = {
        role: date_of(value) or (None if year in value else date_of(f"{value}, {year}")) for role, value in said.items()
    }
    known = sorted((date for date in read.values() if date), key=_fullness, reverse=True)
    for role, date in read.items():
        if date is None or not date.agrees_with(known[0]) or _says_more(said[role]):
            facts.beside("date" if role == "DA" else "year", said[role])
    facts.put("issued", known[0] if known else _year_in(" ".join(said.values())))
    if record.roles & {"CP", "CL"}:  # Web of Science gives the days of the conference there
        facts.beside("conference date", visited)
        return
    facts.put("accessed", date_of(visited))
    if visited and (date_of(visited) is None or _says_more(visited)):
        facts.beside("accessed", visited)


def _year_in(text: str) -> PartialDate | None:
    """The one year that is certain in a text that is no date, as in `2001a` and `05/06/2021`."""
    years = set(_ANY_YEAR.findall(text[:_LONGEST_DATE]))
    return PartialDate(int(years.pop())) if len(years) == 1 else None


def _fullness(date: PartialDate) -> tuple[int, int]:
    return len(date.parts), len(date.edtf)


def date_of(text: str) -> PartialDate | None:
    """A date as RIS (`2021/05/06/`, `2021///Spring`), as EDTF or in words; None where it is none."""
    if len(text) > _LONGEST_DATE:
        return None
    if slashed := _RIS_DATE.match(text):
        return _slashed_date(slashed)
    return PartialDate.from_edtf(_BEFORE_TIME.sub("T", text)) or parse_date(text) or _loose_year(text)


def _loose_year(text: str) -> PartialDate | None:
    """The year in `c. 1850`, `[1850?]`, and in `c1999` or `©1999`, which is that of a copyright."""
    bare = text.strip(" .,;()[]")
    if about := _ABOUT.match(bare):
        return PartialDate(int(about[1]), approximate=True)
    return PartialDate.from_edtf(_YEARS.sub(r"\1/\2", bare.lstrip("c©")))


def _slashed_date(match: re.Match[str]) -> PartialDate | None:
    """RIS's date; what stands behind its third slash is a time, a season or, from refdesk, the whole in EDTF."""
    year, month, day = int(match[1]), int(match[2] or 0) or None, int(match[3] or 0) or None
    other = (match[4] or "").strip()
    if not plausible(month, day if month else None, year):
        return None
    date = PartialDate(year, month, day if month else None)
    whole = PartialDate.from_edtf(other)
    if whole is not None and whole.year == year:
        return whole
    season = SEASONS.get(other.lower())
    if season and month is None:
        return PartialDate(year, season)
    return date


def _says_more(text: str) -> bool:
    """Whether words stand behind the third slash of a RIS date ("in press") that are no part of the date."""
    slashed = _RIS_DATE.match(text)
    other = (slashed[4] or "").strip() if slashed else ""
    return not (_TIME.match(other) or other.lower() in SEASONS or PartialDate.from_edtf(other))


def names_in(text: str) -> Iterator[Name]:
    """The names in one value: one, or several parted by semicolons, line ends or "and" if each is inverted."""
    whole = _AND_OTHERS.sub("", text)
    parts = [part for raw in re.split(r"[;\r\n]+|\sand\s", whole) if (part := tidy(raw))]
    several = len(parts) > 1 and all("," in part for part in parts)
    yield from (name_of(part) for part in (parts if several else [tidy(whole)]) if part)
    if whole != text:
        yield OTHERS


def name_of(text: str) -> Name:
    """A name written `Family, Given, Suffix`; a body ends in a comma or has none (EndNote's rule for bodies)."""
    if text.rstrip(".").lower() in {"et al", "others"}:
        return OTHERS
    if text.endswith(",") or "," not in text:
        return Name(literal=text.removesuffix(",").strip() or text)
    family, given, *rest = (part.strip() for part in text.split(","))
    suffix = ", ".join(part for part in rest if part)
    if suffix.startswith(("and ", "& ")):  # "Ministry of Health, Education, and Welfare"
        return Name(literal=text)
    if suffix and _SUFFIX.match(given):
        given, suffix = suffix, given
    return _with_particle(family, given, suffix)


def _with_particle(family: str, given: str, suffix: str) -> Name:
    """The particle is what stands in small letters before the family name, as in "van der Berg"."""
    words = family.split(" ")
    count = next((index for index, word in enumerate(words) if not word[:1].islower()), 0)
    return Name(" ".join(words[count:]), given, " ".join(words[:count]), suffix)


# -- to a record -------------------------------------------------------------------------------------------------------

_ORDER_OF_ROLES = """
    AU A2 A3 ED A4 TI T2 T3 JF C3 PY DA VL IS M1 C7 SP EP ET SE PB CY C1
    SN DO UR Y2 LA M3 AB N1 KW L1 ID
"""
_ORDER = tuple(_ORDER_OF_ROLES.split())


def record_of(entry: Entry, *, in_ris: bool) -> Record:
    """The record that says what `entry` says, as far as its type has roles for it."""
    work = entry.work
    kind = kind_of(work.type, in_ris=in_ris)
    if kind.ris == "BOOK" and work.editors and not work.authors:
        kind = BY_RIS["EDBOOK"]
    values = [
        *_written_people(kind, work),
        *_written_texts(kind.csl, work),
        *_written_numbers(work),
        *_written_dates(work),
        *(("UR", url) for url in work.urls),
        *(("KW", word) for word in entry.keywords),
        *(("L1", path) for path in entry.files),
        ("ID", entry.citekey),
    ]
    said = [(role, tidy(value)) for role, value in values if value]
    return Record(kind, tuple(sorted(said, key=lambda pair: _ORDER.index(pair[0]))))


def _written_people(kind: Kind, work: Work) -> Iterator[tuple[str, str]]:
    people = _people_of(kind)
    roles = {field: role for role, field in reversed(tuple(people.items())) if role not in {"A1", "ED"}}
    if "editors" not in roles:
        roles["editors"] = "ED"
    for field, role in roles.items():
        yield from ((role, written_name(name)) for name in getattr(work, field))


def written_name(name: Name) -> str:
    """The name as EndNote reads it: a body ends in a comma."""
    if name == OTHERS:
        return "et al."
    if name.is_literal:
        return f"{name.literal}," if "," in name.literal or " " in name.literal else name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    if not name.given and not name.suffix:
        return family
    return f"{family}, {name.given}, {name.suffix}" if name.suffix else f"{family}, {name.given}"


def _written_texts(csl: str, work: Work) -> Iterator[tuple[str, str]]:
    fields = _fields_of(csl)
    roles = {field: role for role, field in reversed(tuple(fields.items()))}
    if csl == "paper-conference":
        roles |= {"container": "C3" if work.event else "T2", "event": "T2"}
    if csl in _NUMBERED and work.number and len(re.sub(r"[\s-]", "", work.number)) not in {8, 10, 13}:
        roles["number"] = "SN"
    for field, role in roles.items():
        yield role, getattr(work, field) or ""
    yield from (("N1", note) for note in (work.note or "").split("\n\n"))


def _written_numbers(work: Work) -> Iterator[tuple[str, str]]:
    pages = _PAGES.match(work.pages or "")
    yield from (("SP", pages[1]), ("EP", pages[2])) if pages else (("SP", work.pages or ""),)
    yield "SN", work.isbn or ""
    yield "SN", work.issn or ""


def _written_dates(work: Work) -> Iterator[tuple[str, str]]:
    issued = work.issued
    if issued and abs(issued.year) <= _LAST_YEAR:
        yield "PY", _year_of(issued)
    if issued and (abs(issued.year) > _LAST_YEAR or issued != PartialDate(issued.year)):
        yield "DA", issued.edtf
    if work.accessed:
        yield "Y2", work.accessed.edtf


def _year_of(date: PartialDate) -> str:
    return f"{date.year:05d}" if date.year < 0 else f"{date.year:04d}"


def ris_date(edtf: str) -> str:
    """An EDTF date as RIS writes it, `2021/05/06/`; what RIS has no form for stands behind the third slash."""
    plain, date = _PLAIN_DATE.match(edtf), PartialDate.from_edtf(edtf)
    if plain and date and not date.season:
        return f"{plain[1]}/{plain[2] or ''}/{plain[3] or ''}/"
    if date is None or abs(date.year) > _LAST_YEAR:
        return edtf
    return f"{_year_of(date)}///{_SEASON_NAMES[date.season - 1] if plain and date.season else edtf}"


def as_records(entries: Iterable[Entry], *, in_ris: bool) -> Iterator[Record]:
    """The records of the entries, in order."""
    return (record_of(entry, in_ris=in_ris) for entry in entries)


def kind_named(said: str, kinds: Mapping[str, Kind]) -> tuple[Kind, str]:
    """The kind that a source names, and the name itself where no kind bears it."""
    known = kinds.get(said)
    return (known, "") if known else (GENERIC, said)
