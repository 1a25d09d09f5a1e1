"""The history of link checks, and what may befall its file."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refdesk.links.answer import Failure, Hop
from refdesk.links.verdict import Check, Confidence, Judgement, Verdict
from refdesk.model.errors import RefdeskError
from refdesk.store.link_history import LinkHistory, open_history, remembered

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
CHECK = Check(
    url="http://a.test/é",
    checked_at=NOW,
    judgement=Judgement(Verdict.REDIRECTED, Confidence.LIKELY, "A reason."),
    chain=(Hop("http://a.test/é", 302, 12), Hop("http://b.test/", None, 3)),
    final_url="http://b.test/",
    failure=Failure.RESET,
    content_type="text/html",
    size=99,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".refdesk" / "links.sqlite3"


@pytest.fixture
def history(path: Path) -> Iterator[LinkHistory]:
    with open_history(path, pytest.fail, NOW) as opened:
        yield opened


def opened(path: Path) -> list[str]:
    """Open and close a history; what it told."""
    told: list[str] = []
    with open_history(path, told.append, NOW):
        return told


def test_a_check_comes_back_as_it_was(history: LinkHistory) -> None:
    history.record(history.begin_run(NOW), CHECK)
    assert history.checks() == {CHECK.url: (CHECK,)}


def test_a_check_without_an_answer_comes_back_as_it_was(history: LinkHistory) -> None:
    bare = replace(CHECK, chain=(), final_url=None, failure=None)
    history.record(history.begin_run(NOW), bare)
    assert history.checks()[CHECK.url] == (bare,)


def test_checks_come_oldest_first(history: LinkHistory) -> None:
    later = replace(CHECK, checked_at=NOW + timedelta(days=1))
    for check in (CHECK, later):
        history.record(history.begin_run(NOW), check)
    assert history.checks()[CHECK.url] == (CHECK, later)


def test_a_run_that_did_not_finish_is_interrupted(history: LinkHistory) -> None:
    run = history.begin_run(NOW)
    assert history.interrupted_run() == run


def test_a_finished_run_is_not_interrupted(history: LinkHistory) -> None:
    history.finish_run(history.begin_run(NOW), NOW)
    assert history.interrupted_run() is None


def test_only_the_latest_run_can_be_taken_up_again(history: LinkHistory) -> None:
    history.begin_run(NOW)
    history.finish_run(history.begin_run(NOW), NOW)
    assert history.interrupted_run() is None


def test_a_history_without_runs_has_none_interrupted(history: LinkHistory) -> None:
    assert history.interrupted_run() is None


def test_a_run_knows_its_own_urls_alone(history: LinkHistory) -> None:
    first, second = history.begin_run(NOW), history.begin_run(NOW)
    history.record(first, CHECK)
    history.record(second, replace(CHECK, url="http://c.test/"))
    assert history.checked_in(second) == {"http://c.test/"}


def test_a_history_is_kept_for_the_next_time(path: Path) -> None:
    with open_history(path, pytest.fail, NOW) as first:
        first.record(first.begin_run(NOW), CHECK)
    with open_history(path, pytest.fail, NOW) as second:
        assert second.checks() == {CHECK.url: (CHECK,)}


def test_a_history_is_remembered_without_being_opened(path: Path) -> None:
    with open_history(path, pytest.fail, NOW) as first:
        first.record(first.begin_run(NOW), CHECK)
    assert remembered(path) == {CHECK.url: (CHECK,)}


def test_what_is_being_checked_is_remembered_meanwhile(history: LinkHistory, path: Path) -> None:
    history.record(history.begin_run(NOW), CHECK)
    assert remembered(path) == {CHECK.url: (CHECK,)}


def test_nothing_is_remembered_where_there_is_no_history(path: Path) -> None:
    assert remembered(path) == {}
    assert not path.parent.exists()


def test_a_killed_run_keeps_every_recorded_check(path: Path) -> None:
    script = f"""
import os, signal
from dataclasses import replace
from datetime import datetime, UTC
from pathlib import Path
from refdesk.links.verdict import Check, Confidence, Judgement, Verdict
from refdesk.store.link_history import open_history
now = datetime.now(UTC)
with open_history(Path({str(path)!r}), print, now) as history:
    run = history.begin_run(now)
    for number in range(50):
        history.record(run, Check(url=f"http://a.test/{{number}}", checked_at=now,
                                  judgement=Judgement(Verdict.OK, Confidence.LIKELY, "")))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -signal.SIGKILL
    with open_history(path, pytest.fail, NOW) as history:
        run = history.interrupted_run()
        assert run is not None
        assert len(history.checked_in(run)) == 50


def test_a_file_that_is_no_history_is_moved_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but a text" * 50)
    (told,) = opened(path)
    assert "links.damaged-20240506T070809.sqlite3" in told
    assert (path.parent / "links.damaged-20240506T070809.sqlite3").read_bytes().startswith(b"no database")


def test_a_fresh_history_follows_a_damaged_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but a text" * 50)
    opened(path)
    assert opened(path) == []


def test_a_damaged_history_is_moved_aside(path: Path) -> None:
    with open_history(path, pytest.fail, NOW) as history:
        run = history.begin_run(NOW)
        for number in range(200):
            history.record(run, replace(CHECK, url=f"http://a.test/{number}"))
    spoilt = bytearray(path.read_bytes())
    spoilt[4096:20000] = os.urandom(20000 - 4096)
    path.write_bytes(spoilt)
    assert len(opened(path)) == 1


def test_the_log_of_a_damaged_history_goes_with_it(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but a text" * 50)
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"")
    opened(path)
    assert (path.parent / "links.damaged-20240506T070809.sqlite3-wal").exists()


def test_an_empty_file_becomes_a_history(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert opened(path) == []


def test_the_database_of_somebody_else_is_moved_aside(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    assert len(opened(path)) == 1


def test_the_history_of_a_newer_refdesk_is_left_alone(path: Path) -> None:
    opened(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE archives (url TEXT)")
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(RefdeskError, match="newer refdesk"):
        opened(path)
    assert len(list(path.parent.glob("*damaged*"))) == 0


def test_a_row_that_is_none_of_ours_is_a_clear_error(path: Path) -> None:
    with open_history(path, pytest.fail, NOW) as history:
        history.record(history.begin_run(NOW), CHECK)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE checks SET verdict = 'splendid'")
    with pytest.raises(RefdeskError, match="none of ours"):
        remembered(path)


def test_a_file_that_cannot_be_read_is_a_clear_error(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but a text" * 50)
    with pytest.raises(RefdeskError, match="cannot use the link history"):
        remembered(path)


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / ".refdesk").write_text("a file stands here")
    with pytest.raises(RefdeskError, match="cannot use the link history"):
        opened(tmp_path / ".refdesk" / "links.sqlite3")
