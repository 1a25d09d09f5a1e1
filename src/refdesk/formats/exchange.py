"""How is a work written in the formats of other programs? Bytes or text ↔ entries, by the name of a format.

In: the bytes of a file and the name of its format, or None to find out. Out: every item of it as an Entry under the
source's own key, or as a LeftOut with its place and reason: their counts add up to that of the source. In: entries.
Out: the text of a file, and a sentence for each entry some of whose facts that format cannot hold. These are not
foretold from a table: what was written is read again, and what came back otherwise is named.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from refdesk.formats.bib_files import read_bib, with_leftovers, write_biblatex
from refdesk.formats.bibfile import readable
from refdesk.formats.biblatex import further_fields
from refdesk.formats.classic_bibtex import write_bibtex
from refdesk.formats.csl_files import read_csl_json, read_jsonl, write_csl_json, write_jsonl
from refdesk.formats.csl_yaml import read_csl_yaml, write_csl_yaml
from refdesk.formats.endnote_tagged import read_enw, write_enw
from refdesk.formats.endnote_xml import read_endnote_xml, write_endnote_xml
from refdesk.formats.exchanged import Imported, LeftOut, Written
from refdesk.formats.facts import lost_facts, tidy_entry, with_further_in_note
from refdesk.formats.mods import read_mods, write_mods
from refdesk.formats.ris import read_ris, write_ris
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.work import Work

__all__ = ["READABLE", "WRITABLE", "Imported", "LeftOut", "Written", "read_works", "sniff", "write_works"]

READABLE = ("bibtex", "biblatex", "ris", "enw", "endnote-xml", "csl-json", "csl-yaml", "mods", "jsonl")
WRITABLE = READABLE
LARGEST = 512 * 1024 * 1024
"""The largest file that is read, in bytes."""

_ENDINGS = {
    ".bib": "biblatex",
    ".bibtex": "bibtex",
    ".biblatex": "biblatex",
    ".ris": "ris",
    ".enw": "enw",
    ".json": "csl-json",
    ".csljson": "csl-json",
    ".yaml": "csl-yaml",
    ".yml": "csl-yaml",
    ".mods": "mods",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_WITH_ALL_VARIABLES = {"biblatex", "csl-json", "csl-yaml", "jsonl"}
_HEAD = 65_536
_BIB_HEAD = re.compile(r"^[ \t]*@[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
_BIBLATEX_ONLY = re.compile(
    r"^[ \t]*(?:journaltitle|date|urldate|location|langid|eventtitle|entrysubtype|citedby)\s*="
    r"|^[ \t]*@(?:online|report|thesis)\b",
    re.MULTILINE | re.IGNORECASE,
)
_XML_ROOTS = {
    "mods": re.compile(r"<(?:[\w.-]+:)?mods(?:Collection)?[\s>]"),
    "endnote-xml": re.compile(r"<(?:records|record)[\s>]"),
}
_TAGGED_HEADS = {
    "ris": re.compile(r"^TY {1,2}-", re.MULTILINE),
    "enw": re.compile(r"\A\s*%[0A-Z] \S|^%0 +\S", re.MULTILINE),
}
_YAML_HEAD = re.compile(r"^references:|^(?:  )?- (?:id|type|title|author):", re.MULTILINE)


def read_works(data: bytes, format: str | None, where: str = "") -> Imported:  # noqa: A002 - the agreed name
    """The works in `data`, read as `format`, or as what `sniff` takes it for where that is None.

    `where` names the source in errors. Raises RefdeskError for an unknown format, a file beyond `LARGEST`, and one
    that is not of that format at all.
    """
    if len(data) > LARGEST:
        raise RefdeskError(f"is larger than {LARGEST // 1024**2} MB", where=where, remedy="split it into smaller files")
    known = _known(sniff(data, where) if format is None else format, data, where)
    try:
        return _tidied(_READERS[known](data))
    except RefdeskError as error:
        raise replace(error, where=error.where or where) from None


def _known(format_name: str | None, data: bytes, where: str) -> str:
    """The name of a format that can be read. Raises RefdeskError for any other."""
    if format_name is None:
        raise RefdeskError("is in no format that refdesk reads", where=where, remedy=f"--format {', '.join(READABLE)}")
    if format_name == "endnote":
        return "endnote-xml" if _text(data[:_HEAD]).lstrip().startswith("<") else "enw"
    if format_name not in READABLE:
        raise RefdeskError(f"unknown format {format_name!r}", remedy=f"one of {', '.join(READABLE)}")
    return format_name


def _tidied(read: Imported) -> Imported:
    return Imported(tuple(tidy_entry(entry) for entry in read.entries), read.left_out)


def _text(data: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16 with its mark; bytes that are neither are read as Windows-1252."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return readable(data.decode("utf-8", "surrogateescape")).removeprefix("\ufeff")


def write_works(
    entries: Iterable[Entry],
    format: str,  # noqa: A002 - the agreed name
    beside: Iterable[Mapping[str, str]] = (),
) -> Written:
    """The entries as one file of `format`, and which of their facts that file does not hold.

    `beside` are for each entry the BibLaTeX fields that a library file has beyond it: `bibtex` has them as fields, all
    other formats in the note. So it is with what only BibLaTeX and CSL have places for. Raises RefdeskError for an
    unknown format.
    """
    known = {"endnote": "enw"}.get(format, format)
    if known not in WRITABLE:
        raise RefdeskError(f"unknown format {format!r}", remedy=f"one of {', '.join((*WRITABLE, 'endnote'))}")
    tidied = [tidy_entry(entry) for entry in entries]
    more = tuple(beside) or ({},) * len(tidied)
    if known == "bibtex":
        further = [further_fields(entry) for entry in tidied]
        tidied = [with_further_in_note(entry, beside) for entry, (_, beside) in zip(tidied, further, strict=True)]
        return write_bibtex(tidied, [fields | {**own} for (fields, _), own in zip(further, more, strict=True)])
    tidied = [with_leftovers(entry, fields) for entry, fields in zip(tidied, more, strict=True)]
    if known not in _WITH_ALL_VARIABLES:
        tidied = [with_further_in_note(entry) for entry in tidied]
    text = _WRITERS[known](tidied)
    backs = _read_back(text, tidied, known)
    warnings = (_warning(entry, back, known) for entry, back in zip(tidied, backs, strict=True))
    return Written(text, tuple(warning for warning in warnings if warning))


def _read_back(text: str, entries: Sequence[Entry], format_name: str) -> Sequence[Entry]:
    """What is read from `text` for each of the entries that it was written from; an empty one is not read at all."""
    backs = read_works(text.encode(), format_name).entries
    if len(backs) == len(entries):
        return backs
    alone = (read_works(_WRITERS[format_name]([entry]).encode(), format_name).entries for entry in entries)
    return [
        read[0] if read else Entry(citekey="", work=Work(type=entry.work.type))
        for entry, read in zip(entries, alone, strict=True)
    ]


def _warning(entry: Entry, back: Entry, format_name: str) -> str:
    lost = ", ".join(name.replace("_", " ") for name in lost_facts(entry, back))
    return f"{entry.citekey or 'an entry without a key'}: {format_name} does not hold: {lost}" if lost else ""


def sniff(data: bytes, name: str = "") -> str | None:
    """The format that `data` is in, by its content, else by the ending of its name; None where neither tells.

    A .bib file without any field or type of BibLaTeX's own is `bibtex`.
    """
    head = _text(data[:_HEAD]).lstrip()
    by_content = _sniffed_json(head) if head[:1] in {"{", "["} else _sniffed_xml(head) if head[:1] == "<" else None
    return by_content or _sniffed_tags(head) or _by_name(name)


def _sniffed_xml(head: str) -> str | None:
    return next((name for name, root in _XML_ROOTS.items() if root.search(head)), None)


def _sniffed_json(head: str) -> str | None:
    """JSON Lines has a second object at the beginning of a line behind one that ends on its own."""
    if head.startswith("{") and re.match(r"\{.*\}[ \t]*\r?\n\s*\{", head):
        return "jsonl"
    return "csl-json" if re.match(r"[\[{]\s*(?:[\[{\"\]}]|\Z)", head) else None


def _sniffed_tags(head: str) -> str | None:
    tagged = next((name for name, tags in _TAGGED_HEADS.items() if tags.search(head)), None)
    if tagged:
        return tagged
    if _BIB_HEAD.search(head):
        return "biblatex" if _BIBLATEX_ONLY.search(head) else "bibtex"
    return "csl-yaml" if _YAML_HEAD.search(head) else None


def _by_name(name: str) -> str | None:
    return next((known for ending, known in _ENDINGS.items() if name.lower().endswith(ending)), None)


_READERS: Mapping[str, Callable[[bytes], Imported]] = {
    "bibtex": read_bib,
    "biblatex": read_bib,
    "ris": lambda data: read_ris(_text(data)),
    "enw": lambda data: read_enw(_text(data)),
    "endnote-xml": read_endnote_xml,
    "csl-json": lambda data: read_csl_json(_text(data)),
    "csl-yaml": lambda data: read_csl_yaml(_text(data)),
    "mods": read_mods,
    "jsonl": lambda data: read_jsonl(_text(data)),
}
_WRITERS: Mapping[str, Callable[[Sequence[Entry]], str]] = {
    "biblatex": write_biblatex,
    "ris": write_ris,
    "enw": write_enw,
    "endnote-xml": write_endnote_xml,
    "csl-json": write_csl_json,
    "csl-yaml": write_csl_yaml,
    "mods": write_mods,
    "jsonl": write_jsonl,
}
