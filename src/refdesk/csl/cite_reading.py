"""What does a document ask for? Citations as CSL's document protocol writes them → `Citation`s of `Cite`s.

In: any JSON. Out: citations with texts where texts are meant and no others; nothing here raises, and what is of a
strange kind is as good as absent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from refdesk.csl.context import Cite
from refdesk.csl.numbers import read_locator
from refdesk.csl.values import means_yes, text_of_value

# The numbers by which processors write positions in their data.
_POSITIONS = {"0": "first", "1": "subsequent", "2": "ibid", "3": "ibid-with-locator"}
_NAMED_POSITIONS = frozenset(_POSITIONS.values())
_MODES = frozenset(["author-only", "suppress-author", "composite"])
_HIGHEST_NOTE = 10**9


@dataclass(frozen=True, slots=True)
class Citation:
    """One pointer in the text. `note` is the number of the note it stands in, 0 in the running text.

    `mode` is "author-only", "suppress-author", "composite" or empty; `infix` stands between the two halves of a
    composite citation.
    """

    id: str
    cites: tuple[Cite, ...]
    note: int = 0
    mode: str = ""
    infix: str = ""
    is_sorted: bool = True


def read_states(steps: Sequence[Any]) -> list[tuple[list[Citation], str]]:
    """The document after the last two steps: its citations in order, and the id of the one that the step is about."""
    known: dict[str, Citation] = {}
    states: list[tuple[list[Citation], str]] = []
    for number, step in enumerate(steps):
        parts = list(step) if isinstance(step, Sequence) and not isinstance(step, str) else [step]
        citation = read_citation(parts[0] if parts else None, f"citation {number}")
        known[citation.id] = citation
        before, after = (_around(parts[place] if place < len(parts) else None, known) for place in (1, 2))
        states = [*states[-1:], ([*before, citation, *after], citation.id)]
    return states


def _around(value: Any, known: dict[str, Citation]) -> list[Citation]:
    """The citations that a step names, with the notes in which they stand now."""
    found = []
    for pair in value if isinstance(value, Sequence) and not isinstance(value, str) else ():
        key, note = (pair[0], pair[1]) if isinstance(pair, Sequence) and len(pair) > 1 else (pair, 0)
        citation = known.get(text_of_value(key))
        if citation is not None:
            known[citation.id] = replace(citation, note=read_note(note))
            found.append(known[citation.id])
    return found


def read_citation(value: Any, otherwise: str = "") -> Citation:
    """A citation of the document protocol; `otherwise` is its id where it has none."""
    citation = value if isinstance(value, Mapping) else {}
    properties = citation.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    mode = text_of_value(properties.get("mode"))
    return Citation(
        text_of_value(citation.get("citationID")) or otherwise,
        read_cites(citation.get("citationItems")),
        read_note(properties.get("noteIndex")),
        mode if mode in _MODES else "",
        _verbatim(properties.get("infix")),
        properties.get("unsorted") is not True,
    )


def read_cites(value: Any) -> tuple[Cite, ...]:
    """The cites of a list; a single one need not stand in a list. What is no cite is passed over."""
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, Sequence) or isinstance(value, str):
        return ()
    return tuple(read_cite(each) for each in value if isinstance(each, Mapping))


def read_cite(raw: Mapping[str, Any]) -> Cite:
    """One cite; a label that is missing is that of a page, one that the locator itself names goes before it."""
    label, locator = read_locator(text_of_value(raw.get("label")) or "page", text_of_value(raw.get("locator")))
    return Cite(
        text_of_value(raw.get("id")),
        locator,
        label,
        _verbatim(raw.get("prefix")),
        _verbatim(raw.get("suffix")),
        _position(raw.get("position")),
        near_note=means_yes(raw.get("near-note")),
        first_note=read_note(raw.get("first-reference-note-number")),
        suppress_author=means_yes(raw.get("suppress-author")),
        author_only=means_yes(raw.get("author-only")),
    )


def read_note(value: Any) -> int:
    """The number of a note; 0 for what is none."""
    text = text_of_value(value)
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_HIGHEST_NOTE))):
        return 0
    return int(text)


def _position(value: Any) -> str:
    text = text_of_value(value)
    return text if text in _NAMED_POSITIONS else _POSITIONS.get(text, "")


def _verbatim(value: Any) -> str:
    """A text with the blanks at its ends, which part it from the cite."""
    text = text_of_value(value)
    if not text or not isinstance(value, str):
        return text
    before = " " if value[0].isspace() else ""
    return f"{before}{text} " if value[-1].isspace() else f"{before}{text}"
