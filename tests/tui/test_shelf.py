"""What the list shows of a library, and what a search finds in it."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import pytest

from refdesk.desk.links import history_file
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library, search
from refdesk.links.answer import Hop
from refdesk.links.verdict import Check, Confidence, Judgement, Verdict
from refdesk.model.errors import RefdeskError
from refdesk.store.link_history import open_history
from refdesk.tui.shelf import Row, matching, read_shelf, stamp_of


def row(desk: Desk, citekey: str) -> Row:
    return next(row for row in read_shelf(desk).rows if row.citekey == citekey)


def remember(desk: Desk, url: str, verdict: Verdict, status: int) -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    judgement = Judgement(verdict, Confidence.CERTAIN, "It was asked.")
    with open_history(history_file(desk), lambda _: None, now) as history:
        history.record(
            history.begin_run(now), Check(url=url, checked_at=now, judgement=judgement, chain=(Hop(url, status, 1),))
        )


def add(desk: Desk, block: str) -> None:
    text = desk.library_file.read_text(encoding="utf-8")
    desk.library_file.write_text(f"{text}\n{block}\n", encoding="utf-8")


def test_every_entry_has_a_row(desk: Desk) -> None:
    assert len(read_shelf(desk).rows) == 7


def test_a_row_shows_the_entry_in_short(desk: Desk) -> None:
    shown = row(desk, "okoro2019talk")
    assert (shown.author, shown.year, shown.title, shown.cited) == ("Okoro & Vale", "2019", "Talk of the Market", "1")


def test_a_work_without_year_says_so(desk: Desk) -> None:
    assert row(desk, "vale").year == "n.d."


def test_a_work_that_nobody_cites_has_no_count(desk: Desk) -> None:
    assert row(desk, "tanaka2015koe").cited == ""


@pytest.mark.parametrize(
    ("citekey", "marks"), [("market-notes", "S  "), ("vale", "?  "), ("okoro2019talk", " ✎ "), ("tanaka2015koe", "   ")]
)
def test_marks_tell_what_an_entry_is(desk: Desk, citekey: str, marks: str) -> None:
    assert row(desk, citekey).marks == marks


def test_an_attribution_has_its_mark_before_that_of_a_stub(desk: Desk) -> None:
    add(desk, "@misc{un, title = {A Report}, keywords = {stub, attributed}}")
    assert row(desk, "un").marks == "~  "


def test_a_dead_link_has_its_mark(desk: Desk) -> None:
    remember(desk, "https://trade.example/talk", Verdict.GONE, 410)
    assert row(desk, "okoro2019talk").marks == " ✎x"


def test_a_link_to_look_at_has_its_mark(desk: Desk) -> None:
    remember(desk, "https://norham.example/hall.pdf", Verdict.BLOCKED, 403)
    assert row(desk, "council2012hall").marks == "  !"


def test_a_sound_link_has_none(desk: Desk) -> None:
    remember(desk, "https://norham.example/hall.pdf", Verdict.OK, 200)
    assert row(desk, "council2012hall").marks == "   "


def test_a_spoilt_link_history_is_a_warning(desk: Desk) -> None:
    history_file(desk).parent.mkdir(exist_ok=True)
    history_file(desk).write_bytes(b"no database" * 100)
    shelf = read_shelf(desk)
    assert len(shelf.rows) == 7
    assert "link history" in shelf.warnings[0]


def test_a_broken_block_is_a_warning(desk: Desk) -> None:
    add(desk, "@book{broken, title = {no end")
    assert "refdesk lint" in read_shelf(desk).warnings[0]


def test_a_sound_desk_has_no_warning(desk: Desk) -> None:
    assert read_shelf(desk).warnings == ()


def test_hostile_fields_are_harmless_in_a_row(desk: Desk) -> None:
    add(desk, "@book{wild, title = {\x1b[2J\x07}, author = {\x1b]0;x}}")
    shown = row(desk, "wild")
    assert (shown.title, shown.author) == ("\\x1b[2J\\x07", "\\x1b]0;x")


def test_an_endless_title_is_short_in_a_row(desk: Desk) -> None:
    add(desk, f"@book{{long, title = {{{'word ' * 20_000}}}}}")
    assert len(row(desk, "long").title) < 500


def test_a_desk_without_library_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match="no library"):
        read_shelf(Desk(tmp_path, tmp_path / "references.bib"))


def test_the_stamp_changes_with_the_library(desk: Desk) -> None:
    before = stamp_of(desk)
    add(desk, "@misc{new}")
    assert stamp_of(desk) != before


def test_the_stamp_changes_with_a_new_annotation(desk: Desk) -> None:
    before = stamp_of(desk)
    (desk.annotations / "vale.md").write_text("x", encoding="utf-8")
    assert stamp_of(desk) != before


def test_the_stamp_stays_when_nothing_changes(desk: Desk) -> None:
    assert stamp_of(desk) == stamp_of(desk)


QUERIES = ("", "market", "MULLER", "muller 1998", "vale talk", "市場", "nothing-like-it", "report norham", "  ", "é")


@pytest.mark.parametrize("query", QUERIES)
def test_the_filter_finds_what_search_finds(desk: Desk, query: str) -> None:
    found = matching(read_shelf(desk).rows, query)
    assert [row.entry for row in found] == list(search(load_library(desk), query))


def test_rows_cannot_be_changed(desk: Desk) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        row(desk, "vale").title = "x"  # type: ignore[misc]
