"""What can be handed to a text editor, a colleague or another program? Entries → formatted references or data.

In: entries of the library, a style by any of its names, a format. Out: the text of a file, with what could not be
done as asked said beside it. Raises RefdeskError: exit code 3 for an unknown entry or style, 2 for a style that
cannot be used.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from refdesk.desk.place import Desk
from refdesk.formats.bibliography import TextFormat, write_bibliography
from refdesk.formats.csl_json import item_of
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.library import ATTRIBUTED, Entry, Library
from refdesk.store.styles import Style, find_style

if TYPE_CHECKING:
    from refdesk.formats.bibfile import BibFile

TEXT_FORMATS: tuple[TextFormat, ...] = get_args(TextFormat)
DATA_FORMATS = (
    *("bibtex", "biblatex", "csl-json", "csl-yaml", "jsonl"),
    *("ris", "endnote", "enw", "endnote-xml", "mods"),
)
DEFAULT_STYLE = "apa"


@dataclass(frozen=True, slots=True)
class Export:
    """The text of a file, and a plain sentence for each thing in it that is not as it was asked for."""

    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries to export, in library order, and how many were left out because of what they are."""

    entries: tuple[Entry, ...]
    sources: int = 0
    attributed: int = 0

    @property
    def left_out(self) -> str:
        """What was left out, in words, or nothing."""
        parts = [
            f"{count} {name if count == 1 else name + 's'}"
            for count, name in ((self.sources, "source document"), (self.attributed, "informal attribution"))
            if count
        ]
        return " and ".join(parts)


@dataclass(frozen=True, slots=True)
class CiteRequest:
    """A work to cite, with page or part as CSL's label and locator."""

    entry: Entry
    label: str = "page"
    locator: str = ""


def choose_entries(library: Library, keys: Sequence[str], found: Sequence[Entry] | None, *, everything: bool) -> Choice:
    """The entries named by `keys` and those `found` by a query; where there is neither, the whole library.

    A bibliography lists works that were cited in full: the documents themselves and informal attributions are left
    out unless `everything` is wanted or a key names them. Raises RefdeskError for a key that no entry has.
    """
    named = {_entry(library, key).citekey for key in keys}
    offered = {entry.citekey for entry in found} if found is not None else set() if keys else set(library.by_key)
    sources = attributed = 0
    chosen = []
    for entry in library.entries:
        if entry.citekey in named or (entry.citekey in offered and (everything or _belongs(entry))):
            chosen.append(entry)
        elif entry.citekey in offered:
            sources += entry.is_source
            attributed += not entry.is_source
    return Choice(tuple(chosen), sources, attributed)


def _belongs(entry: Entry) -> bool:
    return not entry.is_source and ATTRIBUTED not in entry.keywords


def _entry(library: Library, key: str) -> Entry:
    entry = library.entry(key)
    if entry is None:
        raise unknown("entry", key, remedy="see: refdesk list")
    return entry


def format_references(desk: Desk, entries: Sequence[Entry], *, style: str, format: str) -> str:  # noqa: A002 - as on the command line
    """The references of `entries` as a file of `format` (txt, md or html) in `style`."""
    return export_references(desk, entries, style=style, format=format).text


def export_references(desk: Desk, entries: Sequence[Entry], *, style: str, format: str) -> Export:  # noqa: A002 - the same
    """The references of `entries` as a file, with warnings."""
    from refdesk.csl import StyleError, format_bibliography

    text_format = _text_format(format)
    found = _style(desk, style)
    try:
        printed = format_bibliography(found.xml, _items(entries), format=text_format, locale=found.locale, links=True)
    except StyleError as error:
        raise _unusable(style, error) from None
    references = [(entries[place].citekey, text) for place, text in zip(printed.order, printed.entries, strict=True)]
    return Export(write_bibliography(references, text_format, language=_language(found)), printed.warnings)


def format_citation(desk: Desk, cites: Sequence[CiteRequest], *, style: str, format: str = "txt") -> str:  # noqa: A002 - the same
    """One citation of all `cites`, as it would stand in a text or a note."""
    from refdesk.csl import StyleError, format_citations

    found = _style(desk, style)
    wanted = [{"id": cite.entry.citekey, "label": cite.label, "locator": cite.locator} for cite in cites]
    entries = list({cite.entry.citekey: cite.entry for cite in cites}.values())
    try:
        printed = format_citations(
            found.xml, _items(entries), [wanted], format=_text_format(format), locale=found.locale
        )
    except StyleError as error:
        raise _unusable(style, error) from None
    return "".join(printed.entries)


