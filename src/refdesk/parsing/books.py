"""The book or the proceedings that hold a chapter, and the people who edited or translated.

In: a Sheet whose rest begins after the title. Out: the same Sheet with container, pages, editors and translators taken.
The forms are APA's "In A. Editor (Ed.), *Book* (pp. 1-9)", Chicago's "in *Book*, ed. A. Editor", Harvard's
"in Editor, A. (ed.) *Book*", Vancouver's "In: Editor A, editors. Book", IEEE's "in *Proc. Conf.*, Town" and
sociology's "Pp. 1-9 in *Book*".
"""

import re

from refdesk.model.name import Name
from refdesk.parsing.bylines import find_byline
from refdesk.parsing.dates import YEAR
from refdesk.parsing.names import parse_given_first, parse_inverted
from refdesk.parsing.numbers import find_numbers, range_with_hyphen
from refdesk.parsing.sheet import ITALIC, Sheet, clean
from refdesk.parsing.stops import sentence_end

_IN_BOOK = re.compile(
    r"^[\s,.]*(?:pp?\.\s*(?P<pages>\w+\s*[-–]\s*\w+),?\s+)?\bin\b:?\s+(?P<book>\S.*)$", re.DOTALL | re.IGNORECASE
)
_EDITORS_FIRST = re.compile(
    r"^(?P<editors>[^()*“\"]{2,200}?)"
    r"(?:\s*\((?:eds?|hrsg|editors?|coords?|orgs?|dirs?)\.?\)|,\s(?P<word>eds?\.|editors?\b|hrsg\.))[.,:]*\s*",
    re.IGNORECASE,
)
_PART = r"(?:[^\W\d_]\.(?!\w{2})|(?!(?:and|und)\b)[^\W\d_][\w'’-]+)"
_NAME = rf"{_PART}(?:[\s-]?{_PART}){{0,6}}"
# "Trans." and "Ed." introduce a name only where a stop comes before them; in "IEEE Trans. Inf. Theory" they do not.
_STOP = r"(?:^|[,.(;])\s*"
_MORE = rf"(?:,?\s+(?:and|&|und)\s+{_NAME}|,\s*(?=[^,]+,?\s(?:and|&)\s){_NAME})*"
_EDITED_BY = re.compile(
    rf"(?:[,.(]?\s*\bedited by|{_STOP}(?:eds?\.(?: by)?|(?:hrsg|hg)\.(?: von)?))\s+(?P<editors>{_NAME}{_MORE})\)?",
    re.IGNORECASE,
)
_TRANSLATED_BY = re.compile(
    rf"(?:[,.(]?\s*\btranslated by|{_STOP}(?:trans\.(?: by)?|übers\.(?: von)?))\s+(?P<translators>{_NAME}{_MORE})\)?",
    re.IGNORECASE,
)
_PEOPLE_IN_BRACKETS = re.compile(r"\((?P<people>[^()]{3,160}?,\s(?:[Ee]ds?|[Tt]rans)\.(?:\s&\s[Tt]rans\.)?)\)")
_PERSON_AND_ROLE = re.compile(r"\s*(?P<names>[^;]+?),\s(?P<roles>(?:(?:[Ee]ds?|[Tt]rans)\.(?:\s&\s)?)+)(?:;|$)")
# A book's title ends before what describes the book, its date, its pages, or its place and publisher.
_BOOK_ENDS = re.compile(
    r"[,.]?\s+\(?(?:[Ee]dited|[Ee]ds?\.|[Tt]rans(?:lated|\.)|[Hh]rsg\.|\d+(?:st|nd|rd|th)\s+ed|[Vv]ols?\.|pp?\.|pages?\s)"
    r"|[,.]?\s+\((?=[^()]*\d)"
    rf"|,\s+(?={YEAR}|\d+[-–]\d|[Nn]o\.|[^,.:]{{2,30}}(?:,\s[A-Z]{{2}})?:\s)"
)
CONFERENCE = re.compile(r"\b(?:Proc\.|Proceedings|Conf\.|Conference|Symp\.|Symposium|Workshop)", re.IGNORECASE)
"""A word that conferences are called by."""
# A comma within a conference's name ("Acoustics, Speech and Signal Processing") is followed by no place.
_CONFERENCE_ENDS = re.compile(
    rf",\s+(?=(?:[A-Z][\w.]+\s?){{1,3}}(?:[,.]|$)|{YEAR}|pp?\.|pages\s|[Vv]ol|[Ss]er\.|(?:edited|eds?\.)\s|\d)"
)


def take_book(sheet: Sheet) -> None:
    """Take the book that a chapter is in; the field `in_book` tells that there is one."""
    match = _IN_BOOK.match(sheet.rest)
    if not match:
        return
    sheet.rest = match["book"]
    sheet.put("in_book", value=True)
    sheet.put("pages", range_with_hyphen(match["pages"] or ""))
    editors = _EDITORS_FIRST.match(sheet.rest)
    if editors and (not editors["word"] or _are_people(editors["editors"], sheet.rest[editors.end() :])):
        sheet.put("editors", _names(editors["editors"]))
        sheet.rest = sheet.rest[editors.end() :]
    if not ITALIC.search(sheet.rest):
        _take_plain_book(sheet)


def _are_people(before: str, after: str) -> bool:
    """Whether the editors stand before ", ed." (the book after it) or after it: "In Dust, ed. A. Roe"."""
    byline = find_byline(f"{before.strip()}.")
    return byline is not None and (byline.form != "given first" or find_byline(after) is None)


def _names(text: str) -> tuple[Name, ...]:
    """Editors before a book's title, in the order that the first one's form tells."""
    byline = find_byline(f"{text.strip()}.")
    inverted = byline.inverted if byline else "," in text
    return parse_inverted(text) if inverted else parse_given_first(text)


def _take_plain_book(sheet: Sheet) -> None:
    """The name of the book or conference, where no italics close it."""
    text = sheet.rest
    comma = _CONFERENCE_ENDS.search(text) if CONFERENCE.search(text[:80]) else None
    stop = comma or _BOOK_ENDS.search(text)
    ends = [stop.start() if stop else None, find_numbers(text), None if comma else sentence_end(text)]
    cut = min(end for end in (*ends, len(text)) if end is not None)
    sheet.put("container", clean(text[:cut]), 0.8)
    sheet.rest = text[cut:].lstrip(" ,.")


def take_people(sheet: Sheet) -> None:
    """Take the editors and translators whom a word of their role introduces or follows."""
    if bracket := sheet.pull(_PEOPLE_IN_BRACKETS):
        for match in _PERSON_AND_ROLE.finditer(bracket["people"]):
            names = parse_given_first(match["names"])
            sheet.put("editors", names if "ed" in match["roles"].casefold() else ())
            sheet.put("translators", names if "trans" in match["roles"].casefold() else ())
    if by := sheet.pull(_TRANSLATED_BY):
        sheet.put("translators", parse_given_first(by["translators"]))
    if by := sheet.pull(_EDITED_BY):
        sheet.put("editors", parse_given_first(by["editors"]))
