"""What does the reader read of the entry? A row and its pages → the pane beside the list, or in its place.

In: a row at once, its pages as they come from the workers. Out: nothing but what is shown.
"""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import ContentSwitcher, Static

from refdesk.tui.pages import PAGES, Page
from refdesk.tui.shelf import Row

_WAITING = Page(Text("…", "dim"))


class PageScroll(VerticalScroll):
    """A page that scrolls as the list moves, with arrows or j and k."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,tab,shift+tab", "screen.to_list", "List", key_display="esc"),
        Binding("left,h", "screen.turn_page(-1)", "Back", show=False),
        Binding("right,l", "screen.turn_page(1)", "Next page", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("j", "scroll_down", show=False),
        Binding("space,ctrl+f", "page_down", show=False),
        Binding("ctrl+b", "page_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]


class Detail(Vertical):
    """The entry under the cursor: its citekey, the names of its pages, and one of them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.shown = next(iter(PAGES))
        self._counts: dict[str, int | None] = {}

    def compose(self) -> ComposeResult:
        """A line for the citekey, one for the names, the pages below."""
        yield Static(id="head", markup=False)
        yield Static(id="names", markup=False)
        with ContentSwitcher(id="pages", initial=self.shown):
            for name in PAGES:
                with PageScroll(id=name):
                    yield Static(markup=False)

    def on_mount(self) -> None:
        """Name the pages before there is an entry."""
        self._show_names()

    def begin(self, row: Row | None) -> None:
        """Show that `row` is meant now; its pages are still to come."""
        head = Text.assemble((row.citekey, "bold"), "  ", row.author, "  ", row.year) if row else Text()
        head.no_wrap, head.overflow = True, "ellipsis"
        self.query_one("#head", Static).update(head)
        self._counts = {}
        self._show_names()
        for name in PAGES:
            self._body(name).update(_WAITING.body if row else "")
            self._scroll(name).scroll_home(animate=False)

    def put(self, name: str, page: Page) -> None:
        """Show a page that has come."""
        self._counts[name] = page.count
        self._body(name).update(page.body)
        self._show_names()

    def show_page(self, name: str) -> None:
        """Turn to a page; the reader's place at the keyboard goes along."""
        focused = self.reading
        self.shown = name
        self.query_one("#pages", ContentSwitcher).current = name
        self._show_names()
        if focused:
            self.read()

    def turn_page(self, step: int) -> None:
        """Turn to the next page, or with -1 to the one before."""
        names = list(PAGES)
        self.show_page(names[(names.index(self.shown) + step) % len(names)])

    @property
    def reading(self) -> bool:
        """Whether the keys go to a page."""
        return isinstance(self.screen.focused, PageScroll)

    def read(self) -> None:
        """Let the keys go to the page shown."""
        self._scroll(self.shown).focus()

    def _scroll(self, name: str) -> PageScroll:
        return self.query_one(f"#{name}", PageScroll)

    def _body(self, name: str) -> Static:
        return self._scroll(name).query_one(Static)

    def _show_names(self) -> None:
        names = [self._named(name) for name in PAGES]
        self.query_one("#names", Static).update(Text(" ").join(names))

    def _named(self, name: str) -> Text:
        count = self._counts.get(name)
        # A name keeps together where the names need two lines.
        label = (f"{PAGES[name]} {count}" if count else PAGES[name]).replace(" ", "\u00a0")
        # The brackets tell which page is shown where there are no colours.
        if name == self.shown:
            return Text(f"[{label}]", "bold reverse")
        return Text(f" {label} ").on(click=f"screen.show_page('{name}')")
