"""Informal attributions: sources that running text names without a citation.

In: a Layout of a document that has no citations of any formal kind. Out: Mentions: who or what is named, of
which kind, when, at which event. What names nobody ("media reports", "officials admitted") is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from refdesk.reading.layout import Layout

MentionKind = Literal["person", "body", "report", "periodical", "tweet", "video"]

_CAPITAL = r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w’'-]{0,40}"
_OPENER = (
    r"(?!(?:After|Although|And|As|At|Because|Before|But|For|Here|However|If|In|Later|Meanwhile|Now|On|Once|Since|So|Then|"
    r"There|Though|Today|When|While|Yet)\b)"
)
"""A word that begins a sentence begins no name."""

_PERSON = rf"{_OPENER}{_CAPITAL}(?:\s(?:[A-Z]\.|bin|al-\w+|ul-\w+|van|von|de|{_CAPITAL})){{1,3}}"
_BODY = rf"{_OPENER}(?:{_CAPITAL}|U\.S\.|US|UN)(?:\s(?:of|for|and|the|in|on|{_CAPITAL})){{0,9}}"
_PAPER_WORD = (
    r"(?:Times|Post|Journal|News|Herald|Tribune|Gazette|Guardian|Observer|Economist|Magazine|Standard|Express|Mail)"
)
_PAPER = rf"(?:{_CAPITAL}\s){{0,4}}{_PAPER_WORD}"
_SAYS = (
    r"(?:said|says|stated|states|noted|notes|told|argued|argues|warned|warns|remarked|claimed|claims|explained|explains|"
    r"added|wrote|writes|observed|remarks|testified|announced)"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"\b(?:19|20)\d\d\b"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}|{_YEAR})"
_NOUN = (
    r"(?:report|study|survey|briefing paper|assessment|white paper|working paper|communiqué|press release|statement)"
)
_OPEN = r"[“\"]"
_TITLE = rf"{_OPEN}(?P<title>[A-Z][^“”\"]{{5,150}}?)[,.]?[”\"]"
_CLAUSE = r"[^.“\"]"
"""A character that neither ends a sentence nor begins a quotation."""

# "Ada Byron posted a tweet", "Ada Byron tweeted"
_TWEETED = rf"(?P<name>{_PERSON}),?\s+(?:posted\s+a\s+tweet|tweeted|posted\s+on\s+(?:Twitter|X))\b"

# "In 2016, Ada Byron posted a short video"
_FILMED = (
    rf"(?:[Ii]n\s+(?P<date>{_YEAR}),\s+)?(?P<name>{_PERSON}),?\s+(?:posted|released|published)\s+a\s+(?:\w+\s+)?video\b"
)

# "A 1965 report by the Science Advisory Committee, “Restoring the Quality of Our Environment”"
_TITLED_REPORT = (
    rf"\b[Aa]n?\s+(?:(?P<date>{_YEAR})\s+)?(?P<noun>{_NOUN})\s+(?:by|from|of)\s+(?:the\s+)?"
    rf"(?P<name>{_BODY}),?\s+{_TITLE}"
)

# "In 1979 the National Academy of Sciences published “Carbon Dioxide and Climate”"
_PUBLISHED = (
    rf"(?:\b[Ii]n\s+(?P<date>{_YEAR}),?\s+)?(?:\b[Tt]he\s+)?(?P<name>{_BODY})\s+"
    rf"(?:published|released|issued)\s+(?:(?:a|an|its|the)\s+(?P<noun>{_NOUN}),?\s+)?{_TITLE}"
)

# "The first assessment of the Intergovernmental Panel on Climate Change came in 1990"
_APPEARED = (
    rf"\b[Tt]he\s+(?:\w+\s+)?(?P<noun>{_NOUN})\s+(?:by|of)\s+(?:the\s+)?(?P<name>{_BODY})\s+"
    rf"(?:came|appeared|was\s+published|was\s+released)\s+in\s+(?P<date>(?:{_MONTH}\s+)?{_YEAR})"
)

# "According to a 2021 report by the World Bank"
_ACCORDING_TO_REPORT = (
    rf"\b[Aa]ccording\s+to\s+(?:an?|the|this|its)?\s*(?:(?P<date>{_YEAR})\s+)?(?P<noun>report|study|survey)"
    rf"\s+(?:by|from|of)\s+(?:the\s+)?(?P<name>{_BODY})"
)

# "as per a 2020 World Bank report"
_REPORT_OF = (
    rf"\b(?:[Aa]ccording\s+to|[Aa]s\s+per|[Ii]n)\s+(?:an?|the)\s+(?:(?P<date>{_YEAR})\s+)?(?P<name>{_BODY})\s+"
    rf"(?P<noun>{_NOUN})\b"
)

# "the World Health Organization (WHO) documented 12", "UNHCR recorded at least 40"
_COUNTED = (
    rf"(?:\b[Tt]he\s+)?(?P<name>{_BODY}(?:\s\([A-Z]{{2,}}\))|\b[A-Z]{{3,}})\s+(?:also\s+)?"
    r"(?:documented|reported|recorded|estimated|registered)\s+(?:an?\s+|that\s+|at\s+least\s+)?\d"
)

# "told The New York Times: “…”"
_TOLD_PAPER = rf"\btold\s+(?:the\s+)?(?P<name>(?:The\s+)?{_CAPITAL}(?:\s{_CAPITAL}){{1,4}})\s*[:,]\s*{_OPEN}"

# "The New York Times carried the story on 24 June 1988"
_PAPER_CARRIED = (
    rf"(?P<name>{_PAPER})\s+(?:carried|ran|printed|reported|published|broke)\b"
    rf"{_CLAUSE}{{0,80}}?\bon\s+(?P<date>{_DATE})"
)

# "According to Grace Hopper, a rear admiral of the navy,"
_ACCORDING_TO_PERSON = rf"\b[Aa]ccording\s+to\s+(?:the\s+)?(?P<name>{_PERSON}),\s+(?P<role>[^.]{{3,120}}?),"

# "Spokesperson Ada Byron’s remarks at a briefing on 4 May 2021: “…”"
_SPOKESPERSON = (
    rf"\b[Ss]pokes(?:person|man|woman)\s+(?P<name>{_PERSON}?)(?:[’']s?)?\s+"
    rf"(?:(?P<noun>remarks|comments|statement)|said|stated|told)(?P<event>{_CLAUSE}{{0,120}}?)[:,]\s*{_OPEN}"
)

# "Ada Byron, a mathematician, said at the 2010 conference: “…”"
_SAID_IN_ROLE = (
    rf"(?P<name>{_PERSON}),\s+(?P<role>{_CLAUSE}{{3,120}}?),\s+{_SAYS}\b(?P<event>{_CLAUSE}{{0,120}}?)[:,]\s*{_OPEN}"
)

# "Ada Byron said in a speech: “…”"
_SAID = rf"(?P<name>{_PERSON})\s+{_SAYS}\b(?P<event>(?:\s+(?:in|at|on|to)\b{_CLAUSE}{{0,100}}?)?)\s*[:,]\s*{_OPEN}"

# "On 23 June 1988 James Hansen of NASA told a committee of the United States Senate that"
_TOLD_THAT = (
    rf"(?:\b[Oo]n\s+(?P<date>{_DATE}),?\s+)?(?P<name>{_PERSON})(?:\s+of\s+(?:the\s+)?{_BODY}|,\s+{_CLAUSE}{{3,80}}?,)?\s+"
    rf"told\s+(?:an?\s+(?:committee|commission|court|conference|hearing)|the\s+{_CAPITAL})\b{_CLAUSE}{{0,80}}?\s+that\b"
)

# "Margaret Thatcher took the matter to the General Assembly on 8 November 1989. “…,” she said"
_SAID_AFTERWARDS = (
    rf"(?:(?<=[.!?”\"]\s)|^\s*)(?:[Oo]n\s+(?P<date>{_DATE}),?\s+)?(?P<name>{_PERSON})\b(?P<event>{_CLAUSE}{{3,250}})\.\s+"
    rf"{_OPEN}[^“”\"]{{10,600}}[,.?!][”\"]\s+(?:he|she)\s+{_SAYS}\b"
)

_PATTERNS: tuple[tuple[MentionKind, re.Pattern[str]], ...] = (
    ("tweet", re.compile(_TWEETED)),
    ("video", re.compile(_FILMED)),
    ("report", re.compile(_TITLED_REPORT)),
    ("report", re.compile(_PUBLISHED)),
    ("report", re.compile(_APPEARED)),
    ("report", re.compile(_ACCORDING_TO_REPORT)),
    ("report", re.compile(_REPORT_OF)),
    ("body", re.compile(_COUNTED)),
    ("periodical", re.compile(_TOLD_PAPER)),
    ("periodical", re.compile(_PAPER_CARRIED)),
    ("person", re.compile(_ACCORDING_TO_PERSON)),
    ("person", re.compile(_SPOKESPERSON)),
    ("person", re.compile(_SAID_IN_ROLE)),
    ("person", re.compile(_SAID)),
    ("person", re.compile(_TOLD_THAT)),
    ("person", re.compile(_SAID_AFTERWARDS)),
)
_EVENT = re.compile(
    rf"\b(?:at|in|during)\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?P<event>(?:{_CAPITAL}\s+){{0,5}}(?:[\w-]+\s+){{0,2}}"
    r"(?:briefing|conference|interview|hearing|speech|summit|meeting|testimony|address))\b"
)
_DATE_WITHIN = re.compile(_DATE)
_VAGUE = re.compile(
    r"(?:The|This|These|Those|Many|Some|Several|Most|Media|Local|Official|Analysts|Experts|Observers|Sources|He|She|It|They)"
    r"\b(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named source: the place of its name, the name, its kind, the printed word for it, its date, event, title."""

    start: int
    end: int
    name: str
    kind: MentionKind
    noun: str | None = None
    date: str | None = None
    event: str | None = None
    title: str | None = None


