"""What will one entry say that takes the place of several?

In: the blocks of the entries, the one that stays first, and whose value a person takes for which field. Out: a
MergePlan: for each field what each entry says, which value stands and why. Nothing is written here.

A field that only one entry has is taken over. Where two say the same in different spelling, the first one's text
stands. Lists (addresses, files, keywords, aliases, who cites it) and private notes are united. All else is a conflict:
the first entry's value stands unless another is taken, and a stub's label gives way to a description.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from refdesk.desk.writing import ListText, list_text
from refdesk.formats.bibfile import BibEntry
from refdesk.formats.biblatex import entry_of
from refdesk.formats.biblatex_names import names_of
from refdesk.formats.latex_text import text_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import ATTRIBUTED, STUB, Entry
from refdesk.parsing.addresses import same_page_form
from refdesk.resolving.bibliographic_facts import isbns_in

Kind = Literal["same", "only", "conflict", "united"]

ENTRY_TYPE = "entrytype"
"""The name under which the type of an entry (@article) is chosen."""

# What says one thing together, or under two names (biblatex manual 2.2.5 and 2.3.8).
_SLOTS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "year", "month", "day", "endyear"),
    "urldate": ("urldate", "urlyear", "urlmonth", "urlday"),
    "title": ("title", "subtitle", "titleaddon"),
    "booktitle": ("booktitle", "booksubtitle", "booktitleaddon"),
    "journaltitle": ("journaltitle", "journal", "journalsubtitle"),
    "location": ("location", "address"),
    "institution": ("institution", "school"),
    "url": ("url", "alturl"),
    "eprint": ("eprint", "eprinttype", "archiveprefix", "eprintclass", "primaryclass"),
}
_SLOT_OF = {name: slot for slot, names in _SLOTS.items() for name in names}
SYNONYMS = {"journal": "journaltitle", "address": "location", "school": "institution", "archiveprefix": "eprinttype"}
SYNONYMS |= {other: name for name, other in SYNONYMS.items()} | {"primaryclass": "eprintclass"}
_NAMES = frozenset(("author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "afterword"))
_LISTS = ("keywords", "ids", "related", "groups", "mentionedin")
_NOTES = ("annotation", "annote", "comment", "review")
"""What people write for themselves; the text of both is kept, for it is not printed."""
UNITED = frozenset(("url", "citedby", "file", *_LISTS, *_NOTES))
_INHERITING = ("crossref", "xdata")
_NUMBERS = re.compile(r"[\d/-]+")
_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = frozenset((*_MONTH_NAMES, *(name[:3] for name in _MONTH_NAMES), "sept"))
_ONLY_ISBNS = re.compile(r"(?i)[\dX\s,;/-]*(?:ISBN:?\s*)?[\dX\s,;/-]+")
_BEFORE_DOI = re.compile(r"(?i)\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
_FILE = re.compile(r"(?:[^;\\]|\\.)+")
# refdesk's own words for what the documents do not tell; a description tells it.
_LABEL_ONLY = frozenset((STUB, ATTRIBUTED))


@dataclass(frozen=True, slots=True)
class Choice:
    """One field: what each entry says (its text in the file, by citekey), and which entry's text stands.

    `taken` is the key of an entry; empty where the values are united, or where `typed` was typed by a person. `result`
    are the fields as they are to stand in the entry.
    """

    name: str
    kind: Kind
    values: Mapping[str, str]
    taken: str
    result: Mapping[str, "Text"]

    @property
    def not_taken(self) -> Iterator[tuple[str, str]]:
        """Key and value of what a conflict leaves out."""
        if self.kind == "conflict":
            yield from ((key, value) for key, value in self.values.items() if key != self.taken)


@dataclass(frozen=True, slots=True)
class Text:
    """A value for the file: its text without delimiters, or as it stands: macros, numbers, parts joined by `#`."""

    value: str
    is_expression: bool = False


@dataclass(frozen=True, slots=True)
class MergePlan:
    """`kept` stays and takes over `others`; `lost` names what of the others has no place in a field (comments)."""

    kept: str
    others: tuple[str, ...]
    entry_type: str
    choices: tuple[Choice, ...]
    lost: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Choice, ...]:
        """The fields of which the entries say different things."""
        return tuple(choice for choice in self.choices if choice.kind == "conflict")


@dataclass(frozen=True)
class Wishes:
    """What a person wants: fields whose value comes from another entry, and values typed anew (as in the file)."""

    taken: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """An entry to be merged: its block, what it means, and its fields by slots."""

    block: BibEntry
    entry: Entry
    slots: Mapping[str, Mapping[str, Text]]

    @property
    def key(self) -> str:
        return self.block.key


def plan(blocks: Sequence[BibEntry], wishes: Wishes) -> MergePlan:
    """The plan to merge `blocks` into the first of them.

    Raises RefdeskError where they cannot be one: an entry inherits from another, or holds text that cannot be read;
    and for a wish that names a field or an entry that is not there.
    """
    candidates = tuple(_Candidate(block, entry_of(block), _slots_of(block)) for block in blocks)
    keys = tuple(candidate.key for candidate in candidates)
    for candidate in candidates:
        _refuse_inheriting(candidate, keys)
    _refuse_unreadable(candidates[1:])
    names = dict.fromkeys([ENTRY_TYPE, *(name for candidate in candidates for name in candidate.slots)])
    _refuse_wishes(wishes, names, keys)
    choices = tuple(_choice(name, candidates, wishes) for name in names)
    return MergePlan(
        kept=keys[0],
        others=keys[1:],
        entry_type=choices[0].result[ENTRY_TYPE].value,
        choices=choices,
        lost=tuple(line for candidate in candidates[1:] for line in _homeless(candidate.block)),
    )


def names_in(slot: str) -> tuple[str, ...]:
    """The fields that say together what the slot says."""
    return _SLOTS.get(slot, (slot,))


def _slots_of(block: BibEntry) -> dict[str, dict[str, Text]]:
    """The fields of a block by what they say together."""
    slots: dict[str, dict[str, Text]] = {}
    for name in block.fields:
        slots.setdefault(_SLOT_OF.get(name, name), {})[name] = _text_in(block, name)
    return slots


def _text_in(block: BibEntry, name: str) -> Text:
    place = next(known for known in block.anatomy.fields if known.name == name)
    is_expression = len(place.pieces) > 1 or place.pieces[0].kind in {"macro", "number"}
    return Text(block.fields[name], is_expression)


def _refuse_inheriting(candidate: _Candidate, keys: Sequence[str]) -> None:
    for name in _INHERITING:
        if parents := set(list_text(candidate.block.fields.get(name, "")).items) & set(keys):
            raise RefdeskError(
                f"{candidate.key} inherits from {min(parents)} by its {name}, so the two are not one work",
                remedy=f"remove the field first: refdesk edit {candidate.key} --unset {name}",
            )


def _refuse_unreadable(candidates: Sequence[_Candidate]) -> None:
    for candidate in candidates:
        if candidate.block.anatomy.faults:
            raise RefdeskError(
                f"{candidate.key} would lose text: {candidate.block.anatomy.faults[0]}",
                where=f"line {candidate.block.line}",
                remedy="mend the entry first",
            )


def _refuse_wishes(wishes: Wishes, names: Mapping[str, None], keys: Sequence[str]) -> None:
    for name in (*wishes.taken, *wishes.typed):
        if name not in names:
            known = ", ".join(sorted(names))
            raise RefdeskError(
                f"none of the entries has the field {name!r}", where="--take", remedy=f"choose of {known}"
            )
    for name, key in wishes.taken.items():
        if key not in keys:
            raise RefdeskError(
                f"{key!r}, whose {name} is to be taken, is not merged",
                where="--take",
                remedy=f"choose of {', '.join(keys)}",
            )


def _homeless(block: BibEntry) -> Iterator[str]:
    """What stands in a block beside its fields: comments, and a field given once more."""
    seen: set[str] = set()
    place = block.anatomy.fields_start
    for known in block.anatomy.fields:
        if comment := block.block.raw[place : known.start].strip(" \t\r\n,"):
            yield f"{block.key}: the comment {comment!r} is not taken over"
        if known.name in seen:
            again = block.block.raw[known.value_start : known.value_end]
            yield f"{block.key}: a second {known.name}, {again}, is not taken over"
        seen.add(known.name)
        place = known.end
    if comment := block.block.raw[place : block.anatomy.close].strip(" \t\r\n,"):
        yield f"{block.key}: the comment {comment!r} is not taken over"


# -- field by field ----------------------------------------------------------------------------------------------------


def _choice(name: str, candidates: Sequence[_Candidate], wishes: Wishes) -> Choice:
    said: dict[_Candidate, Mapping[str, Text]]
    if name == ENTRY_TYPE:
        said = {candidate: {ENTRY_TYPE: Text(candidate.block.type)} for candidate in candidates}
    else:
        said = {candidate: candidate.slots[name] for candidate in candidates if name in candidate.slots}
    values = {candidate.key: _shown(name, fields) for candidate, fields in said.items()}
    if name in wishes.typed:
        return Choice(name, "conflict", values, "", {_main_name(said, name): Text(wishes.typed[name])})
    lead = next((candidate for candidate in said if candidate.key == wishes.taken.get(name)), None) or min(
        said, key=lambda candidate: candidate.entry.is_stub
    )
    if name in UNITED:
        return Choice(name, "united", values, "", _united(name, lead, [*said], candidates))
    kind: Kind = "only" if len(said) == 1 else "conflict"
    if len({_meaning(name, candidate) for candidate in said}) == 1 and len(said) > 1:
        kind, lead = "same", next(iter(said)) if name not in wishes.taken else lead
    return Choice(name, kind, values, lead.key, said[lead])


def _main_name(said: Mapping[_Candidate, Mapping[str, Text]], slot: str) -> str:
    """Under which name a typed value goes: the first one's own, where that has the slot."""
    return next(iter(next(iter(said.values()))), slot)


