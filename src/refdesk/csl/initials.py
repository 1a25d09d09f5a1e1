"""How is a given name shortened? A given name and what a style writes after an initial → the given name to print.

CSL 1.0.2, "Name": `initialize`, `initialize-with`, `initialize-with-hyphen`. Words in lower case stay as they are
("Jean de La Marie" → "J. de L. M."), so do abbreviations ("Ph." → "Ph.") and what does not begin with a letter;
of hyphenated names the second gives an initial only where it begins with a capital ("Jean-Paul" → "J.-P.", "Guo-ping"
→ "G.").
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

# A word with the markup in it, a period that ends it, and what separates it from the next.
_WORD = re.compile(r"((?:<[^<>]{1,80}>|[^\s.‐‑-])++)(\.?)(\s*[-‐‑]\s*|\s*)")
_MARKUP = re.compile(r"<[^<>]{1,80}>")
_HYPHENS = re.compile(r"[-‐‑]")
# Compiled when first met: so many characters take longer than the rest of a module.
_IDEOGRAPH = (
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)
_CLOSING = re.compile(r"(?:</[^<>]{1,80}>){1,20}$")
_BLANKS = re.compile(r" {2,}")


class _Word(NamedTuple):
    text: str
    abbreviated: bool
    hyphen: bool
    blank: bool


def is_ideographic(text: str) -> bool:
    """Whether a text begins in a script that is written without blanks between the parts of a name."""
    return bool(text) and text[0] >= "\u1100" and re.match(_IDEOGRAPH, text) is not None


@lru_cache(maxsize=20_000)
def shorten(given: str, mark: str, *, initialize: bool = True, hyphen: bool = True) -> str:
    """The given name with `mark` after each initial; where not `initialize`, after what is an initial already."""
    if initialize and not hyphen:
        given = _HYPHENS.sub(" ", given)
    words = [_word(found) for found in _WORD.finditer(given)]
    return _joined(_initials(words, mark) if initialize else _completed(words, mark)) or given.strip()


def _word(found: re.Match[str]) -> _Word:
    gap = found[3]
    return _Word(found[1], bool(found[2]), bool(gap) and not gap.isspace(), gap.isspace())


def _joined(printed: list[str]) -> str:
    return _BLANKS.sub(" ", "".join(printed)).strip()


def _initials(words: list[_Word], mark: str) -> list[str]:
    printed: list[str] = []
    hyphenated = False
    for word in words:
        initial = word.text if word.abbreviated else _initial(word.text)
        if initial is not None:
            if hyphenated:
                printed[-1] = f"{printed[-1].rstrip()}-"
            printed.append(_marked(initial, mark))
        elif not hyphenated:
            printed += ["" if printed and printed[-1].endswith("-") else " ", word.text, "-" if word.hyphen else " "]
        hyphenated = word.hyphen and (hyphenated or initial is not None)
    return printed


def _initial(word: str) -> str | None:
    """The first letter of a word, with its accents and the markup around the word; None where it has no capital."""
    markup = _MARKUP.match(word) if word[0] == "<" else None
    start = markup.end() if markup else 0
    letter = word[start : start + 1]
    kind = category(letter) if letter else ""
    if kind not in {"Lu", "Lt", "Lo"} or is_ideographic(letter):
        return None
    end = start + 1
    while end < len(word) and category(word[end])[0] == "M":
        end += 1
    return word[:end] + ("".join(_MARKUP.findall(word, end)) if "<" in word else "")


def _marked(initial: str, mark: str) -> str:
    """An initial and its mark; the mark stands inside markup that ends with the initial, its blank outside."""
    closing = _CLOSING.search(initial) if initial[-1] == ">" else None
    if closing is None:
        return initial + mark
    visible = mark.rstrip()
    return initial[: closing.start()] + visible + closing[0] + mark[len(visible) :]


def _completed(words: list[_Word], mark: str) -> list[str]:
    """The words in full, those that are initials or abbreviations with the mark."""
    printed: list[str] = []
    before: _Word | None = None
    for word in words:
        short = word.abbreviated or _is_initial(word)
        if before is not None:
            printed[-1] = _with_gap(printed[-1], before, word, short=short)
        printed.append(_marked(word.text, mark) if short else word.text)
        before = word
    return printed


def _is_initial(word: _Word) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def _with_gap(printed: str, before: _Word, word: _Word, *, short: bool) -> str:
    """What is printed of a word, with what separates it from the next: initials stand as close as their mark says."""
    if before.hyphen:
        return f"{printed.rstrip()}-"
    if short and (before.abbreviated or _is_initial(before)) and (len(word.text) == 1 or not before.blank):
        return printed
    return f"{printed.rstrip()} "
