"""What can be handed to a text editor, a colleague or another program? Entries → formatted references or data.

In: entries of the library, a style by any of its names, a format. Out: the text of a file, with what could not be
done as asked said beside it. Raises RefdeskError: exit code 3 for an unknown entry or style, 2 for a style that
cannot be used.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from refdesk.desk.article_numbers import with_article_numbers
from refdesk.desk.bibliographies import ENGINES, Engine, Export, FileFormat, print_bibliography
from refdesk.desk.place import Desk
from refdesk.formats.bibliography_parts import PACKED_FORMATS, TEXT_FORMATS, TextFormat
from refdesk.formats.printed_items import printed_items
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.library import ATTRIBUTED, Entry, Library
from refdesk.store.styles import Style, find_style

if TYPE_CHECKING:
    from refdesk.formats.bibfile import BibFile

FILE_FORMATS: tuple[FileFormat, ...] = (*TEXT_FORMATS, *PACKED_FORMATS)
DATA_FORMATS = (
    *("bibtex", "biblatex", "csl-json", "csl-yaml", "jsonl"),
    *("ris", "endnote", "enw", "endnote-xml", "mods"),
)
DEFAULT_STYLE = "apa"
Named = TypeVar("Named", bound=str)


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
    """The references of `entries` in `style`, as a file of a format that is text."""
    return export_references(desk, entries, style=style, format=_text_format(format)).text


def export_references(  # noqa: PLR0913 - what an export is asked for
    desk: Desk,
    entries: Sequence[Entry],
    *,
    style: str,
    format: str,  # noqa: A002 - as on the command line
    engine: str = "refdesk",
    others: Iterable[Entry] = (),
) -> Export:
    """The references of `entries` as a file, with warnings.

    The titles of `others`, as a rule the whole library, help to tell names from words (see `printed_items`).
    """
    from refdesk.csl import StyleError

    wanted, processor = _file_format(format), _engine(engine)
    found = _style(desk, style)
    try:
        items = with_article_numbers(printed_items(entries, found.xml, others), found.xml)
        return print_bibliography(found, items, format=wanted, engine=processor)
    except StyleError as error:
        raise _unusable(style, error) from None


def format_citation(desk: Desk, cites: Sequence[CiteRequest], *, style: str, format: str = "txt") -> str:  # noqa: A002 - the same
    """One citation of all `cites`, as it would stand in a text or a note."""
    from refdesk.csl import StyleError, format_citations

    found = _style(desk, style)
    wanted = [{"id": cite.entry.citekey, "label": cite.label, "locator": cite.locator} for cite in cites]
    entries = list({cite.entry.citekey: cite.entry for cite in cites}.values())
    try:
        items = with_article_numbers(printed_items(entries, found.xml), found.xml)
        printed = format_citations(found.xml, items, [wanted], format=_text_format(format), locale=found.locale)
    except StyleError as error:
        raise _unusable(style, error) from None
    return "".join(printed.entries)


def _file_format(name: str) -> FileFormat:
    return _one_of(FILE_FORMATS, name, f"no format {name!r} for formatted text")


def _text_format(name: str) -> TextFormat:
    return _one_of(TEXT_FORMATS, name, f"no format {name!r} for text")


def _engine(name: str) -> Engine:
    return _one_of(ENGINES, name, f"no engine {name!r}")


def _one_of(known: Sequence[Named], name: str, complaint: str) -> Named:
    """The one of `known` that is called so. Raises RefdeskError."""
    for each in known:
        if each == name:
            return each
    raise RefdeskError(complaint, remedy=f"one of: {', '.join(known)}")


def _style(desk: Desk, name: str) -> Style:
    """A style by name; the path of a style file may also be one inside the desk."""
    inside = desk.root / name
    return find_style(str(inside) if name.endswith(".csl") and not Path(name).is_file() and inside.is_file() else name)


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
    "act": ("act", "acts"),
    "appendix": ("app", "apps", "appendix", "appendices", "appendixes"),
    "article-locator": ("art", "arts", "article", "articles"),
    "book": ("bk", "bks", "book", "books"),
    "canon": ("can", "cann", "canon", "canons"),
    "chapter": ("ch", "chs", "chap", "chaps", "chapter", "chapters"),
    "column": ("col", "cols", "column", "columns"),
    "elocation": ("loc", "locs", "elocation", "location", "locations"),
    "equation": ("eq", "eqs", "eqn", "eqns", "equation", "equations"),
    "figure": ("fig", "figs", "figure", "figures"),
    "folio": ("fol", "fols", "folio", "folios"),
    "issue": ("no", "nos", "issue", "issues"),
    "line": ("l", "ll", "line", "lines"),
    "note": ("n", "nn", "note", "notes"),
    "opus": ("op", "opp", "opus", "opera"),
    "page": ("p", "pp", "page", "pages"),
    "paragraph": ("para", "paras", "par", "paragraph", "paragraphs", "¶", "¶¶"),
    "part": ("pt", "pts", "part", "parts"),
    "rule": ("r", "rr", "rule", "rules"),
    "scene": ("sc", "scs", "scene", "scenes"),
    "section": ("sec", "secs", "sect", "section", "sections", "§", "§§"),
    "sub-verbo": ("s.v", "s.vv", "sv", "sub verbo", "sub verbis", "sub-verbo"),
    "supplement": ("supp", "supps", "suppl", "supplement", "supplements"),
    "table": ("tab", "tabs", "tbl", "table", "tables"),
    "timestamp": ("time", "timestamp", "timestamps"),
    "title-locator": ("tit", "title", "titles"),
    "verse": ("v", "vv", "verse", "verses"),
    "volume": ("vol", "vols", "volume", "volumes"),
}
"""The locators of CSL 1.0.2 → how people begin them, in English."""
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in (*words, label)}
_LOCATOR = re.compile(
    r"(s\.vv?|sub[ -]verb(?:o|is)|[a-z-]{1,20}|§{1,9}|¶{1,9})\.?\s*(?=[^\s.])(.*)\Z", re.DOTALL | re.IGNORECASE
)


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
