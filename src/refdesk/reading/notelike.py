"""Numbered texts that are notes and no reference list.

In: the texts of a numbered list. Out: whether they are notes: some only point back ("Ibid., 45"), which an entry of a
reference list never does.
"""

import re
from collections.abc import Sequence

_BACK = re.compile(
    r"[\s(*_<>/emi]{0,9}(?:ibid|ibidem|id\.|idem|loc\.\s?cit|op\.\s?cit|ebd|ebenda|a\.\s?a\.\s?O|supra\b|infra\b)|"
    r".{0,80}(?:\bop\.\s?cit\b|\bsupra\s(?:note|n\.)|\ba\.\s?a\.\s?O\b|\babove\s(?:note|n\.))",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"[\s(*_<>/emi]{0,9}(?:see\b|cf\.|vgl\.|siehe\b|voir\b|véase\b|cfr\.|vedi\b|zie\b|(?:quoted|cited)\s(?:in|by))",
    re.IGNORECASE,
)
_SHARE = 12
"""One note in a dozen that points back is enough: no entry of a list does."""


def is_worded_as_note(text: str) -> bool:
    """Whether the text begins as notes do, not entries or headings: "Ibid.", "Nye, op. cit.", "See also"."""
    return bool(_BACK.match(text[:200]) or _LEADS.match(text[:200]))


def is_note_list(texts: Sequence[str]) -> bool:
    """Whether numbered texts are notes: one in a dozen at least points back to another."""
    return bool(texts) and sum(bool(_BACK.match(text[:200])) for text in texts) * _SHARE >= len(texts)
