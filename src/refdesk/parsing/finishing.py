"""The last look at the fields of a reference: the title freed, the type told, what is odd said.

In: a Draft with everything that the pieces told. Out: the same Draft, ready to become a Work, and whether it
describes one.
"""

import re
from typing import Any

from refdesk.model.name import Name
from refdesk.parsing.draft import Draft
from refdesk.parsing.kinds import infer_type
from refdesk.parsing.languages import language_of
from refdesk.parsing.names import is_body
from refdesk.parsing.oddities import look_for_oddities
from refdesk.parsing.segments import Segment
from refdesk.parsing.titles import free_title, tidy

_TITLE_CHANGES = {
    "site-name-in-title": "The printed title ends in the name of its site; it was cut.",
    "shouting-title": "The printed title is in capitals; they were lowered.",
    "genre-in-title": "The printed title begins with the kind of work; it became the type.",
}
_LONGEST_TITLE = 50
_TELLING = ("title", "authors", "editors", "container", "urls", "doi", "number", "isbn")
_NO_WORDS = re.compile(r"[\W\d_]*")


def finish(draft: Draft) -> bool:
    """Complete the draft; return whether it describes a work."""
    fields = draft.fields
    _free_title(draft)
    fields["type"] = infer_type(fields, title_is_italic=bool(fields.get("title_is_italic")))
    _settle_issuer(draft)
    if not _describes(draft):
        return False
    fields["language"] = language_of(" ".join(filter(None, (fields.get("title"), fields.get("container")))))
    look_for_oddities(draft)
    if draft.remarks:
        fields.setdefault("note", ", ".join(draft.remarks))
    return True


def _describes(draft: Draft) -> bool:
    """Whether the fields tell anything of a work: who made it, what it is called, where it stands."""
    return any(draft.fields.get(name) for name in _TELLING)


def _free_title(draft: Draft) -> None:
    """Free the printed title of the names of site and issuer, and tell what was done."""
    fields = draft.fields
    printed = fields.get("printed")
    if not printed or (_NO_WORDS.fullmatch(printed) and not re.search(r"\d", printed)):
        return
    if len(printed.split()) > _LONGEST_TITLE and printed[:1].islower():
        draft.remark(fields.pop("printed"))
        return
    sites = tuple(str(fields[name]) for name in ("container", "publisher") if fields.get(name))
    sites += tuple(name.literal for name in _authors(draft) if name.literal)
    freed = free_title(printed, sites, fields.get("urls", ()))
    draft.rename("printed", "title")
    fields["title"] = freed.title
    if freed.genre:
        draft.put("genre", freed.genre, Segment("genre", 0, 0), 0.9)
    if freed.title != tidy(printed):
        fields["printed_title"] = tidy(printed)
    for change in freed.changes:
        draft.problem(change, _TITLE_CHANGES[change])


def _authors(draft: Draft) -> tuple[Name, ...]:
    return tuple(draft.fields.get("authors", ()))


def _settle_issuer(draft: Draft) -> None:
    """A report's site is its institution and its volume a number; a web page's publisher is its site."""
    kind = draft.fields["type"]
    if kind == "report":
        draft.rename("volume", "number")
    if kind in {"report", "thesis", "book"}:
        draft.rename("container", "publisher")
    if kind == "webpage" and not _publishes(draft.fields):
        draft.rename("publisher", "container")


def _publishes(fields: dict[str, Any]) -> bool:
    """Whether the publisher of a page is one, of a film, in a town or of a body's name, rather than its site."""
    return bool(fields.get("place") or fields.get("genre")) or is_body(str(fields.get("publisher") or ""))
