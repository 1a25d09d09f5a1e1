"""A process is killed in the midst of a change: the desk is old or new, never neither.

`REFDESK_CRASHES=1000` asks for more kills at random moments than the eighty that every run makes, and for the
thorough tests of this folder on every deed.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.desk.place import Desk
from tests.faults.conftest import DEEDS, Stage, assert_sound, fresh, stage_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which is POSIX's")

CRASHES = int(os.environ.get("REFDESK_CRASHES", "80"))
TOUCHING = ("open", "os.", "shutil.", "tempfile.")


def in_child(deed: Callable[[Desk], object], desk: Desk, before: Callable[[], None] = lambda: None) -> int:
    """Do the deed in a process of its own, and return that process's number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        before()
        deed(desk)
        status = 0
    finally:
        os._exit(status)


def end_of(child: int) -> int:
    """How the child ended: its exit code, or minus the number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(number: int) -> Callable[[], None]:
    """Kill this process when it is about to touch files for the `number`th time from now on."""

    def arm() -> None:
        left = number

        def watch(event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal left
            left -= event.startswith(TOUCHING)
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)

    return arm


def test_a_kill_before_any_touch_of_a_file_leaves_old_or_new(stage: Stage, tmp_path: Path) -> None:
    """Exhaustive: one run is killed before its first touch of a file, the next before its second, until one ends."""
    number, ended = 0, -signal.SIGKILL
    while ended == -signal.SIGKILL:
        number += 1
        desk = fresh(stage, tmp_path / "desk")
        ended = end_of(in_child(stage.deed, desk, killed_at(number)))
        assert_sound(desk, stage)
    assert ended == 0
    assert number > 20


def test_a_kill_at_any_moment_leaves_old_or_new(tmp_path: Path) -> None:
    chance = random.Random(1961)  # noqa: S311 - a fixed seed, so that a failure comes again
    stages = []
    for name in DEEDS:
        (tmp_path / name).mkdir()
        stages.append(stage_of(name, tmp_path / name))
    kills = 0
    for round_ in range(CRASHES):
        stage = stages[round_ % len(stages)]
        desk = fresh(stage, tmp_path / "desk")
        child = in_child(stage.deed, desk)
        time.sleep(chance.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        kills += end_of(child) == -signal.SIGKILL
        assert_sound(desk, stage)
    assert kills > CRASHES / 10
