"""Strings on which a careless regular expression takes the square of their length, made from the expression itself.

In: the modules of the rooms that read text. Out: every pattern compiled there with the ways it is asked, and for each
the strings that give it most trouble: what its parts match, many times over, behind a way into each part, before a
sign that fits nothing.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")

ROOMS = ("documents", "reading", "parsing", "resolving")
_ASKED = frozenset({"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})
_SAMPLE = "aAbZ0159 \t\n.,:;-–—_*()[]{}<>\"'“”‘’«»/&@#^|~éßÅ¹²!?"
"""The signs that a class of characters is asked for, in this order."""

_NO_FIT = "\x00"
_MOST_OF_EACH = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A pattern, the place where it is made, and how it is asked: `match` tries one place, `search` tries each."""

    place: str
    pattern: re.Pattern[str]
    ways: frozenset[str]


def patterns() -> list[Asked]:
    """Every pattern of the rooms that read text, once."""
    modules = list(_modules())
    sources = "\n".join(inspect.getsource(module) for module in modules)
    found = [asked for module in modules for asked in (*_held(module, sources), *_written(module))]
    return list({(asked.pattern, asked.ways): asked for asked in reversed(found)}.values())


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(f"refdesk.{room}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def _held(module: ModuleType, sources: str) -> Iterator[Asked]:
    """The patterns that a module's own names hold, in tables too."""
    for name, value in vars(module).items():
        if not name.startswith("__"):
            ways = frozenset(re.findall(rf"\b{re.escape(name)}(?:\[[^\]]*\])?\.({'|'.join(_ASKED)})\(", sources))
            for at, pattern in _within(value):
                yield Asked(f"{module.__name__}.{name}{at}", pattern, ways or frozenset({"search"}))


def _within(value: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield "", value
    elif isinstance(value, dict):
        yield from ((f"[{key!r}]{at}", found) for key, held in value.items() for at, found in _within(held))
    elif isinstance(value, tuple | list):
        yield from ((f"[{key}]{at}", found) for key, held in enumerate(value) for at, found in _within(held))


def _written(module: ModuleType) -> Iterator[Asked]:
    """The patterns written out where they are used: `re.sub(r"\\s+", …)`."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way), args=[ast.Constant(value=str(text)), *_]
            ) if way in _ASKED:
                yield Asked(f"{module.__name__}:{node.lineno}", re.compile(text), frozenset({way}))


def tried(asked: Asked, text: str) -> None:
    """Ask the text of the pattern in the ways in which the code asks it."""
    for way in asked.ways:
        if way in {"sub", "subn"}:
            asked.pattern.sub("", text)
        elif way in {"findall", "finditer"}:
            asked.pattern.findall(text)
        else:
            getattr(asked.pattern, way)(text)


def hostile(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Strings of about `length` signs, each a part of `pattern` many times over."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    seen: set[str] = set()
    for before, unit in _ways_in(parsed):
        text = before + unit * (length // len(unit)) + _NO_FIT
        if text not in seen:
            seen.add(text)
            yield text


def _ways_in(parsed: Any) -> list[tuple[str, str]]:
    """What stands before a repeated part at the least, and what that matches; then parts and pairs of them alone."""
    deep = list(dict.fromkeys(_repeated("", parsed)))[:_MOST_OF_EACH]
    units = list(dict.fromkeys([unit for _, unit in deep] + [_least(parsed) or "a"]))
    alone = [("", unit) for unit in units]
    pairs = [("", one + other) for one in units[:4] for other in units[:4] if one != other]
    whole = [("", before + unit) for before, unit in deep if before]
    return [(before, unit) for before, unit in (*deep, *alone, *pairs, *whole) if unit]


def _repeated(before: str, items: Any) -> Iterator[tuple[str, str]]:
    """Each repeated part with a shortest way to it, from the outside to the inside."""
    for kind, told in items:
        if kind in _REPEATS:
            for unit in _variants(told[2]):
                yield before, unit
            yield from _repeated(before, told[2])
        elif kind is _constants.SUBPATTERN:
            yield from _repeated(before, told[3])
        elif kind is _constants.BRANCH:
            for branch in told[1]:
                yield from _repeated(before, branch)
        before += _least_of(kind, told)


def _variants(items: Any) -> Iterator[str]:
    """Two strings that the part matches: its first way and, where a class has others, another."""
    yield _least(items)
    if len(items) == 1 and items[0][0] is _constants.IN:
        signs = _signs(items[0][1])
        yield from signs[1:2]
        yield from signs[-1:]


def _least(items: Any) -> str:
    return "".join(_least_of(kind, told) for kind, told in items)


def _least_of(kind: Any, told: Any) -> str:  # noqa: PLR0911 - a case for each kind
    """A shortest string that the part matches; look-arounds match nothing of their own."""
    match kind:
        case _constants.LITERAL:
            return chr(int(told))
        case _constants.NOT_LITERAL:
            return next(sign for sign in _SAMPLE if ord(sign) != told)
        case _constants.ANY:
            return "a"
        case _constants.IN:
            return _signs(told)[0]
        case _constants.SUBPATTERN:
            return _least(told[3])
        case _constants.ATOMIC_GROUP:
            return _least(told)
        case _constants.BRANCH:
            return _least(told[1][0])
        case _ if kind in _REPEATS:
            return _least(told[2]) * int(told[0])
    return ""


def _signs(members: Sequence[Any]) -> list[str]:
    """The signs of the sample that a class holds; its first literal where it holds none."""
    negated = members[0][0] is _constants.NEGATE
    inside = [sign for sign in _SAMPLE if any(_holds(kind, told, sign) for kind, told in members) != negated]
    literal = [chr(told) for kind, told in members if kind is _constants.LITERAL]
    ranged = [chr(told[0]) for kind, told in members if kind is _constants.RANGE]
    return inside or literal or ranged or ["a"]


def _holds(kind: Any, told: Any, sign: str) -> bool:
    match kind:
        case _constants.LITERAL:
            return bool(ord(sign) == told)
        case _constants.RANGE:
            return bool(told[0] <= ord(sign) <= told[1])
        case _constants.CATEGORY:
            return bool(re.fullmatch(_CATEGORIES[told], sign))
    return False


_CATEGORIES = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
}
