"""The tour in README.md shows what refdesk really prints on the example documents.

Each block of the tour begins with a line `$ command`; what follows is its output. To bring the README up to date after
a change that was meant, run `python -m tests.rooms.test_the_readme_is_true` in the repository's folder.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
README = REPOSITORY / "README.md"
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```$", re.MULTILINE | re.DOTALL)


def test_the_tour_shows_what_is_printed(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert text == toured(text, tmp_path)


def test_the_tour_has_stops() -> None:
    assert len(BLOCK.findall(README.read_text(encoding="utf-8"))) >= 5


def toured(text: str, folder: Path) -> str:
    """The README's text with every output in its tour printed anew, on a desk in `folder`."""
    shutil.copytree(REPOSITORY / "examples" / "documents", folder / "examples" / "documents")
    (folder / "demo").mkdir()
    return BLOCK.sub(lambda block: f"```console\n$ {block['command']}\n{printed(block['command'], folder)}```", text)


def printed(command: str, folder: Path) -> str:
    """What a command of refdesk prints in `folder`, 80 columns wide."""
    program, *words = shlex.split(command)
    assert program == "refdesk"
    spread = [path for word in words for path in (spread_out(word, folder) if "*" in word else [word])]
    environment = {**os.environ, "REFDESK_DESK": "demo", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "refdesk", *spread],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        timeout=60,
    ).stdout


def spread_out(pattern: str, folder: Path) -> list[str]:
    """The files that a shell would put in the pattern's place."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        README.write_text(toured(README.read_text(encoding="utf-8"), Path(made)), encoding="utf-8")
