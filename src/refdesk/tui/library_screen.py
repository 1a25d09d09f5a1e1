"""The library on the screen: a search box, the list, and what is known of the entry under the cursor.

Workers read, print and gather; they touch no widget but post the messages below, and what comes too late, for an
entry that is no longer meant, is laid aside.
"""

import contextlib
import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, Label
from textual.worker import get_current_worker

from refdesk.desk.annotating import begin_draft, keep_draft, open_editor
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.tui import browsing
from refdesk.tui.detail import Detail
from refdesk.tui.entry_list import ColumnHeads, EntryList
from refdesk.tui.help import HelpScreen
from refdesk.tui.pages import PAGES, STYLES, Page, citation_text, gather_pages, reference_page
from refdesk.tui.shelf import Row, Shelf, Stamp, matching, read_shelf, stamp_of
from refdesk.tui.showing import one_line

# Holding an arrow key down passes many entries; only where it rests is anything gathered.
_REST_SECONDS = 0.1
_MOST_KEPT = 500

Severity = Literal["information", "warning", "error"]


@dataclass
class Loaded(Message):
    """The desk was read. `reason` is what the reader is told of it, if anything."""

    shelf: Shelf
    reason: str


@dataclass
class LoadFailed(Message):
    """The desk could not be read at `stamp`."""

    error: RefdeskError
    stamp: Stamp


@dataclass
class DiskChanged(Message):
    """The desk's files are no longer those of `stamp`."""

    stamp: Stamp


@dataclass
class Gathered(Message):
    """Pages of an entry."""

    entry: Entry
    pages: dict[str, Page]


@dataclass
class Printed(Message):
    """The reference of an entry in a style."""

    entry: Entry
    style: str
    page: Page


@dataclass
class Told(Message):
    """A worker is done; `text` is to be told, and copied where `copied` holds what."""

    text: str
    copied: str | None = None
    severity: Severity = "information"


