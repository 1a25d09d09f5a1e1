"""How does a stream read as runs of a word processor? Events → the runs of a paragraph, ready for DOCX or ODT."""

from collections.abc import Sequence

from refdesk.csl.tree import Event
from refdesk.csl.writing.runs import Run, read_runs

__all__ = ["Run", "runs"]


def runs(events: Sequence[Event]) -> list[Run]:
    """The runs of a stream, in order."""
    return read_runs(events)
