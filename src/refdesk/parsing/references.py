"""Printed references.

In: the string of one reference, from a list or a note, with its Markdown italics if it has any. Out: what
it says as a Work, how sure that is, and what is odd about it; or None where the string describes no work.
"""

import re
from dataclasses import dataclass

from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.parsing.addresses import find_addresses
from refdesk.parsing.dates import DATE, YEAR, parse_date
from refdesk.parsing.heads import has_title, take_head
from refdesk.parsing.kinds import infer_type
from refdesk.parsing.names import is_body, parse_given_first
from refdesk.parsing.oddities import look_for_oddities
from refdesk.parsing.sheet import Sheet
from refdesk.parsing.tails import read_tail
from refdesk.parsing.titles import free_title, tidy

MOST_CHARACTERS = 4000
"""No printed reference is longer; what is longer is read up to here."""

_ACCESS_WORDS = (
    r"(?:last\s+)?(?:accessed|retrieved|visited|viewed|consulted)"
    r"|abgerufen|zugegriffen|zuletzt\s+besucht|consulté|consultado|(?<=\[)cited|(?<=;\s)cited"
)
_ACCESSED = re.compile(
    rf"[\[(]?(?:updated[^\[\];]{{1,30}};\s)?\b(?:{_ACCESS_WORDS})\b(?:\s+(?:on|am|le|el))?:?"
    rf"\s*(?P<date>{DATE.pattern})[\])]?,?(?:\s+from\b)?:?",
    re.IGNORECASE,
)
_LEAD_TO_ADDRESS = re.compile(
    r"\b(?:(?:retrieved|available|accessed|online)\s+(?:from|at|online)|available|url|doi|https?)\s*:?\s*(?=[,.;>)\s]*$)",
    re.IGNORECASE,
)
_MEDIUM = re.compile(r"\s*\[(?:online|internet|print|web|e-?book|pdf|en ligne|en línea)\]", re.IGNORECASE)
_BLANKS_OF_PDFS = re.compile(r"\s+(?=[,)])|(?<=\()\s+")
# The number or mark of a list or note: "[12]", "12.", "• ", "¹²", "[^12]:"; a bare "12" only before "Smith, J.".
_MARK = re.compile(
    r"^\s*(?:[-•*–]\s+|\[\d+\]\s*|\(\d+\)\s+|\d{1,3}[.)]\s+|\d{1,3}\s+(?=[A-Z][\w'’-]+,\s[A-Z]\.)"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*|\[\^[^\]]+\]:?\s*)"
)

_TITLE_CHANGES = {
    "site-name-in-title": "The printed title ends in the name of its site; it was cut.",
    "shouting-title": "The printed title is in capitals; they were lowered.",
    "genre-in-title": "The printed title begins with the kind of work; it became the type.",
}


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """What a reference says. `confidence` is 0 to 1; `fields` gives it for each field of the work."""

    work: Work
    confidence: float
    fields: tuple[tuple[str, float], ...]
    problems: tuple[Problem, ...]
    year_suffix: str = ""


def parse_reference(raw: str) -> ParsedReference | None:
    """Read one printed reference, or return None where it describes no work (a comment, an affiliation)."""
    sheet = Sheet(_normalised(raw))
    _take_addresses(sheet)
    _take_accessed(sheet)
    italic = take_head(sheet)
    if italic is None:
        return _only_address(sheet)
    read_tail(sheet, title_is_italic=italic)
    return _finished(sheet, title_is_italic=italic)


def describes_work(raw: str) -> bool:
    """Whether the string has what only a description of a work has: an address, or a marked title with a date."""
    text = _normalised(raw)
    if find_addresses(text):
        return True
    return has_title(text) and bool(re.search(rf"\b{YEAR}\b|\bn\.\s?d\.", text))


def _normalised(raw: str) -> str:
    """The string in one line, without Markdown's escapes and bold, the medium, and the mark of a list."""
    text = re.sub(r"(?<=\w)-\n\s*(?=[a-z])", "-", raw[:MOST_CHARACTERS])
    text = re.sub(r"\\([$&%#_*<>\[\]])", r"\1", text)
    text = text.replace("**", "").replace("\u00ad", "")
    return _MARK.sub("", _MEDIUM.sub("", " ".join(text.split())))


