"""The labelled pieces of a reference, cut and joined.

In: pieces in order that do not overlap. Out: pieces of the same kind. What rules of mending have in common.
"""

from collections.abc import Iterator
from dataclasses import replace

from refdesk.parsing.segments import Segment

Pieces = list[Segment]

MENDED = 0.9
"""How sure a rule is of its label, at most."""


def relabelled(piece: Segment, label: str) -> Segment:
    """The piece under another label, as sure as a rule is."""
    return replace(piece, label=label, sure=min(piece.sure, MENDED))


def joined(pieces: Pieces) -> Iterator[Segment]:
    """Neighbours with one label as one piece."""
    last: Segment | None = None
    for piece in pieces:
        if last and last.label == piece.label and last.end == piece.start:
            last = replace(last, end=piece.end, sure=min(last.sure, piece.sure))
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def cut_out(pieces: Pieces, start: int, end: int, label: str) -> Pieces:
    """The pieces with what stands from `start` to `end` under a label of its own."""
    within = [piece for piece in pieces if piece.start < end and start < piece.end]
    if not within or all(piece.label == label for piece in within):
        return pieces
    sure = max(min(piece.sure for piece in within), MENDED)
    kept = [part for piece in pieces for part in _outside(piece, start, end)]
    return sorted([*kept, Segment(label, start, end, sure)], key=lambda piece: piece.start)


def _outside(piece: Segment, start: int, end: int) -> Iterator[Segment]:
    """What of a piece stands before and after the place."""
    if piece.end <= start or end <= piece.start:
        yield piece
        return
    if piece.start < start:
        yield replace(piece, end=start)
    if end < piece.end:
        yield replace(piece, start=end)


def labels_over(pieces: Pieces, start: int, end: int) -> set[str]:
    """The labels of what stands from `start` to `end`."""
    return {piece.label for piece in pieces if piece.start < end and start < piece.end}
