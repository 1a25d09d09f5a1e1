"""One file: written whole or not at all. One folder: one writer at a time."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from refdesk.model.errors import RefdeskError
from refdesk.store import files
from refdesk.store.files import (
    Seen,
    bring_back,
    derived_folder,
    keep,
    lock,
    read_bytes,
    read_if_there,
    remove_file,
    signature,
    write_atomically,
)

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


def test_a_lock_names_who_holds_it(tmp_path: Path) -> None:
    told = rf"another refdesk is writing here \(process {os.getpid()} on .*: ingest x\)"
    with (
        lock(tmp_path, "ingest x"),
        pytest.raises(RefdeskError, match=told),
        lock(tmp_path, patience=0.1),
    ):
        pass


def test_the_name_of_who_held_a_lock_goes_with_it(tmp_path: Path) -> None:
    with lock(tmp_path, "ingest x"):
        pass
    assert (tmp_path / ".refdesk" / "lock").read_bytes() == b""


def test_a_full_disk_does_not_stop_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with lock(tmp_path):
        pass
    monkeypatch.setattr(files, "_LONGEST_HOLDER", Full())
    with lock(tmp_path):
        assert True


class Full:
    """A length that cannot be asked for: the writing that uses it fails as on a full disk."""

    def __index__(self) -> int:
        raise OSError(28, "No space left on device")


@posix_only
def test_a_lock_file_that_cannot_be_written_is_closed_in_peace(tmp_path: Path) -> None:
    import resource

    derived_folder(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))  # any write fails now, as on a full disk
    try:
        with lock(tmp_path, "write"):
            held = True
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert held


@posix_only
def test_a_disk_that_cannot_lock_is_told_of_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(_handle: int, _operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    begun = time.monotonic()
    with pytest.raises(RefdeskError, match="cannot be locked: No locks available"), lock(tmp_path):
        pass
    assert time.monotonic() - begun < 5


def test_a_lock_in_a_deleted_folder_counts_for_nothing(tmp_path: Path) -> None:
    """Somebody deletes .refdesk while a process waits for the lock in it: that lock keeps nobody out any more."""
    with lock(tmp_path):
        waiter = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        time.sleep(1)
        shutil.rmtree(tmp_path / ".refdesk")
    with waiter:
        assert waiter.stdout is not None
        assert waiter.stdout.readline() == "held\n"
        with pytest.raises(RefdeskError, match="another refdesk"), lock(tmp_path, patience=0.1):
            pass
        waiter.kill()


def test_a_file_saved_while_another_is_written_is_not_replaced(file: Path) -> None:
    def guard() -> None:
        raise RefdeskError("changed")

    with pytest.raises(RefdeskError, match="changed"):
        write_atomically(file, b"new", guard)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"x.bib": b"old"}


def test_a_signature_tells_a_write(file: Path) -> None:
    before = signature(file)
    file.write_bytes(b"longer")
    assert signature(file) != before


def test_a_signature_tells_a_replacement(file: Path) -> None:
    before = signature(file)
    file.with_name("y").write_bytes(b"old")
    os.utime(file.with_name("y"), ns=(before[-1], before[-1]))
    file.with_name("y").replace(file)
    assert signature(file) != before


@posix_only
def test_a_link_that_leads_nowhere_is_no_missing_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "away")
    with pytest.raises(RefdeskError, match=r"link: is a symbolic link that leads nowhere"):
        read_if_there(tmp_path / "link")


@pytest.mark.skipif(not is_root, reason="only root may give files away")
def test_an_overwritten_file_keeps_its_owner(file: Path) -> None:
    os.chown(file, 12345, 23456)
    write_atomically(file, b"new")
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_no_file_has_no_signature(tmp_path: Path) -> None:
    assert signature(tmp_path / "none") == ()


@posix_only
def test_a_kept_file_takes_no_space(file: Path) -> None:
    keep(file, b"old", file.parent / "kept" / "old")
    assert (file.parent / "kept" / "old").samefile(file)


@posix_only
def test_a_kept_file_survives_the_next_write(file: Path) -> None:
    keep(file, b"old", file.with_name("kept"))
    write_atomically(file, b"new")
    assert file.with_name("kept").read_bytes() == b"old"


@posix_only
def test_a_file_of_two_names_is_copied_to_be_kept(file: Path) -> None:
    """Whoever writes through the other name would change what is kept."""
    file.with_name("twin").hardlink_to(file)
    keep(file, b"old", file.with_name("kept"))
    file.with_name("twin").write_bytes(b"typed by hand")
    assert file.with_name("kept").read_bytes() == b"old"


@posix_only
def test_a_file_behind_a_link_is_copied_to_be_kept(file: Path) -> None:
    file.with_name("link").symlink_to(file)
    keep(file.with_name("link"), b"old", file.with_name("kept"))
    assert not file.with_name("kept").samefile(file)


def test_a_disk_without_second_names_gets_a_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(self: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted", str(self), None, str(target))

    monkeypatch.setattr(Path, "hardlink_to", none)
    keep(file, b"old", file.with_name("kept"))
    assert file.with_name("kept").read_bytes() == b"old"


def test_a_full_disk_keeps_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "hardlink_to", full)
    with pytest.raises(RefdeskError, match="No space left"):
        keep(file, b"old", file.with_name("kept"))


@posix_only
def test_what_is_brought_back_keeps_mode_and_link(file: Path) -> None:
    file.chmod(0o640)
    file.with_name("link").symlink_to(file)
    file.with_name("kept").write_bytes(b"older")
    bring_back(file.with_name("kept"), file.with_name("link"))
    assert (file.read_bytes(), file.stat().st_mode & 0o777, file.with_name("link").is_symlink()) == (
        b"older",
        0o640,
        True,
    )


def test_what_is_on_another_disk_is_brought_back_as_a_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = file.with_name("kept")
    kept.write_bytes(b"older")
    replace = Path.replace

    def elsewhere(self: Path, target: Path) -> Path:
        if self == kept:
            raise OSError(18, "Invalid cross-device link", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", elsewhere)
    bring_back(kept, file)
    assert file.read_bytes() == b"older"


def test_what_cannot_be_brought_back_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = file.with_name("kept")
    kept.write_bytes(b"older")

    def failing(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(RefdeskError, match="Input/output error"):
        bring_back(kept, file)


def test_a_file_written_just_now_is_read_again(file: Path) -> None:
    """Its clock may not have ticked between two writings."""
    seen = Seen.at(file)
    file.write_bytes(b"new")
    os.utime(file, ns=(seen.signature[-1], seen.signature[-1]))
    assert (signature(file), seen.now(file).content) == (seen.signature, b"new")


def test_a_file_written_since_is_read_again(file: Path) -> None:
    os.utime(file, (1, 1))
    seen = Seen.at(file)
    file.write_bytes(b"newer")
    assert seen.now(file).content == b"newer"


def test_a_file_at_rest_is_not_read_again(file: Path) -> None:
    os.utime(file, (1, 1))
    seen = Seen.at(file)
    assert seen.now(file) is seen


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
