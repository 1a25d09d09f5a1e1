"""Titles, journals and names gleaned from the labelled strings that the project trains on.

In: the training file beside the checkout (`../shared/training/references.jsonl.xz`). Out: single fields, cleaned of the
punctuation round them, to be drawn one by one, so that no made reference repeats a string of the file. Strings kept
aside for measuring (ids from 0 to 3 and from d to f) are not looked at. Without the file nothing is gleaned.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "shared" / "training" / "references.jsonl.xz"

KEPT_ASIDE = frozenset("0123def")

# Little words that tell a language; a title with two of them, and none of another language's, is taken to be in it.
LITTLE_WORDS = {
    "en": "the of and in on for with from to an as by is are its",
    "de": "der die das und des im zur zum von für ein eine über den dem",
    "fr": "le la les des du et en une au aux sur dans pour",
    "es": "el los las del y una en para por con",
    "it": "il della delle di dei nel per gli e un",
    "pt": "o os da do das dos em uma no na e para",
    "nl": "de het een van en voor over",
}

# A title with a figure in brackets, an address or mark-up in it may be a field with something of another field.
IMPURE = re.compile(r"https?:|www\.|[<>{}\\*_|=]|\bpp?\. ?\d|\b(?:vol|no|In:|Proc)\b|\?\?|\(\d|\uFFFD|\d{4}[a-z]?\)")

LATIN = re.compile(r"[A-Za-zÀ-žḀ-ỹ0-9 ,.:;?!'’“”\"()&/–—-]{8,180}")


@dataclass(frozen=True, slots=True)
class Gleanings:
    """Fields by what they are: titles by language, and journal titles."""

    titles: dict[str, tuple[str, ...]]
    journals: tuple[str, ...]


@cache
def gleanings(file: Path = FILE) -> Gleanings:
    """Glean `file`; empty when it is not there (a checkout without the shared training data)."""
    if not file.exists():
        return Gleanings({}, ())
    with lzma.open(file, "rt", encoding="utf-8") as text:
        return glean(json.loads(line) for line in text)


def glean(strings: Iterable[dict[str, object]]) -> Gleanings:
    """Titles and journals of labelled strings (`id`, `segments`), those kept aside left out."""
    titles: dict[str, dict[str, None]] = {}
    journals: dict[str, None] = {}
    for label, text in pieces(strings):
        if label == "title" and (language := language_of(text)):
            titles.setdefault(language, {})[text] = None
        elif label == "container-title" and looks_like_a_journal(text):
            journals[text] = None
    return Gleanings({language: tuple(found) for language, found in titles.items()}, tuple(journals))


def pieces(strings: Iterable[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Label and cleaned text of every clean segment of strings that may be learnt from."""
    for string in strings:
        segments = string["segments"]
        if str(string["id"])[0] in KEPT_ASIDE or not isinstance(segments, list):
            continue
        for label, text in segments:
            cleaned = clean(text)
            if LATIN.fullmatch(cleaned) and not IMPURE.search(cleaned):
                yield label, cleaned


def clean(text: str) -> str:
    """A field without the blanks, stops and quotes round it; a question mark stays, so does a closing bracket."""
    return text.strip().strip("\"“”„«»'‘’ ").rstrip(".,;: ").strip("\"“”„«»'‘’ ").rstrip(".,;: ")


def language_of(title: str) -> str:
    """The language that `title` shows by two little words; empty when it shows none."""
    found = set(title.casefold().split())
    hits = {language: len(found.intersection(little.split())) for language, little in LITTLE_WORDS.items()}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= 2 and list(hits.values()).count(hits[best]) == 1 else ""


def looks_like_a_journal(container: str) -> bool:
    """Whether a container can be a journal: short, no "In", no figures, no proceedings."""
    return (
        len(container) <= 70
        and container[0].isupper()
        and container.count("(") == container.count(")") == 0
        and not re.match(r"in\b", container, re.IGNORECASE)
        and not re.search(r"\d|roceed|onference|Symposium|Workshop", container)
    )
