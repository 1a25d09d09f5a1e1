"""Three files make a Library; files change together, and with what others write meanwhile."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.model.errors import RefdeskError
from refdesk.model.library import Library
from refdesk.store import journal
from refdesk.store.library_files import Transaction, read_library, transaction


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


# -- written by others meanwhile ---------------------------------------------------------------------------------------

BIB = "@misc{one,\n  title = {One},\n}\n\n@misc{two,\n  title = {Two},\n}\n"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "references.bib"
    path.write_text(BIB)
    return path


def edit_while(bib: Path, meanwhile: Callable[[], object], old: str = "{One}", new: str = "{Won}") -> Transaction:
    """Change the library, while somebody else does something between the reading and the writing."""
    with transaction(bib.parent, "edit one") as changing:
        content = changing.read(bib) or b""
        meanwhile()
        changing.write(bib, content.replace(old.encode(), new.encode()))
    return changing


def typed(path: Path, old: str, new: str) -> Callable[[], object]:
    return lambda: path.write_text(path.read_text().replace(old, new))


def test_a_hand_edit_of_another_entry_meanwhile_is_kept(bib: Path) -> None:
    changing = edit_while(bib, typed(bib, "{Two}", "{Too}"))
    assert bib.read_text() == BIB.replace("{One}", "{Won}").replace("{Two}", "{Too}")
    assert changing.merged == [bib]


def test_a_hand_edit_of_the_same_entry_meanwhile_stops_the_change(bib: Path) -> None:
    with pytest.raises(RefdeskError, match=r"references\.bib: was changed on disk meanwhile.*Won.*Juan"):
        edit_while(bib, typed(bib, "{One}", "{Juan}"))
    assert bib.read_text() == BIB.replace("{One}", "{Juan}")


def test_a_merged_change_is_undone_without_the_hand_edit(bib: Path) -> None:
    edit_while(bib, typed(bib, "{Two}", "{Too}"))
    from refdesk.store.undoing import undo

    undo(bib.parent)
    assert bib.read_text() == BIB.replace("{Two}", "{Too}")


def test_the_history_tells_of_a_merged_change(bib: Path) -> None:
    edit_while(bib, typed(bib, "{Two}", "{Too}"))
    assert [step.title for step in journal.history(bib.parent)] == ["edit one (merged with what was written meanwhile)"]


def test_a_change_alone_merges_nothing(bib: Path) -> None:
    assert edit_while(bib, lambda: None).merged == []


def test_a_file_that_was_only_read_must_not_change(bib: Path) -> None:
    other = bib.with_name("citations.jsonl")
    changing = Transaction(bib.parent, "x")
    changing.read(other)
    changing.write(bib, b"")
    other.write_text("{}\n")
    with pytest.raises(RefdeskError, match=r"citations\.jsonl: was changed on disk meanwhile"):
        changing.commit()
    assert bib.read_text() == BIB


def test_a_file_reads_the_same_throughout_a_transaction(bib: Path) -> None:
    changing = Transaction(bib.parent, "x")
    first = changing.read(bib)
    bib.write_text("typed by hand")
    assert changing.read(bib) == first


def test_a_save_in_the_very_moment_of_the_rename_is_merged(bib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves while the new file is being written beside the old one; the second attempt sees it."""
    late = iter([typed(bib, "{Two}", "{Too}")])
    guard = journal._guard

    def guarded(path: Path, then: tuple[int, ...]) -> Callable[[], None]:
        def look() -> None:
            next(late, lambda: None)()
            guard(path, then)()

        return look

    monkeypatch.setattr(journal, "_guard", guarded)
    changing = edit_while(bib, lambda: None)
    assert bib.read_text() == BIB.replace("{One}", "{Won}").replace("{Two}", "{Too}")
    assert changing.merged == [bib]


def test_a_file_that_never_rests_is_left_alone(bib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def restless(path: Path, _then: tuple[int, ...]) -> Callable[[], None]:
        def look() -> None:
            raise journal.changed_meanwhile(path)

        return look

    monkeypatch.setattr(journal, "_guard", restless)
    with pytest.raises(RefdeskError, match="was changed on disk meanwhile"):
        edit_while(bib, lambda: None)
    assert (bib.read_text(), journal.history(bib.parent)) == (BIB, ())


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_a_linked_library_stays_linked(bib: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    bib.rename(tmp_path / "elsewhere" / "shared.bib")
    bib.symlink_to(tmp_path / "elsewhere" / "shared.bib")
    edit_while(bib, lambda: None)
    assert (bib.is_symlink(), bib.read_text()) == (True, BIB.replace("{One}", "{Won}"))


def test_two_processes_lose_no_edit(bib: Path) -> None:
    """Each makes a hundred edits, as fast as it can; every one of the two hundred is there, and can be told of."""
    command = [sys.executable, "-c", EDITING, str(bib)]
    processes = [subprocess.Popen([*command, name]) for name in ("one", "two")]
    assert [process.wait(timeout=300) for process in processes] == [0, 0]
    text = bib.read_text()
    assert [text.count(f"{name}{number} = ") for name in ("one", "two") for number in range(100)] == [1] * 200
    assert len(journal.history(bib.parent)) == 100  # as many as are remembered


EDITING = """
import sys
from pathlib import Path

from refdesk.formats.bibfile import BibFile
from refdesk.store.library_files import transaction

bib, name = Path(sys.argv[1]), sys.argv[2]
for number in range(100):
    with transaction(bib.parent, f"edit {name}") as changing:
        library = BibFile.parse(changing.read(bib) or b"")
        changing.write(bib, library.set(name, f"{name}{number}", "x").proved_bytes())
"""
