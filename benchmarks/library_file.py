"""How fast is the file engine beside bibtexparser, on one large library, in one run?

`python benchmarks/library_file.py [ENTRIES]` writes a library of 100,000 entries, some 98 MB, to a temporary folder
and prints what refdesk takes as a ratio to what bibtexparser 2.1's `parse_string` takes for the same file. Each
figure is measured in a process of its own, so that none warms the other's memory; ratios are of CPU
seconds, in parentheses those of the clock; memory is the peak of the process. `--runs N` takes the best of N.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

TARGETS = {"segmenting": 0.15, "unchanged reopen": 0.03, "save after one edit": 0.05, "peak memory": 1.0}
MOST_FOR_UNCLOSED = 2.0
ENTRIES_OF_THE_BROKEN_FILE = 10_000


def main() -> None:
    """Print the ratios, and which of the targets are missed; exit code 1 where any is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entries", nargs="?", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measured(given.measure[0], Path(given.measure[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        missed = compare(Path(folder), given.entries, given.runs)
    sys.exit(f"missed: {', '.join(missed)}" if missed else 0)


def compare(folder: Path, entries: int, runs: int) -> list[str]:
    """Measure everything in `folder` and print it; give the names of missed targets."""
    library = folder / "references.bib"
    library.write_text("".join(library_text(entries)), encoding="utf-8", newline="")
    (folder / ".refdesk").mkdir()
    print(f"{entries:,} entries, {library.stat().st_size / 1e6:.0f} MB")
    theirs = best("bibtexparser", library, runs)
    seconds, wall, megabytes = (theirs[name] for name in ("seconds", "wall", "megabytes"))
    print(f"bibtexparser 2.1 parse_string: {seconds:.2f} s ({wall:.2f} s), {megabytes:.0f} MB at its peak")
    missed = []
    for name in ("segmenting", "first open", "unchanged reopen", "set one field", "save after one edit", "all fields"):
        ours = best(name, library, runs)
        missed += report(name, ours["seconds"], theirs["seconds"], f"s ({ours['wall']:.3f} s)")
        if name == "save after one edit":
            missed += report("peak memory", ours["megabytes"], theirs["megabytes"], "MB")
    return missed + compare_unclosed(folder, runs)


def compare_unclosed(folder: Path, runs: int) -> list[str]:
    """A file in which one entry of a hundred is never closed, against the same file in good order."""
    seconds = []
    for name, every in (("clean.bib", 0), ("unclosed.bib", 100)):
        text = "".join(library_text(ENTRIES_OF_THE_BROKEN_FILE, unclosed_every=every))
        (folder / name).write_text(text, encoding="utf-8", newline="")
        seconds.append(best("segmenting", folder / name, max(runs, 3))["seconds"])
    ratio = seconds[1] / seconds[0]
    print(
        f"1 % unclosed among {ENTRIES_OF_THE_BROKEN_FILE:,}: {ratio:.2f} of a clean file, at most {MOST_FOR_UNCLOSED}"
    )
    return ["1 % unclosed"] if ratio > MOST_FOR_UNCLOSED else []


def report(name: str, ours: float, theirs: float, unit: str) -> list[str]:
    """Print one figure; give its name if it misses its target."""
    ratio, target = ours / theirs, TARGETS.get(name)
    print(f"{name}: {ours:.3f} {unit}, ratio {ratio:.3f}" + (f", at most {target}" if target else ""))
    return [name] if target and ratio > target else []


def best(what: str, file: Path, runs: int) -> dict[str, float]:
    """The fastest of several measurements, each in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, str(file)]
    outputs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(runs)]
    found: list[dict[str, float]] = [json.loads(output) for output in outputs]
    return min(found, key=lambda figures: figures["seconds"])


def measured(what: str, file: Path) -> dict[str, float]:
    """What one thing takes in this process: CPU seconds, and megabytes at the peak."""
    job = prepared(what, file)
    start, started = time.process_time(), time.perf_counter()
    job()
    seconds, wall = time.process_time() - start, time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "wall": wall, "megabytes": peak / (1024 * 1024 if sys.platform == "darwin" else 1024)}


def prepared(what: str, file: Path) -> Callable[[], object]:
    """The job to be timed, after what is not to be timed has been done."""
    if what == "bibtexparser":
        from bibtexparser.entrypoint import parse_string

        text = file.read_text(encoding="utf-8")
        return lambda: parse_string(text)
    if what == "segmenting":
        from refdesk.formats.bibfile import BibFile

        data = file.read_bytes()
        return lambda: BibFile.parse(data)
    from refdesk.bibfile import load

    if what in {"first open", "unchanged reopen"}:
        if what == "first open":
            (file.parent / ".refdesk" / f"{file.name}.segments").unlink(missing_ok=True)
        return lambda: load(file)
    library = load(file)
    if what == "set one field":
        return lambda: library.set(a_key(file), "note", "Read twice")
    if what == "all fields":
        return lambda: sum(len(entry.fields) for entry in library.entries)
    library.set(a_key(file), "note", f"Read {time.time_ns()} times")
    return library.save


def a_key(file: Path) -> str:
    """The key of an entry in the middle of the file."""
    with file.open("rb") as library:
        library.seek(file.stat().st_size // 2)
        head = next(line for line in library if line.startswith(b"@article{"))
    return head.decode("ascii").strip()[len("@article{") : -1]


def library_text(count: int, *, unclosed_every: int = 0) -> Iterator[str]:
    """A library as a hand and two programs write it: macros, comments, abstracts, names with accents."""
    rolling = random.Random(7)  # noqa: S311 - a sample, no secret
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(rolling.choices(letters, k=rolling.randint(2, 10))) for _ in range(4_000)]
    yield "% Encoding: UTF-8\n\n@string{jda = {Journal of Desk Affairs}}\n@preamble{ {\\newcommand{\\x}{}} }\n\n"
    for number in range(count):
        if number % 50 == 0:
            yield f"% --- part {number // 50} ---\n@comment{{group {number} is kept by hand}}\n\n"
        entry = an_entry(number, rolling, words)
        is_unclosed = unclosed_every and number % unclosed_every == unclosed_every - 1
        yield entry.removesuffix("}\n\n") + "\n" if is_unclosed else entry


def an_entry(number: int, rolling: random.Random, words: list[str]) -> str:
    """One entry of some 980 bytes."""
    picked = rolling.choices(words, k=100)
    year = 1950 + number % 70
    lines = [
        f"@article{{{picked[0]}{year}n{number},",
        f"  author = {{Müller{number}, Anna and {{Desk Group}} and Garc{{\\'i}}a, Jos{{\\'e}}}},",
        f"  title = {{The {{{picked[1].title()}}} of {' '.join(picked[2:9])} – a “study”}},",
        "  journal = jda,",
        f'  volume = {number % 90}, number = "{number % 12}", year = {year}, month = mar # "~{number % 28}",',
        f"  doi = {{10.1000/desk.{number}}},",
        f"  url = {{https://example.org/{picked[9]}/{number}?a=b%20c}},",
        f"  abstract = {{{' '.join(picked[10:])}.}},",
        "}",
    ]
    return "\n".join(lines) + "\n\n"


if __name__ == "__main__":
    main()
