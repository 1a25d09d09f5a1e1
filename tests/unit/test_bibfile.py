"""Reading and editing a .bib file without moving a byte that was not meant."""

import copy
from pathlib import Path

import pytest

from refdesk.bibfile import Overlap, load
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.model.problem import Problem

PLAIN = "@article{afzal2021,\n  title = {Old},\n  year = 2021,\n}\n"


def edited(text: str, field: str, value: str, key: str = "k") -> str:
    return BibFile.parse(text.encode()).set(key, field, value).to_bytes().decode()


def unset(text: str, field: str, key: str = "k") -> str:
    return BibFile.parse(text.encode()).unset(key, field).to_bytes().decode()


def codes(text: str) -> list[str]:
    return [problem.code for problem in BibFile.parse(text.encode()).problems]


# -- reading -----------------------------------------------------------------------------------------------------------


def test_an_entry_knows_its_key() -> None:
    assert BibFile.parse(PLAIN.encode()).entries[0].key == "afzal2021"


def test_an_entry_knows_its_type_in_lower_case() -> None:
    assert BibFile.parse(b"@ARTICLE{k,}").entries[0].type == "article"


def test_an_entry_knows_its_line() -> None:
    assert BibFile.parse(b"% head\r\n\r\n@a{k,}\r@b{l,}").entry("l").line == 4


def test_fields_come_without_delimiters() -> None:
    assert BibFile.parse(b'@a{k, t={x}, u="y", v=3, w=jan}').entry("k").fields == {
        "t": "x",
        "u": "y",
        "v": "3",
        "w": "jan",
    }


def test_field_names_come_in_lower_case() -> None:
    assert list(BibFile.parse(b"@a{k, Title={x}}").entry("k").fields) == ["title"]


def test_of_a_field_given_twice_the_first_counts() -> None:
    assert BibFile.parse(b"@a{k, t={x}, t={y}}").entry("k").fields == {"t": "x"}


def test_a_macro_is_resolved_in_values() -> None:
    bibfile = BibFile.parse(b'@string{J = "Journal"}@a{k, t = j # " of " # {X}}')
    assert bibfile.entry("k").values["t"] == "Journal of X"


def test_a_macro_may_build_on_another() -> None:
    bibfile = BibFile.parse(b'@string{a = "x"}@string(b = a # "y")@a{k, t = b}')
    assert bibfile.entry("k").values["t"] == "xy"


def test_a_joined_value_is_shown_as_it_stands_in_fields() -> None:
    assert BibFile.parse(b'@a{k, t = "x" # y}').entry("k").fields["t"] == '"x" # y'


def test_macros_that_double_stay_small() -> None:
    doubling = "".join(f"@string{{m{n} = m{n - 1} # m{n - 1}}}" for n in range(1, 60))
    bibfile = BibFile.parse(f"@string{{m0 = {{xx}}}}{doubling}@a{{k, t = m59}}".encode())
    assert len(bibfile.entry("k").values["t"]) <= 100_000


def test_a_comment_between_fields_is_no_field() -> None:
    assert list(BibFile.parse(b"@a{k,\n t={x}, % u={y},\n v={z}}").entry("k").fields) == ["t", "v"]


def test_a_quote_in_braces_does_not_end_a_quoted_value() -> None:
    assert BibFile.parse(b'@a{k, t="x {a"b {c}"} y", u={z}}').entry("k").fields == {"t": 'x {a"b {c}"} y', "u": "z"}


def test_braces_may_nest_in_a_value() -> None:
    assert BibFile.parse(b"@a{k, t={{a} {b {c}}}, u={z}}").entry("k").fields == {"t": "{a} {b {c}}", "u": "z"}


def test_a_name_without_value_is_skipped() -> None:
    assert BibFile.parse(b"@a{k, t = , u={z}}").entry("k").fields == {"u": "z"}


def test_stray_commas_part_no_fields() -> None:
    assert BibFile.parse(b"@a{k,, ,% note\n, t={x},\n,u={y},,}").entry("k").fields == {"t": "x", "u": "y"}


def test_parts_of_a_value_may_stand_on_lines_of_their_own() -> None:
    bibfile = BibFile.parse(b'@a{k, t = "x" % one\n # {y} # % two\n 3, u={z}}')
    assert bibfile.entry("k").values == {"t": "xy3", "u": "z"}


def test_a_key_may_hold_an_equals_sign() -> None:
    assert BibFile.parse(b"@a{k=1, t={x}}").entries[0].key == "k=1"


