"""Numbers: what counts as one, what stands between several, how cs:number prints them."""

import pytest
from lxml import etree

from refdesk.csl.context import Cite, Context
from refdesk.csl.items import Item
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import load_locale
from refdesk.csl.number_elements import NumberElement, print_numbers
from refdesk.csl.numbers import is_numeric, is_plural, read_locator, roman
from refdesk.csl.tree import text_of

ENGLISH = load_locale("en-US", [], installed_locale)
FRENCH = load_locale("fr-FR", [], installed_locale)


def context(item: dict[str, object] | None = None, *, cite: Cite | None = None, sorting: bool = False) -> Context:
    return Context(ENGLISH, Item(item or {}), cite or Cite(), 7, sorting=sorting)


def number(attributes: str) -> NumberElement:
    return NumberElement(etree.fromstring(f'<number xmlns="http://purl.org/net/xbiblio/csl" {attributes}/>'))


@pytest.mark.parametrize(
    "text",
    ["12", "007", "2nd", "L2d", "D2", "8n11", "2-4", "2, 3", "2,3", "2&4", "2 – 4", "1 and 2", "iv", "1/2", "1\\-2"],
)
def test_is_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize(
    "text", ["second", "2nd edition", "Spring 2", "1-a", "A-1", "12 13", "1.5", "-", "", "2 or 3", "IV", "No. 5", "1,"]
)
def test_is_not_numeric(text: str) -> None:
    assert not is_numeric(text)


def test_the_word_for_and_of_the_language_joins_numbers() -> None:
    assert is_numeric("1 et 2", "et")


def test_a_number_that_names_what_it_counts_is_one() -> None:
    assert is_numeric("7, p. 3-8")


@pytest.mark.parametrize("text", ["5-7", "1, 2", "1,2", "2 & 4", "213 and 235", "213, and 235", "xii & xiii", "II-IV"])
def test_is_plural(text: str) -> None:
    assert is_plural("page", text)


@pytest.mark.parametrize("text", ["5", "1\\-2", "a-b", "12, vol. 3", "Spring 2", "1/2", "A-1", "IV"])
def test_is_singular(text: str) -> None:
    assert not is_plural("page", text)


def test_a_count_above_one_is_plural() -> None:
    assert [is_plural("number-of-volumes", text) for text in ("0", "1", "01", "2")] == [False, False, False, True]


def test_a_number_above_one_is_no_plural_elsewhere() -> None:
    assert not is_plural("volume", "2")


def test_a_locator_may_name_its_label() -> None:
    assert read_locator("page", "vol. 3, p. 5") == ("volume", "3, p. 5")


def test_a_locator_that_only_begins_like_a_label_keeps_its_own() -> None:
    assert read_locator("page", "p. xy") == ("page", "p. xy")


def test_a_locator_without_label_keeps_its_own() -> None:
    assert read_locator("chapter", "3-4") == ("chapter", "3-4")


def test_blanks_around_a_hyphen_go() -> None:
    assert print_numbers("2 - 4", "numeric", ENGLISH) == "2–4"


def test_a_comma_gets_one_blank_after_it() -> None:
    assert print_numbers("2 ,3", "numeric", ENGLISH) == "2, 3"


def test_an_ampersand_gets_a_blank_on_each_side() -> None:
    assert print_numbers("2&3", "numeric", ENGLISH) == "2 & 3"


def test_words_keep_what_stands_between_them() -> None:
    assert print_numbers("Red,Green - Blue", "ordinal", ENGLISH) == "Red,Green - Blue"


def test_each_number_becomes_an_ordinal() -> None:
    assert print_numbers("1, 2-3", "ordinal", ENGLISH) == "1st, 2nd–3rd"


def test_a_long_ordinal() -> None:
    assert print_numbers("9 & 12", "long-ordinal", ENGLISH) == "ninth & 12th"


def test_roman_numerals() -> None:
    assert print_numbers("42", "roman", ENGLISH) == "xlii"


def test_a_number_with_letters_stays_as_it_is() -> None:
    assert print_numbers("2E", "ordinal", ENGLISH) == "2E"


def test_a_number_with_zeros_before_it_stays_as_it_is() -> None:
    assert print_numbers("007", "ordinal", ENGLISH) == "007"


def test_zero_is_an_ordinal() -> None:
    assert print_numbers("0", "ordinal", ENGLISH) == "0th"


def test_a_text_with_words_has_no_ordinals() -> None:
    assert print_numbers("2 revised", "ordinal", ENGLISH) == "2 revised"


def test_a_label_inside_a_text_is_that_of_the_language() -> None:
    assert print_numbers("7, p. 3-8", "ordinal", ENGLISH, "edition") == "7th, pp. 3–8"


