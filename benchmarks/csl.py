"""How long does a bibliography take? refdesk.csl and citeproc-js print the same items, each in a process of its own.

In: nothing, or the names of styles (APA and IEEE where none is named).
Out: a table on stdout: seconds with the start of Python or of Node included, our seconds divided by theirs, how the
time grows from 1,000 to 10,000 items, the most memory we held, and one citation for a preview once the style is
compiled. The two take turns, so that a busy machine slows both; every figure is the best of several runs. Where
there is no Node the column of citeproc-js stays empty, and the table says why.

    python benchmarks/csl.py [STYLE]...
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
STYLES = ("apa", "ieee")
SMALL, LARGE = 1_000, 10_000
RUNS = 5
PREVIEWS = 200
# The child reads what Node reads and prints what Node prints, and tells the most memory it held (in kB) on stderr.
OURS = """
import json, resource, sys
from refdesk.csl import format_bibliography
job = json.load(sys.stdin)["jobs"][0]
printed = format_bibliography(job["style"], job["items"], locale=job["language"])
json.dump([{"entries": [[job["items"][n]["id"], text] for n, text in zip(printed.order, printed.entries)]}], sys.stdout)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One process: its seconds of wall time, and what it said on stderr."""

    seconds: float
    said: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one style. `theirs` is None where citeproc-js cannot be run."""

    style: str
    ours: float
    theirs: float | None
    large: float
    start: float
    megabytes: float
    preview: float

    @property
    def growth(self) -> float:
        """How often the time for 1,000 items goes into that for 10,000, the start of Python apart."""
        return (self.large - self.start) / (self.ours - self.start)


def main(arguments: Sequence[str]) -> None:
    """Measure each style and print the table."""
    sys.path.insert(0, str(ROOT))
    other, reason = node_command()
    print(head())
    for style in arguments or STYLES:
        print(line(measure(style, other)), flush=True)
    if reason:
        print(f"citeproc-js was not measured: {reason}")


def node_command() -> tuple[list[str] | None, str]:
    """The command line that runs citeproc-js, or None and the reason why there is none."""
    from evaluation.csl_oracle import OracleMissing, command

    try:
        return command(), ""
    except OracleMissing as missing:
        return None, str(missing)


def measure(style: str, other: Sequence[str] | None) -> Figures:
    """All figures of one style."""
    small, large = (request_of(style, invented_items(size)) for size in (SMALL, LARGE))
    mine = [sys.executable, "-c", OURS]
    pairs = [(run(mine, small), run(other, small) if other else None) for _ in range(RUNS)]
    most = run(mine, large)
    return Figures(
        style,
        min(own.seconds for own, _ in pairs),
        min((theirs.seconds for _, theirs in pairs if theirs), default=None),
        most.seconds,
        min(run(mine, request_of(style, invented_items(1))).seconds for _ in range(3)),
        int(most.said) / 1024,
        preview_seconds(style),
    )


def request_of(style: str, items: Sequence[Item]) -> str:
    """What either process reads: one job, without citations."""
    from evaluation.csl_oracle import request
    from evaluation.csl_oracle.comparing import job_of
    from refdesk.store.styles import find_style

    return request([job_of(find_style(style), items, [])])


def invented_items(size: int) -> list[Item]:
    """Items like the samples of the golden files, every one with people, title and year of its own."""
    from evaluation.csl_oracle.comparing import sample_items

    samples = sample_items()
    return [_varied(samples[number % len(samples)], number) for number in range(size)]


def _varied(sample: Item, number: int) -> Item:
    author = {"family": f"{_word(number)}son", "given": f"{_word(number * 7 + 3)} {_word(number * 3 + 1)[0]}."}
    year = 1900 + number % 120
    people = {"author": [author, *sample["author"][1:]]} if "author" in sample else {}
    issued = {"issued": {"date-parts": [[year, 1 + number % 12]]}} if "issued" in sample else {}
    title = {"title": f"{sample['title']} {number}"} if "title" in sample else {}
    return {**sample, **people, **issued, **title, "id": f"{sample['id']}-{number}"}


def _word(number: int) -> str:
    """A word that can be a name: the number written in syllables."""
    syllables = ("ba", "ko", "li", "mu", "ne", "pa", "ro", "si", "tu", "ve")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def run(command: Sequence[str], stdin: str) -> Run:
    """One process from its start to its end. Ends the benchmark where it fails."""
    before = time.perf_counter()
    outcome = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", input=stdin)
    seconds = time.perf_counter() - before
    if outcome.returncode or '"error"' in outcome.stdout[:20]:
        sys.exit(f"{command[0]}\n{outcome.stderr}\n{outcome.stdout[:500]}")
    return Run(seconds, outcome.stderr)


def preview_seconds(style: str) -> float:
    """The median time of one citation, with items that were not printed before; the style is compiled."""
    from refdesk.csl import format_citations

    job = json.loads(request_of(style, invented_items(PREVIEWS)))["jobs"][0]
    items: list[Item] = job["items"]
    times = []
    for item in items:
        before = time.perf_counter()
        format_citations(job["style"], [item], [[{"id": item["id"], "locator": "12"}]], locale=job["language"])
        times.append(time.perf_counter() - before)
    return statistics.median(times)


def head() -> str:
    """The first lines of the table."""
    return (
        f"{'':30}{'refdesk':>10}{'citeproc-js':>13}{'ratio':>7}{'10,000':>10}{'growth':>8}{'memory':>9}{'preview':>10}\n"
        f"{'':30}{'1,000 s':>10}{'1,000 s':>13}{'':>7}{'s':>10}{'×':>8}{'MB':>9}{'ms':>10}"
    )


def line(figures: Figures) -> str:
    """One style as a line of the table."""
    theirs = f"{figures.theirs:13.2f}{figures.ours / figures.theirs:7.2f}" if figures.theirs else f"{'–':>13}{'–':>7}"
    return (
        f"{figures.style:30}{figures.ours:10.2f}{theirs}{figures.large:10.2f}{figures.growth:8.1f}"
        f"{figures.megabytes:9.0f}{1000 * figures.preview:10.2f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
