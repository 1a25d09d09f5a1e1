"""Why did a request fail? The libraries' many exceptions, told as one closed list.

In: an exception from requests, urllib3, http.client, ssl or socket. Out: a `NoAnswerError`.
"""

import errno
import http.client
import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import LocationValueError

from refdesk.links.answer import Failure

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EHOSTDOWN})

# The first line that fits counts: a TLS error is an OSError and a ValueError as well.
_MEANINGS: tuple[tuple[tuple[type[BaseException], ...], Failure], ...] = (
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), Failure.RESET),
    ((ssl.SSLError,), Failure.TLS),
    ((TimeoutError,), Failure.TIMEOUT),
    ((ConnectionRefusedError,), Failure.REFUSED),
    ((ConnectionError,), Failure.RESET),
    ((http.client.IncompleteRead,), Failure.CUT),
    ((requests.exceptions.InvalidURL, LocationValueError, http.client.InvalidURL, UnicodeError), Failure.BAD_ADDRESS),
)


class NoAnswerError(Exception):
    """A request came to nothing. It is no OSError, so that urllib3 and requests let it pass as it is."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(failure, detail)
        self.failure = failure
        self.detail = detail


def explain(error: BaseException) -> NoAnswerError:
    """The failure behind `error`, found in the exceptions it was raised from.

    What is none of the known causes broke the rules of HTTP.
    """
    for cause in _causes(error):
        failure = _failure_of(cause)
        if failure is not None:
            return NoAnswerError(failure, _detail_of(cause))
    return NoAnswerError(Failure.MALFORMED, type(error).__name__)


def _failure_of(cause: BaseException) -> Failure | None:
    if isinstance(cause, NoAnswerError):
        return cause.failure
    if isinstance(cause, OSError) and cause.errno in _NO_ROUTE:
        return Failure.UNREACHABLE
    return next((failure for kinds, failure in _MEANINGS if isinstance(cause, kinds)), None)


def _detail_of(cause: BaseException) -> str:
    if isinstance(cause, NoAnswerError):
        return cause.detail
    words = (getattr(cause, name, None) for name in ("verify_message", "reason", "strerror"))
    return next((str(word).rstrip(".") for word in words if word), "")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error`, then whatever it wraps: its cause, its context, its arguments (urllib3 puts the cause there)."""
    waiting, seen = [error], set[int]()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        wrapped = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        waiting.extend(item for item in wrapped if isinstance(item, BaseException))
