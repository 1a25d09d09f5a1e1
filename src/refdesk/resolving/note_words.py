"""The words of a note as they are compared: without markup, in one line.

In: a stretch of a note as printed. Out: its words with single blanks, Markdown's marks for italics, no other markup.
"""

import html
import re

_ITALIC = re.compile(r"</?(?:em|i|cite)\b[^<>]{0,100}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}\b[^<>]{0,300}>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([$&%#_*<>\[\]().])")
_BACK = re.compile(
    r"(?:\s{0,9}(?:\[?\\?\[?[↩↑⏎^]\ufe0e?\\?\]?\]?\(#[^()\s]{1,80}\)|\[?[↩↑⏎]\ufe0e?\]?|<a\b[^<>]{0,200}>[^<>]{0,20}</a>)){1,4}\s{0,9}$"
)
"""The link from a note back to its mark: "↩", "[↩](#fnref1)"."""


def plain(words: str) -> str:
    """The words in one line, with `*` for italics, without other tags, entities and Markdown's escapes."""
    bare = _TAG.sub("", _ITALIC.sub("*", words))
    return _ESCAPED.sub(r"\1", html.unescape(" ".join(bare.split())))


def without_back_link(words: str) -> str:
    """The words without the link back to the mark, and without blanks at the end."""
    return words[: len(words) - len(_back(words))].rstrip()


def _back(words: str) -> str:
    at = max(0, len(words) - 400)
    match = _BACK.search(words, at)
    return match.group() if match else ""
