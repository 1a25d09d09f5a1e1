"""A title out of the piece that holds it.

In: the piece as printed: quoted, in italics or plain, with the stops of the sentence. Out: the words of the title.
Quotation marks around the whole go, those within stay; "?" and "!" stay; brackets at its end that say what kind of
thing it is go apart.
"""

import re
from dataclasses import dataclass

from refdesk.parsing.printing import plain, without_lone_brackets
from refdesk.parsing.stops import CLOSING, QUOTES, quoted

# What APA 7 (9.22, 10.10-10.16) and others print in brackets after a title; other brackets there translate it.
_KIND = (
    r"film|video|motion picture|movie|tv |television|episode|series|broadcast|podcast|radio|audio|album|"
    r"song|recording|music|computer|software|mobile app|data\s?set|dataset|database|map|photo|image|"
    r"painting|sculpture|artwork|drawing|lithograph|speech|lecture|presentation|slides|powerpoint|poster|"
    r"paper presented|conference|webinar|interview|letter|blog|post|tweet|status update|web\s?log|"
    r"web\s?page|website|online|review|editorial|comment|press release|news release|brochure|fact sheet|"
    r"white paper|report|thesis|dissertation|diss\.|manuscript|preprint|advertisement|game|cd|dvd|vinyl|"
    r"abstract|special issue|magazine|thread|forum|infographic|pamphlet|measurement instrument"
)
_BRACKETS_LAST = re.compile(
    rf"\s*\[(?P<genre>[^\[\]]{{0,40}}?\b(?:{_KIND})[^\[\]]{{0,60}})\]\s*[.,]?\s*$", re.IGNORECASE
)
_LEAD = re.compile(r"^[\s,.;:)\]–—-]{1,40}(?:s\.\s?v\.\s)?|^s\.\s?v\.\s")


@dataclass(frozen=True, slots=True)
class Titled:
    """The `title`, whether its quotation is not closed, and the `genre` told in brackets after it ("[Video]")."""

    title: str
    unclosed: bool = False
    genre: str | None = None


def read_title(printed: str) -> Titled:
    """Read the title of a work, chapter or article."""
    words = _LEAD.sub("", plain(printed.replace("``", "“").replace("''", "”")))
    genre = None
    if match := _BRACKETS_LAST.search(words):
        genre, words = match["genre"], words[: match.start()]
    words = words.strip(" ,;:")
    title, unclosed = _without_quotes(words)
    title = without_lone_brackets(title.strip(" ,;:"))
    return Titled(_without_stop(title), unclosed, genre)


def _without_quotes(words: str) -> tuple[str, bool]:
    """The words without the marks of a quotation around them, and whether only one of the marks was there."""
    stripped = words.rstrip(" .,;:")
    opening, closing = stripped[:1], stripped[-1:]
    if opening in QUOTES and len(stripped) > 1:
        inner, end = quoted(stripped, 0)
        if end == len(stripped) and closing in CLOSING:
            return inner, False
        return (words, False) if stripped[end - 1] in CLOSING else (words[1:], opening in '“„«"')
    if closing in "”“»" and not any(mark in stripped[:-1] for mark in QUOTES):
        return stripped[:-1], True
    return words, False


def _without_stop(title: str) -> str:
    """The title without the full stop of its sentence; that of an ellipsis or of an abbreviated name stays."""
    title = title.strip(" ,;:")
    if title.endswith(("...", "…")) or not title.endswith("."):
        return title
    return title if re.search(r"\b(?:[A-Z]\.){2}$|\b(?:Inc|Ltd|Co|etc|Jr)\.$", title) else title[:-1].rstrip(" ,;:")
