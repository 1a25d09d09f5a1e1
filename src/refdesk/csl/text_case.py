"""How is a text written in a case? Children of a node and one of CSL's six cases → the children in that case.

Case is a matter of the whole text, however many parts it has: the first word of a title may stand in italics, the last
one in quotation marks. So the leaves are read as one line, changed letter by letter, and cut into leaves again. What
is `nocase` (CSL's own span, and superscripts, subscripts and small caps inside a field) is read but never changed.
"""

import re
from collections.abc import Callable

from refdesk.csl.tree import Child, map_strings

# The words which title case leaves in lower case unless they stand first, last or after a colon: those of CSL 1.0.2,
# "Title case conversion", and the longer prepositions and the particles that styles in use expect beside them.
STOP_WORDS = frozenset(
    """a an and as at but by down for from in into nor of on onto or over so the till to up via with yet
    about above across after against along alongside amid among amongst around aside astride athwart atop barring
    before behind below beneath beside besides between beyond circa despite during except inside like near next
    notwithstanding off out per plus since than through throughout toward towards under underneath until unto upon
    versus within without lest al ca de et v van von vs""".split()  # noqa: SIM905 - a list of eighty words reads better as words
)

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’`](?=[^\W\d_]))*")
_SENTENCE_ENDS = re.compile(r"[:?!][\s\"'“”‘’«»‹›„‚()\[\]]*\Z")
_WORD_END = re.compile(r"[\s\-–—/]")
_ENGLISH = re.compile(r"en(?:[-_]|\Z)", re.IGNORECASE)
_TURKIC = re.compile(r"(?:tr|az)(?:[-_]|\Z)", re.IGNORECASE)
_TURKIC_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_TURKIC_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_NAMING = ("@", "#")  # what stands before a name or a word that people are found by
_SHOUTED_WORDS = 3
_LOOK_BACK = 12


def change_case(children: list[Child], case: str, language: str) -> list[Child]:
    """The children in a case (CSL 1.0.2, "Text-case"); an unknown case changes nothing.

    `language` decides what the capital of "i" is, and whether "title" does anything: it is for English alone.
    """
    if case == "uppercase":
        return [map_strings(child, _upper(language)) for child in children]
    if case == "lowercase":
        return [map_strings(child, _lower(language)) for child in children]
    if case == "title" and not _ENGLISH.match(language):
        return children
    change = _CHANGES.get(case)
    return children if change is None else _change_line(children, change, _upper(language))


def strip_periods(children: list[Child]) -> list[Child]:
    """The children without their periods (CSL 1.0.2, "Strip-periods")."""
    return [map_strings(child, _without_periods) for child in children]


def _without_periods(text: str) -> str:
    return text.replace(".", "")


def _upper(language: str) -> Callable[[str], str]:
    if _TURKIC.match(language):
        return lambda text: text.translate(_TURKIC_UPPER).upper()
    return str.upper


def _lower(language: str) -> Callable[[str], str]:
    if _TURKIC.match(language):
        return lambda text: text.translate(_TURKIC_LOWER).lower()
    return str.lower


Change = Callable[["_Line"], None]


class _Line:
    """The leaves of some parts as one line of letters, each of which may be free to change or not."""

    __slots__ = ("free", "letters", "text", "upper")

    def __init__(self, children: list[Child], upper: Callable[[str], str]) -> None:
        self.upper = upper
        self.letters: list[str] = []
        self.free: list[bool] = []
        self._read(children, "", free=True)
        self.text = "".join(self.letters)

    def _read(self, children: list[Child], delimiter: str, *, free: bool) -> None:
        for index, child in enumerate(children):
            if index:
                self._add(delimiter, free=False)
            if isinstance(child, str):
                self._add(child, free=free)
                continue
            self._add(child.prefix, free=False)
            self._add('"' if child.quotes else "", free=False)
            self._read(child.children, child.delimiter, free=free and not child.nocase)
            self._add('"' if child.quotes else "", free=False)
            self._add(child.suffix, free=False)

    def _add(self, text: str, *, free: bool) -> None:
        self.letters.extend(text)
        self.free.extend([free] * len(text))

    def capitalize(self, place: int) -> None:
        """Make a capital of the letter at `place`, where it is free and has a capital of one letter."""
        capital = self.upper(self.text[place])
        if self.free[place] and len(capital) == 1:
            self.letters[place] = capital

    def lower(self, start: int, end: int) -> None:
        """Make small letters of those from `start` to `end`."""
        for place in range(start, end):
            small = self.letters[place].lower()
            if self.free[place] and len(small) == 1:
                self.letters[place] = small


def _change_line(children: list[Child], change: Change, upper: Callable[[str], str]) -> list[Child]:
    line = _Line(children, upper)
    change(line)
    return _write(children, "", line.letters, 0)[0]


def _write(children: list[Child], delimiter: str, letters: list[str], place: int) -> tuple[list[Child], int]:
    """The children with the letters that stand at their places, and the place after them; as `_Line` reads."""
    written: list[Child] = []
    for index, child in enumerate(children):
        place += len(delimiter) if index else 0
        if isinstance(child, str):
            written.append("".join(letters[place : place + len(child)]))
            place += len(child)
            continue
        place += len(child.prefix) + child.quotes
        child.children, place = _write(child.children, child.delimiter, letters, place)
        place += len(child.suffix) + child.quotes
        written.append(child)
    return written, place


def _capitalize_first(line: _Line) -> None:
    """The first word begins with a capital, if it is in lower case (CSL 1.0.2: "capitalize-first")."""
    found = _WORD.search(line.text)
    if found and found[0].islower():
        line.capitalize(found.start())


def _capitalize_all(line: _Line) -> None:
    """Every word in lower case begins with a capital."""
    for found in _WORD.finditer(line.text):
        if found[0].islower() and line.text[max(0, found.start() - 1) : found.start()] not in _NAMING:
            line.capitalize(found.start())


def _sentence(line: _Line) -> None:
    """Small letters but for the first of all; a first word with capitals of its own keeps them ("McDonald", "U.S.").

    A line all in capitals keeps none but the first.
    """
    text = line.text
    found = _WORD.search(text)
    if not found:
        return
    start = found.start()
    if _shouted(text):
        line.lower(start + 1, len(text))
        return
    line.lower(_first_word_end(text, start), len(text))
    if found[0].islower():
        line.capitalize(start)


def _first_word_end(text: str, start: int) -> int:
    end = _WORD_END.search(text, start)
    return end.start() if end else len(text)


def _title(line: _Line) -> None:
    """Every word in lower case begins with a capital, but for the stop words inside (CSL 1.0.2: "title").

    A line all in capitals is first put in small letters, if it is of several words and not an acronym or two.
    """
    if _shouted(line.text):
        line.lower(0, len(line.text))
        line.text = "".join(line.letters)
    words = list(_WORD.finditer(line.text))
    last = len(words) - 1
    for index, found in enumerate(words):
        if found[0].islower() and _takes_capital(line.text, found, first=index == 0, last=index == last):
            line.capitalize(found.start())


def _takes_capital(text: str, found: re.Match[str], *, first: bool, last: bool) -> bool:
    """Whether a word in lower case begins with a capital in a title."""
    word, start, end = found[0], found.start(), found.end()
    if _is_address(text, start, end):
        return False
    if first or _SENTENCE_ENDS.search(text, max(0, start - _LOOK_BACK), start):
        return len(word) > 1 or word.isascii()
    if len(word) == 1 or word[1] in "'’`":
        return text[end : end + 1] == "-" != text[start - 1] and word.isascii() and word not in STOP_WORDS
    return last or word not in STOP_WORDS


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a name of the net, which has its own case ("nature.com", "https://…", "@who")."""
    return (
        text.startswith("://", end)
        or text[max(0, start - 1) : start] in _NAMING
        or (text[end : end + 1] == "." and text[end + 1 : end + 2].islower())
        or (start > 1 and text[start - 1] == "." and text[start - 2].islower())
    )


def _shouted(text: str) -> bool:
    """Whether a text of several words is all in capitals; the letters of an abbreviation ("U.S.C.") are no words."""
    if not text.isupper():
        return False
    words = [word for word in _WORD.findall(text) if word.isalpha()]
    return len(words) >= _SHOUTED_WORDS and any(len(word) > 1 for word in words)


_CHANGES: dict[str, Change] = {
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
