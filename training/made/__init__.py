"""References made from records, with the label of every character: what the gathered training strings lack.

In: how many, and a seed. Out: labelled strings in the conventions of the training data: web pages, reports of bodies,
news, notes of Chicago style and works in seven languages, printed in the styles of `styles`. None describes a work that
exists. The same seed (and the same training file beside the checkout, see `gleaned`) gives the same strings.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TypeVar

from training.made.gleaned import Gleanings, gleanings
from training.made.kinds import draw_record
from training.made.printing import Printer, draw_habits
from training.made.records import Record, Sources
from training.made.styles import Style, styles
from training.made.templates import UnknownFieldError, attach, print_parts, read_template
from training.made.wear import wear

Drawn = TypeVar("Drawn")

# How often each kind is drawn: above all what the gathered strings have too little of.
KINDS = {
    "web": 10.0,
    "news": 10.0,
    "magazine": 2.0,
    "blog": 2.5,
    "report": 9.5,
    "working paper": 2.0,
    "press": 1.5,
    "resolution": 2.0,
    "post": 0.8,
    "video": 0.9,
    "podcast": 0.7,
    "film": 0.7,
    "entry": 1.6,
    "book": 13.0,
    "edited": 3.0,
    "chapter": 9.0,
    "article": 12.0,
    "letter": 4.0,
    "conference": 4.5,
    "talk": 1.2,
    "thesis": 3.5,
    "preprint": 2.2,
    "dataset": 1.2,
    "software": 1.6,
    "standard": 1.0,
    "patent": 1.2,
    "rfc": 0.9,
    "case": 0.6,
}

LANGUAGES = {"en": 0.72, "de": 0.08, "fr": 0.07, "es": 0.045, "it": 0.035, "pt": 0.03, "nl": 0.02}


# How many records are tried for a template that asks for what few of them have, such as a translator.
TRIES = 20


def strings(count: int, seed: int, gleaned: Gleanings | None = None) -> Iterator[dict[str, object]]:
    """`count` labelled strings: `{"id": "made-…", "source": "made/STYLE", "segments": [[label, text], …]}`.

    `gleaned` are the titles and journals to mix in; those of the training file if not given.
    """
    chance = random.Random(seed)  # noqa: S311 - the same strings for the same seed
    sources = Sources(chance, gleanings() if gleaned is None else gleaned)
    made = 0
    while made < count:
        style, segments = draw_string(sources)
        if segments:
            yield {"id": f"made-{seed}-{made:06}", "source": f"made/{style.name}", "segments": segments}
            made += 1


def draw_string(sources: Sources) -> tuple[Style, list[list[str]]]:
    """A style and the labelled segments of one string; no segments when the template asked for what is not known."""
    chance = sources.chance
    language = draw(chance, LANGUAGES)
    kind = draw(chance, KINDS)
    fitting = fitting_styles(kind, language)
    if not fitting:
        language, fitting = "en", fitting_styles(kind, "en")
    style = draw(chance, fitting)
    template = chance.choice(style.templates[kind])
    for _ in range(TRIES):
        if segments := print_record(draw_record(kind, language, sources), template, style, chance):
            return style, segments
    return style, []


@cache
def fitting_styles(kind: str, language: str) -> dict[Style, float]:
    """The styles that print works of a kind in a language, with their weights."""
    return {style: style.weight for style in styles() if language in style.languages and kind in style.templates}


def draw(chance: random.Random, weights: dict[Drawn, float]) -> Drawn:
    """One of the keys, by its weight."""
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def print_record(record: Record, template: str, style: Style, chance: random.Random) -> list[list[str]]:
    """The labelled segments of a record in a template; none when the record lacks what the template asks for.

    A template that begins with `~` takes the record as unsigned.
    """
    if template[0] == "~":
        record, template = replace(record, authors=()), template[1:]
    habits = draw_habits(chance, record.language, style.inside, style.headlines)
    printer = Printer(record, habits, chance, style.author, style.editor)
    try:
        pieces = print_parts(read_template(template), printer.field, printer.term, chance)
    except UnknownFieldError:
        return []
    worn = wear(attach(pieces), chance, numbered=style.numbered, lead=style.lead)
    return [[label, text] for label, text in worn]
