"""Stubs: works of which a document says no more than a label.

In: a cite that no described work fits. Out: a Work that says only what the cite says.
"""

import re

from refdesk.model.citation import Cite
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.names import is_body, person

_TITLE_WORDS = re.compile(r"\b(?:in|on|to|from|with|at|by|a|an|is|are|how|why|what|as)\b")
"""Small words that stand in titles but not in the names of people or bodies."""


def stub_of(cite: Cite) -> Work:
    """The work that `cite` names, with nothing that the cite does not say."""
    issued = _issued(cite)
    if cite.attributed:
        return _attributed(cite, issued)
    if cite.author is None:
        return Work(title=cite.title, issued=issued)
    if is_title(cite.author):
        return Work(title=cite.author, issued=issued)
    return Work(authors=_authors(cite), title=cite.title, issued=issued)


def is_title(label: str) -> bool:
    """Whether the label stands in an author's place but is a title."""
    return not is_body(label) and bool(_TITLE_WORDS.search(label))


def _issued(cite: Cite) -> PartialDate | None:
    if cite.date:
        return PartialDate.from_edtf(cite.date)
    digits = re.match(r"\d{4}", cite.year or "")
    return PartialDate(int(digits.group())) if digits else None


def _authors(cite: Cite) -> tuple[Name, ...]:
    """Family names as printed. Of several words it is not known which are the family name, so they stay whole."""
    label = re.sub(r",?\s{0,9}\bet\.? al\b\.?", "", cite.author or "").strip(" ,")
    if is_body(label):
        return (Name(literal=label),)
    names = tuple(Name(family=family) if " " not in family else Name(literal=family) for family in cite.families)
    return (*names, Name(literal="others")) if cite.et_al else names


_TYPES = {
    "report": "report",
    "body": "report",
    "tweet": "post",
    "video": "motion_picture",
    "interview": "interview",
    "podcast": "broadcast",
    "dataset": "dataset",
    "law": "legislation",
    "ruling": "legal_case",
    "testimony": "speech",
}
"""CSL's type of a work by the kind of its attribution (CSL 1.0.2, appendix III); a person's words have none."""

_GENRES = {"tweet": "Tweet", "video": "Video", "podcast": "Podcast", "testimony": "Testimony"}
_TYPES_OF_NOUNS = {
    **dict.fromkeys(("book", "memoir", "memoirs", "novel", "treatise"), "book"),
    **dict.fromkeys(("essay", "article", "paper", "column", "op-ed"), "article"),
    **dict.fromkeys(("dissertation", "thesis"), "thesis"),
    "blog post": "post-weblog",
    "pamphlet": "pamphlet",
}
_OF_SCIENCE = frozenset({"study", "paper", "article", "analysis", "research", "review"})
_PERSONAL = frozenset({"person", "tweet", "video", "interview", "testimony", "writing"})


def _attributed(cite: Cite, issued: PartialDate | None) -> Work:
    """The work that running text names: its type by what is named, and nothing that is not said."""
    name, kind = cite.author or "", cite.attributed or "person"
    if kind in {"periodical", "podcast"}:
        in_journal = kind == "periodical" and cite.genre in _OF_SCIENCE
        of_paper = "article-journal" if in_journal else "article-newspaper"
        return Work(type=_TYPES.get(kind, of_paper), container=name, genre=_GENRES.get(kind), issued=issued)
    if kind == "law":
        return Work(type=_TYPES[kind], title=name, issued=issued)
    genre = _GENRES.get(kind) or (cite.genre.capitalize() if cite.genre and kind != "writing" else None)
    author = person(name) if _is_personal(kind, name) else Name(literal=name)
    return Work(type=_type(cite), authors=(author,), title=cite.title, genre=genre, event=cite.event, issued=issued)


def _type(cite: Cite) -> str:
    if cite.attributed == "writing":
        return _TYPES_OF_NOUNS.get(cite.genre or "", "document")
    return _TYPES.get(cite.attributed or "", "speech" if cite.event else "document")


def _is_personal(kind: str, name: str) -> bool:
    """Whether the source is a person; words of a statement may be either's."""
    return kind in _PERSONAL or (kind == "statement" and not is_body(name))
