"""Take what somebody pastes into the desk.

In: a text of any kind: BibTeX, RIS or another format that refdesk reads; else, line by line, a DOI, an address, an ISBN
or a printed reference. Out: a Source for `importing.take_in`. Nothing is looked up on the web: an entry made of a bare
number or address holds just that, and is a stub.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from refdesk.desk.importing import Report, take_in
from refdesk.desk.incoming import BIBTEX, Incoming, Source, read_source
from refdesk.desk.place import Desk
from refdesk.formats.bibfile import BibFile, readable
from refdesk.formats.exchange import LeftOut, sniff
from refdesk.model.errors import RefdeskError
from refdesk.model.identifiers import thirteen_digits
from refdesk.model.library import STUB, Entry
from refdesk.model.work import Work
from refdesk.parsing.addresses import host, same_page_form
from refdesk.parsing.references import MOST_CHARACTERS, ParsedReference, describes_work, parse_reference

PLAIN = "text"
"""The name of the format for DOIs, addresses, ISBNs and printed references."""

_UNSURE = 0.8
"""Confidence below which a person is asked to look at a field: of those one in five is wrong, or more (finding.md)."""
_ISBN = re.compile(r"(?:ISBN(?:-1[03])?:?\s*)?([\d][\d\s-]{8,20}[\dXx])\Z", re.IGNORECASE)
# https://info.arxiv.org/help/arxiv_identifier.html: 2101.00001v2 since 2007, hep-th/9901001 before.
_ARXIV = re.compile(r"arxiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7})\Z", re.IGNORECASE)
# A reference that ends here ends like this; one that was wrapped breaks off in a name or title.
_CLOSED = re.compile(r"(?:[.>)\]]|https?://\S+|10\.\d{4,9}/\S+)\Z")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# "see https://…": a word or two in small letters before an address are no title.
_REMARKED = re.compile(r"(?P<remark>[a-z]+(?: [a-z]+)?:?) (?P<address>https?://\S+)")
_LONGEST_KEY = 40
_TOP = frozenset({"info", "name", "museum", "arpa", "academy", "online"})


def add(  # noqa: PLR0913 - each is a word of the command line
    desk: Desk,
    data: bytes,
    *,
    name: str,
    format: str | None = None,  # noqa: A002 - as on the command line
    key: str | None = None,
    anyway: bool = False,
    dry_run: bool = False,
) -> Report:
    """Add what `data` says to the library, as one step.

    `name` is what errors call the text. Raises RefdeskError where it says nothing that could be an entry, or a key is
    given and there are several.
    """
    source = pasted(data, format, name)
    if key is not None and len(source.items) > 1:
        raise RefdeskError(
            f"--key names one entry, and there are {len(source.items)}", where=name, remedy="add them one by one"
        )
    if not source.items:
        raise _nothing_in(source)
    count = len(source.items)
    title = f"add {_called(source.items[0])}" if count == 1 else f"add {count} works"
    return take_in(desk, [source], title, key=key, anyway=anyway, dry_run=dry_run)


def _nothing_in(source: Source) -> RefdeskError:
    """Why a text gave no entry at all."""
    remedy = "paste BibTeX, RIS, CSL-JSON, a DOI, a URL, or a reference"
    if not source.left_out:
        return RefdeskError("holds no entry", where=source.name, remedy=remedy)
    first = source.left_out[0]
    reason = f"{first.place}: {first.reason}"
    return RefdeskError(reason, where=source.name, remedy=remedy if source.format == PLAIN else "mend it first")


def _called(item: Incoming) -> str:
    """What `history` calls an item."""
    work = item.entry.work
    return item.entry.citekey or work.title or work.doi or work.url or work.isbn or "a work"


def pasted(data: bytes, format: str | None, name: str) -> Source:  # noqa: A002 - the same
    """The items of a pasted text, of the format named or the one it looks like; else those of its lines."""
    known = format or sniff(data, name) or _bibtex_amid(data)
    if known is not None and known != PLAIN:
        source = read_source(data, known, name)
        return _with_statements_beside(source, data) if known in BIBTEX else source
    items, left_out = _read_statements(data.decode("utf-8", "replace").removeprefix("\ufeff"))
    return Source(name=name, format=PLAIN, items=tuple(items), left_out=tuple(left_out))


def _read_statements(text: str) -> tuple[list[Incoming], list[LeftOut]]:
    """What the text states, reference by reference, and what of it describes no work."""
    items: list[Incoming] = []
    left_out: list[LeftOut] = []
    for place, told in _statements(text):
        item = stated(told, place)
        if item is None:
            left_out.append(LeftOut(place, _why_none(told)))
        else:
            items.append(item)
    return items, left_out


def _why_none(text: str) -> str:
    """Why a line gives no entry."""
    number = _ISBN.match(text.strip())
    if number and len(re.sub(r"[\s-]", "", number[1])) in {10, 13}:
        return f"the check digit of {number[1]!r} is not that of an ISBN; look for a slip in it"
    return f"{text[:60]!r} describes no work that refdesk can read"


def _with_statements_beside(source: Source, data: bytes) -> Source:
    """The source with the references that stand in lines of their own between BibTeX entries.

    Other free text, as a letter around them, is no reference and stays where it is, as the source's notes tell.
    """
    blocks = BibFile.parse(data).blocks
    free = (line.strip() for block in blocks if block.kind == "text" for line in readable(block.raw).splitlines())
    items = [stated(line, "between the entries") for line in free if line and describes_work(line)]
    return replace(source, items=(*source.items, *(item for item in items if item is not None)))


def _bibtex_amid(data: bytes) -> str | None:
    """BibTeX that stands in the middle of a line, as in a letter: "Please cite: @book{…}"."""
    is_worth_a_look = b"@" in data and b"=" in data and b"\0" not in data
    return "bibtex" if is_worth_a_look and any(entry.fields for entry in BibFile.parse(data).entries) else None


def _statements(text: str) -> Iterator[tuple[str, str]]:
    """The pasted references with their places: one a line, with the lines that it was wrapped to."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    in_paragraphs = bool(_BLANK_LINE.search(plain.strip()))
    lines = plain.split("\n")
    place, told = 0, ""
    for number, line in enumerate(lines, 1):
        if told and line.strip() and _goes_on(lines[place - 1], told, line, in_paragraphs=in_paragraphs):
            told = f"{told} {line.strip()}"
            continue
        if told:
            yield f"line {place}", told
        place, told = number, line.strip()
    if told:
        yield f"line {place}", told


