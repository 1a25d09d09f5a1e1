"""Where are the items of an XML file? Bytes and the name of an element → each such element, read alone.

In: XML as other programs write it. Out: what `read_one` makes of each element of that name; where the file is no
well-formed XML, each element is cut out and tried by itself, and a broken one is left out with its line. No DTD
is loaded, no entity expanded, nothing fetched; libxml2's own bounds on depth and growth stand.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from refdesk.formats.exchanged import Imported, LeftOut
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry

if TYPE_CHECKING:
    from lxml.etree import _Element

# Characters that XML 1.0 forbids, raw or as references; EndNote's exports are full of them.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE
)
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
_NAMESPACE = re.compile(rb"\s(xmlns(?::[\w.-]+)?)\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_HEAD = 65_536
_MOST_NAMESPACES = 20
Reader = Callable[["_Element"], Entry]


def read_items(data: bytes, name: str, read_one: Reader) -> Imported:
    """What `read_one` makes of every element whose local name is `name`.

    Raises RefdeskError where the bytes are no XML and hold no such element.
    """
    from lxml.etree import XMLSyntaxError

    legible = data if _is_wide(data) else _FORBIDDEN.sub(b" ", data)
    try:
        return Imported(tuple(read_one(element) for element in _elements(legible, name)))
    except XMLSyntaxError as fault:
        return _piecewise(legible, name, read_one, str(fault.msg))


def _is_wide(data: bytes) -> bool:
    """Whether the text is in UTF-16 or UTF-32, where a NUL byte is half a letter."""
    return data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:4]


def _elements(data: bytes, name: str) -> Iterator["_Element"]:
    """The elements one by one; each is emptied when the next is asked for, so that a large file needs little memory."""
    from lxml import etree

    parsed = etree.iterparse(
        io.BytesIO(data),
        tag=f"{{*}}{name}",
        no_network=True,
        load_dtd=False,
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    for _, element in parsed:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _piecewise(data: bytes, name: str, read_one: Reader, fault: str) -> Imported:
    """Each element tried alone, in the namespaces that the file's head declares."""
    start_tag = re.compile(rb"<(?:[\w.-]+:)?" + name.encode() + rb"(?=[\s>/])")
    starts = [match.start() for match in start_tag.finditer(data)]
    if not starts:
        raise RefdeskError(f"is no XML that can be read: {fault}", remedy="export it again")
    declaration = _DECLARATION.match(data)
    spaces = {match[1]: match[0] for match in _NAMESPACE.finditer(data[:_HEAD])}
    declared = b"".join(list(spaces.values())[:_MOST_NAMESPACES])
    head = (declaration[0].strip() if declaration else b"") + b"<items" + declared + b">"
    entries, left_out, line, counted = [], [], 1, 0
    for start, stop in zip(starts, [*starts[1:], len(data)], strict=True):
        line += data.count(b"\n", counted, start)
        counted = start
        entry = _alone(head, data[start:stop], name, read_one)
        if isinstance(entry, Entry):
            entries.append(entry)
        else:
            left_out.append(LeftOut(f"line {line}", f"the XML is broken here: {entry}"))
    return Imported(tuple(entries), tuple(left_out))


def _alone(head: bytes, piece: bytes, name: str, read_one: Reader) -> Entry | str:
    """What `read_one` makes of one element; or what is wrong with its XML."""
    from lxml.etree import XMLSyntaxError

    end = re.search(rb"</(?:[\w.-]+:)?" + name.encode() + rb"\s*>", piece)
    if end is None:
        return f"<{name}> is not closed"
    try:
        return next(read_one(element) for element in _elements(head + piece[: end.end()] + b"</items>", name))
    except XMLSyntaxError as fault:
        return str(fault.msg).partition(", line ")[0]
    except StopIteration:
        return "its namespace is not declared"
