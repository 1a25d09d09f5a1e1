"""How long does a person wait? Start-up, reading documents, listing large libraries.

In: documents to read (those of examples/documents where none is named).
Out: a table on stdout. Seconds depend on the machine; the ratios beside them depend on it less: one to
`python -c pass`, the least any Python program can take, and one to bibtexparser parsing the same library.
Every figure is the best of several runs in a fresh process. Nothing here is a test: a busy machine fails nobody.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
SIZES = (1_000, 10_000)
PARSE = "import sys, bibtexparser; assert bibtexparser.parse_file(sys.argv[1]).entries"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was done, how long it took, and how long bibtexparser took over the same file."""

    what: str
    seconds: float
    parsing: float | None = None


def main(arguments: Sequence[str]) -> None:
    """Measure everything and print the table."""
    documents = [Path(name).resolve() for name in arguments] or sorted(EXAMPLES.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        nothing = best_time(python("-c", "pass"), runs=10)
        start_up = best_time(python("-m", "refdesk", "--version"), runs=10)
        figures = [
            Figure("python -c pass", nothing),
            Figure("refdesk --version", start_up),
            Figure(f"ingest {len(documents)} documents, start-up apart", ingest_time(documents, folder) - start_up),
            *(figure for size in SIZES for figure in list_figures(size, Path(folder))),
        ]
    print(table(figures, nothing))


def ingest_time(documents: Sequence[Path], folder: str) -> float:
    """Seconds to read `documents` into a new desk, the best of three."""
    desks = [tempfile.mkdtemp(dir=folder) for _ in range(3)]
    return min(best_time(python("-m", "refdesk", "ingest", *documents, "--desk", desk), runs=1) for desk in desks)


def list_figures(size: int, folder: Path) -> list[Figure]:
    """Two figures for a generated library of `size` entries: refdesk lists it, bibtexparser parses it."""
    library = folder / f"{size}.bib"
    library.write_text("\n".join(entry(number) for number in range(size)), encoding="utf-8")
    runs = 5 if size <= SIZES[0] else 2
    parsing = best_time(python("-c", PARSE, library), runs)
    listing = best_time(python("-m", "refdesk", "list", "--library", library), runs)
    return [
        Figure(f"list {size:,} entries", listing, parsing),
        Figure(f"(bibtexparser parses {size:,} entries)", parsing, parsing),
    ]


def entry(number: int) -> str:
    """An invented article, as long as the usual ones are."""
    return (
        f"@article{{author{number}study,\n"
        f"  author       = {{Author{number}, Anna and Second, Ben C. and {{{{Institute of Matter {number}}}}}}},\n"
        f"  title        = {{A Study of Matter Number {number}: Its Causes \\& Its Consequences}},\n"
        f"  journaltitle = {{Journal of Matters}},\n"
        f"  date         = {{{1950 + number % 75}-{1 + number % 12:02d}}},\n"
        f"  volume       = {{{1 + number % 90}}},\n"
        f"  number       = {{{1 + number % 4}}},\n"
        f"  pages        = {{{number}--{number + 20}}},\n"
        f"  doi          = {{10.1000/matter.{number}}},\n"
        f"  url          = {{https://www.example.org/matters/{number}}},\n"
        f"}}\n"
    )


def python(*arguments: str | Path) -> list[str]:
    """A command line that runs this Python."""
    return [sys.executable, *map(str, arguments)]


def best_time(command: Sequence[str], runs: int) -> float:
    """Seconds of wall time that `command` took in its best run. Ends the benchmark where the command fails."""
    return min(_time(command) for _ in range(runs))


def _time(command: Sequence[str]) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "REFDESK_DESK"}
    before = time.perf_counter()
    outcome = subprocess.run(command, check=False, capture_output=True, env=environment)
    seconds = time.perf_counter() - before
    if outcome.returncode:
        sys.exit(f"{' '.join(command)}\n{outcome.stderr.decode(errors='replace')}")
    return seconds


def table(figures: Sequence[Figure], nothing: float) -> str:
    """The figures as lines of text."""
    head = f"{'':44}{'seconds':>9}{'÷ pass':>9}{'÷ bibtexparser':>16}"
    lines = [
        f"{figure.what:44}{figure.seconds:9.3f}{figure.seconds / nothing:9.1f}"
        + (f"{figure.seconds / figure.parsing:16.2f}" if figure.parsing else "")
        for figure in figures
    ]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    main(sys.argv[1:])
