"""The list draws the lines in view and no others, each exactly as wide as the list."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult

from refdesk.model.library import Entry
from refdesk.model.work import Work
from refdesk.tui import app as desk_app
from refdesk.tui.entry_list import ColumnHeads, EntryList, columns_for
from refdesk.tui.shelf import Row

HEIGHT = 20


def row(number: int, title: str = "Title", citekey: str = "") -> Row:
    citekey = citekey or f"key{number}"
    return Row(Entry(citekey=citekey, work=Work()), "   ", citekey, "Author", "2001", title, "3", "")


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield EntryList()

    @property
    def entries(self) -> EntryList:
        return self.query_one(EntryList)


async def test_ten_thousand_rows_draw_one_screenful(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw = EntryList._segments

    def noted(self: EntryList, index: int, width: int) -> Iterator[Segment]:
        drawn.append(index)
        return draw(self, index, width)

    monkeypatch.setattr(EntryList, "_segments", noted)
    app = ListApp()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        app.entries.show_rows([row(number) for number in range(10_000)], 0)
        await pilot.pause()
        assert set(drawn) == set(range(HEIGHT))


async def test_moving_down_brings_the_row_into_view() -> None:
    app = ListApp()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        app.entries.show_rows([row(number) for number in range(100)], 0)
        await pilot.pause()
        app.entries.put_cursor(50)
        await pilot.pause()
        assert app.entries.scroll_offset.y == 50 - HEIGHT + 1


async def test_a_list_that_grows_keeps_its_cursor_in_view() -> None:
    app = ListApp()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        app.entries.show_rows([row(1)], 0)
        await pilot.pause()
        app.entries.show_rows([row(number) for number in range(100)], 50)
        await pilot.pause()
        assert app.entries.scroll_offset.y == 50 - HEIGHT + 1


async def test_moving_up_brings_the_row_into_view() -> None:
    app = ListApp()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        app.entries.show_rows([row(number) for number in range(100)], 99)
        await pilot.pause()
        app.entries.put_cursor(30)
        await pilot.pause()
        assert app.entries.scroll_offset.y == 30


async def test_a_smaller_window_keeps_the_cursor_in_view() -> None:
    app = ListApp()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        app.entries.show_rows([row(number) for number in range(100)], 0)
        app.entries.put_cursor(HEIGHT - 1)
        await pilot.resize_terminal(80, 10)
        await pilot.pause()
        assert app.entries.scroll_offset.y == HEIGHT - 10


async def test_fewer_rows_bring_the_cursor_back() -> None:
    app = ListApp()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        app.entries.show_rows([row(number) for number in range(100)], 99)
        app.entries.show_rows([row(1)], 99)
        await pilot.pause()
        assert (app.entries.cursor, app.entries.scroll_offset.y) == (0, 0)


@pytest.mark.parametrize("title", ["Title", "市場の声" * 40, "שוק " * 80, "👩‍👩‍👧‍👦" * 30, "e\u0301" * 200, ""])
@pytest.mark.parametrize("width", [80, 41, 25, 3])
def test_a_line_is_as_wide_as_the_list(title: str, width: int) -> None:
    async def story() -> list[int]:
        app = ListApp()
        async with app.run_test(size=(width, HEIGHT)) as pilot:
            app.entries.show_rows([row(1, title, citekey=title)], 0)
            await pilot.pause()
            return [app.entries.render_line(y).cell_length for y in (0, 1)]

    assert asyncio.run(story()) == [width, width]


@pytest.mark.parametrize("width", [20, 50, 80, 120, 200])
def test_the_title_takes_what_is_left(width: int) -> None:
    columns = columns_for(width)
    used = columns.citekey + columns.author + columns.title
    assert columns.title == 0 or used + 18 == width  # pointer, marks, year, count and five blanks


@pytest.mark.parametrize("count", [1, 100], ids=["without scrollbar", "with scrollbar"])
async def test_heads_stand_over_their_columns(count: int) -> None:
    class Heads(App[None]):
        def compose(self) -> ComposeResult:
            yield ColumnHeads()
            yield EntryList()

    Heads.CSS_PATH = Path(desk_app.__file__).parent / str(desk_app.DeskApp.CSS_PATH)
    app = Heads()
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        entries = app.query_one(EntryList)
        entries.show_rows([row(1)] * count, 0)
        await pilot.pause()
        head, line = app.query_one(ColumnHeads).render().plain, entries.render_line(0).text
        assert [head.index(name) for name in ("citekey", "author", "year", "title")] == [
            line.index(value) for value in ("key1", "Author", "2001", "Title")
        ]
        assert head.rindex("d") == line.rindex("3") < entries.scrollable_content_region.width
