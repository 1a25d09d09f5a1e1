"""Print items with refdesk and with citeproc-js and tell where they part.

    python -m evaluation.csl_oracle [--style apa]... [--items FILE] [--differences] [--everything] [--engine ENGINE]

Without `--style`, all thirty styles of the golden files; `--differences` prints both texts where they are not equal,
`--everything` where they are too; `--engine citeproc-py` holds citeproc-py in the place of refdesk. Needs Node; the
npm package is fetched into build/ when first needed.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.csl_oracle import OracleMissing, ask
from evaluation.csl_oracle.comparing import Comparison, Pair, compare, job_for, sample_items, sample_styles


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print; 2 where citeproc-js cannot be run."""
    options = _options().parse_args(arguments)
    items = json.loads(options.items.read_text(encoding="utf-8")) if options.items else sample_items()
    names = options.style or sample_styles()
    jobs = [job_for(name, items) for name in names]
    try:
        replies = ask(jobs)
    except OracleMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    compared = [compare(*each, engine=options.engine) for each in zip(names, jobs, replies, strict=True)]
    for comparison in compared:
        print("\n".join(_told(comparison, differences=options.differences, everything=options.everything)))
    print(
        _line(
            "in all",
            [each for one in compared for each in one.entries],
            [each for one in compared for each in one.citations],
        )
    )
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.csl_oracle")
    parser.add_argument("--style", action="append", help="a style by any of its names (may be given again)")
    parser.add_argument("--items", type=Path, help="a CSL-JSON file instead of the sample items")
    parser.add_argument("--differences", action="store_true", help="print both texts where they are not equal")
    parser.add_argument("--everything", action="store_true", help="print both texts always")
    parser.add_argument("--engine", choices=["refdesk", "citeproc-py"], default="refdesk", help="what is compared")
    return parser


def _told(comparison: Comparison, *, differences: bool, everything: bool) -> Iterator[str]:
    yield _line(comparison.style, comparison.entries, comparison.citations) + (
        f"  citeproc-js: {comparison.error}" if comparison.error else "" if comparison.same_order else "  other order"
    )
    for pair in (*comparison.entries, *comparison.citations):
        if everything or (differences and not pair.equal):
            yield _both(pair)


def _line(name: str, entries: Sequence[Pair], citations: Sequence[Pair]) -> str:
    counts = (f"{sum(pair.equal for pair in pairs):5} of {len(pairs):5}" for pairs in (entries, citations))
    return f"{name:50} entries {'  citations '.join(counts)}"


def _both(pair: Pair) -> str:
    if pair.equal:
        return f"  {pair.name}\n    both   {pair.ours}"
    return f"  {pair.name}\n    ours   {pair.ours}\n    theirs {pair.theirs}"


if __name__ == "__main__":
    sys.exit(main())
