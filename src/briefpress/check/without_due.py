"""What leads a brief and looks forward has a date by which it can be held to account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import leading
from briefpress.diagnostics import Diagnostic, warning
from briefpress.model.claim import FORWARD

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def without_due(proof: Proof) -> list[Diagnostic]:
    """Report plans and forecasts without a due date in key figures and judgements, each once."""
    found = []
    for name in dict.fromkeys(name for _, name, _ in leading(proof, "key_figures", "judgements")):
        claim = proof.library.claims[name]
        if claim.kind in FORWARD and claim.due is None and not claim.settled:
            message = f"{claim.kind} '{name}' leads a brief and names no date by which to judge it"
            place = proof.library.place("claims", name).at("due")
            found.append(warning("BP232", message, place, help="lead with a dated one, or waive this with the reason"))
    return found
