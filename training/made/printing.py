"""How a field of a record is printed in one string: quotes, italics, dashes, names and dates in a style's forms.

In: a record, a style's forms and a chance that draws the habits of one string. Out: the label and text of any field
that a template asks for; the text is empty when the field is not known.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from training.made.people import NAME_FORMS, Name, print_names, without_acronyms
from training.made.records import Record
from training.made.templates import Piece
from training.made.terms import Day, print_day, print_edition, term, undated
from training.made.titles import headline

# Marks before and after a quoted title, by language; the first ones oftener.
QUOTES = {
    "en": (("“", "”"),) * 5 + (('"', '"'),) * 4 + (("‘", "’"),) * 3 + (("'", "'"), ("``", "''")),
    "de": (("„", "“"),) * 4 + (("»", "«"),) * 2 + (('"', '"'),) * 2 + (("“", "”"), ("‚", "‘")),
    "fr": (("« ", " »"),) * 4 + (("«\u00a0", "\u00a0»"), ("«", "»"), ("“", "”"), ('"', '"')),
    "es": (("«", "»"), ("“", "”"), ("“", "”"), ('"', '"')),
    "it": (("«", "»"), ("«", "»"), ("“", "”"), ('"', '"')),
    "pt": (("“", "”"), ("“", "”"), ('"', '"'), ("«", "»")),
    "nl": (("‘", "’"), ("‘", "’"), ("'", "'"), ("“", "”"), ('"', '"')),
}

ITALICS = (("", ""),) * 10 + (("*", "*"),) * 4 + (("_", "_"),) * 2 + (("<i>", "</i>"), ("<em>", "</em>"))
DASHES = ("–", "–", "–", "-", "-", "-", "--", " – ", "‑")


@dataclass(frozen=True, slots=True)
class Habits:
    """What stays the same through one string: its marks, and whether stops stand inside the quotes (as in America)."""

    quotes: tuple[str, str]
    italics: tuple[str, str]
    dash: str
    inside: bool
    headlines: bool


def draw_habits(chance: Random, language: str, inside: bool | None, headlines: bool | None) -> Habits:
    """The habits of one string; `inside` and `headlines` are by chance where a style does not say."""
    return Habits(
        chance.choice(QUOTES[language]),
        chance.choice(ITALICS),
        chance.choice(DASHES),
        inside=chance.random() < (0.75 if language == "en" else 0.15) if inside is None else inside,
        headlines=language == "en" and (chance.random() < 0.4 if headlines is None else headlines),
    )


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints the fields of one record with one set of habits; `names` are a style's forms of authors and editors."""

    record: Record
    habits: Habits
    chance: Random
    author_form: str
    editor_form: str

    def field(self, name: str, form: str) -> Piece:
        """The label and text of a field in a form of it (see FIELDS)."""
        label, text = FIELDS[name]
        return label, text(self, form)

    def term(self, word: str) -> str:
        """A word between fields in the language of the record; "eds" is "ed" for a single editor in English."""
        single = word == "eds" and len(self.record.editors) == 1 and self.record.language == "en"
        return term("ed" if single else word, self.record.language, self.chance)

    def names(self, names: tuple[Name, ...], form: str) -> str:
        """A list of names."""
        form, _, acronyms = form.partition("+")
        shown = names if acronyms else without_acronyms(names)
        return print_names(shown, NAME_FORMS[form], self.record.language, self.chance) if names else ""

    def marked(self, text: str, form: str) -> str:
        """A title in the marks that its form asks for: `q` quotes (with `,` or `.` inside or after), `i` italics.

        `<i` opens italics that another field closes with `i>`: APA prints journal and volume so.
        """
        if not text:
            return ""
        if self.habits.headlines and re.fullmatch(r"[A-Za-z0-9 $,.:;?!'’()&–—-]+", text):
            text = headline(text)
        opening, closing = self.habits.italics
        if form.startswith("q"):
            return self.quoted(text, form[1:])
        return {"i": f"{opening}{text}{closing}", "<i": f"{opening}{text}", "i>": f"{text}{closing}"}.get(form, text)

    def quoted(self, text: str, stop: str) -> str:
        """The title in quotes, with a stop inside or after them; one that ends in "?" takes none inside."""
        opening, closing = self.habits.quotes
        if text[-1] in "?!" and (self.habits.inside or stop == "."):
            stop = ""
        text = inner_quotes(text, opening)
        return f"{opening}{text}{stop}{closing}" if self.habits.inside else f"{opening}{text}{closing}{stop}"

    def day(self, day: Day, form: str) -> str:
        """A date in a form; "any" is one of several, as bibliographies mix them."""
        if form == "any":
            form = self.chance.choice(("us", "uk", "local", "mla", "iso", "dots", "slash", "us-short", "nlm"))
        return print_day(day, form, self.record.language)

    def pages(self, form: str) -> str:
        """First and last page, with `pp` the word before them; an article's number stands alone."""
        first, last = self.record.pages
        if not first:
            return self.record.article
        shown = str(first) if form == "first" or not last else f"{first}{self.habits.dash}{self.last_page(form)}"
        return f"{page_word(self.record.language, bool(last), self.chance)}{shown}" if form.startswith("pp") else shown

    def last_page(self, form: str) -> str:
        """The last page, in the short form without the figures that it shares with the first."""
        first, last = map(str, self.record.pages)
        if form.endswith("short") and len(first) == len(last) > 2:
            shared = next(place for place in range(len(first)) if first[place] != last[place])
            return last[min(shared, len(last) - 2 if self.chance.random() < 0.5 else shared) :]
        return last

    def link(self, form: str) -> str:
        """The address, in angle brackets where the form asks for them; rarely broken by a blank behind a stroke."""
        url = self.record.url
        if url and self.chance.random() < 0.025 and "/" in url[12:]:
            place = url.index("/", 12) + 1
            url = f"{url[:place]} {url[place:]}"
        return f"<{url}>" if url and form == "angle" else url

    def year(self, form: str) -> str:
        """The year with its letter, the first year of a reprint beside it, a word where there is none.

        Only that of the print with `known` and `print`, and then nothing where there is none.
        """
        record = self.record
        if not record.date[0]:
            return undated(record.language, self.chance) if not form else ""
        year = f"{record.date[0]}{record.suffix}"
        if form or not record.first_year:
            return year
        return self.chance.choice(
            (f"{record.first_year}/{year}", f"[{record.first_year}] {year}", f"{year} [{record.first_year}]")
        )


