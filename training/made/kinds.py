"""Every kind of work, and how a record of it is drawn.

In: a kind, a language, a chance. Out: a Record, now and then undated, with a letter to its year or a day of access.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from training.made.records import Record, Sources, draw_day
from training.made.shelved import (
    article,
    book,
    case,
    chapter,
    conference,
    dataset,
    edited,
    letter,
    patent,
    preprint,
    rfc,
    software,
    standard,
    talk,
    thesis,
)
from training.made.terms import Day
from training.made.unshelved import (
    blog,
    entry,
    film,
    magazine,
    news,
    podcast,
    post,
    press,
    report,
    resolution,
    video,
    web,
    working_paper,
)


def draw_record(kind: str, language: str, sources: Sources) -> Record:
    """A record of `kind`; the names of kinds are the keys of MAKERS."""
    chance = sources.chance
    record = MAKERS[kind](Record(kind, language, date=draw_day(chance, *YEARS.get(kind, (1950, 2024)))), sources)
    if chance.random() < 0.04 and record.kind not in WITH_DAYS:
        record = replace(record, date=(0, 0, 0))
    if chance.random() < 0.05 and record.date[0]:
        record = replace(record, suffix=chance.choice("aabbcd"))
    return replace(record, accessed=draw_access(chance, record))


# The years in which works of a kind may have been made.
YEARS = {
    "web": (2003, 2024),
    "blog": (2004, 2024),
    "post": (2009, 2024),
    "video": (2007, 2024),
    "podcast": (2008, 2024),
    "software": (1998, 2024),
    "dataset": (2002, 2024),
    "preprint": (1995, 2024),
    "report": (1985, 2024),
    "press": (1998, 2024),
    "news": (1965, 2024),
    "book": (1890, 2024),
    "resolution": (1948, 2024),
}


# Kinds that are nothing without their day.
WITH_DAYS = frozenset({"news", "magazine", "post", "press"})


def draw_access(chance: Random, record: Record) -> Day:
    """The day when somebody looked at a page, not before it was written; known for most pages."""
    if not (record.url or record.kind == "preprint") or chance.random() < 0.25:
        return (0, 0, 0)
    return draw_day(chance, max(2001, record.date[0]), 2025)


MAKERS: dict[str, Callable[[Record, Sources], Record]] = {
    "news": news,
    "magazine": magazine,
    "web": web,
    "blog": blog,
    "report": report,
    "working paper": working_paper,
    "press": press,
    "resolution": resolution,
    "post": post,
    "video": video,
    "podcast": podcast,
    "film": film,
    "entry": entry,
    "book": book,
    "edited": edited,
    "chapter": chapter,
    "article": article,
    "letter": letter,
    "conference": conference,
    "talk": talk,
    "thesis": thesis,
    "preprint": preprint,
    "dataset": dataset,
    "software": software,
    "standard": standard,
    "patent": patent,
    "rfc": rfc,
    "case": case,
}
