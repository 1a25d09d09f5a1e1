"""Count what a desk holds, for `make demo`; also an example of how a script asks refdesk.

In: a desk's folder. Out: a few lines on stdout.
"""

import json
import subprocess
import sys
from collections import Counter


def main(desk: str) -> None:
    """Print how many entries and cites the desk holds, by kind."""
    entries = json.loads(_ask("list", desk))
    cites = [json.loads(line) for line in _ask("citations", desk).splitlines()]
    print(f"{len(entries)} entries: {_spelled(Counter(_completeness(entry) for entry in entries))}")
    print(f"{len(cites)} cites by kind: {_spelled(Counter(cite['kind'] for cite in cites))}")
    print(f"{len(cites)} cites by fate: {_spelled(Counter(cite['status'] for cite in cites))}")


def _ask(verb: str, desk: str) -> str:
    command = [sys.executable, "-m", "refdesk", verb, "--desk", desk, "--json"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _completeness(entry: dict[str, dict[str, dict[str, str]]]) -> str:
    return entry["custom"]["refdesk"]["completeness"]


def _spelled(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common()) or "none"


if __name__ == "__main__":
    main(sys.argv[1])
