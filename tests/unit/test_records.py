"""Records as JSON Lines: one record a line, nothing dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.formats.records import citation_bytes, document_bytes, read_citations, read_documents
from refdesk.model.library import CitationRecord, DocumentRecord, ReferenceRecord
from refdesk.model.problem import Problem

CITATION = CitationRecord(document="d", start=1, end=4, text="(é)", kind="note", work="k", status="resolved")
LINE = '{"document": "d", "start": 1, "end": 4, "text": "(é)", "kind": "note", "work": "k", "status": "resolved"}\n'
DOCUMENT = DocumentRecord(
    citekey="d",
    path="x.txt",
    sha256="0",
    conventions=("notes",),
    references=(
        ReferenceRecord(start=1, end=2, where="note", work="k", fingerprint="f", problems=(Problem("c", "m", 1),)),
    ),
    problems=(Problem("c", "m"),),
)


def citation(**changes: object) -> str:
    import json

    return json.dumps({"document": "d", "start": 1, "end": 4, "text": "x", "kind": "note", **changes})


def reason(line: str) -> str:
    (broken,) = read_citations(line.encode()).broken
    return broken.problem.message


def test_a_record_is_one_line_in_the_order_of_its_fields() -> None:
    assert citation_bytes([CITATION]).decode() == LINE


def test_a_record_read_is_the_record_written() -> None:
    assert read_citations(citation_bytes([CITATION])).records == (CITATION,)


def test_a_document_read_is_the_document_written() -> None:
    assert read_documents(document_bytes([DOCUMENT])).records == (DOCUMENT,)


def test_fields_at_their_default_are_left_out() -> None:
    assert b"confidence" not in citation_bytes([CITATION])


def test_an_empty_file_holds_no_records() -> None:
    assert read_citations(b"").records == ()


def test_empty_lines_are_no_records() -> None:
    assert read_citations(b"\n\r\n").broken == ()


def test_windows_line_ends_are_read() -> None:
    assert read_citations(LINE.encode().replace(b"\n", b"\r\n")).records == (CITATION,)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_citations(b"\xef\xbb\xbf" + LINE.encode()).records == (CITATION,)


@pytest.mark.parametrize("line", ["{", "[]", "3", "null", "{}", "\x00", "[" * 100_000])
def test_a_line_without_record_is_a_problem(line: str) -> None:
    assert [broken.problem.code for broken in read_citations(line.encode()).broken] == ["broken-record"]


def test_a_problem_names_file_with_line() -> None:
    assert "citations.jsonl line 2" in read_citations(LINE.encode() + b"{\n").problems[0].message


def test_a_line_that_is_no_utf8_is_a_problem() -> None:
    assert "UTF-8" in read_citations(b'{"a": "\xff"}').problems[0].message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "1"}, "'start' is of the wrong kind"),
        ({"start": True}, "'start' is of the wrong kind"),
        ({"text": None}, "'text' is of the wrong kind"),
        ({"quoted_in": 1}, "'quoted_in' is of the wrong kind"),
        ({"confidence": "high"}, "'confidence' is of the wrong kind"),
        ({"candidates": "k"}, "'candidates' is of the wrong kind"),
        ({"candidates": [1]}, "'candidates' is of the wrong kind"),
        ({"status": "sure"}, "status is none of"),
        ({"colour": "red"}, "strange field 'colour'"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], said: str) -> None:
    assert said in reason(citation(**change))


def test_a_missing_field_is_named() -> None:
    assert "no 'document'" in reason('{"start": 1}')


def test_an_optional_field_may_be_null() -> None:
    assert read_citations(citation(work=None).encode()).records[0].work is None


def test_a_reference_of_the_wrong_kind_is_named() -> None:
    line = b'{"citekey": "d", "path": "p", "sha256": "0", "references": [{"start": 1}]}'
    assert "no 'end'" in read_documents(line).problems[0].message


def test_a_problem_of_the_wrong_kind_is_named() -> None:
    line = b'{"citekey": "d", "path": "p", "sha256": "0", "problems": [1]}'
    assert "'problems' is of the wrong kind" in read_documents(line).problems[0].message


def test_a_broken_line_is_written_back() -> None:
    data = LINE.encode() + b'{"half": \xff\n'
    read = read_citations(data)
    assert citation_bytes(read.records, read.broken) == data


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_stays_on_its_line(text: str) -> None:
    record = CitationRecord(document="d", start=0, end=1, text=text, kind="note")
    assert read_citations(citation_bytes([record])).records == (record,)


@given(st.binary(max_size=80))
def test_no_bytes_are_lost(data: bytes) -> None:
    read = read_citations(data)
    kept = [line.rstrip(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    assert [line.raw for line in read.broken] == kept
