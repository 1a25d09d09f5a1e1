"""How does the number of an article that has no pages come to be printed? CSL items and a style → items.

Electronic journals number their articles instead of paging them; CSL has `number` for that since 1.0.2. Most styles
are older and print `page` alone, so for them the number stands there, as Zotero's users write it; a style that prints
the number itself ("Article 972", "Art. no. 972") gets it as it is. Which of both a style is, one printed item tells.
"""

import functools
from collections.abc import Sequence
from typing import Any

_NUMBER = "86420"
_TRIAL: dict[str, Any] = {
    "id": "trial",
    "type": "article-journal",
    "author": [{"family": "Trial", "given": "Ann"}],
    "title": "Trial",
    "container-title": "Trials",
    "volume": "1",
    "number": _NUMBER,
    "issued": {"date-parts": [[2021]]},
}


def with_article_numbers(items: Sequence[dict[str, Any]], style_xml: str) -> list[dict[str, Any]]:
    """The items; articles with a number and no pages have it as their page where the style prints no number.

    Raises StyleError where the style cannot be used and an article asks for it.
    """
    return [
        item | {"page": item["number"]} if _has_only_a_number(item) and not _prints_numbers(style_xml) else item
        for item in items
    ]


def _has_only_a_number(item: dict[str, Any]) -> bool:
    return item["type"] == "article-journal" and "number" in item and "page" not in item


@functools.lru_cache(maxsize=8)
def _prints_numbers(style_xml: str) -> bool:
    from refdesk.csl import format_bibliography

    return any(_NUMBER in entry for entry in format_bibliography(style_xml, [_TRIAL], format="txt").entries)
