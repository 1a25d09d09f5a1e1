"""Titles torn by the labelling, and what was left in them.

In: the string and its labelled pieces. Out: the pieces with the title whole and alone. Commas, years and addresses
within titles, and names or numbers right before and behind them, are where a labelling model cuts wrongly.
"""

import re
from dataclasses import replace

from refdesk.parsing.names import is_body
from refdesk.parsing.pieces import Pieces, cut_out, relabelled
from refdesk.parsing.segments import Segment

_LINKED = re.compile(r"\[(?P<title>[^\[\]]{3,300})\]\((?P<url>https?://(?:[^\s()]|\([^\s()]{0,100}\)){3,400})\)")
_ADDRESS = re.compile(r"(?:doi:|https?:|www\.|10\.\d{4})", re.IGNORECASE)
_HEAD = re.compile(r"(?P<name>[^\W\d_a-z][^“”\"«»„*_]{1,60}),\s(?=[“\"«„])")
_YEAR_OF_TITLE = re.compile(r"\(?\d{4}[a-z]?\)?[.,]?\s(?P<title>\d{4}:\s)")
_PREPOSITION = re.compile(r"\b(?:in|of|since|until|from|after|before|for|by|to|seit|bis|en|de|depuis|desde|dal)\s*$")
_YEAR_FIRST = re.compile(r"(?P<first>(?:1[5-9]|20)\d\d)[,.]?\s(?=.{0,30}(?:1[5-9]|20)\d\d)")
_WORD_ALONE = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]{2,20}")
_WHOLE_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w.’'-]{0,20}(?:\s[\w.’'-]{1,20}){1,3}")
_WORD_AND_COLON = re.compile(r"[^\W\d_]\.\s[^\W\d_][\w’'-]{1,20}\.\s(?P<word>[^\W\d_a-zß-ÿ][\w-]{2,20}:\s)$")
_CATALOGUE = re.compile(r"(?:(?<=,\s)|(?<=\s\())[Cc]at(?:alogue|\.)\s[Nn](?:o\.|umber)\s[\w./-]{2,20}[,.)]?\s?")
_REPORT_NUMBER = re.compile(r"\((?P<number>[A-Z]{2,10}[-/ ]\d[\w/-]{1,15})\)[.,]?\s*$")
_HOLDER_IN_TITLE = re.compile(
    r"(?:,\s(?=[Ii]n\s(?:Id|Ead|Ders|Dies)\.)|[.“”?!]\s)(?=[Ii]n\s(?:Id|Ead|Ders|Dies)\.|In:?\s[^\W\d_a-zß-ÿ])"
)
_ITALIC_ALONE = re.compile(r"\*[^*]{2,200}\*[.,]?\s*|_[^_]{2,200}_[.,]?\s*")
_MONTHS = re.compile(
    r",\s(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:[/–-]"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December))?\s*$"
)
_STANDARD = re.compile(r"\W{0,2}(?:IEEE|ISO|IEC|RFC|EN|DIN|BS|ANSI|ASTM|NIST|ITU|ECMA)\b")
_SUBSERIES = re.compile(r"(?:STD|BCP|FYI)\s?\d{0,4}[,\s]*")
_SUBSERIES_ALONE = re.compile(r"(?<!\w)(?:STD|BCP|FYI)\s$")
_JOINT = re.compile(r"(?:and|&|und|et|y)\s|[^,;]{2,40},\s(?:and|&)\s")
_ISSUE_LAST = re.compile(r"[.,]\s(?P<issue>(?:[Nn][or]?|[Hh])\.\s?)$")
_STATUS_LAST = re.compile(r"\.\s(?P<status>(?:Forthcoming|In press|Im Erscheinen|À paraître)\.?\s*)$")
_APA_DATE = re.compile(r"\((?:\d{4}[^()]{0,20}|n\.\s?d\.)\)\.\s*")
_HELD = frozenset(("editor", "volume", "issue", "pages", "collection", "genre"))
_IN = re.compile(r"\W{0,3}(?:in|dans|en)\b", re.IGNORECASE)
_SERIES = re.compile(r"\b(?:Series|Serie|Lecture Notes|Monographs|Reihe|Collection|Colección|Studies in|Library of)\b")
_GOES_ON = frozenset("?!”»")
_MARKS = frozenset('*_“"«„‘<')
_WORD_AND_STOP = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]{4,15}\.\s(?=[^\W\d_a-zß-ÿ][\w’'-]{2,30}\s\w{2,20}[\s,])")
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w’'-]{1,20}|[^\W\d_a-zß-ÿ]\.|de|da|do|dos|von|van|del|der)"
_REST_OF_NAME = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,3}}\.\s(?=[^\W_a-zß-ÿ])")
_JOINED_NAME = re.compile(rf"(?:e|y|et|und|and|en|&)\s{_NAME_WORD}(?:\s{_NAME_WORD}){{1,3}}[.,:]\s(?=[^\W_a-zß-ÿ])")
_VOLUME_LAST = re.compile(r"[.,]\s(?P<volume>[Vv](?:ols?)?\.\s?)$")
_ROMAN_LAST = re.compile(r"[^\W\d_][.,]?\s(?P<volume>(?:[IVXL]{2,8}|V|X)[,.]?\s?)$")
_ABBREVIATED = re.compile(
    r"(?:Am|Chem|Phys|Org|Med|Biol|Appl|Polym|Mol|Opt|Math|Inorg|Electrochem|Mater|Fluid|Geophys)\b"
)
_JOURNAL_WORD = re.compile(r",\s(?:[^\W\d_]\.\s?){1,3}(?<=\s)(?P<word>J\.\s)$")


