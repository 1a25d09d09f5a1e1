"""The terminal desk in every state that a desk can be in, and while it changes underneath."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual import events

from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.tui.app import DeskApp, run_desk
from refdesk.tui.library_screen import DiskChanged, LibraryScreen, Printed
from refdesk.tui.pages import Page
from tests.tui.conftest import (
    LIBRARY,
    OpenDesk,
    citekeys,
    current,
    go_to,
    library_screen,
    press,
    screen_text,
    settle,
    shown,
    still,
    told,
)


async def ended_with(desk: Desk) -> RefdeskError | None:
    app = still(DeskApp(desk))
    async with app.run_test() as pilot:
        await settle(pilot)
    return app.return_value


async def test_a_desk_without_library_ends_it(tmp_path: Path) -> None:
    error = await ended_with(Desk(tmp_path, tmp_path / "references.bib"))
    assert "no library here" in str(error)


async def test_a_library_that_cannot_be_read_ends_it(desk: Desk) -> None:
    desk.library_file.write_bytes("@book{x}".encode("utf-16"))
    assert "UTF-16" in str(await ended_with(desk))


def test_that_error_is_raised_for_the_command_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskApp, "run", lambda _: RefdeskError("cannot be read"))
    with pytest.raises(RefdeskError, match="cannot be read"):
        run_desk(desk)


def test_quitting_raises_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskApp, "run", lambda _: None)
    run_desk(desk)


async def test_an_empty_library_says_how_to_fill_it(desk: Desk, open_desk: OpenDesk) -> None:
    desk.library_file.write_text("", encoding="utf-8")
    async with open_desk() as pilot:
        assert "refdesk ingest DOCUMENT" in screen_text(pilot)
        assert "0 entries" in screen_text(pilot)


async def test_one_entry_is_counted_rightly(desk: Desk, open_desk: OpenDesk) -> None:
    desk.library_file.write_text("@book{one, title = {T}}", encoding="utf-8")
    async with open_desk() as pilot:
        assert "1 entry" in screen_text(pilot)


async def test_a_broken_block_is_told_once_at_the_beginning(desk: Desk, open_desk: OpenDesk) -> None:
    desk.library_file.write_text(LIBRARY + "@book{broken, title = {no end", encoding="utf-8")
    async with open_desk() as pilot:
        await press(pilot, "down")
        assert told(pilot) == ["1 thing in the files is not as it should be; see: refdesk lint"]


async def test_a_desk_of_sound_files_tells_nothing(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        assert told(pilot) == []


def write_library(desk: Desk, text: str) -> None:
    desk.library_file.write_text(text, encoding="utf-8")


async def test_a_change_on_disk_is_seen_when_the_cursor_rests(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        write_library(desk, LIBRARY + "@book{new, title = {New}}")
        await press(pilot, "down")
        assert citekeys(pilot)[-1] == "new"
        assert told(pilot) == ["The desk changed on disk and was read again."]


async def test_a_change_on_disk_is_seen_when_the_terminal_is_looked_at_again(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        write_library(desk, LIBRARY + "@book{new, title = {New}}")
        pilot.app.post_message(events.AppFocus())
        await settle(pilot)
        assert citekeys(pilot)[-1] == "new"


async def test_looking_at_an_unchanged_desk_reads_nothing(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        before = library_screen(pilot).shelf
        pilot.app.post_message(events.AppFocus())
        await settle(pilot)
        assert library_screen(pilot).shelf is before


async def test_old_news_of_a_change_reads_nothing(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        screen = library_screen(pilot)
        before = screen.shelf
        screen.post_message(DiskChanged(((1, 1),)))
        await settle(pilot)
        assert screen.shelf is before


async def test_an_annotation_of_ones_own_is_no_news(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.tui.library_screen.open_editor", lambda path: path.write_text("Mine.") and None)
    monkeypatch.setattr(DeskApp, "suspend", lambda _: nullcontext())
    async with open_desk() as pilot:
        await press(pilot, "e", "down")
        assert told(pilot) == ["Wrote annotations/market-notes.md"]


async def test_the_cursor_stays_on_its_entry(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await go_to(pilot, "tanaka2015koe")
        write_library(desk, "@book{aaa, title = {New}}\n" + LIBRARY)
        await press(pilot, "r")
        assert current(pilot) == "tanaka2015koe"


async def test_the_cursor_follows_an_entry_that_was_renamed(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await go_to(pilot, "tanaka2015koe")
        write_library(
            desk, "@book{aaa}\n" + LIBRARY.replace("@article{tanaka2015koe,", "@article{t, ids = {tanaka2015koe},")
        )
        await press(pilot, "r")
        assert current(pilot) == "t"


async def test_where_the_entry_is_gone_the_cursor_stays_about_there(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await go_to(pilot, "brandt2004stalls")
        write_library(desk, LIBRARY.replace("@book{brandt2004stalls,", "@comment{"))
        await press(pilot, "r")
        assert current(pilot) == "council2012hall"


async def test_the_search_stays(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"vale", "escape")
        write_library(desk, "@book{aaa, title = {New}}\n" + LIBRARY)
        await press(pilot, "r")
        assert citekeys(pilot) == ["okoro2019talk", "vale"]


async def test_the_place_on_a_page_stays(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk((40, 8)) as pilot:
        await press(pilot, "down", "enter", "2", "j", "j")
        write_library(desk, LIBRARY + "@book{new, title = {New}}")
        await press(pilot, "r")
        assert pilot.app.focused
        assert pilot.app.focused.scroll_y == 2


async def test_a_library_that_vanishes_leaves_the_list_as_it_was(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        desk.library_file.unlink()
        await press(pilot, "r")
        assert len(citekeys(pilot)) == 7
        assert "no library here" in told(pilot)[0]


async def test_that_is_told_once(desk: Desk, open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        desk.library_file.unlink()
        await press(pilot, "down")
        await press(pilot, "down")
        assert len(told(pilot)) == 1


async def test_an_annotation_written_elsewhere_is_shown_when_the_cursor_comes_back(
    desk: Desk, open_desk: OpenDesk
) -> None:
    async with open_desk() as pilot:
        await press(pilot, "3", "down")
        (desk.annotations / "market-notes.md").write_text("From elsewhere.", encoding="utf-8")
        await press(pilot, "up")
        assert shown(pilot, "annotation").strip() == "From elsewhere."


async def test_what_comes_too_late_is_not_shown(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        screen = library_screen(pilot)
        late = screen.entries.rows[3].entry
        screen.post_message(Printed(late, screen.style_name, Page("late")))
        await settle(pilot)
        assert shown(pilot, "reference") != "late"


async def test_what_comes_in_another_style_is_not_shown(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        screen = library_screen(pilot)
        screen.post_message(Printed(screen.entries.rows[0].entry, "mla", Page("late")))
        await settle(pilot)
        assert shown(pilot, "reference") != "late"


async def test_a_reference_is_printed_once_in_each_style(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []

    def note(_desk: object, _library: object, entry: object, _style: str) -> Page:
        printed.append(getattr(entry, "citekey", ""))
        return Page("printed")

    monkeypatch.setattr("refdesk.tui.library_screen.reference_page", note)
    async with open_desk() as pilot:
        for key in ("down", "up", "down", "up"):
            await press(pilot, key)
        assert printed == ["market-notes", "brandt2004stalls"]


async def test_no_colour_is_asked_for_where_none_is_wanted(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_desk() as pilot:
        assert pilot.app.no_color
        colours = {
            tuple(colour.triplet)
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip.apply_filter(pilot.app._filters[0], pilot.app.screen.background_colors[1])
            if segment.style and (colour := segment.style.color) and colour.triplet
        }
        assert colours
        assert all(red == green == blue for red, green, blue in colours)


async def test_the_cursor_is_seen_without_colours(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "down")
        lines = [line for line in screen_text(pilot).splitlines() if line.startswith("›")]
        assert len(lines) == 1
        assert "brandt2004stalls" in lines[0]


async def test_the_page_is_seen_without_colours(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "right")
        assert "[BibTeX]" in screen_text(pilot)


async def test_the_screens_stand_on_a_library_screen(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (40, 10), (20, 5), (1, 1)])
async def test_it_works_in_a_terminal_of_any_size(open_desk: OpenDesk, size: tuple[int, int]) -> None:
    async with open_desk(size) as pilot:
        await press(pilot, "down", "enter", "right", "escape", "slash", "v", "escape")
        assert current(pilot)