def test_a_key_may_hold_a_space() -> None:
    assert BibFile.parse(b"@a{my key, t={x}}").entries[0].key == "my key"


def test_a_missing_key_leaves_the_first_field_in_place() -> None:
    assert BibFile.parse(b"@a{title={x}, year=1}").entries[0].fields == {"title": "x", "year": "1"}


def test_an_unknown_key_is_exit_code_3() -> None:
    with pytest.raises(RefdeskError) as caught:
        BibFile.parse(PLAIN.encode()).entry("nobody")
    assert caught.value.code == ExitCode.UNKNOWN


# -- encodings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_refused(encoding: str) -> None:
    with pytest.raises(RefdeskError, match="UTF-16"):
        BibFile.parse(PLAIN.encode(encoding), where="x.bib")


def test_an_old_encoding_is_read_as_windows_1252() -> None:
    assert BibFile.parse("@a{k, t={Müller “x”}}".encode("cp1252")).entry("k").fields["t"] == "Müller “x”"


def test_an_old_encoding_is_kept_by_an_edit() -> None:
    data = "@a{k, t={Müller}}".encode("cp1252")
    assert BibFile.parse(data).set("k", "u", "é").to_bytes() == "@a{k, t={Müller}, u={é}}".encode("cp1252")


def test_a_letter_that_an_old_encoding_lacks_is_refused() -> None:
    with pytest.raises(RefdeskError, match="UTF-8"):
        BibFile.parse("@a{k, t={Müller}}".encode("cp1252")).set("k", "u", "ازهر")


def test_one_bad_byte_does_not_make_a_utf8_file_old() -> None:
    bibfile = BibFile.parse("@a{k, t={Müller}, u={".encode() + b"\xff}}").set("k", "v", "é")
    assert bibfile.to_bytes().endswith("v={é}}".encode())


def test_a_byte_order_mark_is_no_part_of_the_first_block() -> None:
    assert BibFile.parse(b"\xef\xbb\xbf@a{k,}").blocks[0].raw == "@a{k,}"


# -- set ---------------------------------------------------------------------------------------------------------------


def test_a_changed_field_is_one_changed_line() -> None:
    assert edited(PLAIN, "title", "New", "afzal2021") == PLAIN.replace("Old", "New")


def test_a_value_that_stands_there_is_not_touched() -> None:
    text = "@a{k, t  =\t{x} }"
    assert edited(text, "t", "x") == text


def test_a_field_is_found_whatever_its_case() -> None:
    assert edited("@a{k, Title={x}}", "title", "y") == "@a{k, Title={y}}"


def test_quotes_stay_quotes() -> None:
    assert edited('@a{k, t="x"}', "t", "y") == '@a{k, t="y"}'


def test_quotes_give_way_to_a_value_that_holds_one() -> None:
    assert edited('@a{k, t="x"}', "t", 'a "y"') == '@a{k, t={a "y"}}'


def test_a_bare_number_stays_bare() -> None:
    assert edited("@a{k, year = 1999}", "year", "2000") == "@a{k, year = 2000}"


def test_a_bare_number_gets_braces_for_a_text() -> None:
    assert edited("@a{k, year = 1999}", "year", "n.d.") == "@a{k, year = {n.d.}}"


def test_a_joined_value_is_replaced_whole() -> None:
    assert edited('@a{k, t = "x" # y, u=1}', "t", "z") == "@a{k, t = {z}, u=1}"


def test_a_macro_is_replaced_by_a_text_that_is_spelt_like_it() -> None:
    assert edited("@a{k, month = jan}", "month", "jan") == "@a{k, month = {jan}}"


def test_a_new_field_takes_the_indent_of_the_last() -> None:
    assert edited("@a{k,\n\tt={x},\n}", "u", "y") == "@a{k,\n\tt={x},\n\tu={y},\n}"


def test_a_new_field_adds_no_comma_where_the_last_has_none() -> None:
    assert edited("@a{k,\n  t = {x}\n}", "u", "y") == "@a{k,\n  t = {x},\n  u = {y}\n}"


def test_a_new_field_follows_commas_at_line_starts() -> None:
    assert edited("@a{ k\n , t = {x}\n , u = {y}\n}", "v", "z") == "@a{ k\n , t = {x}\n , u = {y}\n , v = {z}\n}"


