"""The pieces of a printed reference.

A segment is a run of characters that serves one field, named by the labels of reference parsing (those that AnyStyle
and GROBID share). Punctuation and blanks belong to the field before them, opening quotes and brackets and words such
as "In", "vol." and "doi:" to the field that they introduce.
"""

from dataclasses import dataclass

LABELS = (
    "citation-number",
    "author",
    "title",
    "container-title",
    "collection",
    "editor",
    "translator",
    "director",
    "producer",
    "edition",
    "volume",
    "issue",
    "pages",
    "number",
    "genre",
    "medium",
    "place",
    "publisher",
    "date",
    "accessed",
    "doi",
    "url",
    "isbn",
    "note",
    "other",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One labelled piece of a string, from `start` to `end`; `sure` is how likely the label is, 0 to 1."""

    label: str
    start: int
    end: int
    sure: float = 1.0