def _shown(slot: str, fields: Mapping[str, Text]) -> str:
    """The text of a slot for people; what is not its main field is named."""
    main = [name for name in fields if name == slot or SYNONYMS.get(name) == slot]
    parts = [fields[name].value for name in main]
    return ", ".join([*parts, *(f"{name} = {text.value}" for name, text in fields.items() if name not in main)])


def _meaning(slot: str, candidate: _Candidate) -> Any:
    """What a slot says, in whatever spelling."""
    values, work = candidate.block.values, candidate.entry.work
    texts = tuple(_plain(values[name]) for name in names_in(slot) if name in values)
    told: Any = texts
    match slot:
        case "entrytype":
            told = candidate.block.type
        case "date":
            told = (work.issued if _is_plain_date(values, "") else None) or texts
        case "urldate":
            told = (work.accessed if _is_plain_date(values, "url") else None) or texts
        case "isbn":
            told = frozenset(isbns_in(values[slot])) if _ONLY_ISBNS.fullmatch(values[slot]) else texts
        case "doi":
            told = _BEFORE_DOI.sub("", values[slot].strip()).casefold()
        case _ if slot in _NAMES and "=" not in values[slot]:
            told = names_of(values[slot])
    return told


def _is_plain_date(values: Mapping[str, str], before: str) -> bool:
    """Whether the fields of a date say no more than numbers and the name of a month: no "1999a" or "1999~"."""
    numbers = all(_NUMBERS.fullmatch(values.get(f"{before}{name}", "1").strip()) for name in ("date", "year", "day"))
    month = values.get(f"{before}month", "1").strip().casefold().rstrip(".")
    return numbers and f"{before}endyear" not in values and (month.isdecimal() or month in _MONTHS)


