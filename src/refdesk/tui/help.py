"""Which keys are there? A screen over the others that tells."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from refdesk.tui.shelf import MARKS

KEYS = {
    "/": "search for words; accents and capitals do not matter",
    "Esc": "back to the list; in the list, show all entries again",
    "↑ ↓ j k": "move; PgUp PgDn a screenful; g G to the ends",
    "Enter Tab": "read the entry; Esc or Tab leads back",
    "← → h l": "turn to the next page of the entry; 1 to 6 go to one",
    "o": "open the work's address in the browser",
    "y": "copy the citekey",
    "Y": "copy the citation in the current style",
    "e": "write the annotation in $VISUAL or $EDITOR",
    "s": "next citation style",
    "r": "read the desk's files again",
    "?": "this help",
    "q": "quit",
}
"""What a person can press, and what it does."""


class HelpScreen(ModalScreen[None]):
    """The keys and the marks; any of its three keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q", "close", "Close")]

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll(id="help"):
            yield Static(_help_text(), markup=False)

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()


def _help_text() -> Text:
    keys = [Text.assemble((f"{key:>11}", "bold"), "  ", told) for key, told in KEYS.items()]
    marks = [Text.assemble((f"{mark:>11}", "bold"), "  ", told) for mark, told in MARKS.items()]
    return Text("\n").join([*keys, Text(), Text("Marks before an entry", "underline"), *marks])
