"""What follows the title in a reference: the journal or site that holds it, publisher, place, date, pages.

In: a Sheet whose rest begins after the title. Out: the same Sheet with the fields found in it. The printed
forms are those of the Chicago Manual of Style 17 (14.23 notes, 14.191 newspapers), the APA Publication Manual 7
(10.1-10.4), MLA 9 (5.1-5.105), the IEEE Reference Guide and Citing Medicine (Vancouver).
"""

import re

from refdesk.model.date import PartialDate
from refdesk.parsing.books import CONFERENCE, take_book, take_people
from refdesk.parsing.dates import MONTH, YEAR, find_dates, parse_date
from refdesk.parsing.names import is_body
from refdesk.parsing.numbers import find_numbers, take_numbers
from refdesk.parsing.periodicals import periodical_kind, reads_as_journal
from refdesk.parsing.sheet import ITALIC, Sheet, clean
from refdesk.parsing.stops import sentences

_PREPRINT = re.compile(r"\b(?P<number>arXiv:\s?[\w.-]+/?\d[\w.]*\d)(?:\s?\[[\w. -]+\])?", re.IGNORECASE)
_IMPRINT = re.compile(
    r"\(\s*(?:(?P<place>[^():;]+?)\s*:\s*(?P<publisher>[^()]+?)|(?P<only>[^():;\d]+?)),\s*"
    rf"(?P<year>(?:c\.\s*)?{YEAR}|n\.d\.)\s*\)"
)
_DEGREE = (
    r"(?P<genre>(?:unpublished\s+)?"
    r"(?:Ph\.?\s?D\.?|D\.?Phil\.?|doctoral|master[’']?s?|M\.?A\.?|M\.?Sc\.?|bachelor[’']?s?)"
    r"\s+(?:diss(?:ertation|\.)|thesis))"
)
_THESIS = re.compile(rf"[\[(]?{_DEGREE}[\])]?", re.IGNORECASE)
_THESIS_IN_BRACKETS = re.compile(
    rf"[\[(]{_DEGREE},\s*(?P<publisher>[^\])]{{2,120}}?)(?:,\s*(?P<year>{YEAR}))?[\])]", re.IGNORECASE
)
_REPORT = re.compile(
    r"\(?\b(?P<genre>(?:[A-Z][\w-]+\s+){0,3}(?:Report|Paper|Brief|Memorandum|Bulletin|Publication|Rep\.|Note))\s+"
    r"(?:No\.?|Number|#|vol\.|n[°º])?\s*(?P<number>[\w./-]*\d[\w./-]*)\)?"
)
_GENRE = re.compile(r"\[(?P<genre>[^\[\]\d]{3,60})\]")
_REPRINT = re.compile(r"\(?\b(?:Original work published|Originally published|First published)(?:\sin)?\s\d{4}\)?")
_ORDINAL = (
    r"\d+(?:st|nd|rd|th|\.)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth"
    r"|[Rr]ev(?:ised|\.)|[Nn]ew|[Ee]xpanded|[Ii]nternational"
)
_EDITION = re.compile(
    rf"[,.]?\s*\(?\b(?P<edition>(?:{_ORDINAL})(?:\s(?:[Rr]ev\.|[Aa]nd [Ee]nl\.))?)\s+"
    r"(?:[Ee]d(?:itio)?n?|Aufl(?:age)?)\b\.?\)?(?=[\s.,;)]|$)"
)
_SECTION = re.compile(r",?\s*\bsec\.\s*(?P<section>[^,.<]+)")
_ITALIC_NUMBER = re.compile(r"[*_](\d+[A-Z]?),?[*_]")
_NAME_AND_VOLUME = re.compile(r"(?P<name>.{2,}?),\s*(?P<volume>\d{1,4})$")
_PLACE = r"(?P<place>[^\W\d_a-z][\w .’'&/-]{1,40}?(?:,\s*[A-Z][\w. ]{1,20}?|\s\([A-Z]{2}\)){0,2})"
_PUBLISHER_ENDS = (
    rf"[,;]?\s\[?(?:ca?\.\s?)?{YEAR}|;|\.\s*$|(?<!\s[A-Z])(?<!\sSt)\.\s+[^\W_a-z]|\s*\(|,\s*(?:pp?\.|S\.)?\s*\d|\s*$"
)
_PLACE_PUBLISHER = re.compile(
    rf"(?:^|(?<=[.,;)]\s)){_PLACE}\s?:\s+(?P<publisher>[^\W_a-z][^:;*]{{1,90}}?)(?={_PUBLISHER_ENDS})"
)
_TOWN = re.compile(r"[A-Z][\w ]+(?:,\s[A-Z.]{2,4})+")
_DAY_AND_MONTH = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)\s(?P<month>{MONTH})|(?P<later_month>{MONTH})\s(?P<later_day>[0-3]?\d))(?!\d|,?\s\d{{4}})",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(r"(?:last\s)?(?:modified|updated|published|revised|posted)(?:\son)?:?\s*$", re.IGNORECASE)
_COMPANY_TAIL = re.compile(r"(?:Inc|Ltd|LLC|Co|Jr|Sons|UK|USA|NY|MA|CA|DC|D\.C|Eng|[A-Z]{2})\.?|(?:Brown|Straus)\b.*")
_UNIVERSITY = re.compile(r"Univ|College|Institute|Hochschule|École|School", re.IGNORECASE)
_NO_NAME = re.compile(r"n\.?\s?d\.?|and|in", re.IGNORECASE)


