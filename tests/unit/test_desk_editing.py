"""Edit: fields set, removed, keys renamed, stubs completed, in one step that can be taken back."""

import json
from pathlib import Path

import pytest

from refdesk.desk.editing import Changes, edit
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.desk.undoing import changes_made, undo
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError
from tests.unit.desk_samples import write_samples

ENTRIES = """@book{whole,
  title = {A Whole},
  date = {1990},
}

@inbook{part,
  title = {A Part},
  crossref = {whole},
}

@set{both,
  entryset = {part, whole,other},
}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that has read the sample documents."""
    root = tmp_path / "desk"
    root.mkdir()
    desk = Desk(root, root / "references.bib")
    ingest(desk, write_samples(tmp_path / "papers"))
    return desk


@pytest.fixture
def lone(tmp_path: Path) -> Desk:
    """A library of entries that refer to each other."""
    path = tmp_path / "lone.bib"
    path.write_text(ENTRIES, encoding="utf-8")
    return Desk(tmp_path, path)


def contents(desk: Desk) -> dict[str, bytes]:
    """Every file of the desk but derived data."""
    files = (path for path in desk.root.rglob("*") if path.is_file() and ".refdesk" not in path.parts)
    return {str(path.relative_to(desk.root)): path.read_bytes() for path in files}


def fields(desk: Desk, citekey: str) -> dict[str, str]:
    return dict(BibFile.parse(desk.library_file.read_bytes()).fields(citekey))


# -- fields ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("note", "100% of #1 & A_B ~ $5", "100\\% of \\#1 \\& A\\_B {\\textasciitilde} \\$5"),
        ("title", "The {NATO} {\\'E}tude", "The {NATO} {\\'E}tude"),
        ("url", "https://example.org/a_b%20c#d", "https://example.org/a_b%20c#d"),
        ("doi", "10.1000/a_b#c", "10.1000/a_b#c"),
        ("related", "a_b", "a_b"),
        ("note", "Größe 文", "Größe 文"),
    ],
)
def test_a_value_is_written_as_its_field_takes_it(desk: Desk, name: str, value: str, written: str) -> None:
    edit(desk, "hardin1968tragedy", Changes({name: value}))
    assert fields(desk, "hardin1968tragedy")[name] == written


def test_an_edit_tells_what_it_changed(desk: Desk) -> None:
    (edited,) = edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}, ["volume"]))
    assert edited.told == ["hardin1968tragedy: note = Mine", "hardin1968tragedy: volume removed"]


def test_an_edit_to_the_same_value_says_that_nothing_changed(desk: Desk) -> None:
    before = contents(desk)
    assert "nothing changed" in edit(desk, "hardin1968tragedy", Changes({"volume": "162"}))[0].told[0]
    assert contents(desk) == before


def test_an_edit_to_the_same_value_is_no_step(desk: Desk) -> None:
    steps = len(changes_made(desk))
    edit(desk, "hardin1968tragedy", Changes({"volume": "162"}))
    assert len(changes_made(desk)) == steps


def test_history_names_the_fields(desk: Desk) -> None:
    edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}, ["volume"], "hardin"))
    assert changes_made(desk)[-1].step.title == "edit hardin1968tragedy: set note, remove volume, rename to hardin"


def test_a_field_both_set_and_removed_is_a_wrong_request(desk: Desk) -> None:
    before = contents(desk)
    with pytest.raises(RefdeskError, match="both"):
        edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}, ["note"]))
    assert contents(desk) == before


@pytest.mark.parametrize("value", ["a {b", "a} b {c", "a \x1b b"])
def test_a_value_that_would_break_the_file_is_refused(desk: Desk, value: str) -> None:
    before = contents(desk)
    with pytest.raises(RefdeskError):
        edit(desk, "hardin1968tragedy", Changes({"url": value}))
    assert contents(desk) == before


def test_a_date_that_cannot_be_read_is_told_of(desk: Desk) -> None:
    (edited,) = edit(desk, "hardin1968tragedy", Changes({"date": "in spring"}))
    assert [line for line in edited.told if "no date" in line]


