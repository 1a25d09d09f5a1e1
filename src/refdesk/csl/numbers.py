"""What numbers does a text hold? A number variable → its numbers and what stands between them.

CSL 1.0.2, "Number", "Choose" (`is-numeric`), "Label" (`plural`). A number may have letters before and after it ("D2",
"2b", "L2d"); several are separated by commas, hyphens, ampersands, semicolons or the word for "and". Small Roman
numerals are numbers. A hyphen or comma after a backslash is part of the number it stands in.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from refdesk.csl.remembering import remember

NUMBER_VARIABLES = frozenset(
    [
        *("chapter-number", "citation-number", "collection-number", "edition", "first-reference-note-number", "issue"),
        *("locator", "number", "number-of-pages", "number-of-volumes", "page", "page-first", "part-number"),
        *("printing-number", "section", "supplement-number", "version", "volume"),
    ]
)
"""CSL 1.0.2, appendix IV, "Number Variables"."""
COUNTS = frozenset(["number-of-pages", "number-of-volumes"])
"""The variables whose one number is itself a count: more than one of them is a plural."""

ROMAN = re.compile(r"[ivxlcdm]{1,20}|[IVXLCDM]{1,20}")
HYPHENS = frozenset(["-", "–"])
_SMALL_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3}){1,4}(?![\d,])")
_LONGEST = 1_000
"""A text beyond this many characters is prose, not a number."""

# How a number names the kind of the part that it counts, "p. 3" in "7, p. 3": abbreviation → locator of CSL 1.0.2.
EMBEDDED_LABELS = {
    "art.": "article-locator",
    "bk.": "book",
    "ch.": "chapter",
    "col.": "column",
    "fig.": "figure",
    "fol.": "folio",
    "l.": "line",
    "n.": "note",
    "no.": "issue",
    "op.": "opus",
    "p.": "page",
    "pp.": "page",
    "para.": "paragraph",
    "pt.": "part",
    "r.": "rule",
    "sec.": "section",
    "app.": "appendix",
    "sv.": "sub-verbo",
    "tbl.": "table",
    "vrs.": "verse",
    "vol.": "volume",
}


class Piece(NamedTuple):
    """One number, or a word where a number was expected.

    `before` is what separates it from the piece before it, blanks included; `abbreviation` is the word that names the
    kind of what is counted, as the text has it ("p."), or empty.
    """

    before: str
    abbreviation: str
    text: str

    @property
    def mark(self) -> str:
        """The separator without its blanks: "-", "–", ",", "&", "and" …"""
        return self.before.strip()

    @property
    def label(self) -> str:
        """The locator that the text names before the number, or empty."""
        return EMBEDDED_LABELS.get(self.abbreviation, "")

    @property
    def is_number(self) -> bool:
        """Whether it is a number, with or without letters around it."""
        return is_number(self.text)


@remember(8_192)
def read_pieces(text: str, conjunction: str = "and") -> tuple[Piece, ...]:
    """The numbers of a text in order; `conjunction` is the word for "and" in the language of the style."""
    words = " ".join(text.split())
    found = _separators(conjunction).split(words) if len(words) <= _LONGEST else [words]
    separators = ["", *found[1::2]]
    return tuple(Piece(before, *_labelled(token)) for before, token in zip(separators, found[::2], strict=True))


@lru_cache(maxsize=64)
def _separators(conjunction: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in dict.fromkeys(["and", conjunction]) if word)
    return re.compile(rf"((?: ?(?<!\\)--?| ?[–&;]| ?(?<!\\),(?: (?:{words})(?= ))?| (?:{words})(?= )) ?)")


def _labelled(token: str) -> tuple[str, str]:
    """The abbreviation that a token begins with, and the rest; none where no number follows it."""
    word, _, rest = token.partition(" ")
    return (word, rest) if word in EMBEDDED_LABELS and is_number(rest) else ("", token)


def with_thousands(text: str) -> str:
    """A text in which a comma that parts thousands ("US patent 6,285,999") parts no numbers: after a backslash.

    For the variable "number" alone, by which works are numbered; commas between pages or volumes part them.
    """
    return _THOUSANDS.sub(lambda found: found[0].replace(",", "\\,"), text) if "," in text else text


def unescaped(text: str) -> str:
    """A text without the backslashes before hyphens and commas."""
    return text.replace("\\-", "-").replace("\\,", ",") if "\\" in text else text


def read_locator(label: str, locator: str) -> tuple[str, str]:
    """The label and the text of a locator: one that begins with a label of its own ("vol. 3") is counted by that."""
    words = " ".join(locator.split(" ", 2)[:2]) if "." in locator[:5] else ""
    abbreviation, _ = _labelled(words.rstrip(",;-–")) if words else ("", "")
    if not abbreviation:
        return label, locator
    return EMBEDDED_LABELS[abbreviation], locator[len(abbreviation) + 1 :]


def glue(before: Piece, piece: Piece) -> str:
    """What stands between two pieces that make no range. Only numbers are moved: "2,3" → "2, 3", but "A,B" stays."""
    mark = piece.mark
    if not (_counts(before) and _counts(piece)):
        return piece.before
    if mark in HYPHENS or mark == "--":
        return mark
    return f"{mark} " if mark[0] in ",;" else f" {mark} "


def _counts(piece: Piece) -> bool:
    return piece.is_number or bool(ROMAN.fullmatch(piece.text))


def is_number(token: str) -> bool:
    """Whether a token is one number: it holds a digit and nothing but letters and digits, or is a Roman numeral."""
    bare = token.replace("\\-", "").replace("\\,", "").replace("/", "")
    if not bare.isalnum():
        return False
    return any(character.isdecimal() for character in bare) or (bare.islower() and bool(ROMAN.fullmatch(bare)))


def is_numeric(text: str, conjunction: str = "and") -> bool:
    """Whether a text holds numbers and nothing else (CSL 1.0.2, "Choose", `is-numeric`)."""
    pieces = read_pieces(text, conjunction)
    return all(piece.is_number for piece in pieces)


def is_plural(variable: str, text: str, conjunction: str = "and") -> bool:
    """Whether a label of `variable` stands in the plural (CSL 1.0.2, "Label", `plural`).

    Only the numbers before a label inside the text count: "12, vol. 3" is one page.
    """
    pieces = read_pieces(text, conjunction)
    own = [piece for place, piece in enumerate(pieces) if not any(each.label for each in pieces[1 : place + 1])]
    if len(own) == 1:
        digits = own[0].text
        return variable in COUNTS and digits.isascii() and digits.isdigit() and digits.strip("0") not in {"", "1"}
    return all(piece.is_number for piece in own) or _is_roman_range(own)


def _is_roman_range(pieces: Sequence[Piece]) -> bool:
    return len(pieces) > 1 and all(ROMAN.fullmatch(piece.text) for piece in pieces)


def roman(number: int) -> str:
    """A number in small Roman numerals; in digits where there are none for it."""
    if not 0 < number < 4_000:
        return str(number)
    written = ""
    for value, numeral in _SMALL_ROMAN:
        count, number = divmod(number, value)
        written += numeral * count
    return written
