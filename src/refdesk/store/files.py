"""Read and write single files so that a crash leaves the old bytes or the new ones.

In: paths and bytes. Out: bytes, or a file that holds exactly the bytes given. `lock` lets one refdesk at a time
write in a folder. Raises RefdeskError, naming the file, where the disk refuses.
"""

import contextlib
import errno
import glob
import os
import platform
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from refdesk.model.errors import RefdeskError

DERIVED = ".refdesk"
LARGEST_FILE = 512 * 1024 * 1024
_PART = ".part"
_PATIENCE_SECONDS = 10.0
_NAP_SECONDS = 0.05
_LONGEST_HOLDER = 300


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
    """The bytes of `path`, or None where no file lies there.

    Raises RefdeskError as `read_bytes` does, and for a symbolic link that leads nowhere: what it should lead to may
    lie on a disk that is away, and must not pass for empty.
    """
    if path.exists():
        return read_bytes(path, limit)
    if path.is_symlink():
        raise RefdeskError("is a symbolic link that leads nowhere", where=str(path), remedy="mend or remove the link")
    return None


def write_atomically(
    path: Path, data: bytes, guard: Callable[[], None] = lambda: None, *, mode_of: Path | None = None
) -> None:
    """Make `path` hold `data`: whole or not at all, even if the power fails.

    A symbolic link is followed and kept; an existing file keeps its mode; missing parent folders are made. A new
    file gets the mode of the file `mode_of`, if there is one: what nobody else may read, no copy may tell.
    `guard` is called when all but the rename is done, and may stop it by raising.
    Raises RefdeskError where file or folder may not be written; the old content then still stands.
    """
    target = resolved(path)
    refuse_unwritable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = _write_aside(target, data, mode_of or target)
        try:
            guard()
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


def signature(path: Path) -> tuple[int, ...]:
    """What tells that the file at `path` was written or replaced since; () for no file.

    Raises RefdeskError where it cannot be asked for.
    """
    try:
        told = path.stat()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RefdeskError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path") from error
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns


# The coarsest clocks of file systems tick every two seconds: a younger file may be written again without a trace.
_RESTED_NANOSECONDS = 2_000_000_000


class Seen(NamedTuple):
    """What a file held when it was read (None: no file), and its signature just before.

    `rested` tells that any later writing shows in the signature.
    """

    content: bytes | None
    signature: tuple[int, ...]
    rested: bool

    @classmethod
    def at(cls, path: Path) -> "Seen":
        """Read `path`. Raises RefdeskError as `read_bytes` does."""
        told = signature(path)
        age = time.time_ns() - told[-1] if told else 0
        return cls(read_if_there(path), told, rested=age > _RESTED_NANOSECONDS)

    def now(self, path: Path) -> "Seen":
        """What `path` holds now; not read again where nobody wrote to it."""
        return self if self.rested and signature(path) == self.signature else Seen.at(path)


def keep(path: Path, content: bytes, kept: Path) -> None:
    """Let the new file `kept` hold `content`, which the file at `path` holds, while that one is replaced.

    A second name of the same file costs nothing, and is safe where the file has no other names: whoever writes to
    `path` later writes to the file that took its place. Else, and where the disk knows no such names, it is copied.
    Raises RefdeskError where `kept` cannot be written.
    """
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_symlink() and path.stat().st_nlink == 1:
            kept.hardlink_to(path)
            return
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}:
            raise _refused(kept, error) from error
    write_atomically(kept, content, mode_of=path)


def bring_back(kept: Path, path: Path) -> None:
    """Rename the file `kept` to `path`, which needs no space on the disk; links and the mode of `path` stay.

    Raises RefdeskError where the disk refuses.
    """
    target = resolved(path)
    try:
        if target.exists():
            kept.chmod(stat.S_IMODE(target.stat().st_mode))
        kept.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise _refused(target, error) from error
        write_atomically(path, read_bytes(kept))


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


