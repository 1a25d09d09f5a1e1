"""Informal attributions: sources that running text names without a citation.

In: a Layout of a document that has no citations of any formal kind. Out: Mentions: who or what is named, of
which kind, when, at which event. What names nobody ("media reports", "officials admitted") is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from refdesk.reading.layout import Layout

MentionKind = Literal["person", "body", "report", "periodical", "tweet", "video"]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_PERSON = rf"{_CAPITAL}(?:\s(?:[A-Z]\.|bin|al-\w+|ul-\w+|van|von|de|{_CAPITAL})){{1,3}}"
_BODY = rf"(?:{_CAPITAL}|U\.S\.|US|UN)(?:\s(?:of|for|and|the|in|on|{_CAPITAL})){{0,9}}"
_SAYS = r"(?:said|says|stated|states|noted|notes|told|argued|argues|warned|warns|remarked|claimed|claims|explained|explains|added|wrote|writes|observed|remarks|testified|announced)"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\s+\d{{4}}|(?:{_MONTHS})\s+(?:\d{{1,2}},?\s+)?\d{{4}}|\b(?:19|20)\d\d\b)"
_REPORT_NOUN = (
    r"(?:report|study|survey|briefing paper|assessment|white paper|working paper|communiqué|press release|statement)"
)
_QUOTE = r"[“\"]"

_PATTERNS: tuple[tuple[MentionKind, re.Pattern[str]], ...] = (
    ("tweet", re.compile(rf"(?P<name>{_PERSON}),?\s+(?:posted\s+a\s+tweet|tweeted|posted\s+on\s+(?:Twitter|X))\b")),
    ("video", re.compile(rf"(?:[Ii]n\s+(?P<date>(?:19|20)\d\d),\s+)?(?P<name>{_PERSON}),?\s+(?:posted|released|published)\s+a\s+(?:\w+\s+)?video\b")),
    ("report", re.compile(rf"\b[Aa]ccording\s+to\s+(?:an?|the|this|its)?\s*(?:(?P<date>(?:19|20)\d\d)\s+)?(?P<noun>report|study|survey)\s+(?:by|from|of)\s+(?:the\s+)?(?P<name>{_BODY})")),
    ("report", re.compile(rf"\b(?:[Aa]ccording\s+to|[Aa]s\s+per|[Ii]n)\s+(?:an?|the)\s+(?:(?P<date>(?:19|20)\d\d)\s+)?(?P<name>{_BODY})\s+(?P<noun>{_REPORT_NOUN})\b")),
    ("body", re.compile(rf"(?P<name>{_BODY}(?:\s\([A-Z]{{2,}}\))|\b[A-Z]{{3,}})\s+(?:also\s+)?(?:documented|reported|recorded|estimated|registered)\s+(?:an?\s+|that\s+|at\s+least\s+)?\d")),
    ("periodical", re.compile(rf"\btold\s+(?:the\s+)?(?P<name>(?:The\s+)?{_CAPITAL}(?:\s{_CAPITAL}){{1,4}})\s*[:,]\s*{_QUOTE}")),
    ("person", re.compile(rf"\b[Aa]ccording\s+to\s+(?:the\s+)?(?P<name>{_PERSON}),\s+(?P<role>[^.]{{3,120}}?),")),
    ("person", re.compile(rf"\b[Ss]pokes(?:person|man|woman)\s+(?P<name>{_PERSON}?)(?:[’']s?)?\s+(?:(?P<noun>remarks|comments|statement)|said|stated|told)(?P<event>[^.“\"]{{0,120}}?)[:,]\s*{_QUOTE}")),
    ("person", re.compile(rf"(?P<name>{_PERSON}),\s+(?P<role>[^.“\"]{{3,120}}?),\s+{_SAYS}\b(?P<event>[^.“\"]{{0,120}}?)[:,]\s*{_QUOTE}")),
    ("person", re.compile(rf"(?P<name>{_PERSON})\s+{_SAYS}\b(?P<event>(?:\s+(?:in|at|on|to)\b[^.“\"]{{0,100}}?)?)\s*[:,]\s*{_QUOTE}")),
)  # fmt: skip
_EVENT = re.compile(
    rf"\b(?:at|in|during)\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?P<event>(?:{_CAPITAL}\s+){{0,5}}(?:[\w-]+\s+){{0,2}}(?:briefing|conference|interview|hearing|speech|summit|meeting|testimony|address))\b"
)
_VAGUE = re.compile(
    r"^(?:The|This|These|Those|Many|Some|Several|Most|Media|Local|Official|Analysts|Experts|Observers|Sources|He|She|It|They)\b(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named source: the place of its name, the name, what it is, the printed word for it, its date and event."""

    start: int
    end: int
    name: str
    kind: MentionKind
    noun: str | None = None
    date: str | None = None
    event: str | None = None


def find_mentions(layout: Layout) -> tuple[Mention, ...]:
    """Every informal attribution, in order of place; of two that overlap, the one of the earlier pattern."""
    found: list[Mention] = []
    for kind, pattern in _PATTERNS:
        for mention in _matches(layout.flat, kind, pattern):
            if not any(mention.start < other.end and other.start < mention.end for other in found):
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _matches(flat: str, kind: MentionKind, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for match in pattern.finditer(flat):
        groups = match.groupdict()
        name = " ".join(groups["name"].split())
        if (kind != "periodical" and _VAGUE.match(name)) or not re.search(r"[A-Z]\w|U\.", name):
            continue
        around = groups.get("event") or ""
        dated = re.search(_DATE, around)
        event = _EVENT.search(around)
        yield Mention(
            match.start("name"),
            match.end("name"),
            name,
            kind,
            groups.get("noun"),
            groups.get("date") or (dated.group() if dated else None),
            " ".join(event["event"].split()) if event else None,
        )
