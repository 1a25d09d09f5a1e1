"""Are two titles one title, printed twice?

In: two titles, made comparable by `title_of`. Out: how alike they are and in which way, or what parts them though
they look alike: "Part I" and "Part II", "males" and "females", a work and the reply to it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from refdesk.resolving.fitting import fold

_LONGEST = 600
"""Characters of a title that are looked at; a longer one is an abstract in the wrong field."""

_TAG = re.compile(r"</?\w{1,20}[^<>]{0,80}>")
_SIGN = re.compile("[+#\N{MINUS SIGN}]|\\^\\{?-")
_SUBTITLE = re.compile(r"\s*(?:[:;?!]\s|\.\s+(?=[A-Z])|\s[-–—]\s|\s\()")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _words("a an das der die el il la las le les los the un una une")
_SMALL = _ARTICLES | _words(
    "and as at by da de del des di do du e et for from in into of on or to und upon von with y zu zum zur"
)
_PARTS = _words("part parts teil vol volume volumes band bd tome book chapter no number nr issue series")
_ORDINALS = _words("first second third fourth fifth sixth seventh eighth ninth tenth one two three four five")
_ROMAN = re.compile(r"[ivxl]{1,6}\Z")
# What is written about a work bears its title and one of these words, or one of those at its head.
_SEQUELS = _words(
    """addendum comment comments commentary correction corrigenda corrigendum errata erratum rejoinder reply response
    retraction retracted supplement"""
)
_FOREWORDS = _words("abstract discussion editorial foreword introduction preface review rezension summary vorwort")
_PREFIXES = _words(
    "anti endo exo extra hyper hypo inter intra intro extro macro micro mono multi poly post pre sub super"
)
_NEGATIONS = _words("not non no without against versus")
# What many books and journals have, as `letters` spells it.
_HEADINGS = _words(
    """abstract acknowledgements afterword annualreport appendix bibliography bookreview bookreviews commentary
    conclusion conclusions correspondence discussion editorial editorsnote einleitung epilogue erratum foreword
    fromtheeditor glossary guesteditorial home index interview introduction letter lettertotheeditor letters
    letterstotheeditor methods news notes obituary preface pressrelease prologue references report review statement
    summary untitled vorwort"""
)
_TELLING_WORDS = 3
_TELLING_LETTERS = 14
_MOST_OTHER_WORDS = 12
# Below this two titles are two.
_LEAST = 0.8


@dataclass(frozen=True, slots=True)
class Title:
    """A title to be compared: its words folded, those before the subtitle, and the letters of both without blanks.

    `is_heading` tells one that any book may bear ("Introduction"); `is_telling` one that no two works share by chance.
    `signs` are those that tell what letters do not: C++, C#, K⁺ and K⁻.
    """

    words: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    letters: str = ""
    main_letters: str = ""
    is_heading: bool = False
    is_telling: bool = False
    signs: str = ""


class TitleLikeness(NamedTuple):
    """How alike two titles are (0 where they are two), in words, and what parts them though they look alike."""

    likeness: float
    words: str = ""
    contradiction: str = ""


def title_of(text: str | None) -> Title:
    """The title `text`, to be compared; the empty Title for none."""
    plain = _TAG.sub(" ", (text or "")[: 2 * _LONGEST])[:_LONGEST]
    folded = unicodedata.normalize("NFC", fold(plain))  # Korean syllables are whole again
    words = _without_article(folded.split())
    if not words:
        return Title()
    main = _without_article(fold(_SUBTITLE.split(plain, maxsplit=1)[0]).split())
    letters = "".join(words)
    is_heading = letters in _HEADINGS
    telling = len(words) >= _TELLING_WORDS and len(letters) >= _TELLING_LETTERS and not is_heading
    main = main or words
    return Title(words, main, letters, "".join(main), is_heading, telling, _signs(plain))


def _signs(text: str) -> str:
    found = _SIGN.findall(unicodedata.normalize("NFKD", text))
    return "".join(sign if sign in {"+", "#"} else "-" for sign in found)


def _without_article(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def compare_titles(one: Title, other: Title) -> TitleLikeness | None:
    """How alike the two are; None where one of them is empty."""
    if not one.words or not other.words:
        return None
    if one.letters == other.letters:
        return _by_signs(one, other)
    mine, theirs = _left_over(one.words, other.words)
    if mine and theirs and len(mine) + len(theirs) > _MOST_OTHER_WORDS:
        return _without_subtitle(one, other) or TitleLikeness(0.0)
    if not mine and not theirs:
        return TitleLikeness(0.96, "same title but for the order of its words")
    if parted := _parted(mine, theirs) or _about(one, other):
        return TitleLikeness(0.95, "almost the same title", parted)
    return _without_subtitle(one, other) or _by_words(mine, theirs, one, other)


def _by_signs(one: Title, other: Title) -> TitleLikeness:
    if one.signs != other.signs:
        return TitleLikeness(0.95, "almost the same title", "the titles differ by a sign")
    return TitleLikeness(1.0, "same title")


def _left_over(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words of each that the other lacks, in their order."""
    common = Counter(one) & Counter(other)
    return _minus(one, common), _minus(other, common)


