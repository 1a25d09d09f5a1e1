"""Which variables does the note of an item hold? Its text → the variables in it, and what is left of the note.

Programs without a field for a variable keep it in the note: as lines `variable: value` at its head (Zotero's "Extra"),
or as `{:variable: value}` anywhere (citeproc-js and pandoc read both). Only names of CSL 1.0.2 variables count.
"""

import re
from collections.abc import Mapping
from typing import Any

from refdesk.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES

_LONGEST = 10_000
_LINE = re.compile(r"([A-Za-z][A-Za-z-]{1,40}): ?(.*)\Z")
_BRACED = re.compile(r"\{:([A-Za-z][A-Za-z-]{1,40}): ?([^{}]{0,2000})\}")
_PLAIN = TEXT_VARIABLES - {"note"}


def with_variables_of_note(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with the variables that its note holds and that it lacks otherwise; the same item if there are none."""
    note = raw.get("note")
    if not isinstance(note, str) or ":" not in note or len(note) > _LONGEST:
        return raw
    found: dict[str, Any] = {}
    lines = note.split("\n")
    while lines and (match := _LINE.match(lines[0].strip())) and _add(found, match[1], match[2]):
        del lines[0]
    left = _BRACED.sub(lambda match: "" if _add(found, match[1], match[2]) else match[0], "\n".join(lines)).strip()
    if not found:
        return raw
    return {**found, **{name: value for name, value in raw.items() if name != "note"}, "note": left}


def _add(found: dict[str, Any], name: str, value: str) -> bool:
    """Add a variable; False where the name is none of CSL's."""
    text = value.strip()
    if name in NAME_VARIABLES:
        family, _, given = (part.strip() for part in text.partition("||"))
        found.setdefault(name, []).append({"family": family, "given": given} if given else {"literal": family})
    elif name in DATE_VARIABLES:
        found[name] = {"raw": text}
    elif name in _PLAIN:
        found[name] = text
    else:
        return False
    return True
