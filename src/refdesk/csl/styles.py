"""Read the XML of a CSL style safely.

In: the XML of an independent style, from anywhere. Out: its root element. Raises StyleError for what is no style or
cannot be printed with in bounded time.
"""

import re
import sys
from collections.abc import Iterable, Mapping

from lxml import etree

from refdesk.csl.values import UNPRINTABLE

NAMESPACE = "http://purl.org/net/xbiblio/csl"
PREFIX = f"{{{NAMESPACE}}}"
"""What stands before the name of every element of CSL, as lxml writes it."""
MAX_BYTES = 2_000_000
MAX_ELEMENTS = 12_000
"""How many elements a style may print for one item, at worst; of the catalogue the Chicago styles have most, 5,000."""
MAX_DEPTH = 100
"""How deep the calls of macros and the elements may be nested, all told; the deepest of the catalogue has 73."""
LONGEST_TEXT = 2_000
"""How many characters an attribute or term may have; the longest of the catalogue are lists of types, with 346."""
_ATTRIBUTES_OF_ONE_ELEMENT = 500
"""An element with more characters in its attributes, which may be long lists, counts as several."""
_BRANCHES_OF_ONE_ELEMENT = 10
"""So many conditions take as long as one element that prints."""
_LINE_END = re.compile("\r\n?")
_REFERENCE = re.compile("&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")


_DECLARED = "a document type declaration, which no CSL style needs"


class StyleError(ValueError):
    """The XML is no CSL style that can be printed with; the message says why.

    `parent` is the address of the style that prints for a dependent style, as that one names it; empty for others.
    """

    def __init__(self, message: str, parent: str = "") -> None:
        super().__init__(message)
        self.parent = parent


def parse_style(xml: str | bytes) -> etree._Element:
    """The root of a style, read without entities, network or unbounded memory. Raises StyleError."""
    if not xml.strip():
        raise StyleError("an empty text in the place of a style")
    if isinstance(xml, str) and "<" not in xml:
        raise StyleError(f"{xml[:60]!r} is no style: give its XML, the content of its .csl file")
    root = parse_xml(xml)
    if root.tag != _name("style"):
        raise StyleError("no CSL style: its first element is not <style> of the CSL namespace")
    return root


def parse_xml(xml: str | bytes) -> etree._Element:
    """The root of any XML, read without entities, network or unbounded memory. Raises StyleError."""
    source = xml.encode("utf-8", "replace") if isinstance(xml, str) else xml
    if len(source) > MAX_BYTES:
        raise StyleError(f"a style of more than {MAX_BYTES // 1_000_000} MB")
    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:
        raise StyleError(_DECLARED)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(_undeclared(source) if isinstance(xml, str) else source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StyleError(f"no well-formed XML: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from a search for bytes
        raise StyleError(_DECLARED)
    return root


def _undeclared(source: bytes) -> bytes:
    """The source without an XML declaration, since the encoding it names was true of the bytes once, not of ours."""
    source = source.removeprefix(b"\xef\xbb\xbf").lstrip()
    return source[source.index(b"?>") + 2 :] if source.startswith(b"<?xml") and b"?>" in source else source


def printable_style(xml: str | bytes) -> etree._Element:
    """The root of an independent style whose macros end, and whose texts can be printed. Raises StyleError."""
    root = parse_style(xml)
    _clean_texts(root)
    if root.find(_name("citation")) is None and root.find(_name("bibliography")) is None:
        raise _unprintable(root)
    _check_size(root)
    return root


def _unprintable(root: etree._Element) -> StyleError:
    """What is wrong with a style that has neither citations nor a bibliography."""
    links = (link for link in root.iter(_name("link")) if link.get("rel") == "independent-parent")
    parent = next((link.get("href", "") for link in links), "")
    if not parent:
        return StyleError("neither <citation> nor <bibliography>: the style prints nothing")
    return StyleError(f"a style that depends on {parent[:200]}: print with that style's XML", parent)


def _clean_texts(root: etree._Element) -> None:
    """Take control characters out of attributes and terms, but for line breaks and tabs. Raises StyleError.

    They come as character references, which XML allows. References that were escaped twice ("&amp;#160;", as some
    twenty styles of the catalogue have them) are read too.
    """
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            text = str(value)
            if (printable := _printable(_dereferenced(text))) is not text:
                element.set(name, printable)
    for term in root.iter(_name("term")):
        _printable("".join(map(str, term.itertext())))
        for part in term.iter(etree.Element):
            part.text, part.tail = _printable(part.text or ""), _printable(part.tail or "")


def _dereferenced(text: str) -> str:
    return _REFERENCE.sub(_referred, text) if "&#" in text else text


def _referred(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if code <= sys.maxunicode else reference[0]


def _printable(text: str) -> str:
    if text.isprintable() and len(text) <= LONGEST_TEXT:
        return text
    if len(text) > LONGEST_TEXT:
        raise StyleError(f"an attribute or a term of more than {LONGEST_TEXT:,} characters")
    return UNPRINTABLE.sub("", _LINE_END.sub("\n", text))


def _check_size(root: etree._Element) -> None:
    """Raise StyleError where macros call themselves, or grow too large or too deep when written out."""
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(_name("macro"))}
    calls = {name: [each for each in _called(macro) if each in macros] for name, macro in macros.items()}
    sizes: dict[str, tuple[int, int]] = {}
    open_macros: set[str] = set()
    waiting = [(name, False) for name in macros]
    while waiting:
        name, visited = waiting.pop()
        if visited:
            sizes[name] = _size(macros[name], sizes)
            open_macros.discard(name)
        elif name not in sizes:
            open_macros.add(name)
            _check_calls(calls[name], open_macros)
            waiting.append((name, True))
            waiting.extend((each, False) for each in calls[name] if each not in sizes)
    for area in root.iterchildren(_name("citation"), _name("bibliography")):
        _size(area, sizes)


def _size(xml: etree._Element, macros: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """How many elements `xml` may print with its macros written out, and how deep they lie. Raises StyleError.

    Of the branches of a cs:choose one prints, though all may be asked.
    """
    sizes = [_size(child, macros) for child in xml.iterchildren(etree.Element)]
    counts = [count for count, _ in sizes]
    elements = 1 + sum(map(len, xml.attrib.values())) // _ATTRIBUTES_OF_ONE_ELEMENT
    if xml.tag == _name("choose"):
        elements += max(counts, default=0) + len(counts) // _BRANCHES_OF_ONE_ELEMENT
    else:
        elements += sum(counts)
    depth = max((inner for _, inner in sizes), default=0)
    own = macros.get(xml.get("macro", "")) if xml.tag in {_name("text"), _name("key")} else None
    if own is not None:
        elements, depth = elements + own[0], max(depth, own[1])
    if elements > MAX_ELEMENTS or depth >= MAX_DEPTH:
        raise StyleError("macros that grow beyond all bounds")
    return elements, depth + 1


def _check_calls(called: Iterable[str], open_macros: set[str]) -> None:
    for name in called:
        if name in open_macros:
            raise StyleError(f"macro {name[:80]!r}, which calls itself")


def _called(element: etree._Element) -> Iterable[str]:
    """The macros that an element calls, each once."""
    calls = (each.get("macro", "") for each in element.iter(_name("text"), _name("key")) if each.get("macro"))
    return dict.fromkeys(calls)


def _name(tag: str) -> str:
    return f"{PREFIX}{tag}"
