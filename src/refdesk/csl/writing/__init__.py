"""How is a stream written? Events of `settling` → text in the notation asked for.

Whatever the data hold, it is written as text: no notation lets a field become markup of its own.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Literal, get_args

from refdesk.csl.tree import Event

Writer = Callable[..., str]

# The module of each notation, by the names it is asked for. They are imported when first needed.
_MODULES = {
    "html": "html",
    "txt": "text",
    "text": "text",
    "plain": "text",
    "md": "markdown",
    "markdown": "markdown",
    "rst": "rst",
    "latex": "latex",
    "tex": "latex",
    "rtf": "rtf",
    "typst": "typst",
}
Notation = Literal["html", "txt", "md", "rst", "latex", "rtf", "typst"]
FORMATS: tuple[Notation, ...] = get_args(Notation)
"""The notations by the names that they are asked for first."""
_writers: dict[str, Writer] = {}


def write(events: Sequence[Event], notation: str = "html", *, links: bool = False) -> str:
    """The stream in a notation; with `links`, addresses of the web become links where the notation has such.

    ValueError for a notation that is none of `FORMATS` (or an alias: text, markdown, tex).
    """
    writer = _writers.get(notation)
    if writer is None:
        writer = _writers[notation] = _find(notation)
    return writer(events, links=links)


def plain(events: Sequence[Event]) -> str:
    """The text alone, as a sort key or a title on the screen wants it."""
    return "".join([event for event in events if isinstance(event, str)])


def _find(notation: str) -> Writer:
    name = _MODULES.get(notation)
    if name is None:
        message = f"no writer for {notation!r}; there are {', '.join(FORMATS)}"
        raise ValueError(message)
    writer: Writer = import_module(f"{__name__}.{name}").write
    return writer
