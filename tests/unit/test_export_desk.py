"""Entries become references, citations and data."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from refdesk.desk.exporting import (
    DATA_FORMATS,
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
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.formats.exchange import read_works
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
    with pytest.raises(RefdeskError, match="nonsense") as caught:
        export_references(desk, [WOOLF], style="apa", format="nonsense")
    assert caught.value.code is ExitCode.USAGE


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_citation_is_never_a_file_of_a_word_processor(desk: Desk, name: str) -> None:
    with pytest.raises(RefdeskError, match=name) as caught:
        format_citation(desk, [CiteRequest(WOOLF)], style="apa", format=name)
    assert caught.value.code is ExitCode.USAGE


def test_an_unknown_engine_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="pandoc") as caught:
        export_references(desk, [WOOLF], style="apa", format="txt", engine="pandoc")
    assert caught.value.code is ExitCode.USAGE


def test_a_reference_is_called_by_its_citekey_wherever_it_stands(desk: Desk) -> None:
    printed = format_references(desk, [WOOLF, STUBBED], style="apa", format="html")
    assert re.findall(r'<li id="([^"]*)">(\w+)', printed) == [
        ("ref-fanon1961", "Fanon"),
        ("ref-woolf1929room", "Woolf"),
    ]


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
    assert (written.strip().isprintable(), json.loads(written)["title"]) == (True, "a [31m 31mb")


def test_an_unknown_data_format_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="endnote-xml") as caught:
        export_data(desk, [WOOLF], format="nonsense")
    assert caught.value.code is ExitCode.USAGE


def biblatex(desk: Desk, text: str, *keys: str) -> str:
    """The export of some entries of a library as BibLaTeX."""
    desk.library_file.write_text(text, encoding="utf-8", newline="")
    entries, _ = entries_of(BibFile.parse(text.encode()))
    return export_data(desk, [entry for entry in entries if entry.citekey in keys], format="biblatex").text


CHILD = "@incollection{child, title = {C}, crossref = {parent}}\n"
PARENT = "@collection{parent, title = {P}, publisher = cup}\n"


def test_biblatex_has_the_text_of_the_library(desk: Desk) -> None:
    text = "@Book{ a ,\n\ttitle={A {B}},% why\n  year=1990}\n"
    assert biblatex(desk, text, "a") == text


def test_biblatex_takes_a_parent_along(desk: Desk) -> None:
    assert biblatex(desk, CHILD + PARENT, "child") == f"{CHILD}\n{PARENT}"


def test_biblatex_puts_a_parent_behind_its_children(desk: Desk) -> None:
    assert biblatex(desk, PARENT + CHILD, "child", "parent") == f"{CHILD}\n{PARENT}"


def test_biblatex_puts_a_grandparent_last(desk: Desk) -> None:
    grand = "@xdata{grand, location = {Bonn}}\n"
    parent = "@collection{parent, title = {P}, xdata = {grand}}\n"
    assert biblatex(desk, grand + parent + CHILD, "child") == f"{CHILD}\n{parent}\n{grand}"


def test_biblatex_finds_a_parent_by_its_alias(desk: Desk) -> None:
    parent = "@collection{other, ids = {parent}, title = {P}}\n"
    assert biblatex(desk, parent + CHILD, "child") == f"{CHILD}\n{parent}"


def test_biblatex_takes_granular_xdata_along(desk: Desk) -> None:
    child, data = "@book{child, publisher = {xdata=my-press-publisher}}\n", "@xdata{my-press, publisher = {P}}\n"
    assert biblatex(desk, data + child, "child") == f"{child}\n{data}"


def test_biblatex_of_entries_that_inherit_in_a_circle_ends(desk: Desk) -> None:
    one, two = "@book{a, title = {A}, crossref = {b}}\n", "@book{b, title = {B}, crossref = {a}}\n"
    assert sorted(biblatex(desk, one + two, "a").strip().split("\n\n")) == [one.strip(), two.strip()]


def test_biblatex_takes_the_strings_of_a_parent_along(desk: Desk) -> None:
    string = '@string{cup = "C. U. Press"}\n'
    assert biblatex(desk, string + CHILD + PARENT, "child") == f"{string}\n{CHILD}\n{PARENT}"


def test_biblatex_takes_the_strings_of_strings_along(desk: Desk) -> None:
    strings = '@string{c = "Cambridge"}\n@string{u = c # " UP"}\n'
    assert biblatex(desk, strings + "@book{a, publisher = U}\n", "a").startswith(strings)


def test_biblatex_leaves_other_strings_behind(desk: Desk) -> None:
    assert "@string" not in biblatex(desk, '@string{c = "x"}\n@book{a, title = {c}}\n', "a")


def test_biblatex_gives_each_of_two_entries_with_one_key(desk: Desk) -> None:
    text = "@book{a, title = {One}}\n\n@book{a, title = {Two}}\n"
    assert biblatex(desk, text, "a") == text


@pytest.mark.parametrize("name", [name for name in DATA_FORMATS if name != "biblatex"])
def test_every_data_format_can_be_read_back(desk: Desk, name: str) -> None:
    written = export_data(desk, [WOOLF], format=name).text
    (entry,) = read_works(written.encode(), None).entries
    assert (entry.work.title, entry.work.year) == (WOOLF.work.title, 1929)


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
        ("act 2", "act", "2"),
        ("app. B", "appendix", "B"),
        ("art. 5", "article-locator", "5"),
        ("bk. 4", "book", "4"),
        ("can. 12", "canon", "12"),
        ("col. 3", "column", "3"),
        ("loc. 1200", "elocation", "1200"),
        ("eq. (4)", "equation", "(4)"),
        ("fig. 2", "figure", "2"),
        ("fol. 3r", "folio", "3r"),
        ("no. 4", "issue", "4"),
        ("ll. 1–4", "line", "1–4"),
        ("n. 7", "note", "7"),
        ("op. 27", "opus", "27"),
        ("para. 9", "paragraph", "9"),
        ("pt. 1", "part", "1"),
        ("rule 11", "rule", "11"),
        ("sc. 2", "scene", "2"),
        ("s.v. Kant", "sub-verbo", "Kant"),
        ("s.vv. Kant, Hegel", "sub-verbo", "Kant, Hegel"),
        ("sub verbo Kant", "sub-verbo", "Kant"),
        ("suppl. 2", "supplement", "2"),
        ("tab. 1", "table", "1"),
        ("time 1:02:03", "timestamp", "1:02:03"),
        ("title IX", "title-locator", "IX"),
        ("v. 16", "verse", "16"),
        ("vol. 2", "volume", "2"),
        ("article-locator 5", "article-locator", "5"),
        ("s.v.", "page", "s.v."),
        ("chapter", "page", "chapter"),
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


needs_biber = pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
needs_bibtex = pytest.mark.skipif(shutil.which("bibtex") is None, reason="bibtex is not installed")
COMPLETE = (
    '@string{cup = "Cambridge University Press"}\n'
    "@book{other, title = {Other}, author = {Roe, R.}, year = 2000, publisher = {X}}\n"
    "@proceedings{whole, editor = {Doe, Jane}, title = {The whole}, booktitle = {The whole}, year = 2001,\n"
    "  publisher = cup}\n"
    "@inproceedings{part, author = {Roe, R. and Coe, C.}, title = {A part}, crossref = {whole}, pages = {1--9}}\n"
)


@needs_biber
def test_biber_finds_all_that_a_biblatex_export_needs(desk: Desk) -> None:
    (desk.root / "x.bib").write_text(biblatex(desk, COMPLETE, "part"), encoding="utf-8")
    command = ["biber", "--tool", "--tool-resolve", "x.bib"]
    told = subprocess.run(command, cwd=desk.root, capture_output=True, text=True, check=True).stdout
    assert (
        re.findall("WARN|ERROR", told),
        "BOOKTITLE = {The whole}" in (desk.root / "x_bibertool.bib").read_text(),
    ) == (
        [],
        True,
    )


def run_bibtex(desk: Desk, text: str) -> str:
    """What BibTeX says of a library with plain.bst."""
    (desk.root / "x.bib").write_text(text, encoding="utf-8")
    (desk.root / "x.aux").write_text("\\citation{part}\n\\bibdata{x}\n\\bibstyle{plain}\n")
    return subprocess.run(["bibtex", "x"], cwd=desk.root, capture_output=True, text=True, check=False).stdout


@needs_bibtex
def test_bibtex_finds_a_parent_behind_its_child(desk: Desk) -> None:
    assert "Warning" not in run_bibtex(desk, biblatex(desk, COMPLETE, "part", "whole"))


@needs_bibtex
def test_bibtex_misses_nothing_in_a_classic_export(desk: Desk) -> None:
    desk.library_file.write_text(COMPLETE, encoding="utf-8")
    entries, _ = entries_of(BibFile.parse(COMPLETE.encode()))
    assert "Warning" not in run_bibtex(desk, export_data(desk, entries, format="bibtex").text)


@pytest.mark.parametrize("format_name", [name for name in DATA_FORMATS if name not in {"biblatex", "bibtex"}])
def test_a_field_that_refdesk_does_not_read_is_exported(desk: Desk, format_name: str) -> None:
    text = "@misc{k, title = {T}, lccn = {77-1}, wikidata = {Q1}}\n"
    desk.library_file.write_text(text, encoding="utf-8")
    exported = export_data(desk, entries_of(BibFile.parse(text.encode()))[0], format=format_name)
    back = read_works(exported.text.encode(), format_name).entries[0]
    assert back.work.note == "lccn: 77-1; wikidata: Q1"


def test_a_field_that_a_parent_lends_is_exported(desk: Desk) -> None:
    text = "@inbook{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, editora = {C, D}}\n"
    desk.library_file.write_text(text, encoding="utf-8")
    (child, _) = entries_of(BibFile.parse(text.encode()))[0]
    assert "editora: C, D" in export_data(desk, [child], format="ris").text


@pytest.mark.parametrize(("format_name", "told"), [("bibtex", "year = {in press}"), ("ris", "N1  - year: in press")])
def test_a_year_that_is_no_date_is_exported(desk: Desk, format_name: str, told: str) -> None:
    text = "@article{k, title = {T}, year = {in press}}\n"
    desk.library_file.write_text(text, encoding="utf-8")
    exported = export_data(desk, entries_of(BibFile.parse(text.encode()))[0], format=format_name)
    assert (told in exported.text, exported.warnings) == (True, ())
