"""Places on other machines, through fsspec: what is missing for them, and how they say no."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefpress.record.targets.parcel import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAST = 1e6
"""Bytes for which a target may take as long again as for an answer."""


def patience_for(size: int, patience: float) -> float:
    """Return how many seconds a transfer may take."""
    return patience * (1 + size / _FAST)


@contextmanager
def installed() -> Iterator[None]:
    """Say in words that what a target needs is not installed; raises Refused."""
    try:
        yield
    except ImportError as why:
        text = f"'{why.name}' is not installed: install briefpress with the extra 'deliver'"
        raise Refused(text) from None
