"""Where a claim says that an anchor stands is where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.lock import shortened
from briefpress.model.passage import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.audit import Audit
    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Place
    from briefpress.model.claim import Anchor
    from briefpress.model.lock import LockedAnchor

_HELP = "leave it out: the lock says where the anchor stands"


def placed(proof: Proof) -> list[Diagnostic]:
    """Report typed paragraphs and headings that differ from the lock."""
    lock = proof.library.lock
    if lock is None:
        return []
    return [
        finding
        for name, claim in proof.library.claims.items()
        # An entry of another state of the claim gives no places: that it has changed is said elsewhere.
        for index, (anchor, entry) in enumerate(zip(claim.evidence, lock.anchors(claim), strict=False))
        for finding in _differ(anchor, entry, proof.library.place("claims", name).at("evidence", index))
    ]


def misplaced(audit: Audit) -> list[Diagnostic]:
    """Report the same of an audit, before there is a lock."""
    return [
        finding
        for one in audit.anchors
        if len(one.hits) == 1
        for finding in _differ(one.anchor, audit.found(one), one.place)
    ]


def _differ(anchor: Anchor, entry: LockedAnchor, place: Place) -> Iterator[Diagnostic]:
    if anchor.paragraph not in (None, entry.paragraph):
        message = f"the anchor stands in paragraph {entry.paragraph}, not {anchor.paragraph}"
        yield error("BP219", message, place.at("paragraph"), help=_HELP)
    if anchor.heading and normalised(shortened(anchor.heading)) != normalised(entry.heading or ""):
        says = f"under the heading '{entry.heading}'" if entry.heading else "under no heading"
        yield error("BP219", f"the anchor stands {says}, not '{anchor.heading}'", place.at("heading"), help=_HELP)
