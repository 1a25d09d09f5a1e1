"""The fields of one reference while they are gathered.

In: field after field, with the piece of the string that told it. Out: the values, how sure they are, and where they
stood. A field is kept as it was first read; what is read twice does not change it, what fits nowhere becomes a
remark.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from refdesk.parsing.printing import without_lone_brackets
from refdesk.parsing.segments import Segment


@dataclass(slots=True)
class Draft:
    """`fields` by the names of `Work` (and a few hints for the type); `sure` from 0 to 1; `remarks` become the note."""

    fields: dict[str, Any] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def put(self, name: str, value: Any, piece: Segment, trust: float = 1.0) -> bool:
        """Keep a field unless it is empty or was found before; return whether the piece told it or repeats it."""
        if not value:
            return False
        if name not in self.fields:
            self.fields[name] = value
            self.sure[name] = piece.sure * trust
            self.spans.append((name, piece.start, piece.end))
        return bool(self.fields[name] == value)

    def replace(self, name: str, value: Any, piece: Segment, trust: float = 1.0) -> None:
        """Keep a better reading of a field; the places of both count."""
        sure = self.sure.get(name, 1.0)
        if value:
            self.fields[name] = value
            self.sure[name] = min(sure, piece.sure * trust)
            self.spans.append((name, piece.start, piece.end))

    def extend(self, name: str, value: str, piece: Segment, joint: str = " ") -> None:
        """Add words to a field whose words stand in two places."""
        known = self.fields.get(name)
        self.replace(name, f"{known}{joint}{value}" if known else value, piece)

    def rename(self, old: str, new: str) -> None:
        """Keep a field under another name, unless that name is taken."""
        if self.fields.get(old) and not self.fields.get(new):
            self.fields[new] = self.fields.pop(old)
            self.sure[new] = self.sure.pop(old, 1.0)
            self.spans = [(new if name == old else name, start, end) for name, start, end in self.spans]

    def hint(self, name: str, *, value: bool) -> None:
        """Keep what is no field but tells the type of the work."""
        if value:
            self.fields[name] = True

    def remark(self, words: str) -> None:
        """Keep words that fit no field."""
        words = without_lone_brackets(words.strip(" \t\n,;:."))
        words = words[1:-1] if re.fullmatch(r"\([^()]*\)", words) else words
        if re.search(r"[^\W_]{2}|\d", words) and words not in self.remarks:
            self.remarks.append(words)

    def problem(self, code: str, message: str) -> None:
        """Note something odd, once."""
        if (code, message) not in self.problems:
            self.problems.append((code, message))
