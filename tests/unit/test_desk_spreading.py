"""One piece of work for each of many documents, by one process or several."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from refdesk.cli import run
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.spreading import outcomes, processes
from refdesk.model.errors import RefdeskError
from tests.unit.desk_samples import write_samples

MINDING_CTRL_C = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from refdesk.cli import main; main()"
)
"""refdesk where the tests themselves may run in the background, where shells have Ctrl-C ignored."""


def halved(number: int) -> int:
    if number % 2:
        raise RefdeskError("is odd", where=str(number))
    return number // 2


def ended(_: int) -> int:
    os._exit(3)


class Counting(Executor):
    """An executor that does each piece of work at once, and counts those that nobody has fetched."""

    def __init__(self) -> None:
        self.handed_out = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.handed_out += 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def told(found: Iterator[int | RefdeskError]) -> list[int | str]:
    return [str(one) if isinstance(one, RefdeskError) else one for one in found]


def test_an_error_does_not_cost_the_others_their_outcome() -> None:
    assert told(outcomes(halved, [2, 3, 4])) == [1, "3: is odd", 2]


def test_an_executor_gives_the_same_in_the_same_order() -> None:
    values = range(50)
    with ThreadPoolExecutor(4) as executor:
        assert told(outcomes(halved, values, executor)) == told(outcomes(halved, values))


def test_an_error_comes_whole_out_of_another_process() -> None:
    with ProcessPoolExecutor(1) as executor:
        (error,) = outcomes(halved, [3], executor)
    assert str(error) == "3: is odd"


def test_no_more_is_handed_out_than_will_soon_be_fetched() -> None:
    executor = Counting()
    next(outcomes(halved, range(0, 1000, 2), executor))
    assert executor.handed_out < 50


def test_a_process_that_was_killed_is_told_of() -> None:
    with ProcessPoolExecutor(1) as executor, pytest.raises(RefdeskError, match="a process ended"):
        list(outcomes(ended, [1], executor))


@pytest.mark.parametrize(("jobs", "documents"), [(1, 9), (4, 1), (0, 1)])
def test_one_process_needs_no_executor(jobs: int, documents: int) -> None:
    with processes(jobs, documents) as executor:
        assert executor is None


def test_several_processes_are_an_executor() -> None:
    with processes(2, 2) as executor:
        assert executor is not None
        assert executor.submit(halved, 4).result() == 2


def test_ingest_by_several_processes_writes_the_same(tmp_path: Path) -> None:
    papers = write_samples(tmp_path / "papers")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with processes(2, 3) as executor:
        report = ingest(Desk(tmp_path / "two", tmp_path / "two" / "references.bib"), papers, executor=executor)
    assert ingest(Desk(tmp_path / "one", tmp_path / "one" / "references.bib"), papers) == report
    for name in ("references.bib", "citations.jsonl", "documents.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_every_unreadable_document_is_named(tmp_path: Path) -> None:
    papers = write_samples(tmp_path / "papers")
    empty = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in empty:
        path.write_bytes(b"")
    with pytest.raises(RefdeskError, match=r"2 documents cannot be read: .*one\.txt is empty; .*two\.txt is empty"):
        ingest(Desk(tmp_path, tmp_path / "references.bib"), [empty[0], *papers, empty[1]])


@pytest.mark.parametrize("form", [("--json",), ("--text",), ()])
def test_extract_by_several_processes_prints_the_same(
    form: tuple[str, ...], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    papers = [str(path) for path in write_samples(tmp_path)]
    (tmp_path / "empty.txt").write_bytes(b"")
    arguments = ("extract", *papers, str(tmp_path / "empty.txt"), *papers, *form)
    printed = [(run([*arguments, "-j", jobs]), *capsysbinary.readouterr()) for jobs in ("1", "2")]
    assert (printed[0], printed[0][0]) == (printed[1], 2)


def test_a_negative_number_of_processes_is_wrong_usage(tmp_path: Path) -> None:
    assert run(["extract", "-j", "-1", str(tmp_path / "a.txt")]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not told of Ctrl-C by a signal")
def test_ctrl_c_ends_all_processes(tmp_path: Path) -> None:
    """Each of the two long documents takes far longer than anybody waits for the end."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("(Smith, 2001) " * 1_000_000, encoding="utf-8")
    command = [sys.executable, "-c", MINDING_CTRL_C, "extract", "-j", "2", "a.txt", "b.txt", "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=pipe) as started:
        assert started.stderr is not None
        while len([pid for pid in _children(started.pid) if _is_busy(pid)]) < 2:
            assert started.poll() is None
        workers = _children(started.pid)
        os.kill(started.pid, signal.SIGINT)
        assert (started.stderr.read().strip(), started.wait()) == (b"refdesk: stopped", 130)
    assert not [pid for pid in workers if Path(f"/proc/{pid}/exe").exists()]


def _is_busy(pid: int) -> bool:
    """Whether the process has used a tenth of a second of processor time (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]) >= 10


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if sys.platform != "linux" or not path.parent.parent.exists():
        pytest.skip("the system does not tell which processes there are")
    try:
        return [int(child) for child in path.read_text(encoding="ascii").split()]
    except FileNotFoundError:
        return []
