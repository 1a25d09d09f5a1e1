"""All rules by their codes: the table behind `--explain`, `--code` and the documentation."""

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from refdesk.linting import dates, elsewhere, identifiers, keys, pages, people, required, writing
from refdesk.linting.findings import Finding, Rule, Severity
from refdesk.model.errors import RefdeskError, unknown

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for room in (elsewhere, required, dates, identifiers, pages, people, writing, keys)
        for rule in room.RULES
    }
)
"""Code → rule, those of the file first."""

LOOKING = tuple(rule for rule in RULES.values() if rule.look)
"""The rules that are asked of each entry by itself."""

SURVEYING = tuple(rule for rule in RULES.values() if rule.survey)
"""The rules that are asked of all entries together."""


def severity_of(code: str) -> Severity:
    """How heavy a finding of this code is; one that is in no table is a note."""
    rule = RULES.get(code)
    return rule.severity if rule else "note"


def explained(code: str) -> Rule:
    """The rule of this code. Raises RefdeskError (exit code 3) where there is none, naming codes spelt alike."""
    rule = RULES.get(code)
    if rule is None:
        raise _no_code(code)
    return rule


def refuse_unknown(codes: Iterable[str], found: Iterable[Finding]) -> None:
    """Raise RefdeskError (exit code 3) for a code that is in no table and was not found either."""
    told = {finding.code for finding in found}
    for code in codes:
        if code not in RULES and code not in told:
            raise _no_code(code)


def _no_code(code: str) -> RefdeskError:
    near = difflib.get_close_matches(code[:80], RULES, 3, 0.5)
    return unknown("lint code", code, f"did you mean {' or '.join(near)}?" if near else "docs/lint.md lists all codes")
