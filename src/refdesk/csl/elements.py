# mypy: disable-error-code="misc"
"""Elements of a style as citeproc-py prints them, corrected where version 0.11.1 departs from CSL 1.0.2.

citeproc-py gives each XML element of a style a Python class; these classes take the place of its own. Each one names
the rule that it restores. (mypy: citeproc-py has no types, so that every base class here is `Any` to it.)
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from citeproc import model
from citeproc.source import Date as PlainDate
from citeproc.source import LiteralDate, VariableError
from citeproc.string import MixedString, NoCase, String

from refdesk.csl import marks


def _emphasis(pair: tuple[str, str]) -> Callable[[Any], Any]:
    return lambda text: String(marks.enclose(pair, str(text)))


class Formatter:
    """citeproc-py's formatter: formats become marks; nothing is escaped before `output`."""

    Italic = staticmethod(_emphasis(marks.ITALIC))
    Oblique = Italic
    Bold = staticmethod(_emphasis(marks.BOLD))
    Underline = staticmethod(_emphasis(marks.UNDERLINE))
    Superscript = staticmethod(_emphasis(marks.SUPERSCRIPT))
    Subscript = staticmethod(_emphasis(marks.SUBSCRIPT))
    SmallCaps = staticmethod(_emphasis(marks.SMALL_CAPS))
    Light = staticmethod(String)

    @staticmethod
    def preformat(text: Any) -> str:
        """The text as it is."""
        return str(text)


class Style(model.Style):
    """Knows the distance of `position="near-note"`, for which citeproc-py asks the wrong element."""

    _default_options = {**model.Style._default_options, "near-note-distance": 5}  # noqa: RUF012, SLF001 - their table


class Macro(model.Macro):
    """Begins anew for each key of a sort, which prints its entry once more."""

    def render(self, item: Any, context: Any = None, sort_options: Any = None) -> Any:
        """Print the macro; `sort_options` are given only when sorting."""
        if sort_options is not None:
            item.reference.show_all()
        return super().render(item, context=context, sort_options=sort_options)


