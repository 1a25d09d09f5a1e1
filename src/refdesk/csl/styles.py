"""Read the XML of a CSL style safely.

In: the XML of an independent style, from anywhere. Out: its root element. Raises StyleError for what is no style or
cannot be printed with in bounded time.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

NAMESPACE = "http://purl.org/net/xbiblio/csl"
MAX_BYTES = 2_000_000
MAX_ELEMENTS = 200_000
"""How many elements a style may print for one item, at worst; of the catalogue the Chicago styles have most, 26,000."""
MAX_DEPTH = 100
"""How deep the calls of macros and the elements may be nested, all told; the deepest of the catalogue has 73."""


class StyleError(ValueError):
    """The XML is no CSL style that can be printed with; the message says why."""


def parse_style(xml: str | bytes) -> etree._Element:
    """The root of a style, read without entities, network or unbounded memory. Raises StyleError."""
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
        raise StyleError("a document type declaration, which no CSL style needs")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        return etree.fromstring(_undeclared(source) if isinstance(xml, str) else source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StyleError(f"no well-formed XML: {error}") from None


def _undeclared(source: bytes) -> bytes:
    """The source without an XML declaration, since the encoding it names was true of the bytes once, not of ours."""
    source = source.removeprefix(b"\xef\xbb\xbf").lstrip()
    return source[source.index(b"?>") + 2 :] if source.startswith(b"<?xml") and b"?>" in source else source


def printable_style(xml: str | bytes) -> etree._Element:
    """The root of an independent style whose macros end. Raises StyleError."""
    root = parse_style(xml)
    if root.find(_name("citation")) is None and root.find(_name("bibliography")) is None:
        raise StyleError("no <citation>: a dependent style must be given as its parent")
    _check_size(root)
    return root


def _check_size(root: etree._Element) -> None:
    """Raise StyleError where macros call themselves, or grow too large or too deep when written out."""
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(_name("macro"))}
    sizes: dict[str, tuple[int, int]] = {}
    open_macros: set[str] = set()
    waiting = [(name, False) for name in macros]
    while waiting:
        name, visited = waiting.pop()
        called = [each for each in _called(macros[name]) if each in macros]
        if visited:
            sizes[name] = _size(macros[name], sizes)
            open_macros.discard(name)
        elif name not in sizes:
            _check_calls(called, open_macros | {name})
            open_macros.add(name)
            waiting.append((name, True))
            waiting.extend((each, False) for each in called if each not in sizes)
    _size(root, sizes)


def _size(xml: etree._Element, macros: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """How many elements `xml` may print with its macros written out, and how deep they lie. Raises StyleError.

    Of the branches of a cs:choose one prints.
    """
    sizes = [_size(child, macros) for child in xml.iterchildren(etree.Element)]
    counts = [count for count, _ in sizes]
    elements = 1 + (max(counts, default=0) if xml.tag == _name("choose") else sum(counts))
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


def _called(element: etree._Element) -> list[str]:
    return [each.get("macro", "") for each in element.iter(_name("text"), _name("key")) if each.get("macro")]


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
