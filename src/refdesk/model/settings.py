"""What a person has set: how citekeys are made, saved searches, pairs that are no duplicates, lint rules to leave out.

A Settings is an immutable value. Every setting has a default, so that a desk needs no settings file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

PATTERN = "citekeys.pattern"
SEARCHES = "searches"
DISTINCT = "dedupe.distinct"
IGNORED = "lint.ignore"

DEFAULT_PATTERN = "[author][year][word]"
"""How a new citekey is made where nobody set it: `afzal2021terrorism`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force.

    `searches` are queries by their names; `distinct` the pairs of citekeys that a person said are two works;
    `lint_ignored` the codes of lint rules to leave out. `origins` tells where each setting that is not the default
    was made, by its dotted name ("searches.todo"): a file and line, or an environment variable.
    """

    citekey_pattern: str = DEFAULT_PATTERN
    searches: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    distinct: tuple[tuple[str, str], ...] = ()
    lint_ignored: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
