"""Read and write single files so that a crash leaves the old bytes or the new ones.

In: paths and bytes. Out: bytes, or a file that holds exactly the bytes given. `lock` lets one refdesk at a time
write in a folder. Raises RefdeskError, naming the file, where the disk refuses.
"""

import contextlib
import glob
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from refdesk.model.errors import RefdeskError

DERIVED = ".refdesk"
LARGEST_FILE = 512 * 1024 * 1024
_PART = ".part"
_PATIENCE_SECONDS = 10.0
_NAP_SECONDS = 0.05


def read_bytes(path: Path, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of `path`.

    Raises RefdeskError where it is no readable file, or holds more than `limit` bytes.
    """
    try:
        # A pipe or a device could keep us waiting for ever, even at its opening.
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "is a folder" if path.is_dir() else "is not a plain file"
            raise RefdeskError(kind, where=str(path), remedy="name a file")
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise RefdeskError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path") from error
    if len(content) > limit:
        raise RefdeskError(f"larger than {limit:,} bytes", where=str(path), remedy="split it into smaller files")
    return content


def read_if_there(path: Path, limit: int = LARGEST_FILE) -> bytes | None:
    """The bytes of `path`, or None where no file lies there. Raises RefdeskError as `read_bytes` does."""
    return read_bytes(path, limit) if path.exists() else None


def write_atomically(path: Path, data: bytes) -> None:
    """Make `path` hold `data`: whole or not at all, even if the power fails.

    A symbolic link is followed and kept; an existing file keeps its mode; missing parent folders are made.
    Raises RefdeskError where file or folder may not be written; the old content then still stands.
    """
    target = resolved(path)
    refuse_unwritable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = _write_aside(target, data)
        try:
            aside.replace(target)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
    except OSError as error:
        raise _refused(target, error) from error


def remove_file(path: Path) -> None:
    """Take the file at `path` away, if there is one. Raises RefdeskError where the folder may not be written."""
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error


def resolved(path: Path) -> Path:
    """Where writing to `path` really lands: symbolic links followed. Raises RefdeskError where they go in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # Python 3.11 and 3.12 raise RuntimeError for a circle of links
        raise RefdeskError("symbolic links lead in a circle", where=str(path), remedy="mend the link") from error


def refuse_unwritable(target: Path) -> None:
    """Raise RefdeskError where `target` is a folder or write-protected.

    Renaming over a write-protected file would work, since only its folder must be writable; but who
    protected it meant it.
    """
    if target.is_dir():
        raise RefdeskError("is a folder", where=str(target), remedy="name a file in it")
    if target.exists() and not os.access(target, os.W_OK):
        raise RefdeskError("is write-protected", where=str(target), remedy="allow writing (chmod u+w)")


def _write_aside(target: Path, data: bytes) -> Path:
    """Write `data` to a new file beside `target`, with its mode, down to the disk."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else _usual_mode()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=_PART)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(mode)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _prefix(target: Path) -> str:
    """What the name of a file written aside begins with; names of files have a greatest length."""
    return f".{target.name[:60]}."


def remove_parts(target: Path) -> None:
    """Take away what a killed process wrote aside for `target`. The caller holds the lock."""
    for part in target.parent.glob(f"{glob.escape(_prefix(target))}*{_PART}"):
        part.unlink(missing_ok=True)


def _usual_mode() -> int:
    """The mode a new file gets in this process: mkstemp's 0600 would shut a group out."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names down to the disk, where the system can (Windows cannot)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems do not sync folders; the rename itself has happened.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> RefdeskError:
    return RefdeskError(
        f"cannot be written: {error.strerror}", where=str(path), remedy="check the folder's permissions and free space"
    )


def derived_folder(root: Path) -> Path:
    """The folder `.refdesk` of a desk, made if need be, with a .gitignore that keeps it out of git."""
    folder = root / DERIVED
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_atomically(ignore, b"*\n")
    return folder


@contextlib.contextmanager
def lock(root: Path, patience: float = _PATIENCE_SECONDS) -> Iterator[None]:
    """Keep every other refdesk from writing in `root` while the block runs.

    The system frees the lock when the process ends, however it ends. Waits up to `patience` seconds, then
    raises RefdeskError. One process must not take it twice.
    """
    path = derived_folder(root) / "lock"
    try:
        file = path.open("a+b")
    except OSError as error:
        raise _refused(path, error) from error
    with file:
        _wait_for_lock(file, root, time.monotonic() + patience)
        try:
            yield
        finally:
            _unlock(file)


def _wait_for_lock(file: BinaryIO, root: Path, deadline: float) -> None:
    while not _try_lock(file):
        if time.monotonic() >= deadline:
            raise RefdeskError(
                "another refdesk is writing here", where=str(root), remedy="wait until it is done and try again"
            )
        time.sleep(_NAP_SECONDS)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
