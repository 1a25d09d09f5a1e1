"""What the libraries' exceptions mean, and how time runs out."""

import errno
import http.client
import ssl

import pytest
import requests
from urllib3.exceptions import LocationParseError, ProtocolError

from refdesk.links.answer import Failure
from refdesk.net.allowance import Allowance, Caps
from refdesk.net.failing import NoAnswerError, explain


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (OSError(errno.ENETUNREACH, "no route"), Failure.UNREACHABLE),
        (OSError(errno.EHOSTUNREACH, "no route"), Failure.UNREACHABLE),
        (ConnectionRefusedError(), Failure.REFUSED),
        (ConnectionResetError(), Failure.RESET),
        (BrokenPipeError(), Failure.RESET),
        (http.client.RemoteDisconnected(""), Failure.RESET),
        (TimeoutError(), Failure.TIMEOUT),
        (ssl.SSLEOFError(), Failure.RESET),
        (ssl.SSLCertVerificationError(), Failure.TLS),
        (ssl.SSLError(), Failure.TLS),
        (http.client.IncompleteRead(b""), Failure.CUT),
        (http.client.BadStatusLine(""), Failure.MALFORMED),
        (requests.exceptions.InvalidURL(), Failure.BAD_ADDRESS),
        (LocationParseError("x"), Failure.BAD_ADDRESS),
        (NoAnswerError(Failure.UNSAFE), Failure.UNSAFE),
        (ValueError(), Failure.MALFORMED),
    ],
)
def test_an_error_has_its_meaning(error: Exception, failure: Failure) -> None:
    assert explain(error).failure is failure


def test_the_meaning_is_found_in_what_an_error_wraps() -> None:
    wrapped = requests.ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError()))
    assert explain(wrapped).failure is Failure.RESET


def test_an_error_that_wraps_itself_comes_to_an_end() -> None:
    error = ProtocolError("round")
    error.args = (error,)
    assert explain(error).failure is Failure.MALFORMED


def test_time_is_cut_to_what_is_left() -> None:
    times = iter([0.0, 7.0])
    assert Allowance(Caps(whole=10), lambda: next(times)).seconds(5) == 3


def test_a_step_gets_no_more_than_it_may_have() -> None:
    assert Allowance(Caps(whole=10), lambda: 0.0).seconds(5) == 5


def test_time_that_is_used_up_is_a_timeout() -> None:
    times = iter([0.0, 10.0])
    with pytest.raises(NoAnswerError) as caught:
        Allowance(Caps(whole=10), lambda: next(times)).seconds(5)
    assert caught.value.failure is Failure.TIMEOUT


def test_time_given_back_puts_off_the_end() -> None:
    times = iter([0.0, 10.0])
    allowance = Allowance(Caps(whole=10), lambda: next(times))
    allowance.give_back(4)
    assert allowance.seconds(5) == 4
