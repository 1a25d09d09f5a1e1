"""What is a bibliography made of before it becomes a file? References, their paragraphs, and how a style lays them out.

In: what the CSL room printed, cut where the style begins a new block, in text that a format understands (`str`) or in
runs (for formats that are not written as text). Out: the nouns that every writer of files reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar, get_args

TextFormat = Literal["txt", "md", "html", "rst", "latex", "rtf", "typst"]
PackedFormat = Literal["docx", "odt"]
TEXT_FORMATS: tuple[TextFormat, ...] = get_args(TextFormat)
PACKED_FORMATS: tuple[PackedFormat, ...] = get_args(PackedFormat)


class Run(Protocol):
    """A stretch of text in one dress. `link` is the address it leads to, or empty."""

    @property
    def text(self) -> str:
        """The text itself."""

    @property
    def italic(self) -> bool:
        """In italics."""

    @property
    def bold(self) -> bool:
        """In bold type."""

    @property
    def small_caps(self) -> bool:
        """In small capitals."""

    @property
    def underline(self) -> bool:
        """Underlined."""

    @property
    def superscript(self) -> bool:
        """Raised."""

    @property
    def subscript(self) -> bool:
        """Lowered."""

    @property
    def link(self) -> str:
        """An address, or empty."""


Runs = Sequence[Run]
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Block(Generic[Content]):
    """A part of a reference, and where it stands: CSL's `display` ("block", "left-margin" …), or "" in the line."""

    content: Content
    display: str = ""


@dataclass(frozen=True, slots=True)
class Reference(Generic[Content]):
    """One entry of the bibliography. Blocks behind the last one that the style printed are paragraphs of their own."""

    citekey: str
    blocks: tuple[Block[Content], ...]


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[Content]):
    """A paragraph of a reference; `label` hangs before it, an `indented` one stands further in."""

    content: Content | None
    label: Content | None = None
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How the style wants it laid out: spacings in lines, `second_field_align` "flush", "margin" or "" (CSL 1.0.2)."""

    hanging_indent: bool = False
    line_spacing: int = 1
    entry_spacing: int = 1
    second_field_align: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography(Generic[Content]):
    """References in order, under a heading.

    `title` is the heading as plain text, `label` the longest text in the left margin ("[12]"), by which the margin is
    measured, `language` an IETF tag.
    """

    heading: Content
    references: tuple[Reference[Content], ...]
    layout: Layout = Layout()
    label: str = ""
    title: str = "References"
    language: str = "en-US"


def paragraphs(reference: Reference[Content]) -> list[Paragraph[Content]]:
    """The paragraphs of a reference (CSL 1.0.2, "Display"): what follows a left margin stands beside it."""
    made: list[Paragraph[Content]] = []
    label: Content | None = None
    for block in reference.blocks:
        if block.display == "left-margin":
            made += [Paragraph(None, label)] if label is not None else []
            label = block.content
            continue
        beside = label is not None and block.display in {"", "right-inline"}
        made += [Paragraph(None, label)] if label is not None and not beside else []
        made.append(Paragraph(block.content, label if beside else None, block.display == "indent"))
        label = None
    return made + ([Paragraph(None, label)] if label is not None else [])
