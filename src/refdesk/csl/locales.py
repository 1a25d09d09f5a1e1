"""What does a language say? The cs:locale elements of a style and the locale files → terms, ordinals, date formats.

In: a language, the cs:locale elements of a style, and a function that finds the locale file of a language.
Out: a `Locale`, immutable. CSL 1.0.2, "Locale Fallback", "Terms", "Ordinal Suffixes", "Gender-specific Ordinals".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from refdesk.csl.ordinals import ORDINAL, Ordinals
from refdesk.csl.styles import PREFIX, StyleError, parse_xml

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT_LANGUAGE = "en-US"

# CSL 1.0.2, "Terms": the form that is tried where a form of a term is not defined.
_NEXT_FORM = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
# Terms that CSL 1.0.1 and 1.0.2, or the specification and its locale files, spell in two ways.
_OTHER_SPELLING = {
    "sub verbo": "sub-verbo",
    "sub-verbo": "sub verbo",
    "editor-translator": "editortranslator",
    "editortranslator": "editor-translator",
    "event": "event-title",
    "article": "article-locator",
    "title": "title-locator",
}
_SUBTAG = re.compile(r"[A-Za-z0-9]{1,8}")
_BLANKS = " \t\r\n"
FindLocale = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, eq=False)
class Locale:
    """The words and habits of one language, as one style overrides them.

    `language` is a BCP 47 tag like "en-US". A locale equals only itself, so that it can be a key of caches.
    """

    language: str = DEFAULT_LANGUAGE
    punctuation_in_quote: bool = False
    limit_day_ordinals_to_day_1: bool = False
    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict, repr=False)
    english: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict, repr=False)
    genders: dict[str, str] = field(default_factory=dict, repr=False)
    ordinals: Ordinals = field(default_factory=Ordinals, repr=False)
    dates: dict[str, etree._Element] = field(default_factory=dict, repr=False)

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str | None:
        """The text of a term; None where it is not defined in any form that `form` falls back to.

        `gender` chooses between the variants of an ordinal term.
        """
        found = self._pair(name, form)
        if found is None and name in _OTHER_SPELLING:
            found = self._pair(_OTHER_SPELLING[name], form)
        if found is None:
            return self.ordinals.term(name, gender)
        return found[plural]

    def _pair(self, name: str, form: str) -> tuple[str, str] | None:
        """The singular and the plural of a term, in any form of the language before any in English.

        A symbol is no word of English: "&" goes before "und" (but "Kap." before "c.").
        """
        if form == "symbol" and (name, form) not in self.terms:
            symbol = self.english.get((name, form))
            if symbol is not None and not any(map(str.isalpha, symbol[0])):
                return symbol
        return _in_some_form(self.terms, name, form) or _in_some_form(self.english, name, form)

    def gender_of(self, term: str) -> str:
        """The gender of the noun that a term is: "masculine", "feminine" or empty."""
        return self.genders.get(term) or self.genders.get(_OTHER_SPELLING.get(term, ""), "")

    def ordinal_suffix(self, number: int, gender: str = "") -> str:
        """What makes a number an ordinal: "st" of "1st"."""
        return self.ordinals.suffix(number, gender)

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """An ordinal in a word, "first"; with a suffix where the language has no word for it."""
        return self.ordinals.word(number, gender) or f"{number}{self.ordinals.suffix(number, gender)}"

    def date_format(self, form: str) -> etree._Element | None:
        """The cs:date of the locale for "text" or "numeric"."""
        return self.dates.get(form)


def _in_some_form(terms: Mapping[tuple[str, str], tuple[str, str]], name: str, form: str) -> tuple[str, str] | None:
    """A term in a form, or in the nearest that it falls back to."""
    tried: str | None = form
    while tried is not None:
        found = terms.get((name, tried))
        if found is not None:
            return found
        tried = _NEXT_FORM.get(tried)
    return None


def load_locale(language: str, style_locales: Sequence[etree._Element], find: FindLocale) -> Locale:
    """The locale of a language for a style: each unit from the nearest source that has it.

    Another form of a term in the language goes before the form in English: "abgerufen" before "rtvd.".
    Sources, nearest first (CSL 1.0.2, "Locale Fallback"): the style's cs:locale of the dialect, of the language and of
    none; the files of the dialect, of the primary dialect and of en-US. `find` gives the file of a dialect, or of the
    primary dialect of a bare language. A language nobody knows is printed as en-US.
    """
    wanted = normal_language(language)
    spoken = wanted.partition("-")[0]
    files = [find(spoken), find(wanted)]
    dialect = _file_layer(files[0]).language if wanted == spoken and files[0] else wanted
    own = [_file_layer(source) for source in dict.fromkeys(files) if source is not None]
    english = _file_layer(find(DEFAULT_LANGUAGE) or b"")
    return _merged(dialect, english, [*own, *_style_layers(style_locales, dialect)])


def normal_language(language: str) -> str:
    """A tag as the locale files write it ("en_us" → "en-US"), without extensions; en-US where it is none."""
    tags: list[str] = []
    for tag in language.strip().replace("_", "-").split("-")[:4]:
        if not _SUBTAG.fullmatch(tag) or len(tag) == 1:
            break
        tags.append(tag.upper() if tags and len(tag) == 2 else tag.title() if tags and len(tag) == 4 else tag)
    if not tags or not tags[0].isalpha():
        return DEFAULT_LANGUAGE
    return "-".join([tags[0].lower(), *tags[1:]])


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one cs:locale element defines."""

    language: str
    options: dict[str, bool]
    terms: dict[tuple[str, str], tuple[str, str]]
    genders: dict[str, str]
    ordinals: dict[tuple[str, str], tuple[str, str]]
    words: dict[tuple[str, str], str]
    dates: dict[str, etree._Element]