def test_a_new_field_aligns_its_equals_sign() -> None:
    text = "@a{k,\n  author = {x},\n  t      = {y},\n}"
    assert edited(text, "year", "1") == text.replace("\n}", "\n  year   = {1},\n}")


def test_a_new_field_copies_a_single_space_where_nothing_is_aligned() -> None:
    assert edited("@a{k,\n  author = {x},\n  t = {y},\n}", "year", "1").endswith("  year = {1},\n}")


def test_a_new_field_is_quoted_among_quoted_ones() -> None:
    assert edited('@a{k, t="x", y=1}', "u", "y") == '@a{k, t="x", y=1, u="y"}'


def test_a_new_field_is_written_large_among_large_ones() -> None:
    assert edited("@a{k, TITLE={x}}", "year", "1") == "@a{k, TITLE={x}, YEAR={1}}"


def test_a_new_field_is_capitalised_among_capitalised_ones() -> None:
    assert edited("@a{k, Title={x}}", "year", "1") == "@a{k, Title={x}, Year={1}}"


def test_a_new_field_follows_the_files_line_end() -> None:
    assert edited("@a{k}\r\n", "u", "y") == "@a{k,\r\n  u = {y}}\r\n"


def test_a_line_end_in_a_value_follows_the_files() -> None:
    assert edited("@a{k,\r\n t={x}}", "t", "a\nb") == "@a{k,\r\n t={a\r\nb}}"


def test_a_comment_behind_the_last_field_stays() -> None:
    text = "@a{k,\n  t = {x}, % why\n  u = {y},\n}"
    assert edited(text, "v", "z") == text.replace("\n}", "\n  v = {z},\n}")


def test_a_new_field_of_an_entry_with_a_line_end_behind_its_key_is_read() -> None:
    assert edited("@a{k\n}", "u", "y") == "@a{k,\n  u = {y}\n}"


def test_a_macro_that_says_the_value_already_stays() -> None:
    text = '@string{J = "Journal"}@a{k, t = j # { of X}}'
    assert edited(text, "t", "Journal of X") == text


def test_a_macro_elsewhere_in_the_entry_stays() -> None:
    text = "@string{s = {x}}@a{k, t = s, u = {y}}"
    assert edited(text, "u", "z") == text.replace("{y}", "{z}")


def test_an_undefined_macro_gives_way_to_a_text_that_is_spelt_like_it() -> None:
    assert edited("@a{k, t = s}", "t", "s") == "@a{k, t = {s}}"


@pytest.mark.parametrize("value", ["jan", "s # { of } # 3", '"x"', "{x}", "1999"])
def test_a_raw_value_stands_as_it_was_given(value: str) -> None:
    assert (
        BibFile.parse(b"@a{k, t = {x}}").set("k", "t", value, raw=True).to_bytes() == f"@a{{k, t = {value}}}".encode()
    )


def test_a_raw_value_of_a_new_field_follows_the_habits() -> None:
    raw = BibFile.parse(b"@a{k,\n\tT={x},\n}").set("k", "month", "jan", raw=True)
    assert raw.to_bytes() == b"@a{k,\n\tT={x},\n\tMONTH=jan,\n}"


@pytest.mark.parametrize("value", ["", "a b", "{x} y", "{x}, u = {y}", "jan # ", "jan,", '"x', "jan %", "# a"])
def test_what_is_no_value_is_refused_as_a_raw_one(value: str) -> None:
    with pytest.raises(RefdeskError, match=r"no value|one entry"):
        BibFile.parse(b"@a{k, t = {x}, v = {z}}").set("k", "t", value, raw=True)


@pytest.mark.parametrize("value", ["{", "}", "}{", "a{b}}", "{{a}"])
def test_unbalanced_braces_are_refused(value: str) -> None:
    with pytest.raises(RefdeskError, match="balance"):
        edited(PLAIN, "title", value, "afzal2021")


@pytest.mark.parametrize("value", ["a\0b", "a\x1bb", "\x7f", "\ud800"])
def test_control_characters_are_refused(value: str) -> None:
    with pytest.raises(RefdeskError, match="control"):
        edited(PLAIN, "title", value, "afzal2021")


@pytest.mark.parametrize("field", ["", "1st", "a b", "a=b", "a}b", "ü"])
def test_a_bad_field_name_is_refused(field: str) -> None:
    with pytest.raises(RefdeskError, match="field name"):
        edited(PLAIN, field, "x", "afzal2021")


