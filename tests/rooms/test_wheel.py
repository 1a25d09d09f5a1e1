"""A built wheel installs into an empty environment and works there, with nothing of this checkout on the path."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from refdesk import __version__

pytestmark = pytest.mark.slow

NO_INDEX = re.compile(
    r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|ConnectTimeoutError|"
    r"Connection refused|ProxyError|Network is unreachable|ReadTimeoutError"
)
NOTE = "Commons can last (Ostrom, 1990), although they need not (Hardin, 1968).\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    repository = Path(__file__).resolve().parents[2]
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, repository, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def refdesk(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `refdesk` command of an environment that holds the wheel and its dependencies; its path has a blank."""
    home = tmp_path_factory.mktemp("empty") / "an environment"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    installed = _outcome(scripts / "python", "-m", "pip", "install", "--quiet", "--retries", "1", wheel, cwd=home)
    if installed.returncode and NO_INDEX.search(installed.stderr):
        pytest.skip("pip cannot reach a package index from here")
    assert installed.returncode == 0, installed.stderr[-3000:]
    return scripts / "refdesk"


def test_the_wheel_holds_the_package_alone(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"refdesk", f"refdesk-{__version__}.dist-info"}


@pytest.mark.parametrize("name", ["refdesk/py.typed", f"refdesk-{__version__}.dist-info/licenses/LICENSE"])
def test_the_wheel_brings(name: str, wheel: Path) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_the_installed_command_starts(refdesk: Path, tmp_path: Path) -> None:
    assert __version__ in _run(refdesk, "--version", cwd=tmp_path)


def test_the_installed_command_ingests(refdesk: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    _run(refdesk, "ingest", "note.txt", "--desk", ".", cwd=tmp_path)
    assert "Ostrom" in (tmp_path / "references.bib").read_text(encoding="utf-8")


def _run(*command: str | Path, cwd: Path) -> str:
    outcome = _outcome(*command, cwd=cwd)
    assert outcome.returncode == 0, outcome.stderr[-3000:]
    return outcome.stdout


def _outcome(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(word) for word in command],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment,
        timeout=600,
    )