def test_an_ordinal_has_the_gender_of_its_noun() -> None:
    assert print_numbers("1", "ordinal", FRENCH, "edition") == "1ʳᵉ"


def test_the_language_delimits_ranges() -> None:
    assert print_numbers("1-2", "ordinal", FRENCH, "issue") == "1ᵉʳ‑2ᵉ"


def test_a_backslash_keeps_a_hyphen() -> None:
    assert print_numbers("1\\-2", "numeric", ENGLISH) == "1-2"


@pytest.mark.parametrize(("value", "written"), [(4, "iv"), (1999, "mcmxcix"), (3888, "mmmdccclxxxviii")])
def test_a_roman_numeral(value: int, written: str) -> None:
    assert roman(value) == written


def test_there_is_no_roman_numeral_for_nought() -> None:
    assert (roman(0), roman(4000)) == ("0", "4000")


def test_an_element_prints_the_variable() -> None:
    assert text_of(number('variable="issue" form="roman"').render(context({"issue": 4}))) == "iv"


def test_an_element_has_affixes() -> None:
    assert text_of(number('variable="issue" prefix="(" suffix=")"').render(context({"issue": 4}))) == "(4)"


def test_an_empty_variable_prints_nothing() -> None:
    assert number('variable="issue"').render(context()) is None


def test_an_empty_variable_is_called() -> None:
    asked = context()
    number('variable="issue"').render(asked)
    assert (asked.called, asked.filled) == (1, 0)


def test_a_full_variable_is_filled() -> None:
    asked = context({"issue": 4})
    number('variable="issue"').render(asked)
    assert (asked.called, asked.filled) == (1, 1)


def test_the_locator_is_the_cite_s() -> None:
    assert text_of(number('variable="locator" form="ordinal"').render(context(cite=Cite(locator="3")))) == "3rd"


def test_the_citation_number_is_the_context_s() -> None:
    assert text_of(number('variable="citation-number"').render(context())) == "7"


def test_a_sort_key_has_digits() -> None:
    assert text_of(number('variable="issue" form="roman"').render(context({"issue": "9"}, sorting=True))) == "9"


def test_pages_are_written_as_the_style_asks() -> None:
    asked = context({"page": "321-328"})
    asked.options = {"page-range-format": "minimal"}
    assert text_of(number('variable="page"').render(asked)) == "321–8"


def test_a_locator_of_chapters_is_no_range_of_pages() -> None:
    asked = context(cite=Cite(locator="21-28", label="chapter"))
    asked.options = {"page-range-format": "minimal"}
    assert text_of(number('variable="locator"').render(asked)) == "21–28"


@pytest.mark.parametrize("text", ["1" * 50_000, "a-" * 50_000, " " * 50_000 + "1", "1 , " * 20_000, "\\-" * 50_000])
def test_a_hostile_text_is_printed(text: str) -> None:
    assert isinstance(print_numbers(text, "ordinal", ENGLISH), str)


def test_a_very_long_text_is_no_number() -> None:
    assert not is_numeric("1, " * 400 + "1")


def test_a_full_locator_is_filled() -> None:
    asked = context(cite=Cite(locator="3"))
    number('variable="locator"').render(asked)
    assert (asked.called, asked.filled) == (1, 1)


def test_one_word_keeps_numbers_beside_it_from_being_ordinals() -> None:
    assert print_numbers("2, revised", "ordinal", ENGLISH) == "2, revised"


@pytest.mark.parametrize("kind", ["legal_case", "legislation"])
def test_the_number_of_a_case_or_law_is_no_range(kind: str) -> None:
    case = context({"type": kind, "number": "05-1126"})
    assert text_of(number('variable="number"').render(case)) == "05-1126"


@pytest.mark.parametrize("text", ["6,285,999", "US 6,285,999 B1", "6,285,999 and 7,000,000"])
def test_commas_between_thousands_stay_in_the_number_of_a_work(text: str) -> None:
    assert text_of(number('variable="number"').render(context({"number": text}))) == text


@pytest.mark.parametrize(("variable", "text"), [("number", "12,13"), ("number", "1234,567"), ("page", "110,112")])
def test_other_commas_part_numbers(variable: str, text: str) -> None:
    printed = text_of(number(f'variable="{variable}"').render(context({variable: text})))
    assert printed == text.replace(",", ", ")


def test_the_number_of_a_report_may_be_a_range() -> None:
    report = context({"type": "report", "number": "7-8"})
    assert text_of(number('variable="number"').render(report)) == "7–8"


def test_a_roman_numeral_has_the_capitals_of_no_language() -> None:
    asked = Context(load_locale("tr-TR", [], installed_locale), Item({"volume": "12"}), Cite())
    assert text_of(number('variable="volume" form="roman" text-case="uppercase"').render(asked)) == "XII"
