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
    `main_title` is that of a work in several volumes, of which `title` (of a part: `container`) names the one meant;
    `title_addon` stands behind a title, in another font. Both are BibLaTeX's; CSL has no variable for them.
    `marked` holds those texts, by their fields, that are more than plain, in CSL's inline markup: `<i>`, `<sup>`, and
    `<span class="nocase">` around words whose capitals a person protected.
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
    # The other variables of CSL, which only exports and imports know of.
    chairs: tuple[Name, ...] = ()
    collection_editors: tuple[Name, ...] = ()
    compilers: tuple[Name, ...] = ()
    composers: tuple[Name, ...] = ()
    contributors: tuple[Name, ...] = ()
    curators: tuple[Name, ...] = ()
    directors: tuple[Name, ...] = ()
    editor_translators: tuple[Name, ...] = ()
    editorial_directors: tuple[Name, ...] = ()
    executive_producers: tuple[Name, ...] = ()
    guests: tuple[Name, ...] = ()
    hosts: tuple[Name, ...] = ()
    illustrators: tuple[Name, ...] = ()
    interviewers: tuple[Name, ...] = ()
    narrators: tuple[Name, ...] = ()
    organizers: tuple[Name, ...] = ()
    original_authors: tuple[Name, ...] = ()
    performers: tuple[Name, ...] = ()
    producers: tuple[Name, ...] = ()
    recipients: tuple[Name, ...] = ()
    reviewed_authors: tuple[Name, ...] = ()
    script_writers: tuple[Name, ...] = ()
    series_creators: tuple[Name, ...] = ()
    annote: str | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    authority: str | None = None
    call_number: str | None = None
    chapter_number: str | None = None
    container_short: str | None = None
    dimensions: str | None = None
    division: str | None = None
    event_place: str | None = None
    jurisdiction: str | None = None
    main_title: str | None = None
    medium: str | None = None
    number_of_volumes: str | None = None
    original_place: str | None = None
    original_publisher: str | None = None
    original_title: str | None = None
    part_number: str | None = None
    part_title: str | None = None
    pmcid: str | None = None
    pmid: str | None = None
    printing_number: str | None = None
    references: str | None = None
    reviewed_genre: str | None = None
    reviewed_title: str | None = None
    scale: str | None = None
    source: str | None = None
    status: str | None = None
    supplement_number: str | None = None
    title_addon: str | None = None
    title_short: str | None = None
    version: str | None = None
    volume_title: str | None = None
    available_date: PartialDate | None = None
    event_date: PartialDate | None = None
    original_date: PartialDate | None = None
    submitted: PartialDate | None = None
    marked: tuple[tuple[str, str], ...] = ()

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
