"""Templates of references: what a style prints in which order, with the label of every character.

In: a template such as `{author} ({year}). {title:i}.⟨ {place}: {publisher}.⟩` and a printer that gives a field's text.
Out: labelled pieces. The marks:

- `{field}`, `{field:form}`: a field, in a form; `{=label text}`: words under a label of their own;
- `⟨…⟩`: printed only if every field in it is known; `⟨?…⟩`: even then only every other time;
- `⟦one│other⟧`: one of them; `$word`: a word in the record's language, see `terms`;
- `¬`: what stands before it belongs to the field before, in words that would go to the field after.

Without `¬`, punctuation, blanks and closing brackets between fields go to the field before, opening brackets and words
to the field after: the convention of the training strings.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

CLOSING = re.compile(r"[\s.,;:)\]–—]*")

# A stop, a question or exclamation mark at the end of a field, before marks of italics or quotes.
STOPPED = re.compile(r"[.?!](?:\*|_|</i>|</em>)?[\"'”’“»]?\Z")

TOKEN = re.compile(r"⟨\??|⟩|⟦|│|⟧|\{[^{}]*\}|\$\w+|[^⟨⟩⟦│⟧{}$]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field and the form in which it is printed; `words` are fixed text under the label `name`."""

    name: str
    form: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that are printed together or, when one is not known (or by chance), not at all."""

    parts: tuple["Part", ...]
    by_chance: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, of which one is printed."""

    alternatives: tuple[tuple["Part", ...], ...]


Part = str | Field | Group | Choice

# A piece of a printed reference: the label, none for words between fields, and the text.
Piece = tuple[str | None, str]


class UnknownFieldError(LookupError):
    """A template asks for a field that the record does not have."""


@cache
def read_template(template: str) -> tuple[Part, ...]:
    """The parts of a template."""
    return read_parts(iter(TOKEN.findall(template)))[0]


def read_parts(tokens: Iterator[str]) -> tuple[tuple[Part, ...], str]:
    """The parts up to a closing mark, and that mark (empty at the end of the template)."""
    parts: list[Part] = []
    for mark in tokens:
        if mark in "⟩⟧│":
            return tuple(parts), mark
        parts.append(read_part(mark, tokens))
    return tuple(parts), ""


def read_part(mark: str, tokens: Iterator[str]) -> Part:
    """The part that begins with `mark`."""
    if mark.startswith("⟨"):
        return Group(read_parts(tokens)[0], by_chance=mark.endswith("?"))
    if mark == "⟦":
        return Choice(tuple(read_alternatives(tokens)))
    if mark.startswith("{="):
        label, _, text = mark[2:-1].partition(" ")
        return Field(label, words=text)
    if mark[0] == "{":
        name, _, form = mark[1:-1].partition(":")
        return Field(name, form)
    return mark


def read_alternatives(tokens: Iterator[str]) -> Iterator[tuple[Part, ...]]:
    """The alternatives of a choice, up to its end."""
    mark = "│"
    while mark == "│":
        parts, mark = read_parts(tokens)
        yield parts


def print_parts(
    parts: tuple[Part, ...], printed: Callable[[str, str], Piece], term: Callable[[str], str], chance: Random
) -> list[Piece]:
    """The pieces that `parts` give; `printed` answers a field and form, `term` a word.

    Raises UnknownFieldError when a field outside of any group is not known (its text is empty).
    """
    pieces: list[Piece] = []
    for part in parts:
        match part:
            case str():
                pieces.append((None, term(part[1:]) if part[0] == "$" else part))
            case Field(name, _, words) if words:
                pieces.append((name, words))
            case Field(name, form):
                pieces.append(known(printed(name, form)))
            case Group(inner, by_chance):
                if not by_chance or chance.random() < 0.5:
                    pieces += print_group(inner, printed, term, chance)
            case Choice(alternatives):
                pieces += print_parts(chance.choice(alternatives), printed, term, chance)
    return pieces


def print_group(
    parts: tuple[Part, ...], printed: Callable[[str, str], Piece], term: Callable[[str], str], chance: Random
) -> list[Piece]:
    """The pieces of a group, none when a field in it is not known."""
    try:
        return print_parts(parts, printed, term, chance)
    except UnknownFieldError:
        return []


def known(piece: Piece) -> Piece:
    """The piece, if it says anything."""
    if not piece[1]:
        raise UnknownFieldError(piece[0])
    return piece


def attach(pieces: list[Piece]) -> list[tuple[str, str]]:
    """Labelled segments of pieces: words between two fields go to the one before or after; equal neighbours join."""
    segments: list[tuple[str, str]] = []
    between = ""
    for label, text in pieces:
        if label is None:
            between += text
            continue
        between = without_second_stop(segments, between)
        before, after = divide(between) if segments else ("", between.replace("¬", ""))
        between = ""
        append(segments, segments[-1][0] if segments else label, before)
        append(segments, label, after + text)
    if segments:
        append(segments, segments[-1][0], without_second_stop(segments, between).replace("¬", ""))
    return segments


def without_second_stop(segments: list[tuple[str, str]], between: str) -> str:
    """The words between two fields without their stop, where the field before ends in one ("ed.", "n.d.", "?")."""
    if between.startswith(".") and segments and STOPPED.search(segments[-1][1][-12:]):
        return between[1:]
    return between


def divide(between: str) -> tuple[str, str]:
    """What of the words between two fields belongs to the one before, and what to the one after."""
    before, mark, after = between.partition("¬")
    if mark:
        return before, after
    closing = CLOSING.match(between)
    end = closing.end() if closing else 0
    return between[:end], between[end:]


def append(segments: list[tuple[str, str]], label: str, text: str) -> None:
    """Put `text` at the end of the segments, joined to the last one if that has the same label."""
    if not text:
        return
    if segments and segments[-1][0] == label:
        segments[-1] = (label, segments[-1][1] + text)
    else:
        segments.append((label, text))