def linked_title(text: str, pieces: Pieces) -> Pieces:
    """The words of a Markdown link are the title, and its target the address: "Roe, [Dust](https://ash.org)"."""
    match = _LINKED.search(text)
    if match is None or _ADDRESS.match(match["title"]):
        return pieces
    pieces = cut_out(pieces, match.start(), match.end(), "other")
    pieces = cut_out(pieces, match.start("url"), match.end("url"), "url")
    if any(piece.label == "title" and len(text[piece.start : piece.end].strip(" “”\"'*.,")) > 1 for piece in pieces):
        return cut_out(pieces, match.start("title"), match.end("title"), "container-title")
    return cut_out(pieces, match.start("title"), match.end("title"), "title")


def name_before_quotation(text: str, pieces: Pieces) -> Pieces:
    """A name in the piece of a quoted title that begins the reference is the author's: "W3C, “Dust 2.1”"."""
    at = next((at for at, piece in enumerate(pieces) if piece.label != "citation-number"), None)
    if at is None or pieces[at].label != "title":
        return pieces
    match = _HEAD.match(text, pieces[at].start, pieces[at].end)
    if match is None:
        return pieces
    author = replace(relabelled(pieces[at], "author"), end=match.end())
    return [*pieces[:at], author, replace(pieces[at], start=match.end()), *pieces[at + 1 :]]


def year_in_title(text: str, pieces: Pieces) -> Pieces:
    """A year that begins a title or ends it is no date: "1968. | 2001: A Dust", "Dust in | 2015, 20 June 2016"."""
    for at in range(len(pieces) - 1):
        left, right = pieces[at], pieces[at + 1]
        if (left.label, right.label) == ("date", "title"):
            match = _YEAR_OF_TITLE.fullmatch(text[left.start : left.end])
            cut = left.start + match.start("title") if match else left.end
        elif (left.label, right.label) == ("title", "date") and _PREPOSITION.search(text[left.start : left.end][-12:]):
            match = _YEAR_FIRST.match(text[right.start : right.end])
            cut = right.start + match.end() if match else right.start
        else:
            continue
        if match:
            return [*pieces[:at], replace(left, end=cut), replace(right, start=cut), *pieces[at + 2 :]]
    return pieces


def title_among_names(text: str, pieces: Pieces) -> Pieces:
    """Single words behind a name that stands given name first are the title's: "Ann Roe, Ash, | Dust: A Tale"."""
    for at in range(len(pieces) - 1):
        names, title = pieces[at], pieces[at + 1]
        if (names.label, title.label) != ("author", "title") or text[title.start] in "*_“\"«„‘'":
            continue
        cut = _end_of_name(text[names.start : names.end])
        if cut is not None:
            at_cut = names.start + cut
            return [*pieces[:at], replace(names, end=at_cut), replace(title, start=at_cut), *pieces[at + 2 :]]
    return pieces


