"""The language of a title, where its small words tell it.

In: a title. Out: a language tag (BCP 47), or None: a language is told only by words that it alone uses, never by
guess. English is not told: it is what a library without languages is taken for, and its small words stand in names of
journals everywhere.
"""

import re

_SMALL_WORDS = {
    "de": "der die das und von zur zum für über im ein eine einer eines nicht auf aus bei mit nach zwischen als ihre",
    "fr": "le la les des du et une dans pour sur au aux est à en l d qu entre chez leur ses cette ou",
    "es": "el la los las del y una en para por sobre con entre su desde hacia como un",
    "it": "il lo gli della del dei delle nella nel nei sul sulla e di per una tra fra con dal dalla un al alla",
    "pt": "o os as da do das dos e em no na nos nas para uma sobre entre com ao à um pela pelo",
    "nl": "het een van en voor op met bij door naar uit aan tussen zijn over de tot",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_CLEAR = 2
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    (re.compile(r"[\uac00-\ud7af]{2}"), "ko"),
    (re.compile(r"[\u3040-\u30ff]{2}"), "ja"),
    (re.compile(r"[\u4e00-\u9fff]{4}"), "zh"),
)


def language_of(title: str) -> str | None:
    """The language that at least two kinds of small words, more than in any other language, tell; or its letters."""
    for letters, language in _SCRIPTS:
        if letters.search(title):
            return language
    words = [word.casefold() for word in _WORD.findall(title)]
    if not {"the", "of", "and", "for"}.isdisjoint(words):
        return None
    counts = sorted(
        ((sum(word in small for word in words), language) for language, small in _WORDS_OF.items()), reverse=True
    )
    (most, language), (next_most, _) = counts[0], counts[1]
    return language if most >= _CLEAR and most > next_most else None
