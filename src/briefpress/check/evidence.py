"""Every claim rests on evidence, and every anchor is long enough to find and short enough not to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.model.edition import Library

SHORTEST, LONGEST = 3, 8
"""Words in an anchor: fewer are rarely unique, more would quote the source at length."""


def evidence(library: Library) -> list[Diagnostic]:
    """Report claims without evidence, and anchors of the wrong length."""
    found = []
    for name, claim in library.claims.items():
        place = library.place("claims", name)
        if not claim.evidence and claim.kind not in ("derived", "gap"):
            found.append(
                error(
                    "BP201",
                    f"claim '{name}' has no evidence",
                    place.at("id"),
                    help="add an anchor: source and exact",
                )
            )
        for index, anchor in enumerate(claim.evidence):
            words = len(anchor.exact.split())
            if not SHORTEST <= words <= LONGEST:
                message = f"anchor has {words} words, not {SHORTEST} to {LONGEST}"
                hint = "add words until it stands once in the source" if words < SHORTEST else "keep the telling words"
                found.append(error("BP203", message, place.at("evidence", index, "exact"), help=hint))
    return found
