"""When does a branch of cs:choose print? Its attributes → a question about a context.

CSL 1.0.2, "Choose".
An attribute the specification does not know makes no condition; `vocabulary` tells of it.
"""

from collections.abc import Callable, Sequence

from lxml import etree

from refdesk.csl.context import Context
from refdesk.csl.numbers import is_numeric
from refdesk.csl.page_ranges import conjunction_of
from refdesk.csl.vocabulary import CITE_VARIABLES

Condition = Callable[[Context], bool]

# A position holds whatever a more precise one implies: CSL 1.0.2, "Choose", `position`.
_IMPLIED = {
    "first": frozenset(["first"]),
    "subsequent": frozenset(["subsequent"]),
    "ibid": frozenset(["subsequent", "ibid"]),
    "ibid-with-locator": frozenset(["subsequent", "ibid", "ibid-with-locator"]),
}


def condition_of(xml: etree._Element) -> Condition:
    """The condition of a cs:if or cs:else-if; without any attribute it is never met."""
    tests: list[Condition] = []
    for name, value in xml.attrib.items():
        make = _TESTS.get(str(name))
        if name == "type":
            tests.append(_type(frozenset(str(value).split())))
        elif make is not None:
            tests += [make(word) for word in str(value).split()]
    match xml.get("match", "all"):
        case "any":
            return _any_of(tests)
        case "none":
            met = _any_of(tests)
            return lambda context: not met(context)
        case _:
            return tests[0] if len(tests) == 1 else _all_of(tests)


def _any_of(tests: Sequence[Condition]) -> Condition:
    """Loops like this and the next answer most of what a style asks; a generator would take twice their time."""

    def met(context: Context) -> bool:
        for test in tests:  # noqa: SIM110 - see above
            if test(context):
                return True
        return False

    return met


def _all_of(tests: Sequence[Condition]) -> Condition:
    def met(context: Context) -> bool:
        for test in tests:
            if not test(context):
                return False
        return bool(tests)

    return met


def value_in_cite(context: Context, variable: str) -> str:
    """The value of a variable that belongs to the cite rather than to the item."""
    match variable:
        case "locator":
            return context.cite.locator
        case "citation-number":
            return str(context.citation_number) if context.citation_number else ""
        case "first-reference-note-number":
            return str(context.cite.first_note) if context.cite.first_note else ""
        case _:
            return context.distinction.year_suffix


def _type(types: frozenset[str]) -> Condition:
    """Whether the item is of one of the types: it has but one, so that even `match="all"` cannot ask for all."""
    return lambda context: context.item.type in types


def _variable(value: str) -> Condition:
    """Whether the item, or the cite, holds a variable."""
    if value in CITE_VARIABLES:
        return lambda context: bool(value_in_cite(context, value))
    return lambda context: context.item.has(value)


def _is_numeric(value: str) -> Condition:
    def numeric(context: Context) -> bool:
        text = value_in_cite(context, value) if value in CITE_VARIABLES else context.item.text(value)
        return bool(text) and is_numeric(text, conjunction_of(context.locale))

    return numeric


def _is_uncertain_date(value: str) -> Condition:
    def uncertain(context: Context) -> bool:
        date = context.item.date(value)
        return date is not None and date.circa

    return uncertain


def _locator(value: str) -> Condition:
    wanted = value.replace("-", " ")
    return lambda context: bool(context.cite.locator) and context.cite.label.replace("-", " ") == wanted


def _position(value: str) -> Condition:
    if value == "near-note":
        return lambda context: context.cite.near_note
    return lambda context: value in _IMPLIED.get(context.cite.position, ())


def _disambiguate(value: str) -> Condition:
    wanted = value == "true"

    def disambiguates(context: Context) -> bool:
        context.conditions_asked += 1
        return (context.conditions_asked <= context.distinction.condition) == wanted

    return disambiguates


_TESTS: dict[str, Callable[[str], Condition]] = {
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain_date,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
