"""Ways to look at the code from outside: run it in a fresh process, or read its syntax trees."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def python(tmp_path: Path) -> Run:
    """Run this Python with arguments in an empty folder; `env` adds to the environment. Fails the test if it fails."""

    def run(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        outcome = subprocess.run(
            [sys.executable, *map(str, arguments)],
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
            timeout=120,
        )
        assert outcome.returncode == 0, outcome.stderr[-3000:]
        return outcome

    return run


@pytest.fixture
def example_documents(repository: Path) -> Path:
    """The folder of the documents that the demo reads."""
    return repository / "examples" / "documents"


@pytest.fixture
def modules(repository: Path) -> dict[str, ast.Module]:
    """Every module of refdesk by its path in the repository, as a syntax tree."""
    paths = sorted((repository / "src" / "refdesk").rglob("*.py"))
    return {path.relative_to(repository).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
