"""The evidence lock: which claims were verified against which text, and where their anchors were found."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from briefpress.model.dates import When
from briefpress.model.record import Id, Line, Part

if TYPE_CHECKING:
    from briefpress.model.claim import Claim

Shown = Literal["inside", "beside", "not-needed"]
"""Where the claim's value was seen: in the anchor's words, within reach of them, or the claim has none."""

_VERIFIED = ("kind", "statement", "value", "when", "absent", "evidence")
"""What a verification speaks of. A change of any of these asks for a fresh one."""


class LockedAnchor(Part):
    """Where an anchor was found."""

    source: Id
    paragraph: int
    heading: Line | None = None
    value: Shown


class LockedClaim(Part):
    """A claim as it was when it was verified."""

    digest: str
    verified: When
    anchors: tuple[LockedAnchor, ...] = ()


class Lock(Part):
    """The lock file: checksums of the texts that were searched, and every claim verified against them."""

    version: Literal[1]
    sources: dict[Id, str] = Field(default_factory=dict)
    claims: dict[Id, LockedClaim] = Field(default_factory=dict)


def digest(claim: Claim) -> str:
    """Return the sha256 of what a verification of a claim speaks of."""
    data = claim.model_dump(mode="json", include=set(_VERIFIED))
    return sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()
