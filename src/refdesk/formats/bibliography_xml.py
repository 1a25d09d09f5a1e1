"""Which signs may stand in XML? Text → text that every parser of XML reads."""

import re
from html import escape

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text as XML holds it; signs that XML 1.0 does not allow (2.2) are left out."""
    return escape(legal(text))


def legal(xml: str) -> str:
    """XML without the signs that XML 1.0 does not allow."""
    return _NO_XML.sub("", xml)