def _merged(language: str, english: _Layer, layers: Sequence[_Layer]) -> Locale:
    """The layers over one another, the last on top; any ordinal of a layer does away with all those below.

    English lies below all others, but for its words, which come in where the others have no form of a term.
    """
    terms: dict[tuple[str, str], tuple[str, str]] = {}
    genders: dict[str, str] = {}
    options: dict[str, bool] = {}
    words: dict[tuple[str, str], str] = {}
    ordinals: dict[tuple[str, str], tuple[str, str]] = {}
    dates: dict[str, etree._Element] = {}
    for layer in layers:
        terms |= layer.terms
        words |= layer.words
    for layer in (english, *layers):
        genders |= layer.genders
        options |= layer.options
        dates |= layer.dates
        ordinals = layer.ordinals or ordinals
    return Locale(
        language,
        options.get("punctuation-in-quote", False),
        options.get("limit-day-ordinals-to-day-1", False),
        terms,
        english.terms,
        genders,
        Ordinals(ordinals, words or english.words),
        dates,
    )


def _style_layers(locales: Sequence[etree._Element], dialect: str) -> list[_Layer]:
    """The cs:locale elements of a style that a dialect takes from, the most general first."""
    ranks = {"": 0, dialect.partition("-")[0]: 1, dialect: 2}
    ranked = [(ranks.get(_tag_of(xml)), xml) for xml in locales]
    chosen = sorted(((rank, xml) for rank, xml in ranked if rank is not None), key=lambda pair: pair[0])
    return [_layer_of(xml) for _, xml in chosen]


def _tag_of(xml: etree._Element) -> str:
    """The language of a cs:locale, empty where it names none."""
    tag = xml.get(_LANG, "")
    return normal_language(tag) if tag.strip() else ""


@lru_cache(maxsize=128)
def _file_layer(source: bytes) -> _Layer:
    """What a locale file defines; nothing where it cannot be read."""
    try:
        return _layer_of(parse_xml(source))
    except StyleError:
        return _layer_of(etree.Element(f"{PREFIX}locale"))


def _layer_of(xml: etree._Element) -> _Layer:
    layer = _Layer(_tag_of(xml) or DEFAULT_LANGUAGE, {}, {}, {}, {}, {}, {})
    for term in xml.iterfind(f"{PREFIX}terms/{PREFIX}term"):
        _add_term(layer, term)
    for options in xml.iterfind(f"{PREFIX}style-options"):
        layer.options.update((str(name), value == "true") for name, value in options.attrib.items())
    layer.dates.update((date.get("form", ""), date) for date in xml.iterfind(f"{PREFIX}date"))
    return layer


def _add_term(layer: _Layer, xml: etree._Element) -> None:
    """Keep a cs:term, as an ordinal or as a word."""
    name, form = xml.get("name", ""), xml.get("form", "long")
    single = _text_of(xml.find(f"{PREFIX}single"))
    multiple = _text_of(xml.find(f"{PREFIX}multiple"))
    if single is None or multiple is None:
        text = single or multiple or _text_of(xml) or ""
        single = multiple = text
    if ORDINAL.fullmatch(name):
        layer.ordinals[name, xml.get("gender-form", "")] = single, xml.get("match", "")
    elif name.startswith("long-ordinal-"):
        layer.words[name, xml.get("gender-form", "")] = single
    else:
        layer.terms[name, form] = single, multiple
        if form == "long" and "gender" in xml.attrib:
            layer.genders[name] = xml.get("gender", "")


def _text_of(xml: etree._Element | None) -> str | None:
    """The text of an element; a text of nothing but line breaks and blanks is empty."""
    if xml is None:
        return None
    text = "".join(str(part) for part in xml.itertext())
    return text if text.strip(_BLANKS) else ""