def test_a_value_that_would_look_like_an_unclosed_entry_is_refused() -> None:
    heads = "\n@b{l, t = {y}}" * 3 + "\n"
    with pytest.raises(RefdeskError, match="read as one entry"):
        edited(PLAIN, "title", heads, "afzal2021")


def test_a_key_that_stands_twice_needs_a_line() -> None:
    with pytest.raises(RefdeskError, match="lines 1, 2"):
        edited("@a{k, t={x}}\n@a{k, t={y}}", "t", "z")


def test_a_line_tells_two_entries_of_one_key_apart() -> None:
    bibfile = BibFile.parse(b"@a{k, t={x}}\n@a{k, t={y}}")
    assert bibfile.set("k", "t", "z", line=2).to_bytes() == b"@a{k, t={x}}\n@a{k, t={z}}"


# -- unset, retype, rename ---------------------------------------------------------------------------------------------


def test_an_unset_field_takes_its_line_with_it() -> None:
    assert unset("@a{k,\n  t = {x},\n  u = {y},\n}", "t") == "@a{k,\n  u = {y},\n}"


def test_the_last_field_takes_the_comma_before_it() -> None:
    assert unset("@a{k,\n  t = {x},\n  u = {y}\n}", "u") == "@a{k,\n  t = {x}\n}"


def test_a_comment_before_an_unset_field_stays() -> None:
    assert unset("@a{k,\n  t = {x}, % why\n  u = {y},\n}", "u") == "@a{k,\n  t = {x}, % why\n}"


def test_a_field_given_twice_is_unset_twice() -> None:
    assert unset("@a{k, t={x}, u={y}, t={z}}", "t") == "@a{k, u={y}}"


def test_unsetting_what_is_not_there_changes_nothing() -> None:
    assert unset(PLAIN, "doi", "afzal2021") == PLAIN


def test_a_retyped_entry_changes_its_type_alone() -> None:
    assert BibFile.parse(b"@ Misc {k, misc={x}}").retype("k", "book").to_bytes() == b"@ book {k, misc={x}}"


def test_a_renamed_entry_changes_its_key_alone() -> None:
    assert BibFile.parse(b"@a{ k , t={k}}").rename("k", "new").to_bytes() == b"@a{ new , t={k}}"


def test_an_entry_without_key_gets_one() -> None:
    assert BibFile.parse(b"@a{title={x}}").rename("", "new").to_bytes() == b"@a{new,title={x}}"


def test_a_renamed_entry_is_found_by_its_new_key() -> None:
    assert "new" in BibFile.parse(PLAIN.encode()).rename("afzal2021", "new")


def test_a_taken_key_is_refused() -> None:
    with pytest.raises(RefdeskError, match="taken"):
        BibFile.parse(b"@a{k,}@a{l,}").rename("k", "l")


@pytest.mark.parametrize(
    "key", ["", "a b", "a,b", "a{b", "../../x", "/etc", "a/../b", "a\\b", "-x", ".x", "a%b", "a~b", "x" * 201]
)
def test_a_bad_key_is_refused(key: str) -> None:
    with pytest.raises(RefdeskError, match="key"):
        BibFile.parse(PLAIN.encode()).rename("afzal2021", key)


@pytest.mark.parametrize("key", ["müller2020", "DBLP:conf/x/Y20", "a-b_c.d+e"])
def test_a_usual_key_is_taken(key: str) -> None:
    assert key in BibFile.parse(PLAIN.encode()).rename("afzal2021", key)


# -- add, remove -------------------------------------------------------------------------------------------------------


def test_an_added_entry_stands_behind_a_blank_line() -> None:
    added = BibFile.parse(b"@a{k,}\n").add("book", "new", {"title": "T"})
    assert added.to_bytes() == b"@a{k,}\n\n@book{new,\n  title = {T},\n}\n"


def test_an_entry_added_to_an_empty_file_begins_it() -> None:
    assert BibFile.parse(b"").add("book", "new", {}).to_bytes() == b"@book{new,\n}\n"


def test_an_entry_added_behind_an_unended_line_ends_it() -> None:
    assert BibFile.parse(b"@a{k,}").add("book", "new", {}).to_bytes() == b"@a{k,}\n\n@book{new,\n}\n"


def test_an_added_entry_follows_the_files_line_end() -> None:
    added = BibFile.parse(b"@a{k,}\r\n").add("book", "new", {"title": "T"})
    assert added.to_bytes() == b"@a{k,}\r\n\r\n@book{new,\r\n  title = {T},\r\n}\r\n"


