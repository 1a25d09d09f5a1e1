"""Brackets, raised numbers and keys in running text that may be citations.

In: a Layout and the spans that are no running text (notes, the reference list). Out: everything that could
cite, with the words before it; whether it does cite is for parsing and resolving to say.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from refdesk.reading.layout import Layout
from refdesk.reading.notes import raised_marks
from refdesk.reading.running import links, running_text
from refdesk.reading.spans import Spans

BracketKind = Literal["dated", "undated", "numeric", "labelled", "keyed"]

_WORDS_BEFORE = 160
"""Characters before a bracket in which the name of a narrative citation is looked for: a long body's name fits."""

_ROUND = re.compile(r"\(([^()]{1,400})\)")
_NESTED = re.compile(r"\(([^()]{0,300}(?:\([^()]{1,80}\)[^()]{0,200}){1,3})\)")
_INNER = re.compile(r"\(([^()]*)\)")
_SQUARE = re.compile(r"\[(?!\^)([^\[\]]{1,400})\](?!\()")
"""A square bracket that is no Markdown note."""

# Smith [1890] 1990 · (Smith [WHO], 2001) stay with the round bracket; a square one around them: [Smith [1890] 1990].
_SQUARE_NESTED = re.compile(r"\[([^\[\]]{1,200}\[[^\[\]]{1,80}\][^\[\]]{0,200})\]")

_DATED = re.compile(
    r"\b(?:1[4-9]|20)\d\d[a-z]{0,2}\b|\bn\.\s?d\.|\bforthcoming\b|\bin press\b|\bin prep|\bsubmitted\b|"
    r"\bunder review\b|"
    r"\bo\.\s?[JD]\.|\bs\.\s?[fda]\.|\bs/f\b|\bz\.\s?j\.|\bim (?:Druck|Erscheinen)\b|\bsous presse\b|\bà paraître\b|"
    r"\ben prensa\b|\bno prelo\b|\bin (?:corso di )?stampa\b",
    re.IGNORECASE,
)
_DASH = r"[-–—‐‑−]"
_NUMBER = rf"\d{{1,4}}(?:\s?{_DASH}\s?\d{{1,4}})?"
_LEAD = r"(?:(?:see|see also|cf\.|e\.g\.|for example|refs?\.?|siehe|vgl\.|voir|véase|vedi|zie),?\s{1,3}){0,3}"
_PARTS = r"\s{0,3}(?:[,;]|\b(?:and|und|et|y|e|en)\b|&)\s{0,3}(?:and\s{1,3}|&\s{0,3})?" + _LEAD
_LOCATOR = r"[,:]\s{0,3}+(?!(?:and|und|et|y|e|en|see|cf|siehe|voir)\b|&)[^\d\s,;][^,;]{0,60}+"
_NUMERIC = re.compile(
    rf"\s{{0,3}}{_LEAD}{_NUMBER}(?:\s{{0,3}}{_LOCATOR}|{_PARTS}{_NUMBER}){{0,80}}\s{{0,3}}", re.IGNORECASE
)
_NUMERIC_PART = re.compile(rf"(?P<number>{_NUMBER})|(?P<locator>{_LOCATOR})")
_RANGE = re.compile(rf"\[\s?(\d{{1,4}})\s?\]\s?{_DASH}\s?\[\s?(\d{{1,4}})\s?\]")
_WORDS_OF_INDEX = 40
_MOST_IN_RANGE = 100

_INDEX = re.compile(
    r"(?:(?<![\w])[^\W\d_](?:\[\d{1,4}\])?|\w_\w{0,20}|[^\W\d_]\]|[∈∉=<>≤≥×+*/^{]\s?|\b(?:interval|range|array|index|vector|matrix|"
    r"list|tuple|item|log|ln|exp|sin|cos|tan|max|min|det|len|argv?|args|data|buf|tmp|idx|sum|lim|"
    r"[Ee]qs?\.|[Ee]quations?|[Ff]igs?\.|[Ff]igures?|[Tt]ables?|[Ss]teps?|[Ii]tems?|[Cc]ases?|"
    r"[Hh]ypothes[ie]s)\s?)$"
)
# a[1][i], a[1][:, 2]; but "[3][citation needed]", "[3][who?]"
_INDEX_AFTER = re.compile(r"\[(?:[^\s\d?\[\]]{1,20}\]|:)|\s?=[^=]|\.\w+\(|\s?[×^²]")
_AFTER_STOP = re.compile(r"[.,;:!?”\"’)\]]$")

