"""What does an item hold? CSL-JSON of any make, read once into texts, names and dates.

In: any mapping. Out: an `Item` that answers for each variable of CSL 1.0.2 and never fails: what is of a strange
kind is as good as absent, and what no document can hold (control characters, half a surrogate pair) is taken out.
Names and dates are read when first asked for.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refdesk.csl.citation_labels import make_label
from refdesk.csl.dates import Date, read_date
from refdesk.csl.item_notes import with_variables_of_note
from refdesk.csl.name_parts import read_names
from refdesk.csl.values import text_of_value
from refdesk.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES

if TYPE_CHECKING:
    from refdesk.csl.name_parts import Name

# What CSL 1.0.1 and Zotero's exports call a variable of CSL 1.0.2.
_OTHER_NAMES = {
    "title-short": ("shortTitle",),
    "container-title-short": ("journalAbbreviation",),
    "event-title": ("event",),
    "event": ("event-title",),
    "annote": ("annotation",),
}
_DERIVED = frozenset([*_OTHER_NAMES, "citation-label", "page-first"])


class Item:
    """One item. `key` is its own among the items it stands with; `id` is what the document calls it by."""

    __slots__ = ("_dates", "_names", "_texts", "id", "key", "language", "raw", "type")

    def __init__(self, raw: Mapping[str, Any], key: str | None = None) -> None:
        # What is no object at all holds nothing.
        self.raw = raw = with_variables_of_note(raw) if isinstance(raw, Mapping) else {}
        self._texts: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date | None] = {}
        self.id = text_of_value(raw.get("id"))
        self.key = self.id if key is None else key
        self.type = self.text("type") or "document"
        self.language = self.text("language")

    def text(self, variable: str) -> str:
        """The text of a variable, numbers as text; empty where there is none."""
        known = self._texts.get(variable)
        if known is not None:
            return known
        if variable not in self.raw and variable not in _DERIVED:
            return ""  # of most variables an item has none: these are not worth a place each
        known = self._texts[variable] = self._read_text(variable)
        return known

    def _read_text(self, variable: str) -> str:
        text = text_of_value(self.raw.get(variable))
        for other in _OTHER_NAMES.get(variable, ()):
            text = text or text_of_value(self.raw.get(other))
        if not text and variable == "citation-label":
            return make_label(self)
        if not text and variable == "page-first":
            return re.split(r"[\s,&–-]", self.text("page").replace("\\-", "-"), maxsplit=1)[0]
        return text

    def names(self, variable: str) -> "tuple[Name, ...]":
        """The names of a variable, in order."""
        known = self._names.get(variable)
        if known is not None:
            return known
        if variable not in self.raw:
            return ()
        known = self._names[variable] = read_names(self.raw[variable])
        return known

    def date(self, variable: str) -> Date | None:
        """The date of a variable."""
        if variable in self._dates:
            return self._dates[variable]
        if variable not in self.raw:
            return None
        date = self._dates[variable] = read_date(self.raw[variable])
        return date

    def has(self, variable: str) -> bool:
        """Whether the item holds anything under a variable of whatever kind."""
        if variable not in self.raw and variable not in _DERIVED:
            return False
        if variable in NAME_VARIABLES:
            return bool(self.names(variable))
        if variable in DATE_VARIABLES:
            return self.date(variable) is not None
        return bool(self.text(variable))
