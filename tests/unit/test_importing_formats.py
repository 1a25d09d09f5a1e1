"""Works come in from other programs and from refdesk's own exports, with all that these say."""

from pathlib import Path

import pytest

from refdesk.desk.exporting import DATA_FORMATS, export_data
from refdesk.desk.importing import Report, import_files
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.model.library import Entry

RIS = """TY  - JOUR
ID  - 17
AU  - Hardin, Garrett
TI  - The tragedy of the commons
JO  - Science
PY  - 1968
VL  - 162
SP  - 1243
EP  - 1248
AB  - The population problem has no technical solution.
N1  - Read it twice.
KW  - commons
KW  - population
L1  - papers/hardin.pdf
DO  - 10.1126/science.162.3859.1243
ER  -
"""
ENDNOTE = """%0 Book
%A Ostrom, Elinor
%T Governing the commons
%I Cambridge University Press
%D 1990
%Z Lent to Jane.
"""
CSL = '[{"id": "ostrom1990", "type": "book", "title": "Governing the commons", "issued": {"date-parts": [[1990]]}}]'
LIBRARY = r"""@string{cup = "Cambridge University Press"}

@book{ostrom1990, author = {Ostrom, Elinor}, title = {Governing the {Commons}}, publisher = cup, year = 1990,
  isbn = {0-521-40599-8}, keywords = {commons, law}, abstract = {Long \& broad}, note = {Lent}}

@inproceedings{part, author = {Roe, R. and {World Bank}}, title = {A part of it}, crossref = {whole}, pages = {1--9}}

@proceedings{whole, editor = {Doe, Jane}, title = {The whole of it}, year = 2001, publisher = cup}

@online{page, title = {A page of the web}, url = {https://example.org/a_b%20c}, urldate = {2021-05-06}}

@misc{bare, author = {Witten, Edward}, year = 2001}

@misc{film, title = {Psycho}, entrysubtype = {motion_picture}, year = 1960}

@article{stub, keywords = {stub}, doi = {10.1000/182}}

@book{essay, title = {An essay}, keywords = {source}, file = {essay.txt}}

@misc{paper, journaltitle = {The Daily}, keywords = {attributed, stub}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "desk"
    root.mkdir()
    return Desk(root, root / "references.bib")


def bring(desk: Desk, name: str, text: str) -> Report:
    path = desk.root.parent / name
    path.write_text(text, encoding="utf-8")
    return import_files(desk, [path])


def only(desk: Desk) -> Entry:
    (entry,) = load_library(desk).entries
    return entry


def test_ris_keeps_notes_and_abstract(desk: Desk) -> None:
    bring(desk, "a.ris", RIS)
    assert (only(desk).work.note, (only(desk).work.abstract or "")[:14]) == ("Read it twice.", "The population")


def test_ris_keeps_keywords_and_files(desk: Desk) -> None:
    bring(desk, "a.ris", RIS)
    assert (only(desk).keywords, only(desk).files) == (("commons", "population"), ("papers/hardin.pdf",))


def test_a_number_of_a_database_is_no_citekey(desk: Desk) -> None:
    bring(desk, "a.ris", RIS)
    assert only(desk).citekey == "hardin1968tragedy"


def test_a_number_of_a_database_is_not_said_to_be_lost(desk: Desk) -> None:
    assert bring(desk, "a.ris", RIS).outcomes[0].added[0].notes == ()


def test_an_id_that_looks_like_a_citekey_is_kept(desk: Desk) -> None:
    bring(desk, "a.ris", RIS.replace("17", "Hardin1968"))
    assert only(desk).citekey == "Hardin1968"


def test_endnote_keeps_its_note(desk: Desk) -> None:
    bring(desk, "a.enw", ENDNOTE)
    assert only(desk).work.note == "Lent to Jane."


def test_the_id_of_csl_is_a_citekey(desk: Desk) -> None:
    bring(desk, "a.json", CSL)
    assert only(desk).citekey == "ostrom1990"


@pytest.mark.parametrize(
    "number", ["7", "ITEM-1", "http://zotero.org/users/1/items/AB", "6f9619ff-8b86-d011-b42d-00c04fc964ff"]
)
def test_an_id_for_want_of_a_citekey_is_none(desk: Desk, number: str) -> None:
    bring(desk, "a.json", CSL.replace("ostrom1990", number))
    assert only(desk).citekey == "1990governing" or only(desk).citekey == "governing1990"


def test_a_broken_item_hides_no_other(desk: Desk) -> None:
    outcome = bring(desk, "a.json", CSL.replace("[{", "[17, {")).outcomes[0]
    assert (len(outcome.added), len(outcome.left_out), outcome.found) == (1, 1, 2)


@pytest.mark.parametrize(("name", "text"), [("a.ris", RIS), ("a.enw", ENDNOTE), ("a.json", CSL)])
def test_the_same_item_twice_is_taken_once(desk: Desk, name: str, text: str) -> None:
    twice = text.replace("[{", f"[{text[1:-1]}, {{") if text is CSL else f"{text}\n{text}"
    outcome = bring(desk, name, twice).outcomes[0]
    assert (len(outcome.added), len(outcome.there)) == (1, 1)


@pytest.mark.parametrize(("name", "text"), [("a.ris", RIS), ("a.enw", ENDNOTE), ("a.json", CSL)])
def test_importing_it_twice_adds_nothing(desk: Desk, name: str, text: str) -> None:
    bring(desk, name, text)
    assert not bring(desk, name, text).changed


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_importing_the_own_export_adds_nothing(desk: Desk, name: str) -> None:
    desk.library_file.write_text(LIBRARY, encoding="utf-8")
    exported = export_data(desk, load_library(desk).entries, format=name).text
    outcome = bring(desk, f"export.{name}", exported).outcomes[0]
    assert (outcome.added, outcome.left_out, outcome.found) == ((), (), 9)


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_an_export_makes_another_library_of_as_many_entries(desk: Desk, name: str, tmp_path: Path) -> None:
    desk.library_file.write_text(LIBRARY, encoding="utf-8")
    exported = export_data(desk, load_library(desk).entries, format=name).text
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", tmp_path / "other" / "references.bib")
    bring(other, f"export.{name}", exported)
    assert len(load_library(other).entries) == 9


def test_a_biblatex_export_makes_the_same_library_again(desk: Desk, tmp_path: Path) -> None:
    desk.library_file.write_text(LIBRARY, encoding="utf-8")
    exported = export_data(desk, load_library(desk).entries, format="biblatex").text
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", tmp_path / "other" / "references.bib")
    bring(other, "export.bib", exported)
    works = [{entry.citekey: entry.work for entry in load_library(d).entries} for d in (desk, other)]
    assert works[0] == works[1]
