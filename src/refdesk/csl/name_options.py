"""How does a style want its names? The attributes of cs:name, with those it inherits → a `NameOptions`.

CSL 1.0.2, "Name", "Et-al", "Inheritable Name Options" and "Particles".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from refdesk.csl.context import Context

_KEY_LIMITS = ("min", "use-first", "use-last")
# How many mappings are remembered: more than a style has areas, few where a caller makes a mapping an item.
_KEPT = 50
_SUBSEQUENT = frozenset(["subsequent", "ibid", "ibid-with-locator"])
# What the attributes of cs:name are called here; they stand on cs:names, too, where it has no cs:name.
ATTRIBUTES = frozenset(
    [
        *("and", "delimiter", "delimiter-precedes-et-al", "delimiter-precedes-last", "form"),
        *("et-al-min", "et-al-use-first", "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first"),
        *("initialize", "initialize-with", "initialize-with-hyphen", "name-as-sort-order", "sort-separator"),
    ]
)
_BLANKS = re.compile(" {2,}")


@dataclass(frozen=True, slots=True, eq=False)
class NameOptions:
    """The options of one list of names, each by its name in CSL; a limit of 0 is none.

    `demoted`: whether a non-dropping particle stands after the given name where the family name comes first.
    """

    form: str = "long"
    and_: str = ""
    delimiter: str = ", "
    precedes_et_al: str = "contextual"
    precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 0
    et_al_use_last: bool = False
    initialize: bool = True
    initialize_with: str | None = None
    initialize_with_hyphen: bool = True
    name_as_sort_order: str = ""
    sort_separator: str = ", "
    demoted: bool = True
    sorting: bool = False
    # What names look like with these options: printed again and again in a document, each is put together once.
    texts: dict[object, str] = field(default_factory=dict)

    def inverts(self, place: int) -> bool:
        """Whether the name at a place, counted from 0, is printed with the family name first."""
        return self.name_as_sort_order == "all" or (self.name_as_sort_order == "first" and place == 0)


class NameAttributes:
    """The attributes of one cs:name; `resolve` reads them together with what they inherit."""

    __slots__ = ("_of_values", "_resolved", "own")

    def __init__(self, xml: etree._Element | None) -> None:
        attributes = () if xml is None else xml.attrib.items()
        self.own = {str(name): str(value) for name, value in attributes if name in ATTRIBUTES}
        self._resolved: dict[tuple[int, int, bool, bool], tuple[NameOptions, object, object]] = {}
        self._of_values: dict[tuple[frozenset[tuple[str, str]], bool, bool], NameOptions] = {}

    def resolve(self, context: Context) -> NameOptions:
        """The options of a list of names printed in a context.

        A style has few areas, and their options are the same mappings from item to item: what they come to is kept
        with the mappings themselves, so that no other mapping can be taken for them.
        """
        subsequent = context.cite.position in _SUBSEQUENT
        inherited, of_style = context.name_options, context.options
        key = (id(inherited), id(of_style), subsequent, context.sorting)
        found = self._resolved.get(key)
        if found is not None and found[1] is inherited and found[2] is of_style:
            return found[0]
        if len(self._resolved) > _KEPT:
            self._resolved.clear()
        options = self._resolve({**_style_wide(of_style), **inherited, **self.own}, subsequent, context.sorting)
        self._resolved[key] = (options, inherited, of_style)
        return options

    def _resolve(self, values: dict[str, str], subsequent: bool, sorting: bool) -> NameOptions:
        key = (frozenset(values.items()), subsequent, sorting)
        options = self._of_values.get(key)
        if options is None:
            values = _for_a_key(values) if sorting else values
            options = self._of_values[key] = _read(values, subsequent=subsequent, sorting=sorting)
        return options


def _style_wide(options: Mapping[str, str]) -> dict[str, str]:
    """The options of cs:style alone that tell how names are printed."""
    return {
        name: options[name] for name in ("initialize-with-hyphen", "demote-non-dropping-particle") if name in options
    }


def _for_a_key(values: Mapping[str, str]) -> dict[str, str]:
    """The options in a sort key: names-min and its like, attributes of cs:key, overrule all (CSL 1.0.2, "Sorting")."""
    limits = {f"et-al-{name}": values[f"names-{name}"] for name in _KEY_LIMITS if f"names-{name}" in values}
    return {**values, **limits, "name-as-sort-order": "all"}


def _read(values: Mapping[str, str], *, subsequent: bool, sorting: bool) -> NameOptions:
    get = values.get
    demote = get("demote-non-dropping-particle", "display-and-sort")
    minimum, first = (_limit(values, which, subsequent=subsequent) for which in ("min", "use-first"))
    use_last = get("et-al-use-last") == "true"
    return NameOptions(
        form=get("form", "long"),
        and_=get("and", ""),
        delimiter=get("delimiter", ", "),
        precedes_et_al=get("delimiter-precedes-et-al", "contextual"),
        precedes_last=get("delimiter-precedes-last", "contextual"),
        et_al_min=minimum if first else 0,
        et_al_use_first=min(first, max(minimum - 2, 1)) if use_last else first,
        et_al_use_last=use_last,
        initialize=get("initialize", "true") != "false",
        initialize_with=get("initialize-with"),
        initialize_with_hyphen=get("initialize-with-hyphen", "true") != "false",
        name_as_sort_order=get("name-as-sort-order", ""),
        sort_separator=_BLANKS.sub(" ", get("sort-separator", ", ")),
        demoted=demote == "display-and-sort" or (sorting and demote == "sort-only"),
        sorting=sorting,
    )


def _limit(values: Mapping[str, str], which: str, *, subsequent: bool) -> int:
    """A limit of et al.; those for later cites fall back on the others (CSL 1.0.2, "Et-al Abbreviation")."""
    value = values.get(f"et-al-{which}", "")
    if subsequent:
        value = values.get(f"et-al-subsequent-{which}", value)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
