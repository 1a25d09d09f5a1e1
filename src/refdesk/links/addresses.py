"""What may be asked of a cited address, and what it is called.

In: an address as an entry or a redirect gives it. Out: the address to ask, or the reason it cannot be asked.
"""

from urllib.parse import urljoin, urlsplit, urlunsplit

from refdesk.links.answer import Failure

LONGEST = 8000  # characters: what the common servers take at most
RESOLVERS = frozenset({"doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net"})


def askable(url: str) -> str | Failure:
    """The address to ask: without credentials and fragment; or why `url` cannot be asked.

    Other schemes than http and https are UNSUPPORTED; what is no full address is a BAD_ADDRESS.
    """
    if len(url) > LONGEST or any(char.isspace() or not char.isprintable() for char in url):
        return Failure.BAD_ADDRESS
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return Failure.BAD_ADDRESS
    if parts.scheme and parts.scheme not in {"http", "https"}:
        return Failure.UNSUPPORTED
    if not parts.scheme or not host:
        return Failure.BAD_ADDRESS
    name = f"[{host}]" if ":" in host else host
    authority = name if port is None else f"{name}:{port}"
    return urlunsplit((parts.scheme, authority, parts.path, parts.query, ""))


def redirect_target(url: str, location: str) -> str | None:
    """The full address that a Location header names, seen from `url`; None where it names none.

    A target without a fragment keeps the one of `url` (RFC 9110, section 10.2.2). http.client reads header
    bytes as Latin-1, while many servers send UTF-8.
    """
    try:
        text = location.encode("latin-1").decode()
    except UnicodeError:
        text = location
    try:
        target = urlsplit(urljoin(url, text.strip().replace(" ", "%20")))
        fragment = target.fragment or urlsplit(url).fragment
    except ValueError:
        return None
    return urlunsplit(target._replace(fragment=fragment)) if text.strip() else None


def host_of(url: str) -> str:
    """The host of `url` in lower case, or "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_front_page(url: str) -> bool:
    """Whether `url` is the front page of its site."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def is_persistent(url: str) -> bool:
    """Whether `url` is a DOI or handle, whose redirect is its way of working and never a move."""
    return host_of(url) in RESOLVERS
