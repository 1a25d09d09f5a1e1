"""A library as bad as a file can be: it is shown, and the terminal obeys none of it."""

import pytest

from refdesk.desk.place import Desk
from refdesk.tui.pages import PAGES
from tests.tui.conftest import OpenDesk, citekeys, current, library_screen, press, screen_text, settle, shown, told

BLANKS = "\u200c\u200d\u00a0"  # joiners, and what keeps the names of the pages together
WILD = "\x1b[31mred\x07 [bold]x[/bold] [@click=app.quit]q[/] \x1b]0;title\x07 \u202egnp"
ENTRIES = {
    "wild": f"title = {{{WILD}}}, author = {{[red]A\x9b31m}}, url = {{javascript:alert(1)}}, publisher = {{\x1b[2J}}",
    "w[bold]": "title = {A key with brackets}",
    "long": f"title = {{{'word ' * 20_000}}}",
    "many": f"author = {{{' and '.join(f'Fam{n}, Given' for n in range(3_000))}}}, title = {{Many}}",
    "rtl": "author = {שוק, דוד}, title = {השוק והצל}",
    "emoji": "title = {👩‍👩‍👧‍👦 family 🇩🇪 flag e\u0301\u0301\u0301}",
    "none": "",
    "date": "title = {D}, date = {9999999999-99-99}",
}


@pytest.fixture
def hostile(desk: Desk) -> Desk:
    blocks = "".join(f"@book{{{key},\n  {fields}\n}}\n" for key, fields in ENTRIES.items())
    desk.library_file.write_text(blocks, encoding="utf-8")
    (desk.annotations / "wild.md").write_text("# \x1b[31mred\n\n[x](javascript:alert(1)) &#27;[2J\n", encoding="utf-8")
    return desk


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_no_page_of_any_entry_sends_a_control_character(
    hostile: Desk, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(size, at=hostile) as pilot:
        await press(pilot, "enter")
        screen = library_screen(pilot)
        for place in range(len(ENTRIES)):
            screen.entries.put_cursor(place)
            await settle(pilot)
            for page in PAGES:
                screen.detail.show_page(page)
                await pilot._wait_for_screen()
                seen = screen_text(pilot)
                assert f"[{PAGES[page]}" in seen.replace("\u00a0", " ")
                assert all(char.isprintable() or char in "\n" + BLANKS for char in seen)


async def test_every_entry_is_listed(hostile: Desk, open_desk: OpenDesk) -> None:
    async with open_desk(at=hostile) as pilot:
        assert citekeys(pilot) == list(ENTRIES)


async def test_escapes_are_shown(hostile: Desk, open_desk: OpenDesk) -> None:
    async with open_desk(at=hostile) as pilot:
        await press(pilot, "2")
        assert "\\x1b[31mred\\x07 [bold]x[/bold]" in " ".join(shown(pilot, "bibtex").split())


async def test_markup_is_text(hostile: Desk, open_desk: OpenDesk) -> None:
    async with open_desk(at=hostile) as pilot:
        assert "[red]A" in screen_text(pilot)


async def test_markup_in_what_is_told_is_text(hostile: Desk, open_desk: OpenDesk) -> None:
    async with open_desk(at=hostile) as pilot:
        await press(pilot, "down", "y")
        assert told(pilot)[-1] == "Copied w[bold]"
        assert not any(notification.markup for notification in pilot.app._notifications)


async def test_no_address_but_the_web_is_opened(
    hostile: Desk, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("refdesk.tui.browsing.open_address", opened.append)
    async with open_desk(at=hostile) as pilot:
        await press(pilot, "o")
    assert opened == []


async def test_every_entry_bears_every_key(hostile: Desk, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.tui.browsing.open_address", lambda _: False)
    async with open_desk(at=hostile) as pilot:
        for _ in ENTRIES:
            await press(pilot, "y", "Y", "s", "o", "down")
        assert current(pilot) == "date"


async def test_three_thousand_authors_are_two_words_in_the_list(hostile: Desk, open_desk: OpenDesk) -> None:
    async with open_desk(at=hostile) as pilot:
        assert "Fam0 et al." in screen_text(pilot)


async def test_every_author_can_be_searched(hostile: Desk, open_desk: OpenDesk) -> None:
    async with open_desk(at=hostile) as pilot:
        await press(pilot, "slash", *"fam2999")
        await settle(pilot)
        assert citekeys(pilot) == ["many"]
