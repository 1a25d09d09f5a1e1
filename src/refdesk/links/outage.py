"""Is the network down, or only these sites?

In: an Answer, or the answers of sites that stayed silent. Out: what they say of the network on this side.
"""

from collections.abc import Callable, Iterable
from enum import Enum, auto

from refdesk.links.addresses import host_of
from refdesk.links.answer import Answer, Failure

MANY = 20  # silent hosts in a row before the network itself is asked about
SEVERAL = 3  # silent hosts that are no chance

_NAMELESS = frozenset({Failure.NAME_UNKNOWN, Failure.NAME_UNSURE})
_LOST = frozenset({Failure.UNREACHABLE, Failure.TIMEOUT})
_HEARD = frozenset({Failure.RESET, Failure.REFUSED, Failure.TLS, Failure.MALFORMED})


class Sign(Enum):
    """What one answer says of the network on this side."""

    HEARD = auto()  # somebody out there spoke
    SILENT = auto()  # nobody did: the site's fault or the network's
    NEITHER = auto()  # it says nothing


def sign_of(answer: Answer, *, heard: bool) -> Sign:
    """What `answer` says of the network; `heard` says whether anybody spoke before it.

    An unsafe or malformed address was never asked and says nothing. Nor does a lost connection once somebody was
    heard: slow and unreachable sites come in last, and their verdicts are mild.
    """
    if any(hop.status is not None for hop in answer.hops) or answer.failure in _HEARD:
        return Sign.HEARD
    silent = _NAMELESS if heard else _NAMELESS | _LOST
    return Sign.SILENT if answer.failure in silent else Sign.NEITHER


def silent_hosts(answers: Iterable[Answer]) -> int:
    """How many different hosts stayed silent."""
    return len({host_of(answer.url) for answer in answers})


def is_outage(silent: Iterable[Answer], names_known: Callable[[], bool]) -> bool:
    """Whether the silence of these answers is the network's and not the sites'.

    Where names were not found, `names_known` is asked whether well-known names are. Where all were found and still
    no host of several gets through, packets are lost, as behind the sign-in page of a hotel.
    """
    answers = tuple(silent)
    if any(answer.failure in _NAMELESS for answer in answers):
        return not names_known()
    return silent_hosts(answers) >= SEVERAL
