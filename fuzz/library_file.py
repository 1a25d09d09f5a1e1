"""Throw bytes at the library file's engine for a bounded time: `make fuzz`.

In: the arguments of libFuzzer, such as -max_total_time=60. Out: nothing but a crash, should one promise break:
a file comes back byte for byte; what is found can be asked for; a field set and unset leaves the bytes as they were;
an edit moves no byte of another block; reading raises no error but RefdeskError.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["refdesk"]):
    from refdesk.formats.bibfile import BibEntry, BibFile
    from refdesk.formats.biblatex import entries_of
    from refdesk.formats.exchange import READABLE, read_works
    from refdesk.model.errors import RefdeskError

SEEDS = (
    b"@article{a,\n  title = {T},\n  year = 2020\n}\n",
    b'@string{s = "x" # {y}}\n@misc(b, note = s # {)},)\n% @misc{c,}\n',
    b"\xef\xbb\xbf@comment{@book{d, title={x}}}\r\n@book{e,author={A and {B, C}},date={2020/..}",
    b'@misc{f, crossref={g}}\n@book{g, title={\\"{O} {C:\\\\}}, title={twice}}\n@a{f,}',
    b"TY  - JOUR\r\nTI  - T\r\nER  - \r\n",
    b'[{"id": "a", "type": "book", "issued": {"date-parts": [[2020]]}}]',
    b"%0 Book\n%T T\n%A B, C\n",
    b"<?xml version='1.0'?><xml><records><record/></records></xml>",
)


def try_library(data: bytes) -> None:
    """What docs/library-file.md promises, on these bytes."""
    try:
        bibfile = BibFile.parse(data)
    except RefdeskError:
        return
    assert bibfile.to_bytes() == data
    entries_of(bibfile)
    assert all(problem.message for problem in bibfile.problems)
    for entry in bibfile.entries[:5]:
        try_edits(bibfile, entry)


def try_edits(bibfile: BibFile, entry: BibEntry) -> None:
    """A field that no entry has is set and unset; where the engine refuses, it has said so."""
    try:
        edited = bibfile.set(entry.key, "fuzzed", "new {value}", line=entry.line)
        edited.proved_bytes()
    except RefdeskError:
        return
    assert edited.unset(entry.key, "fuzzed", line=entry.line).to_bytes() == bibfile.to_bytes()
    assert [other.raw for other in edited.entries if other.key != entry.key] == [
        other.raw for other in bibfile.entries if other.key != entry.key
    ]


def try_foreign(data: bytes) -> None:
    """Reading any bytes as any format gives works or one clear error."""
    name = READABLE[len(data) % len(READABLE)]
    try:
        read_works(data, name)
    except RefdeskError:
        return


TARGETS: tuple[Callable[[bytes], None], ...] = (try_library, try_foreign)


def try_one(data: bytes) -> None:
    """The first byte chooses the target."""
    if data:
        TARGETS[data[0] % len(TARGETS)](data[1:])


def main() -> None:
    """Begin with the seeds, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS):
            for target in range(len(TARGETS)):
                (Path(folder) / f"{number}-{target}").write_bytes(bytes([target]) + seed)
        atheris.Setup([*sys.argv, folder], try_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
