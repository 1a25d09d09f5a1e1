"""Documents that no author wrote are read or refused in bounded time and memory, and nothing of them is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from refdesk.cli import run
from refdesk.desk.extracting import extract
from refdesk.documents.text import read_text
from refdesk.model.document import Document
from refdesk.model.errors import RefdeskError
from refdesk.resolving.extraction import extract_document
from tests.faults.hostile_documents import documents, encoded

SIZE = 20_000
CPU_SECONDS = 240
"""For all documents together; they take a few seconds."""

MEMORY = 1_500_000_000
LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
"""

READ_ALL = (
    LIMITED
    + f"""
from refdesk.documents.text import read_text
from refdesk.model.errors import RefdeskError
from refdesk.resolving.extraction import extract_document
from tests.faults.hostile_documents import documents
for name, data in documents({SIZE}).items():
    print(name, flush=True)
    try:
        document = read_text(data, name)
    except RefdeskError:
        continue
    found = extract_document(document)
    assert found.document.text == document.text, name
    for one in (*found.citations, *found.references):
        assert 0 <= one.start < one.end <= len(document.text), (name, one)
print("done")
"""
)

# What grows with the square of a document's length shows in the number of calls, which no busy machine changes.
COUNT_CALLS = """
import json, sys
from refdesk.documents.text import read_text
from refdesk.model.errors import RefdeskError
from refdesk.resolving.extraction import extract_document
from tests.faults.hostile_documents import documents

def calls(data):
    count = 0
    def called(frame, event, argument):
        nonlocal count
        count += event != "return"
    try:
        document = read_text(data, "a.txt")
        sys.setprofile(called)
        extract_document(document)
    except RefdeskError:
        pass
    finally:
        sys.setprofile(None)
    return count

once, more = documents(1_500), documents(6_000)
for data in once.values():  # whatever is done but once is done now
    calls(data)
for name in once:
    print(json.dumps([name, calls(once[name]), calls(more[name])]), flush=True)
"""
LINEAR = 4 * 1.5
"""How much longer four times as long a text may take: a logarithm or a rest is allowed, a square is not."""

only_where_limits_are_kept = pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no such limits")


def python(repository: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8", cwd=repository
    )


@only_where_limits_are_kept
def test_every_hostile_document_is_read_or_refused(repository: Path) -> None:
    outcome = python(repository, READ_ALL)
    assert (outcome.stdout.splitlines()[-1], outcome.returncode) == ("done", 0), outcome.stderr[-2000:]


def test_the_work_grows_with_the_length_of_a_document(repository: Path) -> None:
    outcome = python(repository, COUNT_CALLS)
    counts = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert len(counts) == len(documents(100)), outcome.stderr[-2000:]
    assert not [(name, once, more) for name, once, more in counts if more > LINEAR * once + 2000]


@pytest.mark.parametrize("name", ["noise", "NULs within"])
def test_what_is_no_text_is_refused(name: str) -> None:
    with pytest.raises(RefdeskError, match="no text file"):
        read_text(encoded(5_000)[name], "a.txt")


@pytest.mark.parametrize(
    "name", ["Latin-1 within UTF-8", "Windows-1252", "UTF-16 without a mark", "big-endian UTF-16 without a mark"]
)
def test_a_guessed_encoding_is_told_and_keeps_its_accents(name: str) -> None:
    document = read_text(encoded(5_000)[name], "a.txt")
    assert ([problem.code for problem in document.problems], document.text[:26]) == (
        ["encoding-guessed"],
        "Größe (Müller, 2001) und C",
    )


def test_a_line_of_fifty_megabytes_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 50_000_000)
    code = run(["extract", str(path)])
    (line,) = capsys.readouterr().err.splitlines()
    assert (code, f"refdesk: {path}: " in line, "larger than 20" in line, "split it" in line) == (2, True, True, True)


def test_a_lone_surrogate_is_text_like_any_other() -> None:
    found = extract("So it is (Roe, 2001)\ud800.")
    assert [citation.text for citation in found.citations] == ["(Roe, 2001)"]


@pytest.mark.parametrize("depth", [10, 1_000, 10_000])
def test_a_bracket_is_found_however_deep_it_lies(depth: int) -> None:
    text = "(" * depth + " so (Roe, 2001) " + ")" * depth
    assert extract_document(Document(text=text)).document.text == text


@pytest.mark.parametrize("form", ["--json", "--text"])
def test_a_hostile_document_ends_in_no_traceback(form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = []
    for number, data in enumerate(documents(300).values()):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_bytes(data)
    assert run(["extract", form, *map(str, paths)]) == 2
    assert all(line.startswith("refdesk: ") for line in capfd.readouterr().err.splitlines())
