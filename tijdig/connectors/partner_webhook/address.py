"""To which addresses a message may go: https, on the open internet, unless the installation says otherwise.

Without this an address could point at a machine behind our own walls (server-side request forgery). The name is
looked up here and the connection goes to the very address that was checked, so a name cannot change in between.
"""

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

type Network = IPv4Network | IPv6Network
LONGEST = 300
OPEN_IPV6 = ip_network("2000::/3")  # beside it lie ways back in: NAT64, site-local, IPv4 in another dress


class Forbidden(ValueError):
    """This address may not be used. The text says why, in Dutch, without the address itself."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where to connect: `ip` was checked; `host` is what the certificate must say."""

    secure: bool
    host: str
    ip: str
    port: int
    path: str


def refusal_of_address(url: str, private: Sequence[Network] = ()) -> str | None:
    """Why this address cannot be used, as far as its text shows; None when it can."""
    try:
        parts, _ = _parts(url)
        found = _as_ip(parts.hostname or "")
        if found is not None:
            _check_network(found, secure=parts.scheme == "https", private=private)
    except Forbidden as refusal:
        return str(refusal)
    return None


def resolve(url: str, private: Sequence[Network] = ()) -> Target:
    """The address looked up and checked. Errors: Forbidden; OSError when the name is not known."""
    parts, port = _parts(url)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for ip in found:  # every one of them: a name may have an open and a hidden address
        _check_network(ip, secure=secure, private=private)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(secure=secure, host=host, ip=found[0], port=port, path=path)


def _parts(url: str) -> tuple[SplitResult, int]:
    if len(url) > LONGEST or not url.isascii() or any(sign.isspace() or ord(sign) < 32 for sign in url):
        raise Forbidden("Dit is geen geldig webadres.")
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Forbidden("Dit is geen geldig webadres.") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise Forbidden("Het adres begint met https://.")
    if parts.username or parts.password or parts.fragment:
        raise Forbidden("Het adres mag geen inlognaam, wachtwoord of # bevatten.")
    if parts.scheme == "http" and not _may_be_loopback(parts.hostname):
        raise Forbidden("Het adres begint met https://, zodat niemand kan meelezen.")
    return parts, port


def _may_be_loopback(host: str) -> bool:
    ip = _as_ip(host)
    return host == "localhost" or (ip is not None and ip_address(ip).is_loopback)


def _as_ip(host: str) -> str | None:
    try:
        return str(ip_address(host))
    except ValueError:
        return None


def _check_network(text: str, *, secure: bool, private: Iterable[Network]) -> None:
    ip = ip_address(text.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if not secure and not ip.is_loopback:
        raise Forbidden("Het adres begint met https://, zodat niemand kan meelezen.")
    allowed = any(ip.version == network.version and ip in network for network in private)
    if not allowed and (not ip.is_global or ip.is_multicast or (ip.version == 6 and ip not in OPEN_IPV6)):
        raise Forbidden("Dit adres ligt binnen een eigen netwerk. Dat mag alleen als het is ingesteld.")
