"""How is one name printed? A name, the options of its list and its place there → a part of the output tree.

CSL 1.0.2, "Name-part order", "Name-part formatting" and "Particles". Names in scripts without blanks (Chinese,
Japanese, Korean) and names of static order keep the family name first and take no part in name-as-sort-order.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from refdesk.csl.formatting import Formatting
from refdesk.csl.initials import is_ideographic, shorten
from refdesk.csl.markup import parse
from refdesk.csl.name_options import NameOptions
from refdesk.csl.name_parts import Name
from refdesk.csl.tree import Child, Node

if TYPE_CHECKING:
    from refdesk.csl.context import Context

AS_STYLED, INITIALS, FULL = 0, 1, 2
_PLAIN = Formatting()
_REMEMBERED = 50_000
_CLINGS = "'’ʼ-‐‑ \u00a0"


class Parts(NamedTuple):
    """What cs:name, its cs:name-part elements and cs:et-al set: formats, None where a style sets none, and a term."""

    name: Formatting | None = None
    given: Formatting | None = None
    family: Formatting | None = None
    et_al: Formatting | None = None
    et_al_term: str = "et-al"


class Group(NamedTuple):
    """Parts of a name that stand together: `part` ("given", "family" or neither) owns the affixes around them.

    `segments` are texts, each with the name-part that formats it.
    """

    part: str
    segments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedName:
    """What a name node holds: the name, and how it can be printed otherwise.

    `inverted` is what the style asks of the name at its place, though a literal name and one of static order are the
    same either way; `level` is how much of the given name was asked for: as the style says (0), initials (1) or in
    full (2).
    """

    name: Name
    options: NameOptions
    inverted: bool
    level: int

    @property
    def family_key(self) -> str:
        """The name without its given name: what the short form prints."""
        return text_of_name(self.name, self.options, given="", inverted=False)

    def at(self, level: int) -> str:
        """The text of the name with the given name at a level, without formats."""
        return text_of_name(
            self.name, self.options, given=given_at(self.name, self.options, level), inverted=self.inverted
        )

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels that show more of the name than the one before, beginning with 0; (0,) for a literal name."""
        texts = {self.at(AS_STYLED): AS_STYLED}
        for level in (INITIALS, FULL):
            texts.setdefault(self.at(level), level)
        return tuple(texts.values())


def print_name(printed: PrintedName, parts: Parts, context: "Context") -> Node:
    """The node of one name, of kind "name", with `printed` as its data."""
    name, options = printed.name, printed.options
    given = given_at(name, options, printed.level)
    if parts.given is None and parts.family is None:
        children = parse(text_of_name(name, options, given=given, inverted=printed.inverted), context.locale)
    else:
        groups = arrange(name, options, given=given, inverted=printed.inverted)
        children = _dressed(groups, _separator(name, options, inverted=printed.inverted), parts, context)
    node = Node(children, kind="name", data=printed)
    if parts.name is not None:
        node.format, node.prefix, node.suffix = parts.name.format, parts.name.prefix, parts.name.suffix
    return node


def given_at(name: Name, options: NameOptions, level: int) -> str:
    """The given name as printed at a level; empty where only the family name shows."""
    if not name.given or (level == AS_STYLED and options.form == "short" and name.family):
        return ""
    mark = options.initialize_with
    if mark is None or is_ideographic(name.given):
        return name.given
    return shorten(
        name.given,
        mark,
        initialize=options.initialize and level != FULL,
        hyphen=options.initialize_with_hyphen,
    )


def text_of_name(name: Name, options: NameOptions, *, given: str, inverted: bool) -> str:
    """The text of a name, put together once for each set of options."""
    key = (name, given, inverted)
    known = options.texts.get(key)
    if known is None:
        groups = arrange(name, options, given=given, inverted=inverted)
        known = _separator(name, options, inverted=inverted).join(
            "".join(text for _, text in group.segments) for group in groups
        )
        if len(options.texts) > _REMEMBERED:
            options.texts.clear()
        options.texts[key] = known
    return known


def _separator(name: Name, options: NameOptions, *, inverted: bool) -> str:
    if is_static(name):
        return "" if is_ideographic(name.family) and is_ideographic(name.given) else " "
    return options.sort_separator if inverted else " "


def is_static(name: Name) -> bool:
    """Whether the family name stands first whatever the style asks."""
    return name.static_ordering or is_ideographic(name.family)


def arrange(name: Name, options: NameOptions, *, given: str, inverted: bool) -> tuple[Group, ...]:
    """The parts of a name in the order they are printed, without those that are empty."""
    mark = options.initialize_with
    if name.suffix and mark is not None and "." not in mark:  # initials without periods: "JQ Doe Jr", "M King PhD"
        name = replace(name, suffix=shorten(name.suffix, mark, initialize=False))
    if name.literal:
        groups: tuple[Group, ...] = (Group("", (("family", name.literal),)),)
    elif is_static(name):
        groups = _static(name, given)
    elif not given:
        groups = _without_given(name, options, inverted=inverted)
    elif inverted and options.sorting:
        groups = _for_sorting(name, options, given)
    elif inverted:
        groups = _inverted(name, options, given)
    else:
        groups = _in_reading_order(name, given)
    return tuple(group for group in groups if group.segments)