def _take_addresses(sheet: Sheet) -> None:
    found = find_addresses(sheet.rest)
    sheet.put("doi", next((address.doi for address in found if address.doi), None), 0.99)
    sheet.put("doi_as_url", value=bool(re.search(r"\bdoi:?\s*<?https?://", sheet.rest, re.IGNORECASE)))
    sheet.put("urls", tuple(dict.fromkeys(address.url for address in found if address.url)), 0.99)
    for address in reversed(found):
        before = _LEAD_TO_ADDRESS.sub("", sheet.rest[: address.start])
        sheet.rest = f"{before.rstrip()} {sheet.rest[address.end :].lstrip(' >')}".strip()
    # only now, since a blank ends an address
    sheet.rest = _BLANKS_OF_PDFS.sub("", sheet.rest)


def _take_accessed(sheet: Sheet) -> None:
    if match := sheet.pull(_ACCESSED):
        sheet.put("accessed", parse_date(match["date"]), 0.98)
    words = sheet.rest.rstrip(" ,.")
    stop = "." if len(words) < len(sheet.rest) else ""
    sheet.rest = _LEAD_TO_ADDRESS.sub("", words + stop).strip()


def _only_address(sheet: Sheet) -> ParsedReference | None:
    """A bare link is a reference, too; a string without one is none."""
    if not (sheet.fields.get("urls") or sheet.fields.get("doi")):
        return None
    words = sheet.rest.strip(" .,;:*_")
    if re.search(r"\w{3}", words) and len(words.split()) <= 40:
        _site_and_date(sheet, words)
    return _finished(sheet, title_is_italic=False)


def _site_and_date(sheet: Sheet, words: str) -> None:
    """Words before a bare link: an author or site, a title up to the first comma, a date."""
    pieces = [piece.strip() for piece in re.split(r",\s+|\.\s+", words) if piece.strip(" .")]
    dated = [piece for piece in pieces if parse_date(piece)]
    named = [piece for piece in pieces if not parse_date(piece)]
    sheet.put("issued", parse_date(dated[0]) if dated else None, 0.8)
    if len(named) > 1 and (is_body(named[0]) or 1 < len(named[0].split()) <= 4):
        sheet.put("authors", parse_given_first(named.pop(0)), 0.6)
    if named:
        sheet.put("printed", named[0], 0.6)
        sheet.put("container", ", ".join(named[1:2]), 0.6)


def _finished(sheet: Sheet, *, title_is_italic: bool) -> ParsedReference | None:
    """The sheet as a Work, or None where neither title, address nor place in a journal was found."""
    fields = sheet.fields
    _free_title(sheet)
    fields["type"] = infer_type(fields, title_is_italic=title_is_italic)
    _settle_issuer(sheet)
    look_for_oddities(sheet)
    if sheet.rest.strip(" .,;:()[]"):
        fields.setdefault("note", sheet.rest.strip(" .,;"))
    work = Work(**{name: value for name, value in fields.items() if name in Work.__dataclass_fields__})
    if not (work.title or work.url or work.doi or (work.container and work.volume and work.issued)):
        return None
    sure = tuple(sorted((name, value) for name, value in sheet.sure.items() if name in Work.__dataclass_fields__))
    confidence = round(min([value for _, value in sure] or [0.3]), 2)
    problems = tuple(Problem(code, message) for code, message in sheet.problems)
    return ParsedReference(work, confidence, sure, problems, fields.get("year_suffix", ""))


def _free_title(sheet: Sheet) -> None:
    """Free the printed title of the names of site and issuer, and tell what was done."""
    fields = sheet.fields
    printed = fields.pop("printed", None)
    if not printed:
        return
    sites = tuple(str(fields[name]) for name in ("container", "publisher") if fields.get(name))
    sites += tuple(name.literal for name in fields.get("authors", ()) if name.literal)
    freed = free_title(printed, sites, fields.get("urls", ()))
    sheet.put("title", freed.title, sheet.sure.pop("printed", 0.9))
    sheet.put("genre", freed.genre, 0.9)
    if freed.title != tidy(printed):
        fields["printed_title"] = tidy(printed)
    for change in freed.changes:
        sheet.problem(change, _TITLE_CHANGES[change])


def _settle_issuer(sheet: Sheet) -> None:
    """A report's site is its institution and its volume a number; a web page's publisher is its site."""
    kind = sheet.fields["type"]
    if kind == "report":
        sheet.rename("volume", "number")
    if kind in {"report", "thesis", "book"}:
        sheet.rename("container", "publisher")
    if kind == "webpage":
        sheet.rename("publisher", "container")
