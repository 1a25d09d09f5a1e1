"""The guard in tests/conftest.py: on a machine with a network a test sees none but loopback."""

import errno
import socket

import pytest


def test_a_far_address_is_unreachable() -> None:
    with socket.socket() as plug, pytest.raises(OSError, match="loopback") as told:
        plug.connect(("192.0.2.1", 80))
    assert told.value.errno == errno.ENETUNREACH


def test_a_far_address_of_the_sixth_version_is_unreachable() -> None:
    with socket.socket(socket.AF_INET6) as plug, pytest.raises(OSError, match="loopback"):
        plug.connect(("2001:db8::1", 80))


def test_no_name_server_is_asked() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("refdesk.example", 80)


def test_loopback_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as plug:
        assert plug.getpeername()[0] == "127.0.0.1"


def test_localhost_has_an_address() -> None:
    assert socket.getaddrinfo("localhost", 80)