def _static(name: Name, given: str) -> tuple[Group, ...]:
    blank = "" if is_ideographic(name.family) else _blank(name.non_dropping_particle, name.family)
    family = (("family", name.non_dropping_particle), ("", blank), ("family", name.family))
    return _group("", *family), _group("", ("given", given)), _group("", ("", f" {name.suffix}" if name.suffix else ""))


def _without_given(name: Name, options: NameOptions, *, inverted: bool) -> tuple[Group, ...]:
    """The short form, or a name that has nothing but a family name and perhaps a suffix."""
    is_short = options.form == "short" or bool(name.given)
    if not inverted:
        return (_group("family", *_family(name), ("", "" if is_short else _suffix(name))),)
    suffix = _group("", ("", "" if is_short else name.suffix))
    if not options.demoted:
        return _group("family", *_family(name)), suffix
    return _group("family", ("family", name.family)), _group("", ("family", name.non_dropping_particle)), suffix


def _inverted(name: Name, options: NameOptions, given: str) -> tuple[Group, ...]:
    suffix = _group("", ("", name.suffix))
    dropping, non_dropping = name.dropping_particle, name.non_dropping_particle
    after = (("given", given), ("", " " if dropping else ""), ("given", dropping))
    if not (non_dropping and options.demoted):
        return _group("family", *_family(name)), _group("given", *after), suffix
    demoted = (("", _blank(dropping or given, non_dropping)), ("family", non_dropping))
    return _group("family", ("family", name.family)), _group("given", *after, *demoted), suffix


def _for_sorting(name: Name, options: NameOptions, given: str) -> tuple[Group, ...]:
    """The order of a sort key (CSL 1.0.2, "Name-part Order"), its particles parted by blanks even where "d’" is not."""
    dropping, non_dropping = name.dropping_particle, name.non_dropping_particle
    suffix = _group("", ("", name.suffix))
    if options.demoted:
        particles = " ".join(filter(None, (dropping, non_dropping)))
        return _group("", ("", name.family)), _group("", ("", particles)), _group("", ("given", given)), suffix
    family = " ".join(filter(None, (non_dropping, name.family)))
    return _group("", ("", family)), _group("", ("", dropping)), _group("", ("given", given)), suffix


def _in_reading_order(name: Name, given: str) -> tuple[Group, ...]:
    dropping, rest = name.dropping_particle, name.non_dropping_particle or name.family
    particle = (("given", dropping), ("", _blank(dropping, rest)))
    return _group("given", ("given", given)), _group("family", *particle, *_family(name), ("", _suffix(name)))


def _family(name: Name) -> tuple[tuple[str, str], ...]:
    """The family name with its non-dropping particle before it."""
    particle = name.non_dropping_particle
    return ("family", particle), ("", _blank(particle, name.family)), ("family", name.family)


def _group(part: str, *segments: tuple[str, str]) -> Group:
    return Group(part, tuple(segment for segment in segments if segment[1]))


def _suffix(name: Name) -> str:
    return f", {name.suffix}" if name.suffix and name.comma_suffix else f" {name.suffix}" if name.suffix else ""


def _blank(particle: str, following: str) -> str:
    """What stands between a particle and what follows: nothing after an apostrophe or a hyphen."""
    return " " if particle and following and particle[-1] not in _CLINGS else ""


def _dressed(groups: tuple[Group, ...], separator: str, parts: Parts, context: "Context") -> list[Child]:
    """The groups with the formats of their name-parts; affixes stand around a group, separators between.

    A blank does not stand beside an affix that is one itself, as in "John\u00a0Doe".
    """
    children: list[Child] = []
    before = ""
    for group in groups:
        owner = _formatting(parts, group.part) or _PLAIN
        if children and separator and not (separator == " " and (before[-1:].isspace() or owner.prefix[:1].isspace())):
            children.append(separator)
        inner: list[Child] = []
        for part, text in group.segments:
            inner += _formatted(text, _formatting(parts, part), context)
        children += [Node(inner, prefix=owner.prefix, suffix=owner.suffix)] if owner.prefix or owner.suffix else inner
        before = owner.suffix
    return children


def _formatting(parts: Parts, part: str) -> Formatting | None:
    return parts.given if part == "given" else parts.family if part == "family" else None


def _formatted(text: str, formatting: Formatting | None, context: "Context") -> list[Child]:
    children: list[Child] = parse(text, context.locale) if text != " " else [text]
    if formatting is None:
        return children
    node = formatting.wrap(children, context)
    if node is None:
        return []
    node.prefix = node.suffix = ""
    return [node]
