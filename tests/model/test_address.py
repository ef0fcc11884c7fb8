"""Addresses: what may go in the clear goes to this machine alone."""

from __future__ import annotations

import pytest

from briefpress.model.address import is_here


@pytest.mark.parametrize(
    "address",
    ["http://localhost", "http://LOCALHOST:9000/x", "http://127.0.0.1:1", "http://[::1]:9000", "//127.0.0.1:8786"],
)
def test_this_machine(address: str) -> None:
    """Its names and numbers, with or without a port."""
    assert is_here(address)


@pytest.mark.parametrize(
    "address",
    ["", "http://localhost.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1", "http://[::1", "localhost"],
)
def test_others(address: str) -> None:
    """A name that only begins like this machine's is another's, and what is no address is nobody's."""
    assert not is_here(address)
