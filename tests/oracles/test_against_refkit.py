"""refkit, a lossless BibTeX editor written in Rust, cuts files where refdesk does, and splices what it splices."""

import re

import refkit
from hypothesis import example, given

from refdesk.formats.bibfile import BibEntry, BibFile
from tests.oracles.sound_files import BLANKS_IN_A_LINE, files

Cut = list[tuple[str, str, str]]

# Where refkit 0.4 is no witness: it misses entries with a line end behind the type or before an equals sign, and
# takes `\{` and `\"` for escaped signs, which BibTeX and biber count like any other.
FILES = files(gaps=BLANKS_IN_A_LINE).filter(lambda text: not re.search(r"\\[{}\"]", text))


def cut_by_refkit(text: str) -> Cut:
    """Key, type and the entry's own text, which refkit tells as a span of bytes."""
    data = text.encode()
    found = refkit.BibDocument.parse(text).entries.occurrences()
    return [(entry.key, entry.kind.lower(), data[slice(*entry.span)].decode()) for entry in found]


def cut_by_refdesk(text: str) -> Cut:
    return [(entry.key, entry.type, entry.raw) for entry in BibFile.parse(text.encode()).entries]


def delimited(entry: BibEntry) -> list[str]:
    """Fields whose value is one piece between delimiters; refkit leaves the others without any, whatever is set."""
    fields = entry.anatomy.fields
    return [field.name for field in fields if [piece.kind for piece in field.pieces] in (["braced"], ["quoted"])]


def set_by_refkit(text: str, wanted: list[list[str]]) -> str:
    """The file with the fields named for each entry set to `new`."""
    document = refkit.BibDocument.parse(text)
    edits: list[refkit.types.BibEdit] = [
        {"kind": "set_field", "entry_id": entry.id, "field_id": field.id, "value": "new"}
        for entry, names in zip(document.entries.occurrences(), wanted, strict=True)
        for field in entry.fields.occurrences()
        if field.name.lower() in names
    ]
    return document.apply_patch(edits)["document"].to_bibtex() if edits else text


def set_by_refdesk(bibfile: BibFile, wanted: list[list[str]]) -> str:
    for entry, names in zip(bibfile.entries, wanted, strict=True):
        for name in names:
            bibfile = bibfile.set(entry.key, name, "new")
    return bibfile.to_bytes().decode()


@given(FILES)
@example('@a(b, c = {)}, d = "{"}" # {x},)')
def test_a_sound_file_is_cut_where_refkit_cuts_it(text: str) -> None:
    assert cut_by_refdesk(text) == cut_by_refkit(text)


@given(FILES)
def test_an_edit_leaves_what_refkit_leaves(text: str) -> None:
    bibfile = BibFile.parse(text.encode())
    wanted = [delimited(entry) for entry in bibfile.entries]
    assert set_by_refdesk(bibfile, wanted) == set_by_refkit(text, wanted)
