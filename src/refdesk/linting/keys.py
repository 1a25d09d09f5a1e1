"""Do citekeys serve LaTeX, and do those that entries name lead somewhere?

Sources: biblatex manual 2.2.3 (xref, related, ids); biber's and BibTeX's rules for keys.
"""

import re
from collections.abc import Iterator

from refdesk.linting.findings import Oddity, Rule
from refdesk.linting.subjects import Overview, Subject, items

_REFERRING = ("xref", "related")
# biber 2.18 stops at the first eight of these or cuts the key there; `~` and `,` are LaTeX's.
_HARD = re.compile(r"[\s\"#%'()={}\\~,]")
# What a desk notes of an entry itself; two entries that differ in these alone are one work.
_ON_TOP = frozenset(("citedby", "keywords", "ids", "file", "timestamp", "owner", "groups"))
# An entry that says less is no evidence.
_FEWEST_FIELDS = 3


def hard_keys(subject: Subject) -> Iterator[Oddity]:
    """Keys with signs at which biber or LaTeX would stop. ADS keys with `&` are fine with both."""
    found = _HARD.search(subject.key)
    if found:
        sign = "a blank" if found[0].isspace() else found[0]
        yield Oddity(
            f"The key {subject.key!r} holds {sign}, which biber or LaTeX cannot bear; refdesk edit --rename changes it."
        )


def non_ascii_keys(subject: Subject) -> Iterator[Oddity]:
    """Keys with letters that BibTeX does not know."""
    if not subject.key.isascii():
        yield Oddity(f"The key {subject.key!r} has letters that BibTeX and old LaTeX do not take.")


def keys_differing_in_case(overview: Overview) -> Iterator[tuple[Subject, Oddity]]:
    """Keys that differ in capitals alone."""
    first: dict[str, str] = {}
    for subject in overview.subjects:
        known = first.setdefault(subject.key.casefold(), subject.key)
        if known != subject.key:
            yield subject, Oddity(f"The key {subject.key!r} differs from {known!r} in capitals alone.")


def unknown_references(overview: Overview) -> Iterator[tuple[Subject, Oddity]]:
    """Fields that name an entry which is not there; `refdesk.formats.inheritance` tells of those that inherit."""
    for subject in overview.subjects:
        for field in (field for field in _REFERRING if field in subject.values):
            for key in items(subject.values[field]):
                if key not in overview.keys and key not in overview.aliases:
                    yield subject, Oddity(f"{field} names {key!r}, which is no entry of this file.", field)


def taken_aliases(overview: Overview) -> Iterator[tuple[Subject, Oddity]]:
    """Older keys in `ids` that another entry bears or claims."""
    for alias, claimants in overview.aliases.items():
        for subject in claimants:
            if alias in overview.keys and alias != subject.key:
                yield subject, Oddity(f"ids names {alias!r}, which is the key of another entry.", "ids")
            elif subject is not claimants[0]:
                yield subject, Oddity(f"ids names {alias!r}, which {claimants[0].key} names as well.", "ids")


def identical_entries(overview: Overview) -> Iterator[tuple[Subject, Oddity]]:
    """Entries that say the very same under two keys."""
    first: dict[int, Subject] = {}
    for subject in overview.subjects:
        said = _said(subject)
        known = first.setdefault(hash((subject.type, frozenset(said.items()))), subject)
        is_same = known.type == subject.type and _said(known) == said and len(said) >= _FEWEST_FIELDS
        if known.key != subject.key and is_same and frozenset((known.key, subject.key)) not in overview.distinct:
            yield subject, Oddity(f"{subject.key} says the very same as {known.key}; refdesk merge makes them one.")


def _said(subject: Subject) -> dict[str, str]:
    """What an entry says of its work."""
    return {name: value for name, value in subject.values.items() if name not in _ON_TOP}


RULES = (
    Rule(
        code="hard-key",
        severity="warning",
        what="A citekey holds a blank, a bracket, a brace or one of \" # % ' = \\ ~.",
        why="biber stops at it or cuts it short, or LaTeX reads the sign as something else.",
        example="@book{kim 2020, ...}",
        look=hard_keys,
    ),
    Rule(
        code="non-ascii-key",
        severity="note",
        what="A citekey has letters beyond ASCII.",
        why="biber and LaTeX of today take them; BibTeX, old LaTeX and some editors do not.",
        example="@book{müller2020, ...}",
        look=non_ascii_keys,
    ),
    Rule(
        code="key-case",
        severity="warning",
        what="Two citekeys differ in capitals alone.",
        why="BibTeX takes them for one and refuses the second, and some disks keep one annotation for both.",
        example="@book{Kim2020, ...} and @book{kim2020, ...}",
        survey=keys_differing_in_case,
    ),
    Rule(
        code="unknown-reference",
        severity="warning",
        what="xref or related names an entry that is not in the file.",
        why="What the entry should point at is missing from print.",
        example="related = {kim2020}, and no entry bears that key",
        survey=unknown_references,
    ),
    Rule(
        code="taken-alias",
        severity="warning",
        what="ids names a key that another entry bears, or claims as well.",
        why="A citation by that key means the other entry.",
        example="@book{a, ids = {b}} beside @book{b, ...}",
        survey=taken_aliases,
    ),
    Rule(
        code="identical-entries",
        severity="warning",
        what="Two entries say the very same under two keys.",
        why="A bibliography that cites both prints the work twice. refdesk dedupe finds those that differ a little.",
        example="@book{a, ...} and @book{b, ...} with the same fields",
        survey=identical_entries,
    ),
)
