"""Where does each cite stand in the document? Citations in order → their cites with positions.

CSL 1.0.2, "Choose", `position`. Citations in the running text and those in notes follow each other separately.
"Ibid." points at the note just before: where numbers are missing in between, there are notes without citations.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from refdesk.csl.cite_reading import Citation
from refdesk.csl.context import Cite

NEAR_NOTE_DISTANCE = 5
"""`near-note-distance` where the style says nothing."""


@dataclass(slots=True)
class _Course:
    """What has been cited so far: the note of the first and of the last cite of each work, and the last citation."""

    first: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    before: Citation | None = None


def place_cites(citations: Sequence[Citation], distance: int = NEAR_NOTE_DISTANCE) -> list[Citation]:
    """The citations with the positions of their cites; a cite that gives a position keeps it."""
    crowded = Counter(citation.note for citation in citations)
    courses = {True: _Course(), False: _Course()}
    placed = []
    for citation in citations:
        course = courses[citation.note > 0]
        note = course.before.note if course.before is not None else -1
        alone = note == citation.note or (note == citation.note - 1 and crowded[note] == 1)
        cites = _place(citation, course, distance, follows_alone=alone)
        course.before = replace(citation, cites=cites)
        placed.append(course.before)
    return placed


def _place(citation: Citation, course: _Course, distance: int, *, follows_alone: bool) -> tuple[Cite, ...]:
    before: Cite | None = None
    if follows_alone and course.before is not None and len(course.before.cites) == 1:
        before = course.before.cites[0]
    placed: list[Cite] = []
    for cite in citation.cites:
        known = cite.id in course.first
        position = cite.position or (_after(cite, before) if known else "first")
        near = known and citation.note - course.last[cite.id] <= distance
        before = replace(
            cite,
            position=position,
            near_note=cite.near_note or near,
            first_note=course.first[cite.id] if known else cite.first_note,
        )
        course.first.setdefault(cite.id, citation.note)
        course.last[cite.id] = citation.note
        placed.append(before)
    return tuple(placed)


def _after(cite: Cite, before: Cite | None) -> str:
    """The position of a later cite of a work; `before` is the cite it follows on, if it follows on one alone."""
    if before is None or before.id != cite.id:
        return "subsequent"
    if (cite.locator, cite.label if cite.locator else "") == (before.locator, before.label if before.locator else ""):
        return "ibid"
    return "ibid-with-locator" if cite.locator else "subsequent"
