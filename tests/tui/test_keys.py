"""Every key of the terminal desk, pressed."""

import json
import sys
from contextlib import nullcontext
from unittest.mock import Mock

import pytest
from textual.widgets import Input, Label

from refdesk.desk.annotating import annotation_path, read_annotation
from refdesk.desk.place import Desk
from refdesk.store.undoing import undo
from refdesk.tui.app import DeskApp
from refdesk.tui.help import KEYS, HelpScreen
from refdesk.tui.pages import PAGES, STYLES
from refdesk.tui.shelf import MARKS
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
    told,
)

NARROW = (80, 24)


async def test_the_cursor_begins_on_the_first_entry(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        assert current(pilot) == "market-notes"


@pytest.mark.parametrize(
    ("keys", "citekey"),
    [
        (["down"], "brandt2004stalls"),
        (["j", "j"], "council2012hall"),
        (["j", "j", "k"], "brandt2004stalls"),
        (["down", "up", "up"], "market-notes"),
        (["end"], "vale"),
        (["G"], "vale"),
        (["G", "g"], "market-notes"),
        (["end", "home"], "market-notes"),
        (["pagedown"], "vale"),
        (["space", "pageup"], "market-notes"),
    ],
)
async def test_a_key_moves_the_cursor(open_desk: OpenDesk, keys: list[str], citekey: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, *keys)
        assert current(pilot) == citekey


async def test_slash_goes_to_the_search(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash")
        assert isinstance(pilot.app.focused, Input)


async def test_slash_goes_to_the_search_from_a_page(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "enter", "slash", "v")
        assert library_screen(pilot).search.value == "v"
        assert library_screen(pilot).entries.display


async def test_typing_filters_the_list(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"muller")
        assert citekeys(pilot) == ["mueller1998waage"]


async def test_the_count_follows_the_filter(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"market")
        assert str(library_screen(pilot).query_one("#count", Label).content) == "2 of 7"


async def test_keys_that_mean_something_elsewhere_are_letters_in_the_search(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"qyYeosrjk?/1")
        assert library_screen(pilot).search.value == "qyYeosrjk?/1"


@pytest.mark.parametrize("key", ["escape", "enter", "down", "tab"])
async def test_a_key_leads_from_the_search_to_the_list(open_desk: OpenDesk, key: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"vale", key)
        assert pilot.app.focused is library_screen(pilot).entries
        assert citekeys(pilot) == ["okoro2019talk", "vale"]


async def test_escape_in_the_list_shows_all_entries(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"muller", "escape", "escape")
        assert len(citekeys(pilot)) == 7


async def test_the_cursor_stays_on_what_was_found(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"muller", "escape", "escape")
        assert current(pilot) == "mueller1998waage"


async def test_it_stays_there_even_when_a_slip_found_nothing(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"mullerx", "backspace")
        assert current(pilot) == "mueller1998waage"


async def test_a_search_without_result_says_so(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"zzz")
        assert "Nothing holds these words" in screen_text(pilot)


async def test_a_search_without_result_shows_no_pages(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        before = shown(pilot, "reference")
        await press(pilot, "slash", *"zzz")
        assert (bool(before), shown(pilot, "reference").strip()) == (True, "")


@pytest.mark.parametrize("key", ["o", "y", "Y", "e", "s", "enter", "tab", "down", "G"])
async def test_no_key_needs_an_entry(open_desk: OpenDesk, key: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, "slash", *"zzz", "escape", key)
        assert pilot.app.is_running


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_a_key_leads_to_the_pages(open_desk: OpenDesk, key: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, key)
        assert library_screen(pilot).detail.reading


@pytest.mark.parametrize("key", ["escape", "tab"])
async def test_a_key_leads_back(open_desk: OpenDesk, key: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, "enter", key)
        assert pilot.app.focused is library_screen(pilot).entries


async def test_a_narrow_terminal_shows_the_list_alone(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        screen = library_screen(pilot)
        assert (screen.entries.parent.display, screen.detail.display) == (True, False)  # type: ignore[union-attr]


async def test_enter_shows_the_pages_in_its_place(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "down", "enter")
        screen = library_screen(pilot)
        assert (screen.entries.parent.display, screen.detail.display) == (False, True)  # type: ignore[union-attr]
        assert "brandt2004stalls  Brandt  2004" in screen_text(pilot)


async def test_escape_shows_the_list_again(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "down", "enter", "escape", "down")
        assert not library_screen(pilot).detail.display
        assert current(pilot) == "council2012hall"


async def test_a_wide_terminal_shows_both(open_desk: OpenDesk) -> None:
    async with open_desk((100, 24)) as pilot:
        assert library_screen(pilot).detail.display


async def test_a_terminal_made_narrow_keeps_what_is_read(open_desk: OpenDesk) -> None:
    async with open_desk((120, 30)) as pilot:
        await press(pilot, "enter")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert library_screen(pilot).detail.display
        assert library_screen(pilot).detail.reading


async def test_a_page_that_the_mouse_went_to_is_kept_just_so(open_desk: OpenDesk) -> None:
    async with open_desk((120, 30)) as pilot:
        await pilot.click("#reference")
        await settle(pilot)
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert library_screen(pilot).detail.display


@pytest.mark.parametrize(("key", "page"), [("right", "bibtex"), ("l", "bibtex"), ("left", "links"), ("h", "links")])
async def test_a_key_turns_the_page_from_the_list(open_desk: OpenDesk, key: str, page: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, key)
        assert library_screen(pilot).detail.shown == page


@pytest.mark.parametrize(("key", "page"), [("right", "bibtex"), ("l", "bibtex"), ("left", "links"), ("h", "links")])
async def test_a_key_turns_the_page_while_reading(open_desk: OpenDesk, key: str, page: str) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "enter", key)
        assert library_screen(pilot).detail.shown == page
        assert library_screen(pilot).detail.reading


@pytest.mark.parametrize(("number", "page"), enumerate(PAGES, 1))
async def test_a_number_turns_to_a_page(open_desk: OpenDesk, number: int, page: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, str(number))
        assert library_screen(pilot).detail.shown == page


async def test_where_no_page_is_seen_none_is_turned(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "right", "3")
        assert library_screen(pilot).detail.shown == "reference"


async def test_pages_scroll_like_the_list(open_desk: OpenDesk) -> None:
    async with open_desk((40, 8)) as pilot:
        await press(pilot, "down", "enter", "2", "j", "j", "k")
        assert pilot.app.focused
        assert pilot.app.focused.scroll_y == 1


async def test_the_reference_is_shown(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await go_to(pilot, "brandt2004stalls")
        assert shown(pilot, "reference").startswith("Brandt, I. (2004). Counting stalls.")


async def test_s_prints_the_reference_in_each_style_in_turn(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await go_to(pilot, "brandt2004stalls")
        seen = []
        for _ in STYLES:
            seen.append(shown(pilot, "reference"))
            await press(pilot, "s")
        assert len(set(seen)) == len(STYLES)
        assert shown(pilot, "reference") == seen[0]


async def test_the_next_entry_is_in_the_same_style(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "s", "down")
        assert "chicago-notes" in shown(pilot, "reference")


async def test_s_tells_the_style_where_it_is_not_seen(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "s")
        assert told(pilot) == ["Style: chicago-notes"]


async def test_y_copies_the_citekey(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "down", "y")
        assert pilot.app.clipboard == "brandt2004stalls"
        assert told(pilot) == ["Copied brandt2004stalls"]


async def test_capital_y_copies_the_citation(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "down", "Y")
        assert pilot.app.clipboard == "(Brandt, 2004)"


async def test_capital_y_copies_it_in_the_current_style(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "down", "s", "Y")
        assert pilot.app.clipboard.startswith("Ilse Brandt, Counting Stalls")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser with a window was given."""
    urls: list[str] = []
    monkeypatch.setattr("refdesk.tui.browsing.is_in_terminal", lambda: False)
    monkeypatch.setattr("refdesk.tui.browsing.open_address", lambda url: not urls.append(url))  # type: ignore[func-returns-value]
    return urls


async def test_o_opens_the_address(open_desk: OpenDesk, opened: list[str]) -> None:
    async with open_desk() as pilot:
        await go_to(pilot, "okoro2019talk")
        await press(pilot, "o")
        assert opened == ["https://trade.example/talk"]
        assert told(pilot) == ["Opened https://trade.example/talk"]


async def test_o_tells_when_there_is_no_address(open_desk: OpenDesk, opened: list[str]) -> None:
    async with open_desk() as pilot:
        await press(pilot, "o")
        assert opened == []
        assert told(pilot) == ["This work has no http or https address."]


async def test_o_tells_the_address_when_there_is_no_browser(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    monkeypatch.setattr("refdesk.tui.browsing.open_address", lambda _: False)
    async with open_desk() as pilot:
        await go_to(pilot, "council2012hall")
        await press(pilot, "o")
        assert told(pilot) == ["No browser was found; the address is https://norham.example/hall.pdf"]
        assert opened == []


async def test_a_text_browser_is_given_the_terminal(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    monkeypatch.setattr("refdesk.tui.browsing.is_in_terminal", lambda: True)
    left = Mock(side_effect=nullcontext)
    monkeypatch.setattr(DeskApp, "suspend", left)
    async with open_desk() as pilot:
        await go_to(pilot, "council2012hall")
        await press(pilot, "o")
    assert (left.call_count, opened) == (1, ["https://norham.example/hall.pdf"])


def use_editor(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An editor that runs Python `code` with the file's name in `path`, on a terminal that can be left to it."""
    monkeypatch.delenv("VISUAL", raising=False)
    program = f"import sys, pathlib; path = pathlib.Path(sys.argv[1]); {code}"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{program}"')
    monkeypatch.setattr(DeskApp, "suspend", lambda _: nullcontext())


async def test_e_writes_the_annotation(open_desk: OpenDesk, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, "path.write_text('My *view*.')")
    async with open_desk() as pilot:
        await press(pilot, "down", "e")
        assert told(pilot) == ["Wrote annotations/brandt2004stalls.md"]
    assert read_annotation(desk, "brandt2004stalls") == "My *view*.\n"


async def test_what_was_written_is_shown(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, "path.write_text('My *view*.')")
    async with open_desk() as pilot:
        await press(pilot, "3", "down", "e")
        assert shown(pilot, "annotation").strip() == "My view."


async def test_the_list_marks_what_was_annotated(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, "path.write_text('My view.')")
    async with open_desk() as pilot:
        await press(pilot, "down", "e")
        row = library_screen(pilot).entries.current
        assert row
        assert row.marks == " ✎ "


async def test_an_annotation_can_be_taken_back(
    open_desk: OpenDesk, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(monkeypatch, "path.write_text('My view.')")
    async with open_desk() as pilot:
        await press(pilot, "down", "e")
    undo(desk.root)
    assert read_annotation(desk, "brandt2004stalls") is None


async def test_an_untouched_annotation_is_not_written(
    open_desk: OpenDesk, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_editor(monkeypatch, "pass")
    async with open_desk() as pilot:
        await press(pilot, "down", "e")
        assert told(pilot) == ["The annotation was not changed."]
    assert not annotation_path(desk, "brandt2004stalls").exists()


async def test_an_editor_that_fails_is_told(open_desk: OpenDesk, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    use_editor(monkeypatch, "path.write_text('Half'); sys.exit(2)")
    async with open_desk() as pilot:
        await press(pilot, "down", "e")
        assert "code 2" in told(pilot)[0]
    assert (desk.derived / "drafts" / "brandt2004stalls.md").read_text(encoding="utf-8") == "Half"


async def test_a_terminal_that_cannot_be_left_is_told(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:  # Textual's own test terminal is one
        await press(pilot, "e")
        assert told(pilot) == ["This terminal cannot be left to another program."]


async def test_r_reads_the_desk_again(open_desk: OpenDesk, desk: Desk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "end")
        desk.library_file.write_text("@book{new, title = {New}}\n" + LIBRARY, encoding="utf-8")
        await press(pilot, "r")
        assert citekeys(pilot)[0] == "new"
        assert current(pilot) == "vale"
        assert told(pilot) == ["The desk was read again."]


async def test_question_mark_shows_the_keys(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "question_mark")
        assert "copy the citation in the current style" in screen_text(pilot)


@pytest.mark.parametrize("key", ["escape", "question_mark", "q"])
async def test_a_key_closes_the_help(open_desk: OpenDesk, key: str) -> None:
    async with open_desk() as pilot:
        await press(pilot, "question_mark", key)
        assert not isinstance(pilot.app.screen, HelpScreen)


async def test_the_help_fits_a_small_terminal(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await press(pilot, "question_mark")
        text = screen_text(pilot)
        assert all(told.split(":")[0] in text for told in (*KEYS.values(), *MARKS.values()))


async def test_q_quits(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("q")
        assert not pilot.app.is_running or pilot.app._exit


async def test_every_hint_fits_a_small_terminal(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        assert screen_text(pilot).splitlines()[-1].rstrip().endswith("q Quit")
        await press(pilot, "enter")
        assert screen_text(pilot).splitlines()[-1].rstrip().endswith("q Quit")


async def test_a_click_sets_the_cursor(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.click("EntryList", offset=(10, 3))
        await settle(pilot)
        assert current(pilot) == "mueller1998waage"


async def test_two_clicks_read_the_entry(open_desk: OpenDesk) -> None:
    async with open_desk(NARROW) as pilot:
        await pilot.click("EntryList", offset=(10, 3), times=2)
        await settle(pilot)
        assert library_screen(pilot).detail.display


async def test_a_click_below_the_list_changes_nothing(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "down")
        await pilot.click("EntryList", offset=(10, 20))
        await settle(pilot)
        assert current(pilot) == "brandt2004stalls"


async def test_a_click_on_a_name_turns_to_its_page(open_desk: OpenDesk) -> None:
    async with open_desk((200, 50)) as pilot:
        await pilot.click("#names", offset=(14, 0))
        await settle(pilot)
        assert library_screen(pilot).detail.shown == "bibtex"


async def test_the_citation_goes_to_the_clipboard_as_text_alone(open_desk: OpenDesk, desk: Desk) -> None:
    wild = "@book{w, author = {\x1b]52;c;evil\x07}, title = {T}, date = {2001}}\n"
    desk.library_file.write_text(wild, encoding="utf-8")
    async with open_desk() as pilot:
        await press(pilot, "Y")
        assert json.dumps(pilot.app.clipboard).count("\\u") == 0
