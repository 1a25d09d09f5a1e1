"""What does an element of a style need to know while it prints? The item, the cite, the language, and what was printed.

One `Context` is one printing of one cite (or one bibliography entry, or one sort key). Elements print by
`element.render(context)` and return a part of the output tree, or None where they print nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from refdesk.csl.items import Item
from refdesk.csl.tree import Child, Node

if TYPE_CHECKING:
    from refdesk.csl.locales import Locale


class Element(Protocol):
    """A compiled rendering element."""

    def render(self, context: "Context") -> Child | None:
        """What the element prints, with its affixes and formats; None for nothing."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One source inside a citation, as the document asks for it. Texts may hold CSL's inline markup.

    `position` is one of "first", "subsequent", "ibid", "ibid-with-locator" or empty (a bibliography has none);
    `first_note` is the number of the note where the item was first cited.
    """

    id: str = ""
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    position: str = ""
    near_note: bool = False
    first_note: int = 0
    suppress_author: bool = False
    author_only: bool = False


@dataclass(slots=True)
class Distinction:
    """What tells this item's cites from those of others (CSL 1.0.2, "Disambiguation").

    `shown[n]` is how many names the n-th names part of the cite must show at least (n counts `PrintedNames` from 0);
    `given[n, m]` is how much of the given name its m-th name shows: 0 as the style says, 1 initials, 2 the full given
    name; `year_suffix` is a letter (already written out) or empty; `condition` is how many of the tests
    `disambiguate="true"` are met, from the first that is asked.
    """

    shown: dict[int, int] = field(default_factory=dict)
    given: dict[tuple[int, int], int] = field(default_factory=dict)
    year_suffix: str = ""
    condition: int = 0


NO_CITE = Cite()
NO_DISTINCTION = Distinction()


@dataclass(slots=True)
class PrintedNames:
    """What one names element printed: `shown` of the `names` of `variable`, in `node`, in order."""

    variable: str
    names: tuple[object, ...]
    shown: int
    node: Node


@dataclass(slots=True, eq=False)
class Context:
    """One printing. `called` and `filled` count the variables that elements asked for and those that held something.

    A group prints nothing where some variable was called inside it and none was filled.
    `suppressed` holds the variables that a substitute has printed, which print no more in this entry.
    `name_options` are the inheritable name options of cs:style and of the area (attributes of cs:name by their own
    names, `names-delimiter` as such), `options` the other attributes of the area. `sorting` is whether a sort key is
    made. `printed_names` are in order of printing. `guided`: see `processor.Processor`.
    """

    locale: "Locale"
    item: Item
    cite: Cite
    citation_number: int = 0
    sorting: bool = False
    name_options: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    distinction: Distinction = field(default_factory=Distinction)
    called: int = 0
    filled: int = 0
    suppressed: set[str] = field(default_factory=set)
    guided: bool = False
    printed_names: list[PrintedNames] = field(default_factory=list)
    year_suffix_printed: bool = False
    conditions_asked: int = 0

    def for_key(self, name_options: Mapping[str, str]) -> "Context":
        """A context to print one sort key, into which no other key has printed."""
        return Context(
            self.locale,
            self.item,
            self.cite,
            self.citation_number,
            sorting=True,
            name_options=name_options,
            options=self.options,
            distinction=self.distinction,
            guided=self.guided,
        )

    def text(self, variable: str) -> str:
        """The text of a variable, counted; empty where the item has none or a substitute has printed it."""
        self.called += 1
        if variable in self.suppressed:
            return ""
        text = self.item.text(variable)
        if text:
            self.filled += 1
        return text

    def locator(self) -> str:
        """The locator of the cite, counted. A cite prints it once, as in citeproc-js, though some styles ask twice."""
        self.called += 1
        if "locator" in self.suppressed or not self.cite.locator:
            return ""
        self.filled += 1
        self.suppressed.add("locator")
        return self.cite.locator