def _end_of_name(words: str) -> int | None:
    """Where the first name ends, if what follows are single words, or a body's name comes first; else None."""
    if word := _WORD_AND_COLON.search(words):
        return word.start("word")
    name, comma, rest = words.partition(", ")
    if not comma or not rest.strip(" ,:") or re.search(r"\b(?:and|und|et|y|&|eds?|al)\b|&|\.", rest):
        return None
    others = [part.strip(" ,:") for part in rest.split(", ") if part.strip(" ,:")]
    named = is_body(name) and (" " in name or " " in others[0])
    torn = named and not any(map(is_body, others)) and words.rstrip()[-1:] in {",", ":"}
    torn = torn or (is_body(name) and words.rstrip()[-1:] not in set(".,:;)"))
    single = bool(_WHOLE_NAME.fullmatch(name)) and all(_WORD_ALONE.fullmatch(part) for part in others)
    return len(name) + len(comma) if torn or (single and not name.isupper()) else None


def number_in_title(text: str, pieces: Pieces) -> Pieces:
    """A number of a catalogue or a report at the title's end is no part of it: "Dust (GAO-16-454)"."""
    if any(piece.label == "container-title" for piece in pieces):
        return pieces
    for at, piece in enumerate(pieces):
        if piece.label != "title":
            continue
        words = text[piece.start : piece.end]
        if match := _REPORT_NUMBER.search(words):
            return cut_out(pieces, piece.start + match.start(), piece.end, "number")
        if match := _CATALOGUE.search(words):
            cut = cut_out(pieces, piece.start + match.start(), piece.start + match.end(), "number")
            behind = cut[at + 2 : at + 3]
            if behind and behind[0].label == "title":
                cut[at + 2] = relabelled(behind[0], "publisher")
            return cut
    return pieces


def holder_in_title(text: str, pieces: Pieces) -> Pieces:
    """What follows "In:" behind a title's stop holds it: "Der Staub. | In: Die Asche"."""
    whole, held = {"title", "container-title"}, {piece.label for piece in pieces} & {"title", "container-title"}
    if len(held) != 1:
        return pieces
    for piece in pieces:
        match = _HOLDER_IN_TITLE.search(text, piece.start, piece.end) if piece.label in held else None
        if match:
            cut = match.end()
            rest = (whole - held).pop()
            if "title" in held:
                return cut_out(pieces, cut, piece.end, rest)
            return cut_out(pieces, piece.start, cut, rest)
    return pieces


def title_as_holder(text: str, pieces: Pieces) -> Pieces:
    """A name in italics behind the author, with a page at most and no date, is a note's title: "Roe, *Dust*, 45"."""
    labels = [piece.label for piece in pieces if piece.label != "citation-number"]
    alone = labels[2:] in ([], ["volume"], ["pages"])
    if labels[:2] != ["author", "container-title"] or not (alone or _holds_twice(text, pieces)):
        return pieces
    holder = next(piece for piece in pieces if piece.label == "container-title")
    if not _ITALIC_ALONE.fullmatch(text[holder.start : holder.end]):
        return pieces
    mended = [relabelled(piece, "title") if piece is holder else piece for piece in pieces]
    return [relabelled(piece, "pages") if alone and piece.label == "volume" else piece for piece in mended]


def _holds_twice(text: str, pieces: Pieces) -> bool:
    """Whether a second name in italics stands behind the date: what holds the work of the first one."""
    italics = [
        at for at, piece in enumerate(pieces) if _ITALIC_ALONE.fullmatch(text[piece.start : piece.end].rstrip(", "))
    ]
    dates = [at for at, piece in enumerate(pieces) if piece.label == "date"]
    return len(italics) > 1 and bool(dates) and italics[0] < dates[0] < italics[1]


def month_behind_name(text: str, pieces: Pieces) -> Pieces:
    """The months of an issue behind a magazine's name belong to the date: "The Dust, July/August | 2008"."""
    for at in range(len(pieces) - 1):
        name, date = pieces[at], pieces[at + 1]
        if (name.label, date.label) == ("container-title", "date"):
            match = _MONTHS.search(text[name.start : name.end])
            if match:
                cut = name.start + match.start() + 2
                return [*pieces[:at], replace(name, end=cut), replace(date, start=cut), *pieces[at + 2 :]]
    return pieces


