"""Collation: which text stands before which, in plain alphabets and in those with letters of their own."""

from itertools import pairwise

import pytest

from refdesk.csl.collation import collation_key, tie_key


def in_order(*texts: str, language: str = "en-US") -> bool:
    """Whether the texts are in strictly rising order."""
    keys = [collation_key(text, language) for text in texts]
    return all(one < other for one, other in pairwise(keys))


def alike(*texts: str, language: str = "en-US") -> bool:
    return len({collation_key(text, language) for text in texts}) == 1


def test_case_does_not_count() -> None:
    assert alike("Zeta", "ZETA", "zeta")


def test_accents_do_not_count() -> None:
    assert alike("Álvarez", "Alvarez", "A\N{COMBINING ACUTE ACCENT}lvarez")


def test_punctuation_does_not_count() -> None:
    assert alike("“Well, ‘so’!”", "Well so", "[W]ell–so".replace("–", " "))


def test_a_hyphen_does_not_count() -> None:
    assert alike("Meta-analysis", "Metaanalysis")


def test_a_blank_stands_before_letters() -> None:
    assert in_order("Dale Zippy", "Dalebout Arnie")


def test_a_no_break_space_is_a_blank() -> None:
    assert alike("a\N{NO-BREAK SPACE}b", "a  b", " a b ")


def test_digits_stand_before_letters() -> None:
    assert in_order("$ sign", "7 samurai", "Seven samurai")


def test_numbers_are_compared_as_numbers() -> None:
    assert in_order("Part 2", "Part 10", "Part 100")


def test_zeros_before_a_number_do_not_count() -> None:
    assert alike("Part 7", "Part 007")


def test_digits_of_one_length_are_compared_as_dates() -> None:
    assert in_order("050000020000000", "050000020000000050000020010000", "050000020010000")


def test_ligatures_are_two_letters() -> None:
    assert alike("Œuvre", "Oeuvre")


def test_sharp_s_is_ss() -> None:
    assert alike("Straße", "Strasse")


def test_crossed_letters_are_plain_letters() -> None:
    assert alike("Łódź", "Lodz")


def test_full_width_letters_are_letters() -> None:
    assert alike("ＡＢＣ１", "abc1")


def test_scripts_follow_each_other() -> None:
    assert in_order("z", "Ωμέγα", "Я", "א", "ا", "가", "あ", "中")


def test_katakana_is_hiragana() -> None:
    assert alike("カタカナ", "かたかな")


def test_syllables_of_hangul_stand_in_order() -> None:
    assert in_order("가나", "각", "나")


def test_short_i_follows_i_in_russian() -> None:
    assert in_order("ия", "йа", "ка")


def test_ukrainian_letters_stand_where_ukrainian_has_them() -> None:
    assert in_order("гя", "ґа", "да", "ея", "єа", "жа", "ия", "іа", "їа", "йа", "ка")


def test_vowel_signs_of_indic_scripts_count() -> None:
    assert not alike("कि", "कु")


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("sv-SE", "z å ä ö"),
        ("fi-FI", "z å ä ö"),
        ("da-DK", "y z æ ø å"),
        ("nb-NO", "y z æ ø å"),
        ("is-IS", "d ð e z þ æ ö"),
        ("es-ES", "nz ñ o"),
        ("cs-CZ", "cz č d hz ch i"),
        ("pl-PL", "lz ł m z ź ż"),
        ("hu-HU", "cz cs d ö p"),
        ("tr-TR", "cz ç d hz ı i"),
        ("sr-Latn-RS", "dž đ e lz lj m"),
        ("cy-GB", "cz ch d lz ll m"),
    ],
)
def test_a_language_has_letters_of_its_own(language: str, letters: str) -> None:
    assert in_order(*letters.split(), language=language)


def test_a_language_writes_its_letters_large_too() -> None:
    assert in_order("ZZ", "ÅL", "ÄL", "ÖL", language="sv")


def test_german_has_no_letters_of_its_own() -> None:
    assert alike("Müller", "Muller", language="de-DE")


def test_aa_is_a_ring_in_danish() -> None:
    assert alike("Aalborg", "Ålborg", language="da")


def test_a_dotted_capital_is_a_small_i_in_turkish() -> None:
    assert alike("İ", "i", language="tr")


def test_the_key_of_punctuation_alone_is_empty() -> None:
    assert collation_key("…!") == ""


def test_ties_put_plain_letters_first() -> None:
    assert tie_key("resume") < tie_key("résumé")


def test_ties_put_small_letters_first() -> None:
    assert tie_key("polish") < tie_key("Polish")


@pytest.mark.parametrize("text", ["a" * 50_000, "9" * 50_000, "\ud800", "\x00", "é" * 50_000, "\u0301" * 50_000])
def test_a_hostile_text_has_a_key(text: str) -> None:
    assert isinstance(collation_key(text, "cs"), str)


def test_modifier_letters_do_not_count() -> None:
    assert alike("Hawaiʻi", "Hawaii")


def test_symbols_stand_before_digits() -> None:
    assert in_order("€ uro", "1 uro")


def test_a_capital_without_dot_is_dotless_in_turkish() -> None:
    assert alike("Işık", "ışık", language="tr")


def test_thorn_stands_after_z() -> None:
    assert in_order("zz", "þa")


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("ru-RU", "Ямб", "Abc"),
        ("uk", "Ґава", "Abc"),
        ("el-GR", "Ωμέγα", "Abc"),
        ("zh-CN", "王", "Abc"),
        ("he", "אב", "Abc"),
    ],
)
def test_a_language_puts_its_own_script_first(language: str, first: str, then: str) -> None:
    assert in_order("5 a", first, then, language=language)


def test_english_puts_latin_first() -> None:
    assert in_order("Abc", "Ямб")
