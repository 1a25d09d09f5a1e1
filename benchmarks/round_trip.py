"""How many .bib files come back byte for byte when a program reads and writes them?

In: folders (all .bib files under them are read, none is written). Out: a table on stdout: for refdesk, and for the
libraries by which other programs write BibTeX, how many files came back identical, changed, or not at all. For
refdesk also how many of the entries came back identical after a field was set and taken out again.
"""

import logging
import signal
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import refkit
from bibtexparser.entrypoint import parse_string, write_string
from pybtex.database import parse_bytes

from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import RefdeskError

SECONDS = 30
"""So long a program may take over one file."""


def by_refdesk(data: bytes) -> bytes:
    """Read and written by refdesk."""
    return BibFile.parse(data).to_bytes()


def by_bibtexparser(data: bytes) -> bytes:
    """Read and written by bibtexparser 2."""
    return write_string(parse_string(data.decode())).encode()


def by_pybtex(data: bytes) -> bytes:
    """Read and written by pybtex."""
    written: str = parse_bytes(data, "bibtex").to_string("bibtex")
    return written.encode()


def by_refkit(data: bytes) -> bytes:
    """Read and written by refkit."""
    return refkit.BibDocument.parse(data.decode()).to_bibtex().encode()


WRITERS: tuple[Callable[[bytes], bytes], ...] = (by_refdesk, by_bibtexparser, by_pybtex, by_refkit)


def main(folders: Sequence[str]) -> None:
    """Read every file by every program, and print the table."""
    logging.disable()
    warnings.simplefilter("ignore")
    files = [data for folder in folders for path in sorted(Path(folder).rglob("*.bib")) if (data := _bytes_of(path))]
    print(f"{len(files)} files, {sum(map(len, files)):,} bytes")
    for writer in WRITERS:
        fates = Counter(_fate(writer, data) for data in files)
        print(f"{writer.__name__:18}", ", ".join(f"{count} {fate}" for fate, count in sorted(fates.items())))
    entries = Counter(fate for data in files for fate in _fates_of_entries(data))
    print("refdesk, set and unset in each entry:", ", ".join(f"{n} {fate}" for fate, n in sorted(entries.items())))


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _fate(writer: Callable[[bytes], bytes], data: bytes) -> str:
    try:
        with _alarm():
            return "identical" if writer(data) == data else "changed"
    except Exception as error:  # noqa: BLE001 - another program may fail in any way
        return "too slow" if isinstance(error, TimeoutError) else "refused"


@contextmanager
def _alarm() -> Iterator[None]:
    signal.signal(signal.SIGALRM, _too_slow)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def _too_slow(*_: object) -> None:
    raise TimeoutError


def _fates_of_entries(data: bytes) -> Iterator[str]:
    try:
        bibfile = BibFile.parse(data)
    except RefdeskError:
        return
    for entry in bibfile.entries:
        try:
            edited = bibfile.set(entry.key, "refdeskprobe", "x {y}", line=entry.line)
            restored = edited.unset(entry.key, "refdeskprobe", line=entry.line)
        except RefdeskError as error:
            yield f"refused ({error.message.partition(':')[0][:40]})"
            continue
        yield "identical" if restored.to_bytes() == data else "changed"


if __name__ == "__main__":
    main(sys.argv[1:])
