"""Reading, parsing and resolving are values in, values out: proved on the demo's documents in a process of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rooms.conftest import Run

# Every module of the core is loaded first, and the parser's own model and dictionaries. From then on the process notes
# whatever it asks of the world: Python raises these audit events for files, sockets, processes and modules not yet
# loaded.
CORE = """
import importlib, json, pkgutil, sys
from pathlib import Path

for room in ("model", "parsing", "reading", "resolving", "documents", "links", "linting"):
    package = importlib.import_module("refdesk." + room)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
from refdesk.documents.text import read_text
from refdesk.parsing.references import parse_reference
from refdesk.resolving.extraction import extract_document

parse_reference("Ostrom, E. (1990). Governing the commons. Cambridge: Cambridge University Press.")
files = [(path.read_bytes(), path.name) for path in sorted(Path(sys.argv[1]).iterdir())]
world = ("open", "import", "socket", "subprocess", "os", "shutil", "tempfile", "glob", "sqlite3", "urllib", "ctypes")
asked = []
watching = True

def watch(event, arguments):
    if watching and event.partition(".")[0] in world:
        asked.append(event + " " + repr(arguments)[:200])

sys.addaudithook(watch)
extractions = [extract_document(read_text(data, name)) for data, name in files]
if "--open-a-file" in sys.argv:
    open(sys.argv[1] + "/the-tool-shed.txt", "rb").close()
watching = False
print(json.dumps({"asked": asked, "found": sum(len(e.citations) for e in extractions), "all": repr(extractions)}))
"""


def test_the_core_asks_nothing_of_the_world(python: Run, example_documents: Path) -> None:
    assert _run(python, example_documents)["asked"] == []


def test_the_watch_would_notice_a_file_opened(python: Run, example_documents: Path) -> None:
    assert len(_run(python, example_documents, "--open-a-file")["asked"]) == 1


def test_the_core_finds_citations_under_watch(python: Run, example_documents: Path) -> None:
    assert _run(python, example_documents)["found"] > 0


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_hashes_changes_nothing(seed: str, python: Run, example_documents: Path) -> None:
    seeded, plain = (_run(python, example_documents, env={"PYTHONHASHSEED": number})["all"] for number in (seed, "0"))
    assert seeded == plain


def _run(python: Run, documents: Path, *flags: str, env: dict[str, str] | None = None) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(python("-c", CORE, documents, *flags, env=env).stdout)
    return told
