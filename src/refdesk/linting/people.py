"""Are lists of names written so that BibTeX and biblatex split them as meant?

Sources: btxdoc 4 and biblatex manual 2.3.3: names are parted by the word `and`; within one name at most two commas,
`von Family, Jr, Given`; braces keep a body together; `and others` stands for "et al.".
"""

import functools
import re
from collections.abc import Iterator

from refdesk.linting.findings import Fix, Oddity, Rule
from refdesk.linting.subjects import Subject

# What begins with blanks is looked for at their first one only: a field of blanks must not cost their square.
_AND = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)
_EXTENDED = re.compile(r"\"?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")
_STRAY_AND = re.compile(r"\A\s*and\s|\sand\s+and\s", re.IGNORECASE)
_LAST_AND = re.compile(r"\sand\s*\Z", re.IGNORECASE)
_ET_AL = re.compile(r"(?:\s*,|\s+and|\s*,\s*and)?\s*\bet\.?[\s~]*al\b\.?\s*\Z", re.IGNORECASE)
# What stands between two commas in `Tourinho, Filho, F. C.`; nothing at all in ACM's `Baker,, Simon`.
_JUNIOR = re.compile(
    r"(?:jr|jnr|sr|snr|junior|senior|j\W*[uú]nior|filho|neto|sobrinho|segundo|[ivx]+|\d\w\w|ph\.?\s?d|m\.?d|esq|)\.?\Z",
    re.IGNORECASE,
)
_OTHER_SIGN = re.compile(r"(?<!\s)(?:\s*;\s*|\s+\\?&\s+)")
_CAPITALS = re.compile(r"([^\W\d_]{3,})(?:[\s-][^\W\d_]{3,})*\s*,")
_LONGEST_LIST = 20_000


def et_al(subject: Subject) -> Iterator[Oddity]:
    """A list of names that ends in "et al."."""
    for name, value in subject.names:
        match = _ET_AL.search(value[-40:])
        if match:
            start = len(value) - len(value[-40:]) + match.start()
            fixes = subject.mended(name, f"{value[:start].rstrip()} and others") if start else ()
            yield Oddity(f"{name} ends in 'et al.', which is taken for a person; write 'and others'.", name, fixes)


def comma_lists(subject: Subject) -> Iterator[Oddity]:
    """Commas between people, where only `and` parts them; other signs are `missing-and`'s."""
    for name, value in subject.names:
        for person in _people(value):
            commas = person.split(",") if not _parted_otherwise(person) else ()
            if len(commas) > 1 and not commas[-1].strip():
                yield Oddity(f"{name} has a name that ends in a comma, {_short(person)!r}.", name)
                break
            if len(commas) > 3 or (len(commas) == 3 and not any(_JUNIOR.match(part.strip()) for part in commas[1:])):
                yield Oddity(
                    f"{name} has {len(commas) - 1} commas in one name, {_short(person)!r}; people are parted by 'and'.",
                    name,
                )
                break


def stray_ands(subject: Subject) -> Iterator[Oddity]:
    """An `and` with nobody before or behind it. A lone "And" may be a person's name; two at once are none."""
    for name, value in subject.names:
        plain = _blanked(value[:_LONGEST_LIST])
        if _STRAY_AND.search(plain) or (len(value) <= _LONGEST_LIST and _LAST_AND.search(plain[-60:])):
            yield Oddity(f"{name} has an 'and' with nobody beside it.", name)


def other_signs(subject: Subject) -> Iterator[Oddity]:
    """A semicolon or an ampersand between people. Bodies such as `Procter & Gamble` have no commas around it."""
    for name, value in subject.names:
        odd = next((person for person in _people(value) if _parted_otherwise(person)), None)
        if odd is not None:
            fixes = _parted_by_and(subject, name, value)
            yield Oddity(f"{name} parts people by another sign than 'and': {_short(odd)!r}.", name, fixes)


def shouted_names(subject: Subject) -> Iterator[Oddity]:
    """Family names in capitals."""
    for name, value in subject.names:
        person = next((person for person in _people(value) if _is_shouted(person)), None)
        if person is not None:
            yield Oddity(f"{name} has a name in capitals: {_short(person)!r}.", name)


@functools.lru_cache(maxsize=16)  # several rules ask this of one entry in turn
def _people(value: str) -> tuple[str, ...]:
    """The names, what stands in braces blanked out; those in biblatex's long form are left out."""
    persons = _AND.split(_blanked(value[:_LONGEST_LIST]))
    return tuple(person for person in persons if person.strip() and not _EXTENDED.match(person))


def _blanked(value: str) -> str:
    """The value with a letter for each sign that stands in braces."""
    if "{" not in value:
        return value
    depth, signs = 0, []
    for char in value:
        depth = max(0, depth + (char == "{") - (char == "}"))
        signs.append("x" if depth or char == "}" else char)
    return "".join(signs)


def _parted_otherwise(person: str) -> bool:
    parts = _OTHER_SIGN.split(person)
    semicolon = ";" in person and len([part for part in parts if part.strip()]) > 1
    return semicolon or (len(parts) > 1 and all("," in part for part in parts))


def _parted_by_and(subject: Subject, name: str, value: str) -> tuple[Fix, ...]:
    """The fix, where each part is surely `Family, Given` and no braces or commands are in the way."""
    parts = [part for part in re.split(rf"{_OTHER_SIGN.pattern}|{_AND.pattern}", value) if part.strip()]
    plain = not re.search(r"[{}]|\\(?!&)", value) and all(part.count(",") == 1 for part in parts)
    return subject.mended(name, " and ".join(part.strip() for part in parts)) if plain else ()


def _is_shouted(person: str) -> bool:
    match = _CAPITALS.match(person.strip())
    return bool(match and match[0].isupper())


def _short(person: str) -> str:
    return " ".join(person.split())[:60]


RULES = (
    Rule(
        code="et-al",
        severity="warning",
        what="A list of names ends in et al.",
        why="It is printed as a person called Al. 'and others' is what BibTeX and biblatex know.",
        example="author = {Kim, A. et al.} becomes author = {Kim, A. and others}",
        fixable=True,
        look=et_al,
    ),
    Rule(
        code="comma-names",
        severity="warning",
        what="A name has more commas than a name can have, or ends in one.",
        why="BibTeX takes all of it for one person. Between people stands 'and'; a body stands in braces.",
        example="author = {Kim, A., Lee, B.} for Kim, A. and Lee, B.",
        look=comma_lists,
    ),
    Rule(
        code="stray-and",
        severity="warning",
        what="A list of names has an 'and' with nobody before or behind it.",
        why="BibTeX and biber complain of an empty name. Somebody may have been lost there.",
        example="author = {Kim, Ada and and Lee, Bo}",
        look=stray_ands,
    ),
    Rule(
        code="missing-and",
        severity="warning",
        what="People are parted by a semicolon or an ampersand.",
        why="BibTeX takes all of them for one person.",
        example="author = {Kim, A.; Lee, B.} becomes author = {Kim, A. and Lee, B.}",
        fixable=True,
        look=other_signs,
    ),
    Rule(
        code="shouted-name",
        severity="note",
        what="A family name is written in capitals.",
        why="Styles print it so, and only some works of a list shout. Catalogues write names like this.",
        example="author = {KIM, Ada}",
        look=shouted_names,
    ),
)
