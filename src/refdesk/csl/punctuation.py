"""What do two marks of punctuation become where two parts of a reference meet? A table, and the words for its answers.

CSL leaves this to the processor (CSL 1.0.2 says only that affixes are printed); the pairs are those that citation
styles have come to rely on: a sentence has one end, and a colon or semicolon swallows the weaker mark after it.
"""

from enum import Enum


class Meeting(Enum):
    """What becomes of the second mark."""

    KEEP = "both stand"
    DROP = "the first stands for both"
    REPLACE = "the second takes the place of the first"


STOPS = frozenset(".,;:!?")

# Marks that go inside a quotation before them where the locale wants punctuation in quotes. Colons and semicolons do
# not: that is how American English has it, from which the option comes.
MOVING = frozenset(".,!?")

_DROPPED = ["::", ":.", "..", ";:", ";.", ";;", "!:", "!.", "!!", "?:", "?.", "??", ",,"]
_REPLACED = [":!", ":?", ";!", ";?"]

MEETINGS: dict[str, Meeting] = dict.fromkeys(_DROPPED, Meeting.DROP) | dict.fromkeys(_REPLACED, Meeting.REPLACE)
