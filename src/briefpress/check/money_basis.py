"""A sum of money says what it covers: a period, or the footing it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def money_basis(proof: Proof) -> list[Diagnostic]:
    """Report money that has neither a period nor a basis."""
    return [
        error(
            "BP325",
            f"the money of '{claim.id}' has neither a period nor a basis",
            proof.library.place("claims", claim.id).at("value"),
            help="add 'period', or 'basis' in words: planned spend, contract value, period not stated",
        )
        for claim in proof.library.claims.values()
        if claim.value and claim.value.currency and not claim.value.period and not claim.value.basis
    ]
