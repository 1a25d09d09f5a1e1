"""What becomes of a library file that two hands changed at once? Three BibFiles → one.

In: the file as both hands found it, and the file as each of them left it. Out: the file with the changes of both.
A block that one side changed is taken from that side; what either side added stands, that of `theirs` first. Where
both changed the same block, and not alike, `merge` raises Overlap and nothing is merged.

An entry is known by its key and its place among the entries of that key; an @string by its name; a line of free
text, a preamble, a comment and a broken block by what they say. Blanks and blank lines go with what follows them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from refdesk.formats.bibfile import BibFile, readable
from refdesk.formats.bibfile_blocks import Block
from refdesk.formats.bibfile_fields import dissect, key_of
from refdesk.model.errors import RefdeskError

_MOST_SHOWN = 60
_LINE_OF_TEXT = re.compile(r"(\s*)(\S[^\r\n]*)?")
_LINE_END = re.compile(r"\r\n|\n|\r")

# Kind of block, then key, name or text, then how many of the same stand before it.
Identity = tuple[str, str, int]


class Overlap(RefdeskError):  # noqa: N818 - the word for it; it is a RefdeskError
    """Both sides changed the same block; the message shows what each of them made of it."""


class _Unit(NamedTuple):
    """A block, or a line of free text, with the blanks before it; `before` names what stands in front of it."""

    lead: str
    raw: str
    body: int
    line: int
    before: Identity | None


class _Side(NamedTuple):
    """A file as units in order, and the blanks behind the last one."""

    units: Mapping[Identity, _Unit]
    tail: str


HERE_AND_ON_DISK = ("here", "on disk")
"""What an Overlap calls `ours` and `theirs`, unless told otherwise."""


def merge(base: BibFile, ours: BibFile, theirs: BibFile, *, called: tuple[str, str] = HERE_AND_ON_DISK) -> BibFile:
    """`theirs` with the changes that led from `base` to `ours`; `called` is what people call the two.

    Raises Overlap where both sides changed the same block, where one took away what the other changed, and where
    both moved blocks.
    """
    if ours.to_bytes() == base.to_bytes():
        return theirs
    if theirs.to_bytes() == base.to_bytes():
        return ours
    sides = (_side(base), _side(ours), _side(theirs))
    kept = _kept(*sides, called)
    ordered = _ordered(*sides, kept)
    tail = sides[1].tail if sides[2].tail == sides[0].tail else sides[2].tail
    mark = ours.mark if theirs.mark == base.mark else theirs.mark
    text = mark + "".join(_texts(ordered, kept, sides, theirs.newline)) + tail
    merged = BibFile.parse(text.encode("utf-8", "surrogateescape"))
    _refuse_other_reading(merged, [kept[identity].raw for identity in ordered if identity[0] != "text"])
    return merged


def _side(bibfile: BibFile) -> _Side:
    units: dict[Identity, _Unit] = {}
    seen = Counter[tuple[str, str]]()
    lead, line, before = "", 1, None
    for kind, name, raw, body in _pieces(bibfile.blocks):
        if not name and kind == "text":
            lead += raw
            continue
        line += len(_LINE_END.findall(lead))
        identity = (kind, name, seen[kind, name])
        seen[kind, name] += 1
        units[identity] = _Unit(lead, raw, body, line, before)
        line += len(_LINE_END.findall(raw))
        lead, before = "", identity
    return _Side(units, lead)


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, str, str, int]]:
    """Kind, name, text and body of each block; free text in lines, and blanks as text without a name."""
    for block in blocks:
        if block.kind in {"text", "commented"}:
            for match in _LINE_OF_TEXT.finditer(block.raw):
                yield "text", "", match[1], 0
                yield "text", match[2] or "", match[2] or "", 0
        else:
            yield block.kind, _name(block), block.raw, block.body


def _name(block: Block) -> str:
    if block.kind == "entry":
        return key_of(block.raw, block.body)
    names = dissect(block.raw, block.body, has_key=False).fields if block.kind == "string" else ()
    return names[0].name if names else block.raw


def _kept(base: _Side, ours: _Side, theirs: _Side, called: tuple[str, str]) -> dict[Identity, _Unit]:
    """The units of the merged file, in no order. Raises Overlap."""
    kept = {}
    for identity in {**base.units, **theirs.units, **ours.units}:
        units = (base.units.get(identity), ours.units.get(identity), theirs.units.get(identity))
        if unit := _merged_unit(identity, called, *units):
            kept[identity] = unit
    return kept


def _merged_unit(
    identity: Identity, called: tuple[str, str], base: _Unit | None, ours: _Unit | None, theirs: _Unit | None
) -> _Unit | None:
    raws = [unit and unit.raw for unit in (base, ours, theirs)]
    if raws[0] == raws[1]:
        return theirs and theirs._replace(lead=_lead(base, ours, theirs))
    if raws[0] == raws[2]:
        return ours and ours._replace(lead=_lead(base, theirs, ours))
    if raws[1] == raws[2]:
        return theirs
    raise Overlap(
        f"{_called(identity, theirs or base)} was changed {' and '.join(called)}: {_both_sides(ours, theirs, called)}",
        remedy="load the file again and repeat the change",
    )


def _lead(base: _Unit | None, other: _Unit | None, taken: _Unit) -> str:
    """The blanks before a unit: those of the side that is `taken`, unless the other side alone changed them."""
    return other.lead if base and other and taken.lead == base.lead else taken.lead


def _called(identity: Identity, unit: _Unit | None) -> str:
    kind, name, _ = identity
    place = f" (line {unit.line})" if unit else ""
    return (f"the entry {readable(name)!r}" if kind == "entry" else f"@{kind} {_short(name)}") + place


def _both_sides(ours: _Unit | None, theirs: _Unit | None, called: tuple[str, str]) -> str:
    """What each side made of the block: the first field that differs, or the whole where one side took it away."""
    one, other = (_values(unit) if unit else {} for unit in (ours, theirs))
    differing = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    if not (ours and theirs and differing):
        return _told(called, *(_short(unit.raw) if unit else "taken out" for unit in (ours, theirs)))
    name = differing[0]
    more = f", and {len(differing) - 1} more" if differing[1:] else ""
    return f"{name} is {_told(called, *(_short(values.get(name, 'nothing')) for values in (one, other)))}{more}"


def _told(called: tuple[str, str], one: str, other: str) -> str:
    return f"{one} {called[0]}, {other} {called[1]}"


def _values(unit: _Unit) -> dict[str, str]:
    return {field.name: unit.raw[field.value_start : field.value_end] for field in dissect(unit.raw, unit.body).fields}


def _short(text: str) -> str:
    words = " ".join(readable(text).split())
    return words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1] + "…"


def _ordered(base: _Side, ours: _Side, theirs: _Side, kept: Mapping[Identity, _Unit]) -> list[Identity]:
    """The identities of the merged file in order: those of one side, the other's additions between them."""
    order, order_of_ours, order_of_theirs = (
        [identity for identity in side.units if identity in kept and identity in base.units]
        for side in (base, ours, theirs)
    )
    if order_of_ours in (order, order_of_theirs):
        return _with_additions(theirs.units, ours.units, base.units, kept)
    if order_of_theirs == order:
        return _with_additions(ours.units, theirs.units, base.units, kept)
    raise Overlap("blocks were moved on both sides", remedy="load the file again and repeat the change")


