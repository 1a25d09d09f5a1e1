"""May this host be asked, and at which address?

In: a host and a port. Out: the addresses that were checked, for the connection to use as they are. The name is
looked up once and every address must be public, so that a name that answers differently the second time gains nothing.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from refdesk.links.answer import Failure
from refdesk.net.failing import NoAnswerError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]

LANDMARKS = ("doi.org", "example.com")  # names that are known wherever names are known at all

# Ranges that `is_global` of some Python calls global though nothing public lives there (IANA special-purpose
# address registries): v4-compatible, NAT64 for local use, site-local, IETF protocols, 6to4 relays, SRv6.
_NEVER_PUBLIC = tuple(
    ip_network(text)
    for text in ("::/96", "64:ff9b:1::/48", "fec0::/10", "192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "5f00::/16")
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address stands in the last 32 bits


@dataclass(frozen=True, slots=True)
class Guard:
    """Looks names up and lets only public addresses through, or those in `allow`.

    `resolve` gives the addresses of a host as text and raises socket.gaierror, as the system's own does.
    """

    resolve: Resolver
    allow: tuple[Network, ...] = ()

    def addresses(self, host: str, port: int, seconds: float) -> tuple[Address, ...]:
        """The checked addresses of `host`. Raises NoAnswerError where it has none, or any of them is not public."""
        found = tuple(ip_address(text) for text in look_up(self.resolve, host, port, seconds))
        if not found:
            raise NoAnswerError(Failure.NAME_UNKNOWN, "no addresses")
        if not all(self.lets_through(address) for address in found):
            raise NoAnswerError(Failure.UNSAFE, "not a public address")
        return found

    def lets_through(self, address: Address) -> bool:
        """Whether a connection to `address` may be made."""
        return is_public(address) or any(address in network for network in self.allow)

    def names_known(self, seconds: float = 5.0) -> bool:
        """Whether names can be looked up at all just now."""
        return any(self._is_known(name, seconds) for name in LANDMARKS)

    def _is_known(self, name: str, seconds: float) -> bool:
        try:
            return bool(look_up(self.resolve, name, 443, seconds))
        except NoAnswerError:
            return False


def is_public(address: Address) -> bool:
    """Whether `address` and every address hidden inside it belong to the public internet."""
    hidden = _hidden(address)
    if hidden:
        return all(is_public(inner) for inner in hidden)
    if any(address in network for network in _NEVER_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _hidden(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address of a transition scheme leads to."""
    if isinstance(address, IPv4Address):
        return ()
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    inner = address.ipv4_mapped or address.sixtofour
    return (inner,) if inner else ()


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that the system knows for `host`, which may be a name or any spelling of a number."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def look_up(resolve: Resolver, host: str, port: int, seconds: float) -> Sequence[str]:
    """Ask `resolve` for at most `seconds`; the system's own look-up knows no limit and goes on alone, unheard.

    Raises NoAnswerError: NAME_UNKNOWN where there is no such name, NAME_UNSURE where nobody could say, BAD_ADDRESS
    where it cannot be one.
    """
    outcome: list[Sequence[str] | NoAnswerError] = []
    asking = threading.Thread(target=lambda: outcome.append(_resolved(resolve, host, port)), daemon=True)
    asking.start()
    asking.join(seconds)
    addresses = outcome[0] if outcome else NoAnswerError(Failure.NAME_UNSURE, "the look-up took too long")
    if isinstance(addresses, NoAnswerError):
        raise addresses
    return addresses


def _resolved(resolve: Resolver, host: str, port: int) -> Sequence[str] | NoAnswerError:
    try:
        return resolve(host, port)
    except socket.gaierror as error:
        unknown = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        return NoAnswerError(Failure.NAME_UNKNOWN if unknown else Failure.NAME_UNSURE, error.strerror or "")
    except UnicodeError:  # a label longer than 63 letters, or one that IDNA forbids
        return NoAnswerError(Failure.BAD_ADDRESS, "not a host name")
    except OSError as error:
        return NoAnswerError(Failure.NAME_UNSURE, error.strerror or "")
