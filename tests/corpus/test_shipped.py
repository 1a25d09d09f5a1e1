"""The library that ships in the repository's root: up to date with the code, and with the documents where they are."""

import shutil
from pathlib import Path

import pytest

from refdesk.cli import run
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library

STYLES = ("apa", "chicago-notes", "chicago-author-date", "mla", "ieee", "harvard")


@pytest.mark.parametrize("form", ["txt", "md", "html"])
@pytest.mark.parametrize("style", STYLES)
def test_the_exports_are_what_the_code_writes_now(style: str, form: str, repository: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    code = run(["export", "--desk", str(repository), "--style", style, "--format", form, "-q", "-o", str(target)])
    assert code == 0
    assert target.read_bytes() == (repository / "exports" / f"{style}.{form}").read_bytes()


def test_no_citation_means_an_entry_that_is_not_there(repository: Path) -> None:
    library = load_library(Desk(repository, repository / "references.bib"))
    assert [record for record in library.citations if record.work and library.entry(record.work) is None] == []


def test_the_library_holds_no_broken_block(repository: Path) -> None:
    assert load_library(Desk(repository, repository / "references.bib")).problems == ()


def test_another_ingest_of_the_five_documents_changes_nothing(repository: Path, tmp_path: Path) -> None:
    corpus = repository.parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("the five documents are not at ../shared/corpus")
    root = tmp_path / "main"
    root.mkdir()
    shutil.copytree(corpus, tmp_path / "shared" / "corpus")
    for name in ("references.bib", "citations.jsonl", "documents.jsonl"):
        shutil.copy(repository / name, root / name)
    paths = sorted((tmp_path / "shared" / "corpus").glob("*.txt"))
    report = ingest(Desk(root, root / "references.bib"), paths, dry_run=True)
    assert not report.changed
