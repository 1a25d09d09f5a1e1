"""Which addresses are public."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address, ip_network

import pytest

from refdesk.links.answer import Failure
from refdesk.net.failing import NoAnswerError
from refdesk.net.guarding import LANDMARKS, Guard, is_public

PUBLIC = ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"]
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - not bound to, but refused
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001:0:a00:1::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "3fff::1",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff0e::1",
]


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_is_let_through(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_known(text: str) -> None:
    assert not is_public(ip_address(text))


def test_an_allowed_network_is_let_through() -> None:
    guard = Guard(lambda _host, _port: ("10.0.0.1",), (ip_network("10.0.0.0/24"),))
    assert guard.addresses("in.test", 80, 1) == (ip_address("10.0.0.1"),)


def test_another_network_than_the_allowed_is_refused() -> None:
    guard = Guard(lambda _host, _port: ("10.0.1.1",), (ip_network("10.0.0.0/24"),))
    with pytest.raises(NoAnswerError) as caught:
        guard.addresses("in.test", 80, 1)
    assert caught.value.failure is Failure.UNSAFE


def test_a_name_without_addresses_is_unknown() -> None:
    with pytest.raises(NoAnswerError) as caught:
        Guard(lambda _host, _port: ()).addresses("none.test", 80, 1)
    assert caught.value.failure is Failure.NAME_UNKNOWN


def test_names_are_known_where_one_landmark_is_found() -> None:
    def one(host: str, _port: int) -> Sequence[str]:
        if host == LANDMARKS[-1]:
            return ("1.1.1.1",)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    assert Guard(one).names_known()


def test_names_are_not_known_where_no_landmark_is_found() -> None:
    def none(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    assert not Guard(none).names_known()


def test_a_name_with_a_label_too_long_is_no_name() -> None:
    def strict(host: str, _port: int) -> Sequence[str]:
        host.encode("idna")
        return ("1.1.1.1",)

    with pytest.raises(NoAnswerError) as caught:
        Guard(strict).addresses("a" * 64 + ".test", 80, 1)
    assert caught.value.failure is Failure.BAD_ADDRESS


def test_a_resolver_without_a_system_behind_it_is_unsure() -> None:
    def broken(_host: str, _port: int) -> Sequence[str]:
        raise OSError(24, "Too many open files")

    with pytest.raises(NoAnswerError) as caught:
        Guard(broken).addresses("x.test", 80, 1)
    assert caught.value.failure is Failure.NAME_UNSURE
