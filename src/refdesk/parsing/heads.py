"""What stands first in a reference: authors, the year after them, the title.

In: a Sheet that holds a whole reference without its addresses. Out: the same Sheet with authors, year and title
taken, and whether the title was italic. The forms are APA's and Harvard's "Author (year) Title.", Chicago's "Author.
year. “Title.”" and "Author, “Title,”", MLA's "Author. *Title*.", IEEE's and physics' "A. Author, Title,", and
Vancouver's "Author A. Title.".
"""

import re

from refdesk.model.name import Name
from refdesk.parsing.bylines import Byline, find_byline
from refdesk.parsing.dates import MONTH, YEAR, parse_date
from refdesk.parsing.names import has_et_al, parse_given_first, parse_inverted
from refdesk.parsing.numbers import find_numbers
from refdesk.parsing.sheet import Sheet
from refdesk.parsing.stops import CLOSING, OPENING, quoted, sentence_end

_NO_DATE = r"n\.\s?d\.|s\.\s?f\.|o\.\s?J\.|in press|forthcoming|accepted"
_BRACKETED = (
    rf"[(\[](?P<date>(?:ca?\.\s?)?(?:(?:(?:\d{{1,2}}\s)?{MONTH}\s(?:\d{{1,2}},?\s)?)?{YEAR}[a-z]?\b|{_NO_DATE})"
    r"[^()\[\]]{0,40})[)\]]"
)
_BRACKET_YEAR = re.compile(
    # one word in brackets may be a role or an acronym; the choices must not overlap, or time doubles with each bracket
    r"^(?P<authors>(?:[^()“\"]|\([^\W\d_]{2,15}\.?\)){2,400}?)\s*[,.]?\s*"
    rf"{_BRACKETED}(?P<stop>[.,:;]?)\s+(?P<rest>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
_PLAIN_YEAR = re.compile(rf"[^\d“\"*]{{3,300}}?[.,]\s+(?:{YEAR}[a-z]?|n\.d\.)\.\s+\S", re.DOTALL)
_DATE_NEXT = re.compile(
    rf"\s*[.,:;]{{0,2}}\s*(?:{_BRACKETED}|(?P<plain>{YEAR}[a-z]?(?:,?\s{MONTH}(?:\s\d{{1,2}})?)?|n\.\s?d\.)(?=[.,:;]?\s))"
    r"(?P<stop>[.,:;]{0,2})\s+(?P<rest>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
_YEAR_LAST = re.compile(rf"[.,]\s*\(?(?P<date>{YEAR}[a-z]?)\)?[.,]?$")
_SUFFIXED = re.compile(rf"\b({YEAR})([a-z])\b")
_ITALIC = re.compile(r"(?<!\w)[*_](?P<title>[^*_]{2,})[*_](?P<rest>.*)$", re.DOTALL)
_ITALIC_OPENS = re.compile(r"(?<!\w)[*_](?=\w)")
_RUN_ON = re.compile(r"(?P<title>.{3,}?),\s*(?P<italics>\*[^*]+\*)(?P<after>.*)$")
_DASHES = re.compile(r"(?:[—–―]+|[-_]{2,})(?=[\s.,;:(]|$)")
_LAST_STOP = re.compile(r"(?<=[^\W\d_]{3})[.:]$|:$")
_WORDS_BETWEEN = re.compile(r"\.\s+[^\W\d]\w+|\s+[^\W\d]\w*\W+\w+|,?\s(?:The|An?|On|Der|Die|Das|Le|La|Les|El|Los)\s")
# What may stand in brackets between a title and its full stop: "(2nd ed.)", "(Report No. 5)", "[Video]".
_AFTER_TITLE = re.compile(
    r"\s*(?P<after>\((?:[^()]{0,80}\b(?:edn?|eds?|rev|vol|no|number|pp?|trans|series|publication)\b[^()]{0,80})\)"
    r"|\[[^\[\]]{2,80}\])$",
    re.IGNORECASE,
)
_IN = re.compile(r"[,.]\s+[Ii]n:?\s+(?=[*“\"]?[^\W_a-z])")
_EVIDENCE = re.compile(r"\bn\.\s?d\.|\b[Ii]n:?\s+[^\W\d_a-z]|\barXiv:")
_PROCEEDINGS = re.compile(r",\s+(?=Proc\.|Proceedings\b)")
_IMPRINT = re.compile(r"\s*\([^()]*\d{4}\s*\)")
_PLACE_FIRST = re.compile(r"[^\W\d_a-z][\w .’'-]{1,30}(?:,\s[A-Z][\w.]{1,12})?:\s+[^\W\d_a-z]")
# "Phys. Rev. Lett.", "J. of Inst.", "ApJ": a journal's name, not a title.
_JOURNAL_NAME = re.compile(r"(?:[A-Z]\w{0,8}\.\s?|(?:and|of|für|de|the|&)\s|[A-Z]\w{0,8}\s?){1,8}\W*$")


def take_head(sheet: Sheet) -> bool | None:
    """Take authors, year and title; return whether the title is italic, or None where there is no head."""
    byline = _dashes(sheet) or find_byline(sheet.rest)
    for reader in (_author_year_head, _quoted_head, _italic_head, _plain_head):
        italic = reader(sheet, byline)
        if italic is not None:
            return italic
    return None


def has_title(text: str) -> bool:
    """Whether the string has a title by its marks: quoted, in italics, or after an author and a year."""
    return bool(OPENING.search(text) or _ITALIC.search(text) or _BRACKET_YEAR.match(text) or _PLAIN_YEAR.match(text))


def _dashes(sheet: Sheet) -> Byline | None:
    """The dash that stands for the author of the entry before: whom it means only the whole list tells."""
    match = _DASHES.match(sheet.rest)
    if not match:
        return None
    sheet.problem("repeated-author-dash", "The source prints a dash in place of the author of the entry before.")
    return Byline(match.end(), inverted=False, form="dashes")


def _author_year_head(sheet: Sheet, byline: Byline | None) -> bool | None:
    """Read "Afzal, M. (2021, January 15). *Title*. Site." and "Nye, Joseph. 1990. “Title.” *Journal*"."""
    text = sheet.rest
    match = _DATE_NEXT.match(text, byline.end) if byline else None
    authors = text[: byline.end] if match and byline else ""
    if not match:
        match = _BRACKET_YEAR.match(text)
        if not match or _is_elsewhere(text, match, byline):
            return None
        authors = match["authors"]
    _put_date(sheet, match["date"] or match["plain"])
    if not byline and _reads_as_title(authors):
        _put_title(sheet, authors.strip(" .*_"), match["rest"], 0.7)
        return authors.lstrip()[:1] in "*_"
    sheet.rest = match["rest"].strip()
    put_authors(sheet, authors, inverted=byline.inverted if byline else is_inverted(authors))
    return _title_of_rest(sheet, commas=match["stop"] == ",")


def _is_elsewhere(text: str, match: re.Match[str], byline: Byline | None) -> bool:
    """Whether the bracketed year stands after a title or a volume: "A. Smith, Phys. Rev. 99 (2007) 2692"."""
    numbers = find_numbers(text)
    if byline and _WORDS_BETWEEN.match(match["authors"], byline.end):
        return True
    return match["authors"][-1].isdigit() or (numbers is not None and numbers < match.start("date"))


def _reads_as_title(head: str) -> bool:
    """Whether what stands before the year is no author: italic, or with small words that no name has."""
    small = [word for word in head.split() if word.islower() and len(word) > 4]
    great = [word for word in head.split() if not word.islower()]
    return head.lstrip()[:1] in "*_" or ("," not in head and len(small) > len(great))


def _put_date(sheet: Sheet, printed: str) -> None:
    """The date in the author's place, and the letter that tells works of one year apart."""
    sheet.put("issued", parse_date(re.sub(r"^ca?\.\s?", "", _SUFFIXED.sub(r"\1", printed))))
    if suffix := _SUFFIXED.search(printed):
        sheet.put("year_suffix", suffix[2])
    if re.match(r"in press|forthcoming|accepted", printed, re.IGNORECASE):
        sheet.put("note", printed)


def _title_of_rest(sheet: Sheet, *, commas: bool) -> bool:
    """The title at the start of the rest: quoted, italic, or plain."""
    if OPENING.match(sheet.rest):
        _put_quoted(sheet, 0)
        return False
    if match := _ITALIC.match(sheet.rest):
        _put_title(sheet, match["title"], match["rest"], 0.95)
        return True
    _put_plain_title(sheet, commas=commas)
    return False


def _put_title(sheet: Sheet, printed: str, rest: str, sure: float) -> None:
    """Keep the title; what stands in brackets at its end is left before the rest, for the tail to read."""
    left = [rest.lstrip(" .,")]
    while match := _AFTER_TITLE.search(printed.rstrip(" .,")):
        left.insert(0, f"{match['after']}.")
        printed = printed[: match.start()]
    sheet.put("printed", printed, sure)
    sheet.rest = " ".join(left).strip()


def _put_plain_title(sheet: Sheet, *, commas: bool) -> None:
    """The first sentence; where commas alone divide the fields, what stands before the container's name."""
    text = sheet.rest
    cut = _plain_title_end(text, commas=commas)
    if cut == 0:
        return
    sheet.put("plain_title", value="*" not in text)
    _put_title(sheet, text[:cut].rstrip(". ,"), text[cut:], 0.8)


def _plain_title_end(text: str, *, commas: bool) -> int:
    """Where a title without marks ends; 0 where the string begins with a journal's name."""
    numbers = find_numbers(text)
    region = text if numbers is None else text[:numbers].rstrip(" ,;(")
    if numbers is not None and _JOURNAL_NAME.fullmatch(region) and (commas or "." in region or " " not in region):
        return 0
    borders = [
        match.start() + 1
        for match in (_IN.search(region), _IMPRINT.search(region), _PROCEEDINGS.search(region))
        if match
    ]
    cut = min([sentence_end(region), *borders])
    comma = region.rfind(", ", 0, cut)
    if numbers is not None and comma > 0 and "." in region[comma:cut] and _JOURNAL_NAME.fullmatch(region[comma + 2 :]):
        return comma
    if cut < len(region.rstrip(" .")) or (numbers is None and not commas):
        return cut
    comma = region.find(", ") if numbers is None else region.rfind(", ")
    if comma > 0:
        return comma
    return 0 if numbers is not None and _reads_as_name(region) else len(region)


def _reads_as_name(region: str) -> bool:
    """Whether a few words, all in capitals but the small ones, are a journal's name rather than a title."""
    words = re.findall(r"[^\W\d_]+", region)
    return len(words) <= 8 and all(word[0].isupper() or len(word) <= 4 for word in words)


def _quoted_head(sheet: Sheet, byline: Byline | None) -> bool | None:
    """Read "Madiha Afzal, “Title,” *Site*, date" and "Achebe, Chinua. “Title.” *Journal*"."""
    match = OPENING.search(sheet.rest[:400])
    italic = _ITALIC_OPENS.search(sheet.rest[:400])
    if not match or (italic and italic.start() < match.start()) or _title_began(sheet.rest, byline, match.start()):
        return None
    _put_authors_and_year(sheet, sheet.rest[: match.start()].strip(), byline)
    _put_quoted(sheet, match.start())
    return False


def _title_began(text: str, byline: Byline | None, at: int) -> bool:
    """Whether words stand between a list's names and the mark, so that the mark is within the title."""
    return bool(byline and _WORDS_BETWEEN.match(text[byline.end : at]))


def _put_authors_and_year(sheet: Sheet, authors: str, byline: Byline | None) -> None:
    if year := _YEAR_LAST.search(authors):
        _put_date(sheet, year["date"])
        authors = authors[: year.start()]
    put_authors(sheet, authors, inverted=byline.inverted if byline else is_inverted(authors))


def _put_quoted(sheet: Sheet, start: int) -> None:
    """The quoted title; where its closing mark is missing or late, it ends before the container's italics."""
    title, end = quoted(sheet.rest, start)
    rest = sheet.rest[end:].lstrip(" ,.")
    unclosed = sheet.rest[end - 1] not in CLOSING
    run_on = _RUN_ON.match(title)
    if run_on and (unclosed or not run_on["after"].strip(" ,.")):
        title, rest = run_on["title"], f"{run_on['italics']}{run_on['after']}{sheet.rest[end:]}"
        unclosed = True
    if unclosed:
        sheet.problem("title-unclosed-quote", "The title's closing quotation mark is missing in the source.")
    sheet.put("printed", title)
    sheet.rest = rest


def _italic_head(sheet: Sheet, byline: Byline | None) -> bool | None:
    """Read "Shuja Nawaz, rep., *Title*, vol. 393 (Washington, 2016)" and "Coll, Steve. *Title*. Penguin, 2018."."""
    match = _ITALIC.search(sheet.rest)
    if not match or match.start() > 300 or _title_began(sheet.rest, byline, match.start()):
        return None
    authors = sheet.rest[: match.start()].strip()
    if re.search(r",\s*rep\.", authors):
        sheet.put("marked_report", value=True)
    _put_authors_and_year(sheet, authors, byline)
    _put_title(sheet, match["title"], match["rest"], 0.95)
    return True


def _plain_head(sheet: Sheet, byline: Byline | None) -> bool | None:
    """Read a string without marks: "Smith JA. Title. Journal. 2010;12:1-5." and "A. Lee, Title, Journal 5 (2010) 3"."""
    text = sheet.rest
    if not _is_evident(text, byline):
        return None
    end = byline.end if byline else 0
    after = text[end:].lstrip(" .,:;")
    commas = text[end : len(text) - len(after)].rstrip().endswith(",")
    if byline and not (byline.form == "given first" and _PLACE_FIRST.match(after)):
        put_authors(sheet, text[:end], inverted=byline.inverted)
        sheet.rest = after
    _put_plain_title(sheet, commas=commas)
    return False


def _is_evident(text: str, byline: Byline | None) -> bool:
    """Whether a string without marks surely describes a work: names, then more than a date; or numbers and a year."""
    numbered, dated = find_numbers(text) is not None, bool(re.search(YEAR, text))
    if byline:
        return parse_date(text[byline.end :]) is None and (dated or numbered or bool(_EVIDENCE.search(text)))
    return dated and (numbered or _has_imprint(text))


def _has_imprint(text: str) -> bool:
    """Whether a place and publisher follow the first sentence."""
    return bool(_PLACE_FIRST.match(text[sentence_end(text) :].lstrip()))


def put_authors(sheet: Sheet, printed: str, *, inverted: bool) -> None:
    """Read the names before a title; as editors where the source marks them so."""
    printed = _LAST_STOP.sub("", printed.strip(" ,"))
    if not re.search(r"[^\W_]", printed):
        return
    if re.search(r"\b[A-Z]\Z", printed) and "." in printed[-6:] + "." * inverted:
        printed += "."  # the head's pattern took the last initial's full stop for the end of the names
    editors = re.search(r"\b(?:eds?|hrsg|editors?|coords?)\b\.?\)?[.,]?\s*$", printed, re.IGNORECASE)
    names = parse_inverted(printed) if inverted else parse_given_first(printed)
    names = tuple(Name(literal=name.literal.rstrip(".")) if name.is_literal else name for name in names)
    unique = tuple(dict.fromkeys(names))
    if len(unique) < len(names):
        sheet.problem("repeated-author", "The source names the same author twice; it is kept once.")
    if any(re.search(r"\bdesk\b", name.literal, re.IGNORECASE) for name in unique):
        sheet.problem("author-is-desk", "The author is a news desk, not a person.")
    if has_et_al(printed):
        unique = (*unique, Name(literal="others"))
    sheet.put("editors" if editors else "authors", unique)


def is_inverted(authors: str) -> bool:
    """Whether the family name comes first: one word, or anything before initials, then a comma.

    The last word of "Nawaz, Shuja." or "Achebe, Chinua" is a given name; a note's "Asfandyar Mir, Ann Watkins" is not
    inverted.
    """
    pieces = [piece.strip() for piece in re.split(r",|\band\b|&", authors.strip(" .,")) if piece.strip()]
    if len(pieces) < 2 or re.match(r"(?:rep|eds?|trans)\b", pieces[1]):
        return False
    family = [word for word in pieces[0].split() if word[0].isupper()]
    return len(family) == 1 or bool(re.fullmatch(r"(?:[A-Z]\.[\s-]?)+", pieces[1])) or len(pieces[1].split()) == 1
