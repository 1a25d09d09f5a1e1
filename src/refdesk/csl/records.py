"""Items as the processor reads them: CSL-JSON made harmless.

In: a CSL-JSON item, as hostile as it may be. Out: a `Record` whose every variable is of the kind its name promises;
what is of no use (an empty date, a name without letters, null) is absent. Markup of the CSL-JSON set (`<i>`, `<b>`,
`<sup>`, `<sub>`, small capitals) becomes marks where it is balanced; all other `<` are text. Straight quotation marks
and apostrophes become those of the style's language.

A Record also keeps count of what is asked of it, which is how groups and substitutes know what was printed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from citeproc.source import Date, DateRange, LiteralDate, Name, VariableError
from citeproc.source.json import CiteProcJSON

from refdesk.csl import marks

# CSL 1.0.2, appendix III.
_TYPE_WORDS = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
"""
# CSL 1.0.2, appendix IV.
_NAME_WORDS = """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
"""
_DATE_WORDS = "accessed available-date event-date issued original-date submitted"
_VERBATIM_WORDS = "URL DOI ISBN ISSN PMID PMCID language"
_UNPRINTED_WORDS = "id type custom categories keyword citation-key year-suffix citation-number"
TYPES = frozenset(_TYPE_WORDS.split())
_NAMES = frozenset(_NAME_WORDS.split())
_DATES = frozenset(_DATE_WORDS.split())
_VERBATIM = frozenset(_VERBATIM_WORDS.split())
_UNPRINTED = frozenset(_UNPRINTED_WORDS.split())
_OUR_OWN = frozenset(["language", "year-suffix"])  # no part of the reference: no group stands or falls by them

MAX_TEXT = 10_000
"""No field of a reference is longer; a longer one is cut."""
MAX_NAMES = 500
_LARGEST = 10**15