def _goes_on(first: str, told: str, line: str, *, in_paragraphs: bool) -> bool:
    """Whether `line` is the rest of the reference that began with the line `first` and says `told` so far."""
    if len(told) > MOST_CHARACTERS:
        return False
    if _indent(line) > _indent(first):
        return True
    return not _stands_alone(line) and (in_paragraphs or not _CLOSED.search(told))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _stands_alone(line: str) -> bool:
    return describes_work(line) or _isbn_in(line) is not None or bool(_ARXIV.match(line.strip()))


def stated(text: str, place: str = "") -> Incoming | None:
    """The item that one line states, or None where it describes no work."""
    if isbn := _isbn_in(text):
        return _stub(Work(type="book", isbn=isbn), place, f"isbn{thirteen_digits(isbn)}")
    if arxiv := _ARXIV.match(text.strip()):
        work = Work(type="article", urls=(f"https://arxiv.org/abs/{arxiv[1]}",))
        return _stub(work, place, _slug(f"arxiv-{arxiv[1]}"))
    if remark := _REMARKED.fullmatch(text.strip()):
        bare = stated(remark["address"], place)
        return bare and replace(bare, doubts=(*bare.doubts, f"not taken: {remark['remark']!r} beside the address"))
    parsed = parse_reference(text)
    if parsed is None:
        return None
    work = parsed.work
    if not work.title and not work.creators and not (work.container and work.volume):
        return _stub(work, place, _key_of_address(work))
    return Incoming(entry=Entry(citekey="", work=work), place=place, doubts=tuple(_doubts(parsed)))


def _stub(work: Work, place: str, wanted: str) -> Incoming:
    """A work known by its number or address only."""
    known = "DOI" if work.doi else "ISBN" if work.isbn else "address"
    doubt = f"a stub: no more than its {known} is known; tell title and author with refdesk edit"
    return Incoming(entry=Entry(citekey="", work=work, keywords=(STUB,)), place=place, wanted=wanted, doubts=(doubt,))


def _doubts(parsed: ParsedReference) -> Iterator[str]:
    """What a person should look at: fields that were half guessed, and what is odd about the reference."""
    unsure = [f"{name.replace('_', ' ')} ({sure:.2f})" for name, sure in parsed.fields if sure < _UNSURE]
    if unsure:
        yield f"not sure of {', '.join(unsure)}: look at it"
    yield from (problem.message for problem in parsed.problems)


def _isbn_in(text: str) -> str | None:
    """The ISBN that the text is, with its hyphens; None where it is none or its check digit is wrong."""
    found = _ISBN.match(text.strip())
    return found[1] if found and thirteen_digits(found[1]) else None


def _key_of_address(work: Work) -> str:
    """A citekey for a work that is known by a DOI or an address alone: what tells it apart from others there."""
    if work.doi:
        return _slug(work.doi.partition("/")[2])
    page = same_page_form(work.url or "").partition("?")[0]
    last = re.sub(r"\.(?:html?|php|pdf|aspx?)$", "", page.rpartition("/")[2]) if "/" in page else ""
    return _slug(f"{_name_of_site(host(work.url or ''))}-{last}")


def _name_of_site(site: str) -> str:
    """What a site is called: "bbc" for news.bbc.co.uk, "rand" for rand.org."""
    parts = site.split(".")
    while len(parts) > 1 and (len(parts[-1]) <= 3 or parts[-1] in _TOP):
        parts.pop()
    return parts[-1]


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:_LONGEST_KEY].strip("-")
    return slug if re.search("[a-z]", slug) else f"doi-{slug}" if slug else ""
