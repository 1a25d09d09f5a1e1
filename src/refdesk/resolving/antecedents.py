"""What words that only point back mean: "the report further noted", "she added", "the agency also said".

In: a document's layout and its mentions. Out: the mentions with those words among them, each tied to its antecedent:
the place is that of the pointing words, all else is the antecedent's, so that both become one work. Words that
could point at nobody, or at somebody named meanwhile who is no source, are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from refdesk.reading.attributions import PERSON, SAYS
from refdesk.reading.layout import Layout
from refdesk.reading.mentions import Mention, is_body_name

_ALSO = r"(?:\s(?:also|further|later|then|has|had|have|additionally))?"
_TELLS = (
    rf"(?:{SAYS}|found|finds|showed|shows|reported|reports|estimated|estimates|revealed|claim|say|show|documented|recorded|"
    r"called|calls|described|describes|recommended|recommends)"
)
_THING = (
    r"report|study|survey|poll|paper|assessment|analysis|audit|review|inquiry|statement|letter|memo|article|essay|book|"
    r"newspaper|magazine|podcast|interview|tweet|post|video|data|figures|statistics"
)
_OF_THING = re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?P<thing>{_THING}){_ALSO}\s{_TELLS}\b")
_OF_BODY = re.compile(
    r"\b[Tt]he\s(?P<thing>agency|bank|ministry|department|commission|committee|council|court|organi[sz]ation|institute|"
    r"foundation|association|university|office|fund|bureau|union|company|board|authority|party|group|society|academy|"
    rf"body|panel|mission|programme|program|service){_ALSO}\s{_TELLS}\b"
)
_OF_PERSON = re.compile(rf"\b(?:[Hh]e|[Ss]he){_ALSO}\s{SAYS}\b(?!\s(?:nothing|little)\b)|[”\"]\s(?:he|she)\s{SAYS}\b")
_OF_IT = re.compile(r"[”\"]\s{1,9}(?P<it>it)\s(?:tweeted|posted)\b")
_WORDS_OF_PERSON = re.compile(
    r"\b(?:His|Her|his|her)\s(?:claim|claims|remark|remarks|comment|comments|statement|testimony|speech|tweet|words)\b"
)
_FAMILY = re.compile(
    rf"(?<![\w.’'-])(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s)?(?P<before>[A-ZÀ-ÖØ-Þ][\w’-]{{1,40}}){_ALSO}\s{SAYS}\b"
    rf"|[,.?!][”\"]\s{SAYS}\s(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s)?(?P<after>[A-ZÀ-ÖØ-Þ][\w’-]{{1,40}})(?=[.,:;\s])"
)
_QUOTATION = re.compile(r"“[^“”]{0,2000}”|\"[^\"]{0,2000}\"")
_NEW_SENTENCE = re.compile(r"[.!?”\"]")
_SOMEBODY = re.compile(PERSON)
_PERSONS = frozenset({"person", "interview", "testimony", "tweet", "video", "statement", "writing"})
_BODIES = frozenset({"body", "report", "statement", "dataset", "ruling"})
_ANY_BODY = frozenset({"agency", "organization", "organisation", "group", "body", "company"})
_CALLED = {
    "newspaper": "periodical",
    "magazine": "periodical",
    "paper": "periodical",
    "podcast": "podcast",
    "interview": "interview",
    "tweet": "tweet",
    "post": "tweet",
    "video": "video",
    "data": "dataset",
    "figures": "dataset",
    "statistics": "dataset",
    "book": "writing",
    "essay": "writing",
    "article": "writing",
    "report": "report",
}
_FARTHEST = 1500
"""Characters from the antecedent to the words that point back: a few paragraphs."""


def with_antecedents(layout: Layout, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """`mentions` and the words that point back to them, in order of place; a name said again is the source before."""
    if not mentions:
        return ()
    known = _with_repeated(mentions)
    flat = layout.flat
    found = [
        *_pointing(known, _OF_THING.finditer(flat), _is_thing),
        *_pointing(known, _OF_BODY.finditer(flat), _is_body),
        *_pointing(known, _unambiguous(flat, known, _OF_PERSON), _is_person),
        *_pointing(known, _unambiguous(flat, known, _WORDS_OF_PERSON), _is_person),
        *_of_nearest(known, _OF_IT.finditer(flat)),
        *_by_family(known, _FAMILY.finditer(flat)),
    ]
    return _apart(known, found)


def _with_repeated(mentions: Iterable[Mention]) -> list[Mention]:
    """Each mention; one that says a person's or body's name and no more is the source of that name before it."""
    before: dict[tuple[str, bool], Mention] = {}
    known = []
    for mention in mentions:
        key = (mention.name, mention.kind == "body")
        bare = mention.kind in {"person", "body"} and not (
            mention.noun or mention.date or mention.event or mention.title
        )
        if bare and key in before:
            mention = replace(before[key], start=mention.start, end=mention.end)  # noqa: PLW2901 - the same, known better
        before[key] = mention
        known.append(mention)
    return known


def _pointing(
    known: Sequence[Mention], matches: Iterable[re.Match[str]], fits: Callable[[Mention, str], bool]
) -> Iterator[Mention]:
    starts = [mention.start for mention in known]
    for match in matches:
        thing = match.groupdict().get("thing", "")
        near = _near_before(known, starts, match.start())
        antecedent = next((mention for mention in near if fits(mention, thing)), None)
        if antecedent:
            start, end = _place(match)
            yield replace(antecedent, start=start, end=end)


def _of_nearest(known: Sequence[Mention], matches: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """The word "it" after a quotation, where the source named last is a body."""
    starts = [mention.start for mention in known]
    for match in matches:
        nearest = next(_near_before(known, starts, match.start()), None)
        if nearest and nearest.kind in _BODIES:
            yield replace(nearest, start=match.start("it"), end=match.end("it"))


def _near_before(known: Sequence[Mention], starts: Sequence[int], at: int) -> Iterator[Mention]:
    """The mentions before a place, the nearest first."""
    for number in range(bisect_right(starts, at) - 1, -1, -1):
        if at - known[number].end > _FARTHEST:
            return
        if known[number].end <= at:
            yield known[number]


def _place(match: re.Match[str]) -> tuple[int, int]:
    """The pointing words without the verb: "The report", "she", "His claim"."""
    words = re.match(r"\W*(?P<words>(?:[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er)\s\w+|\w+)", match[0])
    return (match.start() + words.start("words"), match.start() + words.end("words")) if words else match.span()


def _is_thing(mention: Mention, thing: str) -> bool:
    return thing == mention.noun or _CALLED.get(thing) == mention.kind


def _is_body(mention: Mention, thing: str) -> bool:
    if mention.kind not in _BODIES:
        return False
    named = thing.replace("organisation", "organization").replace("programme", "program")
    words = mention.name.casefold().replace("organisation", "organization").replace("programme", "program").split()
    return named in words or (thing in _ANY_BODY and mention.kind == "body")


def _is_person(mention: Mention, _: str) -> bool:
    return mention.kind in _PERSONS and not is_body_name(mention.name)


def _unambiguous(flat: str, known: Sequence[Mention], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches between which and the nearest mention of a person nobody else is named outside quotations."""
    starts = [mention.start for mention in known]
    for match in pattern.finditer(flat):
        near = next((m for m in _near_before(known, starts, match.start()) if _is_person(m, "")), None)
        if near and _goes_on(flat[near.end : match.start() + 1]):
            yield match