def read_tail(sheet: Sheet, *, title_is_italic: bool) -> None:
    """Take every field out of what follows the title; `title_is_italic` tells a book's or a report's title."""
    take_book(sheet)
    _take_thesis(sheet)
    _take_imprint(sheet)
    _take_words(sheet)
    take_people(sheet)
    if not title_is_italic or sheet.fields.get("in_book"):
        _take_container_in_italics(sheet)
    _take_container_before_numbers(sheet)
    take_numbers(sheet)
    _take_date(sheet)
    _take_place_and_publisher(sheet)
    _take_remainder(sheet, title_is_italic=title_is_italic)


def _take_thesis(sheet: Sheet) -> None:
    if match := sheet.pull(_THESIS_IN_BRACKETS):
        sheet.put("genre", match["genre"])
        sheet.put("publisher", match["publisher"])
        sheet.put("issued", parse_date(match["year"] or ""))
    elif match := sheet.pull(_THESIS):
        sheet.put("genre", match["genre"])


def _take_imprint(sheet: Sheet) -> None:
    if match := sheet.pull(_IMPRINT):
        sheet.put("place", match["place"] or match["only"])
        sheet.put("publisher", match["publisher"])
        sheet.put("issued", parse_date(match["year"]))
        sheet.put("imprint", value=True)


def _take_words(sheet: Sheet) -> None:
    """Fields that a word of their own introduces."""
    if match := sheet.pull(_PREPRINT):
        sheet.put("number", match["number"])
    if match := sheet.pull(_REPRINT):
        sheet.put("note", match.group().strip("()"))
    if "genre" not in sheet.fields:
        _take_genre(sheet)
    if match := sheet.pull(_EDITION):
        sheet.put("edition", match["edition"])
    if match := sheet.pull(_SECTION):
        sheet.put("section", match["section"].strip())


def _take_genre(sheet: Sheet) -> None:
    """Take "(Working Paper No. 12)" and "[Video]"."""
    if match := sheet.pull(_REPORT):
        sheet.put("genre", match["genre"])
        sheet.put("number", match["number"].rstrip("."))
    elif match := sheet.pull(_GENRE):
        sheet.put("genre", match["genre"])


def _take_container_in_italics(sheet: Sheet) -> None:
    """The name of the journal or site; APA's "*Journal, 12*(3)" leaves the volume in the rest."""
    sheet.rest = _ITALIC_NUMBER.sub(r"\1", sheet.rest)
    match = ITALIC.search(sheet.rest)
    if not match:
        return
    name, volume = match["text"].strip(" ,."), ""
    if numbered := _NAME_AND_VOLUME.fullmatch(name):
        name, volume = numbered["name"], numbered["volume"]
    sheet.put("container", name)
    before = sheet.rest[: match.start()].rstrip()
    after = _without_archive(sheet, sheet.rest[match.end() :])
    sheet.rest = f"{f'{before}; ' if clean(before) else ''}{volume}{after.lstrip(' ,.')}"


def _without_archive(sheet: Sheet, after: str) -> str:
    """The rest without the database that MLA prints in italics after the journal ("*JSTOR*"): it becomes the note."""
    archive = ITALIC.search(after)
    if not archive:
        return after
    sheet.put("note", archive["text"].strip(" ,."))
    return f"{after[: archive.start()]} {after[archive.end() :]}"


def _take_container_before_numbers(sheet: Sheet) -> None:
    """A plain name that a volume follows is a journal's: "J Am Coll Cardiol 2000;35:12"."""
    start = find_numbers(sheet.rest)
    if start is None or "container" in sheet.fields:
        return
    region = re.sub(r"^[Ii]n:?\s", "", sheet.rest[:start])
    date = next(find_dates(region), None)
    name = clean((region[: date[0]] if date else region).replace("*", ""))
    is_book = sheet.rest[start] in "vV" and _PLACE_PUBLISHER.search(name)
    if re.search(r"[^\W\d_]{2}", name) and not is_book:
        sheet.put("container", name, 0.85)
        sheet.rest = f"{region[date[0] :] if date else ''}{sheet.rest[start:]}"


