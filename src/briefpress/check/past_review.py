"""A claim with a review date has been looked at again before that day is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import used
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def past_review(proof: Proof) -> list[Diagnostic]:
    """Report printed claims whose review date has passed."""
    found = []
    for name in used(proof):
        review = proof.library.claims[name].review_by
        if review and review.last < proof.as_of:
            message = f"claim '{name}' was to be reviewed by {review}"
            place = proof.library.place("claims", name).at("review_by")
            found.append(warning("BP238", message, place, help="look at its sources again, then set a new date"))
    return found