def _minus(words: tuple[str, ...], common: Counter[str]) -> list[str]:
    rest, left = Counter(common), []
    for word in words:
        if rest[word]:
            rest[word] -= 1
        else:
            left.append(word)
    return left


def _parted(mine: Sequence[str], theirs: Sequence[str]) -> str:
    """What parts titles that differ by these words alone; nothing where it may be a slip or a subtitle."""
    both = [*mine, *theirs]
    if any(map(_is_number, both)) and all(_is_number(word) or word in _PARTS | _SMALL for word in both):
        return "the titles differ by a number"
    if _digits(mine) != _digits(theirs) and mine and theirs and len(mine) <= 2 and len(theirs) <= 2:
        return "the titles differ by a number"
    if _SEQUELS & set(mine) ^ _SEQUELS & set(theirs) and len(both) <= 4:
        return "one is about the other"
    if _NEGATIONS & set(mine) ^ _NEGATIONS & set(theirs) and len(both) <= 2:
        return "the titles say opposite things"
    return ""


def _about(one: Title, other: Title) -> str:
    """Whether one title is that of a review of the other, an introduction to it, or its errata."""
    short, full = sorted((one.words, other.words), key=len)
    is_before = full[0] in _FOREWORDS and set(short) <= set(full[1:])
    behind = next((word for word in full[len(short) :] if word not in _SMALL), "")
    is_behind = behind in _SEQUELS and full[: len(short)] == short
    return "one is about the other" if is_before or is_behind else ""


def _is_number(word: str) -> bool:
    return any(char.isdigit() for char in word) or word in _ORDINALS or bool(_ROMAN.match(word))


def _digits(words: Sequence[str]) -> str:
    return "".join(char for word in words for char in word if char.isdigit())


def _without_subtitle(one: Title, other: Title) -> TitleLikeness | None:
    """Whether the one is the other without its subtitle, be it at a colon or at any word from the third on."""
    short, full = sorted((one, other), key=lambda title: len(title.words))
    extra = len(full.words) - len(short.words)
    if not extra:
        return None
    if short.words == full.main or full.main_letters == short.letters:
        return TitleLikeness(0.97, "one title leaves out the subtitle")
    if len(short.words) >= _TELLING_WORDS and extra > 1 and full.words[: len(short.words)] == short.words:
        return TitleLikeness(0.93, "one title leaves out the end")
    if len(short.words) == len(full.main) and len(full.main) >= _TELLING_WORDS:
        mine, theirs = _left_over(short.words, full.main)
        if len(mine) == len(theirs) == 1 and is_slip(mine[0], theirs[0]):
            return TitleLikeness(0.93, "one title leaves out the subtitle and has a slip of spelling")
    return None


def _by_words(mine: Sequence[str], theirs: Sequence[str], one: Title, other: Title) -> TitleLikeness:
    """The more words without a partner, the less alike; small words count little, slips of spelling hardly."""
    if (
        len(one.letters) > _TELLING_LETTERS
        and fuzz.ratio(one.letters, other.letters) >= 97
        and _no_word_is_new(mine, theirs)
    ):
        return TitleLikeness(0.97, "titles spelt slightly differently")
    mine, theirs = [word for word in mine if word not in _SMALL], [word for word in theirs if word not in _SMALL]
    slips = [(word, near) for word in mine for near in theirs if is_slip(word, near)]
    for word, near in slips:
        if word in mine and near in theirs:
            mine.remove(word)
            theirs.remove(near)
    lost = len(mine) + len(theirs)
    total = max(len(one.words), len(other.words))
    likeness = 0.97 - 0.01 * len(slips) - 1.5 * lost / total
    if likeness < _LEAST or (mine and theirs) or len(slips) > max(1, total // 3):
        return TitleLikeness(0.0)
    return TitleLikeness(
        round(likeness, 3), "titles spelt slightly differently" if not lost else "almost the same title"
    )


def _no_word_is_new(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the words differ by where they are parted alone ("data base", "database")."""
    return fuzz.ratio("".join(mine), "".join(theirs)) >= 90 and not (
        len(mine) == len(theirs) and any(not is_slip(a, b) for a, b in zip(mine, theirs, strict=True))
    )


def is_slip(one: str, other: str) -> bool:
    """Whether two words may be one, mistyped: a letter or two off, but no other prefix and no other number."""
    most = 1 if max(len(one), len(other)) < 8 else 2
    if min(len(one), len(other)) < 4 or OSA.distance(one, other, score_cutoff=most) > most:
        return False
    if one.endswith(other) or other.endswith(one) or _have_other_prefixes(one, other):
        return False
    return _digits([one]) == _digits([other])


def _have_other_prefixes(one: str, other: str) -> bool:
    """Whether the words begin with two different prefixes: "hypoglycemia", "hyperglycemia"."""
    mine, theirs = _prefix(one), _prefix(other)
    return bool(mine and theirs and mine != theirs)


def _prefix(word: str) -> str:
    return max((prefix for prefix in _PREFIXES if word.startswith(prefix)), key=len, default="")
