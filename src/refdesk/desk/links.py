"""Which cited links still lead somewhere?

In: a desk, its Library and what a person chose. Out: a LinkStatus for each URL. The web's answers are judged,
kept in the history one by one, and told to people with care: dead is only what died twice.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from refdesk.desk.place import Desk
from refdesk.links.answer import Answer
from refdesk.links.citing import CitedUrl, cited_urls, urls_of
from refdesk.links.judging import judge
from refdesk.links.outage import MANY, SEVERAL, Sign, is_outage, sign_of, silent_hosts
from refdesk.links.standing import DYING, Standing, standing
from refdesk.links.verdict import Check, Verdict
from refdesk.model.errors import ExitCode, RefdeskError, unknown
from refdesk.model.library import Library
from refdesk.store.link_history import LinkHistory, open_history, remembered

if TYPE_CHECKING:
    from refdesk.net.fetching import Fetcher

ONLY = tuple(sorted({*Verdict, Standing.DEAD, Standing.LOOK, Standing.UNCHECKED}))


class Web(Protocol):
    """Whoever asks URLs and knows the time: `TheWeb` in earnest, another in tests."""

    def ask(self, urls: Sequence[str]) -> Generator[Answer]:
        """The answers in the order in which they come."""

    def names_known(self) -> bool:
        """Whether names can be looked up at all just now."""

    def now(self) -> datetime:
        """The time, in UTC."""


class TheWeb:
    """The real web. What asks it is loaded at the first question, since requests is slow to import."""

    @cached_property
    def _fetcher(self) -> "Fetcher":
        from refdesk.net.fetching import Fetcher

        return Fetcher()

    def ask(self, urls: Sequence[str]) -> Generator[Answer]:
        """The answers in the order in which they come."""
        from refdesk.net.asking import ask_all

        return ask_all(urls, self._fetcher.fetch)

    def names_known(self) -> bool:
        """Whether names can be looked up at all just now."""
        return self._fetcher.guard.names_known()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which URLs to check: those of the entries `keys` (all where empty) that are one of `only` (see ONLY).

    URLs checked less than `max_age` ago are left, with `resume` also those of the run that was interrupted.
    """

    keys: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    max_age: timedelta | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """A cited URL, its latest check (None where there is none) and what people may be told of it."""

    cited: CitedUrl
    check: Check | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who hears of a run while it goes on: `tell` gets sentences, `progress` the URLs done and the URLs to do."""

    tell: Callable[[str], None] = lambda _: None
    progress: Callable[[int, int], None] = lambda _done, _total: None


def history_file(desk: Desk) -> Path:
    """Where the checks of `desk` are kept."""
    return desk.derived / "links.sqlite3"


def link_statuses(desk: Desk, library: Library, keys: Sequence[str] = ()) -> tuple[LinkStatus, ...]:
    """What is remembered of every URL of `library`, or of the entries `keys`. Raises RefdeskError (3) for no entry."""
    return _statuses(_chosen(library, keys), remembered(history_file(desk)))


def check_links(
    desk: Desk, library: Library, choice: Choice, *, listener: Listener | None = None, web: Web | None = None
) -> tuple[LinkStatus, ...]:
    """Check the chosen URLs, and tell how every one of them stands, those left as fresh included.

    Each check is kept as it comes. Raises RefdeskError: code 3 for a key that is no entry, code 4 where the network
    is down; on KeyboardInterrupt the listener hears what is left, and the run can be resumed.
    """
    hearer, asked = listener or Listener(), web or TheWeb()
    with open_history(history_file(desk), hearer.tell, asked.now()) as history:
        known = history.checks()
        chosen = _only(_chosen(library, choice.keys), known, choice.only)
        interrupted = history.interrupted_run() if choice.resume else None
        done = history.checked_in(interrupted) if interrupted is not None else frozenset()
        left = [cited.url for cited in chosen if cited.url not in done]
        waiting = [url for url in left if not _is_fresh(known.get(url, ()), choice.max_age, asked.now())]
        run = _Run(history, interrupted or history.begin_run(asked.now()), hearer, asked)
        run.check(waiting)
        return _statuses(chosen, history.checks())


def link_object(status: LinkStatus) -> dict[str, Any]:
    """`status` as docs/links.md describes the JSON. Archived copies are not looked for yet and stay null."""
    check = status.check
    return {
        "url": status.cited.url,
        "keys": list(status.cited.keys),
        "verdict": check and check.verdict,
        "confidence": check and check.judgement.confidence,
        "reason": check and check.judgement.reason,
        "final_url": check and check.final_url,
        "archive_url": None,
        "archive_date": None,
        "checked_at": check and check.checked_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "chain": [{"url": hop.url, "status": hop.status, "ms": hop.ms} for hop in check.chain] if check else [],
    }


def link_report(statuses: Iterable[LinkStatus]) -> dict[str, Any]:
    """How many URLs stand how, and each one that is dead or needs a look (see docs/links.md)."""
    listed = tuple(statuses)
    verdicts = Counter(status.check.verdict.value for status in listed if status.check)
    standings = Counter(status.standing for status in listed)
    return {
        "schema": "refdesk.links-report/1",
        "urls": len(listed),
        "standings": {word.value: standings[word] for word in Standing},
        "verdicts": {word.value: verdicts[word] for word in Verdict if verdicts[word]},
        "dead": [link_object(status) for status in listed if status.standing is Standing.DEAD],
        "look": [link_object(status) for status in listed if status.standing is Standing.LOOK],
    }


def _chosen(library: Library, keys: Sequence[str]) -> tuple[CitedUrl, ...]:
    if not keys:
        return cited_urls(library)
    for key in keys:
        if library.entry(key) is None:
            raise unknown("entry", key, "`refdesk list` shows the keys")
    entries = (library.entry(key) for key in keys)
    return urls_of(entry for entry in entries if entry is not None)


def _only(
    chosen: tuple[CitedUrl, ...], known: dict[str, tuple[Check, ...]], words: frozenset[str]
) -> tuple[CitedUrl, ...]:
    if not words:
        return chosen
    return tuple(cited for cited in chosen if words & _words_for(known.get(cited.url, ())))


def _words_for(checks: tuple[Check, ...]) -> frozenset[str]:
    """The words of ONLY that fit a URL. `dead` fits a first death too: the second check is what it waits for."""
    if not checks:
        return frozenset({Standing.UNCHECKED})
    verdict = checks[-1].verdict
    return frozenset({verdict, standing(checks)} | ({Standing.DEAD} if verdict in DYING else set()))


def _is_fresh(checks: tuple[Check, ...], max_age: timedelta | None, now: datetime) -> bool:
    return bool(max_age is not None and checks and now - checks[-1].checked_at < max_age)


def _statuses(chosen: Iterable[CitedUrl], known: dict[str, tuple[Check, ...]]) -> tuple[LinkStatus, ...]:
    found = ((cited, known.get(cited.url, ())) for cited in chosen)
    return tuple(LinkStatus(cited, checks[-1] if checks else None, standing(checks)) for cited, checks in found)


@dataclass(frozen=True, slots=True)
class _Run:
    history: LinkHistory
    number: int
    listener: Listener
    web: Web

    def check(self, waiting: Sequence[str]) -> None:
        """Ask and keep; a run that comes to no end stays open in the history, to be resumed."""
        kept = 0
        try:
            with closing(self.web.ask(waiting)) as answers:
                for answer in settled(answers, self.web.names_known):
                    self._keep(answer)
                    kept += 1
                    self.listener.progress(kept, len(waiting))
        except OutageError as outage:
            raise _no_network(outage.hosts, kept, len(waiting)) from outage
        except KeyboardInterrupt:
            left = len(waiting) - kept
            self.listener.tell(f"stopped: {kept} of {len(waiting)} URLs checked, {left} left; --resume goes on")
            raise
        self.history.finish_run(self.number, self.web.now())

    def _keep(self, answer: Answer) -> None:
        check = Check(
            url=answer.url,
            checked_at=self.web.now(),
            judgement=judge(answer),
            chain=answer.hops,
            final_url=answer.final_url,
            failure=answer.failure,
            content_type=answer.content_type,
            size=len(answer.body),
        )
        self.history.record(self.number, check)


class OutageError(Exception):
    """The network is down: none of so many `hosts` could be reached."""

    def __init__(self, hosts: int) -> None:
        super().__init__(hosts)
        self.hosts = hosts


def settled(answers: Iterable[Answer], names_known: Callable[[], bool]) -> Iterator[Answer]:
    """The answers that may be believed. Silence is held back until somebody else answers.

    Raises OutageError where the network turns out to be down, and what was held back is forgotten. One or two
    silent sites at the end, after others answered, are their own fault.
    """
    held: list[Answer] = []
    heard = False
    for answer in answers:
        sign = sign_of(answer, heard=heard)
        heard = heard or sign is Sign.HEARD
        if sign is Sign.SILENT:
            held.append(answer)
        else:
            yield answer
        if sign is Sign.HEARD or silent_hosts(held) >= MANY:
            yield from _believed(held, names_known if sign is Sign.SILENT else None)
            held.clear()
    yield from _believed(held, names_known if not heard or silent_hosts(held) >= SEVERAL else None)


def _believed(held: Sequence[Answer], names_known: Callable[[], bool] | None) -> Sequence[Answer]:
    """`held` itself; raises OutageError where its silence is the network's, unless there is no doubt of the network."""
    if held and names_known is not None and is_outage(held, names_known):
        raise OutageError(silent_hosts(held))
    return held


def _no_network(hosts: int, kept: int, total: int) -> RefdeskError:
    sites = "1 site" if hosts == 1 else f"{hosts} sites"
    after = f" after {kept} of {total} URLs" if kept else ""
    return RefdeskError(
        f"the network is down{after}: {sites} could not be reached, and nothing was recorded of them",
        remedy="connect, then run `refdesk links check --resume`",
        code=ExitCode.NO_NETWORK,
    )
