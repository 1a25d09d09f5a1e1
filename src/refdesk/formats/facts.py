"""What does an item of another program say? Its values, one by one → an Entry that keeps them all.

In: values under the fields of Work, under a label where Work has no field. Out: an Entry whose texts are free of
control characters. The first value of a field counts; a second one, and what has no field, goes to the note as
`label: value`, so that an import loses nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields as fields_of_class
from dataclasses import replace
from typing import Any

from refdesk.formats.biblatex_types import code_of_language
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Halves of surrogate pairs, and the two code points that XML forbids.
_NO_LETTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\r]+")
_BLANK_LINE = re.compile(r" ?\n ?(?:\n ?)+")
_LINE_END = re.compile(r"[\r\n]+")
_SPACES = re.compile(r"[ \t\r\n]+")
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
_BETWEEN_URLS = re.compile(r"[;,]?[ \n](?=[a-z]+://)|;(?=https?://)")
# Work's fields that hold one text each.
TEXT_FIELDS = tuple(field.name for field in fields_of_class(Work) if field.type == str | None)
NAME_FIELDS = tuple(field.name for field in fields_of_class(Work) if field.type == tuple[Name, ...])
DATE_FIELDS = tuple(field.name for field in fields_of_class(Work) if field.type == PartialDate | None)

# What of a Work, beyond what all reference managers know, only BibLaTeX and CSL have places for.
FURTHER_FIELDS = (
    *(field.name for field in fields_of_class(Work) if field.name in NAME_FIELDS[4:]),
    *TEXT_FIELDS[TEXT_FIELDS.index("note") + 1 :],
    *DATE_FIELDS[2:],
)


def tidy(text: str) -> str:
    """The text on one line a paragraph, without control characters; what is no letter at all becomes U+FFFD."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    paragraphs = (_SPACES.sub(" ", paragraph).strip(" ") for paragraph in _BLANK_LINE.split(squeezed(text)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def legible(text: str) -> str:
    """The text with its spaces as they are, fit for any format."""
    return _NO_LETTER.sub("\ufffd", _CONTROL.sub(" ", text))


def squeezed(text: str) -> str:
    """The text with one blank for a run of them; its line ends stay."""
    return _BLANKS.sub(" ", legible(text))


