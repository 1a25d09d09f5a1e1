"""How is a bibliography written in CSL-YAML, as pandoc reads it? Text ↔ entries.

In: YAML with a list `references`, or a bare list. Out: an entry for each item; where the YAML is broken, each item
of the list is tried alone. Only texts, true, false and null are known, so that a volume `010` stays what it is, a
language `no` is Norwegian, and no tag builds an object. Nesting and what aliases grow to are bounded before anything
is built.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from refdesk.formats.csl_files import imported, items_in, items_of
from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry

_DEEPEST = 64
# Aliases may make a text ten times what it is; a billion laughs grow without end.
_GROWTH = 10
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ITEM = re.compile(r"^([ \t]*)- ", re.MULTILINE)
_KNOWN_TAGS = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}


def read_csl_yaml(text: str) -> Imported:
    """Every item of the text. Raises RefdeskError where it holds no items, or is nested or grown beyond bounds."""
    import yaml

    clean = _UNPRINTABLE.sub(" ", text).removeprefix("\ufeff")
    try:
        items = _items(clean)
    except (yaml.YAMLError, ValueError) as fault:
        return _piecewise(clean, _told(fault))
    return imported((f"item {number}", item) for number, item in enumerate(items, 1))


def _items(text: str) -> list[Any]:
    import yaml

    _refuse_bombs(text)
    found = [document for document in yaml.load_all(text, Loader=_loader()) if document is not None]
    return [item for document in found for item in items_in(document)] if found else items_in(None)


@functools.cache
def _loader() -> Any:
    """A safe loader for which plain words are texts, but for true, false, null and the merge sign."""
    import yaml

    class TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # its class is chosen at run time
        """PyYAML's safe loader without numbers and dates."""

    resolvers = {
        letter: [(tag, pattern) for tag, pattern in known if tag in _KNOWN_TAGS]
        for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    TextLoader.yaml_implicit_resolvers = resolvers
    TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), ["t", "f"])
    return TextLoader


def _refuse_bombs(text: str) -> None:
    """Raise RefdeskError where the text is nested too deep, or its aliases grow too much, before it is built."""
    import yaml

    open_nodes: list[tuple[str | None, int]] = [(None, 0)]
    grown: dict[str, int] = {}
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event.anchor, 1))
        elif isinstance(event, yaml.CollectionEndEvent | yaml.ScalarEvent | yaml.AliasEvent):
            anchor, size = _closed(event, open_nodes, grown)
            if anchor is not None:
                grown[anchor] = size
            outer, known = open_nodes[-1]
            open_nodes[-1] = (outer, known + size)
        if len(open_nodes) > _DEEPEST:
            raise RefdeskError("is nested too deep for a bibliography", remedy="export it again")
        if open_nodes[-1][1] > _GROWTH * len(text) + 1000:
            raise RefdeskError("grows beyond bounds through its aliases", remedy="write them out")


def _closed(event: Any, open_nodes: list[tuple[str | None, int]], grown: dict[str, int]) -> tuple[str | None, int]:
    """The anchor and the size of the node that ends with `event`. An alias of what is still open has no end."""
    import yaml

    if isinstance(event, yaml.CollectionEndEvent):
        return open_nodes.pop()
    if isinstance(event, yaml.ScalarEvent):
        return event.anchor, 1 + len(event.value)
    if any(anchor == event.anchor for anchor, _ in open_nodes):
        raise RefdeskError("holds an alias of itself", remedy="write it out")
    return None, grown.get(event.anchor, 1)


def _piecewise(text: str, fault: str) -> Imported:
    """Each item of the list tried alone. Raises RefdeskError where the text holds no list."""
    import yaml

    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    pieces = list(_pieces(text))
    if not pieces:
        raise RefdeskError(f"is no YAML that can be read: {fault}", remedy="mend that line")
    for line, piece in pieces:
        try:
            found = imported((f"line {line}", item) for item in _items(piece))
        except (yaml.YAMLError, ValueError) as broken:
            found = Imported((), (LeftOut(f"line {line}", f"the YAML is broken: {_told(broken, line)}"),))
        entries += found.entries
        left_out += found.left_out
    return Imported(tuple(entries), tuple(left_out))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The items of the outermost list with their first lines, as far as indentation tells."""
    first = _ITEM.search(text)
    if first is None:
        return
    starts = [match.start() for match in re.finditer(rf"^{first[1]}- ", text, re.MULTILINE)]
    line, counted = 1, 0
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        line, counted = line + text.count("\n", counted, start), start
        piece = text[start:stop]
        yield line, re.split(r"^(?:\.\.\.|---)\s*$", piece, maxsplit=1, flags=re.MULTILINE)[0]


def _told(fault: Exception, first_line: int = 1) -> str:
    mark = getattr(fault, "problem_mark", None)
    problem = str(getattr(fault, "problem", None) or fault).splitlines()[0]
    return f"{problem} on line {first_line + mark.line}" if mark else problem


def write_csl_yaml(entries: Iterable[Entry]) -> str:
    """The entries as YAML with one list `references`."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(
        yaml.dump(
            {"references": items_of(entries)},
            Dumper=dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=1_000_000,
        )
    )
