"""Questions to a desk: places in words, a search, a library that is none."""

from pathlib import Path

import pytest

from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library, place_text, search
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, Entry, Library
from refdesk.model.name import Name
from refdesk.model.work import Work


def record(text: str, note: str | None = None, locator: str | None = None, label: str | None = None) -> CitationRecord:
    return CitationRecord(document="d", start=0, end=1, text=text, kind="note", note=note, locator=locator, label=label)


@pytest.mark.parametrize(
    ("cite", "told"),
    [
        (record("(Roe, 2001)"), "(Roe, 2001)"),
        (record("¹", "1"), "note 1"),
        (record("¹", "1", "90"), "note 1, p. 90"),
        (record("¹", "1", "90-92", "page"), "note 1, pp. 90-92"),
        (record("¹", "1", "90–92", "page"), "note 1, pp. 90–92"),
        (record("¹", "1", "4, 9", "page"), "note 1, pp. 4, 9"),
        (record("¹", "1", "3", "chapter"), "note 1, chapter 3"),
        (record("(Roe, 2001, p. 9)", None, "9", "page"), "(Roe, 2001, p. 9)"),
        (record("(Roe 8–9)", None, "8-9", "page"), "(Roe 8–9)"),
    ],
)
def test_a_place_is_told_as_people_write_it(cite: CitationRecord, told: str) -> None:
    assert place_text(cite) == told


def test_a_folder_in_the_library_s_place_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "references.bib").mkdir()
    with pytest.raises(RefdeskError, match="is a folder"):
        load_library(Desk(tmp_path, tmp_path / "references.bib"))


LIBRARY = Library(
    entries=(
        Entry(citekey="roe2001", work=Work(authors=(Name("Müller", "Ö."),), title="Größe", collection="Studies")),
        Entry(citekey="doe1990", work=Work(title="Law", note="borrowed from Ann", isbn="978-3"), keywords=("mine",)),
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("muller", ["roe2001"]),
        ("GRÖSSE studies", ["roe2001"]),
        ("borrowed", ["doe1990"]),
        ("978-3", ["doe1990"]),
        ("mine law", ["doe1990"]),
        ("law studies", []),
        ("", ["roe2001", "doe1990"]),
    ],
)
def test_a_search_finds_entries_that_hold_every_word(query: str, found: list[str]) -> None:
    assert [entry.citekey for entry in search(LIBRARY, query)] == found