def _plain(value: str) -> str:
    return re.sub(r"\s*[-–—]+\s*", "-", " ".join(text_of(value).split()))


# -- what is united ----------------------------------------------------------------------------------------------------


def _united(
    name: str, lead: _Candidate, said: Sequence[_Candidate], candidates: Sequence[_Candidate]
) -> Mapping[str, Text]:
    """The fields that hold what all say; the text of `lead`, where nothing is added to it, stays as it is."""
    others = [candidate for candidate in said if candidate is not lead]
    if name == "url":
        return _addresses(lead, others)
    own = lead.slots[name][name]
    first = lead.block.values[name] if own.is_expression else own.value
    texts = [first, *(candidate.block.values[name] for candidate in others)]
    match name:
        case "citedby":
            citing = sorted({key for candidate in said for key in candidate.entry.cited_by})
            value = ", ".join(citing) if others else first
        case "file":
            value = _files(texts)
        case "keywords":
            value = _keywords(texts, candidates)
        case _ if name in _NOTES:
            value = "\n\n".join(
                dict.fromkeys([first, *(text.strip() for text in texts[1:] if text.strip() != first.strip())])
            )
        case _:
            value = _listed(texts)
    return {name: own if value == first else Text(value)}


def _addresses(lead: _Candidate, others: Sequence[_Candidate]) -> Mapping[str, Text]:
    """`url` as it stands, and in `alturl` each further address, those of one page once."""
    fields = dict(lead.slots["url"])
    known = {same_page_form(url) for url in lead.entry.work.urls}
    further = []
    for url in (url for candidate in others for url in candidate.entry.work.urls):
        if same_page_form(url) not in known:
            known.add(same_page_form(url))
            further.append(url)
    if further and "url" not in fields and not lead.entry.work.urls:
        fields["url"] = Text(further.pop(0))
    if further:
        present = [fields["alturl"].value] if "alturl" in fields else []
        fields["alturl"] = Text(" ".join([*present, *further]))
    return fields


def _files(texts: Sequence[str]) -> str:
    """The files of the first, as they stand, and those of the others."""
    entries = dict.fromkeys(entry.strip() for text in texts for entry in _FILE.findall(text) if entry.strip())
    known = {entry.strip() for entry in _FILE.findall(texts[0])}
    further = [entry for entry in entries if entry not in known]
    return ";".join([texts[0].rstrip().rstrip(";"), *further]) if further else texts[0]


def _listed(texts: Sequence[str]) -> str:
    """The list of the first, as it stands, with the items that the others have besides."""
    separators = [";" if ";" in text and "," not in text else "," for text in texts]
    united = list_text(texts[0], separators[0])
    for text, separator in zip(texts[1:], separators[1:], strict=True):
        for item in list_text(text, separator).items:
            if item not in united.items:
                united = united.with_item(item)
    return united.text


def _keywords(texts: Sequence[str], candidates: Sequence[_Candidate]) -> str:
    """All keywords, but for those that call the entry a mere label where one of the entries is a description."""
    united = _listed(texts)
    unfit = {word for word in _LABEL_ONLY if not all(word in candidate.entry.keywords for candidate in candidates)}
    words: ListText = list_text(united, ";" if ";" in united and "," not in united else ",")
    return words.without(lambda word: word in unfit).text if unfit & {*words.items} else united
