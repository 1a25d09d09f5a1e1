"""Write a changed library back: only what changed, all together or not at all, kept for `undo`.

In: the Library as it was read and as it is to be; or a list in a field and what is to change in it. Out: the desk's
files on disk; or the list with every other byte as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass

from refdesk.desk.place import Desk
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import put_entry
from refdesk.formats.records import citation_bytes, document_bytes, read_citations, read_documents
from refdesk.model.library import Library
from refdesk.store.library_files import Transaction


def write_library(changing: Transaction, desk: Desk, before: Library, after: Library) -> None:
    """Put into the transaction what turns `before`, as it was read in it, into `after`; equal parts are not touched."""
    if before.entries != after.entries:
        changed = changed_file(library_in(changing, desk), before, after)
        changing.write(desk.library_file, changed.proved_bytes())
    if before.citations != after.citations:
        lines = read_citations(changing.read(desk.citations_file) or b"", desk.citations_file.name)
        changing.write(desk.citations_file, citation_bytes(after.citations, lines.broken))
    if before.documents != after.documents:
        records = read_documents(changing.read(desk.documents_file) or b"", desk.documents_file.name)
        changing.write(desk.documents_file, document_bytes(after.documents, records.broken))


def library_in(changing: Transaction, desk: Desk) -> BibFile:
    """The library file as it will be after the transaction."""
    return BibFile.parse(changing.read(desk.library_file) or b"", where=str(desk.library_file))


def present_library(changing: Transaction, desk: Desk) -> BibFile:
    """As `library_in`. Raises RefdeskError where there is no library file."""
    if changing.read(desk.library_file) is None:
        raise desk.no_library
    return library_in(changing, desk)


def lines_by_key(bibfile: BibFile) -> dict[str, list[int]]:
    """The lines on which the entries of each citekey begin."""
    lines: dict[str, list[int]] = {}
    for entry in bibfile.entries:
        lines.setdefault(entry.key, []).append(entry.line)
    return lines


def changed_file(bibfile: BibFile, before: Library, after: Library) -> BibFile:
    """The library file with entries added, edited in place or removed; all other bytes stay.

    Later blocks are edited first, so that the line that tells two blocks of one key apart still holds for earlier ones.
    """
    kept = {entry.line: entry for entry in after.entries}
    for entry in reversed(before.entries):
        now = kept.get(entry.line)
        if now is None:
            bibfile = bibfile.remove(entry.citekey, line=entry.line)
        elif now != entry:
            bibfile = put_entry(bibfile, now, entry)
    for entry in after.entries:
        if entry.line is None:
            bibfile = put_entry(bibfile, entry)
    return bibfile


@dataclass(frozen=True, slots=True)
class ListText:
    """The text of a field that holds a list, cut into items and what stands between them.

    `items` are bare of white space; `gaps` has one text more: before the first item, between two, behind the last.
    """

    items: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def text(self) -> str:
        """The list as it stands in the field."""
        return self.gaps[0] + "".join(item + gap for item, gap in zip(self.items, self.gaps[1:], strict=True))

    def with_item(self, item: str) -> "ListText":
        """The list with one more item at its end, parted from the others in the list's own manner."""
        if not self.items:
            return ListText((item,), ("", ""))
        habit = self.gaps[-2] if len(self.items) > 1 else ", "
        return ListText((*self.items, item), (*self.gaps[:-1], habit, self.gaps[-1]))

    def without(self, is_unwanted: Callable[[str], bool]) -> "ListText":
        """The list without some items; each goes with the gap behind it, the last with the one before."""
        items: list[str] = []
        gaps = [self.gaps[0]]
        for item, gap in zip(self.items, self.gaps[1:], strict=True):
            if not is_unwanted(item):
                items.append(item)
                gaps.append(gap)
        if items:
            gaps[-1] = self.gaps[-1]
        return ListText(tuple(items), tuple(gaps))


def list_text(value: str, separators: str = ",") -> ListText:
    """Cut the text of a list field at its separators; a brace keeps an item whole. Empty items belong to the gaps."""
    items: list[str] = []
    gaps = [""]
    for piece in _pieces(value, separators):
        bare = piece.strip()
        if not bare or bare in separators:
            gaps[-1] += piece
            continue
        before, _, behind = piece.partition(bare)
        gaps[-1] += before
        items.append(bare)
        gaps.append(behind)
    return ListText(tuple(items), tuple(gaps))


def _pieces(value: str, separators: str) -> list[str]:
    """The text cut before and behind every separator outside braces."""
    pieces, depth = [""], 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if char in separators and depth == 0:
            pieces += [char, ""]
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece]
