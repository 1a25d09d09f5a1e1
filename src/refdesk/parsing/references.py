"""Printed references.

In: the string of one reference, from a list or a note, with its Markdown italics if it has any. Out: what
it says as a Work, how sure that is, and what is odd about it; or None where the string describes no work.
"""

import re
from dataclasses import dataclass
from typing import Any

from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.parsing.addresses import date_in_path, find_addresses, host
from refdesk.parsing.dates import DATE, YEAR, parse_date
from refdesk.parsing.kinds import infer_type
from refdesk.parsing.names import has_et_al, is_body, parse_given_first, parse_inverted
from refdesk.parsing.sheet import Sheet
from refdesk.parsing.tails import read_tail
from refdesk.parsing.titles import free_title, tidy

MOST_CHARACTERS = 4000
"""No printed reference is longer; what is longer is read up to here."""

_ACCESSED = re.compile(
    r"[\[(]?\b(?:last\s+)?(?:accessed|retrieved|visited|viewed|consulted|abgerufen|zugegriffen|zuletzt\s+besucht|consulté|consultado)\b"
    rf"(?:\s+(?:on|am|le|el))?:?\s*(?P<date>{DATE.pattern})[\])]?,?(?:\s+from\b)?:?",
    re.IGNORECASE,
)
_LEAD_TO_ADDRESS = re.compile(
    r"\b(?:(?:retrieved|available|accessed|online)\s+(?:from|at|online)|available|url|doi|https?)\s*:?\s*(?=[,.;>)\s]*$)",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\s*(?:[-•*–]\s+|\[\d+\]\s*|\(\d+\)\s+|\d{1,3}[.)]\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*|\[\^[^\]]+\]:?\s*)")
_BRACKET_YEAR = re.compile(
    rf"^(?P<authors>(?:[^()“\"]|\((?:[Ee]ds?|[Hh]rsg|[A-Z]{{2,}})\.?\)){{2,400}}?)\s*[,.]?\s*\((?P<date>(?:{YEAR}[a-z]?|n\.\s?d\.|in press|forthcoming)[^()]{{0,40}})\)[.,:;]?\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_PLAIN_YEAR = re.compile(
    rf"^(?P<authors>[^\d“\"*]{{3,300}}?)[.,]\s+(?P<date>{YEAR}[a-z]?|n\.d\.)\.\s+(?P<rest>\S.*)$", re.DOTALL
)
_ITALIC_TITLE = re.compile(r"^(?P<authors>[^*_“\"]{0,300}?)[*_](?P<title>[^*_]{2,})[*_](?P<rest>.*)$", re.DOTALL)
_VANCOUVER = re.compile(
    r"^(?P<authors>(?:[^\W\d_][\w'’-]+(?:\s[\w'’-]+){0,2}\s[A-Z]{1,3}(?:,\s*|(?=\.)))+(?:et al)?)\.\s+(?P<title>[^.?!]{3,}(?:[?!]|(?=\.)))\.?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_INVERTED_PLAIN = re.compile(
    r"^(?P<authors>[^.*“\"]{2,60},\s[^.*“\"]{2,200}?\.)\s+(?P<title>[^.?!“”\"]{3,}[.?!])\s*(?P<rest>.*)$", re.DOTALL
)
_SENTENCE_END = re.compile(
    r"[?!][’'”\"]?\*?(?=\s)|(?<!\b[A-Z])(?<!\bvs)(?<!\bno)(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bed)(?<!\bal)(?<!\bvol)(?<!\bMrs)\.(?=\s+[*_]?[A-Z(“\"\[0-9<]|\s*$)"
)
_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "'": "'"}
_OPENING = re.compile(r"(?<!\w)[“\"«„‘](?=\S)|(?<![\w’'])'(?=\w)")


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
    italic = _take_head(sheet)
    if italic is None:
        return _only_address(sheet)
    read_tail(sheet, title_is_italic=italic)
    return _finished(sheet, title_is_italic=italic)


