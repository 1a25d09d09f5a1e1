"""The disk refuses in the midst of a change: the desk is old or new, and one line says why."""

import errno
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.model.errors import RefdeskError
from tests.faults.conftest import Deed, Stage, assert_sound, files_of, fresh

CALLS = ("open", "fsync", "replace", "link", "mkdir", "chmod", "unlink")
TAKING_SPACE = ("open", "link", "mkdir")


class Disk:
    """A disk that refuses the `number`th call and, if it is `broken` for good, each one after it."""

    def __init__(self, number: int, error: int, *, broken: bool) -> None:
        self.number = number
        self.error = error
        self.broken = broken
        self.calls = 0

    def asked(self) -> None:
        self.calls += 1
        if self.calls == self.number or (self.broken and self.calls > self.number):
            raise OSError(self.error, os.strerror(self.error))

    def install(self, patched: pytest.MonkeyPatch, calls: Sequence[str] = CALLS) -> None:
        """Stand between the store and the system: these calls, and every writing to a file, are asked about."""
        for name in calls:
            patched.setattr(os, name, self.refusing(getattr(os, name)))
        patched.setattr(os, "fdopen", lambda handle, mode: Written(self, handle, mode))

    def refusing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **options: Any) -> Any:
            self.asked()
            return call(*arguments, **options)

        return asked


class Written(io.FileIO):
    """A file whose writing the disk may refuse half-way."""

    def __init__(self, disk: Disk, handle: int, mode: str) -> None:
        super().__init__(handle, mode)
        self.disk = disk

    def write(self, data: Any) -> int:
        half = len(data) // 2
        super().write(data[:half])
        self.disk.asked()
        super().write(data[half:])
        return len(data)


def refusal(deed: Deed, desk: Desk) -> str | None:
    """The line that tells why the deed could not be done; None where it was done."""
    try:
        deed(desk)
    except RefdeskError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("error", "broken"), [(errno.ENOSPC, True), (errno.EIO, False)], ids=["full for good", "failing once"]
)
def test_a_refused_call_leaves_old_or_new(
    error: int, broken: bool, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exhaustive: the first call is refused in one run, the second in the next, until a run makes no more calls."""
    number, refused = 0, 0
    disk = Disk(0, error, broken=broken)
    while disk.calls >= number:
        number += 1
        desk = fresh(stage, tmp_path / "desk")
        disk = Disk(number, error, broken=broken)
        with monkeypatch.context() as patched:
            disk.install(patched)
            told = refusal(stage.deed, desk)
        refused += told is not None
        assert "\n" not in (told or "")
        assert_sound(desk, stage)
    assert refused > 10


def test_on_a_full_disk_the_desk_is_whole_at_once(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To rename and to delete takes no space, so nobody has to make room before the old files are back."""
    number = 0
    disk = Disk(0, errno.ENOSPC, broken=True)
    while disk.calls >= number:
        number += 1
        desk = fresh(stage, tmp_path / "desk")
        disk = Disk(number, errno.ENOSPC, broken=True)
        with monkeypatch.context() as patched:
            disk.install(patched, TAKING_SPACE)
            refusal(stage.deed, desk)
            assert refusal(load_library, desk) in {None, f"{desk.library_file}: no library here ({BEGIN})"}
            assert files_of(desk.root) in stage.states
    assert number > 5


BEGIN = "begin one with: refdesk ingest DOCUMENT... or refdesk import FILE..."
