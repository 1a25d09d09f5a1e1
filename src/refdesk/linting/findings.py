"""The nouns of this room: a rule, what it finds, and how that could be put right."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from refdesk.linting.subjects import Overview, Subject

Severity = Literal["error", "warning", "note"]
"""An error breaks a LaTeX run or contradicts itself; a warning is most likely a slip; a note is worth knowing."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Fix:
    """Give `field` of the entry the text `value`, as it is to stand in the file; None takes the field out."""

    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Oddity:
    """What a rule says of one entry: a plain sentence, the field it is about, and fixes where these are safe.

    All fixes are made together, or none.
    """

    message: str
    field: str | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something odd, with its place.

    `where` is a citekey, or a document and a character of its text, or `library`; `file` the desk's file that holds
    it, or the document itself, `line` and `column` the place there (from 1), `key` and `field` the entry and field
    meant, `entry_line` the first line of that entry. None where there is no such thing.
    """

    where: str
    code: str
    message: str
    severity: Severity
    file: str
    line: int | None = None
    column: int | None = None
    key: str | None = None
    field: str | None = None
    entry_line: int | None = None
    fixes: tuple[Fix, ...] = ()

    def as_object(self, *, fixed: bool = False) -> dict[str, Any]:
        """The finding as JSON; `fixed` says whether it has been put right."""
        names = ("where", "code", "message", "severity", "file", "line", "column", "key", "field")
        told = {name: getattr(self, name) for name in names}
        return {**told, "fixable": bool(self.fixes), "fixed": fixed}


Look = Callable[["Subject"], Iterable[Oddity]]
Survey = Callable[["Overview"], Iterable[tuple["Subject", Oddity]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing to look for, under its stable code.

    `what` says what is found and `why` why it matters, `example` shows it. `look` is asked of each entry, `survey` of
    all entries together; a rule with neither is told by the rooms that read the files.
    """

    code: str
    severity: Severity
    what: str
    why: str
    example: str
    fixable: bool = False
    look: Look | None = None
    survey: Survey | None = None
