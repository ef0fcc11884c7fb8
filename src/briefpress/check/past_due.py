"""A plan or forecast whose date has passed says what became of it, before a brief prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import used
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim


def past_due(proof: Proof) -> list[Diagnostic]:
    """Report printed plans and forecasts past their date, with nobody having looked since."""
    found = []
    for name in used(proof):
        claim = proof.library.claims[name]
        if claim.due and claim.due.last < proof.as_of and not _noted(claim):
            message = f"{claim.kind} '{name}' fell due on {claim.due} and has no outcome"
            place = proof.library.place("claims", name).at("outcome" if claim.outcome else "due")
            hint = "note the outcome: met, missed, superseded, or unknown where no source shows it"
            found.append(warning("BP231", message, place, help=hint))
    return found


def _noted(claim: Claim) -> bool:
    """Tell whether an outcome is on file. One not known must have been looked for after the date."""
    if claim.settled:
        return True
    since = claim.outcome is not None and claim.due is not None and claim.outcome.noted.last >= claim.due.last
    return since and claim.outcome is not None and claim.outcome.state == "unknown"
