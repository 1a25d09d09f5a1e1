"""Three files make a Library."""

from pathlib import Path

import pytest

from refdesk.model.errors import RefdeskError
from refdesk.model.library import Library
from refdesk.store.library_files import read_library


def library_of(root: Path, bib: str = "", citations: str = "", documents: str = "") -> Library:
    names = {"references.bib": bib, "citations.jsonl": citations, "documents.jsonl": documents}
    for name, content in names.items():
        if content:
            (root / name).write_text(content)
    return read_library(*(root / name for name in names))


def test_missing_files_are_an_empty_library(tmp_path: Path) -> None:
    assert library_of(tmp_path) == Library()


def test_reading_leaves_no_file_behind(tmp_path: Path) -> None:
    library_of(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_entries_come_in_file_order(tmp_path: Path) -> None:
    library = library_of(tmp_path, bib="@misc{b,}\n@misc{a,}\n")
    assert [entry.citekey for entry in library.entries] == ["b", "a"]


def test_citations_are_read(tmp_path: Path) -> None:
    library = library_of(tmp_path, citations='{"document": "d", "start": 1, "end": 2, "text": "(1)", "kind": "note"}\n')
    assert [record.document for record in library.citations] == ["d"]


def test_documents_are_read(tmp_path: Path) -> None:
    library = library_of(tmp_path, documents='{"citekey": "d", "path": "x.txt", "sha256": "0"}\n')
    assert [record.path for record in library.documents] == ["x.txt"]


def test_problems_of_all_files_are_told(tmp_path: Path) -> None:
    library = library_of(tmp_path, "@misc{k, date={soon}}\n@misc{l, t={x}\n", "nonsense\n", "[]\n")
    assert [problem.code for problem in library.problems] == [
        "broken-block",
        "unreadable-date",
        "broken-record",
        "broken-record",
    ]


def test_a_utf16_library_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_bytes("@misc{k,}".encode("utf-16"))
    with pytest.raises(RefdeskError, match=r"references\.bib.*UTF-16"):
        library_of(tmp_path)
