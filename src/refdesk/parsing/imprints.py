"""Town and publisher, told apart, and apart from the title before them.

In: the string and its labelled pieces. Out: the pieces with what the words leave no doubt about put right. A town and
a publisher stand side by side in any order and with any mark between, and models mix them up.
"""

import re
from dataclasses import replace
from itertools import pairwise

from refdesk.parsing.cite_words import PLACES
from refdesk.parsing.dates import MONTH
from refdesk.parsing.pieces import Pieces, cut_out, labels_over, relabelled
from refdesk.parsing.segments import Segment

PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Verlag|Publish\w{2,6}|Publications|Books|Univ\w{0,12}|Éditions?|Editions|Editorial|Edizioni|Editora|Uitgeverij|Inc|Ltd|GmbH|Wiley|Springer|"
    r"Elsevier|Routledge|Penguin|Macmillan|Sage|Norton|Presses|Imprenta|Librairie|Company|& Sons|& Co|UP|U\sP)\b"
)
"""A word that only publishers are called by."""

_BRACKET = re.compile(
    r"\((?P<place>[^\W\d_][^\W\d_.’' -]{0,20}(?:[ -][^\W\d_]{1,15}){0,2}),\s"
    r"(?P<publisher>[^(),:]{2,60}),\s(?=\d{4}[a-z]?\))"
)
_STATE = re.compile(r"(?:[A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?|[A-Z][a-z]{1,4}\.)")
_LAST_TOWN = re.compile(r"(?P<mark>[.,?!])\s(?P<town>[^\W\d_a-z][^.,:]{1,30}[:,]?)\s*$")
_BRANCHED = re.compile(
    r"University\sof\s(?:California|Texas|Wisconsin|Illinois|Massachusetts|Maryland|Missouri|North\sCarolina),\s*"
)
_HALF_A_TOWN = re.compile(r",\s(?P<half>[^\W\d_a-z][^\W\d_]{2,12})\s$")
_TOWN_COLON = re.compile(
    r"[^\W\d_a-z][^\W\d_]{2,15}(?:[ -][^\W\d_]{2,12}){0,2}(?:,\s[A-Z]{2})?:\s(?=[^\W_][^:]{2,80}[;,]\s*$)"
)
_EASILY_CUT = re.compile(
    r"(?:Harcourt, Brace(?:,? (?:& World|and World|& Company|and Company|Jovanovich|& Co\.))?"
    r"|Little, Brown(?: (?:& Co\.|and Company))?"
    r"|Farrar, Straus (?:& |and )(?:Giroux|Cudahy)|Holt, Rinehart (?:& |and )Winston|Routledge, Chapman (?:& |and )Hall"
    r"|Harper, Row|No Starch Press)[.,;)]{0,2}\s*"
)
_DAY = re.compile(rf"(?:{MONTH}|\d{{1,2}}\s{MONTH})", re.IGNORECASE)
_PARTNERS = re.compile(r"\.\s(?P<names>[^\W\d_a-z][\w’'-]{1,20}\s&\s[^\W\d_a-z][\w’'-]{1,20},\s?)$")
_IMPRINT = frozenset(("place", "publisher", "date", "note", "other", "edition"))
_LONGEST_NAME = 6
# Towns of publishers, which no town is printed before.
_CAPITALS = frozenset(
    ("London", "New York", "Paris", "Berlin", "Oxford", "München", "Amsterdam", "Madrid", "Roma", "Torino", "Wien")
)


def publisher_with_comma(text: str, pieces: Pieces) -> Pieces:
    """Publishers whose names are easily cut: by a comma, or by a word that elsewhere means another thing."""
    match = _EASILY_CUT.search(text)
    if match is None or not labels_over(pieces, match.start(), match.end()) <= _IMPRINT | {"issue"}:
        return pieces
    return cut_out(pieces, match.start(), match.end(), "publisher")


def partners(text: str, pieces: Pieces) -> Pieces:
    """Two names with "&" between title and town are partners in a publisher: "Dust. | Hartley & Marks, | Leeds"."""
    if any(piece.label in {"publisher", "container-title"} for piece in pieces):
        return pieces
    for title, place in pairwise(pieces):
        match = _PARTNERS.search(text[title.start : title.end]) if title.label == "title" else None
        if match and place.label == "place":
            return cut_out(pieces, title.start + match.start("names"), title.end, "publisher")
    return pieces


