"""What would citeproc-js print? Styles and items → the texts of the reference processor, to be held beside ours.

In: jobs, each a style's XML with items and citations. Out: for each job the entries with their ids and the citations,
in HTML. The npm package `citeproc` is asked, under Node, with the locale files that refdesk uses itself; it is
fetched into `build/` when first needed and is never shipped (its licence is AGPL or CPAL). Raises OracleMissing
where there is no Node, or no package and no way to fetch it.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent.parent / "build" / "csl-oracle"
PACKAGE = "citeproc@2.4"
_SCRIPT = Path(__file__).with_name("print.cjs")
_SECONDS = 300

Item = Mapping[str, Any]


class OracleMissing(RuntimeError):  # noqa: N818 - what it says is that something is not there
    """citeproc-js cannot be run here; the message says why."""


@dataclass(frozen=True, slots=True)
class Job:
    """Items to print in a style: as a bibliography, and as `citations` that follow each other in a document."""

    style: str
    items: Sequence[Item]
    citations: Sequence[Sequence[Item]] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What citeproc-js printed for a job: HTML by id in the style's order, HTML by citation, or an error."""

    entries: tuple[tuple[str, str], ...] = ()
    citations: tuple[str, ...] = ()
    error: str = ""


def ask(jobs: Sequence[Job]) -> list[Reply]:
    """The replies to all jobs, out of one process. Raises OracleMissing."""
    replies = json.loads(_run(command(), request(jobs)))
    return [_reply(each) for each in replies]


def command() -> list[str]:
    """The command line that reads a `request` and prints the replies; the package is fetched where it is not there.

    Raises OracleMissing.
    """
    node = _program("node")
    if not _package().is_dir():
        npm = _program("npm")
        FOLDER.mkdir(parents=True, exist_ok=True)
        _run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(FOLDER), PACKAGE])
    return [node, str(_SCRIPT)]


def request(jobs: Sequence[Job]) -> str:
    """What the command reads."""
    locales = str(files("citeproc") / "data" / "locales")
    return json.dumps({"module": str(_package()), "locales": locales, "jobs": [asdict(job) for job in jobs]})


def _package() -> Path:
    return FOLDER / "node_modules" / "citeproc"


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise OracleMissing(f"no {name} here: citeproc-js needs Node, see https://nodejs.org")
    return found


def _run(command_line: Sequence[str], stdin: str = "") -> str:
    try:
        outcome = subprocess.run(
            command_line, check=True, capture_output=True, text=True, encoding="utf-8", input=stdin, timeout=_SECONDS
        )
    except subprocess.CalledProcessError as error:
        raise OracleMissing(f"{Path(command_line[0]).name} failed: {error.stderr.strip()[-500:]}") from None
    except subprocess.TimeoutExpired:
        raise OracleMissing(f"{Path(command_line[0]).name} took more than {_SECONDS} seconds") from None
    return outcome.stdout


def _reply(decoded: Mapping[str, Any]) -> Reply:
    if "error" in decoded:
        return Reply(error=decoded["error"])
    entries = tuple((identifier, text) for identifier, text in decoded["entries"])
    return Reply(entries, tuple(text or "" for text in decoded["citations"]))