def _take_date(sheet: Sheet) -> None:
    """The fullest date in the rest, with the brackets around it; it takes the place of a mere year found before."""
    issued = sheet.fields.get("issued")
    dates = sorted(find_dates(sheet.rest), key=lambda found: -len(found[2].parts))
    if isinstance(issued, PartialDate):
        dates = [found for found in dates if issued.agrees_with(found[2]) and len(found[2].parts) > len(issued.parts)]
        if issued.month is None and not dates:
            _complete_date(sheet, issued)
    if dates:
        start, end, date = dates[0]
        sheet.fields.pop("issued", None)
        sheet.put("issued", date)
        sheet.cut(*_with_brackets(sheet.rest, start, end))


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a date with the brackets or the words ("last modified") that belong to it."""
    before, after = text[:start].rstrip(), text[end:]
    if before.endswith("(") and after.lstrip().startswith(")"):
        return len(before) - 1, end + len(after) - len(after.lstrip()) + 1
    lead = _DATE_LEAD.search(text[:start])
    return (lead.start() if lead else start), end


def _complete_date(sheet: Sheet, issued: PartialDate) -> None:
    """Harvard's "(2010) ‘Title’, *Paper*, 5 May" tells the day far from its year."""
    if match := sheet.pull(_DAY_AND_MONTH):
        day, month = match["day"] or match["later_day"], match["month"] or match["later_month"]
        sheet.fields["issued"] = parse_date(f"{day} {month} {issued.year}") or issued


def _take_place_and_publisher(sheet: Sheet) -> None:
    """Take "Cambridge, MA: Harvard University Press"."""
    if "publisher" not in sheet.fields and (match := sheet.pull(_PLACE_PUBLISHER)):
        sheet.put("place", match["place"].strip(" ,.;:"), 0.9)
        sheet.put("publisher", clean(match["publisher"]), 0.9)


def _take_remainder(sheet: Sheet, *, title_is_italic: bool) -> None:
    """What is left are names of the journal, the site, the publisher and its place."""
    pieces = [clean(piece) for sentence in sentences(sheet.rest) for piece in re.split(r",\s+|;\s+|\s\|\s", sentence)]
    unread = []
    for piece in _rejoined([piece for piece in pieces if re.search(r"\w\w", piece) and not _NO_NAME.fullmatch(piece)]):
        if field := _next_field(sheet, piece, title_is_italic=title_is_italic):
            sheet.put(field, piece, 0.8)
        else:
            unread.append(piece)
    sheet.rest = ", ".join(unread)


def _rejoined(pieces: list[str]) -> list[str]:
    """Pieces with the tails of company names ("Inc", "Ltd") back where they belong."""
    whole: list[str] = []
    for piece in pieces:
        if whole and _COMPANY_TAIL.fullmatch(piece):
            whole[-1] = f"{whole[-1]}, {piece}"
        else:
            whole.append(piece)
    return whole


def _next_field(sheet: Sheet, piece: str, *, title_is_italic: bool) -> str:
    """What an unmarked name or number is, in the order in which the styles print them; empty where nothing fits."""
    fields = sheet.fields
    if not re.search(r"[^\W\d_]{2}", piece):
        # a newspaper's page: "April 2, 2004, A44"
        return "pages" if re.fullmatch(r"[A-Z]?\d{1,4}", piece) and _has_day(sheet) else ""
    if re.search("thesis|diss", str(fields.get("genre") or ""), re.IGNORECASE):
        return "publisher" if "publisher" not in fields and _UNIVERSITY.search(piece) else ""
    if fields.get("in_book") and CONFERENCE.search(str(fields.get("container"))) and _is_town(piece):
        return "place" if "place" not in fields else ""
    if "container" not in fields and _is_holder(sheet, piece, title_is_italic=title_is_italic):
        return "container"
    return "publisher" if "publisher" not in fields else ""


def _is_town(piece: str) -> bool:
    """Whether a name after a conference's is the place where it met: no body's, or with a state's letters."""
    return bool(_TOWN.fullmatch(piece)) or not is_body(piece)


def _is_holder(sheet: Sheet, piece: str, *, title_is_italic: bool) -> bool:
    """Whether the name is of a journal or site rather than a publisher's."""
    fields = sheet.fields
    if fields.get("in_book") or "volume" in fields:
        return True
    if fields.get("plain_title"):
        title_is_italic = not (periodical_kind(piece) or reads_as_journal(piece) or _has_day(sheet))
    is_book = title_is_italic and (not fields.get("urls") or bool(fields.get("imprint")))
    return "publisher" not in fields and not is_book


def _has_day(sheet: Sheet) -> bool:
    """Whether the work is dated to the month or day, as newspapers are and books are not."""
    issued = sheet.fields.get("issued")
    return isinstance(issued, PartialDate) and issued.month is not None
