"""Informal attributions: sources that running text names without a citation.

In: a Layout of a document that has no citations of any formal kind. Out: Mentions: who or what is named, of
which kind, when, at which event. What names nobody ("media reports", "officials admitted") is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from refdesk.reading.attributions import CAPITAL, DATE, FORMS, OPENERS, PERSON, MentionKind
from refdesk.reading.layout import Layout

__all__ = ["Mention", "MentionKind", "find_mentions", "is_body_name"]

_PERSON = re.compile(PERSON)
_EVENT = re.compile(
    rf"\b(?:at|in|during|before|to)\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?P<event>(?:{CAPITAL}\s+){{0,5}}"
    r"(?:[a-z][\w-]{0,30}\s+){0,2}"
    r"(?:briefing|conference|interview|hearing|speech|summit|meeting|testimony|address|lecture|debate|forum|rally))\b"
)
_DATE_WITHIN = re.compile(DATE)
_VAGUE = re.compile(
    r"(?:The|This|These|Those|Many|Some|Several|Most|Media|Local|Official|Analysts|Experts|Observers|Sources|He|She|It|They|"
    r"Police|Authorities|Residents|Witnesses|Officials|Researchers|Scientists|Critics|Supporters|One|Two|Three)\b(?:\s|$)"
)
_TITLE_OF_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Sgt|Sen|Rep|Gov|St|Hon|Rev)\.?|President|Chancellor|Premier|Minister|"
    r"Secretary|Senator|Governor|Mayor|Professor|Judge|Justice|General|Colonel|Captain|Lieutenant|Sergeant|Major|Admiral|"
    r"Commissioner|Director|Chief|Chairman|Chairwoman|Chair|Ambassador|Congressman|Congresswoman|Representative|Councillor|"
    r"Councilman|Councilwoman|Sheriff|Officer|Detective|Inspector|Superintendent|King|Queen|Prince|Princess|Pope|Cardinal|"
    r"Archbishop|Bishop|Father|Sister|Sir|Dame|Lord|Lady|Spokesman|Spokeswoman|Spokesperson|Herr|Frau|Monsieur|Madame|"
    r"Señor|Señora|Signor|Signora|Kanzler|Kanzlerin|Ministerin|Präsident|Präsidentin|Coach|CEO)"
)
_WORD_OF_BODY = re.compile(
    r"\b(?:Academy|Administration|Agency|Alliance|Assembly|Associates|Association|Authority|Bank|Board|Bureau|Cent(?:er|re)|"
    r"Church|Club|Coalition|College|Commission|Committee|Company|Congress|Corp|Corporation|Council|Court|Department|"
    r"Directorate|Federation|Forum|Foundation|Fund|Government|Group|Hospital|House|Inc|Institut\w{0,5}|Laborator\w{1,3}|"
    r"League|Ltd|Ministry|Mission|Movement|Museum|Nations|Network|Observatory|Offices?|Organi[sz]ation|Panel|Parliament|"
    r"Partnership|Party|Police|Program(?:me)?|Project|School|Senate|Service|Society|State|Survey|Taskforce|Trust|Union|"
    r"University|Universität|Université|Universidad|Università|Universiteit|Verband|Verein|Watch|Amt|Ministerium|Ministère|"
    r"Ministerio|Ministero|Observatoire|Institution|Initiative|International)\b"
)
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]{1,200})\]\([^()\s]{1,140}\)")
_WORD = re.compile(r"(?<!\S)(?P<word>\S+)\s+")
_SMALL_WORD = re.compile(r"(?:of|for|and|the|in|on|a|an|to|at|by|with|de|der|die|das|und|la|le|les|el|von|&|\W+)\Z")
_FULL_STOP_AFTER = 400
"""Characters before and after a word of saying in which its form is sought: a long sentence and a quotation."""

_BEYOND = 1000
_LONGEST_HEADING = 80
_FEWEST_LETTERS = re.compile(r"[^\W\d_]\w|U\.")


@dataclass(frozen=True, slots=True)
class Mention:
    """A named source: the place of its name, the name, its kind, the printed word for it, its date, event, title.

    Where words only point back ("the report also says"), place is theirs and the rest their antecedent's.
    """

    start: int
    end: int
    name: str
    kind: MentionKind
    noun: str | None = None
    date: str | None = None
    event: str | None = None
    title: str | None = None


def find_mentions(layout: Layout) -> tuple[Mention, ...]:
    """Every informal attribution, in order of place; of two that overlap, the one of the earlier form.

    A name may run over one line end, be it of one sign or, as on Windows, of two.
    """
    places = [match.start() - before for before, match in enumerate(re.finditer("\r\n", layout.text))]
    if places:
        mentions = find_mentions(Layout(layout.text.replace("\r\n", "\n")))
        return tuple(_moved(mention, places) for mention in mentions)
    found: list[Mention] = []
    flat = _without_links(layout.flat)
    small = _in_small_letters(flat)
    stretches: dict[re.Pattern[str], tuple[tuple[int, int], ...]] = {}
    for kind, near, form in FORMS:
        if near not in stretches:
            stretches[near] = tuple(_stretches(small, _of_small_letters(near)))
        found = _with_those_apart(found, _matches(layout, kind, _found_within(flat, stretches[near], form)))
    return tuple(found)


def _without_links(flat: str) -> str:
    """The text with blanks in place of what Markdown prints around the words of a link; the same length."""
    return _LINK.sub(lambda link: f" {link['words']} ".ljust(len(link[0])), flat)


def is_body_name(name: str) -> bool:
    """Whether the name is surely that of a body, by a word in it or because it is an acronym."""
    return bool(_WORD_OF_BODY.search(name)) or (" " not in name and name.isupper())


def _moved(mention: Mention, places: list[int]) -> Mention:
    """The mention in the text that has a sign more at each of `places`, which are counted without those signs."""
    start, end = (place + bisect_left(places, place) for place in (mention.start, mention.end))
    return replace(mention, start=start, end=end)


def _found_within(flat: str, stretches: Iterable[tuple[int, int]], form: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of the form, sought only where a word that belongs to it is near."""
    for start, end in stretches:
        yield from form.finditer(flat, start, end)


