"""`refdesk tui` in a real terminal, and where there is none."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from refdesk.desk.place import Desk

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
PATIENCE_SECONDS = 30


class Terminal:
    """A tmux server of its own with one window."""

    def __init__(self, folder: Path, size: tuple[int, int], environment: dict[str, str]) -> None:
        self._socket = folder / "tmux"
        width, height = map(str, size)
        shell = f"'{sys.executable}' -m refdesk tui; echo ended with $?; exec sleep 60"
        command = ["-f", os.devnull, "new-session", "-d", "-x", width, "-y", height, "-c", str(folder), shell]
        self._tmux(*command, environment=environment)

    def press(self, *keys: str) -> None:
        """Press keys, named as tmux names them."""
        self._tmux("send-keys", *keys)

    def text(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, text: str, *, gone: bool = False) -> str:
        """Wait until `text` stands on the screen, or does not any more, and return the screen."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (text in (seen := self.text())) == gone:
            assert time.monotonic() < deadline, f"{text!r}, gone: {gone}, on:\n{seen}"
            time.sleep(0.1)
        return seen

    def close(self) -> None:
        """End the server and all in it."""
        self._tmux("kill-server")

    def _tmux(self, *arguments: str, environment: dict[str, str] | None = None) -> str:
        return subprocess.run(
            ["tmux", "-S", str(self._socket), *arguments],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
            timeout=PATIENCE_SECONDS,
        ).stdout


Open = Callable[..., Terminal]


@pytest.fixture
def terminal() -> Iterator[Open]:
    """Open a terminal in a folder and start `refdesk tui` there."""
    opened: list[Terminal] = []

    def open_terminal(folder: Path, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        opened.append(Terminal(folder, size, environment))
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.close()


@needs_tmux
def test_a_session_from_search_to_quit(desk: Desk, terminal: Open) -> None:
    window = terminal(desk.root)
    window.wait_for("7 entries")
    window.press("/", "muller")
    window.wait_for("1 of 7")
    window.press("Enter", "Enter")
    window.wait_for("Müller, J. (1998)")
    window.press("Right")
    window.wait_for("@book{mueller1998waage,")
    window.press("Escape")
    window.wait_for("citekey")
    window.press("q")
    window.wait_for("ended with 0")


@needs_tmux
def test_a_wide_terminal_shows_list_beside_pages(desk: Desk, terminal: Open) -> None:
    window = terminal(desk.root, (200, 50))
    window.wait_for("7 entries")
    window.press("j", "4")
    assert "market-notes" in window.wait_for("she counted them twice")


@needs_tmux
def test_the_editor_is_given_the_terminal_and_gives_it_back(desk: Desk, terminal: Open, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "draft of $1"\nread line\necho "$line" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    window = terminal(desk.root, VISUAL=str(editor))
    window.wait_for("7 entries")
    window.press("j", "e")
    window.wait_for("draft of")
    window.press("my view", "Enter")
    window.wait_for("Wrote")
    assert (desk.annotations / "brandt2004stalls.md").read_text(encoding="utf-8") == "my view\n"
    window.press("q")
    window.wait_for("ended with 0")


@needs_tmux
def test_a_folder_without_library_is_told_how_to_begin(tmp_path: Path, terminal: Open) -> None:
    seen = terminal(tmp_path, (200, 24)).wait_for("ended with 2")
    assert "no library here (begin one with: refdesk ingest DOCUMENT... or refdesk import FILE...)" in seen


def test_without_a_terminal_it_ends_with_one_line(desk: Desk) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "refdesk", "tui", "--desk", str(desk.root)],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.splitlines() == [
        "refdesk: the terminal desk needs a terminal (for scripts there are refdesk list and refdesk show)"
    ]
