"""What passes between refdesk and the formats of other programs: nouns, and nothing else.

In: entries read, items that could not be. Out: values that count right: each item of a source is an Entry or a LeftOut.
"""

from dataclasses import dataclass

from refdesk.model.library import Entry


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item of the source that became no entry: where it stands ("line 12", "item 3") and why, in plain words."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The works of a source in its order, each under the source's own key or "", and what was left out."""

    entries: tuple[Entry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text, and for each entry with facts that the format cannot hold, one sentence that names them."""

    data: str
    warnings: tuple[str, ...] = ()
