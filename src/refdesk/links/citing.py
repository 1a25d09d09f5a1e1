"""Which URLs does a library cite?

In: a Library. Out: each address once, with the citekeys that cite it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from refdesk.model.library import Entry, Library


@dataclass(frozen=True, slots=True)
class CitedUrl:
    """An address and the citekeys of the entries that give it, both as the library has them."""

    url: str
    keys: tuple[str, ...]


def cited_urls(library: Library) -> tuple[CitedUrl, ...]:
    """Every address of `library` once, in order of its first entry."""
    return urls_of(library.entries)


def urls_of(entries: Iterable[Entry]) -> tuple[CitedUrl, ...]:
    """Every address of `entries` once; a DOI counts as its address at doi.org."""
    keys: dict[str, dict[str, None]] = {}
    for entry in entries:
        for url in _addresses(entry):
            keys.setdefault(url, {})[entry.citekey] = None
    return tuple(CitedUrl(url, tuple(citekeys)) for url, citekeys in keys.items())


def _addresses(entry: Entry) -> Iterator[str]:
    yield from (url.strip() for url in entry.work.urls if url.strip())
    if entry.work.doi and entry.work.doi.strip():
        yield "https://doi.org/" + quote(entry.work.doi.strip(), safe="/:;()._-~")
