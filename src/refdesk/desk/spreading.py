"""One piece of work for each of many documents, done here or by an executor's processes.

In: a function from a value to a value, the values, and any `concurrent.futures.Executor` or none. Out: the outcomes in
the order of the values, whoever was done first. A value that cannot be read gives its RefdeskError as its outcome, so
that it does not cost the others theirs. What waits to be fetched is bounded, so that memory stays flat over a corpus.
"""

import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from itertools import islice
from typing import TypeVar

from refdesk.model.errors import RefdeskError

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD = 16
"""Values handed out before the outcome of the first is fetched: work enough for many processes."""


def outcomes(
    work: Callable[[Given], Made], values: Iterable[Given], executor: Executor | None = None
) -> Iterator[Made | RefdeskError]:
    """The outcome of `work` for each value, in order, each as soon as it is asked for or ready.

    With an executor of processes, `work`, the values and what it makes must be picklable.
    """
    told = partial(_outcome, work)
    if executor is None:
        yield from map(told, values)
        return
    coming = iter(values)
    waiting = deque((value, executor.submit(told, value)) for value in islice(coming, _AHEAD))
    while waiting:
        yield _fetched(*waiting.popleft())
        waiting.extend((value, executor.submit(told, value)) for value in islice(coming, 1))


def _outcome(work: Callable[[Given], Made], value: Given) -> Made | RefdeskError:
    try:
        return work(value)
    except RefdeskError as error:
        return error


def _fetched(value: Given, future: "Future[Made | RefdeskError]") -> Made | RefdeskError:
    """What came of it. Raises RefdeskError where the process that did it, or one beside it, was killed."""
    try:
        return future.result()
    except BrokenExecutor as error:
        message = "a process ended before its document was read; perhaps there is too little memory"
        raise RefdeskError(message, where=str(value), remedy="read fewer at a time, with -j") from error


@contextlib.contextmanager
def processes(jobs: int, documents: int) -> Iterator[Executor | None]:
    """An executor of `jobs` processes, or of one for each processor where that is 0; None where it would have only one.

    When an error or Ctrl-C ends the work, all children of this process end at once, whatever they are reading.
    """
    number = min(jobs or os.cpu_count() or 1, documents)
    if number < 2:  # one process beside this one would only wait for it
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # costs its loading where one document is read

    executor = ProcessPoolExecutor(number, initializer=_end_without_a_word)
    try:
        yield executor
    except BaseException:
        _end(executor)
        raise
    executor.shutdown()


def _end_without_a_word() -> None:
    """At Ctrl-C the terminal tells every process; one that reads shall end, not print where it stood."""
    import signal

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end(executor: Executor) -> None:
    """End the processes of an executor without waiting for what they read."""
    import multiprocessing

    executor.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()