_LABEL = re.compile(r"[^\W\d_][\w+*.’' :/-]{0,30}(?:[,;]\s[^\[\]]{1,200})?")
_TELLING = re.compile(r"[^\W_a-zß-öø-ÿ]")

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_DIGITS = str.maketrans(_RAISED + "⁻", "0123456789–")
# ³ · ³,⁴ · ³⁻⁵ · ³–⁵
_RAISED_RUN = re.compile(rf"[{_RAISED}]{{1,3}}(?:\s?[,⁻–-]\s?[{_RAISED}]{{1,3}}){{0,30}}")
# <sup>3,4</sup> · <sup>[3]</sup> · ^3,4^
_SUP = re.compile(r"<sup>\s{0,3}\[?([\d,;–\- ]{1,80})\]?\s{0,3}</sup>|(?<=\S)\^([\d,–-]{1,40})\^", re.IGNORECASE)
# Ref. 12 · refs. 3 and 4
_WORD = re.compile(
    rf"\b(?:[Rr]ef(?:s\b\.?|\b\.)|Ref\b|reference)\s{{1,3}}({_NUMBER}(?:{_PARTS}{_NUMBER}){{0,20}})(?![\w.]\d|\w)"
)
# What print lost the raising of: "as shown before.3,4 Then", "in mice5–7."
_PLAIN = re.compile(
    r"(?:(?<=[^\W\d_A-Z][.,;:?!)”\"’])|(?<=[^\W\d_A-Z]{3}))(\d{1,3}(?:[,–-]\d{1,3}){0,20})(?=[\s.,;:)]|$)"
)
_TO_ITEM = re.compile(r"[\s.:*]{0,40}")
_FEWEST = 3

