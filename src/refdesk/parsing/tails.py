"""What follows the title in a reference: journal, numbers, publisher, pages.

In: a Sheet whose rest begins after the title. Out: the same Sheet with the fields found in it. The printed
forms are those of the Chicago Manual of Style 17 (14.23 notes, 14.171 journals, 14.191 newspapers), the APA
Publication Manual 7 (10.1-10.4), MLA 9 (5.1-5.105), the IEEE Reference Guide and Citing Medicine (Vancouver).
"""

import re

from refdesk.parsing.dates import MONTH, YEAR, find_dates, parse_date
from refdesk.parsing.names import parse_given_first, parse_inverted
from refdesk.parsing.sheet import Sheet

_PAGE = r"[A-Za-z]?\d+(?:\s*[-–—]\s*[A-Za-z]?\d+)?"
_PAGES = re.compile(rf"[,:]?\s*\(?\bpp?\.\s*(?P<pages>{_PAGE}(?:,\s*\d+[-–]\d+)*)\)?")
_COLON_PAGES = re.compile(rf"\s*:\s*(?P<pages>{_PAGE})(?=\s*(?:[.,;]|$))")
_COMMA_PAGES = re.compile(rf",\s*(?P<pages>[A-Za-z]?\d+\s*[-–—]\s*[A-Za-z]?\d+)(?=\s*(?:[.,;]|$))")
_VOLUME_ISSUE = re.compile(
    rf"[,;]?\s*\*?(?P<volume>\d+[A-Z]?)\*?\s*\((?P<issue>\d+[\w/–-]*|Suppl[^()]*)\)(?:\s*[,:]\s*(?P<pages>{_PAGE}))?"
)
_VOLUME = re.compile(r"[,.]?\s*\b[Vv]ol(?:ume|\.)?\s*(?P<volume>\d+|[IVXLC]+)\b")
_BARE_VOLUME = re.compile(
    rf"(?<=[\w*)])[,;]?\s+\*?(?P<volume>\d{{1,4}})\*?(?=\s*(?:,\s*no\.|\((?:{MONTH}|{YEAR}|\w+\s+\d)|:|,\s*\d+[-–]))"
)
_ISSUE = re.compile(r"[,.]?\s*\b(?:no|iss(?:ue)?|Nr|n°)\.?\s*(?P<issue>\d+[\w/–-]*)", re.IGNORECASE)
_DATE_VOLUME = re.compile(
    rf"\b(?P<date>{YEAR}(?:\s+{MONTH}(?:\s+\d+)?)?);\s*(?P<volume>\d+)?(?:\((?P<issue>[^()]+)\))?:?\s*(?P<pages>{_PAGE})?",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"[,.]?\s*\(?\b(?P<edition>\d+(?:st|nd|rd|th)|[Rr]ev(?:ised|\.)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)\s+ed(?:ition|n|\.)?(?![\w])\.?\)?"
)
_IMPRINT = re.compile(
    rf"\(\s*(?:(?P<place>[^():;]+?)\s*:\s*(?P<publisher>[^()]+?)|(?P<only>[^():;\d]+?)),\s*(?P<year>(?:c\.\s*)?{YEAR}|n\.d\.)\s*\)"
)
_SECTION = re.compile(r",?\s*\bsec\.\s*(?P<section>[^,.<]+)")
_IN_BOOK = re.compile(r"^[\s,.]*\b[Ii]n:?\s+(?P<book>\S.*)$", re.DOTALL)
_APA_EDITORS = re.compile(r"^(?P<editors>[^()]{2,200}?)\s*\((?:[Ee]ds?|[Hh]rsg)\.?\)[.,]?\s*")
_EDITED_BY = re.compile(
    r"[,.]?\s*\b(?:[Ee]dited by|[Ee]ds?\.)\s+(?P<editors>[^()*,.]+(?:,?\s+and\s+[^()*,.]+|(?:\s[A-Z]\.)[^()*,.]+)*)"
)
_TRANSLATED_BY = re.compile(
    r"[,.]?\s*\b(?:[Tt]ranslated by|[Tt]rans\.)\s+(?P<translators>[^()*,.]+(?:\s+and\s+[^()*,.]+)?)"
)
_THESIS = re.compile(
    r"[\[(]?(?P<genre>(?:unpublished\s+)?(?:Ph\.?\s?D\.?|D\.?Phil\.?|doctoral|master[’']?s?|M\.?A\.?|M\.?Sc\.?|bachelor[’']?s?)\s+(?:diss(?:ertation|\.)|thesis))[\])]?",
    re.IGNORECASE,
)
_SERIES_REPORT = re.compile(
    r"\(?\b(?P<genre>(?:[A-Z][\w-]+\s+){0,3}(?:Report|Paper|Brief|Memorandum|Bulletin))\s+(?:No\.?|Number|#|vol\.)\s*(?P<number>[\w./-]*\d[\w./-]*)\)?"
)
_ITALIC = re.compile(r"(?<![\w*])[*_](?P<text>[^*_\n]+)[*_](?![\w*])")
_PLACE_PUBLISHER = re.compile(
    r"^(?P<place>[A-Z][^:,.()\d]{1,40}(?:,\s*[A-Z][\w. ]{1,20})?)\s*:\s*(?P<publisher>[^:]{2,80})$"
)


