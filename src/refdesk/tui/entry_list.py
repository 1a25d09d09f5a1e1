"""Which entry is meant? Rows → a list that draws only the lines in view.

In: the rows that the filter left. Out: messages: the cursor moved to a row, a row was chosen. However many rows
there are, a key press costs one screenful (Textual's Line API; a table that holds every row takes seconds at 10,000).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from refdesk.tui.shelf import Row
from refdesk.tui.showing import in_columns

_POINTER = "›"
_MARKS, _YEAR, _CITED = 3, 4, 5


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the parts of a line that give way; pointer, marks, year and count keep theirs."""

    citekey: int
    author: int
    title: int


def columns_for(width: int) -> Columns:
    """The parts of a line of `width` columns; the title takes what is left."""
    free = width - 1 - _MARKS - _YEAR - _CITED - 5  # the pointer, and a blank between each two parts
    citekey = min(28, max(10, free * 32 // 100))
    author = min(24, max(8, free * 26 // 100))
    return Columns(citekey, author, max(0, free - citekey - author))


class ColumnHeads(Widget):
    """The line above the list that names its columns."""

    def render(self) -> Text:
        """The names over their columns."""
        columns = columns_for(self.size.width)
        names = (
            in_columns("", _MARKS + 1),
            in_columns("citekey", columns.citekey),
            in_columns("author", columns.author),
            in_columns("year", _YEAR),
            in_columns("title", columns.title),
            "cited".rjust(_CITED),
        )
        return Text(" ".join(names), no_wrap=True, overflow="crop")


class EntryList(ScrollView, can_focus=True):
    """A list of rows with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entry-list--cursor", "entry-list--quiet"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab,shift+tab", "choose", "Read", key_display="⏎"),
        Binding("escape", "screen.clear_search", "All entries", show=False),
        Binding("left,h", "screen.turn_page(-1)", "Page before", show=False),
        Binding("right,l", "screen.turn_page(1)", "Next page", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup,ctrl+b", "turn(-1)", "Page up", show=False),
        Binding("pagedown,ctrl+f,space", "turn(1)", "Page down", show=False),
        Binding("home,g", "jump(0)", "First", show=False),
        Binding("end,G", "jump(-1)", "Last", show=False),
    ]

    class Moved(Message):
        """The cursor stands on `row` now, or on nothing."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Chosen(Message):
        """The reader wants to read the row under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self._wishes = ""

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show_rows(self, rows: Sequence[Row], cursor: int, *, when_empty: str = "") -> None:
        """Show `rows` with the cursor at index `cursor`; `when_empty` stands there when there are none."""
        self.rows = rows
        self._wishes = when_empty
        self.virtual_size = Size(1, max(1, len(rows)))
        self.refresh()
        self.put_cursor(cursor)

    def put_cursor(self, index: int) -> None:
        """Set the cursor on a row, or the nearest there is, bring it into view and say so."""
        self.cursor = min(max(index, 0), max(0, len(self.rows) - 1))
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def _bring_into_view(self) -> None:
        # By force, since a list that has just grown does not know yet that it can scroll.
        height, top = max(1, self.size.height), self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._bring_into_view()

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        self.put_cursor(self.cursor + step)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by so many screenfuls."""
        self.put_cursor(self.cursor + pages * max(1, self.size.height - 1))

    def action_jump(self, index: int) -> None:
        """Move the cursor to a row; -1 is the last."""
        self.put_cursor(index if index >= 0 else len(self.rows) - 1)

    def action_choose(self) -> None:
        """Say that the reader wants to read the row."""
        if self.rows:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Set the cursor where the mouse points; twice is choosing."""
        index = event.y + self.scroll_offset.y
        if index < len(self.rows):
            self.put_cursor(index)
            if event.chain == 2:
                self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw the line at `y` of what is in view."""
        index, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if index < len(self.rows):
            return Strip(self._segments(index, width)).crop(0, width)
        text = self._wishes if not self.rows and y == 0 else ""
        return Strip([Segment(in_columns(text, width), self.rich_style)])

    def _segments(self, index: int, width: int) -> Iterator[Segment]:
        row, columns = self.rows[index], columns_for(width)
        here = index == self.cursor
        plain = self.get_component_rich_style("entry-list--cursor") if here else self.rich_style
        quiet = plain if here else self.get_component_rich_style("entry-list--quiet")
        yield Segment(f"{_POINTER if here else ' '}{in_columns(row.marks, _MARKS)} ", plain)
        yield Segment(in_columns(row.citekey, columns.citekey) + " ", quiet)
        yield Segment(f"{in_columns(row.author, columns.author)} {in_columns(row.year, _YEAR)} ", plain)
        yield Segment(in_columns(row.title, columns.title) + " ", plain)
        yield Segment(in_columns(row.cited.rjust(_CITED), _CITED), quiet)