def journal_among_initials(text: str, pieces: Pieces) -> Pieces:
    """The "J." that begins a chemist's journal is no initial: "Hoffmann, R. | J. Am. Chem. Soc." (ACS Guide, 4.3)."""
    for at in range(len(pieces) - 1):
        names, journal = pieces[at], pieces[at + 1]
        if (names.label, journal.label) == ("author", "container-title") and _ABBREVIATED.match(text[journal.start :]):
            match = _JOURNAL_WORD.search(text[names.start : names.end])
            if match:
                cut = names.start + match.start("word")
                return [*pieces[:at], replace(names, end=cut), replace(journal, start=cut), *pieces[at + 2 :]]
    return pieces


def subtitle_as_holder(text: str, pieces: Pieces) -> Pieces:
    """In a book's entry, what follows a title's "?" or quotation goes on with it, and a series is a series.

    "What is Dust? | Views of Ash. | Leeds: Poe", "Dust. | Dust Series in Ash. | Poe".
    """
    pieces = _after_colon(text, pieces)
    labels = [piece.label for piece in pieces]
    if "publisher" not in labels or not _HELD.isdisjoint(labels):
        return pieces
    for at in range(len(pieces) - 1):
        title, name = pieces[at], pieces[at + 1]
        words = text[name.start : name.end]
        if (title.label, name.label) != ("title", "container-title") or _IN.match(words):
            continue
        if _SERIES.search(words):
            return [*pieces[: at + 1], relabelled(name, "collection"), *pieces[at + 2 :]]
        if text[title.start : title.end].rstrip()[-1:] in _GOES_ON and words[:1] not in _MARKS:
            return [*pieces[:at], replace(title, end=name.end), *pieces[at + 2 :]]
    return pieces


def _after_colon(text: str, pieces: Pieces) -> Pieces:
    """A colon behind the quotation that begins a title: the title goes on, whatever the rest was taken for."""
    for at in range(len(pieces) - 1):
        title, rest = pieces[at], pieces[at + 1]
        ends = text[title.start : title.end].rstrip()
        if (title.label, rest.label) == ("title", "container-title") and ends.endswith(("”:", '":', "»:", "’:")):
            return [*pieces[:at], replace(title, end=rest.end), *pieces[at + 2 :]]
    return pieces


def end_of_title_in_name(text: str, pieces: Pieces) -> Pieces:
    """One word and a stop behind a title's comma are the title's end: "Dust in East Riding, | Yorkshire. Annals"."""
    for at in range(len(pieces) - 1):
        title, name = pieces[at], pieces[at + 1]
        if (title.label, name.label) != ("title", "container-title"):
            continue
        match = _WORD_AND_STOP.match(text[name.start : name.end])
        if match and text[title.start : title.end].rstrip().endswith(","):
            cut = name.start + match.end()
            return [*pieces[:at], replace(title, end=cut), replace(name, start=cut), *pieces[at + 2 :]]
    return pieces


def name_in_title(text: str, pieces: Pieces) -> Pieces:
    """The rest of a name, or the last of several, at the head of a title: "Alves, José | de Lima. O pó"."""
    for at in range(len(pieces) - 1):
        names, title = pieces[at], pieces[at + 1]
        if (names.label, title.label) != ("author", "title"):
            continue
        words = text[title.start : title.end]
        open_ended = text[names.start : names.end].rstrip()[-1:] not in set(".,:;)]")
        match = _REST_OF_NAME.match(words) if open_ended else _JOINED_NAME.match(words)
        if match and match.end() < len(words):
            cut = title.start + match.end()
            return [*pieces[:at], replace(names, end=cut), replace(title, start=cut), *pieces[at + 2 :]]
    return pieces


def volume_behind_name(text: str, pieces: Pieces) -> Pieces:
    """The word for a volume, or its Roman number, behind a journal's name is no part of it: "Ash Review. VIII"."""
    pieces = _issue_behind_name(text, pieces)
    numbered = any(piece.label == "volume" for piece in pieces)
    for at in range(len(pieces) - 1):
        name, after = pieces[at], pieces[at + 1]
        if name.label != "container-title" or after.label not in {"volume", "date", "issue"}:
            continue
        last = _VOLUME_LAST if after.label == "volume" else _ROMAN_LAST
        match = last.search(text[name.start : name.end])
        if match and numbered == (after.label == "volume"):
            return cut_out(pieces, name.start + match.start("volume"), name.end, "volume")
    return pieces