def describes_work(raw: str) -> bool:
    """Whether the string has what only a description of a work has: an address, a quoted or italic title with a date."""
    text = _normalised(raw)
    if find_addresses(text):
        return True
    titled = (
        _OPENING.search(text)
        or re.search(r"(?<!\w)[*_][^*_]{3,}[*_]", text)
        or _BRACKET_YEAR.match(text)
        or _PLAIN_YEAR.match(text)
    )
    return bool(titled and re.search(rf"\b{YEAR}\b|\bn\.\s?d\.", text))


def _normalised(raw: str) -> str:
    text = re.sub(r"(?<=\w)-\n\s*(?=[a-z])", "-", raw[:MOST_CHARACTERS])
    text = re.sub(r"\\([$&%#_*<>\[\]])", r"\1", text)
    text = text.replace("**", "").replace("\u00ad", "")
    return _MARK.sub("", " ".join(text.split()))


def _take_addresses(sheet: Sheet) -> None:
    found = find_addresses(sheet.rest)
    sheet.put("doi", next((address.doi for address in found if address.doi), None), 0.99)
    sheet.put("doi_as_url", value=bool(re.search(r"\bdoi:?\s*<?https?://", sheet.rest, re.IGNORECASE)))
    sheet.put("urls", tuple(dict.fromkeys(address.url for address in found if address.url)), 0.99)
    for address in reversed(found):
        before = _LEAD_TO_ADDRESS.sub("", sheet.rest[: address.start])
        sheet.rest = f"{before.rstrip()} {sheet.rest[address.end :].lstrip(' >')}".strip()


def _take_accessed(sheet: Sheet) -> None:
    if match := sheet.pull(_ACCESSED):
        sheet.put("accessed", parse_date(match["date"]), 0.98)
    sheet.rest = _LEAD_TO_ADDRESS.sub("", re.sub(r"(?:\s*[,.]\s*)+$", ".", sheet.rest)).strip()


def _take_head(sheet: Sheet) -> bool | None:
    """Take authors, year and title; return whether the title is italic, or None where there is no title."""
    for reader in (_author_year_head, _quoted_head, _italic_head, _plain_head):
        italic = reader(sheet)
        if italic is not None:
            return italic
    return None


def _author_year_head(sheet: Sheet) -> bool | None:
    """ "Afzal, M. (2021, January 15). *Title*. Site." and "Nye, Joseph. 1990. “Title.” *Journal*"."""
    match = _BRACKET_YEAR.match(sheet.rest) or _PLAIN_YEAR.match(sheet.rest)
    if not match:
        return None
    _put_authors(sheet, match["authors"], inverted=True)
    sheet.put("issued", parse_date(re.sub(rf"({YEAR})[a-z]\b", r"\1", match["date"])))
    if suffix := re.match(rf"{YEAR}([a-z])\b", match["date"]):
        sheet.put("year_suffix", suffix[1])
    sheet.rest = match["rest"].strip()
    return _title_of_rest(sheet)


def _title_of_rest(sheet: Sheet) -> bool:
    """The title at the start of the rest: quoted, italic, or its first sentence."""
    if _OPENING.match(sheet.rest):
        _put_quoted(sheet, 0)
        return False
    if match := re.match(r"[*_](?P<title>[^*_]+)[*_](?P<rest>.*)$", sheet.rest, re.DOTALL):
        sheet.put("printed", match["title"])
        sheet.rest = match["rest"].lstrip(" .,")
        return True
    _put_sentence(sheet)
    return False


def _put_sentence(sheet: Sheet) -> None:
    end = _SENTENCE_END.search(sheet.rest)
    cut = end.end() if end else len(sheet.rest)
    sheet.put("printed", sheet.rest[:cut].rstrip(". "), 0.85)
    sheet.rest = sheet.rest[cut:].strip(" .")


