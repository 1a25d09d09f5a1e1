"""What does cs:date print of a date variable?

CSL 1.0.2, "Date", "Localized Dates", "Non-localized Dates", "Date-part", "Date Ranges", "AD and BC", "Seasons".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from refdesk.csl.context import Context
from refdesk.csl.date_points import YEAR_MONTH_DAY, Date, Point
from refdesk.csl.dates import sort_text
from refdesk.csl.formatting import Formatting
from refdesk.csl.markup import parse
from refdesk.csl.styles import PREFIX
from refdesk.csl.tree import Child, Node
from refdesk.csl.values import clean

if TYPE_CHECKING:
    from refdesk.csl.locales import Locale

_DATE_PART = f"{PREFIX}date-part"
_RANK = {name: rank for rank, name in enumerate(YEAR_MONTH_DAY)}
_DEFAULT_FORM = {"year": "long", "month": "long", "day": "numeric"}
_RANGE_DELIMITER = "–"
_FIRST_YEAR_WITHOUT_AD = 1000


class DateElement:
    """cs:date, in a format of the locale (`form`) or in its own.

    It prints a node of kind "date", whose `data` is the variable, with nodes of kind "year", "month" and "day" in it.
    """

    __slots__ = ("_format", "_localized", "_xml", "form", "variable")

    def __init__(self, xml: etree._Element) -> None:
        self.variable = xml.get("variable", "")
        self.form = xml.get("form", "")
        self._xml = xml
        self._format = _Format.of(xml)
        self._localized: tuple[Locale, _Format] | None = None

    def render(self, context: Context) -> Child | None:
        """The date; its key where a sort key is made, and nothing where none of the parts asked for is known."""
        context.called += 1
        date = None if self.variable in context.suppressed else context.item.date(self.variable)
        if date is None:
            return None
        wanted = self._format_in(context.locale) if self.form else self._format
        printed = (sort_text(date, wanted.names) or None) if context.sorting else self._print(date, wanted, context)
        if printed is not None:
            context.filled += 1
        return printed

    def _print(self, date: Date, wanted: "_Format", context: Context) -> Node | None:
        if date.literal:
            # It says when as a whole: where a style prints the day and the month elsewhere, it stands with the year.
            children = parse(clean(date.literal), context.locale) if "year" in wanted.names else []
            return wanted.formatting.wrap(children, context, kind="date")
        children = wanted.print(date, context)
        _add_year_suffix(children, context)
        node = wanted.formatting.wrap(children, context, kind="date")
        if node is not None:
            node.delimiter = wanted.delimiter
            node.data = self.variable
        return node

    def _format_in(self, locale: "Locale") -> "_Format":
        """The format in a language, compiled once for as long as the language stays.

        A style may print in two languages at once, in threads: so language and format are kept as one.
        """
        known = self._localized
        if known is None or known[0] is not locale:
            theirs = locale.date_format(self.form)
            known = locale, self._format if theirs is None else _Format.of(_localized(theirs, self._xml))
            self._localized = known
        return known[1]


def _localized(theirs: etree._Element, ours: etree._Element) -> etree._Element:
    """The locale's cs:date with what the style's sets over it; `date-parts` says which parts stay.

    The parts keep the order of the locale; the delimiter is the locale's too.
    """
    overriding = {part.get("name", ""): part for part in ours.iterchildren(_DATE_PART)}
    wanted = ours.get("date-parts", "year-month-day").split("-")
    merged = etree.Element(ours.tag, _attributes(theirs, ours))
    merged.set("delimiter", theirs.get("delimiter", ""))
    for part in theirs.iterchildren(_DATE_PART):
        if (name := part.get("name", "")) in wanted:
            etree.SubElement(merged, _DATE_PART, _attributes(part, overriding.get(name)))
    return merged


def _attributes(theirs: etree._Element, ours: etree._Element | None) -> dict[str, str]:
    merged = dict(theirs.attrib.items())
    merged.update(() if ours is None else ours.attrib.items())
    return {str(name): str(value) for name, value in merged.items()}


@dataclass(frozen=True, slots=True)
class _Part:
    """cs:date-part."""

    name: str
    form: str
    range_delimiter: str
    formatting: Formatting

    @classmethod
    def of(cls, xml: etree._Element) -> "_Part":
        name = xml.get("name", "")
        form = xml.get("form") or _DEFAULT_FORM[name]
        return cls(name, form, xml.get("range-delimiter", _RANGE_DELIMITER), Formatting.of(xml))

    def print(self, at: Point, context: Context, *, era: bool) -> Node | None:
        """The part, dressed; None where it is not known. The raised letters of an ordinal ("1ᵉʳ") are markup."""
        locale = context.locale
        if self.name == "year":
            text = _year(at.year, self.form, locale, era=era)
        elif self.name == "month":
            text = _month(at, self.form, locale)
        else:
            text = _day(at, self.form, locale)
            if not text.isascii():
                return self.formatting.wrap(parse(text, locale), context, kind="day")
        return self.formatting.wrap([text], context, kind=self.name) if text else None


@dataclass(frozen=True, slots=True)
class _Format:
    """The parts of a cs:date in their order, what stands between them, and how the whole is dressed."""

    parts: tuple[_Part, ...]
    delimiter: str
    formatting: Formatting

    @classmethod
    def of(cls, xml: etree._Element) -> "_Format":
        parts = tuple(_Part.of(each) for each in xml.iterchildren(_DATE_PART) if each.get("name") in _RANK)
        return cls(parts, xml.get("delimiter", ""), Formatting.of(xml))

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        return [part.name for part in self.parts]

    def print(self, date: Date, context: Context) -> list[Child]:
        """The parts of a date or a range."""
        start, end = date.start, date.end
        if end is None:
            return [*_row(self.parts, start, context)]
        if not start or not end:
            return self._print_open(start or end, context, begins=bool(start))
        level = self._level(start, end)
        return [*_row(self.parts, start, context)] if level is None else self._print_range(start, end, level, context)

    def _print_open(self, at: Point, context: Context, *, begins: bool) -> list[Child]:
        """A range of which one end is not known: the dash alone stands for it."""
        row = _row(self.parts, at, context)
        if not row:
            return []
        shown = {node.kind for node in row}
        dash = min((part for part in self.parts if part.name in shown), key=_rank).range_delimiter
        if begins:
            row[-1].suffix = ""
            return [Node([Node([*row], delimiter=self.delimiter), dash])]
        row[0].prefix = ""
        return [Node([dash, Node([*row], delimiter=self.delimiter)])]

    def _level(self, start: Point, end: Point) -> _Part | None:
        """The largest part in which the ends of a range differ, among those that are printed."""
        for part in sorted(self.parts, key=_rank):
            if _value(start, part.name) != _value(end, part.name):
                return part
        return None

    def _print_range(self, start: Point, end: Point, level: _Part, context: Context) -> list[Child]:
        """Both ends in the parts from the `level` down, and once, before or after, what they share.

        CSL 1.0.2, "Date Ranges". The affixes that meet the dash are left out: "3 August–23 October 2003".
        """
        parts = [part for part in self.parts if start.has(part.name) or end.has(part.name)]
        ranged = [part for part in parts if _rank(part) >= _rank(level)]
        if not all(any(at.has(part.name) for part in ranged) for at in (start, end)):
            ranged = parts
        before, after = parts.index(ranged[0]), parts.index(ranged[-1]) + 1
        first = _row(parts[before:after], start, context, era=_era(start.year) != _era(end.year))
        last = _row(ranged, end, context)
        if not first or not last:
            return [*first, *last]
        first[-1].suffix = last[0].prefix = ""
        ends = (Node([*first], delimiter=self.delimiter), Node([*last], delimiter=self.delimiter))
        return [
            *_row(parts[:before], start, context),
            Node([ends[0], level.range_delimiter, ends[1]]),
            *_row(parts[after:], end, context),
        ]


def _rank(part: _Part) -> int:
    return _RANK[part.name]


def _row(parts: Sequence[_Part], at: Point, context: Context, *, era: bool = True) -> list[Node]:
    """The parts that are known, in order."""
    printed = (part.print(at, context, era=era) for part in parts)
    return [node for node in printed if node is not None]


def _value(at: Point, name: str) -> int | str:
    if name == "year":
        return at.year
    return at.day if name == "day" else at.month or at.season


def _era(year: int) -> str:
    """The term that goes with a year: years before Christ, and those of less than four digits, say so."""
    if year < 0:
        return "bc"
    return "ad" if 0 < year < _FIRST_YEAR_WITHOUT_AD else ""


def _year(year: int, form: str, locale: "Locale", *, era: bool) -> str:
    if not year:
        return ""
    if form == "short" and year >= _FIRST_YEAR_WITHOUT_AD:
        return f"{year % 100:02d}"
    term = _era(year) if era else ""
    return f"{abs(year)}{(locale.term(term) or '') if term else ''}"


def _month(at: Point, form: str, locale: "Locale") -> str:
    """The month; a season in its place has words but no number."""
    match form:
        case "numeric":
            return str(at.month) if at.month else ""
        case "numeric-leading-zeros":
            return f"{at.month:02d}" if at.month else ""
    if at.month:
        return locale.term(f"month-{at.month:02d}", form) or ""
    if at.season in {"1", "2", "3", "4"}:
        return locale.term(f"season-0{at.season}", form) or ""
    return clean(at.season)


def _day(at: Point, form: str, locale: "Locale") -> str:
    """The day; as an ordinal it agrees with its month, and where the locale says so only the first is one."""
    if not at.day:
        return ""
    match form:
        case "numeric-leading-zeros":
            return f"{at.day:02d}"
        case "ordinal" if at.day == 1 or not locale.limit_day_ordinals_to_day_1:
            return f"{at.day}{locale.ordinal_suffix(at.day, locale.gender_of(f'month-{at.month:02d}'))}"
    return str(at.day)


def _add_year_suffix(children: Sequence[Child], context: Context) -> None:
    """Put the year-suffix to the first date of the cite that prints a year: after the year in which it ends.

    CSL 1.0.2, "Disambiguation": it stands there unless the style has a place of its own for it.
    """
    suffix = context.distinction.year_suffix
    if not suffix or context.year_suffix_printed or context.options.get("year-suffix-explicit") == "true":
        return
    year = _last_year(children)
    if year is not None:
        year.children.append(Node([suffix], kind="year-suffix", nocase=True))
        context.year_suffix_printed = True


def _last_year(children: Sequence[Child]) -> Node | None:
    for child in reversed(children):
        if isinstance(child, Node):
            year = child if child.kind == "year" else _last_year(child.children)
            if year is not None:
                return year
    return None