def read_tail(sheet: Sheet, *, title_is_italic: bool) -> None:
    """Take every field out of what follows the title; `title_is_italic` tells a book's or a report's title."""
    _take_book(sheet)
    _take_imprint(sheet)
    _take_words(sheet)
    _take_container_in_italics(sheet, title_is_italic=title_is_italic)
    _take_numbers(sheet)
    _take_date(sheet)
    _take_remainder(sheet, title_is_italic=title_is_italic)


def _take_book(sheet: Sheet) -> None:
    """ "In A. Editor (Ed.), *Book*" and "in *Book*, ed. A. Editor"."""
    match = _IN_BOOK.match(sheet.rest)
    if not match:
        return
    sheet.rest = match["book"]
    sheet.put("in_book", value=True)
    if editors := _APA_EDITORS.match(sheet.rest):
        sheet.put("editors", _names(editors["editors"]))
        sheet.rest = sheet.rest[editors.end() :]


def _take_imprint(sheet: Sheet) -> None:
    if match := sheet.pull(_IMPRINT):
        sheet.put("place", match["place"] or match["only"])
        sheet.put("publisher", match["publisher"])
        sheet.put("issued", parse_date(match["year"]))
        sheet.put("imprint", value=True)


def _take_words(sheet: Sheet) -> None:
    """Fields that a word of their own introduces."""
    if match := sheet.pull(_THESIS):
        sheet.put("genre", match["genre"])
    elif match := sheet.pull(_SERIES_REPORT):
        sheet.put("genre", match["genre"])
        sheet.put("number", match["number"])
    if match := sheet.pull(_EDITION):
        sheet.put("edition", match["edition"])
    if match := sheet.pull(_SECTION):
        sheet.put("section", match["section"].strip())
    if match := sheet.pull(_TRANSLATED_BY):
        sheet.put("translators", parse_given_first(match["translators"]))
    if match := sheet.pull(_EDITED_BY):
        sheet.put("editors", parse_given_first(match["editors"]))


def _take_container_in_italics(sheet: Sheet, *, title_is_italic: bool) -> None:
    match = _ITALIC.search(sheet.rest)
    if match and not (title_is_italic and not sheet.fields.get("in_book")):
        sheet.put("container", match["text"].strip(" ,."))
        # the volume stands right after the name, so a word keeps its place for it
        sheet.rest = f"{sheet.rest[: match.start()]} *_* {sheet.rest[match.end() :]}".strip()
        if match["text"].rstrip().endswith(","):
            sheet.rest = sheet.rest.replace("*_*", "*_*,", 1)


