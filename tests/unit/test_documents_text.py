"""Bytes of text files, read or refused."""

import hashlib

import pytest

from refdesk.documents import text as module
from refdesk.documents.text import read_text
from refdesk.model.errors import RefdeskError


def test_a_text_is_the_file_itself() -> None:
    assert read_text(b"Ostrom\r\n1990\n", "a.txt").text == "Ostrom\r\n1990\n"


def test_the_hash_is_of_the_bytes_of_the_file() -> None:
    data = b"\xef\xbb\xbfOstrom"
    assert read_text(data, "a.txt").sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert read_text("Český ráj".encode(encoding), "a.txt").text == "Český ráj"


def test_big_endian_text_with_a_mark_is_read() -> None:
    assert read_text(b"\xfe\xff" + "Jacobs".encode("utf-16-be"), "a.txt").text == "Jacobs"


def test_a_guessed_encoding_is_a_problem() -> None:
    document = read_text("one\nCaf\u00e9 society".encode("cp1252"), "a.txt")
    assert [problem.code for problem in document.problems] == ["encoding-guessed"]


def test_a_guessed_encoding_names_the_line_that_taught_it() -> None:
    document = read_text("one\nCaf\u00e9 society".encode("cp1252"), "a.txt")
    assert "line 2" in document.problems[0].message


def test_a_guessed_encoding_keeps_the_accents_of_western_europe() -> None:
    assert read_text("Caf\u00e9".encode("cp1252"), "a.txt").text == "Caf\u00e9"


def test_plain_utf8_has_no_problem() -> None:
    assert read_text("Caf\u00e9".encode(), "a.txt").problems == ()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"PK\x03\x04\x00\x00binary", "no text file"),
        (b"\x01\x02\x03\x04 some text", "no text file"),
        (b"\xff\xfeJ", "breaks it at byte"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(RefdeskError, match=told):
        read_text(data, "a.txt")


def test_a_refusal_names_the_file() -> None:
    with pytest.raises(RefdeskError, match=r"^shelf/a\.txt: "):
        read_text(b"", "shelf/a.txt")


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    with pytest.raises(RefdeskError, match="is larger than"):
        read_text(b"eleven byte", "a.txt")


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 2)
    with pytest.raises(RefdeskError, match="more than 2 lines"):
        read_text(b"a\n\n\n\n\n", "a.txt")


def test_a_line_that_ends_in_two_characters_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 3)
    assert read_text(b"a\r\nb\r\nc\r\n", "a.txt").text


def test_a_stray_byte_does_not_spoil_the_accents_around_it() -> None:
    data = "Größe, Müller, Ævar und ".encode() + b"Caf\xe9"
    assert read_text(data, "a.txt").text == "Größe, Müller, Ævar und Café"


def test_a_stray_byte_among_good_ones_is_a_problem() -> None:
    document = read_text("Größe, Müller\n".encode() + b"Caf\xe9", "a.txt")
    assert [(problem.code, problem.message[:19]) for problem in document.problems] == [
        ("encoding-guessed", "line 2 is not UTF-8")
    ]


def test_where_most_is_no_utf8_none_of_it_is() -> None:
    data = "Café, Müller, Ævar, Ã¼ber".encode("cp1252")
    assert read_text(data, "a.txt").text == "Café, Müller, Ævar, Ã¼ber"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read(encoding: str) -> None:
    assert read_text("Jacobs, Größe und Café".encode(encoding), "a.txt").text == "Jacobs, Größe und Café"


def test_utf16_without_a_mark_is_a_problem() -> None:
    (problem,) = read_text("Jacobs, 1961".encode("utf-16-le"), "a.txt").problems
    assert "UTF-16-LE" in problem.message


@pytest.mark.parametrize("data", [b"A\0B\0C", b"A\0\0\0B\0\0\0", b"A text with a\0NUL in it"])
def test_nul_bytes_that_are_no_utf16_are_refused(data: bytes) -> None:
    with pytest.raises(RefdeskError, match="no text file"):
        read_text(data, "a.txt")