def bare_doi(text: str) -> str:
    """The DOI without the address or the word before it."""
    return _DOI_ADDRESS.sub("", text.strip())


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses that one value holds, parted by spaces, commas or semicolons before a scheme."""
    return tuple(address for part in _BETWEEN_URLS.split(squeezed(text)) if (address := part.strip()))


class Facts:
    """The facts of one item while it is read."""

    def __init__(self) -> None:
        self._found: dict[str, Any] = {}
        self._many: dict[str, list[Any]] = {}
        # Dictionaries, for sets that keep their order.
        self._notes: dict[str, None] = {}
        self._beside: dict[str, None] = {}
        self._keywords: list[str] = []
        self._files: list[str] = []

    def put(self, field: str, value: Any, label: str = "") -> None:
        """Give `field` its value; where it has another one, the value goes to the note under `label`."""
        value = tidy(value) if isinstance(value, str) else value
        if not value:
            return
        if field == "language":
            value = code_of_language(value)
        if self._found.setdefault(field, value) != value:
            self.beside(label or field.replace("_", " "), str(value))

    def has(self, field: str) -> bool:
        """Whether `field` has its value."""
        return field in self._found

    def add(self, field: str, values: Iterable[Any]) -> None:
        """Add names or addresses to those that `field` has."""
        tidied = (tidy(value) if isinstance(value, str) else value for value in values)
        self._many.setdefault(field, []).extend(value for value in tidied if value)

    def beside(self, label: str, value: str) -> None:
        """Note what Work has no field for."""
        said = f"{tidy(label)}: {tidy(value)}"
        if tidy(value):
            self._beside[said] = None

    def note(self, text: str) -> None:
        """Add a note, which the source calls so itself; what the title or the DOI says already is none."""
        said = tidy(text)
        known = {self._found.get("title"), self._found.get("doi")}
        if said and said not in known and bare_doi(said) not in known:
            self._notes[said] = None

    def keywords(self, words: Iterable[str]) -> None:
        """Add keywords."""
        self._keywords += [word for raw in words if (word := tidy(raw))]

    def files(self, paths: Iterable[str]) -> None:
        """Add the paths of documents."""
        self._files += [path for raw in paths if (path := _one_line(raw))]

    def entry(self, citekey: str, csl_type: str) -> Entry:
        """The entry that says all this."""
        beside = "; ".join(self._beside)
        note = "\n\n".join([*self._notes, *([beside] if beside else [])])
        many = {field: tuple(dict.fromkeys(values)) for field, values in self._many.items()}
        found = {**self._found, **many, "type": csl_type} | ({"note": note} if note else {})
        return Entry(
            citekey=tidy(citekey),
            work=Work(**found),
            keywords=tuple(dict.fromkeys(self._keywords)),
            files=tuple(dict.fromkeys(self._files)),
        )


def with_further_in_note(entry: Entry, fields: Sequence[str] = FURTHER_FIELDS) -> Entry:
    """The entry with these fields told in its note, for formats that have no place for them."""
    facts = Facts()
    for field in fields:
        value = getattr(entry.work, field)
        if isinstance(value, tuple):
            value = "; ".join(name.display for name in value)
        facts.beside(field.replace("_", " "), value.edtf if isinstance(value, PartialDate) else value or "")
    beside = facts.entry("", entry.work.type).work.note
    if beside is None:
        return entry
    note = "\n\n".join([*([entry.work.note] if entry.work.note else []), beside])
    nothing = {field: () if field in NAME_FIELDS else None for field in fields}
    return replace(entry, work=replace(entry.work, note=note, **nothing))  # type: ignore[arg-type] # Work's own fields


def tidy_entry(entry: Entry) -> Entry:
    """The entry with every text tidied; in paths the spaces stay as they are."""
    work = entry.work
    texts: dict[str, Any] = {name: tidy(value) or None for name in TEXT_FIELDS if (value := getattr(work, name))}
    names: dict[str, Any] = {
        name: tuple(clean for raw in getattr(work, name) if (clean := _tidy_name(raw)) != Name())
        for name in NAME_FIELDS
    }
    return replace(
        entry,
        citekey=tidy(entry.citekey),
        work=replace(work, **texts, **names, urls=_each(tidy, work.urls)),
        keywords=_each(tidy, entry.keywords),
        files=_each(_one_line, entry.files),
        aliases=_each(tidy, entry.aliases),
        cited_by=_each(tidy, entry.cited_by),
    )


def _each(clean: Callable[[str], str], values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for raw in values if (value := clean(raw))))


def _one_line(path: str) -> str:
    return _LINE_END.sub(" ", legible(path)).strip()


def _tidy_name(name: Name) -> Name:
    return Name(tidy(name.family), tidy(name.given), tidy(name.particle), tidy(name.suffix), tidy(name.literal))


def lost_facts(entry: Entry, back: Entry) -> list[str]:
    """The fields of `entry` that `back`, read from what was written of it, says otherwise or not at all.

    A name that prints the same is the same.
    """
    one, other = entry.work, back.work
    names = ("type", *NAME_FIELDS, *TEXT_FIELDS, *DATE_FIELDS, "urls")
    lost = [name for name in dict.fromkeys(names) if _compared(getattr(one, name)) != _compared(getattr(other, name))]
    lost += ["keywords"] if _compared(entry.keywords) != _compared(back.keywords) else []
    return lost + (["files"] if entry.files != back.files else [])


def _compared(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_compared(item) for item in value)
    return (value.label, value.display) if isinstance(value, Name) else value
