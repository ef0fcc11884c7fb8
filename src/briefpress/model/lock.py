"""The evidence lock: which claims were verified against which text, and where their anchors were found."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from briefpress.model.dates import When
from briefpress.model.record import Id, Line, Part

if TYPE_CHECKING:
    from briefpress.model.claim import Claim

FILE = "content/evidence.lock"
"""Where a desk keeps its lock."""

Shown = Literal["inside", "beside", "elsewhere"]
"""Where the claim's value was seen: in the anchor's words, within reach of them, or under another anchor."""

_VERIFIED = {"kind", "statement", "note", "value", "when", "derived", "absent", "evidence"}
_TYPED = {"evidence": {"__all__": {"paragraph", "heading"}}}
"""What a verification speaks of. A change of any of these asks for a fresh one; typed places are checked apart."""


_LONGEST_HEADING = 8
"""Words, as in an anchor."""


class LockedAnchor(Part):
    """Where an anchor was found."""

    source: Id
    paragraph: Annotated[int, Field(ge=1)]
    heading: Line | None = None
    value: Shown | None = None


class LockedClaim(Part):
    """A claim as it was when it was verified."""

    verified: When
    digest: str
    anchors: tuple[LockedAnchor, ...] = ()


class Lock(Part):
    """The lock file: checksums of the texts that were searched, and every claim verified against them."""

    version: Literal[1]
    sources: dict[Id, str] = Field(default_factory=dict)
    claims: dict[Id, LockedClaim] = Field(default_factory=dict)

    def anchors(self, claim: Claim) -> tuple[LockedAnchor, ...]:
        """Return where the anchors of a claim were found; nothing if it has changed since."""
        entry = self.claims.get(claim.id)
        return entry.anchors if entry and entry.digest == digest(claim) else ()


def digest(claim: Claim) -> str:
    """Return the sha256 of what a verification of a claim speaks of."""
    data = claim.model_dump(mode="json", include=_VERIFIED, exclude=_TYPED, exclude_defaults=True)
    return sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def renewed(old: Lock | None, new: Lock) -> Lock:
    """Return the new lock with the old date on every claim that would be verified in the same way again."""
    if old is None:
        return new
    changed = {name for name, _ in old.sources.items() ^ new.sources.items()}
    kept = {
        name: entry.model_copy(update={"verified": old.claims[name].verified})
        if name in old.claims and _same(old.claims[name], entry, changed)
        else entry
        for name, entry in new.claims.items()
    }
    return new.model_copy(update={"claims": kept})


def _same(old: LockedClaim, new: LockedClaim, changed: set[Id]) -> bool:
    # What rests on no anchor was searched for in every text.
    rests = {anchor.source for anchor in new.anchors} or changed
    return (old.digest, old.anchors) == (new.digest, new.anchors) and not rests & changed


def shortened(heading: str) -> str:
    """Return enough of a heading to find it by: like an anchor, a lock never carries a sentence of a source."""
    words = heading.split()
    return " ".join(words[:_LONGEST_HEADING]) + ("…" if len(words) > _LONGEST_HEADING else "")
