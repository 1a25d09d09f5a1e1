"""Whose turn is it at a host? Never more than so many requests at a time.

In: a host. Out: a turn at it, and how long it was waited for.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Hands out turns, `at_once` for each host. It may be shared by threads."""

    def __init__(self, at_once: int = 2) -> None:
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(at_once))

    @contextmanager
    def at(self, host: str) -> Iterator[float]:
        """Wait for a turn at `host` and give it back at the end; the value is the seconds waited."""
        with self._lock:
            turn = self._hosts[host]
        began = time.monotonic()
        with turn:
            yield time.monotonic() - began
