"""Write a changed library back: only what changed, all together or not at all, kept for `undo`.

In: the Library as it was read and as it is to be. Out: the desk's files on disk.
"""

from refdesk.desk.place import Desk
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import put_entry
from refdesk.formats.records import citation_bytes, document_bytes, read_citations, read_documents
from refdesk.model.library import Library
from refdesk.store.library_files import Transaction


def write_library(changing: Transaction, desk: Desk, before: Library, after: Library) -> None:
    """Put into the transaction what turns `before`, as it was read in it, into `after`; equal parts are not touched."""
    if before.entries != after.entries:
        library_bytes = changing.read(desk.library_file) or b""
        changed = changed_file(BibFile.parse(library_bytes, where=str(desk.library_file)), before, after)
        changing.write(desk.library_file, changed.proved_bytes())
    if before.citations != after.citations:
        lines = read_citations(changing.read(desk.citations_file) or b"", desk.citations_file.name)
        changing.write(desk.citations_file, citation_bytes(after.citations, lines.broken))
    if before.documents != after.documents:
        records = read_documents(changing.read(desk.documents_file) or b"", desk.documents_file.name)
        changing.write(desk.documents_file, document_bytes(after.documents, records.broken))


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
