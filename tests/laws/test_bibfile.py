"""What holds for every .bib file, however broken."""

import tempfile
from pathlib import Path

from hypothesis import assume, example, given
from hypothesis import strategies as st

from refdesk.bibfile import load
from refdesk.formats.bibfile import BibFile, refuse_bad_value
from refdesk.formats.bibfile_blocks import split
from refdesk.model.errors import RefdeskError

# Pieces of which strange files are made: hypothesis alone would hardly ever write an entry.
PIECES = st.sampled_from(
    [
        "@article{a,",
        "@article{b,\n  title = {T},\n}",
        "\n@book{c,\n title = ",
        "\n@misc(d, note = {x)}, year = 2020)",
        "@string{s = {text}}",
        '@preamble{"\\foo{}"}',
        "@comment{",
        "@comment{@article{e, title={x}}}",
        "%",
        "% @misc{f,}",
        "me@example.org (home)",
        "title = {x},",
        'note = "a {"} b" # s,',
        "{",
        "}",
        "(",
        ")",
        '"',
        ",",
        "=",
        "\r\n",
        "\n",
        "\r",
        "\t ",
        "ü",
        "\ufeff",
        "\\",
        "{C:\\\\}",
        "@",
        "@article{,}",
        "@article{x y, title={z}}",
        "@article{title={z}, year=1}",
    ]
)
FILES = st.one_of(st.lists(PIECES, max_size=25).map("".join).map(str.encode), st.binary(max_size=200))
BLANKS = st.sampled_from(["", " ", "\n", "\n  ", "\r\n\t", "  "])
NAMES = st.sampled_from(["title", "note", "Year", "URL", "author"])
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="{}\\%", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(["{nested} {braces}", "2021", 'a {"} b', 'a " b', "C:{\\}", "line\nline"]),
)
VALUES = st.one_of(
    TEXTS.map(lambda text: f"{{{text}}}"), st.sampled_from(['"quoted {"} text"', "1999", "jan", 'jan # "~1"'])
)


@st.composite
def entries(draw: st.DrawFn) -> str:
    """A sound entry in some hand's layout."""
    blank, before, behind = draw(BLANKS), draw(BLANKS), draw(BLANKS)
    names = draw(st.lists(NAMES, unique_by=str.lower, max_size=4))
    fields = [f"{draw(BLANKS)}{name}{before}={behind}{draw(VALUES)}" for name in names]
    ending = draw(st.sampled_from(["", ","])) if fields else ","
    return f"@article{{key,{','.join(fields)}{blank}{ending}{draw(BLANKS)}}}"


def parsed(data: bytes) -> BibFile:
    try:
        return BibFile.parse(data)
    except RefdeskError:  # UTF-16, which is refused
        assume(False)  # noqa: FBT003 - hypothesis' way to skip
        raise


@given(st.lists(PIECES, max_size=30).map("".join))
def test_joining_the_blocks_of_any_text_gives_the_text(text: str) -> None:
    assert "".join(block.raw for block in split(text)) == text


@given(FILES)
@example(b"\xef\xbb\xbf@a{b,}")
@example(b"caf\xe9 @a{b, title={caf\xe9}}\r\n")
def test_an_unedited_file_keeps_every_byte(data: bytes) -> None:
    assert parsed(data).to_bytes() == data


@given(FILES)
def test_any_file_can_be_asked_for_entries_with_their_fields(data: bytes) -> None:
    bibfile = parsed(data)
    for entry in bibfile.entries:
        assert set(entry.fields) == set(entry.values)


@given(FILES)
def test_any_file_tells_its_problems(data: bytes) -> None:
    assert all(problem.message.startswith("Line ") for problem in parsed(data).problems)


@given(FILES)
def test_no_block_is_empty(data: bytes) -> None:
    assert all(block.raw for block in parsed(data).blocks)


@given(entries(), TEXTS)
def test_a_value_set_is_the_value_read(entry: str, value: str) -> None:
    edited = BibFile.parse(entry.encode()).set("key", "title", value)
    assert edited.entry("key").fields["title"].replace("\r\n", "\n") == value


@given(entries(), entries(), TEXTS)
def test_an_edit_moves_no_byte_outside_its_entry(entry: str, other: str, value: str) -> None:
    before = f"% head\n{other.replace('key', 'other')}\r\n"
    edited = BibFile.parse(f"{before}{entry}\ntail".encode()).set("key", "abstract", value)
    written = edited.to_bytes().decode()
    assert written.startswith(before)
    assert written.endswith("\ntail")


@given(entries())
@example("@article{key\n}\n")
@example("@article{key}")
def test_a_field_set_then_unset_leaves_the_bytes_as_they_were(entry: str) -> None:
    data = entry.encode()
    assert BibFile.parse(data).set("key", "abstract", "new").unset("key", "abstract").to_bytes() == data


@given(entries(), TEXTS)
def test_setting_a_value_twice_changes_what_setting_it_once_changes(entry: str, value: str) -> None:
    once = BibFile.parse(entry.encode()).set("key", "title", value)
    assert once.set("key", "title", value).to_bytes() == once.to_bytes()


@given(entries(), TEXTS)
def test_ten_saves_write_what_one_save_writes(entry: str, value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.bib"
        path.write_bytes(entry.encode())
        load(path).set("key", "title", value).save()
        once = path.read_bytes()
        for _ in range(9):
            load(path).set("key", "title", value).save()
        assert path.read_bytes() == once


@given(entries())
def test_an_edited_file_reads_as_the_edit_left_it(entry: str) -> None:
    edited = BibFile.parse(entry.encode()).set("key", "abstract", "new {value}")
    assert BibFile.parse(edited.to_bytes()).blocks == edited.blocks


@given(FILES)
def test_an_added_entry_is_found_by_its_key(data: bytes) -> None:
    bibfile = parsed(data)
    assume("%" not in data.decode("latin-1").splitlines()[-1] if data else True)
    added = bibfile.add("book", "brandnew", {"title": "T"})
    assert BibFile.parse(added.to_bytes()).entry("brandnew").fields == {"title": "T"}


@given(st.text(max_size=30))
def test_every_text_is_refused_as_a_value_or_kept_exactly(text: str) -> None:
    bibfile = BibFile.parse(b"@misc{key,\n  title = {T},\n}\n")
    try:
        refuse_bad_value("note", text)
    except RefdeskError:
        return
    kept = BibFile.parse(bibfile.set("key", "note", text).to_bytes()).entry("key").fields["note"]
    assert kept == text.replace("\r\n", "\n").replace("\r", "\n")