def _quoted_head(sheet: Sheet) -> bool | None:
    """ "Madiha Afzal, “Title,” *Site*, date" and "Achebe, Chinua. “Title.” *Journal*"."""
    match = _OPENING.search(sheet.rest[:400])
    italic = re.search(r"(?<!\w)[*_](?=\w)", sheet.rest[:400])
    if not match or (italic and italic.start() < match.start()):
        return None
    authors = sheet.rest[: match.start()].strip()
    if year := re.search(rf"[.,]\s*\(?({YEAR})[a-z]?\)?\.?$", authors):
        sheet.put("issued", parse_date(year[1]))
        authors = authors[: year.start()]
    _put_authors(sheet, authors, inverted=_is_inverted(authors))
    _put_quoted(sheet, match.start())
    return False


def _put_quoted(sheet: Sheet, start: int) -> None:
    title, end = _quoted(sheet.rest, start)
    if run_on := re.match(r"(?P<title>.{3,}?),\s*\*(?P<container>[^*]+)\*\s*,?$", title):
        sheet.problem("title-unclosed-quote", "The title's closing quotation mark is missing in the source.")
        sheet.put("container", run_on["container"].strip(" ,."))
        title = run_on["title"]
    sheet.put("printed", title)
    sheet.rest = sheet.rest[end:].lstrip(" ,.")


def _quoted(text: str, start: int) -> tuple[str, int]:
    """The quotation that opens at `start`, without its marks, and where it ends; an unclosed one ends with its sentence."""
    opening = text[start]
    closing = _QUOTES[opening]
    depth, at = 1, start + 1
    while at < len(text):
        char = text[at]
        if char == closing and not (char in "’'" and _is_apostrophe(text, at)):
            depth -= 1
            if depth == 0:
                return text[start + 1 : at], at + 1
        elif char == opening:
            depth += 1
        at += 1
    end = _SENTENCE_END.search(text, start)
    cut = end.end() if end else len(text)
    return text[start + 1 : cut], cut


def _is_apostrophe(text: str, at: int) -> bool:
    return at + 1 < len(text) and text[at + 1].isalpha()


def _italic_head(sheet: Sheet) -> bool | None:
    """ "Shuja Nawaz, rep., *Title*, vol. 393 (Washington, 2016)" and "Coll, Steve. *Title*. Penguin, 2018."."""
    match = _ITALIC_TITLE.match(sheet.rest)
    if not match:
        return None
    authors = match["authors"].strip()
    if re.search(r",\s*rep\.", authors):
        sheet.put("marked_report", value=True)
    _put_authors(sheet, authors, inverted=_is_inverted(authors))
    sheet.put("printed", match["title"])
    sheet.rest = match["rest"].lstrip(" ,.")
    return True


def _plain_head(sheet: Sheet) -> bool | None:
    """Lists without marks: "Smith JA. Title. Journal. 2010;12:1-5." and "Coll, Steve. Title. Penguin, 2018."."""
    match = _VANCOUVER.match(sheet.rest) or _INVERTED_PLAIN.match(sheet.rest)
    if not match:
        return None
    _put_authors(sheet, match["authors"], inverted=True)
    sheet.put("printed", match["title"].rstrip(". "), 0.8)
    sheet.rest = match["rest"].lstrip(" .,")
    return False


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


def _put_authors(sheet: Sheet, printed: str, *, inverted: bool) -> None:
    printed = printed.strip(" ,")
    if not re.search(r"\w", printed):
        return
    if re.search(r"\b[A-Z]\Z", printed) and "." in printed[-6:] + "." * inverted:
        printed += "."  # the head's pattern took the last initial's full stop for the end of the names
    editors = re.search(r"\b(?:eds?|hrsg)\b\.?\)?[.,]?\s*$", printed, re.IGNORECASE)
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


