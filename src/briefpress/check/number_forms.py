"""One metric is written in one form: the same scale and the same number of decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim
    from briefpress.model.quantity import Quantity


def number_forms(proof: Proof) -> list[Diagnostic]:
    """Report claims whose value is written otherwise than an earlier one of the same metric and entities."""
    found = []
    first: dict[tuple[object, ...], tuple[Claim, Quantity]] = {}
    for claim in proof.library.claims.values():
        value = claim.value
        if value is None or claim.metric is None or value.span is None:
            continue
        model, written = first.setdefault((claim.metric, frozenset(claim.entities), value.measure), (claim, value))
        what = "scale" if written.scale != value.scale else "decimals" if _places(written) != _places(value) else ""
        if what:
            message = f"'{claim.id}' and '{model.id}' give one metric with different {what}"
            place = proof.library.place("claims", claim.id).at("value")
            hint = "write both alike, as far as their sources allow"
            found.append(warning("BP324", message, place, help=hint))
    return found


def _places(value: Quantity) -> int:
    exponents = (end.as_tuple().exponent for end in (value.number, value.low, value.high) if end is not None)
    return max(-exponent for exponent in exponents if isinstance(exponent, int))
