"""Marks of notes in running text, in all the forms that print and markup give them.

In: a flat text. Out: for each form the marks found, each with its number in plain digits and its place. What looks
like a mark need not be one: a number after a full stop may be anything, until a note's text proves it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_DIGITS = str.maketrans(RAISED, "0123456789")

_RAISED_MARK = re.compile(rf"(?:(?<=[^\s{RAISED}])|(?<=[{RAISED}]\s))(?P<label>[{RAISED}]{{1,4}})(?![{RAISED}])")
_EXPONENT = re.compile(
    # km² · μm³ | x², R², m² | = mc² | 5 ft² | 10³, 2⁸ | 10⁻³
    r"(?:=\s?\w{1,3}|\b[kcdmnμµ]m|(?<![\w’'])[^\W\d_I]|\d\s?(?:mi|ft|in|yd|sq)|(?<![\w/.,–-])(?:10|[2-9])|[⁺⁻⁽])$"
)
_CARET_MARK = re.compile(r"\[\^(?P<label>[^\]\s]{1,60})\](?!:)")
_LINKED = r"\\?\[?\\?\[?\^?(?P<label>\d{1,4})\^?\\?\]?\\?\]?"
_FORMS = {
    # <sup>1</sup> · <sup id="fnref:1"><a href="#fn:1">[1]</a></sup>
    "html": r"<sup\b[^<>]{0,200}>\s?(?:<a\b[^<>]{0,300}>\s?)?\[?(?P<label>\d{1,4})\]?\s?(?:</a>\s?)?</sup>",
    # [1](#fn1) · [[1]](#_ftn1) · [\[1\]](#footnote-1) · <a href="#fn1">1</a>
    "link": rf"\[{_LINKED}\]\(#[^()\s]{{1,80}}(?:\s\"[^\"]{{0,80}}\")?\)|"
    r"<a\b[^<>]{0,200}href=\"#[^<>]{0,200}>\s?\[?(?P<linked>\d{1,4})\]?\s?</a>",
    "power": r"(?<=\S)\^(?P<label>\d{1,4})\^?(?![\w^])",
    "square": r"\\?\[(?P<label>\d{1,4})\\?\](?![(\w:])",
    "plain": r"(?<=[.,;:!?\"”’'»)\]])(?P<label>\d{1,3})(?=[\s—–)]|$)",
    "round": r"(?<=[\w.,;:!?\"”’])\s?\((?P<label>\d{1,3})\)",
    # What lost its raising after a word, too: "commons3 are"; proved by a note's text alone.
    "glued": r"(?:(?<=[^\W\d_]{3})|(?<=[’'][^\W\d_]{2})|(?<=[.,;:!?\"”’'»)\]]))(?P<label>\d{1,3})(?=[\s.,;:!?)”\"]|$)",
}
_PATTERNS = {form: re.compile(pattern) for form, pattern in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A note's text, or a mark, and its number or name."""

    label: str
    start: int
    end: int


def raised_marks(flat: str) -> Iterator[Place]:
    """Every superscript number after a word or another mark that is no exponent or unit, its label in plain digits."""
    for match in _RAISED_MARK.finditer(flat):
        if not _EXPONENT.search(flat[max(0, match.start() - 6) : match.start()]):
            yield Place(match["label"].translate(PLAIN_DIGITS), match.start(), match.end())


def caret_marks(flat: str) -> Iterator[Place]:
    """Every `[^x]` that begins no definition."""
    return (Place(match["label"], match.start(), match.end()) for match in _CARET_MARK.finditer(flat))


def numbered_marks(flat: str) -> Iterator[list[Place]]:
    """The marks of each form, the surest form first."""
    yield list(raised_marks(flat))
    for pattern in _PATTERNS.values():
        yield [_place(match) for match in pattern.finditer(flat)]


def _place(match: re.Match[str]) -> Place:
    form = match.lastgroup or ""
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Place(match[form], start, match.end())
