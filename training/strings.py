"""The labelled strings that the model learns from and is tried on.

In: the file of references. Out: `Labelled` values, and their tokens with a label each.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from refdesk.parsing.tokens import Token
from training.cleaning import cleaned


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference string in labelled pieces, with its id and source."""

    id: str
    source: str
    segments: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The string as printed."""
        return "".join(text for _, text in self.segments)


def read_references(path: Path) -> Iterator[Labelled]:
    """The strings of a file of JSON lines, packed with xz, in the order of their ids; labels cleaned."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        records = sorted((json.loads(line) for line in lines), key=lambda record: str(record["id"]))
    return (from_record(record) for record in records)


def from_record(record: dict[str, object]) -> Labelled:
    """One string from its JSON object."""
    segments = record["segments"]
    if not isinstance(segments, list):
        raise TypeError(f"segments of {record['id']} are no list")
    return Labelled(str(record["id"]), str(record["source"]), tuple(cleaned(segments)))


def labels_of(tokens: Sequence[Token], segments: Iterable[tuple[str, str]]) -> list[str]:
    """The label of each token: that of the segment in which its word begins."""
    ends: list[tuple[int, str]] = []
    position = 0
    for label, text in segments:
        position += len(text)
        ends.append((position, label))
    found = []
    i = 0
    for token in tokens:
        # the marks before a word count with it, and what is behind them is the word
        begin = token.start + len(token.before)
        while i + 1 < len(ends) and ends[i][0] <= min(begin, token.end - 1):
            i += 1
        found.append(ends[i][1])
    return found
