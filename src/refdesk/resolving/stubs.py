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
    label = re.sub(r",?\s*\bet\.? al\b\.?", "", cite.author or "").strip(" ,")
    if is_body(label):
        return (Name(literal=label),)
    names = tuple(Name(family=family) if " " not in family else Name(literal=family) for family in cite.families)
    return (*names, Name(literal="others")) if cite.et_al else names


def _attributed(cite: Cite, issued: PartialDate | None) -> Work:
    name = cite.author or ""
    genre = cite.genre.capitalize() if cite.genre else None
    match cite.attributed:
        case "periodical":
            return Work(type="article-newspaper", container=name, issued=issued)
        case "report":
            return Work(type="report", authors=(Name(literal=name),), title=cite.title, genre=genre, issued=issued)
        case "body":
            return Work(type="report", authors=(Name(literal=name),), issued=issued)
        case "tweet":
            return Work(type="post", authors=(person(name),), genre="Tweet", issued=issued)
        case "video":
            return Work(type="motion_picture", authors=(person(name),), genre="Video", issued=issued)
        case _:
            kind = "speech" if cite.event else "document"
            return Work(type=kind, authors=(person(name),), genre=genre, event=cite.event, issued=issued)
