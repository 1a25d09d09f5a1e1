"""Steps are taken back, put back, and merged with what was written since."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.desk.place import Desk
from refdesk.desk.undoing import changes_made
from refdesk.formats.bibfile_merging import Overlap
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.store import undoing
from refdesk.store.journal import history
from refdesk.store.library_files import transaction
from refdesk.store.merging import merge_lines, merged
from refdesk.store.splicing import spliced
from refdesk.store.undoing import redo, undo

TWO = "@misc{one,\n  title = {One},\n}\n\n@misc{two,\n  title = {Two},\n}\n"
BIB = TWO.encode()


def change(root: Path, title: str = "a change", **contents: str | None) -> None:
    with transaction(root, title) as tx:
        for name, content in contents.items():
            if content is None:
                tx.remove(root / name)
            else:
                tx.write(root / name, content.encode())


def state(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.iterdir() if path.is_file()}


def library(root: Path) -> Path:
    return root / "references.bib"


def changed_library(root: Path) -> None:
    """A desk whose last step changed the title of entry `one`."""
    change(root, "begin", **{"references.bib": TWO})
    change(root, "edit one", **{"references.bib": TWO.replace("{One}", "{Won}")})


# -- undo --------------------------------------------------------------------------------------------------------------


def test_undo_brings_the_old_files_back(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    change(tmp_path, a="2", b="2")
    undo(tmp_path)
    assert state(tmp_path) == {"a": "1"}


def test_undo_brings_a_removed_file_back(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    change(tmp_path, a=None)
    undo(tmp_path)
    assert state(tmp_path) == {"a": "1"}


def test_undo_tells_what_it_took_back(tmp_path: Path) -> None:
    change(tmp_path, "ingest x.txt", a="1")
    (taken,) = undo(tmp_path)
    assert (taken.title, taken.step.paths, taken.merged) == ("ingest x.txt", ("a",), ())


def test_undo_goes_back_step_by_step(tmp_path: Path) -> None:
    for content in ("1", "2", "3"):
        change(tmp_path, a=content)
    undo(tmp_path)
    undo(tmp_path)
    assert state(tmp_path) == {"a": "1"}


def test_undo_goes_back_several_steps_at_once(tmp_path: Path) -> None:
    for content in ("1", "2", "3"):
        change(tmp_path, content, a=content)
    assert [taken.title for taken in undo(tmp_path, 2)] == ["3", "2"]
    assert state(tmp_path) == {"a": "1"}


def test_more_steps_than_there_are_take_none_back(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    with pytest.raises(RefdeskError, match="only 1 can be taken back; nothing was"):
        undo(tmp_path, 2)
    assert state(tmp_path) == {"a": "1"}


def test_undo_after_undo_spares_what_was_undone(tmp_path: Path) -> None:
    change(tmp_path, "one", a="1")
    change(tmp_path, "two", a="2")
    undo(tmp_path)
    change(tmp_path, "three", a="3")
    assert [taken.title for taken in undo(tmp_path, 2)] == ["three", "one"]


def test_nothing_to_undo_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match="nothing to undo") as caught:
        undo(tmp_path)
    assert caught.value.code == ExitCode.USAGE


def test_a_dry_undo_leaves_no_trace(tmp_path: Path) -> None:
    for content in ("1", "2", "3"):
        change(tmp_path, content, a=content)
    assert [taken.title for taken in undo(tmp_path, 2, dry_run=True)] == ["3", "2"]
    assert (state(tmp_path), len(history(tmp_path))) == ({"a": "3"}, 3)


def test_a_damaged_copy_is_not_restored(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    change(tmp_path, a="2")
    (tmp_path / ".refdesk" / "journal" / "0002" / "before-0").write_text("garbled")
    with pytest.raises(RefdeskError, match="damaged"):
        undo(tmp_path)
    assert state(tmp_path) == {"a": "2"}


def test_undo_works_in_a_desk_that_was_moved(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    change(tmp_path / "old", a="1")
    (tmp_path / "old").rename(tmp_path / "new")
    undo(tmp_path / "new")
    assert state(tmp_path / "new") == {}


# -- redo --------------------------------------------------------------------------------------------------------------


def test_redo_puts_back_what_was_undone(tmp_path: Path) -> None:
    change(tmp_path, "one", a="1", b="1")
    undo(tmp_path)
    (back,) = redo(tmp_path)
    assert (state(tmp_path), back.title) == ({"a": "1", "b": "1"}, "one")


def test_several_undos_are_put_back_in_turn(tmp_path: Path) -> None:
    for content in ("1", "2", "3"):
        change(tmp_path, content, a=content)
    undo(tmp_path, 3)
    assert [back.title for back in (*redo(tmp_path), *redo(tmp_path, 2))] == ["1", "2", "3"]
    assert state(tmp_path) == {"a": "3"}


def test_what_was_put_back_can_be_undone_again(tmp_path: Path) -> None:
    for content in ("1", "2"):
        change(tmp_path, content, a=content)
    for _ in range(3):
        undo(tmp_path, 2)
        redo(tmp_path, 2)
    assert state(tmp_path) == {"a": "2"}
    assert [taken.title for taken in undo(tmp_path, 2)] == ["2", "1"]


def test_a_new_change_ends_what_can_be_put_back(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    undo(tmp_path)
    change(tmp_path, b="1")
    with pytest.raises(RefdeskError, match="nothing to redo"):
        redo(tmp_path)
    assert state(tmp_path) == {"b": "1"}


def test_an_undo_of_the_new_change_alone_can_be_put_back(tmp_path: Path) -> None:
    change(tmp_path, "one", a="1")
    undo(tmp_path)
    change(tmp_path, "two", b="1")
    undo(tmp_path)
    assert redo(tmp_path)[0].title == "two"
    with pytest.raises(RefdeskError, match="nothing to redo"):
        redo(tmp_path)


def test_redo_without_undo_is_an_error(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    with pytest.raises(RefdeskError, match="nothing to redo"):
        redo(tmp_path)


def test_the_history_names_undo_after_its_change(tmp_path: Path) -> None:
    change(tmp_path, "one", a="1")
    undo(tmp_path)
    redo(tmp_path)
    undo(tmp_path)
    assert [step.title for step in history(tmp_path)] == ["one", "undo: one", "redo: one", "undo: one"]


def test_the_history_tells_what_can_be_put_back(tmp_path: Path) -> None:
    for content in ("1", "2", "3"):
        change(tmp_path, a=content)
    undo(tmp_path, 2)
    redo(tmp_path)
    made = changes_made(Desk(tmp_path, library(tmp_path)))
    assert [(one.step.kind, one.undone, one.redoable) for one in made] == [
        ("change", False, False),
        ("change", False, False),
        ("change", True, True),
        ("undo", False, False),
        ("undo", True, False),
        ("redo", False, False),
    ]


def test_an_undo_of_an_older_refdesk_is_still_one(tmp_path: Path) -> None:
    change(tmp_path, a="1")
    undo(tmp_path)
    manifest = tmp_path / ".refdesk" / "journal" / "0002" / "manifest.json"
    old = json.loads(manifest.read_text("utf-8"))
    del old["kind"]
    manifest.write_text(json.dumps(old))
    redo(tmp_path)
    assert state(tmp_path) == {"a": "1"}


# -- hand edits in between ---------------------------------------------------------------------------------------------


def test_a_hand_edit_of_another_entry_survives_undo(tmp_path: Path) -> None:
    changed_library(tmp_path)
    library(tmp_path).write_text(library(tmp_path).read_text().replace("{Two}", "{Too}"))
    (taken,) = undo(tmp_path)
    assert (library(tmp_path).read_text(), taken.merged) == (TWO.replace("{Two}", "{Too}"), ("references.bib",))


def test_an_entry_added_by_hand_survives_undo(tmp_path: Path) -> None:
    changed_library(tmp_path)
    added = "\n@misc{three,\n}\n"
    library(tmp_path).write_text(library(tmp_path).read_text() + added)
    undo(tmp_path)
    assert library(tmp_path).read_text() == TWO + added


def test_a_hand_edit_survives_redo(tmp_path: Path) -> None:
    changed_library(tmp_path)
    undo(tmp_path)
    library(tmp_path).write_text(library(tmp_path).read_text().replace("{Two}", "{Too}"))
    redo(tmp_path)
    assert library(tmp_path).read_text() == TWO.replace("{Two}", "{Too}").replace("{One}", "{Won}")


def test_a_hand_edit_survives_undo_of_what_was_put_back(tmp_path: Path) -> None:
    changed_library(tmp_path)
    undo(tmp_path)
    redo(tmp_path)
    library(tmp_path).write_text(library(tmp_path).read_text().replace("{Two}", "{Too}"))
    undo(tmp_path)
    assert library(tmp_path).read_text() == TWO.replace("{Two}", "{Too}")


def test_a_hand_edit_survives_several_undos(tmp_path: Path) -> None:
    changed_library(tmp_path)
    change(tmp_path, "again", **{"references.bib": TWO.replace("{One}", "{Wan}")})
    library(tmp_path).write_text(library(tmp_path).read_text().replace("{Two}", "{Too}"))
    undo(tmp_path, 2)
    assert library(tmp_path).read_text() == TWO.replace("{Two}", "{Too}")


def test_a_hand_edit_of_the_same_entry_stops_undo(tmp_path: Path) -> None:
    changed_library(tmp_path)
    by_hand = TWO.replace("{One}", "{Juan}")
    library(tmp_path).write_text(by_hand)
    with pytest.raises(RefdeskError, match=r"references\.bib: cannot undo “edit one”.*One.*Juan") as caught:
        undo(tmp_path)
    assert (library(tmp_path).read_text(), caught.value.code) == (by_hand, ExitCode.USAGE)


def test_one_file_that_cannot_be_undone_stops_all(tmp_path: Path) -> None:
    change(tmp_path, "both", a="1", b="1")
    (tmp_path / "b").write_text("typed by hand")
    with pytest.raises(RefdeskError, match=r"b: cannot undo “both”"):
        undo(tmp_path)
    assert state(tmp_path) == {"a": "1", "b": "typed by hand"}


def test_a_file_that_was_put_back_by_hand_is_no_obstacle(tmp_path: Path) -> None:
    changed_library(tmp_path)
    library(tmp_path).write_text(TWO)
    (taken,) = undo(tmp_path)
    assert (library(tmp_path).read_text(), taken.merged) == (TWO, ())


def test_undo_of_the_first_step_keeps_an_entry_added_by_hand(tmp_path: Path) -> None:
    change(tmp_path, **{"references.bib": TWO})
    library(tmp_path).write_text(TWO + "\n@misc{mine,\n}\n")
    undo(tmp_path)
    assert library(tmp_path).read_text().strip() == "@misc{mine,\n}"


def test_a_file_deleted_by_hand_stops_undo(tmp_path: Path) -> None:
    changed_library(tmp_path)
    library(tmp_path).unlink()
    with pytest.raises(RefdeskError, match="is no file on disk"):
        undo(tmp_path)


def test_a_save_in_the_very_moment_of_the_undo_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed_library(tmp_path)
    plans = undoing._plans

    def planned(*arguments: Any) -> Any:
        found = plans(*arguments)
        library(tmp_path).write_text("typed by hand")
        return found

    monkeypatch.setattr(undoing, "_plans", planned)
    with pytest.raises(RefdeskError, match="was changed on disk meanwhile"):
        undo(tmp_path)
    assert library(tmp_path).read_text() == "typed by hand"


def test_lines_written_elsewhere_survive_undo(tmp_path: Path) -> None:
    change(tmp_path, **{"citations.jsonl": "1\n2\n3\n4\n"})
    change(tmp_path, **{"citations.jsonl": "1\n2\n3\n4\n5\n6\n"})
    (tmp_path / "citations.jsonl").write_text("0\n2\n3\n4\n5\n6\n")
    undo(tmp_path)
    assert (tmp_path / "citations.jsonl").read_text() == "0\n2\n3\n4\n"


def test_a_step_of_an_older_refdesk_is_not_merged(tmp_path: Path) -> None:
    changed_library(tmp_path)
    manifest = tmp_path / ".refdesk" / "journal" / "0002" / "manifest.json"
    old = json.loads(manifest.read_text("utf-8"))
    del old["changes"][0]["start"], old["changes"][0]["end"]
    manifest.write_text(json.dumps(old))
    by_hand = library(tmp_path).read_text() + "\n% mine\n"
    library(tmp_path).write_text(by_hand)
    with pytest.raises(RefdeskError, match="does not know what the step left"):
        undo(tmp_path)
    assert library(tmp_path).read_text() == by_hand


def test_a_step_of_an_older_refdesk_that_was_put_back_by_hand_is_no_obstacle(tmp_path: Path) -> None:
    changed_library(tmp_path)
    manifest = tmp_path / ".refdesk" / "journal" / "0002" / "manifest.json"
    old = json.loads(manifest.read_text("utf-8"))
    del old["changes"][0]["start"], old["changes"][0]["end"]
    manifest.write_text(json.dumps(old))
    library(tmp_path).write_text(TWO)
    (taken,) = undo(tmp_path)
    assert (library(tmp_path).read_text(), taken.merged) == (TWO, ())


# -- merging contents --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("1\n2\n3\n", "0\n2\n3\n", "1\n2\n4\n", "0\n2\n4\n"),
        ("1\n2\n3\n", "1\n2\n", "0\n2\n3\n", "0\n2\n"),
        ("1\n2\n3\n", "2\n3\n", "1\n2\n3\n4\n", "2\n3\n4\n"),
        ("1\n2\n3\n", "1\n9\n3\n", "1\n9\n3\n", "1\n9\n3\n"),
        ("1\n2\n3\n4\n5\n", "1\n9\n3\n4\n6\n", "1\n9\n3\n4\n5\n", "1\n9\n3\n4\n6\n"),
        ("1\r\n2\r\n3\r\n", "0\r\n2\r\n3\r\n", "1\r\n2\r\n4\r\n", "0\r\n2\r\n4\r\n"),
        ("", "1\n", "1\n", "1\n"),
    ],
)
def test_lines_of_both_sides_stand(base: str, ours: str, theirs: str, both: str) -> None:
    assert merge_lines(base.encode(), ours.encode(), theirs.encode()).decode() == both


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("1\n2\n3\n", "0\n2\n3\n", "9\n2\n3\n"),
        ("1\n2\n3\n", "0\n2\n3\n", "1\n9\n3\n"),
        ("1\n2\n", "1\n2\n3\n", "1\n2\n4\n"),
        ("1\n2\n3\n", "1\n3\n", "1\n9\n3\n"),
        ("a" * 3000, "b" * 3000, "c" * 3000),
    ],
)
def test_lines_changed_on_both_sides_are_not_merged(base: str, ours: str, theirs: str) -> None:
    with pytest.raises(Overlap, match="changed on both sides"):
        merge_lines(base.encode(), ours.encode(), theirs.encode())


def test_a_large_stretch_counts_as_one_change() -> None:
    base, ours = (b"".join(b"%d\n" % (number * factor) for number in range(3, 3000)) for factor in (1, 7))
    with pytest.raises(Overlap):
        merge_lines(base, ours, base.replace(b"\n1500\n", b"\nx\n"))


def test_an_overlap_shows_both_sides() -> None:
    with pytest.raises(Overlap, match=r"line 2 changed on both sides: one side has “(8|9)”, the other “(8|9)”"):
        merge_lines(b"1\n2\n3\n", b"1\n8\n3\n", b"1\n9\n3\n")


def test_tables_of_one_name_are_not_merged_into_no_toml() -> None:
    base = b"[a]\nx = 1\n# 1\n# 2\n# 3\n"
    with pytest.raises(Overlap, match="do not fit"):
        merged("refdesk.toml", base, b"[b]\ny = 1\n" + base, base + b"[b]\ny = 2\n")


def test_settings_of_both_sides_are_merged() -> None:
    base = b"[a]\nx = 1\n\n[b]\ny = 1\n"
    assert merged("refdesk.toml", base, base.replace(b"x = 1", b"x = 2"), base + b"z = 3\n") == (
        b"[a]\nx = 2\n\n[b]\ny = 1\nz = 3\n"
    )


def test_a_file_in_which_nothing_is_left_goes() -> None:
    assert merged("references.bib", BIB, None, BIB + b"\n\n") is None


@pytest.mark.parametrize(("base", "ours", "theirs"), [(None, b"1", b"2"), (b"1", b"2", None), (b"1\n", None, b"2\n")])
def test_a_file_made_or_taken_away_by_one_side_is_not_merged(
    base: bytes | None, ours: bytes | None, theirs: bytes | None
) -> None:
    with pytest.raises(Overlap):
        merged("a.md", base, ours, theirs)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"", b""), (b"", b"x"), (b"x", b""), (b"aaa", b"aaaa"), (b"abab", b"ab"), (b"abc", b"axc"), (b"abc", b"xyz")],
)
def test_a_splice_makes_the_new_version_of_the_old(before: bytes, after: bytes) -> None:
    splice = spliced(before, after)
    assert splice.apply(before, splice.middle(after)) == after


@given(st.binary(max_size=20), st.binary(max_size=20), st.binary(max_size=20), st.binary(max_size=20))
def test_a_splice_of_any_bytes_is_true(start: bytes, old: bytes, new: bytes, end: bytes) -> None:
    before, after = start + old + end, start + new + end
    splice = spliced(before, after)
    assert splice.apply(before, splice.middle(after)) == after
    assert len(splice.middle(after)) <= len(new)


@given(
    st.lists(st.sampled_from("abc"), max_size=6),
    st.lists(st.sampled_from("abc"), max_size=4),
    st.lists(st.sampled_from("abc"), max_size=4),
)
def test_changes_far_apart_are_always_merged(kept: list[str], ours: list[str], theirs: list[str]) -> None:
    """Whatever one side writes at the start and the other at the end, with a line between that is nowhere else."""
    middle, fence = "".join(f"{line}\n" for line in kept), "-\n"
    one, other = ("".join(f"{line}\n" for line in side) for side in (ours, theirs))
    base = f"x\n{fence}{middle}{fence}y\n"
    both = merge_lines(base.encode(), base.replace("x\n", one).encode(), base.replace("y\n", other).encode())
    assert both.decode() == f"{one}{fence}{middle}{fence}{other}"


def test_a_splice_of_a_large_file_is_small() -> None:
    before = bytes(range(256)) * 20_000
    after = before[:2_000_000] + b"new" + before[2_000_001:]
    assert len(spliced(before, after).middle(after)) == 3


def test_the_journal_keeps_no_second_copy_of_a_large_file(tmp_path: Path) -> None:
    change(tmp_path, a="x" * 100_000)
    change(tmp_path, a="x" * 50_000 + "y" + "x" * 50_000)
    kept = tmp_path / ".refdesk" / "journal" / "0002" / "new-0"
    assert kept.stat().st_size < 100
