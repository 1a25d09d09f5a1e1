"""Rules of the house that no linter knows: each carries its reason."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

# Short functions are what makes a module read from top to bottom; see CONTRIBUTING.md.
LONGEST_FUNCTION = 40
# A path of one machine in a file is a promise that breaks on the next. Spelled so that this line does not match itself.
MACHINE_PATH = re.compile(r"(?<![\w.~)\]}>*-])/(?:work|tmp|root|home|Users|opt)/\w")
INDEX = re.compile(r"pypi[.]org|python[h]osted|index[-]url|deb[.]debian|registry[.]npmjs")
FROM_OUTSIDE = (".bib", ".jsonl", ".svg")


def test_every_module_says_what_it_holds(modules: dict[str, ast.Module]) -> None:
    assert not [path for path, tree in modules.items() if not ast.get_docstring(tree)]


def test_every_public_name_says_what_it_does(modules: dict[str, ast.Module]) -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_" and not ast.get_docstring(node)
    ]
    assert not silent


def test_every_room_says_which_question_it_answers(modules: dict[str, ast.Module]) -> None:
    rooms = {path: tree for path, tree in modules.items() if re.fullmatch(r"src/refdesk/\w+/__init__\.py", path)}
    unsaid = [path for path, tree in rooms.items() if "?" not in (ast.get_docstring(tree) or "")]
    assert unsaid == ["src/refdesk/model/__init__.py"]  # the nouns answer no question


def test_no_function_is_longer_than_a_screen(modules: dict[str, ast.Module]) -> None:
    long = [
        f"{path}:{node.lineno} {node.name} has {_length(node)} lines"
        for path, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > LONGEST_FUNCTION
    ]
    assert not long


def test_no_file_names_a_path_of_one_machine(shipped: dict[str, str]) -> None:
    assert not _hits(shipped, MACHINE_PATH)


def test_no_file_names_where_packages_come_from(shipped: dict[str, str]) -> None:
    assert not _hits(shipped, INDEX)


@pytest.fixture
def shipped(repository: Path) -> dict[str, str]:
    """The text files that git tracks, by name, apart from data that came out of documents and programs."""
    if shutil.which("git") is None or not (repository / ".git").exists():
        pytest.skip("not a git checkout: which files are shipped is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=repository,
    )
    names = [name for name in listed.stdout.split("\0") if name and not name.endswith(FROM_OUTSIDE)]
    files = {name: (repository / name) for name in names if (repository / name).is_file()}
    return {name: path.read_text(encoding="utf-8", errors="replace") for name, path in files.items()}


def _hits(files: dict[str, str], pattern: re.Pattern[str]) -> list[str]:
    lines = ((name, number, line) for name, text in files.items() for number, line in enumerate(text.splitlines(), 1))
    return [f"{name}:{number}: {line.strip()[:100]}" for name, number, line in lines if pattern.search(line)]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    told = 1 if ast.get_docstring(function) else 0
    body = function.body[told:]
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1
