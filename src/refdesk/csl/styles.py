"""Make a CSL style safe to load, and mend in it what citeproc-py would read wrongly.

In: the XML of an independent style, from anywhere. Out: XML that citeproc-py can be given, with the same meaning.
Raises StyleError for what is no style. Rules are those of the CSL 1.0.2 specification; each function below
names the one that citeproc-py 0.11.1 misses.
"""

from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache

from lxml import etree

NAMESPACE = "http://purl.org/net/xbiblio/csl"
MAX_BYTES = 2_000_000
MAX_ELEMENTS = 4_000_000
"""How many elements a style may hold once every macro is written out; chicago-in-text-full has 1.9 million."""

AMBIGUOUS = "refdesk-ambiguous"
"""The variable that a record has when its citation cannot be told from another's."""


class StyleError(ValueError):
    """The XML is no CSL style that can be printed with; the message says why."""


def parse_style(xml: str | bytes) -> etree._Element:
    """The root of a style, read without entities, network or unbounded memory. Raises StyleError."""
    source = xml.encode("utf-8", "replace") if isinstance(xml, str) else xml
    if len(source) > MAX_BYTES:
        raise StyleError(f"a style of more than {MAX_BYTES // 1_000_000} MB")
    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:
        raise StyleError("a document type declaration, which no CSL style needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(_undeclared(source) if isinstance(xml, str) else source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StyleError(f"no well-formed XML: {error}") from None
    if root.tag != _name("style"):
        raise StyleError("no CSL style: its first element is not <style> of the CSL namespace")
    return root


def _undeclared(source: bytes) -> bytes:
    """The source without an XML declaration, since the encoding it names was true of the bytes once, not of ours."""
    source = source.removeprefix(b"\xef\xbb\xbf").lstrip()
    return source[source.index(b"?>") + 2 :] if source.startswith(b"<?xml") and b"?>" in source else source


@lru_cache(maxsize=16)
def prepare_style(xml: str, locale: str | None = None) -> bytes:
    """The style as citeproc-py needs it, in UTF-8; `locale` takes the place of the style's own. Raises StyleError."""
    root = parse_style(xml)
    if root.find(_name("citation")) is None:
        raise StyleError("no <citation>: a dependent style must be given as its parent")
    _check_size(root)
    if locale:
        root.set("default-locale", locale)
    _give_names_their_shape(root)
    _ask_for_ambiguity(root)
    _part_second_field(root)
    return etree.tostring(root, encoding="utf-8")


def _check_size(root: etree._Element) -> None:
    """Raise StyleError where macros call themselves, are missing, or grow beyond all bounds when written out."""
    sizes: dict[str, int] = {}
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(_name("macro"))}
    waiting = [(name, False) for name in macros]
    open_macros: set[str] = set()
    while waiting:
        name, visited = waiting.pop()
        called = _called(macros[name])
        if visited:
            sizes[name] = sum(1 for _ in macros[name].iter()) + sum(sizes[each] for each in called)
            open_macros.discard(name)
            if sizes[name] > MAX_ELEMENTS:
                raise StyleError("macros that grow beyond all bounds")
        elif name not in sizes:
            _check_calls(called, macros, open_macros | {name})
            open_macros.add(name)
            waiting.append((name, True))
            waiting.extend((each, False) for each in called if each not in sizes)
    outside = (each for part in root.iterchildren() if part.tag != _name("macro") for each in _called(part))
    _check_calls(outside, macros, set())


def _check_calls(called: Iterable[str], macros: dict[str, etree._Element], open_macros: set[str]) -> None:
    for name in called:
        if name not in macros:
            raise StyleError(f"a call of macro {name[:80]!r}, which it does not have")
        if name in open_macros:
            raise StyleError(f"macro {name[:80]!r}, which calls itself")


def _called(element: etree._Element) -> list[str]:
    return [each.get("macro", "") for each in element.iter(_name("text"), _name("key")) if each.get("macro")]


def _give_names_their_shape(root: etree._Element) -> None:
    """Write out the shorthand `<names variable="editor"/>` of `<substitute>`, wherever in it the element stands.

    citeproc-py knows it only for direct children, so that an editor inside `<choose>` would be printed like no other.
    """
    for names in root.iter(_name("names")):
        shape = _enclosing_names(names)
        if shape is not None and not len(names):
            names.extend(deepcopy(child) for child in shape if child.tag != _name("substitute"))
        if names.find(_name("name")) is None:
            names.insert(0, etree.Element(_name("name")))


def _enclosing_names(names: etree._Element) -> etree._Element | None:
    substitute = next(names.iterancestors(_name("substitute")), None)
    return substitute.getparent() if substitute is not None else None


def _ask_for_ambiguity(root: etree._Element) -> None:
    """Turn the condition `disambiguate` into a question for a variable; citeproc-py takes it for always true."""
    for condition in root.iter(_name("if"), _name("else-if")):
        if "disambiguate" in condition.attrib:
            del condition.attrib["disambiguate"]
            condition.set("variable", f"{condition.get('variable', '')} {AMBIGUOUS}".strip())


def _part_second_field(root: etree._Element) -> None:
    """Put a blank behind the number that `second-field-align` sets in the margin: "[1] J. Doe", not "[1]J. Doe"."""
    bibliography = root.find(_name("bibliography"))
    if bibliography is None or "second-field-align" not in bibliography.attrib:
        return
    first = bibliography.find(f"{_name('layout')}/*")
    if first is not None and not first.get("suffix", "").endswith(" "):
        first.set("suffix", first.get("suffix", "") + " ")


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
