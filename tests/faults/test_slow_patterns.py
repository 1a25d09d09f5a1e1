"""Every pattern is linear in practice: none takes more than a blink for strings made of its own parts.

The strings are tried in a process of their own under a limit of processor time, so that a pattern which would never
come back fails the test, and by name. A pattern that is only ever asked of short strings is tried at that length.
"""

import subprocess
import sys
from pathlib import Path

import pytest

LENGTH = 24_000
SHORT = {
    "refdesk.parsing.names": 300,
    "refdesk.parsing.name_lists": 300,
    "refdesk.parsing.cites": 300,
    "refdesk.parsing": 1_200,
    "refdesk.reading.headings": 80,
    "refdesk.reading.front": 300,
    "refdesk.reading.listmarks": 2_000,
    "refdesk.reading.running._ADDRESS_END": 40,
    "refdesk.resolving.note_parts": 1_200,
    "refdesk.resolving.title_likeness": 600,
}
"""How long the strings are that are read, where they are cut first: a reference, a line that may be a heading, a note.

References and notes are cut at some thousand signs, where a square still costs no more than a blink; what grows faster
than that is caught at this length. Marks of lists are asked for at the beginning of a line alone.
"""

KNOWN = frozenset({"refdesk.parsing.names._JOIN", "refdesk.parsing.cites._JOINT"})
"""Slow on a long row of blanks, and known to be."""

SCAN = f"""
import resource, signal
resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
from tests.faults.hostile_patterns import hostile, patterns, tried

class Slow(Exception):
    pass

def slow(*_):
    raise Slow

signal.signal(signal.SIGPROF, slow)
short = {SHORT!r}
for asked in patterns():
    length = next((most for place, most in short.items() if asked.place.startswith(place)), {LENGTH})
    for text in hostile(asked.pattern, length):
        try:
            signal.setitimer(signal.ITIMER_PROF, 0.15)
            tried(asked, text)
            signal.setitimer(signal.ITIMER_PROF, 0)
        except Slow:
            print(asked.place, repr(text[:40]), asked.pattern.pattern[:100], flush=True)
            break
"""

# Three patterns in place of refdesk's: what is slow is found at its own length, and what is not is left alone.
PROOF = """
import re
from tests.faults import hostile_patterns as module
module.patterns = lambda: [
    module.Asked("nested", re.compile("(?:a+)+$"), frozenset({"search"})),
    module.Asked("blanks", re.compile("[ ]*x"), frozenset({"search"})),
    module.Asked("linear", re.compile("a[ ]{0,9}x"), frozenset({"search"})),
]
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no limit of processor time")


def slow_patterns(repository: Path, code: str) -> list[str]:
    outcome = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8", cwd=repository
    )
    assert outcome.returncode == 0, outcome.stderr[-2000:]
    return outcome.stdout.splitlines()


def test_no_pattern_is_slow(repository: Path) -> None:
    assert not [line for line in slow_patterns(repository, SCAN) if line.split()[0] not in KNOWN]


def test_a_slow_pattern_would_be_named(repository: Path) -> None:
    assert [line.split()[0] for line in slow_patterns(repository, PROOF + SCAN)] == ["nested", "blanks"]
