"""What does the web answer to many URLs? Many hosts at once, each one politely.

In: URLs and a function that asks one. Out: the answers, in the order in which they come.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable

from refdesk.links.addresses import host_of
from refdesk.links.answer import Answer

THREADS = 64
AT_ONCE = 2  # URLs of one host that are asked at the same time


def ask_all(urls: Iterable[str], fetch: Callable[[str], Answer], threads: int = THREADS) -> Generator[Answer]:
    """Ask every URL with `fetch`, at most AT_ONCE of one host and `threads` of all at a time.

    Whoever stops taking answers (closes the iterator) stops the asking; threads in mid-request are left to end
    by themselves. Raises RuntimeError where `fetch` raised, which it never should.
    """
    waiting = _by_host(urls)
    total = sum(len(line) for line in waiting.values())
    tokens: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    answers: queue.SimpleQueue[tuple[str, Answer | None]] = queue.SimpleQueue()
    for host, line in waiting.items():
        for _ in range(min(AT_ONCE, len(line))):
            tokens.put(host)
    crew = min(threads, tokens.qsize())
    for _ in range(crew):
        threading.Thread(target=_work, args=(waiting, tokens, answers, fetch), daemon=True).start()
    try:
        for _ in range(total):
            url, answer = answers.get()
            if answer is None:
                raise RuntimeError(f"asking {url} failed")
            yield answer
    finally:
        for line in waiting.values():
            line.clear()
        for _ in range(crew):
            tokens.put(None)


def _by_host(urls: Iterable[str]) -> dict[str, deque[str]]:
    waiting: dict[str, deque[str]] = {}
    for url in urls:
        waiting.setdefault(host_of(url), deque()).append(url)
    return waiting


def _work(
    waiting: dict[str, deque[str]],
    tokens: "queue.SimpleQueue[str | None]",
    answers: "queue.SimpleQueue[tuple[str, Answer | None]]",
    fetch: Callable[[str], Answer],
) -> None:
    """Take a token, ask the next URL of its host, put the token back; whoever holds no token asks nothing."""
    while (host := tokens.get()) is not None:
        try:
            url = waiting[host].popleft()
        except IndexError:  # its last URL is taken, or the run was stopped
            continue
        answer: Answer | None = None
        try:
            answer = fetch(url)
        finally:
            answers.put((url, answer))
        tokens.put(host)
