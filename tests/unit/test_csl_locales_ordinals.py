"""Ordinals: which suffix a number gets, by its last digits, its gender and the scheme of the locale."""

import pytest
from lxml import etree

from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import Locale, load_locale

CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'


def locale_with(terms: str, *, over_files: bool = False) -> Locale:
    style = etree.fromstring(f"<locale {CSL}><terms>{terms}</terms></locale>")
    return load_locale("en-US", [style], installed_locale if over_files else lambda _: None)


@pytest.mark.parametrize(
    ("number", "suffix"),
    [
        (1, "st"),
        (2, "nd"),
        (3, "rd"),
        (4, "th"),
        (10, "th"),
        (11, "th"),
        (13, "th"),
        (21, "st"),
        (111, "th"),
        (0, "th"),
    ],
)
def test_english_suffixes(number: int, suffix: str) -> None:
    assert load_locale("en-US", [], installed_locale).ordinal_suffix(number) == suffix


def test_two_digits_go_before_one() -> None:
    terms = '<term name="ordinal">x</term><term name="ordinal-03">three</term><term name="ordinal-13">thirteen</term>'
    assert locale_with(terms).ordinal_suffix(113) == "thirteen"


def test_one_digit_matches_the_last_digit() -> None:
    assert locale_with('<term name="ordinal">x</term><term name="ordinal-03">y</term>').ordinal_suffix(43) == "y"


def test_one_digit_may_ask_for_the_last_two() -> None:
    terms = '<term name="ordinal">x</term><term name="ordinal-03" match="last-two-digits">y</term>'
    assert [locale_with(terms).ordinal_suffix(number) for number in (3, 13, 103)] == ["y", "x", "y"]


def test_a_term_may_ask_for_the_whole_number() -> None:
    terms = '<term name="ordinal">x</term><term name="ordinal-12" match="whole-number">y</term>'
    assert [locale_with(terms).ordinal_suffix(number) for number in (12, 112)] == ["y", "x"]


def test_the_gender_of_the_noun_chooses_the_suffix() -> None:
    french = load_locale("fr-FR", [], installed_locale)
    assert [french.ordinal_suffix(1, gender) for gender in ("feminine", "masculine")] == ["ʳᵉ", "ᵉʳ"]


def test_a_gender_without_a_suffix_takes_the_neuter() -> None:
    assert locale_with('<term name="ordinal">x</term>').ordinal_suffix(5, "feminine") == "x"


def test_a_locale_without_neuter_lends_the_masculine() -> None:
    terms = '<term name="ordinal" gender-form="feminine">a</term><term name="ordinal" gender-form="masculine">o</term>'
    assert locale_with(terms).ordinal_suffix(5) == "o"


def test_any_ordinal_of_a_style_does_away_with_all_of_the_file() -> None:
    assert locale_with('<term name="ordinal">.</term>', over_files=True).ordinal_suffix(1) == "."


def test_a_long_ordinal_of_a_style_does_away_with_no_other() -> None:
    style = locale_with('<term name="long-ordinal-01">premier</term>', over_files=True)
    assert (style.long_ordinal(1), style.long_ordinal(2), style.ordinal_suffix(1)) == ("premier", "second", "st")


def test_the_scheme_of_csl_1_0_has_a_suffix_for_all_others() -> None:
    terms = "".join(f'<term name="ordinal-0{n}">{word}</term>' for n, word in enumerate(["a", "b", "c", "d"], 1))
    found = [locale_with(terms).ordinal_suffix(number) for number in (1, 3, 4, 8, 11, 13, 21)]
    assert found == ["a", "c", "d", "d", "d", "d", "a"]


def test_no_ordinal_terms_give_no_suffix() -> None:
    assert locale_with("").ordinal_suffix(1) == ""


def test_a_long_ordinal_is_a_word_up_to_ten() -> None:
    assert load_locale("en-US", [], installed_locale).long_ordinal(10) == "tenth"


def test_a_long_ordinal_beyond_ten_has_a_suffix() -> None:
    assert load_locale("en-US", [], installed_locale).long_ordinal(22) == "22nd"


def test_a_long_ordinal_has_a_gender() -> None:
    terms = '<term name="long-ordinal-01">prime</term><term name="long-ordinal-01" gender-form="feminine">prima</term>'
    assert locale_with(terms).long_ordinal(1, "feminine") == "prima"


def test_a_long_ordinal_without_the_gender_is_neuter() -> None:
    assert locale_with('<term name="long-ordinal-01">prime</term>').long_ordinal(1, "feminine") == "prime"


def test_an_ordinal_term_without_the_gender_is_neuter() -> None:
    assert locale_with('<term name="ordinal">x</term>').term("ordinal", gender="feminine") == "x"


def test_the_default_suffix_has_a_gender_too() -> None:
    italian = load_locale("it-IT", [], installed_locale)
    assert [italian.ordinal_suffix(7, gender) for gender in ("feminine", "masculine")] == ["ª", "º"]


def test_a_language_with_words_of_its_own_takes_none_from_english() -> None:
    assert load_locale("pt-PT", [], installed_locale).long_ordinal(2) == "segundo"


def test_a_language_without_words_takes_those_of_english() -> None:
    assert load_locale("eo", [], installed_locale).long_ordinal(2) == "second"