class SearchBox(Input):
    """Where the words to search for are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,down,tab,shift+tab", "screen.to_list", "List", key_display="esc", priority=True),
    ]


class LibraryScreen(Screen[None]):
    """Search, list and detail; below 100 columns the detail takes the place of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that of "/mueller" typed in one go every letter after the slash goes to the search.
        Binding("slash", "search", "Search", key_display="/", priority=True),
        Binding("o", "open", "Open"),
        Binding("y", "copy_key", "Key"),
        Binding("Y", "copy_citation", "Cite", key_display="Y"),
        Binding("e", "annotate", "Annotate"),
        Binding("s", "next_style", "Style"),
        Binding("r", "reload", "Reload", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
        *(Binding(str(n), f"show_page('{name}')", show=False) for n, name in enumerate(PAGES, 1)),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shelf: Shelf | None = None
        self.style_name = STYLES[0]
        self._row: Row | None = None
        self._citekey = ""
        self._stamp: Stamp = ()
        self._is_loading = False
        self._references: dict[tuple[Entry, str], Page] = {}
        self._rest: Timer | None = None
        # One at a time: threads cannot be stopped, and many that nobody waits for would slow the keys down.
        self._printing, self._gathering = Lock(), Lock()

    def compose(self) -> ComposeResult:
        """The search box above; list and detail side by side; the keys below."""
        with Horizontal(id="top"):
            yield Label("/ ")
            yield SearchBox(id="search", compact=True, select_on_focus=False, placeholder="search")
            yield Label(id="count", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ColumnHeads()
                yield EntryList(id="entries")
            yield Detail(id="detail")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the desk; the list waits."""
        self.entries.show_rows((), 0, when_empty="Reading the library …")
        self.entries.focus()
        self._read_desk()

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @property
    def detail(self) -> Detail:
        """The pane that shows the entry."""
        return self.query_one(Detail)

    @property
    def search(self) -> SearchBox:
        """The box above."""
        return self.query_one(SearchBox)

    # --- the desk: reading it, and noticing that it changed ---

    def _read_desk(self, reason: str = "") -> None:
        self._is_loading = True
        self._load(reason)

    @work(thread=True, exclusive=True, group="load")
    def _load(self, reason: str) -> None:
        stamp = stamp_of(self.desk)
        try:
            shelf = read_shelf(self.desk)
        except RefdeskError as error:
            self.post_message(LoadFailed(error, stamp))
        else:
            _set_apart()
            self.post_message(Loaded(shelf, reason))

    def on_loaded(self, message: Loaded) -> None:
        """Show the library that was read; the cursor stays on its entry."""
        self._is_loading = False
        first, self.shelf = self.shelf is None, message.shelf
        self._stamp = message.shelf.stamp
        self._references.clear()
        self._filter()
        if message.reason:
            self._tell(message.reason)
        for warning in message.shelf.warnings if first or message.reason else ():
            self._tell(warning, "warning")

    def on_load_failed(self, message: LoadFailed) -> None:
        """Keep showing what was read before; where that is nothing, end with the error."""
        self._is_loading = False
        self._stamp = message.stamp
        if self.shelf is None:
            self.app.exit(message.error)
        else:
            self._tell(str(message.error), "error")

    def on_disk_changed(self, message: DiskChanged) -> None:
        """Read the desk again, unless that has been done or is being done."""
        if message.stamp == self._stamp and not self._is_loading:
            self._read_desk("The desk changed on disk and was read again.")

    def look_at_disk(self) -> None:
        """See whether the desk changed; a worker asks, so that a slow disk holds up no key."""
        self._ask()

    # --- searching ---

    @on(Input.Changed)
    def _filter(self) -> None:
        """Show the entries that the search finds. The cursor stays on its entry if that is among them."""
        if self.shelf is None:
            return
        rows = matching(self.shelf.rows, self.search.value)
        self.query_one("#count", Label).update(_count_text(len(rows), len(self.shelf.rows)))
        self.entries.show_rows(rows, self._place_in(rows), when_empty=_empty_text(self.shelf))

    def _place_in(self, rows: Sequence[Row]) -> int:
        """Where the entry that was meant stands among `rows`; where it is gone, the cursor stays about where it was."""
        meant = self.shelf.library.entry(self._citekey) if self.shelf else None
        if meant is None:
            return self.entries.cursor
        # The citekey may have become an alias of an entry that was renamed.
        return next((place for place, row in enumerate(rows) if row.entry.citekey == meant.citekey), 0)

    def action_search(self) -> None:
        """Go to the search box, with what stands there; at once, before the next key is handed on."""
        self.remove_class("reading")
        self.set_focus(self.search)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """In the search box a slash is a character like any other."""
        return not (action == "search" and self.focused is self.search)

    def action_clear_search(self) -> None:
        """Show every entry again."""
        self.search.clear()

    # --- moving about ---

    def action_to_list(self) -> None:
        """Go back to the list."""
        self.remove_class("reading")
        self.set_focus(self.entries)

    def on_entry_list_chosen(self) -> None:
        """Read the entry."""
        self.add_class("reading")
        self.detail.read()

    def on_descendant_focus(self) -> None:
        """Where there is room for one pane, show the one that the keys go to."""
        self.set_class(self.detail.reading, "reading")

    def action_turn_page(self, step: int) -> None:
        """Turn to the next page or the one before."""
        if self.detail.display:
            self.detail.turn_page(step)

    def action_show_page(self, name: str) -> None:
        """Turn to a page by its name."""
        if self.detail.display:
            self.detail.show_page(name)

    # --- the entry under the cursor ---

    def on_entry_list_moved(self, message: EntryList.Moved) -> None:
        """Show which entry is meant now, and gather its pages once the cursor rests."""
        row, before, self._row = message.row, self._row, message.row
        if row is None or before is None or row.entry.citekey != before.entry.citekey:
            self.detail.begin(row)
        if row is not None:
            self._citekey = row.entry.citekey
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._ask)

    def _ask(self) -> None:
        if self._row is None or self.shelf is None:
            return
        entry = self._row.entry
        if printed := self._references.get((entry, self.style_name)):
            self.detail.put("reference", printed)
        else:
            self._print(self.shelf, entry, self.style_name)
        self._gather(self.shelf, self._stamp, entry)

    @work(thread=True, exclusive=True, group="print")
    def _print(self, shelf: Shelf, entry: Entry, style: str) -> None:
        worker = get_current_worker()
        with self._printing:
            if not worker.is_cancelled:
                self.post_message(Printed(entry, style, reference_page(self.desk, shelf.library, entry, style)))

    def on_printed(self, message: Printed) -> None:
        """Keep the reference, and show it if it is still the one that is meant."""
        if len(self._references) >= _MOST_KEPT:
            self._references.clear()
        self._references[message.entry, message.style] = message.page
        if self._means(message.entry) and message.style == self.style_name:
            self.detail.put("reference", message.page)

    @work(thread=True, exclusive=True, group="gather")
    def _gather(self, shelf: Shelf, stamp: Stamp, entry: Entry) -> None:
        worker = get_current_worker()
        with self._gathering:
            if worker.is_cancelled:
                return
            if stamp_of(self.desk) != stamp:
                self.post_message(DiskChanged(stamp))
            self.post_message(Gathered(entry, gather_pages(self.desk, shelf, entry)))

    def on_gathered(self, message: Gathered) -> None:
        """Show the pages if their entry is still the one that is meant."""
        if self._means(message.entry):
            for name, page in message.pages.items():
                self.detail.put(name, page)

    def _means(self, entry: Entry) -> bool:
        return self._row is not None and self._row.entry is entry

    # --- what can be done with it: the list knows it first, when keys come faster than messages ---

    def action_next_style(self) -> None:
        """Print references in the next style."""
        self.style_name = STYLES[(STYLES.index(self.style_name) + 1) % len(STYLES)]
        if not self.detail.display or self.detail.shown != "reference":
            self._tell(f"Style: {self.style_name}")
        self._ask()

    def action_copy_key(self) -> None:
        """Copy the citekey."""
        if row := self.entries.current:
            self.on_told(Told(f"Copied {row.entry.citekey}", copied=row.entry.citekey))

    def action_copy_citation(self) -> None:
        """Copy the citation in the current style."""
        if row := self.entries.current:
            self._cite(row.entry, self.style_name)

    @work(thread=True, exclusive=True, group="cite")
    def _cite(self, entry: Entry, style: str) -> None:
        try:
            text = citation_text(self.desk, entry, style)
        except RefdeskError as error:
            self.post_message(Told(str(error), severity="error"))
        else:
            self.post_message(Told(f"Copied {text}", copied=text))

    def action_open(self) -> None:
        """Open the work's address in the browser."""
        row = self.entries.current
        url = browsing.address_of(row.entry) if row else None
        if url is None:
            self._tell("This work has no http or https address.", "warning")
        elif browsing.is_in_terminal():
            self._suspended(lambda: _opened(url))
        else:
            self._open(url)

    @work(thread=True, group="open")
    def _open(self, url: str) -> None:
        self.post_message(_opened(url))

    def action_annotate(self) -> None:
        """Write the annotation in the person's editor, on the terminal that the screen leaves to it."""
        if row := self.entries.current:
            self._suspended(lambda: _edited(self.desk, row.entry))
            self._read_desk()

    def _suspended(self, work_on_terminal: Callable[[], Told]) -> None:
        """Leave the terminal to something else, and tell what came of it."""
        told = Told("This terminal cannot be left to another program.", severity="error")
        with contextlib.suppress(SuspendNotSupported), self.app.suspend():
            told = work_on_terminal()
        self.on_told(told)

    def on_told(self, message: Told) -> None:
        """Tell what was done, and copy what was asked for."""
        if message.copied is not None:
            self.app.copy_to_clipboard(message.copied)
        self._tell(message.text, message.severity)

    def action_reload(self) -> None:
        """Read the desk again."""
        self._read_desk("The desk was read again.")

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen())

    def _tell(self, text: str, severity: Severity = "information") -> None:
        self.notify(one_line(text), severity=severity, markup=False)


def _set_apart() -> None:
    """Keep the garbage collector off what was read: walking 10,000 entries held a key press up for half a second."""
    gc.collect()
    gc.freeze()


def _edited(desk: Desk, entry: Entry) -> Told:
    """Let the person write the annotation of `entry`. Errors are told, since the screen must come back first."""
    try:
        draft = begin_draft(desk, entry)
        open_editor(draft.path)
        path = keep_draft(desk, draft)
    except RefdeskError as error:
        return Told(str(error), severity="error")
    return Told(f"Wrote annotations/{path.name}" if path else "The annotation was not changed.")


def _opened(url: str) -> Told:
    """Open the address and tell so."""
    if browsing.open_address(url):
        return Told(f"Opened {url}")
    return Told(f"No browser was found; the address is {url}", severity="warning")


def _count_text(found: int, total: int) -> str:
    if found < total:
        return f"{found:,} of {total:,}"
    return "1 entry" if total == 1 else f"{total:,} entries"


def _empty_text(shelf: Shelf) -> str:
    if shelf.rows:
        return "Nothing holds these words. Esc in the list shows all entries again."
    return "The library is empty. Fill it with: refdesk ingest DOCUMENT..."
