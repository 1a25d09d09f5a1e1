"""A work: the thing that is cited. One BibTeX entry, one CSL item.

In: what a source says of the work, field by field under CSL's names. Out: an immutable value.
A field that the source does not give is None or empty; nothing is ever filled in by guess.
"""

from dataclasses import dataclass

from refdesk.model.date import PartialDate
from refdesk.model.name import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Bibliographic facts, named as in CSL 1.0.2 (appendix IV) with `_` for `-`.

    `type` is a CSL item type. `urls` holds every address of the work, the one to print first.
    `printed_title` is the title as the source printed it, where `title` was freed of capitals or site names.
    """

    type: str = "document"
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    title: str | None = None
    printed_title: str | None = None
    container: str | None = None
    container_authors: tuple[Name, ...] = ()
    collection: str | None = None
    collection_number: str | None = None
    event: str | None = None
    publisher: str | None = None
    place: str | None = None
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    pages: str | None = None
    number_of_pages: str | None = None
    edition: str | None = None
    section: str | None = None
    genre: str | None = None
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    doi: str | None = None
    isbn: str | None = None
    issn: str | None = None
    urls: tuple[str, ...] = ()
    archive_url: str | None = None
    language: str | None = None
    abstract: str | None = None
    note: str | None = None

    @property
    def url(self) -> str | None:
        """The address to print, if there is one."""
        return self.urls[0] if self.urls else None

    @property
    def year(self) -> int | None:
        """The year of issue, if the source gives one."""
        return self.issued.year if self.issued else None

    @property
    def creators(self) -> tuple[Name, ...]:
        """Who a citation in running text would name: authors, else editors, else translators."""
        return self.authors or self.editors or self.translators
