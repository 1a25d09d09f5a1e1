"""How does a formatted reference look on the screen? HTML of one entry → styled text.

In: the page that `format_references` makes of one entry. Out: rich Text with its italics, harmless whatever the
entry held.
"""

from html.parser import HTMLParser

from rich.text import Text

from refdesk.tui.showing import page

_STYLES = {"i": "italic", "b": "bold", "a": "underline"}


def printed_text(html: str) -> Text:
    """The text of the list items in `html`."""
    reader = _ItemReader()
    reader.feed(html)
    reader.close()
    plain = "".join(text for text, _ in reader.runs).strip()
    shown = Text(page(plain))
    if shown.plain != plain:  # escapes and cuts move what follows them; the styles are then not worth their places
        return shown
    return Text.assemble(*reader.runs)


class _ItemReader(HTMLParser):
    """Collects runs of text inside `li`, each with its style."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[tuple[str, str]] = []
        self._inside = False
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self._inside = self._inside or tag == "li"
        if tag in _STYLES:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "li"
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.runs.append((data, " ".join(_STYLES[tag] for tag in self._open)))
