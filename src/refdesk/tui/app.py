"""The terminal desk: the application that holds the screens.

In: a desk. Out: a terminal given back as it was.
"""

from typing import ClassVar

from textual.app import App

from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.tui.library_screen import LibraryScreen


class DeskApp(App[RefdeskError]):
    """The screens over one desk. It ends with the error that kept it from its work, or with None."""

    TITLE = "refdesk"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[str] = "desk.tcss"
    # Below 100 columns there is room for one pane only.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def get_default_screen(self) -> LibraryScreen:
        """The library comes first."""
        return LibraryScreen(self.desk)

    def on_app_focus(self) -> None:
        """Whoever comes back from another window may have changed the desk there."""
        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.look_at_disk()


def run_desk(desk: Desk) -> None:
    """Show the desk until the reader quits. Raises RefdeskError where it cannot be read."""
    if error := DeskApp(desk).run():
        raise error
