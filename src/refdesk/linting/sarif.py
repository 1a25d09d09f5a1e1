"""How are findings written in SARIF 2.1.0, which services for continuous integration read?

In: findings. Out: a log as a JSON value, with the members that the standard requires (OASIS SARIF 2.1.0, 3.13 to 3.28)
and those by which services show a place and know a finding again.
"""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from refdesk.linting.catalogue import RULES
from refdesk.linting.findings import Finding

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(findings: Sequence[Finding], version: str) -> dict[str, Any]:
    """The log of one run of refdesk of this version. The levels of SARIF are the severities of refdesk."""
    codes = tuple(dict.fromkeys(finding.code for finding in findings))
    places = {code: place for place, code in enumerate(codes)}
    driver = {"name": "refdesk", "version": version, "rules": [_descriptor(code) for code in codes]}
    results = [_result(finding, places[finding.code]) for finding in findings]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _descriptor(code: str) -> dict[str, Any]:
    """A reportingDescriptor (3.49)."""
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": f"{rule.why} Example: {rule.example}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    """A result (3.27); its fingerprint holds for as long as the same is odd about the same entry, on whatever line."""
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file)}}
    if finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        place["region"] = {"startLine": finding.line, **column}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.key:
        name = f"{finding.key}.{finding.field}" if finding.field else finding.key
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    said = "\0".join((finding.code, finding.where, finding.field or "", finding.message))
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"refdeskFinding/v1": hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]},
    }
