"""What label stands for an item that brings none? Its authors and year → "Doe65", "RoNo78".

CSL 1.0.2 leaves the making of `citation-label` to the processor. One author gives four letters, two or three give two
letters each of the first two, more give one letter each of the first four; then the last two digits of the year.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refdesk.csl.items import Item

_NAMES_IN_PLACE_OF_AUTHORS = ("author", "editor", "translator")
_SHAPES = {1: (4,), 2: (2, 2), 3: (2, 2)}
_MANY = (1, 1, 1, 1)


def make_label(item: "Item") -> str:
    """The label of an item, without the letter that tells it from another."""
    return f"{_letters(item)}{_year(item)}"


def _letters(item: "Item") -> str:
    names = next((names for variable in _NAMES_IN_PLACE_OF_AUTHORS if (names := item.names(variable))), ())
    words = [word for name in names if (word := _plain(name.family or name.literal))]
    if not words:
        words = [_plain(item.text("title"))]
    shape = _SHAPES.get(len(words), _MANY)
    return "".join(word[:count].capitalize() for word, count in zip(words, shape, strict=False))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _year(item: "Item") -> str:
    date = item.date("issued")
    return f"{date.start.year % 100:02}" if date is not None and date.start.year else ""
