"""Ingest: what a desk holds after reading, reading again, and hand edits in between."""

import json
from pathlib import Path

import pytest

from refdesk.desk.editing import Changes, edit
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.desk.undoing import undo
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Library
from tests.unit.desk_samples import BARE, write_samples


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "a desk"
    root.mkdir()
    return Desk(root, root / "references.bib")


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, Path, Path]:
    return write_samples(tmp_path / "papers")


def files(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(desk.root.glob("*.*")) if path.is_file()}


def meanings(library: Library) -> dict[tuple[str, str], tuple[str | None, str]]:
    return {(record.document, record.text): (record.work, record.status) for record in library.citations}


def test_a_bare_mark_means_the_work_that_another_document_describes(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    assert meanings(load_library(desk))["bare", "(Jacobs, 1961)"] == ("jacobs1961death", "resolved")


def test_a_mark_that_nothing_fits_points_at_a_stub(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    library = load_library(desk)
    assert meanings(library)["bare", "(Nomura, 2004)"] == ("nomura2004", "unmatched")
    assert library.by_key["nomura2004"].is_stub


def test_a_stub_gives_way_to_the_work_that_a_later_document_describes(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers[:1])
    report = ingest(desk, papers[2:])
    assert report.dropped == ("ostrom1990",)
    assert meanings(load_library(desk))["bare", "(Ostrom, 1990)"] == ("ostrom1990governing", "resolved")


def test_the_order_of_documents_does_not_change_what_cites_mean(tmp_path: Path, papers: tuple[Path, ...]) -> None:
    found = []
    for name, order in (("one", papers), ("other", papers[::-1])):
        root = tmp_path / name
        root.mkdir()
        desk = Desk(root, root / "references.bib")
        for path in order:
            ingest(desk, [path])
        found.append(meanings(load_library(desk)))
    assert found[0] == found[1]


def test_cited_by_names_the_documents(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    assert load_library(desk).cited_by("jacobs1961death") == ("bare", "listed")


def test_a_second_ingest_writes_nothing(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    before = files(desk)
    assert not ingest(desk, papers).changed
    assert files(desk) == before


def test_a_title_changed_by_hand_survives(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    text = desk.library_file.read_text(encoding="utf-8")
    mended = text.replace("The death and life of great American cities", "Life  and death, {by hand}")
    desk.library_file.write_text(mended, encoding="utf-8")
    ingest(desk, papers)
    assert desk.library_file.read_text(encoding="utf-8") == mended


def test_a_field_removed_by_hand_stays_away(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    edit(desk, "jacobs1961death", Changes(removed=["publisher"]))
    ingest(desk, papers)
    assert load_library(desk).by_key["jacobs1961death"].work.publisher is None


def test_an_entry_deleted_by_hand_is_not_made_again(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    blocks = desk.library_file.read_text(encoding="utf-8").split("\n\n")
    desk.library_file.write_text("\n\n".join(b for b in blocks if "{mumford" not in b), encoding="utf-8")
    ingest(desk, papers)
    assert not [entry for entry in load_library(desk).entries if entry.citekey.startswith("mumford")]


def test_a_stub_deleted_by_hand_is_not_made_again(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    blocks = desk.library_file.read_text(encoding="utf-8").split("\n\n")
    desk.library_file.write_text("\n\n".join(b for b in blocks if "{nomura" not in b), encoding="utf-8")
    ingest(desk, papers)
    assert "nomura2004" not in load_library(desk).by_key


def test_a_renamed_entry_keeps_its_citations(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    edit(desk, "jacobs1961death", Changes(new_key="jacobs"))
    ingest(desk, papers)
    library = load_library(desk)
    assert {record.work for record in library.citations if record.text == "(Jacobs, 1961)"} == {"jacobs"}
    assert library.entry("jacobs1961death") is library.entry("jacobs")


def test_a_confirmed_decision_survives_a_changed_document(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    lines = [json.loads(line) for line in desk.citations_file.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["text"] == "(Nomura, 2004)":
            line |= {"work": "jacobs1961death", "status": "confirmed"}
    desk.citations_file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    papers[0].write_text("A new first line.\n\n" + BARE, encoding="utf-8")
    ingest(desk, papers)
    assert meanings(load_library(desk))["bare", "(Nomura, 2004)"] == ("jacobs1961death", "confirmed")


def test_a_changed_document_is_read_anew(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    papers[0].write_text(BARE.replace(" (Nomura, 2004)", ""), encoding="utf-8")
    report = ingest(desk, papers[:1])
    assert report.dropped == ("nomura2004",)


def test_a_dry_run_writes_nothing(desk: Desk, papers: tuple[Path, ...]) -> None:
    report = ingest(desk, papers, dry_run=True)
    assert report.changed
    assert files(desk) == {}


def test_undo_takes_an_ingest_back(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers[:1])
    before = files(desk)
    ingest(desk, papers)
    undo(desk)
    assert files(desk) == before


def test_a_document_is_named_as_asked(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers[:1], as_key="towns")
    assert load_library(desk).by_key["towns"].is_source


def test_two_documents_of_one_name_are_refused(desk: Desk, papers: tuple[Path, ...], tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "bare.txt"
    other.parent.mkdir()
    other.write_text("Another text (Roe, 2001).", encoding="utf-8")
    with pytest.raises(RefdeskError, match="bare"):
        ingest(desk, [papers[0], other])


def test_a_key_of_a_cited_work_is_refused_for_a_document(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    with pytest.raises(RefdeskError, match="taken"):
        ingest(desk, papers[:1], as_key="nomura2004")


def test_one_bad_document_stops_all(desk: Desk, papers: tuple[Path, ...], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(RefdeskError, match="empty"):
        ingest(desk, [*papers, empty])
    assert files(desk) == {}


def test_paths_are_kept_relative_to_the_desk(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers[:1])
    assert load_library(desk).documents[0].path == "../papers/bare.txt"


def test_a_stub_with_an_annotation_is_kept(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers[:1])
    desk.annotations.mkdir()
    (desk.annotations / "nomura2004.md").write_text("Find this.", encoding="utf-8")
    papers[0].write_text(BARE.replace(" (Nomura, 2004)", ""), encoding="utf-8")
    ingest(desk, papers[:1])
    assert "nomura2004" in load_library(desk).by_key


def test_new_citekeys_follow_the_pattern_of_the_settings(desk: Desk, papers: tuple[Path, ...]) -> None:
    (desk.root / "refdesk.toml").write_text('[citekeys]\npattern = "[Author]-[year]"\n', encoding="utf-8")
    ingest(desk, papers)
    assert {"Ostrom-1990", "Nomura-2004"} <= set(load_library(desk).by_key)


def test_another_pattern_changes_no_citekey_that_is_written(desk: Desk, papers: tuple[Path, ...]) -> None:
    ingest(desk, papers)
    before = desk.library_file.read_bytes()
    (desk.root / "refdesk.toml").write_text('[citekeys]\npattern = "[Author]-[year]"\n', encoding="utf-8")
    ingest(desk, papers)
    assert desk.library_file.read_bytes() == before
