"""`list`: what a desk holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.load.content import LISTS

if TYPE_CHECKING:
    from briefpress.model.edition import Library


@dataclass(frozen=True)
class Listing:
    """The briefs with their audiences, and how many records of each kind there are."""

    briefs: tuple[dict[str, str], ...]
    records: dict[str, int]


def listing(library: Library) -> Listing:
    """Return what a desk holds."""
    briefs = tuple(
        {
            "brief": brief.id,
            "title": brief.title,
            "audience": reader,
            "label": library.audiences[reader].label if reader in library.audiences else "",
            "headline": angle.headline,
        }
        for brief in library.briefs.values()
        for reader, angle in brief.audiences.items()
    )
    return Listing(briefs, {name: len(library.folder(name)) for name in LISTS})
