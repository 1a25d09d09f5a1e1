"""Locales: which source wins for a term, an option, a date format; ordinals; what is installed."""

from lxml import etree

from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import Locale, load_locale, normal_language

CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'


def cs_locale(content: str, language: str = "") -> etree._Element:
    attribute = f' xml:lang="{language}"' if language else ""
    return etree.fromstring(f"<locale {CSL}{attribute}>{content}</locale>")


def words(terms: str, language: str = "") -> etree._Element:
    return cs_locale(f"<terms>{terms}</terms>", language)


def no_files(_: str) -> None:
    return None


def locale_with(terms: str) -> Locale:
    return load_locale("en-US", [words(terms)], no_files)


def german(*style_locales: etree._Element, language: str = "de-AT") -> Locale:
    return load_locale(language, style_locales, installed_locale)


def test_the_dialect_of_a_style_goes_before_its_language() -> None:
    of_language = words('<term name="page">Sprache</term>', "de")
    of_dialect = words('<term name="page">Mundart</term>', "de-AT")
    assert german(of_dialect, of_language).term("page") == "Mundart"


def test_the_language_of_a_style_goes_before_a_locale_without_language() -> None:
    of_language = words('<term name="page">Sprache</term>', "de")
    of_none = words('<term name="page">irgendeine</term>')
    assert german(of_language, of_none).term("page") == "Sprache"


def test_a_style_goes_before_the_locale_files() -> None:
    assert german(words('<term name="page">Blatt</term>')).term("page") == "Blatt"


def test_another_dialect_of_a_style_does_not_count() -> None:
    assert german(words('<term name="page">Blatt</term>', "de-CH")).term("page") == "Seite"


def test_another_language_of_a_style_does_not_count() -> None:
    assert german(words('<term name="page">feuille</term>', "fr")).term("page") == "Seite"


def test_a_bare_language_takes_the_primary_dialect_of_a_style() -> None:
    assert german(words('<term name="page">Blatt</term>', "de-DE"), language="de").term("page") == "Blatt"


def test_a_secondary_dialect_has_a_date_format_of_its_own_file() -> None:
    british = load_locale("en-GB", [], installed_locale).date_format("text")
    assert british is not None
    assert british[0].get("name") == "day"


def test_english_of_britain_puts_punctuation_outside_of_quotes() -> None:
    assert not load_locale("en-GB", [], installed_locale).punctuation_in_quote


def test_english_of_america_puts_punctuation_inside_of_quotes() -> None:
    assert load_locale("en-US", [], installed_locale).punctuation_in_quote


def test_an_option_of_a_style_goes_before_that_of_the_file() -> None:
    option = cs_locale('<style-options punctuation-in-quote="false"/>')
    assert not load_locale("en-US", [option], installed_locale).punctuation_in_quote


def test_an_option_that_a_style_does_not_name_stays() -> None:
    option = cs_locale('<style-options limit-day-ordinals-to-day-1="true"/>')
    assert load_locale("en-US", [option], installed_locale).punctuation_in_quote


def test_french_limits_ordinals_to_the_first_day() -> None:
    assert load_locale("fr-FR", [], installed_locale).limit_day_ordinals_to_day_1


def test_a_term_that_no_file_of_the_language_has_is_english() -> None:
    serbian = b'<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="sr"><terms/></locale>'
    english = b'<locale xmlns="http://purl.org/net/xbiblio/csl"><terms><term name="page">page</term></terms></locale>'
    assert load_locale("sr", [], {"sr": serbian, "en-US": english}.get).term("page") == "page"


def test_a_language_without_a_file_is_printed_in_english_words() -> None:
    assert load_locale("eo", [], installed_locale).term("editor") == "editor"


def test_a_language_without_a_file_keeps_its_name() -> None:
    assert load_locale("eo", [], installed_locale).language == "eo"


def test_a_date_format_of_a_style_replaces_that_of_the_file() -> None:
    own = cs_locale('<date form="text"><date-part name="year"/></date>')
    found = load_locale("en-US", [own], installed_locale).date_format("text")
    assert found is not None
    assert len(found) == 1


def test_a_format_that_nobody_defines_is_none() -> None:
    assert load_locale("en-US", [], no_files).date_format("text") is None


def test_a_broken_file_is_as_good_as_none() -> None:
    assert load_locale("en-US", [], lambda _: b"<locale").term("page") is None


def test_a_file_with_a_document_type_is_not_read() -> None:
    assert load_locale("en-US", [], lambda _: b"<!DOCTYPE x><locale/>").term("page") is None


def test_an_empty_term_of_a_style_is_a_term() -> None:
    assert load_locale("en-US", [words('<term name="page"/>')], installed_locale).term("page") == ""


def test_a_term_of_line_breaks_is_empty() -> None:
    assert locale_with('<term name="and others">\n   </term>').term("and others") == ""


