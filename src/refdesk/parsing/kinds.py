"""The type of a work, from the evidence in its reference.

In: the fields found. Out: a CSL item type. Evidence, not taste: without any, the type is `document`.
"""

import re
from typing import Any

from refdesk.model.name import Name
from refdesk.parsing.names import is_body
from refdesk.parsing.periodicals import periodical_kind, reads_as_journal

_CONFERENCE = re.compile(
    r"\b(?:proceedings|proc\.|conference|conf\.|symposium|symp\.|workshop|(?<!library of )congress)", re.IGNORECASE
)
# Societies print "Proceedings" as journals, too: those have issues, and no word for a meeting.
_MEETING = re.compile(
    r"\b(?:conference|conf\.|symposium|symp\.|workshop|(?<!library of )congress|meeting)", re.IGNORECASE
)
_MEETING_NAME = re.compile(r"[A-Z][A-Za-z]{0,6}[A-Z]{1,6}(?:[\s’'-]{0,2}\d{2,4})?|Advances in [^,:]{5,60} Systems")
_RFC = re.compile(r"(?:(?:STD|BCP|FYI) \d{1,4}, )?RFC\s?\d")
_PRESS = re.compile(r"\b(?:Press|Publishers|Verlag)\b")
_REPORT = re.compile(r"\b(?:report|working paper|policy brief|white paper|technical note)\b", re.IGNORECASE)


def infer_type(fields: dict[str, Any], *, title_is_italic: bool) -> str:
    """The CSL type that the fields speak for, the strongest evidence first."""
    container = str(fields.get("container") or "")
    if re.search(r"thesis|diss", str(fields.get("genre") or ""), re.IGNORECASE):
        return "thesis"
    if fields.get("in_book") or (fields.get("editors") and fields.get("authors") and container):
        return "paper-conference" if _is_meeting(container) else "chapter"
    if container and (fields.get("issue") or (fields.get("volume") and fields.get("pages"))):
        return _periodical(container)
    if is_report(fields):
        return "report"
    return _held(fields, container) or _alone(fields, container, title_is_italic=title_is_italic)


def _is_meeting(container: str) -> bool:
    """Whether a paper "in" this was read there: "ICML", "NeurIPS 2019", "Advances in Dust Systems"."""
    return bool(_CONFERENCE.search(container) or _MEETING_NAME.fullmatch(container))


def _held(fields: dict[str, Any], container: str) -> str | None:
    """The type that the container's name tells, or None."""
    if not container:
        return None
    if paper := periodical_kind(container):
        return paper
    if _CONFERENCE.search(container):
        return "paper-conference"
    numbered = fields.get("volume") or fields.get("pages") or fields.get("doi")
    return "article-journal" if numbered and not fields.get("imprint") else None


def _periodical(container: str) -> str:
    """A numbered periodical: a paper of the table, proceedings of a meeting, or else a journal."""
    if _MEETING.search(container):
        return "paper-conference"
    return periodical_kind(container) or "article-journal"


def _alone(fields: dict[str, Any], container: str, *, title_is_italic: bool) -> str:
    """A page by its address, a book by its publisher, an article by its journal."""
    pressed = _PRESS.search(str(fields.get("publisher") or "")) and fields.get("issued") and not fields.get("accessed")
    if fields.get("urls") and not pressed:
        return "webpage"
    if fields.get("publisher") or fields.get("place") or fields.get("edition") or fields.get("isbn"):
        return "book"
    if container:
        return "article-journal" if reads_as_journal(container) else "document"
    return "book" if title_is_italic and fields.get("authors") else "document"


def is_report(fields: dict[str, Any]) -> bool:
    """Whether a body issued this: it is marked "rep.", has a report's number or name, or is a body's own PDF."""
    numbered = _RFC.match(str(fields.get("number") or ""))
    if fields.get("marked_report") or numbered or _REPORT.search(str(fields.get("genre") or "")):
        return True
    names: tuple[Name, ...] = fields.get("authors") or ()
    by_body = any(name.is_literal for name in names)
    issuer = str(fields.get("container") or fields.get("publisher") or "")
    pdf = any(url.casefold().partition("?")[0].endswith(".pdf") for url in fields.get("urls") or ())
    return pdf and (by_body or (is_body(issuer) and not periodical_kind(issuer)))
