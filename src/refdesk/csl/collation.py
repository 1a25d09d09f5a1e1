"""In which order do texts stand? A text → a key that sorts as readers look things up.

The key follows the Unicode Collation Algorithm as far as its primary weights: letters without accents and case,
punctuation passed over, blanks before symbols before digits before letters, runs of digits as the numbers they are,
scripts one after the other as in the default table (Latin, Greek, Cyrillic, …, Hangul, Kana, Han), but for languages
that put their own first. Languages that count letters of their own get them in their own places. Han characters stand
in the order of Unicode, not of a reading. `tie_key` tells texts apart that differ in accents or case alone.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from refdesk.csl.remembering import remember

_DIGITS = re.compile("[0-9]+")
_MOST_DIGITS = 14
"""A longer run of digits is no number to read but a date, which is as long as every other (`dates.sort_text`)."""
_LATER = 0x20000
# What Unicode does not decompose but a reader looks up under plain letters.
_BASE_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ĸ": "k",
    "ł": "l",
    "ŋ": "n",
    "ŧ": "t",
    "ſ": "s",
    "ə": "e",
}
_AFTER = 0xF0000


def _after(letter: str, place: int) -> str:
    return letter + chr(_AFTER + place)


def _all_after(letter: str, letters: str) -> dict[str, str]:
    """The words of `letters`, parted by blanks, in their order after a letter; those joined by "=" are one."""
    return {each: _after(letter, place) for place, group in enumerate(letters.split(), 1) for each in group.split("=")}


# Letters that Cyrillic alphabets place elsewhere than Unicode does, by the letter they follow.
_CYRILLIC = {
    **_all_after("г", "ґ ѓ"),
    **_all_after("д", "ђ"),
    **_all_after("е", "є"),
    **_all_after("з", "ѕ"),
    **_all_after("и", "і ї й ј"),
    **_all_after("к", "ќ"),
    **_all_after("л", "љ"),
    **_all_after("н", "њ"),
    **_all_after("т", "ћ"),
    **_all_after("у", "ў"),
    **_all_after("ч", "џ"),
}
_NORDIC = {**_all_after("z", "æ=ä ø=ö å=aa"), "y": "y", "ü": "y"}
# The letters that a language counts as its own, after the letter they follow (Unicode CLDR, collation).
_LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "sv": _all_after("z", "å ä=æ ö=ø"),
    "fi": _all_after("z", "å ä=æ ö=ø"),
    "da": _NORDIC,
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "is": {**_all_after("d", "ð"), **_all_after("z", "þ æ=ä ö=ø å")},
    "et": {**_all_after("s", "š z ž"), **_all_after("w", "õ ä ö ü")},
    "es": _all_after("n", "ñ"),
    "gl": _all_after("n", "ñ"),
    "eu": _all_after("n", "ñ"),
    "cs": {**_all_after("c", "č"), **_all_after("h", "ch"), **_all_after("r", "ř"), **_all_after("s", "š"),
           **_all_after("z", "ž")},
    "sk": {**_all_after("a", "ä"), **_all_after("c", "č"), **_all_after("h", "ch"), **_all_after("o", "ô"),
           **_all_after("s", "š"), **_all_after("z", "ž")},
    "pl": {**_all_after("a", "ą"), **_all_after("c", "ć"), **_all_after("e", "ę"), **_all_after("l", "ł"),
           **_all_after("n", "ń"), **_all_after("o", "ó"), **_all_after("s", "ś"), **_all_after("z", "ź ż")},
    "hr": {**_all_after("c", "č ć"), **_all_after("d", "dž đ"), **_all_after("l", "lj"), **_all_after("n", "nj"),
           **_all_after("s", "š"), **_all_after("z", "ž")},
    "sl": {**_all_after("c", "č ć"), **_all_after("d", "đ"), **_all_after("s", "š"), **_all_after("z", "ž")},
    "hu": {**_all_after("c", "cs"), **_all_after("g", "gy"), **_all_after("l", "ly"), **_all_after("n", "ny"),
           **_all_after("o", "ö=ő"), **_all_after("s", "sz"), **_all_after("t", "ty"), **_all_after("u", "ü=ű"),
           **_all_after("z", "zs")},
    "lt": {**_all_after("c", "č"), **_all_after("s", "š"), **_all_after("z", "ž")},
    "lv": {**_all_after("c", "č"), **_all_after("g", "ģ"), **_all_after("k", "ķ"), **_all_after("l", "ļ"),
           **_all_after("n", "ņ"), **_all_after("s", "š"), **_all_after("z", "ž")},
    "ro": {**_all_after("a", "ă â"), **_all_after("i", "î"), **_all_after("s", "ș=ş"), **_all_after("t", "ț=ţ")},
    "tr": {**_all_after("c", "ç"), **_all_after("g", "ğ"), **_all_after("h", "ı"), **_all_after("o", "ö"),
           **_all_after("s", "ş"), **_all_after("u", "ü")},
    "cy": {**_all_after("c", "ch"), **_all_after("d", "dd"), **_all_after("f", "ff"), **_all_after("g", "ng"),
           **_all_after("l", "ll"), **_all_after("p", "ph"), **_all_after("r", "rh"), **_all_after("t", "th")},
}  # fmt: skip
_SAME_AS = {"sr": "hr", "bs": "hr"}
_CYRILLIC_LETTERS = re.compile("[\u0400-\u052f]")
# The letters of languages that put their own script before Latin (Unicode CLDR, collation, "reorder").
_OWN_SCRIPTS = {
    **dict.fromkeys(["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"], _CYRILLIC_LETTERS),
    **dict.fromkeys(["ar", "fa", "ur"], re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ka": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]"),
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
    "zh": re.compile("[\U00023400-\U00029fff]"),  # as `_script_weight` has them
}


@remember(8_192)
def collation_key(text: str, language: str = "") -> str:
    """The key of a text; equal for texts that differ in accents, case or punctuation alone, empty for none."""
    spoken = language.partition("-")[0].lower()
    own = _own_letters(_SAME_AS.get(spoken, spoken))
    folded = text.lower() if text.isascii() else _folded(text, spoken)
    if own is not None:
        folded = own[0].sub(own[1], folded)
    numbered = _DIGITS.sub(_number_key, folded)
    weighed = " ".join(numbered.translate(_WEIGHTS).split())
    script = _OWN_SCRIPTS.get(spoken)
    return weighed if script is None else script.sub(r"@\g<0>", weighed)  # "@" stands between digits and Latin


def tie_key(text: str) -> tuple[str, str]:
    """What tells texts of one collation key apart: plain letters before accented ones, small ones before capitals."""
    return unicodedata.normalize("NFD", text.casefold()), text.swapcase()


def _folded(text: str, spoken: str) -> str:
    """The text in small letters, each with its accents in one character, wide and small forms as plain ones."""
    if spoken in {"tr", "az"}:
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=64)
def _own_letters(spoken: str) -> "tuple[re.Pattern[str], _Replacing] | None":
    letters = _LANGUAGES.get(spoken)
    if letters is None:
        return None
    return re.compile("|".join(map(re.escape, letters))), _Replacing(letters)


class _Replacing:
    """Puts the places of letters in the place of the letters."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self.letters = letters

    def __call__(self, match: re.Match[str]) -> str:
        return self.letters[match[0]]


