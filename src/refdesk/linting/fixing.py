"""Put right what can be put right without asking: findings and a BibFile → the BibFile with their fixes made.

An entry is mended by itself until no fix is left, so that a second run finds nothing to do. A fix after which an
entry would have a finding that it had not before is not made.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from refdesk.formats.bibfile import BibFile
from refdesk.linting.findings import Finding, Fix, Oddity, Rule
from refdesk.linting.looking import look_at
from refdesk.linting.subjects import Overview, Subject
from refdesk.model.errors import RefdeskError

# Each round makes one fix; an entry that still changes after so many is none that we understand.
_MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A field that was mended: what it held before and holds now, None for a field that was not there or is gone."""

    key: str
    line: int
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Mended:
    """The file with its fixes, the findings that are gone by them, and each field that changed, in file order."""

    bibfile: BibFile
    fixed: tuple[Finding, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Draft:
    """An entry read by itself, and what the rules for a single entry say of it."""

    subject: Subject

    @cached_property
    def said(self) -> tuple[tuple[Rule, Oddity], ...]:
        return tuple(look_at(self.subject))

    @cached_property
    def codes(self) -> Counter[str]:
        return Counter(rule.code for rule, _ in self.said)


def mend(bibfile: BibFile, overview: Overview, findings: Iterable[Finding]) -> Mended:
    """The file with the fixes of `findings` made. Later entries are edited first, so that the lines of earlier hold."""
    wanted: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        if finding.key is not None and finding.entry_line is not None:
            wanted.setdefault((finding.key, finding.entry_line), []).append(finding)
    fixed: list[tuple[Finding, ...]] = []
    made: list[tuple[Change, ...]] = []
    for subject in reversed(overview.subjects):
        found = wanted.get((subject.key, subject.entry.line), ())
        draft = _mended(subject, found) if any(finding.fixes for finding in found) else None
        changes = _changes(subject, draft.subject) if draft else ()
        after = _written(bibfile, changes)
        if draft and after is not None:
            bibfile = after
            made.append(changes)
            fixed.append(_gone(draft, found))
    return Mended(bibfile, tuple(chain(*reversed(fixed))), tuple(chain(*reversed(made))))


def _mended(subject: Subject, found: Sequence[Finding]) -> _Draft | None:
    """The entry by itself with every fix made, or None where it cannot be read by itself.

    A fix may make another one sure, hence the rounds; only what was found counts as wanted.
    """
    draft = _alone(subject, subject.entry.raw)
    if draft is None:
        return None
    own = {finding.code for finding in found}
    for finding in found:
        if finding.code not in draft.codes:  # no rule for a single entry says this: it is made as it was found
            draft = _accepted(draft, finding.fixes) or draft
    for _ in range(_MOST_ROUNDS):
        fixes = (oddity.fixes for rule, oddity in draft.said if rule.code in own and oddity.fixes)
        better = next((better for one in fixes if (better := _accepted(draft, one))), None)
        if better is None:
            break
        draft = better
    return draft


def _accepted(draft: _Draft, fixes: Sequence[Fix]) -> _Draft | None:
    """The entry with these fixes, or None where they change nothing, cannot be written, or make a new finding."""
    try:
        after = _alone(draft.subject, _with_fixes(draft.subject, fixes))
    except RefdeskError:
        return None
    if after is None or after.subject.entry.raw == draft.subject.entry.raw or after.codes - draft.codes:
        return None
    return after


def _with_fixes(subject: Subject, fixes: Sequence[Fix]) -> str:
    file = _file_of(subject.entry.raw)
    for fix in fixes:
        key, field, value = subject.key, fix.field, fix.value
        file = file.unset(key, field) if value is None else file.set(key, field, value)
    return file.to_bytes().decode("utf-8", "surrogateescape")


def _alone(subject: Subject, raw: str) -> _Draft | None:
    """The subject with `raw` for its entry's text, read by itself; None where that is not one entry of this key."""
    entries = _file_of(raw).entries
    if len(entries) != 1 or entries[0].key != subject.key:
        return None
    return _Draft(replace(subject, entry=entries[0]))


def _file_of(raw: str) -> BibFile:
    return BibFile.parse(raw.encode("utf-8", "surrogateescape"))


def _changes(subject: Subject, mended: Subject) -> tuple[Change, ...]:
    """What differs between the entry in the file and the mended one."""
    before, after = subject.entry.fields, mended.entry.fields
    return tuple(
        Change(subject.key, subject.entry.line, name, before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    )


def _written(bibfile: BibFile, changes: Sequence[Change]) -> BibFile | None:
    """The file with these changes; None where there are none, or its encoding cannot hold them."""
    try:
        for change in changes:
            if change.after is None:
                bibfile = bibfile.unset(change.key, change.field, line=change.line)
            else:
                bibfile = bibfile.set(change.key, change.field, change.after, line=change.line)
    except RefdeskError:
        return None
    return bibfile if changes else None


def _gone(draft: _Draft, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that the mended entry has no more."""
    left = {(rule.code, oddity.field) for rule, oddity in draft.said}
    return tuple(finding for finding in found if finding.fixes and (finding.code, finding.field) not in left)
