"""One file: written whole or not at all. One folder: one writer at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from refdesk.model.errors import RefdeskError
from refdesk.store import files
from refdesk.store.files import derived_folder, lock, read_bytes, read_if_there, remove_file, write_atomically

is_root = hasattr(os, "geteuid") and os.geteuid() == 0
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and FIFOs are POSIX's")
not_as_root = pytest.mark.skipif(is_root, reason="root may write everywhere")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.bib"
    path.write_bytes(b"old")
    return path


def test_written_bytes_are_on_disk(file: Path) -> None:
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_new_file_may_need_new_folders(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b", b"new")
    assert (tmp_path / "a" / "b").read_bytes() == b"new"


def test_nothing_is_left_beside_a_written_file(file: Path) -> None:
    write_atomically(file, b"new")
    assert list(file.parent.iterdir()) == [file]


@posix_only
def test_a_written_file_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    write_atomically(file, b"new")
    assert file.stat().st_mode & 0o777 == 0o640


@posix_only
def test_a_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "new", b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix_only
def test_a_symbolic_link_is_kept(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to(file)
    write_atomically(link, b"new")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")


@posix_only
def test_a_circle_of_links_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(RefdeskError, match="a"):
        write_atomically(tmp_path / "a", b"new")


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match="is a folder"):
        write_atomically(tmp_path, b"new")


@posix_only
def test_a_protected_file_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(RefdeskError, match="write-protected"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"


@not_as_root
@posix_only
def test_a_protected_folder_is_refused(file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        with pytest.raises(RefdeskError, match="cannot be written"):
            write_atomically(file, b"new")
    finally:
        file.parent.chmod(0o755)


def test_a_failed_rename_leaves_the_old_file_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RefdeskError, match="No space left"):
        write_atomically(file, b"new")
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"x.bib": b"old"}


def test_a_failed_write_leaves_nothing_beside(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(RefdeskError, match="Input/output"):
        write_atomically(file, b"new")
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"x.bib": b"old"}


def test_reading_gives_the_bytes(file: Path) -> None:
    assert read_bytes(file) == b"old"


def test_a_file_at_the_limit_is_read(file: Path) -> None:
    assert read_bytes(file, limit=3) == b"old"


def test_a_file_beyond_the_limit_is_refused(file: Path) -> None:
    with pytest.raises(RefdeskError, match="larger than 2"):
        read_bytes(file, limit=2)


def test_a_folder_is_no_file_to_read(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match="is a folder"):
        read_bytes(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match=r"none\.bib.*No such file"):
        read_bytes(tmp_path / "none.bib")


def test_a_missing_file_may_be_asked_for(tmp_path: Path) -> None:
    assert read_if_there(tmp_path / "none.bib") is None


@posix_only
def test_a_device_is_not_read_for_ever() -> None:
    with pytest.raises(RefdeskError, match="not a plain file"):
        read_bytes(Path("/dev/zero"))


@posix_only
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RefdeskError, match="not a plain file"):
        read_bytes(tmp_path / "pipe")


def test_a_removed_file_is_gone(file: Path) -> None:
    remove_file(file)
    assert not file.exists()


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    remove_file(tmp_path / "none" / "x")
    assert list(tmp_path.iterdir()) == []


def test_derived_data_stay_out_of_git(tmp_path: Path) -> None:
    assert (derived_folder(tmp_path) / ".gitignore").read_text() == "*\n"


def test_a_lock_lets_no_second_writer_in(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(RefdeskError, match="another refdesk"), lock(tmp_path, patience=0.1):
        pass


def test_a_lock_is_free_again_behind_its_block(tmp_path: Path) -> None:
    with lock(tmp_path):
        pass
    with lock(tmp_path, patience=0):
        assert True


def test_a_lock_is_free_again_when_its_process_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RefdeskError, match="another refdesk"), lock(tmp_path, patience=0.1):
            pass
        holder.kill()
        holder.wait()
        with lock(tmp_path, patience=5):
            assert True


HOLDER = """
import sys, time
from pathlib import Path
from refdesk.store.files import lock

with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_processes_never_interleave(tmp_path: Path) -> None:
    """Each adds one to a number fifty times; without the lock some additions would be lost."""
    counter = tmp_path / "counter"
    counter.write_text("0")
    command = [sys.executable, "-c", COUNTING, str(tmp_path)]
    for process in [subprocess.Popen(command) for _ in range(2)]:
        assert process.wait(timeout=60) == 0
    assert counter.read_text() == "100"


COUNTING = """
import sys
from pathlib import Path
from refdesk.store.files import lock

root = Path(sys.argv[1])
for _ in range(50):
    with lock(root, patience=30):
        number = int((root / "counter").read_text())
        (root / "counter").write_text(str(number + 1))
"""


def test_the_patience_of_a_lock_is_ten_seconds() -> None:
    assert files._PATIENCE_SECONDS == 10