def test_an_entry_with_a_taken_key_is_not_added() -> None:
    with pytest.raises(RefdeskError, match="taken"):
        BibFile.parse(PLAIN.encode()).add("book", "afzal2021", {})


def test_an_entry_with_an_unbalanced_value_is_not_added() -> None:
    with pytest.raises(RefdeskError, match="balance"):
        BibFile.parse(b"").add("book", "new", {"title": "{"})


def test_an_entry_added_then_removed_leaves_the_bytes_as_they_were() -> None:
    added = BibFile.parse(PLAIN.encode()).add("book", "new", {"title": "T"})
    assert added.remove("new").to_bytes() == PLAIN.encode()


def test_a_removed_entry_takes_one_blank_line_with_it() -> None:
    assert BibFile.parse(b"@a{k,}\n\n@b{l,}\n\n@c{m,}\n").remove("l").to_bytes() == b"@a{k,}\n\n@c{m,}\n"


def test_a_removed_entry_takes_a_windows_line_end_whole() -> None:
    bibfile = BibFile.parse(b"@a{k,}\r\n\r\n@b{l,}\r\n\r\n@c{m,}\r\n")
    assert bibfile.remove("l").to_bytes() == b"@a{k,}\r\n\r\n@c{m,}\r\n"


def test_entries_without_anything_between_can_be_removed() -> None:
    assert BibFile.parse(b"@a{k,}@b{l,}@c{m,}").remove("l").to_bytes() == b"@a{k,}@c{m,}"


def test_the_only_entry_can_be_removed() -> None:
    assert BibFile.parse(b"@b{l,}").remove("l").to_bytes() == b""


def test_a_removed_entry_leaves_comments_around_it() -> None:
    assert BibFile.parse(b"% one\n@b{l,}\n% two\n").remove("l").to_bytes() == b"% one\n% two\n"


def test_the_first_entry_takes_its_blank_line_with_it() -> None:
    assert BibFile.parse(b"@a{k,}\n\n@b{l,}\n").remove("k").to_bytes() == b"@b{l,}\n"


def test_the_last_entry_takes_the_blank_line_before_it() -> None:
    assert BibFile.parse(b"@a{k,}\n\n@b{l,}").remove("l").to_bytes() == b"@a{k,}\n"


def test_a_removed_entry_leaves_the_blank_line_of_a_close_follower() -> None:
    assert BibFile.parse(b"@a{k,}\n\n@b{l,}\n@c{m,}\n").remove("l").to_bytes() == b"@a{k,}\n\n@c{m,}\n"


ONE_LINE = b"@a{k, t={x}} @a{k, t={y}} @b{l, t={z}}\n@a{k, t={w}}\n"


def test_entries_of_one_line_bear_its_number() -> None:
    assert [int(entry.line) for entry in BibFile.parse(ONE_LINE).entries] == [1, 1, 1, 2]


def test_entries_of_one_line_are_told_apart() -> None:
    assert len({entry.line for entry in BibFile.parse(ONE_LINE).entries}) == 4


def test_a_copied_line_is_the_same_line() -> None:
    line = BibFile.parse(ONE_LINE).entries[1].line
    assert (copy.deepcopy(line) == line, line != 1, f"{line}") == (True, True, "1")


@pytest.mark.parametrize("at", [0, 1, 3])
def test_of_two_entries_with_one_key_on_a_line_the_one_meant_is_edited(at: int) -> None:
    bibfile = BibFile.parse(ONE_LINE)
    before = bibfile.entries[at].fields["t"].encode()
    changed = bibfile.set("k", "t", "new", line=bibfile.entries[at].line).to_bytes()
    assert changed == ONE_LINE.replace(b"{" + before + b"}", b"{new}")


def test_a_line_asked_for_by_key_is_the_one_of_the_list() -> None:
    bibfile = BibFile.parse(ONE_LINE)
    assert bibfile.entry("l").line == bibfile.entries[2].line


def test_a_key_twice_on_one_line_is_told() -> None:
    assert [problem.code for problem in BibFile.parse(ONE_LINE).problems] == ["duplicate-key"] * 2


