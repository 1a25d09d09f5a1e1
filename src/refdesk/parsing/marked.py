"""What italics and quotation marks say about the labels of a reference.

In: the string and its labelled pieces. Out: the pieces, agreeing with the marks of print. A run of italics or a
quotation is one thing: a title that begins with it ends with it, and what follows is the name of what holds it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from refdesk.parsing.segments import Segment
from refdesk.parsing.stops import CLOSING, OPENING, quoted

Pieces = list[Segment]

_ITALIC = re.compile(
    r"(?<![\w*])\*(?P<star>[^*\n]{2,600})\*(?![\w*])|(?<!\w)_(?P<low>[^_\n]{2,600})_(?!\w)|<(?:i|em|italic)>(?P<tag>[^<>]{2,600})</(?:i|em|italic)>"
)
_RUN_ON = re.compile(r",\s*(?P<italics>\*[^*]{2,200}\*)[\s,.]*[”\"’]?[\s,.]*$")
_ITALIC_LAST = re.compile(r",\s(?P<name>\*[^*]{2,120}\*)[,.]?\s*$")
_STOPS = ' \t.,;:*_”"’'
_NEVER_WITHIN = frozenset(("author", "editor", "publisher", "place", "url", "doi", "collection"))
_LONGEST_NAME = 9
_WORTH = 0.4
_NEAR = 3
_SURE = 0.95


def agree_with_marks(text: str, pieces: Pieces) -> Pieces:
    """The pieces with the marked title whole and alone, and a marked name after it as the container."""
    if not OPENING.search(text) and not _ITALIC.search(text):
        return pieces
    for start, end in _runs(text):
        if _is_title(text, pieces, start, end) and _closes(text, end):
            return _with_title(text, pieces, start, end)
    return _unclosed(text, pieces)


def _unclosed(text: str, pieces: Pieces) -> Pieces:
    """A title whose quotation is not closed ends before the italics of what holds it: "“Dust, *Dawn*, May 5"."""
    for at, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        if (
            piece.label == "title"
            and OPENING.match(words)
            and not any(other.label == "container-title" for other in pieces)
        ):
            italic = _ITALIC_LAST.search(words)
            if italic and not any(mark in CLOSING for mark in words[1 : italic.start()]):
                cut = piece.start + italic.start("name")
                parts = [replace(piece, end=cut), replace(piece, label="container-title", start=cut)]
                return [*pieces[:at], *parts, *pieces[at + 1 :]]
    return pieces


def _closes(text: str, end: int) -> bool:
    """Whether the run closes a title: a stop stands before or behind its last mark; else a subtitle may follow."""
    inside = text[:end].rstrip("*_”\"’'»“‘> ")[-1:]
    if text[end : end + 1] == ":" or (inside in "?!" and text[end - 1] in CLOSING):
        return text[end:].lstrip(" ,.") == ""
    return (
        inside in ".,;?!"
        or text[end:].lstrip()[:1] in {".", ",", ";", "(", "[", ""}
        or bool(re.match(r"\s+(?:In\b|in:|in\s\*)", text[end:]))
    )


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The first quotation that is closed and the first run of italics outside it, in order."""
    opening = OPENING.search(text)
    start, end = (opening.start(), quoted(text, opening.start())[1]) if opening else (len(text), len(text))
    italic = _ITALIC.search(text)
    if italic and italic.start() < start:
        yield italic.start(), italic.end()
    if opening and text[end - 1] in CLOSING and end - start > _NEAR:
        yield start, end


def _is_title(text: str, pieces: Pieces, start: int, end: int) -> bool:
    """Whether the run is the title: labelled so for a good part, and with no other title before it."""
    before = any(piece.label == "title" and piece.start < start - _NEAR for piece in pieces)
    within = sum(
        min(end, piece.end) - max(start, piece.start)
        for piece in pieces
        if piece.label == "title" and piece.start < end and start < piece.end
    )
    others = {piece.label for piece in pieces if piece.start < end - _NEAR and start + _NEAR < piece.end}
    if not any(piece.label in {"title", "container-title"} for piece in pieces):
        return (start > _NEAR or text[start] not in CLOSING) and "collection" not in others
    return not before and within >= (end - start) * _WORTH and others.isdisjoint(_NEVER_WITHIN)


def _with_title(text: str, pieces: Pieces, start: int, end: int) -> Pieces:
    stop = end
    while stop < len(text) and text[stop] in _STOPS and not (text[stop] in "*_" and text[stop - 1 : stop] == " "):
        stop += 1
    title_end = stop
    run_on = _RUN_ON.search(text[start:end])
    if run_on and not any(piece.label == "container-title" for piece in pieces):
        title_end = start + run_on.start("italics")
    sure = max((piece.sure for piece in pieces if piece.label == "title"), default=_SURE)
    mended = [Segment("title", start, title_end, sure)]
    if run_on and title_end < stop:
        mended.append(Segment("container-title", title_end, stop, sure))
    for piece in pieces:
        if piece.start < start:
            mended.append(replace(piece, end=min(piece.end, start)))
        if piece.end > stop:
            mended.append(_after(text, piece, stop, pieces))
    return sorted(mended, key=lambda piece: piece.start)


def _after(text: str, piece: Segment, stop: int, pieces: Pieces) -> Segment:
    """A piece behind the title; what was labelled title there names the container or the publisher."""
    left = replace(piece, start=max(piece.start, stop))
    if left.label != "title" or left.start == piece.start:
        return left
    words = text[left.start : left.end].split()
    if len(words) > _LONGEST_NAME or words[:2] == ["Review", "of"]:
        return left
    held = (
        any(other.label in {"accessed", "url", "volume", "publisher"} for other in pieces) or text[left.start] in "*_"
    )
    taken = any(other.label == "container-title" for other in pieces)
    return replace(left, label="container-title" if held and not taken else "publisher", sure=min(left.sure, _SURE))


def name_containers(text: str, pieces: Pieces) -> Pieces:
    """A name in italics behind the title names the container where nothing else does."""
    if any(piece.label in {"container-title", "editor"} for piece in pieces):
        return pieces
    titled = False
    mended = []
    for piece in pieces:
        kept = piece
        words = text[piece.start : piece.end].strip(" ,.;")
        if titled and piece.label in {"note", "other", "publisher", "place", "collection", "url"} and _is_italic(words):
            kept = replace(piece, label="container-title", sure=min(piece.sure, _SURE))
        titled = titled or piece.label == "title"
        mended.append(kept)
    return mended


def _is_italic(words: str) -> bool:
    match = _ITALIC.fullmatch(words)
    return match is not None and "/" not in words.replace("</", "")
