"""Where do the locale files come from? The name of a language → the XML of its locale file, as installed.

The package citeproc-py carries the official locale files; this is the one module of the room that reads from disk,
and it reads nothing else.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2})?")


@lru_cache(maxsize=256)
def installed_locale(language: str) -> bytes | None:
    """The locale file of a dialect ("de-AT"), or of the primary dialect of a language ("de"); None without one."""
    folder = _folder()
    if folder is None or not _LANGUAGE.fullmatch(language):
        return None
    name = _primary_dialects().get(language, language)
    path = folder / f"locales-{name}.xml"
    return path.read_bytes() if path.is_file() else None


@lru_cache(maxsize=1)
def _primary_dialects() -> Mapping[str, str]:
    """The dialect that stands for each language."""
    folder = _folder()
    table = folder / "locales.json" if folder else None
    if table is None or not table.is_file():
        return {}
    dialects: dict[str, str] = json.loads(table.read_bytes())["primary-dialects"]
    return dialects


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """The folder of the locale files; the package is looked for, not imported, which would take its time."""
    package = find_spec("citeproc")
    places = package.submodule_search_locations if package else None
    return Path(places[0]) / "data" / "locales" if places else None
