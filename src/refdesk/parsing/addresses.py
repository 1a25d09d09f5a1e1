"""URLs and DOIs as they stand in print.

In: a reference string. Out: its addresses, without the angle brackets and full stops of print, and the
same address in a form in which two spellings of one page are equal.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from refdesk.model.date import PartialDate, plausible

_TO_BLANK = r"[^\s<>\"“”]"
_URL = re.compile(
    rf"<?(?P<url>(?:https?|ftp)://{_TO_BLANK}+"
    rf"|(?<![@/\w.-])www\.[^\s<>\"“”/]+/{_TO_BLANK}*"
    # MLA leaves out the scheme: "theatlantic.com/magazine/…"
    rf"|(?<![@/\w.-])(?:[\w-]{{1,60}}\.){{1,4}}(?:com|org|net|edu|gov|int|info|io|eu|uk|de|fr)/{_TO_BLANK}*)>?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*)?(?P<doi>10\.\d{4,9}/[^\s<>\"“”]+)", re.IGNORECASE)
_LEAD_TO_DOI = re.compile(r"(?:\bdoi:?\s*)?<?\s*$", re.IGNORECASE)
_LONGEST_LEAD = 20
_SENTENCE_MARKS = ".,;:!?'’”\"»>*"
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=[^&]*&?", re.IGNORECASE)
_PATH_DATE = re.compile(r"[/-](?P<year>(?:19|20)\d\d)[/-](?P<month>[01]?\d)(?:[/-](?P<day>[0-3]?\d))?(?=[/.?_-]|$)")
_UPLOADS = re.compile(r"/(?:uploads?|files|wp-content|media|assets)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A URL in a string, with the place of everything that belongs to it (brackets, "doi:")."""

    start: int
    end: int
    url: str | None = None
    doi: str | None = None


def find_addresses(text: str) -> tuple[Address, ...]:
    """Every URL and DOI in `text`, from left to right; a DOI printed as a URL is a DOI."""
    found = [*_dois(text)]
    taken = [(address.start, address.end) for address in found]
    found += [a for a in _urls(text) if not any(a.start < end and start < a.end for start, end in taken)]
    return tuple(sorted(found, key=lambda address: address.start))


def _dois(text: str) -> list[Address]:
    found = []
    for match in _DOI.finditer(text):
        doi = trim(match["doi"])
        start, end = match.start(), match.start("doi") + len(doi)
        # "doi:<https://doi.org/10…>" is one address: take the word and the brackets with it
        start -= len(before := text[max(start - _LONGEST_LEAD, 0) : start]) - len(_LEAD_TO_DOI.sub("", before))
        end += len(text[end:]) - len(text[end:].lstrip(">"))
        found.append(Address(start, end, doi=doi))
    return found


def _urls(text: str) -> list[Address]:
    found = []
    for match in _URL.finditer(text):
        url = trim(match["url"])
        end = match.end() if match.group().startswith("<") else match.start("url") + len(url)
        found.append(Address(match.start(), end, url=url))
    return found


_BROKEN_SCHEME = re.compile(r"(?i:\b(https?|ftp))\s{0,2}:\s{0,2}/\s{0,2}/\s{0,2}")
_BROKEN_AFTER = re.compile(r"(?<=[/_=&?%~#-])\s{1,3}(?=[\w~%#?=&/-])")
_BROKEN_BEFORE = re.compile(
    r"(?<=[\w/.-])\s{1,3}(?=[/_=&?%#-][\w~])|(?<=\w)\s{1,3}(?=\.(?:com|org|net|edu|gov|html?|pdf|php|aspx?)\b)"
)
_BROKEN_STOP = re.compile(
    r"(?<=\w)\s{0,3}\.\s{1,3}(?=(?:com|org|net|edu|gov|html?|pdf|php|aspx?|co|ac|uk|de|fr)\b|[a-z][\w.-]{1,60}/)|(?<=\b10)\s{1,3}\.(?=\d{4})"
)


def whole_address(printed: str) -> str:
    """A piece that holds an address, without the blanks and line ends that print put into the address.

    A blank is mended only where one of the marks that join an address stands beside it.
    """
    if not any(char.isspace() for char in printed.strip()):
        return printed
    whole = _BROKEN_SCHEME.sub(r"\1://", printed)
    return _BROKEN_STOP.sub(".", _BROKEN_BEFORE.sub("", _BROKEN_AFTER.sub("", whole)))


def trim(address: str) -> str:
    """The address without the punctuation of the sentence around it; balanced brackets stay."""
    surplus = {close: address.count(close) - address.count(opening) for opening, close in ("()", "[]", "{}")}
    end = len(address)
    while end and (address[end - 1] in _SENTENCE_MARKS or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]


def same_page_form(url: str) -> str:
    """The URL without what does not name the page: scheme, www, fragment, tracking, closing slash, case of the host."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return url
    host = (parts.netloc or "").casefold().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    query = _TRACKING.sub("", parts.query).rstrip("&")
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def host(url: str) -> str:
    """The host's name, without www, in small letters; empty where there is none."""
    return same_page_form(url).partition("/")[0].partition("?")[0]


def date_in_path(url: str) -> PartialDate | None:
    """The date of issue that a news site or blog puts into the path of its URLs; upload folders tell none."""
    match = _PATH_DATE.search(url)
    if not match or _UPLOADS.search(url):
        return None
    month, day = int(match["month"]), int(match["day"]) if match["day"] else None
    if month > 12 or not plausible(month, day):
        return None
    return PartialDate(int(match["year"]), month, day)
