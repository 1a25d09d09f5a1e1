"""How much of the official CSL test-suite is printed as it should be? Fixtures → a table by groups.

In: a folder of the suite's fixtures. They are no part of this repository (the suite has no licence): developers get a
part of them in `../shared/csl-suite`, and `--folder` names another. Out: what passes, by groups; with `--failing` the
names of those that fail, with `--show NAME` what one should print and what it prints instead.

    python -m evaluation.csl_suite [--group GROUP] [--failing] [--show NAME] [--write-ledger]

White space around block elements and the spelling of entities are overlooked; all else must be equal.
"""

import argparse
import difflib
import html
import json
import re
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Literal

HERE = Path(__file__).resolve().parent.parent
FOLDER = HERE.parent / "shared" / "csl-suite"
LEDGER = HERE / "tests" / "csl" / "passing.txt"
SECONDS = 5.0
"""How long one fixture may take; the slowest of the suite need a tenth of a second."""

_OPENING = re.compile(r">>=+ ([A-Z-]+) =+(?:>>)?\s*\Z")
_CLOSING = re.compile(r"<<=+ ([A-Z-]+) =+(?:<<)?\s*\Z")
_BLOCK = re.compile(r"(</?div\b[^<>]*>)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&")
_STATE = re.compile(r"(?:>>|\.\.)\[\d+\] ?")


@dataclass(frozen=True, slots=True)
class Fixture:
    """One case of the suite: a style and items, how they are cited, and what must be printed."""

    name: str
    mode: Literal["bibliography", "citation"]
    style: str
    items: list[dict[str, Any]]
    citation_items: list[list[dict[str, Any]]] | None
    citations: list[list[Any]] | None
    expected: str

    @property
    def group(self) -> str:
        """What the case is about, by the suite's own word ("name", "date", …)."""
        return self.name.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was printed for a fixture. `error` is the traceback where printing failed."""

    fixture: Fixture
    printed: str
    error: str = ""

    @property
    def passed(self) -> bool:
        """Whether the right thing was printed."""
        return not self.error and alike(self.printed, self.fixture.expected)


def read_fixtures(folder: Path) -> list[Fixture]:
    """The fixtures of a folder, in order of their names."""
    paths = (path for path in sorted(folder.glob("*.txt")) if "_" in path.name)
    return [read_fixture(path.stem, path.read_text(encoding="utf-8-sig")) for path in paths]


def read_fixture(name: str, text: str) -> Fixture:
    """A fixture out of the text of its file. Raises KeyError where a section is missing, ValueError for bad JSON."""
    sections = dict(_sections(text))
    mode: Literal["bibliography", "citation"] = (
        "bibliography" if sections["MODE"].strip() == "bibliography" else "citation"
    )
    cites, citations = (json.loads(sections.get(each, "null")) for each in ("CITATION-ITEMS", "CITATIONS"))
    return Fixture(
        name, mode, sections["CSL"].strip(), json.loads(sections["INPUT"]), cites, citations, sections["RESULT"]
    )


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Name and content of each section; what stands between them is comment."""
    name, lines = "", list[str]()
    for line in text.split("\n"):
        if not name and (opening := _OPENING.match(line)):
            name, lines = opening[1], []
        elif name and (closing := _CLOSING.match(line)) and closing[1] == name:
            yield name, "\n".join(lines)
            name = ""
        else:
            lines.append(line)


def run(
    fixture: Fixture, printer: Callable[[Fixture], Sequence[str]] | None = None, seconds: float = SECONDS
) -> Outcome:
    """Print a fixture. Whatever goes wrong, or takes longer than `seconds`, is a failure of this fixture alone."""
    try:
        with _time_limit(seconds):
            return Outcome(fixture, _joined(fixture.mode, (printer or render_fixture)(fixture)))
    except Exception:  # noqa: BLE001 - any exception is what this command is there to find
        return Outcome(fixture, "", traceback.format_exc(limit=-6))


def render_fixture(fixture: Fixture) -> list[str]:
    """What refdesk prints for a fixture."""
    from refdesk.csl import render

    return render(
        fixture.style,
        fixture.items,
        mode=fixture.mode,
        citation_items=fixture.citation_items,
        citations=fixture.citations,
        extra={"marks": True},
    )