def _write_aside(target: Path, data: bytes, mode_of: Path) -> Path:
    """Write `data` to a new file beside `target`, with the mode of another, down to the disk."""
    mode = stat.S_IMODE(mode_of.stat().st_mode) if mode_of.exists() else _usual_mode()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=_PART)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            _give_owner(aside, target)
        aside.chmod(mode)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _give_owner(aside: Path, target: Path) -> None:
    """Let the new file belong to the owner and group of the old one, as far as the system lets us."""
    if sys.platform != "win32":
        told = target.stat()
        for owner, group in ((-1, told.st_gid), (told.st_uid, -1)):
            with contextlib.suppress(OSError):
                os.chown(aside, owner, group)


def _prefix(target: Path) -> str:
    """What the name of a file written aside begins with; names of files have a greatest length."""
    return f".{target.name[:60]}."


def remove_parts(target: Path) -> None:
    """Take away what a killed process wrote aside for `target`. The caller holds the lock.

    Raises RefdeskError where the folder may not be written.
    """
    for part in target.parent.glob(f"{glob.escape(_prefix(target))}*{_PART}"):
        remove_file(part)


def _usual_mode() -> int:
    """The mode a new file gets in this process: mkstemp's 0600 would shut a group out."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names down to the disk, where the system can (Windows cannot)."""
    if sys.platform == "win32":
        return
    # Some network file systems do not sync folders; the rename itself has happened.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
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
def lock(root: Path, title: str = "", patience: float = _PATIENCE_SECONDS) -> Iterator[None]:
    """Keep every other refdesk from writing in `root` while the block runs; `title` tells them what for.

    The system frees the lock when the process ends, however it ends. Waits up to `patience` seconds, then
    raises RefdeskError that names the process which holds it. One process must not take it twice.
    """
    path = derived_folder(root) / "lock"
    deadline = time.monotonic() + patience
    with contextlib.ExitStack() as held:
        file = held.enter_context(_opened(path))
        _wait_for_lock(file, root, deadline)
        while not _is_the_file_at(path, file):  # somebody deleted .refdesk meanwhile, and a third may lock a new one
            file = held.enter_context(_opened(path))
            _wait_for_lock(file, root, deadline)
        _tell_holder(file, f"process {os.getpid()} on {platform.node()}: {title}")
        try:
            yield
        finally:
            _tell_holder(file, "")
            _unlock(file)


def _opened(path: Path) -> BinaryIO:
    try:
        derived_folder(path.parent.parent)
        # Without a buffer: on a full disk, closing the file would try once more to write what is in it, and fail.
        return path.open("a+b", buffering=0)
    except OSError as error:
        raise _refused(path, error) from error


def _is_the_file_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def _tell_holder(file: BinaryIO, text: str) -> None:
    """Write into the lock file who holds it. That is a courtesy: a full disk must not stop us."""
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(text.encode("utf-8", "replace")[:_LONGEST_HOLDER])
        file.flush()


def _holder(file: BinaryIO) -> str:
    """Who says to hold the lock, or an empty text."""
    try:
        file.seek(0)
        return file.read(_LONGEST_HOLDER).decode("utf-8", "replace").strip().rstrip(":")
    except OSError:
        return ""


def _wait_for_lock(file: BinaryIO, root: Path, deadline: float) -> None:
    while not _try_lock(file, root):
        if time.monotonic() >= deadline:
            holder = _holder(file)
            raise RefdeskError(
                f"another refdesk is writing here{f' ({holder})' if holder else ''}",
                where=str(root),
                remedy="wait until it is done and try again",
            )
        time.sleep(_NAP_SECONDS)


def _lockless(root: Path, error: OSError) -> RefdeskError:
    return RefdeskError(
        f"cannot be locked: {error.strerror}; nothing was changed",
        where=str(root),
        remedy="keep the desk on a disk that can lock files; some network disks cannot",
    )


_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})

if sys.platform == "win32":
    import msvcrt

    # Windows lets nobody read what is locked; a byte far behind the text leaves the holder's name readable.
    _FAR = 0x7FFF0000

    def _try_lock(file: BinaryIO, root: Path) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise _lockless(root, error) from error
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: BinaryIO, root: Path) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise _lockless(root, error) from error
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
