"""What may people be told of a link? Only a link that died twice is called dead.

In: the checks of one URL. Out: a Standing.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from refdesk.links.verdict import Check, Verdict

APART = timedelta(days=1)  # a site may be down for an evening; it is rarely down twice in this distance
DYING = frozenset({Verdict.GONE, Verdict.DNS})
LIVING = frozenset({Verdict.OK, Verdict.REDIRECTED, Verdict.MOVED, Verdict.FRAGMENT})
FINE = frozenset({Verdict.OK, Verdict.REDIRECTED})


class Standing(StrEnum):
    """What a person is told of a link."""

    FINE = "fine"
    LOOK = "look"
    DEAD = "dead"
    UNCHECKED = "unchecked"


def standing(checks: Iterable[Check]) -> Standing:
    """How the URL of `checks` stands after the latest of them; their order does not matter.

    Dead is a URL whose latest verdict is `gone` or `dns` and was so at least a day earlier, with no living
    answer between; a 410 (gone on purpose) is believed at once. Everything else that is not fine needs a look.
    """
    ordered = sorted(checks, key=lambda check: check.checked_at, reverse=True)
    if not ordered:
        return Standing.UNCHECKED
    latest = ordered[0]
    if latest.verdict in FINE:
        return Standing.FINE
    return Standing.DEAD if _is_dead(latest, ordered) else Standing.LOOK


def _is_dead(latest: Check, newest_first: list[Check]) -> bool:
    if latest.verdict not in DYING:
        return False
    if latest.status == 410:
        return True
    first = latest
    for check in newest_first:
        if check.verdict in LIVING:
            break
        if check.verdict in DYING:
            first = check
    return latest.checked_at - first.checked_at >= APART