def _items(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [item_of(entry) for entry in entries]


def _text_format(name: str) -> TextFormat:
    for text_format in TEXT_FORMATS:
        if text_format == name:
            return text_format
    raise RefdeskError(f"no format {name!r} for formatted text", remedy=f"one of: {', '.join(TEXT_FORMATS)}")


def _style(desk: Desk, name: str) -> Style:
    """A style by name; the path of a style file may also be one inside the desk."""
    inside = desk.root / name
    return find_style(str(inside) if name.endswith(".csl") and not Path(name).is_file() and inside.is_file() else name)


def _language(style: Style) -> str:
    own = re.search(r"<style\b[^>]*\bdefault-locale=\"([A-Za-z-]{2,12})\"", style.xml)
    return style.locale or (own[1] if own else "en-US")


def _unusable(style: str, error: ValueError) -> RefdeskError:
    return RefdeskError(f"the style cannot be used: {error}", where=style, remedy="name another: refdesk styles WORD")


def export_data(desk: Desk, entries: Sequence[Entry], *, format: str) -> Export:  # noqa: A002 - the same
    """The entries as data, with a warning for each fact that the format cannot hold.

    `biblatex` gives them as they stand in the library file, with the @strings and parents that they need; all other
    formats say what the entries mean, and beside it the fields that refdesk itself does not read (`eprint`, `pmid`).
    CSL-JSON is one list, JSON Lines one item a line.
    """
    if format not in DATA_FORMATS:
        raise RefdeskError(f"no format {format!r} for data", remedy=f"one of: {', '.join(DATA_FORMATS)}")
    if format == "biblatex":
        return Export(_as_they_stand(desk, entries))
    from refdesk.formats.exchange import write_works

    written = write_works(entries, "enw" if format == "endnote" else format, _beside(desk, entries))
    return Export(written.data, written.warnings)


def _beside(desk: Desk, entries: Sequence[Entry]) -> list[Mapping[str, str]]:
    """For each entry the fields of the library file that it does not tell; an entry from elsewhere has none."""
    from refdesk.formats.bib_files import leftovers_of

    if all(entry.line is None for entry in entries):
        return [{} for _ in entries]
    leftovers = leftovers_of(_library_file(desk))
    return [leftovers.get(entry.line or 0, {}) for entry in entries]


def _as_they_stand(desk: Desk, entries: Sequence[Entry]) -> str:
    """The entries' own text, the @strings that it uses before, and the entries that it inherits from behind it."""
    from refdesk.desk.excerpting import excerpt

    bibfile = _library_file(desk)
    return excerpt(bibfile, [bibfile.entry(entry.citekey, entry.line) for entry in entries])


def _library_file(desk: Desk) -> "BibFile":
    from refdesk.formats.bibfile import BibFile
    from refdesk.store.files import read_bytes

    return BibFile.parse(read_bytes(desk.library_file), where=str(desk.library_file))


_LABELS = {
    "page": ("p", "pp", "page", "pages"),
    "chapter": ("ch", "chap", "chapter", "chapters"),
    "section": ("sec", "section", "sections", "§", "§§"),
    "paragraph": ("para", "paras", "par", "paragraph", "paragraphs", "¶", "¶¶"),
    "volume": ("vol", "vols", "volume", "volumes"),
    "figure": ("fig", "figs", "figure", "figures"),
    "table": ("tab", "table", "tables"),
    "note": ("n", "nn", "note", "notes"),
    "line": ("l", "ll", "line", "lines"),
    "verse": ("v", "vv", "verse", "verses"),
    "part": ("pt", "part", "parts"),
    "book": ("bk", "book", "books"),
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words}
_LOCATOR = re.compile(r"([A-Za-z]+|§+|¶+)\.?\s*(?=\S)(.*)\Z", re.DOTALL)


def request_cite(library: Library, text: str) -> CiteRequest:
    """Read `KEY` or `KEY@locator` ("said1978@12-15", "said1978@ch. 3"). Raises RefdeskError for an unknown key."""
    key, _, locator = text.partition("@")
    if library.entry(text):
        key, locator = text, ""
    return CiteRequest(_entry(library, key), *parse_locator(locator))


def parse_locator(text: str) -> tuple[str, str]:
    """A page or part as people write it → CSL's label and the locator itself; without a known word it is a page."""
    plain = text.strip()
    match = _LOCATOR.match(plain)
    label = _LABEL_OF.get(match[1].casefold()) if match else None
    # "v" and "xii" are pages when nothing else follows; "ii" is no label at all.
    return (label, match[2].strip()) if match and label else ("page", plain)
