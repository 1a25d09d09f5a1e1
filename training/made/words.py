"""Word lists that made references draw on: names, bodies, periodicals, publishers, small grammars of titles.

In: the text files of the folder `words`: sections headed `[name]`, entries a line, parts divided by a bar; lines that
begin with `#` are comment. Out: rows and words of a section. All were written for this purpose.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def sections(file: str) -> dict[str, tuple[str, ...]]:
    """The entries of `words/FILE.txt` by section."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return {name: tuple(entries) for name, entries in found.items()}


def lines(file: str, section: str) -> tuple[str, ...]:
    """The entries of a section as they stand; none when there is no such section."""
    return sections(file).get(section, ())


@cache
def rows(file: str, section: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a section, divided at their bars."""
    return tuple(tuple(line.split("|")) for line in lines(file, section))


@cache
def words(file: str, section: str) -> tuple[str, ...]:
    """Every part of every entry of a section, in one row."""
    return tuple(part for row in rows(file, section) for part in row)
