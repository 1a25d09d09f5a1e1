"""What never comes back fails: a pattern that is not linear on the texts of these tests would run for years."""

import signal
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

MOST_SECONDS = 120
"""Of processor time, whatever else the machine does meanwhile; the longest of these tests takes a few."""


@pytest.fixture(autouse=True)
def _an_end_to_everything() -> Iterator[None]:
    """Fail the test, naming the place, after too much processor time. Python's matcher lets signals through."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, _fail)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def _fail(_signal: int, frame: FrameType | None) -> None:
    place = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "somewhere"
    pytest.fail(f"no end after {MOST_SECONDS} s of processor time, at {place}")