def inner_quotes(text: str, opening: str) -> str:
    """Quotes within a quoted title, turned into those of the other sort."""
    if opening in "‘'‚":
        return re.sub(r"^['‘]([^'’]{1,80})['’](?=\W|\Z)", r"“\1”", text)
    return re.sub("[“«„] ?", "‘", re.sub(" ?[”»]", "’", text)).replace('"', "'")


def page_word(language: str, several: bool, chance: Random) -> str:
    """The word for pages with its blank, as a rule; some write none between."""
    if language == "de":
        return chance.choice(("S. ", "S. ", "S.", "Seite "))
    if language in ("en", "es", "nl"):
        word = chance.choice(("pp. ", "pp. ", "pp.", "pp ") if several else ("p. ", "p.", "p "))
        return {"es": "págs. ", "nl": "p. "}.get(language, word) if chance.random() < 0.4 else word
    return chance.choice(("p. ", "p. ", "pp. " if language in ("it", "fr") else "p. "))


def print_locator(printer: Printer, form: str) -> str:
    """The page that a note points at, bare or with its word."""
    locator = printer.record.locator
    if not locator or form != "p":
        return locator
    return page_word(printer.record.language, not locator.isdigit(), printer.chance) + locator


def edition(printer: Printer, _: str) -> str:
    """The edition in the words of the language."""
    number = printer.record.edition
    return print_edition(number, printer.record.language, printer.chance) if number else ""


def issue(printer: Printer, form: str) -> str:
    """The number of an issue: `par` in brackets, `no` with its word."""
    number, language = printer.record.issue, printer.record.language
    if not number or form == "par":
        return number and f"({number})"
    if form != "no":
        return number
    named = {
        "en": "no. |no. |No. |no.|issue ",
        "de": "H. |Heft |Nr. ",
        "fr": "n° |no |n°",
        "es": "núm. |nº |n.º ",
        "it": "n. |fasc. ",
        "pt": "n. |nº ",
        "nl": "nr. |nr ",
    }
    return printer.chance.choice(named[language].split("|")) + number