class Group(model.Group):
    """Vanishes when all variables it asks for are empty, even where a condition in it printed a term.

    A group or macro inside it that printed something counts as a variable that is not empty.
    """

    def process(self, item: Any, context: Any = None, **options: Any) -> Any:
        """Print the children; raises VariableError where the group vanishes."""
        record = item.reference
        asked, answered = record.asked, record.answered
        printed = [text for text in self._children(item, context, options) if text is not None and str(text)]
        if not printed or (record.asked > asked and record.answered == answered):
            raise VariableError
        record.count()
        return self.join(printed)

    def _children(self, item: Any, context: Any, options: dict[str, Any]) -> Iterator[Any]:
        for child in self.iterchildren():
            inherited = {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            try:
                yield child.render(item, context=context, **inherited, **options)
            except VariableError:
                continue


class Substitute(model.Substitute):
    """Hides what it printed from the rest of the entry, whichever macro printed it."""

    def render(self, item: Any, context: Any = None, **options: Any) -> Any:
        """The first child that prints something, or None."""
        for child in self.iterchildren():
            with item.reference.watched() as printed:
                try:
                    text = child.render(item, context=context, **options)
                except VariableError:
                    continue
            if text:
                item.reference.hide(printed)
                return text
        return None


class Names(model.Names):
    """Counts as a question for its variables."""

    def process(self, item: Any, names_context: Any = None, context: Any = None, **options: Any) -> Any:
        """Print the names, or their substitute; raises VariableError where there is neither."""
        item.reference.asked += 1
        return super().process(item, names_context=names_context, context=context, **options)

    def markup(self, text: Any) -> Any:
        """The names with format and affixes, as a string that may change case."""
        printed = super().markup(text)
        return printed if printed is None else String(printed)


class Name(model.Name):
    """Honours `initialize="false"`, shows more names where fewer would be ambiguous, and marks the names it printed."""

    def process(self, item: Any, variable: str, context: Any = None, sort_options: Any = None, **options: Any) -> Any:
        """Print the names of one variable."""
        self._shown = 0 if sort_options else item.reference.names_shown
        self._count = len(item.reference.get(variable, ()))
        printed = super().process(item, variable, context=context, sort_options=sort_options, **options)
        return String(marks.enclose(marks.CREATORS, printed)) if printed and isinstance(printed, str) else printed

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        """An option of the element, or of `<citation>`, `<bibliography>` or `<style>` around it."""
        if name == "initialize-with" and self._keeps_given_names(context):
            return None
        value = super().get_option(name, context, sort_options)
        if self._shown and name == "et-al-min":
            # "et al." is plural: it never stands for one name (APA 8.18).
            return value if self._shown < self._count - 1 else 0
        return max(value, self._shown) if name == "et-al-use-first" else value

    def _keeps_given_names(self, context: Any) -> bool:
        around = self if context is None else context
        own = self.get("initialize")
        inherited = (each.get("initialize") for each in around.iterancestors() if each.get("initialize"))
        return (own or next(inherited, "true")) == "false"


class Name_Part(model.Name_Part):  # noqa: N801 - citeproc-py finds the class by the element's name
    """Leaves a part that a name does not have alone, and gives a part the methods that casing needs."""

    def format_part(self, given: Any, family: Any) -> tuple[Any, Any]:
        """The two parts, one of them formatted. ("None" would be printed for the given name of a body.)"""
        part = given if self.get("name") == "given" else family
        if not part:
            return given, family
        given, family = super().format_part(given, family)
        return (given and str(given)), (family and str(family))

    def case(self, text: Any, language: Any = None) -> Any:
        """The part in the case of the style."""
        return super().case(String(text), language)


class Label(model.Label):
    """Prints nothing for an empty variable, counts pages, and takes `text-case="title"`."""

    def process(self, item: Any, variable: Any = None, plural: Any = None, context: Any = None, **options: Any) -> Any:
        """The term for the variable, or None."""
        asked = variable or self.get("variable")
        if asked == "locator":
            return super().process(item, variable, plural, context, **options) if item.has_locator else None
        if asked not in item.reference:
            return None
        return super().process(item, variable, self._several(item) if plural is None else plural, context, **options)

    def _several(self, item: Any) -> bool:
        variable = self.get("variable")
        with item.reference.unheard():
            value = str(item.reference.get(variable, ""))
        if variable.startswith("number-of-"):
            return value.isdecimal() and int(value) > 1
        return bool(_SEVERAL.search(value))

    def case(self, text: Any, language: Any = None) -> Any:
        """The label in the case of the style; "eds." in title case is "Eds."."""
        if self.get("text-case") == "title":
            return text.capitalize_first()
        return super().case(text, language)


# Two numbers parted by more than a full stop or an apostrophe: "1-3", "1, 2", "xi–xv", not "2.0".
_SEVERAL = re.compile(r"[0-9ivxlc]+\s*[^\w\s.’'/]+\s*[0-9ivxlc]+", re.IGNORECASE)


class PageRanges:
    """Shortens the second number of a range as the style asks (CSL 1.0.2, appendix V)."""

    def _format_last_page(self, first: str, last: str) -> str:
        return last_page(first, last, self.get_root().get_option("page-range-format"))  # type: ignore[attr-defined]


def last_page(first: str, last: str, form: str | None) -> str:
    """The second number of a page range: "321" and "328" give "28" in Chicago's form. Other than numbers stay."""
    if not (first.isdecimal() and last.isdecimal() and form):
        return last
    whole = first[: max(0, len(first) - len(last))] + last
    if len(whole) != len(first) or int(whole) < int(first):
        return last
    shared = next((place for place, pair in enumerate(zip(first, whole, strict=True)) if pair[0] != pair[1]), 0)
    return whole[_digits_left_out(first, shared, form) :]


def _digits_left_out(first: str, shared: int, form: str) -> int:
    """How many of the `shared` leading digits a range leaves out; two numbers that are the same share none."""
    last_two = int(first[-2:])
    if form == "minimal":
        return shared
    if form == "minimal-two":
        return max(0, min(shared, len(first) - 2))
    if not form.startswith("chicago") or int(first) < 100 or last_two == 0:
        return 0
    if form != "chicago-16" and len(first) == 4 and shared < 2:
        return 0
    return shared if last_two < 10 else min(shared, len(first) - 2)


class Text(PageRanges, model.Text):
    """Marks quotations, so that punctuation and nesting can be settled when all text is there; knows title case."""

    def process(self, item: Any, *args: Any, **options: Any) -> Any:
        """The text and its language; a plain string is given the methods that casing needs."""
        text, language = super().process(item, *args, **options)
        if text and self.get("macro"):
            item.reference.count()
        return (String(text) if type(text) is str else text), language

    def quote(self, text: Any) -> Any:
        """The text between marks of quotation, if the style wants any."""
        wanted = self.get("quotes", "false").lower() == "true"
        return marks.QUOTE[0] + text + marks.QUOTE[1] if wanted else text

    def case(self, text: Any, language: Any = None) -> Any:
        """The text in the case of the style; only English has a title case."""
        if self.get("text-case") == "title":
            return title_case(text) if language == "en" else text
        return super().case(text, language) if str(text).strip() else text


class Number(PageRanges, model.Number):
    """Finds variables whose names hold a hyphen, and prints a number that is no number as it is."""

    def format_number(self, number: Any) -> Any:
        """The number in the form of the style."""
        known = str(number).isdecimal() and int(number) < _LARGEST_ROMAN
        return super().format_number(number) if known else number


_LARGEST_ROMAN = 10_000


class Date(model.Date):
    """Prints a date that is words once, in the place of its year, and a range with what its ends share said once."""

    def process(
        self, item: Any, variable: Any = None, show_parts: Any = None, context: Any = None, **options: Any
    ) -> Any:
        """Print the date; raises VariableError where there is none."""
        name = variable or self.get("variable")
        date = item.reference[name]
        if self.is_locale_date() or isinstance(date, PlainDate):
            return super().process(item, variable, show_parts, context, **options)
        if isinstance(date, LiteralDate):
            return self.wrap(date.text) if "year" in self._parts_shown() else None
        begin, end = (
            super(Date, self).process(_OneDate(name, date[which]), variable, show_parts, context)
            for which in ("begin", "end")
        )
        return self._range(begin, end)

    def _parts_shown(self) -> set[str]:
        if self.get("form"):
            return set(self.get("date-parts", "year-month-day").split("-"))
        return {part.get("name") for part in self.iterchildren()}

    def _range(self, begin: Any, end: Any) -> Any:
        if begin is None or end is None or str(begin) == str(end):
            return end if begin is None else begin
        return date_range(str(begin), str(end))


class _OneDate:
    """An item that holds one date and nothing else."""

    def __init__(self, name: str, date: Any) -> None:
        self.reference = {name.replace("-", "_"): date, name: date}


def date_range(begin: str, end: str) -> str:
    """Two printed dates as one range: "3 May 2019", "7 May 2019" → "3–7 May 2019"."""
    first, last = _DATE_TOKEN.findall(begin), _DATE_TOKEN.findall(end)
    lead = _shared(first, last)
    trail = _shared(first[lead:][::-1], last[lead:][::-1])
    middle = "".join(first[lead : len(first) - trail]), "".join(last[lead : len(last) - trail])
    if not all(re.search(r"\w", part) for part in middle):
        return f"{begin.rstrip()}–{end}"
    return "".join(first[:lead]) + f"{middle[0]}–{middle[1]}" + "".join(first[len(first) - trail :])


_DATE_TOKEN = re.compile(r"\w+\.?|\W+")


def _shared(left: list[str], right: list[str]) -> int:
    """How many tokens the two begin with alike."""
    return next((place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)


class Date_Part(model.Date_Part):  # noqa: N801 - citeproc-py finds the class by the element's name
    """Forgets what one date of the style asked of the locale's form, and gives a season no number."""

    def process(self, date: Any, context: Any = None) -> Any:
        """Print the part; raises VariableError where the date lacks it."""
        locale_attributes = dict(self.attrib)
        try:
            return super().process(date, context)
        except AssertionError:  # a season where the style wants the number of a month
            raise VariableError from None
        finally:
            self.attrib.clear()
            self.attrib.update(locale_attributes)


class Condition:
    """Tests a value without printing it; ranges and lists of numbers are numeric too (CSL 1.0.2, "is-numeric")."""

    def _is_numeric(self, item: Any) -> list[bool]:
        with item.reference.unheard():
            variables = self.get("is-numeric").split()  # type: ignore[attr-defined]
            return [bool(_NUMERIC.match(_value(item, each))) for each in variables]

    def _is_uncertain_date(self, item: Any) -> Any:
        with item.reference.unheard():
            return super()._is_uncertain_date(item)


def _value(item: Any, variable: str) -> str:
    if variable == "locator":
        return item.locator.identifier if item.has_locator else ""
    return str(item.reference.get(variable, ""))


_NUMBER = r"[A-Za-z]{0,4}[0-9]+[A-Za-z]{0,4}"
_NUMERIC = re.compile(rf"{_NUMBER}(?:\s*[,&–-]\s*{_NUMBER})*\Z")


class If(Condition, model.If):
    """A first condition."""


class Else_If(Condition, model.Else_If):  # noqa: N801 - citeproc-py finds the class by the element's name
    """A further condition."""


class Key(model.Key):
    """Compares as a reader would: without quotation marks, italics, accents, capitals or a first article."""

    def sort_keys(self, items: Any, context: Any) -> Any:
        """One key an item; None sorts last."""
        keys = super().sort_keys(items, context)
        return [key if key is None or isinstance(key, int) else sort_form(str(key)) for key in keys]


_OURS = (
    Style,
    Macro,
    Group,
    Substitute,
    Names,
    Name,
    Name_Part,
    Label,
    Text,
    Number,
    Date,
    Date_Part,
    If,
    Else_If,
    Key,
)


class _Remembering:
    """Finds each thing once, where citeproc-py searches the style, which does not change, at every step.

    An element remembers for as long as somebody holds it.
    """

    def xpath_search(self, expression: str) -> Any:
        """The elements that `expression` finds from here."""
        known: dict[str, Any] = self.__dict__.setdefault("_known", {})
        if expression not in known:
            known[expression] = super().xpath_search(expression)
        return known[expression]


def _element_classes() -> dict[str | None, Any]:
    theirs = {cls.__name__: cls for cls in model.CitationStylesElement.__subclasses__()}
    classes = {**theirs, **{cls.__name__: cls for cls in _OURS}}
    return {name.replace("_", "-").lower(): type(name, (_Remembering, cls), {}) for name, cls in classes.items()} | {
        None: type("Other", (_Remembering, model.CitationStylesElement), {})
    }


ELEMENT_CLASSES = _element_classes()
"""The class of each CSL element by its tag, ours before citeproc-py's; None stands for any other tag."""

_ARTICLE = re.compile(r"(?:the|an?) (?=\w)")


def sort_form(text: str) -> str:
    """The text as it is compared. Initial articles are passed over (APA 9.44, Chicago 18 13.69, MLA 5.125)."""
    plain = unicodedata.normalize("NFKD", marks.without_marks(text).casefold())
    letters = "".join(char for char in plain if char.isalnum() or char in " ,;")
    return _ARTICLE.sub("", " ".join(letters.split()), count=1)


_STOP_WORDS = frozenset(model.TextCased._stop_words)  # noqa: SLF001 - the list of the CSL specification
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[’'](?=\w))*")


def title_case(text: Any) -> Any:
    """English title case (CSL 1.0.2, "Title Case Conversion"): words in small letters get a capital, others stay.

    Stop words stay small unless they stand first, last, or after a colon or the end of a sentence.
    """
    if not isinstance(text, MixedString):
        return String(_title_case(str(text), begins=True, ends=True))
    last = len(text) - 1
    segments = [
        part if isinstance(part, NoCase) else String(_title_case(str(part), begins=index == 0, ends=index == last))
        for index, part in enumerate(list.__iter__(text))
    ]
    return MixedString(segments)


def _title_case(text: str, *, begins: bool, ends: bool) -> str:
    words = list(_WORD.finditer(text))

    def cased(index: int, word: re.Match[str]) -> str:
        first = begins if index == 0 else bool(_OPENING.search(text[words[index - 1].start() : word.start()]))
        last = ends and not re.search(r"\w", text[word.end() :])
        stays = not word[0].islower() or (word[0] in _STOP_WORDS and not first and not last) or _joins(text, word)
        return word[0] if stays or _in_address(text, word) else word[0][0].upper() + word[0][1:]

    parts, end = [], 0
    for index, word in enumerate(words):
        parts += [text[end : word.start()], cased(index, word)]
        end = word.end()
    return "".join([*parts, text[end:]])


# After these a title begins anew: "Orality: the word", "Whose city? a reply", "Letters. a selection", "(a reply)",
# but not after an abbreviation of single letters: "The U.S. and the world".
_OPENING = re.compile(rf"(?:[:?!—]|(?<!\b[A-Z])\.)[\s{marks.ANY}]*[\s(“‘]+[{marks.ANY}]*\Z|[(\[]\Z|{marks.QUOTE[0]}\Z")


def _joins(text: str, word: re.Match[str]) -> bool:
    """Whether the word is a single letter between hyphens ("Zarb-e-Azb", "vis-à-vis"): it joins, and stays small."""
    return (
        len(word[0]) == 1 and text[word.start() - 1 : word.start()] == "-" and text[word.end() : word.end() + 1] == "-"
    )


def _in_address(text: str, word: re.Match[str]) -> bool:
    """Whether the word is part of "example.org", "twenty2one", "<tag>" or "@name", which have a case of their own."""
    before, after = text[word.start() - 1 : word.start()], text[word.end() : word.end() + 2]
    return (
        before in {"@", "/", ".", "_", "<"}
        or before.isdigit()
        or (after[:1] in {".", "/", "_", "@"} and after[1:].isalpha())
    )
