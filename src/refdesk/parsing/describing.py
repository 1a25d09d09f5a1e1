"""Whether a string describes a work, or is comment or prose.

In: a string from a note or a list. Out: yes or no, by marks that only a description has; where they are missing, no.
"""

import re

from refdesk.parsing.addresses import find_addresses
from refdesk.parsing.dates import YEAR
from refdesk.parsing.issuing import NO_DATE
from refdesk.parsing.stops import OPENING

_ITALIC = re.compile(r"(?<!\w)[*_][^*_]{2,}[*_]")
_AUTHOR_THEN_YEAR = re.compile(
    rf"[^\d“\"*()]{{2,300}}?[.,]?\s+\(?(?:{YEAR}[a-z]?|n\.\s?d\.)(?:,\s[^()]{{3,20}})?\)?[.,:]?\s+\S"
)


def describes_work(raw: str) -> bool:
    """Whether the string has what only a description of a work has: an address, or a marked title with a date."""
    text = " ".join(raw.split())
    if find_addresses(text):
        return True
    return has_title(text) and bool(re.search(rf"\b{YEAR}\b", text) or NO_DATE.search(text))


def has_title(text: str) -> bool:
    """Whether the string has a title by its marks: quoted, in italics, or after an author and a year."""
    return bool(OPENING.search(text) or _ITALIC.search(text) or _is_author_then_year(text))


def _is_author_then_year(text: str) -> bool:
    """Whether names before a year begin the string: "Roe, A. (1999). Dust", "Roe, A. 1999. Dust"."""
    match = _AUTHOR_THEN_YEAR.match(text)
    return match is not None and (
        "(" in match.group() or bool(re.search(r"[.,]\s+(?:\d{4}[a-z]?|n\.\s?d\.)\.\s+\S$", match.group()))
    )
