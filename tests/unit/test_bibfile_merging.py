"""Two hands change one file: both changes stand, or both are shown."""

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.bibfile_merging import Overlap, merge

A, B, C = (f"@misc{{{key},\n  title = {{{key.upper()}}},\n}}" for key in "abc")
BASE = f"% head\n\n{A}\n\n{B}\n\n{C}\n"


def parsed(text: str) -> BibFile:
    return BibFile.parse(text.encode())


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    return merge(parsed(base), parsed(ours), parsed(theirs)).to_bytes().decode()


def test_changes_of_different_entries_both_stand() -> None:
    assert merged(BASE.replace("{A}", "{X}"), BASE.replace("{C}", "{Y}")) == BASE.replace("{A}", "{X}").replace(
        "{C}", "{Y}"
    )


def test_the_same_change_on_both_sides_is_no_overlap() -> None:
    ours = BASE.replace("{A}", "{X}")
    assert merged(ours + "% mine\n", ours + "\n% yours\n") == ours + "\n% yours\n% mine\n"


def test_different_changes_of_one_entry_overlap() -> None:
    with pytest.raises(Overlap):
        merged(BASE.replace("{A}", "{X}"), BASE.replace("{A}", "{Y}"))


def test_an_overlap_shows_both_sides_with_key_field_line() -> None:
    with pytest.raises(Overlap) as caught:
        merged(BASE.replace("{B}", "{X}"), BASE.replace("{B}", "{Y}"))
    assert "'b' (line 7)" in caught.value.message
    assert "title is {X} here, {Y} on disk" in caught.value.message


def test_an_overlap_counts_further_fields() -> None:
    with pytest.raises(Overlap, match="and 1 more"):
        merged(BASE.replace("{A}", "{X}"), BASE.replace("{A},", "{Y},\n  note = {z},"))


def test_an_overlap_outside_the_fields_shows_the_heads() -> None:
    with pytest.raises(Overlap, match=r"@book\{a, title = \{A\}, \} here"):
        merged(BASE.replace("@misc{a", "@book{a"), BASE.replace("@misc{a", "@report{a"))


def test_an_entry_taken_out_here_but_changed_there_overlaps() -> None:
    with pytest.raises(Overlap, match=r"taken out here, @misc.* on disk"):
        merged(parsed(BASE).remove("a").to_bytes().decode(), BASE.replace("{A}", "{Y}"))


def test_an_entry_changed_here_but_taken_out_there_overlaps() -> None:
    with pytest.raises(Overlap, match="taken out on disk"):
        merged(BASE.replace("{A}", "{Y}"), parsed(BASE).remove("a").to_bytes().decode())


def test_entries_added_at_the_end_both_stand_theirs_first() -> None:
    ours, theirs = (parsed(BASE).add("book", key, {}).to_bytes().decode() for key in ("mine", "yours"))
    assert merged(ours, theirs) == f"{BASE}\n@book{{yours,\n}}\n\n@book{{mine,\n}}\n"


def test_entries_added_to_an_empty_file_are_parted() -> None:
    ours, theirs = (parsed("").add("book", key, {}).to_bytes().decode() for key in ("mine", "yours"))
    assert merged(ours, theirs, "") == "@book{yours,\n}\n\n@book{mine,\n}\n"


def test_one_key_added_on_both_sides_with_different_texts_overlaps() -> None:
    ours, theirs = (parsed(BASE).add("book", "k", {"title": title}).to_bytes().decode() for title in ("x", "y"))
    with pytest.raises(Overlap, match="'k'"):
        merged(ours, theirs)


def test_an_entry_taken_out_on_one_side_is_gone() -> None:
    ours = parsed(BASE).remove("b").to_bytes().decode()
    assert merged(ours, BASE.replace("{C}", "{Y}")) == ours.replace("{C}", "{Y}")


def test_an_entry_inserted_by_hand_keeps_its_place() -> None:
    theirs = BASE.replace(B, f"@book{{new,}}\n\n{B}")
    assert merged(BASE.replace("{C}", "{Y}"), theirs) == theirs.replace("{C}", "{Y}")


def test_our_insertion_keeps_its_place_beside_their_change() -> None:
    ours = BASE.replace(B, f"@book{{new,}}\n\n{B}")
    assert merged(ours, BASE.replace("{C}", "{Y}")) == ours.replace("{C}", "{Y}")


def test_a_comment_typed_there_stands_beside_our_change() -> None:
    theirs = BASE.replace("% head\n", "% head\n% typed by hand\n")
    assert merged(BASE.replace("{A}", "{X}"), theirs) == theirs.replace("{A}", "{X}")


def test_their_order_of_entries_is_kept() -> None:
    theirs = f"% head\n\n{C}\n\n{A}\n\n{B}\n"
    assert merged(BASE.replace("{B}", "{X}"), theirs) == theirs.replace("{B}", "{X}")


def test_our_order_of_entries_is_kept() -> None:
    ours = parsed(BASE).move("c", before="a").to_bytes().decode()
    assert merged(ours, BASE.replace("{B}", "{Y}")) == ours.replace("{B}", "{Y}")


def test_entries_moved_on_both_sides_overlap() -> None:
    ours, theirs = (parsed(BASE).move(key, before="a").to_bytes().decode() for key in ("b", "c"))
    with pytest.raises(Overlap, match="moved"):
        merged(ours, theirs)


def test_a_key_given_twice_is_told_apart_by_place() -> None:
    base = f"{A}\n{A.replace('{A}', '{Z}')}\n"
    assert merged(base.replace("{Z}", "{X}"), base.replace("{A}", "{Y}"), base) == base.replace("{Z}", "{X}").replace(
        "{A}", "{Y}"
    )


def test_a_macro_changed_on_both_sides_overlaps() -> None:
    base = "@string{s = {x}}\n"
    with pytest.raises(Overlap, match="@string s"):
        merged(base.replace("x", "y"), base.replace("x", "z"), base)


def test_an_unchanged_side_gives_the_other_as_it_is() -> None:
    assert (merged(BASE, "x"), merged("x", BASE)) == ("x", "x")


def test_a_broken_entry_mended_there_stands_beside_our_change() -> None:
    base = f"{A}\n\n@misc{{b, title = {{B}}\n\n{C}\n"
    theirs = base.replace("{B}\n", "{B}}\n")
    assert merged(base.replace("{C}", "{X}"), theirs, base) == theirs.replace("{C}", "{X}")


def test_changes_that_together_would_be_read_otherwise_overlap() -> None:
    base = "@comment{ x\n@misc(c, year=2020) @book{d,}\n@misc{e,}\n"
    ours, theirs = parsed(base).remove("c"), parsed(base.replace("{e,}", "{e, year=1}"))
    with pytest.raises(Overlap, match="how the file is read"):
        merge(parsed(base), ours, theirs)


def test_blank_lines_changed_here_stand() -> None:
    ours = BASE.replace(f"\n\n{B}", f"\n\n\n{B}")
    assert merged(ours, BASE.replace("{C}", "{Y}")) == ours.replace("{C}", "{Y}")


def test_windows_line_ends_are_kept() -> None:
    base, ours, theirs = (
        text.replace("\n", "\r\n") for text in (BASE, BASE.replace("{A}", "{X}"), BASE.replace("{C}", "{Y}"))
    )
    assert merged(ours, theirs, base) == base.replace("{A}", "{X}").replace("{C}", "{Y}")
