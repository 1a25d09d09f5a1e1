"""What came back when a URL was asked, before anyone says what it means.

In: nothing. Out: the nouns `Answer`, `Hop` and `Failure`, which net makes and `judge` reads.
"""

from dataclasses import dataclass
from enum import StrEnum

PERMANENT = frozenset({301, 308})
TEMPORARY = frozenset({302, 303, 307})
REDIRECTS = PERMANENT | TEMPORARY


class Failure(StrEnum):
    """Why a URL gave no full answer. The list is closed."""

    NAME_UNKNOWN = "name-unknown"
    NAME_UNSURE = "name-unsure"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS = "tls"
    CUT = "cut"
    MALFORMED = "malformed"
    REDIRECT_LOOP = "redirect-loop"
    BAD_REDIRECT = "bad-redirect"
    BAD_ADDRESS = "bad-address"
    UNSAFE = "unsafe"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Hop:
    """One request: its URL, the status it got (None if none came) and the milliseconds until then."""

    url: str
    status: int | None
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything that was learnt by asking `url` once.

    `hops` are in order, the first one is `url` itself; a URL that could not be asked at all has none.
    `body` is the unpacked head of the last page, `whole` says that nothing of it is missing.
    `detail` is the system's or the certificate checker's own word on a failure.
    """

    url: str
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    detail: str = ""
    content_type: str = ""
    body: bytes = b""
    whole: bool = False

    @property
    def status(self) -> int | None:
        """The status of the last hop."""
        return self.hops[-1].status if self.hops else None

    @property
    def final_url(self) -> str | None:
        """Where the chain ended, or None where its last address did not answer."""
        return self.hops[-1].url if self.hops and self.status is not None else None

    @property
    def redirections(self) -> tuple[int, ...]:
        """The statuses of the hops that led on to another."""
        return tuple(hop.status for hop in self.hops[:-1] if hop.status is not None)
