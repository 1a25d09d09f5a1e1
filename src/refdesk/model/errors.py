"""The one exception that people are meant to see.

In: what is wrong, where, and what to do. Out: one line for the terminal and an exit code.
"""

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What a command answers to the shell (see docs/commands.md)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNKNOWN = 3
    NO_NETWORK = 4


@dataclass
class RefdeskError(Exception):
    """A broken file or a wrong request, told in one line.

    `message` says what is wrong, `where` names the file, line or argument, `remedy` says what to do.
    """

    message: str
    where: str = ""
    remedy: str = ""
    code: ExitCode = ExitCode.USAGE

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


def unknown(kind: str, name: str, remedy: str = "") -> RefdeskError:
    """An entry, document or style that is not there: exit code 3."""
    return RefdeskError(f"no {kind} {name!r}", remedy=remedy, code=ExitCode.UNKNOWN)
