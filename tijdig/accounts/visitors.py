"""Where a request comes from, to limit guessing: behind the proxy it is what the proxy itself added."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def ip_of(request: HttpRequest) -> str | None:
    """The address; None when it is none. What a visitor wrote in the header themselves stands before it."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_TLS and (passed := request.headers.get("X-Forwarded-For", "")):
        text = passed.rpartition(",")[2].strip()
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def address_of(request: HttpRequest) -> str:
    """The same as one counts by it: of IPv6 the first 64 bits, since one visitor has all the rest."""
    text = ip_of(request)
    if text is None:
        return "onbekend"
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address) >> 64 << 64, 64)))
    return text