def test_blanks_around_a_term_are_its_own() -> None:
    assert locale_with('<term name="et-al"> [et al.]</term>').term("et-al") == " [et al.]"


def test_an_unknown_term_is_none() -> None:
    assert load_locale("en-US", [], installed_locale).term("no such term") is None


def test_a_term_in_the_plural() -> None:
    assert load_locale("en-US", [], installed_locale).term("page", "short", plural=True) == "pp."


def test_a_term_without_plural_is_the_same_in_the_plural() -> None:
    assert locale_with('<term name="x">one</term>').term("x", plural=True) == "one"


def test_a_term_with_a_plural_alone_lends_it_to_the_singular() -> None:
    assert locale_with('<term name="x"><multiple>many</multiple></term>').term("x") == "many"


def test_a_symbol_falls_back_to_the_short_form() -> None:
    assert locale_with('<term name="x" form="short">s</term><term name="x">long</term>').term("x", "symbol") == "s"


def test_a_short_verb_falls_back_to_the_verb() -> None:
    assert locale_with('<term name="x" form="verb">v</term><term name="x">long</term>').term("x", "verb-short") == "v"


def test_a_verb_falls_back_to_the_long_form() -> None:
    assert locale_with('<term name="x" form="short">s</term><term name="x">long</term>').term("x", "verb") == "long"


def test_the_long_form_falls_back_to_no_other() -> None:
    assert locale_with('<term name="x" form="short">s</term>').term("x") is None


def test_a_form_of_a_far_source_goes_before_another_form_of_a_near_one() -> None:
    style = words('<term name="page">sheet</term>')
    assert load_locale("en-US", [style], installed_locale).term("page", "short") == "p."


def test_sub_verbo_is_found_under_both_spellings() -> None:
    english = load_locale("en-US", [], installed_locale)
    assert english.term("sub verbo", "short") == english.term("sub-verbo", "short") == "s.v."


def test_the_gender_of_a_noun() -> None:
    assert load_locale("fr-FR", [], installed_locale).gender_of("edition") == "feminine"


def test_a_noun_without_gender() -> None:
    assert load_locale("en-US", [], installed_locale).gender_of("edition") == ""


def test_an_ordinal_is_found_as_a_term() -> None:
    assert load_locale("en-US", [], installed_locale).term("ordinal-01") == "st"


def test_a_tag_is_written_as_the_files_write_it() -> None:
    assert normal_language("EN_us") == "en-US"


def test_a_script_keeps_its_place_in_a_tag() -> None:
    assert normal_language("sr-cyrl-rs") == "sr-Cyrl-RS"


def test_the_sorting_part_of_a_tag_is_cut() -> None:
    assert normal_language("en-US-x-sort-ja-alalc97") == "en-US"


def test_what_is_no_tag_is_american_english() -> None:
    assert [normal_language(tag) for tag in ("", "french language", "../../etc", "é")] == ["en-US"] * 4


def test_the_file_of_a_bare_language_is_that_of_its_primary_dialect() -> None:
    assert installed_locale("pt") == installed_locale("pt-PT")


def test_a_name_that_is_no_language_finds_no_file() -> None:
    assert installed_locale("../locales-en-US") is None


def test_a_locale_equals_only_itself() -> None:
    assert locale_with("") != locale_with("")


def test_a_dialect_takes_from_the_file_of_the_primary_dialect() -> None:
    files = {
        "de": b'<locale xmlns="http://purl.org/net/xbiblio/csl"><terms><term name="page">Seite</term></terms></locale>',
        "de-AT": b'<locale xmlns="http://purl.org/net/xbiblio/csl"><terms/></locale>',
    }
    assert load_locale("de-AT", [], files.get).term("page") == "Seite"


def test_a_very_long_name_finds_no_file() -> None:
    assert installed_locale("a" * 5_000) is None


def test_another_form_in_the_language_goes_before_the_form_in_english() -> None:
    assert load_locale("de-DE", [], installed_locale).term("retrieved", "short") == "abgerufen"


def test_a_symbol_of_english_goes_before_a_word_of_the_language() -> None:
    assert load_locale("de-DE", [], installed_locale).term("and", "symbol") == "&"


def test_an_english_abbreviation_is_no_symbol() -> None:
    assert load_locale("de-DE", [], installed_locale).term("chapter", "symbol") == "Kap."


def test_a_symbol_of_the_language_goes_before_that_of_english() -> None:
    assert german(words('<term name="and" form="symbol">+</term>')).term("and", "symbol") == "+"


def test_a_language_without_a_date_format_takes_that_of_english() -> None:
    files = {
        "sr": b'<locale xmlns="http://purl.org/net/xbiblio/csl"><terms/></locale>',
        "en-US": b'<locale xmlns="http://purl.org/net/xbiblio/csl"><date form="text"/></locale>',
    }
    assert load_locale("sr", [], files.get).date_format("text") is not None
