"""How is a work written in EndNote's XML? Bytes ↔ records of EndNote's family.

In: `<records>` of `<record>`s, in which each value may be cut into `<style>`s (fonts and sizes, which are dropped).
Out: an entry for each. What EndNote keeps for itself (record numbers, the path of its database, dates of change) is
no fact about the work and is not read. Back: XML that EndNote and Zotero read.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from refdesk.formats.endnote_kinds import BY_NAME, BY_NUMBER, BY_RIS, Kind
from refdesk.formats.endnote_roles import Record, as_records, entry_of, kind_named
from refdesk.formats.endnote_tagged import joined_pages
from refdesk.formats.exchanged import Imported
from refdesk.formats.xml_items import read_items
from refdesk.model.library import Entry

if TYPE_CHECKING:
    from lxml.etree import _Element

# Path under <record> → RIS's tag for the same role.
_ROLES = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "TA",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "titles/short-title": "ST",
    "titles/translated-title": "TT",
    "periodical/full-title": "T2",
    "periodical/abbr-1": "J2",
    "periodical/abbr-2": "J2",
    "periodical/abbr-3": "J2",
    "alt-periodical/full-title": "J2",
    "alt-periodical/abbr-1": "J2",
    "pages": "SP",
    "volume": "VL",
    "number": "M1",
    "issue": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "reprint-edition": "RP",
    "reprint-status": "RP",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "orig-pub": "OP",
    "isbn": "SN",
    "accession-num": "AN",
    "call-num": "CN",
    "report-id": "M1",
    "electronic-resource-num": "DO",
    "abstract": "AB",
    "label": "LB",
    "caption": "CA",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "reviewed-item": "RI",
    "auth-address": "AD",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "urls/pdf-urls/url": "L1",
    "urls/text-urls/url": "L2",
    "urls/image-urls/url": "L4",
    "access-date": "Y2",
    "custom1": "C1",
    "custom2": "C2",
    "custom3": "C3",
    "custom4": "C4",
    "custom5": "C5",
    "custom6": "C6",
    "custom7": "C7",
}
_PATHS = {role: path for path, role in reversed(_ROLES.items())} | {"ID": "label"}
_BOOKKEEPING = {"database", "source-app", "rec-number", "foreign-keys", "modified-date", "added-date", "ref-type"}
_JOURNAL_KINDS = {"JOUR", "MGZN", "NEWS", "EJOUR"}


def read_endnote_xml(data: bytes) -> Imported:
    """Every record of the file."""
    return read_items(data, "record", _entry)


def _entry(element: "_Element") -> Entry:
    kind, said_type = _kind(element)
    values = tuple((role, text) for child in element for role, text in _values(child, str(child.tag)))
    # The journal stands twice where the second title is given too; a value that comes again says nothing new.
    return entry_of(Record(kind, tuple(dict.fromkeys(values)), said_type))


def _kind(element: "_Element") -> tuple[Kind, str]:
    """The type by its name, which other programs get right, else by its number."""
    said = element.find("ref-type")
    name, number = (said.get("name", ""), (said.text or "").strip()) if said is not None else ("", "")
    if name.lower() not in BY_NAME and number in BY_NUMBER:
        return BY_NUMBER[number], ""
    return kind_named(name.lower(), BY_NAME) if name else (BY_RIS["GEN"], "")


def _values(element: "_Element", path: str) -> Iterator[tuple[str, str]]:
    """The values in an element that stands at `path`; what it holds besides styles are elements of their own."""
    if path in _BOOKKEEPING:
        return
    inner = [child for child in element if isinstance(child.tag, str) and child.tag != "style"]
    for child in inner:
        yield from _values(child, f"{path}/{child.tag}")
    text = "" if inner else "".join(map(str, element.itertext())).replace("\r", "\n")
    if text.strip():
        yield _ROLES.get(path, path.rpartition("/")[2]), text


def write_endnote_xml(entries: Iterable[Entry]) -> str:
    """The entries as EndNote's XML."""
    from lxml import etree

    root = etree.Element("xml")
    records = etree.SubElement(root, "records")
    for record in as_records(entries, in_ris=False):
        _write(record, etree.SubElement(records, "record"))
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _write(record: Record, element: "_Element") -> None:
    from lxml import etree

    etree.SubElement(element, "ref-type", name=record.kind.name).text = record.kind.number
    is_journal = record.kind.ris in _JOURNAL_KINDS
    for role, value in joined_pages(record.values):
        if role in _PATHS:
            _put(element, "number" if role == "IS" and is_journal else _PATHS[role], value)
        if role == "T2" and is_journal:
            _put(element, "periodical/full-title", value)


def _put(element: "_Element", path: str, value: str) -> None:
    """Write a value at `path`, in the last of each element on the way."""
    from lxml import etree

    *way, leaf = path.split("/")
    for name in way:
        known = element.find(name)
        element = etree.SubElement(element, name) if known is None else known
    etree.SubElement(element, leaf).text = value
