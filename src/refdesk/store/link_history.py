"""Where are the checks of links kept, so that a run may be killed, resumed and compared with older ones?

In: a path and Checks. Out: Checks. One committed row a check; nothing is ever changed but the end of a run.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from refdesk.links.answer import Failure, Hop
from refdesk.links.verdict import Check, Confidence, Judgement, Verdict
from refdesk.model.errors import RefdeskError

VERSION = 1
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE runs (id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT);
CREATE TABLE checks (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), url TEXT NOT NULL, checked_at TEXT NOT NULL,
  verdict TEXT NOT NULL, confidence TEXT NOT NULL, reason TEXT NOT NULL, failure TEXT, final_url TEXT,
  content_type TEXT NOT NULL, size INTEGER NOT NULL, chain TEXT NOT NULL
);
CREATE INDEX checks_by_url ON checks (url, id);
PRAGMA user_version = 1;
COMMIT;
"""
_COLUMNS = "url, checked_at, verdict, confidence, reason, failure, final_url, content_type, size, chain"
_SPOILT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class LinkHistory:
    """An open history. Every method raises RefdeskError where the file cannot be used."""

    path: Path
    _connection: sqlite3.Connection

    def begin_run(self, started_at: datetime) -> int:
        """Begin a run of checks and return its number."""
        with _explained(self.path):
            cursor = self._connection.execute("INSERT INTO runs (started_at) VALUES (?)", (started_at.isoformat(),))
        return int(cursor.lastrowid or 0)

    def finish_run(self, run: int, finished_at: datetime) -> None:
        """Say that `run` came to its end."""
        with _explained(self.path):
            self._connection.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (finished_at.isoformat(), run))

    def interrupted_run(self) -> int | None:
        """The number of the latest run if it did not come to its end."""
        with _explained(self.path):
            row = self._connection.execute("SELECT id, finished_at FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        return int(row[0]) if row and row[1] is None else None

    def record(self, run: int, check: Check) -> None:
        """Keep `check`; it is on disk when this returns."""
        judgement = check.judgement
        row = (
            *(run, check.url, check.checked_at.isoformat()),
            *(judgement.verdict, judgement.confidence, judgement.reason),
            *(check.failure, check.final_url, check.content_type, check.size),
            json.dumps([[hop.url, hop.status, hop.ms] for hop in check.chain]),
        )
        with _explained(self.path):
            self._connection.execute(f"INSERT INTO checks (run, {_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)  # noqa: S608 - a constant

    def checked_in(self, run: int) -> frozenset[str]:
        """The URLs that `run` has checked."""
        with _explained(self.path):
            rows = self._connection.execute("SELECT DISTINCT url FROM checks WHERE run = ?", (run,)).fetchall()
        return frozenset(url for (url,) in rows)

    def checks(self) -> dict[str, tuple[Check, ...]]:
        """All checks by URL, oldest first."""
        with _explained(self.path):
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM checks ORDER BY id").fetchall()  # noqa: S608 - a constant
            return _by_url(_check(row) for row in rows)


@contextmanager
def open_history(path: Path, moved_aside: Callable[[str], None], now: datetime) -> Iterator[LinkHistory]:
    """Open the history at `path`, or begin one.

    A file that is no history or is damaged is moved aside under a name with the time `now`, and `moved_aside` is
    told so in one sentence. Raises RefdeskError where the file cannot be written or a newer refdesk made it.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and _is_spoilt(path):
            moved_aside(f"{path.name} was damaged; it is kept as {_move_aside(path, now).name} and a new history begun")
        connection = _connect(path)
    with closing(connection):
        yield LinkHistory(path, connection)


def remembered(path: Path) -> dict[str, tuple[Check, ...]]:
    """All checks in the history at `path` by URL, oldest first; none where there is no history yet.

    Nothing is written. Raises RefdeskError where the file cannot be read.
    """
    if not path.exists():
        return {}
    with _explained(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
        with closing(connection):
            return LinkHistory(path, connection).checks()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    made_by = _version(connection)
    if made_by > VERSION:
        connection.close()
        raise RefdeskError("made by a newer refdesk", where=str(path), remedy="upgrade refdesk, or move the file away")
    if made_by == 0:
        connection.executescript(_SCHEMA)
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_spoilt(path: Path) -> bool:
    """Whether the file at `path` is no database, a damaged one, or one that somebody else made."""
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        try:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            version = _version(connection)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _SPOILT:
                return True
            raise
    return not sound or (version <= VERSION and tables != ({"runs", "checks"} if version else set()))


def _move_aside(path: Path, now: datetime) -> Path:
    """Rename the history and the files that SQLite keeps beside it."""
    aside = path.with_name(f"{path.stem}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%S}{path.suffix}")
    for tail in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + tail))
    return aside


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite, the file system or a strange row says into a RefdeskError."""
    remedy = "the history may be moved away; only what it remembers is then lost"
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise RefdeskError(f"cannot use the link history: {error}", where=str(path), remedy=remedy) from error
    except (ValueError, TypeError) as error:
        raise RefdeskError("the link history holds a row that is none of ours", str(path), remedy) from error


def _by_url(checks: Iterable[Check]) -> dict[str, tuple[Check, ...]]:
    grouped: dict[str, list[Check]] = {}
    for check in checks:
        grouped.setdefault(check.url, []).append(check)
    return {url: tuple(found) for url, found in grouped.items()}


def _check(row: tuple[str, str, str, str, str, str | None, str | None, str, int, str]) -> Check:
    url, checked_at, verdict, confidence, reason, failure, final_url, content_type, size, chain = row
    return Check(
        url=url,
        checked_at=datetime.fromisoformat(checked_at).astimezone(UTC),
        judgement=Judgement(Verdict(verdict), Confidence(confidence), reason),
        chain=tuple(Hop(*hop) for hop in json.loads(chain)),
        final_url=final_url,
        failure=Failure(failure) if failure else None,
        content_type=content_type,
        size=size,
    )
