"""What a model misreads because examples seldom show it: names, towns and numbers told by what stands around them.

In: the string and its labelled pieces. Out: the pieces, cut or labelled anew where the words leave no other reading.
Each rule acts on one shape of a reference, and on no other.
"""

import re
from dataclasses import replace
from itertools import pairwise

from refdesk.parsing.cite_words import PLACES
from refdesk.parsing.dates import DATE, YEAR
from refdesk.parsing.imprints import PUBLISHER_WORD
from refdesk.parsing.pieces import Pieces, cut_out, labels_over, relabelled
from refdesk.parsing.segments import Segment

_ITALIC_YEAR = re.compile(rf"[*_]{{1,2}}{YEAR}[*_]{{1,2}}[.,]?\s*")
_QUOTED_FIRST = frozenset("“\"«„‘'")
_BY = re.compile(r"\W{0,3}(?:by|von|par|por|di|da|door)\s", re.IGNORECASE)
_NAME_AND_MORE = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.’'-]{0,20}(?:\s[^\W\d_][\w.’'-]{0,20}){1,3}:\s)(?=[^\W\d_a-z][^:,;&]{2,120}\.\s$)"
)
_TWO_WORDS = re.compile(r"\W{0,2}[^\W\d_a-z][^\W\d_]{2,20}\s[^\W\d_a-z][^\W\d_]{2,20},\s*")
_TOWN_ON_A_RIVER = re.compile(
    r"[.,]\s(?P<half>[^\W\d_a-z][^\W\d_]{2,20}\s(?:am|an\sder|im|in\sder|ob\sder|vor\sder|on|upon|sur|sul|aan\sden))\s$"
)
_HELPER_THEN_NAME = re.compile(
    r"(?:[Tt]rans(?:lated\sby|\.(?:\sby)?))\s"
    r"(?:[^\W\d_a-z](?:\.|[\w’'-]{1,20})\s){0,3}[^\W\d_a-z][\w’'-]{1,20}\.\s(?=[*_]?[^\W\d_a-z])"
)
_TOWN_OR_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]{3,20},\s*")
_YEAR_OF_PRINT = re.compile(r"(?:19|20)\d\d\.?\s*")
_ACRONYM = re.compile(r"[A-Z]{3,8},\s*")
_CATALOGUE = re.compile(r"\b[Cc]at(?:alogue)?\.?\s[Nn]o\.?\s?\d[\w./-]{0,20}[,.]?\s?")
_PARTNERS_AND_TOWN = re.compile(
    r",\s(?P<names>[^\W\d_a-z][\w’'-]{1,20}\s&\s[^\W\d_a-z][\w’'-]{1,20},\s)(?P<town>[^,]{3,30},\s)?$"
)
_READ_ON_THE_WEB = re.compile(rf"(?<!\w)Web\.\s(?P<day>(?i:{DATE.pattern}))\.?\s*$")
# Towns of presses, beside those of PLACES, which are towns that cites name.
_PRESS_TOWN_TABLE = (
    "aarhus aldershot albany austin baltimore bari basingstoke berkeley bielefeld bloomington brno bruxelles "
    "cardiff coimbra darmstadt dordrecht durham evanston exeter freiburg giessen gießen glencoe graz "
    "grenoble groningen hannover harmondsworth hildesheim hillsdale ithaca kassel kraków leeds lincoln "
    "louvain lund mainz malden marburg minneapolis nijmegen norwich opladen padova pisa reading rennes "
    "salamanca sheffield toulouse turku uppsala urbana valencia weinheim wiesbaden würzburg york"
)
_TOWNS = PLACES | frozenset(_PRESS_TOWN_TABLE.split())
_DOUBTED = 0.5
_LONGEST_NAME = 6


def italic_year(text: str, pieces: Pieces) -> Pieces:
    """A year in italics, with another year later, is a title: "Orwell, George. *1984*. …, 1950."."""
    if any(piece.label == "title" for piece in pieces):
        return pieces
    dates = [at for at, piece in enumerate(pieces) if piece.label == "date"]
    if len(dates) < 2 or not _ITALIC_YEAR.fullmatch(_words(text, pieces[dates[0]])):
        return pieces
    return [relabelled(piece, "title") if at == dates[0] else piece for at, piece in enumerate(pieces)]


def site_behind_title(text: str, pieces: Pieces) -> Pieces:
    """A name behind a quoted title that stands first is the site's, unless "by" leads it: "“Ash.” | Dust Board."."""
    if not pieces or pieces[0].label != "title" or text[pieces[0].start] not in _QUOTED_FIRST:
        return pieces
    held = any(piece.label == "container-title" for piece in pieces)
    return [
        relabelled(piece, "publisher" if held else "container-title")
        if piece.label == "author"
        and "," not in _words(text, piece).strip(" ,.")
        and not _BY.match(_words(text, piece))
        else piece
        for piece in pieces
    ]


def title_behind_colon(text: str, pieces: Pieces) -> Pieces:
    """Where a colon parts author and title, the title begins there: "Anna Roe: Dust. | Ash of Leeds. Bonn 1979"."""
    for at, (author, title) in enumerate(pairwise(pieces)):
        if (author.label, title.label) != ("author", "title") or text[title.start] in _QUOTED_FIRST | {"*", "_"}:
            continue
        if match := _NAME_AND_MORE.match(text, author.start, author.end):
            return [
                *pieces[:at],
                replace(author, end=match.end()),
                replace(title, start=match.end()),
                *pieces[at + 2 :],
            ]
    return pieces


