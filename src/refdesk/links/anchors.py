"""Does this page have the place that a URL's fragment names?

In: a fragment and the text of an HTML page. Out: yes or no.
"""

import re
from html import unescape
from urllib.parse import unquote

# An attribute value; its length is bounded so that a page of open quotes stays cheap to search.
_NAMED = re.compile(
    r"""\b(?:id|name)\s{0,9}=\s{0,9}(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'>]{1,500}))""", re.IGNORECASE
)


def anchor_of(fragment: str) -> str | None:
    """The anchor that `fragment` asks for, or None where it asks for something else.

    Left aside: text fragments (`#:~:text=`), routes of one-page applications (`#/`, `#!`), PDF and media
    places (`#page=3`), and `#top`, which every page has (HTML standard, "find a potential indicated element").
    """
    anchor = fragment.partition(":~:")[0]
    if not anchor or anchor.lower() == "top" or anchor[0] in "/!" or "=" in anchor:
        return None
    return anchor


def has_anchor(page: str, anchor: str) -> bool:
    """Whether some element or script of `page` bears `anchor` as id or name, as written or percent-decoded."""
    wanted = {anchor, unquote(anchor)}
    return any(unescape(match[1] or match[2] or match[3] or "") in wanted for match in _NAMED.finditer(page))