# @smith2001 · -@smith2001 · @{smith:2001}
_KEY = r"-?@(?:\{[^{}\s]{1,80}\}|[\w][\w:.#$%&+?<>~/-]{0,80})"
_KEYED = re.compile(r"(?:^|[\s;\[(-])@(?:\{|[^\W\d_]|\d)")
_NAMED_KEY = re.compile(rf"(?<![\w@/.])({_KEY})(?:\s?\[([^\[\]@]{{1,100}})\])?")
_LATEX = re.compile(
    r"\\(?!nocite)(?:[a-zA-Z]{0,12}cite[a-zA-Z]{0,12})\*?(?:\s?\[[^\[\]]{0,100}\]){0,2}\s?\{[^{}]{1,300}\}"
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A mark: its place with its brackets, what is inside, the flat text before it, and what it could be."""

    start: int
    end: int
    inside: str
    before: str
    kind: BracketKind


def find_brackets(layout: Layout, excluded: Iterable[tuple[int, int]]) -> tuple[Bracket, ...]:
    r"""Every mark of up to 400 characters outside the excluded spans and code, in order of place.

    Of square brackets only those with a number ("[3, p. 9]", "[1–3]", "[6]–[9]" as one), a date, a label ("[Knu84]")
    or a key ("[@knuth1984]") are taken; beside brackets, `<sup>3</sup>`, "Ref. 3", bare keys and `\cite{…}`.
    """
    excluded = list(excluded)
    spans, text, starts = Spans(excluded), running_text(layout), {start for start, _ in excluded}
    found = [*_round(text), *_square(text), *_linked(layout, text), *_raised_tags(text), *_words(text), *_keys(text)]
    kept = (b for b in found if not spans.hold(b.start) and not _leads_item(layout.text, b, starts))
    return tuple(sorted(kept, key=lambda b: (b.start, -b.end)))


def find_raised(layout: Layout, excluded: Iterable[tuple[int, int]]) -> tuple[Bracket, ...]:
    """Every raised number of the running text, as a numeric mark: with a numbered list they mean its items.

    Where print lost the raising ("shown before.3,4"), the plain digits count if their numbers rise from 1 on.
    """
    spans, text = Spans(excluded), running_text(layout)
    plain = [bracket for bracket in _plain(text) if not spans.hold(bracket.start)]
    raised = [bracket for bracket in _raised(text) if not spans.hold(bracket.start)]
    counted = [int(number) for bracket in plain for number in numbers_in(bracket.inside)]
    return tuple(raised or (plain if rises(counted) else ()))


def numbers_in(inside: str) -> tuple[str, ...]:
    """The numbers that "2–4, 7, p. 9" means, as strings; a range of more than 100 is taken as its ends."""
    return tuple(dict.fromkeys(number for number, _ in numbered(inside)))


def numbered(inside: str) -> tuple[tuple[str, str | None], ...]:
    """Each number that "2–4, p. 9, 7" means with the printed locator after it: 2, 3, 4 (p. 9), 7."""
    found: list[tuple[str, str | None]] = []
    for part in _NUMERIC_PART.finditer(inside) if _NUMERIC.fullmatch(inside) else ():
        if part["locator"] is None:
            found += ((str(number), None) for number in _range(part["number"]))
        else:
            found[-1] = found[-1][0], part["locator"].strip(" ,:")
    return tuple(found)


def is_index(text: str, start: int, end: int) -> bool:
    """Whether a number in brackets is that of a cell, an interval, an equation or a figure: "a[1]", "x ∈ [1, 2]"."""
    before = text[max(0, start - _WORDS_OF_INDEX) : start]
    after = _INDEX_AFTER.match(text, end)
    noted = after is not None and after.group().startswith("[") and _AFTER_STOP.search(before)  # "so.[3][a]"
    return bool(_INDEX.search(before)) or (after is not None and not noted)


def _leads_item(text: str, bracket: Bracket, starts: Container[int]) -> bool:
    """Whether the bracket begins a line and the words after it an item: "[3] Ostrom, E." in a list."""
    after = _TO_ITEM.match(text, bracket.end)
    line = text[max(0, bracket.start - _WORDS_BEFORE) : bracket.start].rpartition("\n")[2]
    return after is not None and after.end() in starts and not line.strip(" \t-•*>")


def _range(printed: str) -> Iterable[int]:
    ends = [int(end) for end in re.findall(r"\d+", printed)]
    whole = len(ends) == 2 and 0 < ends[1] - ends[0] <= _MOST_IN_RANGE
    return range(ends[0], ends[1] + 1) if whole else ends


def _round(text: str) -> Iterator[Bracket]:
    with_keys = _has_keys(text)
    for match in _ROUND.finditer(text):
        is_key = with_keys and _KEYED.search(match[1])
        kind: BracketKind = "keyed" if is_key else "dated" if _DATED.search(match[1]) else "undated"
        yield _bracket(text, *match.span(), match[1], kind)
    for match in _NESTED.finditer(text):
        if _DATED.search(_INNER.sub("", match[1])):
            yield _bracket(text, *match.span(), _INNER.sub(r"[\1]", match[1]), "dated")


def _square(text: str) -> Iterator[Bracket]:
    ranges = {match.start(): match for match in _RANGE.finditer(text)}
    joined = Spans((match.start() + 1, match.end()) for match in ranges.values())
    for match in _SQUARE.finditer(text):
        if whole := ranges.get(match.start()):
            yield _bracket(text, *whole.span(), f"{whole[1]}–{whole[2]}", "numeric")
        elif not joined.hold(match.start()) and (kind := _square_kind(match[1])):
            if kind == "numeric" and is_index(text, *match.span()):
                continue
            yield _bracket(text, *match.span(), match[1], kind)
    for match in _SQUARE_NESTED.finditer(text):
        if _DATED.search(match[1]):
            yield _bracket(text, *match.span(), match[1], "dated")


def _square_kind(inside: str) -> BracketKind | None:
    if _NUMERIC.fullmatch(inside):
        return "numeric"
    if _KEYED.search(f" {inside}"):
        return "keyed"
    if _DATED.search(inside):
        return "dated"
    return "labelled" if _LABEL.fullmatch(inside.strip()) and _TELLING.search(inside) else None


def _linked(layout: Layout, text: str) -> Iterator[Bracket]:
    """Links whose words are a citation: "[Smith, 2001](#smith)"; a number must lead to a place in the document."""
    for start, end, words, target in links(layout):
        kind = _square_kind(words.strip(" \\[]"))
        if kind == "dated" or (kind in {"numeric", "labelled"} and target.startswith("#")):
            yield _bracket(text, start, end, words.strip(" \\[]"), kind)


def _raised_tags(text: str) -> Iterator[Bracket]:
    for match in _SUP.finditer(text):
        yield _bracket(text, *match.span(), (match[1] or match[2]).strip(), "numeric")


def _words(text: str) -> Iterator[Bracket]:
    return (_bracket(text, *match.span(), match[1], "numeric") for match in _WORD.finditer(text))


def _keys(text: str) -> Iterator[Bracket]:
    """LaTeX's commands, and pandoc's bare keys where the text has keys in brackets, too."""
    for match in _LATEX.finditer(text):
        yield _bracket(text, *match.span(), match.group(), "keyed")
    for match in _NAMED_KEY.finditer(text) if _has_keys(text) else ():
        end = match.end() if match[2] or match[1].endswith("}") else match.start() + len(match[1].rstrip(".:?/"))
        yield _bracket(text, match.start(), end, text[match.start() : end], "keyed")


def _has_keys(text: str) -> bool:
    """Whether keys stand in square brackets, as in pandoc's Markdown: "(@roe)" alone is a name on some site."""
    return any(_KEYED.search(f" {match[1]}") for match in _SQUARE.finditer(text))


def _raised(text: str) -> Iterator[Bracket]:
    starts = {mark.start for mark in raised_marks(text)}
    for match in _RAISED_RUN.finditer(text):
        if match.start() in starts:
            yield _bracket(text, *match.span(), match.group().translate(_RAISED_DIGITS), "numeric")


def _plain(text: str) -> Iterator[Bracket]:
    return (_bracket(text, *match.span(), match[1], "numeric") for match in _PLAIN.finditer(text))


def rises(numbers: Sequence[int]) -> bool:
    """Whether each new number is the next after those before, three quarters of the time: the habit of such lists."""
    last, in_order, others = 0, 0, 0
    for number in numbers:
        in_order += number == last + 1
        others += number > last + 1
        last = max(last, number)
    return in_order >= _FEWEST and others * 3 <= in_order


def _bracket(text: str, start: int, end: int, inside: str, kind: BracketKind) -> Bracket:
    return Bracket(start, end, inside, text[max(0, start - _WORDS_BEFORE) : start], kind)