def _is_inverted(authors: str) -> bool:
    """Whether the family name comes first: one word, or anything before initials, then a comma.

    The last word of "Nawaz, Shuja." or "Achebe, Chinua" is a given name; a note's "Asfandyar Mir, Ann Watkins" is not inverted.
    """
    pieces = [piece.strip() for piece in re.split(r",|\band\b|&", authors.strip(" .,")) if piece.strip()]
    if len(pieces) < 2 or re.match(r"(?:rep|eds?|trans)\b", pieces[1]):
        return False
    family = [word for word in pieces[0].split() if word[0].isupper()]
    return len(family) == 1 or bool(re.fullmatch(r"(?:[A-Z]\.[\s-]?)+", pieces[1])) or len(pieces[1].split()) == 1


def _finished(sheet: Sheet, *, title_is_italic: bool) -> ParsedReference | None:
    fields = sheet.fields
    _free_title(sheet)
    fields["type"] = infer_type(fields, title_is_italic=title_is_italic)
    _settle_issuer(fields)
    _look_for_oddities(sheet)
    if sheet.rest.strip(" .,;:()[]"):
        fields.setdefault("note", sheet.rest.strip(" .,;"))
    work = Work(**{name: value for name, value in fields.items() if name in Work.__dataclass_fields__})
    sure = tuple(sorted((name, value) for name, value in sheet.sure.items() if name in Work.__dataclass_fields__))
    if not (work.title or work.url or work.doi):
        return None
    confidence = round(min([value for _, value in sure] or [0.3]), 2)
    problems = tuple(Problem(code, message) for code, message in sheet.problems)
    return ParsedReference(work, confidence, sure, problems, fields.get("year_suffix", ""))


def _free_title(sheet: Sheet) -> None:
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
    messages = {
        "site-name-in-title": "The printed title ends in the name of its site; it was cut.",
        "shouting-title": "The printed title is in capitals; they were lowered.",
        "genre-in-title": "The printed title begins with the kind of work; it became the type.",
    }
    for change in freed.changes:
        sheet.problem(change, messages[change])


def _settle_issuer(fields: dict[str, Any]) -> None:
    """A report's site is its institution and its volume a number; a web page's publisher is its site."""
    kind = fields["type"]
    if kind == "report" and fields.get("volume") and not fields.get("number"):
        fields["number"] = fields.pop("volume")
    if kind in {"report", "thesis", "book"} and fields.get("container") and not fields.get("publisher"):
        fields["publisher"] = fields.pop("container")
    if kind == "webpage" and fields.get("publisher") and not fields.get("container"):
        fields["container"] = fields.pop("publisher")


def _look_for_oddities(sheet: Sheet) -> None:
    fields = sheet.fields
    if fields.get("doi_as_url"):
        sheet.problem("doi-as-url", "The source prints an address after “doi:”; the bare DOI was kept.")
    container = str(fields.get("container") or fields.get("publisher") or "")
    if re.fullmatch(
        r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|int|info|tv|co|[a-z]{2})", container, re.IGNORECASE
    ):
        sheet.problem("host-as-container", f"The source gives the host name {container} in place of the site's name.")
    issued = fields.get("issued")
    for url in fields.get("urls", ()):
        in_path = date_in_path(url)
        if issued and in_path and not issued.agrees_with(in_path):
            sheet.problem(
                "date-url-mismatch", f"The source dates this {issued.edtf}, but its address says {in_path.edtf}."
            )
    accessed = fields.get("accessed")
    if issued and accessed and issued.parts > accessed.parts and not issued.agrees_with(accessed):
        sheet.problem(
            "accessed-before-issued", f"The source was read on {accessed.edtf}, before its date {issued.edtf}."
        )
    if issued is None:
        sheet.problem("no-date", "The source gives no date of issue.")
    if fields.get("title") is None:
        sheet.problem(
            "no-title",
            f"The source gives no title, only an address at {host((fields.get('urls') or ('',))[0]) or 'doi.org'}.",
        )
