"""How is what an element prints dressed? Affixes, formats, quotes, display, case: what all elements share.

In: the XML of an element. Out: a `Formatting` that dresses the children an element printed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from refdesk.csl.text_case import change_case, strip_periods
from refdesk.csl.tree import PLAIN, Child, Format, Node

if TYPE_CHECKING:
    from refdesk.csl.context import Context


@dataclass(frozen=True, slots=True)
class Formatting:
    """The attributes of CSL 1.0.2, "Formatting", "Affixes", "Display", "Quotes", "Strip-periods" and "Text-case"."""

    format: Format = PLAIN
    prefix: str = ""
    suffix: str = ""
    quotes: bool = False
    display: str = ""
    text_case: str = ""
    strip_periods: bool = False

    @classmethod
    def of(cls, xml: etree._Element) -> "Formatting":
        """What the attributes of an element say."""
        get = xml.get
        return cls(
            format_of(xml),
            get("prefix", ""),
            get("suffix", ""),
            get("quotes") == "true",
            get("display", ""),
            get("text-case", ""),
            get("strip-periods") == "true",
        )

    def wrap(self, children: list[Child], context: "Context", *, kind: str = "") -> Node | None:
        """The children, dressed; None where there are none.

        Text-case "title" is English only: it is left undone for an item in another language (CSL 1.0.2, "Title case
        conversion"), and for a style in another language where the item names none.
        """
        if not children:
            return None
        if self.strip_periods:
            children = strip_periods(children)
        if self.text_case:
            children = change_case(children, self.text_case, context.item.language or context.locale.language)
        return Node(
            children,
            self.format,
            self.prefix,
            self.suffix,
            quotes=self.quotes,
            display=self.display,
            kind=kind,
        )


def format_of(xml: etree._Element) -> Format:
    """The formatting attributes of an element."""
    get = xml.get
    found = Format(
        get("font-style", ""),
        get("font-variant", ""),
        get("font-weight", ""),
        get("text-decoration", ""),
        get("vertical-align", ""),
    )
    return PLAIN if found == PLAIN else found
