"""Put right what is plainly wrong in the labels of the training strings, and make their conventions one.

In: the segments of one string, as they stand in the file. Out: segments with the same joined text. Every rule here says
which habit of a source it undoes; what is doubtful is left as it is.
"""

import re
from collections.abc import Sequence

Segments = list[tuple[str, str]]

_OPENING = re.compile(r"[\s]*[(\[“„«‘]\s*$")
# "36, 3" and "13(2)" of AnyStyle's volume spans: volume and issue
_VOLUME_AND_ISSUE = re.compile(
    r"(?P<volume>\s*(?:vol(?:ume)?\.?\s*)?\d{1,4}\s*,?\s*)(?P<issue>(?:\(\d{1,4}(?:[-–/]\d{1,4})?\)|(?:no|nr|n°|issue|#)\.?\s*\d{1,4})[\s.,:;]*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\W*\d+[A-Za-z]?\W*")
_RANGE = re.compile(r"\W*\d{3,6}[-–]\d{3,6}\W*")
_IN = re.compile(r"\s*in\b", re.IGNORECASE)
# "(2nd ed.)", "7. Auflage.", "third edition,": nothing but an edition
_EDITION = re.compile(
    r"\W*(?:\d{1,2}\s?(?:st|nd|rd|th|e|ème|[aª°])?\.?|[^\W\d_]{4,12}[,.]?)\s(?:[^\W\d_]{3,14}\.?\s)?"
    r"(?:ed|edn|edition|aufl|auflage|édition|edición|edizione|druk)\b\W*",
    re.IGNORECASE,
)
_YEAR_IN_BRACKETS = re.compile(r"\s*\(?\s*(?:1[89]|20)\d\d\s*\)?[\s,.;:]*")


def cleaned(segments: Sequence[Sequence[str]]) -> Segments:
    """The segments with their plain errors put right."""
    found = [(label, text) for label, text in segments if text]
    for rule in (
        _marks_in_their_place,
        _volumes_parted,
        _volumes_before_years,
        _page_ranges,
        _books_of_chapters,
        _editions,
    ):
        found = rule(found)
    return found


def _marks_in_their_place(segments: Segments) -> Segments:
    """An opening bracket or quote belongs to the field behind it: GROBID's files leave `891 (` before `2000)`."""
    found: Segments = []
    carried = ""
    for i, (label, text) in enumerate(segments):
        whole = carried + text
        match = _OPENING.search(whole) if i + 1 < len(segments) else None
        carried = whole[match.start() :].lstrip() if match else ""
        kept = whole[: len(whole) - len(carried)]
        if kept:
            found.append((label, kept))
        else:
            carried = whole if i + 1 < len(segments) else ""
    return found


def _volumes_parted(segments: Segments) -> Segments:
    """AnyStyle's volume spans that hold an issue too are cut where the form is clear."""
    found: Segments = []
    for label, text in segments:
        match = _VOLUME_AND_ISSUE.fullmatch(text) if label == "volume" else None
        found += [("volume", match["volume"]), ("issue", match["issue"])] if match else [(label, text)]
    return found


def _volumes_before_years(segments: Segments) -> Segments:
    """In `Phys. Rev. D 77 (2008) 014026` the number before the year is the volume, where a number follows the year."""
    labels = [label for label, _ in segments]
    found = list(segments)
    for i in range(1, len(segments) - 2):
        if labels[i - 1 : i + 3] == ["container-title", "pages", "date", "volume"] and _bare(segments, i):
            found[i] = ("volume", segments[i][1])
            found[i + 2] = ("pages", segments[i + 2][1])
    return found


def _bare(segments: Segments, i: int) -> bool:
    numbers = _NUMBER_ALONE.fullmatch(segments[i][1]) and _NUMBER_ALONE.fullmatch(segments[i + 2][1])
    return bool(numbers and _YEAR_IN_BRACKETS.fullmatch(segments[i + 1][1]))


def _page_ranges(segments: Segments) -> Segments:
    """A `volume` such as `3035–3047` in a string without pages is its pages."""
    if any(label == "pages" for label, _ in segments):
        return segments
    return [("pages" if label == "volume" and _RANGE.fullmatch(text) else label, text) for label, text in segments]


def _editions(segments: Segments) -> Segments:
    """GROBID has no label for an edition: a `note` that is nothing else is one."""
    return [("edition" if label == "note" and _EDITION.fullmatch(text) else label, text) for label, text in segments]


def _books_of_chapters(segments: Segments) -> Segments:
    """A second `title` behind editors with "In" is the book that holds the first."""
    found = list(segments)
    for i in range(2, len(segments)):
        behind = segments[i - 1]
        if (
            segments[i][0] == "title"
            and behind[0] == "editor"
            and _IN.match(behind[1])
            and _has_title(segments[: i - 1])
        ):
            found[i] = ("container-title", segments[i][1])
    return found


def _has_title(segments: Segments) -> bool:
    return any(label == "title" for label, _ in segments)
