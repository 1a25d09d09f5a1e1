"""The file of an annotation: its name for every citekey, reading, writing, drafts, editors."""

import os
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.desk.annotating import (
    LARGEST_ANNOTATION,
    Draft,
    annotated_keys,
    annotation_path,
    begin_draft,
    citekey_of,
    editor_command,
    keep_draft,
    open_editor,
    read_annotation,
    template,
    write_annotation,
)
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.work import Work
from refdesk.store.journal import history
from refdesk.store.undoing import undo

ENTRY = Entry(citekey="ostrom1990", work=Work(title="Governing the Commons"))
NOWHERE = Desk(Path("no-such-desk"), Path("no-such-desk/references.bib"))
FORBIDDEN_IN_WINDOWS = frozenset('<>:"/\\|?*')


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, tmp_path / "references.bib")


def name_of(citekey: str) -> str:
    return annotation_path(NOWHERE, citekey).name


def test_a_plain_citekey_names_its_file() -> None:
    assert name_of("ostrom1990governing") == "ostrom1990governing.md"


def test_capitals_stand_in_the_name() -> None:
    assert name_of("Ostrom1990") == "Ostrom1990.md"


def test_letters_of_every_script_stand_in_the_name() -> None:
    assert name_of("müller2020東京") == "müller2020東京.md"


def test_decomposed_letters_are_escaped() -> None:
    assert name_of("mu\u0308ller") == "mu%CC%88ller.md"


@pytest.mark.parametrize("citekey", ["CON", "con", "nul", "com1", "LPT9", "aux.2020", "com¹"])
def test_a_device_of_windows_is_no_name(citekey: str) -> None:
    assert name_of(citekey).startswith("%")


@pytest.mark.parametrize("citekey", [".hidden", ".", ".."])
def test_a_dot_in_front_hides_no_file(citekey: str) -> None:
    assert name_of(citekey) == f"%2E{citekey[1:]}.md"


def test_a_name_that_only_begins_like_a_device_stays() -> None:
    assert name_of("conrad1899") == "conrad1899.md"


keys = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=15)


@given(keys)
def test_the_citekey_can_be_read_back(citekey: str) -> None:
    assert citekey_of(annotation_path(NOWHERE, citekey)) == citekey


@given(keys)
def test_no_citekey_leads_out_of_the_folder(citekey: str) -> None:
    path = annotation_path(NOWHERE, citekey)
    assert path.parent == NOWHERE.annotations
    assert not path.name.startswith(".")


@given(keys)
def test_no_name_holds_what_windows_forbids(citekey: str) -> None:
    assert not FORBIDDEN_IN_WINDOWS & set(name_of(citekey))
    assert all(char.isprintable() for char in name_of(citekey))


def test_a_citekey_longer_than_a_file_name_is_an_error() -> None:
    with pytest.raises(RefdeskError, match="too long"):
        annotation_path(NOWHERE, "a" * 300)


def test_an_empty_citekey_is_an_error() -> None:
    with pytest.raises(RefdeskError, match="missing"):
        annotation_path(NOWHERE, "")


SAME_BUT_FOR_CAPITALS = ("Smith2020", "smith2020", "SMITH2020", "sMith2020")


def test_citekeys_that_differ_in_capitals_have_names_that_do_not_meet(desk: Desk) -> None:
    for citekey in SAME_BUT_FOR_CAPITALS:
        write_annotation(desk, citekey, citekey)
    names = [path.name.casefold() for path in desk.annotations.iterdir()]
    assert len(set(names)) == len(SAME_BUT_FOR_CAPITALS)


def test_each_of_them_keeps_its_own_text(desk: Desk) -> None:
    for citekey in SAME_BUT_FOR_CAPITALS:
        write_annotation(desk, citekey, citekey)
    assert [read_annotation(desk, citekey) for citekey in SAME_BUT_FOR_CAPITALS] == [
        f"{citekey}\n" for citekey in SAME_BUT_FOR_CAPITALS
    ]


def test_an_escaped_name_is_still_found_once_its_namesake_is_gone(desk: Desk) -> None:
    first = write_annotation(desk, "Smith2020", "one")
    write_annotation(desk, "smith2020", "two")
    first.unlink()
    assert read_annotation(desk, "smith2020") == "two\n"


