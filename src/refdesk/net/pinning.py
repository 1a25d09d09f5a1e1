"""How is a connection made that goes only to a checked address and reads only what is allowed?

In: a guard and an allowance. Out: an adapter for requests. The host is looked up and checked where the socket
is opened, so nothing lies between the check and the connection; the TLS name and the Host header keep the host.
"""

import functools
import io
import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from refdesk.links.answer import Failure
from refdesk.net.allowance import Allowance
from refdesk.net.failing import NoAnswerError, explain
from refdesk.net.guarding import Address, Guard

_TRIES = 4  # addresses of one host that are tried in turn


@dataclass(frozen=True, slots=True)
class Call:
    """What a connection needs to know of the URL it works for."""

    guard: Guard
    allowance: Allowance

    def connect(self, host: str, port: int) -> socket.socket:
        """Open a socket to a checked address of `host`. Raises NoAnswerError."""
        caps = self.allowance.caps
        addresses = self.guard.addresses(host.strip("[]"), port, self.allowance.seconds(caps.connect))
        problem = NoAnswerError(Failure.UNREACHABLE)
        for address in addresses[:_TRIES]:
            try:
                sock = _open(address, port, self.allowance.seconds(caps.connect))
            except OSError as error:
                problem = explain(error)
            else:
                sock.settimeout(self.allowance.seconds(caps.connect))  # for the TLS handshake, which is one step
                return sock
        raise problem


def _open(address: Address, port: int, seconds: float) -> socket.socket:
    sock = socket.create_connection((str(address), port), seconds)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


class MeteredReader(io.RawIOBase):
    """Reads a socket within its allowance: each read gets the time that is left, all of them `caps.wire` bytes."""

    def __init__(self, sock: socket.socket, allowance: Allowance) -> None:
        super().__init__()
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._allowance = allowance
        self._left = allowance.caps.wire

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read into `buffer` what has come. Raises NoAnswerError where time or bytes are used up."""
        if self._left <= 0:
            raise NoAnswerError(Failure.MALFORMED, "more headers than anybody needs")
        self._sock.settimeout(self._allowance.seconds(self._allowance.caps.read))
        count = self._raw.readinto(buffer)
        self._left -= count or 0
        return count

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class MeteredResponse(HTTPResponse):
    """A response that reads through a MeteredReader."""

    def __init__(self, sock: socket.socket, *args: Any, allowance: Allowance, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp.close()
        self.fp = io.BufferedReader(MeteredReader(sock, allowance))


class _Connection(HTTPConnection):
    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self._call = call
        self.response_class = _metered(call)

    def _new_conn(self) -> socket.socket:
        return self._call.connect(self.host, self.port)


class _SecureConnection(HTTPSConnection):
    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self._call = call
        self.response_class = _metered(call)

    def _new_conn(self) -> socket.socket:
        return self._call.connect(self.host, self.port)


def _metered(call: Call) -> Any:
    return functools.partial(MeteredResponse, allowance=call.allowance)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conn_kw["call"] = call


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conn_kw["call"] = call


class PinnedAdapter(HTTPAdapter):
    """Carries one URL's requests. `context` must verify: nothing here ever lowers it."""

    def __init__(self, call: Call, context: ssl.SSLContext) -> None:
        self._call = call
        self._context = context
        super().__init__(pool_connections=call.allowance.caps.hops + 1, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Make pools of guarded connections that share one TLS context."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **options)
        self.poolmanager.pool_classes_by_scheme = {
            "http": functools.partial(_Pool, call=self._call),
            "https": functools.partial(_SecurePool, call=self._call),
        }

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the pool as it is: the context holds the certificates already, read once for all URLs."""
