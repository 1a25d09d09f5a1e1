"""What would citeproc-py print? A style and CSL-JSON items → references by the other Python processor, to compare.

In and out as for `refdesk.csl.format_bibliography`, as far as citeproc-py goes: it prints html and txt. Its
faults are left as they are (docs/csl.md counts them); only what would let data harm a document is done here: items go
in under keys of our own, with the variables and types it knows, without control characters and without markup, and
`<`, `>` and `&` go through it as signs that mean nothing to it. An item it fails at is said so in the warnings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any

from citeproc import LANGUAGE_NAMES, VARIABLES, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import html, plain
from citeproc.source import VariableError
from citeproc.source.json import CiteProcJSON
from lxml import etree

from refdesk.csl import Rendered
from refdesk.csl.items import Item
from refdesk.csl.styles import StyleError, printable_style
from refdesk.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES
from refdesk.model.errors import RefdeskError

if TYPE_CHECKING:
    from refdesk.csl.dates import Date
    from refdesk.csl.name_parts import Name

FORMATTERS: dict[str, ModuleType] = {"html": html, "txt": plain}
FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RuntimeError, TypeError, ValueError),
    VariableError,
)
"""What citeproc-py may raise over an item or a style: it has no error of its own."""

_KNOWN = sorted({name.replace("_", "-") for name in VARIABLES} - {"citation-number", "locator", "year-suffix"})
_IN = str.maketrans({"<": "\ue000", ">": "\ue001", "&": "\ue002", "\ue000": "", "\ue001": "", "\ue002": ""})
_OUT_HTML = str.maketrans({"\ue000": "&lt;", "\ue001": "&gt;", "\ue002": "&amp;"})
_OUT_TEXT = str.maketrans({"\ue000": "<", "\ue001": ">", "\ue002": "&"})
_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)\b[^<>]{0,99}>")


def print_with_citeproc_py(
    style_xml: str,
    items: Sequence[Mapping[str, Any]],
    text_format: str,
    locale: str | None = None,
) -> Rendered:
    """Print a bibliography with citeproc-py: one entry an item, in the order of the style; where it fails, it says so.

    Raises RefdeskError for another format, and for a style that citeproc-py cannot read.
    """
    bibliography = _bibliography(style_xml, items, _formatter(text_format), locale)
    remarks: list[str] = []
    try:
        bibliography.sort()
    except FAULTS as fault:
        remarks.append(f"in the order of the library: citeproc-py fails to sort ({type(fault).__name__})")
    order = tuple(int(cite.key[1:]) for cite in bibliography.items)
    entries = [_entry(bibliography, cite) for cite in bibliography.items]
    named = [(Item(items[place]).id, entry) for place, entry in zip(order, entries, strict=True)]
    remarks += [f"{name}: citeproc-py prints nothing of it" for name, entry in named if not entry]
    shown = [entry or f"[citeproc-py prints nothing of {_safe(name)}]" for name, entry in named]
    return Rendered(tuple(_readable(entry, text_format) for entry in shown), order, tuple(remarks))


def _formatter(text_format: str) -> ModuleType:
    if text_format not in FORMATTERS:
        raise RefdeskError(f"citeproc-py does not print {text_format}", remedy=f"one of: {', '.join(FORMATTERS)}")
    return FORMATTERS[text_format]


def _bibliography(style_xml: str, items: Sequence[Mapping[str, Any]], formatter: ModuleType, locale: str | None) -> Any:
    """citeproc-py's bibliography of the items, whose keys are their places."""
    keys = [f"i{place:06}" for place in range(len(items))]
    source = CiteProcJSON([_record(key, Item(item)) for key, item in zip(keys, items, strict=True)])
    bibliography = CitationStylesBibliography(_style(style_xml, locale), source, formatter)
    bibliography.register(Citation([CitationItem(key) for key in keys]))
    return bibliography


def _style(style_xml: str, locale: str | None) -> Any:
    """The style as citeproc-py reads it, with texts that mean nothing to a document. Raises RefdeskError."""
    try:
        root = printable_style(style_xml)
        for element in root.iter():
            for name in ("prefix", "suffix", "delimiter", "value"):
                if name in element.attrib:
                    element.set(name, element.get(name, "").translate(_IN))
            element.text = (element.text or "").translate(_IN)
        language = locale or root.get("default-locale")
        known = language if language in LANGUAGE_NAMES else "en-US"
        return CitationStylesStyle(BytesIO(etree.tostring(root)), locale=known, validate=False)
    except (StyleError, *FAULTS) as fault:
        raise RefdeskError(f"citeproc-py cannot use the style: {fault}", remedy="leave out --engine") from None


def _entry(bibliography: Any, cite: Any) -> str:
    """One entry, or nothing where citeproc-py fails."""
    try:
        return "".join(map(str, bibliography.style.render_bibliography([cite])))
    except FAULTS:
        return ""


def _readable(entry: str, text_format: str) -> str:
    """The entry with `<`, `>` and `&` as its format writes them."""
    return entry.translate(_OUT_HTML if text_format == "html" else _OUT_TEXT)


def _record(key: str, item: Item) -> dict[str, Any]:
    """The item as CSL-JSON that citeproc-py can read: variables and types that it knows, each of its right kind."""
    values = {name: value for name in _KNOWN if (value := _value(item, name))}
    return {"id": key, "type": item.type, **values}


def _value(item: Item, variable: str) -> Any:
    if variable in NAME_VARIABLES:
        return [_name(name) for name in item.names(variable) if not name.others]
    if variable in DATE_VARIABLES:
        date = item.date(variable)
        return dict(_date(date)) if date else None
    return _safe(item.text(variable))


def _name(name: "Name") -> dict[str, str]:
    parts = {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return {part: _safe(text) for part, text in parts.items() if text}


def _date(date: "Date") -> Iterator[tuple[str, Any]]:
    if date.literal:
        yield "literal", _safe(date.literal)
        return
    points = [date.start, *([date.end] if date.end else [])]
    yield "date-parts", [[*filter(None, (point.year, point.month, point.day))] for point in points if point.year]
    if date.start.season.isdecimal():
        yield "season", int(date.start.season)
    if date.circa:
        yield "circa", 1


def _safe(text: str) -> str:
    """The text without markup, with signs of our own for those that mean something to HTML."""
    return _MARKUP.sub("", text).translate(_IN)
