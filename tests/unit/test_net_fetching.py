"""Bad and good servers on loopback, reached through a resolver and an allow-list of the tests' own."""

import gzip
import itertools
import shutil
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

import pytest

from refdesk.links.answer import Answer, Failure
from refdesk.model.errors import RefdeskError
from refdesk.net.allowance import Caps
from refdesk.net.fetching import Fetcher, trusted
from refdesk.net.guarding import Guard, system_resolver
from refdesk.net.turns import Turns

Handler = Callable[[socket.socket, str], None]

LOOPBACK = (ip_network("127.0.0.1/32"),)


@dataclass
class World:
    """A server on loopback: each path has its own way to answer, and what was asked is remembered."""

    routes: dict[str, Handler] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    busiest: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    context: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._busy: dict[str, int] = defaultdict(int)
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str, host: str = "good.test") -> str:
        scheme = "https" if self.context else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                conn, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(conn,), daemon=True).start()

    def _serve(self, conn: socket.socket) -> None:
        with suppress(OSError), conn:
            conn.settimeout(5)
            if self.context is None:
                self._answer(conn)
            else:
                with self.context.wrap_socket(conn, server_side=True) as secured:
                    self._answer(secured)

    def _answer(self, conn: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = conn.recv(65536)
            if not piece:
                return
            request += piece
        text = request.decode("latin-1")
        host = next(line[6:] for line in text.splitlines() if line.lower().startswith("host: "))
        with self._lock:
            self.requests.append(text)
            self._busy[host] += 1
            self.busiest[host] = max(self.busiest[host], self._busy[host])
        try:
            self.routes.get(text.split()[1], plain(404))(conn, text)
        finally:
            with self._lock:
                self._busy[host] -= 1


def raw(*pieces: bytes, pause: float = 0.0) -> Handler:
    """Send these bytes and hang up."""

    def handle(conn: socket.socket, _request: str) -> None:
        for piece in pieces:
            conn.sendall(piece)
            time.sleep(pause)

    return handle


def plain(status: int, body: bytes = b"<p>hello</p>", **headers: str) -> Handler:
    """A well-behaved answer."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = [f"HTTP/1.1 {status} Word", "Content-Type: text/html", f"Content-Length: {len(body)}", *lines, "", ""]
    return raw("\r\n".join(head).encode() + body)


def drip(head: bytes, piece: bytes, times: int = 100, pause: float = 0.05) -> Handler:
    """Send `head`, then `piece` again and again, slowly."""
    return raw(head, *[piece] * times, pause=pause)


def endless(head: bytes, piece: bytes, sent: list[int] | None = None) -> Handler:
    """Send `head`, then `piece` for ever, as fast as it is taken."""

    def handle(conn: socket.socket, _request: str) -> None:
        conn.sendall(head)
        while True:
            conn.sendall(piece)
            if sent is not None:
                sent.append(len(piece))

    return handle


def resolver(host: str, port: int) -> Sequence[str]:
    """Names under .test live on loopback; numbers in every spelling are read as the C library reads them."""
    if host.endswith(".test"):
        return ("127.0.0.1",)
    try:
        return (socket.inet_ntoa(socket.inet_aton(host)),)
    except OSError:
        return system_resolver(host, port)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.close()


def fetcher(caps: Caps | None = None, context: ssl.SSLContext | None = None) -> Fetcher:
    return Fetcher(Guard(resolver, LOOPBACK), caps or Caps(whole=5.0), Turns(), context or trusted())


def ask(world: World, path: str, caps: Caps | None = None) -> Answer:
    return fetcher(caps).fetch(world.url(path))


@pytest.mark.parametrize("status", [200, 204, 304, 401, 404, 410, 429, 451, 500, 503, 999])
def test_a_status_comes_through(world: World, status: int) -> None:
    world.routes["/"] = plain(status, b"")
    answer = ask(world, "/")
    assert (answer.status, answer.failure) == (status, None)


def test_the_body_comes_through(world: World) -> None:
    world.routes["/"] = plain(200, b"<h1 id=a>x</h1>")
    answer = ask(world, "/")
    assert (answer.body, answer.whole, answer.content_type) == (b"<h1 id=a>x</h1>", True, "text/html")


def test_a_gzipped_body_is_unpacked(world: World) -> None:
    world.routes["/"] = plain(200, gzip.compress(b"page"), Content_Encoding="gzip")
    assert ask(world, "/").body == b"page"


def test_a_chunked_body_is_put_together(world: World) -> None:
    world.routes["/"] = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert ask(world, "/").body == b"abcde"


def test_the_host_header_keeps_the_name(world: World) -> None:
    world.routes["/"] = plain(200)
    ask(world, "/")
    assert f"Host: good.test:{world.port}" in world.requests[0]


def test_the_user_agent_names_refdesk(world: World) -> None:
    ask(world, "/")
    assert "compatible; refdesk;" in world.requests[0]


def test_the_fragment_is_not_sent(world: World) -> None:
    ask(world, "/page#part")
    assert world.requests[0].startswith("GET /page HTTP/1.1")


def test_credentials_in_an_address_are_not_sent(world: World) -> None:
    fetcher().fetch(world.url("/").replace("good.test", "ann:secret@good.test"))
    assert "Authorization" not in world.requests[0]


def test_a_proxy_of_the_environment_is_not_used(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    world.routes["/"] = plain(200)
    assert ask(world, "/").status == 200


def test_every_hop_is_kept(world: World) -> None:
    world.routes |= {"/a": plain(301, Location="/b"), "/b": plain(302, Location="/c"), "/c": plain(200)}
    answer = ask(world, "/a")
    assert [(hop.url, hop.status) for hop in answer.hops] == [
        (world.url("/a"), 301),
        (world.url("/b"), 302),
        (world.url("/c"), 200),
    ]


def test_a_redirect_keeps_the_fragment(world: World) -> None:
    world.routes |= {"/a": plain(301, Location="/b"), "/b": plain(200)}
    assert ask(world, "/a#part").final_url == world.url("/b#part")


def test_a_redirect_in_utf8_is_followed(world: World) -> None:
    world.routes["/a"] = raw("HTTP/1.1 302 F\r\nLocation: /é\r\nContent-Length: 0\r\n\r\n".encode())
    world.routes["/%C3%A9"] = plain(200)
    assert ask(world, "/a").status == 200


def test_a_redirect_without_location_is_an_answer(world: World) -> None:
    world.routes["/"] = plain(302)
    assert ask(world, "/").status == 302


@pytest.mark.parametrize("location", ["ftp://good.test/", "javascript:alert(1)", "http://[::1", "http://*/"])
def test_a_redirect_to_no_web_address_fails(world: World, location: str) -> None:
    world.routes["/"] = plain(302, Location=location)
    assert ask(world, "/").failure is Failure.BAD_REDIRECT


def test_a_redirect_loop_ends_after_ten_redirects(world: World) -> None:
    world.routes |= {"/a": plain(302, Location="/b"), "/b": plain(302, Location="/a")}
    answer = ask(world, "/a")
    assert (answer.failure, len(world.requests)) == (Failure.REDIRECT_LOOP, 11)


def test_ten_redirects_are_followed(world: World) -> None:
    world.routes |= {f"/{n}": plain(302, Location=f"/{n + 1}") for n in range(10)} | {"/10": plain(200)}
    assert ask(world, "/0").status == 200


def test_the_body_of_a_redirect_is_not_read(world: World) -> None:
    head = b"HTTP/1.1 302 F\r\nLocation: /end\r\nContent-Type: text/html\r\n\r\n"
    sent: list[int] = []
    world.routes |= {"/": endless(head, b"x" * 65536, sent), "/end": plain(200)}
    assert ask(world, "/").status == 200
    assert sum(sent) < 8_000_000


def test_a_cookie_is_kept_along_a_chain(world: World) -> None:
    world.routes |= {"/": plain(302, Location="/in", Set_Cookie="seen=yes"), "/in": plain(200)}
    ask(world, "/")
    assert "Cookie: seen=yes" in world.requests[1]


def test_a_cookie_does_not_reach_the_next_url(world: World) -> None:
    world.routes["/"] = plain(200, Set_Cookie="seen=yes")
    asking = fetcher()
    asking.fetch(world.url("/"))
    asking.fetch(world.url("/"))
    assert "Cookie" not in world.requests[1]


PRIVATE = [
    "http://127.0.0.2/",
    "http://2130706434/",  # 127.0.0.2 in decimal, hexadecimal, octal, short
    "http://0x7f000002/",
    "http://0x7f.2/",
    "http://017700000002/",
    "http://127.2/",
    "http://0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[ff02::1]/",
    "http://[::ffff:127.0.0.2]/",
    "http://[::ffff:a00:1]/",
    "http://[64:ff9b::7f00:2]/",
    "http://[2002:7f00:2::]/",
    "http://user@127.0.0.2/",
]


@pytest.mark.parametrize("target", PRIVATE)
def test_a_redirect_to_a_private_address_is_refused(world: World, target: str) -> None:
    world.routes["/"] = plain(302, Location=target)
    answer = ask(world, "/")
    assert (answer.failure, answer.final_url) == (Failure.UNSAFE, None)


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_address_is_refused(url: str) -> None:
    assert fetcher().fetch(url).failure is Failure.UNSAFE


def test_loopback_is_refused_without_an_allow_list(world: World) -> None:
    asking = Fetcher(Guard(resolver), Caps(whole=5.0))
    assert asking.fetch(world.url("/")).failure is Failure.UNSAFE
    assert not world.requests


def test_one_private_address_among_several_is_enough_to_refuse(world: World) -> None:
    asking = Fetcher(Guard(lambda _host, _port: ("127.0.0.1", "10.0.0.1"), LOOPBACK), Caps(whole=5.0))
    assert asking.fetch(world.url("/")).failure is Failure.UNSAFE


def test_a_name_that_changes_its_address_is_looked_up_once(world: World) -> None:
    answers = itertools.chain(["127.0.0.1"], itertools.repeat("127.0.0.2"))
    world.routes["/"] = plain(200)
    asking = Fetcher(Guard(lambda _host, _port: (next(answers),), LOOPBACK), Caps(whole=5.0))
    assert asking.fetch(world.url("/")).status == 200


def test_a_name_that_changes_its_address_on_a_redirect_is_refused(world: World) -> None:
    answers = iter(["127.0.0.1", "127.0.0.2"])
    world.routes["/"] = plain(302, Location=world.url("/secret"))
    asking = Fetcher(Guard(lambda _host, _port: (next(answers),), LOOPBACK), Caps(whole=5.0))
    assert asking.fetch(world.url("/")).failure is Failure.UNSAFE


def test_the_next_address_is_tried_where_one_fails(world: World) -> None:
    world.routes["/"] = plain(200)
    guard = Guard(lambda _host, _port: ("127.0.0.2", "127.0.0.1"), (ip_network("127.0.0.0/8"),))
    assert Fetcher(guard, Caps(whole=5.0)).fetch(world.url("/")).status == 200


def test_an_unknown_name_says_so() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    assert Fetcher(Guard(unknown)).fetch("http://gone.test/").failure is Failure.NAME_UNKNOWN


def test_a_name_server_in_trouble_is_no_unknown_name() -> None:
    def busy(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    assert Fetcher(Guard(busy)).fetch("http://busy.test/").failure is Failure.NAME_UNSURE


def test_a_slow_look_up_is_given_up() -> None:
    def slow(_host: str, _port: int) -> Sequence[str]:
        time.sleep(4)
        return ()

    began = time.monotonic()
    assert Fetcher(Guard(slow), Caps(connect=0.1)).fetch("http://slow.test/").failure is Failure.NAME_UNSURE
    assert time.monotonic() - began < 3


def test_a_closed_port_refuses(world: World) -> None:
    world.close()
    assert ask(world, "/").failure is Failure.REFUSED


def test_a_hang_up_without_answer_is_a_reset(world: World) -> None:
    world.routes["/"] = raw()
    assert ask(world, "/").failure is Failure.RESET


def test_a_body_shorter_than_promised_is_cut(world: World) -> None:
    world.routes["/"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
    answer = ask(world, "/")
    assert (answer.failure, answer.status) == (Failure.CUT, 200)


def test_an_answer_that_is_no_http_is_malformed(world: World) -> None:
    world.routes["/"] = raw(b"220 mail.good.test ESMTP\r\n")
    assert ask(world, "/").failure is Failure.MALFORMED


@pytest.mark.parametrize(
    "handler",
    [
        drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"b"),
        drip(b"HTTP/1.1 200 OK\r\n\r\n", b"b"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nb\r\n"),
        drip(b"", b"H"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["headers", "one header", "body", "chunks", "status line", "interim answers"],
)
def test_a_dripping_server_meets_the_deadline(world: World, handler: Handler) -> None:
    world.routes["/"] = handler
    began = time.monotonic()
    assert ask(world, "/", Caps(whole=0.4)).failure is Failure.TIMEOUT
    assert time.monotonic() - began < 2.8


def test_a_silent_server_is_given_up_at_the_read_cap(world: World) -> None:
    world.routes["/"] = raw(b"", pause=3)
    began = time.monotonic()
    assert ask(world, "/", Caps(read=0.2)).failure is Failure.TIMEOUT
    assert time.monotonic() - began < 2.8


def test_the_deadline_holds_for_the_whole_chain(world: World) -> None:
    slow = raw(b"", b"HTTP/1.1 302 F\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", pause=0.15)
    world.routes["/"] = slow
    began = time.monotonic()
    assert ask(world, "/", Caps(whole=0.5)).failure is Failure.TIMEOUT
    assert time.monotonic() - began < 2.8


@pytest.mark.parametrize(
    "handler",
    [
        endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 60000 + b"\r\n"),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0" * 65536),
        endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000),
    ],
    ids=["headers", "chunk size", "interim answers"],
)
def test_endless_framing_ends_early(world: World, handler: Handler) -> None:
    world.routes["/"] = handler
    assert ask(world, "/").failure in {Failure.MALFORMED, Failure.CUT}


def test_an_endless_body_is_read_no_further_than_its_cap(world: World) -> None:
    sent: list[int] = []
    world.routes["/"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536, sent)
    answer = ask(world, "/")
    assert (len(answer.body), answer.whole, answer.failure) == (Caps().body, False, None)
    assert sum(sent) < 8_000_000  # what the kernel's buffers take


def test_a_gzip_bomb_stays_small(world: World) -> None:
    bomb = gzip.compress(bytes(100_000_000), compresslevel=6)
    world.routes["/"] = plain(200, bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        answer = ask(world, "/")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (len(answer.body), answer.whole) == (Caps().body, False)
    assert peak < 10_000_000


def test_two_at_a_time_hold_for_a_host_that_many_redirect_to(world: World) -> None:
    target = world.url("/slow", "target.test")
    world.routes |= {"/": plain(302, Location=target), "/slow": raw(b"", b"HTTP/1.1 200 OK\r\n\r\n", pause=0.1)}
    asking = fetcher()
    urls = [world.url("/", f"host{number}.test") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(asking.fetch, urls))
    assert {answer.status for answer in answers} == {200}
    assert world.busiest[f"target.test:{world.port}"] == 2


def test_waiting_for_a_turn_does_not_count_against_the_deadline(world: World) -> None:
    world.routes["/slow"] = raw(b"", b"HTTP/1.1 200 OK\r\n\r\n", pause=0.2)
    asking = fetcher(Caps(whole=0.7))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(asking.fetch, [world.url("/slow")] * 8))
    assert {answer.failure for answer in answers} == {None}


@dataclass(frozen=True)
class Certificates:
    """A certificate for good.test that no one vouches for but itself."""

    file: Path

    @property
    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        return context


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=good.test", "-addext", "subjectAltName=DNS:good.test"]
    key, cert = folder / "key.pem", folder / "cert.pem"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    subprocess.run(
        ["openssl", "req", "-x509", *curve, "-nodes", "-days", "2", *subject, "-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_text(key.read_text() + cert.read_text())
    return Certificates(both)


@pytest.fixture
def secure_world(certificates: Certificates) -> Iterator[World]:
    made = World(context=certificates.server)
    made.routes["/"] = plain(200)
    yield made
    made.close()


def test_a_self_signed_certificate_is_a_tls_failure(secure_world: World) -> None:
    answer = ask(secure_world, "/")
    assert (answer.failure, answer.detail) == (Failure.TLS, "self-signed certificate")
    assert not secure_world.requests


def test_a_trusted_certificate_is_checked_against_the_name(secure_world: World, certificates: Certificates) -> None:
    answer = fetcher(context=trusted(str(certificates.file))).fetch(secure_world.url("/"))
    assert answer.status == 200


def test_a_certificate_for_another_name_is_a_tls_failure(secure_world: World, certificates: Certificates) -> None:
    asking = fetcher(context=trusted(str(certificates.file)))
    assert asking.fetch(secure_world.url("/", "other.test")).failure is Failure.TLS


def test_a_server_without_tls_is_a_tls_failure() -> None:
    def refuse(listener: socket.socket) -> None:
        conn, _ = listener.accept()
        with conn:
            conn.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            conn.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=refuse, args=(listener,), daemon=True).start()
        answer = fetcher().fetch(f"https://good.test:{listener.getsockname()[1]}/")
    assert answer.failure is Failure.TLS


def test_a_silent_handshake_meets_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        began = time.monotonic()
        asking = fetcher(Caps(whole=0.3))
        answer = asking.fetch(f"https://good.test:{mute.getsockname()[1]}/")
    assert answer.failure is Failure.TIMEOUT
    assert time.monotonic() - began < 2.8


def test_a_bundle_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError, match="cannot read the TLS certificates"):
        trusted(str(tmp_path / "none.pem"))


def test_a_bundle_of_the_environment_is_used(
    secure_world: World, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.file))
    context = trusted.__wrapped__(None)
    assert fetcher(context=context).fetch(secure_world.url("/")).status == 200


@pytest.mark.parametrize("url", ["", "nonsense", "http://", "http://[::1", "http://a b/", "http://x.test:99999/"])
def test_no_full_address_fails_without_a_request(url: str) -> None:
    answer = fetcher().fetch(url)
    assert (answer.failure, answer.hops) == (Failure.BAD_ADDRESS, ())


@pytest.mark.parametrize("url", ["ftp://good.test/", "mailto:a@b.c", "file:///etc/hosts", "javascript:1", "urn:isbn:1"])
def test_another_scheme_is_not_asked(url: str) -> None:
    assert fetcher().fetch(url).failure is Failure.UNSUPPORTED
