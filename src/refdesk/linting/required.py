"""Does an entry say what its type must and should say, under names that are known?"""

from collections.abc import Iterable, Iterator

from refdesk.linting.entry_types import (
    KNOWN_FIELDS,
    KNOWN_TYPES,
    LIKELY_FIELDS,
    LIKELY_TYPES,
    RECOMMENDED,
    REQUIRED,
    UNASKED,
    Alternatives,
)
from refdesk.linting.findings import Oddity, Rule
from refdesk.linting.spelling import near
from refdesk.linting.subjects import Subject

_MINIMUM = (("author", "editor"), ("title",), ("date", "year"))
_DATES = frozenset(("date", "year"))
_PAPERS = frozenset(("newspaper", "magazine"))
_BODIES = frozenset(("institution",))


def missing_fields(subject: Subject) -> Iterator[Oddity]:
    """What an entry of this type must have and has not."""
    if subject.is_stub or subject.is_source:
        return
    for names in _missing(subject, REQUIRED.get(subject.type, ())):
        yield Oddity(f"@{subject.type} must have {_either(names)}.", names[0])


def recommended_fields(subject: Subject) -> Iterator[Oddity]:
    """What an entry of this type should have and has not; articles of newspapers have neither volume nor pages."""
    if subject.is_stub or subject.is_source or subject.value("entrysubtype"):
        return
    for names in _missing(subject, RECOMMENDED.get(subject.type, ())):
        yield Oddity(f"@{subject.type} should have {_either(names)}.", names[0])


def bare_sources(subject: Subject) -> Iterator[Oddity]:
    """What the desk does not know of a document that it has read."""
    if not subject.is_source or subject.is_stub:
        return
    missing = [names for names in _MINIMUM if not subject.value(*names)]
    if missing:
        yield Oddity(f"The document does not say its {', '.join(names[0] for names in missing)}; you may know.")


def empty_fields(subject: Subject) -> Iterator[Oddity]:
    """Fields without a word."""
    for name, value in subject.values.items():
        if not value.strip("{} \t\r\n"):
            yield Oddity(f"The field {name} is empty.", name, subject.mended(name, None))


def unknown_types(subject: Subject) -> Iterator[Oddity]:
    """A type that neither BibTeX nor biblatex knows, nor anything like it."""
    if subject.type not in KNOWN_TYPES and near(subject.type, LIKELY_TYPES) is None:
        yield Oddity(f"@{subject.type} is a type that neither biblatex nor BibTeX knows; they print it as @misc.")


def misspelt_types(subject: Subject) -> Iterator[Oddity]:
    """A type one slip away from a known one."""
    if subject.type not in KNOWN_TYPES and (meant := near(subject.type, LIKELY_TYPES)):
        yield Oddity(f"@{subject.type} is no known type; @{meant} is.")


def misspelt_fields(subject: Subject) -> Iterator[Oddity]:
    """Fields one slip away from a known one; other strange fields are their owner's."""
    if subject.type not in KNOWN_TYPES:  # whose fields are its owner's as well
        return
    for name in subject.values:
        if name not in KNOWN_FIELDS and name.isalpha() and (meant := near(name, LIKELY_FIELDS)):
            if meant in subject.values and name in subject.habits.own_fields:
                continue  # it is its owner's, as `ajournal` beside `journal`
            yield Oddity(f"No program reads the field {name}; did you mean {meant}?", name)


def _missing(subject: Subject, wanted: Iterable[Alternatives]) -> Iterator[Alternatives]:
    return (names for names in wanted if not subject.value(*names) and not _is_excused(subject, names))


def _is_excused(subject: Subject, names: Alternatives) -> bool:
    """Whether the lack of these fields is as it should be, or told already.

    What an entry only lends to others, it need not have; where its own parent is missing, that is told. Newspapers
    print unsigned articles. What the source itself does not say is told as `no-date` and `no-title`. A body that
    publishes its own report is its author, in braces.
    """
    if subject.is_parent or (subject.value("crossref", "xdata") and not subject.inherited):
        return True
    if names[0] == "author" and subject.value("entrysubtype") in _PAPERS:
        return True
    if _BODIES.intersection(names):
        author = subject.value("author")
        return author.startswith("{") and author.endswith("}")
    is_date = bool(_DATES.intersection(names))
    return (is_date and "no-date" in subject.told) or (names[0] == "title" and "no-title" in subject.told)


def _either(names: Alternatives) -> str:
    shown = [name for name in names if name not in UNASKED]
    return " or ".join((", ".join(shown[:-1]), shown[-1]) if len(shown) > 1 else shown)


RULES = (
    Rule(
        code="missing-field",
        severity="warning",
        what="A field that entries of this type must have is missing.",
        why="Styles print an incomplete reference, and BibTeX and biber warn. Fields that the entry inherits count.",
        example="@article{kim2020, author = {Kim, A.}, title = {Salt}, date = {2020}} has no journaltitle.",
        look=missing_fields,
    ),
    Rule(
        code="recommended-field",
        severity="note",
        what="A field that readers of such an entry expect is missing.",
        why="Without it the reference is hard to find: an article without volume, pages, DOI or address.",
        example="@book{kim2020, author = {Kim, A.}, title = {Salt}, date = {2020}} has no publisher.",
        look=recommended_fields,
    ),
    Rule(
        code="bare-source",
        severity="note",
        what="A document that the desk has read does not say its author, title or date.",
        why="refdesk invents nothing. You may know what the document does not say, and can enter it.",
        example="@misc{essay, keywords = {source}, file = {essay.txt}}",
        look=bare_sources,
    ),
    Rule(
        code="empty-field",
        severity="note",
        what="A field holds no text.",
        why="BibTeX warns of it, and a reader takes the field for filled in.",
        example="note = {}",
        fixable=True,
        look=empty_fields,
    ),
    Rule(
        code="unknown-type",
        severity="note",
        what="The entry type is none of biblatex's or BibTeX's.",
        why="Programs that do not know it print the entry as @misc. A style of your own may know it.",
        example="@weblog{kim2020, ...}",
        look=unknown_types,
    ),
    Rule(
        code="misspelt-type",
        severity="warning",
        what="The entry type is one letter away from a known one.",
        why="The entry is printed as @misc, without the fields of the type that was meant.",
        example="@artcle{kim2020, ...} for @article",
        look=misspelt_types,
    ),
    Rule(
        code="misspelt-field",
        severity="warning",
        what="The name of a field is one letter away from a known one.",
        why="Programs pass over fields that they do not know, so what it says is never printed.",
        example="autor = {Kim, A.} for author",
        look=misspelt_fields,
    ),
)