def volume(printer: Printer, form: str) -> str:
    """A volume: `vol` with its word, `i>` at the end of italics, `b` in bold."""
    number, language = printer.record.volume, printer.record.language
    if not number or form in ("", "i>"):
        return number and number + (printer.habits.italics[1] if form else "")
    if form == "b":
        return f"**{number}**" if printer.habits.italics[0] == "*" and printer.chance.random() < 0.7 else number
    named = {
        "en": "vol. |vol. |Vol. |vol.",
        "de": "Bd. |Band |Jg. ",
        "fr": "vol. |t. |tome ",
        "es": "vol. |Vol. |t. ",
        "it": "vol. ",
        "pt": "v. |vol. ",
        "nl": "jrg. |jg. |deel ",
    }
    return printer.chance.choice(named[language].split("|")) + number


def accessed(printer: Printer, form: str) -> str:
    """The day of access."""
    return printer.day(printer.record.accessed, form or "any")


# How a field that a template names is labelled, and how it is printed.
FIELDS: dict[str, tuple[str, Callable[[Printer, str], str]]] = {
    "author": ("author", lambda printer, form: printer.names(printer.record.authors, form or printer.author_form)),
    "author1": ("author", lambda printer, form: printer.names(printer.record.authors[:1], form or printer.author_form)),
    "director": ("director", lambda printer, form: printer.names(printer.record.authors, form or printer.author_form)),
    "host": ("author", lambda printer, form: printer.names(printer.record.authors, form or printer.author_form)),
    "editor": ("editor", lambda printer, form: printer.names(printer.record.editors, form or printer.editor_form)),
    "translator": (
        "translator",
        lambda printer, form: printer.names(printer.record.translators, form or printer.editor_form),
    ),
    "title": ("title", lambda printer, form: printer.marked(printer.record.title, form)),
    "container": ("container-title", lambda printer, form: printer.marked(printer.record.container, form)),
    "booktitle": ("container-title", lambda printer, form: printer.marked(printer.record.container, form)),
    "series": ("collection", lambda printer, form: printer.marked(printer.record.series, form)),
    "seriesnumber": ("volume", lambda printer, _: printer.record.series_number if printer.record.series else ""),
    "volume": ("volume", volume),
    "volumes": ("volume", lambda printer, _: printer.record.volumes),
    "issue": ("issue", issue),
    "pages": ("pages", lambda printer, form: printer.pages(form)),
    "page": ("pages", lambda printer, _: printer.record.article),
    "extent": ("pages", lambda printer, _: printer.record.extent),
    "runtime": ("note", lambda printer, _: printer.record.extent),
    "locator": ("pages", print_locator),
    "edition": ("edition", edition),
    "publisher": ("publisher", lambda printer, _: printer.record.publisher),
    "place": ("place", lambda printer, _: printer.record.place),
    "year": ("date", lambda printer, form: printer.year(form)),
    "firstyear": ("note", lambda printer, _: printer.record.first_year),
    "firstdate": ("date", lambda printer, _: printer.record.first_year),
    "day": ("date", lambda printer, form: printer.day(printer.record.date, form)),
    "accessed": ("accessed", accessed),
    "url": ("url", lambda printer, form: printer.link(form)),
    "doi": (
        "doi",
        lambda printer, form: (
            printer.record.doi and f"{'https://doi.org/' if form == 'url' else ''}{printer.record.doi}"
        ),
    ),
    "isbn": ("isbn", lambda printer, _: printer.record.isbn),
    "genre": ("genre", lambda printer, _: printer.record.genre),
    "number": ("number", lambda printer, _: printer.record.number),
    "medium": ("medium", lambda printer, _: printer.record.medium),
    "handle": (
        "author",
        lambda printer, form: f"[{printer.record.note}]" if form == "square" else f"({printer.record.note})",
    ),
    "version": (
        "edition",
        lambda printer, form: (
            printer.record.note and (f"({printer.record.note})" if form == "par" else printer.record.note)
        ),
    ),
    "note": ("note", lambda printer, _: printer.record.note),
}