def _take_numbers(sheet: Sheet) -> None:
    if match := sheet.pull(_DATE_VOLUME):
        sheet.put("issued", parse_date(match["date"]))
        _put_numbers(sheet, match)
    if match := sheet.pull(_VOLUME_ISSUE):
        _put_numbers(sheet, match)
    for pattern in (_VOLUME, _BARE_VOLUME, _ISSUE, _PAGES, _COLON_PAGES):
        if match := sheet.pull(pattern):
            _put_numbers(sheet, match)
    if "volume" in sheet.fields and (match := sheet.pull(_COMMA_PAGES)):
        _put_numbers(sheet, match)


def _put_numbers(sheet: Sheet, match: re.Match[str]) -> None:
    for name, value in match.groupdict().items():
        if name != "date" and value:
            sheet.put(name, pages_with_en_dash(value) if name == "pages" else value)


def pages_with_en_dash(pages: str) -> str:
    """A page range as CSL-JSON writes it: a hyphen between, no blanks."""
    return re.sub(r"\s*[-–—]\s*", "-", pages)


def _take_date(sheet: Sheet) -> None:
    """The fullest date in the rest, with the brackets around it."""
    dates = sorted(find_dates(sheet.rest), key=lambda found: -len(found[2].parts))
    if not dates or "issued" in sheet.fields:
        return
    start, end, date = dates[0]
    before, after = sheet.rest[:start], sheet.rest[end:]
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        start, end = len(before.rstrip()) - 1, end + len(after) - len(after.lstrip()) + 1
    sheet.put("issued", date)
    sheet.cut(start, end)


def _take_remainder(sheet: Sheet, *, title_is_italic: bool) -> None:
    """What is left are names of the journal, the site, the publisher and its place."""
    pieces = [_clean(piece) for piece in re.split(r"\*_\*|(?<![A-Z])\.\s+|,\s+|;\s+|\s\|\s", sheet.rest)]
    pieces = [piece for piece in pieces if re.search(r"\w\w", piece) and not re.fullmatch(r"n\.?\s?d\.?|[Aa]nd", piece)]
    sheet.rest = ""
    for piece in _rejoined(pieces):
        if match := _PLACE_PUBLISHER.match(piece):
            sheet.put("place", match["place"])
            sheet.put("publisher", match["publisher"].strip(" ,"))
        elif "container" not in sheet.fields and not (title_is_italic and _is_bookish(sheet)):
            sheet.put("container", piece, 0.85)
        elif "publisher" not in sheet.fields:
            sheet.put("publisher", piece, 0.8)
        else:
            sheet.rest = f"{sheet.rest}, {piece}" if sheet.rest else piece


def _rejoined(pieces: list[str]) -> list[str]:
    """Pieces with the tails of company names ("Inc", "Ltd") back where they belong."""
    whole: list[str] = []
    for piece in pieces:
        if whole and re.fullmatch(r"(?:Inc|Ltd|LLC|Co|Jr|Sons|UK|USA|NY|MA|CA|DC|D\.C|Eng|[A-Z]{2})\.?", piece):
            whole[-1] = f"{whole[-1]}, {piece}"
        else:
            whole.append(piece)
    return whole


def _is_bookish(sheet: Sheet) -> bool:
    """Whether an italic title without an address is a book's, so that what follows is its publisher."""
    return not sheet.fields.get("urls") or bool(sheet.fields.get("imprint"))


def _clean(piece: str) -> str:
    return piece.strip(' ,.;:()[]<>*_"“”')


def _names(text: str) -> tuple[object, ...]:
    text = text.strip()
    initials_first = re.match(r"(?:[A-Z]\.\s?)+\s*[A-Z]", text)
    return parse_given_first(text.replace("&", "and")) if initials_first or "," not in text else parse_inverted(text)
