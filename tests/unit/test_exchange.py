"""Formats by their names, and files by their looks."""

import pytest

from refdesk.formats import exchange
from refdesk.formats.exchange import READABLE, WRITABLE, read_works, sniff, write_works
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.work import Work


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"TY  - BOOK\nTI  - T\n", "ris"),
        (b"\xef\xbb\xbf\r\nTY  - BOOK\r\n", "ris"),
        ("TY  - BOOK\n".encode("utf-16"), "ris"),
        (b"Provider: x\n\nTY  - BOOK\n", "ris"),
        (b"%0 Book\n%T T\n", "enw"),
        (b"%A Curie\n%T T\n", "enw"),
        (b'<?xml version="1.0"?><xml><records><record>', "endnote-xml"),
        (b'<modsCollection xmlns="x"><mods>', "mods"),
        (b'<?xml version="1.0"?><m:mods xmlns:m="x">', "mods"),
        (b'[{"id": "a"}]', "csl-json"),
        (b'{"items": []}', "csl-json"),
        (b'{\n  "type": "book"\n}', "csl-json"),
        (b"[]", "csl-json"),
        (b'{"id": "a"}\n{"id": "b"}\n', "jsonl"),
        (b"---\nreferences:\n- id: a\n", "csl-yaml"),
        (b"- id: a\n  type: book\n", "csl-yaml"),
        (b"% Encoding: UTF-8\n@article{a,\n  journal = {J}\n}", "bibtex"),
        (b"@article{a,\n  journaltitle = {J}\n}", "biblatex"),
        (b"@online{a,\n  title = {J}\n}", "biblatex"),
        (b"---\ntitle: Notes\n---\n# Notes", None),
        (b"Smith, J. (2020). A title. Journal, 1(2), 3-4.", None),
        (b"", None),
        (b"\x00\xff\xfe", None),
    ],
)
def test_content_tells_the_format(data: bytes, name: str | None) -> None:
    assert sniff(data) == name


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.bib", "biblatex"),
        ("A.RIS", "ris"),
        ("a.enw", "enw"),
        ("a.yml", "csl-yaml"),
        ("a.ndjson", "jsonl"),
        ("a.txt", None),
    ],
)
def test_the_name_tells_where_the_content_does_not(name: str, format_name: str | None) -> None:
    assert sniff(b"", name) == format_name


def test_content_counts_before_the_name() -> None:
    assert sniff(b"TY  - BOOK\n", "a.bib") == "ris"


def test_a_format_is_found_by_itself() -> None:
    assert read_works(b"TY  - BOOK\nTI  - T\n", None).entries[0].work.title == "T"


def test_an_unknown_content_is_refused_by_its_name() -> None:
    with pytest.raises(RefdeskError, match=r"notes\.txt: is in no format that refdesk reads"):
        read_works(b"hello", None, "notes.txt")


def test_an_unknown_format_is_not_read() -> None:
    with pytest.raises(RefdeskError, match="unknown format 'docx'"):
        read_works(b"", "docx")


def test_an_unknown_format_is_not_written() -> None:
    with pytest.raises(RefdeskError, match="unknown format 'docx'"):
        write_works([], "docx")


def test_a_fault_names_its_file() -> None:
    with pytest.raises(RefdeskError) as caught:
        read_works(b"x", "csl-json", "lib.json")
    assert caught.value.where == "lib.json"


def test_a_file_beyond_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "LARGEST", 10)
    with pytest.raises(RefdeskError, match="is larger than"):
        read_works(b"TY  - BOOK\nTI  - T\n", "ris")


@pytest.mark.parametrize(
    "format_name", [name for name in READABLE if name not in {"csl-json", "csl-yaml", "endnote-xml", "mods"}]
)
def test_an_empty_file_holds_nothing(format_name: str) -> None:
    assert read_works(b"", format_name).entries == ()


@pytest.mark.parametrize("format_name", WRITABLE)
def test_no_entries_make_a_file_that_can_be_read(format_name: str) -> None:
    assert read_works(write_works([], format_name).data.encode(), format_name).entries == ()


@pytest.mark.parametrize("format_name", WRITABLE)
def test_control_characters_are_never_written(format_name: str) -> None:
    entry = Entry(
        citekey="k\x1b", work=Work(title="a\x00b\x1b[31m", urls=("http://a\x07",)), keywords=("\x9b",), files=("\x01",)
    )
    written = write_works([entry], format_name).data
    assert not set(written) & {chr(code) for code in (*range(9), *range(14, 32), 127, 0x9B)}


@pytest.mark.parametrize("format_name", WRITABLE)
def test_an_empty_entry_disturbs_no_warning(format_name: str) -> None:
    entries = [Entry(citekey="", work=Work()), Entry(citekey="k", work=Work(title="T"))]
    assert not write_works(entries, format_name).warnings