def test_the_annotated_citekeys_are_those_with_a_file(desk: Desk) -> None:
    for citekey in ("a:b", "Smith2020", "smith2020"):
        write_annotation(desk, citekey, "x")
    (desk.annotations / "readme.txt").write_text("no annotation", encoding="utf-8")
    assert annotated_keys(desk) == {"a:b", "Smith2020", "smith2020"}


def test_a_desk_without_annotations_has_none(desk: Desk) -> None:
    assert annotated_keys(desk) == frozenset()


def test_a_work_without_annotation_has_none(desk: Desk) -> None:
    assert read_annotation(desk, "ostrom1990") is None


def test_what_was_written_is_read(desk: Desk) -> None:
    write_annotation(desk, "ostrom1990", "Good.\n\n")
    assert read_annotation(desk, "ostrom1990") == "Good.\n"


def test_writing_is_one_step_of_history(desk: Desk) -> None:
    write_annotation(desk, "ostrom1990", "Good.")
    assert [step.title for step in history(desk.root)] == ["annotate ostrom1990"]


def test_undo_brings_the_older_text_back(desk: Desk) -> None:
    write_annotation(desk, "ostrom1990", "Good.")
    write_annotation(desk, "ostrom1990", "Bad.")
    undo(desk.root)
    assert read_annotation(desk, "ostrom1990") == "Good.\n"


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_a_text_without_words_is_refused(desk: Desk, text: str) -> None:
    write_annotation(desk, "ostrom1990", "Good.")
    with pytest.raises(RefdeskError, match="empty"):
        write_annotation(desk, "ostrom1990", text)
    assert read_annotation(desk, "ostrom1990") == "Good.\n"


def test_a_null_character_is_refused(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="null"):
        write_annotation(desk, "ostrom1990", "a\0b")


def test_an_enormous_text_is_refused(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="larger"):
        write_annotation(desk, "ostrom1990", "x" * (LARGEST_ANNOTATION + 1))


def test_a_file_in_another_encoding_is_an_error_that_names_it(desk: Desk) -> None:
    desk.annotations.mkdir()
    (desk.annotations / "ostrom1990.md").write_bytes(b"caf\xe9")
    with pytest.raises(RefdeskError, match=r"ostrom1990\.md: not UTF-8"):
        read_annotation(desk, "ostrom1990")


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    path = write_annotation(desk, "ostrom1990", "Good.", dry_run=True)
    assert path.name == "ostrom1990.md"
    assert not list(desk.root.iterdir())


def test_the_template_names_the_work() -> None:
    assert "\n# Governing the Commons\n" in template(ENTRY)


def test_the_template_names_a_work_without_title_by_its_citekey() -> None:
    assert "\n# x2020\n" in template(Entry(citekey="x2020", work=Work()))


def test_a_title_cannot_break_out_of_the_heading() -> None:
    wild = Entry(citekey="x", work=Work(title="one\n---\n\x1b[31mtwo"))
    assert "\n# one --- [31mtwo\n" in template(wild)


@pytest.mark.parametrize("name", ["tags", "rating", "read", "quotes"])
def test_the_template_asks_for_each_field(name: str) -> None:
    assert f"\n{name}:" in template(ENTRY).split("---")[1]


def begun(desk: Desk) -> Draft:
    return begin_draft(desk, ENTRY)


def write_draft(draft: Draft, text: str) -> None:
    draft.path.write_text(text, encoding="utf-8")


def test_a_first_draft_holds_the_template(desk: Desk) -> None:
    assert begun(desk).path.read_text(encoding="utf-8") == template(ENTRY)


def test_a_later_draft_holds_the_annotation(desk: Desk) -> None:
    write_annotation(desk, "ostrom1990", "Good.")
    assert begun(desk).path.read_text(encoding="utf-8") == "Good.\n"


def test_a_kept_draft_is_the_annotation(desk: Desk) -> None:
    draft = begun(desk)
    write_draft(draft, "Mine.")
    assert keep_draft(desk, draft) == annotation_path(desk, "ostrom1990")
    assert read_annotation(desk, "ostrom1990") == "Mine.\n"


