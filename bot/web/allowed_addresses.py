"""Which addresses may be requested: those of the open web, and those that the operator allows by name."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from yarl import URL

from bot.web.results import Unfetched, Why

MAX_URL = 2000
_PORTS = {"http": 80, "https": 443}
# What `is_global` lets pass although it leads into private networks or nowhere: NAT64, 6to4, Teredo,
# protocol assignments, the benchmark network, site-local, IPv4 in IPv6, discard-only.
_SPECIAL = tuple(
    ip_network(net)
    for net in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/23",
        "fec0::/10",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "100::/64",
        "3fff::/20",
        "5f00::/16",
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be requested, as far as its spelling tells."""

    url: str
    host: str
    port: int


def read_address(url: str, allowed: frozenset[str] = frozenset()) -> Target | Unfetched:
    """Check the spelling of an address: scheme, port, no credentials, no literal private address.

    `allowed` holds `host:port` pairs that may be private and have any port. The host is the one the client
    will connect to: other characters for digits and dots ("①②⑦.⓪.⓪.①") are plain ones there.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = (URL(url.strip()).raw_host or "").rstrip(".")
    except ValueError:
        return Unfetched(Why.BAD_ADDRESS, "unreadable")
    if parts.scheme not in _PORTS or not host or len(url) > MAX_URL or any(c.isspace() for c in url.strip()):
        return Unfetched(Why.BAD_ADDRESS, "no http(s) address")
    if parts.username is not None or parts.password is not None:
        return Unfetched(Why.CREDENTIALS)
    if is_allowed(host, port, allowed):
        return Target(url.strip(), host, port)
    if port not in _PORTS.values():
        return Unfetched(Why.BAD_ADDRESS, f"port {port}")
    literal = as_ip(host)
    if literal is not None and not is_public(literal):
        return Unfetched(Why.PRIVATE, host)
    return Target(url.strip(), host, port)


def is_allowed(host: str, port: int, allowed: frozenset[str]) -> bool:
    """Whether the operator named this pair, in which IPv6 addresses stand in brackets."""
    return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}").lower() in allowed


def as_ip(host: str) -> IPv4Address | IPv6Address | None:
    """A literal IP address without the zone that IPv6 may have; None for a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is the address of a single host on the open internet."""
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address in net for net in _SPECIAL if net.version == address.version)
