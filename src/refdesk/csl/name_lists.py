"""How is a list of names printed? The names of one variable → a part of the output tree, and how many of them it shows.

CSL 1.0.2, "Name" (delimiters, `and`) and "Et-al Abbreviation". In a sort key every name is inverted, and neither the
word "and" nor "et al." stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refdesk.csl.name_forms import Parts, PrintedName, print_name
from refdesk.csl.name_options import NameOptions
from refdesk.csl.name_parts import Name
from refdesk.csl.tree import Child, Node

if TYPE_CHECKING:
    from refdesk.csl.context import Context

# Scripts that are written without blanks between words, or (Hebrew) with "and" joined to its word.
# Compiled when first met, which takes a while.
_JOINED_SCRIPT = "[\u0590-\u05ff\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"


@dataclass(frozen=True, slots=True)
class Shown:
    """How many names of a list are shown: the first ones, perhaps the last; `et_al` stands for the others."""

    first: int
    last: bool = False
    et_al: bool = False

    @property
    def count(self) -> int:
        """The number of names shown."""
        return self.first + self.last


def shown_of(names: Sequence[Name], options: NameOptions, at_least: int = 0) -> Shown:
    """How many of the names (there is at least one) are shown.

    `at_least` is how many the cite needs to be told from others, whatever the style says.
    A list that ends in `others` is abbreviated in any case, and one name longer than those it tells.
    """
    incomplete = names[-1].others
    total = len(names) - incomplete
    if not options.et_al_min or len(names) < options.et_al_min:
        return Shown(total, et_al=incomplete)
    first = max(options.et_al_use_first, at_least)
    if first >= total:
        return Shown(total, et_al=incomplete)
    if not options.et_al_use_last or incomplete:
        return Shown(first, et_al=True)
    return Shown(first, last=True) if total >= first + 2 else Shown(total)


def print_names(names: Sequence[Name], options: NameOptions, shown: Shown, parts: Parts, context: "Context") -> Node:
    """The names with their delimiters, as a node of kind "name-list".

    How many lists the cite has printed before says which of the given names told apart are its.
    """
    given, place = context.distinction.given, len(context.printed_names)
    chosen = [*names[: shown.first], *([names[-1]] if shown.last else [])]
    printed = []
    for number, name in enumerate(chosen):
        form = PrintedName(name, options, options.inverts(number), given.get((place, number), 0))
        printed.append(print_name(form, parts, context))
    return Node(_joined(printed, options, shown, parts, context), kind="name-list")


def _joined(printed: list[Node], options: NameOptions, shown: Shown, parts: Parts, context: "Context") -> list[Child]:
    """The names, with the delimiters that stand between them and what stands for the others."""
    delimiter = options.delimiter
    children: list[Child] = []
    for number, name in enumerate(printed):
        if number:
            is_last = number == len(printed) - 1
            children.append(_before_last(printed, options, shown, context) if is_last else delimiter)
        children.append(name)
    if shown.et_al and not context.sorting:
        children += _et_al(printed, options, parts, context)
    return children


def _before_last(printed: list[Node], options: NameOptions, shown: Shown, context: "Context") -> str:
    """What stands before the last name: the delimiter, the word "and", both, or the ellipsis."""
    if shown.last:
        return f"{options.delimiter}… " if shown.first > 1 else " … "
    if not options.and_ or shown.et_al or context.sorting:
        return options.delimiter
    word = context.locale.term("and", "symbol" if options.and_ == "symbol" else "long")
    if not word:
        return options.delimiter
    if _is_joined(word):
        return word
    if _precedes(options.precedes_last, printed[:-1]):
        return f"{options.delimiter}{word} "
    return f" {word} "


def _is_joined(word: str) -> bool:
    """Whether a word is of a script in which no blank parts it from the next."""
    return word[0] >= "\u0590" and re.match(_JOINED_SCRIPT, word) is not None


def _precedes(rule: str, before: list[Node]) -> bool:
    """Whether the delimiter stands after the names `before`, by the rule of a style."""
    match rule:
        case "always":
            return True
        case "never":
            return False
        case "after-inverted-name":
            form = before[-1].data
            return isinstance(form, PrintedName) and form.inverted and not form.name.literal
        case _:
            return len(before) > 1


def _et_al(printed: list[Node], options: NameOptions, parts: Parts, context: "Context") -> list[Child]:
    term = context.locale.term(parts.et_al_term)
    if not term:
        return []
    node: Child = term
    if parts.et_al is not None:
        node = Node([term], parts.et_al.format)
    if _precedes(options.precedes_et_al, printed):
        return [options.delimiter, node]
    return [node] if _is_joined(term) else [" ", node]
