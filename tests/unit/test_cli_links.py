"""`refdesk links` on the command line."""

import json
import sys
from collections.abc import Callable, Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from refdesk.cli import COMMANDS, run
from refdesk.links.answer import Answer, Failure, Hop
from refdesk.model.library import Entry, Library
from refdesk.model.work import Work

A, B = "http://a.test/", "http://b.test/\x1b[2J\nx"
LIBRARY = Library(
    (Entry(citekey="first", work=Work(urls=(A,))), Entry(citekey="second", work=Work(urls=("http://c.test/", B))))
)

Refdesk = Callable[..., int]


class Web:
    """Answers 200, but what `fates` says."""

    fates: dict[str, int | Failure]
    names = True

    def ask(self, urls: Sequence[str]) -> Generator[Answer]:
        for url in urls:
            fate = self.fates.get(url, 200)
            if isinstance(fate, Failure):
                yield Answer(url=url, failure=fate)
            else:
                yield Answer(url=url, hops=(Hop(url, fate, 5),))

    def names_known(self) -> bool:
        return self.names

    def now(self) -> datetime:
        return datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> type[Web]:
    monkeypatch.setattr("refdesk.desk.links.TheWeb", Web)
    monkeypatch.setattr(Web, "fates", {}, raising=False)
    monkeypatch.setattr(Web, "names", True)
    return Web


@pytest.fixture
def refdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: type[Web]) -> Refdesk:
    assert web
    querying = SimpleNamespace(load_library=lambda _desk: LIBRARY)
    monkeypatch.setitem(sys.modules, "refdesk.desk.querying", querying)
    monkeypatch.setitem(COMMANDS, "links", ("links", "Check the addresses that the library cites."))
    (tmp_path / "references.bib").touch()

    def call(verb: str, *arguments: str) -> int:
        return run(["links", verb, "--desk", str(tmp_path), *arguments])

    return call


def test_check_ends_well_where_nothing_is_dead(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert refdesk("check") == 0
    assert capsys.readouterr().out == "3 URLs: 3 fine.\n"


def test_check_says_nothing_on_stderr_away_from_a_terminal(
    refdesk: Refdesk, capsys: pytest.CaptureFixture[str]
) -> None:
    refdesk("check")
    assert capsys.readouterr().err == ""


def test_check_finds_dead_links(refdesk: Refdesk, web: type[Web], capsys: pytest.CaptureFixture[str]) -> None:
    web.fates[A] = 410
    assert refdesk("check") == 1
    assert "gone (dead)  http://a.test/  [first]" in capsys.readouterr().out


def test_a_first_404_is_no_finding(refdesk: Refdesk, web: type[Web], capsys: pytest.CaptureFixture[str]) -> None:
    web.fates[A] = 404
    assert refdesk("check") == 0
    assert "1 needs a look, 2 fine" in capsys.readouterr().out


def test_check_prints_an_object_a_line(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    refdesk("check", "--json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["url"] for line in lines] == [A, "http://c.test/", B]


def test_check_without_network_exits_4(
    refdesk: Refdesk, web: type[Web], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "names", False)
    web.fates |= dict.fromkeys((A, "http://c.test/", B), Failure.NAME_UNKNOWN)
    assert refdesk("check", "--json") == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_check_takes_keys(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    refdesk("check", "first")
    assert capsys.readouterr().out == "1 URL: 1 fine.\n"


def test_an_unknown_key_exits_3(refdesk: Refdesk) -> None:
    assert refdesk("check", "nobody") == 3


@pytest.mark.parametrize(
    "arguments", [("--only", "splendid"), ("--only", ""), ("--max-age", "week"), ("--max-age", "-1d")]
)
def test_a_wrong_option_exits_2(refdesk: Refdesk, arguments: tuple[str, str]) -> None:
    assert refdesk("check", *arguments) == 2


def test_a_wrong_word_names_the_right_ones(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    refdesk("check", "--only", "gone,splendid")
    assert "splendid is none of: blocked, broken, dead" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("age", ["30m", "12h", "7d", "2w"])
def test_a_fresh_url_is_not_asked(refdesk: Refdesk, web: type[Web], age: str) -> None:
    refdesk("check")
    web.fates[A] = 410
    assert refdesk("check", "--max-age", age) == 0


def test_only_asks_those(refdesk: Refdesk, web: type[Web], capsys: pytest.CaptureFixture[str]) -> None:
    web.fates[A] = 404
    refdesk("check")
    capsys.readouterr()
    refdesk("check", "--only", "dead,unchecked", "--json")
    assert [json.loads(line)["url"] for line in capsys.readouterr().out.splitlines()] == [A]


def test_a_url_cannot_drive_the_terminal(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    refdesk("status")
    assert "http://b.test/\\x1b[2J\\nx  [second]" in capsys.readouterr().out


def test_status_asks_nothing(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert refdesk("status", "first") == 0
    assert capsys.readouterr().out == "-            http://a.test/  [first]\n"


def test_status_prints_the_latest_verdict(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    refdesk("check")
    capsys.readouterr()
    refdesk("status", "first", "--json")
    assert json.loads(capsys.readouterr().out)["verdict"] == "ok"


def test_report_sums_up(refdesk: Refdesk, web: type[Web], capsys: pytest.CaptureFixture[str]) -> None:
    web.fates[A] = 410
    refdesk("check", "first")
    capsys.readouterr()
    assert refdesk("report") == 0
    out = capsys.readouterr().out
    assert out.startswith("Dead:\ngone (dead)  http://a.test/")
    assert out.endswith("3 URLs: 1 dead, 2 not checked yet.\n")


def test_report_prints_one_value(refdesk: Refdesk, capsys: pytest.CaptureFixture[str]) -> None:
    refdesk("report", "--json")
    assert json.loads(capsys.readouterr().out)["standings"]["unchecked"] == 3


@pytest.mark.parametrize("verb", ["check", "status", "report"])
def test_help_shows_an_example(refdesk: Refdesk, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refdesk(verb, "--help") == 0
    assert f"Example: refdesk links {verb}" in capsys.readouterr().out
