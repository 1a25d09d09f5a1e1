"""A run of checks over a library: what is asked, kept, left and told."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refdesk.desk.links import (
    Choice,
    LinkStatus,
    Listener,
    OutageError,
    check_links,
    link_object,
    link_report,
    link_statuses,
    settled,
)
from refdesk.desk.place import Desk
from refdesk.links.answer import Answer, Failure, Hop
from refdesk.links.outage import MANY
from refdesk.links.standing import Standing
from refdesk.links.verdict import Verdict
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.model.library import Entry, Library
from refdesk.model.work import Work

A, B, C = "http://a.test/", "http://b.test/", "http://c.test/"
LIBRARY = Library(
    (
        Entry(citekey="first", work=Work(urls=(A, B))),
        Entry(citekey="second", work=Work(urls=(B, C)), aliases=("old",)),
        Entry(citekey="bare", work=Work()),
    )
)


@dataclass
class FakeWeb:
    """Answers from a table: a status, a failure, or an exception to raise; 200 for what the table does not name."""

    table: dict[str, int | Failure | BaseException] = field(default_factory=dict)
    names: bool = True
    time: datetime = datetime(2024, 1, 1, 12, tzinfo=UTC)
    asked: list[str] = field(default_factory=list)

    def ask(self, urls: Sequence[str]) -> Generator[Answer]:
        for url in urls:
            self.asked.append(url)
            yield self._answer(url)

    def _answer(self, url: str) -> Answer:
        match self.table.get(url, 200):
            case Failure() as failure:
                return Answer(url=url, hops=(Hop(url, None, 1),), failure=failure)
            case int(status):
                return Answer(url=url, hops=(Hop(url, status, 1),))
            case error:
                raise error

    def names_known(self) -> bool:
        return self.names

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, tmp_path / "references.bib")


def verdicts(statuses: Sequence[LinkStatus]) -> list[tuple[str, Verdict | None]]:
    return [(status.cited.url, status.check.verdict if status.check else None) for status in statuses]


def interrupt(desk: Desk, web: FakeWeb, listener: Listener | None = None) -> None:
    with pytest.raises(KeyboardInterrupt):
        check_links(desk, LIBRARY, Choice(), web=web, listener=listener)


def test_every_url_is_told_in_order_of_the_library(desk: Desk) -> None:
    statuses = check_links(desk, LIBRARY, Choice(), web=FakeWeb({B: 403}))
    assert verdicts(statuses) == [(A, Verdict.OK), (B, Verdict.BLOCKED), (C, Verdict.OK)]


def test_a_url_of_two_entries_is_asked_once(desk: Desk) -> None:
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(), web=web)
    assert web.asked == [A, B, C]


def test_a_url_of_two_entries_names_both(desk: Desk) -> None:
    statuses = check_links(desk, LIBRARY, Choice(), web=FakeWeb())
    assert statuses[1].cited.keys == ("first", "second")


def test_keys_limit_what_is_asked(desk: Desk) -> None:
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(keys=("second",)), web=web)
    assert web.asked == [B, C]


def test_an_alias_is_a_key(desk: Desk) -> None:
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(keys=("old",)), web=web)
    assert web.asked == [B, C]


def test_an_unknown_key_is_told(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="no entry 'nobody'") as caught:
        check_links(desk, LIBRARY, Choice(keys=("nobody",)), web=FakeWeb())
    assert caught.value.code is ExitCode.UNKNOWN


def test_a_fresh_url_is_left(desk: Desk) -> None:
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(keys=("first",)), web=web)
    web.time += timedelta(days=6)
    check_links(desk, LIBRARY, Choice(max_age=timedelta(days=7)), web=web)
    assert web.asked == [A, B, C]


def test_a_url_that_is_left_is_told_all_the_same(desk: Desk) -> None:
    check_links(desk, LIBRARY, Choice(), web=FakeWeb({A: 403}))
    statuses = check_links(desk, LIBRARY, Choice(max_age=timedelta(days=7)), web=FakeWeb())
    assert verdicts(statuses)[0] == (A, Verdict.BLOCKED)


def test_an_old_url_is_asked_again(desk: Desk) -> None:
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(keys=("first",)), web=web)
    web.time += timedelta(days=7)
    check_links(desk, LIBRARY, Choice(keys=("first",), max_age=timedelta(days=7)), web=web)
    assert web.asked == [A, B, A, B]


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("unchecked", [C]),
        ("gone", [A]),
        ("dead", [A]),
        ("look", [A, B]),
        ("blocked", [B]),
        ("timeout", []),
    ],
)
def test_only_a_word_is_asked(desk: Desk, word: str, asked: list[str]) -> None:
    check_links(desk, LIBRARY, Choice(keys=("first",)), web=FakeWeb({A: 404, B: 403}))
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(only=frozenset({word})), web=web)
    assert web.asked == asked


def test_a_run_can_be_resumed(desk: Desk) -> None:
    interrupt(desk, FakeWeb({B: KeyboardInterrupt()}))
    web = FakeWeb()
    statuses = check_links(desk, LIBRARY, Choice(resume=True), web=web)
    assert web.asked == [B, C]
    assert [verdict for _, verdict in verdicts(statuses)] == [Verdict.OK] * 3


def test_a_run_can_be_resumed_again_and_again(desk: Desk) -> None:
    interrupt(desk, FakeWeb({B: KeyboardInterrupt()}))
    with pytest.raises(KeyboardInterrupt):
        check_links(desk, LIBRARY, Choice(resume=True), web=FakeWeb({C: KeyboardInterrupt()}))
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(resume=True), web=web)
    assert web.asked == [C]


def test_without_resume_everything_is_asked_again(desk: Desk) -> None:
    interrupt(desk, FakeWeb({B: KeyboardInterrupt()}))
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(), web=web)
    assert web.asked == [A, B, C]


def test_a_resumed_run_that_came_to_its_end_is_not_resumed_again(desk: Desk) -> None:
    interrupt(desk, FakeWeb({B: KeyboardInterrupt()}))
    check_links(desk, LIBRARY, Choice(resume=True), web=FakeWeb())
    web = FakeWeb()
    check_links(desk, LIBRARY, Choice(resume=True), web=web)
    assert web.asked == [A, B, C]


def test_an_interrupted_run_tells_what_is_left(desk: Desk) -> None:
    told: list[str] = []
    interrupt(desk, FakeWeb({B: KeyboardInterrupt()}), Listener(tell=told.append))
    assert told == ["stopped: 1 of 3 URLs checked, 2 left; --resume goes on"]


def test_progress_is_told_check_by_check(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    listener = Listener(progress=lambda done, total: steps.append((done, total)))
    check_links(desk, LIBRARY, Choice(), web=FakeWeb(), listener=listener)
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_damaged_history_is_told(desk: Desk) -> None:
    told: list[str] = []
    desk.derived.mkdir()
    (desk.derived / "links.sqlite3").write_bytes(b"no database at all, but a text" * 50)
    check_links(desk, LIBRARY, Choice(), web=FakeWeb(), listener=Listener(tell=told.append))
    assert told[0].startswith("links.sqlite3 was damaged")


def test_a_link_is_dead_only_at_the_second_time(desk: Desk) -> None:
    web = FakeWeb({A: 404})
    first = check_links(desk, LIBRARY, Choice(), web=web)
    web.time += timedelta(days=1)
    second = check_links(desk, LIBRARY, Choice(), web=web)
    assert (first[0].standing, second[0].standing) == (Standing.LOOK, Standing.DEAD)


def test_a_network_that_is_down_is_told(desk: Desk) -> None:
    web = FakeWeb(dict.fromkeys((A, B, C), Failure.NAME_UNKNOWN), names=False)
    with pytest.raises(RefdeskError, match="the network is down: 3 sites could not be reached") as caught:
        check_links(desk, LIBRARY, Choice(), web=web)
    assert caught.value.code is ExitCode.NO_NETWORK


def test_a_network_that_is_down_records_nothing(desk: Desk) -> None:
    web = FakeWeb(dict.fromkeys((A, B, C), Failure.NAME_UNKNOWN), names=False)
    with pytest.raises(RefdeskError):
        check_links(desk, LIBRARY, Choice(), web=web)
    assert {status.standing for status in link_statuses(desk, LIBRARY)} == {Standing.UNCHECKED}


def test_a_run_without_network_can_be_resumed(desk: Desk) -> None:
    web = FakeWeb(dict.fromkeys((A, B, C), Failure.NAME_UNKNOWN), names=False)
    with pytest.raises(RefdeskError):
        check_links(desk, LIBRARY, Choice(), web=web)
    assert len(check_links(desk, LIBRARY, Choice(resume=True), web=FakeWeb())) == 3


def test_unknown_names_are_recorded_where_the_network_is_up(desk: Desk) -> None:
    web = FakeWeb(dict.fromkeys((A, B, C), Failure.NAME_UNKNOWN))
    assert {verdict for _, verdict in verdicts(check_links(desk, LIBRARY, Choice(), web=web))} == {Verdict.DNS}


def silent(number: int, failure: Failure = Failure.NAME_UNKNOWN) -> Answer:
    return Answer(url=f"http://silent{number}.test/", failure=failure)


HEARD = Answer(url=A, hops=(Hop(A, 200, 1),))
UNSAFE = Answer(url=B, failure=Failure.UNSAFE)


def never() -> bool:
    raise AssertionError("the network was asked about")


def test_one_silent_site_among_others_is_believed_unasked() -> None:
    assert list(settled([HEARD, silent(1)], never)) == [HEARD, silent(1)]


def test_silence_is_believed_once_somebody_answers() -> None:
    assert list(settled([silent(1), silent(2), HEARD], never)) == [HEARD, silent(1), silent(2)]


def test_silence_is_held_back_until_somebody_answers() -> None:
    answers = settled(iter([silent(1), UNSAFE, HEARD]), never)
    assert [next(answers), next(answers), next(answers)] == [UNSAFE, HEARD, silent(1)]


def test_a_network_lost_on_the_way_is_an_outage() -> None:
    with pytest.raises(OutageError):
        list(settled([HEARD, silent(1), silent(2), silent(3)], lambda: False))


def test_many_silent_hosts_are_asked_about_at_once() -> None:
    def answers() -> Generator[Answer]:
        yield from (silent(number) for number in range(MANY))
        pytest.fail("went on asking")

    with pytest.raises(OutageError):
        list(settled(answers(), lambda: False))


def test_many_dead_sites_are_believed_where_names_are_known() -> None:
    answers = [silent(number) for number in range(MANY + 5)]
    assert list(settled(answers, lambda: True)) == answers


def test_one_slow_site_alone_is_believed() -> None:
    assert list(settled([silent(1, Failure.TIMEOUT)], never)) == [silent(1, Failure.TIMEOUT)]


def test_a_status_is_an_object_as_documented(desk: Desk) -> None:
    (status, *_) = check_links(desk, LIBRARY, Choice(keys=("first",)), web=FakeWeb({A: 404}))
    assert link_object(status) == {
        "url": A,
        "keys": ["first"],
        "verdict": "gone",
        "confidence": "likely",
        "reason": "The server has no such page (404).",
        "final_url": A,
        "archive_url": None,
        "archive_date": None,
        "checked_at": "2024-01-01T12:00:00Z",
        "chain": [{"url": A, "status": 404, "ms": 1}],
    }


def test_an_unchecked_url_is_an_object_of_nulls(desk: Desk) -> None:
    (status, *_) = link_statuses(desk, LIBRARY)
    unchecked = link_object(status)
    assert (unchecked["verdict"], unchecked["checked_at"], unchecked["chain"]) == (None, None, [])


def test_a_report_counts_how_links_stand(desk: Desk) -> None:
    check_links(desk, LIBRARY, Choice(keys=("first",)), web=FakeWeb({A: 410}))
    report = link_report(link_statuses(desk, LIBRARY))
    assert (report["urls"], report["standings"]) == (3, {"fine": 1, "look": 0, "dead": 1, "unchecked": 1})
    assert report["verdicts"] == {"ok": 1, "gone": 1}
    assert [dead["url"] for dead in report["dead"]] == [A]
