"""What people write into `references.bib` survives a second ingest of the same documents, byte for byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.desk.editing import Changes, edit
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.querying import document_named, load_library
from refdesk.desk.rekeying import with_current_keys
from refdesk.model.library import CitationRecord, Entry, Library
from refdesk.model.work import Work
from tests.unit.desk_samples import write_samples


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, Path, Path]:
    return write_samples(tmp_path / "papers")


@pytest.fixture
def desk(tmp_path: Path, papers: tuple[Path, ...]) -> Desk:
    """A desk that has read the papers."""
    root = tmp_path / "desk"
    root.mkdir()
    desk = Desk(root, root / "references.bib")
    ingest(desk, papers)
    return desk


def change(desk: Desk, old: str, new: str) -> bytes:
    """Replace one place in the library file as an editor would, and return the bytes written."""
    text = desk.library_file.read_bytes().decode()
    assert text.count(old) == 1
    data = text.replace(old, new).encode()
    desk.library_file.write_bytes(data)
    return data


def block(desk: Desk, citekey: str) -> str:
    blocks = desk.library_file.read_text(encoding="utf-8").split("\n\n")
    return next(block for block in blocks if f"{{{citekey}," in block)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  title = {The Tragedy of the Commons},", '  title   =   "The {Tragedy}",  % mine'),
        ("  volume = {162},\n", ""),
        ("  volume = {162},", "  volume = {162},\n  keywords = {to read, mine},"),
        ("  author = {Hardin, Garrett},", "  author = {Hardin, G. and Somebody},"),
        ("@article{hardin", "@ARTICLE{hardin"),
        ("@article{hardin", "% a remark\n\n\n@string{x = {y}}\n@article{hardin"),
        ("  date = {1968},", "  year = 1968,\n  month = dec,"),
        ("  keywords = {stub},\n", "  keywords = {stub, mine},\n"),
    ],
    ids=["value", "removed", "keywords", "author", "type", "remarks", "date", "stub"],
)
def test_a_change_by_hand_stands(desk: Desk, papers: tuple[Path, ...], old: str, new: str) -> None:
    mended = change(desk, old, new)
    ingest(desk, papers)
    assert desk.library_file.read_bytes() == mended


def test_line_ends_of_another_system_stand(desk: Desk, papers: tuple[Path, ...]) -> None:
    data = desk.library_file.read_bytes().replace(b"\n", b"\r\n")
    desk.library_file.write_bytes(data)
    ingest(desk, papers)
    assert desk.library_file.read_bytes() == data


@pytest.mark.parametrize("citekey", ["mumford1961city", "nomura2004", "noted"], ids=["work", "stub", "document"])
def test_an_entry_deleted_by_hand_stays_away(desk: Desk, papers: tuple[Path, ...], citekey: str) -> None:
    mended = change(desk, block(desk, citekey), "")
    ingest(desk, papers)
    assert desk.library_file.read_bytes() == mended


def test_another_title_does_not_make_another_work(desk: Desk, papers: tuple[Path, ...]) -> None:
    edit(desk, "hardin1968tragedy", Changes({"title": "Something Else Altogether"}))
    before = desk.library_file.read_bytes()
    ingest(desk, papers)
    assert desk.library_file.read_bytes() == before
    assert load_library(desk).cited_by("hardin1968tragedy") == ("noted",)


def test_a_new_document_finds_a_work_edited_by_hand(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}))
    later = tmp_path / "later.txt"
    later.write_text("The old story is well known (Hardin, 1968).\n", encoding="utf-8")
    ingest(desk, [later])
    assert load_library(desk).cited_by("hardin1968tragedy") == ("later", "noted")
    assert "note = {Mine}" in block(desk, "hardin1968tragedy")


RENAMINGS: dict[str, Callable[[Desk], object]] = {
    "by refdesk": lambda desk: edit(desk, "jacobs1961death", Changes(new_key="jacobs")),
    "by hand": lambda desk: change(desk, "{jacobs1961death,", "{jacobs,\n  ids = {jacobs1961death},"),
}


@pytest.mark.parametrize("rename", RENAMINGS.values(), ids=RENAMINGS)
def test_a_renamed_work_is_the_same_work(
    desk: Desk, papers: tuple[Path, ...], rename: Callable[[Desk], object]
) -> None:
    rename(desk)
    before = desk.library_file.read_bytes()
    ingest(desk, papers)
    library = load_library(desk)
    assert desk.library_file.read_bytes() == before
    assert {record.work for record in library.citations if "Jacobs" in record.text} == {"jacobs"}


def test_a_document_renamed_by_hand_is_found_at_once(desk: Desk) -> None:
    change(desk, "@misc{bare,", "@misc{towns,\n  ids = {bare},")
    library = load_library(desk)
    assert document_named(library, "towns").path == "../papers/bare.txt"
    assert library.cited_by("jacobs1961death") == ("listed", "towns")


def test_a_document_renamed_by_hand_is_not_read_as_another(desk: Desk, papers: tuple[Path, ...]) -> None:
    change(desk, "@misc{bare,", "@misc{towns,\n  ids = {bare},")
    ingest(desk, papers)
    library = load_library(desk)
    assert sorted(record.citekey for record in library.documents) == ["listed", "noted", "towns"]
    assert "citedby = {listed, towns}" in block(desk, "jacobs1961death")


def test_a_second_ingest_after_a_rename_by_hand_changes_nothing(desk: Desk, papers: tuple[Path, ...]) -> None:
    change(desk, "@misc{bare,", "@misc{towns,\n  ids = {bare},")
    ingest(desk, papers)
    assert not ingest(desk, papers).changed


def test_the_records_of_a_library_without_aliases_stand() -> None:
    library = Library(entries=(Entry(citekey="a", work=Work()),))
    assert with_current_keys(library) is library


def test_an_alias_that_is_another_entry_s_own_key_is_left_alone() -> None:
    entries = (Entry(citekey="a", work=Work(), aliases=("b",)), Entry(citekey="b", work=Work()))
    record = CitationRecord(document="d", start=0, end=1, text="b", kind="note", work="b")
    assert with_current_keys(Library(entries=entries, citations=(record,))).citations == (record,)
