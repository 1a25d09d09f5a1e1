"""How does a style print a bibliography, and what stands where in it? A style and items → a file's bytes.

In: a style, CSL-JSON items, a format. Out: the file, with what was not printed as the style asks said beside it. The
stream of each entry is cut where the style begins a block, so that a label in the margin can stand in the margin
whatever the format.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from refdesk.formats.bibliography_parts import (
    Bibliography,
    Block,
    Layout,
    PackedFormat,
    Reference,
    Runs,
    TextFormat,
)
from refdesk.store.styles import Style

if TYPE_CHECKING:
    from refdesk.csl import Rendered
    from refdesk.csl.tree import Event, Mark

Content = TypeVar("Content")
FileFormat = TextFormat | PackedFormat
Engine = Literal["refdesk", "citeproc-py"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
TITLE = "References"
_DISPLAYS = frozenset({"block", "left-margin", "right-inline", "indent"})
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into a file, and a plain sentence for each thing in it that is not as it was asked for."""

    content: str | bytes
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The content, if it is text; nothing of a word processor's file."""
        return self.content if isinstance(self.content, str) else ""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.content.encode("utf-8", "replace") if isinstance(self.content, str) else self.content


def print_bibliography(
    style: Style,
    items: Sequence[Mapping[str, Any]],
    *,
    format: FileFormat,  # noqa: A002 - as on the command line
    engine: Engine = "refdesk",
) -> Export:
    """The items as a file of `format` in a style; the same items give the same file.

    Raises StyleError for a style that cannot be used, RefdeskError for a format that the engine does not print.
    """
    printed = _printed(style, items, format, engine)
    citekeys = [str(items[place].get("id", "")) for place in printed.order]
    return Export(make_file(printed, citekeys, format, language_of(style)), printed.warnings)


def _printed(style: Style, items: Sequence[Mapping[str, Any]], file_format: FileFormat, engine: Engine) -> "Rendered":
    if engine == "citeproc-py":
        from refdesk.desk.citeproc_py_engine import print_with_citeproc_py

        return print_with_citeproc_py(style.xml, items, file_format, style.locale)
    from refdesk.csl import format_bibliography

    return format_bibliography(style.xml, items, format="txt", locale=style.locale)


def make_file(
    printed: "Rendered", citekeys: Sequence[str], file_format: FileFormat, language: str = "en-US"
) -> str | bytes:
    """The file of printed entries, one for each of `citekeys`. Entries without streams are text of the format."""
    from refdesk.csl.writing import write
    from refdesk.formats.bibliography import pack_bibliography, write_bibliography

    if file_format == "docx" or file_format == "odt":  # noqa: PLR1714 - so written, the types are told apart
        from refdesk.csl.writing.docx import runs

        packed: Bibliography[Runs] = _bibliography(citekeys, printed, runs, language)
        return pack_bibliography(packed, file_format)

    def written(events: Sequence["Event"]) -> str:
        return write(events, file_format, links=True)

    if printed.streams or not printed.entries:
        return write_bibliography(_bibliography(citekeys, printed, written, language), file_format)
    references = [Reference(key, (Block(entry),)) for key, entry in zip(citekeys, printed.entries, strict=True)]
    bibliography = Bibliography(TITLE, tuple(references), Layout(hanging_indent=True), language=language)
    return write_bibliography(bibliography, file_format)


def language_of(style: Style) -> str:
    """The language that a style prints in."""
    own = re.search(r"<style\b[^>]*\bdefault-locale=\"([A-Za-z-]{2,12})\"", style.xml)
    return style.locale or (own[1] if own else "en-US")


def _bibliography(
    citekeys: Sequence[str], printed: "Rendered", content_of: Callable[[Sequence["Event"]], Content], language: str
) -> Bibliography[Content]:
    cut = [list(cut_blocks(stream)) for stream in printed.streams]
    references = [
        Reference(citekey, tuple(Block(content_of(events), display) for display, events in blocks))
        for citekey, blocks in zip(citekeys, cut, strict=True)
    ]
    layout = printed.layout
    return Bibliography(
        content_of([TITLE]),
        tuple(references),
        Layout(layout.hanging_indent, layout.line_spacing, layout.entry_spacing, layout.second_field_align),
        max(
            (_plain(events) for blocks in cut for display, events in blocks if display == "left-margin"),
            key=len,
            default="",
        ),
        TITLE,
        language,
    )


def _plain(events: Sequence["Event"]) -> str:
    return "".join(event for event in events if isinstance(event, str))


def cut_blocks(stream: Sequence["Event"]) -> Iterator[tuple[str, list["Event"]]]:
    """The stream in pieces, each with its display value or "" and without blanks at its ends; empty ones are left out.

    What is open where the stream is cut, such as italics or a link, is closed there and opened again behind.
    """
    displays, opened = [""], list["Mark"]()
    piece: list[Event] = []
    for event in stream:
        if isinstance(event, str) or event.name not in _DISPLAYS:
            _follow(opened, event)
            piece.append(event)
            continue
        yield from _trimmed(displays[-1], [*piece, *_closing(opened)])
        piece = list(opened)
        if event.opens:
            displays.append(event.name)
        elif len(displays) > 1:
            displays.pop()
    yield from _trimmed(displays[-1], piece)


def _follow(opened: list["Mark"], event: "Event") -> None:
    if isinstance(event, str):
        return
    if event.opens:
        opened.append(event)
    elif opened:
        opened.pop()


def _closing(opened: Sequence["Mark"]) -> list["Mark"]:
    from refdesk.csl.tree import Mark

    return [Mark(mark.name, opens=False, value=mark.value) for mark in reversed(opened)]


def _trimmed(display: str, piece: Sequence["Event"]) -> Iterator[tuple[str, list["Event"]]]:
    """The piece without blanks at its ends, if anything is left of it."""
    texts = [place for place, event in enumerate(piece) if isinstance(event, str) and event.strip(_BLANKS)]
    if not texts:
        return
    first, last = texts[0], texts[-1]
    kept = ["" if isinstance(event, str) and not first <= place <= last else event for place, event in enumerate(piece)]
    kept[first] = str(kept[first]).lstrip(_BLANKS)
    kept[last] = str(kept[last]).rstrip(_BLANKS)
    yield display, kept
