"""What does cs:names print? Lists of names with their labels, or what a style puts in their place.

CSL 1.0.2, "Names". The output is a node of kind "names". In it lists are nodes of kind "name-list", names nodes of kind
"name" (with a `name_forms.PrintedName` as data), labels nodes of kind "label". Each list is told to
`Context.printed_names`, in order. Where a substitute prints something else than names, it has no lists.
"""

from collections.abc import Callable, Container, Iterator, Sequence

from lxml import etree

from refdesk.csl.context import Context, Element, PrintedNames
from refdesk.csl.formatting import Formatting
from refdesk.csl.name_forms import Parts
from refdesk.csl.name_labels import NameLabel
from refdesk.csl.name_lists import print_names, shown_of
from refdesk.csl.name_options import NameAttributes, NameOptions
from refdesk.csl.name_parts import Name
from refdesk.csl.structure import Choose
from refdesk.csl.styles import PREFIX
from refdesk.csl.text_elements import TermText
from refdesk.csl.tree import Child, Node, walk

_NAME_PART = f"{PREFIX}name-part"
_EDITOR_TRANSLATOR = frozenset(["editor", "translator"])
_ROLES = {"editortranslator": ("editor", "translator")}
_CHILDREN = ("name", "et-al", "label", "substitute")


class NamesElement:
    """cs:names; `enclosing` is the cs:names in whose cs:substitute it stands, and lends the shorthand its children."""

    __slots__ = (
        "attributes",
        "count",
        "delimiter",
        "formatting",
        "label",
        "label_first",
        "parts",
        "substitute",
        "variables",
    )

    def __init__(
        self,
        xml: etree._Element,
        compile_children: "Callable[[etree._Element, NamesElement], list[Element]]",
        enclosing: "NamesElement | None" = None,
    ) -> None:
        self.formatting = Formatting.of(xml)
        self.variables = tuple(xml.get("variable", "").split())
        self.delimiter: str | None = xml.get("delimiter")
        children = {str(child.tag).removeprefix(PREFIX): child for child in xml.iterchildren(etree.Element)}
        order = list(children)
        name = children.get("name")
        self.attributes = NameAttributes(name)
        self.parts = _parts(name, children.get("et-al"))
        label = children.get("label")
        self.label = NameLabel(label) if label is not None else None
        self.label_first = "name" in order and "label" in order[: order.index("name")]
        if enclosing is not None:
            self._inherit(enclosing, children)
        substitute = children.get("substitute")
        self.substitute = tuple(compile_children(substitute, self)) if substitute is not None else ()

    def _inherit(self, enclosing: "NamesElement", own: Container[str]) -> None:
        """Take what the enclosing cs:names holds: all of it in the shorthand without children, else cs:name alone."""
        if "name" not in own:
            self.attributes = enclosing.attributes
            self.parts = enclosing.parts
        if any(child in own for child in _CHILDREN):
            return
        self.label, self.label_first = enclosing.label, enclosing.label_first
        self.delimiter = enclosing.delimiter if self.delimiter is None else self.delimiter
        self.formatting = self.formatting if enclosing.formatting == Formatting() else enclosing.formatting

    def render(self, context: Context) -> Child | None:
        """The lists of the variables that hold names, joined; else the first substitute that prints anything."""
        held = self._held(context)
        context.called += 1
        if held:
            context.filled += 1
            options = self.attributes.resolve(context)
            return (
                self._count(held, options, context) if options.form == "count" else self._lists(held, options, context)
            )
        substitute = self._substituted(context)
        if substitute is None and context.sorting:
            options = self.attributes.resolve(context)
            return self._count((), options, context) if options.form == "count" else None
        return substitute

    def _held(self, context: Context) -> list[tuple[str, tuple[Name, ...]]]:
        """The variables that hold names, with them; editors who are the translators too stand once, under one label."""
        held = [
            (variable, names)
            for variable in self.variables
            if variable not in context.suppressed and (names := context.item.names(variable))
        ]
        if len(held) == len(self.variables) == 2 and self._is_one_role(held, context):
            return [("editortranslator", held[0][1])]
        return held

    def _is_one_role(self, held: list[tuple[str, tuple[Name, ...]]], context: Context) -> bool:
        (one, names), (other, others) = held
        return (
            names == others
            and {one, other} == _EDITOR_TRANSLATOR
            and self.label is not None
            and self.label.has_term("editortranslator", context)
        )

    def _lists(self, held: list[tuple[str, tuple[Name, ...]]], options: NameOptions, context: Context) -> Node | None:
        children: list[Child] = []
        for variable, names in held:
            at_least = context.distinction.shown.get(len(context.printed_names), 0)
            shown = shown_of(names, options, at_least)
            printed = print_names(names, options, shown, self.parts, context)
            context.printed_names.append(PrintedNames(variable, names, shown.count, printed))
            children.append(self._labelled(printed, variable, len(names), context))
        return self._dressed(children, context)

    def _labelled(self, printed: Node, variable: str, number: int, context: Context) -> Node:
        label = self.label.render(variable, context, plural=number > 1) if self.label is not None else None
        if label is None:
            return printed
        return Node([label, printed] if self.label_first else [printed, label])

    def _dressed(self, children: list[Child], context: Context) -> Node | None:
        node = self.formatting.wrap(children, context, kind="names")
        if node is not None:
            node.delimiter = (
                context.name_options.get("names-delimiter", "") if self.delimiter is None else self.delimiter
            )
        return node

    def _count(
        self, held: Sequence[tuple[str, tuple[Name, ...]]], options: NameOptions, context: Context
    ) -> Node | None:
        """The number of names that would be printed; in a sort key with zeros before it, so that 12 comes after 3."""
        number = str(sum(shown_of(names, options).count for _, names in held))
        return self.formatting.wrap([number.zfill(8) if context.sorting else number], context)

    def _substituted(self, context: Context) -> Child | None:
        """The first substitute that prints anything; the variables it prints are printed no more in this entry."""
        before = len(context.printed_names)
        for element in _candidates(self.substitute, context):
            printed = element.render(context)
            if printed:
                context.suppressed.update(_variables_in(printed))
                for names in context.printed_names[before:]:
                    context.suppressed.update(_ROLES.get(names.variable, (names.variable,)))
                return _as_names(printed)
            if isinstance(element, TermText) and context.locale.term(element.term, element.form) == "":
                return None  # a term that the style defines as empty stands for the names
        return None