def test_a_kept_draft_lies_about_no_longer(desk: Desk) -> None:
    draft = begun(desk)
    write_draft(draft, "Mine.")
    keep_draft(desk, draft)
    assert not draft.path.exists()


def test_an_untouched_template_writes_nothing(desk: Desk) -> None:
    assert keep_draft(desk, begun(desk)) is None
    assert read_annotation(desk, "ostrom1990") is None


def test_an_emptied_draft_changes_nothing(desk: Desk) -> None:
    write_annotation(desk, "ostrom1990", "Good.")
    draft = begun(desk)
    write_draft(draft, "\n")
    assert keep_draft(desk, draft) is None
    assert read_annotation(desk, "ostrom1990") == "Good.\n"


def test_a_draft_that_was_left_is_gone_on_with(desk: Desk) -> None:
    write_draft(begun(desk), "Half a thought")
    again = begun(desk)
    assert again.resumed
    assert again.path.read_text(encoding="utf-8") == "Half a thought"


def test_an_untouched_draft_that_was_left_is_begun_anew(desk: Desk) -> None:
    begun(desk)
    assert not begun(desk).resumed


def test_an_annotation_that_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    draft = begun(desk)
    write_draft(draft, "Mine.")
    write_annotation(desk, "ostrom1990", "Theirs.")
    with pytest.raises(RefdeskError, match="someone else"):
        keep_draft(desk, draft)
    assert read_annotation(desk, "ostrom1990") == "Theirs.\n"


def test_the_draft_outlives_that_clash(desk: Desk) -> None:
    draft = begun(desk)
    write_draft(draft, "Mine.")
    write_annotation(desk, "ostrom1990", "Theirs.")
    with pytest.raises(RefdeskError):
        keep_draft(desk, draft)
    assert draft.path.read_text(encoding="utf-8") == "Mine."


def test_a_draft_in_another_encoding_is_kept(desk: Desk) -> None:
    draft = begun(desk)
    draft.path.write_bytes(b"caf\xe9")
    with pytest.raises(RefdeskError, match="not UTF-8"):
        keep_draft(desk, draft)
    assert draft.path.read_bytes() == b"caf\xe9"


def test_visual_goes_before_editor() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]


def test_editor_serves_where_visual_is_empty() -> None:
    assert editor_command({"VISUAL": "", "EDITOR": "'my editor' -n"}) == ["my editor", "-n"]


def test_without_either_a_usual_editor_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == "vi" else None)
    assert editor_command({}) == ["vi"]


def test_no_editor_at_all_is_an_error_that_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(RefdeskError, match="EDITOR"):
        editor_command({})


@pytest.mark.parametrize("value", ["'unclosed", "   "])
def test_a_variable_that_names_no_editor_is_an_error(value: str) -> None:
    with pytest.raises(RefdeskError, match="EDITOR"):
        editor_command({"EDITOR": value})


def use_editor(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An editor that runs Python `code` with the file's name in `path`."""
    monkeypatch.delenv("VISUAL", raising=False)
    program = f"import sys, pathlib; path = pathlib.Path(sys.argv[1]); {code}"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{program}"')


def test_the_editor_is_given_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_editor(monkeypatch, "path.write_text('edited')")
    open_editor(tmp_path / "a b.md")
    assert (tmp_path / "a b.md").read_text(encoding="utf-8") == "edited"


def test_an_editor_that_fails_is_an_error_that_says_where_the_text_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_editor(monkeypatch, "sys.exit(3)")
    with pytest.raises(RefdeskError, match=r"code 3.*note\.md"):
        open_editor(tmp_path / "note.md")


def test_an_editor_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(tmp_path / "no-such-editor"))
    with pytest.raises(RefdeskError, match="does not start"):
        open_editor(tmp_path / "note.md")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_is_left_to_the_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Ctrl-C goes to every process of the terminal; this editor sends it to us alone.
    use_editor(monkeypatch, "import os, signal, time; time.sleep(0.2); os.kill(os.getppid(), signal.SIGINT)")
    before = signal.getsignal(signal.SIGINT)  # a shell starts what runs in its background with SIG_IGN
    open_editor(tmp_path / "note.md")
    assert signal.getsignal(signal.SIGINT) is before
