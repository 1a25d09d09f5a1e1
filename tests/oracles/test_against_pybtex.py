"""pybtex, which reads BibTeX by a grammar of its own, finds the same entries with the same values."""

from hypothesis import example, given
from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from refdesk.formats.bibfile import MONTHS, BibFile
from tests.oracles.sound_files import files

Read = list[tuple[str, str, dict[str, str]]]


def read_by_pybtex(text: str) -> Read:
    """Type, key and expanded values of each entry, macros resolved, months left as they are."""
    macros = {month: month for month in MONTHS}
    commands = LowLevelParser(text, macros=macros)
    return [
        (command.lower(), key, {name.lower(): "".join(parts) for name, parts in fields})
        for command, (key, fields) in (
            found for found in commands if len(found[1]) == 2 and found[0].lower() != "string"
        )
    ]


def read_by_refdesk(text: str) -> Read:
    return [(entry.type, entry.key, dict(entry.values)) for entry in BibFile.parse(text.encode()).entries]


@given(files())
@example('@a(b, c = {)}, d = "{"}" # {x},)')
def test_a_sound_file_holds_what_pybtex_finds_in_it(text: str) -> None:
    assert read_by_refdesk(text) == read_by_pybtex(text)


@given(files())
def test_what_refdesk_writes_pybtex_reads(text: str) -> None:
    bibfile = BibFile.parse(text.encode())
    for entry in bibfile.entries:
        bibfile = bibfile.set(entry.key, "abstract", "new {value}")
    found = read_by_pybtex(bibfile.to_bytes().decode())
    assert [fields["abstract"] for _, _, fields in found] == ["new {value}"] * len(bibfile.entries)


def test_pybtex_is_a_witness_that_can_disagree() -> None:
    """An entry without a comma is read by refdesk and refused by pybtex: the comparison is not of one with itself."""
    text = "@a{b, c = {x} d = {y}}"
    assert read_by_refdesk(text)[0][2] == {"c": "x", "d": "y"}
    try:
        read_by_pybtex(text)
    except PybtexSyntaxError:
        return
    raise AssertionError("pybtex read it")
