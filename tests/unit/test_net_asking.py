"""Asking many URLs: who may be asked at the same time."""

import threading
import time
from collections import defaultdict
from itertools import islice
from threading import Barrier, Event, Lock

import pytest

from refdesk.links.addresses import host_of
from refdesk.links.answer import Answer
from refdesk.net.asking import ask_all
from refdesk.net.turns import Turns


def test_every_url_is_answered_once() -> None:
    urls = [f"http://host{number % 7}.test/{number}" for number in range(50)]
    assert sorted(answer.url for answer in ask_all(urls, lambda url: Answer(url=url))) == sorted(urls)


def test_no_urls_are_no_answers() -> None:
    assert list(ask_all([], lambda url: Answer(url=url))) == []


def test_at_most_two_urls_of_one_host_are_asked_at_a_time() -> None:
    lock, busy, most = Lock(), defaultdict[str, int](int), defaultdict[str, int](int)

    def fetch(url: str) -> Answer:
        host = host_of(url)
        with lock:
            busy[host] += 1
            most[host] = max(most[host], busy[host])
        time.sleep(0.01)
        with lock:
            busy[host] -= 1
        return Answer(url=url)

    list(ask_all([f"http://host{number % 3}.test/{number}" for number in range(30)], fetch))
    assert dict(most) == {"host0.test": 2, "host1.test": 2, "host2.test": 2}


def test_many_hosts_are_asked_at_the_same_time() -> None:
    together = Barrier(20, timeout=5)

    def fetch(url: str) -> Answer:
        together.wait()
        return Answer(url=url)

    assert len(list(ask_all([f"http://host{number}.test/" for number in range(20)], fetch))) == 20


def test_no_more_threads_are_used_than_allowed() -> None:
    lock, names = Lock(), set[str]()

    def fetch(url: str) -> Answer:
        with lock:
            names.add(threading.current_thread().name)
        time.sleep(0.01)
        return Answer(url=url)

    list(ask_all([f"http://host{number}.test/" for number in range(20)], fetch, threads=3))
    assert len(names) <= 3


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    release = Event()

    def fetch(url: str) -> Answer:
        if host_of(url) == "slow.test":
            release.wait(5)
        return Answer(url=url)

    urls = ["http://slow.test/1", "http://slow.test/2", "http://slow.test/3", "http://fast.test/"]
    answers = ask_all(urls, fetch)
    assert next(answers).url == "http://fast.test/"
    release.set()
    assert len(list(answers)) == 3


@pytest.mark.parametrize("hosts", [1, 200])
def test_closing_the_answers_stops_the_asking(hosts: int) -> None:
    asked: list[str] = []

    def fetch(url: str) -> Answer:
        asked.append(url)
        time.sleep(0.01)
        return Answer(url=url)

    answers = ask_all([f"http://host{number % hosts}.test/{number}" for number in range(200)], fetch, threads=2)
    list(islice(answers, 3))
    answers.close()
    time.sleep(0.1)
    assert len(asked) < 20


def test_a_fetch_that_raises_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Event()
    monkeypatch.setattr(threading, "excepthook", lambda _: told.set())

    def fetch(url: str) -> Answer:
        raise ZeroDivisionError(url)

    with pytest.raises(RuntimeError, match="asking http"):
        list(ask_all(["http://bad.test/"], fetch))
    assert told.wait(5)


def test_a_turn_tells_how_long_it_was_waited_for() -> None:
    turns, taken = Turns(at_once=1), Event()

    def hold() -> None:
        with turns.at("one.test"):
            taken.set()
            time.sleep(0.1)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(5)
    with turns.at("one.test") as waited:
        assert waited > 0.05
    holder.join()


def test_a_turn_at_another_host_is_not_waited_for() -> None:
    turns = Turns(at_once=1)
    with turns.at("one.test"), turns.at("two.test") as waited:
        assert waited < 0.05
