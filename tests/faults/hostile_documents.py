"""Documents that no author wrote: noise, one mark without end, nesting, wrong encodings.

In: a size. Out: bytes by name, each about that long, for whoever reads documents to survive.
"""

import random
from collections.abc import Callable

_UNITS = {
    "blanks": " ",
    "line ends": "\n",
    "blank lines of Windows": "\r\n",
    "digits": "7",
    "one letter": "A",
    "short words": "Ab ",
    "words": "word and word ",
    "names": "Ann Roe, ",
    "et al": "et al., ",
    "open brackets": "(",
    "open square brackets": "[",
    "number marks": "[1",
    "numbers cited": "[1, 2–5] ",
    "label marks": "[^",
    "labels": "a[^1] ",
    "raised numbers": "a¹ ",
    "citations": "(Smith, 2001) ",
    "citations in one bracket": "Smith, 2001; ",
    "narrative citations": "Smith (2001) said ",
    "page citations": "(Smith 35) ",
    "quotes": "«",
    "quotes opened": "“A ",
    "straight quotes": '"',
    "attributions": "According to ",
    "attributions to names": "According to Ann Roe, ",
    "said": "Ann Roe said ",
    "she said": "“It is,” she said. ",
    "reports": "a report by the World Bank ",
    "the report": "the report said ",
    "stops": ". ",
    "dashes": "—",
    "stars": "*",
    "underscores": "_a ",
    "hashes": "# ",
    "bullets": "\n- ",
    "addresses": "https://example.org/a ",
    "address parts": "www.",
    "ibid": "Ibid., 5; ",
    "dates": "5 May 2001 ",
    "nul": "\u2028",
    "combining marks": "e\u0301\u0323",
    "right to left": "\u202eאב ",
    "astral": "𝔸 ",
}
_PAGES: dict[str, Callable[[int], str]] = {
    "list items": lambda size: "References\n\n" + "".join(
        f"Smith, J. ({1900 + number % 100}). Title {number}. Oxford: OUP.\n\n" for number in range(size // 45)
    ),
    "one list item": lambda size: "References\n\nSmith, J. (2001). " + "Title " * (size // 6),
    "numbered items": lambda size: "References\n\n" + "".join(
        f"[{number}] J. Smith, Title {number}, 2001.\n" for number in range(1, size // 30)
    ),
    "items of a dash": lambda size: "References\n\nSmith, J. (2001). A.\n\n" + "———. (2001). B.\n\n" * (size // 18),
    "notes": lambda size: "".join(f"Word.[^{number}] " for number in range(1, size // 50)) + "\n\n" + "".join(
        f"[^{number}]: Ann Roe, *Title* (Oxford: OUP, 2001), 5.\n\n" for number in range(1, size // 50)
    ),
    "notes that point back": lambda size: (
        "".join(f"Word.[^{number}] " for number in range(1, size // 30)) + "\n\n"
    ) + "".join(
        f"[^{number}]: Roe, *Title*, 5.\n\n" for number in range(1, size // 30)
    ),
    "one note": lambda size: "Word.[^1]\n\n[^1]: " + "Ann Roe, *Title* (2001); " * (size // 25),
    "marks and a list": lambda size: "Roe (2001) " * (size // 14) + "\n\nReferences\n\nRoe, A. (2001). Title. OUP.\n",
    "nested brackets": lambda size: "(" * (size // 2) + "Smith, 2001" + ")" * (size // 2),
    "nested quotes": lambda size: "“" * (size // 2) + "a" + "”" * (size // 2),
    "headings": lambda size: "References\n\n" * (size // 12),
    "one line and a list": lambda size: "a" * size + "\n\nReferences\n\nSmith, J. (2001). Title. OUP.\n",
    "same author and year": lambda size: "".join(f"(Roe, 2001{letter}) " for letter in "abcdefghij") * (size // 300)
    + "\n\nReferences\n\n"
    + "".join(f"Roe, A. (2001{letter}). Title {letter}. OUP.\n\n" for letter in "abcdefghij") * (size // 300),
}  # fmt: skip


def documents(size: int) -> dict[str, bytes]:
    """Documents of about `size` bytes that are text, if of a kind."""
    texts = {name: unit * (size // len(unit)) for name, unit in _UNITS.items()}
    texts |= {name: page(size) for name, page in _PAGES.items()}
    return {name: text.encode("utf-8") for name, text in texts.items()} | encoded(size)


def encoded(size: int) -> dict[str, bytes]:
    """Text in encodings that must be guessed or refused."""
    text = ("Größe (Müller, 2001) und Café. " * (size // 31 + 1))[:size]
    chance = random.Random(1)  # noqa: S311 - noise, not a secret
    return {
        "noise": chance.randbytes(size),
        "printable noise": bytes(chance.choices(range(32, 127), k=size)),
        "Latin-1 within UTF-8": text.encode("utf-8") + b"Caf\xe9 " * 3,
        "Windows-1252": text.encode("cp1252"),
        "UTF-16 with a mark": text.encode("utf-16"),
        "UTF-16 without a mark": text.encode("utf-16-le"),
        "big-endian UTF-16 without a mark": text.encode("utf-16-be"),
        "NULs within": text.encode("utf-8")[: size // 2] + b"\0\0" + text.encode("utf-8")[: size // 2],
        "cut UTF-8": text.encode("utf-8") + b"\xc3",
    }
