"""How is a work written in RIS? Text ↔ records of EndNote's family.

In: text as any program writes it: continued lines, tags given twice, an ER that is missing, one space before the
hyphen. Out: for each TY an entry, and for lines that look like a record without its TY a LeftOut. rispy reads the
tags of each record alone, so that a broken one hides no other. Out again: RIS as EndNote and Zotero read it, one
value a line; a further paragraph stands behind a blank line.
"""

import re
from collections.abc import Iterable, Iterator

from refdesk.formats.endnote_kinds import BY_RIS
from refdesk.formats.endnote_roles import Record, as_records, entry_of, kind_named, ris_date
from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.model.library import Entry

_LINE_END = re.compile(r"\r\n|\n|\r")
_STRICT = re.compile(r"([A-Z][A-Z0-9])  -(.*)")
_LOOSE = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,2}-(?![^\s])(.*)")
_STRICT_TYPE = re.compile(r"^TY  -", re.MULTILINE)
# Web of Science closes a file with EF.
_ENDS = {"ER", "EF"}
_DATES = {"DA", "Y2"}
# rispy takes a value for one line; this sign, which no text holds, stands for the line ends in it.
_FOLD = "\x1f"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# rispy is asked for every tag under its own name, each with all its values.
_TAGS = [first + second for first in _LETTERS for second in f"{_LETTERS}0123456789"]
_MAPPING = {tag: tag for tag in (*_TAGS, "UK")}
Lines = list[tuple[str, list[str]]]


def read_ris(text: str) -> Imported:
    """Every reference of the text."""
    entries, left_out = [], []
    for line, tagged in _groups(text):
        if tagged[0][0] != "TY":
            left_out.append(LeftOut(f"line {line}", "these lines belong to no reference, for no TY stands before them"))
        elif len(tagged) == 1:
            left_out.append(LeftOut(f"line {line}", "the reference is empty"))
        else:
            entries.append(entry_of(_record(tagged)))
    return Imported(tuple(entries), tuple(left_out))


def _groups(text: str) -> Iterator[tuple[int, Lines]]:
    """The tagged lines of each reference, and the number of its first; it ends at ER or before the next TY."""
    pattern = _STRICT if _STRICT_TYPE.search(text) else _LOOSE
    start, tagged = 0, Lines()
    for number, line in enumerate(_LINE_END.split(text), 1):
        match = pattern.match(line)
        tag = match[1] if match else ""
        if tag in {"TY", *_ENDS} and tagged:
            yield start, tagged
            tagged = Lines()
        if match and tag not in _ENDS:
            start = start if tagged else number
            tagged.append((tag, [match[2].strip()]))
        elif not match and tagged:
            tagged[-1][1].append(line.strip())
    if tagged:
        yield start, tagged


def _record(tagged: Lines) -> Record:
    kind, said_type = kind_named(tagged[0][1][0].upper(), BY_RIS)
    return Record(kind, tuple(_values(tagged)), said_type)


def _values(tagged: Lines) -> Iterator[tuple[str, str]]:
    """The values of one reference under their tags, as rispy reads them."""
    import rispy

    lines = "\n".join(f"{tag}  - {_FOLD.join(value)}" for tag, value in tagged)
    (record,) = rispy.loads(f"{lines}\nER  - ", mapping=_MAPPING, list_tags=_TAGS, delimiter_tags_mapping={})
    for tag, values in record.items():
        if tag != "TY":
            yield from ((tag, value.replace(_FOLD, "\n")) for value in values if value.strip())


def write_ris(entries: Iterable[Entry]) -> str:
    """The entries as RIS, a blank line between them."""
    return "\n".join(_written(record) for record in as_records(entries, in_ris=True))


def _written(record: Record) -> str:
    values = ((tag, ris_date(value) if tag in _DATES else value) for tag, value in record.values)
    # A line that goes on begins with a space, so that it is never taken for a tag.
    lines = (f"{tag}  - " + value.replace("\n\n", "\n\n ") for tag, value in values)
    return "\n".join([f"TY  - {record.kind.ris}", *lines, "ER  - ", ""])
