"""`python -m evaluation.documents [FOLDER...]`: small documents beside their ledgers, as a table by convention.

In: folders of documents with a ledger each. Out: on stdout, of works, citations and links the recall and precision,
and the share of works that are wholly right. `--fields` adds a table by field, `--errors` a line for each miss.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evaluation.comparing import FIELDS
from evaluation.ledgers import Ledger, read_ledgers
from evaluation.measuring import Measured, measure
from refdesk import extract

SMALL = Path(__file__).parents[1] / "tests" / "corpus" / "small"
"""The documents that developers look at, and whose misses are known."""

ASIDE = SMALL / "aside"
"""Documents that nobody looks at while changing a rule."""

KNOWN_MISSES = SMALL / "known_misses.txt"
_SHARES = f"{'rec':>6}{'prec':>6}"
_HEAD = f"{'convention':31}{'docs':>5}  {'works':>6}{_SHARES}{'whole':>7}  {'cites':>6}{_SHARES}  {'links':>6}{_SHARES}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each of the folders named, or for the documents looked at and for those kept aside."""
    options = _options().parse_args(arguments)
    for folder in options.folders:
        rows = measure_folder(folder)
        errors = [f"{miss.id}: {miss.detail}" for _, measured in rows for miss in measured.misses]
        fields = field_table(measured for _, measured in rows) if options.fields else []
        print("\n".join([f"{folder.name}:", *table(rows), *fields, *(errors if options.errors else []), ""]))
    if options.write_misses:
        write_misses(measured for _, measured in measure_folder(SMALL))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluation.documents", description=__doc__)
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        default=[folder for folder in (SMALL, ASIDE) if folder.is_dir()],
        metavar="FOLDER",
    )
    parser.add_argument("--fields", action="store_true", help="print a line for each field of the works")
    parser.add_argument("--errors", action="store_true", help="print each miss")
    parser.add_argument("--write-misses", action="store_true", help=f"make {KNOWN_MISSES.name} what is missed now")
    return parser


def measure_folder(folder: Path) -> list[tuple[Ledger, Measured]]:
    """Read each document of a folder that has a ledger."""
    return [(ledger, measure_document(ledger)) for ledger in read_ledgers(folder)]


def measure_document(ledger: Ledger) -> Measured:
    """Read one document and compare it with its ledger."""
    return measure(ledger, extract(ledger.path))


def write_misses(measured: Iterable[Measured], path: Path = KNOWN_MISSES) -> None:
    """Make the list of known misses what is missed now, a line each, in order."""
    ids = sorted({miss.id for one in measured for miss in one.misses})
    path.write_text("".join(f"{miss}\n" for miss in ids), encoding="utf-8")


def read_misses() -> frozenset[str]:
    """The misses that are known."""
    return frozenset(KNOWN_MISSES.read_text(encoding="utf-8").splitlines())


def table(rows: Sequence[tuple[Ledger, Measured]]) -> list[str]:
    """The lines of the table: one a convention, and one for all."""
    by_convention: dict[str, list[Measured]] = defaultdict(list)
    for ledger, measured in rows:
        by_convention[ledger.convention].append(measured)
    lines = [_row(name, group) for name, group in sorted(by_convention.items())]
    return [_HEAD, *lines, _row("all", [measured for _, measured in rows])]


def field_table(measured: Iterable[Measured]) -> list[str]:
    """The lines of the table of fields: how often each is printed, found and right, and all fields together."""
    counts: Counter[str] = sum((one.counts for one in measured), Counter())
    for count in ("gold", "found", "right"):
        counts[f"fields {count}"] = sum(counts[f"{field} {count}"] for field in FIELDS)
    return [
        "",
        f"{'field':31}{'gold':>6}{_SHARES}",
        *(f"{name:31}{_part(counts, name)}" for name in (*FIELDS, "fields")),
    ]


def _row(name: str, group: Sequence[Measured]) -> str:
    counts: Counter[str] = sum((measured.counts for measured in group), Counter())
    whole = _share(counts["works whole"], counts["works gold"])
    parts = [_part(counts, what) for what in ("works", "citations", "links")]
    return f"{name:31}{len(group):5}  {parts[0]}{whole:>7}  {parts[1]}  {parts[2]}"


def _part(counts: Mapping[str, int], what: str) -> str:
    gold, found, right = (counts[f"{what} {count}"] for count in ("gold", "found", "right"))
    return f"{gold:6}{_share(right, gold):>6}{_share(right, found):>6}"


def _share(part: int, whole: int) -> str:
    """A share with two decimals; none of none is no share at all."""
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    main()
