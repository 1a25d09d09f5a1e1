"""Whether labelled words are a reference at all: a labelling model gives every sentence labels.

In: the string and the Work that was read from it. Out: yes or no. A description shows itself by an address, a marked
title, names before a date, a place in a periodical, or an imprint; running prose has none of these. What was handed in
as a reference may be a mere fragment of one, and is none only where it reads as prose, furniture or a comment.
"""

import re

from refdesk.model.work import Work
from refdesk.parsing.describing import has_title
from refdesk.parsing.issuing import NO_DATE, STATUS

_COMMENT = re.compile(
    r"\W*(?:see|ibid\w*|idem|op\.|loc\.|cf|emphasis|thanks|dear|best|kind|regards|professor|prof|department|corresponding"
    r"|copyright|©|downloaded|author\s?manuscript|all\srights|continued|(?:page|chapter|figure|fig|table|appendix|section)s?\.?\s[\divxl]+)(?!\w)",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"(?<![\w’'-])(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might|must|do|does|did|thanks?|says?|said|it|he|she|they"
    r"|ist|sind|war|wird|hat|est|sont|était|a été|es|son|fue|é|são|foi|è|sono|zijn|werd)(?![\w’'-])"
)
_TALKING = re.compile(r"(?<![\w’'.-])(?:I(?![\w.,])|(?:you|your|we|me|my|our|ich|wir|je|nous)(?![\w’'-]))")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ](?:\.|(?!\w))")
_FEWEST_WORDS = 4
"""Fewer words alone are a heading or a greeting as soon as a title."""
_MOST_WORDS = 60
"""No title alone, no fragment of a reference is longer."""
_VERB = re.compile(r"^(?:The|This|These|I|We|See|It|He|She|In\s\d{4}|Professor|For)\b")


def is_reference(text: str, work: Work) -> bool:
    """Whether the string describes the work that was read from it."""
    if work.urls or work.doi:
        return True
    if work.container and (work.volume or work.pages) and work.issued:
        return True
    dated = bool(work.issued) or bool(NO_DATE.search(text) or STATUS.search(text))
    named = bool(work.authors or work.editors or work.translators)
    placed = sum(
        map(
            bool,
            (
                work.publisher,
                work.place,
                work.container,
                work.volume,
                work.pages,
                work.edition,
                work.genre,
                work.number,
                work.isbn,
            ),
        )
    )
    if not work.title or (work.title[:1].islower() and not named):
        return named and placed > 1 and dated
    if has_title(text):
        return dated or placed > 0
    if named and (placed > 1 or (placed and (dated or work.number))):
        return True
    return dated and placed > 1 and not _VERB.match(text)


def is_readable(text: str, work: Work) -> bool:
    """Whether a string that was handed in as a reference tells at least something of a work.

    Names, a title, a periodical or an identifier alone will do; prose, furniture of pages and comments do not.
    """
    if is_reference(text, work):
        return True
    if len(text.split()) > _MOST_WORDS or _COMMENT.match(text) or (work.title or "")[:1].islower():
        return False
    if work.authors or work.editors:
        return _names_someone(text, work)
    if _is_prose(text):
        return False
    if work.container and (work.volume or work.pages or work.issued):
        return True
    return bool(work.title and (len(work.title.split()) >= _FEWEST_WORDS or work.issued or has_title(text)))


def _is_prose(text: str) -> bool:
    """Whether somebody speaks, or a sentence with a verb is brought to its end."""
    return bool(_TALKING.search(text)) or (text.endswith(".") and bool(_SAYING.search(text)))


def _names_someone(text: str, work: Work) -> bool:
    """Whether the names stand beside something else, or are printed as only lists of works print them."""
    if work.title or work.issued or work.container or work.publisher:
        return not _is_prose(text)
    return bool(_INITIAL.search(text)) and "," in text