def find_mentions(layout: Layout) -> tuple[Mention, ...]:
    """Every informal attribution, in order of place; of two that overlap, the one of the earlier pattern.

    A name may run over one line end, be it of one sign or, as on Windows, of two.
    """
    places = [match.start() - before for before, match in enumerate(re.finditer("\r\n", layout.text))]
    if places:
        mentions = find_mentions(Layout(layout.text.replace("\r\n", "\n")))
        return tuple(_moved(mention, places) for mention in mentions)
    found: list[Mention] = []
    for kind, pattern in _PATTERNS:
        found = _with_those_apart(found, _matches(layout.flat, kind, pattern))
    return tuple(found)


def _moved(mention: Mention, places: list[int]) -> Mention:
    """The mention in the text that has a sign more at each of `places`, which are counted without those signs."""
    start, end = (place + bisect_left(places, place) for place in (mention.start, mention.end))
    return replace(mention, start=start, end=end)


def _with_those_apart(found: list[Mention], others: Iterator[Mention]) -> list[Mention]:
    """`found`, in order, and those of `others` (in order, too, and apart from each other) that overlap none of it."""
    starts = [mention.start for mention in found]
    apart = []
    for other in others:
        before = bisect_right(starts, other.end - 1) - 1
        if before < 0 or found[before].end <= other.start:
            apart.append(other)
    return sorted([*found, *apart], key=lambda mention: mention.start)


def _matches(flat: str, kind: MentionKind, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for match in pattern.finditer(flat):
        name = " ".join(match["name"].split())
        if (kind == "periodical" or not _VAGUE.match(name)) and re.search(r"[A-Z]\w|U\.", name):
            yield replace(_described(match, kind), name=name)


def _described(match: re.Match[str], kind: MentionKind) -> Mention:
    groups = match.groupdict()
    around = groups.get("event") or ""
    dated, event = _DATE_WITHIN.search(around), _EVENT.search(around)
    return Mention(
        match.start("name"),
        match.end("name"),
        match["name"],
        kind,
        groups.get("noun"),
        groups.get("date") or (dated.group() if dated else None),
        " ".join(event["event"].split()) if event else None,
        " ".join(groups["title"].split()) if groups.get("title") else None,
    )
