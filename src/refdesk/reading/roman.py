r"""Endnotes with small Roman numbers, as word processors write them: `[i]`, `\[ii\]`, `[[iii]](#_edn3)`, `ⁱᵛ`, `v. `.

In: a Layout and the spans of its reference list. Out: the notes, labelled as printed. Two things prove them: the
numbers of the texts rise from i one by one, and each text stands below its mark; "[sic]" and "a[i]" do neither.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from refdesk.model.citation import Note
from refdesk.reading.layout import Layout, breaks_off, is_address
from refdesk.reading.lines import Line, Paragraph
from refdesk.reading.notemarks import Place
from refdesk.reading.notetexts import best_paired, is_short_heading, is_unclosed, marked, note_texts
from refdesk.reading.spans import Spans

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PRINTED = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGH = "ⁱᵛˣˡᶜ"
_AS_PLAIN = str.maketrans(_HIGH, "ivxlc")
_NUMBER = r"[ivxlc]{1,9}"
_SQUARE = rf"\\?\[\\?\[?(?P<square>{_NUMBER})\\?\]?\\?\](?:\(#[^()\s]{{1,80}}\))?"
_TEXT = re.compile(
    rf"\s{{0,80}}(?:{_SQUARE}|<sup>\[?(?P<sup>{_NUMBER})\]?</sup>|(?P<high>[{_HIGH}]{{1,9}})|"
    rf"(?P<dot>{_NUMBER})[.)](?=\s)|(?P<bare>{_NUMBER})(?=\s{{1,9}}[^\W\d_a-z]|\s{{1,9}}[“\"*_]))\s{{0,20}}(?=\S)"
)
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        _SQUARE,
        rf"<sup>\[?(?P<sup>{_NUMBER})\]?</sup>",
        rf"(?P<high>[{_HIGH}]{{1,9}})",
        rf"(?<=[.,;:!?\"”’)])(?P<plain>{_NUMBER})(?=\s|$)",
    )
)
_FIRST = frozenset(["[", "\\", "<", *"ivxlc", *_HIGH])
_FEWEST = 2


def roman_notes(layout: Layout, listed: Spans) -> tuple[Note, ...]:
    """The notes whose texts begin with i, ii, iii …, each below its mark; none where fewer than two have one."""
    found = note_texts(layout.paragraphs, roman_label, _goes_on)
    texts = [text for run in _runs(text for text in found if not listed.hold(text.end - 1)) for text in run]
    notes = best_paired(texts, _marks(layout.flat)) if texts else ()
    proved = marked(notes) >= max(_FEWEST, len(notes) // 2)
    return tuple(replace(note, label=_roman(int(note.label))) for note in notes) if proved else ()


def roman_label(line: str) -> str | None:
    """The small Roman number that a line begins with, in plain digits."""
    if line.lstrip()[:1] not in _FIRST:
        return None
    match = _TEXT.match(line)
    number = _value(match[match.lastgroup or ""]) if match else None
    return str(number) if number else None


def roman_words(line: str, label: str) -> int | None:
    """Where words begin after the Roman `label` that the line begins with; None where it does not."""
    match = _TEXT.match(line)
    return match.end() if match and match[match.lastgroup or ""].translate(_AS_PLAIN) == label else None


def _goes_on(note: Sequence[Line], paragraph: Paragraph) -> bool:
    """A note of several paragraphs is rare; what follows the last note is none of it."""
    torn = breaks_off(note[-1].text) or is_unclosed(note)
    return is_address(paragraph.first) or (torn and not is_short_heading(paragraph))


def _runs(found: Iterable[Place]) -> Iterator[list[Place]]:
    """The texts whose numbers rise from i one by one; with a new chapter they may begin anew."""
    run: list[Place] = []
    for place in found:
        if place.label == "1":
            yield run if len(run) >= _FEWEST else []
            run = [place]
        elif run and int(place.label) == int(run[-1].label) + 1:
            run.append(place)
    yield run if len(run) >= _FEWEST else []


def _marks(flat: str) -> Iterator[list[Place]]:
    """The marks of each form, the surest form first."""
    for pattern in _MARKS:
        read = ((_value(match[match.lastgroup or ""]), match) for match in pattern.finditer(flat))
        yield [Place(str(number), *match.span()) for number, match in read if number]


def _value(printed: str) -> int | None:
    """What a Roman number means; None for one that nobody writes so, as "iiii" or "vx"."""
    plain = printed.translate(_AS_PLAIN)
    values = [_VALUES[letter] for letter in plain]
    number = sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))
    return number if _roman(number) == plain else None


def _roman(number: int) -> str:
    """The number in small Roman letters."""
    printed = ""
    for value, letters in _PRINTED:
        count, number = divmod(number, value)
        printed += letters * count
    return printed
