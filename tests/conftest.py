"""What every test shares: no network but loopback, no desk from outside, the repository's own folder."""

import errno
import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

# A shared two-core machine stalls now and then; a slow example there is no fault of the code.
settings.register_profile("refdesk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("refdesk")


def _keep_off_the_web(event: str, arguments: tuple[Any, ...]) -> None:
    # A test must do the same on a machine with a network as on one without: both see an unreachable one.
    if event == "socket.connect" and isinstance(arguments[1], tuple) and not _is_here(arguments[1][0]):
        raise OSError(errno.ENETUNREACH, "tests reach loopback only")
    if event == "socket.getaddrinfo" and arguments[0] and not _needs_no_asking(_text(arguments[0])):
        raise socket.gaierror(socket.EAI_NONAME, "tests ask no name server")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _needs_no_asking(host: str) -> bool:
    return host == "localhost" or not any(char.isalpha() for char in host) or ":" in host


def _text(host: str | bytes) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else host


sys.addaudithook(_keep_off_the_web)


@pytest.fixture
def repository() -> Path:
    """The folder that holds pyproject.toml."""
    return REPOSITORY


@pytest.fixture(autouse=True)
def _no_desk_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in ("REFDESK_DESK", "REFDESK_CITEKEYS_PATTERN", "REFDESK_LINT_IGNORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-settings"))
