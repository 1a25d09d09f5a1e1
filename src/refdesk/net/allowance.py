"""How much time and how many bytes may one URL cost?

In: the caps of a run. Out: an `Allowance` that every wait and every read asks first.
`timeout=` of the libraries counts each read alone, so that a server that drips a byte a second never meets it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from refdesk.links.answer import Failure
from refdesk.net.failing import NoAnswerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The limits of one URL, in seconds and bytes. `wire` counts headers and packed body of one response."""

    connect: float = 5.0
    read: float = 15.0
    whole: float = 25.0
    body: int = 512 * 1024
    wire: int = 1024 * 1024
    hops: int = 10


@dataclass(slots=True)
class Allowance:
    """What is left for one URL. `clock` counts seconds and never goes back."""

    caps: Caps
    clock: Callable[[], float] = time.monotonic
    _ends: float = field(init=False)

    def __post_init__(self) -> None:
        self._ends = self.clock() + self.caps.whole

    def seconds(self, at_most: float) -> float:
        """How long the next step may take. Raises NoAnswerError where the time is up."""
        left = self._ends - self.clock()
        if left <= 0:
            raise NoAnswerError(Failure.TIMEOUT, "time is up")
        return min(left, at_most)

    def give_back(self, seconds: float) -> None:
        """Put off the end: the time spent waiting for a turn at a busy host is not the URL's fault."""
        self._ends += seconds
