"""How is a work written in EndNote's tagged format (.enw, of old refer and BibIX)? Text ↔ records of EndNote's family.

In: text with a tag such as `%A ` before each value. A reference begins at %0, or behind a blank line where a program
leaves %0 out or writes it last. Out: an entry for each; and back: text that EndNote and Zotero read.
"""

import re
from collections.abc import Iterable, Iterator

from refdesk.formats.endnote_kinds import BY_NAME, BY_RIS, GENERIC, Kind
from refdesk.formats.endnote_roles import Record, as_records, entry_of, kind_named
from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.model.library import Entry

_LINE_END = re.compile(r"\r\n|\n|\r")
# EndNote itself forgets the space behind a few of its tags.
_TAGGED = re.compile(r"%([A-Za-z0-9@!?&*+<>=~^$#|\]])(?:[ \t](.*)|\Z)|%([(\[])(.*)")
# Tag → RIS's tag for the same role (EndNote's import filter for its own format).
_ROLES = {
    "A": "AU",
    "E": "A2",
    "Y": "A3",
    "?": "A4",
    "H": "TA",
    "T": "TI",
    "B": "T2",
    "J": "T2",
    "S": "T3",
    "!": "ST",
    "O": "J2",
    "Q": "TT",
    "D": "PY",
    "8": "DA",
    "[": "Y2",
    "I": "PB",
    "C": "CY",
    "V": "VL",
    "N": "M1",
    "P": "SP",
    "7": "ET",
    "&": "SE",
    "@": "SN",
    "R": "DO",
    "U": "UR",
    ">": "L1",
    "G": "LA",
    "9": "M3",
    "K": "KW",
    "X": "AB",
    "Z": "N1",
    "<": "RN",
    "F": "LB",
    "M": "AN",
    "L": "CN",
    "6": "NV",
    "+": "AD",
    "^": "CA",
    "(": "OP",
    ")": "RP",
    "*": "RI",
    "~": "DB",
    "W": "DP",
    "1": "C1",
    "2": "C2",
    "3": "C3",
    "4": "C4",
    "5": "C5",
    "$": "C6",
    "]": "C7",
}
_TAGS = {role: tag for tag, role in _ROLES.items()} | {"IS": "N", "T2": "B", "ID": "F"}
_JOURNAL_KINDS = {"JOUR", "MGZN", "NEWS", "EJOUR"}
Lines = list[tuple[str, list[str]]]


def read_enw(text: str) -> Imported:
    """Every reference of the text."""
    entries, left_out = [], []
    for line, tagged in _groups(text):
        if all(tag == "0" or not "".join(values).strip() for tag, values in tagged):
            left_out.append(LeftOut(f"line {line}", "the reference is empty"))
        else:
            entries.append(entry_of(_record(tagged)))
    return Imported(tuple(entries), tuple(left_out))


def _groups(text: str) -> Iterator[tuple[int, Lines]]:
    """The tagged lines of each reference, and the number of its first."""
    start, tagged, known, after_blank = 0, Lines(), set[str](), False
    for number, line in enumerate(_LINE_END.split(text), 1):
        match = _TAGGED.match(line)
        if match:
            tag = match[1] or match[3]
            if tagged and _begins(tag, known, after_blank=after_blank):
                yield start, tagged
                tagged, known = Lines(), set()
            known.add(tag)
            start = start if tagged else number
            tagged.append((tag, [(match[2] or match[4] or "").strip()]))
        elif tagged:
            tagged[-1][1].append(line.strip())
        after_blank = not line.strip()
    if tagged:
        yield start, tagged


def _begins(tag: str, known: set[str], *, after_blank: bool) -> bool:
    """Whether a reference begins at this tag, seen the tags of the one before and whether a blank line stands there."""
    if tag == "0":
        return "0" in known or after_blank
    return after_blank and tag in {"A", "T", "D", "B", "J"} and "T" in known


def _record(tagged: Lines) -> Record:
    named = next((" ".join(values).strip() for tag, values in tagged if tag == "0"), None)
    kind, said_type = (_guessed(tagged), "") if named is None else kind_named(named.lower(), BY_NAME)
    values = ((_ROLES.get(tag, f"%{tag}"), "\n".join(lines)) for tag, lines in tagged if tag != "0")
    return Record(kind, tuple((role, value) for role, value in values if value.strip()), said_type)


def _guessed(tagged: Lines) -> Kind:
    """The type of a reference without %0, as refer itself tells them apart."""
    tags = {tag for tag, _ in tagged}
    guesses = {"J": "JOUR", "B": "CHAP", "I": "BOOK"}
    return next((BY_RIS[kind] for tag, kind in guesses.items() if tag in tags), GENERIC)


def write_enw(entries: Iterable[Entry]) -> str:
    """The entries as EndNote's tagged text, a blank line between them."""
    return "\n".join(_written(record) for record in as_records(entries, in_ris=False))


def _written(record: Record) -> str:
    # A line that goes on begins with a space, so that it is never taken for a tag.
    lines = (
        f"%{_tag_of(role, record.kind.ris)} " + value.replace("\n\n", "\n\n ")
        for role, value in joined_pages(record.values)
        if role in _TAGS
    )
    return "\n".join([f"%0 {record.kind.name}", *lines, ""])


def _tag_of(role: str, kind: str) -> str:
    return "J" if role == "T2" and kind in _JOURNAL_KINDS else _TAGS[role]


def joined_pages(values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The values with first and last page in one."""
    last = next((value for role, value in values if role == "EP"), "")
    for role, value in values:
        if role != "EP":
            yield role, f"{value}-{last}" if role == "SP" and last else value
