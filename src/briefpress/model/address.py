"""Addresses, as far as it matters who may listen on the way."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_here(address: str) -> bool:
    """Tell whether an address, `//host:port` or a whole URL, is of this machine: nobody listens on the way."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
