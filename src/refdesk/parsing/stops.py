"""Where quotations and sentences end.

In: a string and a place in it. Out: the place where the quotation or sentence that begins there ends. A full stop
after an initial or an abbreviation ends no sentence; an apostrophe ends no quotation.
"""

import re

QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "»": "«", "„": "“", "'": "'", "‚": "‘"}
"""The mark that closes a quotation, by the mark that opens it: English, French, German, Danish."""
CLOSING = frozenset(QUOTES.values())
"""The marks that close quotations."""

OPENING = re.compile(r"(?<!\w)[“«„]\s?(?=\S)|(?<!\w)[\"‘‚](?=\S)|(?<![\w’'])'(?=\w)|(?<![\w.,?!’])»(?=\w)")
"""A quotation's opening mark."""

_STOP = re.compile(r"[?!][’'”\"»]?\*?(?=\s)|\.[’'”\"»]?(?=\s+[*_]?[^\W_a-zß-öø-ÿ]|\s+[*_]?[(“\"‘„«\[<]|\s*$)")
_LAST_WORD = re.compile(r"(?:^|[\s(\[“\"‘])([^\s(\[“\"‘]+)$")

# Abbreviations that stand inside titles and names of journals, in small letters; one capital letter counts, too.
_ABBREVIATION_WORDS = """
    vs no st dr mr mrs ms ed eds edn al vol vols pp ch cf jr sr prof gen col lt ca approx dept univ
    proc conf int intl natl j jour rev ann bull trans mag assoc soc inst am
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())


def quoted(text: str, start: int) -> tuple[str, int]:
    """The quotation that opens at `start`, without its marks, and its end: its sentence's where it is unclosed."""
    opening = text[start]
    closing = QUOTES[opening]
    if opening == "“" and closing not in text[start:]:
        closing = '"'  # typists mix the marks
    depth = 1
    for at in range(start + 1, len(text)):
        char = text[at]
        if char == closing and not (char in "’'‘" and _is_apostrophe(text, at)):
            depth -= 1
        elif char == opening != closing:
            depth += 1
        if depth == 0:
            return text[start + 1 : at].strip(), at + 1
    cut = sentence_end(text, start)
    return text[start + 1 : cut], cut


def _is_apostrophe(text: str, at: int) -> bool:
    return at + 1 < len(text) and text[at + 1].isalpha()


def sentence_end(text: str, start: int = 0) -> int:
    """The place after the stop of the sentence that begins at `start`; the text's end where there is none."""
    for match in _STOP.finditer(text, start):
        if match.group()[0] != "." or not _is_abbreviated(text[max(start, match.start() - 30) : match.start()]):
            return match.end()
    return len(text)


def _is_abbreviated(before: str) -> bool:
    """Whether the text before a full stop ends in an initial or an abbreviation."""
    word = _LAST_WORD.search(before)
    if not word:
        return False
    bare = word[1].rpartition(".")[2]
    return (len(bare) == 1 and bare.isupper()) or bare.casefold() in _ABBREVIATIONS