_SPACE = re.compile(r"\s+")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_ISO_DATE = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
# Marks of ours, and direction overrides, which let a text pretend to be another; joiners stay, some scripts need them.
_REMOVED = frozenset(map(chr, (*range(0xFDD0, 0xFDF0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)))


class Record:
    """A work as citeproc-py asks for it: by `[variable]`, `get`, `in` and `.variable`.

    Asking for a variable that is missing, or that a substitute has already printed, raises citeproc-py's VariableError.
    """

    def __init__(self, key: str, item: Mapping[str, Any]) -> None:
        self.key = key
        self.type = _type(item.get("type"))
        self.asked = 0
        self.answered = 0
        self.names_shown = 0
        self._seen: set[str] = set()
        self._hidden: frozenset[str] = frozenset()
        self._values = dict(_values(item))

    def __getitem__(self, variable: str) -> Any:
        variable = variable.replace("_", "-")
        self.asked += variable not in _OUR_OWN
        if variable not in self._values or variable in self._hidden:
            raise VariableError
        self.answered += variable not in _OUR_OWN
        self._seen.add(variable)
        return self._values[variable]

    def __getattr__(self, variable: str) -> Any:
        if variable.startswith("__"):
            raise AttributeError(variable)
        return self[variable]

    def __contains__(self, variable: str) -> bool:
        return variable.replace("_", "-") in self._values

    def get(self, variable: str, default: Any = None) -> Any:
        """The variable, or `default`."""
        try:
            return self[variable]
        except VariableError:
            return default

    def count(self) -> None:
        """Count something printed that is no variable of the record: a locator, a number, a group."""
        self.asked += 1
        self.answered += 1

    def give(self, variable: str, value: Any) -> None:
        """Give the record a variable of ours, or take it away with None."""
        if value is None:
            self._values.pop(variable, None)
        else:
            self._values[variable] = value

    def show_all(self) -> None:
        """Begin a new entry: what a substitute printed in the last one may be printed again."""
        self._hidden = frozenset()

    def hide(self, variables: Iterable[str]) -> None:
        """Do not print these again in this entry (CSL 1.0.2, "Substitute")."""
        self._hidden |= frozenset(variables)

    @contextmanager
    def watched(self) -> Iterator[set[str]]:
        """Collect the variables that are given out meanwhile."""
        outer, self._seen = self._seen, set()
        try:
            yield self._seen
        finally:
            outer |= self._seen
            self._seen = outer

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Count nothing meanwhile: a condition asks for a value without printing it."""
        asked, answered, seen = self.asked, self.answered, set(self._seen)
        try:
            yield
        finally:
            self.asked, self.answered, self._seen = asked, answered, seen


def clean(value: Any) -> str:
    """A value as one line of printable text; numbers are text too, and all else is none.

    Control characters, marks and invisible direction overrides go, which no reference needs and a terminal may obey.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return str(value)
    if not isinstance(value, str):
        return ""
    text = _SPACE.sub(" ", value[:MAX_TEXT])
    return "".join(char for char in text if _is_printed(char)).strip()


def _is_printed(char: str) -> bool:
    return char not in _REMOVED and unicodedata.category(char) not in {"Cc", "Cs"}


def _type(value: Any) -> str:
    return value if isinstance(value, str) and value in TYPES else "document"


def _values(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for variable, value in item.items():
        name = "title-short" if variable == "shortTitle" else str(variable)
        read = _read(name, value) if name not in _UNPRINTED else None
        if read:
            yield name, read


def _read(variable: str, value: Any) -> Any:
    if variable in _NAMES:
        return _names(value)
    if variable in _DATES:
        return _date(value)
    text = clean(value)
    if variable == "URL":
        return marks.enclose(marks.URL, text) if text else None
    if variable == "DOI":
        return marks.enclose(marks.DOI, _DOI_PREFIX.sub("", text, count=1)) if text else None
    if variable == "language":
        return "en" if text.lower().startswith("en") else text.lower()
    return text if variable in _VERBATIM else _marked(text)


def _names(value: Any) -> list[Any]:
    people = value if isinstance(value, list) else []
    return [name for name in map(_person, people[:MAX_NAMES]) if name is not None]


def _person(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return None
    parts = {part: smart(clean(value.get(part))) for part in _PARTS}
    if parts["literal"] or not parts["family"]:
        literal = parts["literal"] or parts["given"]
        return Name(literal=literal) if literal else None
    return Name(**{part: text for part, text in parts.items() if text})


_PARTS = ("literal", "family", "given", "dropping-particle", "non-dropping-particle", "suffix")


def _date(value: Any) -> Any:
    """A date of citeproc-py, or None. A date that says nothing but words is given as those words."""
    if not isinstance(value, Mapping):
        return None
    circa = bool(value.get("circa"))
    points = [point for point in map(_point, _listed(value.get("date-parts"))) if point]
    words = clean(value.get("literal")) or clean(value.get("raw"))
    points = points or [point for point in [_point(_iso(words))] if point]
    if not points:
        return LiteralDate(smart(words), circa=circa) if words else None
    season = _number(value.get("season"), range(1, 5))
    if season and "month" not in points[0]:
        points[0]["season"] = season
    if len(points) == 1:
        return Date(circa=circa, **points[0])
    return DateRange(begin=Date(**points[0]), end=Date(**points[1]), circa=circa)


def _listed(value: Any) -> list[Any]:
    return value[:2] if isinstance(value, list) else []


def _iso(text: str) -> list[str | None]:
    match = _ISO_DATE.match(text)
    return list(match.groups()) if match else []


def _point(value: Any) -> dict[str, int]:
    """Year, month and day as far as they are sound; seasons are written as months 13-16 or 21-24 by some."""
    parts = [*value[:3], None, None] if isinstance(value, list) else []
    year = _number(parts[0], range(-9999, 10000)) if value and parts else None
    if not year:
        return {}
    month = _number(parts[1], range(1, 25))
    if month and month > 12:
        return {"year": year, "season": month % 4 or 4}
    day = _number(parts[2], range(1, 32)) if month else None
    return {name: part for name, part in (("year", year), ("month", month), ("day", day)) if part}


def _number(value: Any, allowed: range) -> int | None:
    text = clean(value)
    number = int(text) if re.fullmatch(r"-?[0-9]{1,5}", text) else None
    return number if number in allowed else None


def _marked(text: str) -> Any:
    return CiteProcJSON([]).parse_string(smart(_with_markup(text))) if text else None


_TAGS = {
    "i": marks.ITALIC,
    "b": marks.BOLD,
    "sup": marks.SUPERSCRIPT,
    "sub": marks.SUBSCRIPT,
    "sc": marks.SMALL_CAPS,
    'span style="font-variant:small-caps;"': marks.SMALL_CAPS,
    'span style="font-variant: small-caps;"': marks.SMALL_CAPS,
}
_MARKUP = [
    (re.compile(f"<{re.escape(tag)}>([^<>]*)</{tag.split()[0]}>"), rf"{pair[0]}\1{pair[1]}")
    for tag, pair in _TAGS.items()
]
_NESTING = 4


def _with_markup(text: str) -> str:
    """Balanced tags of the CSL-JSON set as marks, from the innermost outwards."""
    for _ in range(_NESTING):
        before = text
        for pattern, marked in _MARKUP:
            text = pattern.sub(marked, text)
        if text == before:
            break
    return text


_DOUBLE = re.compile(r'(?<![^\s(\[{‘“–—-])"(?=\S)([^"]*?)(?<=\S)"(?!\w)|“([^“”]*)”')
_SINGLE = re.compile(r"(?<![^\s(\[{“–—\ufde4-])(?:‘([^‘]*?)[’']|'([^'‘’]*[^\s'‘’])')(?![\w])")
_APOSTROPHE = re.compile(r"(?<=\w)'|'(?=\w)")


def smart(text: str) -> str:
    """Quotations as marks, so that the style can choose the quotation marks, and apostrophes as they are printed.

    A quotation must begin after a blank, a bracket or a dash and end before no letter; anything else stays as it is.
    """
    text = _DOUBLE.sub(_quoted, text)
    text = _SINGLE.sub(_quoted, text)
    return _APOSTROPHE.sub("’", text)


def _quoted(match: re.Match[str]) -> str:
    return marks.enclose(marks.QUOTE, match[1] if match[1] is not None else match[2])
