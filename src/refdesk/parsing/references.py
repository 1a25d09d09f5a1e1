"""Printed references.

In: the string of one reference, from a list or a note, with its Markdown italics if it has any. Out: what
it says as a Work, how sure that is, and what is odd about it; or None where the string describes no work.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from refdesk.parsing.describing import describes_work
from refdesk.parsing.fields import read_segments
from refdesk.parsing.labelling import label_reference
from refdesk.parsing.parsed import ParsedReference
from refdesk.parsing.proving import is_readable

__all__ = ["MOST_CHARACTERS", "ParsedReference", "describes_work", "parse_reference"]

MOST_CHARACTERS = 4000
"""No printed reference is longer; what is longer is read up to here."""

# The mark of a list or note before a reference: "• ", "¹²", "[^12]:", "[12]", "12."; "12" only before "Smith, J.".
_MARK = re.compile(
    r"\s*(?:[-•*–]\s+|\[\d{1,4}\]\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+|\d{1,3}\s+(?=[A-Z][\w'’-]{1,40},\s[A-Z]\.)"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*|\[\^[^\]]{1,40}\]:?\s*)"
)
# What Markdown and line ends put into a string: escapes, bold, soft hyphens, words broken by a line's end, blanks.
# A link that shows its own address goes, and blanks within "<…>" where a line of the address ended.
_NOISE = re.compile(
    r"\[(?:https?://|www\.|doi:)[^\[\]\s]{3,300}\]\((?=https?://)|(?P<broken>(?<=[/_-])\s{1,40}(?=[^\s<>]{1,200}>))|\\(?=[$&%#_*<>\[\]])|\*\*|\u00ad\s*|(?<=[^\W\d_])-\n\s*(?=[a-z])|\s+"
)


def parse_reference(raw: str) -> ParsedReference | None:
    """Read one printed reference, or a fragment of one; None where it is none at all (prose, a comment, a page's foot).

    Whether a note's words are a reference is another question: `describes_work` answers it, and doubts more.
    """
    text, moves = _in_one_line(raw)
    if not re.search(r"[^\W_]{2}", text):
        return None
    parsed = read_segments(text, label_reference(text))
    if parsed is None or not is_readable(text, parsed.work):
        return None
    return replace(parsed, spans=tuple(_moved(parsed.spans, moves)))


def _in_one_line(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """The string without its list mark, in one line; and where each stretch stood: (place now, place in `raw`)."""
    head = raw[:MOST_CHARACTERS]
    mark = _MARK.match(head)
    at = mark.end() if mark else len(head) - len(head.lstrip())
    parts: list[str] = []
    moves: list[tuple[int, int]] = []
    length = 0
    for match in _NOISE.finditer(head, at):
        blank = " " if match.group().isspace() and match["broken"] is None else ""
        if blank and match.group() == " ":
            continue
        parts += [head[at : match.start()], blank]
        moves.append((length, at))
        length += match.start() - at + len(blank)
        at = match.end()
    moves.append((length, at))
    return "".join([*parts, head[at:]]).rstrip(), moves


def _moved(spans: tuple[tuple[str, int, int], ...], moves: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """The places of the fields in the string as it was given."""
    for field, start, end in spans:
        yield field, _place(start, moves), _place(end - 1, moves) + 1


def _place(place: int, moves: list[tuple[int, int]]) -> int:
    now, before = moves[max(bisect_right(moves, place, key=lambda move: move[0]) - 1, 0)]
    return before + place - now