def _joined(mode: str, entries: Sequence[str]) -> str:
    """The printed entries as the suite's results have them."""
    if mode == "citation":
        return "\n".join(entries)
    divs = (each if 'class="csl-entry"' in each else f'<div class="csl-entry">{each}</div>' for each in entries)
    return "\n".join(['<div class="csl-bib-body">', *divs, "</div>"])


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError inside after so many seconds."""
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("it takes too long")


def alike(printed: str, expected: str) -> bool:
    """Whether both say the same. The marks of state (">>[0]") count only where both have them."""
    first, second = canonical(printed), canonical(expected)
    return first in {second, _without_states(second)}


def canonical(text: str) -> str:
    """The text without white space around block elements and with one spelling for each character."""
    parts = _BLOCK.split(text.strip())
    joined = "".join(part.strip() for part in parts) if len(parts) > 1 else parts[0]
    return _ENTITY.sub(lambda entity: _one_spelling(entity[0]), joined)


def _one_spelling(entity: str) -> str:
    meant = html.unescape(entity)
    return f"&#{ord(meant)};" if meant in {"&", "<", ">"} else meant


def _without_states(text: str) -> str:
    return "\n".join(_STATE.sub("", line, count=1) if _STATE.match(line) else line for line in text.split("\n"))


def table(outcomes: Iterable[Outcome]) -> str:
    """How many pass, by groups, by modes and in all."""
    total, passed = Counter[str](), Counter[str]()
    for outcome in outcomes:
        for row in (outcome.fixture.group, f"({outcome.fixture.mode})", "in all"):
            total[row] += 1
            passed[row] += outcome.passed
    rows = sorted(total, key=lambda row: (row == "in all", row.startswith("("), row))
    return "\n".join(
        f"{row:20}{passed[row]:5} of {total[row]:4}  {100 * passed[row] / total[row]:6.1f} %" for row in rows
    )


def report(outcome: Outcome) -> str:
    """What a fixture asks for, what is printed, and where they part."""
    fixture = outcome.fixture
    head = f"{fixture.name}: {'passes' if outcome.passed else 'fails'} ({fixture.mode})"
    if outcome.error:
        return f"{head}\nexpected:\n{fixture.expected}\n{outcome.error}"
    expected, got = (_lines(text) for text in (fixture.expected, outcome.printed))
    differing = [] if outcome.passed else [line.rstrip("\n") for line in difflib.ndiff(expected, got)]
    return "\n".join([head, "expected:", fixture.expected, "printed:", outcome.printed, *(["", *differing])])


def _lines(text: str) -> list[str]:
    """A line for each block, for a difference that can be read."""
    return re.sub(r"(?<=>)(?=</?div)", "\n", canonical(text)).split("\n")


def read_ledger(path: Path = LEDGER) -> frozenset[str]:
    """The names of the fixtures that are known to pass."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line for line in lines if line and not line.startswith("#"))


def ledger_text(outcomes: Iterable[Outcome], earlier: Iterable[str] = ()) -> str:
    """The ledger's text: what passes, and of `earlier` what was not run."""
    ran = {outcome.fixture.name: outcome.passed for outcome in outcomes}
    names = {name for name, passed in ran.items() if passed} | {name for name in earlier if name not in ran}
    head = (
        "# Fixtures of the official CSL test-suite that pass; written by: python -m evaluation.csl_suite --write-ledger"
    )
    return "\n".join([head, *sorted(names), ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run fixtures and print what was asked for; 1 where one that the ledger lists fails."""
    options = _options().parse_args(arguments)
    if not options.folder.is_dir():
        print(f"no fixtures: {options.folder} is not there; name the folder with --folder", file=sys.stderr)
        return 2
    chosen = [each for each in read_fixtures(options.folder) if _wanted(each, options)]
    outcomes = [run(fixture) for fixture in chosen]
    for line in _told(outcomes, options):
        print(line)
    if options.write_ledger:
        LEDGER.write_text(ledger_text(outcomes, read_ledger()), encoding="utf-8")
    return int(bool({each.fixture.name for each in outcomes if not each.passed} & read_ledger()))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.csl_suite", description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the fixtures are")
    parser.add_argument("--group", action="append", default=[], help="only this group (may be given again)")
    parser.add_argument("--failing", action="store_true", help="name those that fail")
    parser.add_argument("--errors", action="store_true", help="count the exceptions")
    parser.add_argument("--show", action="append", default=[], metavar="NAME", help="print one fixture at length")
    parser.add_argument("--write-ledger", action="store_true", help="write down which pass now")
    return parser


def _wanted(fixture: Fixture, options: argparse.Namespace) -> bool:
    if options.show:
        return any(fixture.name.casefold() == name.casefold().removesuffix(".txt") for name in options.show)
    return not options.group or fixture.group in options.group


def _told(outcomes: Sequence[Outcome], options: argparse.Namespace) -> Iterator[str]:
    if options.show:
        yield from map(report, outcomes)
        return
    failing = [outcome for outcome in outcomes if not outcome.passed]
    if options.failing:
        yield from (f"{each.fixture.name}{'  ' + _last_line(each.error) if each.error else ''}" for each in failing)
    if options.errors:
        counts = Counter(_last_line(each.error) for each in failing if each.error)
        yield from (f"{count:5}  {error}" for error, count in counts.most_common())
    yield table(outcomes)


def _last_line(error: str) -> str:
    return error.strip().rpartition("\n")[2][:160]


if __name__ == "__main__":
    sys.exit(main())