def bracketed_imprint(text: str, pieces: Pieces) -> Pieces:
    """Town, publisher and year parted by commas in one bracket, as in "(New York, Dust House, 2015)"."""
    match = _BRACKET.search(text)
    if match is None or not labels_over(pieces, match.start(), match.end()) <= _IMPRINT:
        return pieces
    first, second = match["place"], match["publisher"]
    told = (
        labels_over(pieces, match.start(), match.end("place")),
        labels_over(pieces, match.start("publisher"), match.end("publisher")),
    )
    if told == ({"publisher"}, {"place"}):
        return pieces
    if PUBLISHER_WORD.search(first) or (_is_town(second) and not _is_town(first)):
        return pieces
    pieces = cut_out(pieces, match.start(), match.end("place") + 2, "place")
    return cut_out(pieces, match.start("publisher"), match.end(), "publisher")


def _is_town(name: str) -> bool:
    return all(part.strip(" .").casefold() in PLACES or _STATE.fullmatch(part.strip()) for part in name.split(","))


def imprint_as_holder(text: str, pieces: Pieces) -> Pieces:
    """A town, a colon and a name before the date are an imprint: "| Leeds: Dust House; | 2010"."""
    if any(piece.label in {"publisher", "place", "volume"} for piece in pieces):
        return pieces
    for at in range(1, len(pieces) - 1):
        piece = pieces[at]
        match = _TOWN_COLON.match(text, piece.start, piece.end) if piece.label == "container-title" else None
        if match and pieces[at + 1].label == "date":
            place = replace(relabelled(piece, "place"), end=match.end())
            return [*pieces[:at], place, _from(piece, match.end()), *pieces[at + 1 :]]
    return pieces


def title_before_imprint(text: str, pieces: Pieces) -> Pieces:
    """Where nothing is a title, words before the town or the publisher's name are: "Dust of Leeds. New York:"."""
    if any(piece.label in {"title", "container-title", "genre"} for piece in pieces):
        return pieces
    for at, piece in enumerate(pieces):
        if piece.label not in {"place", "publisher"}:
            continue
        cut = _end_of_title(text, pieces, at)
        if cut is None:
            return pieces
        title = replace(relabelled(piece, "title"), end=cut)
        return [*pieces[:at], title, replace(piece, start=cut), *pieces[at + 1 :]]
    return pieces


def _end_of_title(text: str, pieces: Pieces, at: int) -> int | None:
    """Where the title in this piece ends, or None: before the last town, or after the first comma."""
    piece = pieces[at]
    words = text[piece.start : piece.end]
    before = pieces[at - 1].label if at else ""
    if before not in {"author", "editor", "date"}:
        return None
    if piece.label == "publisher":
        comma = words.find(", ")
        return piece.start + comma + 2 if 0 < comma < len(words) - 3 else None
    match = _LAST_TOWN.search(words)
    if match is None or _STATE.fullmatch(match["town"].strip(" :.,")):
        return None
    if match["mark"] == "," and (not _is_town(match["town"].strip(" :,")) or _is_town(words[: match.start()])):
        return None
    return piece.start + match.start("town")


def publisher_in_place(text: str, pieces: Pieces) -> Pieces:
    """A publisher labelled as the town, or behind it: "Oxford UP", "México, Grijalbo"."""
    if any(piece.label in {"publisher", "container-title"} for piece in pieces):
        return pieces
    for at, piece in enumerate(pieces):
        if piece.label != "place":
            continue
        words = text[piece.start : piece.end]
        town, comma, name = words.partition(", ")
        if not (comma and name.strip(" .,;)")):
            publishes = PUBLISHER_WORD.search(words)
            return [*pieces[:at], relabelled(piece, "publisher"), *pieces[at + 1 :]] if publishes else pieces
        last = name.strip(" .,;)")
        if last in _CAPITALS and not _is_town(town.strip(" (")) and _after_title(pieces, at):
            cut = piece.start + len(town) + len(comma)
            name_first = replace(relabelled(piece, "publisher"), end=cut)
            return [*pieces[:at], name_first, replace(piece, start=cut), *pieces[at + 1 :]]
        if PUBLISHER_WORD.search(last) or not (_is_town(last) or "," in last or not _after_title(pieces, at)):
            cut = piece.start + len(town) + len(comma)
            return [*pieces[:at], replace(piece, end=cut), _from(piece, cut), *pieces[at + 1 :]]
    return pieces


