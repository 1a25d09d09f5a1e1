"""Which label do names bear? The variable and how many names it holds → the term for the role ("eds.", "trans. by").

CSL 1.0.2, "Label in cs:names". Editors who are the translators too bear the one term "editortranslator" ("editor &
translator") where the locale has it; a style that wants both named leaves that term empty.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from refdesk.csl.formatting import Formatting
from refdesk.csl.text_case import change_case
from refdesk.csl.tree import Child, Node

if TYPE_CHECKING:
    from refdesk.csl.context import Context


class NameLabel:
    """cs:label inside cs:names."""

    __slots__ = ("form", "formatting", "in_title_case", "plural")

    def __init__(self, xml: etree._Element) -> None:
        formatting = Formatting.of(xml)
        self.in_title_case = formatting.text_case == "title"
        self.formatting = replace(formatting, text_case="") if self.in_title_case else formatting
        self.form = xml.get("form", "long")
        self.plural = xml.get("plural", "contextual")

    def render(self, variable: str, context: "Context", *, plural: bool) -> Node | None:
        """The term of a variable, dressed; None where the locale has none.

        A style that wants a term in title case means it in its own language: unlike titles, terms are no items' texts.
        """
        if context.sorting:
            return None
        plural = self.plural == "always" or (plural and self.plural != "never")
        text = context.locale.term(variable, self.form, plural=plural)
        if not text:
            return None
        children: list[Child] = change_case([text], "title", "en") if self.in_title_case else [text]
        return self.formatting.wrap(children, context, kind="label")

    def has_term(self, variable: str, context: "Context") -> bool:
        """Whether the locale has a term of that name, in the form of the label."""
        return bool(context.locale.term(variable, self.form))