def test_a_year_beside_a_date_is_told_of(desk: Desk) -> None:
    (edited,) = edit(desk, "hardin1968tragedy", Changes({"year": "1969"}))
    assert "set date" in edited.told[-1]


def test_a_year_without_a_date_needs_no_word(desk: Desk) -> None:
    (edited,) = edit(desk, "hardin1968tragedy", Changes({"year": "1969"}, ["date"]))
    assert not [line for line in edited.told if "set date" in line]


def test_an_entry_can_be_named_by_its_old_key(desk: Desk) -> None:
    edit(desk, "hardin1968tragedy", Changes(new_key="hardin"))
    edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}))
    assert fields(desk, "hardin")["note"] == "Mine"


def test_of_two_entries_with_one_key_the_first_is_edited(lone: Desk) -> None:
    lone.library_file.write_text("@book{a,\n  title = {One},\n}\n@book{a,\n  title = {Two},\n}\n", encoding="utf-8")
    edit(lone, "a", Changes({"title": "First"}))
    assert [entry.fields["title"] for entry in BibFile.parse(lone.library_file.read_bytes()).entries] == [
        "First",
        "Two",
    ]


# -- stubs -------------------------------------------------------------------------------------------------------------


def test_a_stub_with_a_title_is_a_stub_no_more(desk: Desk) -> None:
    (edited,) = edit(desk, "nomura2004", Changes({"title": "The Quarrel"}))
    assert "nomura2004: a stub no more" in edited.told
    assert "keywords" not in fields(desk, "nomura2004")


def test_other_keywords_of_a_completed_stub_stay(desk: Desk) -> None:
    edit(desk, "nomura2004", Changes({"keywords": "mine, stub, to buy"}))
    edit(desk, "nomura2004", Changes({"title": "The Quarrel"}))
    assert fields(desk, "nomura2004")["keywords"] == "mine, to buy"


def test_a_stub_without_a_title_stays_one(desk: Desk) -> None:
    edit(desk, "nomura2004", Changes({"publisher": "Somebody"}))
    assert load_library(desk).by_key["nomura2004"].is_stub


def test_keywords_set_in_the_same_edit_are_kept(desk: Desk) -> None:
    edit(desk, "nomura2004", Changes({"title": "The Quarrel", "keywords": "stub"}))
    assert load_library(desk).by_key["nomura2004"].is_stub


def test_a_stub_that_a_person_keeps_one_stays_one(desk: Desk) -> None:
    edit(desk, "nomura2004", Changes({"title": "The Quarrel", "keywords": "stub"}))
    edit(desk, "nomura2004", Changes({"publisher": "Somebody"}))
    assert load_library(desk).by_key["nomura2004"].is_stub


def test_a_completed_stub_is_what_its_marks_mean_from_then_on(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "nomura2004", Changes({"title": "The Quarrel"}))
    ingest(desk, [tmp_path / "papers" / "bare.txt"])
    meant = {(record.text, record.work, record.status) for record in load_library(desk).citations}
    assert ("(Nomura, 2004)", "nomura2004", "resolved") in meant


def test_a_completed_stub_survives_a_second_ingest(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "nomura2004", Changes({"title": "The Quarrel"}))
    before = desk.library_file.read_bytes()
    ingest(desk, sorted((tmp_path / "papers").iterdir()))
    assert desk.library_file.read_bytes() == before


# -- keys --------------------------------------------------------------------------------------------------------------


def test_a_renamed_document_is_renamed_everywhere(desk: Desk) -> None:
    edit(desk, "bare", Changes(new_key="towns"))
    library = load_library(desk)
    assert library.cited_by("jacobs1961death") == ("listed", "towns")
    assert {record.document for record in library.citations} == {"listed", "noted", "towns"}
    assert library.document("towns")


def test_a_renamed_document_is_known_when_it_is_read_again(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "bare", Changes(new_key="towns"))
    before = contents(desk)
    assert not ingest(desk, [tmp_path / "papers" / "bare.txt"]).changed
    assert contents(desk) == before