def _from(piece: Segment, cut: int) -> Segment:
    return replace(relabelled(piece, "publisher"), start=cut)


def _after_title(pieces: Pieces, at: int) -> bool:
    """Whether the piece ends a reference to a book: its title before, its date anywhere, no conference."""
    return at > 0 and pieces[at - 1].label in {"title", "edition"} and any(piece.label == "date" for piece in pieces)


def branch_of_university(text: str, pieces: Pieces) -> Pieces:
    """A university with a house in several towns is called by the town: "University of California, Irvine"."""
    for at in range(len(pieces) - 1):
        name, town = pieces[at], pieces[at + 1]
        if (
            (name.label, town.label) == ("publisher", "place")
            and _BRANCHED.fullmatch(text[name.start : name.end])
            and len(text[town.start : town.end].split()) <= 2
        ):
            return [*pieces[:at], replace(name, end=town.end), *pieces[at + 2 :]]
    return pieces


def whole_town(text: str, pieces: Pieces) -> Pieces:
    """A town cut in two, its first word left with the name before it: "Dust Systems, Long | Beach, CA"."""
    for at in range(len(pieces) - 1):
        name, town = pieces[at], pieces[at + 1]
        match = _HALF_A_TOWN.search(text[name.start : name.end]) if name.label == "container-title" else None
        if match and town.label == "place":
            cut = name.start + match.start("half")
            return [*pieces[:at], replace(name, end=cut), replace(town, start=cut), *pieces[at + 2 :]]
    return pieces


def paper_in_place(text: str, pieces: Pieces) -> Pieces:
    """A newspaper called by its town, between a quoted title and the day, is no town: "“Ash.” Leeds Sun, 24 May"."""
    labels = [piece.label for piece in pieces]
    if labels.count("place") != 1 or not {"publisher", "container-title", "genre"}.isdisjoint(labels):
        return pieces
    at = labels.index("place")
    words = text[pieces[at].start : pieces[at].end].rstrip(" ,.")
    quoted = at > 0 and labels[at - 1] == "title" and text[pieces[at - 1].start] in '“"«„'
    dated = labels[at + 1 : at + 2] == ["date"] and _DAY.search(text[pieces[at + 1].start : pieces[at + 1].end])
    if quoted and dated and " " in words and "," not in words:
        return [*pieces[:at], relabelled(pieces[at], "container-title"), *pieces[at + 1 :]]
    return pieces


def part_after_volume(_text: str, pieces: Pieces) -> Pieces:
    """A name between volume and town, with a publisher behind the town, is the volume's: "t. I, La Dune, Paris, X"."""
    for at in range(1, len(pieces) - 2):
        labels = tuple(piece.label for piece in pieces[at - 1 : at + 3])
        if labels == ("volume", "publisher", "place", "publisher"):
            return [*pieces[:at], relabelled(pieces[at], "note"), *pieces[at + 1 :]]
    return pieces


def lone_name_before_original(text: str, pieces: Pieces) -> Pieces:
    """A name in a note between those who helped and the year of the original is the publisher's (APA 7, 9.29)."""
    if any(piece.label in {"publisher", "volume", "issue", "pages"} for piece in pieces):
        return pieces
    for at in range(1, len(pieces)):
        words = text[pieces[at].start : pieces[at].end].strip(" )").removeprefix(". ")
        original = text[pieces[at].end : pieces[at].end + 5] == "(Orig"
        if (
            pieces[at].label in ({"note", "container-title"} if original else {"note"})
            and (original or pieces[at - 1].label in {"translator", "editor", "edition"})
            and words[:1].isupper()
            and words.endswith(".")
            and len(words.split()) <= _LONGEST_NAME
        ):
            return [*pieces[:at], relabelled(pieces[at], "publisher"), *pieces[at + 1 :]]
    return pieces
