"""How fast are documents and reference strings read, and does the memory stay flat over a corpus?

In: documents (those of examples/documents where none is named), read again and again until there are 500.
Out: a table on stdout. Run it with `python benchmarks/documents.py [DOCUMENT...]`. The memory is what Python itself
holds at the most (tracemalloc) over a tenth of the corpus and over all of it: flat means that the two are alike.
"""

import sys
import time
import tracemalloc
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path

from refdesk.desk.extracting import extraction_object
from refdesk.desk.ingesting import read_and_extract
from refdesk.desk.spreading import outcomes, processes
from refdesk.model.document import Extraction
from refdesk.model.errors import RefdeskError
from refdesk.parsing.references import parse_reference

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
DOCUMENTS = 500
STRINGS = 2_000
JOBS = (1, 2)


def main(arguments: Sequence[str]) -> None:
    """Measure everything and print the table."""
    named = [Path(name) for name in arguments] or sorted(EXAMPLES.iterdir())
    corpus = list(islice(cycle(named), DOCUMENTS))
    strings = list(islice(cycle(strings_of(named)), STRINGS))
    parse_reference(strings[0])  # the model is loaded now
    print(f"{'':44}{'a second':>10}")
    print(f"{'reference strings, one process':44}{len(strings) / seconds_to_parse(strings):10.0f}")
    for jobs in JOBS:
        print(f"{f'documents, -j {jobs}':44}{len(corpus) / seconds_to_read(corpus, jobs):10.1f}")
    print(f"\n{'':44}{'MB at most':>10}")
    for part in (corpus[: DOCUMENTS // 10], corpus):
        print(f"{f'{len(part)} documents, -j 1':44}{most_memory(part):10.1f}")


def strings_of(paths: Iterable[Path]) -> list[str]:
    """Every reference string of the documents. Ends the benchmark where there is none."""
    found = [reference.raw for path in paths for reference in read_and_extract(path).references]
    return found or sys.exit("these documents hold no reference")


def seconds_to_parse(strings: Iterable[str]) -> float:
    """Seconds of processor time to read the strings, one after another."""
    before = time.process_time()
    for string in strings:
        parse_reference(string)
    return time.process_time() - before


def seconds_to_read(corpus: Sequence[Path], jobs: int) -> float:
    """Seconds of wall time to extract everything from the documents, with so many processes."""
    before = time.perf_counter()
    with processes(jobs, len(corpus)) as executor:
        for outcome in outcomes(read_and_extract, corpus, executor):
            _read(outcome)
    return time.perf_counter() - before


def most_memory(corpus: Sequence[Path]) -> float:
    """MB that Python held at the most while the documents were read and their JSON was made, one after another."""
    tracemalloc.start()
    for outcome in outcomes(read_and_extract, corpus):
        extraction_object(_read(outcome))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def _read(outcome: Extraction | RefdeskError) -> Extraction:
    """What was read. Ends the benchmark where it was nothing."""
    return sys.exit(str(outcome)) if isinstance(outcome, RefdeskError) else outcome


if __name__ == "__main__":
    main(sys.argv[1:])
