"""The type of a work, from the evidence in its reference.

In: the fields found. Out: a CSL item type. Evidence, not taste: without any, the type is `document`.
"""

import re
from typing import Any

from refdesk.model.name import Name
from refdesk.parsing.names import is_body
from refdesk.parsing.periodicals import periodical_kind

_CONFERENCE = re.compile(r"\b(?:proceedings|proc\.|conference|symposium|workshop|congress)\b", re.IGNORECASE)
_JOURNAL = re.compile(
    r"\b(?:journal|review|quarterly|annals|transactions|letters|bulletin|zeitschrift|revue|revista|studies)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:report|working paper|policy brief|white paper|technical note)\b", re.IGNORECASE)


def infer_type(fields: dict[str, Any], *, title_is_italic: bool) -> str:
    """The CSL type that the fields speak for, the strongest evidence first."""
    container = str(fields.get("container") or "")
    genre = str(fields.get("genre") or "")
    if re.search(r"thesis|diss", genre, re.IGNORECASE):
        return "thesis"
    if fields.get("in_book") or (fields.get("editors") and fields.get("authors") and container):
        return "paper-conference" if _CONFERENCE.search(container) else "chapter"
    if container and (fields.get("issue") or (fields.get("volume") and fields.get("pages"))):
        return _periodical(container)
    if is_report(fields):
        return "report"
    if container and (paper := periodical_kind(container)):
        return paper
    if container and _CONFERENCE.search(container):
        return "paper-conference"
    if container and (fields.get("volume") or fields.get("pages") or fields.get("doi")) and not fields.get("imprint"):
        return "article-journal"
    if fields.get("urls"):
        return "webpage"
    return _unlinked(fields, container, title_is_italic=title_is_italic)


def _periodical(container: str) -> str:
    """A numbered periodical: a paper of the table, proceedings, or else a journal."""
    if _CONFERENCE.search(container):
        return "paper-conference"
    return periodical_kind(container) or "article-journal"


def _unlinked(fields: dict[str, Any], container: str, *, title_is_italic: bool) -> str:
    """A work without an address: a book by its publisher, an article by its journal."""
    if fields.get("publisher") or fields.get("place") or fields.get("edition") or fields.get("isbn"):
        return "book"
    if container:
        return "article-journal" if _JOURNAL.search(container) else "document"
    return "book" if title_is_italic and fields.get("authors") else "document"


def is_report(fields: dict[str, Any]) -> bool:
    """Whether a body issued this: it is marked "rep.", has a report's number or name, or is a body's own PDF."""
    if fields.get("marked_report") or _REPORT.search(str(fields.get("genre") or "")):
        return True
    names: tuple[Name, ...] = fields.get("authors") or ()
    by_body = any(name.is_literal for name in names)
    issuer = str(fields.get("container") or fields.get("publisher") or "")
    pdf = any(url.casefold().partition("?")[0].endswith(".pdf") for url in fields.get("urls") or ())
    return pdf and (by_body or (is_body(issuer) and not periodical_kind(issuer)))
