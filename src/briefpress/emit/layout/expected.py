"""What a page is held against: where its pieces were written, and how much room they have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.diagnostics import Place, Span


@dataclass(frozen=True)
class Expected:
    """One brief as it was written."""

    otherwise: Place | Span
    """Where the brief itself stands: what belongs to no piece of it is found there."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """The place of every piece by the id of its element."""
    paper: str = "a4"
    pages: int | None = None
    """How many pages it may fill on this paper."""
    budget: Place | None = None
    one_page: bool = True
    """Page 1 is complete on page 1."""
    filled: bool = True
    """Its pages are to be filled, as those of large print cannot be."""