@pytest.mark.parametrize(
    ("before", "field", "after"),
    [
        ("@a{k,\n  t = {1}, % one\n  v = {2}, % two\n}", "v", "@a{k,\n  t = {1}, % one\n  % two\n}"),
        ("@a{k,\n  t = {1}, % one\n  v = {2}, % two\n}", "t", "@a{k,\n  % one\n  v = {2}, % two\n}"),
    ],
)
def test_the_comment_behind_a_field_that_goes_stays_on_its_line(before: str, field: str, after: str) -> None:
    assert BibFile.parse(before.encode()).unset("k", field).to_bytes() == after.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@a{k,\n  t = {1}, % why\n}", "@a{k,\n  t = {1}, % why\n  u = {x},\n}"),
        ("@a{k,\n\tt = {1}, % one\n\tv = {2}, % two\n}", "@a{k,\n\tt = {1}, % one\n\tv = {2}, % two\n\tu = {x},\n}"),
        ("@a{k, t = {1}, % why\n}", "@a{k, t = {1}, % why\n  u = {x},\n}"),
        ("@a{k,\n  t = {1}, % why }", "@a{k,\n  t = {1}, u = {x}, % why }"),
        ("@a{k, % why\n}", "@a{k, % why\n  u = {x},\n}"),
        ("@a{k,%why }", "@a{k, u = {x},%why }"),
    ],
)
def test_a_comment_stays_with_the_field_before_it(before: str, after: str) -> None:
    assert edited(before, "u", "x") == after


@pytest.mark.parametrize("comma", [",", ""])
def test_a_field_set_then_unset_before_a_comment_leaves_no_trace(comma: str) -> None:
    before = f"@a{{k,\n  t = {{1}}{comma} % why\n}}"
    assert unset(edited(before, "u", "x"), "u") == before


NO_COMMA = b"@a{k t={x}, u={y}}\n"


def test_a_key_without_comma_hides_no_field() -> None:
    (entry,) = BibFile.parse(NO_COMMA).entries
    assert (entry.key, dict(entry.fields)) == ("k", {"t": "x", "u": "y"})


def test_a_key_without_comma_is_told() -> None:
    (problem,) = BibFile.parse(NO_COMMA).problems
    assert problem == Problem("unreadable-field", "Line 1: in 'k', no comma behind the key.")


def test_a_key_without_comma_can_be_renamed() -> None:
    assert BibFile.parse(NO_COMMA).rename("k", "new").to_bytes() == NO_COMMA.replace(b"{k", b"{new")


def test_a_key_with_a_space_stays_one_key() -> None:
    assert BibFile.parse(b"@a{k l, t={x}}").entries[0].key == "k l"


def test_a_pasted_entry_keeps_its_text() -> None:
    raw = '@ARTICLE {k,  Title="T" # s , % note\n}'
    assert BibFile.parse(PLAIN.encode()).paste(f"\n{raw} ").to_bytes() == f"{PLAIN}\n{raw}\n".encode()


def test_a_pasted_entry_can_get_another_key() -> None:
    assert BibFile.parse(b"").paste("@a{ k , t={k}}", "new").to_bytes() == b"@a{ new , t={k}}\n"


def test_a_pasted_entry_without_key_gets_one() -> None:
    assert BibFile.parse(b"").paste("@a{t={k}}", "new").to_bytes() == b"@a{new,t={k}}\n"


def test_a_pasted_entry_takes_the_files_line_ends() -> None:
    assert BibFile.parse(b"@a{k,}\r\n").paste("@b{l,\n}\n").to_bytes() == b"@a{k,}\r\n\r\n@b{l,\r\n}\r\n"


@pytest.mark.parametrize("raw", ["", "text", "@a{k,}@b{l,}", "@string{s = {x}}", "@a{k,", "@a{k, t={x}} tail"])
def test_what_is_not_one_entry_is_not_pasted(raw: str) -> None:
    with pytest.raises(RefdeskError, match="one entry"):
        BibFile.parse(b"").paste(raw)


@pytest.mark.parametrize("raw", ["@a{k, t={\0}}", "@a{k, t={\ud800}}", "@a{k, t={\x1b[1m}}"])
def test_control_characters_are_not_pasted(raw: str) -> None:
    with pytest.raises(RefdeskError, match="control character"):
        BibFile.parse(b"").paste(raw)


@pytest.mark.parametrize("raw", ["@article{afzal2021,}", "@a{../x,}", "@a{,}"])
def test_a_taken_or_bad_key_is_not_pasted(raw: str) -> None:
    with pytest.raises(RefdeskError, match="key"):
        BibFile.parse(PLAIN.encode()).paste(raw)


THREE = "% head\n@a{k,}\n\n@b{l,}\n\n@c{m,}\n"


