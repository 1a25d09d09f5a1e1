"""Questions to a desk: places in words, a search, a library that is none."""

from pathlib import Path

import pytest

from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library, place_text, search, with_saved
from refdesk.model.date import PartialDate
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
        Entry(
            citekey="roe2001",
            work=Work(
                type="article-journal",
                authors=(Name("Müller", "Ö."),),
                title="Größe der Städte",
                collection="Studies",
                issued=PartialDate(2001),
            ),
            cited_by=("essay",),
            aliases=("old1",),
        ),
        Entry(
            citekey="doe1990",
            work=Work(
                type="book",
                title="Law",
                note="borrowed from Ann",
                isbn="978-3",
                issued=PartialDate(1990),
                publisher="Müller",
            ),
            keywords=("mine", "to read"),
        ),
        Entry(citekey="nobody", work=Work(title="Undated")),
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("muller größe", ["roe2001"]),
        ("GRÖSSE studies", ["roe2001"]),
        ("borrowed", ["doe1990"]),
        ("978-3", ["doe1990"]),
        ("mine law", ["doe1990"]),
        ("old1", ["roe2001"]),
        ("law studies", []),
        ("", ["roe2001", "doe1990", "nobody"]),
        ("-", ["roe2001", "doe1990", "nobody"]),
        ("essay", []),
        ("cited-by:essay", ["roe2001"]),
        ("cited-by:ess", []),
        ("author:muller", ["roe2001"]),
        ("Author:Müller", ["roe2001"]),
        ("title:law", ["doe1990"]),
        ("title:ann", []),
        ('"der stadte"', ["roe2001"]),
        ('"stadte der"', []),
        ('title:"der städte', ["roe2001"]),
        ("stadte der", ["roe2001"]),
        ("year:1990", ["doe1990"]),
        ("year:19", ["doe1990"]),
        ("year:1990..2001", ["roe2001", "doe1990"]),
        ("year:1991..", ["roe2001"]),
        ("year:..1990", ["doe1990"]),
        ("year:x", []),
        ("-year:1990", ["roe2001", "nobody"]),
        ("tag:mine", ["doe1990"]),
        ("tag:min", []),
        ('tag:"to read"', ["doe1990"]),
        ("type:book", ["doe1990"]),
        ("type:article", ["roe2001"]),
        ("type:art", []),
        ("key:ROE", ["roe2001"]),
        ("key:old", ["roe2001"]),
        ("-muller", ["nobody"]),
        ('-"der stadte" muller', ["doe1990"]),
        ("note:borrowed", []),
        ("isbn:978-3", []),
        ("borrowed:ann", ["doe1990"]),
    ],
)
def test_a_search_finds_entries_that_fit_every_term(query: str, found: list[str]) -> None:
    assert [entry.citekey for entry in search(LIBRARY, query)] == found


def test_a_word_with_an_unknown_prefix_is_a_word() -> None:
    entry = Entry(citekey="k", work=Work(title="On http://example.org/a"))
    assert search(Library(entries=(entry,)), "http://example.org") == (entry,)


def test_a_saved_search_may_be_part_of_a_query(tmp_path: Path) -> None:
    (tmp_path / "refdesk.toml").write_text('[searches]\nold = "year:..1995 -stub"\n')
    desk = Desk(tmp_path, tmp_path / "references.bib")
    assert with_saved(desk, "a @old b@c @") == "a year:..1995 -stub b@c @"


def test_a_saved_search_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match="no saved search 'old'"):
        with_saved(Desk(tmp_path, tmp_path / "references.bib"), "@old")


def test_a_broken_settings_file_does_not_stop_a_plain_search(tmp_path: Path) -> None:
    (tmp_path / "refdesk.toml").write_text("nonsense")
    assert with_saved(Desk(tmp_path, tmp_path / "references.bib"), "a b") == "a b"
