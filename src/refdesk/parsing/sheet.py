"""The part of a reference string that is not yet explained.

In: a string. Out: the same string from which piece after piece is taken as its field is known; what is
left at the end was not understood and is said so, never dropped.
"""

import re
from dataclasses import dataclass, field
from typing import Any

ITALIC = re.compile(r"(?<![\w*])[*_](?P<text>[^*_\n]+)[*_](?![\w*])")
"""A run of Markdown italics."""


@dataclass(slots=True)
class Sheet:
    """`rest` is what is not yet explained; `fields` what was found (names of `Work`); `sure` how sure, 0 to 1."""

    rest: str
    fields: dict[str, Any] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def pull(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first match of `pattern` out of the rest."""
        match = pattern.search(self.rest)
        if match:
            self.cut(match.start(), match.end())
        return match

    def cut(self, start: int, end: int) -> None:
        """Take the characters from `start` to `end` out of the rest."""
        self.rest = f"{self.rest[:start].rstrip()} {self.rest[end:].lstrip()}".strip()

    def put(self, name: str, value: Any, sure: float = 0.95) -> None:
        """Keep a field, unless it was found before or is empty."""
        if value and name not in self.fields:
            self.fields[name] = value
            self.sure[name] = sure

    def rename(self, old: str, new: str) -> None:
        """Keep a field under another name, unless that name is taken."""
        if self.fields.get(old) and not self.fields.get(new):
            self.fields[new] = self.fields.pop(old)
            if old in self.sure:
                self.sure[new] = self.sure.pop(old)

    def problem(self, code: str, message: str) -> None:
        """Note something odd, once."""
        if (code, message) not in self.problems:
            self.problems.append((code, message))


def clean(piece: str) -> str:
    """A name without the punctuation and the marks of italics around it."""
    return piece.strip(' ,.;:()[]<>*_"“”')