def moved(key: str, before: str | None = None, after: str | None = None) -> str:
    return BibFile.parse(THREE.encode()).move(key, before=before, after=after).to_bytes().decode()


def test_an_entry_can_be_moved_before_another() -> None:
    assert moved("m", before="k") == "% head\n@c{m,}\n\n@a{k,}\n\n@b{l,}\n"


def test_an_entry_can_be_moved_behind_another() -> None:
    assert moved("k", after="l") == "% head\n\n@b{l,}\n\n@a{k,}\n\n@c{m,}\n"


def test_an_entry_can_be_moved_to_the_end() -> None:
    assert moved("k") == "% head\n\n@b{l,}\n\n@c{m,}\n\n@a{k,}\n"


def test_an_entry_moved_beside_itself_stays() -> None:
    assert moved("k", after="k") == THREE


def test_a_moved_entry_is_found() -> None:
    assert BibFile.parse(THREE.encode()).move("m", before="k").entry("m").line == 2


def test_an_entry_is_not_moved_beside_one_that_is_not_there() -> None:
    with pytest.raises(RefdeskError, match="nobody"):
        moved("k", before="nobody")


def test_a_thousand_edits_leave_what_each_of_them_left() -> None:
    text = "".join(f"@misc{{k{number},\n  t = {{x}},\n}}\n\n" for number in range(1_000))
    bibfile = BibFile.parse(text.encode())
    for number in range(1_000):
        bibfile = bibfile.set(f"k{number}", "t", f"y{number}").rename(f"k{number}", f"n{number}")
    assert [(entry.key, entry.fields["t"]) for entry in bibfile.entries] == [
        (f"n{at}", f"y{at}") for at in range(1_000)
    ]


def test_a_key_given_up_can_be_taken_again() -> None:
    bibfile = BibFile.parse(b"@a{k,}@b{l,}").rename("k", "old").rename("l", "k").remove("k").add("misc", "k", {})
    assert ("k" in bibfile, "l" in bibfile, bibfile.entry("k").type) == (True, False, "misc")


def test_of_two_entries_with_one_key_the_other_is_still_found() -> None:
    bibfile = BibFile.parse(b"@a{k,}\n@b{k,}\n").remove("k", line=1)
    assert bibfile.entry("k").type == "b"


def test_edits_leave_earlier_versions_as_they_were() -> None:
    before = BibFile.parse(PLAIN.encode())
    before.set("afzal2021", "title", "New").rename("afzal2021", "k").add("misc", "l", {})
    assert (before.to_bytes().decode(), "k" in before, "l" in before) == (PLAIN, False, False)


def test_an_edit_that_would_change_the_rest_is_refused() -> None:
    text = b"@comment{ x\n@misc(c, year=2020) @book{d,}"
    with pytest.raises(RefdeskError, match="rest of the file"):
        BibFile.parse(text).remove("c").proved_bytes()


def test_a_sound_edit_is_proved() -> None:
    edited_file = BibFile.parse(PLAIN.encode()).add("book", "new", {"title": "T"}).remove("afzal2021")
    assert edited_file.proved_bytes() == edited_file.to_bytes()


# -- problems ----------------------------------------------------------------------------------------------------------


