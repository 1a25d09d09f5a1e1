"""A room imports only rooms below it, and the pure rooms import nothing that touches the world."""

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.rooms.conftest import Run

PURE_ROOMS = ("model", "reading", "parsing", "resolving", "links")
# What would let a pure room see files, the network, the clock, chance, logging or settings.
WORLD = frozenset(
    {
        *("asyncio", "configparser", "ctypes", "fileinput", "glob", "http", "importlib", "io", "locale", "logging"),
        *("multiprocessing", "os", "pkgutil", "random", "requests", "secrets", "select", "shelve", "shutil", "signal"),
        *("socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "tomllib", "urllib3"),
        *("uuid", "webbrowser"),
    }
)
# The one module of the pure rooms that reads: the labelling model and the dictionaries of its own package.
OWN_DATA = "src/refdesk/parsing/own_data.py"
CLOCK_READERS = frozenset({"today", "now", "utcnow"})


def test_the_contracts_hold(python: Run, repository: Path) -> None:
    told = python(
        "-c",
        "import sys; from importlinter.cli import lint_imports; "
        "sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))",
        repository / "pyproject.toml",
    )
    assert "0 broken" in told.stdout


def test_every_room_has_its_place_in_the_layers(repository: Path) -> None:
    layers = " ".join(_contracts(repository)[0]["layers"]).replace("|", " ").split()
    source = repository / "src" / "refdesk"
    rooms = {path.parent for path in source.glob("*/__init__.py")}
    doors = {path.with_suffix("") for path in source.glob("[!_]*.py")}
    assert {f"refdesk.{path.name}" for path in rooms | doors} == set(layers)


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_imports_nothing_of_the_world(room: str, modules: dict[str, ast.Module]) -> None:
    found = {
        (path, name)
        for path, tree in modules.items()
        if path.startswith(f"src/refdesk/{room}/") and path != OWN_DATA
        for name in _imported(tree)
        if name.partition(".")[0] in WORLD or name.startswith("urllib.request")
    }
    assert not found


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_opens_no_file_by_name(room: str, modules: dict[str, ast.Module]) -> None:
    assert not _calls(modules, room, frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"}))


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_never_asks_for_the_date(room: str, modules: dict[str, ast.Module]) -> None:
    assert not _calls(modules, room, CLOCK_READERS)


def _contracts(repository: Path) -> list[dict[str, Any]]:
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return contracts


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def _calls(modules: dict[str, ast.Module], room: str, names: frozenset[str]) -> set[tuple[str, int]]:
    return {
        (path, node.lineno)
        for path, tree in modules.items()
        if path.startswith(f"src/refdesk/{room}/") and path != OWN_DATA
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node.func) in names
    }


def _called(function: ast.expr) -> str | None:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None