def title_behind_date(text: str, pieces: Pieces) -> Pieces:
    """Two words and a comma between the date and the title begin it: "Roe, A. (2010) | Fair Dust, | Ash of Leeds."."""
    labels = [piece.label for piece in pieces]
    for at in range(2, len(pieces) - 1):
        if labels[at - 2 : at + 2] == ["author", "date", "author", "title"] and _TWO_WORDS.fullmatch(
            _words(text, pieces[at])
        ):
            return [*pieces[:at], replace(pieces[at + 1], start=pieces[at].start), *pieces[at + 2 :]]
    return pieces


def town_on_a_river(text: str, pieces: Pieces) -> Pieces:
    """A town told by its river is one name: "Dust. Frankfurt am | Main: Neske", "Stratford upon | Avon"."""
    for at, (name, town) in enumerate(pairwise(pieces)):
        match = _TOWN_ON_A_RIVER.search(_words(text, name)) if town.label == "place" else None
        if match:
            cut = name.start + match.start("half")
            return [*pieces[:at], replace(name, end=cut), replace(town, start=cut), *pieces[at + 2 :]]
    return pieces


def helper_before_name(text: str, pieces: Pieces) -> Pieces:
    """A translator's sentence before a journal is no part of its name: "Translated by Anna Roe. Ash Review 15"."""
    for piece in pieces:
        match = _HELPER_THEN_NAME.match(text, piece.start, piece.end) if piece.label == "container-title" else None
        if match:
            return cut_out(pieces, piece.start, match.end(), "translator")
    return pieces


def lone_name_before_year(text: str, pieces: Pieces) -> Pieces:
    """A lone name between an italic title and the year is the publisher's, unless it is a town's (MLA 9, 5.54)."""
    if any(piece.label in {"publisher", "container-title"} for piece in pieces):
        return pieces
    for at in range(1, len(pieces) - 1):
        title, name, date = pieces[at - 1 : at + 2]
        if (
            (title.label, name.label, date.label) == ("title", "place", "date")
            and text[title.start] in "*_"
            and _TOWN_OR_NAME.fullmatch(_words(text, name))
            and _YEAR_OF_PRINT.fullmatch(_words(text, date))
            and _words(text, name).strip(" ,").casefold() not in _TOWNS
        ):
            return [*pieces[:at], relabelled(name, "publisher"), *pieces[at + 1 :]]
    return pieces


def series_before_publisher(text: str, pieces: Pieces) -> Pieces:
    """Capitals between the title and a publisher with its town name a series: "Ash, | DUST, | Ash Press, Paris"."""
    labels = [piece.label for piece in pieces]
    for at in range(1, len(pieces) - 2):
        if (
            labels[at - 1 : at + 3] == ["title", "place", "publisher", "place"]
            and _ACRONYM.fullmatch(_words(text, pieces[at]))
            and PUBLISHER_WORD.search(_words(text, pieces[at + 1]))
        ):
            return [*pieces[:at], relabelled(pieces[at], "collection"), *pieces[at + 1 :]]
    return pieces


def catalogue_number(text: str, pieces: Pieces) -> Pieces:
    """The number of a catalogue ("cat. no. 2071.0") is one number; a name behind it, before the town, publishes."""
    match = _CATALOGUE.search(text)
    if match is None or not labels_over(pieces, match.start(), match.end() - 2) & {"date", "other", "number", "issue"}:
        return pieces
    pieces = cut_out(pieces, match.start(), match.end(), "number")
    for at, (name, town) in enumerate(pairwise(pieces)):
        if (name.start, name.label, town.label) == (match.end(), "title", "place"):
            return [*pieces[:at], relabelled(name, "publisher"), *pieces[at + 1 :]]
    return pieces


def partners_in_title(text: str, pieces: Pieces) -> Pieces:
    """Two names with "&" at the end of a doubted title publish it: "Dust, Hartley & Marks, St Leonards, | NSW"."""
    labels = {piece.label for piece in pieces}
    if labels & {"publisher", "container-title"} or "place" not in labels:
        return pieces
    for title, place in pairwise(pieces):
        if (title.label, place.label) != ("title", "place") or title.sure > _DOUBTED:
            continue
        if match := _PARTNERS_AND_TOWN.search(_words(text, title)):
            cut, town = title.start + match.start("names"), title.start + match.end("names")
            return cut_out(cut_out(pieces, cut, town, "publisher"), town, title.end, "place")
    return pieces


def read_on_the_web(text: str, pieces: Pieces) -> Pieces:
    """The day behind "Web." is that of reading, and a name before it behind the site's publishes (MLA 7, 5.6.2)."""
    match = _READ_ON_THE_WEB.search(text)
    if match is None or not re.search(r"[^\W\d_]{3}", match["day"]):
        return pieces
    pieces = cut_out(pieces, match.start(), match.end(), "accessed")
    return [part for piece in pieces for part in _site_and_publisher(text, piece, match.start(), pieces)]


def _site_and_publisher(text: str, piece: Segment, end: int, pieces: Pieces) -> Pieces:
    """The piece, a name of two sentences that ends at `end` in two, where nothing else is the publisher."""
    words = _words(text, piece)
    stop = words.find(". ") + 2
    known = any(other.label == "publisher" for other in pieces)
    if (
        piece.label != "container-title"
        or piece.end != end
        or known
        or not re.search(r"[a-z\d]{3}|[A-Z]{3}\.\s", words[:stop])
    ):
        return [piece]
    if not 1 < stop < len(words) or len(words[stop:].split()) > _LONGEST_NAME:
        return [piece]
    return [replace(piece, end=piece.start + stop), replace(relabelled(piece, "publisher"), start=piece.start + stop)]


def _words(text: str, piece: Segment) -> str:
    return text[piece.start : piece.end]