def test_a_sound_file_has_no_problems() -> None:
    assert codes(PLAIN + "@string{s={x}}\n% note\n@comment{x}\n@b{l, t = s, month = jan}\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("@a{k, t={x}\n", "broken-block"),
        ("@a{k,}\n@a{k,}", "duplicate-key"),
        ("@a{, t={x}}", "no-key"),
        ("% @a{k, t={x}}", "commented-entry"),
        ("@a{k, t={x}, T={y}}", "duplicate-field"),
        ("@a{k, t={x} u={y}}", "unreadable-field"),
        ("@a{k, t, u={y}}", "unreadable-field"),
        ("@a{k, t = unknown}", "undefined-macro"),
    ],
)
def test_a_fault_has_its_code(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_fault_hides_no_field_behind_it() -> None:
    assert BibFile.parse(b"@a{k, ?, t={x} u={y}}").entry("k").fields == {"t": "x", "u": "y"}


def test_a_broken_block_is_reported_with_its_line() -> None:
    assert BibFile.parse(b"\n\n@a{k, t={x}\n").problems[0].message.startswith("Line 3:")


def test_a_commented_comment_is_no_problem() -> None:
    assert codes("% @comment{x}\n") == []


# -- the file on disk --------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "x.bib"
    file.write_bytes(PLAIN.encode())
    return file


def test_a_saved_edit_is_on_disk(path: Path) -> None:
    load(path).set("afzal2021", "title", "New").save()
    assert path.read_text() == PLAIN.replace("Old", "New")


def test_a_loaded_file_is_sized(path: Path) -> None:
    assert len(load(path).entries) == 1


def test_every_edit_of_a_loaded_file_can_be_chained(path: Path) -> None:
    library = load(str(path)).rename("afzal2021", "k").unset("k", "year").add("misc", "l", {}).remove("l")
    library.paste("@book{m,}").move("m", before="k").retype("k", "book").save()
    assert path.read_text() == "@book{m,}\n\n@book{k,\n  title = {Old},\n}\n"


def test_a_file_changed_since_it_was_read_is_not_overwritten(path: Path) -> None:
    library = load(path).set("afzal2021", "title", "New")
    path.write_text("typed by hand")
    with pytest.raises(RefdeskError, match="changed since"):
        library.save()
    assert path.read_text() == "typed by hand"


def test_changes_of_other_blocks_on_disk_are_merged_on_request(path: Path) -> None:
    library = load(path).set("afzal2021", "title", "New")
    path.write_text(PLAIN + "% typed by hand\n")
    library.save(merge=True)
    assert path.read_text() == PLAIN.replace("Old", "New") + "% typed by hand\n"


def test_changes_of_the_same_block_on_disk_are_shown(path: Path) -> None:
    library = load(path).set("afzal2021", "title", "New")
    path.write_text(PLAIN.replace("Old", "Other"))
    with pytest.raises(Overlap, match=r"x\.bib: .*\{New\} here, \{Other\} on disk"):
        library.save(merge=True)
    assert path.read_text() == PLAIN.replace("Old", "Other")


def test_a_merged_file_can_be_saved_again(path: Path) -> None:
    library = load(path).set("afzal2021", "title", "New")
    path.write_text("% typed\n" + PLAIN)
    library.save(merge=True)
    library.set("afzal2021", "title", "Newer").save()
    assert path.read_text() == "% typed\n" + PLAIN.replace("Old", "Newer")


def test_a_file_deleted_since_it_was_read_is_not_made_again(path: Path) -> None:
    library = load(path).set("afzal2021", "title", "New")
    path.unlink()
    with pytest.raises(RefdeskError, match="changed since"):
        library.save()


def test_a_file_can_be_saved_twice(path: Path) -> None:
    library = load(path).set("afzal2021", "title", "New")
    library.save()
    library.set("afzal2021", "title", "Newer").save()
    assert "Newer" in path.read_text()


def test_a_file_can_be_saved_elsewhere(path: Path, tmp_path: Path) -> None:
    load(path).set("afzal2021", "title", "New").save(tmp_path / "y.bib")
    assert (path.read_text(), "New" in (tmp_path / "y.bib").read_text()) == (PLAIN, True)


def test_an_unchanged_file_is_not_written(path: Path) -> None:
    path.chmod(0o444)
    load(path).save()
    assert path.read_text() == PLAIN


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match=r"none\.bib"):
        load(tmp_path / "none.bib")


def test_a_loaded_file_tells_its_problems(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("@a{k, t={x}\n")
    assert [problem.code for problem in load(tmp_path / "x.bib").problems] == ["broken-block"]


UNREADABLE_TAIL = b'@misc{k, a = "x" 0{, te ="t:#,b=O}}'


def test_a_field_that_would_not_be_read_back_is_refused() -> None:
    with pytest.raises(RefdeskError, match="parts that cannot be read"):
        BibFile.parse(UNREADABLE_TAIL).set("k", "note", "new")


def test_an_entry_with_a_fault_elsewhere_takes_a_new_field() -> None:
    edited = BibFile.parse(b"@misc{k, a = {x} b = {y}}").set("k", "note", "new")
    assert dict(edited.entry("k").fields) == {"a": "x", "b": "y", "note": "new"}


@pytest.mark.parametrize(
    "entry",
    ["@a{k,% why\n}", "@a{k,% one\n% two\n}", "@a{k,%why }", "@a{k,\n  t = {1},% why }", "@a{k,\n  t = {1}% why }"],
)
def test_a_field_set_then_unset_beside_a_comment_leaves_no_trace(entry: str) -> None:
    bibfile = BibFile.parse(entry.encode())
    assert bibfile.set("k", "u", "x").unset("k", "u").to_bytes() == entry.encode()