def _goes_on(between: str) -> bool:
    """Whether a new sentence or quotation stands between, and nobody else is named outside quotations."""
    others = (found[0] for found in _SOMEBODY.finditer(_QUOTATION.sub(" ", between)))
    return bool(_NEW_SENTENCE.search(between)) and all(map(is_body_name, others))


def _by_family(known: Sequence[Mention], matches: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """A family name alone that a verb of saying goes with, where a person of that name is a source before."""
    people = [mention for mention in known if _is_person(mention, "")]
    at = 0
    latest: dict[str, Mention] = {}
    for match in matches:
        group = "before" if match["before"] else "after"
        while at < len(people) and people[at].end <= match.start(group):
            latest[people[at].name.split()[-1]] = people[at]
            at += 1
        if match[group] in latest:
            yield replace(latest[match[group]], start=match.start(group), end=match.end(group))


def _apart(known: Sequence[Mention], found: Iterable[Mention]) -> tuple[Mention, ...]:
    """All mentions in order of place; of those found where another stands, only the other."""
    kept: list[Mention] = list(known)
    taken = {place for mention in known for place in range(mention.start, mention.end)}
    for mention in found:
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            kept.append(mention)
            taken.update(places)
    return tuple(sorted(kept, key=lambda mention: mention.start))