def _with_additions(
    frame: Mapping[Identity, _Unit],
    other: Mapping[Identity, _Unit],
    base: Mapping[Identity, _Unit],
    kept: Mapping[Identity, _Unit],
) -> list[Identity]:
    """The units of `frame` in its order; what `other` has besides goes behind the unit that it follows there.

    Behind the same unit, additions of `frame` come first.
    """
    behind: dict[Identity | None, list[Identity]] = defaultdict(list)
    anchor: Identity | None = None
    for identity in (identity for identity in other if identity in kept):
        if identity in base:
            anchor = identity
        elif identity not in frame:
            behind[anchor].append(identity)
    ordered: list[Identity] = []
    anchor = None
    for identity in (identity for identity in frame if identity in kept):
        if identity in base:
            ordered += behind[anchor]
            anchor = identity
        ordered.append(identity)
    return ordered + behind[anchor]


def _texts(
    ordered: Sequence[Identity], kept: Mapping[Identity, _Unit], sides: Sequence[_Side], newline: str
) -> Iterator[str]:
    """The text of every unit with its lead; units that never stood side by side are parted by a line end."""
    before: Identity | None = None
    for identity in ordered:
        unit = kept[identity]
        known = any(identity in side.units and side.units[identity].before == before for side in sides)
        if before and not known and not _LINE_END.search(unit.lead):
            yield newline * (1 if "text" in {identity[0], before[0]} else 2)
        yield unit.lead + unit.raw
        before = identity


def _refuse_other_reading(merged: BibFile, raws: Sequence[str]) -> None:
    """Raise Overlap where the blocks, side by side, would be read otherwise than each was on its own side."""
    if [block.raw for block in merged.blocks if block.kind not in {"text", "commented"}] != raws:
        raise Overlap(
            "the changes of both sides together would change how the file is read",
            remedy="mend its broken blocks first (lint)",
        )