def _issue_behind_name(text: str, pieces: Pieces) -> Pieces:
    """The word for an issue, left with the name before its number: "Ash Review, no. | 76"."""
    for at in range(len(pieces) - 1):
        name, number = pieces[at], pieces[at + 1]
        match = _ISSUE_LAST.search(text[name.start : name.end]) if name.label == "container-title" else None
        if match and number.label in {"volume", "issue", "pages"}:
            cut = name.start + match.start("issue")
            issue = replace(relabelled(number, "issue"), start=cut)
            return [*pieces[:at], replace(name, end=cut), issue, *pieces[at + 2 :]]
    return pieces


def status_among_names(text: str, pieces: Pieces) -> Pieces:
    """What stands in the place of the date is no author: "Roe, A., and B. Poe. | Forthcoming."."""
    for at, piece in enumerate(pieces):
        match = _STATUS_LAST.search(text[piece.start : piece.end]) if piece.label == "author" else None
        if match:
            return cut_out(pieces, piece.start + match.start("status"), piece.end, "date")
        if at:
            break
    return pieces


def body_before_date(text: str, pieces: Pieces) -> Pieces:
    """A body's name before a year in brackets, with a title behind it, is the author's (APA 7, 9.11)."""
    if len(pieces) < 3 or [piece.label for piece in pieces[:2]] != ["title", "date"]:
        return pieces
    first, rest = pieces[0], pieces[2]
    named = is_body(text[first.start : first.end].strip(" .,")) and _APA_DATE.fullmatch(
        text[pieces[1].start : pieces[1].end]
    )
    if not named or rest.label != "title" or text[rest.start] in _MARKS:
        return pieces
    return [relabelled(first, "author"), *pieces[1:]]


def translated_title(text: str, pieces: Pieces) -> Pieces:
    """A translation of the title in brackets behind it holds nothing (APA 7, 9.38)."""
    for at in range(1, len(pieces)):
        words = text[pieces[at].start : pieces[at].end].rstrip(" .,")
        if (
            (pieces[at - 1].label, pieces[at].label) == ("title", "container-title")
            and words[:1] == "["
            and words.endswith("]")
        ):
            return [*pieces[:at], relabelled(pieces[at], "note"), *pieces[at + 1 :]]
    return pieces


def standard(text: str, pieces: Pieces) -> Pieces:
    """A lone name before the number of a standard is its title, and "STD 97" no journal ("STD 97, RFC 9110")."""
    pieces = [relabelled(piece, "number") if _is_subseries(text, piece) else piece for piece in pieces]
    if any(piece.label in {"title", "container-title"} for piece in pieces) or len(pieces) < 2:
        return pieces
    first, second = pieces[0], pieces[1]
    name, number = text[first.start : first.end].strip(" ,."), text[second.start : second.end]
    if (first.label, second.label) == ("author", "number") and is_body(name) and _STANDARD.match(number):
        return [relabelled(first, "title"), *pieces[1:]]
    return pieces


def _is_subseries(text: str, piece: Segment) -> bool:
    """Whether the piece names a subseries of the RFCs, or is the number cut from its name: "STD | 13"."""
    named = piece.label in {"container-title", "collection"} and _SUBSERIES.fullmatch(text[piece.start : piece.end])
    cut = piece.label == "volume" and _SUBSERIES_ALONE.search(text, max(piece.start - 5, 0), piece.start)
    return bool(named or cut)


def editors_among_authors(text: str, pieces: Pieces) -> Pieces:
    """Where some of those at the head are marked "Ed." and some not, all are its authors (RFC 7322, 4.1.1)."""
    roles = [piece.label for piece in pieces[:2]]
    if sorted(roles) != ["author", "editor"] or not _JOINT.match(text[pieces[1].start : pieces[1].end]):
        return pieces
    return [replace(pieces[0], label="author", end=pieces[1].end), *pieces[2:]]
