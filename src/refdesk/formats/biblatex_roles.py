"""Who did what for a work, beyond its authors? `editora` and `editoratype` and their like ↔ name fields of Work.

In: the fields of an entry; out: names by the fields of Work that hold people of their role. In: a work; out: the fields
that name its people. BibLaTeX has three more fields for editors of some kind, in books and articles, and three for
people of any kind (`namea`, with `nameatype`) in all entries; whom these do not hold the addendum names.
"""

from collections.abc import Mapping
from typing import Any

from refdesk.formats.biblatex_names import latex_of_names, names_of
from refdesk.formats.biblatex_types import EDITOR_SLOTS, NAME_SLOTS, ROLES, field_of_role, places_of, role_slots
from refdesk.formats.latex_text import text_of
from refdesk.model.name import Name
from refdesk.model.work import Work

_SLOTS = ("editor", *EDITOR_SLOTS, *NAME_SLOTS)
SLOT_FIELDS = frozenset(name for slot in _SLOTS for name in (slot, f"{slot}type"))
"""The fields that name people of some role, and those that name their role."""


def people_of(values: Mapping[str, str], found: Mapping[str, Any]) -> dict[str, tuple[Name, ...]]:
    """Field of Work → its people, for the roles that the entry's slots name; `found` is what its other fields say."""
    people: dict[str, tuple[Name, ...]] = {}
    for slot, field in _roles_told(values).items():
        if slot == "editor":
            people["editors"] = ()
        before = people[field] if field in people else found.get(field, ())
        people[field] = (*before, *names_of(values[slot]))
    return people


def slots_read(values: Mapping[str, str]) -> frozenset[str]:
    """The fields that tell people in roles that CSL knows."""
    return frozenset(name for slot in _roles_told(values) for name in (slot, f"{slot}type"))


def _roles_told(values: Mapping[str, str]) -> dict[str, str]:
    """Slot → field of Work, for the slots in use; a plain editor needs no slot, and any other kind must say it."""
    words = {slot: text_of(values.get(f"{slot}type", "")) for slot in _SLOTS if slot in values}
    roles = {slot: field_of_role(word) for slot, word in words.items() if word}
    return {slot: field for slot, field in roles.items() if field and (slot, field) != ("editor", "editors")}


def role_fields(kind: str, work: Work) -> tuple[dict[str, str], frozenset[str]]:
    """The slots that name the work's people, with their roles, and the fields of Work that found one.

    Without an editor, a type that has no other place for kinds of editors names the first of them there.
    """
    slots = role_slots(kind)
    if "editors" in places_of(kind) and not work.editors and slots == NAME_SLOTS:
        slots = ("editor", *slots)
    pairs = list(zip(slots, (field for field in ROLES if getattr(work, field)), strict=False))
    fields = {slot: latex_of_names(getattr(work, field)) for slot, field in pairs}
    return fields | {f"{slot}type": ROLES[field] for slot, field in pairs}, frozenset(field for _, field in pairs)
