"""Entries become references, citations and data."""

import json
from pathlib import Path

import pytest

from refdesk.desk.exporting import (
    CiteRequest,
    choose_entries,
    export_data,
    export_references,
    format_citation,
    format_references,
    parse_locator,
    request_cite,
)
from refdesk.desk.place import Desk
from refdesk.model.date import PartialDate
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.model.library import ATTRIBUTED, SOURCE, STUB, Entry, Library
from refdesk.model.name import Name
from refdesk.model.work import Work

WOOLF = Entry(
    citekey="woolf1929room",
    work=Work(
        type="book",
        authors=(Name(family="Woolf", given="Virginia"),),
        title="A room of one's own",
        publisher="Hogarth Press",
        issued=PartialDate(1929),
    ),
)
STUBBED = Entry(citekey="fanon1961", work=Work(authors=(Name(family="Fanon"),)), keywords=(STUB,))
REPORT = Entry(citekey="un-report", work=Work(title="A UN report"), keywords=(ATTRIBUTED, STUB))
SOURCE_ESSAY = Entry(citekey="essay", work=Work(title="An essay"), keywords=(SOURCE,))
LIBRARY = Library((SOURCE_ESSAY, WOOLF, STUBBED, REPORT))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, tmp_path / "references.bib")


def keys(*named: str, found: tuple[Entry, ...] | None = None, everything: bool = False) -> list[str]:
    return [entry.citekey for entry in choose_entries(LIBRARY, named, found, everything=everything).entries]


def test_a_bibliography_has_stubs_but_no_documents_or_attributions() -> None:
    assert keys() == ["woolf1929room", "fanon1961"]


def test_what_is_left_out_is_said() -> None:
    assert (
        choose_entries(LIBRARY, (), None, everything=False).left_out == "1 source document and 1 informal attribution"
    )


def test_everything_is_everything() -> None:
    assert keys(everything=True) == ["essay", "woolf1929room", "fanon1961", "un-report"]


def test_a_named_document_is_exported() -> None:
    assert keys("essay") == ["essay"]


def test_names_do_not_change_the_order_of_the_library() -> None:
    assert keys("fanon1961", "essay") == ["essay", "fanon1961"]


def test_a_query_adds_to_the_names() -> None:
    assert keys("essay", found=(WOOLF, REPORT)) == ["essay", "woolf1929room"]


def test_a_query_that_finds_nothing_exports_nothing() -> None:
    assert keys(found=()) == []


def test_an_unknown_key_is_exit_code_3() -> None:
    with pytest.raises(RefdeskError, match="gone") as caught:
        keys("gone")
    assert caught.value.code is ExitCode.UNKNOWN


def test_references_are_printed_in_the_style(desk: Desk) -> None:
    printed = format_references(desk, [WOOLF], style="apa", format="txt")
    assert printed == "Woolf, V. (1929). A room of one’s own. Hogarth Press.\n"


def test_html_speaks_the_language_of_the_style(desk: Desk) -> None:
    assert '<html lang="en-GB"' in format_references(desk, [WOOLF], style="harvard", format="html")


def test_an_entry_that_the_style_leaves_out_is_a_warning(desk: Desk) -> None:
    exported = export_references(desk, [STUBBED], style="chicago-notes", format="md")
    assert (exported.text, len(exported.warnings)) == ("# References\n\nFanon.\n", 1)


def test_a_style_file_may_lie_in_the_desk(desk: Desk) -> None:
    (desk.root / "own.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation><layout/></citation>'
        '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
    )
    assert format_references(desk, [WOOLF], style="own.csl", format="txt") == "A room of one’s own\n"


def test_a_style_that_cannot_be_used_is_exit_code_2(desk: Desk) -> None:
    (desk.root / "own.csl").write_text('<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>')
    with pytest.raises(RefdeskError, match=r"own\.csl") as caught:
        format_references(desk, [WOOLF], style="own.csl", format="txt")
    assert caught.value.code is ExitCode.USAGE


def test_an_unknown_text_format_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="rtf") as caught:
        format_references(desk, [WOOLF], style="apa", format="rtf")
    assert caught.value.code is ExitCode.USAGE


def test_several_works_are_one_citation(desk: Desk) -> None:
    cites = [CiteRequest(WOOLF, "page", "4"), CiteRequest(STUBBED)]
    assert format_citation(desk, cites, style="apa") == "(Fanon, n.d.; Woolf, 1929, p. 4)"


def test_a_work_may_be_cited_twice_at_once(desk: Desk) -> None:
    cites = [CiteRequest(WOOLF, "page", "4"), CiteRequest(WOOLF, "page", "9")]
    assert format_citation(desk, cites, style="mla") == "(Woolf 4; Woolf 9)"


def test_csl_json_is_one_list(desk: Desk) -> None:
    items = json.loads(export_data(desk, [WOOLF, STUBBED], format="csl-json").text)
    assert [item["id"] for item in items] == ["woolf1929room", "fanon1961"]


def test_json_lines_are_one_item_a_line(desk: Desk) -> None:
    lines = export_data(desk, [WOOLF, STUBBED], format="jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["woolf1929room", "fanon1961"]


def test_json_gives_a_terminal_no_orders(desk: Desk) -> None:
    hostile = Entry(citekey="x", work=Work(title="a\x1b[31m\x9b31mb"))
    written = export_data(desk, [hostile], format="jsonl").text
    assert (written.isprintable() or written.strip().isprintable(), json.loads(written)["title"]) == (
        True,
        "a\x1b[31m\x9b31mb",
    )


def test_an_unknown_data_format_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="ris") as caught:
        export_data(desk, [WOOLF], format="ris")
    assert caught.value.code is ExitCode.USAGE


@pytest.mark.parametrize(
    ("text", "label", "locator"),
    [
        ("12-15", "page", "12-15"),
        ("p. 12", "page", "12"),
        ("pp.12", "page", "12"),
        ("ch. 3", "chapter", "3"),
        ("Chapter 3", "chapter", "3"),
        ("§ 4", "section", "4"),
        ("§4", "section", "4"),
        ("¶ 2", "paragraph", "2"),
        ("xii", "page", "xii"),
        ("v", "page", "v"),
        ("p", "page", "p"),
        ("A12", "page", "A12"),
        ("", "page", ""),
    ],
)
def test_a_locator_is_a_page_unless_it_says_otherwise(text: str, label: str, locator: str) -> None:
    assert parse_locator(text) == (label, locator)


def test_a_cite_is_a_key_with_a_locator() -> None:
    assert request_cite(LIBRARY, "woolf1929room@ch. 2") == CiteRequest(WOOLF, "chapter", "2")


def test_a_key_may_hold_an_at_sign() -> None:
    odd = Entry(citekey="a@b", work=Work(title="T"))
    assert request_cite(Library((odd,)), "a@b").entry is odd
