"""Edit beyond fields: types, macros, places in the file, deletion, twins, the person's own editor."""

import json
from pathlib import Path

import pytest

from refdesk.desk.drafting import EntryDraft, begin_draft, keep_draft, write_draft
from refdesk.desk.editing import Change, Changes, Edited, Place, edit
from refdesk.desk.place import Desk
from refdesk.desk.undoing import changes_made, undo
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError

LIBRARY = """% Mine.
@string{spring = "Spring"}

@book{whole,
  title = {A Whole},
  month = 5,
}

@inbook{part, title = {A Part}, crossref = {whole}}

@book{twin,
  title = {First},
}

% between
@book{twin,
  title = {Second},
}

@xdata{shared,
  publisher = {Press},
}

@misc{stub,
  author = {Nomura},
  keywords = {stub},
}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "references.bib").write_bytes(LIBRARY.encode())
    record = {"document": "d", "start": 0, "end": 1, "text": "W", "kind": "note", "work": "part", "status": "resolved"}
    (tmp_path / "citations.jsonl").write_text(f"{json.dumps(record)}\n", encoding="utf-8")
    return Desk(tmp_path, tmp_path / "references.bib")


def text(desk: Desk) -> str:
    return desk.library_file.read_bytes().decode()


def one(desk: Desk, citekey: str, changes: Changes, line: int | None = None) -> Edited:
    (edited,) = edit(desk, citekey, changes, line=line)
    return edited


def refused(desk: Desk, citekey: str, changes: Changes, line: int | None = None) -> RefdeskError:
    """What the edit says that it will not do; nothing may have been written."""
    before = text(desk)
    with pytest.raises(RefdeskError) as told:
        edit(desk, citekey, changes, line=line)
    assert text(desk) == before
    return told.value


# -- type, macros ------------------------------------------------------------------------------------------------------


def test_the_type_alone_changes(desk: Desk) -> None:
    one(desk, "whole", Changes(new_type="report"))
    assert text(desk) == LIBRARY.replace("@book{whole", "@report{whole")


def test_the_same_type_in_capitals_changes_nothing(desk: Desk) -> None:
    assert one(desk, "whole", Changes(new_type="BOOK")).changes == ()


def test_a_type_that_is_no_word_is_refused(desk: Desk) -> None:
    assert "entry type" in refused(desk, "whole", Changes(new_type="bo{ok")).message


@pytest.mark.parametrize("value", ["may", "7", 'spring # " 1990"', "{In} # spring", '"x"'])
def test_a_raw_value_stands_as_it_was_given(desk: Desk, value: str) -> None:
    one(desk, "whole", Changes(raw={"month": value}))
    assert text(desk) == LIBRARY.replace("month = 5", f"month = {value}")


def test_a_raw_value_can_be_a_new_field(desk: Desk) -> None:
    one(desk, "whole", Changes(raw={"note": "spring"}))
    assert text(desk) == LIBRARY.replace("month = 5,\n", "month = 5,\n  note = spring,\n")


def test_a_raw_value_that_is_there_changes_nothing(desk: Desk) -> None:
    assert one(desk, "whole", Changes(raw={"month": "5"})).changes == ()


@pytest.mark.parametrize(
    "value", ["a, b = {c}", "{a", "a}", "a%", "a b", "a #", "# a", "{a} {b}", "}\n@book{x", "\x00"]
)
def test_a_raw_value_that_is_none_is_refused(desk: Desk, value: str) -> None:
    refused(desk, "whole", Changes(raw={"month": value}))


def test_a_macro_that_nothing_defines_is_told_of(desk: Desk) -> None:
    assert one(desk, "whole", Changes(raw={"month": "autumn"})).cautions == ("whole: no @string defines 'autumn'",)


# -- entries that are no works, twins, several -------------------------------------------------------------------------


def test_an_entry_that_is_no_work_can_be_edited(desk: Desk) -> None:
    one(desk, "shared", Changes({"publisher": "Other"}))
    assert "publisher = {Other}" in text(desk)


def test_the_line_says_which_of_two_entries_is_meant(desk: Desk) -> None:
    assert one(desk, "twin", Changes({"title": "Changed"}), line=16).cautions == ()
    assert text(desk) == LIBRARY.replace("{Second}", "{Changed}")


def test_without_a_line_the_first_is_edited_with_a_word(desk: Desk) -> None:
    edited = one(desk, "twin", Changes({"title": "Changed"}))
    assert text(desk) == LIBRARY.replace("{First}", "{Changed}")
    assert "--line" in edited.cautions[0]


def test_a_line_where_no_such_entry_begins_is_refused(desk: Desk) -> None:
    assert "begins on lines 11, 16, not on 12" in str(refused(desk, "twin", Changes({"title": "X"}), line=12))


def test_the_second_of_two_can_be_renamed_alone(desk: Desk) -> None:
    one(desk, "twin", Changes(new_key="other"), line=16)
    assert text(desk) == LIBRARY.replace("% between\n@book{twin", "% between\n@book{other")


def test_the_second_of_two_can_be_deleted(desk: Desk) -> None:
    one(desk, "twin", Changes(is_deleted=True), line=16)
    assert text(desk) == LIBRARY.replace("@book{twin,\n  title = {Second},\n}\n\n", "\n").replace(
        "% between\n\n", "% between\n\n"
    )


def test_an_entry_without_a_key_can_be_given_one(desk: Desk) -> None:
    desk.library_file.write_text("@misc{, title = {Nameless}}\n", encoding="utf-8")
    one(desk, "", Changes(new_key="named"))
    assert text(desk) == "@misc{named, title = {Nameless}}\n"


def test_an_entry_that_gets_a_key_gets_no_alias(desk: Desk) -> None:
    desk.library_file.write_text("@misc{, ids = {x}}\n", encoding="utf-8")
    one(desk, "", Changes(new_key="named"))
    assert text(desk) == "@misc{named, ids = {x}}\n"


def test_several_entries_are_edited_in_one_step(desk: Desk) -> None:
    edit(desk, ["whole", "part"], Changes({"note": "Both"}))
    assert (text(desk).count("Both"), len(changes_made(desk))) == (2, 1)


def test_an_unknown_one_of_several_stops_all(desk: Desk) -> None:
    before = text(desk)
    with pytest.raises(RefdeskError, match="nobody"):
        edit(desk, ["whole", "nobody"], Changes({"note": "Both"}))
    assert text(desk) == before


@pytest.mark.parametrize("changes", [Changes(new_key="x"), Changes(place=Place(side="after", citekey="stub"))])
def test_several_entries_cannot_get_one_key_or_place(desk: Desk, changes: Changes) -> None:
    with pytest.raises(RefdeskError, match="several"):
        edit(desk, ["whole", "part"], changes)


# -- place -------------------------------------------------------------------------------------------------------------


def order(desk: Desk) -> list[str]:
    return [entry.key for entry in BibFile.parse(desk.library_file.read_bytes()).entries]


def test_an_entry_is_put_before_another(desk: Desk) -> None:
    one(desk, "stub", Changes(place=Place(side="before", citekey="whole")))
    assert order(desk) == ["stub", "whole", "part", "twin", "twin", "shared"]


def test_an_entry_is_put_after_another(desk: Desk) -> None:
    one(desk, "whole", Changes(place=Place(side="after", citekey="part")))
    assert order(desk) == ["part", "whole", "twin", "twin", "shared", "stub"]


@pytest.mark.parametrize(
    "place",
    [Place(side="after", citekey="whole"), Place(side="before", citekey="part"), Place(side="after", citekey="part")],
)
def test_an_entry_that_stands_there_already_stays(desk: Desk, place: Place) -> None:
    assert one(desk, "part", Changes(place=place)).changes == ()
    assert text(desk) == LIBRARY


def test_a_move_tells_both_lines(desk: Desk) -> None:
    edited = one(desk, "stub", Changes(place=Place(side="before", citekey="whole")))
    assert edited.changes == (Change("place", "", "24", "4"),)


def test_an_entry_can_be_moved_with_its_new_name(desk: Desk) -> None:
    one(desk, "stub", Changes(new_key="nomura", place=Place(side="before", citekey="whole")))
    assert order(desk)[0] == "nomura"


# -- deletion ----------------------------------------------------------------------------------------------------------


def test_an_entry_goes_and_every_other_byte_stays(desk: Desk) -> None:
    one(desk, "part", Changes(is_deleted=True))
    assert text(desk) == LIBRARY.replace("@inbook{part, title = {A Part}, crossref = {whole}}\n\n", "")


def test_an_entry_that_others_refer_to_does_not_go(desk: Desk) -> None:
    assert "references.bib:9: 1 entry refers to 'whole': part by its crossref" in str(
        refused(desk, "whole", Changes(is_deleted=True))
    )


def test_one_of_two_that_others_refer_to_can_go(desk: Desk) -> None:
    edit(desk, "part", Changes({"crossref": "twin"}))
    assert one(desk, "twin", Changes(is_deleted=True), line=16).cautions == ()


def test_a_document_that_cites_can_go(desk: Desk) -> None:
    edit(desk, "whole", Changes({"citedby": "part"}))
    one(desk, "part", Changes(is_deleted=True))
    assert "part" not in order(desk)


def test_with_force_it_goes_with_a_word(desk: Desk) -> None:
    edited = one(desk, "whole", Changes(is_deleted=True, is_forced=True))
    assert "whole" not in order(desk)
    assert edited.cautions == ("part: its crossref now leads nowhere",)


def test_the_annotation_of_a_deleted_entry_stays(desk: Desk) -> None:
    desk.annotations.mkdir()
    (desk.annotations / "part.md").write_text("Mine.", encoding="utf-8")
    edited = one(desk, "part", Changes(is_deleted=True))
    assert (desk.annotations / "part.md").read_text(encoding="utf-8") == "Mine."
    assert "part: its annotation stays in annotations/part.md" in edited.cautions


def test_cites_of_a_deleted_entry_are_told_of(desk: Desk) -> None:
    before = desk.citations_file.read_bytes()
    assert "lead nowhere (1 in citations.jsonl)" in one(desk, "part", Changes(is_deleted=True)).cautions[-1]
    assert desk.citations_file.read_bytes() == before


def test_a_key_of_a_deleted_entry_is_given_with_a_word(desk: Desk) -> None:
    desk.annotations.mkdir()
    (desk.annotations / "part.md").write_text("Mine.", encoding="utf-8")
    one(desk, "part", Changes(is_deleted=True))
    assert one(desk, "stub", Changes(new_key="part")).cautions == (
        "part: the annotation in annotations/part.md was that of another entry, and is now its",
        "part: cites of another entry now mean this one (1 in citations.jsonl)",
    )


def test_an_alias_becomes_the_key_without_a_word(desk: Desk) -> None:
    one(desk, "part", Changes({"ids": "other"}, new_key="piece"))
    edit(desk, "piece", Changes(new_key="part"))
    assert one(desk, "part", Changes(new_key="other")).cautions == ()


def test_a_deleted_entry_comes_back_by_undo(desk: Desk) -> None:
    one(desk, "part", Changes(is_deleted=True))
    undo(desk)
    assert text(desk) == LIBRARY


# -- the person's own editor -------------------------------------------------------------------------------------------


def write(desk: Desk, citekey: str, old: str, new: str) -> EntryDraft:
    """A draft in which `old` was replaced."""
    draft = begin_draft(desk, citekey)
    there = draft.path.read_bytes().decode()
    assert old in there
    draft.path.write_bytes(there.replace(old, new).encode())
    return draft


def test_the_editor_gets_the_entry_as_it_stands(desk: Desk) -> None:
    assert begin_draft(desk, "part").path.read_bytes() == b"@inbook{part, title = {A Part}, crossref = {whole}}\n"


def test_what_was_written_stands_in_the_library(desk: Desk) -> None:
    keep_draft(desk, write(desk, "whole", "  month = 5,", "  month = 6, % sic\n\n  note={N},"))
    assert text(desk) == LIBRARY.replace("  month = 5,", "  month = 6, % sic\n\n  note={N},")


@pytest.mark.parametrize(
    ("old", "new"), [("  month = 5,", "  month = 5, % sic"), ("  month = 5,", "  month = 5,\n  month = 7,")]
)
def test_what_no_field_shows_is_told_as_written_anew(desk: Desk, old: str, new: str) -> None:
    edited = keep_draft(desk, write(desk, "whole", old, new))
    assert edited is not None
    assert [change.kind for change in edited.changes] == ["text"]
    assert edited.told == ["whole: written anew, with the same fields"]


def test_the_draft_goes_when_it_is_kept(desk: Desk) -> None:
    draft = write(desk, "whole", "5", "6")
    keep_draft(desk, draft)
    assert not draft.path.exists()


@pytest.mark.parametrize("content", [b"", b" \n", None])
def test_an_empty_or_untouched_draft_changes_nothing(desk: Desk, content: bytes | None) -> None:
    draft = begin_draft(desk, "whole")
    if content is not None:
        draft.path.write_bytes(content)
    assert keep_draft(desk, draft) is None
    assert text(desk) == LIBRARY


def test_a_key_changed_in_the_editor_is_a_renaming(desk: Desk) -> None:
    keep_draft(desk, write(desk, "whole", "@book{whole", "@book{entire"))
    assert "crossref = {entire}" in text(desk)
    assert BibFile.parse(desk.library_file.read_bytes()).fields("entire")["ids"] == "whole"


def test_a_title_written_in_the_editor_completes_a_stub(desk: Desk) -> None:
    keep_draft(desk, write(desk, "stub", "  keywords", "  title = {The Quarrel},\n  keywords"))
    assert "keywords" not in text(desk)


def test_a_stub_kept_in_the_editor_stays_one(desk: Desk) -> None:
    keep_draft(desk, write(desk, "stub", "  keywords = {stub}", "  title = {The Quarrel},\n  keywords = {stub, mine}"))
    assert "keywords = {stub, mine}" in text(desk)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{A Whole}", "{A Whole"),
        ("{A Whole}", "{A} Whole}"),
        ("@book{whole", "% why\n@book{whole"),
        ("@book{whole", "@misc{x}\n@book{whole"),
        ("@book{whole", "book{whole"),
        ("A Whole", "A \x1b[31mWhole"),
        ("whole", "twin"),
        ("whole", "../../x"),
        ("@book{whole", "@book{"),
        ("@book{whole", "@comment{whole"),
    ],
)
def test_a_text_that_cannot_stand_is_kept_in_the_draft(desk: Desk, old: str, new: str) -> None:
    draft = write(desk, "whole", old, new)
    written = draft.path.read_bytes()
    with pytest.raises(RefdeskError, match="your text is kept in"):
        keep_draft(desk, draft)
    assert (text(desk), draft.path.read_bytes()) == (LIBRARY, written)


def test_a_draft_that_is_no_utf8_is_kept(desk: Desk) -> None:
    draft = begin_draft(desk, "whole")
    draft.path.write_bytes(b"@book{whole, title = {\xff}}")
    with pytest.raises(RefdeskError, match="UTF-8"):
        keep_draft(desk, draft)


def test_a_draft_that_was_left_is_gone_on_with(desk: Desk) -> None:
    write(desk, "whole", "A Whole", "A {Hole")
    again = begin_draft(desk, "whole")
    assert (b"A {Hole" in (again.left or b""), again.left) == (True, again.path.read_bytes())


def test_an_untouched_draft_is_begun_again(desk: Desk) -> None:
    begin_draft(desk, "whole")
    assert begin_draft(desk, "whole").left is None


def test_two_entries_with_one_key_have_drafts_of_their_own(desk: Desk) -> None:
    assert begin_draft(desk, "twin", 11).path != begin_draft(desk, "twin", 16).path


def test_an_entry_that_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    draft = write(desk, "whole", "A Whole", "Mine")
    edit(desk, "whole", Changes({"title": "Somebody's"}))
    with pytest.raises(RefdeskError, match=r"changed by someone else.*your text is kept"):
        keep_draft(desk, draft)
    assert "Somebody's" in text(desk)


def left_behind(desk: Desk) -> EntryDraft:
    """A draft of an earlier sitting, whose entry somebody has changed since."""
    write(desk, "whole", "A Whole", "Mine")
    edit(desk, "whole", Changes({"note": "Somebody's"}))
    return begin_draft(desk, "whole")


def test_a_draft_tells_what_its_entry_says_since(desk: Desk) -> None:
    assert left_behind(desk).changed_since == ("note is now Somebody's, and was not there",)


def test_a_draft_left_as_it_was_takes_nothing_back(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match=r"changed since.*your text is kept"):
        keep_draft(desk, left_behind(desk))
    assert ("Somebody's" in text(desk), "A Whole" in text(desk)) == (True, True)


def test_a_draft_looked_at_again_is_taken(desk: Desk) -> None:
    draft = left_behind(desk)
    draft.path.write_bytes(draft.path.read_bytes().replace(b"Mine", b"Mine, note"))
    keep_draft(desk, draft)
    assert ("Mine, note" in text(desk), list(draft.path.parent.iterdir())) == (True, [])


def test_a_draft_ends_its_last_line_as_the_file_does(desk: Desk) -> None:
    desk.library_file.write_bytes(LIBRARY.replace("\n", "\r\n").encode())
    assert b"\n" not in begin_draft(desk, "whole").path.read_bytes().replace(b"\r\n", b"")


def test_another_entry_that_changed_meanwhile_is_no_hindrance(desk: Desk) -> None:
    draft = write(desk, "whole", "A Whole", "Mine")
    edit(desk, "part", Changes({"note": "Somebody's"}))
    keep_draft(desk, draft)
    assert ("Mine" in text(desk), "Somebody's" in text(desk)) == (True, True)


def test_line_ends_of_the_file_are_kept(desk: Desk) -> None:
    desk.library_file.write_bytes(LIBRARY.replace("\n", "\r\n").encode())
    draft = begin_draft(desk, "whole")
    draft.path.write_bytes(draft.path.read_bytes().replace(b"\r\n", b"\n").replace(b"5", b"6"))
    keep_draft(desk, draft)
    assert desk.library_file.read_bytes() == LIBRARY.replace("\n", "\r\n").replace("month = 5", "month = 6").encode()


def test_line_ends_alone_are_no_change(desk: Desk) -> None:
    draft = begin_draft(desk, "whole")
    draft.path.write_bytes(draft.path.read_bytes().replace(b"\n", b"\r\n"))
    assert (keep_draft(desk, draft) or Edited("", ())).changes == ()


def test_mixed_line_ends_stay_where_nothing_else_changed(desk: Desk) -> None:
    mixed = b"% first\n@book{m,\r\n  title = {T},\r\n}\n"
    desk.library_file.write_bytes(mixed)
    draft = begin_draft(desk, "m")
    draft.path.write_bytes(draft.path.read_bytes().replace(b"\r\n", b"\n"))
    keep_draft(desk, draft)
    assert desk.library_file.read_bytes() == mixed


def test_a_file_in_one_byte_letters_stays_in_them(desk: Desk) -> None:
    old = "@book{m,\n  title = {Größe},\n}\n@book{n,\n  title = {Mü},\n}\n"
    desk.library_file.write_bytes(old.encode("cp1252"))
    keep_draft(desk, write(desk, "m", "Größe", "Übergröße"))
    assert desk.library_file.read_bytes() == old.replace("Größe", "Übergröße").encode("cp1252")


def test_a_letter_that_the_file_cannot_hold_is_refused(desk: Desk) -> None:
    desk.library_file.write_bytes("@book{m,\n  title = {Größe},\n}\n".encode("cp1252"))
    with pytest.raises(RefdeskError, match="cannot hold '文'"):
        keep_draft(desk, write(desk, "m", "Größe", "文"))


def test_of_two_entries_on_one_line_the_right_one_is_written(desk: Desk) -> None:
    desk.library_file.write_text("@a{x, t={1}} @a{y, t={1}} @a{z, t={1}}\n", encoding="utf-8")
    keep_draft(desk, write(desk, "y", "{1}", "{2}"))
    assert text(desk) == "@a{x, t={1}} @a{y, t={2}} @a{z, t={1}}\n"


def test_an_entry_behind_a_byte_order_mark_is_found(desk: Desk) -> None:
    desk.library_file.write_bytes(b"\xef\xbb\xbf@a{x, t={1}}")
    keep_draft(desk, write(desk, "x", "{1}", "{2}"))
    assert desk.library_file.read_bytes() == b"\xef\xbb\xbf@a{x, t={2}}"


def test_a_text_that_would_swallow_its_neighbour_is_refused(desk: Desk) -> None:
    desk.library_file.write_text("@a{x, t={1},\n@a{y, t = {1}}\n", encoding="utf-8")  # x is never closed
    with pytest.raises(RefdeskError):
        keep_draft(desk, write(desk, "y", "{1}}", "{1}}}"))
    assert text(desk) == "@a{x, t={1},\n@a{y, t = {1}}\n"


def test_a_dry_run_keeps_the_draft(desk: Desk) -> None:
    draft = write(desk, "whole", "A Whole", "Mine")
    keep_draft(desk, draft, dry_run=True)
    assert (text(desk), draft.path.exists()) == (LIBRARY, True)


def test_an_editor_that_fails_leaves_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "refdesk-no-such-editor")
    draft = begin_draft(desk, "whole")
    with pytest.raises(RefdeskError, match="your text is kept in"):
        write_draft(draft)
    assert draft.path.exists()


def test_an_unknown_entry_is_exit_code_three(desk: Desk) -> None:
    with pytest.raises(RefdeskError) as told:
        begin_draft(desk, "nobody")
    assert told.value.code == ExitCode.UNKNOWN