def _number_key(match: re.Match[str]) -> str:
    """A run of digits such that a longer number stands after a shorter one; zeros before a number do not count."""
    digits = match[0]
    if len(digits) > _MOST_DIGITS:
        return chr(ord("1") + _MOST_DIGITS) + digits
    digits = digits.lstrip("0")
    return chr(ord("0") + len(digits)) + digits


class _Weights(dict[int, str]):
    """What stands for a character in a key, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        weight = self[code] = _weight(chr(code))
        return weight


_WEIGHTS = _Weights()


def _weight(character: str) -> str:
    """The weight of one character: of its letters without their marks, or of its kind."""
    if ord(character) >= _AFTER:
        return character
    special = _CYRILLIC.get(character)
    if special is not None:
        return special
    if character.isascii() and (character.isalpha() or character.isdigit()):
        return character
    parts = unicodedata.normalize("NFKD", character)
    return "".join(_part_weight(part) for part in parts)


def _part_weight(part: str) -> str:
    if part in _BASE_LETTERS:
        return _BASE_LETTERS[part]
    category = unicodedata.category(part)
    if unicodedata.combining(part) or category in {"Sk", "Lm"} or category[0] in "PC":
        return ""
    if category[0] == "Z" or part.isspace():
        return " "
    if category[0] == "S":
        return f"!{part}"
    return _script_weight(part.lower())


def _script_weight(part: str) -> str:
    """Han and Kana after all others, Katakana as Hiragana."""
    code = ord(part[0])
    if 0x30A1 <= code <= 0x30F6:
        code -= 0x60
    if 0x3040 <= code <= 0x9FFF or 0x20000 <= code < 0x40000:
        return chr(code + _LATER)
    return part
