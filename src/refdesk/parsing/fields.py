"""From labelled pieces of a reference to the fields of a work.

In: the string and the pieces that cover it, each with a label and how sure that is. Out: a ParsedReference, or None
where the pieces describe no work. Each label has its reader; what a reader cannot use becomes part of the note, so
that nothing is lost.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.parsing.addresses import Address, find_addresses, whole_address
from refdesk.parsing.confidence import field_confidence, whole_confidence
from refdesk.parsing.draft import Draft
from refdesk.parsing.finishing import finish
from refdesk.parsing.identifiers import read_identifiers
from refdesk.parsing.issuing import complete, read_access, read_issue, tells_day_or_month
from refdesk.parsing.mending import mend
from refdesk.parsing.name_lists import NameList, parse_names
from refdesk.parsing.numbering import Numbers, read_issue_number, read_pages, read_volume
from refdesk.parsing.parsed import ParsedReference
from refdesk.parsing.printing import bare, plain, without_last_stop
from refdesk.parsing.segments import Segment
from refdesk.parsing.titling import read_title

_ITALIC = re.compile(r"^\W{0,3}(?:[*_]|<(?:i|em|italic)\b)|\\(?:emph|textit)\{", re.IGNORECASE)
_IN = re.compile(r"^[\s(\[,.;*_]*(?:in|dans|en)(?:\s*:|\s)\s*(?=\S)", re.IGNORECASE)
_OF = re.compile(r"^(?:of|vol(?:ume)?\.?\s\w+\sof)\s+(?=[A-Z])")
# "In: Ders.: Noten", "in Id., Opere": the book is by the author of the piece.
_SAME_AUTHOR = re.compile(r"^(?:ders|dies|dens|id|idem|eadem)\.?\s?[:,]\s{1,3}|^_{2,12}[.,:]?\s{1,3}", re.IGNORECASE)
_ROLE_BEFORE_NAME = re.compile(r"^\W{0,3}(?:orgs?|eds?|dirs?|hrsg|hg|coords?)\.?\)[.,:]?\s{1,3}", re.IGNORECASE)
_EDITOR_ROLE = re.compile(
    r"(?<!\w)(?:eds?|editors?|edited|hrsg|hg|herausgeber|coords?|orgs?|dirs?|éds?|a\scura|comps?)(?!\w)", re.IGNORECASE
)
_TRANSLATOR_ROLE = re.compile(r"(?<!\w)(?:trans(?:l|lat\w{2,3})?|trad|übers)(?!\w)", re.IGNORECASE)
_PERSON_AND_ROLE = re.compile(r"[^;]{2,200}?,\s(?:[Ee]ds?|[Tt]rans)\.(?:\s&\s[Tt]rans\.)?(?=\)?\s*(?:;|\W*$))")
_SECTION = re.compile(r"(?<!\w)sec\.\s(?P<name>[^\W\d_][^,.<]{1,40})")
_REPORTER = re.compile(r"(?<!\w)rep\.")
_EDITION_WORD = re.compile(
    r"\s*\b(?:editions?|edn?s?|edição|edición|edizione|edizioni|éditions?|éd|auflage|aufl|ausgabe|ausg|druk|uitgave|vyd)\b\.?(?=\W|$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?P<name>\D.{1,100}?)[\s,(]+(?:(?:No|Number|Nr|n)[.°º]?\s?|[#№]\s?)?(?P<number>[A-Z]{0,8}[-/]?\w{0,12}[-./]?\d[\w./-]{0,20})\W*$"
)
_SERIES_NUMBER = re.compile(
    r"^(?P<name>\D.{2,120}?)[\s,(]+(?:vol\.?|no\.?|nr\.?|bd\.?|n°|t\.?)?\s?(?P<number>\d{1,4})\W*$", re.IGNORECASE
)
_SERIES_WORD = re.compile(
    r"^\W{0,3}(?:coll(?:ection|ana|\.)|colección|coleção|reihe)\W{0,4}(?=[«“\"‘]|[A-ZÀ-Þ])", re.IGNORECASE
)
_TOWN_AND_PUBLISHER = re.compile(r"^(?P<place>[^\W\d_][^:]{1,45}):\s*(?P<publisher>[^\W_].{1,120})$")
_PLAIN_MEDIA = re.compile(
    r"\W*(?:print|web|online|internet|pdf|homepage|en l[ií]gne|en línea|e-?book|kindle|electronic(?: resource)?)\W*",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"\W*(?:(?:available|retrieved|accessed|online|found|see)?\s?(?:at|from|online|on|in|via|under|unter)?|url|doi|disponible\s(?:en|sur|à)"
    r"|disponível em|recuperado (?:de|em)|récupéré (?:de|sur)|repéré à|tiré de|abgerufen von"
    r"|verfügbar(?:\s(?:unter|auf))?|beschikbaar(?:\sop)?|pubmed(?:\s?central)?|\[pii\]"
    r"|epub(?:\sahead\sof\sprint)?|and|und|et|of|pp?|vol|no|nr|art(?:icle)?|"
    r"google scholar|crossref|web of science|inspire|abstract|printed)?\W*",
    re.IGNORECASE,
)
_OTHERS = Name(literal="others")

Reader = Callable[[Draft, str, Segment], None]


def read_segments(text: str, segments: Sequence[Segment]) -> ParsedReference | None:
    """Read the pieces of one reference; None where they describe no work.

    `segments` are in order, do not overlap and lie within `text`; what lies between them is not read.
    """
    draft = Draft()
    pieces = mend(text, segments)
    for piece in pieces:
        words = _without_addresses(draft, text, piece)
        if words and not words.isspace():
            _READERS.get(piece.label, _read_note)(draft, words, piece)
    if not finish(draft):
        return None
    return _parsed(draft)


def _parsed(draft: Draft) -> ParsedReference:
    work = Work(**{name: value for name, value in draft.fields.items() if name in Work.__dataclass_fields__})
    raw = {name: value for name, value in draft.sure.items() if name in Work.__dataclass_fields__}
    sure = tuple(sorted((name, field_confidence(value)) for name, value in raw.items()))
    return ParsedReference(
        work=work,
        confidence=whole_confidence(min(raw.values(), default=0.3)),
        fields=sure,
        problems=tuple(Problem(code, message) for code, message in draft.problems),
        year_suffix=str(draft.fields.get("year_suffix") or ""),
        spans=tuple(span for span in draft.spans if span[0] in Work.__dataclass_fields__),
    )


# Addresses


def _without_addresses(draft: Draft, text: str, piece: Segment) -> str:
    """Keep the addresses in a piece, whatever its label; return its other words."""
    words = text[piece.start : piece.end]
    if piece.label not in {"url", "doi"} and "/" not in words and "www." not in words:
        return words
    if piece.label in {"url", "doi"}:
        words = whole_address(words)
    found = find_addresses(words)
    for address in found:
        _put_address(draft, address, piece, after_doi=bool(re.search(r"\bdoi:?\s*<?https?://", words, re.IGNORECASE)))
    for address in reversed(found):
        words = f"{words[: address.start]} {words[address.end :]}"
    if piece.label == "url" and not found and re.fullmatch(r"\S+\.\S+", bare(words)):
        _put_address(draft, Address(0, 0, url=bare(words).rstrip(".")), piece)
        return ""
    return words


def _put_address(draft: Draft, address: Address, piece: Segment, *, after_doi: bool = False) -> None:
    trust = 1.0 if piece.label in {"url", "doi"} else 0.95
    if address.doi:
        draft.put("doi", address.doi, piece, trust)
        draft.hint("doi_as_url", value=after_doi)
    elif address.url and address.url not in draft.fields.get("urls", ()):
        draft.replace("urls", (*draft.fields.get("urls", ()), address.url), piece, trust)


# People


def _read_author(draft: Draft, words: str, piece: Segment) -> None:
    role = "editors" if _EDITOR_ROLE.search(words) and _role_ends(words) else "authors"
    draft.hint("marked_report", value=bool(_REPORTER.search(words)))
    _put_people(draft, role, words, piece)


def _role_ends(words: str) -> bool:
    """Whether the word of a role stands at the names' end, not within a body's name."""
    last = list(_EDITOR_ROLE.finditer(words))[-1]
    return len(words[last.end() :].strip(" .,:;)(][")) == 0 or words[: last.start()].strip(" (,;[") == ""


def _put_people(draft: Draft, role: str, words: str, piece: Segment) -> None:
    people = parse_names(words)
    _tell_oddities(draft, people)
    names = tuple(dict.fromkeys(people.names))
    if people.others and names:
        names = (*names, _OTHERS)
    if not names:
        return
    if role in draft.fields:
        known = tuple(name for name in draft.fields[role] if name != _OTHERS)
        names = (*known, *(name for name in names if name not in known))
        draft.replace(role, names, piece)
    else:
        draft.put(role, names, piece)


def _tell_oddities(draft: Draft, people: NameList) -> None:
    if people.repeated:
        draft.problem("repeated-author-dash", "The source prints a dash in place of the author of the entry before.")
    if len(set(people.names)) < len(people.names):
        draft.problem("repeated-author", "The source names the same author twice; it is kept once.")
    if any(re.search(r"\bdesk\b", name.literal, re.IGNORECASE) for name in people.names):
        draft.problem("author-is-desk", "The author is a news desk, not a person.")


def _read_editor(draft: Draft, words: str, piece: Segment) -> None:
    draft.hint("in_book", value=bool(_IN.match(words)))
    _read_helpers(draft, words, piece, "editors")


def _read_translator(draft: Draft, words: str, piece: Segment) -> None:
    _read_helpers(draft, words, piece, "translators")


def _read_helpers(draft: Draft, words: str, piece: Segment, usual: str) -> None:
    """Editors and translators, each by the word of their role: "(A. Roe, Ed.; T. Poe, Trans.)"."""
    parts = _PERSON_AND_ROLE.findall(words) if ";" in words else []
    for part in parts if len(parts) > 1 else [words]:
        edits, translates = bool(_EDITOR_ROLE.search(part)), bool(_TRANSLATOR_ROLE.search(part))
        if edits or (usual == "editors" and not translates):
            _put_people(draft, "editors", part, piece)
        if translates or (usual == "translators" and not edits):
            _put_people(draft, "translators", part, piece)


def _read_maker(draft: Draft, words: str, piece: Segment) -> None:
    """Directors and producers, whom a citation names as it does authors."""
    draft.hint("film", value=True)
    _put_people(draft, "authors", words, piece)


# Titles and names


def _read_title(draft: Draft, words: str, piece: Segment) -> None:
    titled = read_title(words)
    if "printed" in draft.fields:
        if titled.title and draft.fields.get("title_open"):
            draft.extend("printed", titled.title, piece)
        else:
            draft.remark(titled.title)
        return
    if titled.unclosed:
        draft.problem("title-unclosed-quote", "The title's closing quotation mark is missing in the source.")
    draft.put("printed", titled.title, piece)
    draft.put("genre", titled.genre, piece, 0.9)
    draft.hint("title_is_italic", value=bool(_ITALIC.match(words)))


def _read_container(draft: Draft, words: str, piece: Segment) -> None:
    draft.hint("in_book", value=bool(_IN.match(words)))
    name = _ROLE_BEFORE_NAME.sub("", _SAME_AUTHOR.sub("", _OF.sub("", _IN.sub("", plain(words)))))
    name = without_last_stop(bare(name))
    if not draft.put("container", name, piece):
        draft.remark(name)


def _read_collection(draft: Draft, words: str, piece: Segment) -> None:
    name = bare(_SERIES_WORD.sub("", _OF.sub("", _IN.sub("", plain(words)))))
    if numbered := _SERIES_NUMBER.match(name):
        name = numbered["name"].strip(" ,;(")
        draft.put("collection_number", numbered["number"], piece, 0.9)
    if not draft.put("collection", without_last_stop(name), piece):
        draft.remark(name)


def _read_publisher(draft: Draft, words: str, piece: Segment) -> None:
    name = without_last_stop(bare(words))
    if "place" not in draft.fields and (match := _TOWN_AND_PUBLISHER.match(name)) and "http" not in name:
        draft.put("place", match["place"].strip(" ,"), piece, 0.9)
        name = match["publisher"]
    if "publisher" in draft.fields and draft.fields["publisher"] != name:
        draft.extend("publisher", name, piece, joint=", ")
    else:
        draft.put("publisher", name, piece)


def _read_place(draft: Draft, words: str, piece: Segment) -> None:
    name = re.sub(r"^(?:in|at|à|en)\s(?=[^\W\d_a-z])|^\([A-Z]{2,10}\),?\s", "", bare(words).strip(" :"))
    name = name if re.search(r"(?:\b[A-Z]\.){1,4}$", name) else name.rstrip(".")
    if "place" in draft.fields and draft.fields["place"] != name:
        draft.extend("place", name, piece, joint=", ")
    else:
        draft.put("place", name, piece)


# Dates


def _read_date(draft: Draft, words: str, piece: Segment) -> None:
    issue = read_issue(words)
    known = draft.fields.get("issued")
    if issue.status and not re.match(r"n|s\.|o\.|z\.|u", issue.status, re.IGNORECASE):
        draft.remark(issue.status)
    draft.hint("undated", value=bool(issue.status))
    draft.put("year_suffix", issue.suffix, piece)
    if issue.original:
        draft.remark(plain(words).strip(" .,;:"))
    if issue.date is None:
        _complete_date(draft, words, piece)
    elif not isinstance(known, PartialDate):
        draft.put("issued", _completed(draft, issue.date), piece)
    elif known.year == issue.date.year:
        if len(issue.date.parts) > len(known.parts):
            draft.replace("issued", issue.date, piece)
    else:
        _settle_years(draft, known, issue.date, piece)


def _settle_years(draft: Draft, known: PartialDate, other: PartialDate, piece: Segment) -> None:
    """Two years: the later one is that of the edition; the other stays in the note."""
    draft.remark(str(min(known.year, other.year)))
    if other.year > known.year:
        draft.replace("issued", other, piece, 0.8)


def _complete_date(draft: Draft, words: str, piece: Segment) -> None:
    """A day or month that stands apart from its year, before or after it."""
    known = draft.fields.get("issued")
    if not tells_day_or_month(words):
        return
    if isinstance(known, PartialDate):
        draft.replace("issued", complete(known, words), piece)
    else:
        draft.fields["day_before_year"] = words


def _completed(draft: Draft, date: PartialDate) -> PartialDate:
    day = draft.fields.pop("day_before_year", None)
    return complete(date, day) if day else date


def _read_accessed(draft: Draft, words: str, piece: Segment) -> None:
    if not draft.put("accessed", read_access(words), piece):
        draft.remark(plain(words))


# Numbers


def _put_numbers(draft: Draft, numbers: Numbers, piece: Segment) -> None:
    for name, value in (("volume", numbers.volume), ("issue", numbers.issue), ("pages", numbers.pages)):
        if value and not draft.put(name, value, piece):
            draft.remark(value)
    draft.put("number_of_pages", numbers.count, piece)


def _read_volume(draft: Draft, words: str, piece: Segment) -> None:
    numbers = read_volume(words)
    _put_numbers(draft, numbers, piece)
    if numbers.left and not _EMPTY_WORDS.fullmatch(numbers.left):
        draft.put("volume", bare(numbers.left), piece, 0.7)


def _read_issue(draft: Draft, words: str, piece: Segment) -> None:
    _put_numbers(draft, read_issue_number(words), piece)


def _read_pages(draft: Draft, words: str, piece: Segment) -> None:
    numbers = read_pages(words)
    _put_numbers(draft, replace(numbers, left=""), piece)
    if len(numbers.left) > 2:
        draft.remark(numbers.left)


def _read_edition(draft: Draft, words: str, piece: Segment) -> None:
    edition = bare(_EDITION_WORD.sub("", plain(words)).strip(" .()[]"))
    if not edition or not draft.put("edition", edition, piece):
        draft.remark(plain(words))


def _read_genre(draft: Draft, words: str, piece: Segment) -> None:
    genre = bare(words).strip(" .") if not re.search(r"\b\w\.\w?\.?$", bare(words)) else bare(words)
    if (match := _NUMBERED.match(genre)) and "thesis" not in genre.casefold():
        draft.put("number", match["number"].strip("./-"), piece, 0.95)
        genre = match["name"].strip(" ,;(:")
    if not draft.put("genre", genre, piece):
        draft.remark(genre)


def _read_medium(draft: Draft, words: str, piece: Segment) -> None:
    if not _PLAIN_MEDIA.fullmatch(words):
        draft.put("genre", bare(words.strip(" .,;")), piece, 0.9)


def _read_number(draft: Draft, words: str, piece: Segment) -> None:
    left = read_identifiers(draft, plain(words), piece)
    number = bare(left.strip(" .,;"))
    if re.search(r"\d", number) and "number" not in draft.fields and piece.label == "number":
        draft.put("number", re.sub(r"^(?:no|nr|number)\.?\s", "", number, flags=re.IGNORECASE), piece, 0.9)
    elif not _EMPTY_WORDS.fullmatch(left):
        draft.remark(left)


def _read_note(draft: Draft, words: str, piece: Segment) -> None:
    if _EMPTY_WORDS.fullmatch(words) or _PLAIN_MEDIA.fullmatch(words):
        return
    left = read_identifiers(draft, plain(words), piece)
    if section := _SECTION.search(left):
        draft.put("section", section["name"].strip(), piece)
        left = f"{left[: section.start()]} {left[section.end() :]}".strip(" ,;")
    if left and not _EMPTY_WORDS.fullmatch(left):
        draft.remark(left)


def _ignore(_draft: Draft, _words: str, _piece: Segment) -> None:
    """The number of the list is the list's, not the work's."""


_READERS: dict[str, Reader] = {
    "citation-number": _ignore,
    "author": _read_author,
    "editor": _read_editor,
    "translator": _read_translator,
    "director": _read_maker,
    "producer": _read_maker,
    "title": _read_title,
    "container-title": _read_container,
    "collection": _read_collection,
    "publisher": _read_publisher,
    "place": _read_place,
    "date": _read_date,
    "accessed": _read_accessed,
    "volume": _read_volume,
    "issue": _read_issue,
    "pages": _read_pages,
    "edition": _read_edition,
    "genre": _read_genre,
    "medium": _read_medium,
    "number": _read_number,
    "isbn": _read_number,
    "doi": _read_number,
    "url": _read_note,
    "note": _read_note,
    "other": _read_note,
}
