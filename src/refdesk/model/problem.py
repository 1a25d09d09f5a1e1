"""Doubt about a document, an entry or a reference, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something odd that a person should know.

    `code` is a stable word such as `date-url-mismatch`; `message` is one plain sentence;
    `start` and `end` count characters of the document's text, or are None where no place is meant.
    """

    code: str
    message: str
    start: int | None = None
    end: int | None = None
