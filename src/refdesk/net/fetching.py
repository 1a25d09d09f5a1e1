"""What does the web answer to one URL?

In: a URL as cited. Out: an Answer, always: whatever a server does ends as a value within the caps.
"""

import functools
import os
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import requests
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.exceptions import HTTPError

from refdesk.links.addresses import askable, host_of, redirect_target
from refdesk.links.answer import REDIRECTS, Answer, Failure, Hop
from refdesk.model.errors import RefdeskError
from refdesk.net.allowance import Allowance, Caps
from refdesk.net.failing import NoAnswerError, explain
from refdesk.net.guarding import Guard, system_resolver
from refdesk.net.pinning import Call, PinnedAdapter
from refdesk.net.turns import Turns
from refdesk.net.unpacking import unpack

_PIECE = 16 * 1024
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; refdesk; checks the links of a bibliography)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,*;q=0.5",
}
# What the libraries raise on bad servers and bad addresses; ValueError covers names that IDNA or a parser refuses.
_MISHAPS = (requests.RequestException, HTTPError, HTTPException, OSError, ValueError)


@functools.cache
def trusted(bundle: str | None = None) -> ssl.SSLContext:
    """A TLS context that verifies against `bundle`, else $REQUESTS_CA_BUNDLE, $SSL_CERT_FILE, else certifi's list.

    Raises RefdeskError where the file cannot be read.
    """
    named = bundle or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE")
    path = named or DEFAULT_CA_BUNDLE_PATH
    try:
        if Path(path).is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except OSError as error:
        raise RefdeskError(
            "cannot read the TLS certificates", where=path, remedy="mend or unset REQUESTS_CA_BUNDLE, SSL_CERT_FILE"
        ) from error


class _ChainSession(requests.Session):
    """Cookies for one chain of redirects. It takes nothing from the environment: no proxy, no .netrc."""

    def __init__(self, adapter: PinnedAdapter) -> None:
        super().__init__()
        self.trust_env = False
        self.headers = CaseInsensitiveDict(_HEADERS)
        self.adapters.clear()
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 - the signature of requests
        """None: asked for the next hop, requests would first read the whole body of this one, however long."""
        return None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks URLs; one of it serves a whole run and many threads. `guard` decides where it may connect."""

    guard: Guard = field(default_factory=lambda: Guard(system_resolver))
    caps: Caps = field(default_factory=Caps)
    turns: Turns = field(default_factory=Turns)
    context: ssl.SSLContext = field(default_factory=trusted)

    def fetch(self, url: str) -> Answer:
        """Ask `url` and follow where it leads, at most `caps.hops` redirects far."""
        call = Call(self.guard, Allowance(self.caps))
        hops: list[Hop] = []
        with _ChainSession(PinnedAdapter(call, self.context)) as session:
            chain = _Chain(session, call, self.turns, hops)
            try:
                return chain.follow(url)
            except NoAnswerError as problem:
                return Answer(url=url, hops=tuple(hops), failure=problem.failure, detail=problem.detail)


@dataclass(frozen=True, slots=True)
class _Chain:
    session: requests.Session
    call: Call
    turns: Turns
    hops: list[Hop]

    def follow(self, url: str) -> Answer:
        target = url
        for _ in range(self.call.allowance.caps.hops + 1):
            step = self._ask(url, target)
            if isinstance(step, Answer):
                return step
            target = step
        raise NoAnswerError(Failure.REDIRECT_LOOP)

    def _ask(self, url: str, target: str) -> Answer | str:
        """The answer of `target`, or the address it redirects to."""
        address = askable(target)
        if isinstance(address, Failure):
            raise self._in_chain(NoAnswerError(address))
        with self.turns.at(host_of(address)) as waited:
            self.call.allowance.give_back(waited)
            response = self._request(target, address)
            with response:
                return self._read(url, target, response)

    def _request(self, target: str, address: str) -> requests.Response:
        began = time.monotonic()
        status: int | None = None
        try:
            seconds = (self.call.allowance.caps.connect, self.call.allowance.caps.read)
            response = self.session.get(address, stream=True, allow_redirects=False, timeout=seconds)
            status = response.status_code
        except _MISHAPS as error:
            raise self._in_chain(explain(error)) from error
        finally:
            self.hops.append(Hop(target, status, round((time.monotonic() - began) * 1000)))
        return response

    def _in_chain(self, problem: NoAnswerError) -> NoAnswerError:
        """The same problem, laid at the door of the redirect where one led to an address of no use."""
        useless = problem.failure in {Failure.BAD_ADDRESS, Failure.UNSUPPORTED}
        return NoAnswerError(Failure.BAD_REDIRECT) if self.hops and useless else problem

    def _read(self, url: str, target: str, response: requests.Response) -> Answer | str:
        if response.status_code in REDIRECTS and "Location" in response.headers:
            return redirect_target(target, response.headers["Location"]) or _nowhere()
        coding = response.headers.get("Content-Encoding", "")
        try:
            body, whole = unpack(_pieces(response), coding, self.call.allowance.caps.body)
        except _MISHAPS as error:
            raise explain(error) from error
        content_type = response.headers.get("Content-Type", "")
        return Answer(url=url, hops=tuple(self.hops), content_type=content_type, body=body, whole=whole)


def _nowhere() -> str:
    raise NoAnswerError(Failure.BAD_REDIRECT)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    while piece := response.raw.read(_PIECE, decode_content=False):
        yield piece