def _in_small_letters(flat: str) -> str:
    """The text in small letters, of the same length: "İ" alone would become two."""
    return flat.replace("İ", "I").lower()


@lru_cache(maxsize=128)
def _of_small_letters(near: re.Pattern[str]) -> re.Pattern[str]:
    """The words in small letters, to be sought in small letters: five times as fast as not to tell letters apart."""
    return re.compile(re.sub(r"(?<!\\)[A-Z]", lambda letter: letter[0].lower(), near.pattern))


def _stretches(flat: str, near: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the words are near, joined where they touch."""
    start = end = 0
    for match in near.finditer(flat):
        if match.start() - _FULL_STOP_AFTER > end:
            if end:
                yield start, end
            start = match.start() - _FULL_STOP_AFTER
        end = min(match.end() + _BEYOND, len(flat))
    if end:
        yield start, end


def _with_those_apart(found: list[Mention], others: Iterable[Mention]) -> list[Mention]:
    """`found`, in order, and those of `others` (in order, too, and apart from each other) that overlap none of it."""
    starts = [mention.start for mention in found]
    apart = []
    for other in others:
        before = bisect_right(starts, other.end - 1) - 1
        if before < 0 or found[before].end <= other.start:
            apart.append(other)
    return sorted([*found, *apart], key=lambda mention: mention.start)


def _matches(layout: Layout, kind: MentionKind, matches: Iterable[re.Match[str]]) -> Iterator[Mention]:
    for match in matches:
        start, end = _of_name(layout.text, match.start("name"), match.end("name"))
        start += len(_article(layout.flat[start:end])) if kind != "periodical" else 0
        name = " ".join(layout.flat[start:end].split())
        if _names_somebody(name, kind) and ("surely" not in match.groupdict() or is_body_name(name)):
            mention = replace(_described(match, kind), start=start, end=end, name=name)
            yield replace(mention, kind=_kind_of(mention))


def _of_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the name itself: without the heading above it, a person's title or a genitive."""
    line_end = text.rfind("\n", start, end)
    if line_end >= 0 and _is_title_line(text[text.rfind("\n", 0, line_end) + 1 : line_end]):
        start += len(text[start:end]) - len(text[line_end + 1 : end].lstrip())
    titles = [word.end() for word in _WORD.finditer(text, start, end) if _TITLE_OF_PERSON.fullmatch(word["word"])]
    return (titles[-1] if titles else start), end - len(_genitive(text[start:end]))


def _article(name: str) -> str:
    """The article before two words or more; with one word it may be part of the name."""
    return "The " if name.startswith("The ") and name.count(" ") > 1 else ""


def _genitive(name: str) -> str:
    found = re.search(r"[’']s\Z|(?<=s)[’']\Z|[’'-]\Z", name)
    return found[0] if found else ""


def _is_title_line(line: str) -> bool:
    """Whether the line is a heading: short, no word in it small but those that titles print small."""
    words = line.split()
    if not words or len(line) > _LONGEST_HEADING or words[0] in OPENERS:
        return False
    return all(word[0].isupper() or word[0].isdigit() or _SMALL_WORD.match(word) for word in words)


def _names_somebody(name: str, kind: MentionKind) -> bool:
    """Whether the words name a source rather than "officials" or a mere title; a newspaper's may begin with The."""
    if kind != "periodical" and _VAGUE.match(name):
        return False
    return bool(_FEWEST_LETTERS.search(name)) and not _TITLE_OF_PERSON.fullmatch(name.rpartition(" ")[2])


def _kind_of(mention: Mention) -> MentionKind:
    """The kind by its form; but of a person's form that names a body, and of a report that a person wrote, another."""
    if mention.kind == "person" and is_body_name(mention.name):
        return "body"
    if mention.kind == "report" and mention.noun is None and _PERSON.fullmatch(mention.name):
        return "report" if is_body_name(mention.name) or " of " in mention.name else "writing"
    return mention.kind


def _described(match: re.Match[str], kind: MentionKind) -> Mention:
    groups = match.groupdict()
    around = groups.get("event") or ""
    dated, event = _DATE_WITHIN.search(around), _EVENT.search(around)
    return Mention(
        match.start("name"),
        match.end("name"),
        match["name"],
        kind,
        groups["noun"].lower() if groups.get("noun") else None,
        groups.get("date") or (dated.group() if dated else None),
        " ".join(event["event"].split()) if event else None,
        " ".join(groups["title"].split()) if groups.get("title") else None,
    )
