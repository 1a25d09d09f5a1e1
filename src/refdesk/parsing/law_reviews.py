"""Articles as law reviews cite them.

In: the string and its labelled pieces. Out: the pieces, volume, review, pages and year labelled as the Bluebook (rule
16: "4 Harv. L. Rev. 193, 195 (1890)") and OSCOLA (rule 3.3: "(1977) 93 LQR 195") place them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from refdesk.parsing.pieces import MENDED, Pieces, cut_out
from refdesk.parsing.segments import Segment

_NAME = r"(?:[A-Z][A-Za-z’'&.]{0,14}|&|of|the)(?:\s(?:[A-Z][A-Za-z’'&.]{0,14}|&|of|the)){0,6}"
_PAGES = r"\d{1,5}(?:[-–]\d{1,5})?(?:,\s\d{1,5}(?:[-–]\d{1,5})?)?"
_BLUEBOOK = re.compile(
    rf"(?<![\w.:])(?P<volume>\d{{1,3}})\s(?P<name>{_NAME})\s(?P<pages>{_PAGES})\s\((?P<year>(?:1[6-9]|20)\d\d)\)"
)
_OSCOLA = re.compile(
    rf"\((?P<year>(?:1[6-9]|20)\d\d)\)\s(?P<volume>\d{{1,3}})(?:\((?P<issue>\d{{1,2}})\))?\s(?P<name>{_NAME})\s"
    rf"(?P<pages>\d{{1,5}}(?:[-–]\d{{1,5}})?)(?:,\s(?P<here>\d{{1,5}}(?:[-–]\d{{1,5}})?))?(?![\w-])"
)
# Of OSCOLA's two numbers the second is the page referred to.
_LABELS = {
    "volume": "volume",
    "issue": "issue",
    "name": "container-title",
    "pages": "pages",
    "here": "other",
    "year": "date",
}
_REVIEW = re.compile(r"\b(?:L\.|Law|Rev|J\.|REV\.|[A-Z]{2,6}$)")
_PERSON = re.compile(r"[^\W\d_a-z][\w.’'-]{0,20}(?:\s(?:[^\W\d_a-z][\w.’'-]{0,20}|de|la|van|von|der|du)){1,4}")


def law_review(text: str, pieces: Pieces) -> Pieces:
    """The article of a law review, whatever was made of it; what stands before the volume is author and title."""
    match = _BLUEBOOK.search(text) or _OSCOLA.search(text)
    if match is None or not _REVIEW.search(match["name"]):
        return pieces
    for group, label in _LABELS.items():
        if match.groupdict().get(group):
            pieces = cut_out(pieces, match.start(group), match.end(group), label)
    return [*_head(text, pieces, match.start()), *(piece for piece in pieces if piece.start >= match.start())]


def _head(text: str, pieces: Pieces, end: int) -> Iterator[Segment]:
    """Author and title before the volume, cut anew where the title was torn."""
    head = [replace(piece, end=min(piece.end, end)) for piece in pieces if piece.start < end]
    torn = sum(piece.label in {"title", "container-title"} for piece in head) != 1 or head[-1].label != "title"
    cut = _end_of_authors(text[:end]) if torn else None
    if cut is None:
        yield from head
        return
    yield Segment("author", 0, cut, MENDED)
    yield Segment("title", cut, end, MENDED)


def _end_of_authors(head: str) -> int | None:
    """Where the title begins: after the name, or the two joined by "&", before the first comma."""
    names, comma, title = head.partition(", ")
    people = re.split(r"\s(?:&|and)\s", names)
    if not (comma and title.strip(" ,")) or not all(_PERSON.fullmatch(name) for name in people):
        return None
    return len(names) + len(comma)