def test_a_rename_writes_the_records_at_once(desk: Desk) -> None:
    edit(desk, "hardin1968tragedy", Changes(new_key="hardin"))
    works = [json.loads(line).get("work") for line in desk.citations_file.read_text(encoding="utf-8").splitlines()]
    assert ("hardin" in works, "hardin1968tragedy" in works) == (True, False)


def test_fields_by_which_entries_refer_to_others_follow_a_rename(lone: Desk) -> None:
    edit(lone, "whole", Changes(new_key="w"))
    assert fields(lone, "part")["crossref"] == "w"
    assert fields(lone, "both")["entryset"] == "part, w,other"


def test_a_rename_back_leaves_only_the_other_key_as_an_alias(desk: Desk) -> None:
    edit(desk, "hardin1968tragedy", Changes(new_key="hardin"))
    edit(desk, "hardin", Changes(new_key="hardin1968tragedy"))
    assert fields(desk, "hardin1968tragedy")["ids"] == "hardin"


def test_a_rename_to_the_same_key_changes_nothing(desk: Desk) -> None:
    before = contents(desk)
    edit(desk, "hardin1968tragedy", Changes(new_key="hardin1968tragedy"))
    assert contents(desk) == before


@pytest.mark.parametrize("key", ["nomura2004", "bare", "two words", "a,b", "a{b"])
def test_a_key_that_is_taken_or_bad_is_refused(desk: Desk, key: str) -> None:
    before = contents(desk)
    with pytest.raises(RefdeskError):
        edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}, (), key))
    assert contents(desk) == before


def test_a_dry_run_finds_a_key_that_is_taken(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="taken"):
        edit(desk, "hardin1968tragedy", Changes(new_key="nomura2004"), dry_run=True)


def test_a_dry_run_leaves_every_file(desk: Desk) -> None:
    before = contents(desk)
    (edited,) = edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}, ["volume"], "hardin"), dry_run=True)
    assert (len(edited.told), contents(desk)) == (3, before)


def test_the_first_of_two_entries_with_one_key_can_be_renamed(lone: Desk) -> None:
    lone.library_file.write_text("@book{a,\n  title = {One},\n}\n@book{a,\n  title = {Two},\n}\n", encoding="utf-8")
    edit(lone, "a", Changes(new_key="b"))
    assert [entry.key for entry in BibFile.parse(lone.library_file.read_bytes()).entries] == ["b", "a"]


def test_an_annotation_in_the_way_of_a_rename_is_not_lost(desk: Desk) -> None:
    desk.annotations.mkdir()
    for name in ("hardin1968tragedy.md", "hardin.md"):
        (desk.annotations / name).write_text(name, encoding="utf-8")
    before = contents(desk)
    with pytest.raises(RefdeskError, match="annotation"):
        edit(desk, "hardin1968tragedy", Changes(new_key="hardin"))
    assert contents(desk) == before


def test_a_key_too_long_for_an_annotation_can_be_renamed(lone: Desk) -> None:
    lone.library_file.write_text(f"@book{{{'k' * 300},\n  title = {{T}},\n}}\n", encoding="utf-8")
    edit(lone, "k" * 300, Changes(new_key="k"))
    assert load_library(lone).entries[0].citekey == "k"


def test_undo_takes_fields_and_key_and_annotation_back_together(desk: Desk) -> None:
    desk.annotations.mkdir()
    (desk.annotations / "hardin1968tragedy.md").write_text("Mine.", encoding="utf-8")
    before = contents(desk)
    edit(desk, "hardin1968tragedy", Changes({"note": "Mine"}, ["volume"], "hardin"))
    undo(desk)
    assert contents(desk) == before


def test_an_unknown_entry_is_exit_code_three(desk: Desk) -> None:
    with pytest.raises(RefdeskError) as told:
        edit(desk, "nobody", Changes({"note": "Mine"}))
    assert told.value.code == ExitCode.UNKNOWN
