"""What does a reference look like before it is written? The output tree, and its stream once it is settled.

A style prints into a tree of `Node`s, whose leaves are plain strings. Nothing in the tree is escaped, quoted or
joined: affixes, delimiters, quotation marks and formats stand beside the text, so that later passes (text case,
disambiguation, collapsing, substitution of authors, punctuation) can look at what a part *is* and change it.
`settling.settle` turns a tree into a stream of `Event`s, in which every affix, delimiter and quotation mark has become
text and every format a pair of marks; the writers write streams and never look at trees.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Format(NamedTuple):
    """The formatting attributes of CSL 1.0.2; "" inherits, "normal" or "baseline" ends what is inherited."""

    font_style: str = ""
    font_variant: str = ""
    font_weight: str = ""
    text_decoration: str = ""
    vertical_align: str = ""


PLAIN = Format()


@dataclass(slots=True, eq=False)
class Node:
    """A part of a reference: `prefix`, then `children` joined by `delimiter` in `format` and `quotes`, then `suffix`.

    `display` is one of CSL's four values or empty; `link` is the address the part leads to; `kind` says what the part
    is, for later passes: "names" (one names element), "name", "date", "year", "year-suffix", "citation-number",
    "label", "locator", "title", "cite" … or empty. `nocase` keeps the text from any change of case. `data` holds what a
    later pass needs to know about a part of its kind.
    """

    children: list["Node | str"]
    format: Format = PLAIN
    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    quotes: bool = False
    display: str = ""
    link: str = ""
    kind: str = ""
    nocase: bool = False
    data: object = field(default=None)


Child = Node | str


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning (`opens`) or end of a stretch of the stream.

    `name` is one of "i", "b", "sup", "sub", "sc", "u" (the formats), "no-i", "no-b", "no-sc", "no-u", "no-sup" (which
    end a format around them), "nocase", "link" (whose `value` is the address) or "block", "left-margin",
    "right-inline", "indent" (the display values of CSL).
    """

    name: str
    opens: bool = True
    value: str = ""


Event = str | Mark

DISPLAYS = frozenset(["block", "left-margin", "right-inline", "indent"])
"""The display values of CSL, which are names of marks too."""


def join(children: Iterable[Child | None], delimiter: str = "") -> Node | None:
    """The children that print anything, as one part, or None where there are none."""
    printed = [child for child in children if child is not None and child != ""]
    return Node(printed, delimiter=delimiter) if printed else None


def text_of(child: Child | None) -> str:
    """The text of a part with its affixes and delimiters, without formats and quotation marks."""
    if child is None:
        return ""
    if isinstance(child, str):
        return child
    return f"{child.prefix}{child.delimiter.join(map(text_of, child.children))}{child.suffix}"


def walk(child: Child | None) -> Iterator[Node]:
    """Every node of a part, each before its children."""
    if isinstance(child, Node):
        yield child
        for each in child.children:
            if isinstance(each, Node):
                yield from walk(each)


def first(child: Child | None, kind: str) -> Node | None:
    """The first node of a kind, in reading order."""
    return next((node for node in walk(child) if node.kind == kind), None)


def map_strings(child: Child, change: Callable[[str], str]) -> Child:
    """The same part with every leaf changed; affixes stay. Parts that are `nocase` stay too."""
    if isinstance(child, str):
        return change(child)
    if not child.nocase:
        child.children = [map_strings(each, change) for each in child.children]
    return child


def strings(children: Sequence[Child]) -> Iterator[str]:
    """The leaves alone, in reading order."""
    for child in children:
        if isinstance(child, str):
            yield child
        else:
            yield from strings(child.children)
