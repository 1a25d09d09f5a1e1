"""How do elements hold others? cs:group, cs:choose, calls of macros, and the layout.

CSL 1.0.2, "Group", "Choose", "Macro", "Layout".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from refdesk.csl.conditions import Condition
from refdesk.csl.context import Context, Element
from refdesk.csl.formatting import Formatting
from refdesk.csl.tree import Child, Node

_SPLICED = "choose"
"""The kind of a part whose children stand among their siblings: cs:choose is not there for the group around it."""


def render_all(elements: Sequence[Element], context: Context) -> list[Child]:
    """What the elements print, in order, without what prints nothing."""
    printed: list[Child] = []
    for element in elements:
        child = element.render(context)
        if not child:  # None, or a text that is empty
            continue
        if not isinstance(child, str) and child.kind == _SPLICED:
            printed += child.children
        else:
            printed.append(child)
    return printed


class Group:
    """cs:group: prints nothing where variables are called in it and all of them are empty.

    Where it prints, it counts as a filled variable for the groups around it (CSL 1.0.2, "Group").
    """

    __slots__ = ("delimiter", "elements", "formatting", "is_plain")

    def __init__(self, xml: etree._Element, elements: Sequence[Element]) -> None:
        self.formatting = Formatting.of(xml)
        self.is_plain = self.formatting == Formatting()
        self.delimiter = xml.get("delimiter", "")
        self.elements = elements

    def render(self, context: Context) -> Child | None:
        """The children joined by the delimiter."""
        called, filled = context.called, context.filled
        children = render_all(self.elements, context)
        if not children or (context.called > called and context.filled == filled):
            return None
        context.called += 1
        context.filled += 1
        if self.is_plain and len(children) == 1:
            return children[0]
        node = self.formatting.wrap(children, context)
        if node is not None:
            node.delimiter = self.delimiter
        return node


class MacroCall(Group):
    """cs:text with a macro: a group without delimiter, which prints nothing where its variables are empty.

    CSL 1.0.2 says so of a group; that a macro is one too is how citeproc-js and pandoc read it, and styles rely on it.
    """

    __slots__ = ()

    def __init__(self, xml: etree._Element, elements: Sequence[Element]) -> None:
        super().__init__(xml, elements)
        self.delimiter = ""


@dataclass(frozen=True, slots=True)
class Choose:
    """cs:choose: the elements of the first branch whose condition is met. It does not dress them."""

    branches: tuple[tuple[Condition | None, tuple[Element, ...]], ...]

    def render(self, context: Context) -> Child | None:
        """What the branch prints; None is the condition of cs:else."""
        for condition, elements in self.branches:
            if condition is None or condition(context):
                if len(elements) == 1:
                    return elements[0].render(context)
                children = render_all(elements, context)
                return Node(children, kind=_SPLICED) if children else None
        return None


@dataclass(frozen=True, slots=True)
class Layout:
    """cs:layout: the elements that print one cite or entry; `formatting` and `delimiter` dress the whole."""

    elements: tuple[Element, ...]
    formatting: Formatting
    delimiter: str = ""

    def children(self, context: Context) -> list[Child]:
        """What the elements print for one cite or entry, undressed."""
        return render_all(self.elements, context)
