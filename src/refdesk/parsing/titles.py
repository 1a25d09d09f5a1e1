"""Titles freed of what is not theirs.

In: a title as printed, with the names of the site that printed it. Out: the title, and what was odd about its
print. Capitals that shout are lowered, the site's name at the end is cut, closing commas go; nothing else changes.
"""

import re
from dataclasses import dataclass

from refdesk.parsing.addresses import host

_SITE_SEPARATOR = re.compile(r"\s+(?P<mark>[–—-]|\|{1,2}|::|»)\s+(?=[^–—|»]*$)")
_CLOSING_MARKS = "’'”\""
_SENTENCE_MARKS = f" ,.{_CLOSING_MARKS}"
_GENRE = re.compile(
    r"(?P<genre>SPECIAL REPORT|POLICY BRIEF|ISSUE BRIEF|WORKING PAPER|RESEARCH (?:REPORT|PAPER)|FACT ?SHEET"
    r"|BACKGROUND PAPER|DISCUSSION PAPER)[\s:–—-]+(?=\S)"
)
# The whole in italics; italics within a title stay: "The Market in Plato’s *Republic*".
_ALL_ITALIC = re.compile(r"[*_]*(?P<title>[^*_]*)[*_]*[,.]*")
_PUBLISHED = re.compile(r"\s*\(Published (?:1[89]|20)\d\d\)$")
_ACRONYM_WORDS = """
    AIDS BBC CEO CIA COVID DNA EU FBI GDP HIV IMF ISIS NASA NATO NGO OECD UK UN UNESCO UNICEF US USA USAID USSR WHO WTO
"""
_ACRONYMS = frozenset(_ACRONYM_WORDS.split())
_ROMAN = re.compile(r"[IVXLC]+\Z")


@dataclass(frozen=True, slots=True)
class FreedTitle:
    """`title` to cite, `genre` cut from its front, and what was done: `site-name-in-title`, `shouting-title`."""

    title: str
    genre: str | None = None
    changes: tuple[str, ...] = ()


def free_title(printed: str, sites: tuple[str, ...] = (), urls: tuple[str, ...] = ()) -> FreedTitle:
    """Free a printed title of the names in `sites` and of the hosts of `urls` at its end, and of capitals."""
    title = tidy(printed)
    changes = []
    genre = None
    if match := _GENRE.match(title):
        genre, title = match["genre"].capitalize(), _capitalised(title[match.end() :])
        changes.append("genre-in-title")
    cut = _without_sites(_PUBLISHED.sub("", title), sites, urls)
    if cut != title:
        changes.append("site-name-in-title")
    if shouts(cut):
        cut = lowered(cut)
        changes.append("shouting-title")
    return FreedTitle(cut, genre, tuple(changes))


def tidy(printed: str) -> str:
    """The title without the comma or full stop of the sentence around it, in one line."""
    title = " ".join(printed.split()).strip(" ,")
    if italic := _ALL_ITALIC.fullmatch(title):
        title = italic["title"].strip(" ,")
    if title.endswith(("...", "…")):
        return title
    words = title.rstrip(_SENTENCE_MARKS)
    return words + "".join(char for char in title[len(words) :] if char in _CLOSING_MARKS)


def _without_sites(title: str, sites: tuple[str, ...], urls: tuple[str, ...]) -> str:
    while match := _SITE_SEPARATOR.search(title):
        tail = title[match.end() :]
        if "|" not in match["mark"] and not _names_site(tail, sites, urls):
            break
        sites = (*sites, tail)
        title = title[: match.start()].rstrip()
    return title


def _names_site(tail: str, sites: tuple[str, ...], urls: tuple[str, ...]) -> bool:
    words = _words(tail)
    labels = {label for url in urls for label in host(url).split(".")}
    return any(_same_site(words, _words(site)) for site in sites) or (
        bool(words) and (set(words) <= labels or "".join(words) in labels)
    )


def _same_site(tail: list[str], site: list[str]) -> bool:
    """Whether the tail holds the whole name of the site, or is its initials or one of the names it was printed with."""
    if not tail or not site:
        return False
    initials = "".join(word[0] for word in site if word not in {"of", "for", "the", "and"})
    acronym_within = len(tail) == 1 and tail[0] in site and len(site) > 1 and len(tail[0]) > 2
    return set(site) <= set(tail) or "".join(tail) == initials or acronym_within


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def shouts(title: str) -> bool:
    """Whether at least three words, and two in five of those with three letters or more, stand in capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 2]
    loud = [word for word in words if word.isupper()]
    return len(loud) >= 3 and len(loud) * 5 >= len(words) * 2


def lowered(title: str) -> str:
    """A shouting title with its capitals lowered to headline capitals; acronyms and Roman numerals stay."""
    return _capitalised(re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", _lowered_word, title))


def _lowered_word(match: re.Match[str]) -> str:
    word = match.group()
    stem = re.split(r"['’]", word)[0]
    keeps = stem in _ACRONYMS or _ROMAN.match(stem) or not re.search(r"[AEIOUY]", stem)
    return word if not word.isupper() or keeps else word.capitalize()


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