def _candidates(elements: Sequence[Element], context: Context) -> Iterator[Element]:
    """The elements of a substitute, one by one, also those in a cs:choose: any may be the first that prints."""
    for element in elements:
        if isinstance(element, Choose):
            met = (branch for condition, branch in element.branches if condition is None or condition(context))
            yield from _candidates(next(met, ()), context)
        else:
            yield element


def _as_names(printed: Child) -> Node:
    """What a substitute printed, as a node of kind "names", which names themselves are."""
    if isinstance(printed, Node) and printed.kind == "names":
        return printed
    return Node([printed], kind="names")


def _variables_in(printed: Child) -> set[str]:
    """The variables whose texts a part holds: the node of a value is of the kind of its variable or has it as data."""
    found = set()
    for node in walk(printed):
        found.add(node.kind)
        if isinstance(node.data, str):
            found.add(node.data)
    return found


def _parts(name: etree._Element | None, et_al: etree._Element | None) -> Parts:
    formats = {} if name is None else {part.get("name"): Formatting.of(part) for part in name.iterchildren(_NAME_PART)}
    return Parts(
        _format(name),
        formats.get("given"),
        formats.get("family"),
        _format(et_al),
        "et-al" if et_al is None else et_al.get("term", "et-al"),
    )


def _format(xml: etree._Element | None) -> Formatting | None:
    formatting = Formatting() if xml is None else Formatting.of(xml)
    return None if formatting == Formatting() else formatting
